from datetime import date, datetime
from pathlib import Path

from workbooks import RISKS, book, only

from itsmlint.facts.model import Hints

HEADER = RISKS[0]


def ids(folder: Path, rows, **options) -> list[str]:
    return [record.id for record in only(book(folder, ("Risk register", rows), **options)).records]


def test_numbers_without_content_are_no_records(tmp_path: Path) -> None:
    assert ids(tmp_path, [*RISKS, *[(f"R-{n}",) for n in range(4, 30)]]) == ["R-1", "R-2", "R-3"]


def test_formulas_without_content_are_no_records(tmp_path: Path) -> None:
    rows = [*RISKS, *[("", "", "", "", f"=C{n}*D{n}") for n in range(5, 30)]]
    assert ids(tmp_path, rows) == ["R-1", "R-2", "R-3"]


def test_defaults_without_content_are_no_records(tmp_path: Path) -> None:
    rows = [*RISKS, *[(f"R-{n}", "", "", "", 0, "", "", "Open") for n in range(4, 30)]]
    assert ids(tmp_path, rows) == ["R-1", "R-2", "R-3"]


def test_a_row_that_lacks_only_its_owner_is_a_record(tmp_path: Path) -> None:
    assert ids(tmp_path, [*RISKS, ("R-4", "Nobody cares for this", 1, 1, 1, "", "", "Open")])[-1] == "R-4"


def test_bands_between_the_records(tmp_path: Path) -> None:
    rows = [HEADER, ("*Operational risks",), *RISKS[1:3], ("*Financial risks",), RISKS[3]]

    def merge(sheet):
        sheet.merge_cells("A2:H2")
        sheet.merge_cells("A5:H5")

    assert ids(tmp_path, rows, change=merge) == ["R-1", "R-2", "R-3"]
    assert ids(tmp_path, rows) == ["R-1", "R-2", "R-3"]


def test_totals_notes_and_legends_below(tmp_path: Path) -> None:
    rows = [
        *RISKS,
        ("Total", "", "", "", 23),
        ("", "Note: the score is likelihood times impact"),
        (),
        ("L", "Likelihood"),
        ("I", "Impact"),
    ]
    assert ids(tmp_path, rows) == ["R-1", "R-2", "R-3"]


def test_row_that_numbers_the_columns(tmp_path: Path) -> None:
    assert ids(tmp_path, [HEADER, tuple(f"({n})" for n in range(1, 9)), *RISKS[1:]])[0] == "R-1"


def test_row_that_explains_what_to_fill_in(tmp_path: Path) -> None:
    told = (
        "Unique number",
        "Describe the risk",
        "1 to 5",
        "1 to 5",
        "Calculated",
        "What is done",
        "Name of a person",
        "Select",
    )
    assert ids(tmp_path, [HEADER, told, *RISKS[1:]]) == ["R-1", "R-2", "R-3"]
    silent = ("Number", "Risk in words", "see scale", "see scale", "product", "Measures", "Position", "Phase")
    assert ids(tmp_path, [HEADER, silent, *RISKS[1:]]) == ["R-1", "R-2", "R-3"]


def test_example_rows_stay_and_show_as_placeholders(tmp_path: Path) -> None:
    example = ("R-0", "[Describe the risk]", 1, 1, 1, "[Treatment]", "[Name]", "[Open/Closed]")
    record = only(book(tmp_path, ("Risk register", [HEADER, example, *RISKS[1:]]))).records[0]
    assert record.id == "R-0"
    assert record.values["owner"].placeholder
    assert record.values["owner"].owner == "placeholder"


def test_merged_cells_fill_the_rows_below(tmp_path: Path) -> None:
    rows = [
        ("ID", "Risk", "Likelihood", "Treatment", "Owner"),
        ("R-1", "Key supplier fails", 3, "Second supplier", "Head of IT"),
        ("", "", "", "Penalty in the contract", ""),
        ("R-2", "Fire in the data centre", 2, "Second site", "CFO"),
    ]

    def merge(sheet):
        for column in "ABCE":
            sheet.merge_cells(f"{column}2:{column}3")

    records = only(book(tmp_path, ("Risk register", rows), change=merge)).records
    assert [record.values["owner"].text for record in records] == ["Head of IT", "Head of IT", "CFO"]
    assert [record.values["owner"].filled_down for record in records] == [False, True, False]
    assert records[1].values["owner"].location.cell == "E2"


def test_a_group_that_is_named_only_once_is_not_filled_down(tmp_path: Path) -> None:
    rows = [
        ("Category", "Risk", "Likelihood", "Owner"),
        ("IT", "It fails", 1, "CIO"),
        ("", "It burns", 2, "CFO"),
        ("", "It leaks", 2, "CFO"),
    ]
    records = only(book(tmp_path, ("Risk register", rows))).records
    assert [record.values["category"].text for record in records] == ["IT", "", ""]


