"""Checks of a document's sections and headings."""

from collections.abc import Iterator, Mapping

from itsmlint.checks import Context, Options, check
from itsmlint.checks.missing import said
from itsmlint.documents.location import Location
from itsmlint.documents.model import Paragraph
from itsmlint.facts.model import Facts, Section
from itsmlint.finding import Problem


class NamedSection(Options, frozen=True, kw_only=True):
    """Options of have-section."""

    section: str
    """Canonical name of ``headings.yaml``."""
    statement: str
    """What the text may say without such a heading."""
    statements_of_kinds: Mapping[str, str] = {}
    """For documents of a kind: what they may say instead, too."""
    min_words: int = 0
    """Shorter documents need no such section."""


@check("have-section", given="document", parts=("state",))
def have_section(facts: Facts, options: NamedSection, context: Context) -> Iterator[Problem]:
    """The document has the section, with something in it, or says the same elsewhere; workbooks need none."""
    if facts.format != "word":
        return
    section = facts.section(options.section)
    if section is not None:
        if _empty(section, context):
            yield Problem(
                location=section.location,
                excerpt=section.heading,
                parts={"state": "is a heading with nothing below it"},
                key=options.section,
            )
        return
    if facts.words < options.min_words:
        return
    other = options.statements_of_kinds.get(facts.kind.name)
    if said(options.statement, context) or (other and said(other, context)):
        return
    yield Problem(
        location=Location(),
        parts={"state": "is missing"},
        key=options.section,
        searched=("headings", "headings made by look alone", "sentences and table cells"),
    )


def _empty(section: Section, context: Context) -> bool:
    """Nothing at all between this heading and the next, which is no lower one."""
    if section.words or section.last_block > section.first_block:
        return False
    following = context.document.blocks[section.last_block + 1 : section.last_block + 2]
    return bool(following) and all(
        isinstance(block, Paragraph) and block.heading is not None and block.heading.level <= section.level
        for block in following
    )


class StyledHeadings(Options, frozen=True, kw_only=True):
    """Options of have-styled-headings."""

    min_headings: int = 5
    """Documents with fewer headings need no outline."""
    min_words: int = 600
    """Shorter documents need none either."""
    max_styled_share: float = 0.25
    """Up to this share of real headings the outline is taken as faked."""


@check("have-styled-headings", given="document", parts=("faked", "total"))
def have_styled_headings(facts: Facts, options: StyledHeadings, context: Context) -> Iterator[Problem]:
    """Headings have heading styles, so that the document has an outline (ISO/IEC 20000-1, 7.5.2)."""
    headings = [heading for heading in facts.headings if heading.level > 0]
    faked = [heading for heading in headings if not heading.styled]
    if facts.words < options.min_words or len(faked) < options.min_headings:
        return
    if (len(headings) - len(faked)) / len(headings) > options.max_styled_share:
        return
    yield Problem(
        location=faked[0].location,
        excerpt=faked[0].text,
        parts={"faked": str(len(faked)), "total": str(len(headings))},
        key="headings",
    )
