"""What the sentences of a document say, and who has to act by what stands around them."""

from pathlib import Path

import pytest
from making import VOCABULARY, excel, word

from itsmlint.documents.model import Document
from itsmlint.facts.model import Statement
from itsmlint.facts.statements import read_statements, with_statements
from itsmlint.facts.understanding import understand


def statements(document: Document) -> tuple[Statement, ...]:
    return read_statements(document, understand(document, VOCABULARY), VOCABULARY)


def statement(document: Document, words: str) -> Statement:
    """The one statement that has these words."""
    (found,) = (one for one in statements(document) if words in one.text)
    return found


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The service desk shall log all incidents.", "obligation"),
        ("Access rights are required to be reviewed by their owners.", "obligation"),
        ("The change manager is responsible for the change schedule.", "obligation"),
        ("Our aim is to satisfy the people who depend on us.", "goal"),
        ("The department strives to answer each question.", "goal"),
        ("Availability of the mail service: 99.5 % in each month.", "target"),
        ("Management is committed to continual improvement.", "commitment"),
        ("We will publish the results on the intranet.", "commitment"),
        ("An incident means an unplanned interruption of a service.", "definition"),
        ("“Customer” refers to the department that pays for the service.", "definition"),
        ("This document will describe the process of the department.", "plain"),
        ("The data centre was built in a former brewery.", "plain"),
        ("If changes must be rolled back, the manager decides.", "plain"),
    ],
)
def test_the_type_of_a_sentence(tmp_path: Path, text: str, kind: str) -> None:
    assert statement(word(tmp_path, text), text).type == kind


def test_a_target_needs_a_level_and_not_only_a_rhythm(tmp_path: Path) -> None:
    document = word(tmp_path, "The availability of the service is discussed each quarter.")
    assert statement(document, "discussed").type == "plain"


def test_the_section_makes_goals_and_definitions(tmp_path: Path) -> None:
    document = word(
        tmp_path,
        ("Heading 1", "Objectives"),
        "Reduce the number of repeated incidents by half.",
        ("Heading 1", "Definitions"),
        "Asset: anything that has value for the organisation.",
    )
    assert statement(document, "Reduce").type == "goal"
    assert statement(document, "Asset").type == "definition"


def test_measures_and_vague_words_have_their_place(tmp_path: Path) -> None:
    document = word(tmp_path, "It is so. The desk shall answer within 4 hours, where possible in person.")
    found = statement(document, "answer")
    (measure,) = found.measures
    assert found.text[measure.start : measure.end] == "within 4 hours"
    assert [found.text[term.start : term.end] for term in found.terms] == ["where possible"]
    assert found.location.paragraph == 1
    assert found.around.startswith("It is so.")


def test_headings_contents_and_single_words_are_no_sentences(tmp_path: Path) -> None:
    document = word(tmp_path, ("Heading 1", "Logs must be kept by all"), "Yes", "Logs are kept by the owner.")
    assert [one.text for one in statements(document)] == ["Logs are kept by the owner."]


# Lists


def test_a_list_item_is_read_with_the_lead_in_that_it_completes(tmp_path: Path) -> None:
    document = word(
        tmp_path,
        "The service desk shall:",
        ("List Bullet", "log all incidents"),
        ("List Bullet", "inform the users"),
        "Nothing else is asked.",
    )
    found = statement(document, "log all incidents")
    assert found.text == "The service desk shall log all incidents"
    assert found.text[found.own :] == "log all incidents"
    assert (found.type, found.actor, found.actor_from) == ("obligation", "service desk", "subject")
    assert statement(document, "Nothing").text == "Nothing else is asked."


def test_passive_items_of_a_passive_lead_in_name_nobody(tmp_path: Path) -> None:
    document = word(tmp_path, "Backups must be:", "- taken every night;", "- encrypted with care.")
    assert all(statement(document, words).agentless for words in ("taken", "encrypted"))


