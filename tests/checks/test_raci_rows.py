"""Rows of responsibility matrices that leave open who answers or who works."""

from datetime import date

from itsmlint.checks import Context, InMatrix
from itsmlint.checks.raci import OneAccountable, have_one_accountable
from itsmlint.documents.location import Location
from itsmlint.documents.model import Document
from itsmlint.facts.model import Facts, Kind, Raci, RaciRow
from itsmlint.vocabulary import Vocabulary

VOCABULARY = Vocabulary()
ROLES = ("Service Desk", "Incident Manager", "Service Owner")


def row(activity: str, *cells: str, unknown: tuple[str, ...] = ()) -> RaciRow:
    letters = {role: tuple(cell) for role, cell in zip(ROLES, cells, strict=False)}
    return RaciRow(activity=activity, location=Location(), letters=letters, unknown=unknown)


GOOD = row("Log the incident", "R", "A", "I")


def faults(*rows: RaciRow, roles: tuple[str, ...] = ROLES, scheme: str = "RACI") -> list[str]:
    matrix = Raci(name="RACI", location=Location(), roles=roles, scheme=scheme, rows=rows)
    document = Document(path="a.xlsx", format="excel", sha256="")
    facts = Facts(path="a.xlsx", sha256="", format="excel", kind=Kind("raci", 0.9), racis=(matrix,))
    context = Context(document=document, facts=facts, vocabulary=VOCABULARY, as_of=date(2026, 6, 30))
    options = OneAccountable()
    return [
        problem.parts["faults"]
        for each in rows
        for problem in have_one_accountable(InMatrix(matrix, each), options, context)
    ]


def test_one_a_and_one_r_are_enough() -> None:
    assert faults(GOOD) == []


def test_a_and_r_may_be_the_same_role() -> None:
    assert faults(GOOD, row("Close it", "AR", "C", "I")) == []


def test_two_a_are_one_too_many() -> None:
    assert faults(GOOD, row("Close it", "R", "A", "A")) == ["several roles accountable"]


def test_no_a_and_no_r_are_two_faults() -> None:
    assert faults(GOOD, row("Close it", "C", "I", "")) == [
        "no role accountable (A)",
        "no role responsible (R)",
    ]


def test_support_does_the_work_too() -> None:
    assert faults(GOOD, row("Close it", "S", "A", "I"), scheme="RASCI") == []


def test_rows_without_letters_are_headings() -> None:
    assert faults(GOOD, row("Phase 2", "", "", "")) == []


def test_a_matrix_without_any_a_is_another_scheme() -> None:
    assert faults(row("Log it", "R", "C", "I"), row("Close it", "R", "I", "C")) == []


def test_short_texts_that_are_no_letters_are_unknown() -> None:
    assert faults(GOOD, row("Close it", "R", "A", "", unknown=("E",))) == [
        "a letter that the matrix does not know"
    ]


def test_notes_in_cells_are_no_letters() -> None:
    assert faults(GOOD, row("Close it", "R", "A", "", unknown=("only at night",))) == []


def test_columns_that_are_letters_are_no_roles() -> None:
    assert (
        faults(row("Jane Doe", "R", "", ""), row("John Roe", "", "A", ""), roles=("R", "A", "C", "I")) == []
    )


def test_rows_of_a_legend_are_not_judged() -> None:
    assert faults(GOOD, row("C", "C", "", ""), row("", "I", "", "")) == []
