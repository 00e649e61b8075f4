"""Parts beside the cells: a defect in one of them costs what it holds, never the workbook."""

from collections.abc import Iterator

from lxml import etree

from itsmlint.documents.package import Package, Relationship
from itsmlint.documents.unreadable import UnreadableError

_FATAL = ("unsafe-xml", "over-limit")


class Extras:
    """Reads tables, notes and the like, each part once however many sheets point at it."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._seen: set[str] = set()

    def roots(self, owner: str, type: str) -> Iterator[etree._Element]:
        """The root elements of all parts that the owner's relationships of the type lead to."""
        for relationship in self._relationships(owner):
            if relationship.type != type or relationship.external or relationship.target in self._seen:
                continue
            self._seen.add(relationship.target)
            root = self._root(relationship.target)
            if root is not None:
                yield root

    def _relationships(self, owner: str) -> tuple[Relationship, ...]:
        try:
            return self._package.relationships(owner)
        except UnreadableError as error:
            _raise_if_fatal(error)
            return ()

    def _root(self, part: str) -> etree._Element | None:
        try:
            return self._package.parse(part)
        except UnreadableError as error:
            _raise_if_fatal(error)
            return None


def _raise_if_fatal(error: UnreadableError) -> None:
    if error.reason in _FATAL:
        raise error
