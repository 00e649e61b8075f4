"""The named functions that rules call.

A check function is a short generator over one place of a document::

    @check("be-accountable", given="records")
    def be_accountable(place: InRegister, options: Accountable, context: Context) -> Iterator[Problem]:
        ...

It is registered under the name that rule files use (``must: be-accountable``), says for which kind of
place it works (``given``), and its second parameter is a :class:`msgspec.Struct` of typed options: what the
rule file writes beside ``must``. It knows nothing of files, severity, words or output.
"""

from collections.abc import Callable, Iterator
from datetime import date
from importlib import import_module
from typing import Any, TypeVar, get_type_hints

import msgspec

from itsmlint.documents.model import Document
from itsmlint.facts.model import Facts, Raci, RaciRow, Record, Register
from itsmlint.finding import Problem
from itsmlint.vocabulary import Vocabulary

GROUPS = (
    "document_control",
    "placeholders",
    "sections",
    "records",
    "registers",
    "risk_scores",
    "kpi",
    "policy",
    "process",
    "raci",
    "management_review",
)
"""Modules of this package that hold check functions."""


class Context(msgspec.Struct, frozen=True, kw_only=True):
    """What a check may look at beyond its place."""

    document: Document
    facts: Facts
    vocabulary: Vocabulary
    as_of: date
    accepted_teams: frozenset[str] = frozenset()
    """Teams that may own things, in lower case, from the configuration."""


class InRegister(msgspec.Struct, frozen=True):
    """The place of ``given: records``: a record and the register it stands in."""

    register: Register
    record: Record


class InMatrix(msgspec.Struct, frozen=True):
    """The place of ``given: raci-rows``: a row and the responsibility matrix it stands in."""

    matrix: Raci
    row: RaciRow


class Options(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of the options of check functions; as it stands: no options."""


class CheckFunction(msgspec.Struct, frozen=True):
    """A registered check function."""

    name: str
    given: str
    function: Callable[[Any, Any, Context], Iterator[Problem]]
    options: type[Options]


_registry: dict[str, CheckFunction] = {}

F = TypeVar("F", bound=Callable[..., Iterator[Problem]])


def check(name: str, *, given: str) -> Callable[[F], F]:
    """Register a function under the name that rule files use."""

    def register(function: F) -> F:
        hints = [kind for key, kind in get_type_hints(function).items() if key == "options"]
        _registry[name] = CheckFunction(name, given, function, hints[0] if hints else Options)
        return function

    return register


def check_functions() -> dict[str, CheckFunction]:
    """All check functions by name."""
    for group in GROUPS:
        import_module(f"{__name__}.{group}")
    return dict(_registry)
