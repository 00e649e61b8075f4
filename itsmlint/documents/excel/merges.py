"""What stands under a merge."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import product

from itsmlint.documents.model import Cell, Range

_MOST_STEPS = 500_000
"""Rows looked at for all merges of a sheet: ranges that overlap without end are no real document's."""


def drop_covered(cells: dict[tuple[int, int], Cell], merges: Iterable[Range]) -> None:
    """Remove the cells that a merge covers, all but its top left one.

    Excel keeps values there when a file was made by a program, and shows them nowhere: nobody reads them,
    and as cells they would shift what the columns seem to hold. A merge costs by the rows with content
    it crosses, never by its size.
    """
    merges = list(merges)
    if sum(_size(merge) for merge in merges) <= len(cells):
        for merge in merges:
            for place in _covered(merge):
                cells.pop(place, None)
        return
    columns_by_row: dict[int, list[int]] = {}
    for row, column in cells:
        columns_by_row.setdefault(row, []).append(column)
    rows = list(columns_by_row)
    steps = 0
    for merge in merges:
        first = bisect_left(rows, merge.first_row)
        last = bisect_right(rows, merge.last_row, lo=first)
        steps += last - first
        if steps > _MOST_STEPS:
            return
        for row in rows[first:last]:
            _drop_in_row(cells, row, columns_by_row[row], merge)


def _size(merge: Range) -> int:
    return (merge.last_row - merge.first_row + 1) * (merge.last_column - merge.first_column + 1)


def _covered(merge: Range) -> Iterator[tuple[int, int]]:
    places = product(
        range(merge.first_row, merge.last_row + 1), range(merge.first_column, merge.last_column + 1)
    )
    next(places)
    return places


def _drop_in_row(cells: dict[tuple[int, int], Cell], row: int, columns: list[int], merge: Range) -> None:
    start = bisect_left(columns, merge.first_column)
    end = bisect_right(columns, merge.last_column, lo=start)
    if row == merge.first_row and start < end and columns[start] == merge.first_column:
        start += 1
    for column in columns[start:end]:
        del cells[row, column]
    del columns[start:end]
