"""Where tables stand in a grid: their header rows, the names of their columns, the rows below.

In most registers of real life the header is not in the first row: titles, logos and label/value rows stand
above it, names span two rows, a second table stands below or beside. Evidence in order: an Excel table's own
header row, filter and freeze pane, then a score for each of the first rows of each block.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

import msgspec

from itsmlint.documents.model import Cell, ExcelTable, Grid, Range, Sheet, Table
from itsmlint.facts.blocks import Block, Rows, Spans, blocks_of, rows_of, spans_of
from itsmlint.facts.columns import is_field_name
from itsmlint.facts.looks import is_value, labelness, same_text
from itsmlint.vocabulary import Vocabulary

SEARCHED_ROWS = 40
"""Rows of a block in a sheet among which its header is looked for."""
SEARCHED_IN_WORD = 3
"""Rows of a Word table among which its header is looked for."""
MOST_TABLES = 60
"""More tables of one grid are not looked at."""
CERTAIN = 100.0
ENOUGH = 3.2
"""Rows with a lower score are no headers."""
SAMPLE = 12
"""Rows below a row that it is compared with."""
_LETTERS = re.compile(r"[RACIS](?:\s?[/,&+-]?\s?[RACIS]){0,3}")
"""Letters of responsibility in a cell; one word with several meanings, so only a row of them tells."""
_LABEL_AND_VALUE = re.compile(r"[^:\n]{2,30}:\s+\S")
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


class _Seen(msgspec.Struct, frozen=True):
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
    seen = _Seen(grid, rows, spans_of(grid), vocabulary, _hinted_rows(grid))
    if pinned_row:
        return _pinned(pinned_row, seen)
    excel_tables = [table for table in getattr(grid, "tables", ()) if _has_own_header(table, rows)]
    found = [area for table in excel_tables if (area := _excel_table(table, seen)) is not None]
    rest = _outside(rows, [table.range for table in excel_tables])
    tables = (
        table
        for block in blocks_of(rest, seen.spans, _joining_ranges(grid))
        for table in _tables_of_block(block, seen)
    )
    found.extend(islice(tables, MOST_TABLES))
    found = _with_continuations(found, rest, seen)
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
    return made_up * 3 < len(table.columns) and len(rows.get(table.range.first_row, ())) * 2 >= len(
        table.columns
    )


def _outside(rows: Rows, ranges: Sequence[Range]) -> Rows:
    if not ranges:
        return rows
    rest: dict[int, Mapping[int, Cell]] = {}
    for row, cells in rows.items():
        touching = [area for area in ranges if area.first_row <= row <= area.last_row]
        kept = {
            column: cell
            for column, cell in cells.items()
            if not any(area.holds(row, column) for area in touching)
        }
        if kept:
            rest[row] = kept
    return rest


# Excel tables and pins


def _excel_table(table: ExcelTable, seen: _Seen) -> TableArea | None:
    row = table.range.first_row
    columns = range(table.range.first_column, table.range.last_column + 1)
    cells = {column: cell for column, cell in seen.rows.get(row, {}).items() if column in columns}
    if len(cells) < 2:
        return None
    area = _area(row, cells, (1, table.range.last_row - table.total_row), seen)
    return msgspec.structs.replace(area, score=CERTAIN, certain=True)


def _pinned(row: int, seen: _Seen) -> tuple[TableArea, ...]:
    cells = seen.rows.get(row, {})
    if not cells:
        return ()
    last_column = max(seen.spans.last_column(row, column) for column in cells)
    top = _Top(row, cells, range(min(cells), last_column + 1))
    area = _framed(top, row, row, (1, max(seen.rows)), seen)
    return (msgspec.structs.replace(area, score=CERTAIN, certain=True),)


# Blocks


def _tables_of_block(block: Block, seen: _Seen) -> Iterator[TableArea]:
    """The tables of a block: usually one, sometimes more below each other."""
    start = block.area.first_row
    while start <= block.area.last_row:
        rows = {row: cells for row, cells in block.rows.items() if row >= start}
        best = _best_header(rows, seen)
        if best is None:
            return
        row, score = best
        end = _next_header(rows, row, seen) if isinstance(seen.grid, Sheet) else None
        area = _area(row, rows[row], (start, (end or block.area.last_row + 1) - 1), seen)
        yield msgspec.structs.replace(area, score=score)
        if end is None:
            return
        start = end


def _best_header(rows: Rows, seen: _Seen) -> tuple[int, float] | None:
    """The row most like a header, and its score."""
    numbers = sorted(rows)
    best: tuple[int, float] | None = None
    searched = SEARCHED_ROWS if isinstance(seen.grid, Sheet) else SEARCHED_IN_WORD
    for place, row in enumerate(numbers[:searched]):
        cells = rows[row]
        if len(cells) < 2:
            continue
        below = [rows[number] for number in islice(numbers, place + 1, place + 1 + SAMPLE)]
        score = _score(row, cells, below, seen) - 0.06 * min(place, 12)
        if best is None or score > best[1]:
            best = (row, score)
    if best is None or best[1] < ENOUGH:
        return None
    return _earlier_header(rows, best[0], seen) or best


def _earlier_header(rows: Rows, best: int, seen: _Seen) -> tuple[int, float] | None:
    """A header above the best one, with rows of its own between: of two tables in a block the first one's."""
    numbers = [number for number in sorted(rows) if number < best]
    names = {cell.text.casefold() for cell in rows[best].values()}
    for place, row in enumerate(numbers[:SEARCHED_ROWS]):
        below = [rows[number] for number in numbers[place + 1 : place + 1 + SAMPLE]]
        filled = any(len(cells) >= max(2, 0.5 * len(rows[row])) for cells in below)
        if len(rows[row]) < 3 or not filled or not _differs(rows[row], names):
            continue
        if _is_further_header(row, rows[row], below, seen):
            return row, _score(row, rows[row], below, seen)
    return None


