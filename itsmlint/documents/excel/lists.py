"""Drop-down lists: the values behind a validation's formula, where the workbook holds them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import NamedTuple

from itsmlint.documents.excel.definitions import DefinedNames
from itsmlint.documents.excel.limits import MOST_LIST_VALUES
from itsmlint.documents.excel.ranges import read_range
from itsmlint.documents.excel.worksheet import RawList
from itsmlint.documents.model import Cell, ExcelTable, Range, Validation

_LITERAL = re.compile(r'"((?:[^"]|"")*)"', re.DOTALL)
_ON_SHEET = re.compile(r"(?:'((?:[^']|'')+)'|([^'!\"()\[\]]+))!([^!]+)")
_INDIRECT = re.compile(r'INDIRECT\(\s*"([^"]+)"\s*\)', re.IGNORECASE)
_TABLE_COLUMN = re.compile(r"([^\[\]!'\"(),]+)\[([^\[\]]+)\]")
_MOST_STEPS = 2_000_000
"""Cells looked at for all lists of a workbook."""
_DEEPEST = 5
"""Names that stand for names."""


class SheetLists(NamedTuple):
    """What of a sheet a drop-down list can refer to."""

    position: int
    last_row: int
    cells: Mapping[tuple[int, int], Cell]
    tables: tuple[ExcelTable, ...]


class ListSources:
    """Finds the values of drop-down lists in a workbook; remembers each source."""

    def __init__(self, sheets: Mapping[str, SheetLists], names: DefinedNames) -> None:
        self._sheets = {name.lower(): sheet for name, sheet in sheets.items()}
        self._names = names
        self._tables = {
            table.name.lower(): (table, sheet) for sheet in self._sheets.values() for table in sheet.tables
        }
        self._known: dict[tuple[str, int], tuple[str, ...]] = {}
        self._steps = _MOST_STEPS

    def resolve(self, lists: Iterable[RawList], sheet: str) -> tuple[Validation, ...]:
        """The lists of a sheet; without values where the formula is more than a reference."""
        here = self._sheets[sheet.lower()]
        return tuple(self._validation(raw, here) for raw in lists)

    def _validation(self, raw: RawList, here: SheetLists) -> Validation:
        formula = raw.formula.removeprefix("=").strip()
        literal = _LITERAL.fullmatch(formula)
        if literal is not None:
            values = (value.strip() for value in literal[1].replace('""', '"').split(",")[:MOST_LIST_VALUES])
            return Validation(ranges=raw.ranges, values=tuple(value for value in values if value))
        key = (formula, here.position)
        if key not in self._known:
            self._known[key] = self._values(formula, here, _DEEPEST)
        return Validation(ranges=raw.ranges, values=self._known[key], source=formula)

    def _values(self, formula: str, here: SheetLists, depth: int) -> tuple[str, ...]:
        if depth == 0:
            return ()
        indirect = _INDIRECT.fullmatch(formula)
        if indirect is not None:
            return self._values(indirect[1].strip(), here, depth - 1)
        column = _TABLE_COLUMN.fullmatch(formula)
        if column is not None:
            return self._of_table_column(column[1].strip(), column[2].strip())
        on_sheet = _ON_SHEET.fullmatch(formula)
        if on_sheet is not None:
            name = (on_sheet[1] or on_sheet[2]).replace("''", "'")
            there = self._sheets.get(name.lower())
            return self._values(on_sheet[3], there, depth - 1) if there else ()
        area = read_range(formula)
        if area is not None:
            return self._of_range(here, area)
        named = self._names.find(formula, here.position)
        return self._values(named, here, depth - 1) if named else ()

    def _of_table_column(self, name: str, column: str) -> tuple[str, ...]:
        table, sheet = self._tables.get(name.lower(), (None, None))
        if table is None or sheet is None or column not in table.columns:
            return ()
        number = table.range.first_column + table.columns.index(column)
        first = table.range.first_row + table.header_row
        return self._of_range(sheet, Range(first, number, table.range.last_row - table.total_row, number))

    def _of_range(self, sheet: SheetLists, area: Range) -> tuple[str, ...]:
        """The texts of a list: Excel allows a single row or column, or a block with but one column filled."""
        filled = list(islice(self._filled(sheet, area), MOST_LIST_VALUES))
        columns = {column for column, _ in filled}
        if len(columns) > 1 and area.first_row != area.last_row:
            return ()
        return tuple(text for _, text in filled)

    def _filled(self, sheet: SheetLists, area: Range) -> Iterator[tuple[int, str]]:
        """Column and text of the range's cells with text."""
        for row in range(area.first_row, min(area.last_row, sheet.last_row) + 1):
            for column in range(area.first_column, area.last_column + 1):
                self._steps -= 1
                if self._steps < 0:
                    return
                cell = sheet.cells.get((row, column))
                if cell is not None and cell.text:
                    yield column, cell.text
