"""The words for the state a document is in: "Draft", "Approved" (``rules/vocabulary/statuses.yaml``)."""

from functools import cache

from itsmlint.facts.tokens import tokens
from itsmlint.vocabulary import Vocabulary


def is_state(text: str, vocabulary: Vocabulary) -> bool:
    """Whether the whole text is a state."""
    return tokens(text) in states(vocabulary)


@cache
def states(vocabulary: Vocabulary) -> frozenset[tuple[str, ...]]:
    """The tokens of all states."""
    known = vocabulary.read("statuses", dict[str, tuple[str, ...]])
    return frozenset(tokens(text) for texts in known.values() for text in texts)
