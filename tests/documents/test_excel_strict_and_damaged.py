"""Strict workbooks, small defects that must not hide the cells, and damage that must be named."""

import pytest
from raw_workbook import FILLER, raw_parts, read_parts, read_sheet, relationships_xml, sheet_xml, workbook_xml

from itsmlint.documents.unreadable import UnreadableError

DATE_STYLE = '<cellXfs><xf/><xf numFmtId="14"/></cellXfs>'


STRICT = {
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main": "http://purl.oclc.org/ooxml/spreadsheetml/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/": "http://purl.oclc.org/ooxml/officeDocument/",
}


def strict(xml: str) -> str:
    for transitional, name in STRICT.items():
        xml = xml.replace(transitional, name)
    return xml


def refused(parts: dict[str, str]) -> str:
    with pytest.raises(UnreadableError) as caught:
        read_parts(parts)
    return caught.value.reason


def test_a_strict_workbook_is_read_like_any_other() -> None:
    cells = '<c t="s"><v>0</v></c><c s="1"><v>45000</v></c><c t="d"><v>2024-01-05</v></c>'
    parts = raw_parts(sheet_xml(f"<row>{cells}</row>"), strings="<si><t>Owner</t></si>", styles=DATE_STYLE)
    sheet = read_parts({name: strict(xml) for name, xml in parts.items()}).sheets[0]
    assert [cell.text for cell in sheet.cells.values()] == ["Owner", "2023-03-15", "2024-01-05"]


@pytest.mark.parametrize(
    "styles",
    [
        None,
        "<cellXfs><xf/></cellXfs>",
        '<fonts><font><color rgb="nonsense"/></font></fonts><cellXfs><xf fontId="9"/></cellXfs>',
        "<fills><fill/></fills><cellXfs><xf/></cellXfs>",
        '<numFmts><numFmt numFmtId="x"/></numFmts><cellXfs><xf numFmtId="-3" fontId="b"/></cellXfs>',
        '<cellXfs><xf/></cellXfs><cellStyles><cellStyle name="Normal" xfId="77"/></cellStyles>',
    ],
)
def test_defects_in_the_styles_do_not_hide_the_cells(styles: str | None) -> None:
    sheet = read_sheet(sheet_xml('<row r="1"><c r="A1" s="99"><v>7</v></c></row>'), styles=styles)
    assert sheet.text(1, 1) == "7"


def test_missing_and_broken_tables_and_notes_do_not_hide_the_cells() -> None:
    links = {
        "rId1": ("table", "../tables/gone.xml"),
        "rId2": ("comments", "../comments1.xml"),
        "rId3": ("table", "../tables/broken.xml"),
        "rId4": ("table", "../tables/other.xml"),
    }
    parts = raw_parts(sheet_xml(), links=links)
    parts |= {"xl/comments1.xml": "oops", "xl/tables/broken.xml": "<table", "xl/tables/other.xml": "<html/>"}
    sheet = read_parts(parts).sheets[0]
    assert (len(sheet.cells), sheet.tables, sheet.notes) == (1, (), ())


def test_broken_relationships_of_a_sheet_do_not_hide_the_cells() -> None:
    parts = raw_parts(sheet_xml()) | {"xl/worksheets/_rels/sheet1.xml.rels": "<Relationships"}
    assert len(read_parts(parts).sheets[0].cells) == 1


def test_numbers_that_are_none_in_views_columns_and_heights_are_passed_over() -> None:
    pane = '<sheetView topLeftCell="?"><pane ySplit="x" state="frozen"/></sheetView>'
    columns = '<col min="a" max="" width="w" hidden="1"/>'
    before = f"<sheetViews>{pane}</sheetViews><cols>{columns}</cols>"
    rows = '<row r="1" ht="tall" hidden="maybe"><c r="A1" s=""><v>1</v></c></row>'
    sheet = read_sheet(sheet_xml(rows, before=before))
    assert (len(sheet.cells), sheet.frozen_rows, sheet.hidden_rows) == (1, 0, frozenset())


