"""Dates as people write them: in one cell, in a label's value, in running text.

A written date counts only when it says one day. "03/04/2026" says two, so it needs the order of day and
month, which :func:`column_order` decides by the majority of its neighbours. Dates without a day
("March 2026", "Q3 2026") are no dates to :func:`read_date`; :func:`latest_day` takes them as the last day
they can mean, which is what a check of due or overdue things may rely on.
"""

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import Literal, TypeAlias

import msgspec

from itsmlint.vocabulary import Vocabulary

Order: TypeAlias = Literal["", "dmy", "mdy", "ymd"]

FIRST_YEAR, LAST_YEAR = 1950, 2150
"""Years outside are no dates of a document: 1900 is Excel's zero, 9999 means never."""
CENTURY_TURN = 70
"""Two-digit years below mean 20xx, others 19xx."""
LONGEST_DATE = 80
"""Longer texts, in characters, are not one date, with whatever weekday, time and zone."""

_DIGIT = re.compile(r"\d")


class Dates(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Shape of ``rules/vocabulary/dates.yaml``."""

    months: Mapping[int, tuple[str, ...]]
    weekdays: tuple[str, ...]
    ordinals: tuple[str, ...]
    joining: tuple[str, ...]
    last_day: tuple[str, ...]


class _Patterns(msgspec.Struct, frozen=True):
    months: Mapping[str, int]
    day: re.Pattern[str]
    """A date that has a day, anywhere in a text."""
    beside: re.Pattern[str]
    """All that may stand before or after a date that is the whole text: weekday, time, punctuation."""
    period: re.Pattern[str]
    """A month or quarter as the whole text."""
    yearless: re.Pattern[str]
    """A month, quarter or week without or with its year as the whole text."""


def read_date(text: str, order: Order = "", vocabulary: Vocabulary | None = None) -> date | None:
    """The date that the whole text is, with or without weekday and time; None if it is no clear date.

    ``order`` decides the dates that could be read both ways; without it they are no clear dates.
    """
    if len(text) > LONGEST_DATE or not _may_hold_date(text):
        return None
    patterns = _patterns(vocabulary)
    found = patterns.day.search(text)
    if found is None:
        return _compact(text)
    rest = text[: found.start()], text[found.end() :]
    if not all(patterns.beside.fullmatch(piece) for piece in rest):
        return None
    return _date(found, order, patterns)


def find_dates(
    text: str, order: Order = "", vocabulary: Vocabulary | None = None
) -> Iterator[tuple[int, int, date]]:
    """Start, end and day of each clear date in a running text."""
    if not _may_hold_date(text):
        return
    patterns = _patterns(vocabulary)
    for found in patterns.day.finditer(text):
        if _looks_like_number(found):
            continue
        day = _date(found, order, patterns)
        if day is not None:
            yield found.start(), found.end(), day


def latest_day(text: str, order: Order = "", vocabulary: Vocabulary | None = None) -> date | None:
    """The date of the text, or the last day of the month or quarter it names ("June 2026", "Q2 2026")."""
    day = read_date(text, order, vocabulary)
    if day is not None or len(text) > LONGEST_DATE or not _may_hold_date(text):
        return day
    patterns = _patterns(vocabulary)
    found = patterns.period.fullmatch(text.strip())
    if found is None:
        return None
    year = _year(_first(found, "y"))
    month = _month(found, patterns)
    if not 1 <= month <= 12 or not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    return date(year, month, monthrange(year, month)[1])


def is_date_like(text: str, vocabulary: Vocabulary | None = None) -> bool:
    """Whether the whole text is written like a date or month, whether or not it says one clear day."""
    if len(text) > LONGEST_DATE or not _may_hold_date(text):
        return False
    patterns = _patterns(vocabulary)
    found = patterns.day.search(text)
    if found is None:
        return patterns.period.fullmatch(text.strip()) is not None
    return all(
        patterns.beside.fullmatch(piece) is not None for piece in (text[: found.start()], text[found.end() :])
    )


def is_period(text: str, vocabulary: Vocabulary | None = None) -> bool:
    """Whether the text names a day, month, quarter or week, with or without its year: "Jan", "Q2", "W14"."""
    plain = " ".join(text.split())
    if is_date_like(plain, vocabulary):
        return True
    return _patterns(vocabulary).yearless.fullmatch(plain) is not None


def column_order(texts: Iterable[str], vocabulary: Vocabulary | None = None) -> Order:
    """The order of day, month and year that most of the unambiguous dates among the texts are written in.

    Empty when none says it or when as many say the one as the other.
    """
    votes: Counter[Order] = Counter()
    patterns = _patterns(vocabulary)
    for text in texts:
        if len(text) > LONGEST_DATE or not _may_hold_date(text):
            continue
        found = patterns.day.search(text)
        if found is not None and found["a"]:
            votes[_evident_order(found)] += 1
    if votes["dmy"] != votes["mdy"]:
        return "dmy" if votes["dmy"] > votes["mdy"] else "mdy"
    return "ymd" if votes["ymd"] and not votes["dmy"] else ""


def _month(found: re.Match[str], patterns: _Patterns) -> int:
    quarter, name = _first(found, "q"), _first(found, "name")
    if quarter:
        return int(quarter) * 3
    return patterns.months[name.lower()] if name else int(_first(found, "m"))


def _first(found: re.Match[str], prefix: str) -> str:
    """What the first matching one of the groups whose names are the prefix and a digit holds."""
    groups = found.groupdict()
    return next((text for name, text in groups.items() if name[:-1] == prefix and text), "")


def _may_hold_date(text: str) -> bool:
    return _DIGIT.search(text) is not None


def _evident_order(found: re.Match[str]) -> Order:
    first, second = int(found["a"]), int(found["b"])
    if len(found["a"]) == 4:
        return "ymd"
    if first > 12 >= second or (found["sep"] == "." and second <= 12):
        return "dmy"
    if second > 12 >= first:
        return "mdy"
    return ""


def _date(found: re.Match[str], order: Order, patterns: _Patterns) -> date | None:
    if found["a"]:
        return _numeric(found, order)
    if found["cy"]:
        return _real_date(int(found["cy"]), int(found["cm"]), int(found["cd"]))
    for form in "123":
        name = found[f"m{form}"]
        if name:
            return _real_date(_year(found[f"y{form}"]), patterns.months[name.lower()], int(found[f"d{form}"]))
    return None


def _numeric(found: re.Match[str], order: Order) -> date | None:
    first, second, third = int(found["a"]), int(found["b"]), int(found["c"])
    if len(found["a"]) == 4:
        return _real_date(first, second, third) if len(found["c"]) < 4 else None
    if order == "ymd" and len(found["c"]) == 2:
        return _real_date(_year(found["a"]), second, third)
    order = _evident_order(found) or order
    if first == second:
        order = "dmy"
    if order == "dmy":
        return _real_date(_year(found["c"]), second, first)
    if order == "mdy":
        return _real_date(_year(found["c"]), first, second)
    return None


def _compact(text: str) -> date | None:
    digits = text.strip()
    if len(digits) != 8 or not digits.isascii() or not digits.isdigit():
        return None
    return _real_date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))


def _year(digits: str) -> int:
    number = int(digits)
    if len(digits) > 2:
        return number
    return number + (2000 if number < CENTURY_TURN else 1900)


def _real_date(year: int, month: int, day: int) -> date | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _looks_like_number(found: re.Match[str]) -> bool:
    """Whether a match in running text is rather a number: a version such as "4.2.10", "step 3 may 12"."""
    year = found["y1"] or found["y2"]
    if year:
        return len(year) == 2 and found.string[found.start() : found.end()].count(" ") > 1
    if not found["a"] or found["sep"] != "." or len(found["c"]) == 4 or len(found["a"]) == 4:
        return False
    padded = len(found["a"]) == 2 and len(found["b"]) == 2
    return not padded or not (found["a"][0] == "0" or found["b"][0] == "0" or int(found["a"]) > 12)


def _patterns(vocabulary: Vocabulary | None) -> _Patterns:
    return _compile(vocabulary or _built_in())


@cache
def _built_in() -> Vocabulary:
    return Vocabulary()


@cache
def _compile(vocabulary: Vocabulary) -> _Patterns:
    words = vocabulary.read("dates", Dates)
    months = {name: number for number, names in words.months.items() for name in names}
    name = rf"(?:{_either(months)})(?![^\W\d_])\.?"
    ordinal = rf"(?:\s?(?:{_either(words.ordinals)})\b)?"
    joining = rf"(?:\s+(?:{_either(words.joining)})\b)?"
    gap = r"[\s.,/'’_–-]{0,3}"
    year = r"(?:\d{4}|\d{2})(?![\w%]|[.,/:-]\d)"
    day = rf"""
        (?<![\w/.\-]) (?P<a>\d{{4}}|\d{{1,2}}) \s? (?P<sep>[./\-–]) \s? (?P<b>\d{{1,2}}) \s? (?P=sep) \s?
            (?P<c>\d{{4}}|\d{{1,2}}) (?=T\d | (?![\w/%] | [.,:\-]\d))
      | (?<![\w.]) (?P<d1>\d{{1,2}}) {ordinal} {joining} {gap} (?P<m1>{name}) {joining} {gap} (?P<y1>{year})
      | (?<!\w) (?P<m2>{name}) {gap} (?P<d2>\d{{1,2}}) (?!\d) {ordinal} [\s,./’'-]{{1,3}} (?P<y2>{year})
      | (?<![\w.]) (?P<y3>\d{{4}}) {gap} (?P<m3>{name}) {gap} (?P<d3>\d{{1,2}}) (?!\d) {ordinal}
      | (?P<cy>\d{{4}}) \s*年\s* (?P<cm>\d{{1,2}}) \s*月\s* (?P<cd>\d{{1,2}}) \s*日
    """
    clock = (
        r"(?:at\s+)?T?\d{1,2}[:.h]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?"
        r"(?:\s?(?:[ap]\.?m\.?|h|hrs|uhr))?(?:\s?(?:Z|UTC|GMT|CES?T|[+-]\d{2}:?\d{2}))?"
    )
    beside = rf"(?:[\s,;.()'\[\]|–-]|(?:{_either(words.weekdays)})\b|{clock})*"
    period = rf"""
        (?: (?:{_either(words.last_day)}) \s+ )?
        (?: (?P<name1>{name}) [\s,]+ (?P<y1>\d{{4}}) | (?P<name2>{name}) [-’'] (?P<y2>\d{{2}}|\d{{4}})
          | (?P<m3>\d{{1,2}}) / (?P<y3>\d{{4}}) | (?P<y4>\d{{4}}) [-/] (?P<m4>\d{{1,2}})
          | Q(?P<q1>[1-4]) [\s/’'-]* (?P<y5>\d{{4}}) | (?P<y6>\d{{4}}) [\s/-]* Q(?P<q2>[1-4]) )
    """
    return _Patterns(
        months=_with_stops(months),
        day=re.compile(day, re.VERBOSE | re.IGNORECASE),
        beside=re.compile(beside, re.IGNORECASE),
        period=re.compile(period, re.VERBOSE | re.IGNORECASE),
        yearless=re.compile(
            rf"(?:{name}|Q[1-4]|quarter\s*[1-4]|(?:W|CW|KW|week)\s*\d{{1,2}})(?:\s*[-/’']?\s*(?:\d{{2}}|\d{{4}}))?",
            re.IGNORECASE,
        ),
    )


def _with_stops(months: Mapping[str, int]) -> dict[str, int]:
    return {**months, **{f"{name}.": number for name, number in months.items()}}


def _either(names: Iterable[str]) -> str:
    return "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in sorted(names, key=len, reverse=True))
