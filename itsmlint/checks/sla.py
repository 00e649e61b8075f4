"""Checks of service level agreements: levels that can be measured, parties, priorities in order."""

import re
from collections.abc import Iterator, Sequence

import msgspec

from itsmlint.checks import Context, Options, check
from itsmlint.checks.contents import content_blocks, contents_only, contents_say
from itsmlint.checks.document_control import listed
from itsmlint.checks.kpi import direction_only
from itsmlint.checks.labels import has_label
from itsmlint.checks.statuses import status_class
from itsmlint.checks.wording import sentences, text_says
from itsmlint.documents.location import Location
from itsmlint.documents.model import Cell, Grid, Paragraph, Table
from itsmlint.facts.model import Facts
from itsmlint.facts.tokens import label_tokens
from itsmlint.finding import Problem
from itsmlint.language.measures import measurability

_LANGUAGES = ("en",)
_LEVELS = ("percentage", "score", "duration", "comparison", "count", "money", "zero", "ratio", "milestone", "reference")
_LEVEL_HEADERS = frozenset(
    "target level availability uptime response resolution restoration commitment objective goal performance slo time".split()
)
_NOT_LEVEL_HEADERS = frozenset("priority severity impact urgency owner service name description status criticality category type date".split())


class Levels(Options, frozen=True, kw_only=True):
    """Options of have-measurable-levels."""

    not_levels: str = "about-the-document"
    """Statement: the sentence is about the document, its review or its records."""
    elsewhere: str = "service-levels-elsewhere"
    """Statement: the levels stand in an appendix or another document."""


@check("have-measurable-levels", given="document", parts=("what",))
def have_measurable_levels(facts: Facts, options: Levels, context: Context) -> Iterator[Problem]:
    """The agreement or catalogue sets levels that can be measured, and no cell of targets is vague (8.3.3)."""
    if facts.language not in _LANGUAGES:
        return
    vague = list(_vague_cells(context))
    if facts.kind.name == "sla" and not vague and not _has_level(options, context):
        section = facts.section("service-levels")
        yield Problem(
            location=section.location if section else Location(),
            excerpt=section.heading if section else "",
            parts={"what": "The agreement sets no service level that can be measured: no value, no time, no percentage"},
            key="levels",
            searched=("tables", "all sentences", "references to other documents"),
        )
    yield from vague


def _has_level(options: Levels, context: Context) -> bool:
    for text in _texts(context):
        for sentence in sentences(text):
            if text_says(sentence, "en", options.elsewhere, context.vocabulary):
                return True
            if text_says(sentence, "en", options.not_levels, context.vocabulary):
                continue
            result = measurability(sentence, context.vocabulary)
            if any(measure.kind in _LEVELS for measure in result.measures):
                return True
    return False


def _texts(context: Context) -> Iterator[str]:
    """Paragraphs and cells of the contents."""
    for _, block in content_blocks(context):
        if isinstance(block, Paragraph):
            yield block.text
        else:
            yield from (cell.text for cell in block.cells.values())
    for sheet in context.document.sheets:
        yield from (cell.text for cell in sheet.cells.values())


def _vague_cells(context: Context) -> Iterator[Problem]:
    """Cells below a header such as "Target" or "Response time" that give only a direction or a quality."""
    registers = {
        (register.sheet, register.table): register
        for register in context.facts.registers
        if register.kind in ("kpi-register", "objectives-register")  # another rule looks at these
    }
    for grid in _grids(context):
        place = grid.locate(1)
        if (place.sheet, place.table) in registers:
            continue
        for header, column in _level_columns(grid):
            for (row, at), cell in grid.cells.items():
                if at == column and row > header:
                    yield from _vague_cell(grid, cell, grid.text(header, column), context)


