"""What stands around a block of a Word document: the heading above it, the lines next to it."""

from itsmlint.documents.model import Block, Document, Paragraph, Table, paragraphs_of

LONGEST_CAPTION = 12
"""Words of a line that may be a table's caption."""


def text_of(block: Block) -> str:
    """The block's text in one line."""
    return " ".join(" ".join(paragraph.text.split()) for paragraph in paragraphs_of((block,))).strip()


def captions(document: Document, index: int) -> tuple[str, ...]:
    """The short line before a block and the heading above it, as far as there are such."""
    before = _caption(document.blocks, range(index - 1, -1, -1))
    heading = next(
        (
            block.text
            for block in reversed(document.blocks[:index])
            if isinstance(block, Paragraph) and block.heading is not None and block.text.strip()
        ),
        "",
    )
    return tuple(dict.fromkeys(text for text in (before, heading) if text))


def caption_below(document: Document, index: int) -> str:
    """The heading or short line right after a block; empty when something else follows.

    A heading with a table of its own below is none.
    """
    below = _next_with_text(document, index)
    if below is None:
        return ""
    block = document.blocks[below]
    if isinstance(block, Paragraph) and block.heading is not None:
        after = _next_with_text(document, below)
        if after is not None and isinstance(document.blocks[after], Table):
            return ""
    return _caption(document.blocks, range(below, below + 1))


def _next_with_text(document: Document, index: int) -> int | None:
    places = range(index + 1, len(document.blocks))
    return next((place for place in places if text_of(document.blocks[place])), None)


def _caption(blocks: tuple[Block, ...], order: range) -> str:
    for index in order:
        block = blocks[index]
        if isinstance(block, Table):
            return ""
        text = " ".join(block.text.split())
        if text:
            return text if len(text.split()) <= LONGEST_CAPTION else ""
    return ""
