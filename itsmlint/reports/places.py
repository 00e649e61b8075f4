"""Long lists of cells, made short: ``Register › E14 to E17, E20``."""

import re
from collections.abc import Iterable, Sequence

_CELL = re.compile(r"(?P<sheet>.+)!(?P<column>[A-Z]{1,3})(?P<row>\d+)$")


def short_list(cells: Sequence[str], at_most: int = 12) -> str:
    """The cells by sheet, neighbours in a column joined; of more than ``at_most`` steps the first ones."""
    steps = list(_steps(cells))
    shown = ""
    sheet = ""
    for place, text in steps[:at_most]:
        if place != sheet:
            shown += f"{'; ' if shown else ''}{place} › " if place else ("; " if shown else "")
            sheet = place
        else:
            shown += ", " if place else "; "
        shown += text
    rest = len(steps) - at_most
    return f"{shown} and {rest:,} more" if rest > 0 else shown


def _steps(cells: Iterable[str]) -> Iterable[tuple[str, str]]:
    """(sheet, "E14 to E17") for runs of cells below each other, ("", place) for anything else."""
    run: tuple[str, str, int, int] | None = None
    for cell in cells:
        found = _CELL.match(cell)
        if found and run and run[:2] == (found["sheet"], found["column"]) and int(found["row"]) == run[3] + 1:
            run = (*run[:3], int(found["row"]))
            continue
        if run:
            yield _step(run)
            run = None
        if found:
            run = (found["sheet"], found["column"], int(found["row"]), int(found["row"]))
        else:
            yield "", cell
    if run:
        yield _step(run)


def _step(run: tuple[str, str, int, int]) -> tuple[str, str]:
    sheet, column, first, last = run
    return sheet, f"{column}{first}" if first == last else f"{column}{first} to {column}{last}"
