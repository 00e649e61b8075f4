"""Check of dates that cannot be: a review before the issue, an approval in the future."""

import itertools
from collections.abc import Iterator
from datetime import date, timedelta

import msgspec

from itsmlint.checks import Context, Options, check
from itsmlint.checks.moments import Span, days_in_words, span
from itsmlint.checks.versions import version_of
from itsmlint.facts.model import Facts, HistoryEntry
from itsmlint.finding import Problem


class Order(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Two dates of which the first cannot be later than the second."""

    first: str
    second: str
    same_day: bool = True
    """Whether both may be on the same day."""


class DateOrder(Options, frozen=True, kw_only=True):
    """Options of have-possible-dates."""

    orders: tuple[Order, ...]
    """Pairs of fields whose dates have an order."""
    not_in_future: tuple[str, ...]
    """Fields for what has happened."""
    names: dict[str, str]
    """Fields in words."""


@check("have-possible-dates", given="document", parts=("contradiction",))
def have_possible_dates(facts: Facts, options: DateOrder, context: Context) -> Iterator[Problem]:
    """No date of document control contradicts another or the calendar (ISO/IEC 20000-1, 7.5.2)."""
    for order in options.orders:
        yield from _wrong_order(order, facts, options, context)
    for field in options.not_in_future:
        found = facts.control.fields.get(field)
        when = span(found, context.vocabulary)
        if found and when and when.first > _tomorrow(context):
            words = f"{_name(field, options)} {when.first:%Y-%m-%d} is after {context.as_of:%Y-%m-%d}"
            yield Problem(
                location=found.location, excerpt=found.value, parts={"contradiction": words}, key=field
            )
    yield from _history_in_future(facts.history, context)
    yield from _history_out_of_order(facts.history)


def _wrong_order(order: Order, facts: Facts, options: DateOrder, context: Context) -> Iterator[Problem]:
    first, second = facts.control.fields.get(order.first), facts.control.fields.get(order.second)
    if first is None or second is None or first.location == second.location:
        return
    earlier, later = span(first, context.vocabulary), span(second, context.vocabulary)
    if earlier is None or later is None or not _contradicts(earlier, later, order.same_day):
        return
    words = (
        f"{_name(order.second, options)} {later.last:%Y-%m-%d} is "
        f"{_distance(earlier, later)} {_name(order.first, options)} {earlier.first:%Y-%m-%d}"
    )
    yield Problem(
        location=second.location, excerpt=second.value, parts={"contradiction": words}, key=order.second
    )


def _contradicts(earlier: Span, later: Span, same_day: bool) -> bool:
    return later.last < earlier.first or (not same_day and later == earlier and later.first == later.last)


def _distance(earlier: Span, later: Span) -> str:
    days = (earlier.first - later.last).days
    return f"{days_in_words(days)} before" if days else "the same day as"


def _name(field: str, options: DateOrder) -> str:
    return options.names.get(field, field.replace("_", " "))


def _tomorrow(context: Context) -> date:
    return context.as_of + timedelta(days=1)


def _history_in_future(history: tuple[HistoryEntry, ...], context: Context) -> Iterator[Problem]:
    for entry in history:
        if entry.date and entry.date > _tomorrow(context):
            words = (
                f"the change history has an entry of {entry.date:%Y-%m-%d}, after {context.as_of:%Y-%m-%d}"
            )
            yield _entry_problem(entry, words)


def _history_out_of_order(history: tuple[HistoryEntry, ...]) -> Iterator[Problem]:
    """A higher version that is dated before a lower one, whichever way the table is sorted."""
    dated = [(version, entry) for entry in history if entry.date and (version := version_of(entry.version))]
    dated.sort(key=lambda each: each[0].number)
    for (low, before), (high, after) in itertools.pairwise(dated):
        if high.number > low.number and before.date and after.date and after.date < before.date:
            words = (
                f"version {after.version} of {after.date:%Y-%m-%d} is "
                f"{days_in_words((before.date - after.date).days)} older than version {before.version} "
                f"of {before.date:%Y-%m-%d}"
            )
            yield _entry_problem(after, words)


def _entry_problem(entry: HistoryEntry, words: str) -> Problem:
    excerpt = " ".join(text for text in (entry.version, entry.date_text) if text)
    return Problem(
        location=entry.location, excerpt=excerpt, parts={"contradiction": words}, key=entry.version
    )
