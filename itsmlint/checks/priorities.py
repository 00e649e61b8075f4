"""Checks of tables of priorities: no priority slower than a lower one, no response after the resolution."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from itsmlint.checks import Context, Options, check
from itsmlint.checks.service_level_tables import ServiceLevels, content_grids, service_level_words
from itsmlint.documents.model import Cell, Grid
from itsmlint.facts.model import Facts
from itsmlint.facts.tokens import label_tokens
from itsmlint.finding import Problem


class Level(msgspec.Struct, frozen=True):
    """A cell with the time of a priority."""

    rank: int
    priority: str
    minutes: float
    clock: str
    """Which hours count: "business" or "all"."""
    cell: Cell
    named: bool = False
    """The priority has a name such as "critical" or "P1", so that the order is sure."""

    @property
    def words(self) -> str:
        """The priority and its time: "P1 (4 hours)"."""
        return f"{self.priority} ({self.cell.text})"


_DURATION = re.compile(
    r"(\d+(?:[.,]\d+)?)\s*-?\s*(?:(business|working|office|service|calendar|clock|support)[\s-]+)?"
    r"(minutes?|mins?|hours?|hrs?|h|days?|d|weeks?|months?)(?![a-z])",
    re.IGNORECASE,
)
_MINUTES = {"m": 1, "h": 60, "d": 1440, "w": 10_080}
_NUMBERED = re.compile(
    r"^[\s(#-]*(?:p|prio(?:rity)?|sev(?:erity)?|s|cat(?:egory)?)?[\s.:-]*([0-5])(?!\d|[.,]\d|\s*(?:h|min|hour|day|week|business))(?:\b|$)",
    re.IGNORECASE,
)


class InOrder(Options, frozen=True, kw_only=True):
    """Options of have-priorities-in-order."""


@check("have-priorities-in-order", given="document", parts=("what",))
def have_priorities_in_order(facts: Facts, options: InOrder, context: Context) -> Iterator[Problem]:
    """No priority has a slower target than a lower one, and no response comes after the resolution (8.3.3).

    Times on different clocks (business hours, around the clock) are not compared.
    """
    known = service_level_words(context)
    for grid in content_grids(context):
        for turned in (False, True):
            lines = list(_lines(grid, turned, known))
            if lines:
                yield from _out_of_order(grid, lines)
                yield from _late_responses(grid, lines, known)
                break


class Line(msgspec.Struct, frozen=True):
    """The times of all priorities under one header."""

    header: str
    levels: tuple[Level, ...]


def _lines(grid: Grid, turned: bool, known: ServiceLevels) -> Iterator[Line]:
    """The columns (or, turned, the rows) of response and resolution times of a table of priorities."""
    cells = {((column, row) if turned else (row, column)): cell for (row, column), cell in grid.cells.items()}
    ranks = _ranks(cells, known)
    if len(ranks) < 2:
        return
    first = min(ranks)
    for column in sorted({column for _, column in cells}):
        above = [
            cells[(row, column)].text for row in range(max(1, first - 3), first) if (row, column) in cells
        ]
        header = next(
            (
                text
                for text in reversed(above)
                if set(label_tokens(text)) & (known.response | known.resolution)
            ),
            "",
        )
        if not header or set(label_tokens(" ".join(above))) & known.not_targets:
            continue
        levels = [
            level
            for row, (rank, priority) in sorted(ranks.items())
            if (row, column) in cells
            and (level := _level(rank, priority, cells[(row, column)], known)) is not None
        ]
        if len(levels) > 1:
            yield Line(header, tuple(levels))


def _ranks(cells: dict[tuple[int, int], Cell], known: ServiceLevels) -> dict[int, tuple[int, str]]:
    """Row to rank and name of its priority, from the first of the first two columns that holds several."""
    for column in sorted({column for _, column in cells})[:2]:
        texts = {row: cell.text for (row, at), cell in cells.items() if at == column}
        by_word = {
            row: rank for row, text in texts.items() if (rank := _rank_by_word(text, known)) is not None
        }
        numbered = {
            row: int(match[1])
            for row, text in texts.items()
            if (match := _NUMBERED.match(text)) and len(text) < 40
        }
        chosen = by_word if len(by_word) >= max(2, len(numbered)) else numbered
        if len(chosen) > 1 and len(set(chosen.values())) == len(chosen) and len(chosen) * 2 >= len(texts) - 2:
            return {row: (rank, " ".join(texts[row].split())) for row, rank in chosen.items()}
    return {}


def _rank_by_word(text: str, known: ServiceLevels) -> int | None:
    words = " ".join(label_tokens(text)) if len(text) < 40 else ""
    found = [
        (rank, word)
        for rank, names in enumerate(known.priorities)
        for word in names
        if re.search(rf"\b{word}\b", words)
    ]
    if not found:
        return None
    longest = max(found, key=lambda each: len(each[1]))
    return longest[0]


def _level(rank: int, priority: str, cell: Cell, known: ServiceLevels) -> Level | None:
    """The time in a cell that holds exactly one."""
    found = list(_DURATION.finditer(cell.text))
    if len(found) != 1:
        return None
    number, qualifier, unit = found[0].groups()
    letter = (
        "m"
        if unit.lower().startswith(("min", "m")) and not unit.lower().startswith("month")
        else unit[0].lower()
    )
    if unit.lower().startswith("month"):
        return None
    business = bool(qualifier and qualifier.lower() != "calendar" and qualifier.lower() != "clock")
    business = business or bool(
        re.search(
            r"\b(?:business|working|office|service) (?:hours?|days?|time)|\bbd\b|8x5|9x5",
            cell.text,
            re.IGNORECASE,
        )
    )
    minutes = float(number.replace(",", ".")) * _MINUTES[letter]
    return Level(rank, priority, minutes, "business" if business else "all", cell, _is_named(priority, known))


def _is_named(priority: str, known: ServiceLevels) -> bool:
    """Whether it is a word or a number called a priority: "critical", "P1". There 1 is the highest."""
    return (
        _rank_by_word(priority, known) is not None
        or re.match(r"\W*(?:p|prio|sev|s)", priority, re.IGNORECASE) is not None
    )


def _out_of_order(grid: Grid, lines: Sequence[Line]) -> Iterator[Problem]:
    for line in lines:
        ordered = sorted(line.levels, key=lambda level: level.rank)
        pairs = [(one, two) for one, two in pairwise(ordered) if one.clock == two.clock]
        wrong = [(one, two) for one, two in pairs if one.minutes > two.minutes]
        if not all(level.named for level in ordered) and len(wrong) * 2 >= len(pairs):
            continue  # numbers alone do not tell at which end the scale starts
        for higher, lower in wrong:
            what = f'"{line.header}" of {higher.words} is slower than that of {lower.words}'
            yield Problem(
                location=grid.locate(higher.cell.row, higher.cell.column, line.header),
                excerpt=higher.cell.text,
                parts={"what": what},
                cause="order",
                key=f"{line.header} {higher.priority}",
            )


def _late_responses(grid: Grid, lines: Sequence[Line], known: ServiceLevels) -> Iterator[Problem]:
    responses = next((line for line in lines if set(label_tokens(line.header)) & known.response), None)
    resolutions = next(
        (
            line
            for line in lines
            if line is not responses and set(label_tokens(line.header)) & known.resolution
        ),
        None,
    )
    if responses is None or resolutions is None or set(label_tokens(responses.header)) & known.resolution:
        return
    by_rank = {level.rank: level for level in resolutions.levels}
    for level in responses.levels:
        other = by_rank.get(level.rank)
        if other is not None and level.clock == other.clock and level.minutes > other.minutes:
            what = f"The response of {level.words} comes later than its resolution ({other.cell.text})"
            yield Problem(
                location=grid.locate(level.cell.row, level.cell.column, responses.header),
                excerpt=level.cell.text,
                parts={"what": what},
                cause="response",
                key=f"response {level.priority}",
            )
