"""Obligations that cannot be tested: the only criterion is a vague word, or an escape clause takes the duty back.

A vague word alone says nothing about a sentence. It counts when it is what the duty is measured by, and when nothing
else in the sentence could be tested: no value, no date, no frequency, no named standard or document.
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
        of_nouns=re.compile(r"\s+(?:(?!to\b|that\b|for\b)[\w-]+,?\s+(?:and\s+)?){0,3}?" + _one_of(known.of_nouns) + r"(?!\s+(?:to|that|for)\b)", re.IGNORECASE),
    )


def instead_of(term: Term, vocabulary: Vocabulary) -> Proposal:
    """What to write instead of the words."""
    return vocabulary.read("vague", VagueGuards).proposals[term.group]


def _one_of(words: Sequence[str]) -> str:
    """A pattern for any of the words, whole ones."""
    return "(?:" + "|".join(rf"\b{re.escape(word)}\b" if word[0].isalpha() else re.escape(word) for word in words) + ")"


def only_criterion(
    text: str, obligations: Sequence[Obligation], terms: Sequence[Term], tested: bool, vocabulary: Vocabulary
) -> Term | None:
    """The vague words that are all the sentence's obligation is measured by; None where it can be tested.

    ``text`` is the whole sentence (offsets of obligations and terms are in it), ``tested`` whether it holds a measure.
    """
    guards = _guards(vocabulary)
    duties = [duty for duty in obligations if not duty.subordinate]
    if not duties:
        return None
    for term in terms:
        if term.lexicon == "escape" and term.group in guards.takes_back and term.weight == "high" and _in_duty(text, term, duties, guards):
            return term
    if tested or guards.reference.search(text):
        return None
    return next((term for term in terms if _is_criterion(text, term, duties, guards)), None)


def _is_criterion(text: str, term: Term, duties: Sequence[Obligation], guards: _Guards) -> bool:
    words = guards.criteria.get(term.group)
    if words is None or (words and term.text.lower() not in words) or term.weight != "high":
        return False
    after = text[term.end :]
    if term.text.lower() in guards.attributes and (DEFINITE.search(text[: term.start]) or not guards.of_nouns.match(after)):
        return False
    if term.group == "time" and guards.trigger.match(after):
        return False
    if term.group == "time" and guards.event.search(after[:NEAR]):
        return False
    if term.group == "discretion" and guards.decider.match(after):
        return False
    if guards.specified.search(after) or guards.specified.search(text[max(0, term.start - 40) : term.start]):
        return False
    return _in_duty(text, term, duties, guards)


def _in_duty(text: str, term: Term, duties: Sequence[Obligation], guards: _Guards) -> bool:
    """Whether the words belong to the obligation itself and not to a clause that hangs on it."""
    for duty in duties:
        if duty.start <= term.start < duty.end:
            return True
        between = text[duty.end : term.start] if term.start >= duty.end else text[term.end : duty.start]
        if len(between) <= FAR and not guards.leads_away.search(between):
            return True
    return False


DEFINITE = re.compile(r"\b(?:the|this|these|such|most|whichever|what|no|not)\s+(?:\w+\s+and\s+)?$", re.IGNORECASE)
NEAR = 80
"""Characters after a time word within which an event tells when: "promptly log off when the session ends"."""
FAR = 160
"""Characters between a duty and its criterion; further away it belongs to something else."""
