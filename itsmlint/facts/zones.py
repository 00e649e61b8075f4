"""The parts of a Word document in which document control is written: front, end, control sections."""

from typing import Literal, TypeAlias

from itsmlint.documents.model import Block, Document, Paragraph, Table, paragraphs_of
from itsmlint.facts.headings import names_of
from itsmlint.vocabulary import Vocabulary

Zone: TypeAlias = Literal["front", "control", "end", "body"]

FRONT_PARAGRAPHS = 40
"""Paragraphs with text after which a document's front ends, headings or not."""
RUNNING_TEXT = 20
"""Words of a paragraph below a heading that show that the text itself has begun."""
END_BLOCKS = 12
"""Last blocks with text, where control data stands as well."""
LONGEST_TITLE = 60
"""Characters of a plain line that may head a control section."""
CONTROL_SECTIONS = frozenset(
    ("document-control", "approval", "signatures", "history", "review", "distribution")
)


def front_end(document: Document) -> int:
    """Index of the block with which the text itself begins: the first heading that is not on the cover."""
    seen = 0
    for index, block in enumerate(document.blocks):
        if isinstance(block, Table) or not block.text.strip() or block.in_contents:
            continue
        seen += 1
        heading = block.heading is not None and block.heading.level > 0 and seen > 1
        if seen > FRONT_PARAGRAPHS or (heading and _text_follows(document, index)):
            return index
    return len(document.blocks)


def zones(document: Document, vocabulary: Vocabulary) -> list[Zone]:
    """The zone of each block."""
    front = front_end(document)
    filled = [index for index, block in enumerate(document.blocks) if has_text(block)]
    end = filled[-END_BLOCKS] if len(filled) > END_BLOCKS else 0
    found: list[Zone] = []
    control = False
    for index, block in enumerate(document.blocks):
        if isinstance(block, Paragraph) and _may_head(block):
            names = CONTROL_SECTIONS & set(names_of(block.text, vocabulary))
            if block.heading is not None or names:
                control = bool(names)
        if index < front:
            found.append("front")
        elif control:
            found.append("control")
        else:
            found.append("end" if index >= end else "body")
    return found


def has_text(block: Block) -> bool:
    """Whether there is anything to read in the block."""
    return any(paragraph.text.strip() for paragraph in paragraphs_of((block,)))


def _text_follows(document: Document, index: int) -> bool:
    """Whether a heading has running text below it, unlike the lines of a cover."""
    for block in document.blocks[index + 1 : index + 6]:
        if isinstance(block, Table):
            return False
        if len(block.text.split()) > RUNNING_TEXT:
            return True
    return False


def _may_head(block: Paragraph) -> bool:
    if not block.text.strip():
        return False
    short = len(block.text) < LONGEST_TITLE and len(block.text.split()) <= 6
    return block.heading is not None or (block.list_level is None and short)