def _vague_cell(grid: Grid, cell: Cell, header: str, context: Context) -> Iterator[Problem]:
    words = direction_only(cell.text, context)
    if words is None:
        return
    yield Problem(
        location=grid.locate(cell.row, cell.column, header),
        excerpt=cell.text,
        mark=words,
        parts={"what": f'"{cell.text}" under "{header}" is no level that can be met or missed: no value, no time'},
        cause="vague cell",
        key=f"{grid.text(cell.row, 1)} {header}",
    )


def _level_columns(grid: Grid) -> Iterator[tuple[int, int]]:
    """Header row and column of the columns that hold service levels."""
    rows = sorted({row for row, _ in grid.cells})[:6]
    for row in rows:
        cells = [cell for (at, _), cell in grid.cells.items() if at == row]
        if len(cells) < 2:
            continue
        found = [cell.column for cell in cells if _names_level(cell.text)]
        if found and len(found) < len(cells):
            yield from ((row, column) for column in found)
            return


def _names_level(header: str) -> bool:
    if len(header.split()) > 5:
        return False
    words = set(label_tokens(header))
    return bool(words & _LEVEL_HEADERS) and not words & _NOT_LEVEL_HEADERS


def _grids(context: Context) -> Iterator[Grid]:
    for _, block in content_blocks(context):
        if isinstance(block, Table):
            yield block
    yield from context.document.sheets


class Agreed(Options, frozen=True, kw_only=True):
    """Options of be-agreed."""

    customer: str = "agreement-customer"
    """Statement that names the customer."""
    made: str = "agreement-made"
    """Statement that it was agreed."""
    dates: tuple[str, ...] = ("effective_date", "approval_date", "issue_date")
    min_words: int = 0


@check("be-agreed", given="document", parts=("missing",))
def be_agreed(facts: Facts, options: Agreed, context: Context) -> Iterator[Problem]:
    """The agreement names the customer, and shows that and when it was agreed (ISO/IEC 20000-1, 8.3.3).

    A draft need not be agreed yet.
    """
    if facts.words < options.min_words or facts.format != "word":
        return
    contents = contents_only(context)
    missing = []
    parties = facts.section("parties") or has_label(contents, "parties", context.vocabulary)
    if not parties and contents_say(options.customer, context) is False and not _labelled(context, "customer", "client"):
        missing.append("who the customer is")
    if status_class(facts.control.value("status"), context.vocabulary) != "draft" and not _is_made(facts, options, context):
        missing.append("that anybody agreed to it")
    if missing:
        yield Problem(
            location=Location(),
            parts={"missing": listed(missing, "or")},
            key=" ".join(missing),
            searched=("parties", "document control", "signatures", "all sentences and table cells"),
        )


def _is_made(facts: Facts, options: Agreed, context: Context) -> bool:
    signed = facts.section("signatures") or facts.section("approval") or "approver" in facts.control.all
    blank_only = "approver" in facts.control.blanks and "approver" not in facts.control.fields
    if signed and not blank_only:
        return True
    if any(field in facts.control.fields for field in options.dates):
        return True
    return contents_say(options.made, context) is not False


def _labelled(context: Context, *names: str) -> bool:
    """Whether a cell or the start of a line is a label with one of the words."""
    wanted = set(names)
    for block in context.document.blocks:
        if isinstance(block, Paragraph):
            label, colon, value = block.text.partition(":")
            if colon and value.strip() and wanted & set(label_tokens(label)) and len(label) < 40:
                return True
        elif any(wanted & set(label_tokens(cell.text)) for cell in block.cells.values() if len(cell.text) < 40):
            return True
    return False


class Reviewed(Options, frozen=True, kw_only=True):
    """Options of be-reviewed-with-customer."""

    statement: str = "service-level-review"
    """How text says when it is reviewed."""
    section: str = "review"


