"""The word lists are data that people edit: a key written twice would lose the first list silently."""

from pathlib import Path

import pytest

from itsmlint.vocabulary import rules_folder
from itsmlint.yaml_files import YamlError, load_untrusted

FILES = sorted((rules_folder() / "vocabulary").glob("*.yaml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_key_is_written_twice(path: Path) -> None:
    load_untrusted(path)  # refuses duplicate keys, aliases and tags


def test_a_key_written_twice_would_be_noticed(tmp_path: Path) -> None:
    path = tmp_path / "words.yaml"
    path.write_text("owner: [owner]\nowner: [lead]\n", encoding="utf-8")
    with pytest.raises(YamlError, match="owner"):
        load_untrusted(path)
