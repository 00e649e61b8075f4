"""One walk over a worksheet's XML.

The parser meets three stretches: what stands before the rows (views, columns), the rows themselves (module
``rows``), and what follows them (merges, filter, validations, page header).
"""

from collections.abc import Callable, Mapping
from typing import ClassVar, NamedTuple

from itsmlint.documents.excel.limits import LONGEST_FORMULA, MOST_MERGES, MOST_VALIDATION_RANGES
from itsmlint.documents.excel.ranges import LAST_ROW, read_cell, read_range, read_ranges
from itsmlint.documents.excel.rows import Rows, Workbook
from itsmlint.documents.excel.streaming import is_on, local_name, new_parser, run
from itsmlint.documents.model import Cell, Range

_CRITERIA = frozenset({"filters", "customFilters", "dynamicFilter", "top10", "colorFilter", "iconFilter"})
_PAGE_TEXTS = frozenset({"oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"})
_TEXTS = _PAGE_TEXTS | {"formula1", "sqref"}
_LEAST_WIDTH = 0.05
"""Columns narrower than this, in characters, cannot be seen."""


class RawList(NamedTuple):
    """A drop-down list before its formula is resolved."""

    ranges: tuple[Range, ...]
    formula: str


class SheetWalk:
    """Walks one sheet; afterwards its attributes hold what was found."""

    def __init__(self, shared: Workbook) -> None:
        self.is_worksheet = False
        self.cells: dict[tuple[int, int], Cell] = {}
        self.merges: list[Range] = []
        self.hidden_rows: set[int] = set()
        self.hidden_bands: list[tuple[int, int]] = []
        """First and last of hidden columns side by side."""
        self.auto_filter: Range | None = None
        self.has_criteria = False
        self.shows_zeros = True
        self.frozen_rows = 0
        self.lists: list[RawList] = []
        self.page_texts: list[str] = []
        self.lost_strings = False
        """A cell refers to a shared string that does not exist."""

        self._shared = shared
        self._prefix = ""
        self._pieces: list[str] = []
        self._first_visible_row = 1
        self._list_attributes: dict[str, str] = {}
        self._list_formula = ""
        self._ranges_left = MOST_VALIDATION_RANGES
        self._ignored = ""
        self._depth = 0

    def read(self, data: bytes, part: str) -> None:
        """Walk the part. Raises UnreadableError: bad-xml, unsafe-xml, over-limit."""
        self._parser = new_parser(data)
        self._parser.StartElementHandler = self._root
        self._rows = Rows(self._parser, self._shared)
        run(self._parser, data, part)
        self._rows.end()
        self._shared.budget.spend(len(self._rows.cells), self._rows.characters)
        self.cells = self._rows.cells if self._rows.in_order else dict(sorted(self._rows.cells.items()))
        self.hidden_rows = self._rows.hidden_rows
        self.lost_strings = self._rows.lost_strings

    def _walk_outside(self) -> None:
        self._parser.StartElementHandler = self._start_outside
        self._parser.EndElementHandler = self._end_outside
        self._parser.CharacterDataHandler = None

    def _root(self, name: str, _: Mapping[str, str]) -> None:
        prefix, colon, local = name.rpartition(":")
        self.is_worksheet = local == "worksheet"
        self._prefix = prefix + colon
        self._walk_outside()

    def _start_outside(self, name: str, attributes: dict[str, str]) -> None:
        local = local_name(name)
        if self._ignored:
            self._depth += local == self._ignored
            return
        if local in _TEXTS:
            self._pieces.clear()
            self._parser.CharacterDataHandler = self._pieces.append
            return
        if local in _CRITERIA:
            self.has_criteria = True
            return
        handler = self._OUTSIDE.get(local)
        if handler is not None:
            handler(self, attributes)

    def _end_outside(self, name: str) -> None:
        local = local_name(name)
        if self._ignored:
            self._depth -= local == self._ignored
            if not self._depth:
                self._ignored = ""
            return
        if local in _TEXTS:
            self._parser.CharacterDataHandler = None
            self._end_text(local, "".join(self._pieces))
        elif local == "dataValidation":
            self._end_list()

    def _end_text(self, name: str, text: str) -> None:
        if name == "formula1":
            self._list_formula = text.strip()
        elif name == "sqref":
            self._list_attributes["sqref"] = text
        else:
            self.page_texts.append(text)

    def _start_rows(self, _: Mapping[str, str]) -> None:
        self._rows.begin(self._prefix, self.shows_zeros, self._leave_rows)

    def _leave_rows(self, name: str, attributes: dict[str, str]) -> None:
        self._walk_outside()
        self._start_outside(name, attributes)

    def _start_ignored(self, _: Mapping[str, str]) -> None:
        """Custom views repeat filters and page headers of other moments."""
        self._ignored = "customSheetViews"
        self._depth = 1

    def _start_view(self, attributes: Mapping[str, str]) -> None:
        self.shows_zeros = self.shows_zeros and is_on(attributes.get("showZeros"), default=True)
        cell = read_cell(attributes.get("topLeftCell", ""))
        self._first_visible_row = cell[0] if cell else 1

    def _start_pane(self, attributes: Mapping[str, str]) -> None:
        if not attributes.get("state", "").startswith("frozen") or self.frozen_rows:
            return
        rows = int(_decimal(attributes.get("ySplit")))
        if 0 < rows < LAST_ROW:
            self.frozen_rows = self._first_visible_row - 1 + rows

    def _start_column(self, attributes: Mapping[str, str]) -> None:
        width = _decimal(attributes.get("width"), default=9.0)
        if is_on(attributes.get("hidden")) or width < _LEAST_WIDTH:
            first, last = _decimal(attributes.get("min")), _decimal(attributes.get("max"))
            self.hidden_bands.append((int(first), int(min(last, 1e9))))

    def _start_merge(self, attributes: Mapping[str, str]) -> None:
        area = read_range(attributes.get("ref", ""))
        if area is not None and len(self.merges) < MOST_MERGES:
            self.merges.append(area)

    def _start_filter(self, attributes: Mapping[str, str]) -> None:
        self.auto_filter = read_range(attributes.get("ref", ""))

    def _start_list(self, attributes: dict[str, str]) -> None:
        self._list_attributes = attributes
        self._list_formula = ""

    def _end_list(self) -> None:
        if self._list_attributes.get("type") != "list" or not 0 < len(self._list_formula) <= LONGEST_FORMULA:
            return
        ranges = read_ranges(self._list_attributes.get("sqref", ""), self._ranges_left)
        self._ranges_left -= len(ranges)
        if ranges:
            self.lists.append(RawList(ranges, self._list_formula))

    _OUTSIDE: ClassVar[Mapping[str, Callable[["SheetWalk", dict[str, str]], None]]] = {
        "sheetData": _start_rows,
        "customSheetViews": _start_ignored,
        "sheetView": _start_view,
        "pane": _start_pane,
        "col": _start_column,
        "mergeCell": _start_merge,
        "autoFilter": _start_filter,
        "dataValidation": _start_list,
    }


def _decimal(value: str | None, default: float = 0.0) -> float:
    try:
        number = float(value) if value else default
    except ValueError:
        return default
    return number if abs(number) < 1e12 else default
