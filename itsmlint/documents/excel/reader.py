"""A workbook from its package to a Document."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import Literal, NamedTuple

from lxml import etree

from itsmlint.documents.excel.definitions import read_defined_names
from itsmlint.documents.excel.elements import attribute, children, is_a, named
from itsmlint.documents.excel.extras import Extras
from itsmlint.documents.excel.limits import MOST_SHEETS, Budget
from itsmlint.documents.excel.lists import ListSources, SheetLists
from itsmlint.documents.excel.merges import drop_covered
from itsmlint.documents.excel.notes import read_notes, read_people
from itsmlint.documents.excel.page_texts import split_page_texts
from itsmlint.documents.excel.ranges import Columns
from itsmlint.documents.excel.rows import Workbook
from itsmlint.documents.excel.streaming import is_on
from itsmlint.documents.excel.strings import SharedStrings, read_shared_strings
from itsmlint.documents.excel.styles import Looks, read_looks
from itsmlint.documents.excel.tables import Tables, read_tables
from itsmlint.documents.excel.text import clean
from itsmlint.documents.excel.worksheet import SheetWalk
from itsmlint.documents.model import Document, Range, Sheet
from itsmlint.documents.package import Package
from itsmlint.documents.unreadable import UnreadableError

_STATES: dict[str, Literal["hidden", "veryHidden"]] = {"hidden": "hidden", "veryHidden": "veryHidden"}


class ListedSheet(NamedTuple):
    """A worksheet as the workbook lists it."""

    name: str
    position: int
    state: Literal["visible", "hidden", "veryHidden"]
    part: str


class WalkedSheet(NamedTuple):
    """A worksheet after its walk."""

    listed: ListedSheet
    walk: SheetWalk
    tables: Tables


def read_workbook(package: Package, shown: str, sha256: str) -> Document:
    """The Document of an Excel package; nothing is calculated, formulas count by their stored results.

    ``hidden_rows`` and ``hidden_columns`` of a sheet name only those that hold content.
    Raises UnreadableError: missing-part, damaged, bad-xml, unsafe-xml, over-limit.
    """
    root = package.parse(package.main)
    if not is_a(root, "workbook"):
        raise UnreadableError("missing-part", "the main part is no workbook")
    extras = Extras(package)
    sheets = _walk_sheets(package, root, extras)
    people = read_people(extras.roots(package.main, "person"))
    names = read_defined_names(root)
    lists = ListSources({s.listed.name: _for_lists(s) for s in reversed(sheets)}, names)
    return Document(
        path=shown,
        format="excel",
        sha256=sha256,
        properties=package.properties(),
        sheets=tuple(
            Sheet(
                name=listed.name,
                index=listed.position,
                state=listed.state,
                cells=walk.cells,
                merges=tuple(walk.merges),
                hidden_rows=frozenset(walk.hidden_rows),
                hidden_columns=_hidden_columns(walk),
                tables=tables.tables,
                auto_filter=walk.auto_filter,
                filtered_rows=_hides_rows(walk, tables),
                frozen_rows=walk.frozen_rows,
                repeated_rows=names.repeated_rows(listed.position),
                validations=lists.resolve(walk.lists, listed.name),
                notes=read_notes(
                    listed.name,
                    extras.roots(listed.part, "comments"),
                    extras.roots(listed.part, "threadedComment"),
                    people,
                ),
                header_footer=split_page_texts(walk.page_texts),
            )
            for listed, walk, tables in sheets
        ),
    )


def _for_lists(sheet: WalkedSheet) -> SheetLists:
    last_row = next(reversed(sheet.walk.cells), (0, 0))[0]
    return SheetLists(sheet.listed.position, last_row, sheet.walk.cells, sheet.tables.tables)


def _walk_sheets(package: Package, root: etree._Element, extras: Extras) -> list[WalkedSheet]:
    listed = list(_listed_sheets(package, root))
    strings = _shared_strings(package)
    shared = Workbook(strings or SharedStrings([], frozenset()), _looks(package, root), Columns(), Budget())
    walked = []
    for sheet in listed:
        walk = SheetWalk(shared)
        walk.read(package.read(sheet.part), sheet.part)
        if walk.lost_strings and strings is None:
            raise UnreadableError("missing-part", "the workbook's texts (shared strings) are missing")
        if not walk.is_worksheet:
            continue
        drop_covered(walk.cells, walk.merges)
        walked.append(WalkedSheet(sheet, walk, read_tables(extras.roots(sheet.part, "table"))))
    if not walked and not _has_other_sheets(package):
        raise UnreadableError("missing-part", "the workbook has no worksheet that can be read")
    return walked


def _listed_sheets(package: Package, root: etree._Element) -> Iterator[ListedSheet]:
    """The worksheets whose part exists. Sheets of charts, dialogs and old macros are no worksheets."""
    elements = list(children(root, "sheets", "sheet"))
    if len(elements) > MOST_SHEETS:
        raise UnreadableError("over-limit", f"the workbook has more than {MOST_SHEETS:,} sheets")
    parts = {
        r.id: r.target
        for r in package.relationships(package.main)
        if r.type == "worksheet" and not r.external
    }
    seen: set[str] = set()
    for position, element in enumerate(elements, 1):
        part = parts.get(attribute(element, "id"), "")
        if part in seen or not package.has(part):
            continue
        seen.add(part)
        name = clean(element.get("name", "")) or f"Sheet{position}"
        yield ListedSheet(name, position, _STATES.get(element.get("state", ""), "visible"), part)


def _has_other_sheets(package: Package) -> bool:
    return any(package.related(package.main, type) for type in ("chartsheet", "dialogsheet", "xlMacrosheet"))


def _shared_strings(package: Package) -> SharedStrings | None:
    part = package.related(package.main, "sharedStrings")
    return read_shared_strings(package.read(part), part) if part else None


def _looks(package: Package, root: etree._Element) -> Looks:
    epoch_1904 = any(is_on(properties.get("date1904")) for properties in named(root, "workbookPr"))
    part = package.related(package.main, "styles")
    return read_looks(package.parse(part) if part else None, epoch_1904)


def _hidden_columns(walk: SheetWalk) -> frozenset[int]:
    if not walk.hidden_bands:
        return frozenset()
    visible = sorted({column for _, column in walk.cells})
    hidden: set[int] = set()
    for first, last in walk.hidden_bands:
        band = slice(bisect_left(visible, first), bisect_right(visible, last))
        hidden.update(visible[band])
        del visible[band]
    return frozenset(hidden)


def _hides_rows(walk: SheetWalk, tables: Tables) -> bool:
    """Whether a filter with criteria spans a hidden row."""
    ranges: list[Range] = list(tables.filtered)
    if walk.auto_filter is not None and walk.has_criteria:
        ranges.append(walk.auto_filter)
    hidden = sorted(walk.hidden_rows)
    return any(bisect_left(hidden, area.first_row) < bisect_right(hidden, area.last_row) for area in ranges)
