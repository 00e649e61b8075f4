"""Which line of a document is its title, and which kind of document a title names."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

import msgspec

from itsmlint.documents.model import Document, Paragraph, Table, paragraphs_of
from itsmlint.facts.cells import top_rows
from itsmlint.facts.headings import names_of, split_number
from itsmlint.facts.labels import read_line
from itsmlint.facts.placeholders import is_placeholder
from itsmlint.facts.tokens import label_tokens, name_tokens, tokens
from itsmlint.facts.zones import front_end
from itsmlint.vocabulary import Vocabulary

LONGEST_TITLE = 16
"""Words."""
TITLE_LINES = 14
"""Lines with text at the front of a Word document that may be its title."""
TITLE_ROWS = 6
"""Rows at the top of a sheet in which its title may stand."""
FEWEST_LETTERS = 3
"""Letters of the part of a file name that is its title; parts are parted by two underscores."""
GENERIC_SHEET = re.compile(
    r"^(?:sheet|tabelle|feuil|hoja|foglio|blad|list|arkusz|φύλλο)\s?\d*$", re.IGNORECASE
)

_SEGMENTS = re.compile(r"\s+[-–—|]\s*|\s*[–—|:\n\t]\s*|\s{3,}")


class KindWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """By what a kind of document is known."""

    titles: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    workbook: tuple[str, ...] = ()
    self: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    record: bool = False


class Kinds(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Shape of ``rules/vocabulary/kinds.yaml``."""

    kinds: Mapping[str, KindWords]
    template_words: tuple[str, ...] = ()
    record_words: tuple[str, ...] = ()
    prepositions: frozenset[str] = frozenset()
    topics: Mapping[str, tuple[str, ...]] = {}


class Line(msgspec.Struct, frozen=True):
    """A line that may be the title."""

    text: str
    source: str
    """title (style or control data), heading, line, header, property, sheet, file name."""


class Named(msgspec.Struct, frozen=True):
    """The kind that a title names."""

    kind: str
    words: str
    """The words of the title that name it."""
    weak: bool


class _Phrase(msgspec.Struct, frozen=True):
    kind: str
    weak: bool
    workbook: bool


def kind_words(vocabulary: Vocabulary) -> Kinds:
    """The words by which kinds of documents are known."""
    return vocabulary.read("kinds", Kinds)


def title_lines(document: Document, vocabulary: Vocabulary) -> list[Line]:
    """The lines that may be the title, the likeliest first; the file's name is the last."""
    lines = list(_sheet_lines(document) if document.format == "excel" else _word_lines(document, vocabulary))
    if document.properties.title.strip():
        lines.append(Line(" ".join(document.properties.title.split()), "property"))
    stem = document.name.rsplit(".", 1)[0]
    while stem.rsplit(".", 1)[-1].lower() in ("docx", "xlsx", "doc", "xls", "xlsm", "docm"):
        stem = stem.rsplit(".", 1)[0]
    own = [part for part in re.split(r"__+", stem) if sum(map(str.isalpha, part)) >= FEWEST_LETTERS]
    lines.append(Line(" ".join(re.split(r"[_\s]+", own[-1] if own else stem)), "file name"))
    return [line for line in lines if line.text.strip()]


def named_kind(text: str, vocabulary: Vocabulary, workbook: bool = False) -> Named | None:
    """The kind that a title names; None when it names none."""
    found = [named for part in _parts(text) if (named := _named_in(part, vocabulary, workbook)) is not None]
    strong = [named for named in found if not named.weak]
    if len({named.kind for named in strong}) > 1:
        return Named(strong[0].kind, strong[0].words, weak=True)
    return next(iter(strong or found), None)


