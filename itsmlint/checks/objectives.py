"""Checks of objectives: they can be measured, by their words or by the cells beside them."""

import re
from collections.abc import Iterator, Mapping

import msgspec

from itsmlint.checks import Context, Options, check
from itsmlint.checks.contents import content_blocks
from itsmlint.checks.kpi import direction_only
from itsmlint.checks.periods import cell_of, grid_of
from itsmlint.checks.policy import is_titled
from itsmlint.checks.stated import is_class, stated
from itsmlint.checks.wording import text_says
from itsmlint.documents.model import CellValue, Grid, Paragraph, Table
from itsmlint.facts.model import Column, Facts, Record, Register, Section, Value
from itsmlint.facts.tokens import label_tokens
from itsmlint.finding import Problem
from itsmlint.language.measures import Measurability, measurability

LANGUAGES = ("en", "und")
"""Documents whose words are understood; registers often hold too few words to tell."""
_CERTAIN = 0.8
_WORDS_OF_ITEM = 3
"""Shorter list items are words of a list, not objectives."""
_BULLET = re.compile(r"^\s*(?:[•▪●○◦‣⁃·*–—-]|\(?[a-z0-9]{1,3}[.)])\s+", re.IGNORECASE)


class ObjectiveColumns(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Shape of ``rules/vocabulary/objectives.yaml``."""

    measure_headers: frozenset[str]
    not_measure_headers: frozenset[str]
    no_measure: frozenset[str]


class Measurable(Options, frozen=True, kw_only=True):
    """Options of have-measurable-objectives."""

    register_kind: str = "objectives-register"
    """Kind of register whose rows are objectives."""
    kinds: tuple[str, ...] = ()
    """Kinds of document whose sections of objectives are looked at."""
    topics_of_kinds: Mapping[str, tuple[str, ...]] = {}
    """By kind, topics of ``kinds.yaml`` of which the document must have one."""
    titles_of_kinds: Mapping[str, tuple[str, ...]] = {}
    """By kind, phrases of which the title must have one."""
    section: str = "objectives"
    """Kind of section that holds objectives."""
    own_purpose: str = "own-purpose"
    """Statement: the text is about what the document is for, not about objectives of the services."""
    elsewhere: str = "objectives-elsewhere"
    """Statement: targets stand in another document or part."""


@check("have-measurable-objectives", given="document", parts=("what", "failed"))
def have_measurable_objectives(facts: Facts, options: Measurable, context: Context) -> Iterator[Problem]:
    """Each objective says what is reached when, in its words or in the cells beside it (6.2.1)."""
    if facts.language not in LANGUAGES:
        return
    for register in facts.registers:
        if register.kind == options.register_kind and register.confidence >= _CERTAIN:
            for record in register.records:
                yield from _of_record(record, register, context)
    if facts.certain and facts.kind.name in options.kinds and _is_meant(facts, options):
        for section in facts.sections:
            if options.section in section.names:
                yield from _of_section(section, options, context)


def _is_meant(facts: Facts, options: Measurable) -> bool:
    topics = options.topics_of_kinds.get(facts.kind.name)
    titles = options.titles_of_kinds.get(facts.kind.name)
    if topics is not None and not set(topics) & set(facts.kind.topics):
        return False
    return titles is None or is_titled(facts.title, titles)


# Rows of a register


def _of_record(record: Record, register: Register, context: Context) -> Iterator[Problem]:
    value = _objective(record, context)
    status = record.values.get("status")
    if value is None or (status is not None and is_class(status.text, "cancelled", context)):
        return
    result = measurability(value.text, context.vocabulary)
    if result.measurable or measured_beside(record, register, value, context):
        return
    if _is_done_by_date(record, value, context):
        return
    yield Problem(
        location=value.location,
        excerpt=value.text,
        parts={"what": f'Objective {record.id}, "{value.text}",', "failed": result.failed},
        cause=f"register {register.name}: {_kind_of_failure(result)}",
        key=record.id,
        label=record.id,
    )


def _objective(record: Record, context: Context) -> Value | None:
    for field in ("name", "description", "objective", "target"):
        value = record.values.get(field)
        if value is not None and stated(value, context):
            return value
    return None


def measured_beside(record: Record, register: Register, objective: Value, context: Context) -> bool:
    """Whether another cell of the row holds a measure, or a column of measures says something."""
    known = context.vocabulary.read("objectives", ObjectiveColumns)
    grid = None if register.card_layout else grid_of(register, context)
    for column in register.columns:
        if column.field in known.no_measure:
            continue
        beside = _beside(record, column, grid, context)
        if beside is None or beside.text == objective.text:
            continue
        if isinstance(beside.value, int | float) or measurability(beside.text, context.vocabulary).measurable:
            return True
        vague = direction_only(beside.text, context) is not None
        if column.field == "target" and vague:
            return True  # the target itself is found fault with
        if not vague and _holds_measures(column.header, known):
            return True
    return False


class _Beside(msgspec.Struct, frozen=True):
    text: str
    value: CellValue


def _beside(record: Record, column: Column, grid: Grid | None, context: Context) -> _Beside | None:
    """What a row says in a column; None when it says nothing there."""
    value = record.values.get(column.field) if column.field else None
    if value is not None:
        return _Beside(value.text, value.value) if stated(value, context) else None
    cell = cell_of(grid, record, column) if grid is not None else None
    return _Beside(cell.text, cell.value) if cell is not None and cell.text.strip() else None


def _holds_measures(header: str, known: ObjectiveColumns) -> bool:
    words = set(label_tokens(header))
    return bool(words & known.measure_headers) and not words & known.not_measure_headers


def _is_done_by_date(record: Record, objective: Value, context: Context) -> bool:
    """Whether the objective is to have done something, and the row says until when."""
    due = record.values.get("due_date")
    if due is None or not stated(due, context) or is_class(due.text, "ongoing", context):
        return False
    with_date = measurability(f"{objective.text.rstrip(' .')} by 31 December 2026", context.vocabulary)
    return with_date.measurable and text_says(objective.text, "en", "thing-to-have-done", context.vocabulary)


def _kind_of_failure(result: Measurability) -> str:
    return "escape" if result.escape else "date" if result.only_dates else "nothing"


# Sections of a document


def _of_section(section: Section, options: Measurable, context: Context) -> Iterator[Problem]:
    blocks = [
        block for index, block in content_blocks(context) if section.first_block < index <= section.last_block
    ]
    if any(isinstance(block, Table) for block in blocks):
        return  # its rows are records of a register
    paragraphs = [block for block in blocks if isinstance(block, Paragraph) and block.text.strip()]
    texts = [section.heading, *(paragraph.text for paragraph in paragraphs)]
    language = context.facts.language
    for name in (options.own_purpose, options.elsewhere):
        if any(text_says(text, language, name, context.vocabulary) for text in texts):
            return
    for paragraph in paragraphs:
        if paragraph.heading is not None or not _is_item(paragraph):
            continue
        result = measurability(paragraph.text, context.vocabulary)
        if not result.measurable:
            yield Problem(
                location=paragraph.location,
                excerpt=paragraph.text,
                parts={"what": f'The objective "{paragraph.text.strip()}"', "failed": result.failed},
                cause=f"section {section.heading}",
                severity="warning",
            )


def _is_item(paragraph: Paragraph) -> bool:
    listed_item = paragraph.list_level is not None or _BULLET.match(paragraph.text) is not None
    return (
        listed_item
        and len(paragraph.text.split()) >= _WORDS_OF_ITEM
        and not paragraph.text.rstrip().endswith(":")
    )
