"""From what a cell stores to its typed value and the text a person reads.

A number format decides whether a number is a date. Dates are shown as ISO 8601 so far as the format shows
them ("2024-03" for mmm-yy), times as "14:30", durations as "36:30", percentages as "95%".
"""

import math
from datetime import date, datetime, time, timedelta
from typing import TypeAlias

from itsmlint.documents.excel.digits import INEXACT, show_general
from itsmlint.documents.excel.number_formats import NumberFormat, Section
from itsmlint.documents.excel.text import clean
from itsmlint.documents.model import CellValue

Shown: TypeAlias = tuple[CellValue, str]
"""A cell's typed value and its text."""

_EPOCH_1900 = datetime(1899, 12, 30)
_EPOCH_1904 = datetime(1904, 1, 1)
_LAST_MOMENT = datetime(9999, 12, 31, 23, 59, 59)
_AFTER_YEAR_9999 = 2_958_466
_REMEMBERED = 20_000
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


class ShownNumbers(dict[str, Shown]):
    """From a stored number to its value and text in one number format; remembers what it has worked out."""

    def __init__(self, number_format: NumberFormat, epoch_1904: bool) -> None:
        super().__init__()
        self._format = number_format
        self._epoch_1904 = epoch_1904

    def __missing__(self, raw: str) -> Shown:
        shown = show(raw, self._format, self._epoch_1904)
        if len(self) < _REMEMBERED:
            self[raw] = shown
        return shown


def show(raw: str, number_format: NumberFormat, epoch_1904: bool) -> Shown:
    """Value and text of a stored number; what is no finite number is kept as text."""
    try:
        number = float(raw)
    except ValueError:
        return _as_text(raw)
    if not math.isfinite(number):
        return _as_text(raw)
    section, magnitude = number_format.section_for(number)
    if section.kind != "number":
        moment = _show_moment(section, number, epoch_1904)
        return moment or (_plain(number), show_general(number))
    text = section.digits.show(magnitude)
    if not text and number:
        # A format that hides its numbers, as icon sets have it: the number is there all the same.
        text = show_general(number)
    return _plain(number), text


def read_iso_date(raw: str) -> Shown:
    """Value and text of a date stored as ISO 8601 (``t="d"``); what is none is kept as text."""
    text = clean(raw)
    try:
        if ":" in text and "-" not in text:
            return _show_time(time.fromisoformat(text).replace(tzinfo=None))
        moment = datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return _as_text(raw)
    return _show_date_and_time(moment)


def _as_text(raw: str) -> Shown:
    text = clean(raw)
    return text, text


def _plain(number: float) -> int | float:
    """Whole numbers as int; beyond 15 digits Excel's numbers are not exact."""
    return int(number) if number.is_integer() and abs(number) < INEXACT else number


def _show_moment(section: Section, serial: float, epoch_1904: bool) -> Shown | None:
    """A date, time or duration; None for a serial number outside of the calendar."""
    if not 0 <= serial < _AFTER_YEAR_9999 - (1462 if epoch_1904 else 0):
        return None
    if section.kind == "duration":
        return serial, _show_duration(section, round(serial * 86_400))
    moment = _moment(serial, epoch_1904)
    shows_time = section.shows_time
    if not section.shows_date:
        return _show_time(moment.time(), with_hour="hour" in section.parts)
    if serial < 1 and not epoch_1904:
        return _show_time(moment.time()) if serial and shows_time else None
    if shows_time:
        return _show_date_and_time(moment)
    return moment.date(), _show_date(section, moment.date())


def _moment(serial: float, epoch_1904: bool) -> datetime:
    """The moment of a serial number, to the second. Excel's 1900 calendar has a 29 February it never had."""
    if epoch_1904:
        passed = timedelta(seconds=round(serial * 86_400))
        return _EPOCH_1904 + min(passed, _LAST_MOMENT - _EPOCH_1904)
    passed = timedelta(days=1 if serial < 60 else 0, seconds=round(serial * 86_400))
    return _EPOCH_1900 + min(passed, _LAST_MOMENT - _EPOCH_1900)


def _show_date_and_time(moment: datetime) -> Shown:
    if moment.time() == time():
        return moment.date(), moment.date().isoformat()
    precision = "seconds" if moment.second else "minutes"
    return moment, moment.isoformat(" ", precision)


def _show_time(moment: time, with_hour: bool = True) -> Shown:
    if not with_hour:
        return moment, f"{moment.minute:02}:{moment.second:02}"
    return moment, moment.isoformat("seconds" if moment.second else "minutes")


def _show_date(section: Section, day: date) -> str:
    """The date so far as the format shows it."""
    parts = section.parts
    if "month" in parts and ("day" in parts or "year" in parts):
        return day.isoformat() if "day" in parts else f"{day.year:04}-{day.month:02}"
    if "month" in parts:
        name = _MONTHS[day.month - 1]
        return {"short": name[:3], "long": name}.get(section.month_name, str(day.month))
    if "year" in parts:
        return f"{day.year:04}"
    if "weekday" in parts:
        return _WEEKDAYS[day.weekday()]
    return str(day.day)


def _show_duration(section: Section, seconds: int) -> str:
    minutes, rest = divmod(seconds, 60)
    if section.elapsed == "second":
        return str(seconds)
    with_seconds = f":{rest:02}" if "second" in section.parts else ""
    if section.elapsed == "minute":
        return f"{minutes}{with_seconds}"
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}{with_seconds}"
