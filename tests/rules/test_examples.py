"""Every example of every built-in rule: findings at the marked places and nowhere else."""

import pytest

from itsmlint.rule_tests import Case, cases, run_case
from itsmlint.rules import builtin_rules
from itsmlint.vocabulary import Vocabulary

VOCABULARY = Vocabulary()


@pytest.mark.parametrize("case", list(cases(builtin_rules())), ids=lambda case: case.id)
def test_example(case: Case):
    result = run_case(case, VOCABULARY)
    assert result.passed, result.text
