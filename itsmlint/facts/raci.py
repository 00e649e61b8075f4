"""Responsibility matrices (RACI and relatives): activities in rows, roles in columns, letters in cells."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

import msgspec

from itsmlint.documents.location import Location, column_number
from itsmlint.documents.model import Cell, Document, Grid
from itsmlint.facts.blocks import Rows
from itsmlint.facts.header_rows import TableArea
from itsmlint.facts.model import Raci, RaciRow, Register
from itsmlint.facts.owners import classify_owner
from itsmlint.vocabulary import Vocabulary

ENOUGH_CELLS = 4
"""Fewer cells with letters do not make a matrix."""
SHARE = 0.75
"""Share of the filled cells beside the activities that hold letters."""
SHARE_OF_ROLE = 0.5
"""The same share for single roles beside columns that surely hold letters."""
OWN_LETTER = 0.04
"""A letter that is no standard one belongs to the matrix if it stands in this share of its cells."""


class RaciWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Shape of ``rules/vocabulary/raci.yaml``."""

    words: Mapping[str, tuple[str, ...]]
    """Letter to the words it stands for."""
    schemes: tuple[str, ...]
    """Names of schemes by their letters, usual ones first."""
    nothing: tuple[str, ...]
    """Texts that mean no part in the activity."""


_NOTE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_SPLIT = re.compile(r"[\s/,;&+|.\-–*]+")


def _words(vocabulary: Vocabulary) -> RaciWords:
    return vocabulary.read("raci", RaciWords)


@lru_cache(maxsize=8)
def _letter_of(vocabulary: Vocabulary) -> dict[str, str]:
    words = _words(vocabulary)
    return {word: letter for letter, some in words.words.items() for word in (*some, letter.lower())}


@lru_cache(maxsize=8192)
def letters_in(text: str, vocabulary: Vocabulary) -> tuple[str, ...] | None:
    """The letters of a cell: "A/R" is A and R, "R (upgrades)" is R, "Consulted" is C.

    Empty for cells that say that there is none, such as "-"; None for texts that are no letters.
    """
    plain = " ".join(_NOTE.sub(" ", text).split()).lower()
    if not plain or plain in _words(vocabulary).nothing:
        return ()
    known = _letter_of(vocabulary)
    if len(plain) > 60:
        return None
    found: list[str] = []
    for piece in (piece for piece in _SPLIT.split(plain) if piece):
        if piece in ("and", "or"):
            continue
        if piece in known:
            found.append(known[piece])
        elif (
            len(piece) <= 4
            and all(letter in known for letter in piece)
            and text.strip().upper() == text.strip()
        ):
            found.extend(known[letter] for letter in piece)
        else:
            return None
    return tuple(dict.fromkeys(found))


def letters_scheme(area: TableArea, rows: Rows, vocabulary: Vocabulary) -> str:
    """The scheme of the matrix in the area ("RACI"), or empty if it is none."""
    columns = _letter_columns(area, rows, vocabulary)
    if not columns or is_legend(area, rows, vocabulary):
        return ""
    found = Counter(
        letter
        for number in range(area.first_row, area.last_row + 1)
        for column in columns
        if number in rows and column in rows[number]
        for letter in letters_in(rows[number][column].text, vocabulary) or ()
    )
    if not ({"R", "A"} & found.keys()) or len(found) < 2:
        return ""
    return _scheme(found, vocabulary)


def is_legend(area: TableArea, rows: Rows, vocabulary: Vocabulary) -> bool:
    """Whether each row explains a letter: "R", then "Responsible"."""
    known = _words(vocabulary).words
    explained = body = 0
    for number in (n for n in range(area.header_row, area.last_row + 1) if n in rows):
        texts = [cell.text.strip() for _, cell in sorted(rows[number].items())]
        body += 1
        explained += any(
            len(letter) == 1 and word.split()[0].strip(".:,").lower() in known.get(letter.upper(), ())
            for letter, word in pairwise(texts)
            if word.strip()
        )
    return explained >= 2 and explained * 2 > body


