"""Placeholders: text that somebody was to replace and did not.

What one looks like, and what only looks like one, stands in ``rules/vocabulary/placeholders.yaml``.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal, TypeAlias

import msgspec
import regex

from itsmlint.documents.location import Location
from itsmlint.documents.model import Block, Document, Format, Paragraph, Sheet, Table
from itsmlint.facts.model import Placeholder
from itsmlint.facts.patterns import compile_any, first_match, matches
from itsmlint.facts.tokens import tokens
from itsmlint.vocabulary import Vocabulary

Span: TypeAlias = tuple[int, int, str]
"""Start, end and pattern name of a placeholder in a text."""

CONTENT_CONTROL = "content-control"
EXAMPLE_ROW = "example-row"
DATE_PATTERN = "date-pattern"
"""In a cell below a caption it says how to write the date: "Date" above "DD MM YYYY"."""
CONTEXT = 60
"""Characters of context kept on either side of a placeholder."""
LONGEST_TEXT = 20_000
"""Characters of a paragraph or cell that are looked at."""
FILLERS = frozenset(
    tokens("version v rev revision issue date name title the of and by on to or a an no number")
)
"""Words that say nothing beside a placeholder: "Version X.X" is one as a whole."""


class Pattern(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"only_in": "in"}):
    """A way in which placeholders are written."""

    name: str
    any: tuple[str, ...]
    needs: tuple[str, ...] = ()
    case: bool = False
    only_in: Literal["", "word", "excel"] = ""


class Placeholders(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Shape of ``rules/vocabulary/placeholders.yaml``."""

    patterns: tuple[Pattern, ...]
    false_friends: tuple[str, ...] = ()
    false_friends_in_excel: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()
    example_rows: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()


class _Compiled(msgspec.Struct, frozen=True):
    patterns: tuple[tuple[Pattern, regex.Pattern[str]], ...]
    needs: re.Pattern[str] | None
    """Must be found in a text for any pattern to match; None: no shortcut."""
    friends: regex.Pattern[str] | None
    excel_friends: regex.Pattern[str] | None
    alone: frozenset[tuple[str, ...]]
    example: regex.Pattern[str] | None


def find_in_text(text: str, vocabulary: Vocabulary, format: Format | None = None) -> list[Span]:
    """Start, end and pattern name of each placeholder in a text, in order and without overlap."""
    known = _compiled(vocabulary)
    text = text[:LONGEST_TEXT]
    lower = text.lower()
    if known.needs is not None and known.needs.search(lower) is None:
        return []
    spans = [span for span in _matches(text, lower, known, format) if span[0] < span[1]]
    friendly = known.excel_friends if format == "excel" else known.friends
    if spans and friendly is not None:
        friends = [found.span() for found in matches(friendly, text, overlapped=True)]
        spans = [span for span in spans if not any(a <= span[0] and span[1] <= b for a, b in friends)]
    return _without_overlap(spans)


