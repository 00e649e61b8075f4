"""Measures in a sentence: what somebody could test, and the numbers that only look like it.

A sentence is measurable when it carries a threshold, limit, count, frequency, zero or all criterion or a date
that an auditor can test (ISO/IEC 20000-1, 6.2.1: objectives shall be measurable if practicable).
"""

import re
from collections.abc import Iterable
from functools import lru_cache

import msgspec

from itsmlint.vocabulary import Vocabulary


class Measure(msgspec.Struct, frozen=True):
    """A stretch of a sentence that can be tested. ``kind`` is a key of ``measures`` in ``measures.yaml``."""

    kind: str
    text: str
    start: int
    end: int


class Measurability(msgspec.Struct, frozen=True, kw_only=True):
    """Whether a sentence can be tested, and by what."""

    measurable: bool
    measures: tuple[Measure, ...] = ()
    escape: str = ""
    """Words that take the limit back: "where practicable"."""


class MeasureWords(msgspec.Struct, frozen=True):
    """Shape of ``rules/vocabulary/measures.yaml``."""

    numbers: tuple[str, ...]
    units: tuple[str, ...]
    people: tuple[str, ...]
    fake: tuple[str, ...]
    conditions: tuple[str, ...]
    measures: dict[str, tuple[str, ...]]
    none_of: str
    all_of: str
    escapes: tuple[str, ...]


class _Patterns(msgspec.Struct, frozen=True):
    fake: re.Pattern[str]
    measures: tuple[tuple[str, re.Pattern[str]], ...]
    none_of: re.Pattern[str]
    escapes: re.Pattern[str]


_MODAL = re.compile(r"\b(?:shall|must|will|should|may|can|is to|are to|has|have|needs?)\b", re.IGNORECASE)


@lru_cache(maxsize=8)
def _patterns(vocabulary: Vocabulary) -> _Patterns:
    words = vocabulary.read("measures", MeasureWords)
    parts = {
        "{number}": r"\d+(?:[.,]\d+)?|" + "|".join(words.numbers),
        "{unit}": "|".join(words.units),
        "{person}": "|".join(words.people),
    }

    def filled(pattern: str) -> str:
        for name, value in parts.items():
            pattern = pattern.replace(f"({name})", f"(?:{value})").replace(name, f"(?:{value})")
        return pattern

    def one_of(patterns: Iterable[str]) -> re.Pattern[str]:
        return re.compile(rf"(?<![\w.])(?:{'|'.join(map(filled, patterns))})(?!\w)", re.IGNORECASE)

    return _Patterns(
        fake=one_of([*words.fake, *words.conditions]),
        measures=tuple((kind, one_of(patterns)) for kind, patterns in words.measures.items()),
        none_of=re.compile(words.none_of, re.IGNORECASE),
        escapes=one_of(re.escape(escape) for escape in words.escapes),
    )


def find_measures(text: str, vocabulary: Vocabulary) -> tuple[Measure, ...]:
    """The measures of a text in reading order, without overlaps."""
    patterns = _patterns(vocabulary)
    plain = patterns.fake.sub(lambda found: "\0" * len(found[0]), text)
    found: list[Measure] = []
    for kind, pattern in patterns.measures:
        for match in pattern.finditer(plain):
            if all(match.end() <= other.start or match.start() >= other.end for other in found):
                found.append(Measure(kind, text[match.start() : match.end()].strip(), *match.span()))
    return tuple(sorted(found, key=lambda measure: measure.start))


def measurability(text: str, vocabulary: Vocabulary) -> Measurability:
    """Whether the sentence itself says what would be tested."""
    patterns = _patterns(vocabulary)
    measures = find_measures(text, vocabulary)
    escape = patterns.escapes.search(text)
    if escape is not None:
        return Measurability(measurable=False, measures=measures, escape=escape[0])
    if measures:
        return Measurability(measurable=True, measures=measures)
    nothing = patterns.none_of.match(text.strip())
    if nothing is not None and not _MODAL.search(text):
        measure = Measure("zero", nothing[0], *nothing.span())
        return Measurability(measurable=True, measures=(measure,))
    return Measurability(measurable=False)
