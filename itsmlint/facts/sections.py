"""The outline of a Word document: its headings and, by canonical name, its sections.

A section's heading is a paragraph that the reader took for one, or one of the forms in which people write
headings without saying so: a short plain line, a label that runs into its text ("Purpose: ..."), a cell
above or beside the text of its section.
"""

from collections import Counter
from collections.abc import Iterator, Mapping

import msgspec

from itsmlint.documents.location import Location
from itsmlint.documents.model import Block, Document, Paragraph, Table, paragraphs_of
from itsmlint.facts.headings import names_of, split_number
from itsmlint.facts.labels import read_label
from itsmlint.facts.model import HeadingFact, Section
from itsmlint.vocabulary import Vocabulary

LONGEST_LINE = 8
"""Words of a plain line that may be a heading."""
LONGEST_CELL = 10
"""Words of a table cell that may be a heading."""
FEWEST_CELL_WORDS = 8
"""Words beside or below a heading-like cell: less is a value, not a section."""
LONGEST_MODIFIED = 4
"""Words of a plain line that may say more than the canonical name: "Management responsibilities"."""
MOST_SAME = 2
"""Times that an informal heading may recur."""
BULLETS = tuple("•-–*·▪o")
DEEP = 9
"""Level of headings that no outline gives one."""


class _Found(msgspec.Struct, frozen=True):
    """A heading in some form."""

    text: str
    level: int
    block: int
    location: Location
    number: str = ""
    styled: bool = False
    outline: bool = False
    """A heading of the document's outline, whatever it says."""
    words: int | None = None
    """Words of the section where it is no more than a cell or paragraph."""
    exact: bool = False
    """Its text must be a canonical name without other words around."""


def read_headings(document: Document) -> tuple[HeadingFact, ...]:
    """The headings of the outline, real and faked ones. The title is one only where there is no other."""
    found = list(_outline(document)) or list(_title(document))
    return tuple(
        HeadingFact(
            text=one.text, level=one.level, number=one.number, styled=one.styled, location=one.location
        )
        for one in found
    )


def read_sections(document: Document, vocabulary: Vocabulary) -> tuple[Section, ...]:
    """The sections in the document's order: all of the outline, and others that have a canonical name."""
    outline = list(_outline(document))
    taken = {found.location for found in outline}
    others = [found for found in _informal(document, vocabulary) if found.location not in taken]
    everything = sorted([*outline, *_levelled(others, outline)], key=lambda found: found.block)
    counts = [_words(block) for block in document.blocks]
    return tuple(
        _section(found, _end(everything, position, len(counts)), counts, vocabulary)
        for position, found in enumerate(everything)
    )


def _section(found: _Found, end: int, counts: list[int], vocabulary: Vocabulary) -> Section:
    names = names_of(found.text, vocabulary, found.exact)
    if found.words is not None:
        end = found.block
    words = found.words if found.words is not None else sum(counts[found.block + 1 : end + 1])
    return Section(
        name=names[0] if names else "",
        names=names,
        heading=found.text,
        level=found.level,
        number=found.number,
        styled=found.styled,
        location=found.location,
        first_block=found.block,
        last_block=end,
        words=words,
    )


def _end(everything: list[_Found], position: int, blocks: int) -> int:
    found = everything[position]
    following = (
        other.block
        for other in everything[position + 1 :]
        if other.level <= found.level and other.block > found.block and other.words is None
    )
    return next(following, blocks) - 1


def _outline(document: Document) -> Iterator[_Found]:
    titled = False
    for index, block in enumerate(document.blocks):
        for paragraph in paragraphs_of((block,)):
            if paragraph.heading is None or paragraph.in_contents or not paragraph.text.strip():
                continue
            level = paragraph.heading.level
            if level == 0 and not titled:
                titled = True
                continue
            typed, text = split_number(_one_line(paragraph.text))
            number = paragraph.number or typed
            yield _Found(
                text.lstrip(" .:)–-") or text,
                max(level, 1),
                index,
                paragraph.location,
                number,
                paragraph.heading.source != "look",
                True,
            )


def _title(document: Document) -> Iterator[_Found]:
    """The first line of a document without headings, if it looks like a title."""
    for index, block in enumerate(document.blocks):
        if isinstance(block, Table):
            return
        text = _one_line(block.text)
        if text:
            titled = block.heading is not None or (block.bold and len(text.split()) <= LONGEST_CELL)
            if titled:
                styled = block.heading is not None and block.heading.source != "look"
                yield _Found(text, 1, index, block.location, styled=styled)
            return


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _informal(document: Document, vocabulary: Vocabulary) -> Iterator[_Found]:
    """Headings that only their words and their place tell; those that recur are labels of forms or cards."""
    found: list[_Found] = []
    for index, block in enumerate(document.blocks):
        if isinstance(block, Table):
            found.extend(_in_table(block, index, vocabulary))
        elif not block.in_contents and block.heading is None:
            found.extend(_in_lines(document.blocks, index, block, vocabulary))
    counts = Counter(one.text.lower() for one in found)
    return (one for one in found if counts[one.text.lower()] <= MOST_SAME)


