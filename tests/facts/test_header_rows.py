from pathlib import Path

import pytest
from openpyxl.worksheet.datavalidation import DataValidation
from workbooks import RISKS, add_table, book, only, registers

from itsmlint.facts.model import Hints, RegisterPin


def test_header_in_the_first_row(tmp_path: Path) -> None:
    register = only(book(tmp_path, ("Risks", RISKS)))
    assert (register.header_row, register.header_rows) == (1, 1)
    assert (register.first_row, register.last_row) == (2, 4)


def test_header_below_title_and_label_rows(tmp_path: Path) -> None:
    rows = [
        ["*Corporate Risk Register"],
        ["Owner:", "CIO", "", "Version:", "1.2"],
        ["Date:", "1 May 2026"],
        [],
        *RISKS,
    ]
    assert only(book(tmp_path, ("Risks", rows))).header_row == 5


def test_table_that_does_not_begin_in_the_first_column(tmp_path: Path) -> None:
    register = only(book(tmp_path, ("Risks", RISKS), at="C4"))
    assert register.header_row == 4
    assert register.fields["owner"] == "I"


def test_groups_above_the_names_are_joined(tmp_path: Path) -> None:
    rows = [
        ["*ID", "*Risk", "*Inherent risk", "", "*Residual risk", "", "*Owner"],
        ["", "", "*Likelihood", "*Impact", "*Likelihood", "*Impact", ""],
        ["R-1", "Key supplier fails to deliver", 4, 4, 2, 2, "CIO"],
        ["R-2", "Fire in the data centre", 3, 5, 1, 5, "CFO"],
    ]

    def merge(sheet):
        for area in ("A1:A2", "B1:B2", "C1:D1", "E1:F1", "G1:G2"):
            sheet.merge_cells(area)

    register = only(book(tmp_path, ("Risks", rows), change=merge))
    assert (register.header_row, register.header_rows) == (2, 2)
    assert register.columns[2].header == "Inherent risk / Likelihood"
    assert register.fields["residual_impact"] == "F"
    assert len(register.records) == 2


def test_bands_above_a_full_row_of_names(tmp_path: Path) -> None:
    rows = [["*Risk details", "", "", "", "", "*Treatment details"], *RISKS]

    def merge(sheet):
        sheet.merge_cells("A1:E1")
        sheet.merge_cells("F1:H1")

    register = only(book(tmp_path, ("Risks", rows), change=merge))
    assert (register.header_row, register.header_rows) == (2, 2)
    assert register.fields["treatment"] == "F"


def test_sub_names_below_names_that_are_not_merged(tmp_path: Path) -> None:
    rows = [
        ["Risk no", "Risk", "Security", "", "", "Threat", "", "Owner"],
        ["", "", "C", "I", "A", "Probability", "Impact", ""],
        ["R1", "Leak of customer data", 3, 3, 2, 2, 3, "CISO"],
        ["R2", "Loss of a backup tape", 3, 2, 3, 1, 3, "CISO"],
    ]
    register = only(book(tmp_path, ("Risks", rows)))
    assert (register.header_row, register.header_rows) == (2, 2)
    assert register.fields["impact"] == "G"


def test_groups_that_are_not_merged_above_names_that_come_back(tmp_path: Path) -> None:
    rows = [
        ["", "", "Inherent", "", "Treatment", "", "Residual", ""],
        ["ID", "Risk", "Likelihood", "Impact", "Action", "Owner", "Likelihood", "Impact"],
        ["R-1", "Key supplier fails to deliver", 4, 4, "Second supplier", "CIO", 2, 2],
        ["R-2", "Fire in the data centre", 3, 5, "Second site", "CFO", 1, 5],
    ]
    register = only(book(tmp_path, ("Risks", rows)))
    assert (register.header_row, register.header_rows) == (2, 2)
    assert register.fields["inherent_impact"] == "D"
    assert register.fields["residual_impact"] == "H"


