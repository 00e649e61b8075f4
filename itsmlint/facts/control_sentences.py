"""What sentences say of document control: who owns and approves the document, how often it is reviewed.

The patterns stand in ``rules/vocabulary/control.yaml`` (``sentences``, ``review_cycle``).
"""

from collections.abc import Iterator, Mapping
from functools import cache

import msgspec
import regex

from itsmlint.documents.location import Location
from itsmlint.documents.model import Document, Paragraph
from itsmlint.facts.headings import names_of
from itsmlint.facts.labels import control_words
from itsmlint.facts.patterns import compile_any, first_match, matches
from itsmlint.vocabulary import Vocabulary

LONGEST_SENTENCE = 500
"""Characters; longer ones say other things."""
KEYS = {
    "owner": ("own",),
    "approver": ("approv", "authori", "endors", "ratif"),
    "approval_date": ("approv", "authori", "ratif", "adopt"),
    "effective_date": ("effect", "force"),
    "next_review": ("review",),
    "last_review": ("review",),
    "review_cycle": ("review", "updat", "revis", "evaluat", "assess"),
}
"""A sentence without any of the field's words is not looked at: a shortcut."""
VAGUE_VERB = "review"
"""The word that makes "regularly" a cycle of review; everything is updated regularly."""
SOURCE = "control.yaml"
FAR = 60
"""Characters between the document's name and the word for reviewing."""
NEAR = 90
"""Characters between the word for reviewing and the frequency."""


class Said(msgspec.Struct, frozen=True):
    """A value of document control that a sentence gives."""

    field: str
    value: str
    sentence: str
    location: Location


class _Patterns(msgspec.Struct, frozen=True):
    fields: Mapping[str, tuple[regex.Pattern[str], ...]]
    subject: regex.Pattern[str]
    verb: regex.Pattern[str]
    precise: regex.Pattern[str]
    vague: regex.Pattern[str]


_SENTENCE = regex.compile(r"[^.!?\n]+(?:[.!?](?!\s|$)[^.!?\n]*)*")


def read_sentences(document: Document, vocabulary: Vocabulary) -> list[Said]:
    """All that the body's sentences say of document control, in their order."""
    known = _patterns(vocabulary)
    found: list[Said] = []
    review = False
    for paragraph in document.body_paragraphs():
        if paragraph.in_contents or not paragraph.text.strip():
            continue
        if paragraph.heading is not None or len(paragraph.text) < 40:
            review = _heads_review(paragraph, review, vocabulary)
        found.extend(_in_paragraph(paragraph, review, known))
    return found


def _heads_review(paragraph: Paragraph, before: bool, vocabulary: Vocabulary) -> bool:
    """Whether the text from here on stands in a section about reviewing the document."""
    names = names_of(paragraph.text, vocabulary)
    if paragraph.heading is None and not names:
        return before
    return "review" in names


def _in_paragraph(paragraph: Paragraph, review: bool, known: _Patterns) -> Iterator[Said]:
    for sentence in _SENTENCE.findall(paragraph.text):
        if len(sentence) > LONGEST_SENTENCE:
            continue
        lower = sentence.lower()
        for field, patterns in known.fields.items():
            if any(word in lower for word in KEYS[field]):
                for pattern in patterns:
                    for found in matches(pattern, sentence):
                        yield Said(field, found["value"].strip(" .,;"), found.group(), paragraph.location)
        if any(word in lower for word in KEYS["review_cycle"]):
            yield from _cycles(paragraph, sentence, review, known)


def _cycles(paragraph: Paragraph, sentence: str, review: bool, known: _Patterns) -> Iterator[Said]:
    """How often the document is reviewed, if the sentence says it; exact words go before vague ones."""
    verb = first_match(known.verb, sentence)
    if verb is None or not (review or _is_about_document(sentence, verb, known)):
        return
    for pattern in (known.precise, known.vague):
        found = _nearest(pattern, sentence, verb)
        if found is not None and (pattern is known.precise or _is_firm(paragraph, verb)):
            value = " ".join(found.group().split())
            yield Said("review_cycle", value, sentence.strip(), paragraph.location)
            return


def _nearest(pattern: regex.Pattern[str], sentence: str, verb: regex.Match[str]) -> regex.Match[str] | None:
    """The frequency nearest to the verb: "Reports monthly; the policy is reviewed every twelve months"."""
    first = max(0, verb.start() - NEAR)
    near = sentence[first : verb.end() + NEAR]
    start, end = verb.start() - first, verb.end() - first
    return min(
        matches(pattern, near),
        key=lambda found: max(found.start() - end, start - found.end()),
        default=None,
    )


def _is_firm(paragraph: Paragraph, verb: regex.Match[str]) -> bool:
    """Whether a vague cycle is worth a mention: in a sentence, about reviewing, not updates only."""
    return paragraph.heading is None and VAGUE_VERB in verb.group().lower()


def _is_about_document(sentence: str, verb: regex.Match[str], known: _Patterns) -> bool:
    """Whether what is reviewed is the document itself: it stands close before or after the verb."""
    return any(
        subject.end() - FAR <= verb.start() <= subject.end() + FAR
        for subject in matches(known.subject, sentence)
    )


@cache
def _patterns(vocabulary: Vocabulary) -> _Patterns:
    words = control_words(vocabulary)
    cycle = words.review_cycle

    return _Patterns(
        fields={field: _compile(patterns, words.parts) for field, patterns in words.sentences.items()},
        subject=compile_any((cycle.subjects,), SOURCE),
        verb=compile_any((cycle.verbs,), SOURCE),
        precise=compile_any(tuple(rf"\b(?:{pattern})\b" for pattern in cycle.precise), SOURCE),
        vague=compile_any(tuple(rf"\b(?:{pattern})\b" for pattern in cycle.vague), SOURCE),
    )


def _compile(patterns: tuple[str, ...], parts: Mapping[str, str]) -> tuple[regex.Pattern[str], ...]:
    return tuple(compile_any((_filled_in(pattern, parts),), SOURCE) for pattern in patterns)


def _filled_in(pattern: str, parts: Mapping[str, str]) -> str:
    """The pattern with its parts. Capital letters matter in who somebody is, nowhere else."""
    for name, part in parts.items():
        pattern = pattern.replace("{" + name + "}", f"(?-i:{part})" if name == "who" else part)
    return pattern
