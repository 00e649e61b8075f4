"""Labels of document control in tables and sheets, with the cells that hold their values.

Labels stand left of their values (also in turns: label, value, label, value), above them, or, in sign-off
tables, name a row ("Approved by") or are left out below a heading that says it ("Approvals").
"""

import re
from collections.abc import Iterator, Mapping

import msgspec

from itsmlint.documents.model import Cell, Grid, Sheet
from itsmlint.facts.cells import right_of, top_rows, written
from itsmlint.facts.labels import NAME_FIELDS, Label, control_words, is_companion, read_label
from itsmlint.facts.states import is_state
from itsmlint.facts.tokens import label_tokens, tokens
from itsmlint.vocabulary import Vocabulary

ROWS = 60
"""Rows looked at."""
LONGEST_LABEL = 90
"""Characters."""
LONGEST_DATE = 40
"""Characters of a cell that holds a date."""
MOST_VALUES_BELOW = 3
"""Rows below column names that may all be values of document control; more make a register."""
SHARE_OF_LABELS = 0.6
"""Share of a row's cells that must be labels for their values to stand below."""
GAP_IN_SHEET = 2
"""Empty columns that may lie between a label and its value in a sheet."""
BARE_DATE = ("date",)
APPROVAL_DATE = Label("Date", ("approval_date",), True)
APPROVER = Label("Approval", ("approver",), True)

_DATE = re.compile(r"\d{4}|\d[./-]\d")


class Pair(msgspec.Struct, frozen=True):
    """A label and its value, which may be empty, with the cell of the value or else of the label."""

    label: Label
    value: str
    row: int
    column: int


class _Marked(msgspec.Struct, frozen=True):
    """The upper rows of a grid and the labels in them."""

    grid: Grid
    rows: Mapping[int, Mapping[int, Cell]]
    labels: Mapping[tuple[int, int], Label]
    vocabulary: Vocabulary

    def starts_with_label(self, row: int) -> bool:
        return (row, min(self.rows[row])) in self.labels

    def after(self, row: int) -> list[int]:
        return [other for other in self.rows if other > row]


def read_pairs(grid: Grid, vocabulary: Vocabulary) -> list[Pair]:
    """The labels of a table or sheet and their values."""
    rows = top_rows(grid, ROWS)
    labels = {
        (row, column): label
        for row, cells in rows.items()
        for column, cell in cells.items()
        if len(cell.text) < LONGEST_LABEL and (label := read_label(cell.text, vocabulary)) is not None
    }
    if not labels:
        return []
    marked = _Marked(grid, rows, labels, vocabulary)
    states = [place for place in labels if _is_state_value(*place, marked)]
    labels = {place: label for place, label in labels.items() if place not in states}
    return list(_pairs(_Marked(grid, rows, labels, vocabulary)))


def read_signers(grid: Grid, vocabulary: Vocabulary) -> Iterator[Pair]:
    """The names of a table of approvers: "Name | Role | Signature | Date" below the heading "Approval"."""
    rows = top_rows(grid, ROWS)
    head = next((row for row, cells in rows.items() if len(cells) > 1), None)
    if head is None:
        return
    known = control_words(vocabulary).sign_off_columns
    words = {column: set(tokens(cell.text)) for column, cell in rows[head].items()}
    name = next((column for column, said in words.items() if said & set(known["name"])), None)
    day = next((column for column, said in words.items() if said & set(known["date"])), None)
    signed = any(said & {*known["signature"], *known["date"]} for said in words.values())
    if name is None or not signed:
        return
    for row in [row for row in rows if row > head]:
        yield Pair(APPROVER, written(grid, row, name).strip(), row, name)
        if day is not None:
            yield Pair(APPROVAL_DATE, written(grid, row, day).strip(), row, day)


def dates_beside(grid: Grid, pairs: list[Pair]) -> Iterator[Pair]:
    """The dates in rows that name an approver: "Approved by | Name | Signature | 3 May 2026"."""
    taken = {
        (pair.row, pair.column) for pair in pairs if pair.value and label_tokens(pair.label.text) != BARE_DATE
    }
    for pair in pairs:
        if "approver" not in pair.label.fields or not pair.value:
            continue
        for (row, column), cell in grid.cells.items():
            beside = row == pair.row and column > pair.column and (row, column) not in taken
            if beside and len(cell.text) < LONGEST_DATE and _DATE.search(cell.text):
                yield Pair(APPROVAL_DATE, cell.text, row, column)


def _is_state_value(row: int, column: int, marked: _Marked) -> bool:
    """Whether a label is the value of the status left of it: "Status | Approved | Approved on | 3 May 2026".

    In a row of column names all cells are labels, and the row below begins with a value.
    """
    columns = sorted(marked.rows[row])
    place = columns.index(column)
    left = marked.labels.get((row, columns[place - 1])) if place else None
    if left is None or left.fields != ("status",):
        return False
    if not is_state(marked.rows[row][column].text, marked.vocabulary):
        return False
    others = any((row, other) not in marked.labels for other in columns)
    below = marked.after(row)[:1]
    return others or not below or marked.starts_with_label(below[0])


