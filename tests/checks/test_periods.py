"""Columns of KPI registers that hold the values of a month, quarter or year."""

from datetime import date

import pytest

from itsmlint.checks import Context
from itsmlint.checks.periods import Period, period_columns
from itsmlint.documents.opening import document_from_bytes
from itsmlint.examples import build
from itsmlint.facts.understanding import understand
from itsmlint.rules import Example
from itsmlint.vocabulary import Vocabulary

VOCABULARY = Vocabulary()


def periods(*headers: str, title: str = "KPI register of Northwind IT") -> tuple[Period, ...]:
    rows = [
        ("K-01", "Share of incidents resolved in time", "95 %", "Service Desk Manager"),
        ("K-02", "Share of changes without failure", "97 %", "Change Manager"),
        ("K-03", "Satisfaction of users", "4.2", "Service Manager"),
    ]
    lines = [title, "", "| " + " | ".join(("KPI ID", "KPI", "Target", "Owner", *headers)) + " |"]
    lines += ["| " + " | ".join((*row, *(["94 %"] * len(headers)))) + " |" for row in rows]
    document = document_from_bytes(build(Example(excel="\n".join(lines))).data, "kpi.xlsx")
    facts = understand(document, VOCABULARY)
    context = Context(document=document, facts=facts, vocabulary=VOCABULARY, as_of=date(2026, 6, 30))
    return period_columns(facts.registers[0], context)


@pytest.mark.parametrize(
    ("headers", "months", "last"),
    [
        (("Jan 2026", "Feb 2026"), 1, date(2026, 2, 28)),
        (("January 2026 actual", "February 2026 actual"), 1, date(2026, 2, 28)),
        (("Nov-25", "Dec-25"), 1, date(2025, 12, 31)),
        (("2026-03", "2026-04"), 1, date(2026, 4, 30)),
        (("Q1 2026", "Q2 2026"), 3, date(2026, 6, 30)),
        (("2025 Q3", "2025 Q4"), 3, date(2025, 12, 31)),
    ],
)
def test_a_period_is_read_from_the_name_of_its_column(
    headers: tuple[str, ...], months: int, last: date
) -> None:
    found = periods(*headers)
    assert len(found) == len(headers)
    assert (found[-1].months, found[-1].last) == (months, last)


def test_the_year_may_stand_above_the_table() -> None:
    assert periods("Jan", "Feb", title="KPI register 2026")[-1].last == date(2026, 2, 28)


def test_without_a_year_the_order_is_all_that_is_known() -> None:
    assert [period.last for period in periods("Jan", "Feb")] == [None, None]


def test_a_fiscal_quarter_has_no_date() -> None:
    assert [period.last for period in periods("Q1 FY26", "Q2 FY26")] == [None, None]


def test_a_single_column_is_no_series() -> None:
    assert periods("Jan 2026") == ()


def test_words_that_only_hold_a_month_are_no_period() -> None:
    assert periods("Maybe", "Decided by", "March of progress") == ()
