"""Conditions of rules on statements."""

import pytest

from itsmlint.documents.location import Location
from itsmlint.facts.model import Statement
from itsmlint.language.model import Obligation
from itsmlint.statement_values import wanted_statement

PASSIVE = Obligation(cue="must", start=5, end=17, passive=True)
DUTY = Statement(type="obligation", text="Logs must be kept.", location=Location(), obligations=(PASSIVE,))
GOAL = Statement(type="goal", text="Zero losses.", location=Location(), measurable=True, actor="CIO")


@pytest.mark.parametrize(
    ("field", "of_duty", "of_goal"),
    [
        ("type", "obligation", "goal"),
        ("measurable", "no", "yes"),
        ("voice", "passive", "active"),
        ("actor", "missing", "named"),
    ],
)
def test_each_value_can_be_asked_for(field: str, of_duty: str, of_goal: str) -> None:
    assert wanted_statement(DUTY, {field: of_duty}, {})
    assert not wanted_statement(GOAL, {field: of_duty}, {})
    assert wanted_statement(GOAL, {}, {field: of_duty})
    assert not wanted_statement(GOAL, {}, {field: of_goal})


def test_several_values_are_alternatives_and_several_fields_are_not() -> None:
    assert wanted_statement(GOAL, {"type": ("goal", "target"), "measurable": "yes"}, {})
    assert not wanted_statement(GOAL, {"type": ("goal", "target"), "measurable": "no"}, {})
