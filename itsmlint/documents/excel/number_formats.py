"""Format codes of numbers: whether they show a date (ECMA-376 part 1, 18.8.30 and 18.8.31)."""

import re
from collections.abc import Iterator
from typing import Literal, TypeAlias

import msgspec

from itsmlint.documents.excel.digits import Digits, Piece, lay_out

Kind: TypeAlias = Literal["number", "date", "duration"]

LONGEST_CODE = 255
"""Excel's own limit of a format code; what is longer is shown as General."""

BUILT_IN = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    5: "#,##0;-#,##0",
    6: "#,##0;-#,##0",
    7: "#,##0.00;-#,##0.00",
    8: "#,##0.00;-#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    14: "yyyy-mm-dd",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "yyyy-mm-dd h:mm",
    37: "#,##0;(#,##0)",
    38: "#,##0;(#,##0)",
    39: "#,##0.00;(#,##0.00)",
    40: "#,##0.00;(#,##0.00)",
    41: "#,##0;-#,##0",
    42: "#,##0;-#,##0",
    43: "#,##0.00;-#,##0.00",
    44: "#,##0.00;-#,##0.00",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    48: "##0.0E+0",
    # 27 to 36 and 50 to 58 are dates in Chinese, Japanese and Korean Excel, and nothing elsewhere.
    **dict.fromkeys((27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58), "yyyy-mm-dd"),
    **dict.fromkeys((32, 33, 34, 35, 55, 56), "h:mm:ss"),
}
"""Format codes of the ids that files name without spelling them out. Currency symbols depend on the
reader's country and are left out."""

