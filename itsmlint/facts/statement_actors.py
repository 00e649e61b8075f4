"""Who has to act where the sentence does not say: the lead-in, a label, the row, the heading or the RACI.

"Responsibilities of the Service Owner" above a list, "Change Manager" beside a step in a table: nobody needs
to be named again in each sentence (ISO/IEC 20000-1, 5.3).
"""

import re
from collections.abc import Sequence
from functools import lru_cache

import msgspec

from itsmlint.facts.headings import split_number
from itsmlint.facts.model import Raci
from itsmlint.facts.owners import Owners, classify_owner
from itsmlint.facts.passages import Passage
from itsmlint.facts.tokens import tokens
from itsmlint.language.model import Obligation
from itsmlint.vocabulary import Vocabulary

LONGEST_NAME = 6
"""Words of a heading, label or cell that is a role and no more."""
LONGEST_SUBJECT = 12
"""Words of a subject that may be somebody."""
FEWEST_SHARED = 2
"""Words that a sentence and an activity of a responsibility matrix must share."""
SHARE = 0.6
"""Of the words of the activity."""

_LABEL = re.compile(r"^\s*([^:\n]{3,60}?)\s*[:–—]\s+\S")
_ARTICLE = re.compile(
    r"^(?:\W*(?:the|a|an|all|each|every|any|our|its|and|or|both|only|no)\s+)+", re.IGNORECASE
)
_OF = re.compile(r"^(?:of|for)\s+(?:the\s+|all\s+|an?\s+)?", re.IGNORECASE)
_HEAD_END = re.compile(r"\s+(?:of|for|at|in|from|to)\s+", re.IGNORECASE)
_NAMES_APART = re.compile(r"\s*(?:,|/|&|;|\band\b|\bor\b)\s*")
_COMMON = frozenset(
    ("the", "a", "an", "of", "for", "to", "and", "or", "in", "on", "by", "with", "be", "is", "are", "must",
     "shall", "will", "should", "all", "any", "each", "as", "at", "from", "that", "this", "it")
)  # fmt: skip


class Actor(msgspec.Struct, frozen=True):
    """Who acts, and where that stands."""

    name: str = ""
    source: str = ""
    """subject, agent, lead-in, label, row, heading or matrix."""


class Activity(msgspec.Struct, frozen=True):
    """An activity of a responsibility matrix: its words, and who does it or answers for it."""

    words: frozenset[str]
    actor: str


NOBODY = Actor()


def actor_of(
    obligations: Sequence[Obligation],
    text: str,
    passage: Passage,
    matrix: Sequence[Activity],
    vocabulary: Vocabulary,
) -> Actor:
    """Who acts in the sentence: as it says itself, else as what stands around it says."""
    duties = [duty for duty in obligations if not duty.subordinate]
    for duty in duties:
        if duty.agent:
            return Actor(duty.agent, "agent")
        if not duty.passive and (name := somebody(duty.subject, vocabulary)):
            return Actor(name, "subject")
    if not any(duty.agentless for duty in duties):
        return NOBODY
    return _around(text, passage, matrix, vocabulary)


def _around(text: str, passage: Passage, matrix: Sequence[Activity], vocabulary: Vocabulary) -> Actor:
    for lead in reversed(passage.leads):
        if name := _in_lead(lead, vocabulary):
            return Actor(name, "lead-in")
    label = _LABEL.match(passage.text)
    if label and (name := role(label[1], vocabulary)):
        return Actor(name, "label")
    for cell in passage.row:
        if name := role(cell, vocabulary):
            return Actor(name, "row")
    for heading in reversed(passage.headings):
        if name := role(split_number(heading)[1] or heading, vocabulary):
            return Actor(name, "heading")
    return _in_matrix(text, matrix)


def somebody(subject: str, vocabulary: Vocabulary) -> str:
    """The subject, if it names a person, a role or a group; empty otherwise."""
    name = _ARTICLE.sub("", subject.strip(" ,.;:()[]*•-–"))
    words = name.split()
    if not words or len(words) > LONGEST_SUBJECT:
        return ""
    kind = classify_owner(name, vocabulary)
    named = kind in ("role", "team", "joint") or (kind == "person" and len(words) > 1)
    return name if named else ""


