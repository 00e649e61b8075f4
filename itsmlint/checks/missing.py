"""How a missing value of document control is told: not there at all, left empty, or only a placeholder."""

import msgspec

from itsmlint.checks import Context
from itsmlint.checks.wording import says
from itsmlint.documents.location import Location
from itsmlint.facts.model import Control, Found
from itsmlint.finding import Problem, Severity


class Gap(msgspec.Struct, frozen=True):
    """A field without a value: where its label stands, or else where document control stands."""

    location: Location
    excerpt: str
    state: str
    """In words: "is not given", "is left empty", 'is only "[Name]"'."""


def control_place(control: Control) -> Location:
    """The table or sheet that document control stands in; the document where it is lines or nothing."""
    return whole(control.block) if control.block else Location()


def whole(place: Location) -> Location:
    """The table or sheet that the place is in; the document where it is in neither."""
    if place.sheet is not None:
        return Location(part=place.part, sheet=place.sheet)
    if place.table is None:
        return Location()
    return msgspec.structs.replace(place, row=None, column=None, paragraph=None, label=None)


def gap(control: Control, field: str) -> Gap:
    """What is there instead of a value of the field."""
    blank = next(iter(control.blanks.get(field, ())), None)
    if blank is None:
        return Gap(control_place(control), "", "is not given")
    value = blank.value.strip()
    if not value:
        return Gap(blank.location, blank.label, "is left empty")
    return Gap(blank.location, value, f'is only "{value}"')


def missing(control: Control, field: str, severity: Severity | None = None) -> Problem:
    """The problem that a field has no value."""
    found = gap(control, field)
    return Problem(
        location=found.location,
        excerpt=found.excerpt,
        parts={"state": found.state},
        key=field,
        severity=severity,
        searched=control.searched,
    )


def uncontrolled_workbook(control: Control, context: Context) -> bool:
    """A workbook without any document control: one finding about that is enough."""
    return context.facts.format == "excel" and not control.fields


def words_around(found: Found) -> str:
    """The words to show for a value: the sentence where it was read from the text, else the value."""
    return found.label if found.source == "text" and found.label else found.value


def said(name: str, context: Context) -> bool:
    """Whether the text makes the statement, or is in a language in which that cannot be told."""
    return says(context.document, context.facts.language, name, context.vocabulary) is not False
