"""Whether a document is a blank template or form to fill in, rather than one in use.

A document in use that has a few placeholders left must not be called a template: they are its defects. So one
sign is not enough, unless it is one that no document in use can have, such as an organisation without a name.
"""

import msgspec

from itsmlint.documents.model import Document
from itsmlint.facts.cells import written
from itsmlint.facts.evidence import Evidence
from itsmlint.facts.placeholders import organisation_pattern
from itsmlint.facts.titles import named_kind, says_template

MANY = 8
DENSE = 0.6
"""Placeholders in a hundred words that make many of them tell."""
SPARSE = 0.1
SEVERAL = 4
VERY_DENSE = 1.5
FEW = 3
SHORT = 150
"""Words of a workbook that hold no more than column names."""
NAMELESS = 3
"""Places where the organisation's name is still to be filled in."""
EMPTY_SHARE = 0.5
"""Share of empty cells in the tables of a form."""

IN_A_FOLDER_OF_TEMPLATES = "it lies in a folder of templates"
"""The reason of a template that the configuration knows of."""

BLANKS = frozenset(("blank-line",))
INSTRUCTIONS = frozenset(("author-instruction", "square-brackets-instruction"))
SAYING = frozenset(("title", "heading", "file name", "header", "property"))
"""Kinds of lines that may say that the document is a template."""
VALUES = frozenset(("version", "owner", "approver", "issue_date", "effective_date", "approval_date"))


class Signs(msgspec.Struct, frozen=True, kw_only=True):
    """What speaks for a template."""

    named: bool
    """Title or file name say so."""
    form: bool
    placeholders: int
    nameless: int
    instructions: int
    words: int
    empty: float
    """Share of empty cells beside labels and below column names."""
    blanks: int
    """Labels of document control without value."""
    values: int
    """Labels of document control with one."""
    empty_registers: bool
    """There are registers, and none has a record."""


def read_template(evidence: Evidence) -> tuple[bool, tuple[str, ...]]:
    """Whether the document is a template, and why."""
    if evidence.hints.template:
        return True, (IN_A_FOLDER_OF_TEMPLATES,)
    because = _because(_signs(evidence), evidence.workbook)
    return bool(because), because


def _signs(evidence: Evidence) -> Signs:
    vocabulary, placeholders = evidence.vocabulary, evidence.placeholders
    said = [line for line in evidence.lines if line.source in SAYING]
    kinds = [named for line in said[:3] if (named := named_kind(line.text, vocabulary))]
    fields = evidence.control.fields
    filled = {field for field, found in fields.items() if found.source not in ("text", "title")}
    organisation = organisation_pattern(vocabulary)
    return Signs(
        named=any(says_template(line.text, vocabulary) for line in said),
        form=any(named.kind == "form" for named in kinds),
        placeholders=sum(one.pattern not in BLANKS for one in placeholders),
        nameless=sum(organisation.search(one.text) is not None for one in placeholders),
        instructions=sum(one.pattern in INSTRUCTIONS for one in placeholders),
        words=evidence.words,
        empty=_empty_share(evidence.document),
        blanks=len(set(evidence.control.blanks) - filled),
        values=len(filled & VALUES),
        empty_registers=bool(evidence.registers) and not any(one.records for one in evidence.registers),
    )


def _because(signs: Signs, workbook: bool) -> tuple[str, ...]:
    because: list[str] = []
    density = 100 * signs.placeholders / max(signs.words, 1)
    if signs.nameless >= NAMELESS and density >= SPARSE:
        because.append(f"the organisation's name is a placeholder in {signs.nameless} places")
    many = signs.placeholders >= MANY and density >= DENSE
    if many or (signs.placeholders >= SEVERAL and density >= VERY_DENSE):
        because.append(f"{signs.placeholders} placeholders in {signs.words} words")
    if signs.named and (
        signs.placeholders + signs.instructions >= FEW or (signs.empty_registers and workbook)
    ):
        because.append("it is called a template and is not filled in")
    if signs.instructions >= FEW and density >= DENSE / 2:
        because.append(f"{signs.instructions} instructions to its author")
    if (
        signs.blanks >= FEW + (not signs.placeholders)
        and not signs.values
        and (signs.empty_registers or not workbook)
    ):
        because.append("the document control is blank")
    if signs.form and signs.empty >= EMPTY_SHARE and signs.values == 0:
        because.append("it is a form and is not filled in")
    if workbook and signs.empty_registers and not signs.values and signs.words < SHORT:
        because.append("its tables have no entries")
    return tuple(because)


def _empty_share(document: Document) -> float:
    """Share of the cells of Word tables that are empty or hold only an unfilled prompt."""
    cells = empty = 0
    for table in document.tables():
        places = table.last_row * table.last_column
        merged = sum(
            (merge.last_row - merge.first_row + 1) * (merge.last_column - merge.first_column + 1) - 1
            for merge in table.merges
        )
        filled = sum(1 for row, column in table.cells if written(table, row, column).strip())
        cells += max(places - merged, filled)
        empty += max(places - merged - filled, 0)
    return empty / cells if cells else 0.0
