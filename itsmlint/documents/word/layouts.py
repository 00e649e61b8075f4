"""Tables that only lay out a page: their cells hold the document itself."""

from itsmlint.documents.word.drafts import BlockDraft, CellDraft, ParagraphDraft, TableDraft, paragraph_drafts

TEXT_WORDS = 10
"""From this many words on a paragraph is text."""


def open_layout_tables(blocks: list[BlockDraft]) -> None:
    """Put the content of one-column tables that hold whole sections in the tables' places."""
    position = 0
    while position < len(blocks):
        block = blocks[position]
        if isinstance(block, TableDraft) and _is_layout(block):
            inner = [inside for cell in block.cells for inside in cell.blocks]
            blocks[position : position + 1] = inner
        else:
            position += 1


def drop_headings_in_cells(blocks: list[BlockDraft]) -> None:
    """A cell that wears a heading style is no heading, unless text follows it in the same cell.

    The one paragraph of a table of one cell may well be a heading.
    """
    for block in blocks:
        if isinstance(block, TableDraft):
            for cell in block.cells:
                if len(block.cells) > 1 and not _holds_text(cell):
                    for draft in paragraph_drafts(cell.blocks):
                        draft.heading = None
                drop_headings_in_cells(cell.blocks)


def _is_layout(table: TableDraft) -> bool:
    """One column, with styled headings and text below them."""
    if any(cell.column > 1 for cell in table.cells):
        return False
    headings = sum(
        1
        for cell in table.cells
        for block in cell.blocks
        if isinstance(block, ParagraphDraft) and block.heading is not None and block.heading.level > 0
    )
    return headings >= 2 and any(_holds_text(cell) for cell in table.cells)


def _holds_text(cell: CellDraft) -> bool:
    return any(
        isinstance(block, ParagraphDraft) and block.heading is None and len(block.text.split()) >= TEXT_WORDS
        for block in cell.blocks
    )
