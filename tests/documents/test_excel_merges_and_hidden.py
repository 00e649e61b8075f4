"""Merges, hidden rows and columns, filters, panes and page headers of a sheet."""

from pathlib import Path

import pytest
from openpyxl import Workbook
from raw_workbook import FILLER, read_saved, read_sheet, sheet_xml

from itsmlint.documents.model import Range

TWO_BY_TWO = (
    '<row r="1"><c r="A1"><v>11</v></c><c r="B1"><v>12</v></c></row>'
    '<row r="2"><c r="A2"><v>21</v></c><c r="B2"><v>22</v></c></row>'
)


def merged(*references: str) -> str:
    cells = "".join(f'<mergeCell ref="{reference}"/>' for reference in references)
    return f"<mergeCells>{cells}</mergeCells>"


def test_a_merge_is_a_range_whose_content_stands_in_its_top_left_cell(tmp_path: Path) -> None:
    workbook = Workbook()
    workbook.active["B2"] = "Risk register"
    workbook.active.merge_cells("B2:F3")
    sheet = read_saved(workbook, tmp_path).sheets[0]
    assert sheet.merges == (Range(2, 2, 3, 6),)
    assert list(sheet.cells) == [(2, 2)]


@pytest.mark.parametrize(
    ("reference", "left"),
    [
        ("A1:B1", [(1, 1), (2, 1), (2, 2)]),
        ("A1:A2", [(1, 1), (1, 2), (2, 2)]),
        ("A1:B2", [(1, 1)]),
        ("A1:XFD1048576", [(1, 1)]),
        ("B1:B1048576", [(1, 1), (1, 2), (2, 1)]),
        ("A:A", [(1, 1), (1, 2), (2, 2)]),
    ],
)
def test_values_under_a_merge_cannot_be_seen_and_are_left_out(
    reference: str, left: list[tuple[int, int]]
) -> None:
    assert list(read_sheet(sheet_xml(TWO_BY_TWO, after=merged(reference))).cells) == left


def test_a_reference_that_is_no_range_merges_nothing() -> None:
    sheet = read_sheet(sheet_xml(TWO_BY_TWO, after=merged("#REF!", "oops", "", "A0:B1", "ZZZZ1:A1")))
    assert sheet.merges == ()
    assert len(sheet.cells) == 4


def test_corners_of_a_range_in_the_wrong_order_are_put_right() -> None:
    assert read_sheet(sheet_xml(TWO_BY_TWO, after=merged("B2:A1"))).merges == (Range(1, 1, 2, 2),)


def test_hidden_rows_and_columns_with_content_are_named(tmp_path: Path) -> None:
    workbook = Workbook()
    sheet = workbook.active
    for row in range(1, 4):
        sheet.append([row, row, row])
    sheet.row_dimensions[2].hidden = True
    sheet.row_dimensions[50].hidden = True
    sheet.column_dimensions["C"].hidden = True
    sheet.column_dimensions["Z"].hidden = True
    read = read_saved(workbook, tmp_path).sheets[0]
    assert read.hidden_rows == {2}
    assert read.hidden_columns == {3}


def test_rows_and_columns_without_height_or_width_are_hidden() -> None:
    rows = TWO_BY_TWO.replace('r="1">', 'r="1" ht="0">').replace('r="2">', 'r="2" ht="15">')
    columns = '<cols><col min="2" max="2" width="0" customWidth="1"/><col min="3" max="9" width="9"/></cols>'
    sheet = read_sheet(sheet_xml(rows, before=columns))
    assert sheet.hidden_rows == {1}
    assert sheet.hidden_columns == {2}


def test_rows_folded_away_in_an_outline_are_hidden(tmp_path: Path) -> None:
    workbook = Workbook()
    for row in range(1, 6):
        workbook.active.append([row])
    workbook.active.row_dimensions.group(2, 4, outline_level=1, hidden=True)
    assert read_saved(workbook, tmp_path).sheets[0].hidden_rows == {2, 3, 4}


FILTERED = '<autoFilter ref="A1:B2"><filterColumn colId="0">{}</filterColumn></autoFilter>'
CRITERION = '<filters><filter val="Open"/></filters>'
SECOND_ROW_HIDDEN = TWO_BY_TWO.replace('<row r="2">', '<row r="2" hidden="1">')


def test_a_filter_that_hides_rows_is_told_from_one_that_does_not() -> None:
    hiding = read_sheet(sheet_xml(SECOND_ROW_HIDDEN, after=FILTERED.format(CRITERION)))
    showing_all = read_sheet(sheet_xml(TWO_BY_TWO, after=FILTERED.format(CRITERION)))
    without_criterion = read_sheet(sheet_xml(SECOND_ROW_HIDDEN, after=FILTERED.format("")))
    assert hiding.auto_filter == showing_all.auto_filter == Range(1, 1, 2, 2)
    assert [hiding.filtered_rows, showing_all.filtered_rows, without_criterion.filtered_rows] == [
        True,
        False,
        False,
    ]


def test_filters_and_page_headers_of_custom_views_do_not_count() -> None:
    view = '<customSheetView guid="{0}"><autoFilter ref="A1:B2"/></customSheetView>'
    page = "<headerFooter><oddHeader>&amp;CRisk register</oddHeader></headerFooter>"
    sheet = read_sheet(sheet_xml(after=f"<customSheetViews>{view}</customSheetViews>{page}"))
    assert sheet.auto_filter is None
    assert sheet.header_footer == ("Risk register",)


def test_rows_above_the_freeze_pane_are_counted(tmp_path: Path) -> None:
    workbook = Workbook()
    workbook.active["A1"] = "Title"
    workbook.active.freeze_panes = "B4"
    assert read_saved(workbook, tmp_path).sheets[0].frozen_rows == 3


def test_rows_scrolled_out_above_the_freeze_pane_count_too() -> None:
    view = (
        '<sheetViews><sheetView topLeftCell="A3"><pane ySplit="2" state="frozen"/></sheetView></sheetViews>'
    )
    assert read_sheet(sheet_xml(before=view)).frozen_rows == 4


def test_a_split_window_is_no_freeze_pane() -> None:
    view = '<sheetViews><sheetView><pane ySplit="2400" state="split"/></sheetView></sheetViews>'
    assert read_sheet(sheet_xml(before=view)).frozen_rows == 0


def test_rows_printed_on_each_page_are_known(tmp_path: Path) -> None:
    workbook = Workbook()
    workbook.active["A5"] = "ID"
    workbook.active.print_title_rows = "4:5"
    workbook.active.print_title_cols = "A:B"
    assert read_saved(workbook, tmp_path).sheets[0].repeated_rows == (4, 5)


def test_page_headers_and_footers_are_read_without_their_codes(tmp_path: Path) -> None:
    workbook = Workbook()
    workbook.active["A1"] = 1
    workbook.active.oddHeader.left.text = "Risks && issues"
    workbook.active.oddHeader.right.text = "Version 2.1"
    workbook.active.oddHeader.right.font = "Arial,Bold"
    workbook.active.oddHeader.right.size = 8
    workbook.active.oddHeader.right.color = "CC0000"
    workbook.active.oddFooter.center.text = "Page &P of &N"
    workbook.active.oddFooter.right.text = "&D"
    assert read_saved(workbook, tmp_path).sheets[0].header_footer == (
        "Risks & issues",
        "Version 2.1",
        "Page  of",
    )


def test_cells_are_read_where_nothing_follows_the_rows() -> None:
    assert len(read_sheet(sheet_xml(FILLER)).cells) == 1