def _score(row: int, cells: Mapping[int, Cell], below: Sequence[Mapping[int, Cell]], seen: _Seen) -> float:
    """How much a row looks like a header, from its cells and the rows below it."""
    some = [cell for cell in cells.values() if cell.text]
    if len(some) < 2:
        return 0.0
    count = len(some)
    labels = [labelness(cell, seen.vocabulary) for cell in some]
    names = sum(is_field_name(cell.text, seen.vocabulary) for cell in some)
    values = sum(is_value(cell, seen.vocabulary) for cell in some) / count
    distinct = len({cell.text.casefold() for cell in some}) / count
    widest = max((len(cells), *(len(other) for other in below)))
    spanned = sum(seen.spans.last_column(row, column) > column for column in cells)
    score = 2.2 * names / count + 0.3 * min(names, 6)
    score += 1.6 * sum(labels) / count + 1.2 * min(1.0, (count + spanned) / widest) + 0.6 * distinct
    score += 0.1 * min(count, 10)
    score += 0.8 * (_bold(some) - _bold_below(below)) + 1.0 * _contrast(cells, below, seen)
    score -= 3.0 * values
    if _is_row_of_letters(some):
        score -= 4.0
    score -= 1.5 * sum(cell.text.rstrip().endswith(":") for cell in some) / count
    told = sum(bool(_LABEL_AND_VALUE.match(cell.text)) for cell in some) / count
    score -= 4.0 * told if told >= 0.5 else 0.0
    if row in seen.hinted:
        score += 0.8
    if count == 2:
        score -= 0.8
    return score


def _is_row_of_letters(cells: Sequence[Cell]) -> bool:
    """Whether the row is one of a responsibility matrix: an activity, and letters beside it."""
    beside = cells[1:]
    return (
        len(beside) >= 3
        and sum(bool(_LETTERS.fullmatch(cell.text)) for cell in beside) * 3 >= len(beside) * 2
    )


def _bold(cells: Sequence[Cell]) -> float:
    return sum(cell.bold for cell in cells) / len(cells)


def _bold_below(below: Sequence[Mapping[int, Cell]]) -> float:
    cells = [cell for row in below for cell in row.values()]
    return _bold(cells) if cells else 0.3


def _contrast(cells: Mapping[int, Cell], below: Sequence[Mapping[int, Cell]], seen: _Seen) -> float:
    """The share of columns in which the cells below look unlike the name: values, or much longer texts."""
    different = compared = 0
    for column, cell in cells.items():
        others = [row[column] for row in below if column in row and row[column].text][:6]
        if not others:
            continue
        compared += 1
        values = sum(is_value(other, seen.vocabulary) for other in others)
        longer = sum(len(other.text) for other in others) / len(others) > 2 * len(cell.text) + 5
        different += values * 2 >= len(others) or longer
    return different / compared if compared else 0.0


