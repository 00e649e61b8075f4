"""Messages are filled by named parts only, and text of documents is made safe to show."""

import pytest

from itsmlint.messages import (
    EXCERPT_LENGTH,
    MESSAGE_LENGTH,
    TemplateError,
    fill,
    parts_of,
    safe,
    safe_excerpt,
    safe_message,
)


def test_fills_named_parts():
    assert (
        fill("Risk {record.id} has no {field}.", {"record.id": "R-1", "field": "owner"})
        == "Risk R-1 has no owner."
    )


def test_a_part_is_a_name_and_nothing_is_looked_up_in_it():
    with pytest.raises(TemplateError):
        fill("{record.__class__}", {"record": "R-1"})


def test_text_that_looks_like_a_part_stays_text():
    assert fill("Found {excerpt}.", {"excerpt": "{field}", "field": "x"}) == "Found {field}."


def test_doubled_braces_are_braces():
    assert fill("write {{name}}", {}) == "write {name}"


def test_names_the_parts_of_a_template():
    assert parts_of("{a} {b.c} {a} {{d}}") == ("a", "b.c")


@pytest.mark.parametrize("template", ["{a", "a}", "{a{b}"])
def test_a_stray_brace_is_an_error(template):
    with pytest.raises(TemplateError):
        parts_of(template)


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("\x1b[31mred", "\\x1b[31mred"),
        ("\x9b31m", "\\x9b31m"),
        ("a\x00b\x7f", "a\\x00b\\x7f"),
        ("\u202egnp.exe", "\\u202egnp.exe"),
        ("\u2066a\u2069", "\\u2066a\\u2069"),
        ("a\u200bb\u2060c\ufeff", "a\\u200bb\\u2060c\\ufeff"),
        ("\U000e0041", "\\U000e0041"),
        ("\ud800", "\\ud800"),
        ("a\u2028b\nc", "a b c"),
        ("a" + "\u0301" * 6, "a" + "\u0301" * 4 + "\\u0301\\u0301"),
    ],
)
def test_characters_that_act_or_hide_become_visible(hostile, shown):
    assert safe(hostile) == shown


@pytest.mark.parametrize("text", ["Größe Ø naïve", "Žádost č. 5", "日本語", "✓ → “quoted”", "R&D <b>"])
def test_ordinary_text_of_any_language_stays(text):
    assert safe(text) == text


def test_a_message_has_at_most_500_characters():
    assert len(safe_message("word " * 200)) == MESSAGE_LENGTH
    assert safe_message("word " * 200).endswith("…")


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("The owner is TBD today.", (13, 16)),
        ("x" * 500 + " TBD " + "y" * 500, (501, 504)),
        ("TBD " + "y" * 500, (0, 3)),
        ("x" * 500 + " TBD", (501, 504)),
        ("a  \n\t b \u200b TBD   c", (10, 13)),
        ("x" * 5_000 + " TBD", (5001, 5004)),
    ],
)
def test_the_mark_keeps_its_words_when_an_excerpt_is_cut_and_cleaned(text, mark):
    excerpt, (start, end) = safe_excerpt(text, mark)
    assert excerpt[start:end] == "TBD"
    assert len(excerpt) <= EXCERPT_LENGTH


def test_what_is_cut_off_an_excerpt_is_shown():
    excerpt, _ = safe_excerpt("x" * 500 + " TBD " + "y" * 500, (501, 504))
    assert excerpt.startswith("…")
    assert excerpt.endswith("…")


def test_a_mark_outside_the_text_is_drawn_in():
    excerpt, mark = safe_excerpt("short", (3, 99))
    assert (excerpt, mark) == ("short", (3, 5))


def test_an_excerpt_without_a_mark_begins_at_its_beginning():
    assert safe_excerpt("  The   owner\nis missing ", None) == ("The owner is missing", None)
