"""Quantities in cells: targets such as ">= 95 %" and measured values such as "3.2 h", and which of two is better.

Only what can be read without doubt is a quantity: a whole cell that holds one number, with its comparison and unit.
"""

import re
from typing import Literal, TypeAlias

import msgspec

Comparison: TypeAlias = Literal["at least", "at most", "more than", "less than", "equal", "between", ""]
"""How a measured value must stand to a target; empty when the cell does not say."""
Direction: TypeAlias = Literal["higher", "lower", ""]
"""Which values are better; empty when nobody can tell."""


class Quantity(msgspec.Struct, frozen=True):
    """A value with its unit."""

    value: float
    """In its unit; durations below a day in minutes."""
    unit: str = ""
    """"%", "min", "day", a currency, "/5" of scores and so on, or empty."""
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


_NUMBER = r"[+-]?\d{1,3}(?:[ ,]\d{3})+(?:\.\d+)?|[+-]?\d+(?:[.,]\d+)?"
_UNITS: dict[str, tuple[str, float]] = {
    "%": ("%", 1),
    "percent": ("%", 1),
    "per cent": ("%", 1),
    "pct": ("%", 1),
    "ms": ("min", 1 / 60_000),
    "s": ("min", 1 / 60),
    "sec": ("min", 1 / 60),
    "secs": ("min", 1 / 60),
    "second": ("min", 1 / 60),
    "seconds": ("min", 1 / 60),
    "m": ("min", 1),
    "min": ("min", 1),
    "mins": ("min", 1),
    "minute": ("min", 1),
    "minutes": ("min", 1),
    "h": ("min", 60),
    "hr": ("min", 60),
    "hrs": ("min", 60),
    "hour": ("min", 60),
    "hours": ("min", 60),
    "d": ("day", 1),
    "day": ("day", 1),
    "days": ("day", 1),
    "business day": ("business day", 1),
    "business days": ("business day", 1),
    "working day": ("business day", 1),
    "working days": ("business day", 1),
    "bd": ("business day", 1),
    "wd": ("business day", 1),
    "business hours": ("business hour", 1),
    "business hour": ("business hour", 1),
    "working hours": ("business hour", 1),
    "working hour": ("business hour", 1),
    "week": ("week", 1),
    "weeks": ("week", 1),
    "month": ("month", 1),
    "months": ("month", 1),
    "eur": ("EUR", 1),
    "€": ("EUR", 1),
    "usd": ("USD", 1),
    "$": ("USD", 1),
    "gbp": ("GBP", 1),
    "£": ("GBP", 1),
    "/5": ("/5", 1),
    "/10": ("/10", 1),
    "of 5": ("/5", 1),
    "out of 5": ("/5", 1),
    "of 10": ("/10", 1),
    "out of 10": ("/10", 1),
    "points": ("points", 1),
    "pts": ("points", 1),
}
_UNIT = "|".join(re.escape(unit) for unit in sorted(_UNITS, key=len, reverse=True))
_COMPARISONS: dict[str, Comparison] = {
    "at least": "at least", "min": "at least", "min.": "at least", "minimum": "at least", "minimum of": "at least", "not less than": "at least",
    "no less than": "at least", ">=": "at least", "≥": "at least", "=>": "at least", "not below": "at least",
    "at most": "at most", "max": "at most", "max.": "at most", "maximum": "at most", "maximum of": "at most", "not more than": "at most",
    "no more than": "at most", "up to": "at most", "<=": "at most", "≤": "at most", "=<": "at most", "within": "at most", "not above": "at most",
    "above": "more than", "over": "more than", "more than": "more than", "greater than": "more than", ">": "more than", "higher than": "more than",
    "below": "less than", "under": "less than", "less than": "less than", "fewer than": "less than", "<": "less than", "lower than": "less than",
    "=": "equal", "exactly": "equal",
}  # fmt: skip
_WORDS_BEFORE = "|".join(re.escape(word) for word in sorted(_COMPARISONS, key=len, reverse=True))
_AFTER: dict[str, Comparison] = {
    "+": "at least", "or more": "at least", "or higher": "at least", "or better": "at least", "or above": "at least", "and above": "at least", "minimum": "at least",
    "or less": "at most", "or fewer": "at most", "or below": "at most", "or lower": "at most", "maximum": "at most", "max": "at most", "min.": "at least",
}  # fmt: skip
_WORDS_AFTER = "|".join(re.escape(word) for word in sorted(_AFTER, key=len, reverse=True))
_PERIOD = r"(?:\s*(?:per|a|/|in a|each|every)\s*(?:month|quarter|year|week|day|p\.?\s?a\.?)|\s+(?:monthly|quarterly|yearly|annually|weekly|daily|p\.\s?a\.))?"
_TARGET = re.compile(
    rf"\s*(?:target:?\s*|goal:?\s*)?(?P<before>{_WORDS_BEFORE})?\s*(?P<currency>[€$£]|eur|usd|gbp)?\s*(?P<number>{_NUMBER})\s*(?P<unit>{_UNIT})?\s*"
    rf"(?:(?:-|–|—|to|and)\s*(?P<upper>{_NUMBER})\s*(?P<upper_unit>{_UNIT})?\s*)?(?P<after>{_WORDS_AFTER})?{_PERIOD}\s*(?:\([^()]*\))?\s*\.?\s*",
    re.IGNORECASE,
)
_VALUE = re.compile(
    rf"\s*(?P<currency>[€$£]|eur|usd|gbp)?\s*(?P<number>{_NUMBER})\s*(?P<unit>{_UNIT})?{_PERIOD}\s*(?:\([^()]*\))?\s*", re.IGNORECASE
)
_NOTHING = frozenset(("zero", "none", "nil", "no"))
_LONGEST = 80
"""Characters of a cell that can hold one quantity; longer ones hold a text."""


