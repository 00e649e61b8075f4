"""Styles: names, headings, numbering and looks along the based-on chains (ISO/IEC 29500-1, 17.7)."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from itsmlint.documents.model import Heading
from itsmlint.documents.word.names import (
    CAPS,
    ILVL,
    NUMID,
    NUMPR,
    OUTLINE,
    PPR,
    RPR,
    SIZE,
    TYPE,
    UNDERLINE,
    VAL,
    VANISH,
    B,
    is_on,
    w,
    whole,
)

DEFAULT_SIZE = 20
"""Half-points: 10 points, the standard's default font size."""
LONGEST_CHAIN = 60

HEADING_WORDS = (
    "heading", "überschrift", "berschrift", "titre", "título", "titulo", "titolo", "kop", "rubrik",
    "overskrift", "otsikko", "nagłówek", "nadpis", "címsor", "заголовок", "naslov", "başlık", "titlu", "标题",
    "見出し", "제목",
)  # fmt: skip
"""The built-in name that some programs translate though the file format says English."""
BUILT_IN_HEADING = re.compile(rf"^(?:{'|'.join(HEADING_WORDS)})\s*([1-9])$")
HEADING_IN_NAME = re.compile(r"(?:^|[^a-z])heading[\s_-]*([1-9])((?:\.[0-9x])*)(?![0-9a-z])")
NO_HEADING_IN_NAME = re.compile(
    r"(?:^|[^a-z])(?:toc|table|tabular|figure|caption|index|column|row|char|cell|box)"
)
CONTENTS_NAME = re.compile(r"^(?:(?:toc|contents|index)\s*[1-9]|table of (?:figures|authorities))$")
CONTENTS_TITLE_NAMES = frozenset({"toc heading", "contents heading"})
TITLE_NAMES = frozenset({"title", "titel", "titre", "título", "titolo", "document title", "doc title"})
ENGLISH = {
    "normal": "Normal", "title": "Title", "subtitle": "Subtitle", "caption": "Caption", "header": "Header",
    "footer": "Footer", "quote": "Quote", "footnote text": "Footnote Text", "endnote text": "Endnote Text",
}  # fmt: skip


class Look(NamedTuple):
    """How a run looks, as far as that tells a heading from text. ``size`` is in half-points."""

    bold: bool
    size: int
    caps: bool
    underline: bool
    hidden: bool


class RunSettings(NamedTuple):
    """What run properties set; None where they say nothing."""

    bold: bool | None = None
    size: int | None = None
    caps: bool | None = None
    underline: bool | None = None
    hidden: bool | None = None

    def over(self, below: "RunSettings") -> "RunSettings":
        """These settings, with those of ``below`` where these say nothing."""
        return RunSettings(
            bold=below.bold if self.bold is None else self.bold,
            size=below.size if self.size is None else self.size,
            caps=below.caps if self.caps is None else self.caps,
            underline=below.underline if self.underline is None else self.underline,
            hidden=below.hidden if self.hidden is None else self.hidden,
        )


NOTHING_SET = RunSettings()


class Style(NamedTuple):
    """A style with everything it inherits."""

    name: str
    heading: Heading | None
    num_id: str | None
    """Numbering of the style; None where it has none."""
    chain: tuple[str, ...]
    """Ids of the style and those it is based on: list levels are bound to them."""
    level: int | None
    settings: RunSettings
    in_contents: bool
    contents_title: bool
    title: bool


NO_STYLE = Style("Normal", None, None, (), None, NOTHING_SET, False, False, False)


class _Definition(NamedTuple):
    id: str
    name: str
    based_on: str | None
    outline: int | None
    num_id: str | None
    level: int | None
    settings: RunSettings


def run_settings(rpr: etree._Element | None) -> RunSettings:
    """What the run properties set directly."""
    if rpr is None:
        return NOTHING_SET
    bold = size = caps = underline = hidden = None
    for child in rpr:
        tag = child.tag
        if tag == B:
            bold = is_on(child.get(VAL))
        elif tag == SIZE:
            size = whole(child.get(VAL)) or None
        elif tag == CAPS:
            caps = is_on(child.get(VAL))
        elif tag == UNDERLINE:
            underline = is_on(child.get(VAL))
        elif tag == VANISH:
            hidden = is_on(child.get(VAL))
    return RunSettings(bold, size, caps, underline, hidden)


