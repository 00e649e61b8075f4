"""Check of continuity and recovery plans: targets, invocation, tests."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Annotated

import msgspec
from msgspec import Meta

from itsmlint.checks import USER, Context, Options, check
from itsmlint.checks.contents import content_blocks, contents_say
from itsmlint.checks.document_control import listed
from itsmlint.checks.moments import days_in_words
from itsmlint.checks.policy import is_titled
from itsmlint.checks.wording import text_says
from itsmlint.documents.location import Location
from itsmlint.documents.model import Table
from itsmlint.facts.dates import find_dates
from itsmlint.facts.model import Facts
from itsmlint.finding import Problem

SEARCHED = ("headings", "table headers and row labels", "all sentences and table cells")


class TestedPlan(Options, frozen=True, kw_only=True):
    """Options of be-a-tested-plan."""

    titles: tuple[str, ...]
    """Only plans whose title has one of these phrases."""
    targets: str = "recovery-targets"
    """How text says how fast, and to which point, something is recovered."""
    invocation: str = "plan-invocation"
    """How text says when the plan is invoked."""
    testing: str = "plan-testing"
    """How text speaks of tests of the plan."""
    max_days: Annotated[int, Meta(ge=1), USER] = 396
    """Longest time since the last test: a year and a month of grace."""
    min_words: int = 0
    """Shorter documents are not complete enough to ask for it."""


class _Test(msgspec.Struct, frozen=True):
    """A date that stands beside words about a test."""

    day: date
    location: Location
    text: str


@check("be-a-tested-plan", given="document", parts=("fault",))
def be_a_tested_plan(facts: Facts, options: TestedPlan, context: Context) -> Iterator[Problem]:
    """The plan has targets, says when it is invoked, and was tested of late (ISO/IEC 20000-1, 8.7.2)."""
    if facts.words < options.min_words or not is_titled(facts.title, options.titles):
        return
    faults = [
        fault
        for name, fault in (
            (options.targets, "gives no recovery time or recovery point objective"),
            (options.invocation, "does not say who invokes it and when"),
            (options.testing, "says nothing of tests or exercises"),
        )
        if contents_say(name, context) is False
    ]
    if faults:
        yield Problem(
            location=Location(),
            parts={"fault": listed(faults)},
            cause="missing",
            key="missing",
            searched=SEARCHED,
        )
    last = max(_tests(options, context), key=lambda test: test.day, default=None)
    if last is not None and last.day + timedelta(days=options.max_days) < context.as_of:
        age = days_in_words((context.as_of - last.day).days)
        yield Problem(
            location=last.location,
            excerpt=last.text,
            parts={"fault": f"shows no test after {last.day}, {age} before {context.as_of}"},
            cause="old test",
            key="testing",
        )


def _tests(options: TestedPlan, context: Context) -> Iterator[_Test]:
    """The dates beside tests that are over; in a table the column names count for every row."""
    for _, block in content_blocks(context):
        texts = _rows(block) if isinstance(block, Table) else ((block.text, block.text, block.location),)
        for around, text, location in texts:
            if text_says(around, context.facts.language, options.testing, context.vocabulary):
                for _, _, day in find_dates(text, "", context.vocabulary):
                    if day <= context.as_of:
                        yield _Test(day, location, text)


def _rows(table: Table) -> Iterator[tuple[str, str, Location]]:
    """Each row's text with and without the column names, and its place."""
    rows: dict[int, list[str]] = {}
    for (row, _), cell in table.cells.items():
        rows.setdefault(row, []).append(cell.text)
    names = " ".join(rows.get(1, ()))
    for row, texts in rows.items():
        text = " ".join(texts)
        yield f"{names} {text}", text, table.locate(row)
