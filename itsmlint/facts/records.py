"""The records of a table: its rows without everything that only looks like one.

No records are empty forms (rows with nothing but a number, a formula or a default), repeated headers, rows
that number the columns, bands that head a group of rows, totals, and notes and legends below the table.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from statistics import median

import msgspec

from itsmlint.documents.model import Cell
from itsmlint.facts.blocks import Rows, Spans
from itsmlint.facts.columns import is_rating_word
from itsmlint.facts.header_rows import TableArea
from itsmlint.facts.labels import read_label
from itsmlint.facts.looks import is_value, same_text
from itsmlint.facts.register_kinds import is_instruction
from itsmlint.facts.tokens import tokens
from itsmlint.phrases import is_phrase
from itsmlint.vocabulary import Vocabulary

TITLE_FIELDS = (
    *("name", "description", "threat", "vulnerability", "asset", "consequence", "action", "objective"),
    *("service", "supplier", "customer", "need", "competence", "clause", "formula"),
)
"""Fields that give a record its title, best first."""
SUBJECT_FIELDS = frozenset(
    (
        *TITLE_FIELDS,
        *("treatment", "controls", "evidence", "problem", "resolution", "comments", "root_cause"),
        *("outcome", "target", "owner"),
    )
)
"""Fields whose text makes a row a record."""
COMPARED = 8
"""Rows that the first one is compared with."""
SEVERAL = 0.3
"""Share of rows with several texts from which a row with one text is no record."""
DEFAULTS_REPEATED = 3
"""So many rows with the same defaults and no subject are an empty form."""
_DOTTED = re.compile(r"(?:[A-Za-z]{0,4}[-. ]?)?\d+(?:\.\d+)*\.?")
LONGEST_TOTAL = 4
"""Words of the name of a row with totals: "Total risk score"."""


class Row(msgspec.Struct, frozen=True):
    """A row that holds a record: its cells by column of the heading, own ones and those merged from above."""

    number: int
    own: Mapping[int, Cell]
    filled_down: Mapping[int, Cell]


class RowReader(msgspec.Struct, frozen=True):
    """What is known about a table while its rows are read."""

    area: TableArea
    rows: Rows
    spans: Spans
    fields: Mapping[int, str]
    """Column to field."""
    vocabulary: Vocabulary
    hierarchical: bool = False
    """Rows whose number is the beginning of the next row's number ("5" before "5.1") head a group."""


def record_rows(reader: RowReader) -> tuple[Row, ...]:
    """The rows of the table that hold records."""
    rows = _candidates(reader)
    usual = _usual_texts(rows)
    columns = reader.area.headings
    rows = [row for row in rows if not _is_aside(row, usual, reader)]
    rows = _without_instructions(rows, reader)
    rows = [row for row in rows if _says_something(row, reader)]
    rows = _without_defaults(rows, reader)
    rows = _without_tail(rows, usual, reader)
    if reader.hierarchical and columns:
        rows = _without_group_rows(rows, reader)
    if (
        len(columns) > 3
        and all(len(row.own) == 1 and "id" not in reader.fields.values() for row in rows)
        and len(rows) < 3
    ):
        return ()
    return tuple(rows)


def _candidates(reader: RowReader) -> list[Row]:
    """Rows with content in the table's columns that are no repeated header."""
    tall = _tall_cells(reader)
    found: list[Row] = []
    for number in sorted(n for n in reader.rows if reader.area.first_row <= n <= reader.area.last_row):
        own = _own_cells(reader.rows[number], reader)
        if not own or _repeats_header(own, reader) or _numbers_columns(number, own, reader):
            continue
        above = {
            column: cell
            for column, (cell, last) in tall.items()
            if cell.row < number <= last and column not in own
        }
        found.append(Row(number, own, above))
        tall.update(_new_tall(own, reader))
    return found


def _own_cells(cells: Mapping[int, Cell], reader: RowReader) -> dict[int, Cell]:
    """The row's cells by the column of their heading; of a heading over several columns the first filled."""
    own: dict[int, Cell] = {}
    for heading in reader.area.headings:
        last = max(heading.last_column, heading.column)
        cell = next((cells[column] for column in range(heading.column, last + 1) if column in cells), None)
        if cell is not None:
            own[heading.column] = cell
    return own


def _tall_cells(reader: RowReader) -> dict[int, tuple[Cell, int]]:
    return {}


