from datetime import date
from pathlib import Path

import pytest
from making import TEXT, control, excel, facts, word

BODY = (("Heading 1", "Purpose"), TEXT, ("Heading 1", "Scope"), TEXT)


def test_labels_and_values_side_by_side(tmp_path: Path) -> None:
    table = [["Document Owner", "Head of Service"], ["Version", "2.1"], ["Approved by", "The Board"]]
    found = control(word(tmp_path, "Change Policy", table, *BODY))
    assert found["owner"] == "Head of Service"
    assert found["version"] == "2.1"
    assert found["approver"] == "The Board"


def test_labels_and_values_taking_turns_in_four_columns(tmp_path: Path) -> None:
    table = [["Document No:", "POL-007", "Version:", "3"], ["Owner:", "CIO", "Status:", "Approved"]]
    found = control(word(tmp_path, "Change Policy", table, *BODY))
    assert (found["document_id"], found["version"]) == ("POL-007", "3")
    assert (found["owner"], found["status"]) == ("CIO", "Approved")


def test_numbered_rows(tmp_path: Path) -> None:
    table = [["1.", "Document Title:", "Change Policy"], ["2.", "Document Owner:", "CIO"]]
    assert control(word(tmp_path, "Change Policy", table, *BODY))["owner"] == "CIO"


def test_values_below_their_labels(tmp_path: Path) -> None:
    table = [
        ["Authorisation"],
        ["Document Owner", "Reviewed By", "Authorised By"],
        ["HR Lead\nAnn Lee", "CTO", "CEO"],
    ]
    found = control(word(tmp_path, "HR Policy", table, *BODY))
    assert found["owner"] == "HR Lead Ann Lee"
    assert (found["reviewer"], found["approver"]) == ("CTO", "CEO")


def test_sign_off_table_with_names_in_rows(tmp_path: Path) -> None:
    table = [
        ["", "Name", "Signature", "Date"],
        ["Prepared by", "A. Lee", "", ""],
        ["Approved by", "B. Kim", "", "3 May 2026"],
    ]
    found = facts(word(tmp_path, "Change Policy", *BODY, ("Heading 1", "Approval"), table)).control.fields
    assert (found["author"].value, found["approver"].value) == ("A. Lee", "B. Kim")
    assert found["approval_date"].date == date(2026, 5, 3)


def test_sign_off_table_whose_columns_are_roles(tmp_path: Path) -> None:
    table = [
        ["Plan Owner and Title", "Phone", "Email", "Date", "Signature"],
        ["Chief Information Officer", "12345", "a@b.org", "02/02/2026", ""],
    ]
    assert control(word(tmp_path, "Continuity Plan", table, *BODY))["owner"] == "Chief Information Officer"


def test_names_below_the_heading_approval(tmp_path: Path) -> None:
    table = [["Name", "Position", "Signature", "Date"], ["Ann Lee", "Director", "", "4 May 2026"]]
    found = control(word(tmp_path, "Change Policy", *BODY, ("Heading 1", "Approvals"), table))
    assert (found["approver"], found["approval_date"]) == ("Ann Lee", "4 May 2026")


@pytest.mark.parametrize(
    "line",
    [
        "Document Owner: Ann Lee | Version: 1.4 | Date: 5 April 2026",
        "Document Owner: Ann Lee\tVersion: 1.4\tDate: 5 April 2026",
        "Document Owner: Ann Lee  Version: 1.4  Date: 5 April 2026",
        "Document Owner: Ann Lee Version: 1.4 Date: 5 April 2026",
        "Document Owner – Ann Lee\nVersion 1.4\nDate: 5 April 2026",
    ],
)
def test_several_labels_on_one_line(tmp_path: Path, line: str) -> None:
    found = control(word(tmp_path, "Change Policy", line, *BODY))
    assert (found["owner"], found["version"], found["issue_date"]) == ("Ann Lee", "1.4", "5 April 2026")


def test_value_on_the_line_below(tmp_path: Path) -> None:
    found = control(
        word(tmp_path, "Change Policy", "Doc ID:", "POL/CHG/1", "Document Owner", "Ann Lee", *BODY)
    )
    assert (found["document_id"], found["owner"]) == ("POL/CHG/1", "Ann Lee")


def test_header_and_footer(tmp_path: Path) -> None:
    document = word(
        tmp_path,
        "Change Policy",
        *BODY,
        header="POL-1\tVersion 2.3",
        footer="Classification: Internal\tPage 1",
    )
    found = facts(document).control.fields
    assert (found["version"].value, found["version"].source) == ("2.3", "header")
    assert (found["classification"].value, found["classification"].source) == ("Internal", "footer")


def test_version_beside_the_title(tmp_path: Path) -> None:
    found = facts(word(tmp_path, ("Title", "Change Policy (Version 1.2)"), *BODY)).control.fields
    assert (found["version"].value, found["version"].source) == ("1.2", "title")


