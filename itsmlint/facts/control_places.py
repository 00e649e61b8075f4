"""Where document control is written: every label of it in a document, with its value, place and kind of place.

Nothing is judged here but the place itself: whether a label that any table may have ("Owner", "Status") stands
where it speaks of the document. Which value counts is decided in ``control.py``.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, TypeAlias

import msgspec

from itsmlint.documents.location import Location
from itsmlint.documents.model import Block, Cell, Document, Grid, Paragraph, Sheet, Table, paragraphs_of
from itsmlint.facts.cells import right_of, top_rows, without_prompts, written
from itsmlint.facts.headings import names_of, split_number
from itsmlint.facts.history import VERSION, History
from itsmlint.facts.labels import Label, control_words, read_label, read_line
from itsmlint.facts.model import Register
from itsmlint.facts.surroundings import captions
from itsmlint.facts.tokens import holds, name_tokens, tokens
from itsmlint.vocabulary import Vocabulary

Zone: TypeAlias = Literal["front", "control", "end", "body"]

FRONT_PARAGRAPHS = 40
"""Paragraphs with text before which a document's front ends, headings or not."""
END_BLOCKS = 12
"""Last blocks with text, where control data stands as well."""
CONTROL_SECTIONS = frozenset(("document-control", "approval", "signatures", "history", "review", "distribution"))
LONGEST_VALUE = 25
"""Words; longer texts are no values of document control."""
LONGEST_VALUE_LINE = 10
"""Words of a value that stands on the line below its label."""
SHEET_TOP = 15
"""Rows of a sheet above which a front is looked for where no register says where it begins."""
CONTROL_SHEET_ROWS = 60
"""Rows looked at of a sheet that is for document control."""
MOST_SAME_LABELS = 3
"""A label that stands in more places belongs to forms or cards, not to the document."""
MOST_COLUMN_VALUES = 3
"""Rows below column names that may all be values of document control; more make a register."""
NAME_COLUMNS = frozenset(("name", "approver", "person", "signatory", "approved"))
SIGNATURE_COLUMNS = frozenset(("signature", "date", "sign", "signed", "approval"))
SHEET_GAP = 2
"""Empty columns that may lie between a label and its value in a sheet."""


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """A label of document control and the text beside it, which may be empty."""

    label: Label
    value: str
    location: Location
    source: str
    """As in :class:`itsmlint.facts.model.Found`."""
    zone: Zone = "front"
    about_approval: bool = False
    """The table or section is about the document's approval."""


def front_end(document: Document) -> int:
    """Index of the block with which the text itself begins: below the first heading that is not on the cover."""
    seen = 0
    for index, block in enumerate(document.blocks):
        if isinstance(block, Table) or not block.text.strip() or block.in_contents:
            continue
        seen += 1
        heading = block.heading is not None and block.heading.level > 0 and seen > 1
        if seen > FRONT_PARAGRAPHS or (heading and _text_follows(document, index)):
            return index
    return len(document.blocks)


def _text_follows(document: Document, index: int) -> bool:
    """Whether a heading has running text below it, unlike the lines of a cover."""
    for block in document.blocks[index + 1 : index + 6]:
        if isinstance(block, Table):
            return False
        if len(block.text.split()) > 20:
            return True
    return False


def zones(document: Document, vocabulary: Vocabulary) -> list[Zone]:
    """The zone of each block."""
    front = front_end(document)
    filled = [index for index, block in enumerate(document.blocks) if _has_text(block)]
    end = filled[-END_BLOCKS] if len(filled) > END_BLOCKS else 0
    found: list[Zone] = []
    section = ""
    for index, block in enumerate(document.blocks):
        if isinstance(block, Paragraph) and block.text.strip() and _may_head(block):
            names = names_of(block.text, vocabulary)
            if block.heading is not None or CONTROL_SECTIONS & set(names):
                section = "control" if CONTROL_SECTIONS & set(names) else ""
        if index < front:
            found.append("front")
        elif section:
            found.append("control")
        else:
            found.append("end" if index >= max(end, front) else "body")
    return found