def topics_of(text: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """What a document with this title is about."""
    words = tokens(text)
    return tuple(
        topic
        for topic, phrases in kind_words(vocabulary).topics.items()
        if any(_stands_in(words, tokens(phrase)) for phrase in phrases)
    )


def says_template(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a title or file name says that the document is a template."""
    return bool(
        set(name_tokens(text))
        & {token for word in kind_words(vocabulary).template_words for token in tokens(word)}
    )


def _stands_in(words: tuple[str, ...], phrase: tuple[str, ...]) -> bool:
    return any(words[start : start + len(phrase)] == phrase for start in range(len(words) - len(phrase) + 1))


def _parts(text: str) -> Iterator[tuple[str, ...]]:
    for segment in _SEGMENTS.split(text):
        words = label_tokens(re.sub(r"(?<=\w)_(?=\w)", " ", segment))
        if words:
            yield words


def _named_in(words: tuple[str, ...], vocabulary: Vocabulary, workbook: bool) -> Named | None:
    """The last kind word holds, as in "risk management policy"; before a preposition the last one there."""
    phrases = _phrases(vocabulary)
    prepositions = kind_words(vocabulary).prepositions
    longest = max(map(len, phrases))
    matches: list[tuple[int, int, _Phrase]] = []
    for start in range(len(words)):
        for end in range(min(len(words), start + longest), start, -1):
            known = [one for one in phrases.get(words[start:end], ()) if workbook or not one.workbook]
            known.sort(key=lambda one: not one.workbook)
            if known:
                matches.append((start, end, known[0]))
                break
    if not matches:
        return None
    matches = [match for match in matches if not _is_vague(match[2])] or matches
    inner = {at for start, end, _ in matches for at in range(start + 1, end)}
    for at, word in enumerate(words):
        before = [match for match in matches if match[1] <= at]
        if word in prepositions and at not in inner and before:
            matches = before
            break
    start, end, phrase = max(matches, key=lambda match: (match[1], match[1] - match[0]))
    return Named(phrase.kind, " ".join(words[start:end]), phrase.weak)


def _is_vague(phrase: _Phrase) -> bool:
    """Whether the words stand in titles of all kinds and name none that matters: "overview", "control"."""
    return phrase.weak and phrase.kind == "other"


@cache
def _phrases(vocabulary: Vocabulary) -> Mapping[tuple[str, ...], tuple[_Phrase, ...]]:
    known: dict[tuple[str, ...], tuple[_Phrase, ...]] = {}
    for kind, words in kind_words(vocabulary).kinds.items():
        for texts, weak, workbook in (
            (words.titles, False, False),
            (words.weak, True, False),
            (words.workbook, False, True),
        ):
            for text in texts:
                phrase = tokens(text)
                known[phrase] = (*known.get(phrase, ()), _Phrase(kind, weak, workbook))
    return known


def _word_lines(document: Document, vocabulary: Vocabulary) -> Iterator[Line]:
    front = front_end(document)
    first = list(document.blocks[: max(front, 6)])
    styled = [
        p
        for p in paragraphs_of(tuple(first))
        if p.heading is not None and p.heading.level == 0 and p.text.strip()
    ]
    if styled:
        yield Line(_one_line(styled[0].text), "title")
    yield from _labelled_titles(document, first, vocabulary)
    yield from _front_lines(document, first, vocabulary)
    for blocks in (document.headers, document.footers):
        for paragraph in paragraphs_of(blocks):
            for piece in re.split(r"[|\t\n]|\s{3,}", paragraph.text):
                if _may_be_title(piece, vocabulary):
                    yield Line(_one_line(piece), "header")


def _labelled_titles(
    document: Document, first: list[Paragraph | Table], vocabulary: Vocabulary
) -> Iterator[Line]:
    for paragraph in paragraphs_of(tuple(first)):
        for labelled in read_line(paragraph.text, vocabulary):
            if "title" in labelled.label.fields and labelled.value:
                yield Line(_one_line(labelled.value), "title")


def _front_lines(
    document: Document, first: list[Paragraph | Table], vocabulary: Vocabulary
) -> Iterator[Line]:
    seen = 0
    previous = ""
    for paragraph in paragraphs_of(tuple(first)):
        for line in paragraph.text.split("\n"):
            if not line.strip() or paragraph.in_contents:
                continue
            seen += 1
            _, text = split_number(_one_line(line))
            heading = paragraph.heading is not None and paragraph.heading.level > 0
            canonical = names_of(text, vocabulary, exact=True)
            if seen > TITLE_LINES or (heading and seen > 1 and canonical):
                return
            if (
                paragraph.list_level is not None
                or not _may_be_title(text, vocabulary)
                or _is_section(text, vocabulary)
            ):
                previous = ""
                continue
            if previous and len(text.split()) <= 2:
                yield Line(f"{previous} {text}", "heading" if heading else "line")
            yield Line(text, "heading" if heading else "line")
            previous = text


def _is_section(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a line heads a section rather than the document: it has a section's name and names no kind."""
    named = named_kind(text, vocabulary)
    return (named is None or named.weak) and bool(names_of(text, vocabulary, exact=True))


def _may_be_title(text: str, vocabulary: Vocabulary) -> bool:
    text = text.strip()
    words = text.split()
    if not 0 < len(words) <= LONGEST_TITLE or text[-1] in ".;," or not any(c.isalpha() for c in text):
        return False
    return next(read_line(text, vocabulary), None) is None and not is_placeholder(text, vocabulary)


def _sheet_lines(document: Document) -> Iterator[Line]:
    for sheet in document.sheets[:3]:
        for cells in top_rows(sheet, TITLE_ROWS).values():
            texts = [cell.text for cell in cells.values() if isinstance(cell.value, str)]
            if len(cells) <= 2 and texts and len(texts[0].split()) <= LONGEST_TITLE:
                yield Line(_one_line(texts[0]), "title")
        if not GENERIC_SHEET.match(sheet.name):
            yield Line(" ".join(re.split(r"[_\s]+", sheet.name)), "sheet")


def _one_line(text: str) -> str:
    return " ".join(text.split())
