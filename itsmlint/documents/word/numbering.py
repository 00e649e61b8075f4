"""List and heading numbers as Word shows them: "4.2", "a)", "•" (ISO/IEC 29500-1, 17.9)."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from lxml import etree

from itsmlint.documents.word.names import PSTYLE, VAL, is_on, w, whole
from itsmlint.documents.word.styles import Style

LEVELS = 9
BULLET = "•"
MOST_LETTERS = 30
LONGEST_CHAIN = 10
LONGEST_TEXT = 100
"""Characters of a level's text; it is repeated in every paragraph."""
HIGHEST = 100_000
"""Larger numbers are shown in digits whatever the format: letters and Roman numerals would grow endlessly."""


class Level(NamedTuple):
    """One level of a list definition."""

    format: str
    text: str
    """With %1 to %9 for the counters: "%1.%2"."""
    start: int
    restart: int | None
    """Number of the level after which this one starts again; 0 for never; None for any higher level."""
    legal: bool
    """All counters in digits."""


NO_LEVEL = Level("decimal", "", 1, None, False)


class _Definition:
    """An abstract list: levels, and counters that all lists made of it share."""

    def __init__(self, levels: dict[int, Level], bound: dict[str, int]) -> None:
        self.levels = levels
        self.bound = bound
        self.counters: list[int | None] = [None] * LEVELS


class _List:
    """A list (``w:num``): a definition, with levels of its own and starts that wait for their first use."""

    def __init__(self, definition: _Definition, levels: dict[int, Level], starts: dict[int, int]) -> None:
        self.definition = definition
        self.levels = levels
        self.starts = starts

    def level(self, index: int) -> Level:
        """The definition of the level, counted from 0."""
        return self.levels.get(index) or self.definition.levels.get(index) or NO_LEVEL


class Number(NamedTuple):
    """A paragraph's number and the level of its list, from 0."""

    text: str
    level: int


class Numbering:
    """The lists of a document, with the counters of a walk through it in reading order."""

    def __init__(self, root: etree._Element | None) -> None:
        self._elements: dict[str, etree._Element] = {}
        self._lists: dict[str, _List | None] = {}
        self._abstracts: dict[str, etree._Element] = {}
        self._definitions: dict[str, _Definition] = {}
        self._linked: dict[str, str] = {}
        if root is None:
            return
        for element in root:
            if element.tag == w("num"):
                self._elements.setdefault(element.get(w("numId"), ""), element)
            elif element.tag == w("abstractNum"):
                self._add_abstract(element)

    def next(self, num_id: str | None, level: int | None, style: Style) -> Number | None:
        """Count a paragraph in and give its number; None where it is not in a list.

        ``num_id`` and ``level`` are the paragraph's own settings, which go before its style's.
        """
        chosen = num_id if num_id is not None else style.num_id
        if chosen is None or chosen == "0":
            return None
        list = self._list(chosen)
        if list is None:
            return None
        if level is None and num_id is None:
            bound = list.definition.bound
            level = next((bound[id] for id in style.chain if id in bound), None)
        if level is None:
            level = style.level
        return _count(list, level or 0)

    def _add_abstract(self, element: etree._Element) -> None:
        id = element.get(w("abstractNumId"), "")
        self._abstracts.setdefault(id, element)
        link = element.find(w("styleLink"))
        if link is not None:
            self._linked.setdefault(link.get(VAL, ""), id)

    def _list(self, num_id: str) -> _List | None:
        if num_id not in self._lists:
            self._lists[num_id] = self._read_list(num_id)
        return self._lists[num_id]

    def _read_list(self, num_id: str) -> _List | None:
        element = self._elements.get(num_id)
        reference = element.find(w("abstractNumId")) if element is not None else None
        if element is None or reference is None:
            return None
        definition = self._definition(reference.get(VAL, ""))
        if definition is None:
            return None
        levels: dict[int, Level] = {}
        starts: dict[int, int] = {}
        for override in element.iterchildren(w("lvlOverride")):
            index = whole(override.get(w("ilvl")), -1)
            own = override.find(w("lvl"))
            if own is not None:
                levels[index] = _level(own)
            start = override.find(w("startOverride"))
            if start is not None:
                starts[index] = whole(start.get(VAL), 1)
        return _List(definition, levels, starts)

    def _definition(self, id: str) -> _Definition | None:
        id = self._followed(id)
        if id not in self._abstracts:
            return None
        if id not in self._definitions:
            levels: dict[int, Level] = {}
            bound: dict[str, int] = {}
            for element in self._abstracts[id].iterchildren(w("lvl")):
                index = whole(element.get(w("ilvl")), -1)
                levels[index] = _level(element)
                style = element.find(PSTYLE)
                if style is not None:
                    bound[style.get(VAL, "")] = index
            self._definitions[id] = _Definition(levels, bound)
        return self._definitions[id]

    def _followed(self, id: str) -> str:
        """The definition that holds the levels: some take them from a list style (``w:numStyleLink``)."""
        seen: set[str] = set()
        while id in self._abstracts and id not in seen and len(seen) < LONGEST_CHAIN:
            seen.add(id)
            link = self._abstracts[id].find(w("numStyleLink"))
            linked = self._linked.get(link.get(VAL, "")) if link is not None else None
            if linked is None:
                break
            id = linked
        return id