@check("be-reviewed-with-customer", given="document")
def be_reviewed_with_customer(facts: Facts, options: Reviewed, context: Context) -> Iterator[Problem]:
    """The agreement says when it is reviewed, or until when it holds (ISO/IEC 20000-1, 8.3.3)."""
    if "next_review" in facts.control.fields or "review_cycle" in facts.control.fields:
        return
    if facts.section(options.section) or contents_say(options.statement, context) is not False:
        return
    yield Problem(
        location=Location(), key="review", searched=("headings", "document control", "all sentences and table cells")
    )


# Priorities


class Level(msgspec.Struct, frozen=True):
    """A cell with the time of a priority."""

    rank: int
    priority: str
    minutes: float
    clock: str
    """Which hours count: "business" or "all"."""
    cell: Cell


_DURATION = re.compile(
    r"(\d+(?:[.,]\d+)?)\s*-?\s*(?:(business|working|office|service|calendar|clock|support)[\s-]+)?"
    r"(minutes?|mins?|hours?|hrs?|h|days?|d|weeks?|months?)(?![a-z])",
    re.IGNORECASE,
)
_MINUTES = {"m": 1, "h": 60, "d": 1440, "w": 10_080}
_NUMBERED = re.compile(r"^\W*(?:p|prio(?:rity)?|sev(?:erity)?|s|level|cat(?:egory)?)?[\s.:-]*([0-5])(?!\d|[.,]\d)(?:\b|$)", re.IGNORECASE)
_RANKS = (
    ("critical", "urgent", "emergency", "blocker", "highest", "very high", "severe", "top", "showstopper"),
    ("high", "major", "serious", "important"),
    ("medium", "moderate", "normal", "average", "standard", "significant"),
    ("low", "minor"),
    ("very low", "lowest", "planning", "planned", "cosmetic", "trivial", "informational", "information"),
)
_RESPONSE = frozenset("response respond acknowledgement acknowledgment acknowledge reaction reply".split())
_RESOLUTION = frozenset("resolution resolve resolved restoration restore recovery fix repair solution workaround completion fulfilment fulfillment".split())
_NOT_TARGETS = frozenset("update frequency communication interval escalation escalate review notification report actual achieved example description impact definition breach".split())


class InOrder(Options, frozen=True, kw_only=True):
    """Options of have-priorities-in-order."""


@check("have-priorities-in-order", given="document", parts=("what",))
def have_priorities_in_order(facts: Facts, options: InOrder, context: Context) -> Iterator[Problem]:
    """No priority has a slower target than a lower one, and no response comes after the resolution (8.3.3).

    Times on different clocks (business hours, around the clock) are not compared.
    """
    for grid in _grids(context):
        for turned in (False, True):
            lines = list(_lines(grid, turned))
            if lines:
                yield from _out_of_order(grid, lines)
                yield from _late_responses(grid, lines)
                break


class Line(msgspec.Struct, frozen=True):
    """The times of all priorities under one header."""

    header: str
    levels: tuple[Level, ...]


def _lines(grid: Grid, turned: bool) -> Iterator[Line]:
    """The columns (or, turned, the rows) of response and resolution times of a table of priorities."""
    cells = {((column, row) if turned else (row, column)): cell for (row, column), cell in grid.cells.items()}
    ranks = _ranks(cells)
    if len(ranks) < 2:
        return
    first = min(ranks)
    for column in sorted({column for _, column in cells}):
        above = [cells[(row, column)].text for row in range(max(1, first - 3), first) if (row, column) in cells]
        header = next((text for text in reversed(above) if set(label_tokens(text)) & (_RESPONSE | _RESOLUTION)), "")
        if not header or set(label_tokens(" ".join(above))) & _NOT_TARGETS:
            continue
        levels = [
            level
            for row, (rank, priority) in sorted(ranks.items())
            if (row, column) in cells and (level := _level(rank, priority, cells[(row, column)])) is not None
        ]
        if len(levels) > 1:
            yield Line(header, tuple(levels))


