"""The change history of a document: tables in all their layouts, and lists of versions.

Only this document's history: where it comes from a donor or template, that one's versions are not its own.
The columns' words stand in ``rules/vocabulary/control.yaml`` (``history_columns``).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Literal, TypeAlias

import msgspec

from itsmlint.documents.location import Location
from itsmlint.documents.model import Cell, Document, Grid, Paragraph, Table
from itsmlint.facts.cells import top_rows, written
from itsmlint.facts.dates import Order, column_order, find_dates, read_date
from itsmlint.facts.headings import names_of
from itsmlint.facts.labels import control_words, read_label
from itsmlint.facts.model import HistoryEntry
from itsmlint.facts.placeholders import is_placeholder
from itsmlint.facts.surroundings import caption_below, captions
from itsmlint.facts.tokens import holds, label_tokens, name_tokens, tokens
from itsmlint.vocabulary import Vocabulary

Column: TypeAlias = Literal[
    "date", "approver", "author", "version", "change", "signature", "other", "unknown", "foreign"
]

Rows: TypeAlias = Mapping[int, Mapping[int, Cell]]

HEADER_SEARCH = 6
"""First rows of a Word table in which the column names are looked for: titles may stand above them."""
SHEET_HEADER_SEARCH = 60
"""The same for a sheet."""
LONGEST_HEADER = 8
"""Words of a column name."""
LONGEST_VERSION = 60
LONGEST_LINE = 400
"""Characters of a line that is an entry."""
MOST_EMPTY_ROWS = 3
"""A history ends where more rows than these are empty."""
WEAK_VERSION = {("issue",), ("no",), ("number",), ("item",)}
"""Column names that mean a version only beside a history's title."""
OF_NOW = frozenset(
    (
        "document_id",
        "status",
        "classification",
        "owner",
        "effective_date",
        "last_review",
        "next_review",
        "review_cycle",
    )
)
"""What a table with one row says of the document as it is now, rather than of its changes."""
PLAIN_HISTORY = frozenset(("version", "date", "author", "change"))
"""Columns that make a table of a workbook its change history without any title."""
FEWEST_FILLED = 2
"""Filled cells that make a row an entry: a bare "1.0" is a prepared row."""

VERSION = re.compile(
    r"^\W*(?:(?:version|ver|vers|revision|rev|issue|edition|release|draft)\b\.?\s*(?:no\b\.?|number\b|#)?\s*[:.]?\s*)?"
    r"(?P<value>[vVrR]?\.?\s?\d{1,4}(?:[.,\-_]\d{1,3}){0,3}[a-z]?|[A-WYZ]\d{0,2})\b\W*"
    r"(?:\(?(?:draft|final|approved|initial)\)?|draft\s*\d*)?\W*$",
    re.IGNORECASE,
)
"""A text that is a version and nothing more: "1.0", "v2.1 (draft)", "Rev. B"."""
_LINE = re.compile(
    r"^\W*(?:(?:version|ver|revision|rev|issue|v)\b\.?\s*|v)?(?P<version>\d{1,3}(?:\.\d{1,3}){0,3})\b\s*[\s,:;(\-–—|]+(?P<rest>.+)$",
    re.IGNORECASE | re.DOTALL,
)


class History(msgspec.Struct, frozen=True):
    """A change history and where it stands."""

    entries: tuple[HistoryEntry, ...]
    location: Location
    of_template: bool
    """It is the history of the template or donor that the document was made from."""
    blocks: frozenset[int] = frozenset()
    """Word: indexes of the blocks it stands in."""
    sheet: str | None = None
    """Excel: the sheet it stands in, from ``row`` on."""
    row: int = 0
    """Row of the column names in the table or sheet."""
    tables: frozenset[int] = frozenset()
    """Word: numbers of the tables it stands in."""
    order: Order = ""
    """Order of day and month of its dates."""
    of_now: bool = False
    """Its one row is the document's control data as well."""


def read_histories(document: Document, vocabulary: Vocabulary) -> tuple[History, ...]:
    """All change histories of a document in its order, filled or not."""
    if document.format == "excel":
        return tuple(_in_sheets(document, vocabulary))
    return tuple(_in_blocks(document, vocabulary))


