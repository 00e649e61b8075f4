"""Examples in Excel: pipe tables in sheets, with typed cells."""

import re
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
from lxml import etree
from openpyxl.comments import Comment
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table

from itsmlint.examples.marks import DialectError, Mark, cells_of, is_rule, take_marks, whole_mark

_SHEET = re.compile(r"## (.+?)(?:\s*\{(hidden|very hidden)\})?\s*")
_OWN_LINE = re.compile(r"\{(hidden columns|excel table|choices|property [^:{}]+): (.+)\}")
_NOTE = re.compile(r"\s*\{note: ([^{}]*)\}$")
_ROW_STATE = re.compile(r"\{(hidden|filtered)\}")
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_INTEGER = re.compile(r"-?(?:0|[1-9]\d{0,14})")
_DECIMAL = re.compile(r"-?(?:0|[1-9]\d{0,14})\.\d{1,10}")
_PERCENT = re.compile(r"(-?\d{1,6}(?:\.(\d{1,4}))?)%")
_FORMULA = re.compile(r"(=.+?)(?:\s*->\s*(.*))?")
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def build_excel(text: str) -> tuple[bytes, tuple[Mark, ...]]:
    """The .xlsx of an example's text, and its marks."""
    builder = _Builder()
    for number, line in enumerate(text.splitlines(), start=1):
        builder.add(line, number)
    return builder.finish(), tuple(builder.marks)


class _Builder:
    """A workbook that grows line by line."""

    def __init__(self) -> None:
        self.workbook: Any = openpyxl.Workbook()
        del self.workbook["Sheet"]
        self.workbook.properties.creator = None
        self.marks: list[Mark] = []
        self._sheet: Any = None
        self._row = 0
        self._blank = 0
        self._table: list[tuple[int, list[str]]] = []
        self._filtered: list[int] = []
        self._results: dict[tuple[str, str], Any] = {}

    def add(self, line: str, number: int) -> None:
        """Add a line of the example."""
        if sheet := _SHEET.fullmatch(line.strip()):
            self._end_table()
            self._begin_sheet(sheet[1], sheet[2])
        elif row := cells_of(line):
            self._add_row(*row, number)
        elif not line.strip():
            self._end_table()
            self._blank += 1
        else:
            self._end_table()
            self._add_line(line.strip(), number)

    def finish(self) -> bytes:
        """The file's bytes."""
        self._end_table()
        self._current()
        stream = BytesIO()
        self.workbook.save(stream)
        return _with_results(stream.getvalue(), self.workbook.sheetnames, self._results)

    # Sheets and lines

    def _begin_sheet(self, name: str, state: str | None) -> None:
        self._sheet = self.workbook.create_sheet(name)
        if state:
            self._sheet.sheet_state = "hidden" if state == "hidden" else "veryHidden"
        self._row = self._blank = 0

    def _current(self) -> Any:
        if self._sheet is None:
            self._begin_sheet("Register", None)
        return self._sheet

    def _next_row(self) -> int:
        self._row += 1 + (self._blank if self._row else 0)
        self._blank = 0
        return self._row

    def _add_line(self, line: str, number: int) -> None:
        sheet = self._current()
        if what := whole_mark(line, number):
            self.marks.append(Mark(what=what, line=number, sheet=sheet.title if what == "sheet" else ""))
        elif own := _OWN_LINE.fullmatch(line):
            self._add_own_line(own[1], own[2], number)
        else:
            text, count = take_marks(line)
            row = self._next_row()
            self._put(row, 1, text)
            self._mark_cell(row, 1, count, number)

    def _add_own_line(self, what: str, value: str, number: int) -> None:
        sheet = self._current()
        if what == "hidden columns":
            for letter in re.split(r"\s*,\s*", value):
                sheet.column_dimensions[letter].hidden = True
        elif what == "excel table":
            count = sum(len(other.tables) for other in self.workbook)
            sheet.add_table(Table(displayName=f"Table{count + 1}", ref=value))
        elif what == "choices":
            cells, equals, choices = value.partition(" = ")
            if not equals:
                raise DialectError(number, "choices are written {choices: C4:C9 = Open, Closed}")
            sheet.add_data_validation(validation := DataValidation(type="list", formula1=f'"{choices}"'))
            validation.add(cells.strip())
        else:
            self._set_property(what.removeprefix("property ").strip(), value)

    def _set_property(self, name: str, value: str) -> None:
        core = {"author": "creator", "comments": "description", "status": "contentStatus"}.get(
            name.lower(), name.lower()
        )
        if core in (
            "title",
            "subject",
            "creator",
            "keywords",
            "category",
            "version",
            "description",
            "contentStatus",
        ):
            setattr(self.workbook.properties, core, value)
        else:
            self.workbook.custom_doc_props.append(StringProperty(name=name, value=value))

    # Rows

    def _add_row(self, cells: list[str], rest: str, number: int) -> None:
        if is_rule(cells):
            for cell in self._current()[self._row] if self._row else ():
                cell.font = Font(bold=True)
            return
        self._current()
        row = self._next_row()
        rest, row_marks = take_marks(rest)
        self.marks.extend([Mark(what="row", line=number, sheet=self._sheet.title, row=row)] * row_marks)
        self._set_row_state(row, rest, number)
        words = []
        for column, cell in enumerate(cells, start=1):
            text, count = take_marks(cell)
            self._mark_cell(row, column, count, number)
            words.append(text)
            if text not in ("", "<", "^"):
                self._put(row, column, text)
        self._table.append((row, words))

    def _set_row_state(self, row: int, rest: str, number: int) -> None:
        if not rest:
            return
        state = _ROW_STATE.fullmatch(rest)
        if not state:
            raise DialectError(number, "after the last pipe stands a mark, {hidden} or {filtered}")
        self._sheet.row_dimensions[row].hidden = True
        if state[1] == "filtered":
            self._filtered.append(row)

    def _end_table(self) -> None:
        """Merge the cells of the table that ends here, and filter its rows."""
        table, self._table = self._table, []
        if not table:
            return
        for area in _merged(table):
            self._sheet.merge_cells(area)
        if self._filtered:
            last = get_column_letter(max(len(words) for _, words in table))
            self._sheet.auto_filter.ref = f"A{table[0][0]}:{last}{table[-1][0]}"
            shown = [words[0] for row, words in table[1:] if row not in self._filtered]
            self._sheet.auto_filter.add_filter_column(0, shown)
            self._filtered = []

    def _mark_cell(self, row: int, column: int, count: int, number: int) -> None:
        mark = Mark(what="cell", line=number, sheet=self._sheet.title, row=row, column=column)
        self.marks.extend([mark] * count)

    # Cells

    def _put(self, row: int, column: int, text: str) -> None:
        cell = self._sheet.cell(row, column)
        if note := _NOTE.search(text):
            cell.comment = Comment(note[1], "Reviewer")
            text = text[: note.start()]
        if (formula := _FORMULA.fullmatch(text)) and text.startswith("="):
            cell.value = formula[1]
            if formula[2]:
                self._results[self._sheet.title, cell.coordinate] = _typed(formula[2])[0]
            return
        value, number_format = _typed(text)
        if value in ("", None):
            return
        cell.value = value
        if isinstance(value, str) and not _is_error(value):
            cell.data_type = "s"  # a text that begins with "=" is no formula
        if number_format:
            cell.number_format = number_format


