"""The blocks of a grid: areas with content, parted by empty rows and columns.

A sheet often holds several tables: below each other with at least two empty rows between, or beside each
other with an empty column between. A merged cell counts as content over its whole range, except a title that
spans a block.
"""

from collections.abc import Iterable, Mapping
from typing import TypeAlias

import msgspec

from itsmlint.documents.model import Cell, Grid, Range

Rows: TypeAlias = Mapping[int, Mapping[int, Cell]]
"""Row to column to cell, in order; only cells with content."""

EMPTY_ROWS = 2
"""So many empty rows part two blocks."""
TALLEST_MERGE = 200
"""Merges over more rows do not hold rows together: they are formatting of a whole column."""
SAME_ROWS = 0.8
"""Two areas that share this part of their rows are one table with an empty column inside."""


class Block(msgspec.Struct, frozen=True):
    """An area of a grid with content."""

    area: Range
    rows: Rows


class Spans(msgspec.Struct, frozen=True):
    """The merged ranges of a grid by their top left cell, cut to where the grid has content."""

    ranges: Mapping[tuple[int, int], Range]

    def last_column(self, row: int, column: int) -> int:
        """The last column of the cell, merged or not."""
        merged = self.ranges.get((row, column))
        return merged.last_column if merged else column

    def last_row(self, row: int, column: int) -> int:
        """The last row of the cell, merged or not."""
        merged = self.ranges.get((row, column))
        return merged.last_row if merged else row


def spans_of(grid: Grid) -> Spans:
    """The merged ranges of the grid by their top left cell."""
    last_row, last_column = grid.last_row, grid.last_column
    widest = max((merged.last_column for merged in grid.merges if merged.first_row <= last_row), default=0)
    last_column = max(last_column, min(widest, last_column + 60))
    return Spans(
        {
            (merged.first_row, merged.first_column): Range(
                merged.first_row,
                merged.first_column,
                min(merged.last_row, last_row),
                min(merged.last_column, last_column),
            )
            for merged in grid.merges
            if merged.first_row <= last_row and merged.first_column <= last_column
        }
    )


def rows_of(grid: Grid) -> dict[int, dict[int, Cell]]:
    """The cells with something to see or compute, by row and column."""
    rows: dict[int, dict[int, Cell]] = {}
    for (row, column), cell in grid.cells.items():
        if cell.text or cell.formula:
            rows.setdefault(row, {})[column] = cell
    return rows


def blocks_of(rows: Rows, spans: Spans, joined: Iterable[Range] = ()) -> list[Block]:
    """The blocks in reading order.

    ``joined``: ranges that are one whatever gaps they have, such as Excel tables and filters.
    """
    blocks: list[Block] = []
    for band in _bands(rows, spans, tuple(joined)):
        blocks.extend(_beside(band, spans))
    return blocks


def _bands(rows: Rows, spans: Spans, joined: tuple[Range, ...]) -> list[dict[int, Mapping[int, Cell]]]:
    """Groups of rows without a gap of empty rows between them."""
    bands: list[dict[int, Mapping[int, Cell]]] = []
    reach = 0
    for row in sorted(rows):
        cells = rows[row]
        if not bands or (
            row - reach > EMPTY_ROWS and not any(r.first_row <= reach and row <= r.last_row for r in joined)
        ):
            bands.append({})
            reach = 0
        bands[-1][row] = cells
        tall = (
            spans.last_row(row, column)
            for column in cells
            if spans.last_row(row, column) - row <= TALLEST_MERGE
        )
        reach = max(reach, row, *tall)
    return bands


def _beside(band: Mapping[int, Mapping[int, Cell]], spans: Spans) -> list[Block]:
    """The blocks of a band of rows from left to right."""
    areas = _column_areas(band, spans)
    if len(areas) > 1:
        areas = _joined_areas(areas, band)
    if len(areas) <= 1:
        return [_block(band)]
    blocks: list[Block] = []
    for index, (first, last) in enumerate(areas):
        end = areas[index + 1][0] - 1 if index + 1 < len(areas) else last + 10_000
        start = first if index else 0
        rows = {
            row: {column: cell for column, cell in cells.items() if start <= column <= end}
            for row, cells in band.items()
        }
        blocks.extend(_split_again({row: cells for row, cells in rows.items() if cells}, spans))
    return blocks


def _split_again(rows: dict[int, dict[int, Cell]], spans: Spans) -> list[Block]:
    """An area beside others may hold blocks below each other of its own."""
    return [_block(band) for band in _bands(rows, spans, ())]


def _block(rows: Mapping[int, Mapping[int, Cell]]) -> Block:
    columns = [column for cells in rows.values() for column in cells]
    return Block(Range(min(rows), min(columns), max(rows), max(columns)), rows)


def _column_areas(band: Mapping[int, Mapping[int, Cell]], spans: Spans) -> list[tuple[int, int]]:
    """Runs of columns with content; of a text alone in its row only the first column counts."""
    filled: set[int] = set()
    for row, cells in band.items():
        if len(cells) == 1:
            filled.update(cells)
            continue
        for column in cells:
            filled.update(range(column, spans.last_column(row, column) + 1))
    areas: list[tuple[int, int]] = []
    for column in sorted(filled):
        if areas and column == areas[-1][1] + 1:
            areas[-1] = (areas[-1][0], column)
        else:
            areas.append((column, column))
    return areas


def _joined_areas(
    areas: list[tuple[int, int]], band: Mapping[int, Mapping[int, Cell]]
) -> list[tuple[int, int]]:
    """Areas that fill the same rows joined: an empty column inside a table does not part it."""
    joined = [areas[0]]
    for area in areas[1:]:
        if _one_table(_texts(joined[-1], band), _texts(area, band)):
            joined[-1] = (joined[-1][0], area[1])
        else:
            joined.append(area)
    return joined


def _texts(area: tuple[int, int], band: Mapping[int, Mapping[int, Cell]]) -> dict[int, list[str]]:
    texts: dict[int, list[str]] = {}
    for row, cells in band.items():
        inside = [cell.text for column, cell in cells.items() if area[0] <= column <= area[1]]
        if inside:
            texts[row] = inside
    return texts


def _one_table(left: dict[int, list[str]], right: dict[int, list[str]]) -> bool:
    """Whether two areas are filled in the same rows and do not begin with the same names."""
    shared = len(left.keys() & right.keys())
    if shared < SAME_ROWS * max(len(left), len(right)):
        return _is_label_column(left, right)
    first = min(left.keys() & right.keys(), default=0)
    names, others = set(left.get(first, ())), set(right.get(first, ()))
    return len(names & others) * 2 < min(len(names), len(others)) or not names


def _is_label_column(left: dict[int, list[str]], right: dict[int, list[str]]) -> bool:
    """Whether one area is a sparse column of the other's table, from the same first row on."""
    few, many = sorted((left, right), key=len)
    if few.keys() <= many.keys() and max(map(len, few.values())) == 1 and len(few) >= 2:
        top = min(few)
        return len(many[top]) >= 3 and len(few) >= 0.5 * len(many)
    return False
