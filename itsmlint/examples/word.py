"""Examples in Word: one line, one paragraph."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from typing import Any

import docx
import msgspec
from docx.enum.text import WD_COLOR_INDEX
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from itsmlint.examples.marks import DialectError, Mark, cells_of, is_rule, take_marks, whole_mark

_INLINE = re.compile(
    r"\{(control|filled|insert|delete|highlight|invisible|comment): ([^{}]*)\}|\*\*([^*]+)\*\*", re.DOTALL
)
_OWN_LINE = re.compile(r"\{(title|header|footer|property ([^:{}]+)): (.*)\}", re.DOTALL)
_CORE = frozenset({"title", "subject", "author", "keywords", "category", "version", "comments", "language"})
_WHEN = datetime(2026, 1, 1)
_CUSTOM_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
_FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_CUSTOM_CONTENT = "application/vnd.openxmlformats-officedocument.custom-properties+xml"


def build_word(text: str) -> tuple[bytes, tuple[Mark, ...]]:
    """The .docx of an example's text, and its marks."""
    builder = _Builder()
    for number, line in enumerate(text.splitlines(), start=1):
        builder.add(line, number)
    return builder.finish(), tuple(builder.marks)


class _Row(msgspec.Struct):
    number: int
    cells: list[str]
    marks: dict[int, int]
    row_marks: int
    heading: bool = False


