"""Where tables stand in a grid: their header rows, the names of their columns, the rows below.

In most registers of real life the header is not in the first row: titles, logos and label/value rows stand
above it, names span two rows, a second table stands below or beside. Evidence in order: an Excel table's own
header row, filter and freeze pane, then a score for each of the first rows of each block.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

import msgspec

from itsmlint.documents.model import Cell, ExcelTable, Grid, Range, Sheet, Table
from itsmlint.facts.blocks import Block, Rows, Spans, blocks_of, rows_of, spans_of
from itsmlint.facts.columns import is_field_name
from itsmlint.facts.looks import is_value, labelness, same_text
from itsmlint.vocabulary import Vocabulary

SEARCHED_ROWS = 40
"""Rows of a block among which its header is looked for."""
CERTAIN = 100.0
ENOUGH = 3.2
"""Rows with a lower score are no headers."""
SAMPLE = 12
"""Rows below a row that it is compared with."""
_MADE_UP = re.compile(r"(?:column|spalte|colonne|columna|sloupec)\s*\d+", re.IGNORECASE)


class Heading(msgspec.Struct, frozen=True):
    """The name of a column and the name of the group above it, if it has one."""

    column: int
    text: str
    group: str = ""
    last_column: int = 0
    """Last column that a merged name spans; its values may stand in any of them."""

    @property
    def full(self) -> str:
        """Both names: "Inherent risk / Likelihood"."""
        if not self.group or same_text(self.group, self.text):
            return self.text
        return f"{self.group} / {self.text}" if self.text else self.group


class TableArea(msgspec.Struct, frozen=True):
    """A table in a grid: header and the rows below it."""

    first_header_row: int
    header_row: int
    """The lower one of a two-row header."""
    headings: tuple[Heading, ...]
    first_row: int
    last_row: int
    """Where rows of the table may stand; 0 rows when less than ``first_row``."""
    score: float
    above: tuple[str, ...] = ()
    """Titles and notes that stand above the header, nearest last."""
    certain: bool = False
    """An Excel table or a pin says so."""

    @property
    def first_column(self) -> int:
        """The first column with a name."""
        return self.headings[0].column

    @property
    def last_column(self) -> int:
        """The last column with a name."""
        return max(heading.last_column or heading.column for heading in self.headings)


class _Sheetwide(msgspec.Struct, frozen=True):
    """What is known about a whole grid while its headers are looked for."""

    grid: Grid
    rows: Rows
    spans: Spans
    vocabulary: Vocabulary
    hinted: frozenset[int]
    """Rows that a filter begins at or a freeze pane ends with."""


def find_tables(grid: Grid, vocabulary: Vocabulary, pinned_row: int = 0) -> tuple[TableArea, ...]:
    """The tables of a grid with a header row, in reading order.

    ``pinned_row``: the header row by the configuration; then it is the only one.
    """
    rows = rows_of(grid)
    known = _Sheetwide(grid, rows, spans_of(grid), vocabulary, _hinted_rows(grid))
    if pinned_row:
        return _pinned(pinned_row, known)
    excel_tables = [table for table in getattr(grid, "tables", ()) if _has_own_header(table, rows)]
    found = [area for table in excel_tables if (area := _excel_table(table, known)) is not None]
    rest = _outside(rows, [table.range for table in excel_tables])
    for block in blocks_of(rest, known.spans, _joining_ranges(grid)):
        found.extend(_tables_of_block(block, known))
    found = _with_continuations(found, rest, known)
    return tuple(sorted(found, key=lambda area: (area.header_row, area.first_column)))


def _hinted_rows(grid: Grid) -> frozenset[int]:
    if not isinstance(grid, Sheet):
        return frozenset((grid.header_rows,)) if isinstance(grid, Table) and grid.header_rows else frozenset()
    rows = {grid.frozen_rows} if 0 < grid.frozen_rows <= SEARCHED_ROWS else set()
    if grid.auto_filter is not None:
        rows.add(grid.auto_filter.first_row)
    rows.update(table.range.first_row for table in grid.tables)
    return frozenset(rows)


def _joining_ranges(grid: Grid) -> tuple[Range, ...]:
    if not isinstance(grid, Sheet):
        return (Range(1, 1, grid.last_row, grid.last_column),) if isinstance(grid, Table) else ()
    ranges = [table.range for table in grid.tables]
    return (*ranges, grid.auto_filter) if grid.auto_filter else tuple(ranges)


def _has_own_header(table: ExcelTable, rows: Rows) -> bool:
    """Whether the header row of an Excel table holds the names that people see."""
    if not table.header_row:
        return False
    made_up = sum(bool(_MADE_UP.fullmatch(name.strip())) for name in table.columns)
    return made_up * 3 < len(table.columns) and len(rows.get(table.range.first_row, ())) * 2 >= len(table.columns)


def _outside(rows: Rows, ranges: Sequence[Range]) -> Rows:
    if not ranges:
        return rows
    rest: dict[int, Mapping[int, Cell]] = {}
    for row, cells in rows.items():
        touching = [area for area in ranges if area.first_row <= row <= area.last_row]
        kept = {
            column: cell for column, cell in cells.items() if not any(area.holds(row, column) for area in touching)
        }
        if kept:
            rest[row] = kept
    return rest


# Excel tables and pins


def _excel_table(table: ExcelTable, known: _Sheetwide) -> TableArea | None:
    row = table.range.first_row
    columns = range(table.range.first_column, table.range.last_column + 1)
    cells = {column: cell for column, cell in known.rows.get(row, {}).items() if column in columns}
    if len(cells) < 2:
        return None
    area = _area(row, cells, known, last_row=table.range.last_row - table.total_row)
    return msgspec.structs.replace(area, score=CERTAIN, certain=True)


def _pinned(row: int, known: _Sheetwide) -> tuple[TableArea, ...]:
    cells = known.rows.get(row, {})
    if not cells:
        return ()
    area = _area(row, cells, known, last_row=max(known.rows), alone=True)
    return (msgspec.structs.replace(area, score=CERTAIN, certain=True),)


# Blocks


def _tables_of_block(block: Block, known: _Sheetwide) -> Iterator[TableArea]:
    """The tables of a block: usually one, sometimes more below each other."""
    start = block.area.first_row
    while start <= block.area.last_row:
        rows = {row: cells for row, cells in block.rows.items() if row >= start}
        best = _best_header(rows, known)
        if best is None:
            return
        row, score = best
        end = _next_header(rows, row, known)
        area = _area(row, rows[row], known, last_row=(end or block.area.last_row + 1) - 1, first_row=start)
        yield msgspec.structs.replace(area, score=score)
        if end is None:
            return
        start = end


def _best_header(rows: Rows, known: _Sheetwide) -> tuple[int, float] | None:
    """The row most like a header, and its score."""
    numbers = sorted(rows)
    best: tuple[int, float] | None = None
    for place, row in enumerate(numbers[:SEARCHED_ROWS]):
        cells = rows[row]
        if len(cells) < 2:
            continue
        below = [rows[number] for number in islice(numbers, place + 1, place + 1 + SAMPLE)]
        score = _score(row, cells, below, known) - 0.06 * min(place, 12)
        if best is None or score > best[1]:
            best = (row, score)
    if best is None or best[1] < ENOUGH:
        return None
    return best


def _score(row: int, cells: Mapping[int, Cell], below: Sequence[Mapping[int, Cell]], known: _Sheetwide) -> float:
    """How much a row looks like a header, from its cells and the rows below it."""
    some = [cell for cell in cells.values() if cell.text]
    if len(some) < 2:
        return 0.0
    count = len(some)
    labels = [labelness(cell, known.vocabulary) for cell in some]
    names = sum(is_field_name(cell.text, known.vocabulary) for cell in some)
    values = sum(is_value(cell, known.vocabulary) for cell in some) / count
    distinct = len({cell.text.casefold() for cell in some}) / count
    widest = max((len(cells), *(len(other) for other in below)))
    spanned = sum(known.spans.last_column(row, column) > column for column in cells)
    score = 2.2 * names / count + 0.3 * min(names, 6)
    score += 1.6 * sum(labels) / count + 1.2 * min(1.0, (count + spanned) / widest) + 0.6 * distinct
    score += 0.8 * (_bold(some) - _bold_below(below)) + 1.0 * _contrast(cells, below, known)
    score -= 3.0 * values
    score -= 1.5 * sum(cell.text.rstrip().endswith(":") for cell in some) / count
    if row in known.hinted:
        score += 0.8
    if count == 2:
        score -= 0.8
    return score


def _bold(cells: Sequence[Cell]) -> float:
    return sum(cell.bold for cell in cells) / len(cells)


def _bold_below(below: Sequence[Mapping[int, Cell]]) -> float:
    cells = [cell for row in below for cell in row.values()]
    return _bold(cells) if cells else 0.3


def _contrast(cells: Mapping[int, Cell], below: Sequence[Mapping[int, Cell]], known: _Sheetwide) -> float:
    """The share of columns in which the cells below look unlike the name: values, or much longer texts."""
    different = compared = 0
    for column, cell in cells.items():
        others = [row[column] for row in below if column in row and row[column].text][:6]
        if not others:
            continue
        compared += 1
        values = sum(is_value(other, known.vocabulary) for other in others)
        longer = sum(len(other.text) for other in others) / len(others) > 2 * len(cell.text) + 5
        different += values * 2 >= len(others) or longer
    return different / compared if compared else 0.0


def _next_header(rows: Rows, header: int, known: _Sheetwide) -> int | None:
    """The first row of a further table in the same block: its title, or its header if it has no title.

    A further header is as bold and label-like as the first, and stands below a title or an empty row; one with
    the same names belongs to the same table.
    """
    first = {cell.text.casefold() for cell in rows[header].values()}
    numbers = sorted(number for number in rows if number > header + 1)
    for place, row in enumerate(numbers):
        cells = rows[row]
        before = numbers[place - 1] if place else header
        titled = place > 0 and len(rows[before]) == 1 and row - before <= 2
        if len(cells) < 2 or not (titled or row - before > 1):
            continue
        if not _is_further_header(row, cells, first, rows, numbers[place + 1 : place + 1 + SAMPLE], known):
            continue
        start = before if titled else row
        return start if start > header + 1 else None
    return None


def _is_further_header(
    row: int, cells: Mapping[int, Cell], first: set[str], rows: Rows, after: Sequence[int], known: _Sheetwide
) -> bool:
    texts = [cell.text.casefold() for cell in cells.values()]
    if sum(text in first for text in texts) * 2 > len(texts):
        return False
    labels = [labelness(cell, known.vocabulary) for cell in cells.values()]
    names = sum(is_field_name(cell.text, known.vocabulary) for cell in cells.values())
    if min(labels) < 0.5 or names < 2 and _bold(list(cells.values())) < 1:
        return False
    score = _score(row, cells, [rows[number] for number in after], known)
    return score >= ENOUGH + 1.2


# The header itself


def _area(
    row: int,
    cells: Mapping[int, Cell],
    known: _Sheetwide,
    last_row: int,
    first_row: int = 1,
    alone: bool = False,
) -> TableArea:
    """The table whose header is or begins at the row; ``alone``: no second header row is looked for."""
    columns = range(min(cells), max(known.spans.last_column(row, column) for column in cells) + 1)
    lower = row if alone else _lower_row(row, cells, columns, known, last_row)
    upper = row if lower > row or alone else _upper_row(row, cells, columns, known)
    headings = _headings(upper, lower, columns, known)
    return TableArea(
        first_header_row=upper,
        header_row=lower,
        headings=headings,
        first_row=lower + 1,
        last_row=last_row,
        score=0.0,
        above=_titles_above(upper, first_row, columns, known),
    )


def _lower_row(
    row: int, cells: Mapping[int, Cell], columns: range, known: _Sheetwide, last_row: int
) -> int:
    """The last row of the header: the row itself, or the one below it if that holds names of sub-columns."""
    below = {column: cell for column, cell in known.rows.get(row + 1, {}).items() if column in columns}
    if row + 1 > last_row and not below:
        return row
    tall = sum(known.spans.last_row(row, column) == row + 1 for column in cells)
    if len(below) == 0:
        return row + 1 if tall * 2 > len(cells) else row
    if any(is_value(cell, known.vocabulary) or labelness(cell, known.vocabulary) < 0.8 for cell in below.values()):
        return row
    under_name = sum(
        column in cells and known.spans.last_column(row, column) == column for column in below
    )
    under_group = sum(_is_below_group(row, column, cells, known) for column in below)
    after = known.rows.get(row + 2, {})
    fuller = len([column for column in after if column in columns]) > len(below)
    if tall and under_group + tall >= 2 and under_name == 0:
        return row + 1
    if len(below) >= 2 and under_group * 2 > len(below) and (fuller or not after) and min(below) > columns[0]:
        return row + 1
    return row


def _is_below_group(row: int, column: int, cells: Mapping[int, Cell], known: _Sheetwide) -> bool:
    """Whether the cell above belongs to a name that spans several columns, merged or with empty cells beside it."""
    if column not in cells:
        return True
    return known.spans.last_column(row, column) > column or column + 1 not in cells


def _upper_row(row: int, cells: Mapping[int, Cell], columns: range, known: _Sheetwide) -> int:
    """The first row of the header: the row itself, or the one above it if that holds names of groups."""
    above = {column: cell for column, cell in known.rows.get(row - 1, {}).items() if column in columns}
    if not above or any(
        is_value(cell, known.vocabulary) or cell.text.rstrip().endswith(":") for cell in above.values()
    ):
        return row
    if min(labelness(cell, known.vocabulary) for cell in above.values()) < 0.4:
        return row
    spanning = [column for column in above if known.spans.last_column(row - 1, column) > column]
    tall = [column for column in above if known.spans.last_row(row - 1, column) >= row and column not in cells]
    if tall:
        return row - 1
    widest = max((known.spans.last_column(row - 1, c) - c + 1 for c in spanning), default=0)
    if spanning and len(above) >= 2 and len(above) < len(cells):
        return row - 1
    if spanning and len(above) == 1 and widest < 0.7 * len(cells) and min(above) > columns[0]:
        return row - 1
    return row


def _headings(upper: int, lower: int, columns: range, known: _Sheetwide) -> tuple[Heading, ...]:
    names = _spread(lower, columns, known, tall_from=upper)
    groups = _spread(upper, columns, known) if upper < lower else {}
    headings: list[Heading] = []
    for column in columns:
        own = known.rows.get(lower, {}).get(column)
        text, start = names.get(column, ("", column))
        group, group_start = groups.get(column, ("", column))
        if own is None and text and start != column and headings:
            headings[-1] = msgspec.structs.replace(headings[-1], last_column=column)
            continue
        if not text and group and _is_free_group(upper, lower, group_start, column, known):
            group = ""
        if not text and not group:
            continue
        if not text:
            text, group = group, ""
        headings.append(Heading(column, text, group if not same_text(group, text) else "", column))
    return tuple(headings)


def _is_free_group(upper: int, lower: int, start: int, column: int, known: _Sheetwide) -> bool:
    """Whether a group's name does not reach the column: it is not merged and has no name of its own below."""
    return start != column and known.spans.last_column(upper, start) < column


