"""Lexicons: phrases that say little, by group and weight."""

from collections.abc import Iterator, Mapping

import msgspec

from itsmlint.vocabulary import Vocabulary


class Entry(msgspec.Struct, frozen=True):
    """Phrases of one lexicon, group and weight."""

    lexicon: str
    group: str
    weight: str
    phrases: tuple[str, ...]

    @property
    def key(self) -> str:
        """Its name among all entries."""
        return f"{self.lexicon}/{self.group}/{self.weight}"


class VagueWords(msgspec.Struct, frozen=True):
    """The lexicons of ``rules/vocabulary/vague.yaml``."""

    lexicons: Mapping[str, Mapping[str, Mapping[str, tuple[str, ...]]]]


def entries(vocabulary: Vocabulary) -> Iterator[Entry]:
    """All entries of all lexicons."""
    for lexicon, groups in vocabulary.read("vague", VagueWords).lexicons.items():
        for group, weights in groups.items():
            for weight, phrases in weights.items():
                yield Entry(lexicon, group, weight, phrases)
