"""Values of cells: texts, numbers, booleans, errors and stored formula results."""

from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Font
from raw_workbook import raw_parts, read_cell, read_parts, read_saved, read_sheet, sheet_xml

from itsmlint.documents.model import Cell


def test_a_saved_workbook_gives_its_typed_values(tmp_path: Path) -> None:
    workbook = Workbook()
    workbook.active.append(["R-01", 12, 0.5, True])
    sheet = read_saved(workbook, tmp_path).sheets[0]
    assert [cell.value for cell in sheet.cells.values()] == ["R-01", 12, 0.5, True]


def test_cells_without_content_do_not_exist(tmp_path: Path) -> None:
    workbook = Workbook()
    workbook.active["A1"] = "Owner"
    workbook.active["B1"].font = Font(bold=True)
    workbook.active["C1"] = "   "
    assert list(read_saved(workbook, tmp_path).sheets[0].cells) == [(1, 1)]


def test_cells_are_in_reading_order_even_if_the_file_has_them_in_another() -> None:
    rows = (
        '<row r="2"><c r="B2"><v>4</v></c><c r="A2"><v>3</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>'
    )
    assert list(read_sheet(sheet_xml(rows)).cells) == [(1, 1), (2, 1), (2, 2)]


def test_a_shared_string_is_read_by_its_position() -> None:
    cell = read_cell('<c r="A1" t="s"><v>1</v></c>', strings="<si><t>Low</t></si><si><t>High</t></si>")
    assert cell.text == "High"


def test_runs_of_a_rich_text_are_joined_without_the_white_space_between_their_tags() -> None:
    strings = "<si>\n <r><t>Service </t></r>\n <r><rPr><b/></rPr><t>owner</t></r>\n</si>"
    cell = read_cell('<c r="A1" t="s"><v>0</v></c>', strings=strings)
    assert cell.text == "Service owner"
    assert not cell.bold


def test_a_rich_text_whose_runs_are_all_bold_is_bold() -> None:
    strings = "<si><r><rPr><b/></rPr><t>Risk</t></r><r><rPr><b val='1'/></rPr><t> owner</t></r></si>"
    assert read_cell('<c r="A1" t="s"><v>0</v></c>', strings=strings).bold


def test_phonetic_guides_are_no_text() -> None:
    strings = '<si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh></si><si><t>Osaka</t></si>'
    rows = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
    texts = [cell.text for cell in read_sheet(sheet_xml(rows), strings=strings).cells.values()]
    assert texts == ["東京", "Osaka"]


def test_a_rich_text_inside_the_cell_is_read() -> None:
    runs = '<is><r><rPr><b/></rPr><t>Due </t></r><r><t>date</t></r><rPh sb="0" eb="1"><t>x</t></rPh></is>'
    rows = f'<row r="1"><c r="A1" t="inlineStr">{runs}</c><c r="B1"><v>7</v></c></row>'
    assert [cell.text for cell in read_sheet(sheet_xml(rows)).cells.values()] == ["Due date", "7"]


def test_a_formula_counts_by_its_stored_result() -> None:
    cell = read_cell('<c r="A1"><f>B1*C1</f><v>12</v></c>')
    assert cell == Cell(1, 1, 12, "12", formula=True)


def test_a_formula_whose_result_is_a_text_gives_the_text() -> None:
    assert read_cell('<c r="A1" t="str"><f>IF(B1,"Yes","No")</f><v>Yes</v></c>').text == "Yes"


def test_a_formula_without_stored_result_is_kept_and_has_no_value(tmp_path: Path) -> None:
    workbook = Workbook()
    workbook.active["A1"] = "=1+1"
    assert read_saved(workbook, tmp_path).sheets[0].cells[1, 1] == Cell(1, 1, None, "", formula=True)


def test_a_formula_whose_stored_result_is_empty_is_no_content() -> None:
    rows = '<row r="1"><c r="A1" t="str"><f>IF(B1,B1,"")</f><v></v></c><c r="B1"><v>1</v></c></row>'
    assert list(read_sheet(sheet_xml(rows)).cells) == [(1, 2)]


def test_an_error_is_marked() -> None:
    cell = read_cell('<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>')
    assert (cell.text, cell.error, cell.formula) == ("#DIV/0!", True, True)


def test_a_picture_placed_in_a_cell_is_no_error() -> None:
    rows = '<row r="1"><c r="A1" t="e" vm="1"><v>#VALUE!</v></c><c r="B1"><v>1</v></c></row>'
    assert list(read_sheet(sheet_xml(rows)).cells) == [(1, 2)]


