"""Phrases of statements.yaml against sentences."""

import pytest

from itsmlint.checks.wording import normalised, phrases_pattern, sentences, statement_pattern, text_says
from itsmlint.vocabulary import Vocabulary

VOCABULARY = Vocabulary()


def found(phrase: str, text: str) -> bool:
    return phrases_pattern((phrase,)).search(normalised(text)) is not None


def test_a_star_stands_for_any_ending_of_a_word() -> None:
    assert found("continual* improv*", "We are committed to Continual Improvement.")
    assert not found("continual* improv*", "Discontinual improvement")


def test_a_bar_stands_for_either_word() -> None:
    assert found("policy|document applies", "This document applies to all staff")
    assert not found("policy|document applies", "This plan applies to all staff")


def test_dots_stand_for_up_to_eight_words_of_one_sentence() -> None:
    assert found("policy ... reviewed", "The policy is, as a rule, reviewed once a year")
    assert found("policy ... reviewed", "policy reviewed")
    assert not found("policy ... reviewed", "This is the policy. Access rights are reviewed.")
    assert not found("policy ... reviewed", "policy one two three four five six seven eight nine reviewed")


def test_a_hash_stands_for_a_number_in_digits_or_words() -> None:
    assert found("every # months", "every 18 months")
    assert found("every # months", "Every twelve months")
    assert not found("every # months", "every few months")


def test_a_caret_stands_for_the_start_of_a_sentence() -> None:
    assert found("^ when", "Nothing happens before. When a user calls, the desk answers.")
    assert not found("^ when", "Nobody knows when it starts")


def test_hyphens_apostrophes_and_line_breaks_do_not_count() -> None:
    assert found("plan do check act", "Plan-Do-Check-Act")
    assert found("companys policy", "the company's policy")
    assert not found("continual improvement", "continual\nimprovement")


def test_sentences_keep_the_words_as_written() -> None:
    assert list(sentences("One (1). Two!\nThree")) == ["One (1).", "Two!", "Three"]


def test_a_version_number_does_not_end_a_sentence() -> None:
    assert list(sentences("See version 2.1 of it. Then stop")) == ["See version 2.1 of it.", "Then stop"]


@pytest.mark.parametrize(
    "text",
    [
        "We improve our services on an ongoing basis.",
        "The organisation continually improves the suitability of the SMS.",
        "seek to improve the effectiveness of the service management system",
    ],
)
def test_commitments_to_improvement_are_recognised(text: str) -> None:
    assert text_says(text, "en", "improvement-commitment", VOCABULARY)


@pytest.mark.parametrize(
    "text",
    [
        "Services meet the requirements of customers.",
        "Systems are continuously monitored.",
        "Continuity plans",
    ],
)
def test_other_sentences_are_no_commitment_to_improvement(text: str) -> None:
    assert not text_says(text, "en", "improvement-commitment", VOCABULARY)


@pytest.mark.parametrize(
    "text",
    [
        "This policy is published on the intranet.",
        "All staff must sign that they have read and understood it.",
        "Copies are distributed to all managers",
        "New staff are trained on these rules in a training session for employees",
    ],
)
def test_publication_is_recognised(text: str) -> None:
    assert text_says(text, "en", "publication", VOCABULARY)


def test_a_classification_is_no_publication() -> None:
    assert not text_says("Distribution: Internal", "en", "publication", VOCABULARY)
    assert not text_says(
        "Incidents must be communicated at once to the duty manager", "en", "publication", VOCABULARY
    )


@pytest.mark.parametrize(
    "text", ["Report noted.", "Discussed", "No action required", "Agreed to monitor the situation"]
)
def test_empty_decisions_are_recognised_as_whole_sentences(text: str) -> None:
    pattern = statement_pattern("empty-decision", "en", VOCABULARY)
    assert pattern is not None
    assert pattern.fullmatch(normalised(text).strip())
    assert not pattern.fullmatch(normalised("Noted that the budget is raised to 20,000").strip())


def test_a_language_without_phrases_says_nothing() -> None:
    assert not text_says("Wir verbessern uns kontinuierlich", "xx", "improvement-commitment", VOCABULARY)
