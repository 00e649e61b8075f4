"""The looks of cells: number format and bold font, by style index."""

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from itsmlint.documents.excel.cell_values import ShownNumbers
from itsmlint.documents.excel.elements import children, named
from itsmlint.documents.excel.number_formats import BUILT_IN, GENERAL, NumberFormat, parse_format
from itsmlint.documents.excel.streaming import is_on


class Look(NamedTuple):
    """What a cell's style says of its content."""

    numbers: ShownNumbers
    bold: bool = False


class Looks(dict[str, Look]):
    """From a cell's ``s`` attribute to its look; an unknown index looks like the default."""

    def __init__(self, epoch_1904: bool) -> None:
        super().__init__()
        self.default = Look(ShownNumbers(GENERAL, epoch_1904))

    def __missing__(self, index: str) -> Look:
        return self.default


def read_looks(root: etree._Element | None, epoch_1904: bool) -> Looks:
    """The looks of a styles part; defects in it cost only the look they touch."""
    looks = Looks(epoch_1904)
    if root is None:
        return looks
    codes = dict(BUILT_IN)
    codes.update(_custom_codes(root))
    bold_fonts = [_is_bold(font) for font in children(root, "fonts", "font")]
    numbers: dict[int, ShownNumbers] = {0: looks.default.numbers}
    for index, style in enumerate(children(root, "cellXfs", "xf")):
        format_id = _number(style.get("numFmtId"))
        font_id = _number(style.get("fontId"))
        if format_id not in numbers:
            numbers[format_id] = ShownNumbers(_format(codes.get(format_id)), epoch_1904)
        bold = 0 <= font_id < len(bold_fonts) and bold_fonts[font_id]
        looks[str(index)] = Look(numbers[format_id], bold)
    if "0" in looks:
        looks.default = looks["0"]
    return looks


def _custom_codes(root: etree._Element) -> Iterator[tuple[int, str]]:
    for number_format in children(root, "numFmts", "numFmt"):
        code = number_format.get("formatCode")
        if code:
            yield _number(number_format.get("numFmtId")), code


def _format(code: str | None) -> NumberFormat:
    return parse_format(code) if code else GENERAL


def _is_bold(font: etree._Element) -> bool:
    return any(is_on(b.get("val"), default=True) for b in named(font, "b"))


def _number(value: str | None) -> int:
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 10 else 0
