"""Checks for rules of an organisation's own on what a text says: words it must hold, words it must not.

Phrases are plain words, written as :mod:`itsmlint.checks.wording` explains: ``improv*`` is any word that
begins so, ``policy|document`` either, ``...`` up to eight words in between.
"""

from collections.abc import Iterator
from typing import Annotated, TypeAlias

from msgspec import Meta

from itsmlint.checks import Context, InRegister, Options, check
from itsmlint.checks.named import record_value
from itsmlint.checks.wording import normalised, phrases_pattern, sentences, words_of
from itsmlint.documents.location import Location
from itsmlint.documents.model import Paragraph, paragraphs_of
from itsmlint.facts.model import Facts, Section
from itsmlint.finding import Problem

Phrases: TypeAlias = Annotated[tuple[str, ...], Meta(min_length=1)]


class Mention(Options, frozen=True, kw_only=True):
    """Options of mention."""

    phrases: Phrases
    """Words of which one is enough: [data protection officer, DPO]."""
    below: tuple[str, ...] = ()
    """Only below headings with one of these phrases or canonical names; documents without are left alone."""
    language: str = ""
    """Only documents in this language, such as en; empty: all."""


@check("mention", given="document", parts=("words",))
def mention(facts: Facts, options: Mention, context: Context) -> Iterator[Problem]:
    """The document holds one of the phrases: in its text, tables, sheets, page headers or footers."""
    if options.language and facts.language != options.language:
        return
    wanted = phrases_pattern(options.phrases)
    parts = {"words": f'"{options.phrases[0]}"'}
    if not options.below:
        if not wanted.search(words_of(context.document)):
            searched = ("headings", "sentences", "table cells", "page headers and footers")
            yield Problem(location=Location(), parts=parts, key=options.phrases[0], searched=searched)
        return
    sections = [section for section in facts.sections if _headed(section, options.below)]
    if sections and not any(wanted.search(_text(section, context)) for section in sections):
        yield Problem(
            location=sections[0].location,
            excerpt=sections[0].heading,
            parts=parts,
            key=options.phrases[0],
            searched=tuple(f'"{section.heading}"' for section in sections),
        )


def _headed(section: Section, names: tuple[str, ...]) -> bool:
    """Whether the section goes by one of the names, or its heading holds one of the phrases."""
    if any(name.lower().replace(" ", "-") in section.names for name in names):
        return True
    return phrases_pattern(names).search(normalised(section.heading)) is not None


def _text(section: Section, context: Context) -> str:
    blocks = context.document.blocks[section.first_block : section.last_block + 1]
    return normalised("\n".join(paragraph.text for paragraph in paragraphs_of(blocks)))


class Avoid(Options, frozen=True, kw_only=True):
    """Options of avoid."""

    phrases: Phrases
    """Words that must not occur: [help desk, helpdesk]."""


@check("avoid", given=("paragraphs", "records"), parts=("words",))
def avoid(place: Paragraph | InRegister, options: Avoid, context: Context) -> Iterator[Problem]:
    """The paragraph, or the record, holds none of the phrases."""
    unwanted = phrases_pattern(options.phrases)
    for text, location in dict.fromkeys(_texts(place, context)):
        for sentence in sentences(text):
            if found := unwanted.search(normalised(sentence)):
                words = found[0]
                parts = {"words": f'"{words}"'}
                yield Problem(location=location, excerpt=sentence, parts=parts, cause=words, key=words)


def _texts(place: Paragraph | InRegister, context: Context) -> Iterator[tuple[str, Location]]:
    """What the paragraph says, or each cell of the record."""
    if isinstance(place, Paragraph):
        yield place.text, place.location
        return
    for column in place.register.columns:
        value = record_value(place, column, context)
        if value is not None and not value.filled_down:
            yield value.text, value.location


class OwnHeading(Options, frozen=True, kw_only=True):
    """Options of have-heading."""

    phrases: Phrases
    """Words of the heading, or a canonical name of `headings.yaml`; one is enough."""
    min_words: Annotated[int, Meta(ge=0)] = 1
    """So many words must stand below it at least."""


@check("have-heading", given="document", parts=("heading", "state"))
def have_heading(facts: Facts, options: OwnHeading, context: Context) -> Iterator[Problem]:
    """The document has a heading with one of the phrases, and text below it; workbooks need none."""
    if facts.format != "word":
        return
    sections = [section for section in facts.sections if _headed(section, options.phrases)]
    if any(section.words >= options.min_words for section in sections):
        return
    if sections:
        state = "has nothing below it" if not sections[0].words else "has hardly anything below it"
        location, excerpt = sections[0].location, sections[0].heading
    else:
        state, location, excerpt = "is missing", Location(), ""
    yield Problem(
        location=location,
        excerpt=excerpt,
        parts={"heading": excerpt or options.phrases[0], "state": state},
        key=options.phrases[0],
        searched=() if sections else ("headings", "headings made by look alone"),
    )
