"""Targets and measured values in cells."""

import pytest

from itsmlint.language.quantities import meets, read_target, read_value
from itsmlint.vocabulary import Vocabulary

VOCABULARY = Vocabulary()


@pytest.mark.parametrize(
    ("text", "comparison", "value", "unit"),
    [
        ("≥ 97 %", "at least", 97, "%"),
        ("at least 4.1 out of 5", "at least", 4.1, "/5"),
        ("max. 3 per month", "at most", 3, ""),
        ("below 6%", "less than", 6, "%"),
        ("over 1,200", "more than", 1200, ""),
        ("2 h", "", 120, "min"),
        ("98,5 %", "", 98.5, "%"),
        ("85%+", "at least", 85, "%"),
        ("no more than 4 business days", "at most", 4, "business day"),
        ("none", "at most", 0, ""),
        ("€ 14", "", 14, "EUR"),
    ],
)
def test_a_cell_with_one_target_is_read(text: str, comparison: str, value: float, unit: str) -> None:
    target = read_target(text, VOCABULARY)
    assert target is not None
    assert (target.comparison, target.quantity.value, target.quantity.unit) == (comparison, value, unit)


@pytest.mark.parametrize(
    "text", ["", "as agreed", "P1: 2 h", "2 h or 3 h by agreement", "improving", "1 2 3"]
)
def test_a_cell_with_more_or_less_than_a_target_is_not(text: str) -> None:
    assert read_target(text, VOCABULARY) is None


@pytest.mark.parametrize(
    ("value", "target", "direction", "met"),
    [
        ("96 %", "≥ 95 %", "", True),
        ("0.94", "95 %", "higher", False),
        ("97%", "0.95", "higher", True),
        ("4 %", "5 %", "lower", True),
        ("4 %", "5 %", "", None),
        ("5 h", "4 h", "lower", False),
        ("5", "4 h", "lower", False),
        ("30 min", "1 h", "lower", True),
        ("3 days", "20 h", "lower", None),
        ("0.8", "2 %", "lower", None),
        ("1", "95", "higher", None),
        ("7", "5 - 10", "", True),
        ("0", "none", "", True),
        ("1", "none", "", False),
    ],
)
def test_values_are_compared_when_there_is_no_doubt(
    value: str, target: str, direction: str, met: bool | None
) -> None:
    measured, wanted = read_value(value, VOCABULARY), read_target(target, VOCABULARY)
    assert measured is not None
    assert wanted is not None
    assert meets(measured, wanted, direction) is met  # type: ignore[arg-type]
