"""The documentation that is made from the program is true to it."""

import re
from pathlib import Path

import pytest

from itsmlint.project import read_settings
from itsmlint.settings_reference import reference, schema

DOCS = Path(__file__).parents[2] / "docs"

pytestmark = pytest.mark.skipif(not DOCS.is_dir(), reason="only in a source tree")


def test_the_reference_of_the_settings_is_up_to_date() -> None:
    assert (DOCS / "configuration.md").read_text(encoding="utf-8") == reference()


def test_so_is_their_schema() -> None:
    assert (DOCS / "itsmlint.schema.json").read_text(encoding="utf-8") == schema()


def test_the_example_in_it_is_a_configuration(tmp_path: Path) -> None:
    (example,) = re.findall(r"```toml\n(.*?)```", reference(), re.DOTALL)
    (tmp_path / "itsmlint.toml").write_text(example)
    assert read_settings(tmp_path / "itsmlint.toml").kinds == {"registers/risks*.xlsx": "risk-register"}
