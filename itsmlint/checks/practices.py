"""Checks of how a process fits among the others: interfaces, stages of a lifecycle."""

from collections.abc import Iterator
from functools import lru_cache

import msgspec

from itsmlint.checks import Context, Options, check
from itsmlint.checks.contents import contents_of, contents_only, contents_say
from itsmlint.checks.labels import has_label
from itsmlint.checks.wording import normalised, phrases_pattern, statement
from itsmlint.documents.location import Location
from itsmlint.documents.model import Paragraph
from itsmlint.facts.model import Facts
from itsmlint.finding import Problem
from itsmlint.vocabulary import Vocabulary

SEARCHED = ("headings", "table headers and row labels", "sentences", "names of other processes")


class Practices(msgspec.Struct, frozen=True):
    """Shape of ``rules/vocabulary/practices.yaml``."""

    practices: dict[str, tuple[str, ...]]
    """By practice, phrases in which other documents speak of it."""


@lru_cache(maxsize=64)
def _practices(text: str, vocabulary: Vocabulary) -> frozenset[str]:
    known = vocabulary.read("practices", Practices).practices
    return frozenset(name for name, phrases in known.items() if phrases_pattern(phrases).search(text))


def own_practices(facts: Facts, vocabulary: Vocabulary) -> frozenset[str]:
    """The practices that the document is about, by its title."""
    title = normalised(facts.title)
    words = set(title.split())
    known = vocabulary.read("practices", Practices).practices
    named = {name for name in known if set(name.replace("-", " ").split()) <= words}
    return frozenset(named) | _practices(title, vocabulary)


class Interfaces(Options, frozen=True, kw_only=True):
    """Options of have-interfaces."""

    sections: tuple[str, ...] = ("interfaces", "dependencies")
    """Canonical names of headings and labels below which interfaces stand."""
    statement: str = "process-interfaces"
    """How text says that work comes from or goes to another process."""
    min_words: int = 0
    """Shorter documents are not complete enough to ask for it."""


@check("have-interfaces", given="document")
def have_interfaces(facts: Facts, options: Interfaces, context: Context) -> Iterator[Problem]:
    """The process says with which other processes it works (ISO/IEC 20000-1, 8.1 and 8.2.3)."""
    if facts.format != "word" or facts.words < options.min_words:
        return
    if any(facts.section(name) for name in options.sections):
        return
    if contents_say(options.statement, context) is not False:
        return
    contents = contents_only(context)
    if any(has_label(contents, name, context.vocabulary) for name in options.sections):
        return
    others = _practices(contents_of(context), context.vocabulary) - own_practices(facts, context.vocabulary)
    if not others:
        yield Problem(location=Location(), key="interfaces", searched=SEARCHED)


class Silo(Options, frozen=True, kw_only=True):
    """Options of not-be-a-silo."""

    stages: str = "lifecycle-stages"
    """The names of the stages, a phrase each."""
    apart_from: str = "lifecycle-not-a-stage"
    """Phrases with the name of a stage that mean something else."""
    value: str = "value-system"
    """Words for what crosses the stages: value, outcomes, interfaces, feedback."""
    sections: tuple[str, ...] = ("interfaces", "improvement")
    """Sections that show the same."""
    at_least: int = 2
    """So many stages make a lifecycle."""


@check("not-be-a-silo", given="document", parts=("stages",))
def not_be_a_silo(facts: Facts, options: Silo, context: Context) -> Iterator[Problem]:
    """A document that is organised by lifecycle stages says what crosses them (ISO/IEC 20000-1, 8.2.3)."""
    if facts.format != "word" or any(facts.section(name) for name in options.sections):
        return
    if contents_say(options.value, context) is not False:
        return
    first: dict[str, Paragraph] = {}
    for paragraph in context.document.body_paragraphs():
        for stage in _stages(paragraph.text, options, context):
            first.setdefault(stage, paragraph)
    if len(first) < options.at_least:
        return
    place = next(iter(first.values()))
    yield Problem(
        location=place.location,
        excerpt=place.text,
        parts={"stages": ", ".join(stage.capitalize() for stage in first)},
        key="lifecycle",
    )


def _stages(text: str, options: Silo, context: Context) -> Iterator[str]:
    language = context.facts.language
    text = normalised(text)
    apart = statement(options.apart_from, context.vocabulary).phrases.get(language, ())
    if apart:
        text = phrases_pattern(apart).sub(" ", text)
    for phrase in statement(options.stages, context.vocabulary).phrases.get(language, ()):
        found = phrases_pattern((phrase,)).search(text)
        if found:
            yield found[0]
