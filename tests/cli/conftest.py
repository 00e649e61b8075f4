"""A folder to run in, and the command line."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from trial import Run

from itsmlint.cli import cli


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty current folder, the top of a repository, so that no configuration above it counts."""
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run() -> Run:
    """Runs ``itsmlint`` with the arguments in the current folder; stdout and stderr apart."""

    def run_command(*arguments: str) -> Result:
        return CliRunner().invoke(cli, arguments, prog_name="itsmlint")

    return run_command
