"""One cause, one finding: problems that another rule explains are hidden, many of one cause are folded."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import msgspec

from itsmlint.documents.location import Location
from itsmlint.facts.model import Facts
from itsmlint.finding import Problem
from itsmlint.fingerprints import normal
from itsmlint.places import Place
from itsmlint.rule_format import Rule

_Spot: TypeAlias = tuple[str | int | None, ...]


class Raised(msgspec.Struct, frozen=True, kw_only=True):
    """A problem with the rule that raised it and the place it was raised at."""

    rule: Rule
    place: Place
    problem: Problem
    parts: Mapping[str, str]
    """Everything the rule's message may name, but for the place itself."""


def without_hidden(raised: Sequence[tuple[Raised, str]], facts: Facts) -> list[tuple[Raised, str]]:
    """Without the problems that another rule's problem explains; hidden problems hide, too."""
    by_rule: defaultdict[str, list[Raised]] = defaultdict(list)
    for item, _ in raised:
        by_rule[item.rule.id].append(item)
    wanted = {other for item, _ in raised for other in item.rule.hidden_by}
    hiding = {rule: _Hiding.by(by_rule[rule], facts) for rule in sorted(wanted) if rule in by_rule}
    rows = {
        rule: {row for item in by_rule[rule] if (row := _row(item.problem.location)) is not None}
        for rule in {other for item, _ in raised for other in item.rule.hidden_in_row_by}
    }
    return [
        (item, fingerprint)
        for item, fingerprint in raised
        if not any(other in hiding and hiding[other].hides(item) for other in item.rule.hidden_by)
        and not any(_row(item.problem.location) in rows[other] for other in item.rule.hidden_in_row_by)
    ]


class _Hiding(msgspec.Struct, frozen=True, kw_only=True):
    """What the problems of one rule explain, by the kind of place the rule is about."""

    document: bool = False
    """Everything in the document."""
    containers: frozenset[tuple[str, int]] = frozenset()
    """Everything in these registers or matrices."""
    about_document: bool = False
    """What is about the document as a whole, because the register or matrix is the only one."""
    columns: frozenset[tuple[tuple[str, int], str | None]] = frozenset()
    """Everything in these columns of registers."""
    spots: frozenset[_Spot] = frozenset()
    """The same cells, paragraphs and headings."""

    @classmethod
    def by(cls, problems: Sequence[Raised], facts: Facts) -> "_Hiding":
        containers = frozenset(item.place.container for item in problems)
        match problems[0].rule.given:
            case "file" | "document" | "control":
                return cls(document=True)
            case "registers":
                return cls(containers=containers, about_document=len(facts.registers) == 1)
            case "raci":
                return cls(containers=containers, about_document=len(facts.racis) == 1)
            case "columns":
                return cls(columns=frozenset(_column(item) for item in problems))
        return cls(spots=frozenset(spot for item in problems for spot in _explained(item.problem.location)))

    def hides(self, item: Raised) -> bool:
        """Whether the problem has its cause here."""
        container = item.place.container
        if self.document or container in self.containers:
            return True
        if self.about_document and container[0] == "document":
            return True
        return _column(item) in self.columns or not self.spots.isdisjoint(_explaining(item.problem.location))


def _column(item: Raised) -> tuple[tuple[str, int], str | None]:
    return item.place.container, item.problem.location.column


def _explained(location: Location) -> tuple[_Spot, ...]:
    """Where a problem at this place explains others: there and, for a cell, at its row as a whole."""
    if location.row is None or location.column is None:
        return (_spot(location),)
    return (_spot(location), _spot(location, column="any"))


def _explaining(location: Location) -> tuple[_Spot, ...]:
    """Where a problem must stand to explain one at this place: there, or at the row of a cell."""
    if location.row is None:
        return (_spot(location),)
    return (_spot(location), _spot(location, column="any" if location.column is None else "row"))


def _row(location: Location) -> _Spot | None:
    """The row of a table or sheet that a location stands in; None outside of such."""
    if location.row is None:
        return None
    return (location.part, location.sheet, location.table, location.row)


def _spot(location: Location, column: str | None = None) -> _Spot:
    row = (location.part, location.sheet, location.table, location.row)
    if location.row is None:
        return (*row, location.section, location.paragraph)
    return (*row, column or location.column or "row", None)


def folded(raised: Sequence[tuple[Raised, str]]) -> list[list[tuple[Raised, str]]]:
    """Groups that become one finding each, by their first places."""
    causes: defaultdict[tuple[Any, ...], list[int]] = defaultdict(list)
    for index, (item, _) in enumerate(raised):
        within = (item.place.container, item.place.key if item.rule.given == "columns" else "")
        causes[item.rule.id, within, normal(item.problem.cause), item.problem.severity].append(index)
    groups: list[list[int]] = []
    for indexes in causes.values():
        limit = raised[indexes[0]][0].rule.fold_above
        fold = limit != "never" and len(indexes) > max(limit, 1)
        groups.extend([indexes] if fold else [[index] for index in indexes])
    return [[raised[index] for index in group] for group in sorted(groups)]
