"""Checks of objectives, goals and requirements: can be measured, are planned, can be tested."""

import re
from collections.abc import Iterator, Mapping

from itsmlint.checks import Context, InRegister, Options, check
from itsmlint.checks.contents import content_blocks
from itsmlint.checks.document_control import listed
from itsmlint.checks.kpi import direction_only
from itsmlint.checks.periods import cell_of, grid_of
from itsmlint.checks.policy import is_titled
from itsmlint.checks.stated import columns_in_words, is_class, present, stated
from itsmlint.checks.wording import normalised, phrases_pattern, sentences, statement, text_says
from itsmlint.documents.location import Location
from itsmlint.documents.model import Paragraph, Table
from itsmlint.facts.model import Facts, Record, Register, Section, Value
from itsmlint.facts.tokens import label_tokens
from itsmlint.finding import Problem
from itsmlint.language.measures import Measurability, measurability

_LANGUAGES = ("en", "und")
_CERTAIN = 0.8
_WORDS_OF_ITEM = 3
"""Shorter list items are words of a list, not objectives."""
_MEASURE_HEADERS = frozenset(
    "measure measurement target kpi indicator success criterion metric threshold value measured evaluation".split()
)
_NO_MEASURE_HEADERS = frozenset("date owner status responsible comment".split())
_BULLET = re.compile(r"^\s*(?:[•▪●○◦‣⁃·*–—-]|\(?[a-z0-9]{1,3}[.)])\s+", re.IGNORECASE)
_OWN_FIELDS = ("owner", "status", "id", "due_date", "closed_date", "raised_date", "review_date", "next_review", "approver", "start_date")
"""Fields that hold no measure."""


class Measurable(Options, frozen=True, kw_only=True):
    """Options of have-measurable-objectives."""

    register_kind: str = "objectives-register"
    kinds: tuple[str, ...] = ()
    """Kinds of document whose sections of objectives are looked at."""
    topics_of_kinds: Mapping[str, tuple[str, ...]] = {}
    """By kind, topics of ``kinds.yaml`` of which the document must have one."""
    titles_of_kinds: Mapping[str, tuple[str, ...]] = {}
    """By kind, phrases of which the title must have one."""
    section: str = "objectives"
    own_purpose: str = "own-purpose"
    """Statement: the text is about what the document is for, not about objectives of the services."""
    elsewhere: str = "objectives-elsewhere"
    """Statement: targets stand in another document or part."""


@check("have-measurable-objectives", given="document", parts=("what", "failed"))
def have_measurable_objectives(facts: Facts, options: Measurable, context: Context) -> Iterator[Problem]:
    """Each objective says what is reached when: in its words or in the cells beside it (ISO/IEC 20000-1, 6.2.1)."""
    if facts.language not in _LANGUAGES:
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
    if result.measurable or _measured_beside(record, register, value, context):
        return
    if _is_done_by_date(record, value, context):
        return
    yield Problem(
        location=value.location,
        excerpt=value.text,
        parts={"what": f'Objective {record.id}, "{value.text}",', "failed": result.failed},
        cause=f"register {register.name}: {_kind_of_failure(result)}",
        key=record.id,
    )


def _objective(record: Record, context: Context) -> Value | None:
    for field in ("name", "description", "objective", "target"):
        value = record.values.get(field)
        if value is not None and stated(value, context):
            return value
    return None


def _measured_beside(record: Record, register: Register, objective: Value, context: Context) -> bool:
    """Whether another cell of the row holds a measure, or a column of measures says something."""
    grid = grid_of(register, context)
    for column in register.columns:
        if column.field in _OWN_FIELDS:
            continue
        value = record.values.get(column.field) if column.field else None
        cell = cell_of(grid, record, column) if value is None and grid is not None and not register.card_layout else None
        text = value.text if value is not None else cell.text if cell is not None else ""
        if not text.strip() or (value is not None and (value is objective or not stated(value, context))):
            continue
        if isinstance(value.value if value is not None else cell.value if cell is not None else None, int | float):
            return True
        if measurability(text, context.vocabulary).measurable:
            return True
        if _holds_measures(column.header) and direction_only(text, context) is None:
            return True
        if column.field == "target" and direction_only(text, context) is not None:
            return True  # the target itself is found fault with
    return False


def _holds_measures(header: str) -> bool:
    words = set(label_tokens(header))
    return bool(words & _MEASURE_HEADERS) and not words & _NO_MEASURE_HEADERS


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
    return listed_item and len(paragraph.text.split()) >= _WORDS_OF_ITEM and not paragraph.text.rstrip().endswith(":")


# How an objective is reached


class Planned(Options, frozen=True, kw_only=True):
    """Options of have-plan."""

    parts: Mapping[str, tuple[str, ...]]
    """What must be said, as the message calls it, to the fields, or words in names of columns, of which one says it."""
    each: tuple[str, ...] = ()
    """Those that each row must say, where there is a column."""
    mild: tuple[str, ...] = ()
    """Those whose lack alone is only worth a hint."""


