from pathlib import Path

import pytest
from making import word
from openpyxl.worksheet.datavalidation import DataValidation
from workbooks import RISKS, VOCABULARY, book, only, registers

from itsmlint.facts.register_kinds import Names, guess_kind

KINDS = {
    "risk-register": "ID | Risk | Likelihood | Impact | Treatment | Owner",
    "kpi-register": "KPI | Formula | Target | Actual | Frequency | Owner",
    "objectives-register": "Objective | Baseline | Target | Responsible | Resources | Due date",
    "asset-register": "Asset ID | Asset name | Owner | Custodian | Location | Serial number",
    "supplier-register": "Supplier | Service provided | Contract ref | Contract owner | Renewal date",
    "service-catalogue": "Service name | Description | Customer | Service owner | Service hours | SLA",
    "improvement-register": "Ref | Improvement opportunity | Source | Expected benefit | Owner | Target date",
    "doc-master-list": "Document ID | Document title | Version | Document owner | Approver | Next review",
    "incident-log": "Incident ID | Opened | Priority | Affected service | Resolution | Closed",
    "problem-log": "Problem ID | Problem description | Root cause | Workaround | Status",
    "change-log": "Change ID | Change description | Requester | Approver | Planned date | Backout plan",
    "audit-report": "NC no | Clause | Finding | Root cause | Corrective action | Responsible | Due",
    "competence-matrix": "Employee | Role | Course | Training date | Valid until | Trainer",
    "interested-parties": "Interested party | Needs and expectations | Influence | How addressed",
    "action-log": "No | Action | Assigned to | Due date | Status",
    "log": "Issue ID | Issue description | Raised by | Date raised | Resolution | Status",
    "soa": "Control ID | Control | Applicable | Justification for exclusion | Implemented",
    "checklist": "Clause | Question | Compliant | Evidence | Gap",
    "plan": "Task | Start | Finish | Duration | Predecessors | Resource",
}


@pytest.mark.parametrize("kind", KINDS)
def test_kind_by_its_columns(tmp_path: Path, kind: str) -> None:
    headers = KINDS[kind].split(" | ")
    rows = [headers, *[[f"{header} no {n}" for header in headers] for n in range(1, 5)]]
    register = only(book(tmp_path, ("Sheet1", rows)))
    assert register.kind == kind
    assert register.confidence >= 0.6
    assert register.because


def test_the_name_of_the_sheet_helps() -> None:
    headers = ["No", "Description", "Owner", "Due date", "Status"]
    named = guess_kind(
        headers, ("id", "description", "owner", "due_date", "status"), Names(("Action log",)), VOCABULARY
    )
    assert named.name == "action-log"


def test_a_table_of_no_known_kind(tmp_path: Path) -> None:
    rows = [["Colour", "Shape", "Owner"], *[["red", f"round {n}", "Ann Lee"] for n in range(5)]]
    register = only(book(tmp_path, ("Sheet1", rows)))
    assert (register.kind, register.confidence) == ("table", 0.0)


def test_a_scoring_matrix_is_no_risk_register(tmp_path: Path) -> None:
    rows = [["Risk", "Probability", "Impact"], *[[f"R{n}", n % 5, n % 4] for n in range(1, 20)]]
    assert all(
        register.kind != "risk-register" for register in registers(book(tmp_path, ("Risk matrix", rows)))
    )


def test_one_register_on_each_sheet(tmp_path: Path) -> None:
    actions = [
        ["No", "Action", "Who", "By when", "Status"],
        [1, "Update the policy", "Ann Lee", "2026-05-31", "Open"],
    ]
    found = registers(book(tmp_path, ("Risks", RISKS), ("Actions", actions)))
    assert [(register.kind, register.sheet) for register in found] == [
        ("risk-register", "Risks"),
        ("action-log", "Actions"),
    ]


def test_a_worked_example_beside_the_real_register(tmp_path: Path) -> None:
    found = registers(book(tmp_path, ("Risk register", RISKS), ("Worked example", RISKS)))
    assert [register.name for register in found] == ["Risk register"]


def test_a_register_on_a_hidden_sheet(tmp_path: Path) -> None:
    def hide(first, second):
        second.sheet_state = "hidden"

    found = registers(book(tmp_path, ("Risks", RISKS), ("Old risks", RISKS), change=hide))
    assert [register.hidden for register in found] == [False, True]