def test_rows_that_head_a_group_by_their_number(tmp_path: Path) -> None:
    rows = [
        ("Control", "Title", "Applicable", "Justification", "Owner"),
        ("5", "Organisation", "", "", ""),
        ("5.1", "Policies", "Yes", "Needed for all we do", "CISO"),
        ("5.2", "Roles", "Yes", "Needed for all we do", "CISO"),
        ("6", "People", "", "", ""),
        ("6.1", "Screening", "No", "Done by the agency", "HR Manager"),
    ]
    records = only(book(tmp_path, ("SoA", rows))).records
    assert [record.id for record in records] == ["5.1", "5.2", "6.1"]


def test_questions_not_yet_answered_are_records(tmp_path: Path) -> None:
    rows = [
        ("Audit question", "Compliant?", "Evidence"),
        *[(f"Is requirement {n} met?", "", "") for n in range(1, 6)],
    ]
    assert len(only(book(tmp_path, ("Audit checklist", rows))).records) == 5


def test_id_and_title(tmp_path: Path) -> None:
    record = only(book(tmp_path, ("Risk register", RISKS))).records[0]
    assert (record.id, record.title, record.row) == ("R-1", "Key supplier fails to deliver", 2)


def test_records_without_an_id_are_called_by_their_row(tmp_path: Path) -> None:
    assert only(book(tmp_path, ("Risk register", [row[1:] for row in RISKS]))).records[0].id == "row 2"


def test_values_with_type_and_place(tmp_path: Path) -> None:
    value = only(book(tmp_path, ("Risk register", RISKS))).records[1].values["impact"]
    assert (value.value, value.text) == (5, "5")
    assert value.location.text == "Risk register › D3 (Impact, R-2)"


def test_empty_cells_are_there_with_an_empty_text(tmp_path: Path) -> None:
    rows = [*RISKS, ("R-4", "Nobody cares for this", 1, 1, 1, "None yet", "", "Open")]
    value = only(book(tmp_path, ("Risk register", rows))).records[-1].values["owner"]
    assert (value.text, value.owner, value.location.cell) == ("", "blank", "G5")


def test_dates_are_read_in_the_order_of_their_column(tmp_path: Path) -> None:
    due = ["Due date", "31/03/2026", "04/05/2026", datetime(2026, 6, 1)]
    rows = [[*row, extra] for row, extra in zip(RISKS, due, strict=True)]
    register = only(book(tmp_path, ("Risk register", rows)))
    assert register.columns[-1].date_order == "dmy"
    assert [record.values["due_date"].date for record in register.records] == [
        date(2026, 3, 31),
        date(2026, 5, 4),
        date(2026, 6, 1),
    ]


def test_months_quarters_and_bare_serial_numbers_in_date_columns(tmp_path: Path) -> None:
    rows = [
        [*row, extra] for row, extra in zip(RISKS, ["Due date", "June 2026", "Q3 2026", 46174], strict=True)
    ]
    records = only(book(tmp_path, ("Risk register", rows))).records
    assert [record.values["due_date"].date for record in records] == [
        date(2026, 6, 30),
        date(2026, 9, 30),
        date(2026, 6, 1),
    ]


def test_texts_that_are_no_dates(tmp_path: Path) -> None:
    rows = [
        [*row, extra]
        for row, extra in zip(RISKS, ["Due date", "ongoing", "03/04/2026", "2026-02-31"], strict=True)
    ]
    assert all(
        record.values["due_date"].date is None for record in only(book(tmp_path, ("Risks", rows))).records
    )


def test_two_people_in_one_cell_when_one_of_them_stands_alone_elsewhere(tmp_path: Path) -> None:
    rows = [
        HEADER,
        *[
            (*row[:6], owner, "Open")
            for row, owner in zip(RISKS[1:], ["Roe, Ann", "Ann", "Roe"], strict=True)
        ],
    ]
    owners = [record.values["owner"].owner for record in only(book(tmp_path, ("Risks", rows))).records]
    assert owners == ["joint", "person", "person"]


def test_teams_that_the_configuration_accepts(tmp_path: Path) -> None:
    rows = [HEADER, *[(*row[:6], "Service Desk", "Open") for row in RISKS[1:]]]
    document = book(tmp_path, ("Risks", rows))
    assert only(document).records[0].values["owner"].owner == "team"
    accepting = Hints(accepted_teams=frozenset(("service desk",)))
    assert only(document, accepting).records[0].values["owner"].owner == "role"
