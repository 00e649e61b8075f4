"""Where sentences begin in a text that is cut into tokens.

Policies are full of what misleads: "No. 7", "cl. 8.6.1", "e.g.", list marks such as "1." and "a.", line
breaks, lines without a full stop.
"""

import re
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
STRAIGHT = frozenset("\"'")
"""Quotes that open as well as close."""
MARK = re.compile(r"\d{1,3}|[A-Za-z]|[ivx]{1,4}|[IVX]{1,4}")
"""A list mark without its full stop: "1", "iv", "a"."""
SHORTEST = 4
"""Letters of a word behind which a space may be missing; shorter ones are parts of names and numbers."""


class _Tokens(msgspec.Struct, frozen=True):
    """The tokens of a text, and what is known of ends."""

    all: Sequence[str]
    spaced: Sequence[bool]
    known: SentenceWords


@lru_cache(maxsize=8)
def sentence_words(vocabulary: Vocabulary) -> SentenceWords:
    """The words of a vocabulary that matter where sentences end."""
    return vocabulary.read("sentences", SentenceWords)


def sentence_starts(tokens: Sequence[str], spaced: Sequence[bool], known: SentenceWords) -> list[int]:
    """The tokens with which sentences begin, from 0.

    ``tokens`` as written, line breaks among them; ``spaced`` says which are followed by a space.
    """
    text = _Tokens(tokens, spaced, known)
    starts = [0]
    for at, token in enumerate(tokens[:-1]):
        if token in END or (token[0] == "." and not token.strip(".")):
            start = _after_stop(text, at, starts[-1])
        elif "\n" in token:
            start = at + 1 if _ends_line(text, at) else 0
        elif token in known.bullets:
            start = at
        elif token[-1] == "." and len(token) > 2 and _abbreviation_ends(token, tokens[at + 1], known):
            start = at + 1
        else:
            continue
        if start > starts[-1]:
            starts.append(start)
    return starts


def _after_stop(text: _Tokens, at: int, start: int) -> int:
    """Where the next sentence begins behind the full stop at the position; 0 where it does not end one.

    ``start`` is where the sentence before it begins.
    """
    following = _after_closing(text, at + 1)
    if following < len(text.all) and text.all[following].isspace() and "\n" not in text.all[following]:
        following += 1  # more than one space
    if following >= len(text.all) or "\n" in text.all[following] or at == start:
        return 0  # a line break decides by itself
    before, after = text.all[at - 1], text.all[following]
    if not any(text.spaced[at:following]) and not text.all[following - 1].isspace():
        return following if _misses_space(before, after) else 0
    if text.all[at] == "." and (_is_mark(before, at - start) or not _ends_word(before, after, text.known)):
        return 0
    return following if _begins(after, text.known) else 0


def _after_closing(text: _Tokens, at: int) -> int:
    """The position after quotes and brackets that close, and further full stops."""
    while at < len(text.all) and (text.all[at] in CLOSING or text.all[at] in END):
        if text.spaced[at - 1] and text.all[at] in STRAIGHT:
            break  # it opens what follows
        at += 1
    return at


def _misses_space(before: str, after: str) -> bool:
    """Whether a full stop between two words ends a sentence whose writer forgot the space."""
    return len(before) >= SHORTEST and before.islower() and after[:1].isupper() and after.isalpha()


def _is_mark(word: str, position: int) -> bool:
    """Whether a word at the start of a sentence is a list mark: "1. Scope", "a. The desk"."""
    return position <= 1 and MARK.fullmatch(word) is not None


def _ends_word(before: str, after: str, known: SentenceWords) -> bool:
    """Whether a full stop after the word can be the end of a sentence, and not of an abbreviation."""
    word = before.lower()
    if word in known.before_something or (len(word) == 1 and word.isalpha()):
        return False
    return word not in known.maybe or after[:1].isupper()


def _ends_line(text: _Tokens, at: int) -> bool:
    """Whether a line break ends a sentence."""
    ended = at > 0 and text.all[at - 1] in (".", "!", "?", ":", ";")
    return ended or "\n\n" in text.all[at] or _begins(text.all[at + 1], text.known)


def _abbreviation_ends(token: str, after: str, known: SentenceWords) -> bool:
    """Whether a token with its own full stop, such as "a.m.", ends the sentence."""
    return token[:-1].lower() in known.maybe and after[:1].isupper()


def _begins(word: str, known: SentenceWords) -> bool:
    """Whether a sentence may begin with the word."""
    first = word[:1]
    return first.isupper() or first.isdigit() or first in "([{\"'“‘«<*_-–—" or word in known.bullets
