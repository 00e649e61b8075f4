"""Columns of registers and fields of document control by the name that the writer of a rule gives them.

Rules of an organisation's own ask for columns that no other organisation has: "Exit plan", "Communication
lead". A name is a field of ``rules/vocabulary/columns.yaml`` where there is one, else words of the header.
"""

from collections.abc import Iterator, Sequence

import msgspec

from itsmlint.checks import Context, InRegister
from itsmlint.checks.wording import normalised, phrases_pattern
from itsmlint.documents.location import Location, column_number
from itsmlint.documents.model import Document, Grid
from itsmlint.facts.model import Column, Control, Facts, Register, Value
from itsmlint.facts.placeholders import is_placeholder

FILE_NAME = "file name"
"""The one name that a value of the document as a whole can have."""


class Named(msgspec.Struct, frozen=True):
    """A value that a rule names, and what it is called where it stands."""

    name: str
    """As written: "Communication lead"."""
    value: Value


def column_named(register: Register, names: Sequence[str]) -> Column | None:
    """The column with one of the names: the field, the whole header, or words of the header."""
    for name in names:
        if found := register.column(name.replace(" ", "_").lower()):
            return found
    headers = [(column, normalised(column.header)) for column in register.columns if column.header]
    wanted = phrases_pattern(tuple(names))
    whole = (column for column, header in headers if wanted.fullmatch(header))
    part = (column for column, header in headers if wanted.search(header))
    return next(whole, None) or next(part, None)


def record_value(place: InRegister, column: Column, context: Context) -> Value | None:
    """What the record says in the column; None where that cannot be told (cards with labels of their own)."""
    if column.field and place.register.column(column.field) is column and column.field in place.record.values:
        return place.record.values[column.field]
    grid = None if place.register.card_layout else _grid(place.register, context.document)
    if grid is None:
        return None
    row, number = place.record.row, column_number(column.letter)
    text, filled_down = grid.text(row, number), False
    if not text and (top := next((merge for merge in grid.merges if merge.holds(row, number)), None)):
        text, filled_down = grid.text(top.first_row, top.first_column), top.first_row < row
    return Value(
        text=text,
        location=grid.locate(row, number, label=_label(place, column)),
        placeholder=is_placeholder(text, context.vocabulary),
        filled_down=filled_down,
    )


def _grid(register: Register, document: Document) -> Grid | None:
    """The table or sheet that the register stands in."""
    if register.sheet is not None:
        return next((sheet for sheet in document.sheets if sheet.name == register.sheet), None)
    return next((table for table in document.tables() if table.location.table == register.table), None)


def _label(place: InRegister, column: Column) -> str:
    header = " ".join(column.header.split())
    numbered = place.record.id == f"row {place.record.row}"
    return header if numbered else f"{header}, {place.record.id}"


def values_named(
    place: InRegister | Control | Facts, names: Sequence[str], context: Context
) -> Iterator[Named]:
    """The filled value with one of the names: of a record, of document control, or the file's name."""
    if isinstance(place, InRegister):
        column = column_named(place.register, names)
        value = record_value(place, column, context) if column else None
        if column and value and value.text.strip() and not value.placeholder and not value.filled_down:
            yield Named(" ".join(column.header.split()), value)
    elif isinstance(place, Control):
        for name in names:
            if found := place.fields.get(name.replace(" ", "_").lower()):
                yield Named(found.label or name, Value(text=found.value, location=found.location))
                return
    elif FILE_NAME in (name.lower() for name in names):
        stem = context.document.name.rpartition(".")[0]
        yield Named("file name", Value(text=stem, location=Location(part="file name")))
