"""The named functions that rules call.

A check function is a short generator over one place of a document::

    @check("be-accountable", given="records", parts=("names",))
    def be_accountable(place: InRegister, options: Accountable, context: Context) -> Iterator[Problem]:
        ...

It is registered under the name that rule files use (``must: be-accountable``), says for which kind of
place it works (``given``) and which parts it offers to messages, and its second parameter is a
:class:`msgspec.Struct` of typed options: what the rule file writes beside ``must``. It knows nothing of
files, severity, words or output. ``docs/rule-format.md`` lists what each kind of place is handed over as.
"""

import inspect
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache
from importlib import import_module
from types import MappingProxyType
from typing import Any, TypeVar, get_type_hints

import msgspec

from itsmlint.documents.model import Document
from itsmlint.facts.model import Column, Facts, Raci, RaciRow, Record, Register
from itsmlint.finding import Problem
from itsmlint.vocabulary import Vocabulary


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


class InColumn(msgspec.Struct, frozen=True):
    """The place of ``given: columns``: a column and the register it stands in."""

    register: Register
    column: Column


class InMatrix(msgspec.Struct, frozen=True):
    """The place of ``given: raci-rows``: a row and the responsibility matrix it stands in."""

    matrix: Raci
    row: RaciRow


USER = msgspec.Meta(extra={"user": True})
"""Marks an option that a configuration may set for a rule: ``max_days: Annotated[int, USER] = 180``."""


class Options(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of the options of check functions; as it stands: no options."""


class CheckFunction(msgspec.Struct, frozen=True):
    """A registered check function."""

    name: str
    given: tuple[str, ...]
    """Kinds of place it can be used on."""
    function: Callable[[Any, Any, Context], Iterator[Problem]]
    options: type[Options]
    parts: tuple[str, ...] = ()
    """Names of the values it may put in ``Problem.parts``, for the messages of rules."""
    needs: tuple[str, ...] = ()
    """What it looks at that is only understood when somebody asks: "statements"."""

    @property
    def doc(self) -> str:
        """What must hold, in the words of the function's docstring."""
        return inspect.getdoc(self.function) or ""


_registry: dict[str, CheckFunction] = {}

F = TypeVar("F", bound=Callable[..., Iterator[Problem]])


def check(
    name: str, *, given: str | tuple[str, ...], parts: tuple[str, ...] = (), needs: str | tuple[str, ...] = ()
) -> Callable[[F], F]:
    """Register a function under the name that rule files use.

    ``needs="statements"`` for a function that looks at ``facts.statements`` and is given something else.
    """

    def register(function: F) -> F:
        options = get_type_hints(function).get("options", Options)
        places = (given,) if isinstance(given, str) else given
        asked = (needs,) if isinstance(needs, str) else needs
        _registry[name] = CheckFunction(name, places, function, options, parts, asked)
        return function

    return register


@cache
def _import_modules() -> None:
    for module in pkgutil.iter_modules(__path__, f"{__name__}."):
        import_module(module.name)


def check_functions() -> Mapping[str, CheckFunction]:
    """All check functions by name."""
    _import_modules()
    return MappingProxyType(_registry)
