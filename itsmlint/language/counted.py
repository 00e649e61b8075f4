"""What a count counts: the noun that is counted, what stands before it and what is said of it after."""

from collections.abc import Sequence
from itertools import pairwise

import msgspec

from itsmlint.language.indicator_words import Lists
from itsmlint.language.word_lists import Word

_SIGNS = frozenset("%#/&()[];:,<>≥≤=+*×÷≠")
_BEFORE_NOUNS = frozenset(("the", "a", "an", "all", ":"))
_NEGATIVE_ENDINGS = ("ed", "able", "ful", "standard", "conforming")
_SHORTEST_NEGATIVE = 8


class Phrase(msgspec.Struct, frozen=True):
    """A counted noun with its company: "changes" "implemented without incident"."""

    nouns: tuple[Word, ...]
    """What is counted, with what stands before it: "security", "risk", "assessments"."""
    rest: tuple[Word, ...]
    """What follows: "conducted", "last", "year"."""
    heads: tuple[Word, ...]
    """The noun itself, behind those that are joined to it: "disruptions or errors"."""

    @property
    def head(self) -> Word | None:
        """The noun itself."""
        return self.heads[-1] if self.heads else None

    @property
    def words(self) -> tuple[Word, ...]:
        """All of it."""
        return (*self.nouns, *self.rest)


def phrase_of(words: Sequence[Word], lists: Lists) -> Phrase:
    """Split what is counted from what is said of it."""
    joining = lists.small.joining
    end = next((at for at in range(len(words)) if _ends_nouns(words, at, lists)), len(words))
    nouns = [word for word in words[:end] if word.text in joining or word.text not in _SIGNS]
    while len(nouns) > 1 and nouns[-1].base in ("trend", "trending"):
        nouns.pop()
    while nouns and nouns[-1].text in joining:
        nouns.pop()
    while nouns and nouns[0].text in _BEFORE_NOUNS:
        nouns.pop(0)
    joined = [one for one, two in pairwise(nouns) if two.text in joining]
    return Phrase(tuple(nouns), tuple(words[end:]), (*joined, *nouns[-1:]))


def _ends_nouns(words: Sequence[Word], at: int, lists: Lists) -> bool:
    """Whether the counted noun ends before the index."""
    word, small = words[at], lists.small
    if word.text in _SIGNS:
        return word.text not in small.joining
    if word.text in small.prepositions:
        return True
    return at > 0 and (_is_adverb(word, lists) or word.text in small.when or _begins_clause(words, at, lists))


def _is_adverb(word: Word, lists: Lists) -> bool:
    return word.text.endswith("ly") and word.text not in lists.small.not_adverbs


def _begins_clause(words: Sequence[Word], at: int, lists: Lists) -> bool:
    """Whether a participle says what became of the noun before it, and is no part of a further noun."""
    word, before, small = words[at], words[at - 1], lists.small
    following = words[at + 1] if at + 1 < len(words) else None
    if before.plural and (word.text.endswith("ed") or (word.text in small.acting and following is not None)):
        return True
    if before.plural and lists.length_at("open_states", words, at):
        return True
    if not lists.length_at("work", words, at) or (word.plural and not before.plural):
        return False
    if before.plural or following is None:
        return True
    ends = small.prepositions | small.when | _SIGNS | small.joining
    return following.text in ends or following.text.endswith("ly")


def without_context(words: Sequence[Word], lists: Lists) -> tuple[Word, ...]:
    """Without what the noun is about: "sent to users" of "sent to users during outage"."""
    return _outside(words, lists, lists.small.contexts, frozenset(("of", "in")))


def without_complement(words: Sequence[Word], lists: Lists) -> tuple[Word, ...]:
    """Without "of ..." either: "held" of "held of failed changes"."""
    return _outside(words, lists, lists.small.contexts | lists.small.complements, frozenset())


def _outside(
    words: Sequence[Word], lists: Lists, begin: frozenset[str], go_on: frozenset[str]
) -> tuple[Word, ...]:
    """The words outside of the parts that begin with such a word and end before the next preposition."""
    kept: list[Word] = []
    inside = False
    for word in words:
        if word.text in begin:
            inside = True
        elif word.text in lists.small.prepositions and word.text not in go_on:
            inside = False
        if not inside:
            kept.append(word)
    return tuple(kept)


def relative_clause(words: Sequence[Word], lists: Lists) -> tuple[Word, ...] | None:
    """The words of a clause "that were closed" without its auxiliaries; None when there is none."""
    start = next((at for at, word in enumerate(words) if word.text in lists.small.relatives), None)
    if start is None:
        return None
    return tuple(word for word in words[start + 1 :] if word.text not in lists.small.auxiliaries)


def names_time_limit(words: Sequence[Word], lists: Lists) -> bool:
    """Whether a time is set: "in 30 seconds", but not "in the last 30 days"."""
    for before, number, unit in zip(words, words[1:], words[2:], strict=False):
        if number.text.replace(".", "").isdecimal() and unit.base in lists.small.time_units:
            return before.text not in lists.small.last
    return False


def harmful(words: Sequence[Word], lists: Lists) -> bool:
    """Whether the words name harm, or something done wrong, late or not at all."""
    at = 0
    while at < len(words):
        if skipped := lists.length_at("not_harm", words, at):
            at += skipped
        elif lists.length_at("harm", words, at) or _is_bad(words, at, lists) or _paired(words, at, lists):
            return True
        else:
            at += 1
    return False


def badly_done(words: Sequence[Word], lists: Lists) -> bool:
    """Whether an adjective says that something went wrong, late or not at all: "failed", "overdue"."""
    return any(_is_bad(words, at, lists) for at in range(len(words)))


def _is_bad(words: Sequence[Word], at: int, lists: Lists) -> bool:
    if lists.length_at("harm_adjectives", words, at):
        return True
    return _is_negative(words[at], lists) and not lists.length_at("open_states", words, at)


def _is_negative(word: Word, lists: Lists) -> bool:
    """Whether a participle or adjective begins with "un" or "non": "unregistered", "unbudgeted"."""
    text = word.text
    formed = text.startswith(("un", "non")) and text.endswith(_NEGATIVE_ENDINGS)
    return formed and len(text) >= _SHORTEST_NEGATIVE and text not in lists.small.not_negative


def _paired(words: Sequence[Word], at: int, lists: Lists) -> bool:
    """Whether two words mean harm together: "critical incidents"."""
    partners = lists.pairs.get(words[at].base) or lists.pairs.get(words[at].text)
    found = partners.find(words, at + 1, at + 4) if partners is not None else None
    if found is None:
        return False
    # "high risks" are harm, "high risk exceptions" are exceptions
    following = words[found + 1] if found + 1 < len(words) else None
    return words[found].plural or following is None or not following.plural
