"""Tables of priorities in service level agreements: the more urgent, the faster."""

from datetime import date

import pytest

from itsmlint.checks import Context
from itsmlint.checks.priorities import InOrder, have_priorities_in_order
from itsmlint.documents.opening import document_from_bytes
from itsmlint.examples import build
from itsmlint.facts.understanding import understand
from itsmlint.rules import Example
from itsmlint.vocabulary import Vocabulary

VOCABULARY = Vocabulary()
HEADER = "| Priority | Response | Resolution |"


def faults(*rows: str) -> list[str]:
    text = ("{title: Service Level Agreement}", "# Service levels", *rows, "# Review", "Reviewed every year.")
    document = document_from_bytes(build(Example(word="\n".join(text))).data, "sla.docx")
    facts = understand(document, VOCABULARY)
    context = Context(document=document, facts=facts, vocabulary=VOCABULARY, as_of=date(2026, 6, 30))
    return [problem.excerpt for problem in have_priorities_in_order(facts, InOrder(), context)]


@pytest.mark.parametrize(
    "rows",
    [
        ("| P1 | 15 minutes | 4 hours |", "| P2 | 1 hour | 8 hours |", "| P3 | 1 day | 5 days |"),
        ("| Critical | 30 min | 4 h |", "| High | 30 min | 4 h |", "| Low | 1 h | 2 d |"),
        ("| Low | 1 day | 10 days |", "| Medium | 4 hours | 3 days |", "| High | 1 hour | 8 hours |"),
        ("| P1 | immediately | 4 hours |", "| P2 | 1 hour | by agreement |", "| P3 | next release | none |"),
        ("| 1 | 10 % | 90 % |", "| 2 | 20 % | 80 % |", "| 3 | 30 % | 70 % |"),
    ],
)
def test_an_order_that_holds_is_no_fault(rows: tuple[str, ...]) -> None:
    assert faults(HEADER, *rows) == []


def test_clocks_that_count_differently_are_not_compared() -> None:
    rows = (
        "| P1 | 1 hour | 48 clock hours |",
        "| P2 | 2 hours | 3 business days |",
        "| P3 | 1 day | 9 days |",
    )
    assert faults(HEADER, *rows) == []


def test_a_slower_urgent_priority_is_a_fault() -> None:
    rows = ("| P1 | 15 minutes | 12 hours |", "| P2 | 1 hour | 8 hours |", "| P3 | 4 hours | 3 days |")
    assert faults(HEADER, *rows) == ["12 hours"]


def test_units_are_converted() -> None:
    rows = ("| P1 | 90 minutes | 4 hours |", "| P2 | 1 hour | 8 hours |", "| P3 | 1 day | 3 days |")
    assert faults(HEADER, *rows) == ["90 minutes"]


def test_priorities_may_stand_side_by_side() -> None:
    rows = (
        "| | Critical | High | Low |",
        "| Resolution | 8 h | 4 h | 2 d |",
        "| Response | 1 h | 2 h | 1 d |",
    )
    assert faults(*rows) == ["8 h"]
