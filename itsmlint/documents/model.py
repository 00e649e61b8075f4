"""What a file holds, whatever its format: paragraphs, tables and sheets, each with its place.

The readers in ``word`` and ``excel`` make a :class:`Document`; nothing after them knows about OOXML.
All of these are plain immutable values.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from typing import Literal, TypeAlias

import msgspec

from itsmlint.documents.location import Location, column_letters

CellValue: TypeAlias = str | int | float | bool | date | datetime | time | None
Format: TypeAlias = Literal["word", "excel"]


class Mark(msgspec.Struct, frozen=True):
    """A stretch of a paragraph's text that is something special.

    ``start`` and ``end`` are offsets in the text. ``kind`` is one of placeholder (a content control that
    still shows its prompt, ``w:showingPlcHdr``), highlight, inserted (tracked insertion), hidden
    (``w:vanish``), hyperlink, field (the result of a field; ``detail`` holds its code), picture (a drawing,
    picture or embedded object, without text of its own: start and end are where it stands).
    """

    kind: str
    start: int
    end: int
    detail: str = ""


class Heading(msgspec.Struct, frozen=True):
    """That a paragraph is a heading, and how that is known."""

    level: int
    """1 is the topmost. The document's title (style Title) is 0."""
    source: Literal["style", "outline", "look"]
    """By built-in heading style (or a style based on one), by outline level, or only by its look."""


class Paragraph(msgspec.Struct, frozen=True, kw_only=True):
    """A paragraph as a reader sees it: tracked insertions in, deletions out, fields by their result."""

    text: str
    """With line breaks as newlines and tabs as tabs; never None, may be empty."""
    location: Location
    style: str = ""
    """The style's name, in English for built-in styles whatever Word's language."""
    heading: Heading | None = None
    number: str = ""
    """The computed list or heading number as shown: "4.2", "a)", "•". Typed numbers stay in the text."""
    list_level: int | None = None
    """0 for the outermost list level; None outside lists."""
    bold: bool = False
    """Every visible character is bold, directly or by style."""
    in_contents: bool = False
    """Part of a table of contents, of figures or of an index: not text of the document."""
    marks: tuple[Mark, ...] = ()


class Cell(msgspec.Struct, frozen=True, gc=False):
    """A cell with content. Cells without content do not exist."""

    row: int
    column: int
    value: CellValue
    """Typed value; for formulas the cached result, None where the file holds none."""
    text: str
    """As a person reads it: trimmed, inner line breaks kept, dates as ISO, percentages as "95%"."""
    bold: bool = False
    formula: bool = False
    error: bool = False
    """An error value such as #REF! or #DIV/0!."""


class Range(msgspec.Struct, frozen=True):
    """A rectangle of cells, edges included, counted from 1."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int

    def holds(self, row: int, column: int) -> bool:
        """Whether the cell is inside."""
        return self.first_row <= row <= self.last_row and self.first_column <= column <= self.last_column


class Grid(msgspec.Struct, frozen=True, kw_only=True):
    """Cells in rows and columns: what a worksheet and a Word table have in common."""

    cells: Mapping[tuple[int, int], Cell]
    """(row, column) from 1 to cell, only cells with content, in reading order."""
    merges: tuple[Range, ...] = ()
    """Merged ranges; the content stands in the top left cell."""
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()

    @property
    def last_row(self) -> int:
        """The last row with content; 0 when there is none."""
        return max((row for row, _ in self.cells), default=0)

    @property
    def last_column(self) -> int:
        """The last column with content; 0 when there is none."""
        return max((column for _, column in self.cells), default=0)

    def text(self, row: int, column: int) -> str:
        """The cell's text, empty where there is no cell."""
        cell = self.cells.get((row, column))
        return cell.text if cell else ""

    def locate(self, row: int, column: int | None = None, label: str | None = None) -> Location:
        """The Location of a cell or, without column, of a row."""
        raise NotImplementedError


class Table(Grid, frozen=True, kw_only=True):
    """A Word table as a grid: merged cells once, deleted rows left out."""

    location: Location
    """Of the table as a whole."""
    header_rows: int = 0
    """Leading rows marked to repeat on each page (``w:tblHeader``)."""
    blocks: Mapping[tuple[int, int], tuple["Block", ...]] = {}
    """(row, column) to the paragraphs and nested tables inside the cell."""

    def locate(self, row: int, column: int | None = None, label: str | None = None) -> Location:
        """The Location of a cell or, without column, of a row."""
        return msgspec.structs.replace(
            self.location, row=row, column=column_letters(column) if column else None, label=label
        )

    def paragraphs(self) -> Iterator[Paragraph]:
        """All paragraphs of all cells in reading order, nested tables included."""
        for blocks in self.blocks.values():
            yield from paragraphs_of(blocks)


