from pathlib import Path

import pytest
from making import TEXT, VOCABULARY, excel, facts, word

from itsmlint.facts.model import Hints
from itsmlint.facts.titles import named_kind, topics_of

POLICY = (
    ("Heading 1", "Purpose"),
    "The purpose of this policy is to protect the services. This policy is binding for all staff.",
    ("Heading 1", "Scope"),
    TEXT,
    ("Heading 1", "Roles and responsibilities"),
    TEXT,
    ("Heading 1", "Enforcement"),
    TEXT,
)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Risk Management Policy", "policy"),
        ("Policy on Change Management and Control", "policy"),
        ("Information Security Policies and Procedures", "policy"),
        ("Acceptable Use Policy Template", "policy"),
        ("Policy Exception Form", "form"),
        ("Incident Response Plan", "plan"),
        ("Risk Treatment Plan", "risk-register"),
        ("Capacity Management Process", "process"),
        ("Backup SOP", "procedure"),
        ("Procedure for Internal Audits", "procedure"),
        ("Service Level Agreement (SLA) for Hosting", "sla"),
        ("Statement of Applicability", "soa"),
        ("Audit Checklist", "checklist"),
        ("Minutes of the Management Review", "management-review"),
        ("Management Review Procedure", "procedure"),
        ("Meeting Minutes", "minutes"),
        ("Business Case for a New Tool", "other"),
        ("Risk Assessment Report", "other"),
        ("ISMS Scope Statement", "other"),
        ("Guide to Writing a Recovery Policy", "other"),
        ("Acme – Access Control Policy – Version 2", "policy"),
        ("Política de seguridad de la información", "policy"),
    ],
)
def test_kind_that_a_title_names(title: str, kind: str) -> None:
    named = named_kind(title, VOCABULARY)
    assert named is not None
    assert named.kind == kind


@pytest.mark.parametrize("title", ["Acme Limited", "Scheduled for May", "Contents"])
def test_titles_that_name_no_kind(title: str) -> None:
    assert named_kind(title, VOCABULARY) is None


def test_topics() -> None:
    assert "incident-management" in topics_of("Major Incident Process", VOCABULARY)
    assert "information-security" in topics_of("Password Policy", VOCABULARY)
    assert topics_of("Travel Policy", VOCABULARY) == ()


def test_certain_with_agreeing_evidence(tmp_path: Path) -> None:
    kind = facts(word(tmp_path, ("Title", "Access Policy"), *POLICY, name="Access Policy.docx")).kind
    assert kind.name == "policy"
    assert kind.confidence >= 0.8
    assert any("file name" in reason for reason in kind.because)
    assert any("calls itself" in reason for reason in kind.because)


def test_uncertain_by_the_file_name_alone(tmp_path: Path) -> None:
    kind = facts(word(tmp_path, "Notes", TEXT, name="Access Policy.docx")).kind
    assert kind.name == "policy"
    assert kind.confidence < 0.8


def test_uncertain_where_title_and_file_name_disagree(tmp_path: Path) -> None:
    found = facts(word(tmp_path, ("Title", "Recovery Plan"), TEXT, name="Recovery Policy.docx")).kind
    assert found.confidence < 0.8
    assert any(reason.startswith("but") for reason in found.because)


def test_title_after_the_name_of_the_company(tmp_path: Path) -> None:
    assert (
        facts(word(tmp_path, "Acme Limited", "Access Policy", *POLICY, name="x.docx")).kind.name == "policy"
    )


def test_title_in_two_lines(tmp_path: Path) -> None:
    found = facts(word(tmp_path, "Information Security", "Policy", *POLICY, name="x.docx"))
    assert (found.kind.name, found.title) == ("policy", "Information Security Policy")


def test_type_in_the_control_block(tmp_path: Path) -> None:
    table = [["Document Type", "Procedure"], ["Version", "1.0"], ["Owner", "CIO"]]
    kind = facts(word(tmp_path, "Handling of requests", table, TEXT, name="x.docx")).kind
    assert (kind.name, kind.confidence >= 0.9) == ("procedure", True)


def test_without_any_title_the_text_itself(tmp_path: Path) -> None:
    kind = facts(word(tmp_path, *POLICY, name="x.docx")).kind
    assert kind.name == "policy"
    assert kind.confidence < 0.8


def test_nothing_to_go_by(tmp_path: Path) -> None:
    kind = facts(word(tmp_path, TEXT, name="x.docx")).kind
    assert (kind.name, kind.confidence) == ("unknown", 0.0)


def test_the_configuration_decides(tmp_path: Path) -> None:
    kind = facts(word(tmp_path, ("Title", "Access Policy"), *POLICY), Hints(kind="process")).kind
    assert (kind.name, kind.confidence) == ("process", 1.0)


def test_workbook_by_its_columns_and_name(tmp_path: Path) -> None:
    rows: list[list[object]] = [["Risk ID", "Risk", "Likelihood", "Impact", "Owner", "Treatment"]]
    rows += [
        [f"R{number}", f"Fire in site {number}", 2, 5, "Ann Lee", "Sprinklers"] for number in range(1, 6)
    ]
    kind = facts(excel(tmp_path, {"Register": rows}, name="Risk Register.xlsx")).kind
    assert kind.name == "risk-register"
    assert kind.confidence >= 0.8


def test_workbook_by_its_name_alone_is_uncertain(tmp_path: Path) -> None:
    kind = facts(
        excel(tmp_path, {"Sheet1": [["Communication Plan"], ["Who", "What"]]}, name="Communication Plan.xlsx")
    ).kind
    assert kind.name == "plan"
    assert kind.confidence < 0.8


@pytest.mark.parametrize("title", ["Meeting Minutes", "Incident Log", "Service Report", "Status Report"])
def test_records(tmp_path: Path, title: str) -> None:
    assert facts(word(tmp_path, ("Title", title), TEXT, name=f"{title}.docx")).record


@pytest.mark.parametrize("title", ["Access Policy", "Recovery Plan", "Business Case"])
def test_documents_that_are_no_records(tmp_path: Path, title: str) -> None:
    assert not facts(word(tmp_path, ("Title", title), TEXT, name=f"{title}.docx")).record
