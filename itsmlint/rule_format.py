"""The rule file format: one YAML file, one rule. ``docs/rule-format.md`` explains it to writers of rules."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal, TypeAlias

import msgspec
from msgspec import Meta

from itsmlint.finding import Confidence, Severity

Given: TypeAlias = Literal[
    "file", "document", "control", "sections", "paragraphs", "statements", "tables", "registers", "records",
    "columns", "raci", "raci-rows", "placeholders", "hidden",
]  # fmt: skip

Status: TypeAlias = Literal["preview", "stable", "deprecated"]
Profile: TypeAlias = Literal["essential", "audit-ready", "exemplary"]
Wanted: TypeAlias = str | tuple[str, ...]
"""A value, or several of which any will do."""


class Then(msgspec.Struct, frozen=True):
    """A check function and its options; in a rule file one mapping: ``{must: be-dated, field: due}``."""

    must: str
    options: Mapping[str, Any] = {}


class Example(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A small document in which the rule must fire at the marked places and nowhere else."""

    word: str | None = None
    """The text of a Word document in the dialect of :mod:`itsmlint.examples`."""
    excel: str | None = None
    """The text of an Excel workbook in the dialect of :mod:`itsmlint.examples`."""
    broken: str | None = None
    """For rules about unreadable files: the reason for which the file cannot be read."""
    name: str | None = None
    """File name without ending; the default says nothing."""
    as_of: str | None = None
    """Today's date in this example: ``"2026-03-31"``."""
    accepted_teams: tuple[str, ...] = ()
    """Teams that may own things."""
    template: bool = False
    """The document lies in a folder of templates."""
    note: str = ""
    """What the example shows."""


class Examples(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the rule must find, and near misses that it must leave alone."""

    bad: tuple[Example, ...] = ()
    good: tuple[Example, ...] = ()


class Rule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One rule: where it looks, what must hold there, and everything people read about it."""

    id: Annotated[str, Meta(pattern=r"^[A-Z]{2,8}[0-9]{3}$")]
    name: Annotated[str, Meta(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
    """Reads well as "allow risk-without-owner"."""
    aliases: tuple[str, ...] = ()
    """Former ids and names, which keep working."""
    status: Status
    since: str
    """Version that brought the rule."""
    severity: Severity
    """What an auditor would make of it."""
    confidence: Confidence
    """How often it is right on strangers' documents."""
    profile: Profile
    """The lowest profile it belongs to: essential ⊂ audit-ready ⊂ exemplary."""
    applies_to: Annotated[tuple[str, ...], Meta(min_length=1)]
    """Document kinds; for ``given`` registers, records and columns kinds of register; or word, excel, all."""
    not_for: tuple[str, ...] = ()
    """Kinds that the rule leaves alone."""
    topics: tuple[str, ...] = ()
    """Only documents about one of these topics."""
    needs_certain_kind: bool | None = None
    """Silent when the kind is not certain. Unless said: true for rules that name kinds."""
    in_templates: Literal["skip", "info", "check"] = "skip"
    """What becomes of findings in blank templates and forms."""
    in_records: Literal["check", "skip"] = "check"
    """What becomes of findings in documents that are records: minutes, logs, filled forms."""
    clauses: dict[str, tuple[str, ...]] = {}
    """By standard, the clauses that ask for it."""
    source: tuple[str, ...] = ()
    """What the rule was made from."""
    article_clause: Annotated[str, Meta(pattern=r"^[0-9]+(\.[0-9]+)*$")] = ""
    """The number under which an article in ``source`` treats it, where that is not the standard's number."""
    given: Given
    """The kind of place it looks at."""
    where: Mapping[str, Wanted] = {}
    """Only records whose fields have these values (or classes of ``rules/vocabulary/values.yaml``)."""
    unless: Mapping[str, Wanted] = {}
    """Leave out records whose fields have these values (or classes of values)."""
    then: Then
    hidden_by: tuple[str, ...] = ()
    """Rules whose finding in the same document, register or cell has the same cause and is enough."""
    hidden_in_row_by: tuple[str, ...] = ()
    """Rules whose finding anywhere in the same row of a table has the same cause and is enough."""
    fold_above: Annotated[int, Meta(ge=0)] | Literal["never"] = 3
    """More places than this with one cause become one finding."""
    message: Annotated[str, Meta(min_length=1)]
    message_folded: str = ""
    """The message when many places of one cause become one finding; has {count}, {total} and {list}."""
    why: Annotated[str, Meta(min_length=1)]
    fix: Annotated[str, Meta(min_length=1)]
    false_positives: tuple[str, ...] = ()
    examples: Examples

    @property
    def theme(self) -> str:
        """The letters of the id: "RSK"."""
        return self.id[:-3]

    @property
    def hiders(self) -> tuple[str, ...]:
        """All rules that hide its findings, wherever theirs must stand."""
        return self.hidden_by + self.hidden_in_row_by

    @property
    def names_kinds(self) -> bool:
        """Whether it is for certain kinds only, and not for any Word or Excel file."""
        return not ANY_KIND.issuperset(self.applies_to)

    @property
    def certain_only(self) -> bool:
        """Whether it is silent when the kind is not certain."""
        return self.names_kinds if self.needs_certain_kind is None else self.needs_certain_kind


ANY_KIND = frozenset({"all", "word", "excel"})
"""Words in ``applies_to`` that are no kinds."""

OF_REGISTERS = frozenset({"registers", "records", "columns"})
"""Kinds of place whose kind is that of their register, not of the document."""

THEMES: Mapping[str, str] = {
    "DOC": "document-control",
    "POL": "policy",
    "PRO": "process",
    "ROL": "roles",
    "MGT": "management-review",
    "RSK": "risk",
    "REG": "register",
    "KPI": "kpi",
    "OBJ": "objectives",
    "SLA": "sla",
    "SVC": "services",
    "TXT": "terms",
    "SUP": "suppliers",
    "AST": "assets",
    "IMP": "improvement",
    "AUD": "audit",
    "OPS": "operations",
    "SET": "set",
    "CHG": "changes",
    "CON": "continuity",
    "FIL": "files",
}
"""Letters of the ids of the built-in rules, and their folders."""