def _pairs(marked: _Marked) -> Iterator[Pair]:
    heads = frozenset(row for row in marked.rows if _is_head(row, marked))
    for row in marked.rows:
        if row in heads:
            yield from _below(row, marked)
        elif not _is_below(row, heads, marked) and not _heads_register(row, marked):
            yield from _in_row(row, marked)


def _in_row(row: int, marked: _Marked) -> Iterator[Pair]:
    """Labels and values that take turns from the row's first cell on; a number may stand before them."""
    cells = marked.rows[row]
    last_column = marked.grid.last_column
    skip = 0
    for column in sorted(cells):
        if column < skip:
            continue
        label = marked.labels.get((row, column))
        if label is None:
            if cells[column].text.strip(" .)").isdigit():
                continue
            return
        if len(cells) == 1 and right_of(marked.grid, row, column) > last_column > 1:
            return
        value, at = _beside(row, column, marked)
        skip = at + 1 if value else 0
        yield Pair(label, value, row, at)


def _beside(row: int, column: int, marked: _Marked) -> tuple[str, int]:
    """The value right of a label and its column; empty where the next cell is empty or another label."""
    at = right_of(marked.grid, row, column)
    reach = GAP_IN_SHEET if isinstance(marked.grid, Sheet) else 0
    for candidate in range(at, at + reach + 1):
        if candidate in marked.rows[row]:
            text = written(marked.grid, row, candidate).strip()
            return ("", column) if _is_label(row, candidate, text, marked) else (text, candidate)
    return "", column


def _is_label(row: int, column: int, text: str, marked: _Marked) -> bool:
    """Whether a cell is a label indeed, not a value that reads like one: "Approved" as a status."""
    label = marked.labels.get((row, column))
    if label is None:
        return False
    if label.strong or text.endswith(":"):
        return True
    following = sorted(other for other in marked.rows[row] if other > column)
    return bool(following) and following[0] == column + 1 and (row, following[0]) not in marked.labels


def _is_head(row: int, marked: _Marked) -> bool:
    """Whether the row's cells are labels side by side: their values stand below."""
    columns = sorted(marked.rows[row])
    labels = [column for column in columns if (row, column) in marked.labels]
    if _heads_names(row, marked):
        return True
    if len(labels) < SHARE_OF_LABELS * len(columns) or len(columns) < 2 or labels[:2] != columns[:2]:
        return False
    return len(columns) > 2 or not _is_one_of_many(row, marked)


def _is_one_of_many(row: int, marked: _Marked) -> bool:
    """Whether other rows start with labels too: then values stand right of them ("Status | Approved")."""
    before = [other for other in marked.rows if other < row]
    return any(marked.starts_with_label(other) for other in [*before, *marked.after(row)[:1]])


def _heads_names(row: int, marked: _Marked) -> bool:
    """Whether a row heads a sign-off table: "Approved by | Position | Date | Signature"."""
    cells = marked.rows[row]
    labels = {column: marked.labels[row, column] for column in cells if (row, column) in marked.labels}
    if len(cells) < 3 or not any(NAME_FIELDS & set(label.fields) for label in labels.values()):
        return False
    return all(
        column in labels or is_companion(cell.text, marked.vocabulary) for column, cell in cells.items()
    )


def _is_below(row: int, heads: frozenset[int], marked: _Marked) -> bool:
    """Whether the row holds the values of a row of labels above."""
    close = any(head < row <= head + MOST_VALUES_BELOW for head in heads)
    return close and not marked.starts_with_label(row)


def _heads_register(row: int, marked: _Marked) -> bool:
    """Whether a row names a register's columns, beginning with a label: "Owner | Duty | Phone"."""
    below = marked.after(row)[:1]
    if len(marked.rows[row]) < 3 or not below:
        return False
    labels = sum((row, column) in marked.labels for column in marked.rows[row])
    return labels == 1 and len(marked.rows[below[0]]) >= 3 and not marked.starts_with_label(below[0])


def _below(row: int, marked: _Marked) -> Iterator[Pair]:
    following: list[int] = []
    for other in marked.after(row):
        apart = isinstance(marked.grid, Sheet) and other > (following or [row])[-1] + 1
        if marked.starts_with_label(other) or apart:
            break
        following.append(other)
    if len(following) > MOST_VALUES_BELOW:
        return
    columns = sorted(marked.rows[row])
    names = {
        field
        for column in columns
        if (row, column) in marked.labels
        for field in marked.labels[row, column].fields
    } & NAME_FIELDS
    for column in columns:
        label = _label_above(row, column, names, marked)
        if label is not None:
            texts = [text for other in following if (text := written(marked.grid, other, column).strip())]
            yield Pair(label, ", ".join(texts), following[0] if following else row, column)


def _label_above(row: int, column: int, names: set[str], marked: _Marked) -> Label | None:
    """The label of a column; a bare date beside names is the date of what they did, not of the document."""
    label = marked.labels.get((row, column))
    if label is not None and names and label_tokens(label.text) == BARE_DATE:
        return APPROVAL_DATE if "approver" in names else None
    return label
