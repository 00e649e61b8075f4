"""Tables that keep no records: control blocks, change histories, scales, legends, pick lists, heat maps, forms."""

from collections.abc import Mapping, Sequence

from itsmlint.documents.model import Document, Grid, Sheet
from itsmlint.facts.columns import is_rating_word
from itsmlint.facts.header_rows import TableArea
from itsmlint.facts.records import Row
from itsmlint.facts.register_kinds import KindGuess, are_scale_names, is_history, is_side_sheet
from itsmlint.vocabulary import Vocabulary

SURE = 0.8
LONGEST_SCALE = 15
"""Rows; a scale or legend has hardly more."""


def list_sources(document: Document) -> frozenset[tuple[str, int]]:
    """Sheet name in lower case and column of every range that a drop-down list takes its values from."""
    sources: set[tuple[str, int]] = set()
    for sheet in document.sheets:
        for validation in sheet.validations:
            name, _, cells = validation.source.rpartition("!")
            letters = "".join(character for character in cells.split(":")[0] if character.isalpha())
            if name and 0 < len(letters) <= 3:
                sources.add((name.strip("'=").casefold(), _number(letters)))
    return frozenset(sources)


def _number(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def keeps_no_records(
    grid: Grid,
    area: TableArea,
    kind: KindGuess,
    fields: Mapping[int, str],
    rows: Sequence[Row],
    lists: frozenset[tuple[str, int]],
    vocabulary: Vocabulary,
) -> bool:
    """Whether the table is none that keeps records."""
    names = [heading.text for heading in area.headings]
    if is_history(names, vocabulary) or _is_form(area, rows):
        return True
    if kind.name == "raci":
        return False
    if are_scale_names(names, vocabulary) and len(rows) <= LONGEST_SCALE or _is_scale(area, rows, vocabulary):
        return True
    if _is_heat_map(rows):
        return True
    known = len(fields)
    if isinstance(grid, Sheet):
        if _is_pick_list(grid, area, fields, lists):
            return True
        if is_side_sheet(grid.name, vocabulary) and (kind.confidence < SURE or not rows):
            return True
    if len(area.headings) < 3:
        return kind.confidence < 0.6 or known < 2 or not rows or any(len(name.split()) > 8 for name in names)
    if not rows:
        return known < 2 or kind.name == "table" and known < 3
    return kind.name == "table" and known < 1


def _is_form(area: TableArea, rows: Sequence[Row]) -> bool:
    """Whether labels stand beside their values: most names, or most texts of the first column, end with a colon."""
    names = [heading.text.rstrip() for heading in area.headings]
    if sum(name.endswith(":") for name in names) * 2 >= len(names) and len(names) <= 8 and len(rows) <= 6:
        return True
    first = [row.own[area.first_column].text for row in rows if area.first_column in row.own]
    return len(first) >= 2 and sum(text.rstrip().endswith(":") for text in first) * 2 > len(first)


def _is_scale(area: TableArea, rows: Sequence[Row], vocabulary: Vocabulary) -> bool:
    """Whether the first column counts through ratings, each once: 5 4 3 2 1, or Low, Medium, High."""
    if not 2 <= len(rows) <= LONGEST_SCALE:
        return False
    for heading in area.headings[:2]:
        texts = [row.own[heading.column].text.strip() for row in rows if heading.column in row.own]
        if len(texts) < len(rows) or len({text.casefold() for text in texts}) < len(texts):
            continue
        if sum(is_rating_word(text, vocabulary) for text in texts) * 10 >= 8 * len(texts):
            return True
    return False


def _is_heat_map(rows: Sequence[Row]) -> bool:
    """Whether nearly all cells are numbers."""
    cells = [cell for row in rows for cell in row.own.values() if cell.text]
    numbers = sum(isinstance(cell.value, int | float) and not isinstance(cell.value, bool) for cell in cells)
    return len(cells) >= 6 and numbers * 10 > 9 * len(cells)


def _is_pick_list(
    sheet: Sheet, area: TableArea, fields: Mapping[int, str], lists: frozenset[tuple[str, int]]
) -> bool:
    """Whether most columns are the source of some drop-down list."""
    sources = sum((sheet.name.casefold(), heading.column) in lists for heading in area.headings)
    return sources * 2 >= len(area.headings) and sources > 0 and "owner" not in fields.values()
