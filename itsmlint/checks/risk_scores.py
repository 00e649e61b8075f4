"""Checks of the arithmetic of risk registers: residual against inherent, score against its factors.

Scales differ from register to register, so the scheme is read off the majority of the rows, and only rows
that leave it are reported. A register that follows no scheme gets no finding.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from functools import lru_cache

import msgspec

from itsmlint.checks import Context, Options, check
from itsmlint.checks.stated import any_stated, present, stated
from itsmlint.facts.model import Record, Register, Value
from itsmlint.finding import Problem
from itsmlint.vocabulary import Vocabulary

ENOUGH_ROWS = 5
"""Fewer rows with numbers do not show a scheme."""
MAJORITY = 0.8
"""Share of rows that must follow a scheme for the others to be outliers."""

_NUMBER = re.compile(r"\s*(\d{1,4}(?:[.,]\d{1,3})?)(?![\d%])(?:\s*[-–:(/].*|\s+[^\d\s].*|\s*)$", re.DOTALL)


class Magnitude(msgspec.Struct, frozen=True):
    """How large a rating is: a number, or the rank of a word such as "High"."""

    amount: float
    scale: str
    """"number" or "word": only magnitudes of one scale can be compared."""


class Levels(msgspec.Struct, frozen=True):
    """Shape of ``rules/vocabulary/levels.yaml``: words for how large something is, smallest first."""

    ranks: tuple[tuple[str, ...], ...]


@lru_cache(maxsize=8)
def _ranks(vocabulary: Vocabulary) -> dict[str, int]:
    levels = vocabulary.read("levels", Levels)
    return {word: rank for rank, words in enumerate(levels.ranks) for word in words}


def magnitude(value: Value | None, context: Context) -> Magnitude | None:
    """The rating of a cell: its number ("4", "4 - Likely", "12 (High)") or its word's rank."""
    if value is None or not stated(value, context):
        return None
    if isinstance(value.value, int | float) and not isinstance(value.value, bool):
        return Magnitude(float(value.value), "number")
    number = _NUMBER.match(value.text)
    if number:
        return Magnitude(float(number[1].replace(",", ".")), "number")
    words = re.sub(r"[^\w\s]", " ", value.text.casefold().split("(")[0]).split()
    rank = _ranks(context.vocabulary).get(" ".join(word for word in words if word != "risk"))
    return Magnitude(float(rank), "word") if rank is not None else None


class Residual(Options, frozen=True, kw_only=True):
    """Options of be-no-higher-after-treatment and be-lowered-by-something."""

    pairs: tuple[tuple[str, ...], ...]
    """Residual field, then the fields it may be compared with, best first."""
    measures: tuple[str, ...] = ("controls", "treatment", "action")
    """Fields that name what lowers the risk."""


class _Change(msgspec.Struct, frozen=True):
    """A record's rating before and after treatment, on one scale."""

    record: Record
    before: Value
    after: Value
    difference: float

    def problem(self, cause: str) -> Problem:
        return Problem(
            location=self.after.location,
            excerpt=self.after.text,
            parts={"record": self.record.id, "before": self.before.text, "after": self.after.text},
            cause=cause,
            key=self.record.id,
        )


@check("be-no-higher-after-treatment", given="registers", parts=("record", "before", "after"))
def be_no_higher_after_treatment(place: Register, options: Residual, context: Context) -> Iterator[Problem]:
    """No residual rating is higher than the rating before treatment."""
    changes = list(_changes(place, options, context))
    higher = [change for change in changes if change.difference > 0]
    lower = sum(change.difference < 0 for change in changes)
    if len(higher) > lower:
        return  # the scale runs the other way, or the columns mean something else
    for change in higher:
        yield change.problem("higher")


@check("be-lowered-by-something", given="registers", parts=("record", "before", "after"))
def be_lowered_by_something(place: Register, options: Residual, context: Context) -> Iterator[Problem]:
    """A residual rating that is lower than before has a control or treatment that lowered it."""
    columns = present(place, options.measures)
    if not columns:
        return
    for change in _changes(place, options, context):
        if change.difference < 0 and not any_stated(change.record, columns, context):
            yield change.problem("lower")


