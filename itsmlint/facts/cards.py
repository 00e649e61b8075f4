"""Registers in card layout: one block of labels and values for each record.

In a sheet the labels stand in one column, their values in the next, and the same labels come back for every
record; names above the first card ("No", "Asset", "Value") are columns of the register too. In Word each card
is a table of two columns, usually under a heading that names the record.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

import msgspec

from itsmlint.documents.location import Location, column_letters
from itsmlint.documents.model import Cell, Document, Sheet, Table
from itsmlint.facts.blocks import Rows, Spans, rows_of
from itsmlint.facts.columns import assign_fields, is_field_name
from itsmlint.facts.looks import is_value, labelness
from itsmlint.facts.model import Column, Record, Register
from itsmlint.facts.record_values import CellPlace, cell_value
from itsmlint.facts.register_kinds import KindGuess, Names, guess_kind, subject_of
from itsmlint.facts.surroundings import captions
from itsmlint.facts.tokens import label_tokens
from itsmlint.vocabulary import Vocabulary

FEWEST_LABELS = 3
FEWEST_CARDS = 2
SHARED = 0.6
"""Share of its labels that a card has in common with the others."""
NEAR = 3
"""Rows above the first card in which names of further columns may stand."""


class Card(msgspec.Struct, frozen=True):
    """The labels of one record with the cells of their values."""

    place: Location
    row: int
    values: Mapping[str, CellPlace]
    """Label to the cell of its value."""


class _Frame(msgspec.Struct, frozen=True, kw_only=True):
    """Where the cards of a register stand."""

    name: str
    sheet: str | None = None
    table: int | None = None
    header_row: int
    location: Location
    letter: str
    """Of the column with the values."""
    letters: Mapping[str, str] = {}
    """Label to letter, for columns beside the cards."""
    hidden: bool = False


class _Layout(msgspec.Struct, frozen=True):
    """The cards of a sheet: in which columns they stand and in which rows they begin."""

    sheet: Sheet
    rows: Rows
    labels: int
    values: int
    starts: Sequence[int]
    """With the row after the last card."""
    extras: Mapping[int, str] = {}
    """Columns beside the cards, with their names."""


def sheet_cards(
    sheet: Sheet, rows: Rows, spans: Spans, names: Names, vocabulary: Vocabulary
) -> Register | None:
    """The register in card layout that fills the sheet, if there is one."""
    for column in _text_columns(rows):
        starts = _starts(rows, column, vocabulary)
        if len(starts) > FEWEST_CARDS:
            layout = _Layout(sheet, rows, column, _value_column(rows, spans, column, starts), starts)
            return _sheet_register(layout, names, vocabulary)
    return None


def _text_columns(rows: Rows) -> list[int]:
    """The first columns with enough texts to hold the labels of two cards."""
    texts = Counter(
        column for cells in rows.values() for column, cell in cells.items() if isinstance(cell.value, str)
    )
    return [column for column in sorted(texts)[:6] if texts[column] >= FEWEST_LABELS * FEWEST_CARDS]


def _starts(rows: Rows, column: int, vocabulary: Vocabulary) -> list[int]:
    """The rows at which cards begin, then the row after the last; empty if the column holds no cards."""
    texts = Counter(cells[column].text for cells in rows.values() if column in cells)
    if sum(count >= FEWEST_CARDS for count in texts.values()) < FEWEST_LABELS:
        return []
    labels = [
        (row, label_tokens(cell.text))
        for row in sorted(rows)
        if (cell := rows[row].get(column)) is not None and labelness(cell, vocabulary) >= 0.8
    ]
    counts = Counter(words for _, words in labels)
    repeated = [words for words, count in counts.items() if count >= FEWEST_CARDS]
    if sum(is_field_name(" ".join(words), vocabulary) for words in repeated) < FEWEST_LABELS:
        return []
    usual = max(counts[words] for words in repeated)
    first = next(words for _, words in labels if counts[words] >= max(FEWEST_CARDS, 0.6 * usual))
    starts = [row for row, words in labels if words == first]
    ends = [*starts[1:], labels[-1][0] + 1]
    cards = [
        [words for row, words in labels if start <= row < end and counts[words] >= FEWEST_CARDS]
        for start, end in zip(starts, ends, strict=True)
    ]
    if any(len(set(card)) < len(card) for card in cards) or not _alike(cards):
        return []
    return [*starts, ends[-1]]


def _alike(cards: Sequence[Sequence[tuple[str, ...]]]) -> bool:
    """Whether the cards have enough labels, most of them in common."""
    model = max(cards, key=len, default=())
    alike = sum(len(set(card) & set(model)) >= max(FEWEST_LABELS, SHARED * len(model)) for card in cards)
    return alike >= max(FEWEST_CARDS, SHARED * len(cards))


def _value_column(rows: Rows, spans: Spans, column: int, starts: Sequence[int]) -> int:
    """The column right of the labels, beyond the columns that most of them are merged over."""
    ends = Counter(
        spans.last_column(row, column)
        for row in rows
        if starts[0] <= row < starts[-1] and column in rows[row]
    )
    return ends.most_common(1)[0][0] + 1


def _sheet_register(layout: _Layout, names: Names, vocabulary: Vocabulary) -> Register:
    header_row, extras = _extras(layout)
    layout = msgspec.structs.replace(layout, extras=extras)
    frame = _Frame(
        name=layout.sheet.name,
        sheet=layout.sheet.name,
        header_row=header_row or layout.starts[0],
        location=layout.sheet.locate(header_row or layout.starts[0]),
        letter=column_letters(layout.values),
        letters={text: column_letters(extra) for extra, text in extras.items()},
        hidden=layout.sheet.state != "visible",
    )
    cards = [_sheet_card(layout, start, end) for start, end in pairwise(layout.starts)]
    return _register(cards, frame, names, vocabulary)


def _extras(layout: _Layout) -> tuple[int, dict[int, str]]:
    """The row right above the cards with names of columns beside them, and those: column to name."""
    first = layout.starts[0]
    for row in range(first - 1, max(first - NEAR, 0) - 1, -1):
        cells = layout.rows.get(row, {})
        if len(cells) >= 2:
            return row, {
                column: " ".join(cell.text.split())
                for column, cell in cells.items()
                if column not in (layout.labels, layout.values) and cell.text
            }
    return 0, {}


def _sheet_card(layout: _Layout, start: int, end: int) -> Card:
    sheet, rows = layout.sheet, layout.rows
    values: dict[str, CellPlace] = {}
    for row in range(start, end):
        label = rows.get(row, {}).get(layout.labels)
        if label is not None and label.text:
            name = " ".join(label.text.split())
            place = sheet.locate(row, layout.values, label=name)
            values.setdefault(name, CellPlace(rows[row].get(layout.values), place))
    for column, name in layout.extras.items():
        cells = (rows[row][column] for row in range(start, end) if row in rows and column in rows[row])
        cell = next(cells, None)
        values[name] = CellPlace(cell, sheet.locate(cell.row if cell else start, column, label=name))
    return Card(sheet.locate(start), start, values)


# Word


def table_cards(document: Document, vocabulary: Vocabulary) -> tuple[Register, ...]:
    """The registers whose records are tables of two columns with the same labels; in reading order."""
    places = {id(block): index for index, block in enumerate(document.blocks)}
    found = [
        (table, card, captions(document, places[id(table)]) if id(table) in places else ())
        for table in document.tables()
        if (card := _table_card(table, vocabulary)) is not None
    ]
    registers: list[Register] = []
    while found:
        model = found[0][1].values.keys()
        alike = [item for item in found if len(item[1].values.keys() & model) >= SHARED * len(model)]
        found = [item for item in found if item not in alike]
        if len(alike) >= FEWEST_CARDS:
            registers.append(_table_register(alike, document, vocabulary))
    return tuple(registers)


def _table_card(table: Table, vocabulary: Vocabulary) -> Card | None:
    """The table as a card: labels on the left, most of them known, values on the right."""
    rows = rows_of(table)
    if not rows or table.last_column != 2:
        return None
    values: dict[str, CellPlace] = {}
    known = 0
    for row, cells in rows.items():
        label = cells.get(1)
        if label is None or is_value(label, vocabulary) or labelness(label, vocabulary) < 0.8:
            continue
        name = " ".join(label.text.split()).rstrip(":")
        known += is_field_name(name, vocabulary)
        values.setdefault(name, CellPlace(cells.get(2), table.locate(row, 2, label=name)))
    if len(values) < FEWEST_LABELS or known < FEWEST_LABELS or known * 2 < len(values):
        return None
    return Card(table.locate(min(rows)), min(rows), values)


def _table_register(
    found: Sequence[tuple[Table, Card, tuple[str, ...]]], document: Document, vocabulary: Vocabulary
) -> Register:
    table = found[0][0]
    cards: list[Card] = []
    for _, card, titles in found:
        title = titles[0] if titles else ""
        cell = Cell(card.row, 1, title, title) if title else None
        cards.append(
            msgspec.structs.replace(card, values={HEADING: CellPlace(cell, card.place), **card.values})
        )
    names = Names(near=found[0][2], far=(document.properties.title, document.name.rsplit(".", 1)[0]))
    frame = _Frame(
        name=next(iter(found[0][2]), ""),
        table=table.location.table,
        header_row=1,
        location=table.locate(1),
        letter="B",
        letters={HEADING: "A"},
    )
    return _register(cards, frame, names, vocabulary)


HEADING = "Heading"
"""Name of the column that the headings above the cards make."""


# Both


def _register(cards: Sequence[Card], frame: _Frame, names: Names, vocabulary: Vocabulary) -> Register:
    labels = list(dict.fromkeys(label for card in cards for label in card.values))
    kind, fields = _understood(labels, names, vocabulary)
    filled = [card for card in cards if _is_filled(card, fields)]
    records = tuple(_record(card, fields, vocabulary) for card in filled)
    return Register(
        kind=kind.name,
        confidence=kind.confidence,
        because=(*kind.because, "one card for each record"),
        name=frame.name,
        sheet=frame.sheet,
        table=frame.table,
        header_row=frame.header_row,
        first_row=records[0].row if records else frame.header_row + 1,
        last_row=records[-1].row if records else frame.header_row,
        columns=tuple(
            Column(
                letter=frame.letters.get(label, frame.letter),
                header=label,
                field=fields.get(label, ""),
                location=next(card.values[label].location for card in cards if label in card.values),
                filled=sum(bool(_text(card, label)) for card in filled),
            )
            for label in labels
        ),
        records=records,
        location=frame.location,
        hidden=frame.hidden,
        card_layout=True,
    )


def _understood(
    labels: Sequence[str], names: Names, vocabulary: Vocabulary
) -> tuple[KindGuess, dict[str, str]]:
    """The kind of the register and the field of each label."""
    headers = {number: (label, "") for number, label in enumerate(labels)}
    first = assign_fields(headers, {}, "", vocabulary)
    kind = guess_kind(labels, first.values(), names, vocabulary)
    assigned = assign_fields(headers, {}, kind.name, vocabulary, subject_of(kind.name, vocabulary))
    fields = {labels[number]: field for number, field in assigned.items()}
    if HEADING in labels and "name" not in fields.values():
        fields[HEADING] = "name"
    return kind, fields


def _text(card: Card, label: str) -> str:
    place = card.values.get(label)
    return place.cell.text if place and place.cell else ""


def _is_filled(card: Card, fields: Mapping[str, str]) -> bool:
    """Whether somebody filled in more than a number."""
    return any(
        place.cell is not None and place.cell.text and not place.cell.formula and fields.get(label) != "id"
        for label, place in card.values.items()
        if label != HEADING
    )


def _record(card: Card, fields: Mapping[str, str], vocabulary: Vocabulary) -> Record:
    texts = {field: " ".join(_text(card, label).split()) for label, field in fields.items()}
    title = texts.get("name") or texts.get("description") or ""
    return Record(
        row=card.row,
        id=(texts.get("id") or title or f"row {card.row}")[:40],
        title=title[:80],
        values={
            field: cell_value(card.values[label], field, vocabulary)
            for label, field in fields.items()
            if label in card.values
        },
        location=card.place,
    )
