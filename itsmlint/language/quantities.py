"""Quantities in cells: targets such as ">= 95 %" and measured values such as "3.2 h", and how they compare.

Only what can be read without doubt is a quantity: a whole cell that holds one number, with its comparison and
unit. The words stand in ``rules/vocabulary/quantities.yaml``.
"""

import operator
import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Literal, TypeAlias

import msgspec

from itsmlint.vocabulary import Vocabulary

Comparison: TypeAlias = Literal["at least", "at most", "more than", "less than", "equal", "between", ""]
"""How a measured value must stand to a target; empty when the cell does not say."""
Direction: TypeAlias = Literal["higher", "lower", ""]
"""Which values are better; empty when nobody can tell."""

LONGEST = 80
"""Characters of a cell that can hold one quantity; longer ones hold a text."""
SMALL_SHARE = 20
"""Per cent; beside a smaller share a bare 0.8 may be 0.8 % as well as 80 %."""


class Quantity(msgspec.Struct, frozen=True):
    """A value with its unit."""

    value: float
    """In its unit; durations below a day in minutes."""
    unit: str = ""
    """Name of the unit in ``quantities.yaml``, or empty."""
    written: float | None = None
    """The number as written, where it is another than ``value``: 4 of "4 h"."""

    @property
    def number(self) -> float:
        """The number as written."""
        return self.value if self.written is None else self.written


class Target(msgspec.Struct, frozen=True):
    """A value that a measurement is compared with."""

    comparison: Comparison
    quantity: Quantity
    upper: float | None = None
    """Of "between": the upper end."""


class Unit(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"base": "is"}):
    """How a unit is written."""

    words: tuple[str, ...]
    base: str = ""
    """The unit it is counted in, if another."""
    factor: float = 1


class QuantityWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Shape of ``rules/vocabulary/quantities.yaml``."""

    units: Mapping[str, Unit]
    before: Mapping[Comparison, tuple[str, ...]]
    after: Mapping[Comparison, tuple[str, ...]]
    none: frozenset[str]


class _Known(msgspec.Struct, frozen=True):
    target: re.Pattern[str]
    value: re.Pattern[str]
    units: Mapping[str, tuple[str, float]]
    before: Mapping[str, Comparison]
    after: Mapping[str, Comparison]
    none: frozenset[str]


_THOUSANDS = re.compile(r"[+-]?\d{1,3}(?:[ ,]\d{3})+(?:\.\d+)?")
_NUMBER = rf"{_THOUSANDS.pattern}|[+-]?\d+(?:[.,]\d+)?"
_PERIOD = (
    r"(?:\s*(?:per|a|/|in a|each|every)\s*(?:month|quarter|year|week|day|p\.?\s?a\.?)"
    r"|\s+(?:monthly|quarterly|yearly|annually|weekly|daily|p\.\s?a\.))?"
)
_REMARK = r"\s*(?:\([^()]*\))?\s*\.?\s*"


@lru_cache(maxsize=8)
def _known(vocabulary: Vocabulary) -> _Known:
    words = vocabulary.read("quantities", QuantityWords)
    units = {
        word: (unit.base or name, unit.factor) for name, unit in words.units.items() for word in unit.words
    }
    before = {word: comparison for comparison, entries in words.before.items() for word in entries}
    after = {word: comparison for comparison, entries in words.after.items() for word in entries}
    unit = f"(?:{_either(units)})(?![a-z])"
    number = rf"(?P<currency>[€$£]|eur|usd|gbp|chf)?\s*(?P<number>{_NUMBER})\s*(?P<unit>{unit})?"
    upper = rf"(?:\s*(?:-|–|—|to|and)\s*(?P<upper>{_NUMBER})\s*(?P<upper_unit>{unit})?)?"
    return _Known(
        target=re.compile(
            rf"\s*(?:(?:target|goal):?\s*)?(?P<before>{_either(before)})?\s*{number}{upper}"
            rf"\s*(?P<after>{_either(after)})?{_PERIOD}{_REMARK}"
        ),
        value=re.compile(rf"\s*{number}{_PERIOD}{_REMARK}"),
        units=units,
        before=before,
        after=after,
        none=words.none,
    )


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def read_target(text: str, vocabulary: Vocabulary) -> Target | None:
    """The target of a cell that holds one and nothing else; None where it holds more or less."""
    known, low = _known(vocabulary), text.strip().lower()
    if low in known.none:
        return Target("at most", Quantity(0))
    match = known.target.fullmatch(low) if len(text) <= LONGEST else None
    if match is None:
        return None
    comparison: Comparison = known.before.get(match["before"] or "") or known.after.get(
        match["after"] or "", ""
    )
    quantity = _quantity(match["number"], match["unit"] or match["upper_unit"] or match["currency"], known)
    if match["upper"]:
        upper = _quantity(match["upper"], match["upper_unit"] or match["unit"], known)
        return Target("between", quantity, upper.value)
    return Target(comparison, quantity)


def read_value(text: str, vocabulary: Vocabulary) -> Quantity | None:
    """The measured value of a cell that holds one number, with or without a unit and a remark in brackets."""
    known, low = _known(vocabulary), text.strip().lower()
    if low in known.none and low != "no":
        return Quantity(0)
    match = known.value.fullmatch(low) if len(text) <= LONGEST else None
    return _quantity(match["number"], match["unit"] or match["currency"], known) if match else None


def _quantity(number: str, unit: str | None, known: _Known) -> Quantity:
    name, factor = known.units[unit] if unit else ("", 1)
    written = _number(number)
    return Quantity(written * factor, name, None if factor == 1 else written)


def _number(text: str) -> float:
    """A number with thousands apart or with a decimal comma: "1,250", "99,5"."""
    if _THOUSANDS.fullmatch(text):
        return float(text.replace(",", "").replace(" ", ""))
    return float(text.replace(",", "."))


_COMPARE: Mapping[Comparison, Callable[[float, float], bool]] = {
    "at least": operator.ge,
    "more than": operator.gt,
    "at most": operator.le,
    "less than": operator.lt,
    "equal": operator.eq,
}


def meets(value: Quantity, target: Target, direction: Direction) -> bool | None:
    """Whether a measured value meets a target; None where the two cannot be compared without doubt."""
    same = _same_unit(value, target.quantity)
    if same is None:
        return None
    measured, wanted = same
    if target.comparison in _COMPARE:
        return _COMPARE[target.comparison](measured, wanted)
    if target.comparison == "between":
        upper = target.upper if value.unit or target.quantity.written is None else None
        return _meets_range(measured, wanted, upper, direction)
    if measured == wanted:
        return True
    if not direction:
        return None
    return measured > wanted if direction == "higher" else measured < wanted


def _meets_range(measured: float, lower: float, upper: float | None, direction: Direction) -> bool | None:
    """Within a range, or on its better side."""
    if direction == "higher" and measured >= lower:
        return True
    if upper is None:
        return None
    if direction == "lower" and measured <= upper:
        return True
    return lower <= measured <= upper


def _same_unit(value: Quantity, target: Quantity) -> tuple[float, float] | None:
    """Both numbers in one unit; a share may stand as 0.95, 95 or 95 %."""
    if value.unit == target.unit:
        return (value.value, target.value) if value.unit else _unitless(value.value, target.value)
    if {value.unit, target.unit} == {"", "%"}:
        return _per_cent(value, target)
    if not value.unit or not target.unit:
        return value.number, target.number
    return None


def _unitless(value: float, target: float) -> tuple[float, float] | None:
    """Two bare numbers; where one is a fraction and the other looks like per cent, both in per cent."""
    if _is_fraction(value) and target >= 50:
        return None if value in (0, 1) else (value * 100, target)
    if _is_fraction(target) and value >= 50:
        return None if target in (0, 1) else (value, target * 100)
    return value, target


def _is_fraction(number: float) -> bool:
    return 0 <= number <= 1


def _per_cent(value: Quantity, target: Quantity) -> tuple[float, float] | None:
    """A number without unit beside one in per cent: a fraction where the other is no small share."""
    bare, share = (value, target) if not value.unit else (target, value)
    if not _is_fraction(bare.value):
        return value.value, target.value
    if share.value < SMALL_SHARE:
        return None  # 0.8 beside 2 % may be either
    return (bare.value * 100, share.value) if bare is value else (share.value, bare.value * 100)
