"""Checks of the values of KPIs: targets that are missed, values that are old, and values that are always good."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Annotated

import msgspec
from msgspec import Meta

from itsmlint.checks import USER, Context, InRegister, Options, check
from itsmlint.checks.moments import add_months
from itsmlint.checks.periods import Period, cell_of, grid_of, period_columns
from itsmlint.checks.review_cycles import cycle_of
from itsmlint.checks.stated import any_stated, is_class, present, stated
from itsmlint.documents.location import Location, column_number
from itsmlint.facts.model import Record, Register, Value
from itsmlint.finding import Problem
from itsmlint.language.indicators import better
from itsmlint.language.quantities import Target, meets, read_target, read_value


class Measured(msgspec.Struct, frozen=True):
    """The value of a KPI for a period, or its only one."""

    text: str
    location: Location
    period: Period | None = None


class Reaction(Options, frozen=True, kw_only=True):
    """Options of react-to-missed-target."""

    actual: str = "actual"
    target: str = "target"
    status: str = "status"
    actions: tuple[str, ...] = ("action", "comments", "root_cause", "resolution", "treatment", "justification")
    """Fields that may say what is done about it; a register without any of them is another rule's business."""


@check("react-to-missed-target", given="records", parts=("what",))
def react_to_missed_target(place: InRegister, options: Reaction, context: Context) -> Iterator[Problem]:
    """Where a KPI misses its target, or is red or amber, the row says why or what is done (ISO/IEC 20000-1, 10.1)."""
    record, register = place.record, place.register
    columns = present(register, options.actions)
    if not columns or any_stated(record, columns, context) or _handled_elsewhere(record, register, context):
        return
    status = record.values.get(options.status)
    if status is not None and is_class(status.text, "target-met", context):
        return
    missed = _missed(record, register, options, context)
    if missed is not None:
        yield missed
    elif status is not None and is_class(status.text, "target-missed", context):
        what = f'is "{status.text.strip()}"'
        yield Problem(location=status.location, excerpt=status.text, parts={"what": what}, cause="missed")


def _missed(
    record: Record, register: Register, options: Reaction, context: Context
) -> Problem | None:
    measured = _latest(record, register, options.actual, context)
    target = _target(record, options.target, context)
    if measured is None or target is None:
        return None
    if _is_met(measured.text, target[0], record, context) is not False:
        return None
    return Problem(
        location=measured.location,
        excerpt=measured.text,
        parts={"what": f"misses its target ({measured.text.strip()} against {target[1].text.strip()})"},
        cause="missed",
    )


def _target(record: Record, field: str, context: Context) -> tuple[Target, Value] | None:
    value = record.values.get(field)
    if value is None or value.placeholder or is_class(value.text, "baseline", context):
        return None
    target = read_target(value.text)
    return (target, value) if target is not None else None


def _is_met(text: str, target: Target, record: Record, context: Context) -> bool | None:
    value = read_value(text)
    if value is None:
        return None
    name = next(
        (record.values[field].text for field in ("name", "description") if field in record.values), record.title
    )
    return meets(value, target, better(name, context.vocabulary))


def _latest(record: Record, register: Register, field: str, context: Context) -> Measured | None:
    """The value in the column of actual values, else the newest of those by period."""
    value = record.values.get(field)
    if value is not None and stated(value, context):
        return Measured(value.text, value.location)
    if value is not None:
        return None
    values = _by_period(record, register, context)
    return values[-1] if values else None


def _by_period(record: Record, register: Register, context: Context) -> list[Measured]:
    """The filled values by period, oldest first where the years are known."""
    grid = grid_of(register, context)
    if grid is None:
        return []
    found = []
    for period in period_columns(register, context):
        cell = cell_of(grid, record, period.column)
        if cell is not None and read_value(cell.text) is not None:
            where = grid.locate(record.row, column_number(period.column.letter), period.column.header)
            found.append(Measured(cell.text, where, period))
    if all(measured.period and measured.period.last for measured in found):
        found.sort(key=lambda measured: measured.period.last if measured.period and measured.period.last else date.min)
    return found


def _handled_elsewhere(record: Record, register: Register, context: Context) -> bool:
    """Whether another register of the document names the KPI by its id."""
    if record.id.startswith("row ") or register.column("id") is None:
        return False
    needle = f" {' '.join(record.id.casefold().split())} "
    for other in context.facts.registers:
        if other is register or other.kind == register.kind:
            continue
        for row in other.records:
            for value in row.values.values():
                if needle in f" {' '.join(value.text.casefold().replace(',', ' ').replace(':', ' ').split())} ":
                    return True
    return False


class Fresh(Options, frozen=True, kw_only=True):
    """Options of have-fresh-values."""

    frequency: str = "frequency"
    measured_on: str = "review_date"
    """Date column that says when the value was measured, for registers without columns by period."""
    grace_days: Annotated[int, Meta(ge=0), USER] = 45
    """Days after the end of a period within which its value may be missing."""


@check("have-fresh-values", given="records", parts=("what",))
def have_fresh_values(place: InRegister, options: Fresh, context: Context) -> Iterator[Problem]:
    """The newest value of a KPI is not older than its frequency allows (ISO/IEC 20000-1, 9.1)."""
    record, register = place.record, place.register
    months = _months_between(record, options, context)
    values = _by_period(record, register, context)
    if values:
        newest = values[-1]
        last = newest.period.last if newest.period else None
        if last is None or (last.month == 12 and last == _last_period(register, context)):
            return  # a whole year: a record of that year
        months = months or (newest.period.months if newest.period else None)
        words, location, text = f"is for {newest.period.column.header}" if newest.period else "", newest.location, newest.text
    else:
        value = record.values.get(options.measured_on)
        if value is None or value.date is None or value.date > context.as_of:
            return
        last, words, location, text = value.date, f"is of {value.date}", value.location, value.text
    if not months:
        return
    if context.as_of <= add_months(last, months) + timedelta(days=options.grace_days):
        return
    how_often = "month" if months == 1 else f"{months} months"
    what = f"{words}, {(context.as_of - last).days} days before {context.as_of}, though it is measured every {how_often}"
    yield Problem(location=location, excerpt=text, parts={"what": what}, cause="stale")


def _months_between(record: Record, options: Fresh, context: Context) -> int | None:
    frequency = record.values.get(options.frequency)
    if frequency is None or not stated(frequency, context):
        return None
    cycle = cycle_of(frequency.text, context.vocabulary)
    return max(cycle.high, 1) if cycle else None


def _last_period(register: Register, context: Context) -> date | None:
    return max((period.last for period in period_columns(register, context) if period.last), default=None)


class Green(Options, frozen=True, kw_only=True):
    """Options of be-challenging."""

    target: str = "target"
    min_kpis: int = 3
    min_periods: int = 6


@check("be-challenging", given="registers", parts=("kpis", "periods"))
def be_challenging(place: Register, options: Green, context: Context) -> Iterator[Problem]:
    """Not every measured value of every KPI meets its target, period after period."""
    periods = period_columns(place, context)
    if len(periods) < options.min_periods:
        return
    met = 0
    unread = 0
    for record in place.records:
        target = _target(record, options.target, context)
        values = _by_period(record, place, context)
        results = [_is_met(value.text, target[0], record, context) for value in values] if target else [None]
        if False in results:
            return
        if len(values) >= options.min_periods and None not in results:
            met += 1
        else:
            unread += 1
    if met >= options.min_kpis and unread * 4 <= met:
        yield Problem(
            location=place.location, parts={"kpis": str(met), "periods": str(len(periods))}, key="always met"
        )
