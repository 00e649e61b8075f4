"""Every warning of the articles has rules, and every rule says rightly where it comes from."""

import pytest

from itsmlint.clauses import standards
from itsmlint.rule_format import THEMES
from itsmlint.rules import builtin_rules
from itsmlint.traceability import planned, sources, warnings_of

RULES = builtin_rules()
WARNINGS = sources().warnings

NOT_WRITTEN = """
    DOC019 KPI007 KPI008 MGT005 OBJ004 OPS002 ROL002 ROL003 ROL004 ROL005 RSK009 RSK011 SET001 SET002 SET003
    SET004 SET005 SLA009 SVC004 SVC005
"""
PLANNED = NOT_WRITTEN.split()
"""Rules that warnings name and that are not written yet. Rules leave this list; none comes to it."""


def by_id(rule):
    return rule.id


def test_what_is_not_written_yet_is_on_the_list():
    assert set(planned(RULES)) - set(PLANNED) == set(), "a warning names a rule that does not exist"


def test_what_is_written_is_not():
    written = {rule.id for rule in RULES} & set(PLANNED)
    assert written == set(), "these rules exist now: take them from NOT_WRITTEN"


def test_nothing_else_is_on_the_list():
    assert set(PLANNED) - {name for warning in WARNINGS for name in warning.rules} == set()


def test_the_warnings_are_counted_without_gaps():
    assert [warning.number for warning in WARNINGS] == list(range(1, 114))


@pytest.mark.parametrize("warning", WARNINGS, ids=lambda warning: str(warning.number))
def test_every_warning_has_rules_and_a_place_in_its_article(warning):
    assert warning.rules
    assert len(set(warning.rules)) == len(warning.rules)
    assert warning.article in sources().articles
    assert not warning.clause or warning.clause in sources().articles[warning.article].headings


@pytest.mark.parametrize("warning", WARNINGS, ids=lambda warning: str(warning.number))
def test_every_warning_is_told_in_few_words_of_our_own(warning):
    assert len(warning.says.split()) <= 14
    assert '"' not in warning.says


@pytest.mark.parametrize("rule", RULES, ids=by_id)
def test_a_rule_names_the_articles_whose_warnings_name_it(rule):
    articles = {warning.article for warning in warnings_of(rule.id)}
    named = {source for source in rule.source if source in sources().articles}
    assert named == articles, "bring 'source' of the rule and rules/vocabulary/warnings.yaml in line"


@pytest.mark.parametrize("rule", RULES, ids=by_id)
def test_a_rule_tells_the_number_that_its_article_prints(rule):
    printed = {warning.clause for warning in warnings_of(rule.id)} - {""}
    message = f"give the rule article_clause, one of {sorted(printed)}"
    assert (rule.article_clause in printed) if printed else not rule.article_clause, message


@pytest.mark.parametrize(
    ("number", "in_2011"), [("4.2", "4.1.2"), ("4.3", "4.1.3"), ("4.5", "4.3.2"), ("5.1", "6.1")]
)
def test_the_article_numbers_clauses_otherwise_than_the_standard(number, in_2011):
    heading = sources().articles["A3"].headings[number]
    assert in_2011 in heading.in_2011
    assert number not in heading.in_2011


def test_the_real_clauses_of_its_headings_exist():
    for heading in sources().articles["A3"].headings.values():
        assert set(heading.in_2011) <= set(standards()["iso20000-1:2011"].clauses)
        assert set(heading.in_2018) <= set(standards()["iso20000-1:2018"].clauses)


def test_a_theme_in_a_warning_is_one():
    names = {name for warning in WARNINGS for name in warning.rules}
    assert {name for name in names if len(name) < 6} <= set(THEMES)
