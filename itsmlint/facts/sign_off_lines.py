"""Sign-off written as lines: "This plan is approved by:", then "Name: ...", "Title: ...", "Date: ..."."""

import re
from collections.abc import Iterator, Sequence

import msgspec

from itsmlint.documents.location import Location
from itsmlint.documents.model import Block, Paragraph
from itsmlint.facts.cells import without_prompts
from itsmlint.facts.labels import NAME_FIELDS, Label, is_companion, read_label
from itsmlint.facts.tokens import label_tokens
from itsmlint.vocabulary import Vocabulary

MOST_LINES = 8
"""Lines of one sign-off."""
LONGEST_HEAD = 80
"""Characters of the line that begins it."""
NAME = frozenset((("name",), ("print", "name"), ("printed", "name"), ("full", "name")))
DATE = ("date",)

_PIECES = re.compile(r"[\t\n|]+|\s{3,}")
_HELPING = re.compile(r"\b(?:is|are|was|were|has|have|been|be|hereby|formally)\b\s*", re.IGNORECASE)


class SignOff(msgspec.Struct, frozen=True):
    """Who signs in which capacity, and when; empty where it was not filled in."""

    label: Label
    """What the first line says: "This plan is approved by"."""
    name: str
    name_at: Location
    date: str
    date_at: Location | None
    """None where no line asks for a date."""
    blocks: frozenset[int]
    """Indexes of the blocks it stands in."""


class _Line(msgspec.Struct, frozen=True):
    label: tuple[str, ...]
    value: str
    location: Location


def read_sign_offs(blocks: Sequence[Block], vocabulary: Vocabulary) -> list[SignOff]:
    """The sign-offs among the blocks, in their order."""
    found: list[SignOff] = []
    for index, block in enumerate(blocks):
        label = _head(block, vocabulary)
        if label is None:
            continue
        taken, lines = _lines_below(blocks, index, vocabulary)
        name = next((line for line in lines if line.label in NAME), None)
        if name is None:
            continue
        date = next((line for line in lines if line.label == DATE), None)
        place = date.location if date else None
        found.append(
            SignOff(label, name.value, name.location, date.value if date else "", place, frozenset(taken))
        )
    return found


def _head(block: Block, vocabulary: Vocabulary) -> Label | None:
    """The label of a line such as "Approved by:" that says in which capacity somebody signs."""
    if not isinstance(block, Paragraph):
        return None
    text = without_prompts(block).strip().partition("\n")[0].strip()
    if len(text) > LONGEST_HEAD or not text.endswith((":", "by", "By")):
        return None
    label = read_label(_HELPING.sub("", text), vocabulary)
    if label is None or not NAME_FIELDS & set(label.fields):
        return None
    return msgspec.structs.replace(label, text=text.rstrip(": "))


def _lines_below(blocks: Sequence[Block], head: int, vocabulary: Vocabulary) -> tuple[set[int], list[_Line]]:
    """The lines below the first one, and the indexes of all its blocks."""
    taken = {head}
    first = blocks[head]
    lines: list[_Line] = []
    if isinstance(first, Paragraph):  # line breaks may stand for paragraphs
        lines += _lines(without_prompts(first).strip().partition("\n")[2], first.location, vocabulary)
    for index in range(head + 1, min(head + 1 + MOST_LINES, len(blocks))):
        block = blocks[index]
        if not isinstance(block, Paragraph) or block.heading is not None:
            break
        if not block.text.strip():
            continue
        found = list(_lines(without_prompts(block), block.location, vocabulary))
        if not found:
            break
        taken.add(index)
        lines.extend(found)
    return taken, lines


def _lines(text: str, location: Location, vocabulary: Vocabulary) -> Iterator[_Line]:
    for piece in _PIECES.split(text):
        label, colon, value = piece.partition(":")
        if colon and is_companion(label, vocabulary):
            yield _Line(label_tokens(label), value.strip(), location)
