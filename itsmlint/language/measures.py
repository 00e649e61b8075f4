"""Measures in a sentence: what somebody could test, and the numbers that only look like it.

A sentence is measurable when it carries a threshold, limit, count, frequency, zero or all criterion or a date
that an auditor can test (ISO/IEC 20000-1, 6.2.1: objectives shall be measurable if practicable).

Names, grades, examples, conditions and past results are masked first, then one pattern finds all measures in
one pass. What is left is decided by the words around them: "where practicable" takes a limit back, and
"improve by 2027" gives a direction and a date, but nothing that could be missed.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, TypeAlias

import msgspec
import regex

from itsmlint.facts.patterns import SECONDS
from itsmlint.vocabulary import Vocabulary

Pattern: TypeAlias = re.Pattern[str] | regex.Pattern[str]
"""Of the standard library for what itsmlint knows itself; with a time limit where the configuration adds."""

LONGEST = 4_000
"""Characters of a text that are looked at."""


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
    only_dates: bool = False
    """It gives a direction and a date, but no value to reach: "improve satisfaction by 2027"."""

    @property
    def failed(self) -> str:
        """Which test a sentence that is not measurable failed, in words."""
        if self.escape:
            return f'"{self.escape}" takes the limit back'
        if self.only_dates:
            return f'a date ("{self.measures[0].text}"), but no value to reach'
        return "no value, no date, no frequency"


class MeasureWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Shape of ``rules/vocabulary/measures.yaml``."""

    numbers: tuple[str, ...]
    units: tuple[str, ...]
    people: tuple[str, ...]
    compare: tuple[str, ...]
    months: tuple[str, ...]
    currencies: tuple[str, ...]
    hints: tuple[str, ...]
    fake: tuple[str, ...]
    conditions: tuple[str, ...]
    measures: dict[str, tuple[str, ...]]
    references: tuple[str, ...]
    none_of: str
    directions: tuple[str, ...]
    qualities: tuple[str, ...]
    achievements: tuple[str, ...]
    escapes: tuple[str, ...]
    attempts: tuple[str, ...]
    not_escapes: tuple[str, ...]
    qualifiers: tuple[str, ...]
    past_starts: tuple[str, ...]
    past_verbs: tuple[str, ...]
    past_results: tuple[str, ...]
    past_guards: tuple[str, ...]
    aims: tuple[str, ...]
    modals: tuple[str, ...]


class _Patterns(msgspec.Struct, frozen=True):
    """All but ``reference`` are matched against text in lower case."""

    hint: Pattern
    fake: Pattern
    measure: Pattern
    reference: Pattern
    none_of: Pattern
    direction: Pattern
    quality: Pattern
    achievement: Pattern
    escape: Pattern
    attempt: Pattern
    not_escape: Pattern
    past_start: Pattern
    past_verb: Pattern
    past_result: Pattern
    past_guard: Pattern
    aim: Pattern
    modal: Pattern


_MASK = "\0"
_LEVEL = re.compile(r"\b(?:level|stage|tier)\s(?:\d|one|two|three|four|five)\b")
_BOUNDARY = re.compile(r"\s(?:and|but|or|then)\b|[;:]")
_STRONG_BOUNDARY = re.compile(r",\s(?:and|but)\b|[;.]")
_CLAUSE_END = re.compile(r"[.;](?!\d)")
_LAST = re.compile(r"\W*(?:last|(?:in|during|over) the (?:last|previous|past))\b")
_PAST_FORM = re.compile(r"(?<!\bare )(?<!\bis )(?<!\bbe )(?<!not )\b[a-z]{3,}ed\b")
_WEEKDAYS = "(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_DIGITS = r"\d+(?:[.,]\d+)*"


