"""The days that a written date can mean."""

from datetime import date

import pytest

from itsmlint.checks.moments import Span, add_months, days_in_words, newest, span_of_text
from itsmlint.vocabulary import Vocabulary

VOCABULARY = Vocabulary()


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026-03-04", date(2026, 3, 4), date(2026, 3, 4)),
        ("03/04/2026", date(2026, 3, 4), date(2026, 4, 3)),
        ("June 2026", date(2026, 6, 1), date(2026, 6, 30)),
        ("Q2 2026", date(2026, 4, 1), date(2026, 6, 30)),
        ("by 4 March 2026 at the latest", date(2026, 3, 4), date(2026, 3, 4)),
    ],
)
def test_a_written_date_means_a_span_of_days(text: str, first: date, last: date) -> None:
    assert span_of_text(text, VOCABULARY) == Span(first, last)


@pytest.mark.parametrize("text", ["annually", "", "1 May 2025 or 1 May 2026", "2026"])
def test_what_is_no_single_date_means_nothing(text: str) -> None:
    assert span_of_text(text, VOCABULARY) is None


def test_the_newest_span_is_the_one_that_ends_last() -> None:
    early, late = Span(date(2025, 1, 1), date(2025, 1, 1)), Span(date(2024, 1, 1), date(2026, 1, 1))
    assert newest([early, None, late]) == late
    assert newest([None]) is None


def test_months_are_added_to_the_last_day_there_is() -> None:
    assert add_months(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert add_months(date(2026, 11, 15), 14) == date(2028, 1, 15)


def test_days_are_counted_in_words() -> None:
    assert [days_in_words(days) for days in (1, 12, 1500)] == ["1 day", "12 days", "1,500 days"]
