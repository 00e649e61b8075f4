"""The documentation that is made from the program is true to it."""

import re
from pathlib import Path

from itsmlint.linting import all_rules
from itsmlint.project import find_project, read_settings
from itsmlint.settings_reference import reference


def test_the_examples_in_it_are_configurations(tmp_path: Path) -> None:
    (tmp_path / "our-rules").mkdir()
    whole, rules = re.findall(r"```toml\n(.*?)```", reference(), re.DOTALL)
    (tmp_path / "itsmlint.toml").write_text(whole)
    assert read_settings(tmp_path / "itsmlint.toml").kinds == {"registers/risks*.xlsx": "risk-register"}
    (tmp_path / "itsmlint.toml").write_text(rules)
    project = find_project([tmp_path], tmp_path / "itsmlint.toml")
    assert project.settings.packs == ("./our-rules",)
    changed = {rule.id: rule for rule in all_rules(project)}
    assert changed["POL005"].then.options["max_months"] == 24
    assert changed["RSK001"].severity == "warning"
