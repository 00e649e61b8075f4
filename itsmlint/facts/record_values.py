"""The values of a record: text, type, date, owner, each with its place."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache

import msgspec

from itsmlint.documents.model import Cell, Sheet, Table
from itsmlint.facts.columns import columns_of
from itsmlint.facts.dates import Order, column_order, find_dates, latest_day
from itsmlint.facts.header_rows import TableArea
from itsmlint.facts.model import OwnerType, Value
from itsmlint.facts.owners import classify_owner
from itsmlint.facts.placeholders import is_placeholder
from itsmlint.facts.records import Row
from itsmlint.vocabulary import Vocabulary

LONGEST_DATE_TEXT = 60
"""Longer texts in a date column are sentences; their dates are not the column's value."""
LONGEST_PLACEHOLDER = 120
FIRST_SERIAL, LAST_SERIAL = 29_221, 73_050
"""Numbers that stand for the days of 1980 to 2099 where a date lost its format."""
_SERIAL_ZERO = date(1899, 12, 30)


class ValueReader:
    """What is known about a table's columns while the values of its records are read."""

    def __init__(
        self,
        grid: Sheet | Table,
        area: TableArea,
        fields: Mapping[int, str],
        also: Mapping[int, tuple[str, ...]],
        vocabulary: Vocabulary,
        rows: Sequence[Row],
    ) -> None:
        self.grid = grid
        self.fields = fields
        self.also = also
        self.vocabulary = vocabulary
        self.headers = {heading.column: " ".join(heading.full.split()) for heading in area.headings}
        self.orders = self._date_orders(rows)
        self.alone = self._names_alone(rows)

    def holds(self, field: str) -> str:
        """What the field's values are: date, owner or empty."""
        known = columns_of(self.vocabulary).fields.get(field)
        return known.holds if known else ""

    def _date_orders(self, rows: Sequence[Row]) -> dict[int, Order]:
        """Date column to the order of its written dates; a column that does not show it takes that of the others."""
        columns = [column for column, field in self.fields.items() if self.holds(field) == "date"]
        texts = {
            column: [
                cell.text for row in rows if (cell := row.own.get(column)) is not None and isinstance(cell.value, str)
            ]
            for column in columns
        }
        common = column_order(text for some in texts.values() for text in some)
        return {column: column_order(some) or common for column, some in texts.items() if some}

    def _names_alone(self, rows: Sequence[Row]) -> frozenset[str]:
        """Single words that stand alone in an owner cell: "Smith, John" holds two people if "John" is one of them."""
        columns = [column for column, field in self.fields.items() if self.holds(field) == "owner"]
        texts = (row.own[column].text.strip() for row in rows for column in columns if column in row.own)
        return frozenset(text for text in texts if text and len(text.split()) == 1)


def values_of(row: Row, record_id: str, reader: ValueReader) -> dict[str, Value]:
    """The record's values by field; fields whose cell is empty have an empty text."""
    values: dict[str, Value] = {}
    for column, field in reader.fields.items():
        value = _value(row, column, field, record_id, reader)
        for name in (field, *reader.also.get(column, ())):
            values[name] = value
    return values


def _value(row: Row, column: int, field: str, record_id: str, reader: ValueReader) -> Value:
    own, above = row.own.get(column), row.filled_down.get(column)
    cell = own or above
    holds = reader.holds(field)
    label = f"{reader.headers[column]}, {record_id}"
    if cell is None or not cell.text:
        return Value(
            text="",
            location=reader.grid.locate(row.number, column, label=label),
            owner="blank" if holds == "owner" else None,
            formula=cell is not None and cell.formula,
        )
    return Value(
        text=cell.text,
        location=reader.grid.locate(cell.row, cell.column, label=label),
        value=cell.value,
        date=_date(cell, reader.orders.get(column, "")) if holds == "date" else None,
        placeholder=_is_placeholder(cell.text, reader.vocabulary),
        owner=_owner(cell, reader) if holds == "owner" else None,
        formula=cell.formula,
        filled_down=own is None,
    )


def _date(cell: Cell, order: Order) -> date | None:
    if isinstance(cell.value, datetime):
        return cell.value.date()
    if isinstance(cell.value, date):
        return cell.value
    if isinstance(cell.value, int | float) and not isinstance(cell.value, bool):
        return _SERIAL_ZERO + timedelta(days=int(cell.value)) if FIRST_SERIAL <= cell.value <= LAST_SERIAL else None
    if len(cell.text) > LONGEST_DATE_TEXT:
        return None
    whole = latest_day(cell.text, order)
    if whole is not None:
        return whole
    days = [day for _, _, day in find_dates(cell.text, order)]
    return max(days) if days else None


def _owner(cell: Cell, reader: ValueReader) -> OwnerType:
    kind = classify_owner(cell.text, reader.vocabulary)
    if kind == "person" and "," in cell.text:
        names = [name.strip() for name in cell.text.split(",")]
        if any(name in reader.alone for name in names):
            return "joint"
    return kind


@lru_cache(maxsize=16384)
def _is_placeholder(text: str, vocabulary: Vocabulary) -> bool:
    return len(text) <= LONGEST_PLACEHOLDER and is_placeholder(text, vocabulary)
