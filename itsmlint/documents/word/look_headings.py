"""Headings by look: in every third policy nothing but bold or larger letters tells a heading from text.

A line is a candidate when it is short, ends without punctuation and stands out by bold, size, capitals or
underlining, or by a number in front. It becomes a heading when text, a list or a table follows, when it is
not a label with its value, and when such lines are not most of the document.
"""

from collections import Counter

from itsmlint.documents.model import Heading
from itsmlint.documents.word.drafts import BlockDraft
from itsmlint.documents.word.lines import (
    LABEL_LINE,
    TEXT_WORDS,
    TYPED_BULLET,
    Line,
    LineLook,
    lines_of,
    text_size,
)

STYLED_DOCUMENT = 4
"""From this many styled headings on, lines that only look like headings are below those."""
EVERYTHING = 0.6
"""Share of lines from which standing out says nothing."""
FEWEST_LINES = 5
RUN_OF_LABELS = 3
"""So many lines of one look without text between them are a list, not headings."""
ENOUGH = 3
"""With this many headings, weaker signs than bold and size are not looked at."""
LONGEST_CAPITALS = 8
LONGEST_NUMBERED = 10
LONGEST_PLAIN = 6
"""Words of a heading that stands out by capitals only, by a number only, by nothing."""
DEEPEST = 4


def find_headings_by_look(blocks: list[BlockDraft]) -> None:
    """Set the heading of paragraphs that have no heading style but look like headings.

    A line that ends in a colon and is alone in that is none: "Signed:" at the end of a letter.
    """
    lines = list(lines_of(blocks))
    if not any(line.plain for line in lines):
        return
    styled = sum(line.level > 0 for line in lines)
    found = _bold_and_large(lines)
    if styled >= STYLED_DOCUMENT:
        bold = {line for line in found if line.look.bold and not line.text.endswith(":")}
        _set_below_styled(lines, bold)
        return
    found = _without_introductions(found)
    for weaker_sign in (_capitals, _numbered):
        if len(found) + styled < ENOUGH:
            found |= weaker_sign(lines, found)
    if len(found) + styled < 2:
        found |= _plain(lines, found)
    if styled or len(found) > 1 or not any(line.text.endswith(":") for line in found):
        _set_by_rank([line for line in lines if line in found])


# -- signs ---------------------------------------------------------------------------------------------


def _bold_and_large(lines: list[Line]) -> set[Line]:
    """Lines that stand out and have content below them."""
    plain = [line for line in lines if line.plain]
    size = text_size(plain)
    usual = {
        look
        for look, count in Counter(line.look for line in plain).items()
        if count > EVERYTHING * len(plain) and len(plain) > FEWEST_LINES
    }
    for line in lines:
        stands_out = line.look.stands_out(size) or (line.in_cell and line.look.capitals)
        line.candidate = line.allowed and stands_out and line.look not in usual
    return set(_with_content(lines))


def _capitals(lines: list[Line], found: set[Line]) -> set[Line]:
    """Lines in capitals, where there are several."""
    for line in lines:
        in_capitals = line.allowed and line.words <= LONGEST_CAPITALS and line.look.capitals
        line.candidate = line in found or in_capitals
    capitals = set(_with_content(lines)) - found
    return capitals if len(capitals) > 1 else set()


def _numbered(lines: list[Line], found: set[Line]) -> set[Line]:
    """Numbered lines in the look of text: headings if they are short and most have text below them."""
    members = {line for line in lines if line.depth and line.plain}
    top = [line for line in members if line.depth == 1]
    if len(top) < ENOUGH or sum(line.allowed for line in top) < 0.8 * len(top):
        return set()
    for line in lines:
        numbered = line in members and line.allowed and line.words <= LONGEST_NUMBERED
        line.candidate = line in found or (numbered and not line.text.endswith("."))
    headings = set(_with_content(lines)) - found
    own = sum(line.depth == 1 for line in headings)
    return headings if own >= max(ENOUGH, 0.6 * len(top)) else set()


def _plain(lines: list[Line], found: set[Line]) -> set[Line]:
    """Short lines without any mark, each alone between text; for documents without other headings."""
    for line in lines:
        line.candidate = line in found or _stands_alone(line)
    headings: set[Line] = set()
    for before, line, after in zip(lines, lines[1:], lines[2:], strict=False):
        if line.candidate and (_is_content(before) or before.in_cell) and _is_content(after):
            headings.add(line)
    headings -= found
    return headings if len(headings) > 1 else set()


def _stands_alone(line: Line) -> bool:
    return (
        line.allowed
        and line.words <= LONGEST_PLAIN
        and line.text[:1].isupper()
        and not line.text.endswith(":")
        and not any(map(str.isdigit, line.text))
    )