Block: TypeAlias = Paragraph | Table


def paragraphs_of(blocks: tuple[Block, ...]) -> Iterator[Paragraph]:
    """All paragraphs of the blocks in reading order, those inside table cells included."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            yield from block.paragraphs()


class ExcelTable(msgspec.Struct, frozen=True, kw_only=True):
    """A range formatted as a table in Excel (``xl/tables``)."""

    name: str
    range: Range
    columns: tuple[str, ...]
    header_row: bool = True
    """False when the table's own header row is hidden; then ``columns`` are made-up names."""
    total_row: bool = False


class Validation(msgspec.Struct, frozen=True, kw_only=True):
    """A drop-down list: the ranges it governs and, where known, the allowed values."""

    ranges: tuple[Range, ...]
    values: tuple[str, ...] = ()
    source: str = ""
    """The list's formula where its values stand elsewhere: "Lists!$A$2:$A$6"."""


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """A comment in Word, or a note or threaded comment in Excel."""

    text: str
    location: Location
    author: str = ""
    date: str = ""
    """ISO date and time as stored, or empty."""
    resolved: bool = False


class Sheet(Grid, frozen=True, kw_only=True):
    """A worksheet."""

    name: str
    index: int
    """Position in the workbook, from 1."""
    state: Literal["visible", "hidden", "veryHidden"] = "visible"
    tables: tuple[ExcelTable, ...] = ()
    auto_filter: Range | None = None
    filtered_rows: bool = False
    """A filter is set that hides rows."""
    frozen_rows: int = 0
    """Rows above the freeze pane."""
    repeated_rows: tuple[int, int] | None = None
    """First and last row printed on top of each page (print titles): a hint of where the header is."""
    validations: tuple[Validation, ...] = ()
    notes: tuple[Note, ...] = ()
    header_footer: tuple[str, ...] = ()
    """Texts of the page headers and footers, codes such as &P left out."""
    truncated: bool = False
    """More cells than the reader's limit: the rest was not read."""

    def locate(self, row: int, column: int | None = None, label: str | None = None) -> Location:
        """The Location of a cell or, without column, of a row."""
        letters = column_letters(column) if column else None
        return Location(
            part="sheet",
            sheet=self.name,
            row=row,
            column=letters,
            cell=f"{letters}{row}" if letters else None,
            label=label,
        )


class Revision(msgspec.Struct, frozen=True, kw_only=True):
    """A tracked change that is neither accepted nor rejected."""

    kind: Literal["inserted", "deleted", "moved", "formatted"]
    text: str
    location: Location
    author: str = ""
    date: str = ""


class Properties(msgspec.Struct, frozen=True, kw_only=True):
    """The file's properties (docProps): hardly ever kept by hand, so weak evidence."""

    title: str = ""
    subject: str = ""
    author: str = ""
    last_modified_by: str = ""
    company: str = ""
    keywords: str = ""
    category: str = ""
    status: str = ""
    version: str = ""
    template: str = ""
    created: datetime | None = None
    modified: datetime | None = None
    custom: Mapping[str, str] = {}


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """Everything a file holds that a reader of it could see, and some that they could not."""

    path: str
    """As it is shown to people: relative to the project, with forward slashes."""
    format: Format
    sha256: str
    properties: Properties = Properties()
    blocks: tuple[Block, ...] = ()
    """Word: the body in reading order; text boxes follow the paragraph they are anchored in."""
    headers: tuple[Block, ...] = ()
    """Word: page headers of all sections and kinds, each text once."""
    footers: tuple[Block, ...] = ()
    footnotes: tuple[Paragraph, ...] = ()
    """Word: foot- and endnotes."""
    comments: tuple[Note, ...] = ()
    revisions: tuple[Revision, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    settings: Mapping[str, str] = {}
    """Word's document settings that matter here: trackRevisions, documentProtection, attachedTemplate."""

    @property
    def name(self) -> str:
        """The file's name without folder."""
        return self.path.rsplit("/", 1)[-1]

    def body_paragraphs(self) -> Iterator[Paragraph]:
        """All paragraphs of the body in reading order, those in tables included."""
        yield from paragraphs_of(self.blocks)

    def tables(self) -> Iterator[Table]:
        """The tables of the body in reading order, nested ones after the table that holds them."""
        pending = list(reversed(self.blocks))
        while pending:
            block = pending.pop()
            if isinstance(block, Table):
                yield block
                inner = [b for blocks in block.blocks.values() for b in blocks if isinstance(b, Table)]
                pending.extend(reversed(inner))
