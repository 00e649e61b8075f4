"""The passages of a document in which sentences are looked for, each with what stands around it.

A passage is a paragraph, a list item or a table cell. Around it: the lead-in of its list, the headings above
it, the other cells of its row. Headings, contents lists and cells with a word or two are no passages.
"""

import re
from collections.abc import Iterator, Sequence

import msgspec

from itsmlint.documents.location import Location
from itsmlint.documents.model import Block, Cell, Document, Paragraph, Sheet, Table
from itsmlint.facts.model import Facts

FEWEST_WORDS = 3
"""Words of a Word paragraph; less is no sentence."""
FEWEST_CELL_WORDS = 6
"""Words of an Excel cell; less is a value."""
LONGEST_LEAD = 400
"""Characters of a lead-in; longer paragraphs that end in a colon are paragraphs."""
OUTSIDE = -1
"""Level of a paragraph that is no list item."""

_MARK = re.compile(
    r"^\s*(?:[•▪●○◦■□▢☐☑☒►➢➔✓✔·*–—-]\s*|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s+|\((?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})\)\s*|o\s+(?=[A-Z]))"
)
"""A list mark that was typed."""


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """A text and what stands around it."""

    text: str
    location: Location
    leads: tuple[str, ...] = ()
    """The lead-ins of the lists it is an item of, the outermost first: "The service desk shall:"."""
    headings: tuple[str, ...] = ()
    """The headings above it, the topmost first."""
    row: tuple[str, ...] = ()
    """The other cells of its row."""
    section: frozenset[str] = frozenset()
    """Canonical names of the sections it stands in."""


def passages(document: Document, facts: Facts) -> Iterator[Passage]:
    """The passages in reading order."""
    if document.format == "excel":
        for sheet in document.sheets:
            yield from _of_sheet(sheet)
        return
    outline: list[tuple[int, str]] = []
    lists = _Lists()
    for index, block in enumerate(document.blocks):
        section = _names(facts, index)
        if isinstance(block, Table):
            yield from _of_table(block, _titles(outline), section)
            continue
        if block.heading is not None:
            outline = [(level, text) for level, text in outline if level < block.heading.level]
            outline.append((block.heading.level, block.text))
            lists.close()
            continue
        yield from _of_paragraph(block, lists, _titles(outline), section)


def _titles(outline: Sequence[tuple[int, str]]) -> tuple[str, ...]:
    return tuple(text for _, text in outline)


def _names(facts: Facts, index: int) -> frozenset[str]:
    """The canonical names of all sections that hold the block."""
    return frozenset(
        name
        for section in facts.sections
        if section.first_block <= index <= section.last_block
        for name in section.names
    )


def _of_paragraph(
    paragraph: Paragraph,
    lists: "_Lists",
    headings: tuple[str, ...],
    section: frozenset[str],
    row: tuple[str, ...] = (),
) -> Iterator[Passage]:
    text = paragraph.text.strip()
    if not text or paragraph.in_contents:
        return
    leads = lists.leads(paragraph)
    if len(text.split()) >= FEWEST_WORDS or leads:
        yield Passage(
            text=without_mark(text),
            location=paragraph.location,
            leads=leads,
            headings=headings,
            row=row,
            section=section,
        )
    lists.follow(paragraph)


def _of_table(table: Table, headings: tuple[str, ...], section: frozenset[str]) -> Iterator[Passage]:
    for (row, column), blocks in table.blocks.items():
        beside = (
            tuple(cell.text for (other, at), cell in table.cells.items() if other == row and at != column)
            if table.cells
            else ()
        )
        yield from _of_cell(blocks, headings, section, beside)


def _of_cell(
    blocks: Sequence[Block], headings: tuple[str, ...], section: frozenset[str], beside: tuple[str, ...]
) -> Iterator[Passage]:
    lists = _Lists()
    for block in blocks:
        if isinstance(block, Table):
            yield from _of_table(block, headings, section)
        elif block.heading is None:
            yield from _of_paragraph(block, lists, headings, section, beside)


def _of_sheet(sheet: Sheet) -> Iterator[Passage]:
    rows: dict[int, list[Cell]] = {}
    for (row, _), cell in sheet.cells.items():
        rows.setdefault(row, []).append(cell)
    for row, cells in rows.items():
        for cell in cells:
            if isinstance(cell.value, str) and len(cell.text.split()) >= FEWEST_CELL_WORDS:
                yield Passage(
                    text=cell.text,
                    location=sheet.locate(row, cell.column),
                    row=tuple(other.text for other in cells if other is not cell),
                )


class _Lists:
    """The lead-ins of the lists that are open at a paragraph."""

    def __init__(self) -> None:
        self._open: list[tuple[int, str]] = []

    def leads(self, paragraph: Paragraph) -> tuple[str, ...]:
        """The lead-ins of the paragraph; it closes the lists that it is no part of."""
        level = _level(paragraph)
        if level == OUTSIDE and not (self._open and _reads_on(paragraph.text)):
            self._open = []
        elif level != OUTSIDE:
            self._open = [(own, text) for own, text in self._open if own < level]
        return tuple(text for _, text in self._open)

    def follow(self, paragraph: Paragraph) -> None:
        """Note the paragraph as a lead-in, if it is one."""
        text = paragraph.text.strip()
        if text.endswith(":") and len(text) <= LONGEST_LEAD:
            self._open = [(own, lead) for own, lead in self._open if own < _level(paragraph)]
            self._open.append((_level(paragraph), without_mark(text)))

    def close(self) -> None:
        """No list goes on behind a heading."""
        self._open = []


def _level(paragraph: Paragraph) -> int:
    """The list level; of a typed list 0."""
    if paragraph.list_level is not None:
        return paragraph.list_level
    return 0 if _MARK.match(paragraph.text) else OUTSIDE


def _reads_on(text: str) -> bool:
    """Whether a line without list mark is an item all the same: "log incidents;"."""
    text = text.strip()
    return bool(text) and (text[0].islower() or text[-1] in ";,")


def without_mark(text: str) -> str:
    """The text without a typed list mark."""
    return text[found.end() :] if (found := _MARK.match(text)) and found.end() < len(text) else text