class Styles:
    """The styles of a document. Damaged or missing ones count as the default style."""

    def __init__(self, root: etree._Element | None) -> None:
        self._paragraph: dict[str, _Definition] = {}
        self._character: dict[str, _Definition] = {}
        self._table_first_row_bold: dict[str, bool | None] = {}
        self._table_parents: dict[str, str | None] = {}
        self._default = ""
        self._defaults = NOTHING_SET
        self._resolved: dict[str, Style] = {}
        self._character_settings: dict[str, RunSettings] = {}
        self._looks: dict[tuple[str, str, RunSettings], Look] = {}
        if root is not None:
            self._read(root)

    def paragraph(self, id: str | None) -> Style:
        """The paragraph style with this id, or the default one."""
        id = id if id is not None and id in self._paragraph else self._default
        if id not in self._resolved:
            self._resolved[id] = self._resolve(id)
        return self._resolved[id]

    def look(self, paragraph_style: str | None, character_style: str, direct: RunSettings) -> Look:
        """The look of a run.

        Toggles (bold, caps, hidden) of the paragraph and the character style cancel each other out; what is
        set directly holds (ISO/IEC 29500-1, 17.7.3).
        """
        key = (paragraph_style or "", character_style, direct)
        if key not in self._looks:
            self._looks[key] = self._look(*key)
        return self._looks[key]

    def first_row_bold(self, table_style: str) -> bool:
        """Whether the table style makes the first row bold."""
        seen: set[str] = set()
        style: str | None = table_style
        while style and style not in seen and len(seen) < LONGEST_CHAIN:
            seen.add(style)
            bold = self._table_first_row_bold.get(style)
            if bold is not None:
                return bold
            style = self._table_parents.get(style)
        return False

    def _look(self, paragraph_style: str, character_style: str, direct: RunSettings) -> Look:
        above = self.paragraph(paragraph_style).settings
        beside = self._character_chain(character_style) if character_style else NOTHING_SET
        base = self._defaults
        return Look(
            bold=_toggle(direct.bold, above.bold, beside.bold, base.bold),
            size=direct.size or beside.size or above.size or base.size or DEFAULT_SIZE,
            caps=_toggle(direct.caps, above.caps, beside.caps, base.caps),
            underline=next(
                (u for u in (direct.underline, beside.underline, above.underline) if u is not None), False
            ),
            hidden=_toggle(direct.hidden, above.hidden, beside.hidden, base.hidden),
        )

    def _character_chain(self, id: str) -> RunSettings:
        if id not in self._character_settings:
            settings = NOTHING_SET
            for definition in _chain(self._character, id):
                settings = settings.over(definition.settings)
            self._character_settings[id] = settings
        return self._character_settings[id]

    def _resolve(self, id: str) -> Style:
        if id not in self._paragraph:
            return NO_STYLE
        chain = list(_chain(self._paragraph, id))
        settings = NOTHING_SET
        for definition in chain:
            settings = settings.over(definition.settings)
        numbered = next((d for d in chain if d.num_id is not None), None)
        names = [definition.name.lower() for definition in chain]
        return Style(
            name=english_name(chain[0].name, id),
            heading=_heading(chain),
            num_id=numbered.num_id if numbered else None,
            chain=tuple(definition.id for definition in chain),
            level=next((d.level for d in chain if d.level is not None), None),
            settings=settings,
            in_contents=any(CONTENTS_NAME.match(name) for name in names),
            contents_title=names[0] in CONTENTS_TITLE_NAMES,
            title=any(name in TITLE_NAMES for name in names) or chain[0].id == "Title",
        )

    def _read(self, root: etree._Element) -> None:
        for element in root:
            if element.tag == w("style"):
                self._add(element)
            elif element.tag == w("docDefaults"):
                for rpr in element.iter(RPR):
                    self._defaults = run_settings(rpr)

    def _add(self, element: etree._Element) -> None:
        id = element.get(w("styleId"))
        kind = element.get(TYPE, "paragraph")
        if id is None:
            return
        if kind == "table":
            self._add_table(element, id)
        elif kind in ("paragraph", "character"):
            family = self._paragraph if kind == "paragraph" else self._character
            family.setdefault(id, _definition(element, id))
            if (
                kind == "paragraph"
                and element.get(w("default")) is not None
                and is_on(element.get(w("default")))
            ):
                self._default = self._default or id

    def _add_table(self, element: etree._Element, id: str) -> None:
        based_on = element.find(w("basedOn"))
        self._table_parents[id] = based_on.get(VAL) if based_on is not None else None
        for part in element.iterchildren(w("tblStylePr")):
            if part.get(TYPE) == "firstRow":
                self._table_first_row_bold[id] = run_settings(part.find(RPR)).bold


