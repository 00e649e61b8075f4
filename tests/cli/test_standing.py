"""The closing words say which profile the documents reach, and never more than the rules can know."""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from trial import Run as RunCommand
from trial import write_register

from itsmlint.documents.location import Location
from itsmlint.facts.model import Kind
from itsmlint.finding import Finding, Severity
from itsmlint.reports import FORMATS, render
from itsmlint.reports.layout import Look
from itsmlint.reports.standing import Standing, standing
from itsmlint.run import Checked, Failure, Run

PROFILES = {"ESS001": "essential", "ESS002": "essential", "AUD001": "audit-ready", "EXE001": "exemplary"}
UP_TO = {"essential": ["ESS"], "audit-ready": ["ESS", "AUD"], "exemplary": ["ESS", "AUD", "EXE"]}
EXEMPLARY = Path(__file__).parents[2] / "fixtures" / "exemplary"
NOTHING = ": its rules found no error and no warning."


def finding(rule: str, severity: Severity = "error") -> Finding:
    return Finding(
        rule=rule, name="a-rule", severity=severity, confidence="high", message="There is something.",
        path="a.docx", location=Location(),
    )  # fmt: skip


def checked(*findings: Finding, **values: Any) -> Checked:
    return Checked(**{"path": "a.docx", "kind": Kind("policy", 0.95), "findings": findings, **values})


def run_of(*documents: Checked, profile: str = "audit-ready", **values: Any) -> Run:
    """A run in which all rules up to the profile ran."""
    ran = {rule: own for rule, own in PROFILES.items() if rule[:3] in UP_TO[profile]}
    return Run(
        **{
            "documents": documents, "as_of": date(2026, 3, 31), "rules": 4, "known_rules": 4,
            "profile": profile, "profiles": ran, **values,
        }
    )  # fmt: skip


def standing_of(*findings: Finding, **values: Any) -> Standing:
    return standing(run_of(checked(*findings), **values))


class TestReached:
    @pytest.mark.parametrize("profile", UP_TO)
    def test_without_a_finding_the_one_that_was_asked_for(self, profile: str) -> None:
        assert standing_of(profile=profile) == Standing(profile, f"Reaches {profile}{NOTHING}")

    @pytest.mark.parametrize("profile", UP_TO)
    def test_hints_keep_from_nothing(self, profile: str) -> None:
        hints = [finding(rule, "info") for rule in PROFILES]
        assert standing_of(*hints, profile=profile).reached == profile

    def test_never_one_that_was_not_asked_for(self) -> None:
        assert standing_of(profile="essential").reached == "essential"

    def test_an_error_of_an_exemplary_rule_keeps_from_exemplary_alone(self) -> None:
        assert standing_of(finding("EXE001"), profile="exemplary") == Standing(
            "audit-ready", "Reaches audit-ready, not exemplary: 1 error from rules of exemplary."
        )

    def test_a_warning_of_an_audit_ready_rule_keeps_from_all_above(self) -> None:
        found = [finding("AUD001", "warning"), finding("AUD001", "warning"), finding("EXE001")]
        assert standing_of(*found, profile="exemplary") == Standing(
            "essential", "Reaches essential, not audit-ready: 2 warnings from rules of audit-ready."
        )

    def test_an_error_of_an_essential_rule_keeps_from_everything(self) -> None:
        assert standing_of(finding("ESS002"), finding("ESS001", "warning"), finding("AUD001")) == Standing(
            None, "Does not reach essential: 1 error and 1 warning from rules of essential."
        )

    def test_a_rule_of_a_higher_profile_that_was_named_does_not_count_below(self) -> None:
        run = run_of(checked(finding("EXE001")), profiles=PROFILES)
        assert standing(run).reached == "audit-ready"

    def test_one_bad_document_among_good_ones_is_enough(self) -> None:
        assert standing(run_of(checked(), checked(finding("ESS001")), checked())).reached is None


class TestWhatNobodyLookedAt:
    def test_a_file_that_cannot_be_read_keeps_from_everything(self) -> None:
        unread = checked(unreadable="encrypted")
        assert standing(run_of(checked(), unread)) == Standing(
            None, "Reaches no profile: 1 document could not be read."
        )

    def test_a_defect_that_kept_a_rule_from_running_does_too(self) -> None:
        failed = checked(failures=(Failure(path="a.docx", what="rule ESS001", error="KeyError"),))
        assert standing(run_of(failed)) == Standing(
            None, "Reaches no profile: a defect of itsmlint kept rules from running."
        )

    def test_without_documents_there_is_nothing_to_speak_of(self) -> None:
        assert standing(run_of()) == Standing()

    @pytest.mark.parametrize(
        "values", [{"kind": Kind("unknown", 0.0)}, {"kind": Kind("policy", 0.5)}, {"template": True}]
    )
    def test_documents_that_hardly_a_rule_could_judge_reach_nothing(self, values: dict[str, Any]) -> None:
        assert standing(run_of(checked(**values))) == Standing(
            None, "No profile is claimed: no document is of a certain kind and filled in."
        )

    def test_beside_others_they_are_counted(self) -> None:
        unknown = checked(kind=Kind("unknown", 0.0))
        assert standing(run_of(checked(), unknown, checked(template=True))) == Standing(
            "audit-ready",
            "Reaches audit-ready: its rules found no error and no warning; "
            "2 of 3 documents hardly judged (kind not certain, or a blank template).",
        )


