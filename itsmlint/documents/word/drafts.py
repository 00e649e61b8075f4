"""What the walk gathers before headings and places are known: paragraphs and tables in the making."""

from collections.abc import Iterator
from typing import TypeAlias

from lxml import etree

from itsmlint.documents.model import Heading, Mark, Paragraph, Range
from itsmlint.documents.word.numbering import Number
from itsmlint.documents.word.styles import Look, Style


class ParagraphDraft:
    """A paragraph in the making."""

    __slots__ = (
        "alignment",
        "anchor",
        "boxes",
        "comments",
        "contents_link",
        "continued_by",
        "final",
        "heading",
        "in_contents",
        "length",
        "looks",
        "marks",
        "number",
        "outline",
        "parts",
        "style",
        "text",
    )

    def __init__(self, style: Style, anchor: str) -> None:
        self.style = style
        self.anchor = anchor
        self.parts: list[str] = []
        self.length = 0
        self.text = ""
        self.looks: list[tuple[int, int, Look]] = []
        """(start, end, look) of stretches of the text."""
        self.marks: list[Mark] = []
        self.number: Number | None = None
        self.outline: int | None = None
        self.alignment = ""
        self.in_contents = False
        self.contents_link = 0
        """Characters from the start that link to a heading as entries of tables of contents do."""
        self.heading: Heading | None = None
        self.boxes: list[etree._Element] = []
        self.comments: list[str] = []
        self.final: Paragraph | None = None
        self.continued_by: ParagraphDraft | None = None
        """The draft that took this one's place: after it was split, or joined to the next."""

    def add(self, text: str, look: Look) -> None:
        """Append text that looks like ``look``."""
        start = self.length
        self.length = end = start + len(text)
        self.parts.append(text)
        looks = self.looks
        if looks and looks[-1][2] is look:
            looks[-1] = (looks[-1][0], end, look)
        else:
            looks.append((start, end, look))

    @property
    def finished(self) -> Paragraph | None:
        """The finished paragraph that this draft or the one that took its place became."""
        draft: ParagraphDraft | None = self
        while draft is not None and draft.final is None:
            draft = draft.continued_by
        return draft.final if draft is not None else None

    @property
    def bold(self) -> bool:
        """Every visible character is bold."""
        return all_bold(self.text, self.looks)


def all_bold(text: str, looks: list[tuple[int, int, Look]]) -> bool:
    """Whether there are visible characters and all of them are bold; white space does not count."""
    seen = False
    for start, end, look in looks:
        if look.hidden:
            continue
        if look.bold:
            seen = seen or bool(text[start:end].strip())
        elif text[start:end].strip():
            return False
    return seen


class CellDraft:
    """A cell of a table in the making: where it starts, how many grid columns it spans, and what it holds."""

    __slots__ = ("blocks", "column", "continues", "row", "span")

    def __init__(self, row: int, column: int, span: int, continues: bool, blocks: "list[BlockDraft]") -> None:
        self.row = row
        self.column = column
        self.span = span
        self.continues = continues
        """It continues the merged cell above (``w:vMerge`` without restart)."""
        self.blocks = blocks


class TableDraft:
    """A table in the making."""

    __slots__ = ("anchor", "cells", "header_rows", "merges", "number")

    def __init__(self, anchor: str) -> None:
        self.anchor = anchor
        self.cells: list[CellDraft] = []
        """In reading order, without those that continue a merged cell above."""
        self.merges: list[Range] = []
        self.header_rows = 0
        self.number = 0


class BoxDraft:
    """The blocks of a text box."""

    __slots__ = ("blocks",)

    def __init__(self, blocks: "list[BlockDraft]") -> None:
        self.blocks = blocks


BlockDraft: TypeAlias = ParagraphDraft | TableDraft | BoxDraft


def paragraph_drafts(blocks: list[BlockDraft]) -> Iterator[ParagraphDraft]:
    """All paragraphs in reading order, those in tables and text boxes included."""
    for block in blocks:
        if isinstance(block, ParagraphDraft):
            yield block
        elif isinstance(block, BoxDraft):
            yield from paragraph_drafts(block.blocks)
        else:
            for cell in block.cells:
                yield from paragraph_drafts(cell.blocks)