def _may_head(block: Paragraph) -> bool:
    return block.heading is not None or (
        block.list_level is None and len(block.text) < 60 and len(block.text.split()) <= 6
    )


def _has_text(block: Block) -> bool:
    return any(paragraph.text.strip() for paragraph in paragraphs_of((block,)))


def word_candidates(document: Document, histories: Sequence[History], vocabulary: Vocabulary) -> list[Candidate]:
    """All labels of document control in a Word document, best places first."""
    where = zones(document, vocabulary)
    taken = frozenset(table for history in histories for table in history.tables)
    listed = frozenset(index for history in histories if not history.tables for index in history.blocks)
    found: list[Candidate] = []
    for index, block in enumerate(document.blocks):
        if isinstance(block, Table):
            found.extend(_in_block_table(document, index, block, where[index], taken, vocabulary))
        elif index not in listed:
            found.extend(_in_paragraph(document.blocks, index, where[index], vocabulary))
    found = _without_repeated(found)
    for source, blocks in (("header", document.headers), ("footer", document.footers)):
        for block in blocks:
            found.extend(_in_margin(block, source, vocabulary))
    return found


def excel_candidates(
    document: Document, registers: Sequence[Register], histories: Sequence[History], vocabulary: Vocabulary
) -> list[Candidate]:
    """All labels of document control in a workbook: front sheets, and the rows above the tables."""
    found: list[Candidate] = []
    for sheet in document.sheets:
        found.extend(_in_sheet(sheet, registers, histories, vocabulary))
        for text in sheet.header_footer:
            for labelled in read_line(text, vocabulary):
                location = Location(part="sheet", sheet=sheet.name)
                found.append(
                    Candidate(label=labelled.label, value=labelled.value, location=location, source="header")
                )
    return found


def _without_repeated(candidates: list[Candidate]) -> list[Candidate]:
    counts: dict[str, int] = {}
    for candidate in candidates:
        if candidate.zone == "body":
            counts[candidate.label.text.lower()] = counts.get(candidate.label.text.lower(), 0) + 1
    return [
        candidate
        for candidate in candidates
        if candidate.zone != "body" or counts[candidate.label.text.lower()] <= MOST_SAME_LABELS
    ]


# Paragraphs


def _in_paragraph(
    blocks: Sequence[Block], index: int, zone: Zone, vocabulary: Vocabulary
) -> Iterator[Candidate]:
    paragraph = blocks[index]
    assert isinstance(paragraph, Paragraph)
    text = without_prompts(paragraph)
    if paragraph.in_contents or not text.strip():
        return
    if zone == "body" and len(text) > 300:
        return
    found = list(_lines(text, paragraph.location, "control-line", zone, vocabulary))
    if found:
        last = found[-1]
        if not last.value and not _ends_with_blank(paragraph.text):
            found[-1] = msgspec.structs.replace(last, value=_next_line(blocks, index, vocabulary))
        yield from found
        return
    label = read_label(text, vocabulary) if len(text) < 60 else None
    if label is not None and (label.strong or zone == "front") and paragraph.list_level is None:
        value = _next_line(blocks, index, vocabulary)
        if value:
            yield Candidate(
                label=label, value=value, location=paragraph.location, source="control-line", zone=zone
            )


def _ends_with_blank(text: str) -> bool:
    return text.rstrip().endswith(("_", "…", "..."))


def _next_line(blocks: Sequence[Block], index: int, vocabulary: Vocabulary) -> str:
    """The value below a label: the next line, when it is short and no label, heading or text."""
    for block in blocks[index + 1 : index + 3]:
        if isinstance(block, Table) or block.heading is not None:
            return ""
        text = " ".join(without_prompts(block).split())
        if text:
            plain = len(text.split()) <= LONGEST_VALUE_LINE and ":" not in text and text[-1] not in ".;,"
            return text if plain and read_label(text, vocabulary) is None else ""
    return ""


def _lines(
    text: str, location: Location, source: str, zone: Zone, vocabulary: Vocabulary
) -> Iterator[Candidate]:
    if _is_provenance(text, vocabulary):
        return
    for labelled in read_line(split_number(text)[1], vocabulary):
        if len(labelled.value.split()) > LONGEST_VALUE:
            continue
        if labelled.label.strong or zone != "body":
            yield Candidate(
                label=labelled.label, value=labelled.value, location=location, source=source, zone=zone
            )