def is_placeholder(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a value is nothing but a placeholder: "[Name]", "TBD", "Version X.X"."""
    words = tokens(text)
    if words in _compiled(vocabulary).alone:
        return True
    spans = find_in_text(text, vocabulary)
    if not spans:
        return False
    rest = list(text)
    for start, end, _ in spans:
        rest[start:end] = " " * (end - start)
    return all(word in FILLERS for word in tokens("".join(rest)))


def find_placeholders(document: Document, vocabulary: Vocabulary) -> tuple[Placeholder, ...]:
    """All placeholders of a document: body, tables, page headers and footers, notes, cells."""
    if document.format == "excel":
        return tuple(p for sheet in document.sheets for p in _in_sheet(sheet, vocabulary))
    everything = (*document.blocks, *document.headers, *document.footers, *document.footnotes)
    return tuple(_in_blocks(everything, vocabulary))


def _matches(text: str, lower: str, known: _Compiled, format: Format | None) -> Iterator[Span]:
    for pattern, compiled in known.patterns:
        if format and pattern.only_in and pattern.only_in != format:
            continue
        if pattern.needs and not any(need in lower for need in pattern.needs):
            continue
        for found in matches(compiled, text):
            yield _trimmed(text, *found.span(), pattern.name)


def _trimmed(text: str, start: int, end: int, name: str) -> Span:
    while end > start and text[end - 1].isspace():
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    return start, end, name


def _without_overlap(spans: list[Span]) -> list[Span]:
    chosen: list[Span] = []
    for span in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not chosen or span[0] >= chosen[-1][1]:
            chosen.append(span)
    return chosen


def _in_blocks(blocks: tuple[Block, ...], vocabulary: Vocabulary) -> Iterator[Placeholder]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from _in_paragraph(block, vocabulary)
            continue
        for inner in block.blocks.values():
            captioned = sum(isinstance(one, Table) or bool(one.text.strip()) for one in inner) > 1
            for found in _in_blocks(inner, vocabulary):
                if not (captioned and found.pattern == DATE_PATTERN and _is_whole(found)):
                    yield found


def _is_whole(found: Placeholder) -> bool:
    """Whether the placeholder is all that its paragraph says."""
    return found.context.strip(" ()[]") == found.text.strip(" ()[]")


def _in_paragraph(paragraph: Paragraph, vocabulary: Vocabulary) -> Iterator[Placeholder]:
    text = paragraph.text
    if paragraph.in_contents or not text.strip():
        return
    prompts = [
        (mark.start, mark.end, CONTENT_CONTROL)
        for mark in paragraph.marks
        if mark.kind == "placeholder"
        and any(character.isalnum() for character in text[mark.start : mark.end])
    ]
    written = [
        span
        for span in find_in_text(text, vocabulary, "word")
        if not any(span[0] < end and start < span[1] for start, end, _ in prompts)
    ]
    for span in _without_overlap([*prompts, *written]):
        yield _placeholder(text, span, paragraph.location)


def _in_sheet(sheet: Sheet, vocabulary: Vocabulary) -> Iterator[Placeholder]:
    example = _compiled(vocabulary).example
    seen: dict[str, list[Span]] = {}
    last_row = 0
    for (row, column), cell in sheet.cells.items():
        if not isinstance(cell.value, str):
            last_row = row
            continue
        if row != last_row and example is not None and first_match(example, cell.text):
            yield _placeholder(cell.text, (0, len(cell.text), EXAMPLE_ROW), sheet.locate(row, column))
        last_row = row
        if cell.text not in seen:
            seen[cell.text] = find_in_text(cell.text, vocabulary, "excel")
        for span in seen[cell.text]:
            yield _placeholder(cell.text, span, sheet.locate(row, column))


def _placeholder(text: str, span: Span, location: Location) -> Placeholder:
    start, end, pattern = span
    first = max(0, start - CONTEXT)
    last = min(len(text), end + CONTEXT)
    lead = "…" if first else ""
    tail = "…" if last < len(text) else ""
    return Placeholder(
        text=text[start:end],
        context=f"{lead}{text[first:last]}{tail}",
        start=start - first + len(lead),
        location=location,
        pattern=pattern,
    )


@cache
def _compiled(vocabulary: Vocabulary) -> _Compiled:
    known = vocabulary.read("placeholders", Placeholders)
    needs = [need for pattern in known.patterns for need in pattern.needs]
    shortcut = all(pattern.needs for pattern in known.patterns)
    return _Compiled(
        patterns=tuple(
            (pattern, compile_any(pattern.any, f"placeholders.yaml: {pattern.name}", pattern.case))
            for pattern in known.patterns
        ),
        needs=re.compile("|".join(map(re.escape, needs))) if shortcut else None,
        friends=_optional(known.false_friends, "false_friends"),
        excel_friends=_optional((*known.false_friends, *known.false_friends_in_excel), "false_friends"),
        alone=frozenset(tokens(text) for text in known.alone),
        example=_optional(known.example_rows, "example_rows"),
    )


@cache
def organisation_pattern(vocabulary: Vocabulary) -> regex.Pattern[str]:
    """Matches in placeholders for the organisation's name: "[Company Name]"."""
    words = vocabulary.read("placeholders", Placeholders).organisations
    return compile_any(tuple(rf"\b(?:{word})\b" for word in words) or ("(?!)",), "placeholders.yaml")


def _optional(patterns: tuple[str, ...], name: str) -> regex.Pattern[str] | None:
    return compile_any(patterns, f"placeholders.yaml: {name}") if patterns else None
