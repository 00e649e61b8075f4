"""On which line of a TOML file something stands, for error messages.

Python's parser does not tell. Tables, keys and inline tables are found by their first line; what stands
inside a value of several lines is told by the line on which the value begins.
"""

import re
from collections.abc import Iterator, Sequence

_KEY = r"(?:[A-Za-z0-9_-]+|\"[^\"]*\"|'[^']*')"
_DOTTED = rf"{_KEY}(?:\s*\.\s*{_KEY})*"
_HEADER = re.compile(rf"^\s*\[\[?\s*({_DOTTED})\s*\]")
_ASSIGNED = re.compile(rf"^\s*({_DOTTED})\s*=")
_INSIDE = re.compile(rf"[{{,]\s*({_DOTTED})\s*=")


def line_of(text: str, path: Sequence[str]) -> int | None:
    """The line, from 1, of the value at the path, or of the innermost table around it, if there is one."""
    best, found = 0, None
    for number, names in _names(text):
        shared = 0
        for name, wanted in zip(names, path, strict=False):
            if name != wanted:
                break
            shared += 1
        if shared > best:
            best, found = shared, number
    return found


def _names(text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Each table and key with its line and its whole name."""
    table: tuple[str, ...] = ()
    for number, line in enumerate(text.splitlines(), 1):
        if header := _HEADER.match(line):
            table = _steps(header[1])
            yield number, table
        elif assigned := _ASSIGNED.match(line):
            name = (*table, *_steps(assigned[1]))
            yield number, name
            for inner in _INSIDE.finditer(line, assigned.end()):
                yield number, (*name, *_steps(inner[1]))


def _steps(dotted: str) -> tuple[str, ...]:
    return tuple(step.strip().strip("\"'") for step in re.findall(_KEY, dotted))
