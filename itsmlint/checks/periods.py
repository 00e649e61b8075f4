"""Columns of a register that hold the values of a month, quarter or year: "Jan 2026", "Q1", "2025"."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

import msgspec

from itsmlint.checks import Context
from itsmlint.documents.location import column_number
from itsmlint.documents.model import Cell, Grid
from itsmlint.facts.model import Column, Record, Register

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = re.compile(
    r"(?<![a-z])(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?"
    r"|dec(?:ember)?)(?![a-z])"
)
_QUARTER = re.compile(r"(?<![a-z0-9])q\s?([1-4])(?![0-9])")
_ISO = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])(?:-\d\d)?")
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_SHORT_YEAR = re.compile(r"(?:[\s'’/-]|fy)(\d\d)$")
_REST = re.compile(r"[\s/.,:;|'’()–-]|actual|value|result|achieved|ist|fy")
"""What may stand beside the period in the name of its column."""


class Period(msgspec.Struct, frozen=True):
    """A column of values."""

    column: Column
    months: int
    """How many months it covers."""
    last: date | None
    """Its last day; None when no year is known."""


def period_columns(register: Register, context: Context) -> tuple[Period, ...]:
    """The columns that hold values by period, in the order of the sheet; none where there is only one."""
    around = {year for text in _titles(register, context) for year in _YEAR.findall(text)}
    year = int(around.pop()) if len(around) == 1 else None
    found = [
        period
        for column in register.columns
        if column.field in ("", "actual") and (period := _period(column, year)) is not None
    ]
    return tuple(found) if len(found) > 1 else ()


def _titles(register: Register, context: Context) -> Iterator[str]:
    """Where a year may stand that holds for all columns."""
    yield register.name
    yield context.facts.title
    yield context.document.name
    grid = grid_of(register, context)
    if grid is None:
        return
    first = register.header_row - register.header_rows + 1
    for (row, _), cell in grid.cells.items():
        if row < first and first - row <= 6 and len(cell.text) < 60:
            yield cell.text


def _period(column: Column, year: int | None) -> Period | None:
    text = column.header.lower().strip()
    iso = _ISO.fullmatch(text)
    if iso:
        return Period(column, 1, _end(int(iso[1]), int(iso[2])))
    month, quarter = _MONTH.search(text), _QUARTER.search(text)
    if (month is None) == (quarter is None):
        return None
    full, short = _YEAR.search(text), _SHORT_YEAR.search(text)
    rest = (_MONTH if month else _QUARTER).sub("", _YEAR.sub("", text))
    if short and not full:
        rest = rest.removesuffix(short[1])
    if _REST.sub("", rest):
        return None
    known = int(full[1]) if full else 2000 + int(short[1]) if short else year
    number = _MONTHS.index(month[1][:3]) + 1 if month else 3 * int(quarter[1]) if quarter else 0
    return Period(column, 1 if month else 3, _end(known, number) if known and "fy" not in text else None)


def _end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def grid_of(register: Register, context: Context) -> Grid | None:
    """The sheet or Word table that the register stands in."""
    if register.sheet is not None:
        return next((sheet for sheet in context.document.sheets if sheet.name == register.sheet), None)
    return next(
        (table for table in context.document.tables() if table.location.table == register.table), None
    )


def cell_of(grid: Grid, record: Record, column: Column) -> Cell | None:
    """The cell of a record in a column that has no field."""
    return grid.cells.get((record.row, column_number(column.letter)))