def _new_tall(own: Mapping[int, Cell], reader: RowReader) -> dict[int, tuple[Cell, int]]:
    """The cells that are merged over rows below, and the last of those rows."""
    return {
        column: (cell, last)
        for column, cell in own.items()
        if (last := reader.spans.last_row(cell.row, cell.column)) > cell.row and cell.text
    }


def _repeats_header(own: Mapping[int, Cell], reader: RowReader) -> bool:
    same = sum(
        heading.column in own and same_text(own[heading.column].text, heading.text)
        for heading in reader.area.headings
    )
    return same >= 2 and same * 2 >= len(own)


def _numbers_columns(number: int, own: Mapping[int, Cell], reader: RowReader) -> bool:
    """Whether the row below the header only numbers the columns: 1, 2, 3 or (a), (b), (c)."""
    if number > reader.area.header_row + 2 or len(own) < 3:
        return False
    texts = [own[column].text.strip("().[] ").lower() for column in sorted(own)]
    counted = [str(place + 1) for place in range(len(texts))]
    lettered = [chr(97 + place) for place in range(len(texts))]
    return texts in (counted, lettered)


def _usual_texts(rows: Sequence[Row]) -> float:
    """How many typed cells a record has usually; rows with one text are left out unless most are so."""
    counts = [_texts(row) for row in rows]
    several = [count for count in counts if count > 1]
    return median(several) if len(several) >= SEVERAL * len(counts) and several else 1


def _texts(row: Row) -> int:
    return sum(bool(cell.text) and not cell.formula for cell in row.own.values())


def _is_aside(row: Row, usual: float, reader: RowReader) -> bool:
    """Whether the row is a band, a note or a total."""
    texts = [cell for cell in row.own.values() if cell.text]
    if not texts:
        return False
    first = texts[0]
    if _is_total(first.text, reader.vocabulary) and all(_is_amount(cell) for cell in texts[1:]):
        return True
    if len(texts) > 1 or row.filled_down:
        return False
    width = len(reader.area.headings)
    span = reader.spans.last_column(first.row, first.column) - first.column + 1
    if span > max(1, 0.5 * width) and width > 2:
        return True
    if usual >= 3:
        return True
    return usual >= 2 and (first.bold or len(first.text) > 80) and width >= 3


def _is_total(text: str, vocabulary: Vocabulary) -> bool:
    words = tokens(text)
    totals = vocabulary.read("values", dict[str, tuple[str, ...]]).get("total", ())
    return 0 < len(words) <= LONGEST_TOTAL and (words[0] in totals or words[-1] in totals)


def _is_amount(cell: Cell) -> bool:
    return cell.formula or isinstance(cell.value, int | float) or not cell.text.strip("- ")


def _without_instructions(rows: list[Row], reader: RowReader) -> list[Row]:
    """Rows without a first one that explains what to fill in."""
    if not rows or rows[0].number > reader.area.header_row + 2:
        return rows
    first, others = rows[0], rows[1 : 1 + COMPARED]
    texts = [cell for cell in first.own.values() if cell.text]
    told = sum(is_instruction(cell.text, reader.vocabulary) for cell in texts)
    if len(texts) >= 3 and told * 2 >= len(texts):
        return rows[1:]
    unlike = compared = 0
    for column, cell in first.own.items():
        below = [row.own[column] for row in others if column in row.own]
        if len(below) >= 2 and all(is_value(other, reader.vocabulary) for other in below):
            compared += 1
            unlike += not is_value(cell, reader.vocabulary)
    return rows[1:] if compared >= 3 and unlike * 10 >= 8 * compared else rows


def _says_something(row: Row, reader: RowReader) -> bool:
    """Whether more than numbers, formulas and zeros stand in the row."""
    for column, cell in row.own.items():
        if cell.formula or reader.fields.get(column) == "id" or cell.error:
            continue
        text = cell.text.strip()
        if text and text not in ("0", "-", "–", "0%", "0.0") and not isinstance(cell.value, bool):
            if column == reader.area.first_column and "id" not in reader.fields.values() and _is_count(cell):
                continue
            return True
    return False


def _is_count(cell: Cell) -> bool:
    return isinstance(cell.value, int) or bool(re.fullmatch(r"[A-Za-z]{0,4}[-_. ]?\d{1,4}\.?", cell.text))


