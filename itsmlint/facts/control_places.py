"""Where document control is written: every label of it in a document, with its value and place.

Nothing is judged here but the place itself: whether a label that any table may have ("Owner", "Status")
stands where it speaks of the document. Which value counts is decided in ``control.py``.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from itsmlint.documents.location import Location
from itsmlint.documents.model import Block, Cell, Document, Paragraph, Sheet, Table
from itsmlint.facts.cells import top_rows, without_prompts, written
from itsmlint.facts.headings import names_of, split_number
from itsmlint.facts.history import History
from itsmlint.facts.label_grids import APPROVAL_DATE, Pair, dates_beside, read_pairs, read_signers
from itsmlint.facts.labels import LONGEST_LINE, Label, control_words, read_label, read_line
from itsmlint.facts.model import Register
from itsmlint.facts.sign_off_lines import SignOff, read_sign_offs
from itsmlint.facts.surroundings import captions
from itsmlint.facts.tokens import holds, label_tokens, name_tokens, tokens
from itsmlint.facts.zones import CONTROL_SECTIONS, Zone, zones
from itsmlint.vocabulary import Vocabulary

LONGEST_VALUE = 25
"""Words; longer texts are no values of document control."""
LONGEST_VALUE_LINE = 10
"""Words of a value that stands on the line below its label."""
LONGEST_LABEL_LINE = 60
"""Characters of a line that is nothing but a label."""
LONGEST_BODY_LINE = 300
"""Characters of a paragraph of running text in which labels are looked for."""
LONGEST_CELL = 400
"""Characters of a cell in which lines with labels are looked for."""
SHEET_TOP = 15
"""Rows of a sheet above which a front is looked for where no register says where it begins."""
CONTROL_SHEET_ROWS = 60
"""Rows looked at of a sheet that is for document control."""
MOST_CELLS_OF_LINE = 3
"""Cells of a sheet's row that may be lines of a front; of more cells most must be such lines."""
TELLING = frozenset(("document_id", "version", "approver", "approval_date", "last_review", "next_review"))
"""Fields of which one must stand in a block below the registers: cards have owners and classes too."""
ROWS_BELOW = 60
"""Rows below the last register of a sheet that are looked at."""
MOST_SAME_LABELS = 3
"""A label that stands in more places of the text belongs to forms or cards, not to the document."""
NO_TABLE = frozenset(("", "table", "unknown"))
NO_REGISTER = NO_TABLE | {"doc-master-list"}
SURE_REGISTER = 0.6


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """A label of document control and the text beside it, which may be empty."""

    label: Label
    value: str
    location: Location
    source: str
    """As in :class:`itsmlint.facts.model.Found`."""
    zone: Zone = "front"


def word_candidates(
    document: Document, registers: Sequence[Register], histories: Sequence[History], vocabulary: Vocabulary
) -> list[Candidate]:
    """All labels of document control in a Word document: the body's first, then page headers and footers."""
    taken = _register_tables(registers)
    rows_of_history = {
        table: history.row for history in histories if not history.of_now for table in history.tables
    }
    listed = {index for history in histories if not history.tables for index in history.blocks}
    sign_offs = read_sign_offs(document.blocks, vocabulary)
    listed |= {index for sign_off in sign_offs for index in sign_off.blocks}
    found = [candidate for sign_off in sign_offs for candidate in _of_sign_off(sign_off)]
    for index, (block, zone) in enumerate(zip(document.blocks, zones(document, vocabulary), strict=True)):
        if isinstance(block, Table):
            names = {name for text in captions(document, index)[:1] for name in names_of(text, vocabulary)}
            for table in _with_inner(block):
                if table.location.table not in taken:
                    first = rows_of_history.get(table.location.table or 0)
                    found.extend(_above(first, _in_table(table, zone, names, vocabulary)))
        elif index not in listed:
            found.extend(_in_paragraph(document.blocks, index, zone, vocabulary))
    found = _without_repeated(found)
    for source, blocks in (("header", document.headers), ("footer", document.footers)):
        for block in blocks:
            found.extend(_in_margin(block, source, vocabulary))
    return found


def excel_candidates(
    document: Document, registers: Sequence[Register], histories: Sequence[History], vocabulary: Vocabulary
) -> list[Candidate]:
    """All labels of document control in a workbook: front sheets, rows above the tables, page headers."""
    found: list[Candidate] = []
    for sheet in document.sheets:
        own = name_tokens(sheet.name) in {tokens(text) for text in control_words(vocabulary).sheets}
        first = top_rows(sheet, _last_front_row(sheet, own, registers, histories))
        found.extend(_in_rows(sheet, first, own, True, vocabulary))
        if not own:
            below = _rows_below(sheet, registers, histories)
            found.extend(_in_rows(sheet, below, own, False, vocabulary))
        place = Location(part="sheet", sheet=sheet.name)
        for text in sheet.header_footer:
            found.extend(_lines(text, place, "header", "front", vocabulary))
    return found


