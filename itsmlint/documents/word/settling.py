"""From drafts to the Document's blocks: every piece gets its place."""

from collections.abc import Mapping

import msgspec

from itsmlint.documents.location import Location, column_letters
from itsmlint.documents.model import Block, Cell, Paragraph, Table
from itsmlint.documents.word.drafts import BlockDraft, BoxDraft, CellDraft, ParagraphDraft, TableDraft
from itsmlint.documents.word.numbering import BULLET

LONGEST_SECTION = 100


class Settler:
    """Counts headings, paragraphs and tables of one story in reading order."""

    def __init__(self, part: str = "body", label: str | None = None) -> None:
        self._part = part
        self._label = label
        self._section: str | None = None
        self._paragraphs = 0
        self._tables = 0

    def blocks(self, drafts: list[BlockDraft]) -> tuple[Block, ...]:
        """The blocks of a story, with their places."""
        blocks: list[Block] = []
        for draft in drafts:
            if isinstance(draft, ParagraphDraft):
                blocks.append(self._paragraph(draft))
            elif isinstance(draft, TableDraft):
                blocks.append(self._table(draft))
            else:
                blocks.extend(self._box(draft))
        return tuple(blocks)

    def _paragraph(self, draft: ParagraphDraft) -> Paragraph:
        number: int | None = None
        if draft.heading is not None and draft.heading.level > 0:
            self._section = section_name(draft)
            self._paragraphs = 0
        elif draft.text and not draft.text.isspace():
            self._paragraphs += 1
            number = self._paragraphs
        return paragraph(
            draft,
            Location(
                part=self._part,
                section=self._section,
                paragraph=number,
                label=self._label,
                anchor=draft.anchor,
            ),
        )

    def _box(self, box: BoxDraft) -> list[Block]:
        place = Location(part="text box" if self._part == "body" else self._part, section=self._section)
        return [self._inside(block, place) for block in box_blocks(box)]

    def _table(self, draft: TableDraft) -> Table:
        place = Location(part=self._part, section=self._section, label=self._label)
        table = self._grid(draft, place)
        self._follow_heading(draft)
        return table

    def _follow_heading(self, draft: TableDraft) -> None:
        """A heading drawn as a table of one cell opens a section like any other."""
        if len(draft.cells) != 1:
            return
        for block in draft.cells[0].blocks:
            if isinstance(block, ParagraphDraft) and block.heading is not None and block.heading.level > 0:
                self._section = section_name(block)
                self._paragraphs = 0

    def _grid(self, draft: TableDraft, place: Location) -> Table:
        self._tables += 1
        location = msgspec.structs.replace(
            place, table=self._tables, anchor=draft.anchor, row=None, column=None
        )
        cells: dict[tuple[int, int], Cell] = {}
        inside: dict[tuple[int, int], tuple[Block, ...]] = {}
        for cell in draft.cells:
            key = (cell.row, cell.column)
            if key in inside:
                continue
            text = cell_text(cell)
            if text:
                cells[key] = Cell(
                    row=cell.row, column=cell.column, value=text, text=text, bold=_cell_bold(cell)
                )
            if text or _holds_table(cell):
                within = msgspec.structs.replace(location, row=cell.row, column=column_letters(cell.column))
                inside[key] = self._cell_blocks(cell, within)
        return Table(
            cells=cells,
            merges=tuple(draft.merges),
            location=location,
            header_rows=draft.header_rows,
            blocks=inside,
        )

    def _cell_blocks(self, cell: CellDraft, place: Location) -> tuple[Block, ...]:
        blocks: list[Block] = []
        for draft in cell.blocks:
            if isinstance(draft, BoxDraft):
                blocks.extend(self._inside(block, place) for block in box_blocks(draft))
            else:
                blocks.append(self._inside(draft, place))
        return tuple(blocks)

    def _inside(self, draft: ParagraphDraft | TableDraft, place: Location) -> Block:
        """A block in a cell or text box: its place is that of what holds it."""
        if isinstance(draft, TableDraft):
            return self._grid(draft, place)
        return paragraph(draft, msgspec.structs.replace(place, anchor=draft.anchor))


def paragraph(draft: ParagraphDraft, location: Location) -> Paragraph:
    """The finished paragraph, which the draft then knows too."""
    number = draft.number
    final = Paragraph(
        text=draft.text,
        location=location,
        style=draft.style.name,
        heading=draft.heading,
        number=number.text if number is not None else "",
        list_level=number.level if number is not None else None,
        bold=draft.bold,
        in_contents=draft.in_contents,
        marks=tuple(draft.marks),
    )
    draft.final = final
    return final


def section_name(draft: ParagraphDraft) -> str:
    """A heading with its number, as a place: "4.2 Targets"."""
    text = " ".join(draft.text.split())
    number = draft.number.text if draft.number is not None and draft.number.text != BULLET else ""
    name = f"{number} {text}" if number else text
    return name if len(name) <= LONGEST_SECTION else name[: LONGEST_SECTION - 1].rstrip() + "…"


def box_blocks(box: BoxDraft) -> list[ParagraphDraft | TableDraft]:
    """The blocks of a text box, those of boxes anchored in it included."""
    blocks: list[ParagraphDraft | TableDraft] = []
    for block in box.blocks:
        if isinstance(block, BoxDraft):
            blocks.extend(box_blocks(block))
        else:
            blocks.append(block)
    return blocks


def cell_text(cell: CellDraft) -> str:
    """The text of a cell: its paragraphs one a line, without nested tables.

    A paragraph that is only numbered, as in a column of automatic ids, has its number as text.
    """
    lines: list[str] = []
    for block in cell.blocks:
        if isinstance(block, ParagraphDraft):
            lines.append(_line(block))
        elif isinstance(block, BoxDraft):
            lines.extend(_line(inner) for inner in box_blocks(block) if isinstance(inner, ParagraphDraft))
    return "\n".join(line for line in lines if line)


def _line(draft: ParagraphDraft) -> str:
    text = draft.text.strip()
    if text or draft.number is None or draft.number.text == BULLET:
        return text
    return draft.number.text


def _cell_bold(cell: CellDraft) -> bool:
    texts = [block for block in cell.blocks if isinstance(block, ParagraphDraft) and block.text.strip()]
    return bool(texts) and all(block.bold for block in texts)


def _holds_table(cell: CellDraft) -> bool:
    return any(isinstance(block, TableDraft) for block in cell.blocks)


def texts_of(blocks: Mapping[int, Block] | tuple[Block, ...]) -> tuple[str, ...]:
    """The texts of blocks, for telling whether two headers say the same."""
    texts: list[str] = []
    for block in blocks if isinstance(blocks, tuple) else blocks.values():
        if isinstance(block, Paragraph):
            texts.append(" ".join(block.text.split()))
        else:
            texts.extend(cell.text for cell in block.cells.values())
    return tuple(text for text in texts if text)