def _in_lead(lead: str, vocabulary: Vocabulary) -> str:
    """Who acts by a lead-in: "The service desk is responsible for:", "Duties of the change manager:"."""
    lead = lead.rstrip(" :–-")
    if name := role(lead, vocabulary):
        return name
    subject = re.split(
        r"\b(?:is|are|shall|must|will|should|has|have|needs?|ensures?|carries|performs?|does)\b",
        lead,
        maxsplit=1,
    )
    return role(subject[0], vocabulary) if len(subject) > 1 else ""


@lru_cache(maxsize=4096)
def role(text: str, vocabulary: Vocabulary) -> str:
    """The role or group that a short text names and nothing else; empty where it names none.

    "Responsibilities of the Service Owner" and "Service Owner responsibilities" name the service owner.
    """
    name = _without_duty_words(" ".join(text.split()).strip(" :.;,-–—"), vocabulary)
    if not name or len(name.split()) > LONGEST_NAME:
        return ""
    return name if all(_is_role(one, vocabulary) for one in _NAMES_APART.split(name)) else ""


def _is_role(name: str, vocabulary: Vocabulary) -> bool:
    """Whether a name is one of a role or group by its last word: "Head of IT" is one, "User Access" none."""
    name = _ARTICLE.sub("", name.strip())
    known = _actor_words(vocabulary)
    if name.lower() in known.actors:
        return True
    words = tokens(_HEAD_END.split(name, maxsplit=1)[0])
    if not words or words[-1] in known.not_actors:
        return False
    return words[-1] in known.heads or words[-2:] in known.phrases or bool(known.acronyms & set(words))


class _ActorWords(msgspec.Struct, frozen=True):
    """Words by which a short text is known to name somebody."""

    heads: frozenset[str]
    phrases: frozenset[tuple[str, ...]]
    acronyms: frozenset[str]
    duty_words: frozenset[str]
    actors: frozenset[str]
    not_actors: frozenset[str]


class _TypeWords(msgspec.Struct, frozen=True):
    """The part of ``rules/vocabulary/sentence_types.yaml`` that is about actors."""

    duty_words: frozenset[str]
    actors: frozenset[str]
    not_actors: frozenset[str]


@lru_cache(maxsize=8)
def _actor_words(vocabulary: Vocabulary) -> _ActorWords:
    owners = vocabulary.read("owners", Owners)
    types = vocabulary.read("sentence_types", _TypeWords)
    heads = [tokens(head) for head in (*owners.role_heads, *owners.team_heads)]
    return _ActorWords(
        heads=frozenset(head[0] for head in heads if len(head) == 1),
        phrases=frozenset(head for head in heads if len(head) == 2),
        acronyms=frozenset(owners.role_acronyms),
        duty_words=types.duty_words,
        actors=types.actors,
        not_actors=types.not_actors,
    )


def _without_duty_words(text: str, vocabulary: Vocabulary) -> str:
    """The text without "responsibilities of the" before it or "responsibilities" behind it."""
    words = _actor_words(vocabulary).duty_words
    pieces = text.split()
    while pieces and pieces[0].lower().strip(",&") in words | {"and", "&", "/"}:
        pieces = pieces[1:]
    while pieces and pieces[-1].lower().strip(",&") in words | {"and", "&", "/"}:
        pieces = pieces[:-1]
    rest = _OF.sub("", " ".join(pieces))
    return re.sub(r"['’]s?$", "", _ARTICLE.sub("", rest))


def activities(racis: Sequence[Raci]) -> tuple[Activity, ...]:
    """The activities of a document's responsibility matrices that have somebody."""
    return tuple(
        Activity(frozenset(tokens(row.activity)) - _COMMON, role)
        for raci in racis
        for row in raci.rows
        if (role := next((name for name, letters in row.letters.items() if {"R", "A"} & set(letters)), ""))
    )


def _in_matrix(text: str, matrix: Sequence[Activity]) -> Actor:
    """Who is responsible for an activity of a matrix that the sentence speaks of."""
    words = set(tokens(text)) if matrix else set()
    for activity in matrix:
        shared = len(words & activity.words)
        if shared >= FEWEST_SHARED and shared >= SHARE * len(activity.words):
            return Actor(activity.actor, "matrix")
    return NOBODY
