"""Empty sections: a heading with a picture, a table or lower headings below it is not empty."""

import io
from datetime import date
from pathlib import Path

import docx
from docx.document import Document as Made

from itsmlint.checks import Context
from itsmlint.checks.unfinished import Finished, have_finished_sections
from itsmlint.documents.opening import document_from_bytes
from itsmlint.facts.understanding import understand
from itsmlint.vocabulary import Vocabulary

VOCABULARY = Vocabulary()
LOGO = Path(__file__).parents[2] / "fixtures" / "make" / "logo.png"
OPTIONS = Finished(sections=("purpose", "scope", "review"))


def empty_headings(made: Made) -> list[str]:
    stream = io.BytesIO()
    made.save(stream)
    document = document_from_bytes(stream.getvalue(), "p.docx")
    facts = understand(document, VOCABULARY)
    context = Context(document=document, facts=facts, vocabulary=VOCABULARY, as_of=date(2026, 6, 30))
    return [problem.excerpt for problem in have_finished_sections(facts, OPTIONS, context)]


def policy() -> Made:
    made = docx.Document()
    made.add_heading("Backup Policy", 0)
    made.add_heading("Purpose", 1)
    made.add_paragraph("This policy protects data against loss.")
    made.add_heading("Scope", 1)
    return made


def test_a_heading_before_the_next_one_is_empty() -> None:
    made = policy()
    made.add_heading("Review", 1)
    made.add_paragraph("Every year in March.")
    assert empty_headings(made) == ["Scope"]


def test_a_picture_is_something() -> None:
    made = policy()
    made.add_picture(str(LOGO))
    made.add_heading("Review", 1)
    made.add_paragraph("Every year in March.")
    assert empty_headings(made) == []


def test_a_table_is_something() -> None:
    made = policy()
    made.add_table(1, 2).cell(0, 0).text = "All servers"
    made.add_heading("Review", 1)
    made.add_paragraph("Every year in March.")
    assert empty_headings(made) == []


def test_a_heading_of_the_same_level_may_be_part_of_it() -> None:
    made = policy()
    made.add_heading("Servers of the second site", 1)
    made.add_paragraph("All of them.")
    assert empty_headings(made) == []