def english_name(name: str, id: str) -> str:
    """The style's name as Word's English interface shows it."""
    lower = name.lower().strip()
    heading = BUILT_IN_HEADING.match(lower)
    if heading:
        return f"Heading {heading[1]}"
    if lower.startswith("toc ") and lower[4:].isdigit():
        return f"TOC {lower[4:]}"
    return ENGLISH.get(lower, name or id)


def _toggle(direct: bool | None, above: bool | None, beside: bool | None, base: bool | None) -> bool:
    if direct is not None:
        return direct
    return bool(base) or (bool(above) != bool(beside))


def _chain(family: dict[str, _Definition], id: str) -> Iterator[_Definition]:
    """The style and those it is based on; stops at a circle, a gap and after LONGEST_CHAIN steps."""
    seen: set[str] = set()
    current: str | None = id
    while current is not None and current in family and current not in seen and len(seen) < LONGEST_CHAIN:
        seen.add(current)
        yield family[current]
        current = family[current].based_on


def _definition(element: etree._Element, id: str) -> _Definition:
    name = based_on = num_id = None
    outline = level = None
    settings = NOTHING_SET
    for child in element:
        tag = child.tag
        if tag == w("name"):
            name = child.get(VAL)
        elif tag == w("basedOn"):
            based_on = child.get(VAL)
        elif tag == RPR:
            settings = run_settings(child)
        elif tag == PPR:
            outline = outline_level(child.find(OUTLINE))
            numbering = child.find(NUMPR)
            if numbering is not None:
                num_id, level = numbering_of(numbering)
    return _Definition(id, name or id, based_on, outline, num_id, level, settings)


def outline_level(element: etree._Element | None) -> int | None:
    """The level that ``w:outlineLvl`` gives, from 0; 9 is body text; None where it says nothing."""
    if element is None:
        return None
    level = whole(element.get(VAL), -1)
    return level if 0 <= level <= 9 else None


def numbering_of(numbering: etree._Element) -> tuple[str | None, int | None]:
    """List and level of ``w:numPr``; None for what it does not say."""
    num_id = level = None
    for child in numbering:
        if child.tag == NUMID:
            num_id = child.get(VAL)
        elif child.tag == ILVL:
            level = whole(child.get(VAL), -1)
    return num_id, level if level is not None and 0 <= level <= 8 else None


def _heading(chain: list[_Definition]) -> Heading | None:
    """By outline level first, then by name: both along the chain."""
    built_in = next((m for m in (_built_in_level(d) for d in chain) if m is not None), None)
    outline = next((d.outline for d in chain if d.outline is not None), None)
    if outline is not None:
        if outline == 9:
            return None
        return Heading(outline + 1, "style" if built_in is not None else "outline")
    if built_in is not None:
        return Heading(built_in, "style")
    named = _level_in_name(chain[0].name)
    return Heading(named, "style") if named is not None else None


def _built_in_level(definition: _Definition) -> int | None:
    match = BUILT_IN_HEADING.match(definition.name.lower().strip())
    if match:
        return int(match[1])
    return None


def _level_in_name(name: str) -> int | None:
    """ "_Heading 2" is 2, "heading 1.1" is 2: the writer's own heading styles."""
    lower = name.lower()
    match = HEADING_IN_NAME.search(lower)
    if not match or NO_HEADING_IN_NAME.search(lower):
        return None
    return min(int(match[1]) + match[2].count("."), 9)
