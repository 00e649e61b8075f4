"""Checks of the values of KPIs: targets that are missed, values that are old or always good."""

import re
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
from itsmlint.facts.model import Record, Register
from itsmlint.finding import Problem
from itsmlint.language.indicators import better
from itsmlint.language.quantities import Target, meets, read_target, read_value

DECEMBER = 12


class Measured(msgspec.Struct, frozen=True):
    """A measured value of a KPI."""

    text: str
    location: Location


class MeasuredIn(Measured, frozen=True):
    """The value for a period."""

    period: Period


class Aim(msgspec.Struct, frozen=True):
    """The target of a KPI, read and as written."""

    target: Target
    text: str


class Reaction(Options, frozen=True, kw_only=True):
    """Options of react-to-missed-target."""

    actual: str = "actual"
    """Field of the measured value."""
    target: str = "target"
    """Field of the target."""
    status: str = "status"
    """Field that may say that the target was missed."""
    actions: tuple[str, ...] = (
        "action",
        "comments",
        "root_cause",
        "resolution",
        "treatment",
        "justification",
    )
    """Fields that may say what is done about it; a register without any is another rule's business."""


@check("react-to-missed-target", given="records", parts=("what",))
def react_to_missed_target(place: InRegister, options: Reaction, context: Context) -> Iterator[Problem]:
    """Where a KPI misses its target, or is red or amber, the row says why or what is done (9.1, 10.1)."""
    record, register = place.record, place.register
    columns = present(register, options.actions)
    if not columns or any_stated(record, columns, context) or _named_elsewhere(record, register, context):
        return
    status = record.values.get(options.status)
    if status is not None and is_class(status.text, "target-met", context):
        return
    measured, aim = (
        _latest(record, register, options.actual, context),
        _aim(record, options.target, context),
    )
    if measured and aim and _is_met(measured.text, aim.target, record, context) is False:
        what = f"misses its target ({measured.text.strip()} against {aim.text.strip()})"
        yield Problem(location=measured.location, excerpt=measured.text, parts={"what": what}, cause="missed")
    elif status is not None and is_class(status.text, "target-missed", context):
        what = f'is "{status.text.strip()}"'
        yield Problem(location=status.location, excerpt=status.text, parts={"what": what}, cause="missed")


def _aim(record: Record, field: str, context: Context) -> Aim | None:
    value = record.values.get(field)
    if value is None or value.placeholder or is_class(value.text, "baseline", context):
        return None
    target = read_target(value.text, context.vocabulary)
    return Aim(target, value.text) if target is not None else None


def _is_met(text: str, target: Target, record: Record, context: Context) -> bool | None:
    """Whether a value meets the target; None where nobody can tell without doubt."""
    value = read_value(text, context.vocabulary)
    if value is None:
        return None
    named = (record.values[field].text for field in ("name", "description") if field in record.values)
    return meets(value, target, better(next(named, record.title), context.vocabulary))


def _latest(record: Record, register: Register, field: str, context: Context) -> Measured | None:
    """The value in the column of actual values, else the newest of those by period."""
    value = record.values.get(field)
    if value is None:
        return next(reversed(_by_period(record, register, context)), None)
    return Measured(value.text, value.location) if stated(value, context) else None


def _by_period(record: Record, register: Register, context: Context) -> list[MeasuredIn]:
    """The filled values by period, oldest first where the years are known."""
    grid = grid_of(register, context)
    if grid is None:
        return []
    found: list[MeasuredIn] = []
    for period in period_columns(register, context):
        cell = cell_of(grid, record, period.column)
        if cell is not None and read_value(cell.text, context.vocabulary) is not None:
            where = grid.locate(record.row, column_number(period.column.letter), period.column.header)
            found.append(MeasuredIn(cell.text, where, period))
    if all(measured.period.last for measured in found):
        found.sort(key=lambda measured: measured.period.last or date.min)
    return found


def _named_elsewhere(record: Record, register: Register, context: Context) -> bool:
    """Whether a register of another kind in the document names the KPI by its id: its improvement."""
    if record.id.startswith("row ") or register.column("id") is None:
        return False
    named = re.compile(rf"(?<!\w){re.escape(record.id.strip())}(?!\w)", re.IGNORECASE)
    return any(
        named.search(value.text)
        for other in context.facts.registers
        if other.kind != register.kind
        for row in other.records
        for value in row.values.values()
    )


