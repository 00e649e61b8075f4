"""A failed example says what was expected, what was found, and what the example was read as."""

import msgspec
import pytest

from itsmlint.rule_tests import Result, cases, run_case, run_rule_tests, too_few
from itsmlint.rules import Example, Examples, Rule, builtin_rules, find_rule
from itsmlint.vocabulary import Vocabulary

SOUND = """\
| Risk ID | Risk description | Likelihood | Impact | Treatment | Risk owner | Status |
| R-1 | Key supplier fails | 3 | 4 | Second source | Procurement Manager | Open |
| R-2 | Leaver accounts stay active | 2 | 4 | Weekly report | IAM Lead | Open |
| R-3 | Fire in the data centre | 1 | 5 | Gas extinguisher | {} | Open |
| R-4 | Flood at the branch office | 2 | 3 | Move the servers up | Facility Manager | Open |
"""


@pytest.fixture
def rule() -> Rule:
    found = find_rule(builtin_rules(), "RSK001")
    assert found
    return found


def result(rule: Rule, **examples: tuple[Example, ...]) -> Result:
    changed = msgspec.structs.replace(rule, examples=Examples(**examples))
    (case,) = cases([changed])
    return run_case(case, Vocabulary())


def test_a_finding_at_the_mark_passes(rule):
    assert result(rule, bad=(Example(excel=SOUND.format("TBC <!-- here -->")),)).passed


def test_a_mark_after_the_row_takes_any_of_its_cells(rule):
    text = SOUND.format("TBC").replace("TBC | Open |", "TBC | Open | <!-- here -->")
    assert result(rule, bad=(Example(excel=text),)).passed


def test_a_mark_without_a_finding_fails(rule):
    failed = result(rule, bad=(Example(excel=SOUND.format("CIO <!-- here -->")),))
    assert failed.missed == ("Register row 4 column 6 (line 4)",)
    assert "risk-register" in failed.text


def test_a_finding_without_a_mark_fails(rule):
    failed = result(rule, good=(Example(excel=SOUND.format("TBC")),))
    assert len(failed.unexpected) == 1
    assert "F4" in failed.text


def test_a_bad_example_needs_a_mark(rule):
    assert "marks where" in result(rule, bad=(Example(excel=SOUND.format("TBC")),)).error


def test_an_example_that_cannot_be_built_says_why(rule):
    failed = result(rule, bad=(Example(excel="| a | b\n| c | x | text"),))
    assert "line" in failed.error


def test_places_that_fold_are_compared_one_by_one(rule):
    risks = (
        "Theft of laptops",
        "Wireless network is weak",
        "Spare parts are not on site",
        "Logs fill the disk",
    )
    rows = "".join(f"| {risk} | {risk} | 2 | 2 | Reduce | <!-- here --> | Open |\n" for risk in risks)
    assert result(rule, bad=(Example(excel=SOUND.format("CIO") + rows),)).passed


def test_cases_are_called_by_rule_verdict_and_number(rule):
    ids = [case.id for case in cases([rule])]
    assert ids[0] == "RSK001-bad-1"
    assert "RSK001-good-1" in ids


def test_all_examples_of_a_pack_are_run(rule):
    assert len(run_rule_tests([rule])) == len(rule.examples.bad) + len(rule.examples.good)


def test_a_rule_with_too_few_examples_is_told(rule):
    few = msgspec.structs.replace(rule, examples=Examples(bad=(Example(excel="x"),)))
    assert too_few(few) == "needs at least 2 bad and 2 good examples, and has 1 and 0"
    assert too_few(rule) == ""