@lru_cache(maxsize=8)
def _patterns(vocabulary: Vocabulary) -> _Patterns:
    words = vocabulary.read("measures", MeasureWords)
    slots = _slots(words)

    def compiled(pattern: str, name: str) -> Pattern:
        try:
            return regex.compile(pattern) if vocabulary.has_additions("measures") else re.compile(pattern)
        except (re.error, regex.error) as error:
            raise ValueError(f"measures, {name}: no regular expression: {error}") from None

    def one_of(patterns: Iterable[str], name: str) -> Pattern:
        either = "|".join(f"(?:{_filled(pattern, slots)})" for pattern in patterns)
        return compiled(rf"(?<![\w.])(?:{either})(?!\w)", name)

    def phrases(entries: Iterable[str], name: str) -> Pattern:
        return compiled(rf"\b(?:{'|'.join(re.escape(entry) for entry in entries)})\b", name)

    kinds = "|".join(
        f"(?P<{kind}>{'|'.join(f'(?:{_filled(pattern, slots)})' for pattern in patterns)})"
        for kind, patterns in words.measures.items()
    )
    return _Patterns(
        hint=compiled(r"\d|" + "|".join(re.escape(hint) for hint in words.hints), "hints"),
        fake=one_of([*words.fake, *words.conditions], "fake"),
        measure=compiled(rf"(?<![\w.])(?<![a-z]-)(?:{kinds})(?!\w)", "measures"),
        reference=one_of(words.references, "references"),
        none_of=compiled(words.none_of, "none_of"),
        direction=one_of(words.directions, "directions"),
        quality=phrases(words.qualities, "qualities"),
        achievement=one_of(words.achievements, "achievements"),
        escape=phrases(words.escapes, "escapes"),
        attempt=phrases(words.attempts, "attempts"),
        not_escape=phrases(words.not_escapes, "not_escapes"),
        past_start=compiled(rf"^\W*(?:{'|'.join(words.past_starts)})\b", "past_starts"),
        past_verb=phrases(words.past_verbs, "past_verbs"),
        past_result=one_of(words.past_results, "past_results"),
        past_guard=phrases(words.past_guards, "past_guards"),
        aim=phrases(words.aims, "aims"),
        modal=phrases(words.modals, "modals"),
    )


def _slots(words: MeasureWords) -> Mapping[str, str]:
    number = rf"{_DIGITS}|" + "|".join(words.numbers)
    unit = "|".join(words.units)
    currency = "|".join(words.currencies)
    qualifiers = rf"(?:(?:{'|'.join(words.qualifiers)})[\s-])*"
    amount = rf"{_DIGITS}\s?(?:(?:k|m)\s)?(?:{currency}|euros?|dollars?|pounds?|francs?)(?!\w)"
    return {
        "{number}": f"(?:{number})",
        "{digits}": f"(?:{_DIGITS})",
        "{unit}": f"(?:{unit})",
        "{length}": (
            rf"(?:{_DIGITS}\s?-?|(?:{number})[\s-])(?:(?:-|–|—|to|and|or)\s?(?:{number})[\s-]?)?"
            rf"(?:\((?:\d+|\w+)\)\s)?(?:and a half\s)?{qualifiers}(?:{unit})(?!\w)"
        ),
        "{person}": f"(?:{'|'.join(words.people)})",
        "{compare}": f"(?:{'|'.join(words.compare)})",
        "{month}": f"(?:{'|'.join(words.months)})",
        "{weekday}": _WEEKDAYS,
        "{money}": rf"(?:(?:{currency})\s?{_DIGITS}|{amount})",
    }


def _filled(pattern: str, slots: Mapping[str, str]) -> str:
    for name, value in slots.items():
        pattern = pattern.replace(name, value)
    return pattern


def find_measures(text: str, vocabulary: Vocabulary) -> tuple[Measure, ...]:
    """The measures of a text in reading order, without overlaps."""
    patterns = _patterns(vocabulary)
    low = _lower(text[:LONGEST])
    if _search(patterns.hint, low) is None:
        return ()
    try:
        return _measures(text, _masked(low, patterns), patterns)
    except TimeoutError:
        return ()


def measurability(text: str, vocabulary: Vocabulary) -> Measurability:
    """Whether the sentence itself says what would be tested."""
    patterns = _patterns(vocabulary)
    text = text[:LONGEST]
    low = _lower(text)
    if _search(patterns.hint, low) is None:
        return Measurability(measurable=False)
    try:
        return _judged(text, low, patterns)
    except TimeoutError:
        return Measurability(measurable=True)


def _judged(text: str, low: str, patterns: _Patterns) -> Measurability:
    masked = _masked(low, patterns)
    measures = _measures(text, masked, patterns)
    if not measures:
        return _judged_without_measure(text, low, masked, patterns)
    kept, escape = _not_taken_back(low, measures, patterns)
    if not kept:
        return Measurability(measurable=False, measures=measures, escape=escape)
    if _only_dates(low, kept, patterns):
        return Measurability(measurable=False, measures=kept, only_dates=True)
    return Measurability(measurable=True, measures=kept)


def _judged_without_measure(text: str, low: str, masked: str, patterns: _Patterns) -> Measurability:
    """None or all of something, and measures that stand in another document."""
    nothing = patterns.none_of.match(masked.strip())
    if nothing is not None and _search(patterns.modal, low) is None:
        return Measurability(measurable=True, measures=(Measure("zero", nothing[0], *nothing.span()),))
    elsewhere = _search(patterns.reference, text)
    if elsewhere is not None:
        return Measurability(
            measurable=True, measures=(Measure("reference", elsewhere[0], *elsewhere.span()),)
        )
    return Measurability(measurable=False)


