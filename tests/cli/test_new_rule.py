"""``itsmlint new-rule``: a working rule to begin with, and nothing written over."""

from pathlib import Path

import pytest
from trial import Run, write_policy

from itsmlint.new_rules import ABOUT


def test_it_writes_a_rule_that_passes_its_own_examples(folder: Path, run: Run) -> None:
    result = run("new-rule", "our-rules")
    assert result.exit_code == 0
    assert [path.name for path in (folder / "our-rules").iterdir()] == ["OWN001-own-rule-1.yaml"]
    assert run("test-rules", "our-rules").stdout == "1 rule: 4 of 4 examples passed.\n"


def test_what_it_says_to_do_next_works(folder: Path, run: Run) -> None:
    said = run("new-rule", "our-rules").stdout
    (line,) = [line.strip() for line in said.splitlines() if "rules = " in line]
    (folder / "itsmlint.toml").write_text(line)
    write_policy(folder / "Policy.docx")
    assert "OWN001" in run("rules").stdout


@pytest.mark.parametrize("about", ABOUT)
def test_help_tells_what_it_can_be_about(folder: Path, run: Run, about: str) -> None:
    assert f"    {about} " in run("new-rule", "--help").stdout
    assert run("new-rule", "pack", "--about", about).exit_code == 0


def test_the_next_rule_of_a_folder_gets_its_letters_and_the_next_number(folder: Path, run: Run) -> None:
    run("new-rule", "our-rules", "--id", "ACME007", "--name", "first")
    run("new-rule", "our-rules", "--name", "second")
    assert sorted(path.name for path in (folder / "our-rules").iterdir()) == [
        "ACME007-first.yaml",
        "ACME008-second.yaml",
    ]


def test_a_file_that_is_there_is_left_as_it_is(folder: Path, run: Run) -> None:
    (folder / "pack").mkdir()
    path = folder / "pack" / "OWN001-own-rule-1.yaml"
    path.write_text("mine")
    assert run("new-rule", "pack", "--id", "OWN001").exit_code == 2
    assert path.read_text() == "mine"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--id", "own1"], "--id is two to eight capitals and three digits"),
        (["--id", "RSK001"], "ids that begin with RSK are those of itsmlint"),
        (["--name", "My Rule"], "--name is lower case words with hyphens"),
        (["--name", "risk-without-owner"], "a rule of itsmlint is called risk-without-owner"),
        (["--id", "ABC001"], "the rules in pack begin with OWN"),
        (["--about", "everything"], "'everything' is not one of"),
    ],
)
def test_what_would_not_load_is_refused(folder: Path, run: Run, options: list[str], message: str) -> None:
    run("new-rule", "pack")
    result = run("new-rule", "pack", *options)
    assert result.exit_code == 2
    assert message in result.stderr
    assert len(list((folder / "pack").iterdir())) == 1
