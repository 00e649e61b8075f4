"""The blocks of a story (body, header, note ...): paragraphs, tables, content controls, text boxes."""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from lxml import etree

from itsmlint.documents.model import Mark
from itsmlint.documents.unreadable import UnreadableError
from itsmlint.documents.word.drafts import BlockDraft, BoxDraft, CellDraft, ParagraphDraft, TableDraft
from itsmlint.documents.word.grids import WIDEST, settle_columns
from itsmlint.documents.word.inline import Change, Inline, chosen, deleted_text, shows_prompt
from itsmlint.documents.word.names import (
    ALT_CHUNK,
    ALTERNATE,
    CUSTOM_XML,
    DEL,
    GALLERY,
    GRID_BEFORE,
    GRID_SPAN,
    H_MERGE,
    INS,
    JC,
    MOVE_FROM,
    MOVE_TO,
    NUMPR,
    OUTLINE,
    PPR,
    PSTYLE,
    R_ID,
    RPR,
    SDT,
    SDT_CONTENT,
    SDT_PR,
    SECT_PR,
    SMART_TAG,
    TBL,
    TBL_HEADER,
    TBL_LOOK,
    TBL_PR,
    TBL_STYLE,
    TC,
    TC_PR,
    TR,
    TR_PR,
    V_MERGE,
    VAL,
    P,
    is_on,
    w,
    whole,
)
from itsmlint.documents.word.numbering import Numbering
from itsmlint.documents.word.styles import NOTHING_SET, Look, Styles, numbering_of, outline_level

CONTENTS_GALLERIES = ("table of contents", "table of figures", "bibliographies")
WIDEST_SPAN = 1000
ENTRY_SHARE = 0.8
"""Share of a paragraph that links to a heading if the paragraph is an entry of a table of contents."""


class Shared(NamedTuple):
    """What all parts of a document have in common while they are read."""

    styles: Styles
    numbering: Numbering
    most_paragraphs: int


class Part(NamedTuple):
    """The part a story stands in."""

    name: str
    links: Mapping[str, str]
    """Relationship ids to targets."""
    read_chunk: Callable[[str], list[str]] = lambda id: []
    """The lines of the part in another format that a relationship id leads to."""


