"""Tables that keep no records: control blocks, change histories, scales, legends, pick lists, forms."""

from collections.abc import Mapping, Sequence

import msgspec

from itsmlint.documents.location import column_number
from itsmlint.documents.model import Document, Grid, Sheet
from itsmlint.facts.columns import AT_END, WITHOUT_SUBJECT, header_fits, is_rating_word
from itsmlint.facts.header_rows import TableArea
from itsmlint.facts.labels import read_label
from itsmlint.facts.records import Row
from itsmlint.facts.register_kinds import (
    KindGuess,
    Names,
    are_scale_names,
    is_history,
    is_side_sheet,
    is_signed,
)
from itsmlint.facts.states import is_state
from itsmlint.vocabulary import Vocabulary

SURE = 0.8
KNOWN_IN_WORD = 0.6
"""Confidence in its kind from which a Word table is a register whatever its columns."""
TELLING = frozenset(
    [
        "owner",
        "target",
        "treatment",
        "action",
        "due_date",
        "status",
        "likelihood",
        "impact",
        "score",
        "controls",
        "need",
        "evidence",
    ]
)
"""Fields without which a table of two columns is a list or a glossary."""
WORK = frozenset(("action", "due_date", "status", "treatment", "target"))
"""Fields that make a Word table with an owner column a register."""
LONGEST_BLOCK = 6
"""Rows of a control block whose labels and values take turns."""
OF_DOCUMENTS = frozenset(
    ("document_id", "version", "approver", "approval_date", "effective_date", "last_review", "next_review")
)
"""Fields of document control of which a block has two at least."""
LONGEST_FIELD = 80
"""Characters of a field's name."""
LONGEST_SCALE = 15
"""Rows; a scale or legend has hardly more."""


class Candidate(msgspec.Struct, frozen=True):
    """A table that may be a register."""

    grid: Grid
    area: TableArea
    kind: KindGuess
    fields: Mapping[int, str]
    """Column to field."""
    rows: Sequence[Row]
    names: Names
    """Names that stand around it."""


def list_sources(document: Document) -> frozenset[tuple[str, int]]:
    """Sheet name in lower case and column of every range that a drop-down list takes its values from."""
    sources: set[tuple[str, int]] = set()
    for sheet in document.sheets:
        for validation in sheet.validations:
            name, _, cells = validation.source.rpartition("!")
            letters = "".join(character for character in cells.split(":")[0] if character.isalpha())
            if name and 0 < len(letters) <= 3:
                sources.add((name.strip("'=").casefold(), column_number(letters)))
    return frozenset(sources)


def keeps_no_records(table: Candidate, lists: frozenset[tuple[str, int]], vocabulary: Vocabulary) -> bool:
    """Whether the table is none that keeps records.

    ``lists``: ranges that drop-down lists take their values from (:func:`list_sources`).
    """
    headers = [heading.text for heading in table.area.headings]
    if is_history(headers, table.names, vocabulary) or _is_form(table) or _lists_fields(table, vocabulary):
        return True
    if _is_control_block(table, vocabulary):
        return True
    if table.kind.name == "raci":
        return False
    short = len(table.rows) <= LONGEST_SCALE
    if short and (are_scale_names(headers, vocabulary) or _is_scale(table, vocabulary)):
        return True
    if _is_heat_map(table.rows):
        return True
    if isinstance(table.grid, Sheet):
        aside = _is_aside(table.grid, table, lists, vocabulary)
    else:
        aside = _is_unknown_in_word(table) or (
            is_signed(headers, vocabulary) and table.kind.confidence < SURE
        )
    return aside or _says_too_little(table)


def _is_aside(
    sheet: Sheet, table: Candidate, lists: frozenset[tuple[str, int]], vocabulary: Vocabulary
) -> bool:
    """Whether the sheet is there for something else than records."""
    if _is_pick_list(sheet, table, lists):
        return True
    return is_side_sheet(sheet.name, vocabulary) and (table.kind.confidence < SURE or not table.rows)


def _says_too_little(table: Candidate) -> bool:
    """Whether hardly anything of the table is known."""
    known, unknown_kind = len(table.fields), table.kind.name == "table"
    if len(table.area.headings) < 3:
        telling = TELLING & set(table.fields.values())
        return table.kind.confidence < 0.6 or known < 2 or not table.rows or not telling
    if not table.rows:
        return known < 2 or (unknown_kind and known < 3)
    return unknown_kind and known < 1 and (len(table.area.headings) < 4 or len(table.rows) < 5)


def _is_unknown_in_word(table: Candidate) -> bool:
    """Whether a Word table gives no reason to take it for a register: documents are full of tables."""
    if table.kind.confidence >= KNOWN_IN_WORD:
        return False
    fields = set(table.fields.values())
    return not (table.rows and "owner" in fields and WORK & fields)