def _next_header(rows: Rows, header: int, seen: _Seen) -> int | None:
    """The first row of a further table in the same block: its title, or its header if it has no title.

    A further header is as bold and label-like as the first, and stands below a title or an empty row; one
    with the same names belongs to the same table.
    """
    first = {cell.text.casefold() for cell in rows[header].values()}
    numbers = sorted(number for number in rows if number > header)
    for place, row in enumerate(numbers):
        before = numbers[place - 1] if place else header
        titled = place > 0 and len(rows[before]) == 1 and row - before <= 2
        if row == header + 1 or len(rows[row]) < 2 or not (titled or row - before > 1):
            continue
        below = [rows[number] for number in numbers[place + 1 : place + 1 + SAMPLE]]
        if _differs(rows[row], first) and _is_further_header(row, rows[row], below, seen):
            start = before if titled else row
            return start if start > header + 1 else None
    return None


def _differs(cells: Mapping[int, Cell], names: set[str]) -> bool:
    return sum(cell.text.casefold() in names for cell in cells.values()) * 2 <= len(cells)


def _is_further_header(
    row: int, cells: Mapping[int, Cell], below: Sequence[Mapping[int, Cell]], seen: _Seen
) -> bool:
    names = sum(is_field_name(cell.text, seen.vocabulary) for cell in cells.values())
    if names < 2 and _bold(list(cells.values())) < 1:
        return False
    if min(labelness(cell, seen.vocabulary) for cell in cells.values()) < 0.5:
        return False
    return _score(row, cells, below, seen) >= ENOUGH + 1.2


# The header itself


class _Top(msgspec.Struct, frozen=True):
    """The row of a table that looks most like its header."""

    row: int
    cells: Mapping[int, Cell]
    columns: range
    """From its first to its last name."""

    def above(self, seen: _Seen) -> dict[int, Cell]:
        """The cells in the row above, within its columns."""
        return self._within(seen.rows.get(self.row - 1, {}))

    def below(self, seen: _Seen) -> dict[int, Cell]:
        """The cells in the row below, within its columns."""
        return self._within(seen.rows.get(self.row + 1, {}))

    def _within(self, cells: Mapping[int, Cell]) -> dict[int, Cell]:
        return {column: cell for column, cell in cells.items() if column in self.columns}


def _area(row: int, cells: Mapping[int, Cell], rows: tuple[int, int], seen: _Seen) -> TableArea:
    """The table whose header is the row or begins or ends there.

    ``rows``: the first row of the block, for titles, and the last row in which records may stand.
    """
    last_column = max(seen.spans.last_column(row, column) for column in cells)
    top = _Top(row, cells, range(min(cells), last_column + 1))
    lower = _lower_row(top, rows[1], seen)
    return _framed(top, _upper_row(top, seen) if lower == row else row, lower, rows, seen)


def _framed(top: _Top, upper: int, lower: int, rows: tuple[int, int], seen: _Seen) -> TableArea:
    headings = _headings(upper, lower, top.columns, seen)
    last_row = min(rows[1], max(seen.rows))
    return TableArea(
        first_header_row=upper,
        header_row=lower,
        headings=(*_nameless(top.columns[0], lower + 1, last_row, seen), *headings),
        first_row=lower + 1,
        last_row=last_row,
        score=0.0,
        above=_titles_above(upper, rows[0], seen),
    )


def _lower_row(top: _Top, last_row: int, seen: _Seen) -> int:
    """The last row of the header: the row itself, or the one below it if that holds names of sub-columns."""
    below = top.below(seen)
    tall = sum(seen.spans.last_row(top.row, column) == top.row + 1 for column in top.cells)
    if not below:
        return top.row + 1 if tall * 2 > len(top.cells) and top.row < last_row else top.row
    if _are_parts(top, below, seen):
        return top.row + 1
    if any(labelness(cell, seen.vocabulary) < 0.8 for cell in below.values()):
        return top.row
    under_name = sum(
        column in top.cells and seen.spans.last_column(top.row, column) == column for column in below
    )
    under_group = sum(_is_below_group(top, column, seen) for column in below)
    after = [column for column in seen.rows.get(top.row + 2, {}) if column in top.columns]
    sub_names = len(below) >= 2 and under_group * 2 > len(below) and min(below) > top.columns[0]
    fuller = len(after) > len(below) or not after
    beside_tall = tall and under_group + tall >= 2 and under_name == 0
    return top.row + 1 if beside_tall or (sub_names and fuller) else top.row


