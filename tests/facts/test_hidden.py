from pathlib import Path

from workbooks import RISKS, book, registers

from itsmlint.documents.model import Document
from itsmlint.facts.hidden import find_hidden


def hidden(document: Document) -> list[tuple[str, str]]:
    return [(found.what, found.detail) for found in find_hidden(document, registers(document))]


def test_nothing_hidden(tmp_path: Path) -> None:
    assert hidden(book(tmp_path, ("Risks", RISKS))) == []


def test_rows(tmp_path: Path) -> None:
    def hide(sheet):
        for row in (2, 4):
            sheet.row_dimensions[row].hidden = True

    document = book(tmp_path, ("Risks", RISKS), change=hide)
    assert hidden(document) == [("rows", "rows 2 and 4")]
    assert registers(document)[0].records[0].hidden
    assert find_hidden(document, registers(document))[0].count == 16


def test_columns(tmp_path: Path) -> None:
    def hide(sheet):
        sheet.column_dimensions["G"].hidden = True

    document = book(tmp_path, ("Risks", RISKS), change=hide)
    assert hidden(document) == [("columns", "column G")]
    assert find_hidden(document, registers(document))[0].location.text == "Risks › G1 (Owner)"


def test_sheet_with_a_register(tmp_path: Path) -> None:
    def hide(first, second):
        second.sheet_state = "veryHidden"

    assert hidden(book(tmp_path, ("Risks", RISKS), ("Real risks", RISKS), change=hide)) == [
        ("sheet", "very hidden")
    ]


def test_rows_that_a_filter_hides(tmp_path: Path) -> None:
    def hide(sheet):
        sheet.auto_filter.ref = "A1:H4"
        sheet.auto_filter.add_filter_column(7, ["Open"])
        sheet.row_dimensions[4].hidden = True

    assert hidden(book(tmp_path, ("Risks", RISKS), change=hide)) == [("filter", "row 4")]


def test_pick_lists_and_helper_columns_may_be_hidden(tmp_path: Path) -> None:
    rows = [[*RISKS[0], "Helper"], *[[*row, f"=C{n}*10"] for n, row in enumerate(RISKS[1:], 2)]]

    def hide(risks, lists):
        risks.column_dimensions["I"].hidden = True
        lists.sheet_state = "hidden"

    lists = [["Status", "Priority"], ["Open", "High"], ["Closed", "Low"]]
    assert hidden(book(tmp_path, ("Risks", rows), ("Lists", lists), change=hide)) == []


def test_hidden_rows_of_an_empty_form(tmp_path: Path) -> None:
    def hide(sheet):
        for row in range(10, 20):
            sheet.row_dimensions[row].hidden = True

    rows = [*RISKS, *[[f"R-{n}"] for n in range(4, 30)]]
    assert hidden(book(tmp_path, ("Risks", rows), change=hide)) == []
