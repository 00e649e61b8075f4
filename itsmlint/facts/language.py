"""Which language a document is mainly written in, by the share of its most frequent words."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache

import msgspec

from itsmlint.documents.model import Document
from itsmlint.vocabulary import Vocabulary

UNKNOWN = "und"
FEWEST_HITS = 3
"""Function words that must be seen before a language is named."""
FEWEST_SHARE = 0.03
"""Share of all words that the language's function words must reach."""
FEWEST_CHARACTERS = 30
"""Letters of a script that must be seen before it tells the language."""
ENOUGH = 40_000
"""Characters after which no more text is looked at."""

_WORD = re.compile(r"[^\W\d_]{2,}")
"""Single letters are marks of matrices and lists as often as words."""


class Languages(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Shape of ``rules/vocabulary/languages.yaml``."""

    words: Mapping[str, frozenset[str]]
    scripts: Mapping[str, tuple[tuple[str, str], ...]]
    names: Mapping[str, str] = {}
    """By code, in English."""


def language_of(document: Document, vocabulary: Vocabulary) -> str:
    """ISO 639-1 code of the main text's language; "und" when there is too little text to tell."""
    return language_of_text(_text(document), vocabulary)


def language_of_text(text: str, vocabulary: Vocabulary) -> str:
    """ISO 639-1 code of the language that most of a text is written in; "und" when it cannot be told."""
    letters = sum(character.isalpha() for character in text)
    for code, script in _scripts(vocabulary):
        found = len(script.findall(text))
        if found >= FEWEST_CHARACTERS and found * 2 > letters:
            return code
    words = Counter(word.lower() for word in _WORD.findall(text))
    known = vocabulary.read("languages", Languages).words
    hits = {code: sum(words[word] for word in frequent) for code, frequent in known.items()}
    code = max(hits, key=lambda code: hits[code])
    if hits[code] < FEWEST_HITS or hits[code] < FEWEST_SHARE * words.total():
        return UNKNOWN
    return code


def _text(document: Document) -> str:
    pieces: list[str] = []
    length = 0
    for piece in _pieces(document):
        pieces.append(piece)
        length += len(piece)
        if length > ENOUGH:
            break
    return "\n".join(pieces)


def _pieces(document: Document) -> Iterable[str]:
    if document.format == "word":
        return (paragraph.text for paragraph in document.body_paragraphs() if not paragraph.in_contents)
    return (
        cell.text for sheet in document.sheets for cell in sheet.cells.values() if isinstance(cell.value, str)
    )


@cache
def _scripts(vocabulary: Vocabulary) -> tuple[tuple[str, re.Pattern[str]], ...]:
    known = vocabulary.read("languages", Languages).scripts
    return tuple(
        (code, re.compile("[" + "".join(f"{chr(int(a, 16))}-{chr(int(b, 16))}" for a, b in ranges) + "]"))
        for code, ranges in known.items()
    )