class Story:
    """Reads the blocks below elements of one part, in reading order."""

    def __init__(self, root: etree._Element, part: Part, shared: Shared) -> None:
        self.inline = Inline(shared.styles, part.links)
        self._part = part
        self._styles = shared.styles
        self._numbering = shared.numbering
        self._ordinals = {element: n for n, element in enumerate(root.iter(P, TBL), 1)}
        self._in_contents = 0
        self._prompts = 0
        self._joined: ParagraphDraft | None = None
        if len(self._ordinals) > shared.most_paragraphs:
            raise UnreadableError(
                "over-limit", f"a part has more than {shared.most_paragraphs:,} paragraphs and tables"
            )

    @property
    def changes(self) -> list[Change]:
        """The tracked changes met so far."""
        return self.inline.changes

    def blocks(self, container: etree._Element) -> list[BlockDraft]:
        """The blocks that stand in the container, text boxes after the paragraph they are anchored in."""
        blocks: list[BlockDraft] = []
        self._add_blocks(container, blocks)
        self._end_join(blocks)
        return blocks

    def _add_blocks(self, container: etree._Element, blocks: list[BlockDraft]) -> None:
        for child in container:
            tag = child.tag
            if tag == P:
                self._add_paragraph(child, blocks)
            elif tag == TBL:
                self._end_join(blocks)
                table = self._table(child)
                if table is not None:
                    blocks.append(table)
            elif tag == SDT:
                self._add_control(child, blocks)
            elif tag in WRAPPERS:
                self._add_blocks(child, blocks)
            elif tag == ALTERNATE:
                branch = chosen(child)
                if branch is not None:
                    self._add_blocks(branch, blocks)
            elif tag == ALT_CHUNK:
                self._add_chunk(child, blocks)

    def _add_control(self, control: etree._Element, blocks: list[BlockDraft]) -> None:
        prompt = shows_prompt(control)
        contents = _is_contents(control)
        self._prompts += prompt
        self._in_contents += contents
        for content in control.iterchildren(SDT_CONTENT):
            self._add_blocks(content, blocks)
        self._prompts -= prompt
        self._in_contents -= contents

    def _add_chunk(self, chunk: etree._Element, blocks: list[BlockDraft]) -> None:
        """``w:altChunk``: a part in another format that Word shows in this place."""
        for line in self._part.read_chunk(chunk.get(R_ID, "")):
            draft = ParagraphDraft(self._styles.paragraph(None), self._part.name)
            draft.add(line, self._styles.look(None, "", NOTHING_SET))
            draft.text = line
            blocks.append(draft)

    # -- paragraphs ------------------------------------------------------------------------------------

    def _add_paragraph(self, element: etree._Element, blocks: list[BlockDraft]) -> None:
        first = element[0] if len(element) else None
        properties = first if first is not None and first.tag == PPR else None
        draft, style_id, mark_deleted = self._begun(element, properties)
        before = self._joined
        if before is not None:
            _continue(draft, before)
            self._joined = None
        self.inline.read(element, draft, style_id)
        if mark_deleted:
            self._joined = draft if draft.length or draft.boxes else None
            return
        self._finish(draft)
        blocks.append(draft)
        if draft.boxes:
            self._add_boxes(draft, blocks)

    def _begun(
        self, element: etree._Element, properties: etree._Element | None
    ) -> tuple[ParagraphDraft, str | None, bool]:
        """A draft with what the paragraph's properties say, its style's id, whether its mark is deleted."""
        style_id = num_id = level = outline = None
        alignment = ""
        deleted = ends_section = False
        if properties is not None:
            for child in properties:
                tag = child.tag
                if tag == PSTYLE:
                    style_id = child.get(VAL)
                elif tag == NUMPR:
                    num_id, level = numbering_of(child)
                elif tag == JC:
                    alignment = child.get(VAL, "")
                elif tag == OUTLINE:
                    outline = outline_level(child)
                elif tag == RPR:
                    for mark in child:
                        if mark.tag in DELETED_MARKS:
                            deleted = True
                elif tag == SECT_PR:
                    ends_section = True
        style = self._styles.paragraph(style_id)
        draft = ParagraphDraft(style, f"{self._part.name}#{self._ordinals.get(element, 0)}")
        draft.alignment = alignment
        draft.outline = outline
        uncounted = (deleted or ends_section) and not _has_kept_text(element)
        if (num_id or style.num_id) and not uncounted:
            draft.number = self._numbering.next(num_id, level, style)
        return draft, style_id, deleted

    def _finish(self, draft: ParagraphDraft) -> None:
        draft.text = "".join(draft.parts)
        is_entry = draft.length and draft.contents_link >= draft.length * ENTRY_SHARE
        if draft.style.in_contents or self._in_contents or is_entry:
            draft.in_contents = True
        if self._prompts and draft.length:
            draft.marks.append(Mark("placeholder", 0, draft.length))

    def _add_boxes(self, draft: ParagraphDraft, blocks: list[BlockDraft]) -> None:
        for box in draft.boxes:
            inside = self.blocks(box)
            if inside:
                blocks.append(BoxDraft(inside))
        draft.boxes = []

    # -- tables ----------------------------------------------------------------------------------------

    def _table(self, element: etree._Element) -> TableDraft | None:
        table = TableDraft(f"{self._part.name}#{self._ordinals.get(element, 0)}")
        rows: list[list[CellDraft]] = []
        leading = True
        for row in self._parts_of(element, TR):
            properties = next(row.iterchildren(TR_PR), None)
            before = 0
            header = False
            if properties is not None:
                before, header, deleted = self._row_properties(properties)
                if deleted is not None:
                    self._deleted_row(row, deleted)
                    continue
            rows.append(self._row(row, len(rows) + 1, before))
            leading = leading and header
            table.header_rows += leading
        if not rows:
            return None
        if self._first_row_bold(element):
            _embolden(rows[0])
        table.merges = settle_columns(rows)
        table.cells = [cell for row in rows for cell in row if not cell.continues]
        return table

    def _row_properties(self, properties: etree._Element) -> tuple[int, bool, etree._Element | None]:
        before, header, deleted = 0, False, None
        for child in properties:
            tag = child.tag
            if tag == GRID_BEFORE:
                before = min(max(whole(child.get(VAL)), 0), WIDEST_SPAN)
            elif tag == TBL_HEADER:
                header = is_on(child.get(VAL))
            elif tag == DEL:
                deleted = child
        return before, header, deleted

    def _deleted_row(self, row: etree._Element, mark: etree._Element) -> None:
        text = deleted_text(row)
        if text:
            draft = ParagraphDraft(self._styles.paragraph(None), self._part.name)
            self.changes.append(Change("deleted", text, mark, draft))

    def _row(self, element: etree._Element, row: int, column: int) -> list[CellDraft]:
        cells: list[CellDraft] = []
        for cell in self._parts_of(element, TC):
            span, vertical, horizontal = _cell_properties(next(cell.iterchildren(TC_PR), None))
            blocks = self.blocks(cell)
            if horizontal == "continue" and cells:
                cells[-1].span += span
            else:
                cells.append(CellDraft(row, min(column, WIDEST), span, vertical == "continue", blocks))
            column += span
        return cells

    def _end_join(self, blocks: list[BlockDraft]) -> None:
        """A deleted paragraph mark before a table or at the end joins nothing."""
        draft = self._joined
        self._joined = None
        if draft is not None:
            self._finish(draft)
            blocks.append(draft)

    def _parts_of(self, element: etree._Element, wanted: str) -> Iterator[etree._Element]:
        """Rows of a table or cells of a row, also those inside content controls and custom XML."""
        for child in element:
            tag = child.tag
            if tag == wanted:
                yield child
            elif tag == SDT:
                prompt = shows_prompt(child)
                self._prompts += prompt
                for content in child.iterchildren(SDT_CONTENT):
                    yield from self._parts_of(content, wanted)
                self._prompts -= prompt
            elif tag in WRAPPERS:
                yield from self._parts_of(child, wanted)
            elif tag == ALTERNATE:
                branch = chosen(child)
                if branch is not None:
                    yield from self._parts_of(branch, wanted)

    def _first_row_bold(self, table: etree._Element) -> bool:
        properties = table.find(TBL_PR)
        style = properties.find(TBL_STYLE) if properties is not None else None
        if properties is None or style is None:
            return False
        look = properties.find(TBL_LOOK)
        if look is None:
            return False
        first_row = look.get(w("firstRow"))
        if first_row is None:
            first_row = "1" if int(look.get(VAL, "0") or "0", 16) & 0x0020 else "0"
        return is_on(first_row) and self._styles.first_row_bold(style.get(VAL, ""))