def _is_form(table: Candidate) -> bool:
    """Whether labels stand beside values: most names, or texts of the first column, end with a colon."""
    names = [heading.text.rstrip() for heading in table.area.headings]
    if (
        len(names) <= 8
        and len(table.rows) <= 6
        and sum(name.endswith(":") for name in names) * 2 >= len(names)
    ):
        return True
    first = _texts(table, table.area.first_column)
    return len(first) >= 2 and sum(text.endswith(":") for text in first) * 2 > len(first)


def _is_control_block(table: Candidate, vocabulary: Vocabulary) -> bool:
    """Whether it says who owns and approved this document rather than which documents there are.

    Either labels and values take turns in every row, the header being the first, or the labels stand in one
    row and their values in the next.
    """
    if _takes_turns(table, vocabulary) or _is_one_row_of_values(table, vocabulary):
        return True
    labels = _texts(table, table.area.first_column)
    if not 1 <= len(labels) <= LONGEST_BLOCK or len(labels) < len(table.rows):
        return False
    return all(_is_label(text, vocabulary) for text in (table.area.headings[0].text, *labels))


def _is_one_row_of_values(table: Candidate, vocabulary: Vocabulary) -> bool:
    """Whether the names are labels of document control, with one row of values: no list of documents."""
    if len(table.rows) > 1 or table.kind.name not in ("table", "doc-master-list"):
        return False
    named = any("name says" in reason for reason in table.kind.because)
    if table.kind.name == "doc-master-list" and ("name" in table.fields.values() or not named):
        return len(table.rows) == 1 and not named
    labels = [read_label(heading.text, vocabulary) for heading in table.area.headings]
    fields = {field for label in labels if label is not None for field in label.fields}
    return sum(label is not None for label in labels) > 0.8 * len(labels) and len(fields & OF_DOCUMENTS) > 1


def _takes_turns(table: Candidate, vocabulary: Vocabulary) -> bool:
    """Whether what looks like names are labels and values: "Status | Approved | Approved on | 3 May 2026"."""
    texts = [heading.text for heading in table.area.headings]
    if len(texts) % 2 or len(table.rows) > LONGEST_BLOCK:
        return False
    labels = [read_label(text, vocabulary) for text in texts]
    if not all(labels[0::2]):
        return False
    values = [
        label is None or is_state(text, vocabulary)
        for text, label in zip(texts[1::2], labels[1::2], strict=True)
    ]
    return all(values) and any(label is None for label in labels[1::2]) and len(texts) > 2


def _is_label(text: str, vocabulary: Vocabulary) -> bool:
    """Whether the whole text is the name of a field."""
    fits = header_fits(text, "", "", vocabulary)
    return text.replace(" ", "").isalpha() and bool(fits) and fits[0].strength >= WITHOUT_SUBJECT - 4


def _texts(table: Candidate, column: int) -> list[str]:
    return [row.own[column].text.strip() for row in table.rows if column in row.own]


def _lists_fields(table: Candidate, vocabulary: Vocabulary) -> bool:
    """Whether a column holds names of fields, each once: a form, one card, a description of columns."""
    for heading in table.area.headings[:4]:
        texts = _texts(table, heading.column)
        if not 4 <= len(texts) <= 60 or len(set(texts)) < len(texts) or max(map(len, texts)) > LONGEST_FIELD:
            continue
        fields = {
            fits[0].field
            for text in texts
            if (fits := header_fits(text, "", "", vocabulary)) and fits[0].strength >= AT_END
        }
        if len(fields) >= 4 and len(fields) * 10 >= 3 * len(texts):
            return True
    return False


def _is_scale(table: Candidate, vocabulary: Vocabulary) -> bool:
    """Whether the first or second column goes once through all ratings: Low, Medium, High."""
    if len(table.rows) < 2 or {"id", "owner"} & set(table.fields.values()):
        return False
    for heading in table.area.headings[:2]:
        texts = _texts(table, heading.column)
        if len(texts) < len(table.rows) or len({text.casefold() for text in texts}) < len(texts):
            continue
        if sum(is_rating_word(text, vocabulary) for text in texts) * 10 >= 8 * len(texts):
            return True
    return False


def _is_heat_map(rows: Sequence[Row]) -> bool:
    """Whether nearly all cells are numbers."""
    cells = [cell for row in rows for cell in row.own.values() if cell.text]
    numbers = sum(isinstance(cell.value, int | float) and not isinstance(cell.value, bool) for cell in cells)
    return len(cells) >= 6 and numbers * 10 > 9 * len(cells)


def _is_pick_list(sheet: Sheet, table: Candidate, lists: frozenset[tuple[str, int]]) -> bool:
    """Whether most columns are the source of some drop-down list."""
    sources = sum((sheet.name.casefold(), heading.column) in lists for heading in table.area.headings)
    return sources * 2 >= len(table.area.headings) and sources > 0 and "owner" not in table.fields.values()
