from pathlib import Path

import pytest
from making import word
from workbooks import VOCABULARY, book, registers

from itsmlint.documents.model import Document
from itsmlint.facts.model import Raci
from itsmlint.facts.raci import letters_in, read_racis

MATRIX = [
    ["Activity", "Service Desk", "Incident Manager", "CIO"],
    ["Log the incident", "R", "A", "I"],
    ["Classify it", "R", "A", ""],
    ["Escalate it", "C", "A/R", "I"],
]


def matrix(document: Document) -> Raci:
    found = read_racis(document, registers(document), VOCABULARY)
    assert len(found) == 1
    return found[0]


def test_sheet(tmp_path: Path) -> None:
    raci = matrix(book(tmp_path, ("RACI", MATRIX)))
    assert raci.scheme == "RACI"
    assert raci.roles == ("Service Desk", "Incident Manager", "CIO")
    assert raci.rows[2].activity == "Escalate it"
    assert raci.rows[2].letters == {"Service Desk": ("C",), "Incident Manager": ("A", "R"), "CIO": ("I",)}
    assert raci.rows[2].places["CIO"].cell == "D4"


def test_word_table(tmp_path: Path) -> None:
    raci = matrix(word(tmp_path, ("Heading 1", "Roles"), MATRIX))
    assert [row.activity for row in raci.rows] == ["Log the incident", "Classify it", "Escalate it"]


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("R", ("R",)),
        ("A/R", ("A", "R")),
        ("R, A", ("R", "A")),
        ("RA", ("R", "A")),
        ("R (upgrades)", ("R",)),
        ("Accountable", ("A",)),
        ("consulted", ("C",)),
        ("-", ()),
        ("n/a", ()),
        ("", ()),
        ("to be clarified", None),
        ("Varies", None),
    ],
)
def test_letters_of_a_cell(text: str, letters: tuple[str, ...] | None) -> None:
    assert letters_in(text, VOCABULARY) == letters


def test_groups_of_activities_are_no_rows(tmp_path: Path) -> None:
    rows = [MATRIX[0], ["*1. Register"], *MATRIX[1:3], ["*2. Solve"], MATRIX[3]]
    assert len(matrix(book(tmp_path, ("RACI", rows))).rows) == 3


def test_numbered_activities(tmp_path: Path) -> None:
    rows = [["Step", *MATRIX[0]], *[[str(n), *row] for n, row in enumerate(MATRIX[1:], 1)]]
    assert matrix(book(tmp_path, ("RACI", rows))).rows[0].activity == "Log the incident"


def test_roles_in_the_rows(tmp_path: Path) -> None:
    rows = [
        ["Role", "Log the incident", "Classify it", "Escalate it"],
        ["Service Desk Manager", "R", "R", "C"],
        ["Incident Manager", "A", "A", "A"],
        ["Chief Information Officer", "I", "", "I"],
    ]
    raci = matrix(book(tmp_path, ("RACI", rows)))
    assert [row.activity for row in raci.rows] == ["Log the incident", "Classify it", "Escalate it"]
    assert raci.rows[0].letters["Incident Manager"] == ("A",)


def test_a_single_role(tmp_path: Path) -> None:
    rows = [
        ["Step", "Project Manager"],
        *[[f"Activity {n}", letters] for n, letters in enumerate(["A", "A/R", "R", "C", "I"])],
    ]
    assert matrix(book(tmp_path, ("RACI", rows))).roles == ("Project Manager",)


def test_people_above_the_name_of_their_team(tmp_path: Path) -> None:
    rows = [
        ["", "Ann Lee", "Ben Kim", "Carl Roe"],
        ["Task", "Project team", "", "Sponsor"],
        *MATRIX[1:],
    ]
    raci = matrix(book(tmp_path, ("RACI", rows), change=lambda sheet: sheet.merge_cells("B2:C2")))
    assert len(raci.roles) == 3
    assert raci.rows[0].activity == "Log the incident"


def test_unknown_letters(tmp_path: Path) -> None:
    rows = [*MATRIX, ["Close it", "R", "A", "Z"]]
    assert matrix(book(tmp_path, ("RACI", rows))).rows[-1].unknown == ("Z",)


def test_letters_that_the_matrix_uses_often_are_its_own(tmp_path: Path) -> None:
    rows = [MATRIX[0], *[[f"Activity {n}", "R", "A", "S"] for n in range(6)]]
    raci = matrix(book(tmp_path, ("RASCI", rows)))
    assert raci.scheme == "RASCI"
    assert not any(row.unknown for row in raci.rows)


def test_a_legend_is_no_matrix(tmp_path: Path) -> None:
    rows = [
        ["Letter", "Word"],
        ["R", "Responsible"],
        ["A", "Accountable"],
        ["C", "Consulted"],
        ["I", "Informed"],
    ]
    document = book(tmp_path, ("Legend", rows))
    assert read_racis(document, registers(document), VOCABULARY) == ()


def test_the_roles_are_no_fields_of_the_register(tmp_path: Path) -> None:
    rows = [["Task", "Owner", "Supplier"], *[[f"Activity {n}", "A", "R"] for n in range(5)]]
    register = registers(book(tmp_path, ("RACI", rows)))[0]
    assert register.kind == "raci"
    assert "owner" not in register.fields