def _letter_columns(area: TableArea, rows: Rows, vocabulary: Vocabulary) -> list[int]:
    """The columns whose filled cells are letters: all behind the first one to four, or a single one."""
    body = [rows[number] for number in range(area.first_row, area.last_row + 1) if number in rows]
    shares: dict[int, tuple[int, int]] = {}
    for heading in area.headings:
        cells = [cells[heading.column] for cells in body if heading.column in cells]
        some = [cell for cell in cells if cell.text and letters_in(cell.text, vocabulary) != ()]
        good = sum(bool(letters_in(cell.text, vocabulary)) and not cell.formula for cell in some)
        shares[heading.column] = (good, len(some))
    columns = [column for column, (good, filled) in shares.items() if filled and good >= SHARE * filled]
    others = [column for column, (good, filled) in shares.items() if filled and column not in columns]
    cells_with_letters = sum(shares[column][0] for column in columns)
    if cells_with_letters < ENOUGH_CELLS or (not others and len(columns) < 3):
        return []
    if len(columns) == 1:
        header = next(heading.text for heading in area.headings if heading.column == columns[0])
        alone = columns[0] != area.first_column and _is_role(header, vocabulary)
        return columns if alone and shares[columns[0]][0] >= ENOUGH_CELLS else []
    behind = [column for column in others if column > columns[0]]
    return columns if len(behind) <= max(2, len(columns) // 2) else []


def _is_role(text: str, vocabulary: Vocabulary) -> bool:
    return (
        text.strip().casefold() in ("role", "raci", "responsibility")
        or classify_owner(text, vocabulary) == "role"
    )


def _scheme(found: Counter[str], vocabulary: Vocabulary) -> str:
    total = sum(found.values())
    used = {letter for letter, count in found.items() if count >= OWN_LETTER * total or count >= 3}
    for scheme in _words(vocabulary).schemes:
        if used <= set(scheme):
            return scheme
    return "".join(sorted(used, key=lambda letter: ("RASCI".find(letter) % 9, letter)))


def read_racis(document: Document, registers: Sequence[Register], vocabulary: Vocabulary) -> tuple[Raci, ...]:
    """The responsibility matrices among the registers of a document, with roles and rows."""
    grids: dict[tuple[str | None, int | None], Grid] = {
        (sheet.name, None): sheet for sheet in document.sheets
    }
    grids.update({(None, table.location.table): table for table in document.tables()})
    return tuple(
        matrix
        for register in registers
        if register.kind == "raci" and not register.card_layout
        if (grid := grids.get((register.sheet, register.table))) is not None
        if (matrix := _matrix(register, grid, vocabulary)) is not None
    )


def _matrix(register: Register, grid: Grid, vocabulary: Vocabulary) -> Raci | None:
    rows = [record.row for record in register.records]
    columns = _distinct(register)
    body = {
        (row, column): cell
        for row in rows
        for column in columns
        if (cell := grid.cells.get((row, column))) is not None
    }
    with_letters = _columns_of_letters(columns, body, vocabulary)
    described = [column for column, field in _fields(register).items() if field in ("name", "description")]
    with_letters = [column for column in with_letters if not described or column > min(described)]
    if not with_letters:
        return None
    activity = _activity_columns(register, columns, min(with_letters))
    found = Counter(
        letter
        for (_, column), cell in body.items()
        if column in with_letters
        for letter in letters_in(cell.text, vocabulary) or ()
    )
    scheme = _scheme(found, vocabulary)
    reader = _MatrixReader(grid, rows, columns, tuple(with_letters), activity, scheme, vocabulary)
    read = _transposed_rows(reader) if _is_transposed(reader) else _rows(reader)
    matrix_rows = tuple(read)
    roles = tuple(dict.fromkeys(role for row in matrix_rows for role in row.letters))
    if not matrix_rows:
        return None
    return Raci(name=register.name, location=register.location, roles=roles, scheme=scheme, rows=matrix_rows)


def _fields(register: Register) -> dict[int, str]:
    return {column_number(column.letter): column.field for column in register.columns}


def _distinct(register: Register) -> dict[int, str]:
    """Column to its name; a name that several columns have gets the column's letter."""
    names = [" ".join(column.header.split()) for column in register.columns]
    return {
        column_number(column.letter): name if names.count(name) == 1 else f"{name} ({column.letter})"
        for column, name in zip(register.columns, names, strict=True)
    }


def _activity_columns(register: Register, columns: Mapping[int, str], first_letter: int) -> list[int]:
    """The columns that may name the activity, best last."""
    left = [column for column in columns if column < first_letter] or [min(columns)]
    fields = _fields(register)
    named = [column for column in left if fields.get(column) in ("name", "description")]
    return (
        [column for column in left if column not in named and fields.get(column) == "id"] + named
        if named
        else left
    )


class _MatrixReader(msgspec.Struct, frozen=True):
    grid: Grid
    rows: Sequence[int]
    columns: Mapping[int, str]
    lettered: tuple[int, ...]
    activity: Sequence[int]
    scheme: str
    vocabulary: Vocabulary


def _columns_of_letters(
    columns: Mapping[int, str], body: Mapping[tuple[int, int], Cell], vocabulary: Vocabulary
) -> list[int]:
    found: list[int] = []
    for column in columns:
        texts = [cell.text for (_, other), cell in body.items() if other == column and cell.text]
        some = [text for text in texts if letters_in(text, vocabulary) != ()]
        good = sum(bool(letters_in(text, vocabulary)) for text in some)
        if some and good >= (SHARE_OF_ROLE if found else SHARE) * len(some):
            found.append(column)
    empty = [
        column
        for column in columns
        if found and column > min(found) and not any(other == column for _, other in body)
    ]
    return sorted(found + empty)


def _is_transposed(reader: _MatrixReader) -> bool:
    """Whether the roles stand in the rows and the activities in the header."""
    names = [reader.grid.text(row, reader.activity[0]) for row in reader.rows]
    headers = [reader.columns[column] for column in reader.lettered]
    return _roles(names, reader.vocabulary) >= 0.7 and _roles(headers, reader.vocabulary) <= 0.35


def _roles(texts: Sequence[str], vocabulary: Vocabulary) -> float:
    some = [text for text in texts if text]
    return sum(classify_owner(text, vocabulary) == "role" for text in some) / len(some) if some else 0.0


def _rows(reader: _MatrixReader) -> Iterator[RaciRow]:
    for row in reader.rows:
        cells = {
            reader.columns[column]: (reader.grid.text(row, column), row, column) for column in reader.lettered
        }
        name = _activity(row, reader)
        made = _row(name, cells, reader.grid.locate(row, label=name or None), reader)
        if made is not None:
            yield made


def _activity(row: int, reader: _MatrixReader) -> str:
    """The longest text left of the letters: the name rather than the number."""
    texts = [" ".join(reader.grid.text(row, column).split()) for column in reader.activity]
    words = [text for text in texts if text and not text.replace(".", "").isdigit()]
    return words[-1] if words else next((text for text in texts if text), "")


def _transposed_rows(reader: _MatrixReader) -> Iterator[RaciRow]:
    for column in reader.lettered:
        cells = {
            " ".join(reader.grid.text(row, reader.activity[0]).split()): (
                reader.grid.text(row, column),
                row,
                column,
            )
            for row in reader.rows
        }
        name = reader.columns[column]
        made = _row(name, cells, reader.grid.locate(reader.rows[0] - 1, column, label=name), reader)
        if made is not None:
            yield made


def _row(
    name: str, cells: Mapping[str, tuple[str, int, int]], location: Location, reader: _MatrixReader
) -> RaciRow | None:
    letters: dict[str, tuple[str, ...]] = {}
    places: dict[str, Location] = {}
    unknown: list[str] = []
    for role, (text, row, column) in cells.items():
        found = letters_in(text, reader.vocabulary)
        strange = found is None or any(letter not in reader.scheme for letter in found)
        if strange and text:
            unknown.append(text)
        letters[role] = tuple(letter for letter in found or () if letter in reader.scheme)
        places[role] = reader.grid.locate(row, column, label=f"{name}, {role}" if name else role)
    if not any(letters.values()) and not unknown:
        return None
    return RaciRow(activity=name, location=location, letters=letters, places=places, unknown=tuple(unknown))
