"""Whether a document says something in one of the ways people say it.

Rules of absence ("no commitment to improvement") look for statements: lists of phrases by language in
``rules/vocabulary/statements.yaml``. A phrase is plain words that an auditor can read and extend:

- ``improv*`` is any word that begins so, ``*`` any word at all,
- ``policy|document`` is either word,
- ``#`` is a number, in digits or as a word up to twelve,
- ``...`` is up to eight words in between, within one sentence,
- ``^`` is the start of a sentence.

Case, punctuation and hyphens do not count.
"""

import re
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise

import msgspec

from itsmlint.documents.model import Document, Paragraph, Table
from itsmlint.vocabulary import Vocabulary

NUMBER_WORDS = (
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
GAP = r"(?:\w+ ){0,8}?"
_SENTENCE_END = re.compile(r"(?<=[\w)\]\"”’%])[.!?](?=\s|$)|\n")
_NOT_WORD = re.compile(r"[^\w\n]+")
_APOSTROPHE = re.compile(r"(?<=\w)['’](?=\w)")
_REMEMBERED = 4


class Statement(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something a document may say."""

    meaning: str
    """In words, for "searched": "a commitment to improve continually"."""
    phrases: Mapping[str, tuple[str, ...]]
    """By language (ISO 639-1)."""


def statement(name: str, vocabulary: Vocabulary) -> Statement:
    """The statement of that name in ``rules/vocabulary/statements.yaml``."""
    return vocabulary.read("statements", dict[str, Statement])[name]


def says(document: Document, language: str, name: str, vocabulary: Vocabulary) -> bool | None:
    """Whether the document holds the statement; None when nothing is known in its language."""
    pattern = statement_pattern(name, language, vocabulary)
    if pattern is None:
        return None
    return pattern.search(words_of(document)) is not None


def text_says(text: str, language: str, name: str, vocabulary: Vocabulary) -> bool:
    """Whether the text holds the statement."""
    pattern = statement_pattern(name, language, vocabulary)
    return pattern is not None and pattern.search(normalised(text)) is not None


def statement_pattern(name: str, language: str, vocabulary: Vocabulary) -> re.Pattern[str] | None:
    """One pattern for all phrases of the statement, to be searched in :func:`normalised` text."""
    phrases = statement(name, vocabulary).phrases.get(language, ())
    return phrases_pattern(phrases) if phrases else None


@cache
def phrases_pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """One pattern for all the phrases, to be searched in :func:`normalised` text."""
    return re.compile("(?<!\\w)(?:" + "|".join(_phrase(phrase) for phrase in phrases) + ")(?!\\w)")


def _phrase(phrase: str) -> str:
    pieces: list[str] = []
    for word in phrase.lower().split():
        if word == "...":
            pieces.append(GAP)
        elif word == "^":
            pieces.append("(?m:^)")
        else:
            pieces.append("(?:" + "|".join(_word(choice) for choice in word.split("|")) + ") ")
    return "".join(pieces).removesuffix(" ")


def _word(word: str) -> str:
    if word == "#":
        return r"\d+|" + "|".join(NUMBER_WORDS)
    if word == "*":
        return r"\w+"
    stem = re.escape(_NOT_WORD.sub("", word.removesuffix("*")))
    return stem + (r"\w*" if word.endswith("*") else "")


def normalised(text: str) -> str:
    """The words in lower case with one space between them, one sentence a line."""
    lines = _SENTENCE_END.sub("\n", _APOSTROPHE.sub("", text.lower()))
    words = _NOT_WORD.sub(" ", lines)
    return "\n".join(line.strip() for line in words.split("\n"))


def sentences(text: str) -> Iterator[str]:
    """The sentences and lines of a text as written, roughly."""
    starts = [0, *(end.end() for end in _SENTENCE_END.finditer(text)), len(text)]
    for start, end in pairwise(starts):
        sentence = text[start:end].strip()
        if sentence:
            yield sentence


_words: OrderedDict[tuple[str, str], str] = OrderedDict()


def words_of(document: Document) -> str:
    """All visible text of the document, normalised: body, tables row by row, notes, page headers and footers.

    Several rules ask for it, so the last few documents' are kept.
    """
    key = (document.sha256, document.path)
    if document.sha256 and key in _words:
        return _words[key]
    text = normalised("\n".join(lines_of(document)))
    if document.sha256:
        _words[key] = text
        if len(_words) > _REMEMBERED:
            _words.popitem(last=False)
    return text


def lines_of(document: Document) -> Iterator[str]:
    """The document's text: paragraphs outside tables, then table rows with their cells side by side."""
    for block in (*document.blocks, *document.headers, *document.footers, *document.footnotes):
        if isinstance(block, Paragraph) and not block.in_contents:
            yield block.text
    for table in (
        *document.tables(),
        *_tables(document.headers),
        *_tables(document.footers),
        *document.sheets,
    ):
        row, cells = 0, list[str]()
        for (at, _), cell in table.cells.items():
            if at != row and cells:
                yield " ".join(cells)
                cells = []
            row = at
            cells.append(cell.text)
        yield " ".join(cells)


def _tables(blocks: tuple[Paragraph | Table, ...]) -> Iterator[Table]:
    return (block for block in blocks if isinstance(block, Table))
