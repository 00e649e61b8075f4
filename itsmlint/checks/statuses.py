"""The state that the words of a document's status mean."""

from collections.abc import Mapping
from functools import cache

from itsmlint.facts.tokens import tokens
from itsmlint.vocabulary import Vocabulary

Statuses = dict[str, tuple[str, ...]]


def status_class(text: str, vocabulary: Vocabulary) -> str:
    """ "draft", "in-review", "approved" or "obsolete", of ``rules/vocabulary/statuses.yaml``; else empty.

    The longest phrase that the status begins with decides: "Final draft 2" is a draft.
    """
    words = tokens(text)
    known = _phrases(vocabulary)
    return next((known[words[:end]] for end in range(len(words), 0, -1) if words[:end] in known), "")


@cache
def _phrases(vocabulary: Vocabulary) -> Mapping[tuple[str, ...], str]:
    classes = vocabulary.read("statuses", Statuses)
    return {tokens(phrase): name for name, phrases in classes.items() for phrase in phrases}
