"""The kinds of place that rules look at (``given``), and the words that messages may use of each."""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from itsmlint.checks import InColumn, InMatrix, InRegister
from itsmlint.documents.model import Document
from itsmlint.facts.model import Facts, Placeholder, Raci, Register, Section, Statement
from itsmlint.facts.model import Hidden as HiddenData

COMMON_PARTS = ("excerpt", "place", "as_of", "document.name", "document.title", "document.kind")
"""Parts that every message may use."""

CONTAINER_PARTS: Mapping[str, tuple[str, ...]] = {
    "registers": ("register.name", "register.kind"),
    "records": ("register.name", "register.kind"),
    "columns": ("register.name", "register.kind", "column.header", "column.letter"),
    "raci": ("matrix.name",),
    "raci-rows": ("matrix.name",),
}
"""Parts by kind of place that all places share which may fold: of one register, column or matrix."""

PLACE_PARTS: Mapping[str, tuple[str, ...]] = {
    "records": ("record.id", "record.title", "record.row"),
    "sections": ("section.heading",),
    "statements": ("statement", "actor"),
    "raci-rows": ("row.activity",),
    "placeholders": ("placeholder",),
    "hidden": ("hidden.what", "hidden.detail", "hidden.count"),
    "file": ("reason", "detail"),
}
"""Parts by kind of place that each place has of its own."""

FOLDED_PARTS = ("count", "total", "list")
"""Parts that only the message of a folded finding has."""


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """A place as a check function gets it, and what the engine knows of it."""

    value: Any
    """What the check function gets."""
    container: tuple[str, int] = ("document", 0)
    """What folding and hiding work within: the document, the n-th register or the n-th matrix."""
    container_name: str = ""
    shared: Mapping[str, str] = {}
    """Message parts of the container."""
    parts: Mapping[str, str] = {}
    """Message parts of the place."""
    key: str = ""
    """What tells the place apart from others of its container, whatever its row."""
    label: str = ""
    """What people call it in a list: the record's id."""
    register: Register | None = None


_ABBREVIATIONS = frozenset(("kpi", "sla", "raci", "soa"))
"""Words of kinds that are abbreviations."""


def kind_in_words(kind: str) -> str:
    """A kind as people write it: "risk register", "KPI register"."""
    return " ".join(word.upper() if word in _ABBREVIATIONS else word for word in kind.split("-"))


def document_parts(facts: Facts, document: Document) -> dict[str, str]:
    """Message parts that every finding in the document shares."""
    return {
        "document.name": document.name,
        "document.title": facts.title or document.name,
        "document.kind": kind_in_words(facts.kind.name if facts.kind.name != "unknown" else "document"),
    }


def places(given: str, document: Document, facts: Facts) -> Iterator[Place]:
    """All places of a kind in a document, in reading order."""
    return _ITERATORS[given](document, facts)


def _document(document: Document, facts: Facts) -> Iterator[Place]:
    yield Place(value=facts)


def _control(document: Document, facts: Facts) -> Iterator[Place]:
    yield Place(value=facts.control)


def _sections(document: Document, facts: Facts) -> Iterator[Place]:
    for section in facts.sections:
        yield Place(value=section, parts=_section_parts(section))


def _section_parts(section: Section) -> dict[str, str]:
    return {"section.heading": section.heading}


def _paragraphs(document: Document, facts: Facts) -> Iterator[Place]:
    for paragraph in document.body_paragraphs():
        if paragraph.text.strip() and not paragraph.in_contents:
            yield Place(value=paragraph)


def _statements(document: Document, facts: Facts) -> Iterator[Place]:
    for statement in facts.statements:
        yield Place(value=statement, parts=_statement_parts(statement), key=statement.text)


def _statement_parts(statement: Statement) -> dict[str, str]:
    return {"statement": statement.text, "actor": statement.actor}


def _tables(document: Document, facts: Facts) -> Iterator[Place]:
    for table in document.tables():
        yield Place(value=table)


def _register_parts(register: Register) -> dict[str, str]:
    kind = kind_in_words(register.kind if register.kind != "table" else "register")
    return {"register.name": register.name, "register.kind": kind}


def _registers(document: Document, facts: Facts) -> Iterator[Place]:
    for index, register in enumerate(facts.registers):
        yield Place(
            value=register,
            container=("register", index),
            container_name=register.name,
            shared=_register_parts(register),
            label=register.name,
            register=register,
        )


def _records(document: Document, facts: Facts) -> Iterator[Place]:
    for index, register in enumerate(facts.registers):
        shared = _register_parts(register)
        for record in register.records:
            numbered = record.id == f"row {record.row}"
            yield Place(
                value=InRegister(register, record),
                container=("register", index),
                container_name=register.name,
                shared=shared,
                parts={"record.id": record.id, "record.title": record.title, "record.row": str(record.row)},
                key=record.title if numbered else record.id,
                label=record.id,
                register=register,
            )


def _columns(document: Document, facts: Facts) -> Iterator[Place]:
    for index, register in enumerate(facts.registers):
        shared = _register_parts(register)
        for column in register.columns:
            yield Place(
                value=InColumn(register, column),
                container=("register", index),
                container_name=register.name,
                shared=shared,
                parts={"column.header": column.header, "column.letter": column.letter},
                key=column.field or column.header,
                label=column.header,
                register=register,
            )


def _matrix_place(index: int, matrix: Raci) -> Place:
    return Place(
        value=matrix,
        container=("matrix", index),
        container_name=matrix.name,
        shared={"matrix.name": matrix.name},
        label=matrix.name,
    )


def _raci(document: Document, facts: Facts) -> Iterator[Place]:
    for index, matrix in enumerate(facts.racis):
        yield _matrix_place(index, matrix)


def _raci_rows(document: Document, facts: Facts) -> Iterator[Place]:
    for index, matrix in enumerate(facts.racis):
        place = _matrix_place(index, matrix)
        for row in matrix.rows:
            yield msgspec.structs.replace(
                place,
                value=InMatrix(matrix, row),
                parts={"row.activity": row.activity},
                key=row.activity,
                label=row.activity,
            )


def _placeholders(document: Document, facts: Facts) -> Iterator[Place]:
    for placeholder in facts.placeholders:
        yield Place(
            value=placeholder, parts=_placeholder_parts(placeholder), label=" ".join(placeholder.text.split())
        )


def _placeholder_parts(placeholder: Placeholder) -> dict[str, str]:
    return {"placeholder": placeholder.text}


def _hidden(document: Document, facts: Facts) -> Iterator[Place]:
    for hidden in facts.hidden:
        yield Place(value=hidden, parts=_hidden_parts(hidden), key=hidden.what)


def _hidden_parts(hidden: HiddenData) -> dict[str, str]:
    return {"hidden.what": hidden.what, "hidden.detail": hidden.detail, "hidden.count": str(hidden.count)}


_ITERATORS = {
    "document": _document,
    "control": _control,
    "sections": _sections,
    "paragraphs": _paragraphs,
    "statements": _statements,
    "tables": _tables,
    "registers": _registers,
    "records": _records,
    "columns": _columns,
    "raci": _raci,
    "raci-rows": _raci_rows,
    "placeholders": _placeholders,
    "hidden": _hidden,
}
