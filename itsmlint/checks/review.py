"""Checks of the document's own review: planned, often enough, not overdue."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Annotated

import msgspec
from msgspec import Meta

from itsmlint.checks import USER, Context, Options, check
from itsmlint.checks.missing import missing, said, uncontrolled_workbook, words_around
from itsmlint.checks.moments import Span, add_months, days_in_words, newest, span
from itsmlint.checks.review_cycles import StatedCycle, cycle_of, stated_cycles
from itsmlint.checks.statuses import status_class
from itsmlint.documents.location import Location
from itsmlint.facts.model import Control, Facts, Found, Record, Register, Value
from itsmlint.facts.tokens import label_tokens
from itsmlint.finding import Problem

TOLERANCE_MONTHS = 1
"""A review planned for the month after the year is up is still a yearly one."""
SHORTEST_DAYS = 300
"""A "Review date" nearer to the other dates may be that of the last review."""
LONGEST_MONTHS = 60
"""A longer span between two dates says that one of them is something else, such as the first issue."""


class PlannedReview(Options, frozen=True, kw_only=True):
    """Options of have-planned-review."""

    statement: str = "review-cycle"
    """What the text may say instead of a labelled date or cycle."""


@check("have-planned-review", given="control", parts=("state",))
def have_planned_review(control: Control, options: PlannedReview, context: Context) -> Iterator[Problem]:
    """The document says when or how often it is reviewed next (ISO/IEC 20000-1, 7.5.2)."""
    cycle = control.fields.get("review_cycle")
    if "next_review" in control.fields or (cycle and cycle_of(cycle.value, context.vocabulary)):
        return
    if uncontrolled_workbook(control, context) or _reviewed_by_row(context.facts):
        return
    if _may_be_next(control.fields.get("last_review")) or said(options.statement, context):
        return
    yield _only_said_to_be(cycle) if cycle else missing(control, "next_review")


def _only_said_to_be(cycle: Found) -> Problem:
    """ "Periodically" and "as needed" are no plan."""
    return Problem(
        location=cycle.location,
        excerpt=words_around(cycle),
        parts={"state": f'is only said to be "{cycle.value.strip()}"'},
        key="next_review",
    )


def _may_be_next(found: Found | None) -> bool:
    """A label "Review date" alone does not say whether the last or the next review is meant."""
    return found is not None and set(label_tokens(found.label)) <= {"review", "date", "document", "policy"}


def _reviewed_by_row(facts: Facts) -> bool:
    """A register whose rows have their own review dates."""
    return any(
        register.column(field) for register in facts.registers for field in ("next_review", "review_date")
    )


class Current(Options, frozen=True, kw_only=True):
    """Options of be-current."""

    register_kinds: tuple[str, ...] = ()
    """Kinds of register whose rows are documents with a next review date."""


@check("be-current", given="document", parts=("what", "due", "days", "because"))
def be_current(facts: Facts, options: Current, context: Context) -> Iterator[Problem]:
    """The next review is not overdue (ISO/IEC 20000-1, 7.5.2)."""
    if status_class(facts.control.value("status"), context.vocabulary) != "obsolete":
        yield from _overdue_document(facts, context)
    for register in facts.registers:
        if register.kind in options.register_kinds:
            for record in register.records:
                yield from _overdue_row(register, record, context)


def _overdue_document(facts: Facts, context: Context) -> Iterator[Problem]:
    next_review = facts.control.fields.get("next_review")
    if next_review is not None:
        due = span(next_review, context.vocabulary)
        if due and due.last < context.as_of and not _was_last_review(next_review, due, facts, context):
            yield _overdue(due.last, next_review, "The next review", "", context)
        return
    draft = status_class(facts.control.value("status"), context.vocabulary) in ("draft", "in-review")
    if draft or not facts.certain:
        return
    cycle, base = facts.control.fields.get("review_cycle"), _newest_date(facts, context)
    months = cycle_of(words_around(cycle), context.vocabulary) if cycle else None
    if cycle is None or months is None or base is None:
        return
    day = add_months(base.last, months.high)
    if day < context.as_of:
        because = f": {cycle.value.strip()} after {base.last:%Y-%m-%d}, its newest date"
        yield _overdue(day, cycle, "The next review", because, context)


def _was_last_review(found: Found, due: Span, facts: Facts, context: Context) -> bool:
    """A "Review date" is the next one only when it lies about a year or more after all other dates."""
    if not _may_be_next(found):
        return False
    base = _newest_date(facts, context)
    return base is None or due.last < base.last + timedelta(days=SHORTEST_DAYS)


def _newest_date(facts: Facts, context: Context) -> Span | None:
    fields = ("last_review", "approval_date", "issue_date", "effective_date")
    stated = [span(facts.control.fields.get(field), context.vocabulary) for field in fields]
    return newest([*stated, *(Span(entry.date, entry.date) for entry in facts.history if entry.date)])


def _overdue_row(register: Register, record: Record, context: Context) -> Iterator[Problem]:
    value, status = record.values.get("next_review"), record.values.get("status")
    if value is None or value.date is None or value.date >= context.as_of:
        return
    if status and status_class(status.text, context.vocabulary) == "obsolete":
        return
    what = f"The next review of {record.title or record.id}"
    problem = _overdue(value.date, value, what, "", context)
    yield msgspec.structs.replace(problem, key=record.id, cause=f"rows of {register.name}")


def _overdue(day: date, place: Found | Value, what: str, because: str, context: Context) -> Problem:
    parts = {
        "what": what,
        "due": f"{day:%Y-%m-%d}",
        "days": days_in_words((context.as_of - day).days),
        "because": because,
    }
    excerpt = words_around(place) if isinstance(place, Found) else place.text
    return Problem(location=place.location, excerpt=excerpt, parts=parts, key="next_review")


class ShortCycle(Options, frozen=True, kw_only=True):
    """Options of have-review-cycle."""

    max_months: Annotated[int, Meta(ge=1), USER] = 12
    """Longest time between two reviews."""
    statement: str = "review-cycle"
    """How text says how often."""


@check("have-review-cycle", given="control", parts=("state",))
def have_review_cycle(control: Control, options: ShortCycle, context: Context) -> Iterator[Problem]:
    """The document is reviewed at planned intervals that are short enough (ISO/IEC 20000-1, 5.2)."""
    stated = list(stated_cycles(context.document, context.facts.language, context.vocabulary))
    cycle = control.fields.get("review_cycle")
    months = cycle_of(cycle.value, context.vocabulary) if cycle else None
    if cycle is not None and months is not None:
        if months.low > options.max_months and not _short(stated, options):
            yield _long(cycle.location, words_around(cycle), months.low)
        return
    if stated:
        if not _short(stated, options):
            first = stated[0]
            yield _long(first.location, first.sentence, first.cycle.low)
        return
    if "next_review" in control.fields:
        yield from _long_until_next(control.fields["next_review"], options, context)
        return
    if not said(options.statement, context) and not _may_be_next(control.fields.get("last_review")):
        yield missing(control, "review_cycle")


def _short(stated: list[StatedCycle], options: ShortCycle) -> bool:
    return any(each.cycle.low <= options.max_months for each in stated)


def _long(location: Location, excerpt: str, months: int) -> Problem:
    return Problem(
        location=location, excerpt=excerpt, parts={"state": f"is {in_words(months)}"}, key="review_cycle"
    )


def _long_until_next(next_review: Found, options: ShortCycle, context: Context) -> Iterator[Problem]:
    """The time from the newest date in document control to the next review is too long."""
    due, base = span(next_review, context.vocabulary), _newest_date(context.facts, context)
    if due is None or base is None or due.first > add_months(base.last, LONGEST_MONTHS):
        return
    if due.first > add_months(base.last, options.max_months + TOLERANCE_MONTHS):
        months = (due.first.year - base.last.year) * 12 + due.first.month - base.last.month
        state = f"is {in_words(months)}, from {base.last:%Y-%m-%d} to {due.first:%Y-%m-%d}"
        yield Problem(
            location=next_review.location,
            excerpt=next_review.value,
            parts={"state": state},
            key="review_cycle",
        )


def in_words(months: int) -> str:
    """ "18 months", "2 years"."""
    if months % 12 == 0:
        return "1 year" if months == 12 else f"{months // 12} years"
    return f"{months} months"
