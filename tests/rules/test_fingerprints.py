"""Fingerprints stay the same when a document is saved, renumbered or resorted, and tell findings apart."""

import pytest

from itsmlint.documents.location import Location
from itsmlint.fingerprints import Mark, fingerprints, without_number


def paragraph(section: str = "4.2 Targets", number: int = 3, text: str = "strive to resolve", **more) -> Mark:
    return Mark(rule="POL008", location=Location(section=section, paragraph=number), text=text, **more)


def cell(row: int = 14, key: str = "R-17\x1fowner", text: str = "TBC") -> Mark:
    location = Location(part="sheet", sheet="Register", row=row, column="E", cell=f"E{row}")
    return Mark(rule="RSK001", location=location, within="Register", key=key, text=text)


def of(mark: Mark) -> str:
    return fingerprints([mark])[0]


def test_has_16_hexadecimal_digits():
    assert len(of(cell())) == 16
    assert int(of(cell()), 16) >= 0


def test_a_row_that_moved_is_the_same():
    assert of(cell(row=14)) == of(cell(row=3))


def test_a_paragraph_that_moved_is_the_same():
    assert of(paragraph(number=3)) == of(paragraph(number=8))


def test_a_heading_that_was_renumbered_is_the_same():
    assert of(paragraph(section="4.2 Targets")) == of(paragraph(section="5.1 Targets"))


def test_white_space_case_and_punctuation_do_not_count():
    assert of(paragraph(text="Strive  to\nresolve.")) == of(paragraph(text="strive to resolve"))


@pytest.mark.parametrize(
    "other",
    [
        cell(key="R-18\x1fowner"),
        cell(key="R-17\x1fstatus"),
        cell(text="TBD"),
        Mark(rule="REG002", location=cell().location, within="Register", key="R-17\x1fowner", text="TBC"),
        Mark(rule="RSK001", location=cell().location, within="Archive", key="R-17\x1fowner", text="TBC"),
    ],
)
def test_other_rules_registers_rows_fields_and_words_differ(other):
    assert of(cell()) != of(other)


def test_equal_findings_are_counted():
    prints = fingerprints([paragraph(number=1), paragraph(number=2), paragraph(number=3)])
    assert len(set(prints)) == 3


def test_an_equal_finding_added_below_leaves_those_above():
    assert fingerprints([paragraph(), paragraph()])[0] == fingerprints([paragraph()])[0]


def test_words_without_letters_still_differ():
    assert of(paragraph(text="???")) != of(paragraph(text="---"))


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("4.2 Targets", "Targets"),
        ("4. Targets", "Targets"),
        ("A.1 Targets", "Targets"),
        ("A. Targets", "Targets"),
        ("IV. Targets", "Targets"),
        ("Section 3: Targets", "Targets"),
        ("Appendix B", "Appendix B"),
        ("24x7 support", "24x7 support"),
        ("A plan for all", "A plan for all"),
        ("Mix of services", "Mix of services"),
        ("2026", "2026"),
    ],
)
def test_the_number_of_a_heading(heading, words):
    assert without_number(heading) == words
