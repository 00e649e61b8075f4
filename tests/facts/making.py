"""Real Word and Excel files in few words, and what is understood of them."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import docx
import openpyxl

from itsmlint.documents.model import Document
from itsmlint.documents.opening import open_document
from itsmlint.facts.model import Facts, Hints
from itsmlint.facts.understanding import understand
from itsmlint.vocabulary import Vocabulary

VOCABULARY = Vocabulary()

Item = str | tuple[str, str] | list[list[str]]
"""A plain paragraph; (style, text), where style may be "bold"; or the rows of a table."""


def word(
    folder: Path, *items: Item, name: str = "Document.docx", header: str = "", footer: str = ""
) -> Document:
    made = docx.Document()
    made.core_properties.title = ""
    made.core_properties.author = ""
    for item in items:
        if isinstance(item, list):
            _table(made, item)
        elif isinstance(item, tuple):
            style, text = item
            paragraph = made.add_paragraph(style=None if style == "bold" else style)
            paragraph.add_run(text).bold = True if style == "bold" else None
        else:
            made.add_paragraph(item)
    if header:
        made.sections[0].header.paragraphs[0].text = header
    if footer:
        made.sections[0].footer.paragraphs[0].text = footer
    path = folder / name
    made.save(str(path))
    return open_document(path, name)


def _table(made: Any, rows: list[list[str]]) -> None:
    table = made.add_table(rows=len(rows), cols=max(map(len, rows)))
    for row, texts in enumerate(rows):
        if len(texts) == 1 and len(table.columns) > 1:
            table.cell(row, 0).merge(table.cell(row, len(table.columns) - 1))
        for column, text in enumerate(texts):
            table.cell(row, column).text = text


def excel(folder: Path, sheets: dict[str, Sequence[Sequence[Any]]], name: str = "Book.xlsx") -> Document:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    path = folder / name
    book.save(path)
    return open_document(path, name)


NO_HINTS = Hints()


def facts(document: Document, hints: Hints = NO_HINTS) -> Facts:
    return understand(document, VOCABULARY, hints)


def control(document: Document) -> dict[str, str]:
    """The fields of document control and their values."""
    return {field: found.value for field, found in facts(document).control.fields.items()}


TEXT = "This text stands below a heading so that the heading has something to say, as in any real document."
