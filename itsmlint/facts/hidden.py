"""Data of registers that is there but not shown: hidden sheets, rows and columns, rows that a filter hides.

Helper columns, pick lists and empty forms may well be hidden: only content that belongs to records counts.
"""

from collections.abc import Iterator, Sequence

from itsmlint.documents.location import column_number
from itsmlint.documents.model import Document, Sheet
from itsmlint.facts.model import Column, Hidden, Register

CERTAIN_KIND = 0.5
"""Hidden sheets are reported when the register on them is of a kind known at least so well."""


def find_hidden(document: Document, registers: Sequence[Register]) -> tuple[Hidden, ...]:
    """What of the registers of a workbook is hidden."""
    return tuple(hidden for sheet in document.sheets for hidden in _of_sheet(sheet, registers))


def _of_sheet(sheet: Sheet, registers: Sequence[Register]) -> Iterator[Hidden]:
    own = [register for register in registers if register.sheet == sheet.name]
    if sheet.state != "visible":
        kept = [
            register for register in own if register.kind != "table" and register.confidence >= CERTAIN_KIND
        ]
        count = sum(_filled(register) for register in kept)
        if count:
            state = "very hidden" if sheet.state == "veryHidden" else "hidden"
            yield Hidden(what="sheet", count=count, location=sheet.locate(kept[0].header_row), detail=state)
        return
    for register in own:
        if register.kind == "table":
            continue
        yield from _rows(sheet, register)
        yield from _columns(sheet, register)


def _filled(register: Register) -> int:
    return sum(column.filled for column in register.columns)


def _rows(sheet: Sheet, register: Register) -> Iterator[Hidden]:
    rows = [record.row for record in register.records if record.hidden]
    if not rows:
        return
    columns = {column_number(column.letter) for column in register.columns}
    count = sum((row, column) in sheet.cells for row in rows for column in columns)
    what = "filter" if sheet.filtered_rows and sheet.auto_filter is not None else "rows"
    yield Hidden(
        what="filter" if what == "filter" else "rows",
        count=count,
        location=sheet.locate(rows[0]),
        detail=_ranges(rows),
    )


def _columns(sheet: Sheet, register: Register) -> Iterator[Hidden]:
    columns = [column for column in register.columns if column.hidden and _is_data(sheet, register, column)]
    if not columns:
        return
    letters = [column.letter for column in columns]
    yield Hidden(
        what="columns",
        count=sum(column.filled for column in columns),
        location=columns[0].location,
        detail=f"column {letters[0]}" if len(letters) == 1 else "columns " + _listed(letters),
    )


def _is_data(sheet: Sheet, register: Register, column: Column) -> bool:
    """Whether the column holds what somebody typed, rather than what a helper formula computes."""
    number = column_number(column.letter)
    cells = [sheet.cells[row.row, number] for row in register.records if (row.row, number) in sheet.cells]
    typed = sum(not cell.formula and bool(cell.text) for cell in cells)
    return bool(column.header) and typed * 2 > len(cells) and typed > 0


def _ranges(rows: Sequence[int]) -> str:
    """Rows in words: "row 14", "rows 14 to 17", "rows 14, 16 and 19"."""
    runs: list[list[int]] = []
    for row in rows:
        if runs and row == runs[-1][-1] + 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    texts = [str(run[0]) if len(run) == 1 else f"{run[0]} to {run[-1]}" for run in runs]
    if len(texts) > 6:
        texts = [*texts[:5], f"{len(rows) - sum(len(run) for run in runs[:5])} more"]
    return ("row " if len(rows) == 1 else "rows ") + _listed(texts)


def _listed(texts: Sequence[str]) -> str:
    return texts[0] if len(texts) == 1 else ", ".join(texts[:-1]) + " and " + texts[-1]
