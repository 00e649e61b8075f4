from pathlib import Path

import pytest
from making import TEXT, VOCABULARY, facts, word

from itsmlint.facts.headings import names_of, split_number
from itsmlint.facts.model import Facts


def names(found: Facts) -> set[str]:
    return {name for section in found.sections for name in section.names}


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Purpose & Scope", {"purpose", "scope"}),
        ("Introduction, scope and purpose", {"introduction", "scope", "purpose"}),
        ("2) Training Scope", {"scope"}),
        ("Who this policy applies to", {"scope"}),
        ("Applicability", {"scope"}),
        ("Geltungsbereich", {"scope"}),
        ("Scope of this document", {"scope"}),
        ("ROLES & RESPONSIBILITIES", {"roles"}),
        ("Management Responsibilities", {"roles"}),
        ("Policy Review and Approval", {"review", "approval"}),
        ("Inputs and outputs", {"inputs", "outputs"}),
        ("Entry criteria", {"triggers"}),
        ("Continual improvement", {"improvement"}),
        ("Actions from the previous meeting", {"previous-actions"}),
        ("Decisions taken", {"decisions"}),
    ],
)
def test_canonical_names(heading: str, expected: set[str]) -> None:
    assert expected <= set(names_of(heading, VOCABULARY))


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("Out of scope", "scope"),
        ("Define the ISMS scope", "scope"),
        ("Scope change control", "scope"),
        ("Management, application and verification", "scope"),
        ("Management review", "review"),
        ("User access review", "review"),
        ("Role-based access control", "roles"),
        ("Purpose limitation", "purpose"),
        ("Input validation", "inputs"),
    ],
)
def test_headings_that_mean_something_else(heading: str, name: str) -> None:
    assert name not in names_of(heading, VOCABULARY)


@pytest.mark.parametrize(
    ("heading", "number", "text"),
    [
        ("1. Purpose", "1", "Purpose"),
        ("4.2 Targets", "4.2", "Targets"),
        ("5) Roles", "5", "Roles"),
        ("5.1 — Reporting", "5.1", "Reporting"),
        ("IV. Scope", "IV", "Scope"),
        ("Section 3: Scope", "Section 3", "Scope"),
        ("A. Scope", "A", "Scope"),
        ("24/7 support", "", "24/7 support"),
        ("Scope", "", "Scope"),
    ],
)
def test_typed_numbers(heading: str, number: str, text: str) -> None:
    assert split_number(heading) == (number, text)


def test_outline_with_its_words(tmp_path: Path) -> None:
    found = facts(
        word(
            tmp_path,
            "Policy",
            ("Heading 1", "1 Scope"),
            TEXT,
            ("Heading 2", "1.1 Sites"),
            "Two words",
            ("Heading 1", "2 Roles"),
            TEXT,
        )
    )
    scope = found.section("scope")
    assert scope is not None
    assert (scope.number, scope.heading, scope.styled) == ("1", "Scope", True)
    assert scope.words == len(TEXT.split()) + 4
    assert [heading.text for heading in found.headings] == ["Scope", "Sites", "Roles"]


def test_bold_lines_are_headings_that_are_not_styled(tmp_path: Path) -> None:
    found = facts(
        word(
            tmp_path,
            ("bold", "Access Policy"),
            TEXT,
            ("bold", "1. PURPOSE & SCOPE"),
            TEXT,
            ("bold", "2. ROLES"),
            TEXT,
        )
    )
    assert {"purpose", "scope", "roles"} <= names(found)
    assert not any(heading.styled for heading in found.headings)


def test_plain_lines_above_their_text(tmp_path: Path) -> None:
    found = facts(
        word(
            tmp_path,
            "Access Policy",
            "Scope:",
            TEXT,
            "Management Responsibilities",
            "Managers shall:",
            "• Support the policy",
        )
    )
    assert {"scope", "roles"} <= names(found)


def test_label_that_runs_into_its_text(tmp_path: Path) -> None:
    assert "purpose" in names(facts(word(tmp_path, "Access Policy", f"Purpose: {TEXT}")))


def test_cells_beside_their_text(tmp_path: Path) -> None:
    table = [["1. Purpose", TEXT], ["2. Scope", TEXT], ["3. Owner", "Ann Lee"]]
    assert {"purpose", "scope"} <= names(facts(word(tmp_path, "Access Policy", table)))


def test_cell_with_a_value_is_no_section(tmp_path: Path) -> None:
    table = [["Scope", "Green"], ["Budget", "Red"], ["Schedule", "Amber"]]
    assert "scope" not in names(facts(word(tmp_path, "Status report", table)))


def test_labels_of_cards_are_no_sections(tmp_path: Path) -> None:
    cards = [[["Control", f"AC-{number}"], ["Responsibilities", TEXT]] for number in range(4)]
    assert "roles" not in names(facts(word(tmp_path, "Controls", *cards)))


def test_a_title_is_a_heading_only_where_there_is_no_other(tmp_path: Path) -> None:
    assert [heading.text for heading in facts(word(tmp_path, ("bold", "Procedure"))).headings] == [
        "Procedure"
    ]
