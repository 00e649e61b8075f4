"""Check of records that say enough: what they need by their kind, dates that are over, one-sided registers."""

from collections.abc import Iterator, Mapping

import msgspec

from itsmlint.checks import Context, InRegister, Options, check
from itsmlint.checks.moments import days_in_words
from itsmlint.checks.stated import columns_in_words, is_class, is_what_the_document_is, present, stated
from itsmlint.facts.model import Record, Register, Value
from itsmlint.finding import Problem

Conditions = Mapping[str, tuple[str, ...]]
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
    leave: Conditions = {}
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
    shares: tuple[Share, ...] = ()
    """What too many records must not say."""


@check("have-complete-records", given="records", parts=("what", "fault"))
def have_complete_records(place: InRegister, options: Complete, context: Context) -> Iterator[Problem]:
    """Each record says what its kind needs, no date of it is over, and not all of them say the same."""
    register, record = place.register, place.record
    if record is register.records[0] and is_what_the_document_is(register, context):
        yield from _columns(register, options, context)
        yield from _shares(register, options, context)
    if _is_bare(record, context) or _is(record, options.leave, context):
        return
    for need, fields in options.needs.items():
        if _is(record, options.not_for.get(need, {}), context):
            continue
        if need in options.only_for and not _is(record, options.only_for[need], context):
            continue
        yield from _gap(record, register, need, fields, options, context)
    yield from _over(record, options, context)


def _columns(register: Register, options: Complete, context: Context) -> Iterator[Problem]:
    missing = [need for need in options.columns if not present(register, options.needs[need])]
    if missing:
        what = f'The register "{register.name}" has no column for: {", ".join(missing)}'
        yield Problem(
            location=register.location,
            parts={"what": what, "fault": "have no column"},
            cause="columns",
            key=f"columns {'+'.join(missing)}",
            searched=columns_in_words(register),
        )


def _shares(register: Register, options: Complete, context: Context) -> Iterator[Problem]:
    for share in options.shares:
        values = [_first(record, share.fields, context) for record in register.records]
        said = [value for value in values if value is not None]
        same = [value for value in said if any(is_class(value.text, name, context) for name in share.says)]
        if len(said) >= share.at_least and len(same) > share.above * len(said):
            yield Problem(
                location=register.location,
                excerpt=same[0].text,
                parts={
                    "what": f"{len(same)} of {len(said)} {options.records} {share.fault}",
                    "fault": share.fault,
                },
                cause=share.fault,
                key=share.fault,
            )


def _first(record: Record, fields: tuple[str, ...], context: Context) -> Value | None:
    values = (record.values.get(field) for field in fields)
    return next((value for value in values if value is not None and stated(value, context)), None)


def _is_bare(record: Record, context: Context) -> bool:
    """A row with a number and hardly more is prepared for later."""
    said = [field for field, value in record.values.items() if field != "id" and stated(value, context)]
    return len(said) < 2 and len(record.values) > 3


def _is(record: Record, conditions: Conditions, context: Context) -> bool:
    return any(
        (value := record.values.get(field)) is not None and any(is_class(value.text, name, context) for name in names)
        for field, names in conditions.items()
    )


def _gap(
    record: Record,
    register: Register,
    need: str,
    fields: tuple[str, ...],
    options: Complete,
    context: Context,
) -> Iterator[Problem]:
    columns = present(register, fields)
    if not columns or _first(record, columns, context) is not None:
        return
    value = record.values.get(columns[0])
    yield Problem(
        location=value.location if value else record.location,
        excerpt=value.text if value else "",
        parts={"what": f"{_named(record, options)} has no {need}", "fault": f"have no {need}"},
        cause=need,
        key=need,
    )


def _over(record: Record, options: Complete, context: Context) -> Iterator[Problem]:
    """The dates that are over: due ones of open records, contracts that ended, reviews of long ago."""
    if _is_open(record, context):
        for field, words in options.overdue.items():
            yield from _past(record, field, words, "are past their date and open", options, context)
    if any(is_class(value.text, options.renewing, context) for value in record.values.values()):
        return
    for field, words in options.expired.items():
        yield from _past(record, field, words, f"{words} a day that is over".strip(), options, context)
    for field, days in options.max_days.items():
        value = record.values.get(field)
        planned = any(each.date and each.date > context.as_of for each in record.values.values())
        if value is None or value.date is None or planned or (context.as_of - value.date).days <= days:
            continue
        age = days_in_words((context.as_of - value.date).days)
        what = f"{_named(record, options)} was last reviewed on {value.date}, {age} before {context.as_of}"
        fault = f"were last reviewed more than {days} days ago"
        yield Problem(
            location=value.location,
            excerpt=value.text,
            parts={"what": what, "fault": fault},
            cause=fault,
            key=field,
        )


def _past(
    record: Record, field: str, words: str, fault: str, options: Complete, context: Context
) -> Iterator[Problem]:
    value = record.values.get(field)
    if value is None or value.date is None or value.date >= context.as_of:
        return
    age = days_in_words((context.as_of - value.date).days)
    what = f"{_named(record, options)} {words} {value.date}, {age} before {context.as_of}"
    yield Problem(
        location=value.location,
        excerpt=value.text,
        parts={"what": what, "fault": fault},
        cause=fault,
        key=field,
    )


def _is_open(record: Record, context: Context) -> bool:
    if stated(record.values.get("closed_date"), context):
        return False
    status = record.values.get("status")
    return status is not None and is_class(status.text, "open", context)


def _named(record: Record, options: Complete) -> str:
    return f"{options.record.capitalize()} {record.id}"