def _spread(row: int, columns: range, known: _Sheetwide, tall_from: int = 0) -> dict[int, tuple[str, int]]:
    """Column to the name that stands over it in the row, and the column that name stands in.

    Merged names stand over all their columns. In the upper row of two, a name that is not merged stands also
    over the following columns without a name, as far as the lower row has names there.
    """
    spread: dict[int, tuple[str, int]] = {}
    rows = (row,) if not tall_from or tall_from == row else (tall_from, row)
    for number in rows:
        for column, cell in known.rows.get(number, {}).items():
            if column not in columns or number != row and known.spans.last_row(number, column) < row:
                continue
            for reached in range(column, known.spans.last_column(number, column) + 1):
                if reached in columns:
                    spread[reached] = (cell.text, column)
    if tall_from:
        return spread
    lower_names = known.rows.get(row + 1, {})
    current: tuple[str, int] | None = None
    for column in columns:
        if column in spread:
            current = spread[column] if known.spans.last_row(row, spread[column][1]) == row else None
        elif current is not None and column in lower_names and not known.spans.ranges.get((row, current[1])):
            spread[column] = current
        else:
            current = None
    return spread


def _titles_above(row: int, first_row: int, columns: range, known: _Sheetwide) -> tuple[str, ...]:
    """Short texts above the header, at most three rows of them."""
    titles: list[str] = []
    for number in range(row - 1, max(row - 12, first_row - 3, 0), -1):
        cells = known.rows.get(number, {})
        texts = [cell.text for cell in cells.values() if cell.text and isinstance(cell.value, str)]
        if texts and len(texts) <= 2 and len(texts[0]) <= 120:
            titles.append(texts[0])
    return tuple(reversed(titles[:4]))


