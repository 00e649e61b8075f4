"""The lines of a document's body as the search for headings sees them."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from itsmlint.documents.word.drafts import BlockDraft, BoxDraft, ParagraphDraft, TableDraft
from itsmlint.documents.word.numbering import BULLET

LONGEST = 12
"""Words of a heading."""
SHORT = 5
"""Words up to which a numbered heading may end in a full stop."""
TEXT_WORDS = 10
"""From this many words on a paragraph is text."""
LARGER = 3
"""Half-points by which a heading that is not bold must be larger than the text."""
BOLD_SHARE = 0.9
"""Share of bold letters from which a line counts as bold: a colon or space at its end often is not."""

TYPED_NUMBER = re.compile(
    r"^(?:(?P<part>section|chapter|part|article|appendix|annex|annexure|phase|step|stage)\s+[\dA-Z]{1,4}\b"
    r"|(?P<decimal>\d{1,2}(?:\.\d{1,3}){0,4})\s*[.):—–-]*\s+(?=\D)"
    r"|(?P<glued>\d{1,2}(?:\.\d{1,2}){0,3})[.)](?=[^\W\d])"
    r"|(?P<roman>[IVX]{1,5})[.)]\s+|(?P<letter>[A-Z])[.)]\s+)",
    re.IGNORECASE,
)
LABEL_AND_VALUE = re.compile(r"^[^:]{1,60}:\s*\S")
LABEL_LINE = re.compile(r"^[^:|]{1,40}(?::|\s\|)")
MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
NO_HEADING = re.compile(
    r"^[-–—•●▪◦*✓✔☐☒➢→·o]\s"  # a typed bullet
    r"|^(?:table|figure|fig\.?|exhibit|chart|diagram|illustration)\s*(?:[-–]?\s*\d|[A-Z]{1,2}[-–.]?\d)"
    r"|^[\[<{(].*[\]>})]\s*:?$"  # a placeholder
    r"|_{3,}|\.{5,}|…{2,}"  # a line to fill in
    r"|^\W*\d{1,4}[-./]\d{1,2}[-./]\d{1,4}\W*$"
    rf"|^\W*(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?(?:{MONTHS})[a-z]*\.?,?\s+(?:\d{{1,2}},?\s+)?\d{{4}}\W*$"
    r"|^\W*v(?:er(?:sion)?|\.)?\s*[\d.x]+\W*$"
    r"|\|"  # several values in a line
    r"|^[\"“„«]",  # a quotation
    re.IGNORECASE,
)
"""Lines that stand out and are no headings: captions, dates, versions, placeholders, lines to sign on."""
TYPED_BULLET = re.compile(r"^[-–—•●▪◦*✓✔☐☒➢→·o]\s")
COLUMNS = re.compile(r"\S(?:\t| {4,})\s*\S")
"""White space that lays a line out in columns."""
SENTENCE_END = (".", ";", ",", "!", "…")


class LineLook(NamedTuple):
    """What nearly all letters of a line have in common."""

    size: int
    bold: bool
    capitals: bool
    underline: bool

    def stands_out(self, text_size: int) -> bool:
        """Whether the look tells the line from text of that size."""
        return self.bold or self.underline or self.size >= text_size + LARGER


PLAIN = LineLook(0, False, False, False)


class Line:
    """A block of the body: a paragraph with text, a heading drawn as a table of one cell, or a table."""

    __slots__ = ("allowed", "candidate", "depth", "draft", "in_cell", "look", "text", "words")

    def __init__(self, draft: ParagraphDraft | None, in_cell: bool = False) -> None:
        self.draft = draft
        """None for a table."""
        self.in_cell = in_cell
        """It is the only paragraph of a table of one cell."""
        self.text = " ".join(draft.text.split()) if draft else ""
        self.words = self.text.count(" ") + 1 if self.text else 0
        self.look = look_of(draft) if draft else PLAIN
        self.depth = typed_depth(draft, self.text) if draft else 0
        """Levels of its typed or automatic number; 0 where it has none."""
        self.allowed = self._is_heading_like()
        """Its wording and kind of paragraph allow a heading, whatever its look."""
        self.candidate = False

    @property
    def chapter(self) -> int:
        """The first part of its number: 3 of "3.1"; 0 where that is not a number."""
        number = (
            self.draft.number.text if self.draft is not None and self.draft.number is not None else self.text
        )
        digits = re.match(r"\d{1,4}", number)
        return int(digits[0]) if digits else 0

    @property
    def styled(self) -> bool:
        """It is a heading by style already."""
        return self.draft is not None and self.draft.heading is not None

    @property
    def level(self) -> int:
        """The level of the heading it is; 0 for titles and lines that are none."""
        return self.draft.heading.level if self.draft is not None and self.draft.heading is not None else 0

    @property
    def plain(self) -> bool:
        """It is a paragraph and no heading by style."""
        return self.draft is not None and self.draft.heading is None

    def _is_heading_like(self) -> bool:
        draft, text = self.draft, self.text
        if draft is None or draft.heading is not None or self.words > LONGEST or not _has_letter(text):
            return False
        if draft.number is not None and draft.number.text == BULLET:
            return False
        if text.endswith(SENTENCE_END) and not (self.depth and text.endswith(".") and self.words <= SHORT):
            return False
        if "\n" in draft.text.strip() or "caption" in draft.style.name.lower() or NO_HEADING.search(text):
            return False
        without_number = text[_number_end(text) :]
        return not LABEL_AND_VALUE.match(without_number) and not _in_columns(draft.text.strip())


def lines_of(blocks: list[BlockDraft]) -> Iterator[Line]:
    """The lines of the body; text boxes and tables of contents are none of them."""
    for block in blocks:
        if isinstance(block, BoxDraft):
            continue
        if isinstance(block, TableDraft):
            inner = _only_paragraph(block)
            if inner is not None:
                yield Line(inner, in_cell=True)
            elif block.cells:
                yield Line(None)
        elif block.text and not block.in_contents and not block.text.isspace():
            yield Line(block)


def look_of(draft: ParagraphDraft) -> LineLook:
    """The look of a paragraph's letters: bold if nearly all are, the size of most."""
    looks = [entry for entry in draft.looks if not entry[2].hidden]
    if not looks:
        return PLAIN
    if len(looks) == 1:
        _, _, look = looks[0]
        return LineLook(look.size, look.bold, look.caps or _in_capitals(draft.text), look.underline)
    letters = bold = underlined = capitals = 0
    sizes: Counter[int] = Counter()
    for start, end, look in looks:
        count = sum(map(str.isalnum, draft.text[start:end]))
        letters += count
        sizes[look.size] += count
        bold += count * look.bold
        underlined += count * look.underline
        capitals += count * look.caps
    if not letters:
        return PLAIN
    return LineLook(
        size=sizes.most_common(1)[0][0],
        bold=bold >= letters * BOLD_SHARE,
        capitals=capitals == letters or _in_capitals(draft.text),
        underline=underlined >= letters * BOLD_SHARE,
    )