class _Builder:
    """A Word document that grows line by line."""

    def __init__(self) -> None:
        self.document = docx.Document()
        self.marks: list[Mark] = []
        self._rows: list[_Row] = []
        self._tables = 0
        self._table_marks: list[int] = []
        self._seen: Counter[str] = Counter()
        self._custom: dict[str, str] = {}
        self._revision = 0
        properties = self.document.core_properties
        properties.author = properties.comments = properties.last_modified_by = ""
        properties.created = properties.modified = _WHEN

    def add(self, line: str, number: int) -> None:
        """Add a line of the example."""
        if row := cells_of(line):
            self._add_row(*row, number)
            return
        self._end_table()
        if not line.strip():
            return
        what = whole_mark(line, number)
        if what == "table":
            self._table_marks.append(number)
        elif what:
            self.marks.append(Mark(what=what, line=number))
        else:
            self._add_text(line.rstrip(), number)

    def finish(self) -> bytes:
        """The file's bytes."""
        self._end_table()
        if self._table_marks:
            raise DialectError(self._table_marks[0], "no table follows")
        if self._custom:
            self._add_custom_properties()
        stream = BytesIO()
        self.document.save(stream)
        return stream.getvalue()

    # Lines of text

    def _add_text(self, line: str, number: int) -> None:
        text, count = take_marks(line)
        if own := _OWN_LINE.fullmatch(text.strip()):
            self._add_own_line(own, count, number)
            return
        paragraph, content = self._paragraph(text)
        self._write(paragraph, content)
        self._mark_text(paragraph, count, number)

    def _paragraph(self, text: str) -> tuple[Any, str]:
        """An empty paragraph of the right style, and the words to put in it."""
        if match := re.fullmatch(r"(#{1,6}) (.*)", text):
            return self.document.add_heading("", level=len(match[1])), match[2]
        if match := re.fullmatch(r"( *)- (.*)", text):
            return self.document.add_paragraph(style="List Bullet 2" if match[1] else "List Bullet"), match[2]
        if match := re.fullmatch(r"( *)\d+\. (.*)", text):
            return self.document.add_paragraph(style="List Number 2" if match[1] else "List Number"), match[2]
        return self.document.add_paragraph(), text.strip()

    def _mark_text(self, paragraph: Any, count: int, number: int) -> None:
        text = visible_text(paragraph)
        self._seen[text] += 1
        mark = Mark(what="text", line=number, text=text, nth=self._seen[text])
        self.marks.extend([mark] * count)

    def _add_own_line(self, own: re.Match[str], count: int, number: int) -> None:
        content = own[3]
        inner, inner_count = take_marks(content)
        count += inner_count
        if own[2]:
            self._set_property(own[2].strip(), inner, number)
            self.marks.extend([Mark(what="properties", line=number)] * count)
        elif own[1] == "title":
            paragraph = self.document.add_paragraph(style="Title")
            self._write(paragraph, inner)
            self._mark_text(paragraph, count, number)
        else:
            section = self.document.sections[0]
            block = section.header if own[1] == "header" else section.footer
            first = block.paragraphs[0]
            self._write(block.add_paragraph() if visible_text(first) else first, inner)
            self.marks.extend([Mark(what="header" if own[1] == "header" else "footer", line=number)] * count)

    def _set_property(self, name: str, value: str, number: int) -> None:
        if name.lower() == "status":
            self.document.core_properties.content_status = value
        elif name.lower() in _CORE:
            setattr(self.document.core_properties, name.lower(), value)
        elif value:
            self._custom[name] = value
        else:
            raise DialectError(number, "a custom property needs a value")

    # Tables

    def _add_row(self, cells: list[str], rest: str, number: int) -> None:
        if is_rule(cells):
            if self._rows:
                self._rows[-1].heading = True
            return
        rest, row_marks = take_marks(rest)
        if rest:
            raise DialectError(number, "text after the last pipe of a row")
        marks: dict[int, int] = {}
        words = []
        for column, cell in enumerate(cells, start=1):
            text, marks[column] = take_marks(cell)
            words.append(text)
        self._rows.append(_Row(number, words, marks, row_marks))

    def _end_table(self) -> None:
        rows, self._rows = self._rows, []
        if not rows:
            return
        self._tables += 1
        width = max(len(row.cells) for row in rows)
        for row in rows:
            row.cells += [""] * (width - len(row.cells))
        table = self.document.add_table(rows=len(rows), cols=width, style="Table Grid")
        grid = [list(row.cells) for row in table.rows]
        for (top, left), (bottom, right) in _merges([row.cells for row in rows]):
            grid[top][left].merge(grid[bottom][right])
        for index, row in enumerate(rows):
            self._fill_row(table.rows[index], grid[index], row)
            self._mark_row(row, index + 1)
        self.marks.extend(Mark(what="table", line=line, table=self._tables) for line in self._table_marks)
        self._table_marks = []

    def _fill_row(self, table_row: Any, cells: list[Any], row: _Row) -> None:
        if row.heading:
            header = OxmlElement("w:tblHeader")
            table_row._tr.get_or_add_trPr().append(header)
        for cell, text in zip(cells, row.cells, strict=True):
            if text in ("<", "^"):
                continue
            for index, piece in enumerate(text.split("<br>")):
                paragraph = cell.paragraphs[0] if index == 0 else cell.add_paragraph()
                self._write(paragraph, piece.strip(), bold=row.heading)
                self._seen[visible_text(paragraph)] += 1

    def _mark_row(self, row: _Row, index: int) -> None:
        for column, count in row.marks.items():
            mark = Mark(what="cell", line=row.number, table=self._tables, row=index, column=column)
            self.marks.extend([mark] * count)
        mark = Mark(what="row", line=row.number, table=self._tables, row=index)
        self.marks.extend([mark] * row.row_marks)

    # Words in a paragraph

    def _write(self, paragraph: Any, text: str, *, bold: bool = False) -> None:
        position = 0
        for match in _INLINE.finditer(text):
            self._run(paragraph, text[position : match.start()], bold=bold)
            self._write_special(paragraph, match, bold=bold)
            position = match.end()
        self._run(paragraph, text[position:], bold=bold)

    def _run(self, paragraph: Any, text: str, *, bold: bool) -> Any:
        if not text:
            return None
        run = paragraph.add_run(text.replace("\\|", "|"))
        if bold:
            run.bold = True
        return run

    def _write_special(self, paragraph: Any, match: re.Match[str], *, bold: bool) -> None:
        kind, words, bold_words = match.groups()
        if kind is None:
            self._run(paragraph, bold_words, bold=True)
            return
        if kind == "comment":
            self._comment(paragraph, words)
            return
        run = self._run(paragraph, words, bold=bold)
        if run is None:
            return
        if kind == "highlight":
            run.font.highlight_color = WD_COLOR_INDEX.YELLOW
        elif kind == "invisible":
            run.font.hidden = True
        elif kind in ("control", "filled"):
            _put_in_control(run._r, prompt=kind == "control")
        else:
            self._put_in_revision(run._r, "w:ins" if kind == "insert" else "w:del")

    def _comment(self, paragraph: Any, words: str) -> None:
        runs = paragraph.runs or [paragraph.add_run("")]
        self.document.add_comment(runs, text=words, author="Reviewer", initials="R")

    def _put_in_revision(self, run: Any, tag: str) -> None:
        self._revision += 1
        wrapper = OxmlElement(tag)
        wrapper.set(qn("w:id"), str(9000 + self._revision))
        wrapper.set(qn("w:author"), "Reviewer")
        wrapper.set(qn("w:date"), "2026-01-01T00:00:00Z")
        run.addprevious(wrapper)
        wrapper.append(run)
        if tag == "w:del":
            for text in run.findall(qn("w:t")):
                text.tag = qn("w:delText")

    def _add_custom_properties(self) -> None:
        entries = "".join(
            f'<property fmtid="{_FORMAT_ID}" pid="{index}" name="{_escaped(name)}">'
            f"<vt:lpwstr>{_escaped(value)}</vt:lpwstr></property>"
            for index, (name, value) in enumerate(self._custom.items(), start=2)
        )
        xml = (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
            '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
            'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
            f"{entries}</Properties>"
        )
        package = self.document.part.package
        part = Part(PackURI("/docProps/custom.xml"), _CUSTOM_CONTENT, xml.encode(), package)
        package.relate_to(part, _CUSTOM_TYPE)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def visible_text(paragraph: Any) -> str:
    """The paragraph's text as a reader sees it: with controls and insertions, without deletions."""
    return "".join(text.text or "" for text in paragraph._p.iter(qn("w:t"))).strip()


def _put_in_control(run: Any, *, prompt: bool) -> None:
    control = OxmlElement("w:sdt")
    properties = OxmlElement("w:sdtPr")
    if prompt:
        properties.append(OxmlElement("w:showingPlcHdr"))
    properties.append(OxmlElement("w:text"))
    content = OxmlElement("w:sdtContent")
    control.append(properties)
    control.append(content)
    run.addprevious(control)
    content.append(run)


def _merges(rows: list[list[str]]) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """The merged rectangles of a table whose covered cells are written "<" and "^"."""
    for top, cells in enumerate(rows):
        for left, text in enumerate(cells):
            if text in ("<", "^"):
                continue
            right = left
            while right + 1 < len(cells) and cells[right + 1] == "<":
                right += 1
            bottom = top
            while bottom + 1 < len(rows) and left < len(rows[bottom + 1]) and rows[bottom + 1][left] == "^":
                bottom += 1
            if (bottom, right) != (top, left):
                yield (top, left), (bottom, right)
