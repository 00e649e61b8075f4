"""References to cells and ranges as Excel writes them: "F12", "$A$2:$C$9", "A:C", "1:3"."""

import re

from itsmlint.documents.location import column_number
from itsmlint.documents.model import Range

LAST_ROW = 1_048_576
LAST_COLUMN = 16_384

_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})", re.ASCII)
_COLUMNS = re.compile(r"\$?([A-Za-z]{1,3}):\$?([A-Za-z]{1,3})", re.ASCII)
_ROWS = re.compile(r"\$?([0-9]{1,7}):\$?([0-9]{1,7})", re.ASCII)


class Columns(dict[str, int]):
    """From column letters to the column's number, filled as letters are met; 0 for what is no column."""

    def __missing__(self, letters: str) -> int:
        if not (letters.isascii() and letters.isalpha() and letters.isupper() and len(letters) <= 3):
            return 0
        number = column_number(letters)
        if number > LAST_COLUMN:
            return 0
        self[letters] = number
        return number


def read_cell(reference: str) -> tuple[int, int] | None:
    """Row and column of a cell reference; None for what is none, or outside of any sheet."""
    match = _CELL.fullmatch(reference)
    if match is None:
        return None
    row, column = int(match[2]), column_number(match[1])
    return (row, column) if 1 <= row <= LAST_ROW and column <= LAST_COLUMN else None


def read_range(reference: str) -> Range | None:
    """The range of a reference, its corners in order; None for what is none, such as "#REF!"."""
    columns = _COLUMNS.fullmatch(reference)
    if columns is not None:
        left, right = sorted((column_number(columns[1]), column_number(columns[2])))
        return Range(1, left, LAST_ROW, min(right, LAST_COLUMN)) if left <= LAST_COLUMN else None
    rows = _ROWS.fullmatch(reference)
    if rows is not None:
        top, bottom = sorted((int(rows[1]), int(rows[2])))
        return Range(top, 1, min(bottom, LAST_ROW), LAST_COLUMN) if 1 <= top <= LAST_ROW else None
    first, _, second = reference.partition(":")
    start, end = read_cell(first), read_cell(second or first)
    if start is None or end is None:
        return None
    (top, bottom), (left, right) = sorted((start[0], end[0])), sorted((start[1], end[1]))
    return Range(top, left, bottom, right)


def read_ranges(references: str, limit: int) -> tuple[Range, ...]:
    """The ranges of a list parted by spaces (``sqref``), at most ``limit``; what is none is left out."""
    found = (read_range(reference) for reference in references.split(maxsplit=limit)[:limit])
    return tuple(area for area in found if area is not None)
