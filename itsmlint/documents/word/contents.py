"""Tables of contents that were typed by hand: page numbers after dots or tabs, or lines below "Contents"."""

import re

from itsmlint.documents.word.drafts import BlockDraft, ParagraphDraft

PAGE_AFTER_LEADER = re.compile(r"^\S.{0,150}?(?:\.{3,}|…|\t|_{4,}|\. \. \.)[\s.…_]*\d{1,3}$")
TITLES = frozenset(
    {
        "contents",
        "table of contents",
        "contents page",
        "list of tables",
        "list of figures",
        "inhalt",
        "inhaltsverzeichnis",
        "table des matières",
        "sommaire",
        "índice",
        "contenido",
        "indice",
        "inhoud",
        "inhoudsopgave",
    }
)
FEWEST_LINES = 3
LONGEST_ENTRY = 300
"""Characters; longer text is no entry, and not worth a pattern."""
MOST_TITLES = 5
LONGEST_LINE = 14
"""Words; a longer paragraph is text."""
LEADING_NUMBER = re.compile(r"^[\d.\s]+")


def find_contents(blocks: list[BlockDraft]) -> None:
    """Mark the paragraphs of typed tables of contents."""
    _by_page_numbers(blocks)
    _below_titles(blocks)
    _styled_titles(blocks)


def is_contents_title(draft: ParagraphDraft) -> bool:
    """Whether the paragraph says "Contents" and nothing else."""
    return len(draft.text) < LONGEST_ENTRY and draft.text.strip(" \t\n\xa0:").lower() in TITLES


def _by_page_numbers(blocks: list[BlockDraft]) -> None:
    run: list[ParagraphDraft] = []
    for block in [*blocks, None]:
        if isinstance(block, ParagraphDraft):
            text = block.text.strip()
            if not text:
                continue
            if len(text) <= LONGEST_ENTRY and PAGE_AFTER_LEADER.match(text):
                run.append(block)
                continue
        if len(run) >= FEWEST_LINES:
            for draft in run:
                draft.in_contents = True
        run = []


def _below_titles(blocks: list[BlockDraft]) -> None:
    titles = [
        position
        for position, block in enumerate(blocks)
        if isinstance(block, ParagraphDraft) and is_contents_title(block)
    ]
    for position in titles[:MOST_TITLES]:
        title = blocks[position]
        if isinstance(title, ParagraphDraft):
            title.in_contents = True
        for draft in _lines_below(blocks[position + 1 :]):
            draft.in_contents = True


def _styled_titles(blocks: list[BlockDraft]) -> None:
    """The style "TOC Heading" titles contents only if they follow: some use it for other lines."""
    following: ParagraphDraft | None = None
    for block in reversed(blocks):
        if not isinstance(block, ParagraphDraft):
            following = None
        elif block.text.strip():
            if block.style.contents_title and following is not None and following.in_contents:
                block.in_contents = True
            following = block


def _lines_below(blocks: list[BlockDraft]) -> list[ParagraphDraft]:
    """The short lines below the title "Contents" that announce headings; none where it announces nothing.

    They end where one of them comes again, now as the heading it announced.
    """
    lines: list[ParagraphDraft] = []
    seen: set[str] = set()
    for block in blocks:
        if not isinstance(block, ParagraphDraft):
            break
        text = _essence(block.text)
        if not text:
            continue
        if block.in_contents:
            continue
        if len(text.split()) > LONGEST_LINE or text in seen:
            break
        seen.add(text)
        lines.append(block)
    taken = set(lines)
    later = (block for block in blocks if isinstance(block, ParagraphDraft) and block not in taken)
    announced = {_essence(block.text) for block in later}
    while lines and _essence(lines[-1].text) not in announced:
        lines.pop()
    return lines if len(lines) >= FEWEST_LINES else []


def _essence(text: str) -> str:
    """A line without its number and page, in lower case."""
    if len(text) > LONGEST_ENTRY:
        return text.lower()
    words = LEADING_NUMBER.sub("", text.strip()).lower().strip(" \t\xa0:.")
    return re.sub(r"[\s.…_]*\d{1,3}$", "", words)
