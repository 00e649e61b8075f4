"""Check of who wrote and who approved: two people."""

from collections.abc import Iterator

from itsmlint.checks import Context, Options, check
from itsmlint.facts.model import Control, Found
from itsmlint.facts.owners import Owners, classify_owner
from itsmlint.facts.tokens import tokens
from itsmlint.finding import Problem

SOMEBODY = ("person", "role")


class TwoPeople(Options, frozen=True, kw_only=True):
    """Options of be-approved-by-another."""


@check("be-approved-by-another", given="control", parts=("name",))
def be_approved_by_another(control: Control, options: TwoPeople, context: Context) -> Iterator[Problem]:
    """Whoever approved the document is not the one who wrote it (ISO/IEC 20000-1, 7.5.2)."""
    authors = _written(control, "author")
    approvers = _written(control, "approver")
    if not authors or not approvers:
        return
    everybody = [*authors, *approvers, *_written(control, "reviewer")]
    if any(
        classify_owner(found.value, context.vocabulary, context.accepted_teams) not in SOMEBODY
        for found in everybody
    ):
        return
    first = authors[0]
    titles = frozenset(context.vocabulary.read("owners", Owners).titles)
    if all(_are_same(_names(first.value) - titles, _names(found.value) - titles) for found in everybody):
        place = approvers[0]
        yield Problem(
            location=place.location, excerpt=place.value, parts={"name": place.value}, key="approver"
        )


def _written(control: Control, field: str) -> list[Found]:
    """The values that the document itself gives."""
    return [found for found in control.all.get(field, ()) if found.source not in ("property", "text")]


def _are_same(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether the words name the same person or role: "Jane Doe" and "J. Doe" or "Jane Doe, CIO"."""
    fewer, more = sorted((one, other), key=len)
    if fewer == more:
        return True
    return len(fewer) > 1 and all(any(_may_be(name, each) for each in more) for name in fewer)


def _may_be(name: str, other: str) -> bool:
    """Whether two words of names are the same, or one is the first letter of the other."""
    return name == other or (min(len(name), len(other)) == 1 and name[0] == other[0])


def _names(text: str) -> frozenset[str]:
    return frozenset(tokens(text))
