"""How often something is reviewed, from the words for it."""

import pytest

from itsmlint.checks.review import in_words
from itsmlint.checks.review_cycles import Cycle, cycle_of
from itsmlint.vocabulary import Vocabulary

VOCABULARY = Vocabulary()


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("Annually", 12),
        ("at least once a year", 12),
        ("Every 18 months", 18),
        ("2-yearly", 24),
        ("every two (2) years", 24),
        ("Quarterly", 3),
        ("half-yearly", 6),
        ("every 90 days", 3),
    ],
)
def test_a_cycle_is_read_in_months(text: str, months: int) -> None:
    cycle = cycle_of(text, VOCABULARY)
    assert cycle is not None
    assert cycle.low == months


@pytest.mark.parametrize("text", ["periodically", "as needed", "after major changes", ""])
def test_words_without_an_interval_are_no_cycle(text: str) -> None:
    assert cycle_of(text, VOCABULARY) is None


def test_several_cycles_give_the_shortest_and_the_longest() -> None:
    assert cycle_of("quarterly, in depth every three years", VOCABULARY) == Cycle(3, 36)


def test_biannual_may_mean_two_things() -> None:
    assert cycle_of("biannually", VOCABULARY) == Cycle(6, 24)


def test_months_are_told_in_years_where_they_are_whole() -> None:
    assert [in_words(months) for months in (12, 18, 24)] == ["1 year", "18 months", "2 years"]
