"""Documents of a chosen size, laid out like policies and registers of IT service management."""

import copy
import re
import zipfile
from datetime import date, timedelta
from pathlib import Path
from typing import Any

STATUSES = ("Open", "In progress", "Closed", "Accepted")
OWNERS = ("Service Desk Manager", "Head of Infrastructure", "Change Manager", "Supplier Manager")
SENTENCE = (
    "The service desk shall record every incident, classify it by impact and urgency, and keep the customer "
    "informed of its progress until the service is restored."
)


def write_policy(path: Path, pages: int) -> None:
    """A Word policy: on each page headings, paragraphs with mixed runs, a list and a table.

    Written as densely as Word does: real policies have a median of 16 elements and 640 bytes of XML a
    paragraph, python-docx alone writes less than half of that.
    """
    from docx import Document  # noqa: PLC0415

    document = Document()
    document.sections[0].header.paragraphs[0].text = "Incident management policy | Version 2.1 | Internal"
    document.sections[0].footer.paragraphs[0].text = "Owner: Head of Service Management"
    document.add_heading("Incident management policy", 0)
    body = document.element.body
    before = len(body)
    document.add_heading("Recording and classification", 1)
    for part in ("Purpose", "Responsibilities"):
        document.add_heading(part, 2)
        for number in range(3):
            paragraph = document.add_paragraph(SENTENCE + " ")
            paragraph.add_run("Priority 1 incidents").bold = True
            paragraph.add_run(f" are acknowledged within {15 + number} minutes. {SENTENCE}")
        for number in range(4):
            document.add_paragraph(f"{SENTENCE[:60]} ({number + 1})", style="List Bullet")
    table = document.add_table(rows=6, cols=4, style="Table Grid")
    for row in table.rows:
        for column, cell in enumerate(row.cells):
            cell.text = ("Priority", "Acknowledge within 15 minutes", "Restore within 4 hours", "P1")[column]
    page = [element for element in body[before:] if not element.tag.endswith("}sectPr")]
    for element in page:
        _write_as_word(element)
    end = page[-1]
    for _ in range(pages - 1):
        for element in page:
            another = copy.deepcopy(element)
            end.addnext(another)
            end = another
    document.save(str(path))


def _write_as_word(element: Any) -> None:
    """Give paragraphs and runs what Word writes: revision ids, spacing, fonts, sizes, languages."""
    from docx.oxml import parse_xml  # noqa: PLC0415
    from docx.oxml.ns import nsdecls, qn  # noqa: PLC0415

    fonts = (
        f'<w:rPr {nsdecls("w")}><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/>'
        '<w:sz w:val="22"/><w:szCs w:val="22"/><w:lang w:val="en-GB"/></w:rPr>'
    )
    for paragraph in element.iter(qn("w:p")):
        for name in ("rsidR", "rsidRPr", "rsidRDefault", "rsidP"):
            paragraph.set(qn(f"w:{name}"), "00C25F6A")
        properties = paragraph.get_or_add_pPr()
        properties.append(
            parse_xml(f'<w:spacing {nsdecls("w")} w:after="120" w:line="276" w:lineRule="auto"/>')
        )
        properties.append(parse_xml(fonts))
    for run in element.iter(qn("w:r")):
        run.set(qn("w:rsidRPr"), "00C25F6A")
        properties = run.get_or_add_rPr()
        for child in parse_xml(fonts):
            properties.append(child)


def write_register(path: Path, rows: int, columns: int) -> None:
    """An Excel register: title, bold header, texts, dates, scores, percentages, a list, a merge, a note."""
    from openpyxl import Workbook  # noqa: PLC0415
    from openpyxl.comments import Comment  # noqa: PLC0415
    from openpyxl.styles import Font  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415

    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet["A1"] = "Risk register"
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=columns)
    header = ("ID", "Description", "Owner", "Status", "Due date", "Score", "Progress")
    for column in range(1, columns + 1):
        cell = sheet.cell(2, column, f"{header[(column - 1) % 7]} {column}")
        cell.font = Font(bold=True)
    for row in range(3, rows + 3):
        for column in range(1, columns + 1):
            _fill(sheet.cell(row, column), row, (column - 1) % 7)
    choices = DataValidation(type="list", formula1=f'"{",".join(STATUSES)}"')
    choices.add(f"D3:D{rows + 2}")
    sheet.add_data_validation(choices)
    sheet["C3"].comment = Comment("Agreed with the supplier.", "Change Manager")
    sheet.freeze_panes = "A3"
    sheet.auto_filter.ref = f"A2:{get_column_letter(columns)}{rows + 2}"
    workbook.save(path)


_INLINE = re.compile(rb't="inlineStr"><is><t(?: xml:space="preserve")?>([^<]*)</t></is>')
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_STRINGS_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"


def share_strings(inline: Path, path: Path) -> None:
    """The same workbook with its texts in one table, as Excel has them; openpyxl puts them into the cells."""
    positions: dict[bytes, int] = {}

    def shared(match: re.Match[bytes]) -> bytes:
        return b't="s"><v>%d</v>' % positions.setdefault(match[1], len(positions))

    with zipfile.ZipFile(inline) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name.startswith("xl/worksheets/sheet"):
                content = _INLINE.sub(shared, content)
            elif name == "xl/_rels/workbook.xml.rels":
                link = f'<Relationship Id="rIdS" Type="{_STRINGS_TYPE}" Target="sharedStrings.xml"/>'
                content = content.replace(b"</Relationships>", f"{link}</Relationships>".encode())
            target.writestr(name, content)
        items = b"".join(b"<si><t>%s</t></si>" % text for text in positions)
        target.writestr("xl/sharedStrings.xml", b'<sst xmlns="%s">%s</sst>' % (_MAIN.encode(), items))


def _fill(cell, row: int, field: int) -> None:  # type: ignore[no-untyped-def]
    if field == 0:
        cell.value = f"R-{row:04}"
    elif field == 1:
        cell.value = f"Supplier {row} may fail to restore the service within the agreed time"
    elif field == 2:
        cell.value = OWNERS[row % 4]
    elif field == 3:
        cell.value = STATUSES[row % 4]
    elif field == 4:
        cell.value = date(2024, 1, 1) + timedelta(days=row % 700)
    elif field == 5:
        cell.value = row % 25 + 1
    else:
        cell.value = (row % 101) / 100
        cell.number_format = "0%"
