"""spaCy is imported for English text that a selected rule wants to read, and for nothing else."""

import os
import subprocess
import sys
from pathlib import Path

import docx
import pytest
from trial import write_register

ROOT = Path(__file__).parents[2]
SCRIPT = """
import sys
from itsmlint.cli import main
try:
    main()
except SystemExit as end:
    assert end.code in (0, 1), end.code
print("spacy" in sys.modules)
"""


def imported(folder: Path, *arguments: str) -> bool:
    command = [sys.executable, "-c", SCRIPT, *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()[-1] == "True"


def write_policy(path: Path, *paragraphs: str) -> None:
    document = docx.Document()
    document.add_heading("Backup Policy", 0)
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.save(str(path))


@pytest.fixture
def policy(tmp_path: Path) -> Path:
    write_policy(tmp_path / "Backup Policy.docx", "This is for all. Backups must be taken by the owner.")
    return tmp_path


def test_a_rule_on_wording_imports_it(policy: Path) -> None:
    assert imported(policy, "check", "--select", "POL009", ".")


def test_inspect_imports_it(policy: Path) -> None:
    assert imported(policy, "inspect", "Backup Policy.docx")


def test_rules_on_structure_do_not(policy: Path) -> None:
    assert not imported(policy, "check", "--select", "DOC,POL003,POL004", ".")


def test_a_register_without_sentences_does_not(tmp_path: Path) -> None:
    write_register(tmp_path / "Risks.xlsx", "Head of IT", "Facility Manager", "")
    assert not imported(tmp_path, "check", "--preview", ".")


def test_a_document_in_another_language_does_not(tmp_path: Path) -> None:
    text = "Diese Richtlinie gilt für alle Mitarbeiter und wird von der Leitung der Abteilung genehmigt."
    write_policy(tmp_path / "Richtlinie.docx", text, text)
    assert not imported(tmp_path, "check", "--select", "POL008,POL009,TXT001", ".")


def test_the_catalogue_of_rules_does_not(tmp_path: Path) -> None:
    assert not imported(tmp_path, "rules")