def test_title_over_the_whole_width_is_no_group(tmp_path: Path) -> None:
    rows = [["*Risk register of the service desk"], *RISKS]
    register = only(book(tmp_path, ("Risks", rows), change=lambda sheet: sheet.merge_cells("A1:H1")))
    assert (register.header_row, register.header_rows) == (2, 1)


def test_excel_table_is_certain(tmp_path: Path) -> None:
    rows = [["Area", "Unit", "Note", "Period", "Site", "Lead", "Type", "Score"], *RISKS]
    register = only(book(tmp_path, ("Risks", rows), change=lambda sheet: add_table(sheet, "A2:H5")))
    assert register.header_row == 2


def test_excel_table_with_made_up_names_is_not(tmp_path: Path) -> None:
    rows = [
        *RISKS[:1],
        ["Column1", "Column2", "Column3", "Column4", "Column5", "Column6", "Column7", "Column8"],
        *RISKS[1:],
    ]
    register = only(book(tmp_path, ("Risks", rows), change=lambda sheet: add_table(sheet, "A2:H5")))
    assert register.header_row == 1


def test_roles_above_letters_of_responsibility(tmp_path: Path) -> None:
    rows = [
        ["", "Head of IT", "Analyst", "Supplier", "Customer"],
        ["Log the incident", "I", "RA", "C", "I"],
        ["Mend the fault", "A", "R", "R", "I"],
        ["Close the incident", "I", "RA", "I", "C"],
    ]
    register = only(book(tmp_path, ("Sheet1", rows)))
    assert (register.kind, register.header_row, len(register.records)) == ("raci", 1, 3)


def test_question_headers(tmp_path: Path) -> None:
    rows = [
        [
            "Risk ID (in priority order)",
            "What is the risk?",
            "How likely is it?",
            "Who will implement the controls?",
            "By when?",
        ],
        [
            "1",
            "Backups cannot be restored when they are needed",
            "High",
            "Backup Administrator",
            "2026-06-30",
        ],
        ["2", "Staff share their passwords with contractors", "Low", "Security Officer", "2026-07-31"],
    ]
    register = only(book(tmp_path, ("Risk treatment plan", rows)))
    assert register.header_row == 1
    assert register.fields["owner"] == "D"
    assert register.fields["due_date"] == "E"


def test_two_tables_below_each_other_with_titles(tmp_path: Path) -> None:
    issues = [
        ["ID", "Issue description", "Priority", "Assigned to", "Target date", "Status"],
        ["I1", "Licence is missing", "High", "Jane Roe", "2026-06-30", "Open"],
        ["I2", "Vendor is late again", "Low", "Sam Lee", "2026-07-31", "Open"],
    ]
    rows = [["*Risks"], *RISKS, [], ["*Issues"], *issues]
    found = registers(book(tmp_path, ("RAID log", rows)))
    assert [(register.kind, register.header_row, len(register.records)) for register in found] == [
        ("risk-register", 2, 3),
        ("log", 8, 2),
    ]


def test_header_that_is_repeated_further_down(tmp_path: Path) -> None:
    register = only(
        book(tmp_path, ("Risks", [*RISKS, [], RISKS[0], *[(f"R-{n}", *RISKS[1][1:]) for n in (7, 8)]]))
    )
    assert register.header_row == 1
    assert [record.id for record in register.records] == ["R-1", "R-2", "R-3", "R-7", "R-8"]


def test_legend_beside_the_register_is_not_part_of_it(tmp_path: Path) -> None:
    legend = ["", "Level", "Meaning"], ["", "Low", "1 to 3"], ["", "High", "4 to 9"]
    rows = [[*row, *beside] for row, beside in zip(RISKS, [*legend, []], strict=True)]
    register = only(book(tmp_path, ("Risks", rows)))
    assert [column.letter for column in register.columns] == list("ABCDEFGH")