def _typed(text: str) -> tuple[Any, str | None]:
    """The value of a cell's text, and the number format that shows it so."""
    if text.startswith("'"):
        return text[1:], "@"
    if _ISO_DATE.fullmatch(text):
        try:
            return date.fromisoformat(text), "yyyy-mm-dd"
        except ValueError:
            return text, None
    if percent := _PERCENT.fullmatch(text):
        decimals = len(percent[2] or "")
        return round(float(percent[1]) / 100, 8), "0%" if not decimals else f"0.{'0' * decimals}%"
    for pattern, read in _READERS:
        if pattern.fullmatch(text):
            return read(text), None
    return text.replace("<br>", "\n"), None


_READERS: tuple[tuple[re.Pattern[str], Callable[[str], Any]], ...] = (
    (_INTEGER, int),
    (_DECIMAL, float),
    (re.compile("TRUE|FALSE"), lambda text: text == "TRUE"),
)


def _is_error(text: str) -> bool:
    return text in ("#REF!", "#DIV/0!", "#N/A", "#NAME?", "#VALUE!", "#NULL!", "#NUM!")


def _merged(table: list[tuple[int, list[str]]]) -> Iterator[str]:
    """The merged ranges of a table whose covered cells are written "<" and "^"."""
    rows = [words for _, words in table]
    for top, words in enumerate(rows):
        for left, text in enumerate(words):
            if text in ("<", "^"):
                continue
            right = left
            while right + 1 < len(words) and words[right + 1] == "<":
                right += 1
            bottom = top
            while bottom + 1 < len(rows) and left < len(rows[bottom + 1]) and rows[bottom + 1][left] == "^":
                bottom += 1
            if (bottom, right) != (top, left):
                begin = f"{get_column_letter(left + 1)}{table[top][0]}"
                yield f"{begin}:{get_column_letter(right + 1)}{table[bottom][0]}"


def _with_results(data: bytes, sheets: list[str], results: dict[tuple[str, str], Any]) -> bytes:
    """The workbook with the results of its formulas stored, which openpyxl cannot write."""
    if not results:
        return data
    parts = {f"xl/worksheets/sheet{index}.xml": name for index, name in enumerate(sheets, start=1)}
    stream = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(data)) as source,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for info in source.infolist():
            content = source.read(info)
            if info.filename in parts:
                content = _sheet_with_results(content, parts[info.filename], results)
            target.writestr(info, content)
    return stream.getvalue()


def _sheet_with_results(xml: bytes, sheet: str, results: dict[tuple[str, str], Any]) -> bytes:
    root = etree.fromstring(xml)
    for cell in root.iter(f"{_MAIN}c"):
        result = results.get((sheet, cell.get("r") or ""))
        if result is None:
            continue
        value = cell.find(f"{_MAIN}v")
        if value is None:
            value = etree.SubElement(cell, f"{_MAIN}v")
        if isinstance(result, bool):
            cell.set("t", "b")
            value.text = str(int(result))
        elif isinstance(result, str):
            cell.set("t", "e" if _is_error(result) else "str")
            value.text = result
        else:
            if "t" in cell.attrib:
                del cell.attrib["t"]
            value.text = str(_serial(result) if isinstance(result, date) else result)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _serial(day: date) -> int:
    """A date as Excel counts it (epoch 1900; right from March 1900 on)."""
    return (day - date(1899, 12, 30)).days