def _above(row: int | None, candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """The candidates above a row: label and value rows may stand on top of a change history. None: all."""
    for candidate in candidates:
        if row is None or (candidate.location.row or row) < row:
            yield candidate


def _register_tables(registers: Sequence[Register]) -> set[int]:
    """Numbers of the tables that surely are registers: their owners and dates are their records'."""
    return {
        register.table
        for register in registers
        if register.table is not None
        and register.kind not in NO_REGISTER
        and register.confidence >= SURE_REGISTER
    }


def _without_repeated(candidates: list[Candidate]) -> list[Candidate]:
    counts = Counter(one.label.text.lower() for one in candidates if one.zone == "body")
    return [
        one for one in candidates if one.zone != "body" or counts[one.label.text.lower()] <= MOST_SAME_LABELS
    ]


# Paragraphs


def _in_paragraph(
    blocks: Sequence[Block], index: int, zone: Zone, vocabulary: Vocabulary
) -> Iterator[Candidate]:
    paragraph = blocks[index]
    assert isinstance(paragraph, Paragraph)
    text = without_prompts(paragraph)
    if paragraph.in_contents or not text.strip() or (zone == "body" and len(text) > LONGEST_BODY_LINE):
        return
    found = list(_lines(text, paragraph.location, "control-line", zone, vocabulary))
    if found:
        last = found[-1]
        if not last.value and not paragraph.text.rstrip().endswith(("_", "…", "...")):
            found[-1] = msgspec.structs.replace(last, value=_next_line(blocks, index, vocabulary))
        yield from found
    elif _may_be_label(paragraph, text, vocabulary):
        label = read_label(text, vocabulary)
        value = _next_line(blocks, index, vocabulary) if label else ""
        if label is not None and value and (label.strong or zone == "front"):
            yield Candidate(
                label=label, value=value, location=paragraph.location, source="control-line", zone=zone
            )


def _may_be_label(paragraph: Paragraph, text: str, vocabulary: Vocabulary) -> bool:
    """Whether a line without colon may be a label with its value below: it does not read like a heading."""
    if paragraph.heading is not None or paragraph.list_level is not None or len(text) > LONGEST_LABEL_LINE:
        return False
    return not names_of(text, vocabulary, exact=True)


def _next_line(blocks: Sequence[Block], index: int, vocabulary: Vocabulary) -> str:
    """The value below a label: the next line, when it is short and no label, heading or text."""
    for block in blocks[index + 1 : index + 3]:
        if isinstance(block, Table) or block.heading is not None:
            return ""
        text = " ".join(without_prompts(block).split())
        if text:
            plain = len(text.split()) <= LONGEST_VALUE_LINE and ":" not in text and text[-1] not in ".;,"
            other = read_label(text, vocabulary) is not None or names_of(text, vocabulary, exact=True)
            return text if plain and not other else ""
    return ""


def _lines(
    text: str, location: Location, source: str, zone: Zone, vocabulary: Vocabulary
) -> Iterator[Candidate]:
    """Labels with colons and the like in the lines of a text; none where the text speaks of a donor."""
    if len(text) > LONGEST_LINE:
        return
    words = tokens(text)
    if any(holds(words, tokens(phrase)) for phrase in control_words(vocabulary).provenance):
        return
    for labelled in read_line(split_number(text)[1], vocabulary):
        if len(labelled.value.split()) <= LONGEST_VALUE and (labelled.label.strong or zone != "body"):
            yield Candidate(
                label=labelled.label, value=labelled.value, location=location, source=source, zone=zone
            )


def _of_sign_off(sign_off: SignOff) -> Iterator[Candidate]:
    """The name that somebody signs with, and the date of an approval."""
    yield Candidate(
        label=sign_off.label,
        value=sign_off.name,
        location=sign_off.name_at,
        source="sign-off",
        zone="control",
    )
    if sign_off.date_at is not None and "approver" in sign_off.label.fields:
        yield Candidate(
            label=APPROVAL_DATE,
            value=sign_off.date,
            location=sign_off.date_at,
            source="sign-off",
            zone="control",
        )


def _in_margin(block: Block, source: str, vocabulary: Vocabulary) -> Iterator[Candidate]:
    """Labels in a page header or footer; tables there hold them in cells, side by side or in one."""
    if isinstance(block, Paragraph):
        yield from _lines(without_prompts(block), block.location, source, "front", vocabulary)
        return
    pairs = read_pairs(block, vocabulary)
    yield from _of_pairs(pairs, block, source, "front")
    filled = {pair.label.fields for pair in pairs if pair.value}
    for row, column in block.cells:
        text, place = written(block, row, column), block.locate(row, column)
        for candidate in _lines(text, place, source, "front", vocabulary):
            if candidate.label.fields not in filled:
                yield candidate


# Tables and sheets


def _with_inner(table: Table) -> Iterator[Table]:
    yield table
    for blocks in table.blocks.values():
        for block in blocks:
            if isinstance(block, Table):
                yield from _with_inner(block)


def _in_table(table: Table, zone: Zone, names: set[str], vocabulary: Vocabulary) -> Iterator[Candidate]:
    """Labels in a table. ``names``: the canonical names of its caption."""
    if names & CONTROL_SECTIONS and zone == "body":
        zone = "control"
    pairs = [] if _says_who_does_what(table, vocabulary) else read_pairs(table, vocabulary)
    if pairs and _is_control(table, pairs, zone):
        yield from _of_pairs(pairs, table, "control-table", zone)
        yield from _of_pairs(dates_beside(table, pairs), table, "sign-off", zone)
    approver = any("approver" in pair.label.fields for pair in pairs)
    if names & {"approval", "signatures"} and not approver:
        yield from _of_pairs(read_signers(table, vocabulary), table, "sign-off", zone)
    if zone == "body" and not pairs:
        return
    for row, column in table.cells:
        text = written(table, row, column)
        if len(text) < LONGEST_CELL:
            place = table.locate(row, column)
            yield from (one for one in _lines(text, place, "control-table", zone, vocabulary) if one.value)


def _says_who_does_what(table: Table, vocabulary: Vocabulary) -> bool:
    """Whether it is a table of roles: "Role | Responsibility" above "Owner | Keeps it up to date"."""
    known = control_words(vocabulary).role_tables
    first = [label_tokens(cell.text) for cell in top_rows(table, 1).get(1, {}).values()][:2]
    words = [{tokens(text) for text in known[key]} for key in ("who", "what")]
    return len(first) == 2 and all(said in names for said, names in zip(first, words, strict=True))


def _of_pairs(
    pairs: Iterator[Pair] | list[Pair], grid: Table | Sheet, source: str, zone: Zone
) -> Iterator[Candidate]:
    for pair in pairs:
        if len(pair.value.split()) <= LONGEST_VALUE:
            place = grid.locate(pair.row, pair.column)
            yield Candidate(label=pair.label, value=pair.value, location=place, source=source, zone=zone)


def _is_control(table: Table, pairs: list[Pair], zone: Zone) -> bool:
    """Whether a table with control labels is about the document: enough of it is, for where it stands."""
    fields = {field for pair in pairs for field in pair.label.fields}
    rows = len({row for row, _ in table.cells})
    share = len(pairs) / rows
    if any(pair.label.strong for pair in pairs) and (zone != "body" or len(fields) > 1):
        return True
    if zone == "body":
        return len(fields) >= 3 and share >= 0.4 and bool(fields & {"version", "approver", "next_review"})
    return (len(fields) >= 2 and share >= 0.3) or len(table.cells) <= 4


def _last_front_row(
    sheet: Sheet, own: bool, registers: Sequence[Register], histories: Sequence[History]
) -> int:
    """The last row that may belong to document control: above the registers and the change history."""
    starts = [one.header_row - one.header_rows for one in registers if one.sheet == sheet.name]
    last = CONTROL_SHEET_ROWS if own else min(starts, default=SHEET_TOP)
    stops = [history.row - 1 for history in histories if history.sheet == sheet.name]
    return min([last, *stops])


def _rows_below(
    sheet: Sheet, registers: Sequence[Register], histories: Sequence[History]
) -> dict[int, dict[int, Cell]]:
    """The rows of a sheet below its registers, where control data may stand as well."""
    ends = [
        one.last_row
        for one in registers
        if one.sheet == sheet.name and one.kind not in NO_TABLE and one.confidence >= SURE_REGISTER
    ]
    if not ends:
        return {}
    stop = min((one.row for one in histories if one.sheet == sheet.name and one.row > max(ends)), default=0)
    rows = top_rows(sheet, max(ends) + ROWS_BELOW)
    return {row: cells for row, cells in rows.items() if row > max(ends) and (not stop or row < stop)}


def _in_rows(
    sheet: Sheet, rows: Mapping[int, Mapping[int, Cell]], own: bool, above: bool, vocabulary: Vocabulary
) -> Iterator[Candidate]:
    """Labels in rows of a sheet that belong to no register.

    ``own``: the sheet is for document control; ``above``: the rows stand above the registers.
    """
    cells = {(row, column): cell for row, inside in rows.items() for column, cell in inside.items()}
    pairs = read_pairs(msgspec.structs.replace(sheet, cells=cells), vocabulary)
    fields = {field for pair in pairs for field in pair.label.fields}
    if own:
        yield from _of_pairs(pairs, sheet, "front-sheet", "front")
    elif (above or TELLING & fields) and (len(fields) > 1 or any(pair.label.strong for pair in pairs)):
        yield from _of_pairs(pairs, sheet, "control-table", "control")
    for row, inside in rows.items():
        lines = {
            column: _lines_in_cell(sheet, row, column, cell, vocabulary) for column, cell in inside.items()
        }
        told = sum(bool(found) for found in lines.values())
        if len(inside) <= MOST_CELLS_OF_LINE or 2 * told > len(inside):
            yield from (one for found in lines.values() for one in found)


def _lines_in_cell(
    sheet: Sheet, row: int, column: int, cell: Cell, vocabulary: Vocabulary
) -> list[Candidate]:
    """Labels with values in the lines of one cell."""
    if not isinstance(cell.value, str) or len(cell.text) >= LONGEST_CELL:
        return []
    found = _lines(cell.text, sheet.locate(row, column), "control-line", "front", vocabulary)
    return [one for one in found if one.value]
