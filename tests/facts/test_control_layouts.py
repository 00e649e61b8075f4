"""Document control as real documents lay it out: which label, which value, which place counts."""

from datetime import date
from pathlib import Path

import pytest
from making import TEXT, control, excel, facts, word

BODY = (("Heading 1", "Purpose"), TEXT, ("Heading 1", "Scope"), TEXT)
RISKS = [
    ["Risk ID", "Risk", "Likelihood", "Impact", "Risk owner", "Status"],
    ["R-01", "Key supplier fails", 3, 4, "Procurement Manager", "Open"],
    ["R-02", "Leaver accounts stay active", 2, 4, "IAM Lead", "Open"],
]
MATRIX = [
    ["Activity", "Head of IT", "Incident Manager", "Change Manager"],
    ["Log incidents", "A", "R", "I"],
    ["Assess changes", "I", "C", "A/R"],
    ["Approve changes", "A", "I", "R"],
]


class TestStatusApproved:
    """The value of "Status" reads like a label of its own."""

    TABLE = (["Owner", "Ann Lee", "Status", "Approved"], ["Approved by", "The Board", "Version", "1.2"])

    def test_beside_other_labels_in_a_table(self, tmp_path: Path) -> None:
        found = facts(word(tmp_path, "Change Policy", list(self.TABLE), *BODY))
        assert found.control.value("status") == "Approved"
        assert (found.control.value("owner"), found.control.value("approver")) == ("Ann Lee", "The Board")
        assert found.control.blanks == {}

    def test_before_the_date_of_approval(self, tmp_path: Path) -> None:
        rows = [
            ["Document ID", "REG-5", "Version", "4.6", "Owner", "Head of IT"],
            ["Status", "Approved", "Approval date", date(2026, 5, 3), "Approved by", "Ann Lee"],
            [],
            *RISKS,
        ]
        found = facts(excel(tmp_path, {"Risks": rows})).control
        assert (found.value("status"), found.value("approver")) == ("Approved", "Ann Lee")
        assert found.fields["approval_date"].date == date(2026, 5, 3)
        assert found.blanks == {}

    def test_in_the_last_row_with_its_date(self, tmp_path: Path) -> None:
        rows = [
            ["Version", "9.2", "Approved by", "Ann Lee"],
            ["Status", "Approved", "Approved on", date(2026, 5, 3)],
        ]
        found = facts(excel(tmp_path, {"About": rows, "Risks": RISKS})).control
        assert (found.value("status"), found.value("version")) == ("Approved", "9.2")
        assert found.fields["approval_date"].date == date(2026, 5, 3)

    def test_as_a_column_name_it_is_the_approver(self, tmp_path: Path) -> None:
        table = [["Version", "Status", "Approved"], ["1.2", "In force", "Ann Lee"]]
        found = control(word(tmp_path, "Change Policy", table, *BODY))
        assert (found["status"], found["approver"]) == ("In force", "Ann Lee")


class TestHistory:
    def test_what_changed_is_the_change(self, tmp_path: Path) -> None:
        table = [
            ["Version", "Date", "Author", "What changed"],
            ["1.0", "3 May 2026", "A. Lee", "First issue"],
        ]
        document = word(tmp_path, "Change Policy", *BODY, ("Heading 1", "Changes"), table)
        assert [entry.change for entry in facts(document).history] == ["First issue"]

    def test_on_a_second_sheet_it_gives_no_values_of_a_table(self, tmp_path: Path) -> None:
        versions = [
            ["Version", "Date", "Author", "Change"],
            ["1.1", date(2026, 5, 3), "A. Lee", "Targets"],
            ["1.0", date(2025, 5, 3), "A. Lee", "First issue"],
        ]
        sheets = {
            "Risks": [["Owner", "Head of IT", "Version", "1.1"], [], *RISKS],
            "How we rate": [["Our method"], *versions],
        }
        found = facts(excel(tmp_path, sheets)).control
        assert {one.source for one in found.all["author"]} == {"history", "property"}
        assert [one.value for one in found.all["owner"]] == ["Head of IT"]

    def test_one_row_with_review_dates_is_a_control_table(self, tmp_path: Path) -> None:
        table = [
            ["Version", "Approved by", "Approval date", "Effective date", "Next review"],
            ["2.0", "The Board", "3 May 2026", "1 June 2026", "3 May 2027"],
        ]
        found = control(word(tmp_path, "Change Policy", table, *BODY))
        assert (found["version"], found["approver"]) == ("2.0", "The Board")
        assert (found["approval_date"], found["effective_date"]) == ("3 May 2026", "1 June 2026")
        assert found["next_review"] == "3 May 2027"

    def test_signatures_above_the_heading_of_the_history_are_none(self, tmp_path: Path) -> None:
        signed = [
            ["Party", "Name and function", "Date", "Signature"],
            ["Platforms", "Bo Kim, Head of Platforms", "3 May 2026", "signed B. Kim"],
        ]
        versions = [["Version", "Date", "Author", "Change"], ["1.3", "3 May 2026", "A. Lee", "Backups"]]
        items = (("Heading 1", "Agreement"), signed, "", ("Heading 1", "Versions"), versions)
        found = facts(word(tmp_path, ("Title", "Operational Level Agreement"), *BODY, *items)).history
        assert [(entry.version, entry.author) for entry in found] == [("1.3", "A. Lee")]