def _is_provenance(text: str, vocabulary: Vocabulary) -> bool:
    words = tokens(text)
    return any(holds(words, tokens(phrase)) for phrase in control_words(vocabulary).provenance)


def _in_margin(block: Block, source: str, vocabulary: Vocabulary) -> Iterator[Candidate]:
    """Labels in a page header or footer; tables there hold them in cells, side by side or in one."""
    if isinstance(block, Table):
        found = list(_pairs(block, vocabulary))
        for label, value, row, column in found:
            yield Candidate(label=label, value=value, location=block.locate(row, column), source=source)
        for row, column in block.cells:
            for candidate in _lines(written(block, row, column), block.locate(row, column), source, "front", vocabulary):
                if not any(pair[0].fields == candidate.label.fields and pair[1] for pair in found):
                    yield candidate
        return
    yield from _lines(without_prompts(block), block.location, source, "front", vocabulary)


# Tables


def _in_block_table(
    document: Document, index: int, table: Table, zone: Zone, taken: frozenset[int], vocabulary: Vocabulary
) -> Iterator[Candidate]:
    around = captions(document, index)
    names = {name for text in around[:1] for name in names_of(text, vocabulary)}
    approval = bool(names & {"approval", "signatures"})
    if names & CONTROL_SECTIONS and zone == "body":
        zone = "control"
    for inner in _with_inner(table):
        if inner.location.table in taken:
            continue
        yield from _in_table(inner, zone, approval, vocabulary)


def _with_inner(table: Table) -> Iterator[Table]:
    yield table
    for blocks in table.blocks.values():
        for block in blocks:
            if isinstance(block, Table):
                yield from _with_inner(block)


def _in_table(table: Table, zone: Zone, approval: bool, vocabulary: Vocabulary) -> Iterator[Candidate]:
    pairs = list(_pairs(table, vocabulary))
    if pairs and _is_control(table, pairs, zone):
        approval = approval or any("approver" in label.fields for label, *_ in pairs)
        for label, value, row, column in pairs:
            if len(value.split()) <= LONGEST_VALUE:
                yield Candidate(
                    label=label,
                    value=value,
                    location=table.locate(row, column),
                    source="control-table",
                    zone=zone,
                    about_approval=approval,
                )
        yield from _dates_beside(table, pairs, zone)
    elif not pairs and approval:
        yield from _signers(table, zone, vocabulary)
    for row, column in table.cells:
        text = written(table, row, column)
        if ":" in text or "\n" in text or VERSION.match(text):
            if len(text) < 400 and (zone != "body" or pairs):
                for candidate in _lines(text, table.locate(row, column), "control-table", zone, vocabulary):
                    if candidate.value:
                        yield candidate


def _is_control(table: Table, pairs: list[tuple[Label, str, int, int]], zone: Zone) -> bool:
    """Whether a table with control labels is about the document: enough of it is, for the place it stands in."""
    fields = {field for label, *_ in pairs for field in label.fields}
    share = len({(row, column) for _, _, row, column in pairs}) / max(1, len({row for row, _ in table.cells}))
    if any(label.strong for label, *_ in pairs) and (zone != "body" or len(fields) > 1):
        return True
    if zone == "body":
        return len(fields) >= 3 and share >= 0.4 and bool(fields & {"version", "approver", "next_review"})
    return len(fields) >= 2 and share >= 0.3 or (len(table.cells) <= 4 and bool(fields))


def _pairs(grid: Grid, vocabulary: Vocabulary) -> Iterator[tuple[Label, str, int, int]]:
    """Label, value, row and column of the value, in rows (label, value, label, value) or in columns."""
    rows = top_rows(grid, CONTROL_SHEET_ROWS)
    labels = {
        (row, column): label
        for row, cells in rows.items()
        for column, cell in cells.items()
        if len(cell.text) < 90 and (label := read_label(cell.text, vocabulary)) is not None
    }
    if not labels:
        return
    heads = _header_rows(rows, labels)
    for row, cells in rows.items():
        if row in heads:
            yield from _below(grid, rows, row, labels)
        elif not _below_head(row, cells, heads, labels) and not _heads_register(row, rows, labels):
            yield from _in_row(grid, row, cells, labels)


