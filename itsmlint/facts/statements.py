"""What the sentences of a document say: obligations, goals, targets, commitments, definitions.

They are read only when somebody asks for them: reading means importing spaCy. Only English is understood;
documents in other languages have no statements.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TypeVar

import msgspec

from itsmlint.documents.model import Document
from itsmlint.facts.language import UNKNOWN, Languages
from itsmlint.facts.model import Facts, Statement, StatementType
from itsmlint.facts.passages import Passage, passages
from itsmlint.facts.statement_actors import Activity, activities, actor_of
from itsmlint.language.measures import Measurability, measurability
from itsmlint.language.model import Obligation, Sentence, Term
from itsmlint.vocabulary import Vocabulary

Moved = TypeVar("Moved", Obligation, Term)
ENGLISH = "en"
MODALS = ("shall", "must", "should", "will")
"""Words that make an obligation, and that no other language has."""
TIMES = ("frequency", "deadline", "reference")
"""Kinds of measure that say when or where, but no level that is to be reached."""
UNTESTED = ("plain", "definition")
"""Types of statement that nobody would test."""
UNTESTABLE = Measurability(measurable=False)
SENTENCES = 8192
"""Sentences whose measures are kept."""
SUBJECT = 90
"""Characters of an item within which its own modal verb stands, if it is a whole sentence."""
_OWN_MODAL = re.compile(r"\w\s+(?:shall|must|will|should|(?:has|have|needs?|is|are|ought)\s+to)\b")
_LETTERS = re.compile(r"[^\W\d_]{2,}")


class SentenceTypes(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Shape of ``rules/vocabulary/sentence_types.yaml``."""

    definition: tuple[str, ...]
    definition_sections: frozenset[str]
    goal: tuple[str, ...]
    goal_sections: frozenset[str]
    goal_verbs: frozenset[str]
    target: tuple[str, ...]
    target_sections: frozenset[str]
    commitment: tuple[str, ...]
    about_text: tuple[str, ...]
    joins: str
    duty_words: frozenset[str]
    not_actors: frozenset[str]
    actors: frozenset[str]
    signs: Mapping[str, tuple[str, ...]]


class _Types(msgspec.Struct, frozen=True):
    known: SentenceTypes
    patterns: Mapping[str, re.Pattern[str]]
    joins: re.Pattern[str]

    def is_a(self, kind: str, low: str) -> bool:
        """Whether a text in lower case is of the kind; signs are looked for before the costly patterns."""
        for sign in self.known.signs[kind]:
            if sign in low:
                return self.patterns[kind].search(low) is not None
        return False


@lru_cache(maxsize=8)
def _types(vocabulary: Vocabulary) -> _Types:
    known = vocabulary.read("sentence_types", SentenceTypes)
    kinds = ("definition", "goal", "target", "commitment", "about_text")
    return _Types(
        known=known,
        patterns={kind: re.compile("|".join(getattr(known, kind))) for kind in kinds},
        joins=re.compile(known.joins, re.IGNORECASE),
    )


def with_statements(document: Document, facts: Facts, vocabulary: Vocabulary) -> Facts:
    """The facts with the document's statements; the same facts where they are there already."""
    if facts.statements:
        return facts
    return msgspec.structs.replace(facts, statements=read_statements(document, facts, vocabulary))


def read_statements(document: Document, facts: Facts, vocabulary: Vocabulary) -> tuple[Statement, ...]:
    """The sentences of an English document in reading order; none of a document in another language."""
    found = list(passages(document, facts)) if facts.language in (ENGLISH, UNKNOWN) else []
    if not found or (facts.language == UNKNOWN and not _is_english(found, vocabulary)):
        return ()
    from itsmlint.language.pipeline import read_texts  # noqa: PLC0415 (imports spaCy when it is called)

    reading = _Reading(_types(vocabulary), activities(facts.racis), vocabulary)
    texts = [_joined(passage, reading.types) for passage in found]
    different = list(dict.fromkeys(text for text, _ in texts))
    read = dict(zip(different, read_texts(different, vocabulary), strict=True))
    return tuple(
        statement
        for passage, (text, own) in zip(found, texts, strict=True)
        for statement in _statements(passage, text, own, read[text], reading)
    )


