"""Checks for rules of an organisation's own on registers, document control and file names.

They know no field and no kind: the rule file names the column and says what must stand in it.
"""

from collections.abc import Iterator
from functools import cache
from typing import Annotated, Literal, TypeAlias

import regex
from msgspec import Meta

from itsmlint.checks import Context, InRegister, Options, check
from itsmlint.checks.named import Named, column_named, record_value, values_named
from itsmlint.checks.stated import columns_in_words, is_what_the_document_is, stated
from itsmlint.facts.model import Control, Facts, Register
from itsmlint.finding import Problem

MAX_PATTERN = 500
"""Characters of a pattern."""
MAX_TEXT = 1_000
"""Characters of a value that a pattern is compared with."""
TIMEOUT = 0.5
"""Seconds for one value."""

Names: TypeAlias = str | Annotated[tuple[str, ...], Meta(min_length=1)]


class PatternTooSlowError(Exception):
    """A pattern of a rule that takes longer than :data:`TIMEOUT` on a value."""


class OwnColumn(Options, frozen=True, kw_only=True):
    """Options of have-column."""

    name: Names
    """Words of the header, or a field such as owner; of a list any will do: [exit plan, exit strategy]."""


@check("have-column", given="registers", parts=("column", "present"))
def have_column(place: Register, options: OwnColumn, context: Context) -> Iterator[Problem]:
    """The register has a column with one of the names.

    Registers without records are left alone, and so are small tables inside Word documents of another kind.
    """
    if not place.records or column_named(place, _names(options.name)):
        return
    if place.sheet is None and not is_what_the_document_is(place, context):
        return
    present = ", ".join(" ".join(column.header.split()) for column in place.columns if column.header)
    yield Problem(
        location=place.location,
        parts={"column": _names(options.name)[0], "present": present},
        key=_names(options.name)[0],
        searched=columns_in_words(place),
    )


class OwnValue(Options, frozen=True, kw_only=True):
    """Options of have-value."""

    name: Names
    """Words of the column's header, or a field such as owner; of a list any will do."""
    without_column: Literal["report", "leave"] = "report"
    """What becomes of records of a register that has no such column."""


@check("have-value", given="records", parts=("column", "state"))
def have_value(place: InRegister, options: OwnValue, context: Context) -> Iterator[Problem]:
    """The record says something in the column: no blank, no placeholder, no "none" or "n/a"."""
    column = column_named(place.register, _names(options.name))
    if column is None:
        if options.without_column == "report":
            yield Problem(
                location=place.record.location,
                parts={"column": _names(options.name)[0], "state": "is missing from the register"},
                cause="no column",
                key=_names(options.name)[0],
                searched=columns_in_words(place.register),
            )
        return
    value = record_value(place, column, context)
    if value is None or value.filled_down or stated(value, context):
        return
    text = " ".join(value.text.split())
    yield Problem(
        location=value.location,
        excerpt=value.text,
        parts={
            "column": " ".join(column.header.split()),
            "state": f'only says "{text}"' if text else "is empty",
        },
        cause="blank",
        key=_names(options.name)[0],
    )


class OneOf(Options, frozen=True, kw_only=True):
    """Options of be-one-of."""

    name: Names
    """The column (words of its header, or a field), or the field of document control such as status."""
    values: Annotated[tuple[str, ...], Meta(min_length=1)]
    """What may stand there; upper and lower case do not count."""


@check("be-one-of", given=("records", "control"), parts=("column", "value", "values"))
def be_one_of(place: InRegister | Control, options: OneOf, context: Context) -> Iterator[Problem]:
    """What stands there is one of the values; blanks are left alone."""
    allowed = {_plain(value) for value in options.values}
    for named in values_named(place, _names(options.name), context):
        if _plain(named.value.text) not in allowed:
            yield _wrong(named, values=", ".join(options.values))


class Pattern(Options, frozen=True, kw_only=True):
    """Options of match-pattern."""

    name: Names
    """The column, the field of document control such as document_id, or "file name" (without its ending)."""
    pattern: Annotated[str, Meta(min_length=1, max_length=MAX_PATTERN)]
    """A regular expression for the whole value: "INC-[0-9]{6}". Dates are compared as 2026-01-31."""
    meaning: str
    """The same for people: "INC- and six digits"."""

    def __post_init__(self) -> None:
        try:
            _compiled(self.pattern)
        except regex.error as error:
            raise ValueError(f"pattern is no regular expression: {error}") from None


@check("match-pattern", given=("records", "control", "document"), parts=("column", "value"))
def match_pattern(
    place: InRegister | Control | Facts, options: Pattern, context: Context
) -> Iterator[Problem]:
    """What stands there is written as the pattern says; blanks are left alone.

    A pattern that takes longer than half a second on a value ends the rule for that document.
    """
    for named in values_named(place, _names(options.name), context):
        if not _matches(options.pattern, named.value.text):
            yield _wrong(named)


def _matches(pattern: str, text: str) -> bool:
    try:
        return _compiled(pattern).fullmatch(text.strip()[:MAX_TEXT], timeout=TIMEOUT) is not None
    except TimeoutError:
        raise PatternTooSlowError(pattern) from None


@cache
def _compiled(pattern: str) -> regex.Pattern[str]:
    return regex.compile(pattern)


def _wrong(named: Named, **parts: str) -> Problem:
    return Problem(
        location=named.value.location,
        excerpt=named.value.text,
        parts={"column": named.name, "value": " ".join(named.value.text.split()), **parts},
        cause="another value",
        key=named.name,
    )


def _names(name: str | tuple[str, ...]) -> tuple[str, ...]:
    return (name,) if isinstance(name, str) else name


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
