"""Which rules run: up to the chosen profile, each profile with all rules of those before it."""

from collections.abc import Sequence

import pytest

from itsmlint.rule_format import Examples, Profile, Rule, Status, Then
from itsmlint.rules import builtin_rules
from itsmlint.selection import select_rules
from itsmlint.settings import PROFILES, Settings


def rule(number: int, profile: Profile, status: Status = "stable", given: str = "document") -> Rule:
    return Rule(
        id=f"OWN{number:03}", name=f"rule-{number}", status=status, since="1", severity="error",
        confidence="high", profile=profile, applies_to=("all",), given=given, then=Then("say"),
        message="m", why="w", fix="f", examples=Examples(),
    )  # type: ignore[arg-type]  # fmt: skip


RULES = [
    rule(1, "essential"),
    rule(2, "audit-ready"),
    rule(3, "exemplary"),
    rule(4, "essential", "preview"),
    rule(5, "essential", "deprecated"),
    rule(6, "exemplary", given="file"),
]


def chosen(rules: Sequence[Rule] = RULES, **settings: object) -> list[int]:
    return [int(one.id[3:]) for one in select_rules(rules, Settings(**settings)).rules]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("profile", "numbers"),
    [("essential", [1, 6]), ("audit-ready", [1, 2, 6]), ("exemplary", [1, 2, 3, 6])],
)
def test_a_profile_has_the_rules_of_those_before_it(profile: str, numbers: list[int]) -> None:
    assert chosen(profile=profile) == numbers


def test_the_default_is_audit_ready() -> None:
    assert chosen() == chosen(profile="audit-ready")


def test_rules_on_trial_run_when_asked_for() -> None:
    assert chosen(preview=True) == [1, 2, 4, 6]


@pytest.mark.parametrize("code", ["OWN003", "rule-3"])
def test_a_rule_that_is_named_runs_whatever_the_profile(code: str) -> None:
    assert chosen(profile="essential", extend_select=(code,)) == [1, 3, 6]


@pytest.mark.parametrize("code", ["OWN", "ALL", "OWN00"])
def test_a_theme_runs_up_to_the_profile(code: str) -> None:
    assert chosen(profile="essential", select=(code,)) == [1, 6]


def test_rules_of_the_same_profile_can_be_left_out() -> None:
    assert chosen(ignore=("OWN001",)) == [2, 6]


def test_every_profile_has_rules_of_its_own() -> None:
    assert {one.profile for one in builtin_rules()} == set(PROFILES)