def read_version(text: str) -> str:
    """The version that a text is, and nothing more: "1.0" of "Rev. 1.0 (draft)"; else empty."""
    found = VERSION.match(text) if len(text) <= LONGEST_VERSION else None
    return "".join(found["value"].split()) if found else ""


def version_key(version: str) -> tuple[int, ...]:
    """The numbers of a version, for comparing: "v1.10" is (1, 10)."""
    return tuple(int(number) for number in re.findall(r"\d+", version))


def latest(entries: Sequence[HistoryEntry]) -> HistoryEntry | None:
    """The entry of the current version: the last one, or the first where the newest stands on top."""
    if not entries:
        return None
    first, last = entries[0], entries[-1]
    if first.date and last.date and first.date != last.date:
        return first if first.date > last.date else last
    return first if version_key(first.version) > version_key(last.version) else last


def _in_blocks(document: Document, vocabulary: Vocabulary) -> Iterator[History]:
    for index, block in enumerate(document.blocks):
        if isinstance(block, Table):
            around = captions(document, index)
            below = caption_below(document, index)
            for table in _with_inner(block):
                history = _in_table(table, index, around, below, vocabulary)
                if history is not None:
                    yield history
        elif (block.heading is not None or _is_caption(block)) and "history" in names_of(
            block.text, vocabulary
        ):
            listed = _listed(document, index, vocabulary)
            if listed is not None:
                yield listed


def _is_caption(paragraph: Paragraph) -> bool:
    text = paragraph.text
    return (
        len(text) < 60
        and not paragraph.in_contents
        and paragraph.list_level is None
        and len(text.split()) <= 5
    )


def _with_inner(table: Table) -> Iterator[Table]:
    yield table
    for blocks in table.blocks.values():
        for block in blocks:
            if isinstance(block, Table):
                yield from _with_inner(block)


def _in_table(
    table: Table, index: int, around: tuple[str, ...], below: str, vocabulary: Vocabulary
) -> History | None:
    named = any("history" in names_of(text, vocabulary) for text in (*around, below, _title(table)))
    header = _header(top_rows(table, HEADER_SEARCH), named, vocabulary)
    if header is None:
        return None
    row, columns = header
    order = _order(table, row, columns)
    entries = tuple(_entries(table, row, columns, order, vocabulary))
    of_now = _is_of_now(table, row, columns, entries, vocabulary)
    if of_now and not named:
        return None
    said = " ".join((*around[:1], _title(table), *(table.text(row, column) for column in columns)))
    return History(
        entries=entries,
        location=table.locate(row),
        of_template=_is_provenance(said, vocabulary),
        blocks=frozenset((index,)),
        row=row,
        tables=frozenset((table.location.table,)) if table.location.table else frozenset(),
        order=order,
        of_now=of_now,
    )


def _is_of_now(
    grid: Grid,
    row: int,
    columns: Mapping[int, Column],
    entries: Sequence[HistoryEntry],
    vocabulary: Vocabulary,
) -> bool:
    """Whether it is a row of control data below its labels: "Version | Approved by | Next review"."""
    if "change" in columns.values() or len(entries) > 1:
        return False
    labels = [read_label(grid.text(row, column), vocabulary) for column in columns]
    return any(OF_NOW & set(label.fields) for label in labels if label is not None)


def _title(grid: Grid) -> str:
    """The text of a first row that is one cell: a title inside the table."""
    cells = [cell for (row, _), cell in grid.cells.items() if row == 1]
    return cells[0].text if len(cells) == 1 else ""