def typed_depth(draft: ParagraphDraft, text: str) -> int:
    """How many levels the number in front has: "3.1 Purpose" has 2.

    Automatic numbers count, bullets do not; "1.0" is as deep as "1".
    """
    if draft.number is not None and draft.number.text not in ("", BULLET):
        return _levels(draft.number.text.strip("().:"))
    match = TYPED_NUMBER.match(text)
    if not match:
        return 0
    return _levels(match["decimal"] or match["glued"] or "1")


def text_size(lines: list[Line]) -> int:
    """The size of most of the text outside tables, in half-points."""
    sizes: Counter[int] = Counter()
    for line in lines:
        if line.words >= TEXT_WORDS:
            sizes[line.look.size] += line.words
    if not sizes:
        for line in lines:
            sizes[line.look.size] += line.words
    return sizes.most_common(1)[0][0]


def _levels(number: str) -> int:
    parts = [part for part in number.split(".") if part]
    return len(parts) - (len(parts) > 1 and parts[-1] == "0")


def _only_paragraph(table: TableDraft) -> ParagraphDraft | None:
    if len(table.cells) != 1:
        return None
    filled = [
        block
        for block in table.cells[0].blocks
        if not isinstance(block, ParagraphDraft) or block.text.strip()
    ]
    only = filled[0] if len(filled) == 1 else None
    return only if isinstance(only, ParagraphDraft) else None


def _has_letter(text: str) -> bool:
    return any(map(str.isalpha, text))


def _in_capitals(text: str) -> bool:
    return text.isupper() and sum(map(str.isalpha, text)) >= 4


def _number_end(text: str) -> int:
    match = TYPED_NUMBER.match(text)
    return match.end() if match else 0


def _in_columns(text: str) -> bool:
    return bool(COLUMNS.search(text[_number_end(text) :]))