def test_a_whole_sentence_in_a_list_stays_alone_and_its_lead_in_names_who_acts(tmp_path: Path) -> None:
    document = word(
        tmp_path,
        "The change manager is responsible for the following:",
        ("List Bullet", "All changes must be assessed."),
    )
    found = statement(document, "assessed")
    assert found.text == "All changes must be assessed."
    assert (found.actor, found.actor_from, found.agentless) == ("change manager", "lead-in", None)


def test_a_lead_in_does_not_reach_beyond_a_heading(tmp_path: Path) -> None:
    document = word(
        tmp_path, "The service desk shall:", ("Heading 1", "Security"), ("List Bullet", "Logs must be kept.")
    )
    assert statement(document, "kept").agentless


# Who acts


@pytest.mark.parametrize(
    ("heading", "actor"),
    [
        ("Responsibilities of the Service Owner", "Service Owner"),
        ("Change Manager responsibilities", "Change Manager"),
        ("5.2 Service Desk", "Service Desk"),
        ("Head of IT", "Head of IT"),
        ("Incident Management", ""),
        ("User access", ""),
        ("Backup", ""),
        ("Roles and responsibilities", ""),
    ],
)
def test_a_heading_may_name_who_acts(tmp_path: Path, heading: str, actor: str) -> None:
    document = word(tmp_path, ("Heading 1", heading), "Logs must be kept for a year.")
    found = statement(document, "kept")
    assert found.actor == actor
    assert (found.agentless is None) == bool(actor)


def test_a_row_may_name_who_acts(tmp_path: Path) -> None:
    document = word(
        tmp_path,
        [
            ["Step", "Activity", "Responsible"],
            ["1", "Incidents must be classified.", "Service Desk"],
            ["2", "Incidents must be closed.", "see below"],
        ],
    )
    assert statement(document, "classified").actor == "Service Desk"
    assert statement(document, "closed").agentless


def test_a_label_may_name_who_acts(tmp_path: Path) -> None:
    document = word(tmp_path, "Change Manager: all changes must be assessed.")
    assert statement(document, "assessed").actor_from == "label"


def test_a_responsibility_matrix_may_name_who_acts(tmp_path: Path) -> None:
    document = word(
        tmp_path,
        "The recovery plan must be tested twice a year. Visitors must be registered.",
        ("Heading 1", "RACI"),
        [
            ["Activity", "Continuity Manager", "Network Team", "Service Desk"],
            ["Test the recovery plan", "A", "R", "I"],
            ["Update the contact list", "R/A", "C", "I"],
            ["Inform customers", "A", "I", "R"],
        ],
    )
    assert statement(document, "tested").actor_from == "matrix"
    assert statement(document, "registered").agentless


# When and for whom


def test_a_document_in_another_language_has_none(tmp_path: Path) -> None:
    document = word(
        tmp_path,
        "Diese Richtlinie gilt für alle Mitarbeiter und ist von der Leitung zu genehmigen.",
        "Die Systeme werden von der IT betrieben; must be approved ist hier kein Englisch.",
    )
    assert statements(document) == ()


def test_a_short_english_text_is_read(tmp_path: Path) -> None:
    (found,) = statements(word(tmp_path, "Complaints should get answered."))
    assert found.type == "obligation"


def test_sentences_in_cells_of_a_workbook_are_read(tmp_path: Path) -> None:
    note = "Risks must be reviewed each quarter by their owners."
    document = excel(tmp_path, {"Method": [["Step", "Rule"], ["1", note]]})
    found = statement(document, "reviewed")
    assert (found.location.sheet, found.location.cell, found.measurable) == ("Method", "B2", True)


def test_statements_are_added_once(tmp_path: Path) -> None:
    document = word(tmp_path, "Logs must be kept for a year.")
    facts = with_statements(document, understand(document, VOCABULARY), VOCABULARY)
    assert facts.statements
    assert with_statements(document, facts, VOCABULARY) is facts