def test_a_boolean_is_shown_as_excel_shows_it() -> None:
    cell = read_cell('<c r="A1" t="b"><v>0</v></c>')
    assert (cell.value, cell.text) == (False, "FALSE")


def test_bold_comes_from_the_font_of_the_cell_style(tmp_path: Path) -> None:
    workbook = Workbook()
    workbook.active.append(["Owner", "Service desk"])
    workbook.active["A1"].font = Font(bold=True)
    cells = read_saved(workbook, tmp_path).sheets[0].cells
    assert [cell.bold for cell in cells.values()] == [True, False]


def test_texts_are_trimmed_and_all_line_breaks_are_newlines() -> None:
    text = read_cell(
        '<c r="A1" t="inlineStr"><is><t xml:space="preserve"> By_x000D_&#10;when? </t></is></c>'
    ).text
    assert text == "By\nwhen?"


def test_non_breaking_spaces_become_spaces_and_control_characters_go() -> None:
    text = read_cell('<c r="A1" t="inlineStr"><is><t>Risk\u00a0owner\u009b_x001B_\u200b</t></is></c>').text
    assert text == "Risk owner"


def test_an_underscore_that_begins_no_code_stays() -> None:
    assert read_cell('<c r="A1" t="inlineStr"><is><t>_x005F_x000D_ id_x</t></is></c>').text == "_x000D_ id_x"


def test_cells_without_reference_follow_one_another() -> None:
    rows = "<row><c><v>1</v></c><c/><c><v>3</v></c></row><row><c><v>4</v></c></row>"
    assert list(read_sheet(sheet_xml(rows)).cells) == [(1, 1), (1, 3), (2, 1)]


def test_a_namespace_prefix_on_the_elements_makes_no_difference() -> None:
    parts = raw_parts(
        sheet_xml('<row r="1"><c r="A1" t="s"><v>0</v></c></row>'), strings="<si><t>Owner</t></si>"
    )
    for name in ("xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"):
        prefixed = parts[name].replace("xmlns=", "xmlns:x=").replace("</", "</x:")
        for tag in ("worksheet", "sheetData", "row", "c ", "v", "sst", "si", "t>"):
            prefixed = prefixed.replace(f"<{tag}", f"<x:{tag}")
        parts[name] = prefixed
    assert read_parts(parts).sheets[0].text(1, 1) == "Owner"


def test_comments_and_line_breaks_between_tags_are_no_content() -> None:
    rows = (
        '<row r="1">\n <c r="A1">\n  <v>5</v>\n </c>\n <!-- x --><c r="B1" t="s">\n <v>0</v>\n </c>\n</row>'
    )
    sheet = read_sheet(sheet_xml(rows), strings="\n<si>\n<t>High</t>\n</si>\n")
    assert [cell.value for cell in sheet.cells.values()] == [5, "High"]


def test_a_sheet_that_hides_zeros_holds_none() -> None:
    view = '<sheetViews><sheetView showZeros="0" workbookViewId="0"/></sheetViews>'
    rows = '<row r="1"><c r="A1"><f>B1</f><v>0</v></c><c r="B1"><v>5</v></c></row>'
    assert list(read_sheet(sheet_xml(rows, before=view)).cells) == [(1, 2)]


def test_a_place_is_named_as_excel_names_it(tmp_path: Path) -> None:
    workbook = Workbook()
    workbook.active.title = "Risk Register"
    workbook.active["F12"] = "Service owner"
    sheet = read_saved(workbook, tmp_path).sheets[0]
    assert sheet.locate(12, 6).text == "Risk Register › F12"


def test_sheets_keep_their_position_and_state(tmp_path: Path) -> None:
    workbook = Workbook()
    workbook.active["A1"] = 1
    for title, state in (("Lists", "hidden"), ("Old", "veryHidden")):
        sheet = workbook.create_sheet(title)
        sheet.sheet_state = state
    sheets = read_saved(workbook, tmp_path).sheets
    assert [(sheet.name, sheet.index, sheet.state) for sheet in sheets] == [
        ("Sheet", 1, "visible"),
        ("Lists", 2, "hidden"),
        ("Old", 3, "veryHidden"),
    ]


def test_a_sheet_that_is_only_a_chart_is_passed_over_and_counted(tmp_path: Path) -> None:
    workbook = Workbook()
    workbook.create_chartsheet("Chart", 0)
    workbook["Sheet"]["A1"] = "Owner"
    (sheet,) = read_saved(workbook, tmp_path).sheets
    assert (sheet.name, sheet.index) == ("Sheet", 2)
