"""Lexicons: phrases that say little, by group and weight."""

from collections.abc import Iterator, Mapping

import msgspec

from itsmlint.vocabulary import Vocabulary

FILES = ("vague", "boilerplate")
"""Vocabulary files that hold lexicons."""


class Entry(msgspec.Struct, frozen=True):
    """Phrases of one lexicon, group and weight."""

    lexicon: str
    group: str
    weight: str
    phrases: tuple[str, ...]

    @property
    def family(self) -> str:
        """Among the phrases of one family the longest counts; those of others do not touch it."""
        return "boilerplate" if self.lexicon == "boilerplate" else "vague"

    @property
    def key(self) -> str:
        """Its name among all entries."""
        return f"{self.lexicon}/{self.group}/{self.weight}"


class Lexicons(msgspec.Struct, frozen=True):
    """The lexicons of a vocabulary file: by name, group and weight."""

    lexicons: Mapping[str, Mapping[str, Mapping[str, tuple[str, ...]]]]


def entries(vocabulary: Vocabulary) -> Iterator[Entry]:
    """All entries of all lexicons."""
    for file in FILES:
        for lexicon, groups in vocabulary.read(file, Lexicons).lexicons.items():
            for group, weights in groups.items():
                for weight, phrases in weights.items():
                    yield Entry(lexicon, group, weight, phrases)