def _are_parts(top: _Top, below: Mapping[int, Cell], seen: _Seen) -> bool:
    """Whether all cells of the row below stand under merged names, at least three under one of them."""
    under: dict[int, int] = {}
    for column, cell in below.items():
        group = next((c for c in top.cells if c <= column <= seen.spans.last_column(top.row, c)), None)
        merged = group is not None and seen.spans.last_column(top.row, group) > group
        if group is None or not merged or not isinstance(cell.value, str):
            return False
        under[group] = under.get(group, 0) + 1
    return max(under.values(), default=0) >= 3


def _is_below_group(top: _Top, column: int, seen: _Seen) -> bool:
    """Whether the name above spans several columns, merged or with empty cells beside it."""
    if column not in top.cells:
        return True
    return seen.spans.last_column(top.row, column) > column or column + 1 not in top.cells


def _nameless(first: int, first_row: int, last_row: int, seen: _Seen) -> tuple[Heading, ...]:
    """The column left of the first name, if most rows have a text there: numbers or names of the rows."""
    numbers = range(first_row, min(last_row, first_row + SEARCHED_ROWS) + 1)
    rows = [seen.rows[number] for number in numbers if number in seen.rows]
    filled = sum(first - 1 in cells for cells in rows)
    beside = sum(first in cells or first - 1 in cells for cells in rows)
    if filled < 3 or filled * 2 < beside:
        return ()
    return (Heading(first - 1, "", "", first - 1),)


def _upper_row(top: _Top, seen: _Seen) -> int:
    """The first row of the header: the row itself, or the one above it if that holds names of groups."""
    above = top.above(seen)
    if not above:
        return top.row
    groups = _names_above_groups(top, above, seen) or (
        _are_group_names(above, seen) and _reach_over(top, above, seen)
    )
    return top.row - 1 if groups else top.row


def _are_group_names(above: Mapping[int, Cell], seen: _Seen) -> bool:
    return all(
        isinstance(cell.value, str)
        and not cell.text.rstrip().endswith(":")
        and (labelness(cell, seen.vocabulary) >= 0.4 or cell.text.replace(" ", "").isalpha())
        for cell in above.values()
    )


def _reach_over(top: _Top, above: Mapping[int, Cell], seen: _Seen) -> bool:
    """Whether names above are merged over several columns, but not over the whole table as its title is."""
    row = top.row - 1
    if any(seen.spans.last_row(row, column) > row and column not in top.cells for column in above):
        return True
    widths = [seen.spans.last_column(row, column) - column + 1 for column in above]
    if max(widths) == 1:
        return 1 < len(above) < len(top.cells) and _repeats_names(top) and above.keys() <= top.cells.keys()
    if len(above) > 1:
        return len(above) < len(top.cells)
    return widths[0] < 0.7 * len(top.cells) and min(above) > top.columns[0]


def _repeats_names(top: _Top) -> bool:
    """Whether at least two names come back: "Likelihood" and "Impact" before and after treatment."""
    counts = Counter(cell.text.casefold() for cell in top.cells.values())
    return sum(count > 1 for count in counts.values()) >= 2


def _names_above_groups(top: _Top, above: Mapping[int, Cell], seen: _Seen) -> bool:
    """Whether the row above holds names for the single columns of a merged name: people above their team."""
    if len(above) < 3 or any(is_value(cell, seen.vocabulary) for cell in above.values()):
        return False
    return any(
        sum(column <= other <= seen.spans.last_column(top.row, column) for other in above) >= 2
        for column in top.cells
    )


