"""Which paragraphs are headings: by style, by outline level, and by look where a document uses no styles."""

from itsmlint.documents.model import Heading
from itsmlint.documents.word.contents import find_contents
from itsmlint.documents.word.drafts import BlockDraft, ParagraphDraft, paragraph_drafts
from itsmlint.documents.word.layouts import drop_headings_in_cells, open_layout_tables
from itsmlint.documents.word.look_headings import find_headings_by_look
from itsmlint.documents.word.numbering import BULLET
from itsmlint.documents.word.run_in_headings import split_run_in_headings

BODY_TEXT = 9
"""The outline level that says a paragraph is no heading."""
LONGEST_STYLED = 25
LONGEST_SENTENCE = 8
LONGEST_OUTLINED = 15
SHORTEST_QUESTION = 4
"""Words. Longer paragraphs and sentences in a heading style are numbered clauses, not headings."""


def find_headings(blocks: list[BlockDraft]) -> None:
    """Set the heading of every paragraph of the body that is one."""
    find_contents(blocks)
    split_run_in_headings(blocks)
    for draft in paragraph_drafts(blocks):
        draft.heading = styled_heading(draft)
    open_layout_tables(blocks)
    drop_headings_in_cells(blocks)
    _demote_later_titles(blocks)
    find_headings_by_look(blocks)


def styled_heading(draft: ParagraphDraft) -> Heading | None:
    """The heading that style or outline level make of the paragraph."""
    if draft.in_contents or not any(char.isalnum() for char in draft.text):
        return None
    if draft.style.heading is None and draft.outline is None and not draft.style.title:
        return None
    if draft.style.title and draft.outline is None:
        return Heading(0, "style")
    if draft.outline == BODY_TEXT or _is_clause(draft):
        return None
    if draft.outline is not None:
        by_style = draft.style.heading is not None and draft.style.heading.source == "style"
        return Heading(draft.outline + 1, "style" if by_style else "outline")
    return draft.style.heading


def _is_clause(draft: ParagraphDraft) -> bool:
    """A sentence or list item that only wears a heading style."""
    if draft.number is not None and draft.number.text == BULLET:
        return True
    words, text = len(draft.text.split()), draft.text.rstrip()
    if draft.style.heading is None or draft.style.heading.source == "outline":
        ends_as_text = text.endswith((".", ";", "?", ","))
        return words > LONGEST_OUTLINED or (words > SHORTEST_QUESTION and ends_as_text)
    return words > LONGEST_STYLED or (words > LONGEST_SENTENCE and text.endswith((".", ";", ":")))


def _demote_later_titles(blocks: list[BlockDraft]) -> None:
    """Where headings are written in the style Title, only those before the first text are the title."""
    text_seen = False
    for block in blocks:
        if not isinstance(block, ParagraphDraft):
            text_seen = True
        elif block.heading is not None and block.heading.level == 0:
            if text_seen:
                block.heading = Heading(1, "style")
        elif block.text.strip():
            text_seen = True
