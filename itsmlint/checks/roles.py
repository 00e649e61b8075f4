"""Check of how roles reach the people who have them."""

from collections.abc import Iterator

from itsmlint.checks import Context, Options, check
from itsmlint.checks.contents import contents_say
from itsmlint.checks.policy import is_titled
from itsmlint.checks.wording import statement
from itsmlint.documents.location import Location
from itsmlint.facts.model import Facts
from itsmlint.finding import Problem


class RolesSaid(Options, frozen=True, kw_only=True):
    """Options of say-where-it-defines-roles."""

    statement: str
    """What must be said, of ``rules/vocabulary/statements.yaml``."""
    kinds: tuple[str, ...] = ()
    """Kinds of document that are there to define roles."""
    titles: tuple[str, ...] = ()
    """Titles of others that define them for the whole system, if they have a section or matrix of roles."""


@check("say-where-it-defines-roles", given="document", parts=("statement",))
def say_where_it_defines_roles(facts: Facts, options: RolesSaid, context: Context) -> Iterator[Problem]:
    """A document that defines roles of the system makes the statement, too (ISO/IEC 20000-1, 5.3 and 7.4)."""
    if facts.kind.name not in options.kinds and not (
        is_titled(facts.title, options.titles) and (facts.section("roles") or facts.racis)
    ):
        return
    if contents_say(options.statement, context) is not False:
        return
    yield Problem(
        location=Location(),
        parts={"statement": statement(options.statement, context.vocabulary).meaning},
        key=options.statement,
        searched=("headings", "all sentences and table cells"),
    )
