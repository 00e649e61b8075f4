"""The registry of clauses holds the standards as they are numbered."""

from itertools import pairwise

import pytest

from itsmlint.clauses import clause_text, clause_title, standards
from itsmlint.rules import builtin_rules


def order(number: str) -> list[int]:
    return [int(step) for step in number.split(".")]


@pytest.mark.parametrize("standard", ["iso20000-1:2018", "iso20000-1:2011"])
def test_every_clause_stands_below_its_own(standard):
    clauses = standards()[standard].clauses
    for number in clauses:
        above = number.rpartition(".")[0]
        assert not above or above in clauses


@pytest.mark.parametrize("standard", ["iso20000-1:2018", "iso20000-1:2011"])
def test_clauses_are_in_order(standard):
    numbers = list(standards()[standard].clauses)
    assert all(order(one) < order(next_one) for one, next_one in pairwise(numbers))


@pytest.mark.parametrize(
    ("standard", "number", "word"),
    [
        ("iso20000-1:2018", "4.3", "scope"),
        ("iso20000-1:2018", "5.3", "responsibilities"),
        ("iso20000-1:2018", "6.1", "risks"),
        ("iso20000-1:2018", "7.5.3", "documented information"),
        ("iso20000-1:2018", "8.2.4", "catalogue"),
        ("iso20000-1:2018", "8.3.3", "service level"),
        ("iso20000-1:2018", "8.6.3", "problem"),
        ("iso20000-1:2018", "9.3", "management review"),
        ("iso20000-1:2018", "10.1", "corrective action"),
        ("iso20000-1:2018", "10.2", "improvement"),
        ("iso20000-1:2011", "4.1.2", "policy"),
        ("iso20000-1:2011", "4.3.2", "control of documents"),
        ("iso20000-1:2011", "4.5.4.3", "management review"),
        ("iso20000-1:2011", "6.1", "service level"),
        ("iso20000-1:2011", "8.2", "problem"),
    ],
)
def test_a_number_is_about_what_the_standard_says(standard, number, word):
    assert word in clause_title(standard, number).lower()


def test_2018_has_seven_main_clauses_from_4_to_10():
    assert [n for n in standards()["iso20000-1:2018"].clauses if "." not in n] == [
        "4",
        "5",
        "6",
        "7",
        "8",
        "9",
        "10",
    ]


def test_a_clause_in_one_line():
    assert clause_text("iso20000-1:2018", "7.2") == "ISO/IEC 20000-1:2018 7.2 Competence"


IN_2018 = {
    "4.1.1": ("5.1", "6.2"), "4.1.2": ("5.2",), "4.1.3": ("5.3", "7.4"), "4.1.4": ("5.3",), "4.2": ("8.2.3",),
    "4.3.1": ("7.5",), "4.3.2": ("7.5",), "4.3.3": ("7.5",), "4.4.1": ("7.1",), "4.4.2": ("7.2", "7.3"),
    "4.5.1": ("4.3",), "4.5.2": ("6.1", "6.2", "6.3"), "4.5.3": ("8.1", "8.2.1"), "4.5.4.1": ("9.1",),
    "4.5.4.2": ("9.2",), "4.5.4.3": ("9.3",), "4.5.5": ("10.1", "10.2"), "5": ("8.2.2", "8.5.2"),
    "6.1": ("8.2.4", "8.3.3"), "6.2": ("9.4",), "6.3": ("8.7.1", "8.7.2"), "6.4": ("8.4.1",),
    "6.5": ("8.4.2", "8.4.3"), "6.6": ("8.7.3",), "7.1": ("8.3.2",), "7.2": ("8.3.4",),
    "8.1": ("8.6.1", "8.6.2"), "8.2": ("8.6.3",), "9.1": ("8.2.5", "8.2.6"), "9.2": ("8.5.1",),
    "9.3": ("8.5.3",),
}  # fmt: skip
"""Where the clauses of 2011 went, as the published mappings have it."""


def counterparts(number):
    """The clauses of 2018 that a clause of 2011, or what it stands below, became."""
    known = [old for old in IN_2018 if number == old or number.startswith(f"{old}.")]
    return {new for old in known for new in IN_2018[old]}


def related(one, other):
    return f"{one}.".startswith(f"{other}.") or f"{other}.".startswith(f"{one}.")


@pytest.mark.parametrize("rule", builtin_rules(), ids=lambda rule: rule.id)
def test_the_clauses_of_a_rule_agree_between_the_editions(rule):
    old, new = (rule.clauses.get(f"iso20000-1:{year}", ()) for year in (2011, 2018))
    pairs = [(known, number) for before in old for known in counterparts(before) for number in new]
    assert not old or any(related(*pair) for pair in pairs), (old, new)


def test_every_clause_of_2011_that_became_others_is_known():
    clauses = standards()["iso20000-1:2011"].clauses
    leaves = [n for n in clauses if not any(other.startswith(f"{n}.") for other in clauses)]
    assert [number for number in leaves if not counterparts(number)] == []
    for numbers in IN_2018.values():
        assert set(numbers) <= set(standards()["iso20000-1:2018"].clauses)
