"""Labels in a document: header cells, row labels and words before a colon, by their canonical name."""

from collections.abc import Iterator

import msgspec

from itsmlint.documents.model import Document, Grid
from itsmlint.facts.headings import names_of
from itsmlint.vocabulary import Vocabulary

LONGEST_LABEL = 60
"""Characters; longer texts are contents."""


class LabelledCell(msgspec.Struct, frozen=True):
    """A cell of a table or sheet that is a label."""

    grid: Grid
    row: int
    column: int


def labelled_cells(document: Document, name: str, vocabulary: Vocabulary) -> Iterator[LabelledCell]:
    """The cells of tables and sheets whose text is a label of that canonical name of ``headings.yaml``."""
    grids: tuple[Grid, ...] = (*document.tables(), *document.sheets)
    for grid in grids:
        for (row, column), cell in grid.cells.items():
            if _is_label(cell.text, name, vocabulary):
                yield LabelledCell(grid, row, column)


def has_label(document: Document, name: str, vocabulary: Vocabulary) -> bool:
    """Whether a cell, or the start of a paragraph before its colon, is a label of that canonical name."""
    if next(labelled_cells(document, name, vocabulary), None) is not None:
        return True
    return any(
        _is_label(paragraph.text.partition(":")[0], name, vocabulary)
        for paragraph in document.body_paragraphs()
        if not paragraph.in_contents
    )


def _is_label(text: str, name: str, vocabulary: Vocabulary) -> bool:
    return 0 < len(text) <= LONGEST_LABEL and name in names_of(text, vocabulary)


def below(cell: LabelledCell) -> Iterator[tuple[int, str]]:
    """Row and text of the filled cells below a header cell."""
    for (row, column), other in cell.grid.cells.items():
        if column == cell.column and row > cell.row and other.text.strip():
            yield row, other.text.strip()
