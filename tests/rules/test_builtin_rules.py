"""The rules that ship with itsmlint are sound as if they came from strangers, and complete."""

import pytest

from itsmlint.checks import check_functions
from itsmlint.rule_format import THEMES
from itsmlint.rule_tests import too_few
from itsmlint.rules import builtin_rules, load_rules
from itsmlint.vocabulary import rules_folder

RULES = builtin_rules()
FOR_OWN_RULES = {
    *("mention", "avoid", "have-heading"),
    *("have-column", "have-value", "be-one-of", "match-pattern"),
}
"""Check functions that serve rules of an organisation's own; the templates of new-rule show each."""


def by_id(rule):
    return rule.id


def test_all_load_without_an_error():
    assert load_rules(rules_folder()) == list(RULES)


@pytest.mark.parametrize("rule", RULES, ids=by_id)
def test_lies_in_the_folder_of_its_theme(rule):
    assert (rules_folder() / THEMES[rule.theme] / f"{rule.id}-{rule.name}.yaml").is_file()


@pytest.mark.parametrize("rule", RULES, ids=by_id)
def test_has_enough_examples(rule):
    assert too_few(rule) == ""


@pytest.mark.parametrize("rule", RULES, ids=by_id)
def test_names_a_clause_of_the_standard_in_force(rule):
    assert rule.clauses["iso20000-1:2018"]


def test_every_check_function_is_used_and_says_what_must_hold():
    used = {rule.then.must for rule in RULES} | FOR_OWN_RULES
    assert set(check_functions()) - used == set()
    assert [name for name, function in check_functions().items() if not function.doc] == []
