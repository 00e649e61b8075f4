"""Obligations that cannot be tested: the only criterion is vague, or an escape clause takes the duty back.

A vague word alone says nothing about a sentence. It counts when it is what the duty is measured by, and when
nothing else in the sentence could be tested: no value, no date, no frequency, no named standard or document.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

import msgspec

from itsmlint.language.model import Obligation, Term
from itsmlint.vocabulary import Vocabulary


class Proposal(msgspec.Struct, frozen=True):
    """What an obligation lacks, and what to write instead of the vague words."""

    failed: str
    """Which test failed: "is the only criterion: no value"."""
    instead: str


class VagueGuards(msgspec.Struct, frozen=True):
    """The guards of ``rules/vocabulary/vague.yaml``."""

    criteria: Mapping[str, tuple[str, ...]]
    triggers: tuple[str, ...]
    deciders: tuple[str, ...]
    specified_by: tuple[str, ...]
    references: tuple[str, ...]
    leads_away: tuple[str, ...]
    events: tuple[str, ...]
    takes_back: tuple[str, ...]
    attributes: tuple[str, ...]
    of_nouns: tuple[str, ...]
    proposals: Mapping[str, Proposal]


class _Guards(msgspec.Struct, frozen=True):
    criteria: Mapping[str, frozenset[str]]
    trigger: re.Pattern[str]
    decider: re.Pattern[str]
    specified: re.Pattern[str]
    reference: re.Pattern[str]
    leads_away: re.Pattern[str]
    takes_back: frozenset[str]
    attributes: frozenset[str]
    of_nouns: re.Pattern[str]
    event: re.Pattern[str]


@lru_cache(maxsize=8)
def _guards(vocabulary: Vocabulary) -> _Guards:
    known = vocabulary.read("vague", VagueGuards)
    return _Guards(
        criteria={group: frozenset(words) for group, words in known.criteria.items()},
        trigger=re.compile(r"[\s,]*(?:but\s+|and\s+|or\s+)?" + _one_of(known.triggers), re.IGNORECASE),
        decider=re.compile(r"\s+" + _one_of(known.deciders), re.IGNORECASE),
        specified=re.compile(_one_of(known.specified_by), re.IGNORECASE),
        reference=re.compile("|".join(known.references)),
        event=re.compile(_one_of(known.events), re.IGNORECASE),
        leads_away=re.compile(_one_of(known.leads_away), re.IGNORECASE),
        takes_back=frozenset(known.takes_back),
        attributes=frozenset(known.attributes),
        of_nouns=re.compile(
            r"\s+(?:(?!to\b|that\b|for\b)[\w-]+,?\s+(?:and\s+)?){0,3}?"
            + _one_of(known.of_nouns)
            + r"(?!\s+(?:to|that|for)\b)",
            re.IGNORECASE,
        ),
    )


def instead_of(term: Term, vocabulary: Vocabulary) -> Proposal:
    """What to write instead of the words."""
    return vocabulary.read("vague", VagueGuards).proposals[term.group]


def _one_of(words: Sequence[str]) -> str:
    """A pattern for any of the words, whole ones."""
    return (
        "(?:"
        + "|".join(rf"\b{re.escape(word)}\b" if word[0].isalpha() else re.escape(word) for word in words)
        + ")"
    )


def only_criterion(
    text: str, obligations: Sequence[Obligation], terms: Sequence[Term], tested: bool, vocabulary: Vocabulary
) -> Term | None:
    """The vague words that are all the sentence's obligation is measured by; None where it can be tested.

    ``text`` is the whole sentence; the offsets of obligations and terms are in it. ``tested`` says whether it
    holds a measure.
    """
    guards = _guards(vocabulary)
    duties = [duty for duty in obligations if not duty.subordinate]
    inside = [term for term in terms if term.weight == "high" and _in_duty(text, term, duties, guards)]
    escape = next((term for term in inside if term.group in guards.takes_back), None)
    if escape is not None:
        return escape
    if tested or guards.reference.search(text):
        return None
    return next((term for term in inside if _is_criterion(text, term, guards)), None)


def _in_duty(text: str, term: Term, duties: Sequence[Obligation], guards: _Guards) -> bool:
    """Whether the words belong to an obligation itself and not to a clause that hangs on it."""
    return any(
        _before(text, term, duty, guards) if term.start < duty.start else _behind(text, term, duty, guards)
        for duty in duties
    )


def _before(text: str, term: Term, duty: Obligation, guards: _Guards) -> bool:
    """Whether words before the verb are part of its subject, or open the sentence: "Where possible, ..."."""
    subject = duty.start - len(duty.subject) - 1
    if term.start >= subject:
        return not guards.leads_away.search(text[subject : term.start])
    return not text[: term.start].strip() and text[term.end :].lstrip().startswith(",")


def _behind(text: str, term: Term, duty: Obligation, guards: _Guards) -> bool:
    """Whether words in or behind the verb say how it is to be done."""
    between = text[duty.end : term.start]
    return len(between) <= FAR and not guards.leads_away.search(between)


def _is_criterion(text: str, term: Term, guards: _Guards) -> bool:
    """Whether a term is one that a duty can be measured by, and nothing else says what it means."""
    words = guards.criteria.get(term.group)
    if words is None or (words and term.text.lower() not in words):
        return False
    before, after = text[: term.start], text[term.end :]
    if term.text.lower() in guards.attributes:
        if DEFINITE.search(before) or not guards.of_nouns.match(after):
            return False
    elif _says_when(term, after, guards):
        return False
    return not guards.specified.search(after) and not guards.specified.search(before[-BEFORE:])


def _says_when(term: Term, after: str, guards: _Guards) -> bool:
    """Whether an event tells when, or somebody is named who decides: "as deemed necessary by the owner"."""
    if term.group == "time":
        return bool(guards.trigger.match(after) or guards.event.search(after[:NEAR]))
    return term.group == "discretion" and guards.decider.match(after) is not None


DEFINITE = re.compile(
    r"\b(?:the|this|these|such|most|whichever|what|no|not)\s+(?:\w+\s+and\s+)?$", re.IGNORECASE
)
"""Before "appropriate" these say that a certain one is meant."""
BEFORE = 40
"""Characters before the words in which something may say what they mean."""
NEAR = 80
"""Characters after a time word within which an event tells when: "promptly log off when the session ends"."""
FAR = 160
"""Characters between a duty and its criterion; further away it belongs to something else."""