def _in_sheets(document: Document, vocabulary: Vocabulary) -> Iterator[History]:
    for sheet in document.sheets:
        by_name = "history" in names_of(" ".join(name_tokens(sheet.name)), vocabulary)
        rows = top_rows(sheet, SHEET_HEADER_SEARCH)
        header = _sheet_header(rows, by_name, _is_control_sheet(sheet.name, vocabulary), vocabulary)
        if header is None:
            continue
        row, columns = header
        order = _order(sheet, row, columns)
        entries = tuple(_entries(sheet, row, columns, order, vocabulary))
        if _is_of_now(sheet, row, columns, entries, vocabulary) and not by_name:
            continue
        above = [cell.text for at in rows if at <= 3 or row - 3 <= at <= row for cell in rows[at].values()]
        yield History(
            entries=entries,
            location=sheet.locate(row),
            of_template=_is_provenance(" ".join((sheet.name, *above)), vocabulary),
            sheet=sheet.name,
            row=row,
            order=order,
        )


def _sheet_header(
    rows: Rows, by_name: bool, control_sheet: bool, vocabulary: Vocabulary
) -> tuple[int, dict[int, Column]] | None:
    """As :func:`_header`: a history in a sheet stands in a sheet for it, or right below its title.

    Elsewhere it must have all columns of a history, and no others.
    """
    for row in rows:
        above = [cell.text for at in rows if row - 3 <= at < row for cell in rows[at].values()]
        named = by_name or any("history" in names_of(text, vocabulary) for text in above if len(text) < 60)
        header = _header({row: rows[row]}, named, vocabulary)
        if header is not None and (named or control_sheet or set(header[1].values()) == PLAIN_HISTORY):
            return header
    return None


def _is_control_sheet(name: str, vocabulary: Vocabulary) -> bool:
    return name_tokens(name) in {tokens(text) for text in control_words(vocabulary).sheets}


def _header(rows: Rows, named: bool, vocabulary: Vocabulary) -> tuple[int, dict[int, Column]] | None:
    """The row with the column names and the columns; None when the rows head no change history."""
    for row, cells in rows.items():
        if len(cells) < 2 or any(len(cell.text.split()) > LONGEST_HEADER for cell in cells.values()):
            continue
        columns = _columns([cell.text for cell in cells.values()], named, vocabulary)
        if _is_history(columns, named):
            return row, dict(zip(cells, columns, strict=True))
    return None


def _is_history(columns: list[Column], named: bool) -> bool:
    kinds = set(columns)
    if "signature" in kinds and not kinds & {"version", "change"}:
        return False
    if "foreign" in kinds or columns.count("unknown") > len(columns) // 2:
        return False
    if "change" in kinds and "version" in kinds and kinds & {"date", "author", "approver"}:
        return True
    if "version" in kinds and "date" in kinds and kinds & {"author", "approver"}:
        return "unknown" not in kinds or named
    if not named:
        return False
    return ("version" in kinds and bool(kinds & {"date", "change", "author"})) or (
        "date" in kinds and bool(kinds & {"change", "author"})
    )


def _columns(texts: list[str], named: bool, vocabulary: Vocabulary) -> list[Column]:
    """What the columns hold. "Issue", "No." mean the version only in a table that is called a history."""
    columns = [_column(text, vocabulary) for text in texts]
    weak = [position for position, text in enumerate(texts) if label_tokens(text) in WEAK_VERSION]
    for position in weak:
        others = any(column == "version" for at, column in enumerate(columns) if at not in weak)
        if not named:
            columns[position] = "foreign" if label_tokens(texts[position]) == ("issue",) else "other"
        elif others:
            columns[position] = "other"
    return columns


@lru_cache(maxsize=4096)
def _column(text: str, vocabulary: Vocabulary) -> Column:
    known = _known(vocabulary)
    words = tuple(word for word in label_tokens(text) if word not in {"dd", "mm", "yyyy", "yy"})
    if not words:
        return "unknown"
    if any(holds(words, phrase) for phrase in known["foreign"]):
        return "foreign"
    said = {kind for kind, phrases in known.items() if any(holds(words, phrase) for phrase in phrases)}
    if {"version", "change"} <= said:
        return "change"
    kinds: tuple[Column, ...] = ("date", "approver", "author", "version", "change", "signature", "other")
    return next((kind for kind in kinds if kind in said), "unknown")


