"""How often a document is reviewed, as it says itself."""

import re
from collections.abc import Iterator, Mapping

import msgspec

from itsmlint.checks.wording import NUMBER_WORDS, normalised, phrases_pattern, sentences, statement_pattern
from itsmlint.documents.location import Location
from itsmlint.documents.model import Document
from itsmlint.vocabulary import Vocabulary

DAYS = {"day": 1, "week": 7}
DAYS_OF_MONTH = 30
_NUMBER = r"(?P<number>\d{1,3}|" + "|".join(NUMBER_WORDS) + r")"


class CyclePhrases(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Phrases that mean so many months."""

    months: int
    phrases: tuple[str, ...]


class AmbiguousPhrases(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Phrases that mean one of two cycles."""

    months: tuple[int, int]
    phrases: tuple[str, ...]


class ReviewCycles(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Shape of ``rules/vocabulary/review_cycles.yaml``."""

    cycles: tuple[CyclePhrases, ...]
    ambiguous: tuple[AmbiguousPhrases, ...]
    units: Mapping[str, int]
    """Unit of time to months; 0 for less than a month."""


class Cycle(msgspec.Struct, frozen=True):
    """How many months lie between two reviews, at least and at most."""

    low: int
    high: int


class StatedCycle(msgspec.Struct, frozen=True):
    """A sentence of the text that says how often the document is reviewed."""

    cycle: Cycle
    sentence: str
    location: Location


def cycle_of(text: str, vocabulary: Vocabulary) -> Cycle | None:
    """The review cycle that the text names: the shortest and the longest one where it names several."""
    words = normalised(text)
    known = vocabulary.read("review_cycles", ReviewCycles)
    months = list(_counted(words, known.units))
    words = _count(known.units).sub(" ", words)
    months += [each.months for each in known.cycles if phrases_pattern(each.phrases).search(words)]
    for each in known.ambiguous:
        if phrases_pattern(each.phrases).search(words):
            months.extend(each.months)
    return Cycle(min(months), max(months)) if months else None


def _count(units: Mapping[str, int]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){_NUMBER} (?:calendar )?(?P<unit>{'|'.join(units)})(?:s|ly)?(?!\w)")


def _counted(words: str, units: Mapping[str, int]) -> Iterator[int]:
    """ "every 18 months" as 18, "two years" as 24, "every 90 days" as 3."""
    for found in _count(units).finditer(words):
        number, unit = found["number"], found["unit"]
        count = int(number) if number.isdigit() else NUMBER_WORDS.index(number) + 1
        days = DAYS.get(unit)
        yield max(1, count * days // DAYS_OF_MONTH) if days else count * units[unit]


def stated_cycles(document: Document, language: str, vocabulary: Vocabulary) -> Iterator[StatedCycle]:
    """The sentences of the body that say how often this document is reviewed."""
    pattern = statement_pattern("review-of-this-document", language, vocabulary)
    if pattern is None:
        return
    for paragraph in document.body_paragraphs():
        if paragraph.in_contents or "revi" not in paragraph.text.lower():
            continue
        for sentence in sentences(paragraph.text):
            if not pattern.search(normalised(sentence)):
                continue
            cycle = cycle_of(sentence, vocabulary)
            if cycle:
                yield StatedCycle(cycle, sentence, paragraph.location)
