"""The rule file format and its loader: one YAML file, one rule."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from itsmlint.finding import Confidence, Severity

Given = Literal[
    "file", "document", "control", "sections", "paragraphs", "tables", "registers", "records", "columns",
    "raci", "raci-rows", "placeholders", "hidden", "set",
]  # fmt: skip


class Then(msgspec.Struct, frozen=True):
    """A check function and its options: ``{field: owner, must: be-accountable}``."""

    must: str
    options: Mapping[str, Any] = {}


class Example(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A small document in which the rule must fire at the marked places and nowhere else."""

    word: str | None = None
    excel: str | None = None
    broken: str | None = None
    """For FIL rules: the name of a way to break a file."""
    name: str | None = None
    """File name without ending; the default says nothing."""
    as_of: str | None = None
    note: str = ""


class Examples(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the rule must find, and near misses that it must leave alone."""

    bad: tuple[Example, ...] = ()
    good: tuple[Example, ...] = ()


class Rule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One rule: where it looks, what must hold there, and everything people read about it."""

    id: Annotated[str, Meta(pattern=r"^[A-Z]{2,8}\d{3}$")]
    name: Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    aliases: tuple[str, ...] = ()
    status: Literal["preview", "stable", "deprecated"]
    since: str
    severity: Severity
    confidence: Confidence
    profile: Literal["essential", "audit-ready", "exemplary"]
    applies_to: tuple[str, ...]
    """Document kinds; for ``given`` registers, records and columns: kinds of register. ``[all]``: any."""
    clauses: dict[str, tuple[str, ...]] = {}
    source: tuple[str, ...] = ()
    given: Given
    where: Mapping[str, Any] = {}
    """Only records whose fields have these values (or classes of ``rules/vocabulary/values.yaml``)."""
    unless: Mapping[str, Any] = {}
    """Leave out records whose fields have these values (or classes of values)."""
    then: Then
    hidden_by: tuple[str, ...] = ()
    """Rules whose finding in the same document, register or cell has the same cause and is enough."""
    message: str
    message_folded: str = ""
    """The message when many places of one cause become one finding; has {count}, {total} and {list}."""
    why: str
    fix: str
    false_positives: tuple[str, ...] = ()
    examples: Examples