def _without_defaults(rows: list[Row], reader: RowReader) -> list[Row]:
    """Rows without those of an empty form that hold only defaults such as "Open" or "Low"."""
    subjects = [column for column, field in reader.fields.items() if field in SUBJECT_FIELDS]
    if not subjects:
        return rows
    empty = [
        row for row in rows if not any(column in row.own or column in row.filled_down for column in subjects)
    ]
    if len(empty) < DEFAULTS_REPEATED or len(empty) == len(rows):
        return rows
    patterns = Counter(_defaults(row, reader) for row in empty)
    dropped = {
        row.number
        for row in empty
        if patterns[_defaults(row, reader)] >= DEFAULTS_REPEATED and _only_defaults(row, reader)
    }
    return [row for row in rows if row.number not in dropped]


def _defaults(row: Row, reader: RowReader) -> tuple[tuple[int, str], ...]:
    return tuple(
        (column, cell.text)
        for column, cell in row.own.items()
        if reader.fields.get(column) != "id" and not cell.formula
    )


def _only_defaults(row: Row, reader: RowReader) -> bool:
    classes = reader.vocabulary.read("values", dict[str, tuple[str, ...]])
    words = [
        phrase for name in ("open", "not-started", "yes", "no", "nothing") for phrase in classes.get(name, ())
    ]
    return all(
        cell.formula
        or reader.fields.get(column) == "id"
        or isinstance(cell.value, int | float)
        or (
            len(cell.text) <= 20
            and (
                is_rating_word(cell.text, reader.vocabulary)
                or any(is_phrase(cell.text, word) for word in words)
            )
        )
        for column, cell in row.own.items()
    )


def _without_tail(rows: list[Row], usual: float, reader: RowReader) -> list[Row]:
    """Rows without a legend, sign-off or document control that follows the table after an empty row."""
    for place in range(1, len(rows)):
        if rows[place].number - rows[place - 1].number < 2:
            continue
        tail = rows[place:]
        legend = len(tail) <= 8 and all(len(row.own) <= max(2, 0.34 * usual) for row in tail)
        if (legend and usual >= 4) or _is_control_block(tail, reader):
            return rows[:place]
    return rows


def _is_control_block(rows: Sequence[Row], reader: RowReader) -> bool:
    """Whether the rows are labels of document control and their values, in a table that is wider."""
    if len(rows) < 2 or len(reader.area.headings) < 4 or any(len(row.own) > 2 for row in rows):
        return False
    return all(read_label(next(iter(row.own.values())).text, reader.vocabulary) is not None for row in rows)


def _without_group_rows(rows: list[Row], reader: RowReader) -> list[Row]:
    """Rows without those that only head a group: their number begins the next ones' numbers."""
    column = next((column for column, field in reader.fields.items() if field in ("id", "clause")), None)
    if column is None:
        column = reader.area.first_column
    numbers = [_dotted(row, column) for row in rows]
    kept: list[Row] = []
    for place, row in enumerate(rows):
        following = numbers[place + 1] if place + 1 < len(rows) else ""
        heads = bool(numbers[place]) and following.startswith(numbers[place] + ".")
        if heads and not _has_values(row, reader):
            continue
        kept.append(row)
    return kept


def _has_values(row: Row, reader: RowReader) -> bool:
    """Whether the row has more than number, name and description."""
    plain = {"", "id", "name", "description", "clause", "category", "controls"}
    return any(reader.fields.get(column, "") not in plain for column in row.own)


def _dotted(row: Row, column: int) -> str:
    cell = row.own.get(column)
    if cell is None or not _DOTTED.fullmatch(cell.text.strip()):
        return ""
    return cell.text.strip().rstrip(".").lower()


def title_of(row: Row, fields: Mapping[int, str], headings: Sequence[int]) -> str:
    """What the record is about, in at most 80 characters."""
    by_field = {field: column for column, field in fields.items()}
    cells = {**row.filled_down, **row.own}
    ordered: Iterable[int] = [by_field[field] for field in TITLE_FIELDS if field in by_field]
    for column in (*ordered, *(column for column in headings if fields.get(column) != "id")):
        cell = cells.get(column)
        if cell is not None and len(cell.text) > 2 and not isinstance(cell.value, int | float):
            text = " ".join(cell.text.split())
            return text if len(text) <= 80 else text[:79].rstrip() + "…"
    return ""
