"""Headings that share a paragraph with their text, parted from it by a line break only."""

from itertools import pairwise

from itsmlint.documents.model import Mark
from itsmlint.documents.word.drafts import BlockDraft, ParagraphDraft, all_bold
from itsmlint.documents.word.lines import TYPED_NUMBER
from itsmlint.documents.word.styles import Look

LONGEST = 10
"""Words of a heading that stands in the line above its text."""
FEWEST = 8
"""Words of the text below; less is the value of a label."""
MOST_LINES = 50
"""A paragraph with more lines is a list or a table in disguise."""


def split_run_in_headings(blocks: list[BlockDraft]) -> None:
    """Part bold first lines, and bold numbered lines, from the rest of their paragraphs.

    Each piece becomes a paragraph of its own with the place of the whole.
    """
    position = 0
    while position < len(blocks):
        block = blocks[position]
        if isinstance(block, ParagraphDraft) and "\n" in block.text and not block.in_contents:
            pieces = _pieces(block)
            blocks[position : position + 1] = pieces
            position += len(pieces)
        else:
            position += 1


def _pieces(draft: ParagraphDraft) -> list[BlockDraft]:
    cuts = _cuts(draft)
    if not cuts:
        return [draft]
    edges = [0, *cuts, len(draft.text)]
    pieces: list[BlockDraft] = []
    for start, end in pairwise(edges):
        if draft.text[start:end].strip():
            pieces.append(_piece(draft, start, end, keeps_rest=not pieces))
    return pieces


def _cuts(draft: ParagraphDraft) -> list[int]:
    """Where a heading begins or ends inside the text."""
    if not any(look.bold for _, _, look in draft.looks):
        return []
    lines: list[tuple[int, int]] = []
    start = 0
    for line in draft.text.split("\n"):
        lines.append((start, start + len(line)))
        start += len(line) + 1
    lines = [(start, end) for start, end in lines if draft.text[start:end].strip()]
    if len(lines) > MOST_LINES:
        return []
    cuts: set[int] = set()
    for index, (start, end) in enumerate(lines):
        text = draft.text[start:end].strip()
        if not _is_heading(draft, start, end):
            continue
        if TYPED_NUMBER.match(text) or (index == 0 and _has_text_below(draft, end)):
            cuts.update(edge for edge in (start, end + 1) if 0 < edge < len(draft.text))
    return sorted(cuts)


def _has_text_below(draft: ParagraphDraft, end: int) -> bool:
    return len(draft.text[end:].split()) >= FEWEST and not _starts_bold(draft, end)


def _is_heading(draft: ParagraphDraft, start: int, end: int) -> bool:
    text = draft.text[start:end].strip()
    if not text or len(text.split()) > LONGEST or text.endswith((".", ",", ";")) or ": " in text:
        return False
    return all_bold(draft.text, _looks(draft, start, end))


def _starts_bold(draft: ParagraphDraft, start: int) -> bool:
    """Whether what follows is bold too: then the first line is no heading of it."""
    for begin, end, look in draft.looks:
        if end > start and draft.text[max(begin, start) : end].strip():
            return look.bold
    return False


def _looks(draft: ParagraphDraft, start: int, end: int) -> list[tuple[int, int, Look]]:
    return [
        (max(begin, start), min(finish, end), look)
        for begin, finish, look in draft.looks
        if begin < end and finish > start
    ]


def _piece(draft: ParagraphDraft, start: int, end: int, keeps_rest: bool) -> ParagraphDraft:
    piece = ParagraphDraft(draft.style, draft.anchor)
    piece.text = draft.text[start:end].rstrip("\n")
    piece.length = len(piece.text)
    end = start + piece.length
    piece.looks = [(begin - start, finish - start, look) for begin, finish, look in _looks(draft, start, end)]
    piece.marks = [
        Mark(mark.kind, max(mark.start, start) - start, min(mark.end, end) - start, mark.detail)
        for mark in draft.marks
        if mark.start < end and mark.end > start
    ]
    piece.outline = draft.outline
    piece.alignment = draft.alignment
    if keeps_rest:
        piece.number = draft.number
        piece.comments = draft.comments
    draft.continued_by = draft.continued_by or piece
    return piece
