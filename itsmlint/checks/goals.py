"""Checks of the goals in a policy."""

from collections.abc import Iterator

from itsmlint.checks import Context, Options, check
from itsmlint.checks.contents import content_blocks
from itsmlint.checks.policy import is_titled
from itsmlint.checks.wording import sentences, text_says
from itsmlint.documents.location import Location
from itsmlint.documents.model import Paragraph
from itsmlint.facts.model import Facts
from itsmlint.finding import Problem
from itsmlint.language.measures import measurability


class Goal(Options, frozen=True, kw_only=True):
    """Options of have-measurable-goal."""

    titles: tuple[str, ...]
    """Only documents whose title has one of these phrases."""
    kinds_of_measure: tuple[str, ...] = (
        "percentage",
        "score",
        "ratio",
        "zero",
        "comparison",
        "count",
        "money",
        "duration",
        "milestone",
    )
    """Kinds of measure that may be a goal; how often the policy is reviewed is none."""
    not_goals: str = "about-the-document"
    """Statement: the sentence is about the document, its review or its records."""
    elsewhere: str = "objectives-elsewhere"
    """Statement: the objectives stand in another document."""
    min_words: int = 0
    """Shorter documents are not complete enough to ask for it."""


@check("have-measurable-goal", given="document", parts=())
def have_measurable_goal(facts: Facts, options: Goal, context: Context) -> Iterator[Problem]:
    """The policy holds a goal that can be measured, or says where the objectives stand (5.2.1, 6.2)."""
    if (
        facts.language != "en"
        or facts.words < options.min_words
        or not is_titled(facts.title, options.titles)
    ):
        return
    if any(register.kind in ("objectives-register", "kpi-register") for register in facts.registers):
        return
    for text in _content_texts(context):
        for sentence in sentences(text):
            if text_says(sentence, facts.language, options.elsewhere, context.vocabulary):
                return
            if text_says(sentence, facts.language, options.not_goals, context.vocabulary):
                continue
            result = measurability(sentence, context.vocabulary)
            if result.measurable and any(
                measure.kind in options.kinds_of_measure for measure in result.measures
            ):
                return
    section = facts.section("objectives")
    yield Problem(
        location=section.location if section else Location(),
        excerpt=section.heading if section else "",
        key="goal",
        searched=("sections of objectives", "all sentences and table cells", "references to other documents"),
    )


def _content_texts(context: Context) -> Iterator[str]:
    """The paragraphs of the contents and the rows of its tables."""
    for _, block in content_blocks(context):
        if isinstance(block, Paragraph):
            if not block.in_contents:
                yield block.text
        else:
            rows: dict[int, list[str]] = {}
            for (row, _), cell in block.cells.items():
                rows.setdefault(row, []).append(cell.text)
            yield from (" ".join(cells) for cells in rows.values())
