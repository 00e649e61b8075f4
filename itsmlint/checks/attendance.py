"""Check of who took part in a management review."""

import re
from collections.abc import Iterator

import msgspec

from itsmlint.checks import Context, Options, check
from itsmlint.checks.labels import labelled_cells
from itsmlint.checks.wording import normalised, text_says
from itsmlint.documents.location import Location
from itsmlint.documents.model import Grid, Paragraph
from itsmlint.facts.headings import names_of
from itsmlint.facts.model import Facts
from itsmlint.facts.owners import classify_owner
from itsmlint.finding import Problem

_BETWEEN = re.compile(r"[,;/\n\t()]|\s[-–—]\s|\band\b")


class TopManagement(Options, frozen=True, kw_only=True):
    """Options of have-top-management."""

    section: str = "attendees"
    """Canonical name of the heading or label below which participants stand."""
    statement: str = "top-management"
    """How people of top management are called."""
    chair: str = "meeting-chair"
    """How a line names who leads the meeting or signs for it."""


class _Somebody(msgspec.Struct, frozen=True):
    """A text that names participants."""

    text: str
    location: Location


@check("have-top-management", given="document", parts=("names",))
def have_top_management(facts: Facts, options: TopManagement, context: Context) -> Iterator[Problem]:
    """Somebody of top management took part or led the review (ISO/IEC 20000-1, 5.1 and 9.3).

    Where only names are given nobody can tell, and nothing is said.
    """
    people = [*_below_headings(facts, options, context), *_beside_labels(options, context)]
    if not people:
        return
    chairs = _lines_of_chairs(options, context)
    if any(_says(each.text, options.statement, context) for each in (*people, *chairs)):
        return
    roles = [role for each in people for role in _roles(each.text, context)]
    if roles:
        yield Problem(
            location=people[0].location,
            excerpt=people[0].text,
            parts={"names": ", ".join(dict.fromkeys(roles))},
            key="top management",
        )


def _says(text: str, name: str, context: Context) -> bool:
    language = context.facts.language if context.facts.language != "und" else "en"
    return text_says(text, language, name, context.vocabulary)


def _roles(text: str, context: Context) -> Iterator[str]:
    for part in _BETWEEN.split(text):
        words = part.strip(" .:•-")
        if words and len(words.split()) <= 6 and classify_owner(words, context.vocabulary) == "role":
            yield words


def _below_headings(facts: Facts, options: TopManagement, context: Context) -> Iterator[_Somebody]:
    for section in facts.sections:
        if options.section not in section.names:
            continue
        for block in context.document.blocks[section.first_block + 1 : section.last_block + 1]:
            if isinstance(block, Paragraph):
                if block.text.strip() and block.heading is None:
                    yield _Somebody(block.text.strip(), block.location)
                continue
            for (row, column), cell in block.cells.items():
                yield _Somebody(cell.text, block.locate(row, column))


def _beside_labels(options: TopManagement, context: Context) -> Iterator[_Somebody]:
    """Cells beside or below the label, and the rest of a line after it."""
    for cell in labelled_cells(context.document, options.section, context.vocabulary):
        beside = [
            (row, column, other)
            for (row, column), other in cell.grid.cells.items()
            if row == cell.row and column > cell.column
        ]
        below = [
            (row, column, other)
            for (row, column), other in cell.grid.cells.items()
            if column == cell.column and row > cell.row
        ]
        for row, column, other in beside or below:
            yield _Somebody(other.text, cell.grid.locate(row, column))
    for paragraph in context.document.body_paragraphs():
        label, colon, rest = paragraph.text.partition(":")
        if colon and rest.strip() and options.section in names_of(label, context.vocabulary, exact=True):
            yield _Somebody(rest.strip(), paragraph.location)


def _lines_of_chairs(options: TopManagement, context: Context) -> Iterator[_Somebody]:
    document = context.document
    for block in (*document.blocks, *document.headers, *document.footers):
        if isinstance(block, Paragraph):
            if _says(block.text, options.chair, context):
                yield _Somebody(block.text, block.location)
            continue
        yield from _rows_of_chairs(block, options, context)
    for sheet in document.sheets:
        yield from _rows_of_chairs(sheet, options, context)


def _rows_of_chairs(grid: Grid, options: TopManagement, context: Context) -> Iterator[_Somebody]:
    rows: dict[int, list[str]] = {}
    for (row, _), cell in grid.cells.items():
        rows.setdefault(row, []).append(cell.text)
    for texts in rows.values():
        text = " ".join(texts)
        if len(normalised(text).split()) < 40 and _says(text, options.chair, context):
            yield _Somebody(text, Location())
