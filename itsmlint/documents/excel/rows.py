"""The rows of a worksheet: where nearly all its XML and all its cells are."""

from collections.abc import Callable
from typing import NamedTuple
from xml.parsers import expat

from itsmlint.documents.excel.cell_values import Shown, read_iso_date
from itsmlint.documents.excel.limits import Budget
from itsmlint.documents.excel.ranges import LAST_COLUMN, LAST_ROW, Columns, read_cell
from itsmlint.documents.excel.streaming import is_on, local_name
from itsmlint.documents.excel.strings import RichText, SharedStrings
from itsmlint.documents.excel.styles import Looks
from itsmlint.documents.excel.text import clean
from itsmlint.documents.model import Cell, CellValue
from itsmlint.documents.unreadable import UnreadableError

LEAST_HEIGHT = 0.5
"""Rows lower than this, in points, cannot be seen."""

_VALUE, _FORMULA = 1, 2
_AFTER_ROWS = frozenset(
    {
        "autoFilter",
        "mergeCells",
        "customSheetViews",
        "conditionalFormatting",
        "dataValidations",
        "headerFooter",
        "pageMargins",
    }
)
"""Elements that follow the rows and never stand inside a cell: the first one met ends the rows."""


class Workbook(NamedTuple):
    """What the sheets of one workbook share."""

    strings: SharedStrings
    looks: Looks
    columns: Columns
    budget: Budget


class Rows:
    """Walks the rows and keeps the cells with content.

    The handlers do as little as they can: no end tags, text appended by the parser itself, cells without
    content never looked at. They are closures because their variables cost less than attributes would, and
    this is where the time of reading a workbook goes.
    """

    def __init__(self, parser: expat.XMLParserType, shared: Workbook) -> None:
        self.cells: dict[tuple[int, int], Cell] = {}
        self.hidden_rows: set[int] = set()
        """Hidden rows with content."""
        self.lost_strings = False
        """A cell refers to a shared string that does not exist."""
        self.characters = 0
        self.in_order = True
        self._parser = parser
        self._shared = shared
        self.end: Callable[[], None] = _nothing
        """Keep the last cell; to be called when the sheet has been parsed."""

    def begin(  # noqa: PLR0915
        self, prefix: str, shows_zeros: bool, leave: Callable[[str, dict[str, str]], None]
    ) -> None:
        """Take over the parser until an element after the rows begins, which ``leave`` is given.

        ``prefix`` is the namespace prefix of the sheet's elements, with its colon.
        """
        parser, cells, hidden_rows = self._parser, self.cells, self.hidden_rows
        (texts, bold_texts), looks, columns, budget = self._shared
        tag_c, tag_v, tag_f, tag_is, tag_t, tag_row = (
            prefix + tag for tag in ("c", "v", "f", "is", "t", "row")
        )
        pieces: list[str] = []
        clear = pieces.clear
        rich = RichText(parser)
        attributes: dict[str, str] = {}
        content = row = digits = position = last_column = characters = 0
        row_hidden = inline_bold = False

        def finish_cell() -> None:
            """Keep the cell whose tags have passed."""
            nonlocal content, position, last_column, characters, inline_bold
            is_formula, raw = content >= _FORMULA, "".join(pieces) if content & _VALUE else ""
            content = 0
            kind = attributes.get("t")
            numbers, bold = looks[attributes.get("s", "0")]
            value: CellValue
            if kind == "s":
                try:
                    index = int(raw)
                    value = text = texts[index] if index >= 0 else ""
                except (ValueError, IndexError):
                    self.lost_strings = True
                    return
                bold = bold or index in bold_texts
            elif kind is None or kind == "n":
                value, text = numbers[raw] if raw else (None, "")
                if value == 0 and not shows_zeros:
                    return
            elif kind == "e" and "vm" in attributes:
                return  # A picture or other rich value: programs that do not know them see an error here.
            else:
                value, text = _read_typed(kind, raw)
                bold, inline_bold = bold or inline_bold, False
            if not text and not (is_formula and kind != "str" and not raw.strip()):
                return
            reference = attributes.get("r")
            column = columns[reference[:-digits]] if reference else position
            own_row = row
            if row == 0 or not 0 < column <= LAST_COLUMN:
                # Not a reference of this row: kept where it says, if that is a place at all.
                place = read_cell(reference) if reference and row else None
                if place is None:
                    return
                own_row, column = place
                self.in_order = False
            elif column <= last_column:
                self.in_order = False
            position = last_column = column
            characters += len(text)
            cells[own_row, column] = Cell(own_row, column, value, text, bold, is_formula, kind == "e")
            if row_hidden:
                hidden_rows.add(own_row)

        def start(name: str, new: dict[str, str]) -> None:
            nonlocal attributes, content, position
            if name == tag_c:
                if content:
                    finish_cell()
                attributes = new
                position += 1
            elif name == tag_v or name == tag_is:  # noqa: PLR1714, SIM109 -- a tuple would be built each time
                clear()
                content |= _VALUE
            elif name == tag_t:
                clear()
            elif name == tag_row:
                start_row(new)
            elif name == tag_f:
                content |= _FORMULA
            else:
                start_other(name, new)

        def start_row(new: dict[str, str]) -> None:
            nonlocal row, digits, position, last_column, row_hidden
            if content:
                finish_cell()
            budget.check(len(cells), characters)
            last_row, number = row, new.get("r")
            row = row + 1 if number is None else _row_number(number)
            self.in_order = self.in_order and row > last_row
            digits = len(number or str(row))
            position = last_column = 0
            row_hidden = ("hidden" in new and is_on(new["hidden"])) or ("ht" in new and _is_flat(new["ht"]))

        def start_other(name: str, new: dict[str, str]) -> None:
            local = local_name(name)
            if local in _AFTER_ROWS:
                end_rows()
                leave(name, new)
            elif local in ("r", "rPh") and content:
                rich.resume("".join(pieces))
                parser.StartElementHandler = rich.start
                parser.EndElementHandler = end_in_rich
                parser.CharacterDataHandler = None
                rich.start(name, new)

        def end_in_rich(name: str) -> None:
            nonlocal inline_bold
            if name != tag_is:
                rich.end(name)
                return
            text, inline_bold = rich.take()
            pieces[:] = [text]
            take_over()

        def take_over() -> None:
            parser.StartElementHandler = start
            parser.EndElementHandler = None
            parser.CharacterDataHandler = pieces.append

        def end_rows() -> None:
            if content:
                finish_cell()
            self.characters = characters

        self.end = end_rows
        take_over()


def _nothing() -> None:
    """No rows have begun."""


def _row_number(text: str) -> int:
    """The row's number; 0 for one that no sheet has."""
    try:
        number = int(text)
    except ValueError:
        raise UnreadableError("bad-xml", "a row of a sheet has something else than a number") from None
    return number if 0 < number <= LAST_ROW else 0


def _is_flat(height: str) -> bool:
    try:
        return float(height) < LEAST_HEIGHT
    except ValueError:
        return False


def _read_typed(kind: str, raw: str) -> Shown:
    """Value and text of a cell of a rarer type: formula string, inline string, boolean, error, ISO date."""
    if kind == "b":
        is_true = is_on(raw)
        return is_true, "TRUE" if is_true else "FALSE"
    if kind == "d":
        return read_iso_date(raw)
    text = clean(raw)
    return text, text