class TestLines:
    def test_in_a_long_cell(self, tmp_path: Path) -> None:
        line = (
            "Document ID: REG-2 | Version: 3.1 | Status: Approved | Owner: Ann Lee, Head of Service"
            " | Approved by: Bo Kim, Managing Director | Approval date: 2026-11-05 | Next review: 2027-05-05"
            " | Classification: Internal, for staff of the organisation and its customers' representatives"
        )
        found = control(excel(tmp_path, {"Risks": [["Risk Register"], [line], [], *RISKS]}))
        assert (found["version"], found["approver"]) == ("3.1", "Bo Kim, Managing Director")

    def test_one_pair_a_cell(self, tmp_path: Path) -> None:
        rows = [
            ["Risk Register"],
            [
                "Document ID: REG-1",
                "Version: 3.2",
                "Owner: Ann Lee",
                "Status: Approved",
                "Next review: 2027-05-05",
            ],
            [],
            *RISKS,
        ]
        found = control(excel(tmp_path, {"Risks": rows}))
        assert (found["document_id"], found["version"], found["owner"]) == ("REG-1", "3.2", "Ann Lee")
        assert (found["status"], found["next_review"]) == ("Approved", "2027-05-05")

    def test_count_more_than_a_row_of_roles(self, tmp_path: Path) -> None:
        roles = [
            ["Role", "Duty"],
            ["Head of Service Management", "Owns this policy"],
            ["Process owners", "Keep their processes up to date"],
            ["Approver", "Signs changes of this policy"],
        ]
        lines = ("Version: 2.1", "Owner: Ann Lee", "Approved by: The Board")
        document = word(tmp_path, "Change Policy", *lines, *BODY, ("Heading 1", "Roles"), roles)
        found = control(document)
        assert (found["owner"], found["approver"]) == ("Ann Lee", "The Board")

    def test_an_id_may_hold_a_year_and_a_month(self, tmp_path: Path) -> None:
        document = word(tmp_path, "Audit Report", "Document ID: AUD-2026-01 | Version: 1.0", *BODY)
        assert control(document)["document_id"] == "AUD-2026-01"

    def test_count_more_than_the_steps_of_a_procedure(self, tmp_path: Path) -> None:
        steps = [
            ["Step", "What", "Who", "When"],
            ["Create", "Write the document with its template", "Author", "Before the need arises"],
            ["Review", "Read it with two people", "Process owner", "Within 10 working days"],
            ["Approve", "Approve it or send it back", "Approver", "Within 5 working days"],
        ]
        roles = [
            ["Role", "Responsibility"],
            ["Author", "Content, template, history"],
            ["Owner", "Correctness"],
        ]
        parts = (("Heading 1", "Steps"), steps, ("Heading 1", "Roles"), roles)
        text = TEXT + " It goes on for a while, so that everybody sees where the front of the document ends."
        body = (("Heading 1", "Purpose"), text, ("Heading 1", "Scope"), text)
        document = word(tmp_path, "Document Procedure", *body, *parts, header="Owner: Ann Lee")
        assert (control(document)["owner"], "author" in control(document)) == ("Ann Lee", False)

    def test_of_an_approval_block(self, tmp_path: Path) -> None:
        lines = ("This plan is approved by:", "Name: Ann Lee", "Title: Managing Director", "Date: 3 May 2026")
        document = word(tmp_path, ("Title", "Continuity Plan"), *BODY, ("Heading 1", "Approval"), *lines)
        found = control(document)
        assert (found["approver"], found["approval_date"]) == ("Ann Lee", "3 May 2026")
        assert found.get("title", "") != "Managing Director"

    def test_of_an_approval_block_in_one_paragraph(self, tmp_path: Path) -> None:
        lines = "This plan is approved by:\nName: Ann Lee\nTitle: Managing Director\nDate: 3 May 2026"
        document = word(tmp_path, ("Title", "Continuity Plan"), *BODY, ("Heading 1", "Approval"), lines)
        found = control(document)
        assert (found["approver"], found["approval_date"]) == ("Ann Lee", "3 May 2026")

    def test_of_rows_above_a_change_history_in_the_same_table(self, tmp_path: Path) -> None:
        table = [
            ["Document name", "Access Policy", "", ""],
            ["Policy owner(s)", "Head of Service", "", ""],
            ["Date", "Version", "Author", "Changes"],
            ["3 May 2025", "1.0", "A. Lee", "First issue"],
            ["3 May 2026", "1.1", "A. Lee", "New sites"],
        ]
        document = word(tmp_path, ("Title", "Access Policy"), *BODY, ("Heading 1", "Version control"), table)
        found = control(document)
        assert (found["owner"], found["version"]) == ("Head of Service", "1.1")

    def test_of_an_approval_block_that_nobody_filled_in(self, tmp_path: Path) -> None:
        lines = ("Approved by:", "Name: ________", "Title: ________", "Date: ________")
        found = facts(word(tmp_path, ("Title", "Continuity Plan"), *BODY, ("Heading 1", "Approval"), *lines))
        assert "approver" in found.control.blanks
        assert "approver" not in found.control.fields


