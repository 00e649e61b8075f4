"""Checks of management review minutes: what was decided, and who does what by when."""

from collections.abc import Iterator

import msgspec

from itsmlint.checks import Context, Options, check
from itsmlint.checks.labels import below, has_label, labelled_cells
from itsmlint.checks.moments import days_in_words
from itsmlint.checks.wording import normalised, statement_pattern
from itsmlint.documents.location import Location
from itsmlint.documents.model import Document, Paragraph, Table
from itsmlint.facts.model import Facts, Record, Register, Section, Value
from itsmlint.finding import Problem
from itsmlint.record_values import is_phrase, value_classes

SEARCHED = ("headings", "table columns", 'sentences such as "it was decided"')


class Decisions(Options, frozen=True, kw_only=True):
    """Options of have-decisions."""

    section: str = "decisions"
    """Canonical name of the heading or column below which decisions stand."""
    outputs: str = "actions"
    """Section that holds outputs of the review, too."""
    statement: str = "decision"
    """How text says that something was decided."""
    empty: str = "empty-decision"
    """How text says that nothing was."""


class Entry(msgspec.Struct, frozen=True):
    """A text that stands where decisions stand."""

    text: str
    location: Location


@check("have-decisions", given="document", parts=("state",))
def have_decisions(facts: Facts, options: Decisions, context: Context) -> Iterator[Problem]:
    """The minutes record at least one decision (ISO/IEC 20000-1, 9.3)."""
    sections = [section for section in facts.sections if options.section in section.names]
    entries = [*_below_headings(sections, context.document), *_in_columns(options.section, context)]
    real = [entry for entry in entries if not _is_empty(entry.text, options.empty, context)]
    if real or _decides_in_text(options, context):
        return
    if entries or sections:
        place = entries[0].location if entries else sections[0].location
        yield Problem(
            location=place,
            excerpt=entries[0].text if entries else sections[0].heading,
            parts={"state": _state(entries)},
            key="decisions",
        )
    elif not _has_actions(options.outputs, facts, context):
        yield Problem(
            location=Location(), parts={"state": "record no decision"}, key="decisions", searched=SEARCHED
        )


def _has_actions(name: str, facts: Facts, context: Context) -> bool:
    """Whether things to do came out of the review, which somebody must have decided on."""
    if facts.section(name) is not None or any(_action_tables(facts)):
        return True
    return has_label(context.document, name, context.vocabulary)


def _decides_in_text(options: Decisions, context: Context) -> bool:
    """Whether a sentence says that something was decided, or the language is one nothing is known about."""
    pattern = statement_pattern(options.statement, context.facts.language, context.vocabulary)
    if pattern is None:
        return True
    texts = [paragraph.text for paragraph in context.document.body_paragraphs() if paragraph.heading is None]
    texts += [cell.text for sheet in context.document.sheets for cell in sheet.cells.values()]
    return any(
        pattern.search(line) and not _is_empty(line, options.empty, context)
        for text in texts
        for line in normalised(text).split("\n")
    )


def _state(entries: list[Entry]) -> str:
    if not entries:
        return "have a place for decisions with nothing in it"
    return f'record only that things were talked about ("{entries[0].text}")'


def _below_headings(sections: list[Section], document: Document) -> Iterator[Entry]:
    for section in sections:
        for block in document.blocks[section.first_block + 1 : section.last_block + 1]:
            if isinstance(block, Paragraph):
                if block.heading is None and block.text.strip():
                    yield Entry(block.text.strip(), block.location)
            else:
                yield from _rows(block)


def _rows(table: Table) -> Iterator[Entry]:
    """The rows below the header: of each the longest cell, which is what was decided."""
    for row in range(2, table.last_row + 1):
        texts = [
            (len(cell.text), column, cell.text) for (at, column), cell in table.cells.items() if at == row
        ]
        if texts:
            _, column, text = max(texts)
            yield Entry(text.strip(), table.locate(row, column))


def _in_columns(name: str, context: Context) -> Iterator[Entry]:
    for cell in labelled_cells(context.document, name, context.vocabulary):
        for row, text in below(cell):
            yield Entry(text, cell.grid.locate(row, cell.column))
        beside = cell.grid.text(cell.row, cell.column + 1)
        if cell.column == 1 and beside and cell.grid.last_column == 2:
            yield Entry(beside, cell.grid.locate(cell.row, 2))


def _is_empty(text: str, name: str, context: Context) -> bool:
    pattern = statement_pattern(name, context.facts.language, context.vocabulary)
    lines = [line for line in normalised(text).split("\n") if line]
    return pattern is not None and all(pattern.fullmatch(line) for line in lines)


class CompleteActions(Options, frozen=True, kw_only=True):
    """Options of have-complete-actions."""

    owner: str = "owner"
    """Field of the action table that names who does it."""
    due: str = "due_date"
    """Field of the date by which it is done."""
    status: str = "status"
    """Field that says how far it is."""


@check("have-complete-actions", given="document", parts=("action", "fault"))
def have_complete_actions(facts: Facts, options: CompleteActions, context: Context) -> Iterator[Problem]:
    """Every action has an owner and a due date, and none is open past it (ISO/IEC 20000-1, 9.3 and 10.1)."""
    for register in _action_tables(facts):
        for field, words in ((options.owner, "owner"), (options.due, "due date")):
            if register.column(field) is None:
                yield Problem(
                    location=register.location,
                    excerpt=" | ".join(column.header for column in register.columns),
                    parts={"action": "The action table", "fault": f"has no column for the {words}"},
                    key=f"column {field}",
                )
        for record in register.records:
            yield from _incomplete(record, register, options, context)


def _action_tables(facts: Facts) -> Iterator[Register]:
    """The tables of things to do: with a column for the action and one for who, when or how far."""
    for register in facts.registers:
        known = [register.column(field) for field in ("owner", "due_date", "status")]
        if register.records and (register.kind == "action-log" or (register.column("action") and any(known))):
            yield register


def _incomplete(
    record: Record, register: Register, options: CompleteActions, context: Context
) -> Iterator[Problem]:
    status = record.values.get(options.status)
    if _has_class(status, "closed", context) or _has_class(status, "cancelled", context):
        return
    if _has_class(record.values.get("action"), "nothing", context):
        return
    owner, due = record.values.get(options.owner), record.values.get(options.due)
    if owner is not None and (owner.owner in ("blank", "placeholder") or not owner.text.strip()):
        yield _fault(record, owner, "has no owner")
    if due is not None and (due.placeholder or not due.text.strip()):
        yield _fault(record, due, "has no due date")
    if status is not None and (status.placeholder or not status.text.strip()):
        yield _fault(record, status, "has no status")
    if due is not None and due.date and due.date < context.as_of and _has_class(status, "open", context):
        late = days_in_words((context.as_of - due.date).days)
        fault = f"was due on {due.date:%Y-%m-%d}, {late} before {context.as_of:%Y-%m-%d}, and is still open"
        yield _fault(record, due, fault, "is overdue")


def _has_class(value: Value | None, name: str, context: Context) -> bool:
    """Whether the value belongs to a class of ``values.yaml``."""
    if value is None or not value.text.strip():
        return False
    phrases = value_classes(context.vocabulary).get(name, ())
    return any(is_phrase(value.text, phrase) for phrase in phrases)


def _fault(record: Record, value: Value, fault: str, cause: str = "") -> Problem:
    return Problem(
        location=value.location,
        excerpt=value.text or record.title,
        parts={"action": f'Action "{record.title or record.id}"', "fault": fault},
        cause=cause or fault,
        key=f"{record.id} {cause or fault}",
    )
