"""Who has to do what: the obligations of a sentence, their voice, and whether they name who acts.

"Changes must be approved by the change manager" and "The change manager approves all changes" can be audited:
somebody can be asked. "Changes must be approved" cannot (ISO/IEC 20000-1, 5.3). An obligation is found by its
cue ("must", "is to", "needs to"), for which :mod:`itsmlint.language.pipeline` looks; the verb after it is
read here word by word. There is no grammar of whole sentences behind it: policies are made of fragments,
lists and brackets, on which parsers trip.
"""

from collections.abc import Iterator, Sequence

import msgspec

from itsmlint.language.agents import Span, find_agent
from itsmlint.language.clauses import (
    clause_start,
    is_denied,
    is_denied_before,
    is_fragment,
    is_subordinate,
)
from itsmlint.language.grammar import Grammar
from itsmlint.language.words import HYPHENS, STOPS, Words


class Cue(msgspec.Struct, frozen=True):
    """Words that make an obligation: from position ``start`` up to, not including, ``end``."""

    name: str
    start: int
    end: int


class Verb(msgspec.Struct, frozen=True):
    """What follows a cue."""

    end: int
    """The position after the last word of the verb group."""
    passive: bool = False
    agent: Span | None = None


class Duty(msgspec.Struct, frozen=True, kw_only=True):
    """An obligation, in positions of its sentence."""

    cue: Cue
    verb: Verb
    subject: int
    """Where the clause begins: the words from there to the cue may name who acts."""
    subordinate: bool = False


WITHIN_DEMAND = 14
"""Words between "it is required that" and "be"."""
WITHIN_PREDICATE = 5
"""Words between "be" and the "and" before a participle: "must be complete and approved"."""
BEFORE_PURPOSE = 8
"""Words before "is to" among which "aim" or "purpose" may stand."""


def read_duties(
    words: Sequence[str], norms: Sequence[str], cues: Sequence[Cue], grammar: Grammar
) -> Iterator[Duty]:
    """The obligations of a sentence, one for each cue that is one.

    ``words`` are its tokens in lower case, ``norms`` the same with the forms of one word under one name.
    """
    sentence = Words(words, norms, grammar)
    question = bool(words) and words[-1] == "?"
    for cue in cues:
        if not _is_cue(sentence, cue):
            continue
        inverted = is_denied_before(sentence, cue.start)
        verb = _demanded(sentence, cue) if inverted else _verb(sentence, cue)
        if verb is None:
            continue
        subject = clause_start(sentence, cue.start)
        yield Duty(
            cue=cue,
            verb=verb,
            subject=subject,
            subordinate=question
            or (not inverted and is_subordinate(sentence, cue.name, cue.start, cue.end, subject)),
        )


def _is_cue(words: Words, cue: Cue) -> bool:
    """Whether the words are a verb here: not "the will", "no need to", "the aim is to"."""
    word = words.all[cue.start]
    if cue.name == "may":
        return is_denied_before(words, cue.start) or (
            words.at(cue.end) == "be" and is_denied(words, cue.start)
        )
    if cue.name == "to be":
        return is_fragment(words, cue.start, cue.end)
    if cue.name in ("will", "must", "needs to") and words.at(cue.start - 1) in words.known.not_verbs_after:
        return False
    if cue.name in ("is to", "is going to"):
        before = words.all[max(0, cue.start - BEFORE_PURPOSE) : cue.start]
        return word in ("is", "are") and words.known.purposes.isdisjoint(before)
    if cue.name == "is required to":
        return word not in ("was", "were", "been", "being")
    return word not in ("having", "had")


def _verb(words: Words, cue: Cue) -> Verb | None:
    """The verb after a cue; None where "required that" demands nothing."""
    if cue.name == "is responsible for":
        return Verb(cue.end)
    if cue.name == "requires that":
        return _demanded(words, cue)
    if cue.name == "to be":
        return _predicate(words, cue.end)
    return _verb_at(words, cue.end)


def _demanded(words: Words, cue: Cue) -> Verb | None:
    """The verb of "it is required that all changes be approved"."""
    for at in range(cue.end, min(cue.end + WITHIN_DEMAND, len(words))):
        word = words.all[at]
        if word in STOPS or words.is_modal(at) or word in words.known.finite:
            return None
        if word == "be":
            return _predicate(words, at + 1)
    return None


def _verb_at(words: Words, at: int) -> Verb:
    """The verb that begins at the position, adverbs and insertions before it left out."""
    at = words.after_adverbs(at)
    if words.at(at) in ("be", "get"):
        return _predicate(words, at + 1)
    if words.at(at) == "have" and words.at(at + 1) == "been":
        return _predicate(words, at + 2)
    return _joined(words, at)


def _predicate(words: Words, at: int) -> Verb:
    """What follows "be"."""
    at = _participle(words, at)
    if not words.is_participle(at):
        return _joined_participle(words, at)
    if words.is_state(at):
        return _joined(words, at + 1)
    if words.all[at] in words.known.controlled:
        inner = _controlled(words, at)
        if inner is not None:
            return inner
    return Verb(at + 1, True, find_agent(words, at))


def _participle(words: Words, at: int) -> int:
    """Where the participle after "be" stands: behind adverbs, "being", "re-" and nouns ("peer reviewed")."""
    at = words.after_adverbs(at)
    while words.at(at) == "being":
        at = words.after_adverbs(at + 1)
    while words.at(at + 1) in HYPHENS and words.at(at + 2):
        at += 2
    if words.at(at) in words.known.compounds and words.is_participle(at + 1):
        at += 1
    return at


def _controlled(words: Words, at: int) -> Verb | None:
    """Of "users will be asked to sign" the users are the ones who act; None where no infinitive follows."""
    follow = words.after_adverbs(at + 1)
    if words.at(follow) == "to":
        inner = words.after_adverbs(follow + 1)
        return _predicate(words, inner + 1) if words.at(inner) == "be" else Verb(at + 1)
    late = any(words.all[index] == "," and words.at(index + 1) == "to" for index in range(at, len(words)))
    return Verb(at + 1) if late else None


def _joined_participle(words: Words, at: int) -> Verb:
    """A participle beside an adjective: "must be complete and approved"."""
    for index in range(at + 1, min(at + WITHIN_PREDICATE, len(words))):
        if words.all[index] in STOPS:
            break
        if words.all[index] in ("and", "or"):
            inner = _participle(words, index + 1)
            if words.all[inner : inner + 1] and words.all[inner] in words.known.qualities:
                break
            if words.is_participle(inner) and not words.is_state(inner) and not words.describes_noun(inner):
                return Verb(inner + 1, True, find_agent(words, inner))
            break
    return _joined(words, at)


def _joined(words: Words, at: int) -> Verb:
    """A passive beside another verb: "must expire after 90 days and be renewed"."""
    active = Verb(min(at + 1, len(words)))
    for index in range(at, len(words) - 1):
        word = words.all[index]
        if (
            word in STOPS
            or words.is_modal(index)
            or word in words.known.relatives
            or word in words.known.subordinators
        ):
            break
        if word in ("to", "can", "may", "could", "might"):
            break  # what follows may hang on this: "must agree to be trained and be tested"
        if word in ("and", "or", "but", ","):
            follow = words.after_adverbs(index + 1)
            inner = _participle(words, follow + 1)
            if words.at(follow) == "be" and words.is_participle(inner) and not words.is_state(inner):
                return Verb(inner + 1, True, find_agent(words, inner))
    return active
