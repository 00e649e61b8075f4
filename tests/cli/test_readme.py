"""The README says nothing that is not so."""

import re
from pathlib import Path

import pytest
from trial import Run

from itsmlint.cli import COMMANDS

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"

pytestmark = pytest.mark.skipif(not README.is_file(), reason="only in a source tree")


def blocks() -> list[str]:
    return re.findall(r"```\w*\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)


def test_two_commands_set_everything_up() -> None:
    commands = blocks()[0].splitlines()
    assert len(commands) == 2
    assert all(command.startswith("python3 -m venv .venv && .venv/bin/pip install ") for command in commands)
    assert commands[0].endswith(" .venv/bin/itsmlint check fixtures/flawed")
    assert commands[1].endswith(" .venv/bin/python -m pytest")


def test_the_findings_in_it_are_what_is_found(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    result = run("check", "fixtures/flawed")
    assert result.exit_code == 1
    for passage in blocks()[1].strip("\n").split("\n\n"):
        assert f"{passage}\n" in result.stdout


def test_every_command_is_named() -> None:
    named = re.findall(r"^\| `itsmlint ([\w-]+)", README.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(named) == sorted(COMMANDS)


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "docs/architecture.md"])
def test_links_lead_to_files(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    targets = re.findall(r"\]\((?!https?:)([^)#]+)", text)
    assert targets
    for target in targets:
        assert ((ROOT / page).parent / target).exists(), target
