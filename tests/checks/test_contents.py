"""What counts as a document's contents: everything but document control."""

from datetime import date

from itsmlint.checks import Context
from itsmlint.checks.contents import contents_of, contents_say
from itsmlint.documents.opening import document_from_bytes
from itsmlint.examples import build
from itsmlint.facts.understanding import understand
from itsmlint.rules import Example
from itsmlint.vocabulary import Vocabulary

VOCABULARY = Vocabulary()


def read(*lines: str) -> Context:
    document = document_from_bytes(build(Example(word="\n".join(lines))).data, "p.docx")
    facts = understand(document, VOCABULARY)
    return Context(document=document, facts=facts, vocabulary=VOCABULARY, as_of=date(2026, 6, 30))


TEXT = (
    "# Purpose",
    "This process brings standard services to users who ordered them from the catalogue.",
    "# Activities",
    "The team that owns the service delivers what was ordered and informs the user about it.",
)


def test_a_control_table_is_not_contents() -> None:
    context = read(
        "{title: Request Process}",
        "| Version | 1.0 |",
        "| Owner | Service Manager |",
        "| Approved by | CIO |",
        *TEXT,
    )
    assert "approved" not in contents_of(context)
    assert contents_say("process-controls", context) is False


def test_a_control_line_is_not_contents() -> None:
    context = read("{title: Request Process}", "Version: 1.0", "Approved by: CIO", *TEXT)
    assert contents_say("process-controls", context) is False


def test_page_headers_and_the_change_history_are_not_contents() -> None:
    history = (
        "# Change history",
        "| Version | Date | Author | Change |",
        "| 1.0 | 2026-01-12 | J. Doe | Checked |",
    )
    context = read("{header: Approved copy}", "{title: Request Process}", "Version: 1.0", *TEXT, *history)
    assert contents_say("process-controls", context) is False


def test_a_step_is_contents() -> None:
    context = read("{title: Request Process}", "Version: 1.0", *TEXT, "The line manager approves the order.")
    assert contents_say("process-controls", context) is True


def test_a_document_that_is_one_table_keeps_its_rows() -> None:
    rows = [f"| Step {number} | The operator looks at the order and delivers it |" for number in range(1, 8)]
    context = read(
        "{title: Request Process}",
        "| Version | 1.0 |",
        "| Approved by | CIO |",
        *rows,
        "| Step 8 | The manager verifies it |",
    )
    assert contents_say("process-controls", context) is True


def test_nothing_can_be_said_of_a_language_without_phrases() -> None:
    context = read(
        "{title: Prozess Serviceanfragen}",
        "# Zweck",
        "Dieser Prozess bringt den Anwendern die Leistungen, die sie aus dem Katalog bestellt haben.",
        "# Ablauf",
        "Das Team liefert die bestellte Leistung und informiert die Anwender darüber, wie es weitergeht.",
    )
    assert contents_say("process-controls", context) is None