def _in_lines(
    blocks: tuple[Block, ...], index: int, paragraph: Paragraph, vocabulary: Vocabulary
) -> Iterator[_Found]:
    lines = [line for line in paragraph.text.split("\n") if line.strip()]
    for position, line in enumerate(lines):
        label, colon, rest = line.partition(":")
        number, text = split_number(label)
        if not text or len(text.split()) > LONGEST_LINE:
            continue
        number = paragraph.number if paragraph.list_level is None and paragraph.number else number
        if rest.strip():
            if _runs_in(paragraph, text, rest, vocabulary):
                words = len(" ".join((rest, *lines[position + 1 :])).split())
                yield _Found(text, DEEP, index, paragraph.location, number, words=words, exact=True)
        elif position == len(lines) - 1 and _is_plain_heading(blocks, index, paragraph, text, bool(colon)):
            exact = len(text.split()) > LONGEST_MODIFIED
            if names_of(text, vocabulary, exact) and read_label(text, vocabulary) is None:
                yield _Found(text, DEEP, index, paragraph.location, number, exact=exact)


def _runs_in(paragraph: Paragraph, text: str, rest: str, vocabulary: Vocabulary) -> bool:
    """Whether a label is the heading of the text that follows it on its line: "Purpose: This policy ..."."""
    if paragraph.list_level is not None or len(rest.split()) < FEWEST_CELL_WORDS:
        return False
    return bool(names_of(text, vocabulary, exact=True)) and read_label(text, vocabulary) is None


def _is_plain_heading(
    blocks: tuple[Block, ...], index: int, paragraph: Paragraph, text: str, colon: bool
) -> bool:
    """Whether a short plain line stands like a heading: text follows, and it is no list item."""
    if text[-1] in ".,;?!" or "\t" in text or not (text[0].isupper() or text[0].isdigit()):
        return False
    if paragraph.list_level is not None and not paragraph.bold:
        return False
    following = next((block for block in blocks[index + 1 :] if _words(block)), None)
    if following is None:
        return False
    if isinstance(following, Table) or following.list_level is not None or colon:
        return True
    text = following.text.strip()
    return _words(following) > LONGEST_LINE or text.startswith(BULLETS) or text.endswith(":")


def _in_table(table: Table, index: int, vocabulary: Vocabulary) -> Iterator[_Found]:
    """Cells that head the text beside or below them."""
    rows: dict[int, list[int]] = {}
    for row, column in table.cells:
        rows.setdefault(row, []).append(column)
    order = list(rows)
    for position, (row, columns) in enumerate(rows.items()):
        number, text = split_number(table.text(row, columns[0]).rstrip(" :"))
        if "\n" in text or len(text.split()) > LONGEST_CELL or not names_of(text, vocabulary, exact=True):
            continue
        below = order[position + 1] if position + 1 < len(order) else 0
        words = _cell_words(table, row, columns, below, rows)
        alone = len(rows) == 1 and len(columns) == 1
        if alone:
            yield _Found(text, DEEP, index, table.locate(row, columns[0]), number, exact=True)
        elif words >= FEWEST_CELL_WORDS:
            yield _Found(text, DEEP, index, table.locate(row, columns[0]), number, words=words, exact=True)


def _cell_words(table: Table, row: int, columns: list[int], below: int, rows: Mapping[int, list[int]]) -> int:
    """Words beside the first cell of a row, or in the row below where it is the only one."""
    if len(columns) == 2:
        return len(table.text(row, columns[1]).split())
    if len(columns) > 2 or not below:
        return 0
    if len(rows[below]) == 1:
        return len(table.text(below, rows[below][0]).split())
    return FEWEST_CELL_WORDS


def _levelled(others: list[_Found], outline: list[_Found]) -> Iterator[_Found]:
    """The informal headings one level below the heading above them; at the top where there is none."""
    for found in others:
        above = [heading for heading in outline if heading.block < found.block]
        level = above[-1].level + 1 if above else 1
        yield msgspec.structs.replace(found, level=level)


def _words(block: Block) -> int:
    return sum(
        len(paragraph.text.split()) for paragraph in paragraphs_of((block,)) if not paragraph.in_contents
    )
