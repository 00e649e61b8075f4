"""Where sentences begin in a text that is cut into tokens.

Policies are full of what misleads: "No. 7", "cl. 8.6.1", "e.g.", list marks such as "1." and "a.", line breaks, lines
without a full stop.
"""

from collections.abc import Sequence
from functools import lru_cache

import msgspec

from itsmlint.vocabulary import Vocabulary


class SentenceWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Shape of ``rules/vocabulary/sentences.yaml``."""

    before_something: frozenset[str]
    maybe: frozenset[str]
    bullets: frozenset[str]


END = frozenset(".!?…")
CLOSING = frozenset(")]}\"'”’»")
MARK_LENGTH = 3
"""Letters or digits of a list mark: "1", "iv", "a"."""


@lru_cache(maxsize=8)
def sentence_words(vocabulary: Vocabulary) -> SentenceWords:
    """The words of a vocabulary that matter where sentences end."""
    return vocabulary.read("sentences", SentenceWords)


def sentence_starts(tokens: Sequence[str], spaced: Sequence[bool], known: SentenceWords) -> list[int]:
    """The tokens with which sentences begin, from 0.

    ``tokens`` as written, line breaks among them; ``spaced`` says which are followed by a space.
    """
    starts = [0]
    count = len(tokens)
    for at, token in enumerate(tokens):
        following = at + 1
        if following >= count:
            break
        if token in END or token[0] == "." and not token.strip("."):
            following = _after_closing(tokens, following)
            if following < count and tokens[following].isspace() and "\n" not in tokens[following]:
                following += 1  # more than one space
            if following < count and _ends(tokens, spaced, at, following, starts[-1], known):
                starts.append(following)
        elif "\n" in token:
            if _begins(tokens[following], known) or _ended(tokens, at) or "\n\n" in token:
                _add(starts, following)
        elif token in known.bullets and at > starts[-1]:
            _add(starts, at)
        elif token[-1] == "." and len(token) > 2 and _abbreviation_ends(token, tokens[following], known):
            _add(starts, following)
    return starts


def _add(starts: list[int], at: int) -> None:
    if at > starts[-1]:
        starts.append(at)


def _after_closing(tokens: Sequence[str], at: int) -> int:
    """The position after quotes and brackets that close, and further full stops."""
    while at < len(tokens) and (tokens[at] in CLOSING or tokens[at] in END):
        at += 1
    return at


def _ends(
    tokens: Sequence[str], spaced: Sequence[bool], at: int, following: int, start: int, known: SentenceWords
) -> bool:
    """Whether the full stop at the position ends a sentence that began at ``start``."""
    after = tokens[following]
    if "\n" in after:
        return False  # the line break decides
    before = tokens[at - 1] if at > start else ""
    if not before:
        return False
    if not any(spaced[at:following]) and not tokens[following - 1].isspace():
        # no space after it: a missing one, when words stand on both sides
        return len(before) > MARK_LENGTH and before.islower() and after[:1].isupper() and after.isalpha()
    if at - start <= 1 and len(before) <= MARK_LENGTH and tokens[at] == ".":
        return False  # "1. Scope", "a. The desk"
    if tokens[at] != ".":
        return _begins(after, known)
    word = before.lower()
    if word in known.before_something:
        return False
    if word in known.maybe or (len(word) == 1 and word.isalpha()):
        return after[:1].isupper() and len(word) > 1
    return _begins(after, known)


def _abbreviation_ends(token: str, after: str, known: SentenceWords) -> bool:
    """Whether a token with its own full stop, such as "a.m.", ends the sentence."""
    return token[:-1].lower() in known.maybe and after[:1].isupper()


def _ended(tokens: Sequence[str], at: int) -> bool:
    return at > 0 and tokens[at - 1] in (".", "!", "?", ":", ";")


def _begins(word: str, known: SentenceWords) -> bool:
    """Whether a sentence may begin with the word."""
    first = word[:1]
    return first.isupper() or first.isdigit() or first in "([{\"'“‘«<*_-–—" or word in known.bullets