class TestColumnsOfLabels:
    def test_approver_beside_the_issue_date(self, tmp_path: Path) -> None:
        table = [
            ["Document ID", "Version", "Status", "Approver", "Issue date"],
            ["POL-4", "0.4", "Draft", "Ann Lee", "3 May 2026"],
        ]
        found = facts(word(tmp_path, "Supplier Policy", table, *BODY)).control
        assert (found.value("approver"), found.value("issue_date")) == ("Ann Lee", "3 May 2026")
        assert "approval_date" not in found.fields

    def test_a_note_further_down_the_sheet_is_no_second_value(self, tmp_path: Path) -> None:
        rows = [
            ["Document ID", "Version", "Owner"],
            ["REG-3", "2.0", "Ann Lee"],
            [],
            [],
            ["Line managers explain the roles to new staff in the first week."],
        ]
        found = control(excel(tmp_path, {"RACI": MATRIX, "Control": rows}))
        assert (found["document_id"], found["version"], found["owner"]) == ("REG-3", "2.0", "Ann Lee")


class TestBelowTheRegister:
    def test_a_block_below_a_matrix(self, tmp_path: Path) -> None:
        block = [["Version", "1.2"], ["Document owner", "Head of IT"], ["Next review", date(2027, 4, 7)]]
        legend = ["R = Responsible, A = Accountable, C = Consulted, I = Informed"]
        found = control(excel(tmp_path, {"RACI": [*MATRIX, [], legend, [], *block]}))
        assert (found["version"], found["owner"], found["next_review"]) == ("1.2", "Head of IT", "2027-04-07")

    def test_the_last_rows_of_a_register_are_its_own(self, tmp_path: Path) -> None:
        last = ["R-03", "Owner", 1, 2, "Bo Kim", "Status"]
        found = facts(excel(tmp_path, {"Risks": [*RISKS, last, ["R-04", "Version", 1, 2, "Bo Kim", "Open"]]}))
        assert found.control.fields == {}


class TestSentences:
    @pytest.mark.parametrize(
        ("sentence", "owner"),
        [
            ("The Head of Service is the document's owner.", "The Head of Service"),
            ("The policy’s owner is the Quality Manager.", "the Quality Manager"),
            ("This document's owner is Ann Lee.", "Ann Lee"),
        ],
    )
    def test_the_documents_owner(self, tmp_path: Path, sentence: str, owner: str) -> None:
        document = word(tmp_path, "Policy", *BODY, ("Heading 1", "Governance"), sentence)
        assert control(document)["owner"] == owner

    @pytest.mark.parametrize(
        "text",
        [
            "The policy is reviewed every twelve months. Reports are issued monthly.",
            "Reports are issued monthly. The policy is reviewed every twelve months.",
            "Reports monthly; the policy is reviewed every twelve months.",
            "The policy is reviewed every twelve months, reports monthly.",
        ],
    )
    def test_a_cycle_beside_another_frequency(self, tmp_path: Path, text: str) -> None:
        found = control(word(tmp_path, "Policy", *BODY, ("Heading 1", "Review"), text))
        assert found["review_cycle"] == "every twelve months"


def test_a_matrix_says_nothing_of_the_language(tmp_path: Path) -> None:
    rows = [["Activity", "A", "B", "C", "D"]] + [["Incident log", "A", "E", "O", "R/A"]] * 8
    assert facts(excel(tmp_path, {"RACI": rows})).language in ("en", "und")
