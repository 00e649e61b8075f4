"""Columns of Word tables: from the cells' grid positions to the columns that people count."""

from bisect import bisect_left
from collections import Counter

from itsmlint.documents.model import Range
from itsmlint.documents.word.drafts import CellDraft

WIDEST = 4096
"""Grid columns that are told apart; what lies beyond shares the last."""


def settle_columns(rows: list[list[CellDraft]]) -> list[Range]:
    """Give each cell the column that a person would count, and return the merged ranges.

    Word's grid has a line wherever any row has a cell border, so a table whose rows were drawn with slightly
    different widths has more grid columns than anyone sees. Cells that say they continue a merged cell above
    keep saying so only if there is one.
    """
    starts = sorted({cell.column for row in rows for cell in row})
    counts = Counter(len(row) for row in rows if row)
    usual = max(counts, default=0)
    if usual and len(starts) > usual and counts[usual] * 2 >= sum(counts.values()):
        _by_order(rows, usual)
    else:
        _by_start(rows, starts)
    return _merges(rows)


def _by_start(rows: list[list[CellDraft]], starts: list[int]) -> None:
    """Columns count where cells start."""
    for row in rows:
        for cell in row:
            last = bisect_left(starts, cell.column + cell.span)
            cell.column = bisect_left(starts, cell.column) + 1
            cell.span = max(last - cell.column + 1, 1)


def _by_order(rows: list[list[CellDraft]], usual: int) -> None:
    """Rows with the usual number of cells count them; the others follow the borders of the first of those."""
    model = next(row for row in rows if len(row) == usual)
    borders = [cell.column for cell in model] + [model[-1].column + model[-1].span]
    for row in rows:
        if len(row) == usual:
            for position, cell in enumerate(row, 1):
                cell.column, cell.span = position, 1
        else:
            _fit(row, borders)


def _fit(row: list[CellDraft], borders: list[int]) -> None:
    taken = 0
    for cell in row:
        first = max(_nearest(borders[:-1], cell.column) + 1, taken + 1)
        last = max(_nearest(borders, cell.column + cell.span), first)
        cell.column, cell.span = first, last - first + 1
        taken = last


def _nearest(borders: list[int], position: int) -> int:
    after = bisect_left(borders, position)
    if after == len(borders) or (after and position - borders[after - 1] <= borders[after] - position):
        return after - 1
    return after


def _merges(rows: list[list[CellDraft]]) -> list[Range]:
    merges: list[Range] = []
    open_cells: dict[int, tuple[CellDraft, int]] = {}
    for row in rows:
        still_open: dict[int, tuple[CellDraft, int]] = {}
        for cell in row:
            above = open_cells.pop(cell.column, None)
            if cell.continues and above is not None:
                still_open[cell.column] = (above[0], cell.row)
                continue
            cell.continues = False
            if above is not None:
                _close(merges, *above)
            still_open[cell.column] = (cell, cell.row)
        for left in open_cells.values():
            _close(merges, *left)
        open_cells = still_open
    for left in open_cells.values():
        _close(merges, *left)
    return sorted(merges, key=lambda merge: (merge.first_row, merge.first_column))


def _close(merges: list[Range], cell: CellDraft, last_row: int) -> None:
    if last_row > cell.row or cell.span > 1:
        merges.append(Range(cell.row, cell.column, last_row, cell.column + cell.span - 1))