def _in_row(
    grid: Grid, row: int, cells: Mapping[int, Cell], labels: Mapping[tuple[int, int], Label]
) -> Iterator[tuple[Label, str, int, int]]:
    """Labels and values that take turns from the row's first cell on; a number may stand before them."""
    skip = 0
    for column in sorted(cells):
        if column < skip:
            continue
        label = labels.get((row, column))
        if label is None:
            if cells[column].text.strip(" .)").isdigit():
                continue
            return
        value, at = _beside(grid, row, column, cells, labels)
        skip = at + 1 if value else 0
        yield label, value, row, at if value else column


def _below_head(
    row: int, cells: Mapping[int, Cell], heads: frozenset[int], labels: Mapping[tuple[int, int], Label]
) -> bool:
    """Whether the row holds the values of a row of labels above."""
    return any(head < row <= head + MOST_COLUMN_VALUES for head in heads) and (row, min(cells)) not in labels


def _heads_register(
    row: int, rows: Mapping[int, Mapping[int, Cell]], labels: Mapping[tuple[int, int], Label]
) -> bool:
    """Whether a row holds the column names of a register that happen to begin with a label: "Owner | Duty | Phone"."""
    following = [at for at in rows if at > row]
    if len(rows[row]) < 3 or not following:
        return False
    below = following[0]
    marked = sum((row, column) in labels for column in rows[row])
    return marked == 1 and len(rows[below]) >= 3 and (below, min(rows[below])) not in labels


def _header_rows(
    rows: Mapping[int, Mapping[int, Cell]], labels: Mapping[tuple[int, int], Label]
) -> frozenset[int]:
    """Rows whose cells are labels side by side: their values stand below."""
    first_column = [row for row, cells in rows.items() if (row, min(cells)) in labels]
    heads = set()
    for row, cells in rows.items():
        marked = [column for column in sorted(cells) if (row, column) in labels]
        if len(marked) < 2 or len(marked) < 0.6 * len(cells):
            continue
        side_by_side = any(b == a + 1 for a, b in zip(marked, marked[1:], strict=False))
        gaps = _marked_gaps(sorted(cells), marked)
        if gaps or not (side_by_side or len(cells) == len(marked)):
            continue
        if len(cells) == 2 and len(first_column) > 1 and _rows_below(rows, row, first_column):
            continue
        heads.add(row)
    return frozenset(heads)


def _marked_gaps(columns: list[int], marked: list[int]) -> bool:
    """Whether labels and other cells take turns, as in label, value, label, value."""
    return len(columns) > len(marked) and [column in marked for column in columns[:4]] == [True, False, True, False]


def _rows_below(rows: Mapping[int, Mapping[int, Cell]], row: int, first_column: list[int]) -> bool:
    following = [at for at in rows if at > row]
    return bool(following) and following[0] in first_column or bool([at for at in first_column if at < row])


def _below(
    grid: Grid, rows: Mapping[int, Mapping[int, Cell]], row: int, labels: Mapping[tuple[int, int], Label]
) -> Iterator[tuple[Label, str, int, int]]:
    following: list[int] = []
    for at in rows:
        if at <= row:
            continue
        if any((at, column) in labels for column in rows[at]) and (at, min(rows[at])) in labels:
            break
        following.append(at)
    if len(following) > MOST_COLUMN_VALUES:
        return
    for column in sorted(rows[row]):
        label = labels.get((row, column))
        if label is None:
            continue
        texts = [text for at in following if (text := written(grid, at, column).strip())]
        yield label, ", ".join(texts), following[0] if following else row, column


