"""Labels of document control and their values, in lines and cells: "Policy Owner: CISO | Version: 1.0".

The labels stand in ``rules/vocabulary/control.yaml``.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from itertools import islice

import msgspec

from itsmlint.facts.dates import latest_day
from itsmlint.facts.tokens import label_tokens, tokens
from itsmlint.vocabulary import Vocabulary

NAME_FIELDS = frozenset(("owner", "approver", "author", "reviewer"))
"""Fields whose values name persons, roles or bodies."""
LONGEST_LABEL = 7
"""Words."""
LONGEST_NAME = 8
"""Words of a name after a label without colon."""
LONGEST_LINE = 2_000
"""Characters."""
BY = ("by",)

_PIECES = re.compile(r"[|\t\n•·▪;]+|\s{3,}|(?<=\S)\s{2}(?=[A-Z][\w ./]{2,30}:)")
_TABBED_VALUE = re.compile(r":[ ]*\t[\t ]*(?=[^\t\n|:]+(?:[\t\n|]|$))")
"""Tabs between a label's colon and its value: "Version:<tab><tab>1.0"."""
_PARTS = re.compile(r"\s*(?:[&/,+]|\band\b|\bund\b|\bet\b)\s*", re.IGNORECASE)
_COLON = re.compile(r"\s*[:：]\s*")
_DASH = re.compile(r"\s+[-–—=]\s+|\s*[–—]\s*")
_WORD = re.compile(r"\S+")
_VERSION = r"[vV]?(?:\d{1,3}(?:\.\d{1,3}){0,3}[a-z]?|\d{4}[.-]\d{2}(?:[.-]\d{2})?)"
_BARE_VERSION = re.compile(
    rf"""^\W*(?P<label>(?:document\s+|policy\s+)?(?:version|ver|vers|rev|revision|issue|edition)\b\.?\s*(?:no\b\.?|number|\#)?)
    \s*[:#.]?\s*(?P<value>{_VERSION}(?:\s*\(?\s*(?:draft|final|approved)\s*\)?)?)
    (?:\W*$|(?=\s*[,(–-]\s*(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?[^\W\d]+\.?\s+(?:\d{{1,2}},?\s+)?\d{{4}}\W*$)|(?=\s*[,(–-]\s*\d{{1,4}}[./-]\d{{1,2}}[./-]\d{{1,4}}\W*$))""",
    re.VERBOSE | re.IGNORECASE,
)
_SHORT_VERSION = re.compile(r"^\W*(?P<value>[vV]\.?\s?\d{1,3}(?:\.\d{1,3}){1,3})\W*$")


