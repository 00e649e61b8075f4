"""Which citations of standards are old, and which only speak of old editions."""

from datetime import date
from pathlib import Path

import docx
import pytest

from itsmlint.checks import Context, Options
from itsmlint.checks.editions import cite_current_editions
from itsmlint.documents.opening import open_document
from itsmlint.facts.understanding import understand
from itsmlint.vocabulary import Vocabulary

VOCABULARY = Vocabulary()


def cited(folder: Path, *paragraphs: str, as_of: date = date(2026, 6, 30)) -> list[str]:
    made = docx.Document()
    for text in paragraphs:
        made.add_paragraph(text)
    made.save(str(folder / "Policy.docx"))
    document = open_document(folder / "Policy.docx", "Policy.docx")
    facts = understand(document, VOCABULARY)
    context = Context(document=document, facts=facts, vocabulary=VOCABULARY, as_of=as_of)
    return [problem.parts["cited"] for problem in cite_current_editions(facts, Options(), context)]


@pytest.mark.parametrize(
    "citation",
    [
        "ISO/IEC 20000-1:2011",
        "ISO 20000:2011",
        "ISO/IEC 27001 (2013)",
        "ISO 27001: 2013",
        "ISO 9001-2008",
        "BS 7799",
        "ITIL v3",
        "ITIL 2011 edition",
        "COBIT 5",
        "PCI DSS 3.2.1",
        "NIST SP 800-53 Rev. 4",
    ],
)
def test_old_editions(tmp_path: Path, citation: str) -> None:
    assert len(cited(tmp_path, f"We follow {citation}.")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "We follow ISO/IEC 20000-1:2018.",
        "We follow ISO/IEC 27001.",
        "We follow ISO/IEC 27001:2022.",
        "ISO/IEC 27001:2013 was replaced in 2022.",
        "The previous version followed ISO 9001:2008.",
        "We follow ITIL 4.",
        "We follow COBIT 2019 and PCI DSS 4.0.",
        "Order 9001-2008 was shipped.",
    ],
)
def test_current_editions_and_talk_of_old_ones(tmp_path: Path, text: str) -> None:
    assert cited(tmp_path, text) == []


def test_who_cites_the_current_edition_too_knows_of_the_change(tmp_path: Path) -> None:
    assert cited(tmp_path, "Controls of ISO 27001:2013.", "Controls of ISO 27001:2022.") == []


def test_an_edition_is_in_order_until_its_transition_ends(tmp_path: Path) -> None:
    assert cited(tmp_path, "We follow ISO/IEC 27001:2013.", as_of=date(2025, 10, 31)) == []
    assert cited(tmp_path, "We follow ISO/IEC 27001:2013.", as_of=date(2025, 11, 1)) != []