def _changes(place: Register, options: Residual, context: Context) -> Iterator[_Change]:
    """Per record the first pair of ratings that can be compared."""
    pairs = [(pair[0], field) for pair in options.pairs for field in pair[1:]]
    pairs = [(after, before) for after, before in pairs if place.column(after) and place.column(before)]
    for record in place.records:
        for after_field, before_field in pairs:
            after = magnitude(record.values.get(after_field), context)
            before = magnitude(record.values.get(before_field), context)
            if after is not None and before is not None and after.scale == before.scale:
                difference = after.amount - before.amount
                yield _Change(record, record.values[before_field], record.values[after_field], difference)
                break


class Scores(Options, frozen=True, kw_only=True):
    """Options of have-consistent-scores."""

    triples: tuple[tuple[str, str, str], ...]
    """Fields of likelihood, impact and score."""
    bands: tuple[tuple[str, str], ...] = ()
    """Fields of a score and the level in words that belongs to it."""


_SCHEMES: dict[str, Callable[[float, float], float]] = {
    "likelihood × impact": lambda likelihood, impact: likelihood * impact,
    "likelihood + impact": lambda likelihood, impact: likelihood + impact,
    "the higher of likelihood and impact": max,
}


@check("have-consistent-scores", given="registers", parts=("record", "expected", "scheme"))
def have_consistent_scores(place: Register, options: Scores, context: Context) -> Iterator[Problem]:
    """Each score follows the scheme that the register's other rows follow; each level fits its score."""
    for likelihood, impact, score in options.triples:
        if all(place.column(field) for field in (likelihood, impact, score)):
            yield from _off_scheme(place, (likelihood, impact, score), context)
    for score, level in options.bands:
        if place.column(score) and place.column(level):
            yield from _off_band(place, score, level, context)


def _off_scheme(place: Register, fields: tuple[str, str, str], context: Context) -> Iterator[Problem]:
    rows: list[tuple[Record, float, float, float]] = []
    for record in place.records:
        sizes = [magnitude(record.values.get(field), context) for field in fields]
        if all(size is not None and size.scale == "number" for size in sizes):
            likelihood, impact, score = (size.amount for size in sizes if size is not None)
            rows.append((record, likelihood, impact, score))
    if len(rows) < ENOUGH_ROWS:
        return
    for scheme, function in _SCHEMES.items():
        fitting = [row for row in rows if abs(function(row[1], row[2]) - row[3]) < 0.011]
        if len(fitting) >= MAJORITY * len(rows):
            for record, likelihood, impact, score in rows:
                expected = function(likelihood, impact)
                if abs(expected - score) >= 0.011:
                    yield _wrong_score(record.values[fields[2]], f"{expected:g}", scheme, record)
            return


def _wrong_score(value: Value, expected: str, scheme: str, record: Record) -> Problem:
    return Problem(
        location=value.location,
        excerpt=value.text,
        parts={"record": record.id, "expected": expected, "scheme": scheme},
        cause=scheme,
        key=f"{record.id} {value.location.label or ''}",
    )


def _off_band(place: Register, score: str, level: str, context: Context) -> Iterator[Problem]:
    """Levels that break the order the other rows show: a higher score with a lower level."""
    rows: list[tuple[Record, float, float]] = []
    for record in place.records:
        number, rank = (magnitude(record.values.get(field), context) for field in (score, level))
        if number and rank and number.scale == "number" and rank.scale == "word":
            rows.append((record, number.amount, rank.amount))
    if len(rows) < ENOUGH_ROWS:
        return
    usual = _usual_levels(rows)
    wrong = [(record, usual[amount]) for record, amount, rank in rows if usual[amount] != rank]
    if not wrong or len(wrong) > (1 - MAJORITY) * len(rows) or not _rising(usual):
        return
    names = {rank: words[0] for rank, words in enumerate(context.vocabulary.read("levels", Levels).ranks)}
    for record, expected in wrong:
        scheme = "the level that other rows give this score"
        yield _wrong_score(record.values[level], names[int(expected)].capitalize(), scheme, record)


def _usual_levels(rows: list[tuple[Record, float, float]]) -> dict[float, float]:
    """By score the level most rows give it."""
    levels: dict[float, Counter[float]] = defaultdict(Counter)
    for _, amount, rank in rows:
        levels[amount][rank] += 1
    return {amount: max(sorted(counts), key=lambda rank: counts[rank]) for amount, counts in levels.items()}


def _rising(usual: dict[float, float]) -> bool:
    ranks = [usual[amount] for amount in sorted(usual)]
    return ranks == sorted(ranks)