# Finding


def _lower(text: str) -> str:
    """The text in lower case, as long as before."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)


def _search(pattern: Pattern, text: str) -> Any:
    return next(_matches(pattern, text), None)


def _matches(pattern: Pattern, text: str) -> Iterator[Any]:
    """The matches in a text. Raises TimeoutError where a pattern of the configuration takes too long."""
    if isinstance(pattern, re.Pattern):
        yield from pattern.finditer(text)
    else:
        yield from pattern.finditer(text, timeout=SECONDS)


def _masked(low: str, patterns: _Patterns) -> str:
    """The text with everything masked that only looks like a measure; as long as the text."""
    pieces: list[str] = []
    end = 0
    plain = _without_past(low, patterns)
    for match in _matches(patterns.fake, plain):
        pieces += [plain[end : match.start()], _MASK * len(match[0])]
        end = match.end()
    return "".join(pieces) + plain[end:]


def _measures(text: str, masked: str, patterns: _Patterns) -> tuple[Measure, ...]:
    return tuple(
        Measure(match.lastgroup or "", text[match.start() : match.end()].strip(), *match.span())
        for match in _matches(patterns.measure, masked)
    )


def _without_past(low: str, patterns: _Patterns) -> str:
    """The text with sentences masked that only tell how it was: "In 2024 the desk handled 48,000 calls."."""
    low = _without_results(low, patterns)
    start = _search(patterns.past_start, low)
    if start is None:
        return low
    end = _CLAUSE_END.search(low, start.end())
    last = end.start() if end else len(low)
    clause = low[start.end() : last]
    told = _search(patterns.past_verb, clause) or (_LAST.match(low) and _PAST_FORM.search(clause))
    if _search(patterns.aim, clause) or not told:
        return low
    return _MASK * last + low[last:]


def _without_results(low: str, patterns: _Patterns) -> str:
    """The text with clauses masked that tell a past result: "Satisfaction rose from 3.9 to 4.1."."""
    found = _search(patterns.past_result, low)
    if found is None:
        return low
    start = max((end.end() for end in _CLAUSE_END.finditer(low, 0, found.start())), default=0)
    closing = _CLAUSE_END.search(low, found.end())
    end = closing.start() if closing else len(low)
    opened = low.rfind("(", start, found.start())
    if opened > low.rfind(")", start, found.start()):
        closed = low.find(")", found.start())
        start, end = opened, closed if closed >= 0 else end
    clause = low[start:end]
    if _search(patterns.aim, clause) or _search(patterns.past_guard, low[start : found.end()]):
        return low
    if _begins_with_goal(clause, patterns):
        return low
    return low[:start] + _MASK * (end - start) + low[end:]


def _begins_with_goal(clause: str, patterns: _Patterns) -> bool:
    """ "Reduce the incidents reported last year by half": no past result."""
    first = clause.strip().split(" ", 1)[0]
    return not first.endswith("ed") and any(
        pattern.fullmatch(first) for pattern in (patterns.direction, patterns.achievement)
    )


# Judging


def _not_taken_back(
    low: str, measures: tuple[Measure, ...], patterns: _Patterns
) -> tuple[tuple[Measure, ...], str]:
    """The measures that no escape clause takes back, and the first escape there is."""
    plain = patterns.not_escape.sub(lambda found: _MASK * len(found[0]), low)
    first = ""
    kept = list(measures)
    for pattern, forward in ((patterns.escape, False), (patterns.attempt, True)):
        for match in _matches(pattern, plain):
            first = first or match[0]
            kept = [measure for measure in kept if not _takes_back(low, match.span(), measure, forward)]
    return tuple(kept), first


def _takes_back(low: str, escape: tuple[int, int], measure: Measure, forward: bool) -> bool:
    """Whether an escape clause reaches as far as the measure."""
    start, end = escape
    if forward:
        return measure.start >= end and _STRONG_BOUNDARY.search(low, end, measure.start) is None
    if measure.start >= end:
        return _BOUNDARY.search(low, end, measure.start) is None or not low[:start].strip(" ,")
    return _BOUNDARY.search(low, measure.end, start) is None


def _only_dates(low: str, measures: tuple[Measure, ...], patterns: _Patterns) -> bool:
    """Whether a direction or a quality is to be reached by a date, with nothing that says how far."""
    if any(measure.kind != "deadline" for measure in measures) or _LEVEL.search(low):
        return False
    if _search(patterns.quality, low):
        return True
    direction = _search(patterns.direction, low)
    if direction is None:
        return False
    achievement = _search(patterns.achievement, low)
    return achievement is None or direction.start() < achievement.start()