def _headings(upper: int, lower: int, columns: range, seen: _Seen) -> tuple[Heading, ...]:
    names = _spread(lower, columns, seen, tall_from=upper)
    groups = _spread(upper, columns, seen) if upper < lower else {}
    headings: list[Heading] = []
    for column in columns:
        own = seen.rows.get(lower, {}).get(column)
        text, start = names.get(column, ("", column))
        group, group_start = groups.get(column, ("", column))
        above = seen.rows.get(upper, {}).get(column) if upper < lower else None
        if above is not None and seen.spans.last_column(lower, start) > start:
            headings.append(Heading(column, above.text, text, column))
            continue
        if own is None and text and start != column and headings:
            headings[-1] = msgspec.structs.replace(headings[-1], last_column=column)
            continue
        if not text and group and group_start != column:
            if (
                headings
                and headings[-1].column >= group_start
                and not names.get(headings[-1].column, ("",))[0]
            ):
                headings[-1] = msgspec.structs.replace(headings[-1], last_column=column)
                continue
            if seen.spans.last_column(upper, group_start) < column:
                group = ""
        if not text and not group:
            continue
        if not text:
            text, group = group, ""
        headings.append(Heading(column, text, group if not same_text(group, text) else "", column))
    return tuple(headings)


def _spread(row: int, columns: range, seen: _Seen, tall_from: int = 0) -> dict[int, tuple[str, int]]:
    """Column to the name that stands over it in the row, and the column that name stands in.

    Merged names stand over all their columns. In the upper row of two, a name that is not merged stands also
    over the following columns without a name, as far as the lower row has names there.
    """
    spread: dict[int, tuple[str, int]] = {}
    rows = (row,) if not tall_from or tall_from == row else (tall_from, row)
    for number in rows:
        for column, cell in seen.rows.get(number, {}).items():
            if column not in columns or (number != row and seen.spans.last_row(number, column) < row):
                continue
            for reached in range(column, seen.spans.last_column(number, column) + 1):
                if reached in columns:
                    spread[reached] = (cell.text, column)
    if tall_from:
        return spread
    lower_names = seen.rows.get(row + 1, {})
    current: tuple[str, int] | None = None
    for column in columns:
        if column in spread:
            current = spread[column] if seen.spans.last_row(row, spread[column][1]) == row else None
        elif current is not None and column in lower_names and not seen.spans.ranges.get((row, current[1])):
            spread[column] = current
        else:
            current = None
    return spread


def _titles_above(row: int, first_row: int, seen: _Seen) -> tuple[str, ...]:
    """Short texts above the header, nearest last."""
    titles: list[str] = []
    for number in range(row - 1, max(row - 12, first_row - 3, 0), -1):
        cells = seen.rows.get(number, {})
        texts = [cell.text for cell in cells.values() if cell.text and isinstance(cell.value, str)]
        if texts and len(texts) <= 2 and len(texts[0]) <= 120:
            titles.append(texts[0])
    return tuple(reversed(titles[:4]))


# Rows that go on after a gap


def _with_continuations(found: list[TableArea], rows: Rows, seen: _Seen) -> list[TableArea]:
    """Tables prolonged to rows below a gap that have no header of their own."""
    taken = {number for area in found for number in range(area.first_header_row, area.last_row + 1)}
    free = sorted(rows.keys() - taken)
    return [area if area.certain else _prolonged(area, found, free, seen) for area in found]


def _prolonged(area: TableArea, others: Sequence[TableArea], free: Sequence[int], seen: _Seen) -> TableArea:
    below = [o.first_header_row for o in others if o.first_header_row > area.header_row and _overlap(area, o)]
    limit = min(below, default=max(seen.rows) + 1)
    candidates = free[bisect_right(free, area.last_row) : bisect_left(free, limit)]
    return msgspec.structs.replace(area, last_row=_continued(area, candidates, seen))


def _overlap(one: TableArea, other: TableArea) -> bool:
    return one.first_column <= other.last_column and other.first_column <= one.last_column


def _continued(area: TableArea, free: Sequence[int], seen: _Seen) -> int:
    """The last of the free rows that are filled like the table's own rows."""
    last = area.last_row
    own = [
        len(seen.rows.get(number, ()))
        for number in range(area.first_row, area.last_row + 1)
        if number in seen.rows
    ]
    usual = sorted(own)[len(own) // 2] if own else 3
    columns = {heading.column for heading in area.headings}
    for number in free:
        cells = seen.rows.get(number, {})
        inside = [column for column in cells if column in columns]
        if number - last > 40 or len(inside) < len(cells) or not inside:
            break
        if len(inside) < max(2, 0.5 * usual) or all(cells[column].bold for column in inside):
            break
        last = number
    return last
