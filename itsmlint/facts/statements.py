"""What the sentences of a document say: obligations, goals, targets, commitments, definitions.

They are read only when somebody asks for them: reading means importing spaCy. Only English is understood; documents
in other languages have no statements.
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
from itsmlint.facts.statement_actors import actor_of
from itsmlint.language.measures import Measure, find_measures, measurability
from itsmlint.language.model import Obligation, Sentence, Term
from itsmlint.vocabulary import Vocabulary

Moved = TypeVar("Moved", Obligation, Term)
ENGLISH = "en"
TIMES = ("frequency", "deadline")
"""Kinds of measure that say when, but no level that is to be reached."""
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
    signs: str


class _Types(msgspec.Struct, frozen=True):
    known: SentenceTypes
    patterns: Mapping[str, re.Pattern[str]]
    joins: re.Pattern[str]
    signs: re.Pattern[str]

    def is_a(self, kind: str, text: str) -> bool:
        return self.patterns[kind].search(text) is not None


@lru_cache(maxsize=8)
def _types(vocabulary: Vocabulary) -> _Types:
    known = vocabulary.read("sentence_types", SentenceTypes)
    kinds = ("definition", "goal", "target", "commitment", "about_text")
    return _Types(
        known=known,
        patterns={kind: re.compile("|".join(getattr(known, kind)), re.IGNORECASE) for kind in kinds},
        joins=re.compile(known.joins, re.IGNORECASE),
        signs=re.compile(known.signs, re.IGNORECASE),
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

    types = _types(vocabulary)
    texts = [_joined(passage, types) for passage in found]
    different = list(dict.fromkeys(text for text, _ in texts))
    read = dict(zip(different, read_texts(different, vocabulary), strict=True))
    return tuple(
        statement
        for passage, (text, own) in zip(found, texts, strict=True)
        for statement in _statements(passage, text, own, read[text], facts, vocabulary)
    )


def _is_english(found: Sequence[Passage], vocabulary: Vocabulary) -> bool:
    """Whether what little text there is has English words, and more of them than of any other language."""
    words = Counter(word for passage in found for word in _LETTERS.findall(passage.text.lower()))
    hits = {
        code: sum(words[word] for word in frequent)
        for code, frequent in vocabulary.read("languages", Languages).words.items()
    }
    return hits[ENGLISH] > 0 and hits[ENGLISH] == max(hits.values())


def _joined(passage: Passage, types: _Types) -> tuple[str, int]:
    """The text to read and where the passage begins in it: behind the lead-in that it completes."""
    lead = ""
    for text in passage.leads:
        if types.joins.search(lead + text):
            lead += text.rstrip(" :–—-") + " "
        else:
            lead = ""
    return lead + passage.text, len(lead)


def _statements(
    passage: Passage, text: str, own: int, sentences: Sequence[Sentence], facts: Facts, vocabulary: Vocabulary
) -> Iterator[Statement]:
    several = sum(sentence.end > own for sentence in sentences) > 1
    for sentence in sentences:
        if sentence.end > own:
            yield _statement(passage, text, own, sentence, several, facts, vocabulary)


def _statement(  # noqa: PLR0913 - a sentence, where it stands, and what is known
    passage: Passage,
    text: str,
    own: int,
    sentence: Sentence,
    several: bool,
    facts: Facts,
    vocabulary: Vocabulary,
) -> Statement:
    types = _types(vocabulary)
    words = text[sentence.start : sentence.end]
    signs = types.signs.search(words) is not None
    measures = find_measures(words, vocabulary) if signs else ()
    obligations = tuple(_moved(one, -sentence.start) for one in sentence.obligations)
    kind = _type(words, obligations, measures, passage, types)
    actor = actor_of(obligations, words, passage, facts, vocabulary)
    return Statement(
        type=kind,
        text=words,
        own=max(0, own - sentence.start),
        location=passage.location,
        measures=measures,
        measurable=signs and kind not in ("plain", "definition") and measurability(words, vocabulary).measurable,
        obligations=obligations,
        terms=tuple(_moved(one, -sentence.start) for one in sentence.terms),
        actor=actor.name,
        actor_from=actor.source,
        around=passage.text if several else "",
    )


def _moved(one: Moved, by: int) -> Moved:
    return msgspec.structs.replace(one, start=one.start + by, end=one.end + by)


def _type(
    text: str,
    obligations: Sequence[Obligation],
    measures: Sequence[Measure],
    passage: Passage,
    types: _Types,
) -> StatementType:
    known, section = types.known, passage.section
    if types.is_a("definition", text) or (not obligations and section & known.definition_sections):
        return "definition"
    if types.is_a("goal", text):
        return "goal"
    if any(not duty.subordinate for duty in obligations):
        return _duty_type(text, obligations, types)
    if types.is_a("commitment", text):
        return "commitment"
    if section & known.goal_sections and text.split(maxsplit=1)[0].lower().strip(".,:;") in known.goal_verbs:
        return "goal"
    levels = any(measure.kind not in TIMES for measure in measures)
    if levels and (section & known.target_sections or types.is_a("target", text)):
        return "target"
    return "plain"


def _duty_type(text: str, obligations: Sequence[Obligation], types: _Types) -> StatementType:
    """The type of a sentence with an obligation: "we will" binds, "this document will" tells."""
    cues = {duty.cue for duty in obligations if not duty.subordinate}
    if cues <= {"will", "shall"} and types.is_a("about_text", text):
        return "plain"
    if cues == {"will"} and types.is_a("commitment", text):
        return "commitment"
    return "obligation"
