"""Check of what a template left behind: guidance, a sample organisation, headings with nothing below."""

from collections.abc import Iterator

from itsmlint.checks import Context, Options, check
from itsmlint.checks.wording import normalised, sentences, statement_pattern
from itsmlint.documents.model import Paragraph
from itsmlint.facts.model import Facts, Section
from itsmlint.finding import Problem


class Finished(Options, frozen=True, kw_only=True):
    """Options of have-finished-sections."""

    sections: tuple[str, ...]
    """Canonical names of sections that have a text of their own, whatever stands below them."""
    guidance: str = "template-guidance"
    """How a template speaks to whoever fills it in."""
    samples: str = "sample-organisation"
    """Names that templates give to organisations."""


@check("have-finished-sections", given="document", parts=("what",))
def have_finished_sections(facts: Facts, options: Finished, context: Context) -> Iterator[Problem]:
    """No guidance, sample organisation or empty section of a template is left (ISO/IEC 20000-1, 7.5.2)."""
    for section in facts.sections:
        if _is_empty(section, options, context):
            yield Problem(
                location=section.location,
                excerpt=section.heading,
                parts={"what": "is a heading with nothing below it"},
                cause="empty",
                key="empty",
            )
    for name, what in ((options.guidance, "is guidance of a template"), (options.samples, "names a sample")):
        yield from _left_over(name, what, context)


def _is_empty(section: Section, options: Finished, context: Context) -> bool:
    """Whether nothing stands between the heading and another that is its sibling for sure."""
    if section.words or not set(section.names) & set(options.sections) or section.first_block == 0:
        return False
    if ":" in section.heading.rstrip(": "):
        return False
    blocks = context.document.blocks[section.first_block : section.last_block + 2]
    *own, following = blocks if section.last_block + 1 < len(context.document.blocks) else (*blocks, None)
    if not all(isinstance(block, Paragraph) and not _shows(block) for block in own):
        return False
    if not isinstance(following, Paragraph) or following.heading is None:
        return False
    return _are_siblings(section, following, options, context)


def _shows(paragraph: Paragraph) -> bool:
    """Whether the paragraph shows something that is no text."""
    return any(mark.kind == "picture" for mark in paragraph.marks)


def _are_siblings(section: Section, following: Paragraph, options: Finished, context: Context) -> bool:
    """Documents give a heading and those below it the same level: only names and numbers tell them apart."""
    after = next((each for each in context.facts.sections if each.location == following.location), None)
    if after is None or after.level > section.level or bool(after.number) != bool(section.number):
        return False
    if section.number and section.number.count(".") == after.number.count("."):
        return section.number != after.number
    if after.level < section.level:
        return True
    return bool(set(after.names) & set(options.sections)) and not set(after.names) & set(section.names)


def _left_over(name: str, what: str, context: Context) -> Iterator[Problem]:
    pattern = statement_pattern(name, context.facts.language, context.vocabulary)
    if pattern is None:
        return
    for paragraph in context.document.body_paragraphs():
        if paragraph.in_contents or pattern.search(normalised(paragraph.text)) is None:
            continue
        sentence = next(
            (each for each in sentences(paragraph.text) if pattern.search(normalised(each))), paragraph.text
        )
        yield Problem(
            location=paragraph.location, excerpt=sentence, parts={"what": what}, cause=what, key=what
        )
