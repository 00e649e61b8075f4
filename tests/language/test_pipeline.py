"""What the pipeline promises: a pure function of text and vocabulary, and spaCy nowhere else."""

import ast
import gc
import subprocess
import sys
from pathlib import Path

import pytest
from reading import VOCABULARY, read

import itsmlint
from itsmlint.language import pipeline
from itsmlint.language.pipeline import read_texts
from itsmlint.vocabulary import Vocabulary

PACKAGE = Path(itsmlint.__file__).parent
TEXT = "Logs must be kept. They shall be reviewed regularly, e.g. each week, by the owner."


def test_a_text_is_read_the_same_whatever_stands_beside_it() -> None:
    alone = read_texts([TEXT], VOCABULARY)
    among = read_texts(["Another text must be read.", TEXT, "", TEXT], VOCABULARY)
    assert among[1] == among[3] == alone[0]
    assert among[2] == ()


def test_it_is_read_the_same_after_spacy_was_begun_afresh(monkeypatch: pytest.MonkeyPatch) -> None:
    before = read(TEXT)
    monkeypatch.setattr(pipeline, "MOST_WORDS", 0)
    assert read(TEXT) == before


def test_phrases_are_found_with_lexicon_group_and_weight() -> None:
    text = "It is done in a timely manner and, where possible, with best practice."
    found = [(term.lexicon, term.group, term.weight, term.text) for term in read(text)[0].terms]
    assert ("vague", "time", "high", "in a timely manner") in found
    assert ("escape", "possibility", "high", "where possible") in found


def test_the_longest_phrase_of_a_lexicon_counts() -> None:
    (sentence,) = read("Losses must be reported as soon as possible.")
    assert [term.text for term in sentence.terms] == ["as soon as possible"]


def test_boilerplate_does_not_hide_vague_words() -> None:
    (sentence,) = read("We offer high quality services.")
    assert {term.lexicon for term in sentence.terms} == {"vague", "boilerplate"}


def test_words_added_in_the_configuration_count() -> None:
    added = Vocabulary({"vague": {"lexicons": {"vague": {"time": {"high": ["in a jiffy"]}}}}})
    text = "The desk must answer in a jiffy."
    (sentence,) = read_texts([text], added)[0]
    assert [term.text for term in sentence.terms] == ["in a jiffy"]
    assert read(text)[0].terms == ()


def test_the_garbage_collector_runs_again_after_the_import() -> None:
    read(TEXT)
    assert gc.isenabled()


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def imports(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    names = [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)]
    names += [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    return {name.partition(".")[0] for name in names}


def test_no_other_module_imports_spacy() -> None:
    importing = [path.relative_to(PACKAGE).as_posix() for path in modules() if "spacy" in imports(path)]
    assert importing == ["language/pipeline.py"]


def test_importing_the_pipeline_does_not_import_spacy() -> None:
    modules = "itsmlint.language.pipeline, itsmlint.facts.statements"
    script = f"import sys, {modules}; assert 'spacy' not in sys.modules"
    subprocess.run([sys.executable, "-c", script], check=True, cwd=PACKAGE.parent)