def _level(element: etree._Element) -> Level:
    def value(name: str) -> str | None:
        child = element.find(w(name))
        return child.get(VAL) if child is not None else None

    legal = element.find(w("isLgl"))
    restart = value("lvlRestart")
    return Level(
        format=value("numFmt") or "decimal",
        text=(value("lvlText") or "")[:LONGEST_TEXT],
        start=whole(value("start"), 1),
        restart=whole(restart, 0) if restart is not None else None,
        legal=legal is not None and is_on(legal.get(VAL)),
    )


def _count(list: _List, index: int) -> Number:
    counters = list.definition.counters
    level = list.level(index)
    if index in list.starts:
        counters[index] = list.starts.pop(index)
    else:
        before = counters[index]
        counters[index] = level.start if before is None else before + 1
    for higher in range(index):
        if counters[higher] is None:
            counters[higher] = list.starts.pop(higher, list.level(higher).start)
    for deeper in range(index + 1, LEVELS):
        restart = list.level(deeper).restart
        if restart is None or 0 < index + 1 <= restart:
            counters[deeper] = None
    return Number(_shown(list, index, level), index)


def _shown(list: _List, index: int, level: Level) -> str:
    if level.format == "bullet":
        return BULLET
    if level.format == "none" and "%" not in level.text:
        return level.text.strip()
    text = level.text
    for position in range(index + 1):
        mark = f"%{position + 1}"
        if mark in text:
            counter = list.definition.counters[position]
            value = list.level(position).start if counter is None else counter
            format = list.level(position).format
            text = text.replace(mark, formatted(value, "decimal" if level.legal else format))
    return text.strip()


def formatted(value: int, format: str) -> str:
    """A counter in a number format (``ST_NumberFormat``); formats of other scripts show digits."""
    if format == "none":
        return ""
    write = FORMATS.get(format)
    return write(value) if write is not None and 0 < value < HIGHEST else str(value)


def _letters(value: int) -> str:
    """A to Z, then AA to ZZ with both letters alike, as Word counts."""
    return chr(65 + (value - 1) % 26) * min((value - 1) // 26 + 1, MOST_LETTERS)


def _ordinal(value: int) -> str:
    return f"{value}{_ordinal_ending(value)}"


def _ordinal_ending(value: int) -> str:
    if value % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")


ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
    (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def _roman(value: int) -> str:
    if value >= 5000:
        return str(value)
    digits = []
    for worth, sign in ROMAN:
        times, value = divmod(value, worth)
        digits.append(sign * times)
    return "".join(digits)


FORMATS: Mapping[str, Callable[[int], str]] = {
    "upperLetter": _letters,
    "lowerLetter": lambda value: _letters(value).lower(),
    "upperRoman": _roman,
    "lowerRoman": lambda value: _roman(value).lower(),
    "ordinal": _ordinal,
    "decimalZero": lambda value: f"{value:02}",
}
