"""Rule packs of organisations: examples that the documentation shows, and templates to begin with."""

import re
from pathlib import Path

import pytest

from itsmlint.checks import check_functions
from itsmlint.new_rules import ABOUT, new_rule
from itsmlint.rule_tests import run_rule_tests, too_few
from itsmlint.rules import RuleErrors, builtin_rules, load_rules

PACK = Path(__file__).parents[1] / "packs" / "acme"
GUIDE = Path(__file__).parents[2] / "docs" / "writing-rules.md"


def failures(folder: Path) -> list[str]:
    rules = load_rules(folder, beside=builtin_rules())
    assert rules
    results = run_rule_tests(rules, beside=builtin_rules())
    return [result.text for result in results if not result.passed] + [
        f"{rule.id} {few}" for rule in rules if (few := too_few(rule))
    ]


def test_the_pack_of_an_organisation_passes_its_own_examples():
    assert failures(PACK) == []


@pytest.mark.parametrize("about", ABOUT)
def test_every_template_is_a_rule_that_works(about, tmp_path):
    (tmp_path / "OWN042-rule-of-ours.yaml").write_text(new_rule(about, "OWN042", "rule-of-ours"))
    assert failures(tmp_path) == []


@pytest.mark.parametrize("about", ABOUT)
def test_every_template_explains_each_of_its_parts(about):
    text = new_rule(about, "OWN042", "rule-of-ours")
    assert len(re.findall("^# ", text, re.MULTILINE)) >= 8
    assert all(len(line) <= 120 for line in text.splitlines())


def test_the_templates_show_all_check_functions_for_own_rules():
    functions = {name for name, one in check_functions().items() if ".own_" in one.function.__module__}
    shown = {match for about in ABOUT for match in re.findall(r"must: ([\w-]+)", new_rule(about, "A", "b"))}
    assert functions == shown


@pytest.mark.skipif(not GUIDE.is_file(), reason="only in a source tree")
class TestGuide:
    TEXT = GUIDE.read_text(encoding="utf-8") if GUIDE.is_file() else ""

    def test_the_rules_in_it_are_those_of_the_pack(self):
        shown = re.findall(r"```yaml\n(id: .*?)```", self.TEXT, re.DOTALL)
        assert shown
        pack = {path.read_text(encoding="utf-8") for path in PACK.glob("*.yaml")}
        assert set(shown) <= pack

    def test_it_names_every_rule_of_the_pack_and_every_template(self):
        for path in PACK.glob("*.yaml"):
            assert path.stem.partition("-")[0] in self.TEXT
        for about in ABOUT:
            assert f"`{about}`" in self.TEXT

    def test_links_lead_to_files(self):
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", self.TEXT):
            assert (GUIDE.parent / target).exists(), target


def test_a_pattern_that_is_none_is_an_error_with_its_line(tmp_path):
    text = new_rule("numbering", "OWN001", "own-rule").replace('"(POL|PRC|PRO)-[0-9]{3}"', '"(POL"')
    (tmp_path / "OWN001-own-rule.yaml").write_text(text)
    with pytest.raises(RuleErrors, match=r"OWN001-own-rule\.yaml:\d+: .*no regular expression"):
        load_rules(tmp_path)