@check("have-plan", given="registers", parts=("what",))
def have_plan(place: Register, options: Planned, context: Context) -> Iterator[Problem]:
    """The register says who reaches each objective by when, with what, and how it is evaluated (6.2.2)."""
    if not place.records:
        return
    missing = [part for part, fields in options.parts.items() if not _has_part(place, fields)]
    if missing:
        what = f"The objectives of {place.name} do not say {listed(missing, 'or')}"
        yield Problem(
            location=place.location,
            parts={"what": what},
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


def _blank_rows(register: Register, part: str, columns: tuple[str, ...], context: Context) -> Iterator[Problem]:
    for record in register.records:
        status = record.values.get("status")
        if status is not None and (is_class(status.text, "closed", context) or is_class(status.text, "cancelled", context)):
            continue
        values = [record.values[field] for field in columns if field in record.values]
        if values and not any(stated(value, context) for value in values):
            yield Problem(
                location=values[0].location,
                excerpt=values[0].text,
                parts={"what": f"Objective {record.id} does not say {part}"},
                cause=part,
                key=f"{record.id} {part}",
            )


# Requirements


class Criterion(Options, frozen=True, kw_only=True):
    """Options of have-criterion."""

    fields: tuple[str, ...] = ("description", "name")
    vague: str = "untestable-quality"
    """Statement: words for a quality without a degree."""


@check("have-criterion", given="records", parts=("words",))
def have_criterion(place: InRegister, options: Criterion, context: Context) -> Iterator[Problem]:
    """A requirement of quality has a criterion in its words or beside them; a function needs none (8.2.2)."""
    if context.facts.language not in _LANGUAGES:
        return
    values = [place.record.values[field] for field in options.fields if field in place.record.values]
    value = max((value for value in values if stated(value, context)), key=lambda each: len(each.text), default=None)
    if value is None or measurability(value.text, context.vocabulary).measurable:
        return
    words = _untestable_words(value.text, options.vague, context)
    if words is None or _measured_beside(place.record, place.register, value, context):
        return
    yield Problem(
        location=value.location,
        excerpt=value.text,
        parts={"words": words},
        cause="untestable",
    )


def _untestable_words(text: str, name: str, context: Context) -> str | None:
    """The words for a quality without a degree, as the requirement puts them."""
    for phrase in statement(name, context.vocabulary).phrases.get("en", ()):
        found = phrases_pattern((phrase,)).search(normalised(text))
        if found is not None:
            return found[0]
    return None


# Policies


class Goal(Options, frozen=True, kw_only=True):
    """Options of have-measurable-goal."""

    titles: tuple[str, ...]
    """Only documents whose title has one of these phrases."""
    kinds_of_measure: tuple[str, ...] = ("percentage", "score", "ratio", "zero", "comparison", "count", "money", "duration", "milestone")
    """Kinds of measure that may be a goal; how often the policy is reviewed is none."""
    not_goals: str = "about-the-document"
    """Statement: the sentence is about the document, its review or its records."""
    elsewhere: str = "objectives-elsewhere"
    min_words: int = 0
    """Shorter documents are not complete enough to ask for it."""


@check("have-measurable-goal", given="document", parts=())
def have_measurable_goal(facts: Facts, options: Goal, context: Context) -> Iterator[Problem]:
    """The policy holds a goal that can be measured, or says where the objectives stand (5.2.1, 6.2)."""
    if facts.language != "en" or facts.words < options.min_words or not is_titled(facts.title, options.titles):
        return
    if any(register.kind in ("objectives-register", "kpi-register") for register in facts.registers):
        return
    for text in _content_texts(context):
        for sentence in sentences(text):
            if text_says(sentence, facts.language, options.elsewhere, context.vocabulary):
                return
            if text_says(sentence, facts.language, options.not_goals, context.vocabulary):
                continue
            result = measurability(sentence, context.vocabulary)
            if result.measurable and any(measure.kind in options.kinds_of_measure for measure in result.measures):
                return
    section = facts.section("objectives")
    yield Problem(
        location=section.location if section else Location(),
        excerpt=section.heading if section else "",
        key="goal",
        searched=("sections of objectives", "all sentences and table cells", "references to other documents"),
    )


def _content_texts(context: Context) -> Iterator[str]:
    """The paragraphs of the contents and the rows of its tables."""
    for _, block in content_blocks(context):
        if isinstance(block, Paragraph):
            if not block.in_contents:
                yield block.text
        else:
            rows: dict[int, list[str]] = {}
            for (row, _), cell in block.cells.items():
                rows.setdefault(row, []).append(cell.text)
            yield from (" ".join(cells) for cells in rows.values())
