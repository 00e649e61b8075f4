"""Checks of the standards that a document cites."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache

import msgspec

from itsmlint.checks import Context, Options, check
from itsmlint.documents.location import Location
from itsmlint.documents.model import Document, paragraphs_of
from itsmlint.facts.headings import names_of
from itsmlint.facts.model import Facts
from itsmlint.finding import Problem
from itsmlint.vocabulary import Vocabulary


class Edition(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A standard some of whose editions were replaced."""

    standard: str
    names: str
    superseded: Mapping[str, date]
    current: str
    now: str
    written: str | None = None


class Editions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Shape of ``rules/vocabulary/editions.yaml``, which explains each."""

    editions: tuple[Edition, ...]
    speaks_of_change: str
    about_change: str


class _Known(msgspec.Struct, frozen=True):
    """An edition as patterns."""

    edition: Edition
    old: re.Pattern[str]
    now: re.Pattern[str]


class _Patterns(msgspec.Struct, frozen=True):
    editions: tuple[_Known, ...]
    any_name: re.Pattern[str]
    speaks_of_change: re.Pattern[str]
    about_change: re.Pattern[str]


AROUND = 120
"""Characters around a citation in which it may be said that the edition is an old one."""
BEFORE_EDITION = r"(?:\s?[:-]\s?|\s?[,]?\s?\(\s?|\s|,\s)(?:edition\s)?"


@lru_cache(maxsize=8)
def _patterns(vocabulary: Vocabulary) -> _Patterns:
    known = vocabulary.read("editions", Editions)
    return _Patterns(
        editions=tuple(map(_known, known.editions)),
        any_name=re.compile("|".join(f"(?:{edition.names})" for edition in known.editions), re.IGNORECASE),
        speaks_of_change=re.compile(known.speaks_of_change, re.IGNORECASE),
        about_change=re.compile(known.about_change, re.IGNORECASE),
    )


def _known(edition: Edition) -> _Known:
    years = "|".join(map(re.escape, edition.superseded))
    old = rf"{BEFORE_EDITION}(?P<edition>{years})\b" if edition.written is None else edition.written
    now = rf"{BEFORE_EDITION}(?:{edition.now})" if edition.written is None else edition.now
    cited = rf"(?:{edition.names}).{{0,3}}?(?:{now})" if edition.written != "" else now
    return _Known(
        edition, re.compile(f"(?:{edition.names}){old}", re.IGNORECASE), re.compile(cited, re.IGNORECASE)
    )


@check("cite-current-editions", given="document", parts=("cited", "current"))
def cite_current_editions(facts: Facts, options: Options, context: Context) -> Iterator[Problem]:
    """Standards are cited in editions that are in force; a document that cites both knows of the change."""
    patterns = _patterns(context.vocabulary)
    if patterns.about_change.search(facts.title):
        return
    places = [place for place in _texts(context.document) if patterns.any_name.search(place[0])]
    for known in patterns.editions:
        if any(known.now.search(text) for text, _ in places):
            continue
        for text, location in places:
            yield from _cited(text, location, known, patterns, context)


def _texts(document: Document) -> Iterator[tuple[str, Location]]:
    """All visible texts with their places."""
    for paragraph in paragraphs_of((*document.blocks, *document.headers, *document.footers)):
        if not paragraph.in_contents:
            yield paragraph.text, paragraph.location
    for paragraph in document.footnotes:
        yield paragraph.text, paragraph.location
    for sheet in document.sheets:
        for (row, column), cell in sheet.cells.items():
            if isinstance(cell.value, str):
                yield cell.text, sheet.locate(row, column)


def _cited(
    text: str, location: Location, known: _Known, patterns: _Patterns, context: Context
) -> Iterator[Problem]:
    """The citations of old editions in a text that takes them for current ones."""
    if location.section and _about_change(location.section, patterns, context.vocabulary):
        return
    for found in known.old.finditer(text):
        around = text[max(0, found.start() - AROUND) : found.end() + AROUND]
        if context.as_of <= _until(found, known.edition) or patterns.speaks_of_change.search(around):
            continue
        yield Problem(
            location=location,
            excerpt=text,
            mark=found.span(),
            parts={"cited": " ".join(found[0].split()), "current": known.edition.current},
            cause=known.edition.standard,
            key=known.edition.standard,
        )


def _about_change(heading: str, patterns: _Patterns, vocabulary: Vocabulary) -> bool:
    """Whether the section tells what changed: a history in any language, a mapping of editions."""
    return "history" in names_of(heading, vocabulary) or patterns.about_change.search(heading) is not None


def _until(found: re.Match[str], edition: Edition) -> date:
    """The last day on which the cited edition could be in order."""
    cited = found.groupdict().get("edition")
    return edition.superseded[cited] if cited else max(edition.superseded.values())
