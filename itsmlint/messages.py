"""The words of findings: templates with named parts, and text that is safe to show anywhere.

Text of documents is hostile until shown otherwise: control characters drive terminals, bidirectional
controls reorder what is read, zero-width characters hide. They become visible here, once, when a finding
is made.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

EXCERPT_LENGTH = 200
MESSAGE_LENGTH = 500
COMBINING_MARKS = 4
"""At most so many combining marks in a row are kept."""

_PART = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")
_SPACES = re.compile(r"[\t\n\v\f\r\x85\xa0\u2028\u2029 ]+")
_ZERO_WIDTH = frozenset(
    map(chr, (0x00AD, 0x034F, 0x061C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180E, 0x3164, 0xFEFF, 0xFFA0))
)
"""Invisible characters that Unicode does not count among the format controls, and the byte order mark."""
_UNSAFE_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


class TemplateError(ValueError):
    """A message template that cannot be filled; the message says what is wrong with it."""


@lru_cache(maxsize=1024)
def parts_of(template: str) -> tuple[str, ...]:
    """The names of a template's parts, each once. Raises :class:`TemplateError` for stray braces."""
    names: list[str] = []
    for match in _PART.finditer(template):
        if match[0] in ("{", "}"):
            raise TemplateError(f"a single {match[0]!r}; write {match[0] * 2!r} for a brace that is text")
        if match[1] is not None:
            names.append(match[1])
    return tuple(dict.fromkeys(names))


def fill(template: str, parts: Mapping[str, str]) -> str:
    """The template with its parts put in. Raises :class:`TemplateError` for a part that is not there."""

    def put(match: re.Match[str]) -> str:
        if match[1] is None:
            return match[0][0]
        if match[1] not in parts:
            raise TemplateError(f"no part {{{match[1]}}} here")
        return parts[match[1]]

    return _PART.sub(put, template)


def safe(text: str) -> str:
    """Text with nothing in it that could act: one line, dangerous characters as \\xNN or \\uNNNN."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_safe_pieces(text))


def _safe_pieces(text: str) -> list[str]:
    pieces: list[str] = []
    marks = 0
    for character in text:
        marks = marks + 1 if unicodedata.combining(character) else 0
        pieces.append(_visible(character) if marks > COMBINING_MARKS else _safe_character(character))
    return pieces


def _safe_character(character: str) -> str:
    if character in "\t\n\v\f\r\x85\u2028\u2029":
        return " "
    if character in _ZERO_WIDTH or unicodedata.category(character) in _UNSAFE_CATEGORIES:
        return _visible(character)
    return character


def _visible(character: str) -> str:
    code = ord(character)
    if code <= 0xFF:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def safe_message(text: str) -> str:
    """A message as findings hold it: safe, single spaces, at most 500 characters."""
    return shorten(_SPACES.sub(" ", safe(text)).strip(), MESSAGE_LENGTH)


def safe_excerpt(text: str, mark: tuple[int, int] | None) -> tuple[str, tuple[int, int] | None]:
    """An excerpt of at most 200 characters around its marked words, and the mark's place in it.

    Runs of spaces become one. What is cut off is shown by "…" at that end.
    """
    if mark is None:
        return shorten(_one_line(text), EXCERPT_LENGTH), None
    start = max(0, min(mark[0], len(text)))
    end = max(start, min(mark[1], len(text)))
    before, words, after = (
        _pieces(text[:start]),
        _one_line(text[start:end]),
        _pieces(text[end:], strip_end=True),
    )
    before = before.lstrip()
    words = shorten(words, EXCERPT_LENGTH - 2)
    room = EXCERPT_LENGTH - len(words)
    # The larger share goes before the mark: the words that lead to it say most about it.
    keep_after = min(len(after), max(room - len(before), room // 3))
    keep_before = min(len(before), room - keep_after)
    if keep_before < len(before):
        before = "…" + before[len(before) - keep_before + 1 :] if keep_before else ""
    if keep_after < len(after):
        after = after[: keep_after - 1] + "…" if keep_after else ""
    return before + words + after, (len(before), len(before) + len(words))


def _pieces(text: str, *, strip_end: bool = False) -> str:
    line = _SPACES.sub(" ", safe(text))
    return line.rstrip() if strip_end else line


def _one_line(text: str) -> str:
    return _SPACES.sub(" ", safe(text)).strip()


def shorten(text: str, length: int) -> str:
    """The text, or its beginning and "…", in at most ``length`` characters."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
