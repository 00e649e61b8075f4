"""Checks of what a policy says."""

from collections.abc import Iterator

from itsmlint.checks import Context, Options, check
from itsmlint.checks.missing import said
from itsmlint.checks.wording import normalised, phrases_pattern, statement
from itsmlint.documents.location import Location
from itsmlint.facts.model import Facts
from itsmlint.finding import Problem


class Say(Options, frozen=True, kw_only=True):
    """Options of say."""

    statement: str
    """Statement of ``rules/vocabulary/statements.yaml``."""
    sections: tuple[str, ...] = ()
    """A section with one of these canonical names says it too."""
    titles: tuple[str, ...] = ()
    """Only documents whose title has one of these phrases, without "on" or "for" behind it; empty: all."""


def is_titled(title: str, phrases: tuple[str, ...]) -> bool:
    """Whether the title is one of the phrases; "Security policy on suppliers" is about suppliers."""
    words = normalised(title)
    found = phrases_pattern(phrases).search(words)
    return found is not None and words[found.end() :].split()[:1] not in (
        ["on"],
        ["for"],
        ["of"],
        ["regarding"],
    )


@check("say", given="document", parts=("statement",))
def say(facts: Facts, options: Say, context: Context) -> Iterator[Problem]:
    """The document makes the statement in one of the ways people make it."""
    if options.titles and not is_titled(facts.title, options.titles):
        return
    if any(section.words for name in options.sections if (section := facts.section(name))):
        return
    if said(options.statement, context):
        return
    meaning = statement(options.statement, context.vocabulary).meaning
    yield Problem(
        location=Location(),
        parts={"statement": meaning},
        key=options.statement,
        searched=("headings", "all sentences and table cells", "page headers and footers"),
    )
