"""Checks of how objectives are reached: who, by when, with what, how evaluated."""

from collections.abc import Iterator, Mapping

from itsmlint.checks import Context, Options, check
from itsmlint.checks.document_control import listed
from itsmlint.checks.stated import columns_in_words, is_class, present, stated
from itsmlint.facts.model import Register
from itsmlint.facts.tokens import label_tokens
from itsmlint.finding import Problem


class Planned(Options, frozen=True, kw_only=True):
    """Options of have-plan."""

    parts: Mapping[str, tuple[str, ...]]
    """What must be said, as the message calls it, to fields or words in names of columns; one is enough."""
    each: tuple[str, ...] = ()
    """Those that each row must say, where there is a column."""
    mild: tuple[str, ...] = ()
    """Those whose lack alone is only worth a hint."""


@check("have-plan", given="registers", parts=("what", "lacking"))
def have_plan(place: Register, options: Planned, context: Context) -> Iterator[Problem]:
    """The register says who reaches each objective by when, with what, and how it is evaluated (6.2.2)."""
    if not place.records:
        return
    missing = [part for part, fields in options.parts.items() if not _has_part(place, fields)]
    if missing:
        lacking = listed(missing, "or")
        yield Problem(
            location=place.location,
            parts={"what": f'The objectives in "{place.name}" do not say {lacking}', "lacking": lacking},
            key="columns",
            severity="info" if set(missing) <= set(options.mild) else None,
            searched=columns_in_words(place),
        )
    for part in options.each:
        columns = present(place, options.parts[part])
        if columns:
            yield from _blank_rows(place, part, columns, context)


def _has_part(register: Register, fields: tuple[str, ...]) -> bool:
    if any(register.column(field) for field in fields):
        return True
    words = {token for field in fields for token in label_tokens(field.replace("_", " "))}
    return any(words & set(label_tokens(column.header)) for column in register.columns if not column.field)


def _blank_rows(
    register: Register, part: str, columns: tuple[str, ...], context: Context
) -> Iterator[Problem]:
    for record in register.records:
        status = record.values.get("status")
        if status is not None and (
            is_class(status.text, "closed", context) or is_class(status.text, "cancelled", context)
        ):
            continue
        values = [record.values[field] for field in columns if field in record.values]
        if values and not any(stated(value, context) for value in values):
            yield Problem(
                location=values[0].location,
                excerpt=values[0].text,
                parts={"what": f"Objective {record.id} does not say {part}", "lacking": part},
                cause=part,
                key=f"{record.id} {part}",
                label=record.id,
            )
