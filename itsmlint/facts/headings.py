"""Canonical names of headings: "3. Who this policy applies to" is "scope".

The names and their words stand in ``rules/vocabulary/headings.yaml``.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

import msgspec

from itsmlint.facts.tokens import holds, label_tokens, tokens
from itsmlint.vocabulary import Vocabulary

LONGEST_HEADING = 14
"""Words; longer texts are no headings with a canonical name."""
LONGEST_CHARACTERS = 200
MOST_MODIFIERS = 4
"""Words that may stand before the words that make the name: "Information security roles"."""

_TYPED_NUMBER = re.compile(
    r"""^\s*(
        (?:section|article|clause|chapter|part|step|phase|abschnitt|kapitel)\s+(?:\d+(?:\.\d+)*|[IVXL]+|[A-Z])\b[.):]?
      | §+\s*\d+(?:\.\d+)*
      | \d+(?:\.\d+)+[.)]?(?=[\s\-–—:]|[A-Z])
      | \d{1,2}\s*[.):\-–—](?!\d)
      | \d{1,2}(?=\s+[A-Z])
      | [A-Z][.)](?=\s)
      | [IVXL]+[.)](?=\s)
      | \(?[a-z0-9]{1,3}\)(?=\s)
    )[\s\-–—:.]*""",
    re.VERBOSE | re.IGNORECASE,
)
_PARTS = re.compile(
    r"\s*(?:[&/,;:|+\n–—]|\s-\s|\band\b|\bund\b|\bet\b|\by\b|\bκαι\b|\be\b(?=\s))\s*", re.IGNORECASE
)


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The headings that have one canonical name."""

    heads: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    never: tuple[str, ...] = ()


class Headings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Shape of ``rules/vocabulary/headings.yaml``."""

    names: Mapping[str, Words]
    document_words: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    complements: frozenset[str] = frozenset()


class _Known(msgspec.Struct, frozen=True):
    document_words: frozenset[str]
    verbs: frozenset[str]
    complements: frozenset[str]
    only: Mapping[tuple[str, ...], tuple[str, ...]]
    """Phrase without document words to the names it makes when it is all there is."""
    heads: Mapping[tuple[str, ...], tuple[str, ...]]
    never: Mapping[str, tuple[tuple[str, ...], ...]]
    longest: int


def split_number(heading: str) -> tuple[str, str]:
    """The typed number and the rest: "2.1) Scope" is ("2.1", "Scope"); the number may be empty."""
    found = _TYPED_NUMBER.match(heading)
    if found is None or not heading[found.end() :].strip():
        return "", heading.strip()
    return found[1].strip().rstrip(".):-–— "), heading[found.end() :].strip()


def names_of(heading: str, vocabulary: Vocabulary, exact: bool = False) -> tuple[str, ...]:
    """The canonical names of a heading, in the order in which it says them.

    ``exact``: without other words around ("Training scope" is none), for texts that may be no headings.
    """
    return _names_of(heading, vocabulary, exact) if len(heading) <= LONGEST_CHARACTERS else ()


@lru_cache(maxsize=8192)
def _names_of(heading: str, vocabulary: Vocabulary, exact: bool) -> tuple[str, ...]:
    known = _known(vocabulary)
    _, text = split_number(heading)
    whole = label_tokens(text)
    if not whole or len(whole) > LONGEST_HEADING:
        return ()
    parts = _parts(text)
    every = [list(_heads(part, known, exact)) for part in parts] if len(parts) > 1 else []
    only = [list(_only(part, known)) for part in parts] if len(parts) > 1 else []
    if not all(heads or alone for heads, alone in zip(every, only, strict=True)):
        only = []
    found = [*_only(whole, known), *_heads(whole, known, exact)]
    found += [
        name
        for names in zip(every, only or [[]] * len(every), strict=True)
        for part in names
        for name in part
    ]
    return tuple(name for name in dict.fromkeys(found) if not _is_never(whole, name, known))


def _parts(text: str) -> list[tuple[str, ...]]:
    return [words for part in _PARTS.split(text) if (words := label_tokens(part))]


def _is_never(whole: tuple[str, ...], name: str, known: _Known) -> bool:
    return any(holds(whole, phrase) for phrase in known.never[name])


def _only(part: tuple[str, ...], known: _Known) -> Iterator[str]:
    """Names that the part makes by being nothing else; of several parts every one must make a name."""
    core = tuple(token for token in part if token not in known.document_words)
    for phrase in dict.fromkeys((part, core)):
        yield from known.only.get(phrase, ())


def _heads(part: tuple[str, ...], known: _Known, exact: bool) -> Iterator[str]:
    """Names that the part makes with words before ("Training scope") or after ("Scope of this policy")."""
    yield from known.heads.get(part, ())
    core = tuple(token for token in part if token not in known.document_words)
    yield from known.heads.get(core, ())
    if exact or part[0] in known.verbs:
        return
    for start in range(1, min(len(part), MOST_MODIFIERS + 1)):
        if len(part) - start <= known.longest:
            yield from known.heads.get(part[start:], ())
    for end in range(min(len(part) - 1, known.longest), 0, -1):
        if part[end] in known.complements:
            yield from known.heads.get(part[:end], ())


@cache
def _known(vocabulary: Vocabulary) -> _Known:
    words = vocabulary.read("headings", Headings)
    document_words = frozenset(token for text in words.document_words for token in tokens(text))
    only: dict[tuple[str, ...], tuple[str, ...]] = {}
    heads: dict[tuple[str, ...], tuple[str, ...]] = {}
    for name, lists in words.names.items():
        for text in lists.heads:
            phrase = tokens(text)
            heads[phrase] = (*heads.get(phrase, ()), name)
        for text in lists.only:
            phrase = tuple(token for token in tokens(text) if token not in document_words) or tokens(text)
            only[phrase] = (*only.get(phrase, ()), name)
    return _Known(
        document_words=document_words,
        verbs=frozenset(tokens(" ".join(words.verbs))),
        complements=words.complements,
        only=only,
        heads=heads,
        never={name: tuple(tokens(text) for text in lists.never) for name, lists in words.names.items()},
        longest=max(map(len, heads), default=1),
    )