def test_an_empty_register_has_columns_and_no_records(tmp_path: Path) -> None:
    register = only(book(tmp_path, ("Risk register", RISKS[:1])))
    assert register.records == ()
    assert (register.first_row, register.last_row) == (2, 1)
    assert register.fields["owner"] == "G"


def test_values_that_a_drop_down_list_allows(tmp_path: Path) -> None:
    def validate(sheet):
        validation = DataValidation(type="list", formula1='"Open,Closed"')
        validation.add("H2:H50")
        sheet.add_data_validation(validation)

    register = only(book(tmp_path, ("Risks", RISKS), change=validate))
    assert register.columns[7].allowed == ("Open", "Closed")


def test_cards_with_the_same_labels_for_each_record(tmp_path: Path) -> None:
    labels = ["Asset ID", "Owner", "Custodian", "Location", "Classification"]
    rows: list[list[object]] = [["#", "Asset name", "Asset details", "", "Value"]]
    for number, name in enumerate(["Staff data", "Web shop", "Mail server"], 1):
        values = [f"A-{number}", "CIO", "Administrator", "Bern", "Internal"]
        rows.append([number, name, labels[0], values[0], 9])
        rows.extend(["", "", label, value] for label, value in zip(labels[1:], values[1:], strict=True))
    register = only(book(tmp_path, ("Assets", rows), change=lambda sheet: sheet.merge_cells("C1:D1")))
    assert register.card_layout
    assert register.kind == "asset-register"
    assert [record.values["owner"].text for record in register.records] == ["CIO"] * 3
    assert [record.title for record in register.records] == ["Staff data", "Web shop", "Mail server"]


def test_one_word_table_for_each_kpi_under_its_heading(tmp_path: Path) -> None:
    def card(owner: str) -> list[list[str]]:
        return [
            ["Description", "How well we do"],
            ["Owner", owner],
            ["Target", "95%"],
            ["Frequency", "Monthly"],
            ["Formula", "a / b"],
        ]

    document = word(
        tmp_path, ("Heading 1", "Calls answered"), card("Ann Lee"), ("Heading 1", "Failed changes"), card("")
    )
    register = next(register for register in registers(document) if register.card_layout)
    assert register.kind == "kpi-register"
    assert [record.title for record in register.records] == ["Calls answered", "Failed changes"]
    assert [record.values["owner"].owner for record in register.records] == ["person", "blank"]


def test_word_table_with_actions(tmp_path: Path) -> None:
    rows = [
        ["No", "Action", "Owner", "Due", "Status"],
        ["1", "Update the policy", "Ann Lee", "31 May 2026", "Open"],
    ]
    register = only(word(tmp_path, ("Heading 1", "Actions"), rows))
    assert (register.kind, register.name, register.table) == ("action-log", "Actions", 1)
    assert (
        register.records[0].values["due_date"].location.text == "Actions › table 1 › row 2, column D (Due, 1)"
    )


@pytest.mark.parametrize(
    "rows",
    [
        [
            ["Version", "Date", "Author", "Description of change"],
            ["1.0", "1 May 2026", "A. Lee", "First issue"],
        ],
        [["Document owner", "CIO"], ["Version", "1.0"], ["Approved by", "CEO"], ["Next review", "May 2027"]],
        [["Term", "Definition"], ["SLA", "Service level agreement"], ["OLA", "Operational level agreement"]],
        [["Name", "Role", "Signature", "Date"], ["Ann Lee", "CEO", "", ""]],
        [["Role", "Duties"], ["Process owner", "Owns the process"], ["Process manager", "Runs the process"]],
    ],
)
def test_word_tables_that_are_no_registers(tmp_path: Path, rows: list[list[str]]) -> None:
    assert registers(word(tmp_path, ("Heading 1", "Details"), rows)) == ()


def test_change_history_under_its_title(tmp_path: Path) -> None:
    rows = [
        ["Revision", "Issued", "Responsible", "What changed"],
        ["1.0", "1 May 2026", "A. Lee", "First issue"],
    ]
    assert registers(word(tmp_path, ("Heading 1", "Revision history"), rows)) == ()