def test_version_of_a_standard_in_the_title_is_not_the_documents(tmp_path: Path) -> None:
    assert "version" not in control(
        word(tmp_path, ("Title", "Assessment against NIST CSF Version 2.0"), *BODY)
    )


def test_version_and_approver_of_the_last_history_row(tmp_path: Path) -> None:
    table = [
        ["Version", "Date", "Approved By", "Change"],
        ["1.0", "1 May 2025", "CIO", "First"],
        ["2.0", "1 May 2026", "CEO", "All"],
    ]
    found = facts(word(tmp_path, "Change Policy", *BODY, table)).control.fields
    assert (found["version"].value, found["approver"].value) == ("2.0", "CEO")
    assert found["version"].source == "history"


def test_version_in_the_file_name_alone_is_no_value_but_is_kept(tmp_path: Path) -> None:
    found = facts(word(tmp_path, "Change Policy", *BODY, name="Change Policy v1.6.docx")).control
    assert "version" not in found.fields
    assert [(one.value, one.source) for one in found.all["version"]] == [("1.6", "file-name")]


def test_control_table_counts_more_than_the_header(tmp_path: Path) -> None:
    found = facts(
        word(tmp_path, "Policy", [["Version", "2.0"], ["Owner", "CIO"]], *BODY, header="Version 1.0")
    ).control
    assert [one.value for one in found.all["version"]] == ["2.0", "1.0"]
    assert found.value("version") == "2.0"


def test_author_is_neither_owner_nor_approver(tmp_path: Path) -> None:
    found = control(word(tmp_path, "Change Policy", "Prepared by: Ann Lee", "Version: 1.0", *BODY))
    assert found["author"] == "Ann Lee"
    assert not {"owner", "approver"} & set(found)


def test_owner_of_something_else_is_not_the_documents(tmp_path: Path) -> None:
    lines = ("Project Owner: Ann Lee", "System Owner: Bo Kim", "Data Owner: Cy Roy")
    assert "owner" not in control(word(tmp_path, "Change Policy", *lines, *BODY))


def test_owner_column_of_an_action_table_is_not_the_documents_owner(tmp_path: Path) -> None:
    table = [
        ["No", "Action", "Owner", "Deadline", "Status"],
        ["1", "Buy disks", "Ann Lee", "1 May", "Open"],
        ["2", "Test", "", "", ""],
    ]
    assert "owner" not in control(word(tmp_path, "Minutes of the meeting", ("Heading 1", "Actions"), table))


def test_responsible_in_a_revision_table_is_who_made_the_change(tmp_path: Path) -> None:
    table = [["Date of Change", "Responsible", "Summary of Change"], ["June 2025", "Ann Lee", "Converted"]]
    found = control(word(tmp_path, "Policy", *BODY, ("Heading 1", "Revision History"), table))
    assert found["author"] == "Ann Lee"
    assert "owner" not in found


@pytest.mark.parametrize("value", ["", "TBD", "[Name]", "<Insert owner>", "____", "N/A", "-"])
def test_blank_or_placeholder_is_a_label_without_value(tmp_path: Path, value: str) -> None:
    found = facts(word(tmp_path, "Policy", [["Document Owner", value], ["Version", "1.0"]], *BODY)).control
    assert "owner" not in found.fields
    assert [one.label for one in found.blanks["owner"]] == ["Document Owner"]


def test_review_date_after_the_issue_date_is_the_next(tmp_path: Path) -> None:
    found = facts(
        word(tmp_path, "Policy", [["Issue Date", "1 May 2025"], ["Review Date", "1 May 2026"]], *BODY)
    )
    assert found.control.fields["next_review"].date == date(2026, 5, 1)


def test_review_date_before_the_issue_date_was_the_last(tmp_path: Path) -> None:
    found = facts(
        word(tmp_path, "Policy", [["Effective Date", "1 May 2026"], ["Review Date", "1 April 2026"]], *BODY)
    )
    assert found.control.fields["last_review"].date == date(2026, 4, 1)


def test_order_of_day_and_month_is_decided_by_the_document(tmp_path: Path) -> None:
    table = [["Issue Date", "25/01/2026"], ["Next Review", "05/02/2027"]]
    assert facts(word(tmp_path, "Policy", table, *BODY)).control.fields["next_review"].date == date(
        2027, 2, 5
    )


def test_review_date_in_words_is_a_cycle(tmp_path: Path) -> None:
    found = control(word(tmp_path, "Policy", [["Next Review", "Annually"], ["Owner", "CIO"]], *BODY))
    assert found["review_cycle"] == "Annually"
    assert "next_review" not in found