def read_target(text: str) -> Target | None:
    """The target of a cell that holds one and nothing else; None where it holds more or less.

    >>> read_target("≥ 95 %")
    Target(comparison='at least', quantity=Quantity(value=95.0, unit='%'), upper=None)
    """
    if text.strip().lower() in _NOTHING:
        return Target("at most", Quantity(0))
    match = _TARGET.fullmatch(text.lower()) if len(text) <= _LONGEST else None
    if match is None:
        return None
    before, after = match["before"], match["after"]
    comparison: Comparison = _COMPARISONS[before] if before else _AFTER[after] if after else ""
    quantity = _quantity(match["number"], match["unit"] or match["upper_unit"] or match["currency"])
    if match["upper"]:
        return Target("between", quantity, _quantity(match["upper"], match["upper_unit"] or match["unit"]).value)
    return Target(comparison, quantity)


def read_value(text: str) -> Quantity | None:
    """The measured value of a cell that holds one number, with or without a unit and a remark in brackets."""
    if text.strip().lower() in ("zero", "none", "nil"):
        return Quantity(0)
    match = _VALUE.fullmatch(text.lower()) if len(text) <= _LONGEST else None
    return _quantity(match["number"], match["unit"] or match["currency"]) if match else None


def _quantity(number: str, unit: str | None) -> Quantity:
    name, factor = _UNITS[unit] if unit else ("", 1)
    written = _number(number)
    return Quantity(written * factor, name, None if factor == 1 else written)


def _number(text: str) -> float:
    """A number with thousands apart or with a decimal comma: "1,250", "99,5"."""
    if re.fullmatch(r"[+-]?\d{1,3}(?:[ ,]\d{3})+(?:\.\d+)?", text):
        return float(text.replace(",", "").replace(" ", ""))
    return float(text.replace(",", "."))


def meets(value: Quantity, target: Target, direction: Direction) -> bool | None:
    """Whether a measured value meets a target; None where the two cannot be compared without doubt."""
    same = _same_unit(value, target.quantity)
    if same is None:
        return None
    measured, wanted = same
    match target.comparison:
        case "at least":
            return measured >= wanted
        case "more than":
            return measured > wanted
        case "at most":
            return measured <= wanted
        case "less than":
            return measured < wanted
        case "equal":
            return measured == wanted
        case "between":
            upper = target.upper if value.unit or target.quantity.written is None else None
            return _meets_range(measured, wanted, upper, direction)
    if measured == wanted:
        return True
    if direction == "higher":
        return measured > wanted
    if direction == "lower":
        return measured < wanted
    return None


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
        if value.unit == "" and _is_fraction(value.value) and target.value >= 50:
            return None if value.value in (0, 1) else (value.value * 100, target.value)
        if value.unit == "" and _is_fraction(target.value) and value.value >= 50:
            return None if target.value in (0, 1) else (value.value, target.value * 100)
        return value.value, target.value
    if {value.unit, target.unit} == {"", "%"}:
        return _as_per_cent(value), _as_per_cent(target)
    if not value.unit or not target.unit:
        return value.number, target.number
    return None


def _is_fraction(number: float) -> bool:
    return 0 <= number <= 1


def _as_per_cent(quantity: Quantity) -> float:
    """A number without unit is a fraction up to 1, per cent above."""
    if quantity.unit == "%" or not _is_fraction(quantity.value):
        return quantity.value
    return quantity.value * 100
