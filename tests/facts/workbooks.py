"""Workbooks whose sheets look like those of real life, and the registers read from them."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.styles import Font
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

from itsmlint.documents.model import Document
from itsmlint.documents.opening import open_document
from itsmlint.facts.model import Hints, Register
from itsmlint.facts.registers import NO_HINTS, read_registers
from itsmlint.vocabulary import Vocabulary

VOCABULARY = Vocabulary()

RISKS = (
    ("ID", "Risk", "Likelihood", "Impact", "Score", "Treatment", "Owner", "Status"),
    (
        "R-1",
        "Key supplier fails to deliver",
        3,
        4,
        12,
        "Second supplier under contract",
        "Head of IT",
        "Open",
    ),
    ("R-2", "Fire in the data centre", 1, 5, 5, "Second site", "Facilities Manager", "Open"),
    ("R-3", "Loss of key staff", 2, 3, 6, "Deputies named", "HR Manager", "Closed"),
)
"""A register as simple as they come."""


def book(
    folder: Path,
    *sheets: tuple[str, Sequence[Sequence[Any]]],
    change: Callable[..., None] | None = None,
    name: str = "Book.xlsx",
    at: str = "A1",
) -> Document:
    """A workbook of sheets by name; texts that begin with "*" are bold, ``change`` gets the worksheets."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    letters, first_row = coordinate_from_string(at)
    first_column = column_index_from_string(letters)
    for title, rows in sheets:
        sheet = made.create_sheet(title)
        for row, texts in enumerate(rows, first_row):
            for column, text in enumerate(texts, first_column):
                _write(sheet, row, column, text)
    if change is not None:
        change(*made.worksheets)
    path = folder / name
    made.save(path)
    return open_document(path, name)


def _write(sheet: Worksheet, row: int, column: int, text: Any) -> None:
    if text is None or text == "":
        return
    bold = isinstance(text, str) and text.startswith("*")
    cell = sheet.cell(row, column, text[1:] if bold else text)
    if bold:
        cell.font = Font(bold=True)


def add_table(sheet: Worksheet, area: str) -> None:
    """Formats the area as an Excel table."""
    sheet.add_table(Table(displayName=f"Table{len(sheet.tables) + 1}", ref=area))


def registers(document: Document, hints: Hints = NO_HINTS) -> tuple[Register, ...]:
    return read_registers(document, VOCABULARY, hints)


def only(document: Document, hints: Hints = NO_HINTS) -> Register:
    """The one register of the document."""
    found = registers(document, hints)
    assert len(found) == 1, [(r.name, r.kind, r.header_row) for r in found]
    return found[0]