# Rows that go on after a gap


def _with_continuations(found: list[TableArea], rows: Rows, known: _Sheetwide) -> list[TableArea]:
    """Tables prolonged to rows below a gap that have no header of their own."""
    if not found or not rows:
        return found
    taken = {number for area in found for number in range(area.first_header_row, area.last_row + 1)}
    prolonged: list[TableArea] = []
    for area in sorted(found, key=lambda area: area.header_row):
        later = [other.first_header_row for other in found if other.first_header_row > area.header_row and _overlap(area, other)]
        limit = min(later, default=max(known.rows) + 1)
        free = [number for number in sorted(rows) if area.last_row < number < limit and number not in taken]
        if not area.certain:
            area = msgspec.structs.replace(area, last_row=_continued(area, free, known))
        prolonged.append(area)
    return prolonged


def _overlap(one: TableArea, other: TableArea) -> bool:
    return one.first_column <= other.last_column and other.first_column <= one.last_column


def _continued(area: TableArea, free: Sequence[int], known: _Sheetwide) -> int:
    """The last of the free rows that are filled like the table's own rows."""
    last = area.last_row
    own = [len(known.rows.get(number, ())) for number in range(area.first_row, area.last_row + 1) if number in known.rows]
    usual = sorted(own)[len(own) // 2] if own else 3
    columns = {heading.column for heading in area.headings}
    for number in free:
        cells = known.rows.get(number, {})
        inside = [column for column in cells if column in columns]
        if number - last > 40 or len(inside) < len(cells) or not inside:
            break
        if len(inside) < max(2, 0.5 * usual) or all(cells[column].bold for column in inside):
            break
        last = number
    return last