class Field(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The labels of one field."""

    labels: tuple[str, ...]


class Cycle(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How sentences say how often a document is reviewed: regular expressions."""

    subjects: str
    verbs: str
    precise: tuple[str, ...]
    vague: tuple[str, ...]


class ControlWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Shape of ``rules/vocabulary/control.yaml``."""

    fields: Mapping[str, Field]
    document_words: tuple[str, ...]
    strong: tuple[str, ...]
    qualified: tuple[str, ...]
    companions: tuple[str, ...]
    never: tuple[str, ...]
    history_columns: Mapping[str, tuple[str, ...]]
    foreign_columns: tuple[str, ...]
    provenance: tuple[str, ...]
    sentences: Mapping[str, tuple[str, ...]]
    parts: Mapping[str, str]
    review_cycle: Cycle
    cycle_words: tuple[str, ...]
    exact_cycle_words: tuple[str, ...]
    sign_off_columns: Mapping[str, tuple[str, ...]]
    standards: tuple[str, ...]
    no_names: tuple[str, ...]
    role_tables: Mapping[str, tuple[str, ...]]
    duty_verbs: tuple[str, ...]
    after_duty_verbs: tuple[str, ...]
    sentence_words: tuple[str, ...]
    sheets: tuple[str, ...]


class Label(msgspec.Struct, frozen=True):
    """A label of document control."""

    text: str
    """As written, without the colon."""
    fields: tuple[str, ...]
    strong: bool
    """It belongs to document control wherever it stands."""


class Labelled(msgspec.Struct, frozen=True):
    """A label and the text that follows it, which may be empty."""

    label: Label
    value: str


class _Known(msgspec.Struct, frozen=True):
    document_words: frozenset[str]
    fields: Mapping[tuple[str, ...], tuple[str, ...]]
    strong: frozenset[tuple[str, ...]]
    qualified: frozenset[tuple[str, ...]]
    companions: frozenset[tuple[str, ...]]
    never: frozenset[tuple[str, ...]]


def control_words(vocabulary: Vocabulary) -> ControlWords:
    """The words of document control."""
    return vocabulary.read("control", ControlWords)


def is_companion(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text is the name of a column beside control labels ("Signature"), and so never a value."""
    return label_tokens(text) in _known(vocabulary).companions


def read_label(text: str, vocabulary: Vocabulary) -> Label | None:
    """The label that the whole text is: "Policy Owner:", "Version / Date"; None when it is none."""
    text = text.strip(" \t\n:：*-–—.#")
    if not text or len(text) > 80 or "\n" in text.strip():
        return None
    return _label(text, vocabulary)


@lru_cache(maxsize=8192)
def _label(text: str, vocabulary: Vocabulary) -> Label | None:
    known = _known(vocabulary)
    whole = label_tokens(text)
    if not whole or len(whole) > LONGEST_LABEL or whole in known.never:
        return None
    parts = [part for part in map(label_tokens, _PARTS.split(text)) if part]
    every = [_fields(part, known) for part in parts]
    if len(parts) < 2 or not all(every):
        parts, every = [whole], [_fields(whole, known)]
    fields = tuple(dict.fromkeys(field for found in every for field in found))
    if len(fields) > 1 and NAME_FIELDS & set(fields):
        fields = tuple(field for field in fields if field != "title")
    return Label(text, fields, any(_is_strong(part, known) for part in parts)) if fields else None


def _is_strong(label: tuple[str, ...], known: _Known) -> bool:
    core = tuple(token for token in label if token not in known.document_words)
    return label in known.strong or core in known.strong or (len(core) < len(label) and bool(core))


def _fields(label: tuple[str, ...], known: _Known) -> tuple[str, ...]:
    if label in known.qualified:
        return ()
    core = tuple(token for token in label if token not in known.document_words)
    return known.fields.get(label) or known.fields.get(core, ())


def read_line(text: str, vocabulary: Vocabulary) -> Iterator[Labelled]:
    """The labels of a line and their values: "Owner: CISO | Version 1.0" has two.

    A line may hold several pieces (pipes, tabs, line breaks, wide gaps), a piece several labels with colons.
    Long texts are no lines of labels and give nothing.
    """
    if len(text) > LONGEST_LINE:
        return
    for piece in _PIECES.split(_TABBED_VALUE.sub(": ", text)):
        if piece.strip():
            yield from _read_piece(piece.strip(), vocabulary)


def _read_piece(piece: str, vocabulary: Vocabulary) -> Iterator[Labelled]:
    found = list(_before_colons(piece, vocabulary))
    if found:
        for position, (label, _, value_start) in enumerate(found):
            end = found[position + 1][1] if position + 1 < len(found) else len(piece)
            yield Labelled(label, piece[value_start:end].strip(" ,;|"))
        return
    bare = _BARE_VERSION.match(piece) or _SHORT_VERSION.match(piece)
    if bare is not None:
        text = bare.groupdict().get("label") or "version"
        yield Labelled(Label(text.strip(), ("version",), False), bare["value"])
        return
    yield from islice(_without_colon(piece, vocabulary), 1)


def _without_colon(piece: str, vocabulary: Vocabulary) -> Iterator[Labelled]:
    """A label with a dash, or before a date or name: "Last updated March 2026", "Approved by Ann Lee"."""
    dash = _DASH.search(piece)
    if dash is not None:
        before = read_label(piece[: dash.start()], vocabulary)
        if before is not None:
            yield Labelled(before, piece[dash.end() :].strip())
    words = list(_WORD.finditer(piece))
    if len(words) > LONGEST_LABEL + LONGEST_NAME:
        return
    for word in words[1 : LONGEST_LABEL + 1]:
        value = piece[word.start() :]
        if latest_day(value.strip(" .)("), "dmy", vocabulary) is not None:
            label = read_label(piece[: word.start()], vocabulary)
            if label is not None:
                yield Labelled(label, value)
        elif value[0].isupper() and len(value.split()) <= LONGEST_NAME:
            label = read_label(piece[: word.start()], vocabulary)
            if label is not None and label_tokens(label.text)[-1:] == BY:
                yield Labelled(msgspec.structs.replace(label, strong=False), value.rstrip(" ."))


def _before_colons(piece: str, vocabulary: Vocabulary) -> Iterator[tuple[Label, int, int]]:
    """Label, start of the label and start of its value, for each label that a colon follows.

    The first label begins the piece ("Project owner" is no "Owner"); later ones follow the value before them.
    """
    done = 0
    for colon in _COLON.finditer(piece):
        words = list(_WORD.finditer(piece, done, colon.start()))
        starts = words[:1] if done == 0 else words[-LONGEST_LABEL:]
        for word in starts:
            if done and not word.group()[0].isupper():
                continue
            label = read_label(piece[word.start() : colon.start()], vocabulary)
            if label is not None and not _is_qualified(piece[done : colon.start()], label, vocabulary):
                yield label, word.start(), colon.end()
                done = colon.end()
                break
        if not done:
            return


def _is_qualified(before: str, label: Label, vocabulary: Vocabulary) -> bool:
    """Whether the word before a label makes it a label for something else: "Project Owner"."""
    length = len(label_tokens(label.text))
    return label_tokens(before)[-length - 1 :] in _known(vocabulary).never


@cache
def _known(vocabulary: Vocabulary) -> _Known:
    words = control_words(vocabulary)
    document_words = frozenset(token for text in words.document_words for token in tokens(text))
    fields: dict[tuple[str, ...], tuple[str, ...]] = {}
    for field, lists in words.fields.items():
        for text in lists.labels:
            phrase = tokens(text)
            fields[phrase] = (*fields.get(phrase, ()), *(() if field in fields.get(phrase, ()) else (field,)))
    return _Known(
        document_words=document_words,
        fields=fields,
        strong=frozenset(tokens(text) for text in words.strong),
        qualified=frozenset(tokens(text) for text in words.qualified),
        companions=frozenset(tokens(text) for text in words.companions),
        never=frozenset(tokens(text) for text in words.never),
    )
