from datetime import date
from pathlib import Path

from making import TEXT, excel, facts, word

BODY = (("Heading 1", "Purpose"), TEXT)


def test_columns_in_any_order(tmp_path: Path) -> None:
    table = [["Date", "Description", "Version", "Author"], ["1 May 2026", "First issue", "1.0", "Ann Lee"]]
    (entry,) = facts(word(tmp_path, "Policy", *BODY, table)).history
    assert (entry.version, entry.date, entry.author, entry.change) == (
        "1.0",
        date(2026, 5, 1),
        "Ann Lee",
        "First issue",
    )


def test_title_row_inside_the_table(tmp_path: Path) -> None:
    table = [["Revision History"], ["Rev", "Date", "Summary of changes"], ["A", "1 May 2026", "First issue"]]
    (entry,) = facts(word(tmp_path, "Policy", *BODY, table)).history
    assert entry.version == "A"
    assert entry.location.row == 3


def test_heading_below_the_table(tmp_path: Path) -> None:
    table = [["Revision No", "Date"], ["1.1", "5 October 2025"]]
    assert len(facts(word(tmp_path, "Policy", table, ("Heading 1", "Document History"), TEXT)).history) == 1


def test_no_version_column_below_its_heading(tmp_path: Path) -> None:
    table = [
        ["Date of Change", "Responsible", "Summary of Change"],
        ["July 2025", "Ann Lee", "New format"],
        ["", "", ""],
    ]
    (entry,) = facts(word(tmp_path, "Policy", *BODY, ("Heading 1", "Revision History"), table)).history
    assert (entry.date_text, entry.author) == ("July 2025", "Ann Lee")


def test_prepared_and_blank_rows_are_no_entries(tmp_path: Path) -> None:
    table = [
        ["Version", "Date", "Author", "Changes"],
        ["1.0", "", "", ""],
        ["", "", "", ""],
        ["[X.X]", "[Date]", "[Name]", ""],
    ]
    found = facts(word(tmp_path, "Policy", *BODY, table))
    assert found.history == ()
    assert found.history_table is not None


def test_lines_instead_of_a_table(tmp_path: Path) -> None:
    lines = ("v1.0 - 2025-01-01 - First issue", "v1.1 - 2026-02-01 - Roles added")
    found = facts(word(tmp_path, "Policy", *BODY, ("Heading 1", "Version History"), *lines))
    assert [(entry.version, entry.change) for entry in found.history] == [
        ("1.0", "First issue"),
        ("1.1", "Roles added"),
    ]


def test_history_of_a_donor_is_not_the_documents(tmp_path: Path) -> None:
    lines = ("Version 1, 3 May 2011 – contributed by Ann Lee", "Version 2, 4 June 2012 – template updated")
    found = facts(word(tmp_path, "Restore Form", *BODY, ("Heading 1", "Document history"), *lines))
    assert found.history == ()
    assert "version" not in found.control.fields


def test_history_of_the_template_is_not_that_of_a_document_made_from_it(tmp_path: Path) -> None:
    table = [
        ["Date", "Version", "Description", "Author"],
        ["1 May 2020", "3.1", "New logo", "Template Office"],
    ]
    found = facts(word(tmp_path, "Change Policy", ("Heading 1", "Template Revision History"), table, *BODY))
    assert found.history == ()
    assert not {"version", "author", "issue_date"} & set(found.control.fields)


def test_change_register_is_no_change_history(tmp_path: Path) -> None:
    table = [["Change ID", "Date", "Description", "Requester"], ["C-1", "1 May 2026", "New disk", "Ann Lee"]]
    assert facts(word(tmp_path, "Changes", *BODY, table)).history_table is None


def test_list_of_documents_with_versions_is_no_change_history(tmp_path: Path) -> None:
    table = [
        ["Document Title", "Version", "Date", "Author"],
        ["Change Policy", "1.0", "1 May 2026", "Ann Lee"],
    ]
    assert facts(word(tmp_path, "Handbook", *BODY, table)).history_table is None


def test_newest_row_on_top_is_the_current_version(tmp_path: Path) -> None:
    table = [["Version", "Date", "Change"], ["2.0", "1 May 2026", "All"], ["1.0", "1 May 2025", "First"]]
    found = facts(word(tmp_path, "Policy", *BODY, ("Heading 1", "History"), table))
    assert found.control.value("version") == "2.0"


def test_sheet_of_a_workbook(tmp_path: Path) -> None:
    sheets = {
        "Register": [["ID", "Risk", "Owner"], ["R1", "Fire", "Ann Lee"], ["R2", "Flood", "Bo Kim"]],
        "Revision History": [
            [],
            ["Version", "Date", "Author", "Change"],
            ["1.0", date(2026, 5, 1), "Ann Lee", "First"],
        ],
    }
    found = facts(excel(tmp_path, sheets))
    assert [(entry.version, entry.location.sheet) for entry in found.history] == [("1.0", "Revision History")]
    assert found.control.value("version") == "1.0"
