"""The registers of a document: tables that keep records, in sheets and in Word tables.

Each table goes through the same steps: its header (``header_rows``), what its columns mean (``columns``),
which kind of register it is (``register_kinds``), its records (``records``), whether it keeps records at all
(``not_registers``), and their values (``record_values``).
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

import msgspec

from itsmlint.documents.location import column_letters, column_number
from itsmlint.documents.model import Document, Grid, Sheet, Table
from itsmlint.facts.blocks import Rows, Spans, rows_of, spans_of
from itsmlint.facts.cards import sheet_cards, table_cards
from itsmlint.facts.columns import Profile, assign_fields, profile_of
from itsmlint.facts.dates import is_period
from itsmlint.facts.header_rows import TableArea, find_tables
from itsmlint.facts.model import Column, Hints, Record, Register, RegisterPin
from itsmlint.facts.not_registers import Candidate, keeps_no_records, list_sources
from itsmlint.facts.raci import letters_scheme
from itsmlint.facts.record_values import ValueReader, values_of
from itsmlint.facts.records import Row, RowReader, record_rows, title_of
from itsmlint.facts.register_kinds import (
    UNKNOWN,
    KindGuess,
    Names,
    guess_kind,
    is_example_sheet,
    subject_of,
)
from itsmlint.facts.surroundings import captions
from itsmlint.vocabulary import Vocabulary

SAMPLED_ROWS = 60
"""Rows whose values are looked at to tell what a column holds."""
RATED = frozenset(("risk-register",))
"""Kinds whose rows say in words what is rated; without that the table is a scoring matrix."""
RATED_THINGS = frozenset(
    (
        *("id", "name", "description", "threat", "vulnerability", "asset", "consequence", "root_cause"),
        *("treatment", "controls", "owner", "service", "objective"),
    )
)
"""Fields of which one must be there: a table of levels and counts sums up a register and is none."""
TEXT_LENGTH = 8
"""Average characters of a column that says something in words."""
HIERARCHICAL = frozenset(("soa", "checklist", "audit-report", "requirements", "table"))
"""Kinds in which rows with the beginning of the next number are headings of a group."""
MATRIX_FIELDS = frozenset(("id", "name", "description", "category", "comments"))
"""Columns of a responsibility matrix other than its roles."""
MEASURING = frozenset(("kpi-register", "service-report", "objectives-register"))
"""Kinds in which columns named for months hold measured values."""
CONFIGURED = "the configuration says so"
NO_HINTS = Hints()


class _Source(msgspec.Struct, frozen=True):
    """A grid in which registers are looked for, and what is known around it."""

    grid: Sheet | Table
    rows: Rows
    spans: Spans
    names: Names
    vocabulary: Vocabulary
    lists: frozenset[tuple[str, int]] = frozenset()
    """Sheet and column of ranges that drop-down lists take their values from."""
    pin: RegisterPin | None = None
    accepted: frozenset[str] = frozenset()
    """Teams that may own things, in lower case."""


class _Understood(msgspec.Struct, frozen=True):
    """A table of which kind, columns and records are known."""

    area: TableArea
    kind: KindGuess
    fields: Mapping[int, str]
    also: Mapping[int, tuple[str, ...]]
    rows: tuple[Row, ...]


def read_registers(
    document: Document, vocabulary: Vocabulary, hints: Hints = NO_HINTS
) -> tuple[Register, ...]:
    """The registers of a document in reading order.

    Tables of a sheet whose kind is not known are there with the kind "table" and confidence 0; control
    blocks, change histories, scales, legends and pick lists are not.
    """
    if document.format == "excel":
        return _without_examples(tuple(_of_sheets(document, vocabulary, hints)), vocabulary)
    return tuple(_of_tables(document, vocabulary, hints))


def _without_examples(registers: tuple[Register, ...], vocabulary: Vocabulary) -> tuple[Register, ...]:
    """Registers without worked examples of a register that the workbook holds as well."""
    examples = {id(register) for register in registers if is_example_sheet(register.name, vocabulary)}
    real = {register.kind for register in registers if id(register) not in examples}
    return tuple(r for r in registers if id(r) not in examples or r.kind not in real)


def _of_sheets(document: Document, vocabulary: Vocabulary, hints: Hints) -> Iterator[Register]:
    lists = list_sources(document)
    for sheet in document.sheets:
        names = Names(near=(sheet.name,), far=_far_names(document))
        source = _Source(
            sheet,
            rows_of(sheet),
            spans_of(sheet),
            names,
            vocabulary,
            lists=lists,
            accepted=hints.accepted_teams,
        )
        pins = [pin for pin in hints.registers if pin.sheet.casefold() == sheet.name.casefold()]
        if pins:
            for pin in pins:
                yield from _tables(msgspec.structs.replace(source, pin=pin))
            continue
        cards = sheet_cards(sheet, source.rows, source.spans, names, vocabulary)
        if cards is not None:
            yield cards
            continue
        found = list(_tables(source))
        yield from (register for register in found if not _is_form_head(register, found))


def _of_tables(document: Document, vocabulary: Vocabulary, hints: Hints) -> Iterator[Register]:
    places = {id(block): index for index, block in enumerate(document.blocks)}
    pin = next((pin for pin in hints.registers if not pin.sheet), None)
    yield from table_cards(document, vocabulary)
    for number, table in enumerate(document.tables()):
        near = captions(document, places[id(table)]) if id(table) in places else ()
        names = Names(near=near or tuple(filter(None, (table.location.section,))), far=_far_names(document))
        source = _Source(
            table, rows_of(table), spans_of(table), names, vocabulary, accepted=hints.accepted_teams
        )
        yield from _tables(msgspec.structs.replace(source, pin=pin) if number == 0 else source)


def _far_names(document: Document) -> tuple[str, ...]:
    return document.properties.title, document.name.rsplit(".", 1)[0]


def _is_form_head(register: Register, found: Sequence[Register]) -> bool:
    """Whether it is only a row of labels above the table that the sheet is about."""
    return not register.records and any(
        other.header_row > register.header_row
        and (other.records or other.confidence >= register.confidence)
        and len(other.columns) >= len(register.columns)
        for other in found
    )


def _tables(source: _Source) -> Iterator[Register]:
    """The registers of a grid, or the one that the configuration pins."""
    header_row = source.pin.header_row if source.pin else 0
    for area in find_tables(source.grid, source.vocabulary, header_row):
        yield from _register(source, area)


def _register(source: _Source, area: TableArea) -> Iterator[Register]:
    """The register in the area, if it is one."""
    names = Names(near=(*source.names.near, *area.above[-2:]), far=source.names.far)
    source = msgspec.structs.replace(source, names=names)
    kind, fields = _understand(source, area)
    hierarchical = kind.name in HIERARCHICAL
    reader = RowReader(area, source.rows, source.spans, fields, source.vocabulary, hierarchical)
    table = _Understood(area, kind, fields, _also(fields), record_rows(reader))
    candidate = Candidate(source.grid, area, kind, fields, table.rows, names)
    if source.pin is None and keeps_no_records(candidate, source.lists, source.vocabulary):
        return
    yield _built(source, table)


def _understand(source: _Source, area: TableArea) -> tuple[KindGuess, dict[int, str]]:
    """The kind of the table and the fields of its columns: each helps to find the other."""
    headers = {heading.column: (heading.text, heading.group) for heading in area.headings}
    profiles = _profiles(source, area)
    kind = _kind(source, area, profiles)
    subject = subject_of(kind.name, source.vocabulary)
    fields = assign_fields(headers, profiles, kind.name, source.vocabulary, subject)
    if kind.name in RATED and source.pin is None and not RATED_THINGS & set(fields.values()):
        kind = UNKNOWN
    if kind.name in MEASURING and "actual" not in fields.values():
        fields |= _latest_period(area, profiles, fields)
    if kind.name == "raci":
        fields = {column: field for column, field in fields.items() if field in MATRIX_FIELDS}
    if source.pin is not None and source.pin.columns:
        pinned = {column_number(letters): field for letters, field in source.pin.columns.items()}
        taken = set(pinned.values())
        fields = {c: f for c, f in fields.items() if c not in pinned and f not in taken} | pinned
    return kind, fields


def _latest_period(
    area: TableArea, profiles: Mapping[int, Profile], fields: Mapping[int, str]
) -> dict[int, str]:
    """The last filled column that is named for a month, quarter or week: the latest actual values."""
    periods = [
        heading.column
        for heading in area.headings
        if heading.column not in fields and profiles[heading.column].filled and is_period(heading.text)
    ]
    return {periods[-1]: "actual"} if periods else {}


def _profiles(source: _Source, area: TableArea) -> dict[int, Profile]:
    numbers = (number for number in range(area.first_row, area.last_row + 1) if number in source.rows)
    sample = [source.rows[number] for number in islice(numbers, SAMPLED_ROWS)]
    return {
        heading.column: profile_of(
            [cells[heading.column] for cells in sample if heading.column in cells], source.vocabulary
        )
        for heading in area.headings
    }


def _kind(source: _Source, area: TableArea, profiles: Mapping[int, Profile]) -> KindGuess:
    if source.pin is not None and source.pin.kind:
        return KindGuess(source.pin.kind, 1.0, (CONFIGURED,))
    scheme = letters_scheme(area, source.rows, source.vocabulary)
    if scheme:
        return KindGuess("raci", 0.95, (f"cells hold the letters of {scheme}",))
    headers = {heading.column: (heading.text, heading.group) for heading in area.headings}
    fields = assign_fields(headers, profiles, "", source.vocabulary)
    full = [heading.full for heading in area.headings]
    kind = guess_kind(full, fields.values(), source.names, source.vocabulary)
    return UNKNOWN if kind.name in RATED and not _has_texts(profiles) else kind


def _has_texts(profiles: Mapping[int, Profile]) -> bool:
    """Whether a column holds more than codes, numbers and ratings; of empty tables it is assumed."""
    filled = [profile for profile in profiles.values() if profile.typed]
    return not filled or any(
        profile.length >= TEXT_LENGTH and profile.numbers + profile.words < 0.5 for profile in filled
    )


def _also(fields: Mapping[int, str]) -> dict[int, tuple[str, ...]]:
    """Column to the fields that it serves because no column is theirs."""
    taken = set(fields.values())
    also: dict[int, tuple[str, ...]] = {}
    for column, field in fields.items():
        plain = "review_date" if field == "next_review" else field.removeprefix("inherent_")
        if plain != field and plain not in taken:
            also[column] = (plain,)
            taken.add(plain)
        if field == "name" and "description" not in taken:
            also[column] = ("description",)
    return also


# Building


def _built(source: _Source, table: _Understood) -> Register:
    grid, area, rows = source.grid, table.area, table.rows
    ids = _record_ids(rows, table.fields)
    values = ValueReader(
        grid,
        area,
        table.fields,
        table.also,
        rows,
        source.vocabulary,
        accepted=source.accepted,
        others=_same_names(table) if table.kind.name in MEASURING else {},
    )
    columns = [heading.column for heading in area.headings]
    records = tuple(
        Record(
            row=row.number,
            id=record_id,
            title=title_of(row, table.fields, columns),
            values=values_of(row, record_id, values),
            location=grid.locate(row.number, label=record_id if record_id != f"row {row.number}" else None),
            hidden=row.number in grid.hidden_rows,
        )
        for row, record_id in zip(rows, ids, strict=True)
    )
    sheet = grid.name if isinstance(grid, Sheet) else None
    return Register(
        kind=table.kind.name,
        confidence=table.kind.confidence,
        because=table.kind.because,
        name=sheet or next(iter(source.names.near), ""),
        sheet=sheet,
        table=None if isinstance(grid, Sheet) else grid.location.table,
        header_row=area.header_row,
        header_rows=area.header_row - area.first_header_row + 1,
        first_row=rows[0].number if rows else area.header_row + 1,
        last_row=rows[-1].number if rows else area.header_row,
        columns=_columns(grid, table, values),
        records=records,
        location=grid.locate(area.header_row),
        hidden=isinstance(grid, Sheet) and grid.state != "visible",
    )


def _same_names(table: _Understood) -> dict[int, tuple[int, ...]]:
    """Column to the columns of the same name under other groups: "Q1 / Target", "Q2 / Target".

    Of actual values the latest count first.
    """
    names: dict[str, list[int]] = {}
    for heading in table.area.headings:
        if heading.group:
            names.setdefault(heading.text.casefold(), []).append(heading.column)
    same: dict[int, tuple[int, ...]] = {}
    for columns in names.values():
        for column in columns:
            if column in table.fields:
                others = [other for other in columns if other not in table.fields]
                same[column] = tuple(reversed(others) if table.fields[column] == "actual" else others)
    return same


def _record_ids(rows: Sequence[Row], fields: Mapping[int, str]) -> list[str]:
    column = next((column for column, field in fields.items() if field == "id"), 0)
    cells = [row.own.get(column) or row.filled_down.get(column) for row in rows]
    texts = [" ".join(cell.text.split())[:40] if cell else "" for cell in cells]
    return [text or f"row {row.number}" for row, text in zip(rows, texts, strict=True)]


def _columns(grid: Sheet | Table, table: _Understood, values: ValueReader) -> tuple[Column, ...]:
    allowed = _allowed(grid, table.area)
    return tuple(
        Column(
            letter=column_letters(heading.column),
            header=heading.full,
            field=table.fields.get(heading.column, ""),
            also=table.also.get(heading.column, ()),
            location=grid.locate(
                table.area.header_row, heading.column, label=" ".join(heading.full.split()) or None
            ),
            filled=sum(_is_filled(row, heading.column) for row in table.rows),
            allowed=allowed.get(heading.column, ()),
            hidden=heading.column in grid.hidden_columns,
            date_order=values.orders.get(heading.column, ""),
        )
        for heading in table.area.headings
    )


def _is_filled(row: Row, column: int) -> bool:
    cell = row.own.get(column) or row.filled_down.get(column)
    return cell is not None and bool(cell.text)


def _allowed(grid: Grid, area: TableArea) -> dict[int, tuple[str, ...]]:
    """Column to the values of its drop-down list."""
    allowed: dict[int, tuple[str, ...]] = {}
    for validation in grid.validations if isinstance(grid, Sheet) else ():
        for governed in validation.ranges:
            if not validation.values or governed.last_row < area.first_row:
                continue
            for heading in area.headings:
                if governed.first_column <= heading.column <= governed.last_column:
                    allowed.setdefault(heading.column, validation.values)
    return allowed
