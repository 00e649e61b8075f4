"""Decisions and actions in minutes of management reviews."""

from datetime import date

import pytest

from itsmlint.checks import Context
from itsmlint.checks.management_review import (
    CompleteActions,
    Decisions,
    have_complete_actions,
    have_decisions,
)
from itsmlint.documents.location import Location
from itsmlint.documents.model import Document, Heading, Paragraph
from itsmlint.facts.model import Column, Facts, Kind, Record, Register, Value
from itsmlint.facts.sections import read_sections
from itsmlint.vocabulary import Vocabulary

VOCABULARY = Vocabulary()
AS_OF = date(2026, 6, 30)


def minutes(*lines: str, registers: tuple[Register, ...] = ()) -> Context:
    """A document of headings ("# Decisions") and paragraphs."""
    blocks = tuple(
        Paragraph(
            text=line.removeprefix("# "),
            location=Location(paragraph=number),
            heading=Heading(1, "style") if line.startswith("# ") else None,
        )
        for number, line in enumerate(lines, 1)
    )
    document = Document(path="m.docx", format="word", sha256="", blocks=blocks)
    facts = Facts(
        path="m.docx",
        sha256="",
        format="word",
        kind=Kind("management-review", 0.9),
        sections=read_sections(document, VOCABULARY),
        registers=registers,
        record=True,
    )
    return Context(document=document, facts=facts, vocabulary=VOCABULARY, as_of=AS_OF)


def states(*lines: str) -> list[str]:
    context = minutes(*lines)
    return [problem.parts["state"] for problem in have_decisions(context.facts, Decisions(), context)]


def test_minutes_without_decisions_are_found() -> None:
    assert states("# Performance", "Availability was 99.4 %.") == ["record no decision"]


@pytest.mark.parametrize(
    "sentence",
    [
        "It was agreed to move the data centre.",
        "The board approved the budget.",
        "Decision: the target for priority 1 becomes 4 hours.",
        "The additional post was approved.",
    ],
)
def test_a_decision_within_the_text_counts(sentence: str) -> None:
    assert states("# Performance", sentence) == []


@pytest.mark.parametrize(
    "sentence",
    ["The minutes of the last meeting were approved.", "Report noted.", "It was agreed to monitor."],
)
def test_empty_words_are_no_decision(sentence: str) -> None:
    assert states("# Performance", sentence) == ["record no decision"]


def test_decisions_that_only_note_are_quoted() -> None:
    assert states("# Decisions", "Noted.", "No action required.") == [
        'record only that things were talked about ("Noted.")'
    ]


def test_a_heading_for_decisions_with_nothing_below_is_found() -> None:
    assert states("# Decisions", "# Next meeting", "11 June") == [
        "have a place for decisions with nothing in it"
    ]


def test_one_real_decision_is_enough() -> None:
    assert states("# Decisions", "Noted.", "The second line in Leeds is ordered.") == []


def test_actions_are_outputs_too() -> None:
    assert states("# Performance", "Availability was 99.4 %.", "# Action items", "Order the line (CIO)") == []


COLUMNS = {"action": "Action", "owner": "Owner", "due_date": "Due", "status": "Status"}


def table(*rows: dict[str, Value], columns: tuple[str, ...] = tuple(COLUMNS)) -> Register:
    return Register(
        kind="action-log",
        confidence=0.9,
        name="Actions",
        table=1,
        header_row=1,
        first_row=2,
        last_row=1 + len(rows),
        columns=tuple(
            Column(letter="ABCD"[n], header=COLUMNS[field], field=field, location=Location())
            for n, field in enumerate(columns)
        ),
        records=tuple(
            Record(row=n, id=f"row {n}", title=values["action"].text, values=values, location=Location())
            for n, values in enumerate(rows, 2)
        ),
        location=Location(table=1, row=1),
    )


def action(
    owner: str = "CIO", due: str = "2026-09-30", status: str = "Open", action: str = "Order the line"
) -> dict[str, Value]:
    day = date.fromisoformat(due) if due[:2] == "20" else None
    return {
        "action": Value(text=action, location=Location()),
        "owner": Value(text=owner, location=Location(), owner="role" if owner else "blank"),
        "due_date": Value(text=due, location=Location(), date=day),
        "status": Value(text=status, location=Location()),
    }


def faults(*registers: Register) -> list[str]:
    context = minutes("# Actions", registers=registers)
    problems = have_complete_actions(context.facts, CompleteActions(), context)
    return [problem.parts["fault"] for problem in problems]


def test_a_complete_action_is_left_alone() -> None:
    assert faults(table(action())) == []


def test_missing_owner_date_and_status_are_told_one_by_one() -> None:
    assert faults(table(action(owner="", due="", status=""))) == [
        "has no owner",
        "has no due date",
        "has no status",
    ]


def test_by_next_meeting_is_a_date() -> None:
    assert faults(table(action(due="By next meeting"))) == []


def test_open_past_its_date_is_overdue() -> None:
    assert faults(table(action(due="2026-06-20"))) == [
        "was due on 2026-06-20, 10 days before 2026-06-30, and is still open"
    ]


def test_closed_actions_need_nothing_more() -> None:
    assert faults(table(action(owner="", due="2026-01-31", status="Closed"))) == []


def test_a_missing_column_is_told_once() -> None:
    rows = [{"action": action()["action"], "owner": action()["owner"]} for _ in range(3)]
    assert faults(table(*rows, columns=("action", "owner"))) == ["has no column for the due date"]


def test_no_action_is_no_action() -> None:
    assert faults(table(action(action="None", owner="", due=""))) == []
