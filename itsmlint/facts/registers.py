"""The registers of a document: tables that keep records, in sheets and in Word tables.

Each table goes through the same steps: its header (``header_rows``), what its columns mean (``columns``), which
kind of register it is (``register_kinds``), whether it keeps records at all, its records (``records``) and their
values.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from itsmlint.documents.location import column_letters, column_number
from itsmlint.documents.model import Cell, Document, Grid, Sheet, Table
from itsmlint.facts.blocks import Rows, Spans, rows_of, spans_of
from itsmlint.facts.cards import read_cards
from itsmlint.facts.columns import Profile, assign_fields, profile_of
from itsmlint.facts.header_rows import TableArea, find_tables
from itsmlint.facts.model import Column, Hints, Record, Register, RegisterPin
from itsmlint.facts.not_registers import keeps_no_records, list_sources
from itsmlint.facts.raci import letters_scheme
from itsmlint.facts.record_values import ValueReader, values_of
from itsmlint.facts.records import Row, RowReader, record_rows, title_of
from itsmlint.facts.register_kinds import KindGuess, Names, guess_kind, subject_of
from itsmlint.facts.surroundings import captions
from itsmlint.vocabulary import Vocabulary

SAMPLED_ROWS = 60
"""Rows whose values are looked at to tell what a column holds."""
HIERARCHICAL = frozenset(("soa", "checklist", "audit-report", "requirements", "table"))
"""Kinds in which rows with the beginning of the next number are headings of a group."""
CONFIGURED = "the configuration says so"


def read_registers(document: Document, vocabulary: Vocabulary, hints: Hints = Hints()) -> tuple[Register, ...]:
    """The registers of a document in reading order.

    Tables whose kind is not known are there with the kind "table" and confidence 0; control blocks, change histories,
    scales, legends and pick lists are not.
    """
    if document.format == "excel":
        return tuple(_of_sheets(document, vocabulary, hints))
    return tuple(_of_tables(document, vocabulary, hints))


def _of_sheets(document: Document, vocabulary: Vocabulary, hints: Hints) -> Iterator[Register]:
    lists = list_sources(document)
    for sheet in document.sheets:
        names = Names(near=(sheet.name,), far=(document.properties.title, _stem(document.name)))
        pins = [pin for pin in hints.registers if pin.sheet.casefold() == sheet.name.casefold()]
        for pin in (pin for pin in pins if pin.header_row):
            for area in find_tables(sheet, vocabulary, pin.header_row):
                yield from _register(sheet, area, names, vocabulary, pin, frozenset())
        if any(pin.header_row for pin in pins):
            continue
        pin = pins[0] if pins else None
        cards = read_cards(sheet, names, vocabulary) if pin is None else None
        if cards is not None:
            yield cards
            continue
        for area in find_tables(sheet, vocabulary):
            yield from _register(sheet, area, names, vocabulary, pin, lists)


def _of_tables(document: Document, vocabulary: Vocabulary, hints: Hints) -> Iterator[Register]:
    places = {id(block): index for index, block in enumerate(document.blocks)}
    pin = next((pin for pin in hints.registers if not pin.sheet), None)
    far = (document.properties.title, _stem(document.name))
    for number, table in enumerate(document.tables()):
        near = captions(document, places[id(table)]) if id(table) in places else ()
        names = Names(near=near or tuple(filter(None, (table.location.section,))), far=far)
        own_pin = pin if number == 0 else None
        for area in find_tables(table, vocabulary, own_pin.header_row if own_pin else 0):
            yield from _register(table, area, names, vocabulary, own_pin, frozenset())


def _stem(name: str) -> str:
    return name.rsplit(".", 1)[0]


def _register(
    grid: Sheet | Table,
    area: TableArea,
    names: Names,
    vocabulary: Vocabulary,
    pin: RegisterPin | None,
    lists: frozenset[tuple[str, int]],
) -> Iterator[Register]:
    """The register in the area, if it is one."""
    rows, spans = rows_of(grid), spans_of(grid)
    names = Names(near=(*names.near, *area.above[-2:]), far=names.far)
    headers = {heading.column: (heading.text, heading.group) for heading in area.headings}
    profiles = _profiles(area, rows, vocabulary)
    kind, fields = _understood(area, headers, profiles, names, rows, vocabulary, pin)
    reader = RowReader(area, rows, spans, fields, vocabulary, kind.name in HIERARCHICAL)
    records = record_rows(reader)
    if pin is None and keeps_no_records(grid, area, kind, fields, records, lists, vocabulary):
        return
    yield _built(grid, area, kind, fields, records, names, vocabulary)


def _profiles(area: TableArea, rows: Rows, vocabulary: Vocabulary) -> dict[int, Profile]:
    numbers = islice((n for n in range(area.first_row, area.last_row + 1) if n in rows), SAMPLED_ROWS)
    sample = [rows[number] for number in numbers]
    return {
        heading.column: profile_of(
            [cells[heading.column] for cells in sample if heading.column in cells], vocabulary
        )
        for heading in area.headings
    }


def _understood(
    area: TableArea,
    headers: Mapping[int, tuple[str, str]],
    profiles: Mapping[int, Profile],
    names: Names,
    rows: Rows,
    vocabulary: Vocabulary,
    pin: RegisterPin | None,
) -> tuple[KindGuess, dict[int, str]]:
    """The kind of the table and the fields of its columns: each helps to find the other."""
    scheme = letters_scheme(area, rows, vocabulary)
    full = [heading.full for heading in area.headings]
    first = assign_fields(headers, profiles, "", vocabulary)
    if pin is not None and pin.kind:
        kind = KindGuess(pin.kind, 1.0, (CONFIGURED,))
    elif scheme:
        kind = KindGuess("raci", 0.95, (f"cells hold the letters of {scheme}",))
    else:
        kind = guess_kind(full, first.values(), names, vocabulary)
    fields = assign_fields(headers, profiles, kind.name, vocabulary, subject_of(kind.name, vocabulary))
    if pin is not None and pin.columns:
        pinned = {column_number(letters): field for letters, field in pin.columns.items()}
        fields = {c: f for c, f in fields.items() if c not in pinned and f not in pinned.values()} | pinned
    return kind, fields


# Building


def _built(
    grid: Sheet | Table,
    area: TableArea,
    kind: KindGuess,
    fields: Mapping[int, str],
    rows: Sequence[Row],
    names: Names,
    vocabulary: Vocabulary,
) -> Register:
    also = _also(fields, kind.name)
    ids = _record_ids(rows, fields)
    values = ValueReader(grid, area, fields, also, vocabulary, tuple(rows))
    records = tuple(
        Record(
            row=row.number,
            id=ids[place],
            title=title_of(row, fields, [heading.column for heading in area.headings]),
            values=values_of(row, ids[place], values),
            location=grid.locate(row.number, label=ids[place] if ids[place] != f"row {row.number}" else None),
            hidden=row.number in grid.hidden_rows,
        )
        for place, row in enumerate(rows)
    )
    sheet = grid.name if isinstance(grid, Sheet) else None
    return Register(
        kind=kind.name,
        confidence=kind.confidence,
        because=kind.because,
        name=sheet or next(iter(names.near), ""),
        sheet=sheet,
        table=None if isinstance(grid, Sheet) else grid.location.table,
        header_row=area.header_row,
        header_rows=area.header_row - area.first_header_row + 1,
        first_row=rows[0].number if rows else area.header_row + 1,
        last_row=rows[-1].number if rows else area.header_row,
        columns=_columns(grid, area, fields, also, rows, values),
        records=records,
        location=grid.locate(area.header_row),
        hidden=isinstance(grid, Sheet) and grid.state != "visible",
    )


def _also(fields: Mapping[int, str], kind: str) -> dict[int, tuple[str, ...]]:
    """Column to the fields that it serves because no column is theirs."""
    taken = set(fields.values())
    also: dict[int, tuple[str, ...]] = {}
    for column, field in fields.items():
        plain = "review_date" if field == "next_review" else field.removeprefix("inherent_")
        if plain != field and plain not in taken:
            also[column] = (plain,)
            taken.add(plain)
    return also


def _record_ids(rows: Sequence[Row], fields: Mapping[int, str]) -> list[str]:
    column = next((column for column, field in fields.items() if field == "id"), None)
    ids: list[str] = []
    for row in rows:
        cell: Cell | None = None
        if column is not None:
            cell = row.own.get(column) or row.filled_down.get(column)
        text = " ".join(cell.text.split())[:40] if cell else ""
        ids.append(text or f"row {row.number}")
    return ids


def _columns(
    grid: Sheet | Table,
    area: TableArea,
    fields: Mapping[int, str],
    also: Mapping[int, tuple[str, ...]],
    rows: Sequence[Row],
    values: ValueReader,
) -> tuple[Column, ...]:
    allowed = _allowed(grid, area)
    return tuple(
        Column(
            letter=column_letters(heading.column),
            header=heading.full,
            field=fields.get(heading.column, ""),
            also=also.get(heading.column, ()),
            location=grid.locate(area.header_row, heading.column, label=" ".join(heading.full.split())),
            filled=sum(_is_filled(row, heading.column) for row in rows),
            allowed=allowed.get(heading.column, ()),
            hidden=heading.column in grid.hidden_columns,
            date_order=values.orders.get(heading.column, ""),
        )
        for heading in area.headings
    )


def _is_filled(row: Row, column: int) -> bool:
    cell = row.own.get(column) or row.filled_down.get(column)
    return cell is not None and bool(cell.text)


def _allowed(grid: Grid, area: TableArea) -> dict[int, tuple[str, ...]]:
    """Column to the values of its drop-down list."""
    allowed: dict[int, tuple[str, ...]] = {}
    if not isinstance(grid, Sheet):
        return allowed
    for validation in grid.validations:
        if not validation.values:
            continue
        for governed in validation.ranges:
            if governed.last_row < area.first_row:
                continue
            for heading in area.headings:
                if governed.first_column <= heading.column <= governed.last_column:
                    allowed.setdefault(heading.column, validation.values)
    return allowed
