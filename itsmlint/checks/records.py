"""Checks of a register's rows: filled, owned, done in time."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal, TypeAlias

from itsmlint.checks import USER, Context, InRegister, Options, check
from itsmlint.checks.stated import any_stated, is_class, stated
from itsmlint.facts.model import Value
from itsmlint.finding import Problem

Weakness: TypeAlias = Literal["blank", "placeholder", "team", "joint"]

_NAMES: dict[Weakness, str] = {
    "blank": "nobody",
    "placeholder": "a placeholder",
    "team": "a group",
    "joint": "several at once",
}


class Accountable(Options, frozen=True, kw_only=True):
    """Options of be-accountable."""

    field: str = "owner"
    """Field that names who is accountable."""
    weaknesses: Annotated[tuple[Weakness, ...], USER] = ("blank", "placeholder")
    """What is not good enough: nobody, a placeholder, a group ("IT"), several names in one cell."""


@check("be-accountable", given="records", parts=("names",))
def be_accountable(place: InRegister, options: Accountable, context: Context) -> Iterator[Problem]:
    """The field names one person or role that can be held to account (ISO/IEC 20000-1, 5.3)."""
    value = place.record.values.get(options.field)
    if value is None or value.filled_down:
        return
    weakness = next((weakness for weakness in options.weaknesses if weakness == value.owner), None)
    if weakness is None:
        return
    names = _NAMES[weakness] + (f' ("{value.text}")' if value.text else "")
    yield Problem(location=value.location, excerpt=value.text, parts={"names": names}, cause=weakness)


class InTime(Options, frozen=True, kw_only=True):
    """Options of be-done-in-time."""

    due: str = "due_date"
    """Field with the date by which it is to be done."""
    status: str = "status"
    """Field that says whether it is still open."""
    needs: tuple[str, ...] = ()
    """A due date is asked for only of records in which one of these fields says something; empty: of all."""


@check("be-done-in-time", given="records", parts=("what",))
def be_done_in_time(place: InRegister, options: InTime, context: Context) -> Iterator[Problem]:
    """What is still open has a due date, and the date has not passed.

    Overdue is only what the record itself shows to be open: without a status nobody can tell.
    """
    due = place.record.values.get(options.due)
    if due is None:
        return
    if not stated(due, context):
        if not options.needs or any_stated(place.record, options.needs, context):
            what = "has no due date"
            yield Problem(location=due.location, excerpt=due.text, parts={"what": what}, cause=what)
        return
    if due.date is not None and due.date < context.as_of and _is_open(place, options, context):
        yield Problem(
            location=due.location,
            excerpt=due.text,
            parts={"what": overdue_words(due.date, context.as_of)},
            cause="overdue",
        )


def overdue_words(due: date, as_of: date) -> str:
    """ "was due on 2026-03-31, 91 days before 2026-06-30" """
    days = (as_of - due).days
    return f"was due on {due}, {days} {'day' if days == 1 else 'days'} before {as_of}"


def _is_open(place: InRegister, options: InTime, context: Context) -> bool:
    closed: Value | None = place.record.values.get("closed_date")
    if stated(closed, context):
        return False
    status = place.record.values.get(options.status)
    if status is None or not stated(status, context):
        return False
    return is_class(status.text, "open", context)
