"""Check of records that say enough: what their kind needs, dates that are over, one-sided registers."""

from collections.abc import Iterator, Mapping
from typing import TypeAlias

import msgspec

from itsmlint.checks import Context, InRegister, Options, check
from itsmlint.checks.moments import days_in_words
from itsmlint.checks.stated import columns_in_words, is_class, is_what_the_document_is, present, stated
from itsmlint.facts.model import Record, Register, Value
from itsmlint.finding import Problem

Conditions: TypeAlias = Mapping[str, tuple[str, ...]]
"""By field, classes of values; one of them is enough."""


class Share(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How many records of a register may say the same."""

    fields: tuple[str, ...]
    """Fields of which one says it."""
    says: tuple[str, ...]
    """Classes of values."""
    above: float
    """From more than this share of the rows on, 0 to 1, it is too many."""
    at_least: int
    """Registers with fewer rows that say anything here are left alone."""
    fault: str
    """Of the rows that say it, in words: "are emergency changes"."""


class Complete(Options, frozen=True, kw_only=True):
    """Options of have-complete-records."""

    record: str
    """What a row is, in words: "improvement"."""
    records: str
    """The same for many: "improvements"."""
    needs: Mapping[str, tuple[str, ...]]
    """What each record needs, in words, to the fields of which one must say something."""
    columns: tuple[str, ...] = ()
    """Those of the needs for which the register must have a column."""
    leave: Mapping[str, tuple[str, ...]] = {}
    """Records that are left alone altogether."""
    not_for: Mapping[str, Conditions] = {}
    """By need, records that do not have it."""
    only_for: Mapping[str, Conditions] = {}
    """By need, the only records that have it."""
    overdue: Mapping[str, str] = {}
    """Date fields that must not be over while the status is open, to words before the date."""
    expired: Mapping[str, str] = {}
    """Date fields that must not be over whatever the status says, to words before the date."""
    renewing: str = "renewing"
    """Class of values for what goes on by itself: nothing expires in a record that says so."""
    max_days: Mapping[str, int] = {}
    """Date fields to the age in days from which on they are too old, when no later date is planned."""
    planned: str = "next_review"
    """Date field for what is planned."""
    shares: tuple[Share, ...] = ()
    """What too many records must not say."""


class _Row(msgspec.Struct, frozen=True):
    """A record being checked, and what it is checked against."""

    record: Record
    register: Register
    options: Complete
    context: Context

    @property
    def name(self) -> str:
        """What messages call it: "Improvement I-07", or by its title where it has no id."""
        numbered = self.record.id == f"row {self.record.row}" and self.record.title
        return f"{self.options.record.capitalize()} {self.record.title if numbered else self.record.id}"

    def meets(self, conditions: Conditions) -> bool:
        """Whether one of the conditions holds."""
        return any(self.says(self.record.values.get(field), names) for field, names in conditions.items())

    def says(self, value: Value | None, names: tuple[str, ...]) -> bool:
        """Whether a value belongs to one of the classes."""
        return value is not None and any(is_class(value.text, name, self.context) for name in names)

    def first(self, fields: tuple[str, ...]) -> Value | None:
        """The first of the fields that says something."""
        values = (self.record.values.get(field) for field in fields)
        return next((value for value in values if stated(value, self.context)), None)

    def past(self, value: Value, words: str, fault: str, field: str) -> Problem:
        """The problem that a date is over."""
        day, today = value.date or self.context.as_of, self.context.as_of
        what = f"{self.name} {words} {day}, {days_in_words((today - day).days)} before {today}"
        return Problem(
            location=value.location,
            excerpt=value.text,
            parts={"what": what, "fault": fault},
            cause=fault,
            key=field,
        )


@check("have-complete-records", given="records", parts=("what", "fault"))
def have_complete_records(place: InRegister, options: Complete, context: Context) -> Iterator[Problem]:
    """Each record says what its kind needs, no date of it is over, and not all of them say the same."""
    row = _Row(place.record, place.register, options, context)
    if place.record is place.register.records[0] and is_what_the_document_is(place.register, context):
        yield from _columns(row)
        yield from _shares(row)
    if _is_bare(row) or row.meets(options.leave):
        return
    for need in options.needs:
        if row.meets(options.not_for.get(need, {})):
            continue
        if need not in options.only_for or row.meets(options.only_for[need]):
            yield from _gap(row, need)
    yield from _overdue(row)
    if not any(row.says(value, (options.renewing,)) for value in row.record.values.values()):
        yield from _expired(row)
        yield from _too_old(row)


def _columns(row: _Row) -> Iterator[Problem]:
    missing = [need for need in row.options.columns if not present(row.register, row.options.needs[need])]
    if missing:
        what = f'The register "{row.register.name}" has no column for: {", ".join(missing)}'
        yield Problem(
            location=row.register.location,
            parts={"what": what, "fault": "have no column"},
            cause="columns",
            key=f"columns {'+'.join(missing)}",
            searched=columns_in_words(row.register),
        )


def _shares(row: _Row) -> Iterator[Problem]:
    """Too many records of the register say the same."""
    for share in row.options.shares:
        others = [_Row(record, row.register, row.options, row.context) for record in row.register.records]
        said = [value for each in others if (value := each.first(share.fields)) is not None]
        same = [value for value in said if row.says(value, share.says)]
        if len(said) >= share.at_least and len(same) > share.above * len(said):
            what = f"{len(same)} of {len(said)} {row.options.records} {share.fault}"
            yield Problem(
                location=row.register.location,
                excerpt=same[0].text,
                parts={"what": what, "fault": share.fault},
                cause=share.fault,
                key=share.fault,
            )


def _is_bare(row: _Row) -> bool:
    """A row with a number and hardly more is prepared for later."""
    values = row.record.values
    said = [field for field, value in values.items() if field != "id" and stated(value, row.context)]
    return len(said) < 2 and len(values) > 3


def _gap(row: _Row, need: str) -> Iterator[Problem]:
    columns = present(row.register, row.options.needs[need])
    if not columns or row.first(columns) is not None:
        return
    value = row.record.values.get(columns[0])
    yield Problem(
        location=value.location if value else row.record.location,
        excerpt=value.text if value else "",
        parts={"what": f"{row.name} has no {need}", "fault": f"have no {need}"},
        cause=need,
        key=need,
    )


def _overdue(row: _Row) -> Iterator[Problem]:
    """Dates by which an open record should be done."""
    status = row.record.values.get("status")
    if stated(row.record.values.get("closed_date"), row.context) or not row.says(status, ("open",)):
        return
    for field, words in row.options.overdue.items():
        value = row.record.values.get(field)
        if value is not None and value.date and value.date < row.context.as_of:
            yield row.past(value, words, "are past their date and open", field)


def _expired(row: _Row) -> Iterator[Problem]:
    for field, words in row.options.expired.items():
        value = row.record.values.get(field)
        if value is not None and value.date and value.date < row.context.as_of:
            yield row.past(value, words, f"have a {field.replace('_', ' ')} that is over", field)


def _too_old(row: _Row) -> Iterator[Problem]:
    """Dates of long ago, when no later one is planned."""
    today = row.context.as_of
    planned = row.record.values.get(row.options.planned)
    if planned is not None and planned.date and planned.date > today:
        return
    for field, days in row.options.max_days.items():
        value = row.record.values.get(field)
        if value is not None and value.date and (today - value.date).days > days:
            yield row.past(value, "was last reviewed on", f"were last reviewed over {days} days ago", field)
