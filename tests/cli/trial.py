"""What the tests of the command line are made with."""

from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
from click.testing import Result

Run = Callable[..., Result]
"""Runs ``itsmlint`` with the arguments in the current folder."""


def write_register(path: Path, *owners: str) -> None:
    """A risk register in which the risks have these owners."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Risks"
    sheet.append(
        [
            "Risk ID",
            "Risk description",
            "Likelihood",
            "Impact",
            "Risk owner",
            "Treatment",
            "Controls",
            "Status",
        ]
    )
    for number, owner in enumerate(owners, 1):
        sheet.append(
            [
                f"R-{number:02}",
                f"The link to data centre {number} fails",
                3,
                4,
                owner or None,
                "Second line from another carrier",
                "Monitoring of both links",
                "Open",
            ]
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)


def write_policy(path: Path, *paragraphs: str) -> None:
    """A policy with the paragraphs under "Scope"."""
    document = docx.Document()
    document.add_heading("Backup Policy", 0)
    document.add_heading("Scope", 1)
    for text in paragraphs or ("This policy covers all servers of the company.",):
        document.add_paragraph(text)
    path.parent.mkdir(parents=True, exist_ok=True)
    document.save(str(path))