class TestRulesThatWereLeftOut:
    def without(
        self, *rules: str, findings: Sequence[Finding] = (), profile: str = "audit-ready"
    ) -> Standing:
        left_out = {rule: PROFILES[rule] for rule in rules}
        return standing(run_of(checked(*findings), profile=profile, left_out=left_out))

    def test_without_an_essential_rule_nothing_is_claimed(self) -> None:
        assert self.without("ESS001") == Standing(
            None, "No profile is claimed: ESS001 of essential was left out."
        )

    def test_nor_with_findings(self) -> None:
        assert self.without("ESS001", findings=[finding("ESS002")]).words.startswith("No profile is claimed")

    def test_without_a_higher_rule_the_lower_profile_is(self) -> None:
        assert self.without("AUD001") == Standing(
            "essential", "Reaches essential; AUD001 of audit-ready was left out."
        )

    def test_many_are_counted_not_named(self) -> None:
        many = {f"ESS{number:03}": "essential" for number in range(1, 6)}
        run = run_of(checked(), left_out=many, profiles={"ESS009": "essential"})
        assert standing(run).words == "No profile is claimed: 5 of the 6 rules of essential were left out."

    def test_rules_that_the_configuration_sets_are_named(self) -> None:
        assert standing_of(changed=("ESS001", "AUD001")).words == (
            "Reaches audit-ready: its rules found no error and no warning; "
            "ESS001 and AUD001 as set in the configuration."
        )


class TestWords:
    def test_conformity_is_never_claimed(self) -> None:
        runs = [
            run_of(checked()),
            run_of(checked(finding("ESS001"))),
            run_of(checked(finding("AUD001"))),
            run_of(checked(unreadable="empty")),
            run_of(checked(), left_out={"ESS001": "essential"}),
        ]
        for run in runs:
            for word in ("compl", "conform", "certif", "pass"):
                assert word not in standing(run).words.lower()

    def test_text_has_them_at_the_end_and_not_when_quiet(self) -> None:
        run = run_of(checked())
        assert f"\nReaches audit-ready{NOTHING}\n" in render("text", run, Look())
        assert render("text", run, Look(quiet=True)) == ""

    def test_json_has_the_profile_and_why(self) -> None:
        summary = json.loads(render("json", run_of(checked(finding("AUD001"))), Look()))["summary"]
        assert summary["profile"] == "essential"
        assert summary["profile_because"].startswith("Reaches essential, not audit-ready")
        assert (
            json.loads(render("json", run_of(checked(finding("ESS001"))), Look()))["summary"]["profile"]
            is None
        )
        assert "json" in FORMATS


class TestCommand:
    """The same through the command, with real documents."""

    @pytest.fixture
    def good(self, folder: Path) -> Path:
        """A register whose risks have owners."""
        write_register(folder / "Risks.xlsx", "Head of Infrastructure", "Head of Networks")
        return folder

    def summary(self, run: RunCommand, *arguments: str) -> dict[str, Any]:
        result = run("check", "--output-format", "json", *arguments)
        summary: dict[str, Any] = json.loads(result.stdout)["summary"]
        return summary

    @pytest.mark.skipif(not EXEMPLARY.is_dir(), reason="only in a source tree")
    def test_the_exemplary_organisation_reaches_what_is_asked_for(self, run: RunCommand) -> None:
        summary = self.summary(run, "--profile", "essential", str(EXEMPLARY))
        assert summary["profile"] == "essential", summary["profile_because"]

    def test_a_choice_of_rules_reaches_nothing(self, good: Path, run: RunCommand) -> None:
        summary = self.summary(run, "--select", "RSK001")
        assert summary["findings"] == 0
        assert summary["profile"] is None
        assert "were left out" in summary["profile_because"]

    def test_a_rule_left_out_for_one_file_counts_as_left_out(self, good: Path, run: RunCommand) -> None:
        (good / "itsmlint.toml").write_text("[per-file-ignores]\n'Risks.xlsx' = ['RSK001']")
        assert "RSK001 of essential was left out" in self.summary(run)["profile_because"]

    def test_for_a_file_that_is_not_there_it_does_not(self, good: Path, run: RunCommand) -> None:
        (good / "itsmlint.toml").write_text("[per-file-ignores]\n'Other.xlsx' = ['RSK001']")
        assert "left out" not in self.summary(run)["profile_because"]

    def test_an_unreadable_file_reaches_nothing(self, good: Path, run: RunCommand) -> None:
        (good / "Plan.docx").write_bytes(b"")
        summary = self.summary(run)
        assert (summary["profile"], summary["profile_because"]) == (
            None,
            "Reaches no profile: 1 document could not be read.",
        )

    def test_an_essential_error_reaches_nothing(self, good: Path, run: RunCommand) -> None:
        write_register(good / "More.xlsx", "", "")
        assert self.summary(run)["profile_because"].startswith("Does not reach essential: ")
