"""When something was or will be, as sure as the written date allows.

"June 2026" may mean any day of June, "03/04/2026" a day of March or of April. A check of dates is fair only
when it holds for every day that the words can mean.
"""

from collections.abc import Iterable
from datetime import date

import msgspec

from itsmlint.facts.dates import find_dates, latest_day, read_date
from itsmlint.facts.model import Found
from itsmlint.vocabulary import Vocabulary

ORDERS = ("dmy", "mdy", "ymd")


class Span(msgspec.Struct, frozen=True):
    """The first and the last day that a written date can mean."""

    first: date
    last: date


def span(found: Found | None, vocabulary: Vocabulary) -> Span | None:
    """The days that the value of a date field can mean; None when it holds no date or several."""
    if found is None:
        return None
    if found.date is not None:
        return Span(found.date, found.date)
    return span_of_text(found.value, vocabulary)


def span_of_text(text: str, vocabulary: Vocabulary) -> Span | None:
    """The days that a written date can mean; None when the text holds no date or several."""
    readings = [day for order in ORDERS if (day := read_date(text, order, vocabulary)) is not None]  # type: ignore[arg-type]
    if readings:
        return Span(min(readings), max(readings))
    last = latest_day(text, "", vocabulary)
    if last is not None:
        return Span(_first_of_period(text, last), last)
    inside = {day for _, _, day in find_dates(text, "", vocabulary)}
    return Span(min(inside), max(inside)) if len(inside) == 1 else None


def _first_of_period(text: str, last: date) -> date:
    """The first day of the month or, where the text names a quarter, of the quarter."""
    quarter = "q" in text.lower()
    return last.replace(month=last.month - 2 if quarter else last.month, day=1)


def newest(spans: Iterable[Span | None]) -> Span | None:
    """The span that ends last."""
    return max((each for each in spans if each is not None), key=lambda each: each.last, default=None)


def add_months(day: date, months: int) -> date:
    """The same day so many months later, the last of the month where there is no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


def days_in_words(days: int) -> str:
    """ "1 day", "12 days"."""
    return "1 day" if days == 1 else f"{days:,} days"
