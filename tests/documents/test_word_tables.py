"""Word tables as grids that people would count."""

from raw_document import bold, cell, p, part_xml, read, read_table, row, run, style, table

from itsmlint.documents.model import Paragraph, Range, Table

SPAN_2 = '<w:gridSpan w:val="2"/>'


def texts(found: Table) -> dict[tuple[int, int], str]:
    return {place: cell.text for place, cell in found.cells.items()}


def grid_span(columns: int) -> str:
    return f'<w:gridSpan w:val="{columns}"/>'


def test_cells_stand_in_rows_and_columns() -> None:
    found = read_table(row("Role", "Duty"), row("Owner", cell("decides", "pays")))
    assert texts(found) == {(1, 1): "Role", (1, 2): "Duty", (2, 1): "Owner", (2, 2): "decides\npays"}


def test_empty_cells_do_not_exist() -> None:
    found = read_table(row("Owner", "", "x"))
    assert texts(found) == {(1, 1): "Owner", (1, 3): "x"}


def test_a_cell_over_two_columns_is_there_once() -> None:
    found = read_table(row(cell("Title", properties=SPAN_2)), row("a", "b"))
    assert texts(found) == {(1, 1): "Title", (2, 1): "a", (2, 2): "b"}
    assert found.merges == (Range(1, 1, 1, 2),)


def test_a_cell_over_rows_is_there_once() -> None:
    first = cell("Access", properties='<w:vMerge w:val="restart"/>')
    more = cell("", properties="<w:vMerge/>")
    found = read_table(row(first, "a"), row(more, "b"), row(more, "c"), row("next", "d"))
    assert texts(found)[1, 1] == "Access"
    assert (2, 1) not in found.cells
    assert found.merges == (Range(1, 1, 3, 1),)


def test_text_in_a_cell_that_continues_nothing_is_kept() -> None:
    assert texts(read_table(row(cell("orphan", properties="<w:vMerge/>")))) == {(1, 1): "orphan"}


def test_an_old_horizontal_merge_is_one_cell() -> None:
    first = cell("Title", properties='<w:hMerge w:val="restart"/>')
    found = read_table(row(first, cell("", properties='<w:hMerge w:val="continue"/>')), row("a", "b"))
    assert found.merges == (Range(1, 1, 1, 2),)


def test_a_row_may_start_further_right() -> None:
    found = read_table(row("a", "b"), row("c", properties='<w:gridBefore w:val="1"/>'))
    assert texts(found)[2, 2] == "c"


def test_grid_columns_that_no_cell_starts_in_do_not_count() -> None:
    found = read_table(
        row(cell("Role", properties=grid_span(3)), "Duty"), row(cell("a", properties=grid_span(3)), "b")
    )
    assert texts(found) == {(1, 1): "Role", (1, 2): "Duty", (2, 1): "a", (2, 2): "b"}
    assert found.merges == ()


def test_rows_drawn_with_other_widths_have_the_same_columns() -> None:
    header = row(cell("Role", properties=grid_span(2)), cell("Duty", properties=grid_span(3)), "Date")
    lower = row(cell("a", properties=grid_span(3)), cell("b", properties=grid_span(2)), "c")
    found = read_table(header, lower, lower)
    assert [found.text(2, column) for column in (1, 2, 3)] == ["a", "b", "c"]


def test_giant_and_bogus_spans_are_harmless() -> None:
    for span in ("500000000", "-1", "0", "abc"):
        found = read_table(row(cell("a", properties=f'<w:gridSpan w:val="{span}"/>'), "b"), row("c", "d"))
        assert texts(found)[1, 1] == "a"


def test_a_deleted_row_is_out() -> None:
    gone = (
        row("old", properties='<w:del w:author="Ann"/>')
        .replace("w:t ", "w:delText ")
        .replace("w:t>", "w:delText>")
    )
    document = read(table(row("kept"), gone))
    (found,) = document.tables()
    assert texts(found) == {(1, 1): "kept"}
    assert [(revision.kind, revision.text) for revision in document.revisions] == [("deleted", "old")]


def test_leading_rows_that_repeat_are_header_rows() -> None:
    repeat = "<w:tblHeader/>"
    found = read_table(
        row("a", properties=repeat), row("b", properties=repeat), row("c"), row("d", properties=repeat)
    )
    assert found.header_rows == 2


def test_a_cell_is_bold_when_all_its_text_is() -> None:
    found = read_table(row(cell(p(bold("Role")), p()), cell(p(bold("Duty"), " of"))))
    assert (found.cells[1, 1].bold, found.cells[1, 2].bold) == (True, False)


def test_a_table_style_makes_the_first_row_bold() -> None:
    first_row = '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr></w:tblStylePr>'
    styles = style("Base", "Base", first_row, kind="table") + style(
        "Grid", "Grid", '<w:basedOn w:val="Base"/>', kind="table"
    )
    styled = table(row("Role"), row("Owner")).replace(
        "<w:tblPr/>", '<w:tblPr><w:tblStyle w:val="Grid"/><w:tblLook w:firstRow="1"/></w:tblPr>'
    )
    (found,) = read(styled, {"styles": part_xml("styles", styles)}).tables()
    assert (found.cells[1, 1].bold, found.cells[2, 1].bold) == (True, False)


def test_a_column_of_automatic_numbers_has_them_as_text() -> None:
    level = '<w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="R-%1"/></w:lvl>'
    numbering = part_xml(
        "numbering",
        f'<w:abstractNum w:abstractNumId="0">{level}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
    )
    empty = '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr></w:p>'
    (found,) = read(table(row(cell(empty), "a"), row(cell(empty), "b")), {"numbering": numbering}).tables()
    assert [found.text(1, 1), found.text(2, 1)] == ["R-1", "R-2"]


def test_a_nested_table_stands_inside_its_cell() -> None:
    document = read(table(row(cell("outer", table(row("inner")), p()))))
    outer, inner = document.tables()
    assert texts(outer) == {(1, 1): "outer"}
    assert texts(inner) == {(1, 1): "inner"}
    assert (outer.location.table, inner.location.table) == (1, 2)
    assert [paragraph.text for paragraph in outer.paragraphs() if paragraph.text] == ["outer", "inner"]


def test_sixty_tables_inside_each_other_are_read() -> None:
    body = p("deepest")
    for _ in range(60):
        body = table(row(cell(body + p())))
    assert "deepest" in [paragraph.text for paragraph in read(body).body_paragraphs()]


def test_places_name_table_row_and_column() -> None:
    styles = part_xml("styles", style("H1", "heading 1"))
    document = read(p("Roles", style="H1") + table(row("a", "b"), row("c", "d")), {"styles": styles})
    (inner,) = [x for x in document.body_paragraphs() if x.text == "d"]
    assert inner.location.text == "Roles › table 1 › row 2, column B"
    (found,) = document.tables()
    assert found.locate(2, 2, label="Duty").text == "Roles › table 1 › row 2, column B (Duty)"


def test_text_around_tables_keeps_its_order() -> None:
    blocks = read(p("before") + table(row("in")) + p(run("after"))).blocks
    assert [block.text if isinstance(block, Paragraph) else "table" for block in blocks] == [
        "before",
        "table",
        "after",
    ]
