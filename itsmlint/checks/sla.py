"""Checks of service level agreements: levels that can be measured, parties, reviews."""

from collections.abc import Iterator

from itsmlint.checks import Context, Options, check
from itsmlint.checks.contents import content_blocks, contents_only, contents_say
from itsmlint.checks.document_control import listed
from itsmlint.checks.kpi import direction_only
from itsmlint.checks.labels import has_label
from itsmlint.checks.missing import said
from itsmlint.checks.service_level_tables import ServiceLevels, content_grids, service_level_words
from itsmlint.checks.statuses import status_class
from itsmlint.checks.wording import sentences, text_says
from itsmlint.documents.location import Location
from itsmlint.documents.model import Cell, Grid, Paragraph
from itsmlint.facts.model import Facts
from itsmlint.facts.tokens import label_tokens
from itsmlint.finding import Problem
from itsmlint.language.measures import measurability

ENGLISH = "en"
NO_LEVEL = "no value, no time, no percentage"
_LEVELS = (
    "percentage",
    "score",
    "duration",
    "comparison",
    "count",
    "money",
    "zero",
    "ratio",
    "milestone",
    "reference",
)


class Levels(Options, frozen=True, kw_only=True):
    """Options of have-measurable-levels."""

    not_levels: str = "about-the-document"
    """Statement: the sentence is about the document, its review or its records."""
    elsewhere: str = "service-levels-elsewhere"
    """Statement: the levels stand in an appendix or another document."""


@check("have-measurable-levels", given="document", parts=("what",))
def have_measurable_levels(facts: Facts, options: Levels, context: Context) -> Iterator[Problem]:
    """The agreement sets levels that can be measured, and no cell of levels is vague (8.3.3)."""
    if facts.language != ENGLISH:
        return
    vague = list(_vague_cells(context))
    if facts.kind.name == "sla" and not vague and not _has_level(options, context):
        section = facts.section("service-levels")
        yield Problem(
            location=section.location if section else Location(),
            excerpt=section.heading if section else "",
            parts={"what": f"The agreement sets no service level that can be measured: {NO_LEVEL}"},
            key="levels",
            searched=("tables", "all sentences", "references to other documents"),
        )
    yield from vague


def _has_level(options: Levels, context: Context) -> bool:
    for text in _texts(context):
        for sentence in sentences(text):
            if text_says(sentence, ENGLISH, options.elsewhere, context.vocabulary):
                return True
            if text_says(sentence, ENGLISH, options.not_levels, context.vocabulary):
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
    for grid in content_grids(context):
        place = grid.locate(1)
        if (place.sheet, place.table) in registers:
            continue
        for header, column in _level_columns(grid, service_level_words(context)):
            below = [cell for (row, at), cell in grid.cells.items() if at == column and row > header]
            # a column of levels shows itself by one that can be measured
            if any(measurability(cell.text, context.vocabulary).measurable for cell in below):
                for cell in below:
                    yield from _vague_cell(grid, cell, grid.text(header, column), context)


def _vague_cell(grid: Grid, cell: Cell, header: str, context: Context) -> Iterator[Problem]:
    words = direction_only(cell.text, context)
    if words is None:
        return
    yield Problem(
        location=grid.locate(cell.row, cell.column, header),
        excerpt=cell.text,
        mark=words,
        parts={"what": f'"{cell.text}" under "{header}" is no level that can be met or missed: {NO_LEVEL}'},
        cause="vague cell",
        key=f"{grid.text(cell.row, 1)} {header}",
    )


def _level_columns(grid: Grid, known: ServiceLevels) -> Iterator[tuple[int, int]]:
    """Header row and column of the columns that hold service levels."""
    rows = sorted({row for row, _ in grid.cells})[:6]
    for row in rows:
        cells = [cell for (at, _), cell in grid.cells.items() if at == row]
        if len(cells) < 2:
            continue
        found = [cell.column for cell in cells if _names_level(cell.text, known)]
        if found and len(found) < len(cells):
            yield from ((row, column) for column in found)
            return


def _names_level(header: str, known: ServiceLevels) -> bool:
    if len(header.split()) > 5:
        return False
    words = set(label_tokens(header))
    return bool(words & known.level_headers) and not words & known.not_level_headers


class Agreed(Options, frozen=True, kw_only=True):
    """Options of be-agreed."""

    customer: str = "agreement-customer"
    """Statement that names the customer."""
    made: str = "agreement-made"
    """Statement that it was agreed."""
    dates: tuple[str, ...] = ("effective_date", "approval_date", "issue_date")
    """Fields of the control block, one of which says since when it holds."""
    min_words: int = 0
    """Shorter documents are not complete enough to ask for it."""


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
    if not parties and not said(options.customer, context) and not _labelled(context, "customer", "client"):
        missing.append("who the customer is")
    if status_class(facts.control.value("status"), context.vocabulary) != "draft" and not _is_made(
        facts, options, context
    ):
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
    return said(options.made, context)


def _labelled(context: Context, *names: str) -> bool:
    """Whether a cell or the start of a line is a label with one of the words."""
    wanted = set(names)
    for block in context.document.blocks:
        if isinstance(block, Paragraph):
            label, colon, value = block.text.partition(":")
            if colon and value.strip() and wanted & set(label_tokens(label)) and len(label) < 40:
                return True
        elif any(
            wanted & set(label_tokens(cell.text)) for cell in block.cells.values() if len(cell.text) < 40
        ):
            return True
    return False


class Reviewed(Options, frozen=True, kw_only=True):
    """Options of be-reviewed-with-customer."""

    statement: str = "service-level-review"
    """How text says when it is reviewed."""
    section: str = "review"
    """Kind of section that says when it is reviewed."""


@check("be-reviewed-with-customer", given="document")
def be_reviewed_with_customer(facts: Facts, options: Reviewed, context: Context) -> Iterator[Problem]:
    """The agreement says when it is reviewed, or until when it holds (ISO/IEC 20000-1, 8.3.3)."""
    if "next_review" in facts.control.fields or "review_cycle" in facts.control.fields:
        return
    if facts.section(options.section) or contents_say(options.statement, context) is not False:
        return
    yield Problem(
        location=Location(),
        key="review",
        searched=("headings", "document control", "all sentences and table cells"),
    )
