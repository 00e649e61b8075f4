"""The values of a record: text, type, date, owner, each with its place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property, lru_cache

import msgspec

from itsmlint.documents.location import Location, column_letters
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


class CellPlace(msgspec.Struct, frozen=True):
    """A cell, or that there is none, and its place."""

    cell: Cell | None
    location: Location
    order: Order = ""
    """Order of the written dates in its column."""
    alone: frozenset[str] = frozenset()
    """Single words that stand alone in the cells of its column."""
    filled_down: bool = False


@dataclass(frozen=True)
class ValueReader:
    """A table whose values are read, and what is known about its columns."""

    grid: Sheet | Table
    area: TableArea
    fields: Mapping[int, str]
    also: Mapping[int, tuple[str, ...]]
    """Column to further fields that it serves."""
    rows: Sequence[Row]
    vocabulary: Vocabulary
    accepted: frozenset[str] = frozenset()
    """Teams that may own things, in lower case."""
    others: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    """Column to further columns of the same name, whose value counts where it has none, best first."""

    @cached_property
    def headers(self) -> dict[int, str]:
        """Column to its name in one line."""
        return {heading.column: " ".join(heading.full.split()) for heading in self.area.headings}

    @cached_property
    def alone(self) -> frozenset[str]:
        """Single words that stand alone as owners: "Smith, John" is two people if "John" is one of them."""
        columns = self._columns_that_hold("owner")
        texts = (row.own[column].text.strip() for row in self.rows for column in columns if column in row.own)
        return frozenset(text for text in texts if text and len(text.split()) == 1)

    @cached_property
    def orders(self) -> dict[int, Order]:
        """Date column to the order of its written dates; if it shows none, that of the other columns."""
        texts = {
            column: [
                row.own[column].text
                for row in self.rows
                if column in row.own and isinstance(row.own[column].value, str)
            ]
            for column in self._columns_that_hold("date")
        }
        common = column_order(text for some in texts.values() for text in some)
        return {column: column_order(some) or common for column, some in texts.items() if some}

    def _columns_that_hold(self, what: str) -> list[int]:
        return [column for column, name in self.fields.items() if holds(name, self.vocabulary) == what]


def holds(field: str, vocabulary: Vocabulary) -> str:
    """What the field's values are: date, owner or empty."""
    known = columns_of(vocabulary).fields.get(field)
    return known.holds if known else ""


def values_of(row: Row, record_id: str, reader: ValueReader) -> dict[str, Value]:
    """The record's values by field; fields whose cell is empty have an empty text."""
    values: dict[str, Value] = {}
    for column, field_name in reader.fields.items():
        filled = (row.own[other] for other in reader.others.get(column, ()) if other in row.own)
        own, above = row.own.get(column) or next(filled, None), row.filled_down.get(column)
        cell = own or above
        at = (cell.row, cell.column) if cell is not None and cell.text else (row.number, column)
        place = CellPlace(
            cell=cell,
            location=reader.grid.locate(
                *at, label=f"{reader.headers.get(column, column_letters(column))}, {record_id}"
            ),
            order=reader.orders.get(column, ""),
            alone=reader.alone,
            filled_down=own is None and above is not None,
        )
        value = cell_value(place, field_name, reader.vocabulary, reader.accepted)
        for name in (field_name, *reader.also.get(column, ())):
            values[name] = value
    return values


def cell_value(
    place: CellPlace, field: str, vocabulary: Vocabulary, accepted: frozenset[str] = frozenset()
) -> Value:
    """The value of a cell in the field's column. ``accepted``: teams that may own things, in lower case."""
    cell, what = place.cell, holds(field, vocabulary)
    if cell is None or not cell.text:
        return Value(
            text="",
            location=place.location,
            owner="blank" if what == "owner" else None,
            formula=cell is not None and cell.formula,
        )
    return Value(
        text=cell.text,
        location=place.location,
        value=cell.value,
        date=_date(cell, place.order) if what == "date" else None,
        placeholder=_is_placeholder(cell.text, vocabulary),
        owner=_owner(cell, place.alone, vocabulary, accepted) if what == "owner" else None,
        formula=cell.formula,
        filled_down=place.filled_down,
    )


def _date(cell: Cell, order: Order) -> date | None:
    """The day of a date, of a number that lost its date format, or of a text.

    A month counts as its last day, of several dates ("1 to 5 May 2026") the latest.
    """
    if isinstance(cell.value, datetime):
        return cell.value.date()
    if isinstance(cell.value, date):
        return cell.value
    if isinstance(cell.value, int | float):
        return _day_of_serial(cell.value)
    if len(cell.text) > LONGEST_DATE_TEXT:
        return None
    days = [day for _, _, day in find_dates(cell.text, order)]
    return latest_day(cell.text, order) or max(days, default=None)


def _day_of_serial(number: float) -> date | None:
    if isinstance(number, bool) or not FIRST_SERIAL <= number <= LAST_SERIAL:
        return None
    return _SERIAL_ZERO + timedelta(days=int(number))


def _owner(cell: Cell, alone: frozenset[str], vocabulary: Vocabulary, accepted: frozenset[str]) -> OwnerType:
    kind = classify_owner(cell.text, vocabulary, accepted)
    if kind == "person" and "," in cell.text:
        names = [name.strip() for name in cell.text.split(",")]
        if any(name in alone for name in names):
            return "joint"
    return kind


@lru_cache(maxsize=16384)
def _is_placeholder(text: str, vocabulary: Vocabulary) -> bool:
    return len(text) <= LONGEST_PLACEHOLDER and is_placeholder(text, vocabulary)
