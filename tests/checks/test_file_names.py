"""File names that show a copy outside document control."""

from datetime import date

import pytest

from itsmlint.checks import Context, Options
from itsmlint.checks.file_names import have_controlled_name
from itsmlint.documents.model import Document
from itsmlint.facts.model import Facts, Kind
from itsmlint.vocabulary import Vocabulary

VOCABULARY = Vocabulary()


def signs(path: str) -> list[str]:
    document = Document(path=path, format="word", sha256="")
    facts = Facts(path=path, sha256="", format="word", kind=Kind("policy", 0.9))
    context = Context(document=document, facts=facts, vocabulary=VOCABULARY, as_of=date(2026, 6, 30))
    return [problem.parts["sign"] for problem in have_controlled_name(facts, Options(), context)]


@pytest.mark.parametrize(
    "name",
    [
        "Risk register - Copy.xlsx",
        "Risk register copy 2.xlsx",
        "Copy of Risk register.xlsx",
        "Risk register (2).xlsx",
        "Policy_final_v3.docx",
        "Policy FINAL2.docx",
        "Policy final final.docx",
        "Policy-FINAL-revised.docx",
        "Policy_old.docx",
        "Policy (old).docx",
        "Kopie von Policy.docx",
    ],
)
def test_copies_are_recognised_by_their_names(name: str) -> None:
    assert len(signs(f"documents/{name}")) == 1


@pytest.mark.parametrize(
    "name",
    [
        "Final Acceptance Policy.docx",
        "Policy Final.docx",
        "Policy v1.0 final.docx",
        "New Service Process.docx",
        "Data Backup.docx",
        "Controlled Copy.docx",
        "Annex (1).docx",
        "Phase_(2).docx",
        "Risk register (2026).xlsx",
        "Copyright Policy.docx",
        "Threshold.docx",
        "Gold.docx",
    ],
)
def test_titles_with_such_words_are_left_alone(name: str) -> None:
    assert signs(name) == []


def test_the_folder_does_not_count() -> None:
    assert signs("old/Copy of things/Policy.docx") == []
