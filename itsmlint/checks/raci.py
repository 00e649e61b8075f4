"""Check of responsibility matrices: who answers, who does the work."""

from collections.abc import Iterator

from itsmlint.checks import Context, InMatrix, Options, check
from itsmlint.facts.model import Raci
from itsmlint.finding import Problem

LONGEST_CODE = 3
"""Longer cell texts are notes, not letters."""


class OneAccountable(Options, frozen=True, kw_only=True):
    """Options of have-one-accountable."""

    accountable: str = "A"
    """Letter of the one who answers for the result."""
    responsible: str = "R"
    """Letter of those who do the work."""
    also_responsible: str = "SD"
    """Letters of a scheme's relatives that do the work too: S of RASCI, D (driver) of DACI."""


@check("have-one-accountable", given="raci-rows", parts=("fault", "faults"))
def have_one_accountable(place: InMatrix, options: OneAccountable, context: Context) -> Iterator[Problem]:
    """Exactly one role is accountable and at least one does the work (ISO/IEC 20000-1, 5.3)."""
    letters = {role: set(codes) for role, codes in place.row.letters.items() if codes}
    if not letters or not _names_roles(place.matrix) or not _names_activity(place.row.activity):
        return
    yield from _unknown(place)
    accountable = [role for role, codes in letters.items() if options.accountable in codes]
    if len(accountable) > 1:
        fault = f"{len(accountable)} roles accountable ({', '.join(accountable)})"
        yield _fault(place, fault, "several roles accountable")
    elif not accountable and _uses(place.matrix, options.accountable):
        yield _fault(place, "no role accountable (A)")
    working = set(options.responsible + options.also_responsible)
    if not any(codes & working for codes in letters.values()) and _uses(place.matrix, options.responsible):
        yield _fault(place, "no role responsible (R)")


def _names_roles(matrix: Raci) -> bool:
    """Whether the columns are roles: not the letters of a list of people, and more than one."""
    named = [role for role in matrix.roles if len(role.strip()) > 1]
    return len(named) > 1 and len(named) * 2 > len(matrix.roles)


def _names_activity(text: str) -> bool:
    """Whether the row is about something: not empty, a number alone or a letter of the legend."""
    return sum(character.isalpha() for character in text) > 1


def _unknown(place: InMatrix) -> Iterator[Problem]:
    codes = [text for text in place.row.unknown if len(text) <= LONGEST_CODE]
    if codes:
        yield _fault(
            place,
            f'a letter that the matrix does not know: "{codes[0]}"',
            "a letter that the matrix does not know",
        )


def _uses(matrix: Raci, letter: str) -> bool:
    """Whether the matrix has the letter at all: one without any A is another scheme."""
    return any(letter in codes for row in matrix.rows for codes in row.letters.values())


def _fault(place: InMatrix, fault: str, sort: str = "") -> Problem:
    return Problem(
        location=place.row.location,
        excerpt=place.row.activity,
        parts={"fault": fault, "faults": sort or fault},
        cause=sort or fault,
        key=sort or fault,
    )