DELETED_MARKS = frozenset({DEL, MOVE_FROM})
WRAPPERS = frozenset({CUSTOM_XML, SMART_TAG, INS, MOVE_TO})
"""Elements that only wrap blocks, rows or cells. Deletions are left out."""


def _cell_properties(properties: etree._Element | None) -> tuple[int, str, str]:
    """Columns spanned, vertical merge and horizontal merge: "", "restart" or "continue"."""
    span, vertical, horizontal = 1, "", ""
    if properties is None:
        return span, vertical, horizontal
    for child in properties:
        tag = child.tag
        if tag == GRID_SPAN:
            span = min(max(whole(child.get(VAL), 1), 1), WIDEST_SPAN)
        elif tag == V_MERGE:
            vertical = child.get(VAL, "continue")
        elif tag == H_MERGE:
            horizontal = child.get(VAL, "continue")
    return span, vertical, horizontal


def _embolden(row: list[CellDraft]) -> None:
    """Make the row bold as its table style does; what runs or paragraph styles set is not undone by it."""
    for cell in row:
        for block in cell.blocks:
            if isinstance(block, ParagraphDraft):
                block.looks = [(start, end, _bold(look)) for start, end, look in block.looks]


def _bold(look: Look) -> Look:
    return look._replace(bold=True)


def _continue(draft: ParagraphDraft, before: ParagraphDraft) -> None:
    """Put the text of a paragraph whose mark was deleted in front: Word shows the two as one."""
    draft.parts, draft.length = before.parts, before.length
    draft.looks, draft.marks = before.looks, before.marks
    draft.boxes, draft.comments = before.boxes, before.comments
    draft.in_contents = before.in_contents
    before.continued_by = draft


def _has_kept_text(element: etree._Element) -> bool:
    return any(True for _ in element.iter(w("t")))


def _is_contents(control: etree._Element) -> bool:
    for properties in control.iterchildren(SDT_PR):
        for gallery in properties.iter(GALLERY):
            return (gallery.get(VAL) or "").lower() in CONTENTS_GALLERIES
    return False
