"""``where`` and ``unless``: a cell belongs to a class by its words, not by words somewhere in it."""

import pytest

from itsmlint.documents.location import Location
from itsmlint.facts.model import Record, Value
from itsmlint.record_values import holds, is_phrase, value_classes, wanted_record
from itsmlint.vocabulary import Vocabulary

CLASSES = {"closed": ("closed", "complete", "signed off"), "accepted": ("accept", "accepted")}
HERE = Location(part="sheet", sheet="Register", row=2)


def value(text: str, **more) -> Value:
    return Value(text=text, location=HERE, **more)


def record(**texts: str) -> Record:
    values = {field: value(text) for field, text in texts.items()}
    return Record(row=2, id="R-1", title="Fire", values=values, location=HERE)


@pytest.mark.parametrize(
    "text",
    [
        "Closed",
        " CLOSED ",
        "closed.",
        "Closed (12 May)",
        "Closed 2026-01-31",
        "Closed - done",
        "Closed by CAB",
        "Closed\n12 May",
    ],
)
def test_a_cell_that_says_closed(text):
    assert is_phrase(text, "closed")


@pytest.mark.parametrize(
    "text",
    ["Not closed", "Closed-loop control of pumps"[:6] + "ness", "disclosed", "Closed risks remain open", ""],
)
def test_a_cell_that_does_not(text):
    assert not is_phrase(text, "closed")


def test_the_beginning_of_a_sentence_is_no_status():
    assert not is_phrase("Complete the migration by June", "complete")


def test_phrases_match_across_white_space():
    assert is_phrase("Signed  off\nby the CIO", "signed off")


def test_words_that_are_no_class_stand_for_themselves():
    assert holds(value("Opportunity"), "opportunity", CLASSES)


def test_any_of_several_values_will_do():
    assert holds(value("Accepted"), ("closed", "accepted"), CLASSES)


@pytest.mark.parametrize(
    ("found", "wanted"),
    [
        (None, "missing"),
        (value(""), "blank"),
        (value("x"), "filled"),
        (value("[Name]", placeholder=True), "placeholder"),
    ],
)
def test_what_every_field_can_be(found, wanted):
    assert [
        word for word in ("missing", "blank", "filled", "placeholder") if holds(found, word, CLASSES)
    ] == [wanted]


def test_where_needs_all_of_its_conditions():
    where = {"status": "closed", "score": "filled"}
    assert wanted_record(record(status="Closed", score="12"), where, {}, CLASSES)
    assert not wanted_record(record(status="Closed", score=""), where, {}, CLASSES)


def test_unless_leaves_out_at_any_of_its_conditions():
    unless = {"status": "closed", "treatment": "accepted"}
    assert not wanted_record(record(status="Open", treatment="Accept"), {}, unless, CLASSES)
    assert wanted_record(record(status="Open", treatment="Reduce"), {}, unless, CLASSES)


def test_a_condition_on_a_column_that_is_not_there():
    assert not wanted_record(record(owner="CIO"), {"status": "closed"}, {}, CLASSES)
    assert wanted_record(record(owner="CIO"), {}, {"status": "closed"}, CLASSES)


def test_the_built_in_classes_can_be_read():
    assert "closed" in value_classes(Vocabulary())["closed"]