def _ranks(cells: dict[tuple[int, int], Cell]) -> dict[int, tuple[int, str]]:
    """Row to rank and name of its priority, from the first of the first two columns that holds several."""
    for column in sorted({column for _, column in cells})[:2]:
        texts = {row: cell.text for (row, at), cell in cells.items() if at == column}
        by_word = {row: rank for row, text in texts.items() if (rank := _rank_by_word(text)) is not None}
        numbered = {row: int(match[1]) for row, text in texts.items() if (match := _NUMBERED.match(text)) and len(text) < 40}
        chosen = by_word if len(by_word) >= max(2, len(numbered)) else numbered
        if len(chosen) > 1 and len(set(chosen.values())) == len(chosen) and len(chosen) * 2 >= len(texts) - 2:
            return {row: (rank, " ".join(texts[row].split())) for row, rank in chosen.items()}
    return {}


def _rank_by_word(text: str) -> int | None:
    words = " ".join(label_tokens(text)) if len(text) < 40 else ""
    found = [
        (rank, word) for rank, names in enumerate(_RANKS) for word in names if re.search(rf"\b{word}\b", words)
    ]
    if not found:
        return None
    longest = max(found, key=lambda each: len(each[1]))
    return longest[0]


def _level(rank: int, priority: str, cell: Cell) -> Level | None:
    """The time in a cell that holds exactly one."""
    found = list(_DURATION.finditer(cell.text))
    if len(found) != 1:
        return None
    number, qualifier, unit = found[0].groups()
    letter = "m" if unit.lower().startswith(("min", "m")) and not unit.lower().startswith("month") else unit[0].lower()
    if unit.lower().startswith("month"):
        return None
    business = bool(qualifier and qualifier.lower() != "calendar" and qualifier.lower() != "clock")
    business = business or bool(re.search(r"\b(?:business|working|office|service) (?:hours?|days?|time)|\bbd\b|8x5|9x5", cell.text, re.IGNORECASE))
    return Level(rank, priority, float(number.replace(",", ".")) * _MINUTES[letter], "business" if business else "all", cell)


def _out_of_order(grid: Grid, lines: Sequence[Line]) -> Iterator[Problem]:
    for line in lines:
        ordered = sorted(line.levels, key=lambda level: level.rank)
        pairs = [(one, two) for one, two in zip(ordered, ordered[1:], strict=False) if one.clock == two.clock]
        wrong = [(one, two) for one, two in pairs if one.minutes > two.minutes]
        if not wrong or (len(wrong) == len(pairs) and len(pairs) > 1):
            continue  # all the other way round: the scale starts at the other end
        for higher, lower in wrong:
            yield Problem(
                location=grid.locate(higher.cell.row, higher.cell.column, line.header),
                excerpt=higher.cell.text,
                parts={
                    "what": f'"{line.header}" of {higher.priority} ({higher.cell.text}) is slower than that of {lower.priority} ({lower.cell.text})'
                },
                cause="order",
                key=f"{line.header} {higher.priority}",
            )


def _late_responses(grid: Grid, lines: Sequence[Line]) -> Iterator[Problem]:
    responses = next((line for line in lines if set(label_tokens(line.header)) & _RESPONSE), None)
    resolutions = next((line for line in lines if line is not responses and set(label_tokens(line.header)) & _RESOLUTION), None)
    if responses is None or resolutions is None or set(label_tokens(responses.header)) & _RESOLUTION:
        return
    by_rank = {level.rank: level for level in resolutions.levels}
    for level in responses.levels:
        other = by_rank.get(level.rank)
        if other is not None and level.clock == other.clock and level.minutes > other.minutes:
            yield Problem(
                location=grid.locate(level.cell.row, level.cell.column, responses.header),
                excerpt=level.cell.text,
                parts={
                    "what": f"{level.priority} has a response ({level.cell.text}) later than its resolution ({other.cell.text})"
                },
                cause="response",
                key=f"response {level.priority}",
            )