@pytest.mark.parametrize(
    ("sentence", "cycle"),
    [
        ("This policy shall be reviewed at least annually by the CISO.", "at least annually"),
        ("The policy will be reviewed every 12 months or when the law changes.", "every 12 months"),
        ("We review this document once a year.", "once a year"),
    ],
)
def test_review_cycle_in_a_sentence(tmp_path: Path, sentence: str, cycle: str) -> None:
    assert control(word(tmp_path, "Policy", *BODY, ("Heading 1", "Other"), sentence))["review_cycle"] == cycle


@pytest.mark.parametrize(
    "sentence",
    [
        "Access rights are reviewed quarterly by the system owners.",
        "Backup logs shall be reviewed every week.",
    ],
)
def test_review_of_something_else_is_no_review_cycle(tmp_path: Path, sentence: str) -> None:
    assert "review_cycle" not in control(word(tmp_path, "Policy", *BODY, ("Heading 1", "Access"), sentence))


@pytest.mark.parametrize(
    ("sentence", "field", "value"),
    [
        (
            "The Chief Information Officer is the owner of this policy.",
            "owner",
            "The Chief Information Officer",
        ),
        ("This policy is owned by the Head of IT and is binding.", "owner", "the Head of IT"),
        (
            "This policy was approved by the Board of Directors on 3 May 2026.",
            "approver",
            "the Board of Directors",
        ),
        ("The next review of this policy is due on 3 May 2027.", "next_review", "3 May 2027"),
    ],
)
def test_sentences_about_the_document(tmp_path: Path, sentence: str, field: str, value: str) -> None:
    found = facts(word(tmp_path, "Policy", *BODY, ("Heading 1", "Governance"), sentence)).control.fields[
        field
    ]
    assert (found.value, found.source) == (value, "text")


def test_front_sheet_of_a_workbook(tmp_path: Path) -> None:
    sheets = {
        "Document Control": [
            ["Risk Register"],
            [],
            ["Owner", "Risk Manager"],
            ["Version", "1.3"],
            ["Next Review", "1 May 2027"],
        ],
        "Register": [
            ["ID", "Risk", "Owner", "Status"],
            ["R1", "Fire", "Ann Lee", "Open"],
            ["R2", "Flood", "Bo Kim", "Open"],
        ],
    }
    found = facts(excel(tmp_path, sheets)).control.fields
    assert (found["owner"].value, found["owner"].source) == ("Risk Manager", "front-sheet")
    assert found["owner"].location.cell == "B3"
    assert found["next_review"].date == date(2027, 5, 1)


def test_rows_above_a_register(tmp_path: Path) -> None:
    rows = [
        ["Asset Register"],
        ["Version:", "1.3", None, "Document Owner:", "CIO"],
        [],
        ["ID", "Asset", "Owner"],
        ["A1", "Server", "Ann Lee"],
        ["A2", "Laptop", "Bo Kim"],
    ]
    found = control(excel(tmp_path, {"Assets": rows}))
    assert (found["version"], found["owner"]) == ("1.3", "CIO")


def test_what_was_searched_is_said(tmp_path: Path) -> None:
    searched = facts(word(tmp_path, "Policy", *BODY)).control.searched
    assert {"tables", "document properties", "file name"} <= set(searched)
    assert "change history (there is none)" in searched


def test_place_of_the_control_block(tmp_path: Path) -> None:
    block = facts(word(tmp_path, "Policy", [["Version", "1.0"], ["Owner", "CIO"]], *BODY)).control.block
    assert block is not None
    assert block.table == 1


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("Last reviewed March 2026", "last_review", "March 2026"),
        ("Effective Date 1 May 2026", "effective_date", "1 May 2026"),
        ("Approved by the Board", "approver", ""),
        ("Approved by Ann Lee", "approver", "Ann Lee"),
        ("Version: 1.0 (Draft)", "version", "1.0"),
        ("Version: 2.1, 3 May 2026", "version", "2.1"),
        ("Version: V1.0_Final", "version", "V1.0"),
        ("Version: see the register", "version", ""),
    ],
)
def test_one_line_of_the_front(tmp_path: Path, line: str, field: str, value: str) -> None:
    assert control(word(tmp_path, "Change Policy", line, *BODY)).get(field, "") == value


def test_version_beside_the_title_in_a_footer(tmp_path: Path) -> None:
    found = facts(word(tmp_path, "Change Policy", *BODY, footer="Change Management Policy v1.2"))
    assert found.control.fields["version"].source == "footer"


def test_title_of_somebody_who_signs_is_not_the_documents(tmp_path: Path) -> None:
    found = control(
        word(tmp_path, "Change Policy", *BODY, ("Heading 1", "Approval"), "Title: Managing Director")
    )
    assert "title" not in found


def test_date_beside_names_is_not_the_documents(tmp_path: Path) -> None:
    table = [["Name", "Position", "Date"], ["Ann Lee", "Director", "4 May 2026"]]
    assert "issue_date" not in control(
        word(tmp_path, "Change Policy", *BODY, ("Heading 1", "Approval"), table)
    )
