"""The words by which indicators are judged, compiled: ``rules/vocabulary/indicators.yaml``."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

import msgspec

from itsmlint.language.word_lists import Word, WordList
from itsmlint.vocabulary import Vocabulary


class SmallWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that show where the counted noun ends and what belongs to it."""

    prepositions: frozenset[str]
    relatives: frozenset[str]
    auxiliaries: frozenset[str]
    contexts: frozenset[str]
    complements: frozenset[str]
    joining: frozenset[str]
    acting: frozenset[str]
    when: frozenset[str]
    not_adverbs: frozenset[str]
    not_negative: frozenset[str]
    time_units: frozenset[str]
    last: frozenset[str]


class Twin(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What to measure instead of a count."""

    of: tuple[str, ...]
    instead: str


class IndicatorWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Shape of ``rules/vocabulary/indicators.yaml``, where each list is explained."""

    lists: Mapping[str, tuple[str, ...]]
    small_words: SmallWords
    harm_pairs: Mapping[str, tuple[str, ...]]
    twins: tuple[Twin, ...]
    twin: str


class Lists:
    """The word lists of a vocabulary, compiled, by their names in the file."""

    def __init__(self, words: IndicatorWords) -> None:
        self.by_name = {name: WordList(entries) for name, entries in words.lists.items()}
        self.pairs = {name: WordList(partners) for name, partners in words.harm_pairs.items()}
        self.small = words.small_words
        self._twins = tuple((WordList(twin.of), twin.instead) for twin in words.twins)
        self._twin = words.twin

    def length_at(self, name: str, words: Sequence[Word], at: int) -> int:
        """Words of the longest entry of the list that stands at the index; 0 when none does."""
        return self.by_name[name].length_at(words, at)

    def find(self, name: str, words: Sequence[Word]) -> int | None:
        """Where the first entry of the list stands."""
        return self.by_name[name].find(words)

    def has(self, name: str, words: Sequence[Word]) -> bool:
        """Whether an entry of the list stands anywhere."""
        return self.find(name, words) is not None

    def starts(self, name: str, words: Sequence[Word]) -> int:
        """Words of the entry with which the words begin; 0 when they do with none."""
        return self.length_at(name, words, 0) if words else 0

    def is_one(self, name: str, word: Word | None) -> bool:
        """Whether the word alone is an entry of the list."""
        return word is not None and self.by_name[name].holds(word)

    def after(self, name: str, words: Sequence[Word]) -> Sequence[Word]:
        """The words behind all entries of the list with which they begin."""
        while length := self.starts(name, words):
            words = words[length:]
        return words

    def twin(self, words: Sequence[Word]) -> str:
        """What to measure instead of a count of these."""
        return next((instead for twins, instead in self._twins if twins.find(words) is not None), self._twin)


@lru_cache(maxsize=8)
def lists_of(vocabulary: Vocabulary) -> Lists:
    """The word lists of a vocabulary."""
    return Lists(vocabulary.read("indicators", IndicatorWords))
