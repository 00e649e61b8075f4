"""Geometry: what is far away or huge on paper costs nothing, and what is really huge is refused."""

import time

import pytest
from raw_workbook import raw_parts, read_parts, read_sheet, sheet_xml

from itsmlint.documents.excel import limits
from itsmlint.documents.model import Sheet
from itsmlint.documents.unreadable import UnreadableError

SOON = 2.0
"""Seconds of work that none of these may take; what goes wrong here goes on for minutes."""


def read_soon(sheet: str, **more: str) -> Sheet:
    start = time.process_time()
    read = read_sheet(sheet, **more)
    assert time.process_time() - start < SOON
    return read


def refused(sheet: str, **more: str) -> str:
    with pytest.raises(UnreadableError) as caught:
        read_parts(raw_parts(sheet, **more))  # type: ignore[arg-type]
    return caught.value.reason


def test_a_cell_in_the_last_corner_of_the_sheet_costs_nothing() -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    sheet = read_soon(sheet_xml(rows, before='<dimension ref="A1:XFD1048576"/>'))
    assert list(sheet.cells) == [(1, 1), (1048576, 16384)]


@pytest.mark.parametrize(
    "row",
    [
        '<row r="99999999999999999999"><c r="A99999999999999999999"><v>1</v></c></row>',
        '<row r="1048577"><c r="A1048577"><v>1</v></c></row>',
        '<row r="-5"><c r="A-5"><v>1</v></c></row>',
        '<row r="0"><c r="A0"><v>1</v></c></row>',
        '<row r="2"><c r="ZZZZZZ2"><v>1</v></c></row>',
        '<row r="2"><c r="XFE2"><v>1</v></c></row>',
        '<row r="2"><c r="2A"><v>1</v></c></row>',
        '<row r="2"><c r="Α2"><v>1</v></c></row>',
    ],
)
def test_cells_outside_of_any_sheet_are_passed_over(row: str) -> None:
    sheet = read_sheet(sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>' + row))
    assert list(sheet.cells) == [(1, 1)]


def test_a_reference_in_lower_case_or_of_another_row_says_where_the_cell_is() -> None:
    sheet = read_sheet(sheet_xml('<row r="1"><c r="b1"><v>1</v></c><c r="A12"><v>2</v></c></row>'))
    assert list(sheet.cells) == [(1, 2), (12, 1)]


def test_formatted_empty_cells_and_rows_are_no_cells() -> None:
    cells = '<c s="1"/>' * 20
    empty = "".join(f'<row r="{row}" s="1" ht="20">{cells}</row>' for row in range(2, 5_000))
    sheet = read_soon(sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>' + empty))
    assert len(sheet.cells) == 1


def test_giant_merges_validations_and_hidden_columns_are_never_spread_out() -> None:
    whole = "A1:XFD1048576"
    sheet = read_soon(
        sheet_xml(
            '<row r="5"><c r="A5"><v>1</v></c></row>',
            before='<cols><col min="1" max="2147483647" hidden="1"/></cols>',
            after=f'<autoFilter ref="{whole}"/><mergeCells><mergeCell ref="A5:XFD1048576"/></mergeCells>'
            f'<dataValidations><dataValidation type="list" sqref="{whole}">'
            "<formula1>$A$1:$A$1048576</formula1></dataValidation></dataValidations>",
        )
    )
    assert sheet.hidden_columns == {1}
    assert sheet.validations[0].values == ("1",)


def test_merges_on_top_of_one_another_without_end_do_not_stall_the_reader() -> None:
    rows = "".join(f'<row r="{row}"><c r="B{row}"><v>1</v></c></row>' for row in range(1, 3_000))
    merges = "".join(f'<mergeCell ref="C1:XFD{row}"/>' for row in range(1, 20_000))
    assert len(read_soon(sheet_xml(rows, after=f"<mergeCells>{merges}</mergeCells>")).cells) == 2_999


def test_more_merges_than_any_sheet_has_are_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("itsmlint.documents.excel.worksheet.MOST_MERGES", 2)
    merges = "".join(f'<mergeCell ref="C{row}:D{row}"/>' for row in range(1, 9))
    assert len(read_sheet(sheet_xml(after=f"<mergeCells>{merges}</mergeCells>")).merges) == 2


def test_more_cells_than_the_limit_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_CELLS", 3)
    row = "<row>" + "<c><v>1</v></c>" * 2 + "</row>"
    assert len(read_sheet(sheet_xml(row)).cells) == 2
    assert refused(sheet_xml(row * 2)) == "over-limit"


def test_cells_of_all_sheets_count_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_CELLS", 3)
    sheet = sheet_xml("<row><c><v>1</v></c><c><v>1</v></c></row>")
    with pytest.raises(UnreadableError, match="over-limit"):
        read_parts(raw_parts(sheet, sheet))


def test_a_long_text_counts_in_each_cell_that_shows_it() -> None:
    long_text = f"<si><t>{'service ' * 100_000}</t></si>"
    rows = ("<row>" + '<c t="s"><v>0</v></c>' * 10 + "</row>") * 10
    assert refused(sheet_xml(rows), strings=long_text) == "over-limit"


def test_what_the_string_table_says_of_its_size_is_not_believed() -> None:
    parts = raw_parts(sheet_xml('<row><c t="s"><v>0</v></c></row>'), strings="<si><t>Owner</t></si>")
    parts["xl/sharedStrings.xml"] = parts["xl/sharedStrings.xml"].replace("<sst ", '<sst count="4294967295" ')
    assert read_parts(parts).sheets[0].text(1, 1) == "Owner"


def test_more_sheets_than_the_limit_are_refused() -> None:
    listed = "".join(f'<sheet name="{n}" sheetId="{n}" r:id="rId1"/>' for n in range(limits.MOST_SHEETS + 1))
    parts = raw_parts(sheet_xml())
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace("</sheets>", listed + "</sheets>")
    with pytest.raises(UnreadableError, match="over-limit"):
        read_parts(parts)


def test_names_that_stand_for_one_another_do_not_stall_the_reader() -> None:
    names = '<definedName name="a">b</definedName><definedName name="b">a</definedName>'
    choices = '<dataValidation type="list" sqref="A1"><formula1>a</formula1></dataValidation>'
    sheet = sheet_xml(after=f"<dataValidations>{choices}</dataValidations>")
    (validation,) = read_soon(sheet, after=f"<definedNames>{names}</definedNames>").validations
    assert validation.values == ()
