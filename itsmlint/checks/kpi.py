"""Checks of KPI registers: targets that can be measured, something that happens when they are missed."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Annotated

import msgspec
from msgspec import Meta

from itsmlint.checks import USER, Context, InRegister, Options, check
from itsmlint.checks.stated import (
    any_stated,
    columns_in_words,
    is_class,
    is_what_the_document_is,
    mentions_class,
    present,
    stated,
)
from itsmlint.checks.wording import lines_of
from itsmlint.documents.model import paragraphs_of
from itsmlint.facts.model import Facts, Register
from itsmlint.finding import Problem
from itsmlint.language.measures import measurability
from itsmlint.vocabulary import Vocabulary

LONGEST_DIRECTION = 6
"""Words of a target in which a word such as "low" may stand anywhere."""
_DIGIT = re.compile(r"\d")


class Targets(msgspec.Struct, frozen=True):
    """Shape of ``rules/vocabulary/targets.yaml``."""

    unmeasurable: tuple[str, ...]
    """Words and phrases that give only a direction or a quality."""
    measurable: tuple[str, ...]
    """Words that give a value without a digit: numbers in words, zero and all, yes and no."""


class _Patterns(msgspec.Struct, frozen=True):
    unmeasurable: re.Pattern[str]
    measurable: re.Pattern[str]


@lru_cache(maxsize=8)
def _patterns(vocabulary: Vocabulary) -> _Patterns:
    targets = vocabulary.read("targets", Targets)
    return _Patterns(_any_of(targets.unmeasurable), _any_of(targets.measurable))


def _any_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    words = sorted(phrases, key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(re.escape(word) for word in words) + r")\b", re.IGNORECASE)


class Target(Options, frozen=True, kw_only=True):
    """Options of have-target and have-measurable-target."""

    field: str = "target"
    """Field that holds the target."""
    instead: tuple[str, ...] = ("name", "description", "formula", "threshold")
    """Fields that may hold the target too: a KPI called "95 % of calls answered in 30 s" has one."""


@check("have-target", given="records", parts=())
def have_target(place: InRegister, options: Target, context: Context) -> Iterator[Problem]:
    """The KPI has a target value (ISO/IEC 20000-1, 9.1)."""
    value = place.record.values.get(options.field)
    if value is None or stated(value, context) or is_class(value.text, "baseline", context):
        return
    texts = (place.record.values[field].text for field in options.instead if field in place.record.values)
    if any(re.search(r"\d\s*(?:%|percent|min|hour|day|h\b|s\b)|[<>≤≥]\s*\d", text) for text in texts):
        return
    yield Problem(location=value.location, excerpt=value.text, cause="no target")


@check("have-measurable-target", given="records", parts=("words",))
def have_measurable_target(place: InRegister, options: Target, context: Context) -> Iterator[Problem]:
    """The target is a value that somebody can compare with a measurement, not a direction or a quality."""
    value = place.record.values.get(options.field)
    if value is None or not stated(value, context) or not isinstance(value.value, str | None):
        return  # a number, a date, a tick: certainly a value
    words = direction_only(value.text, context)
    if words is None:
        return
    yield Problem(
        location=value.location,
        excerpt=value.text,
        mark=words,
        parts={"words": value.text[slice(*words)]},
        cause=value.text[slice(*words)].casefold(),
    )


def direction_only(text: str, context: Context) -> tuple[int, int] | None:
    """Where the words stand that give only a direction or a quality; None when the target says more."""
    patterns = _patterns(context.vocabulary)
    found = patterns.unmeasurable.search(text)
    if found is None or _DIGIT.search(text) or patterns.measurable.search(text):
        return None
    if found.start() > 0 and len(text.split()) > LONGEST_DIRECTION:
        return None  # a sentence in which the word is not the point
    if measurability(text, context.vocabulary).measurable:
        return None
    return found.span()


class Trigger(Options, frozen=True, kw_only=True):
    """Options of have-action-trigger."""

    fields: tuple[str, ...] = ("threshold", "action")
    """Fields of which one says when and how somebody reacts."""


@check("have-action-trigger", given="registers", parts=("what",))
def have_action_trigger(place: Register, options: Trigger, context: Context) -> Iterator[Problem]:
    """Each KPI says at which value somebody acts, or what they do; one sentence for all of them is enough."""
    if not place.records or not is_what_the_document_is(place, context) or _said_for_all(place, context):
        return
    columns = present(place, options.fields)
    if not columns:
        yield Problem(
            location=place.location,
            parts={"what": "No KPI says what happens when its target is missed"},
            key="columns",
            searched=columns_in_words(place),
        )
        return
    for record in place.records:
        if not any_stated(record, columns, context):
            value = record.values.get(columns[0])
            yield Problem(
                location=value.location if value else record.location,
                parts={"what": f"KPI {record.id} does not say what happens when its target is missed"},
                cause="blank",
                key=record.id,
                label=record.id,
            )


def _said_for_all(place: Register, context: Context) -> bool:
    """Whether a text outside the rows says what happens when a target is missed."""
    return any(
        mentions_class(text, "missed-target", context) and mentions_class(text, "reaction", context)
        for text in _texts_around(place, context)
    )


def _texts_around(place: Register, context: Context) -> Iterator[str]:
    for sheet in context.document.sheets:
        for cell in sheet.cells.values():
            first = place.header_row - place.header_rows + 1
            inside = sheet.name == place.sheet and first <= cell.row <= place.last_row
            if not inside and isinstance(cell.value, str):
                yield cell.text
    for paragraph in paragraphs_of(context.document.blocks):
        yield paragraph.text


class Executive(Options, frozen=True, kw_only=True):
    """Options of reach-top-management."""

    min_records: Annotated[int, Meta(ge=1), USER] = 5
    """Smaller registers are parts of something larger."""
    words: str = "executive"
    """Class of ``values.yaml``: words that name top management or its level."""


@check("reach-top-management", given="document", parts=("count", "what"))
def reach_top_management(facts: Facts, options: Executive, context: Context) -> Iterator[Problem]:
    """Somebody in top management owns or gets one of the measures or objectives (ISO/IEC 20000-1, 5.1)."""
    registers = [register for register in facts.registers if is_what_the_document_is(register, context)]
    records = [record for register in registers for record in register.records]
    if len(records) < options.min_records or not any(register.column("owner") for register in registers):
        return
    owners = [record.values["owner"] for record in records if "owner" in record.values]
    if sum(stated(owner, context) for owner in owners) * 2 < len(records):
        return  # nobody owns them at all: another rule's business
    if any(mentions_class(line, options.words, context) for line in lines_of(context.document)):
        return
    what = "objectives" if facts.kind.name == "objectives-register" else "KPIs"
    yield Problem(
        location=registers[0].location,
        parts={"count": str(len(records)), "what": what},
        key="executive",
        searched=("owners", "all other cells", "texts around the table"),
    )
