"""Marks in examples: where a rule must find something."""

import re
from typing import Literal, TypeAlias, get_args

import msgspec

What: TypeAlias = Literal[
    "cell", "row", "text", "header", "footer", "table", "sheet", "document", "file name", "properties", "file"
]
_MARK = re.compile(r"\s*<!--\s*here(?:\s*:\s*([a-z ]+?))?\s*-->")
_WHOLE = ("document", "table", "sheet", "file name", "properties")


class DialectError(ValueError):
    """An example that cannot be understood."""

    def __init__(self, line: int, what: str) -> None:
        super().__init__(f"line {line} of the example: {what}")
        self.line = line


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """One expected finding."""

    what: What
    line: int
    """Line of the example's text, from 1."""
    sheet: str = ""
    table: int = 0
    row: int = 0
    column: int = 0
    text: str = ""
    """For ``text``: the paragraph's text ..."""
    nth: int = 0
    """... and which of the paragraphs with that text it is, from 1."""

    @property
    def place(self) -> str:
        """The place in words, for the report of a failed example."""
        where = {
            "cell": f"{self.sheet or f'table {self.table}'} row {self.row} column {self.column}",
            "row": f"{self.sheet or f'table {self.table}'} row {self.row}",
            "text": f'"{self.text[:60]}"',
            "table": f"table {self.table}",
            "sheet": f"sheet {self.sheet}",
        }.get(self.what, f"the {self.what}")
        return f"{where} (line {self.line})"


def take_marks(text: str) -> tuple[str, int]:
    """The text without the plain marks at its end, and how many there were."""
    count = 0
    while (match := _last_mark(text)) and match[1] is None:
        text = text[: match.start()]
        count += 1
    return text.rstrip() if count else text, count


def _last_mark(text: str) -> re.Match[str] | None:
    start = text.rfind("<!--")
    if start < 0:
        return None
    match = _MARK.search(text, max(0, len(text[:start].rstrip())))
    return match if match and not text[match.end() :].strip() else None


def whole_mark(line: str, number: int) -> What | None:
    """What a line that is nothing but ``<!-- here: document -->`` is about."""
    match = _MARK.fullmatch(line.strip())
    if not match:
        return None
    what = match[1] or ""
    if what not in _WHOLE or what not in get_args(What):
        raise DialectError(number, f"a mark on a line of its own says where: {', '.join(_WHOLE)}")
    return what  # type: ignore[return-value]


_BARS = re.compile(r"(?<!\\)\|")


def cells_of(line: str) -> tuple[list[str], str] | None:
    """The cells of a table row and what follows its last pipe; None when the line is no row."""
    stripped = line.strip()
    if not stripped.startswith("|"):
        return None
    first, *cells = _BARS.split(stripped)
    del first
    rest = cells.pop().strip() if cells else ""
    return [cell.strip().replace("\\|", "|") for cell in cells], rest


def is_rule(cells: list[str]) -> bool:
    """Whether a row is the line below a heading row: ``|---|---|``."""
    return bool(cells) and all(re.fullmatch(r":?-{3,}:?", cell) for cell in cells)
