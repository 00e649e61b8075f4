from datetime import date
from pathlib import Path

import pytest
from workbooks import RISKS, VOCABULARY, book, only

from itsmlint.facts.columns import assign_fields, header_fits


def field_of(header: str, kind: str = "risk-register", subject: str = "risk") -> str:
    fits = header_fits(header, "", kind, VOCABULARY, subject)
    return fits[0].field if fits else ""


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Risk Owner", "owner"),
        ("Accountable person", "owner"),
        ("Responsible?", "owner"),
        ("Who will implement controls?", "owner"),
        ("Owner\xa0name", "owner"),
        ("OWNER ", "owner"),
        ("Owner & location", "owner"),
        ("Likelihood (Probability)", "likelihood"),
        ("Likelihood (1-5)", "likelihood"),
        ("Current \nimpact \n(1 low - 5 high)", "impact"),
        ("Status (Open, Closed)", "status"),
        ("Type (Threat, Opp'y, Issue)", "type"),
        ("Calculate risk (risk = likelihood x impact)", "score"),
        ("Risk rating = I*L*A", "score"),
        ("By when?", "due_date"),
        ("Target completion date", "due_date"),
        ("Date of last update", "review_date"),
        ("Last performance review", "review_date"),
        ("Next review due", "next_review"),
        ("Risk ID (in priority order)", "id"),
        ("#", "id"),
        ("Sl.No", "id"),
        ("What do we need to do to manage the risk?", "treatment"),
        ("Preventative actions", "treatment"),
        ("Recommendation for mitigation", "treatment"),
        ("Controls in place", "controls"),
        ("Probability after treatment", "residual_likelihood"),
        ("Impact (after mitigating controls)", "residual_impact"),
        ("Net risk score", "residual_score"),
        ("Raw impact", "inherent_impact"),
        ("Details", "description"),
        ("Responsibiliy", "owner"),
        ("Vlastník rizika", "owner"),
        ("Eintrittswahrscheinlichkeit", "likelihood"),
        ("Échéance", "due_date"),
    ],
)
def test_names_of_columns_in_a_risk_register(header: str, field: str) -> None:
    assert field_of(header) == field


@pytest.mark.parametrize(
    "header", ["Asset owner", "Custodian", "Raised by", "Assigned date", "Risk user", "Contact method"]
)
def test_names_that_only_sound_like_the_owner(header: str) -> None:
    assert field_of(header) != "owner"


@pytest.mark.parametrize("header", ["Updated by", "Interpretation", "Validated", "Metadata", "Yes/No"])
def test_words_that_only_contain_a_name(header: str) -> None:
    assert field_of(header) not in ("due_date", "review_date", "id")


def test_the_best_of_two_columns_gets_the_field() -> None:
    headers = {1: ("Asset owner", ""), 2: ("Responsibility", ""), 3: ("Risk owner", "")}
    assert assign_fields(headers, {}, "risk-register", VOCABULARY, "risk")[3] == "owner"


def test_the_same_name_means_the_name_in_one_register_and_the_asset_in_another() -> None:
    assert field_of("Asset", "asset-register", "asset") == "name"
    assert field_of("Asset", "risk-register", "risk") == "asset"


def test_treatment_and_owner_in_one_column_is_the_treatment() -> None:
    assert field_of("Treatment / Owner") == "treatment"


def test_stage_by_the_group_above() -> None:
    assert (
        header_fits("Likelihood", "Residual risk", "risk-register", VOCABULARY)[0].field
        == "residual_likelihood"
    )


def test_letters_mean_ratings_when_the_values_do(tmp_path: Path) -> None:
    rows = [
        ["ID", "Risk", "P", "I", "Owner"],
        *[[f"R-{n}", "Something fails again", n, 6 - n, "CIO"] for n in range(1, 6)],
    ]
    fields = only(book(tmp_path, ("Risk log", rows))).fields
    assert (fields["likelihood"], fields["impact"]) == ("C", "D")


def test_letters_of_security_are_no_impact(tmp_path: Path) -> None:
    rows = [
        ["Risk", "C", "I", "A", "Likelihood", "Owner"],
        *[["Something fails", 1, 2, 3, n, "CIO"] for n in range(1, 6)],
    ]
    assert "impact" not in only(book(tmp_path, ("Risk log", rows))).fields


def test_a_lone_next_review_serves_as_review_date(tmp_path: Path) -> None:
    rows = [[*row, extra] for row, extra in zip(RISKS, ["Next review", *[date(2026, 9, 1)] * 3], strict=True)]
    register = only(book(tmp_path, ("Risks", rows)))
    assert register.fields["next_review"] == register.fields["review_date"] == "I"
    assert register.records[0].values["review_date"].date == date(2026, 9, 1)


def test_last_and_next_review_are_two_fields(tmp_path: Path) -> None:
    rows = [
        [*RISKS[0], "Next review", "Last reviewed"],
        *[[*row, "2026-09-01", "2026-03-01"] for row in RISKS[1:]],
    ]
    fields = only(book(tmp_path, ("Risks", rows))).fields
    assert (fields["next_review"], fields["review_date"]) == ("I", "J")


def test_ratings_before_and_after_treatment(tmp_path: Path) -> None:
    rows = [
        ["ID", "Risk", "Inherent likelihood", "Residual likelihood", "Owner"],
        *[["R1", "It fails again", 4, 2, "CIO"]] * 3,
    ]
    fields = only(book(tmp_path, ("Risks", rows))).fields
    assert fields["inherent_likelihood"] == fields["likelihood"] == "C"
    assert fields["residual_likelihood"] == "D"


def test_columns_of_responsibilities_in_sentences_name_no_owner(tmp_path: Path) -> None:
    duty = "Keeps the register, reports to the board every quarter and reviews all the risks once a year"
    rows = [
        ["ID", "Risk", "Likelihood", "Responsibilities"],
        *[[f"R{n}", "It fails again", n, duty] for n in (1, 2, 3)],
    ]
    assert "owner" not in only(book(tmp_path, ("Risks", rows))).fields


def test_the_latest_filled_month_holds_the_actual_value(tmp_path: Path) -> None:
    rows = [
        ["KPI", "Target", "Jan-26", "Feb-26", "Mar-26", "Owner"],
        ["Calls answered in time", "95%", 0.9, 0.93, None, "Service Desk Manager"],
        ["Changes that failed", "2%", 0.1, 0.05, None, "Change Manager"],
    ]
    assert only(book(tmp_path, ("KPIs", rows))).fields["actual"] == "D"


def test_the_option_is_the_treatment_and_the_plan_the_action(tmp_path: Path) -> None:
    rows = [["ID", "Risk", "Likelihood", "Response", "Mitigation action", "Owner"]]
    rows += [
        [f"R{n}", "It fails again", n, option, "Buy another one", "CIO"]
        for n, option in enumerate(["Mitigate", "Accept", "Transfer"], 1)
    ]
    fields = only(book(tmp_path, ("Risks", rows))).fields
    assert (fields["treatment"], fields["action"]) == ("D", "E")
