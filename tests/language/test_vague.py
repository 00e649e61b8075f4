"""When vague words are all that an obligation is measured by."""

import pytest
from reading import VOCABULARY, read

from itsmlint.language.measures import measurability
from itsmlint.language.vague import instead_of, only_criterion


def criterion(text: str) -> str | None:
    (sentence,) = read(text)
    tested = bool(measurability(text, VOCABULARY).measures)
    term = only_criterion(text, sentence.obligations, sentence.terms, tested, VOCABULARY)
    return term.text if term else None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Access rights must be reviewed regularly.", "regularly"),
        ("Regular reviews shall be held.", "Regular"),
        ("The desk shall answer in a timely manner.", "in a timely manner"),
        ("Losses must be reported as soon as possible.", "as soon as possible"),
        ("Where possible, users should use a second factor.", "Where possible"),
        ("Faults must be mended within 4 hours where practicable.", "where practicable"),
        ("The provider shall use best efforts to answer.", "best efforts"),
        ("Plans must be updated as necessary.", "as necessary"),
        ("Suppliers must take appropriate measures.", "appropriate"),
        ("Data shall be suitably protected.", "suitably"),
    ],
)
def test_the_only_criterion_is_vague(text: str, words: str) -> None:
    assert criterion(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "Access rights must be reviewed regularly, at least every six months.",
        "Losses must be reported promptly after they are noticed.",
        "Users must promptly log off when a session is no longer needed.",
        "Logs must be reviewed periodically as the Logging Procedure says.",
        "Controls must be appropriate to the risk.",
        "The appropriate form must be used.",
        "Suppliers must take appropriate measures, including encryption.",
        "The meeting shall be held as deemed necessary by the lead auditor.",
        "Normal changes must be approved by the change manager.",
        "High risks must be treated by their owner.",
        "The effective date must be stated.",
        "Managers must name those who regularly work from home.",
        "Staff work regularly and carefully.",
        "If rights are reviewed regularly, nobody has to act.",
    ],
)
def test_something_can_be_tested_or_nobody_is_obliged(text: str) -> None:
    assert criterion(text) is None


def test_the_proposal_says_what_failed_and_what_to_write() -> None:
    (sentence,) = read("Logs must be reviewed regularly.")
    proposal = instead_of(sentence.terms[0], VOCABULARY)
    assert proposal.failed == "is the only criterion: no frequency, no date"
    assert "every quarter" in proposal.instead
