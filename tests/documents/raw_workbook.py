"""Workbooks written part by part, for what openpyxl cannot or would not write."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from openpyxl import Workbook

from itsmlint.documents.model import Cell, Document, Sheet
from itsmlint.documents.opening import document_from_bytes

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
FILLER = '<row r="90"><c r="A90"><v>1</v></c></row>'
"""A row with content, for sheets that are about something else."""


def sheet_xml(rows: str = FILLER, before: str = "", after: str = "") -> str:
    return (
        f'<worksheet xmlns="{MAIN}" xmlns:r="{LINKS}" '
        'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" '
        'xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">'
        f"{before}<sheetData>{rows}</sheetData>{after}</worksheet>"
    )


def relationships_xml(targets: Mapping[str, tuple[str, str]]) -> str:
    """From relationship id to type (its last step, or a whole URI) and target."""
    items = "".join(
        f'<Relationship Id="{id}" Type="{type if "://" in type else f"{LINKS}/{type}"}" Target="{target}"/>'
        for id, (type, target) in targets.items()
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{items}</Relationships>'


def workbook_xml(sheets: str, before: str = "", after: str = "") -> str:
    return f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}">{before}<sheets>{sheets}</sheets>{after}</workbook>'


def raw_parts(
    *sheets: str,
    before: str = "",
    after: str = "",
    strings: str | None = None,
    styles: str | None = None,
    links: Mapping[str, tuple[str, str]] | None = None,
) -> dict[str, str]:
    """The parts of a workbook whose sheets S1, S2 ... have this XML.

    ``strings`` and ``styles`` are the insides of those parts; ``links`` are the first sheet's relationships.
    """
    listed = "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="rId{n}"/>' for n in range(1, len(sheets) + 1))
    targets = {f"rId{n}": ("worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(sheets) + 1)}
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" '
        'ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{WORKBOOK_TYPE}"/></Types>',
        "_rels/.rels": relationships_xml({"rId1": ("officeDocument", "xl/workbook.xml")}),
        "xl/workbook.xml": workbook_xml(listed, before, after),
    }
    for number, sheet in enumerate(sheets, 1):
        parts[f"xl/worksheets/sheet{number}.xml"] = sheet
    if strings is not None:
        targets["rIdStrings"] = ("sharedStrings", "sharedStrings.xml")
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{strings}</sst>'
    if styles is not None:
        targets["rIdStyles"] = ("styles", "styles.xml")
        parts["xl/styles.xml"] = f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>'
    if links:
        parts["xl/worksheets/_rels/sheet1.xml.rels"] = relationships_xml(links)
    parts["xl/_rels/workbook.xml.rels"] = relationships_xml(targets)
    return parts


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def read_parts(parts: Mapping[str, str | bytes]) -> Document:
    return document_from_bytes(zipped(parts), "register.xlsx")


def read_sheet(sheet: str, **more: object) -> Sheet:
    """The only sheet of a workbook with this XML."""
    return read_parts(raw_parts(sheet, **more)).sheets[0]  # type: ignore[arg-type]


def read_cell(cell: str, **more: object) -> Cell:
    """The only cell of a sheet: its XML stands in row 1."""
    (found,) = read_sheet(sheet_xml(f'<row r="1">{cell}</row>'), **more).cells.values()
    return found


def read_saved(workbook: Workbook, folder: Path) -> Document:
    """What is read after openpyxl has saved the workbook."""
    path = folder / "register.xlsx"
    workbook.save(path)
    return document_from_bytes(path.read_bytes(), path.name)
