"""Check of what a document must cover: every matter of a list, in a section, a label or a sentence."""

from collections.abc import Iterator, Mapping

from itsmlint.checks import Context, Options, check
from itsmlint.checks.contents import contents_only, contents_say
from itsmlint.checks.document_control import listed
from itsmlint.checks.labels import has_label
from itsmlint.checks.policy import is_titled
from itsmlint.documents.location import Location
from itsmlint.documents.model import Document
from itsmlint.facts.model import Facts
from itsmlint.finding import Problem

SEARCHED = ("headings", "table headers and row labels", "all sentences and table cells")


class Matters(Options, frozen=True, kw_only=True):
    """Options of cover."""

    matters: Mapping[str, str]
    """What must be covered, as the message calls it, to the statement that covers it."""
    sections: Mapping[str, tuple[str, ...]] = {}
    """The same to canonical names of headings and labels that cover it, too."""
    titles: tuple[str, ...] = ()
    """Only documents whose title has one of these phrases; empty: all."""
    min_words: int = 0
    """Shorter documents are not complete enough to ask for it."""


@check("cover", given="document", parts=("missing",))
def cover(facts: Facts, options: Matters, context: Context) -> Iterator[Problem]:
    """The document covers every matter of the list; document control does not count."""
    if facts.words < options.min_words or (options.titles and not is_titled(facts.title, options.titles)):
        return
    contents = contents_only(context)
    missing = [
        matter for matter in options.matters if not _is_covered(matter, contents, facts, options, context)
    ]
    if missing:
        yield Problem(
            location=Location(),
            parts={"missing": listed(missing, "or")},
            key=" ".join(missing),
            searched=SEARCHED,
        )


def _is_covered(matter: str, contents: Document, facts: Facts, options: Matters, context: Context) -> bool:
    if contents_say(options.matters[matter], context) is not False:
        return True
    names = options.sections.get(matter, ())
    return any(facts.section(name) or has_label(contents, name, context.vocabulary) for name in names)