def _beside(
    grid: Grid,
    row: int,
    column: int,
    cells: Mapping[int, Cell],
    labels: Mapping[tuple[int, int], Label],
) -> tuple[str, int]:
    """The value right of a label and its column; empty where the next cell is empty or another label."""
    at = right_of(grid, row, column)
    reach = SHEET_GAP if isinstance(grid, Sheet) else 0
    for candidate in range(at, at + reach + 1):
        if candidate not in cells:
            continue
        text = written(grid, row, candidate).strip()
        other = labels.get((row, candidate))
        if other is not None and (other.strong or text.endswith(":") or _is_value_there(row, candidate, cells, labels)):
            return "", column
        return text, candidate
    return "", column


def _is_value_there(
    row: int, column: int, cells: Mapping[int, Cell], labels: Mapping[tuple[int, int], Label]
) -> bool:
    """Whether the cell after a label-like cell is its value: then that cell is a label indeed."""
    following = sorted(at for at in cells if at > column)
    return bool(following) and (row, following[0]) not in labels and following[0] == column + 1


def _dates_beside(table: Table, pairs: list[tuple[Label, str, int, int]], zone: Zone) -> Iterator[Candidate]:
    """The date in a row of a sign-off table: "Approved by | Name | Signature | 3 May 2026"."""
    for label, value, row, column in pairs:
        if "approver" not in label.fields or not value:
            continue
        for (at, other), cell in table.cells.items():
            if at == row and other > column and re.search(r"\d{4}|\d[./-]\d", cell.text) and len(cell.text) < 40:
                yield Candidate(
                    label=Label("Date", ("approval_date",), True),
                    value=cell.text,
                    location=table.locate(row, other),
                    source="sign-off",
                    zone=zone,
                )


def _signers(table: Table, zone: Zone, vocabulary: Vocabulary) -> Iterator[Candidate]:
    """The names of a table of approvers: "Name | Role | Signature | Date" below the heading "Approval"."""
    rows = top_rows(table, 12)
    head = next((row for row, cells in rows.items() if len(cells) > 1), None)
    if head is None:
        return
    kinds = {column: set(tokens(cell.text)) for column, cell in rows[head].items()}
    name = next((column for column, words in kinds.items() if words & NAME_COLUMNS), None)
    day = next((column for column, words in kinds.items() if "date" in words), None)
    if name is None or not any(words & SIGNATURE_COLUMNS for words in kinds.values()):
        return
    approver = Label("Approval", ("approver",), True)
    for row in [row for row in rows if row > head]:
        yield Candidate(
            label=approver,
            value=written(table, row, name).strip(),
            location=table.locate(row, name),
            source="sign-off",
            zone=zone,
            about_approval=True,
        )
        if day is not None:
            yield Candidate(
                label=Label("Date", ("approval_date",), True),
                value=written(table, row, day).strip(),
                location=table.locate(row, day),
                source="sign-off",
                zone=zone,
            )


# Sheets


def _in_sheet(
    sheet: Sheet, registers: Sequence[Register], histories: Sequence[History], vocabulary: Vocabulary
) -> Iterator[Candidate]:
    here = [register.header_row - register.header_rows for register in registers if register.sheet == sheet.name]
    own = name_tokens(sheet.name) in {tokens(text) for text in control_words(vocabulary).sheets}
    last = CONTROL_SHEET_ROWS if own else (min(here) if here else SHEET_TOP)
    stop = min((history.row for history in histories if history.sheet == sheet.name), default=last + 1)
    rows = top_rows(sheet, min(last, stop - 1))
    cells = {(row, column): cell for row, inside in rows.items() for column, cell in inside.items()}
    top = msgspec.structs.replace(sheet, cells=cells)
    pairs = list(_pairs(top, vocabulary))
    fields = {field for label, *_ in pairs for field in label.fields}
    if own or len(fields) > 1 or any(label.strong for label, *_ in pairs):
        for label, value, row, column in pairs:
            if len(value.split()) <= LONGEST_VALUE:
                yield Candidate(
                    label=label,
                    value=value,
                    location=sheet.locate(row, column),
                    source="front-sheet" if own else "control-table",
                    zone="front" if own else "control",
                )
    for (row, column), cell in top.cells.items():
        if isinstance(cell.value, str) and len(cell.text) < 200:
            for candidate in _lines(cell.text, sheet.locate(row, column), "control-line", "front", vocabulary):
                if candidate.value:
                    yield candidate
