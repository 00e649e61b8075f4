"""Word lists against short texts such as the names of KPIs: by word, in the singular, British as American.

An entry is a word or a phrase; ``fail*`` is any word that begins so. A list is matched in one walk.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TypeAlias

import msgspec

_WORD = re.compile(r"[^\W_]+(?:[.,'’][^\W_]+)*|[%#/&()\[\];:,<>≥≤=+*×÷≠−–—-]")
_JOINED = re.compile(r"(?<![\w-])(re|un|non|mis|back|roll|e|in)-(?=[a-z])(?!in-)")
_STANDS_ALONE = re.compile(
    r"(?<!\w)in-(?=(?:time|scope|hand|progress|flight|production|house|built|depth|person)\b)"
)
_IZE = re.compile(r"(?<=\w{2}[lrnmtdcgsvph]i)s(?=(?:e|ed|es|ing|er|ation)$)|(?<=aly)s(?=(?:e|ed|ing)$)")
_KEPT_S = ("ss", "us", "is", "ous")
_SPELLINGS = {
    "catalogue": "catalog",
    "programme": "program",
    "licence": "license",
    "centre": "center",
    "analyses": "analysis",
    "fulfil": "fulfill",
    "fulfilment": "fulfillment",
    "indices": "index",
    "criteria": "criterion",
    "statuses": "status",
    "people": "person",
    "cis": "ci",
}

_PLURALS = frozenset({"analyses", "people", "staff", "data", "criteria", "indices", "cis"})

Part: TypeAlias = tuple[str, bool]
"""A word of an entry, and whether it is only the beginning of one."""


class Word(msgspec.Struct, frozen=True):
    """A word or sign of a text."""

    text: str
    """In lower case, as written."""
    base: str
    """In the singular, American spelling: what lists are compared with."""

    @property
    def plural(self) -> bool:
        """Whether the word looks like a plural."""
        return self.text in _PLURALS or (self.text.endswith("s") and not self.text.endswith(_KEPT_S))


@lru_cache(maxsize=4096)
def words_of(text: str) -> tuple[Word, ...]:
    """The words and signs of a text."""
    plain = _JOINED.sub(r"\1", _STANDS_ALONE.sub("in ", text.lower().replace("‑", "-")))
    found = (word.replace("’", "'").removesuffix("'s") for word in _WORD.findall(plain))
    return tuple(Word(word, _base(word)) for word in found if word not in ("-", "–", "—"))


@lru_cache(maxsize=16384)
def _base(word: str) -> str:
    word = word.removesuffix("'")
    if word in _SPELLINGS:
        return _SPELLINGS[word]
    if len(word) > 4 and word.endswith("ies"):
        word = word[:-3] + "y"
    elif len(word) > 4 and word.endswith(("sses", "xes", "ches", "shes", "zzes")):
        word = word[:-2]
    elif len(word) > 2 and word.endswith("s") and not word.endswith(_KEPT_S):
        word = word[:-1]
    return _IZE.sub("z", word)


class WordList:
    """A compiled list of words and phrases."""

    def __init__(self, entries: Iterable[str]) -> None:
        self._exact: dict[str, list[tuple[Part, ...]]] = {}
        self._begun: dict[str, list[tuple[Part, ...]]] = {}
        for entry in entries:
            parts = tuple(_part(word) for word in entry.split())
            beginnings = self._begun if parts[0][1] else self._exact
            beginnings.setdefault(parts[0][0], []).append(parts)
        self._beginnings = tuple(self._begun)

    def length_at(self, words: Sequence[Word], index: int) -> int:
        """How many words the longest entry has that stands at the index; 0 when none does."""
        word = words[index]
        entries = [*self._exact.get(word.base, ()), *self._exact.get(word.text, ())]
        if self._beginnings and word.base.startswith(self._beginnings):
            entries += [
                entry
                for beginning, begun in self._begun.items()
                if word.base.startswith(beginning)
                for entry in begun
            ]
        return max((len(entry) for entry in entries if _stands_at(entry, words, index)), default=0)

    def find(self, words: Sequence[Word], start: int = 0, end: int | None = None) -> int | None:
        """Where the first entry stands between the indexes; None when none does."""
        end = len(words) if end is None else min(end, len(words))
        for index in range(start, end):
            length = self.length_at(words, index)
            if length and index + length <= end:
                return index
        return None

    def holds(self, word: Word) -> bool:
        """Whether the word alone is an entry."""
        return self.length_at((word,), 0) == 1


def _part(word: str) -> Part:
    if word.endswith("*"):
        return _IZE.sub("z", word[:-1].lower()), True
    found = words_of(word)
    return (found[0].base if found else word.lower()), False


def _stands_at(entry: tuple[Part, ...], words: Sequence[Word], index: int) -> bool:
    if index + len(entry) > len(words):
        return False
    return all(
        word.base.startswith(text) if begins else text in (word.base, word.text)
        for (text, begins), word in zip(entry, words[index:], strict=False)
    )