def _entries(
    grid: Grid, header: int, columns: Mapping[int, Column], order: Order, vocabulary: Vocabulary
) -> Iterator[HistoryEntry]:
    rows: dict[int, list[str]] = {}
    for (row, _), cell in grid.cells.items():
        if row > header:
            rows.setdefault(row, []).append(cell.text)
    previous = header
    for row, texts in rows.items():
        if row - previous > MOST_EMPTY_ROWS or _is_other_table(texts, columns, vocabulary):
            return
        previous = row
        values = _values(grid, row, columns, vocabulary)
        if len(values) >= FEWEST_FILLED and set(values) & {"date", "author", "change", "approver"}:
            yield _entry(values, grid.locate(row), order, vocabulary)


def _is_other_table(texts: list[str], columns: Mapping[int, Column], vocabulary: Vocabulary) -> bool:
    """Whether a row heads something else: a lone title, or another row of column names."""
    if len(columns) > 2 and len(texts) == 1 and names_of(texts[0], vocabulary, exact=True):
        return True
    known = [_column(text, vocabulary) for text in texts if len(text.split()) <= 3]
    return len(texts) > 2 and len(known) == len(texts) and not {"unknown", "other", "signature"} & set(known)


def _values(grid: Grid, row: int, columns: Mapping[int, Column], vocabulary: Vocabulary) -> dict[str, str]:
    values: dict[str, str] = {}
    for column, kind in columns.items():
        text = written(grid, row, column).strip()
        if text and not is_placeholder(text, vocabulary) and text.strip(" -–—./") and kind not in values:
            values[kind] = text
    return values


def _entry(
    values: Mapping[str, str], location: Location, order: Order, vocabulary: Vocabulary
) -> HistoryEntry:
    version = values.get("version", "")
    date_text = values.get("date", "")
    return HistoryEntry(
        location=location,
        version=read_version(version) or version[:40],
        date_text=date_text,
        date=read_date(date_text, order, vocabulary) if date_text else None,
        author=values.get("author", ""),
        approver=values.get("approver", ""),
        change=values.get("change", ""),
    )


def _order(grid: Grid, header: int, columns: Mapping[int, Column]) -> Order:
    dates = {column for column, kind in columns.items() if kind == "date"}
    return column_order(
        cell.text for (row, column), cell in grid.cells.items() if row > header and column in dates
    )


def _listed(document: Document, heading: int, vocabulary: Vocabulary) -> History | None:
    """A history written as lines: "v1.0 - 2024-01-01 - First issue"."""
    entries: list[HistoryEntry] = []
    blocks: list[int] = []
    title = document.blocks[heading]
    assert isinstance(title, Paragraph)
    for index in range(heading + 1, len(document.blocks)):
        block = document.blocks[index]
        if isinstance(block, Table) or block.heading is not None:
            break
        for line in block.text.split("\n"):
            entry = _read_line(line, block.location, vocabulary)
            if entry is not None:
                entries.append(entry)
                blocks.append(index)
    if not entries:
        return None
    return History(tuple(entries), title.location, _is_provenance(title.text, vocabulary), frozenset(blocks))


def _read_line(line: str, location: Location, vocabulary: Vocabulary) -> HistoryEntry | None:
    found = _LINE.match(line) if len(line) <= LONGEST_LINE else None
    if found is None or _is_provenance(line, vocabulary):
        return None
    rest = found["rest"]
    day = next(find_dates(rest, "", vocabulary), None) or next(find_dates(rest, "dmy", vocabulary), None)
    if day is None:
        return None
    start, end, date = day
    change = (rest[:start] + " " + rest[end:]).strip(" \t,:;()-–—|")
    return HistoryEntry(
        location=location, version=found["version"], date_text=rest[start:end], date=date, change=change
    )


def _is_provenance(text: str, vocabulary: Vocabulary) -> bool:
    words = tokens(text)
    return any(holds(words, tokens(phrase)) for phrase in control_words(vocabulary).provenance)


@cache
def _known(vocabulary: Vocabulary) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    words = control_words(vocabulary)
    known = {kind: tuple(tokens(text) for text in texts) for kind, texts in words.history_columns.items()}
    return {**known, "foreign": tuple(tokens(text) for text in words.foreign_columns)}
