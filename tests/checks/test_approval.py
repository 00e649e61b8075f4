"""Approval and status against what document control says."""

from datetime import date

import pytest

from itsmlint.checks import Context
from itsmlint.checks.approval import Approved, FittingStatus, be_approved, have_fitting_status
from itsmlint.documents.location import Location
from itsmlint.documents.model import Document, Paragraph
from itsmlint.facts.model import Control, Facts, Found, HistoryEntry, Kind
from itsmlint.vocabulary import Vocabulary

VOCABULARY = Vocabulary()
AS_OF = date(2026, 6, 30)


def found(value: str, label: str = "", source: str = "control-table") -> Found:
    return Found(value=value, location=Location(table=1), source=source, label=label)


def control(**fields: str) -> Control:
    values = {field: found(value) for field, value in fields.items()}
    return Control(fields=values, all={field: (value,) for field, value in values.items()})


def context(
    of: Control,
    *sentences: str,
    path: str = "a.docx",
    kind: str = "policy",
    history: tuple[HistoryEntry, ...] = (),
) -> Context:
    blocks = tuple(Paragraph(text=text, location=Location()) for text in sentences)
    document = Document(path=path, format="word", sha256="", blocks=blocks)
    facts = Facts(path=path, sha256="", format="word", kind=Kind(kind, 0.9), control=of, history=history)
    return Context(document=document, facts=facts, vocabulary=VOCABULARY, as_of=AS_OF)


def approval_problems(of: Control, *sentences: str, history: tuple[HistoryEntry, ...] = ()) -> list[str]:
    problems = be_approved(of, Approved(), context(of, *sentences, history=history))
    return [f"{problem.severity or ''} {problem.parts['state']}".strip() for problem in problems]


def test_a_document_without_approver_is_not_approved() -> None:
    assert approval_problems(control(version="1.0")) == ["names nobody who approved it"]


def test_the_claim_to_be_approved_is_told() -> None:
    assert approval_problems(control(status="Published")) == [
        'names nobody who approved it although its status is "Published"'
    ]


@pytest.mark.parametrize("status", ["Draft", "In review", "Final draft"])
def test_drafts_are_only_a_hint(status: str) -> None:
    assert approval_problems(control(status=status)) == ["info names nobody who approved it"]


def test_withdrawn_documents_need_no_approval() -> None:
    assert approval_problems(control(status="Withdrawn")) == []


def test_a_sentence_can_say_who_approved_it() -> None:
    assert (
        approval_problems(control(), "This policy was approved by the Executive Board on 3 March 2026.") == []
    )


def test_approval_of_other_things_does_not_count() -> None:
    assert approval_problems(control(), "Exceptions must be approved by the Head of IT.") != []


def test_an_approver_in_the_history_counts() -> None:
    entry = HistoryEntry(location=Location(), version="1.0", date_text="2026", approver="CIO")
    assert approval_problems(control(), history=(entry,)) == []


def test_a_line_to_be_signed_by_hand_is_left_to_the_rule_about_placeholders() -> None:
    of = Control(blanks={"approver": (found("________", "Approved by"),)})
    assert approval_problems(of) == []


def test_an_approver_without_any_date_is_half_an_approval() -> None:
    assert approval_problems(control(status="Approved", approver="CIO")) == [
        'names an approver but no date of approval although its status is "Approved"'
    ]


def status_problems(of: Control, path: str = "a.docx", kind: str = "procedure") -> list[str]:
    options = FittingStatus(
        archive_folders=("archive", "superseded"), draft_folders=("draft",), approval_kinds=("procedure",)
    )
    problems = have_fitting_status(of, options, context(of, path=path, kind=kind))
    return [problem.parts["contradiction"] for problem in problems]


def test_a_draft_older_than_half_a_year_is_stale() -> None:
    assert status_problems(control(status="Draft", issue_date="2025-06-30")) == [
        "its newest date, 2025-06-30, is 365 days before 2026-06-30"
    ]


def test_a_young_draft_and_a_draft_without_dates_are_left_alone() -> None:
    assert status_problems(control(status="Draft", issue_date="2026-05-30")) == []
    assert status_problems(control(status="Draft")) == []


def test_drafts_may_rest_in_a_folder_of_drafts() -> None:
    assert status_problems(control(status="Draft", issue_date="2020-06-30"), path="drafts/a.docx") == []


def test_a_draft_that_was_approved_is_no_draft() -> None:
    of = control(status="Draft", approver="CIO", approval_date="2026-06-01")
    assert status_problems(of) == ["it was approved by CIO on 2026-06-01"]


def test_an_obsolete_document_belongs_into_an_archive() -> None:
    of = control(status="Superseded")
    assert status_problems(of) == ["it still lies among the documents in force"]
    assert status_problems(of, path="policies/archive/a.docx") == []


def test_only_kinds_that_no_other_rule_asks_are_asked_for_their_approver() -> None:
    of = control(status="Approved")
    assert status_problems(of) == ["it names nobody who approved it"]
    assert status_problems(of, kind="policy") == []
