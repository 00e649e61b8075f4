"""YAML of strangers is read within limits, as plain data, and with the line of every piece."""

from pathlib import Path

import pytest

from itsmlint.yaml_files import MAX_BYTES, YamlError, load_trusted, load_untrusted


@pytest.fixture
def write(tmp_path: Path):
    def write(text: str | bytes) -> Path:
        path = tmp_path / "rule.yaml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


def error_of(path: Path) -> YamlError:
    with pytest.raises(YamlError) as caught:
        load_untrusted(path)
    return caught.value


def test_keeps_the_line_of_every_key_and_item(write):
    file = load_untrusted(write("id: X\nthen:\n  must: be\n  needs: [a,\n    b]\n"))
    assert file.line("id") == 1
    assert file.line("then", "must") == 3
    assert file.line("then", "needs", 1) == 5


def test_an_unknown_piece_has_the_line_of_what_holds_it(write):
    file = load_untrusted(write("id: X\nthen:\n  must: be\n"))
    assert file.line("then", "field") == 2


PLAIN_WORDS = (
    "yes: no\nend: 2026-01-31\nlevel: 1.5\nrow: 12\nnothing:\nsure: true\ntime: 12:30\ncode: 007\ntext: '5'\n"
)


@pytest.mark.parametrize(
    "load", [load_trusted, lambda path: load_untrusted(path).data], ids=["trusted", "untrusted"]
)
def test_words_dates_and_times_stay_text(write, load):
    assert load(write(PLAIN_WORDS)) == {
        "yes": "no",
        "end": "2026-01-31",
        "level": 1.5,
        "row": 12,
        "nothing": None,
        "sure": True,
        "time": "12:30",
        "code": "007",
        "text": "5",
    }


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a: 1\nb: &x [1]\n", 2, "anchors"),
        ("a: 1\nb: *x\n", 2, "alias"),
        ("a: 1\n<<: {b: 1}\n", 2, "merge keys"),
        ("a: !!python/object/apply:os.system [ls]\n", 1, "tags"),
        ("a: 1\nb:\n  c: 1\n  c: 2\n", 4, "'c' stands here twice"),
        ("a: 1\n? [x, y]\n: 2\n", 2, "a key must be a word"),
        ("a: 1\n---\nb: 2\n", 2, "second YAML document"),
        ("a: 1\nb: [1, 2\n", 3, "not valid YAML"),
        ("a:\n\tb: 1\n", 2, "a tab; use spaces"),
        ("a:\n  b: |\n      x\n   | y |\n", 4, "spaces in front"),
        ("a: 1\nb: \x07\n", 2, "control character"),
        ("", None, "empty"),
        (b"a: 1\nb: \xff\n", 2, "UTF-8"),
    ],
)
def test_refuses_what_is_not_plain_data(write, text, line, words):
    error = error_of(write(text))
    assert words in error.what
    assert error.line == line


def test_an_error_names_file_and_line(write):
    path = write("a: 1\na: 2\n")
    assert str(error_of(path)).startswith(f"{path}:2: ")


def test_refuses_files_above_a_megabyte(write):
    assert "larger than" in error_of(write("a: " + "x" * MAX_BYTES)).what


def test_refuses_deep_nesting_without_recursing_into_it(write):
    assert "nested deeper" in error_of(write("[" * 5_000 + "]" * 5_000)).what


def test_refuses_too_many_pieces(write):
    assert "more than 200,000 pieces" in error_of(write("[" + "1," * 210_000 + "]")).what


def test_a_missing_file_is_an_error_in_words(tmp_path):
    assert "cannot be read" in error_of(tmp_path / "none.yaml").what