def test_a_string_number_out_of_range_costs_that_cell_only() -> None:
    indexes = ("9", "-1", "x", "", "0")
    cells = "".join(f'<c t="s"><v>{index}</v></c>' for index in indexes)
    sheet = read_sheet(sheet_xml(f'<row r="1">{cells}</row>'), strings="<si><t>Owner</t></si>")
    assert [cell.text for cell in sheet.cells.values()] == ["Owner"]


def test_a_missing_sheet_is_passed_over_if_others_are_there() -> None:
    parts = raw_parts(sheet_xml(), sheet_xml())
    del parts["xl/worksheets/sheet1.xml"]
    assert [sheet.name for sheet in read_parts(parts).sheets] == ["S2"]


def test_sheets_that_share_one_part_are_one_sheet() -> None:
    listed = '<sheet name="Same" sheetId="1" r:id="rId1"/><sheet name="Again" sheetId="2" r:id="rId1"/>'
    parts = raw_parts(sheet_xml()) | {"xl/workbook.xml": workbook_xml(listed)}
    assert [sheet.name for sheet in read_parts(parts).sheets] == ["Same"]


def test_a_workbook_without_any_sheet_that_can_be_read_lacks_a_part() -> None:
    parts = raw_parts(sheet_xml())
    del parts["xl/worksheets/sheet1.xml"]
    assert refused(parts) == "missing-part"


def test_a_sheet_without_relationship_lacks_its_part() -> None:
    parts = raw_parts(sheet_xml()) | {"xl/_rels/workbook.xml.rels": relationships_xml({})}
    assert refused(parts) == "missing-part"


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml"])
def test_a_main_part_that_is_a_web_page_is_no_main_part(part: str) -> None:
    assert refused(raw_parts(sheet_xml()) | {part: "<html><body/></html>"}) == "missing-part"


def test_missing_texts_are_not_passed_over_in_silence() -> None:
    assert refused(raw_parts(sheet_xml('<row r="1"><c r="A1" t="s"><v>0</v></c></row>'))) == "missing-part"


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"])
@pytest.mark.parametrize("xml", ["", "<worksheet><sheetData>", "<a>\0</a>", "<a>&#1;</a>", "<a>\udcff</a>"])
def test_a_part_that_is_not_well_formed_is_refused(part: str, xml: str) -> None:
    parts: dict[str, str | bytes] = dict(raw_parts(sheet_xml(), strings=""))
    parts[part] = xml.encode("utf-8", "surrogateescape")
    with pytest.raises(UnreadableError) as caught:
        read_parts(parts)
    assert caught.value.reason == "bad-xml"


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/comments1.xml"])
def test_a_document_type_is_refused_wherever_it_stands(part: str) -> None:
    parts = raw_parts(sheet_xml(), strings="", links={"rId1": ("comments", "../comments1.xml")})
    parts[part] = '<!DOCTYPE x [<!ENTITY e "text">]><x>&e;</x>'
    assert refused(parts) == "unsafe-xml"


def test_a_row_with_something_else_than_a_number_is_refused() -> None:
    assert refused(raw_parts(sheet_xml('<row r="abc"><c r="A1"><v>1</v></c></row>'))) == "bad-xml"


@pytest.mark.parametrize("sheet", [sheet_xml(""), sheet_xml('<row r="1"><c r="A1" s="0"/></row>')])
def test_a_workbook_without_content_is_told(sheet: str) -> None:
    assert refused(raw_parts(sheet)) == "no-content"


def test_names_without_letters_are_replaced() -> None:
    parts = raw_parts(sheet_xml(FILLER)) | {
        "xl/workbook.xml": workbook_xml('<sheet name=" " sheetId="1" r:id="rId1"/>')
    }
    assert read_parts(parts).sheets[0].name == "Sheet1"
