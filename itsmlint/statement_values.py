"""Whether a statement is what ``where`` and ``unless`` of a rule ask for."""

from collections.abc import Callable, Mapping
from typing import TypeAlias, get_args

from itsmlint.facts.model import Statement, StatementType

Wanted: TypeAlias = str | tuple[str, ...]

VALUES: Mapping[str, tuple[str, ...]] = {
    "type": get_args(StatementType),
    "measurable": ("yes", "no"),
    "voice": ("active", "passive"),
    "actor": ("named", "missing"),
}
"""What conditions on statements can ask for, and the values each can have."""

_READ: Mapping[str, Callable[[Statement], str]] = {
    "type": lambda statement: statement.type,
    "measurable": lambda statement: "yes" if statement.measurable else "no",
    "voice": lambda statement: "passive" if statement.passive else "active",
    "actor": lambda statement: "named" if statement.actor else "missing",
}


def wanted_statement(statement: Statement, where: Mapping[str, Wanted], unless: Mapping[str, Wanted]) -> bool:
    """Whether all of ``where`` hold and none of ``unless``."""
    if not all(_holds(statement, field, wanted) for field, wanted in where.items()):
        return False
    return not any(_holds(statement, field, wanted) for field, wanted in unless.items())


def _holds(statement: Statement, field: str, wanted: Wanted) -> bool:
    values = (wanted,) if isinstance(wanted, str) else wanted
    return _READ[field](statement) in values
