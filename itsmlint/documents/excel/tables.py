"""Ranges formatted as tables (``xl/tables``)."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lxml import etree

from itsmlint.documents.excel.elements import children, is_a
from itsmlint.documents.excel.ranges import read_range
from itsmlint.documents.excel.text import clean
from itsmlint.documents.model import ExcelTable, Range

_CRITERIA = ("filters", "customFilters", "dynamicFilter", "top10", "colorFilter", "iconFilter")


class Tables(NamedTuple):
    """The tables of one sheet."""

    tables: tuple[ExcelTable, ...]
    filtered: tuple[Range, ...]
    """Ranges of those with a filter set."""


def read_tables(roots: Iterable[etree._Element]) -> Tables:
    """The tables of a sheet's table parts; one without a usable range is left out."""
    tables = []
    filtered = []
    for root in roots:
        area = read_range(root.get("ref", ""))
        if area is None or not is_a(root, "table"):
            continue
        tables.append(
            ExcelTable(
                name=clean(root.get("displayName") or root.get("name") or ""),
                range=area,
                columns=tuple(_column_names(root)),
                header_row=root.get("headerRowCount", "1").strip() != "0",
                total_row=root.get("totalsRowCount", "0").strip() != "0",
            )
        )
        if any(True for column in children(root, "autoFilter", "filterColumn") for _ in _criteria(column)):
            filtered.append(area)
    return Tables(tuple(tables), tuple(filtered))


def _column_names(root: etree._Element) -> Iterator[str]:
    for column in children(root, "tableColumns", "tableColumn"):
        yield clean(column.get("name", ""))


def _criteria(column: etree._Element) -> Iterator[etree._Element]:
    for child in column:
        if isinstance(child.tag, str) and etree.QName(child).localname in _CRITERIA:
            yield child
