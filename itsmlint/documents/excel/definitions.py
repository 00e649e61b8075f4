"""Defined names of a workbook."""

from typing import NamedTuple

from lxml import etree

from itsmlint.documents.excel.elements import children
from itsmlint.documents.excel.ranges import LAST_ROW, read_range

_PRINT_TITLES = "_xlnm.print_titles"


class DefinedNames(NamedTuple):
    """Names to formulas, in lower case. A sheet's own names hide the workbook's."""

    of_workbook: dict[str, str]
    of_sheet: dict[tuple[int, str], str]
    """By position of the sheet in the workbook, from 1, and name."""

    def find(self, name: str, sheet: int) -> str | None:
        """The formula behind a name as seen from a sheet."""
        key = name.lower()
        return self.of_sheet.get((sheet, key)) or self.of_workbook.get(key)

    def repeated_rows(self, sheet: int) -> tuple[int, int] | None:
        """First and last of the rows that are printed on top of each page of the sheet."""
        for reference in self.of_sheet.get((sheet, _PRINT_TITLES), "").split(","):
            area = read_range(reference.rpartition("!")[2].strip())
            if area is not None and area.last_row < LAST_ROW:
                return area.first_row, area.last_row
        return None


def read_defined_names(workbook: etree._Element) -> DefinedNames:
    """The defined names in the workbook part."""
    of_workbook: dict[str, str] = {}
    of_sheet: dict[tuple[int, str], str] = {}
    for element in children(workbook, "definedNames", "definedName"):
        name, formula = element.get("name", "").lower(), (element.text or "").strip()
        position = element.get("localSheetId")
        if position is None:
            of_workbook[name] = formula
        elif position.isascii() and position.isdigit() and len(position) < 6:
            of_sheet[int(position) + 1, name] = formula
    return DefinedNames(of_workbook, of_sheet)