_TOKEN = re.compile(
    r"""
    "(?P<quoted>[^"]*)"? | \\(?P<escaped>.) | _(?P<pad>.) | \*(?P<fill>.) | \[(?P<bracket>[^\]]*)\]
    | (?P<general>General) | (?P<half_day>AM/PM|A/P) | (?P<exponent>E[+-]) | (?P<fraction>(?<=[s\]])\.0+)
    | (?P<date>y+|m+|d+|h+|s+|e+|g+|b+|aaa+) | (?P<digit>[0#?]) | (?P<at>@) | (?P<percent>%)
    | (?P<section>;) | (?P<literal>.)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?[0-9]+(?:\.[0-9]+)?)", re.ASCII)
_CURRENCY = re.compile(r"\$([^-]*)(?:-.*)?", re.DOTALL)
_ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)
_OPERATORS = {
    "<": float.__lt__,
    "<=": float.__le__,
    ">": float.__gt__,
    ">=": float.__ge__,
    "=": float.__eq__,
    "<>": float.__ne__,
}


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """One of up to four parts of a format code, parted by semicolons."""

    kind: Kind
    digits: Digits = Digits()
    condition: tuple[str, float] | None = None
    parts: frozenset[str] = frozenset()
    """What of a date or time is shown: year, month, day, weekday, hour, minute, second."""
    elapsed: str = ""
    """The unit of a duration that counts on beyond its usual end: hour, minute or second."""
    month_name: Literal["", "short", "long"] = ""

    @property
    def shows_date(self) -> bool:
        """Whether any part of the calendar is shown."""
        return not self.parts.isdisjoint(("year", "month", "day", "weekday"))

    @property
    def shows_time(self) -> bool:
        """Whether any part of the clock is shown."""
        return not self.parts.isdisjoint(("hour", "minute", "second"))


class NumberFormat(msgspec.Struct, frozen=True):
    """A parsed format code without its section for text."""

    sections: tuple[Section, ...]

    def section_for(self, number: float) -> tuple[Section, float]:
        """The section that shows the number, and what it shows of it: no sign where the section has it."""
        sections = self.sections
        if len(sections) == 1:
            return sections[0], number
        for section in sections:
            if section.condition is not None:
                operator, bound = section.condition
                if _OPERATORS[operator](number, bound):
                    return section, number
        if any(section.condition is not None for section in sections):
            return sections[-1], number
        if number < 0:
            return sections[1], -number
        if number == 0 and len(sections) > 2:
            return sections[2], number
        return sections[0], number


GENERAL = NumberFormat((Section(kind="number"),))


def parse_format(code: str) -> NumberFormat:
    """The format of a code such as ``[$-409]d-mmm-yy;@``; General for what cannot be understood."""
    if len(code) > LONGEST_CODE or code.strip().lower() in ("general", "standard", "@", ""):
        return GENERAL
    sections: list[Section] = []
    pieces: list[Piece] = []
    for match in _TOKEN.finditer(code):
        if match.lastgroup == "section":
            sections.extend(_section(pieces))
            pieces = []
        else:
            pieces.append(_piece(match))
            if match["literal"] == "[":
                return GENERAL
    sections.extend(_section(pieces))
    return NumberFormat(tuple(sections[:3])) if sections else GENERAL


def _piece(match: re.Match[str]) -> Piece:
    kind, text = match.lastgroup or "literal", match[match.lastgroup or 0]
    if kind in ("quoted", "escaped"):
        return Piece("literal", text)
    if kind == "pad":
        return Piece("literal", " ")
    if kind == "fill":
        return Piece("literal", "")
    if kind == "bracket":
        return _bracket(text)
    if kind == "literal" and text in ".,":
        return Piece("point" if text == "." else "comma", text)
    return Piece(kind, text.lower() if kind == "date" else text)


def _bracket(text: str) -> Piece:
    """What stands in square brackets: elapsed time, a condition, a currency with locale, or a colour."""
    if _ELAPSED.fullmatch(text):
        return Piece("elapsed", text.lower())
    if _CONDITION.fullmatch(text):
        return Piece("condition", text)
    currency = _CURRENCY.fullmatch(text)
    return Piece("literal", currency[1] if currency else "")


def _section(pieces: list[Piece]) -> Iterator[Section]:
    """The section that the pieces make; none if it is the one for text."""
    kinds = {piece.kind for piece in pieces}
    if "at" in kinds:
        return
    condition = None
    for piece in pieces:
        if piece.kind == "condition" and (match := _CONDITION.fullmatch(piece.text)):
            condition = (match[1], float(match[2]))
    if kinds & {"date", "elapsed"} and "digit" not in kinds:
        yield _date_section(pieces, condition)
    else:
        yield Section(kind="number", digits=lay_out(pieces), condition=condition)


def _date_section(pieces: list[Piece], condition: tuple[str, float] | None) -> Section:
    shown = [piece for piece in pieces if piece.kind in ("date", "elapsed")]
    parts: set[str] = set()
    elapsed = month_name = ""
    for index, piece in enumerate(shown):
        part = _date_part(shown, index)
        parts.add(part)
        if piece.kind == "elapsed" and not elapsed:
            elapsed = part
        if part == "month" and len(piece.text) > 2:
            month_name = "short" if len(piece.text) == 3 else "long"
    return Section(
        kind="duration" if elapsed else "date",
        condition=condition,
        parts=frozenset(parts),
        elapsed=elapsed,
        month_name=month_name,  # type: ignore[arg-type]
    )


def _date_part(shown: list[Piece], index: int) -> str:
    """What a date letter stands for: m is the minute after an hour and before a second, else the month."""
    text = shown[index].text
    letter = text[0]
    if letter == "m":
        after_hour = index > 0 and shown[index - 1].text[0] == "h"
        before_second = index + 1 < len(shown) and shown[index + 1].text[0] == "s"
        is_minute = shown[index].kind == "elapsed" or (len(text) <= 2 and (after_hour or before_second))
        return "minute" if is_minute else "month"
    if letter == "d":
        return "weekday" if len(text) > 2 else "day"
    if letter == "a":
        return "weekday"
    return {"h": "hour", "s": "second"}.get(letter, "year")