class Fresh(Options, frozen=True, kw_only=True):
    """Options of have-fresh-values."""

    frequency: str = "frequency"
    """Field that says how often it is measured."""
    measured_on: str = "review_date"
    """Date column that says when the value was measured, for registers without columns by period."""
    grace_days: Annotated[int, Meta(ge=0), USER] = 45
    """Days after the end of a period within which its value may be missing."""


class Newest(msgspec.Struct, frozen=True):
    """The newest value of a KPI, and until when it holds."""

    measured: Measured
    last: date
    months: int | None
    """Months of its period, where the column says it."""
    words: str


@check("have-fresh-values", given="records", parts=("what",))
def have_fresh_values(place: InRegister, options: Fresh, context: Context) -> Iterator[Problem]:
    """The newest value of a KPI is not older than its frequency allows (ISO/IEC 20000-1, 9.1)."""
    newest = _newest(place, options, context)
    if newest is None:
        return
    months = _months_between(place.record, options, context) or newest.months
    if months is None:
        return
    if context.as_of <= add_months(newest.last, months) + timedelta(days=options.grace_days):
        return
    how_often = "month" if months == 1 else f"{months} months"
    days = (context.as_of - newest.last).days
    what = f"{newest.words}, {days} days before {context.as_of}, though it is measured every {how_often}"
    yield Problem(
        location=newest.measured.location, excerpt=newest.measured.text, parts={"what": what}, cause="stale"
    )


def _newest(place: InRegister, options: Fresh, context: Context) -> Newest | None:
    values = _by_period(place.record, place.register, context)
    if not values:
        value = place.record.values.get(options.measured_on)
        if value is None or value.date is None or value.date > context.as_of:
            return None
        return Newest(Measured(value.text, value.location), value.date, None, f"is of {value.date}")
    period = values[-1].period
    if period.last is None or _is_whole_year(period, place.register, context):
        return None
    return Newest(values[-1], period.last, period.months, f"is for {period.column.header}")


def _is_whole_year(period: Period, register: Register, context: Context) -> bool:
    """Whether the register is the complete record of a year that has ended with this period."""
    last = max((column.last for column in period_columns(register, context) if column.last), default=None)
    return period.last is not None and period.last.month == DECEMBER and period.last == last


def _months_between(record: Record, options: Fresh, context: Context) -> int | None:
    frequency = record.values.get(options.frequency)
    if frequency is None or not stated(frequency, context):
        return None
    cycle = cycle_of(frequency.text, context.vocabulary)
    return max(cycle.high, 1) if cycle else None


class Green(Options, frozen=True, kw_only=True):
    """Options of be-challenging."""

    target: str = "target"
    """Field of the target."""
    min_kpis: Annotated[int, Meta(ge=1), USER] = 3
    """Fewer KPIs say little."""
    min_periods: Annotated[int, Meta(ge=2), USER] = 6
    """Fewer periods say little."""


@check("be-challenging", given="registers", parts=("kpis", "periods"))
def be_challenging(place: Register, options: Green, context: Context) -> Iterator[Problem]:
    """Not every measured value of every KPI meets its target, period after period."""
    periods = period_columns(place, context)
    if len(periods) < options.min_periods:
        return
    results = [_results(record, place, options.target, context) for record in place.records]
    if any(False in each for each in results):
        return
    met = sum(len(each) >= options.min_periods and None not in each for each in results)
    unread = len(results) - met
    if met >= options.min_kpis and unread * 4 <= met:
        yield Problem(
            location=place.location, parts={"kpis": str(met), "periods": str(len(periods))}, key="always met"
        )


def _results(record: Record, register: Register, field: str, context: Context) -> list[bool | None]:
    """Whether the KPI met its target, by period; None for what cannot be told."""
    aim = _aim(record, field, context)
    if aim is None:
        return [None]
    values = _by_period(record, register, context)
    return [_is_met(value.text, aim.target, record, context) for value in values]