class _Reading(msgspec.Struct, frozen=True):
    """What is known when the sentences of one document are read."""

    types: _Types
    matrix: tuple[Activity, ...]
    vocabulary: Vocabulary


def _is_english(found: Sequence[Passage], vocabulary: Vocabulary) -> bool:
    """Whether what little text there is has English words, and more of them than of any other language."""
    words = Counter(word for passage in found for word in _LETTERS.findall(passage.text.lower()))
    hits = {
        code: sum(words[word] for word in frequent)
        for code, frequent in vocabulary.read("languages", Languages).words.items()
    }
    hits[ENGLISH] += sum(words[modal] for modal in MODALS)
    return hits[ENGLISH] > 0 and hits[ENGLISH] == max(hits.values())


def _joined(passage: Passage, types: _Types) -> tuple[str, int]:
    """The text to read and where the passage begins in it: behind the lead-in that it completes."""
    lead = ""
    if _OWN_MODAL.search(passage.text[:SUBJECT]):
        return passage.text, 0  # a sentence of its own
    for text in passage.leads:
        joins = types.joins.search(lead + text)
        lead = f"{lead}{text.rstrip(' :–—-')} " if joins else ""
    return lead + passage.text, len(lead)


def _statements(
    passage: Passage, text: str, own: int, sentences: Sequence[Sentence], reading: _Reading
) -> Iterator[Statement]:
    """The statements of the sentences that do not end within the lead-in."""
    ending = [sentence for sentence in sentences if sentence.end > own]
    for sentence in ending:
        words = text[sentence.start : sentence.end]
        statement = _statement(passage, words, sentence, reading)
        yield msgspec.structs.replace(
            statement,
            own=max(0, own - sentence.start),
            around=passage.text if len(ending) > 1 else "",
        )


def _statement(passage: Passage, words: str, sentence: Sentence, reading: _Reading) -> Statement:
    obligations = tuple(_moved(one, -sentence.start) for one in sentence.obligations)
    kind = _type(words, obligations, passage, reading.types)
    tested = UNTESTABLE if kind in UNTESTED else _tested(words, reading.vocabulary)
    if kind == "target" and not any(measure.kind not in TIMES for measure in tested.measures):
        kind, tested = "plain", UNTESTABLE
    actor = actor_of(obligations, words, passage, reading.matrix, reading.vocabulary)
    return Statement(
        type=kind,
        text=words,
        location=passage.location,
        measures=tested.measures,
        measurable=tested.measurable,
        obligations=obligations,
        terms=tuple(_moved(one, -sentence.start) for one in sentence.terms),
        actor=actor.name,
        actor_from=actor.source,
    )


@lru_cache(maxsize=SENTENCES)
def _tested(sentence: str, vocabulary: Vocabulary) -> Measurability:
    """Whether a sentence can be tested; kept, as documents of one house share half of their sentences."""
    return measurability(sentence, vocabulary)


def _moved(one: Moved, by: int) -> Moved:
    return msgspec.structs.replace(one, start=one.start + by, end=one.end + by)


def _type(text: str, obligations: Sequence[Obligation], passage: Passage, types: _Types) -> StatementType:
    """The type by the words alone: a target that has no level is none, which its measures tell."""
    section = passage.section
    low = text.lower()
    if types.is_a("definition", low) or (not obligations and section & types.known.definition_sections):
        return "definition"
    if types.is_a("goal", low):
        return "goal"
    if any(not duty.subordinate for duty in obligations):
        return _duty_type(low, obligations, types)
    if types.is_a("commitment", low):
        return "commitment"
    if (
        section & types.known.goal_sections
        and low.split(maxsplit=1)[0].strip(".,:;") in types.known.goal_verbs
    ):
        return "goal"
    return "target" if section & types.known.target_sections or types.is_a("target", low) else "plain"


def _duty_type(text: str, obligations: Sequence[Obligation], types: _Types) -> StatementType:
    """The type of a sentence with an obligation: "we will" binds, "this document will" tells."""
    cues = {duty.cue for duty in obligations if not duty.subordinate}
    if cues <= {"will", "shall"} and types.is_a("about_text", text):
        return "plain"
    if cues == {"will"} and types.is_a("commitment", text):
        return "commitment"
    return "obligation"
