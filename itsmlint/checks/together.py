"""Checks of statements that are right only together with another."""

from collections.abc import Iterator

from itsmlint.checks import Context, Options, check
from itsmlint.checks.wording import normalised, phrases_pattern, says, sentences, statement, text_says
from itsmlint.documents.location import Location
from itsmlint.documents.model import Document
from itsmlint.facts.model import Facts
from itsmlint.finding import Problem


class More(Options, frozen=True, kw_only=True):
    """Options of say-more-than."""

    says: str
    """Statement of ``rules/vocabulary/statements.yaml`` that alone is not enough."""
    and_also: str
    """Statement that makes it enough, anywhere in the document."""
    titles: tuple[str, ...] = ()
    """Only documents whose title has one of these phrases; empty: all."""
    longest: int = 400
    """Characters of a sentence; longer passages are lists of many things."""


@check("say-more-than", given="document", parts=("words", "also"))
def say_more_than(facts: Facts, options: More, context: Context) -> Iterator[Problem]:
    """A document that makes the one statement makes the other, too."""
    language, vocabulary = facts.language, context.vocabulary
    if options.titles and not phrases_pattern(options.titles).search(normalised(facts.title)):
        return
    if says(context.document, language, options.says, vocabulary) is not True:
        return
    if says(context.document, language, options.and_also, vocabulary) is not False:
        return
    also = statement(options.and_also, vocabulary).meaning
    for text, location in _texts(context.document, facts):
        for sentence in sentences(text):
            if len(sentence) <= options.longest and text_says(sentence, language, options.says, vocabulary):
                words = " ".join(sentence.split())
                yield Problem(
                    location=location,
                    excerpt=sentence,
                    parts={"words": words, "also": also},
                    key=options.says,
                    searched=("all sentences and table cells",),
                )
                return


def _texts(document: Document, facts: Facts) -> Iterator[tuple[str, Location]]:
    """The texts of the document outside of registers, whose rows are about one risk or service each."""
    for paragraph in document.body_paragraphs():
        if not paragraph.in_contents:
            yield paragraph.text, paragraph.location
    for sheet in document.sheets:
        rows = [
            range(register.header_row, register.last_row + 1)
            for register in facts.registers
            if register.sheet == sheet.name
        ]
        for (row, column), cell in sheet.cells.items():
            if isinstance(cell.value, str) and not any(row in some for some in rows):
                yield cell.text, sheet.locate(row, column)
