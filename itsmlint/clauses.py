"""The clauses of the standards, from ``rules/vocabulary/clauses.yaml``."""

from collections.abc import Mapping
from functools import cache

import msgspec

from itsmlint.vocabulary import Vocabulary


class Standard(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A standard by the name people know it by, and the subjects of its clauses by number."""

    title: str
    clauses: dict[str, str]


@cache
def standards() -> Mapping[str, Standard]:
    """All known standards by their key in rule files: ``iso20000-1:2018``."""
    return Vocabulary().read("clauses", dict[str, Standard])


def clause_title(standard: str, number: str) -> str:
    """What a clause is about: "Competence"."""
    return standards()[standard].clauses[number]


def clause_text(standard: str, number: str) -> str:
    """A clause in one line: "ISO/IEC 20000-1:2018 7.2 Competence"."""
    return f"{standards()[standard].title} {number} {clause_title(standard, number)}"
