"""Checks of a register as a whole: its columns, ids, dates, hidden data."""

from collections import Counter
from collections.abc import Iterator, Mapping

from itsmlint.checks import Context, InColumn, Options, check
from itsmlint.checks.stated import columns_in_words, is_class, is_what_the_document_is, stated
from itsmlint.facts.model import Hidden, Record, Register, Value
from itsmlint.finding import Problem


class Columns(Options, frozen=True, kw_only=True):
    """Options of have-columns."""

    required: Mapping[str, tuple[tuple[str, ...], ...]]
    """By kind of register, the columns it must have; each a list of fields of which one is enough."""
    instead: Mapping[str, tuple[str, ...]] = {}
    """By field, fields of document control that serve as well, for the register as a whole."""


@check("have-columns", given="registers", parts=("missing", "present"))
def have_columns(place: Register, options: Columns, context: Context) -> Iterator[Problem]:
    """The register has the columns without which its kind cannot be kept.

    Small tables of the kind inside other documents are left alone.
    """
    if not place.records or not is_what_the_document_is(place, context):
        return
    missing = [
        fields
        for fields in options.required.get(place.kind, ())
        if not _has_one(place, fields, options, context)
    ]
    if not missing:
        return
    names = [fields[0].replace("_", " ") for fields in missing]
    yield Problem(
        location=place.location,
        parts={
            "missing": " and ".join(names) if len(names) < 3 else ", ".join(names[:-1]) + " and " + names[-1],
            "present": ", ".join(column.header for column in place.columns if column.header),
        },
        key="+".join(names),
        searched=columns_in_words(place),
    )


def _has_one(place: Register, fields: tuple[str, ...], options: Columns, context: Context) -> bool:
    if any(place.column(field) for field in fields):
        return True
    if any(
        control in context.facts.control.fields
        for field in fields
        for control in options.instead.get(field, ())
    ):
        return True
    return any(
        _same_records(place, other) and any(other.column(field) for field in fields)
        for other in context.facts.registers
        if other is not place
    )


def _same_records(one: Register, other: Register) -> bool:
    """Whether another table keeps more about the same records, by their ids."""
    ids = {record.id for record in one.records}
    shared = ids & {record.id for record in other.records}
    return bool(one.column("id") and other.column("id")) and len(shared) * 2 >= len(ids)


@check("have-unique-ids", given="registers", parts=("id", "first", "what"))
def have_unique_ids(place: Register, options: Options, context: Context) -> Iterator[Problem]:
    """No two records carry the same id, and none lacks one where most have one.

    A column in which many values repeat groups the rows; it is no id.
    """
    if place.column("id") is None or place.card_layout:
        return
    with_id = [(record, record.values["id"]) for record in place.records if stated(_id(record), context)]
    counts = Counter(_normal(value.text) for _, value in with_id)
    repeated = sum(count - 1 for count in counts.values() if count > 1)
    if len(with_id) < 3 or repeated * 5 > len(with_id):
        return
    yield from _repeated(with_id)
    without = [value for value in map(_id, place.records) if value and not stated(value, context)]
    if len(without) * 5 <= len(place.records):
        for value in without:
            yield Problem(location=value.location, parts={"what": "has no id"}, cause="no id")


def _repeated(with_id: list[tuple[Record, Value]]) -> Iterator[Problem]:
    first: dict[str, Record] = {}
    for record, value in with_id:
        key = _normal(value.text)
        if value.filled_down:
            continue
        if key in first:
            what = f"carries the id {value.text} that row {first[key].row} has already"
            yield Problem(
                location=value.location,
                excerpt=value.text,
                parts={"id": value.text, "first": f"row {first[key].row}", "what": what},
                cause="repeated",
            )
        first.setdefault(key, record)


def _id(record: Record) -> Value | None:
    return record.values.get("id")


def _normal(text: str) -> str:
    return " ".join(text.casefold().split())


class Dates(Options, frozen=True, kw_only=True):
    """Options of have-readable-dates."""

    fields: tuple[str, ...]
    """Date columns."""


@check("have-readable-dates", given="columns", parts=("column",))
def have_readable_dates(place: InColumn, options: Dates, context: Context) -> Iterator[Problem]:
    """Where a column holds dates, every value in it is one that can be read without doubt."""
    field = place.column.field
    if field not in options.fields or place.register.column(field) is not place.column:
        return
    values = [record.values[field] for record in place.register.records if field in record.values]
    said = [value for value in values if stated(value, context) and not value.filled_down]
    unreadable = [value for value in said if value.date is None and not _means_no_date(value, context)]
    readable = sum(value.date is not None for value in said)
    if readable <= len(unreadable):
        return
    for value in unreadable:
        yield Problem(location=value.location, excerpt=value.text, cause="unreadable")


def _means_no_date(value: Value, context: Context) -> bool:
    classes = ("ongoing", "not-applicable", "period", "event", "frequency", "closed")
    return any(is_class(value.text, name, context) for name in classes)


@check("be-shown", given="hidden", parts=("what",))
def be_shown(place: Hidden, options: Options, context: Context) -> Iterator[Problem]:
    """Data of a register can be seen by whoever opens the file."""
    what = {
        "sheet": f"the whole sheet is {place.detail}",
        "filter": f"a filter hides {place.detail}",
    }.get(place.what, f"{place.detail} cannot be seen")
    yield Problem(location=place.location, parts={"what": what}, cause=place.what, key=place.what)
