"""Cells of tables and sheets as their readers see them."""

from itsmlint.documents.model import Cell, Grid, Paragraph, Table, paragraphs_of


def top_rows(grid: Grid, last: int) -> dict[int, dict[int, Cell]]:
    """The cells of the rows up to ``last``, by row and column; only rows with content."""
    rows: dict[int, dict[int, Cell]] = {}
    for (row, column), cell in grid.cells.items():
        if row > last:
            break
        rows.setdefault(row, {})[column] = cell
    return rows


def written(grid: Grid, row: int, column: int) -> str:
    """The text of a cell without the prompts of content controls that nobody filled in."""
    if not isinstance(grid, Table):
        return grid.text(row, column)
    paragraphs = list(paragraphs_of(grid.blocks.get((row, column), ())))
    if not any(mark.kind == "placeholder" for paragraph in paragraphs for mark in paragraph.marks):
        return grid.text(row, column)
    return "\n".join(text for paragraph in paragraphs if (text := without_prompts(paragraph).strip()))


def without_prompts(paragraph: Paragraph) -> str:
    """The text of a paragraph without the prompts of content controls that nobody filled in."""
    text = paragraph.text
    for mark in sorted(paragraph.marks, key=lambda mark: -mark.start):
        if mark.kind == "placeholder":
            text = text[: mark.start] + text[mark.end :]
    return text


def right_of(grid: Grid, row: int, column: int) -> int:
    """The column right of a cell, beyond the columns that the cell is merged over."""
    for merge in grid.merges:
        if merge.first_row == row and merge.first_column == column:
            return merge.last_column + 1
    return column + 1
