from pathlib import Path

from making import TEXT, excel, facts, word

from itsmlint.facts.model import Hints


def test_organisation_without_a_name(tmp_path: Path) -> None:
    lines = [
        f"{part} of [Company Name] protect the services and the data that they use."
        for part in ("Staff", "Managers", "Guests")
    ]
    found = facts(word(tmp_path, "Access Policy", *lines))
    assert found.template
    assert "organisation's name" in found.template_because[0]


def test_many_placeholders_in_little_text(tmp_path: Path) -> None:
    lines = [
        "Owner: [Name]",
        "Date: [Date]",
        "Sites: [Insert sites]",
        "Review: [Insert frequency]",
        "Contact: <phone number>",
    ]
    assert facts(word(tmp_path, "Access Policy", *lines)).template


def test_called_a_template_and_not_filled_in(tmp_path: Path) -> None:
    lines = ("Owner: [Insert name]", "Approved by: [Insert role]", "Scope: [Insert sites]", *[TEXT] * 10)
    assert facts(word(tmp_path, "Access Policy", *lines, name="Access Policy Template.docx")).template


def test_blank_document_control(tmp_path: Path) -> None:
    table = [["Document Title", ""], ["Version", ""], ["Owner", ""], ["Approved by", ""], ["Date", ""]]
    assert facts(word(tmp_path, "Access Policy", table, *[TEXT] * 5)).template


def test_a_document_in_use_with_some_placeholders_left_is_none(tmp_path: Path) -> None:
    table = [
        ["Version", "1.2"],
        ["Owner", "Head of Service"],
        ["Approved by", "TBD"],
        ["Next review", "DD/MM/YYYY"],
    ]
    found = facts(
        word(tmp_path, "Access Policy", table, "Call [Phone Number] of [Company Name].", *[TEXT] * 20)
    )
    assert found.placeholders
    assert not found.template


def test_a_filled_document_that_kept_template_in_its_name_is_none(tmp_path: Path) -> None:
    assert not facts(
        word(tmp_path, "Minutes of 3 May 2026", *[TEXT] * 5, name="Minutes Template.docx")
    ).template


def test_workbook_with_column_names_only(tmp_path: Path) -> None:
    rows = [["Risk Register"], ["Risk ID", "Risk", "Likelihood", "Impact", "Owner", "Status"]]
    assert facts(excel(tmp_path, {"Register": rows})).template


def test_register_with_records_is_none(tmp_path: Path) -> None:
    rows = [
        ["Risk ID", "Risk", "Likelihood", "Impact", "Owner"],
        ["R1", "Fire", 2, 5, "Ann Lee"],
        ["R2", "Flood", 1, 5, "TBD"],
    ]
    assert not facts(excel(tmp_path, {"Register": rows})).template


def test_folder_of_templates(tmp_path: Path) -> None:
    assert facts(word(tmp_path, "Access Policy", TEXT), Hints(template=True)).template


def test_history_of_a_blank_template_is_its_own(tmp_path: Path) -> None:
    table = [
        ["Date", "Version", "Description", "Author"],
        ["1 May 2025", "3.1", "New logo", "Template Office"],
    ]
    lines = [
        f"{part} of <Company Name> protect the services."
        for part in ("Staff", "Managers", "Guests", "Partners")
    ]
    found = facts(word(tmp_path, "Recovery Plan", ("Heading 1", "Template Revision History"), table, *lines))
    assert found.template
    assert [entry.version for entry in found.history] == ["3.1"]
    assert "version" not in found.control.fields
