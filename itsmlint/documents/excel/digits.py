"""How a section of a format code lays out a number's digits: "5.30", "007", "1,200", "95%"."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

import msgspec

MOST_DECIMALS = 10
"""More than these say nothing, and Python's decimals hold 28 digits in all."""
INEXACT = 1e15
"""From here on Excel's numbers are not exact to the unit."""


class Piece(msgspec.Struct, frozen=True):
    """A piece of a section: literal, digit, date, elapsed, exponent, general,
    percent, point, comma, condition, half_day or at."""

    kind: str
    text: str


class Digits(msgspec.Struct, frozen=True, kw_only=True):
    """The layout of a number's digits; by itself that of General."""

    way: Literal["general", "scientific", "words", "plain", "placed"] = "general"
    """plain: all digits side by side. placed: with literals between them. words: no digits at all."""
    before: str = ""
    after: str = ""
    scale: int = 0
    """Power of ten: 2 for percentages, -3 for thousands."""
    least_whole: int = 1
    """Digits before the decimal point, filled with zeros."""
    decimals: int = 0
    optional: int = 0
    """How many of the decimals are left out when they are zero."""
    grouped: bool = False
    pieces: tuple[Piece, ...] = ()

    def show(self, number: float) -> str:
        """The number as it is laid out; empty if the layout shows nothing."""
        if self.way == "words":
            return self.before
        if self.way == "scientific":
            return f"{number:.{self.decimals}E}"
        if self.way == "general" or abs(number) >= INEXACT:
            return f"{self.before}{show_general(number)}{self.after}".strip()
        rounded = self._rounded(abs(number))
        text = self._plain(rounded) if self.way == "plain" else self._placed(rounded)
        return f"-{text}" if number < 0 and rounded else text

    def _rounded(self, magnitude: float) -> Decimal:
        """Half up, as Excel rounds what it shows, on the digits that people typed."""
        exact = Decimal(repr(magnitude)).scaleb(self.scale)
        if exact >= INEXACT:
            return exact
        return exact.quantize(Decimal((0, (1,), -self.decimals)), ROUND_HALF_UP)

    def _plain(self, rounded: Decimal) -> str:
        text = f"{rounded:,f}" if self.grouped else f"{rounded:f}"
        if self.least_whole != 1:
            whole, point, decimals = text.partition(".")
            text = whole.lstrip("0").zfill(self.least_whole) + point + decimals
        return f"{self.before}{self._without_optional(text)}{self.after}".strip()

    def _without_optional(self, text: str) -> str:
        if not self.optional:
            return text
        kept = len(text) - self.optional
        return (text[:kept] + text[kept:].rstrip("0")).removesuffix(".")

    def _placed(self, rounded: Decimal) -> str:
        whole, _, decimals = self._without_optional(f"{rounded:f}").partition(".")
        point = next((i for i, piece in enumerate(self.pieces) if piece.kind == "point"), len(self.pieces))
        before = _fill_whole(self.pieces[:point], whole.lstrip("0"))
        return (before + _fill_decimals(self.pieces[point:], decimals)).strip()


def show_general(number: float) -> str:
    """The number as Excel's General format shows it, with all the digits of whole numbers."""
    if number.is_integer() and abs(number) < INEXACT:
        return str(int(number))
    return f"{number:.11g}".replace("e+", "E+").replace("e-", "E-")


def lay_out(pieces: Sequence[Piece]) -> Digits:
    """The layout that a section's pieces describe; General for fractions."""
    places = [index for index, piece in enumerate(pieces) if piece.kind == "digit"]
    general = next((index for index, piece in enumerate(pieces) if piece.kind == "general"), None)
    if general is not None:
        return Digits(before=_literals(pieces[:general]), after=_literals(pieces[general + 1 :]))
    if not places:
        return Digits(way="words", before=_literals(pieces).strip())
    first, last = places[0], places[-1]
    if first > 0 and pieces[first - 1].kind == "point":
        first -= 1
    inner = pieces[first : last + 1]
    if any(piece.kind == "literal" and piece.text == "/" for piece in inner):
        return Digits()
    point = next((index for index in range(first, last) if pieces[index].kind == "point"), last + 1)
    exponent = next((index for index in range(first, last) if pieces[index].kind == "exponent"), last + 1)
    if exponent <= last:
        decimals = sum(piece.kind == "digit" for piece in pieces[point:exponent])
        return Digits(way="scientific", decimals=min(decimals, MOST_DECIMALS))
    after_point = [piece.text for piece in pieces[point : last + 1] if piece.kind == "digit"]
    optional = len(after_point) - len("".join(after_point).rstrip("#?"))
    between = any(piece.kind not in ("digit", "comma", "point") for piece in inner)
    percents = sum(piece.kind == "percent" for piece in pieces)
    return Digits(
        way="placed" if between or len(after_point) > MOST_DECIMALS else "plain",
        before=_literals(pieces[:first]),
        after=_literals(pieces[last + 1 :]),
        scale=2 * percents - 3 * sum(piece.kind == "comma" for piece in pieces[last + 1 :]),
        least_whole=sum(piece.text == "0" for piece in pieces[first:point] if piece.kind == "digit"),
        decimals=min(len(after_point), MOST_DECIMALS),
        optional=min(optional, MOST_DECIMALS),
        grouped=any(piece.kind == "comma" for piece in pieces[first:point] if point > first),
        pieces=tuple(pieces),
    )


def _literals(pieces: Sequence[Piece]) -> str:
    shown = ("literal", "percent", "point")
    return "".join(piece.text for piece in pieces if piece.kind in shown)


def _fill_whole(pieces: Sequence[Piece], digits: str) -> str:
    """The digits before the decimal point in their places, from the right; the first place takes the rest."""
    first_place = next((index for index, piece in enumerate(pieces) if piece.kind == "digit"), -1)
    filled: list[str] = []
    for index in range(len(pieces) - 1, -1, -1):
        piece = pieces[index]
        if piece.kind in ("literal", "percent"):
            filled.append(piece.text)
        elif piece.kind == "digit":
            taken = digits if index == first_place else digits[-1:]
            digits = digits[: len(digits) - len(taken)]
            filled.append(taken or ("0" if piece.text == "0" else ""))
    return "".join(reversed(filled))


def _fill_decimals(pieces: Sequence[Piece], decimals: str) -> str:
    """The decimal point and the digits after it in their places."""
    filled: list[str] = []
    used = 0
    for piece in pieces:
        if piece.kind == "point" and decimals:
            filled.append(".")
        elif piece.kind == "digit":
            filled.append(decimals[used : used + 1])
            used += 1
        elif piece.kind in ("literal", "percent"):
            filled.append(piece.text)
    return "".join(filled)