# -- what stands around --------------------------------------------------------------------------------


def _is_content(line: Line) -> bool:
    """Text, a list item or a table: what stands below headings, and no line of a cover or letter head."""
    draft = line.draft
    if draft is None:
        return True
    if line.styled or line.candidate:
        return False
    if draft.number is not None or TYPED_BULLET.match(line.text):
        return True
    return line.words >= TEXT_WORDS and not LABEL_LINE.match(line.text)


def _with_content(lines: list[Line]) -> list[Line]:
    """The candidates that are headings: with content below, past the cover, and not in a run of labels."""
    kept: list[Line] = []
    run: list[Line] = []
    for line in lines[_end_of_cover(lines) :]:
        if line.candidate:
            run.append(line)
            continue
        if run and not line.styled and _can_stand_below(line, run[-1]) and not _is_list(run):
            kept.extend(run)
        run = []
    return kept


def _can_stand_below(line: Line, heading: Line) -> bool:
    """Whether the line can be content of the heading.

    Bold text below a bold line shows that bold means nothing here, and a question is a heading only of text.
    """
    if line.draft is None:
        return True
    if heading.text.endswith("?") and line.words < TEXT_WORDS:
        return False
    return line.look != heading.look or not line.look.bold


def _is_list(run: list[Line]) -> bool:
    """Whether candidates in a row are a list of labels, not a heading and its sub-headings."""
    return max(Counter((line.look, line.depth) for line in run).values()) >= RUN_OF_LABELS


def _without_introductions(found: set[Line]) -> set[Line]:
    """Where headings are numbered, lines without number that end in a colon introduce what follows."""
    numbered = sum(line.depth > 0 for line in found)
    if numbered < ENOUGH or numbered * 2 < len(found):
        return found
    return {line for line in found if line.depth or not line.text.endswith(":")}


def _end_of_cover(lines: list[Line]) -> int:
    """Where the body begins: at the line above the first text, list or table.

    Lines before that are the organisation, the title, dates and labels of a cover.
    """
    for position, line in enumerate(lines):
        if line.level > 0:
            return position
        if _is_content(line):
            return position - 1 if _heads_the_body(lines, position - 1) else position
    return len(lines)


def _heads_the_body(lines: list[Line], position: int) -> bool:
    """Whether the line above the first text is its heading, not a title or the last of a cover's labels."""
    if position < 0 or not lines[position].candidate:
        return False
    line = lines[position]
    if position == 0 and _looks_like_title(line, lines):
        return False
    above = lines[max(position - RUN_OF_LABELS + 1, 0) : position]
    is_one_of_many = len(above) == RUN_OF_LABELS - 1 and all(other.look == line.look for other in above)
    return bool(line.depth) or not is_one_of_many


def _looks_like_title(line: Line, lines: list[Line]) -> bool:
    """The only line above the text is the title unless later headings look the same."""
    if line.depth:
        return False
    return not any(
        other.candidate and other.look == line.look and _is_centred(other) == _is_centred(line)
        for other in lines
        if other is not line
    )


def _is_centred(line: Line) -> bool:
    return line.draft is not None and line.draft.alignment == "center"


# -- levels --------------------------------------------------------------------------------------------


def _set_below_styled(lines: list[Line], found: set[Line]) -> None:
    """One level below the styled heading above, or on that of styled headings whose numbers it carries on."""
    level, chapter = 1, 0
    numbered: dict[int, int] = {}
    for line in lines:
        if line in found:
            goes_on = line.depth and line.chapter >= chapter
            _set(line, numbered.get(line.depth, level + 1) if goes_on else min(level + 1, 9))
        elif line.styled:
            level = max(line.level, 1)
            if line.depth:
                numbered[line.depth] = level
                chapter = line.chapter


def _set_by_rank(found: list[Line]) -> None:
    """Levels from numbers; without them from size, capitals, bold and underlining, largest first.

    A look that comes but once opens no level of its own.
    """
    numbered: dict[LineLook, int] = {}
    for line in found:
        if line.depth:
            numbered[line.look] = min(numbered.get(line.look, line.depth), line.depth)
    counts = Counter(line.look for line in found)
    levels: dict[LineLook, int] = {}
    above = 0
    for look in sorted(counts, reverse=True, key=_rank):
        levels[look] = numbered.get(look, min(above + 1, DEEPEST))
        if counts[look] > 1:
            above = max(above, levels[look])
    for line in found:
        _set(line, line.depth or levels[line.look])


def _rank(look: LineLook) -> tuple[int, bool, bool, bool]:
    return look.size, look.capitals, look.bold, look.underline


def _set(line: Line, level: int) -> None:
    if line.draft is not None:
        line.draft.heading = Heading(level, "look")