def test_rows_after_a_gap_go_on(tmp_path: Path) -> None:
    rows = [*RISKS, [], [], [], ("R-9", *RISKS[1][1:]), ("R-10", *RISKS[2][1:])]
    assert [record.id for record in only(book(tmp_path, ("Risks", rows))).records][-2:] == ["R-9", "R-10"]


def test_names_over_merged_narrow_columns(tmp_path: Path) -> None:
    rows = [
        ["*Quality metrics"],
        ["*ID #", "", "", "*Metric", "", "", "*Target", "", "*Owner"],
        ["1", "", "", "Calls answered in time", "", "", "95%", "", "Service Desk Manager"],
        ["2", "", "", "Changes that failed", "", "", "2%", "", "Change Manager"],
    ]

    def merge(sheet):
        for row in (2, 3, 4):
            sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=3)
            sheet.merge_cells(start_row=row, start_column=4, end_row=row, end_column=6)
            sheet.merge_cells(start_row=row, start_column=7, end_row=row, end_column=8)

    register = only(book(tmp_path, ("Metrics", rows), change=merge))
    assert (register.kind, register.header_row, len(register.records)) == ("kpi-register", 2, 2)
    assert register.fields["owner"] == "I"


def test_the_configuration_pins_what_was_read_wrongly(tmp_path: Path) -> None:
    rows = [
        ["Alpha", "Beta", "Gamma"],
        ["x", "y", "z"],
        *[[f"r{n}", f"some text {n}", "who"] for n in range(3)],
    ]
    pin = RegisterPin(sheet="Data", header_row=2, kind="risk-register", columns={"C": "owner"})
    register = only(book(tmp_path, ("Data", rows)), Hints(registers=(pin,)))
    assert (register.kind, register.confidence, register.header_row) == ("risk-register", 1.0, 2)
    assert register.fields["owner"] == "C"
    assert len(register.records) == 3


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        (
            "Document control",
            [["Owner:", "CIO"], ["Version:", "1.2"], ["Approved by:", "CEO"], ["Status:", "Final"]],
        ),
        (
            "History",
            [["Version", "Date", "Author", "Change"], ["1.0", "2026-01-01", "J. Roe", "First issue"]],
        ),
        (
            "Scale",
            [
                ["Score", "Level", "Description"],
                [1, "Low", "Small effect"],
                [2, "Medium", "Some"],
                [3, "High", "Large"],
            ],
        ),
        ("Matrix", [["Impact", 1, 2, 3], [3, 3, 6, 9], [2, 2, 4, 6], [1, 1, 2, 3]]),
        ("Lists", [["Status", "Priority", "Type"], ["Open", "High", "Threat"], ["Closed", "Low", "Issue"]]),
        (
            "How to use",
            [["Column", "Meaning"], ["ID", "The number of the risk"], ["Owner", "Who is accountable"]],
        ),
        (
            "Fields",
            [
                ["Field", "Meaning"],
                *[[n, "what it is"] for n in ("ID", "Owner", "Status", "Due date", "Impact")],
            ],
        ),
        (
            "Terms",
            [
                ["Abbreviation", "Explanation"],
                ["SLA", "Service level agreement"],
                ["OLA", "Internal agreement"],
            ],
        ),
    ],
)
def test_tables_that_keep_no_records(tmp_path: Path, name: str, rows: list[list[object]]) -> None:
    assert registers(book(tmp_path, (name, rows))) == ()


def test_sheet_that_drop_down_lists_take_their_values_from(tmp_path: Path) -> None:
    lists = [
        ["Risk owner roles", "Risk categories", "Responses"],
        ["Head of IT", "Supply", "Reduce"],
        ["CFO", "Fire", "Avoid"],
    ]

    def validate(risks, options):
        for column, source in (("G", "$A"), ("B", "$B"), ("F", "$C")):
            validation = DataValidation(type="list", formula1=f"Options!{source}$2:{source}$3")
            validation.add(f"{column}2:{column}40")
            risks.add_data_validation(validation)

    assert only(book(tmp_path, ("Risks", RISKS), ("Options", lists), change=validate)).name == "Risks"
