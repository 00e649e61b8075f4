"""The registry of clauses holds the standards as they are numbered."""

from itertools import pairwise

import pytest

from itsmlint.clauses import clause_text, clause_title, standards


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
