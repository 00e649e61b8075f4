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
    responsible: str = "R"
    also_responsible: str = "SD"
    """Letters of a scheme's relatives that do the work too: S of RASCI, D (driver) of DACI."""


@check("have-one-accountable", given="raci-rows", parts=("fault",))
def have_one_accountable(place: InMatrix, options: OneAccountable, context: Context) -> Iterator[Problem]:
    """Exactly one role is accountable and at least one does the work (ISO/IEC 20000-1, 5.3)."""
    letters = {role: set(codes) for role, codes in place.row.letters.items() if codes}
    if not letters:
        return
    yield from _unknown(place)
    accountable = [role for role, codes in letters.items() if options.accountable in codes]
    if len(accountable) > 1:
        yield _fault(place, f"{len(accountable)} roles accountable ({', '.join(accountable)})", "several A")
    elif not accountable and _uses(place.matrix, options.accountable):
        yield _fault(place, "no role accountable (A)", "no A")
    working = set(options.responsible + options.also_responsible)
    if not any(codes & working for codes in letters.values()) and _uses(place.matrix, options.responsible):
        yield _fault(place, "no role responsible (R)", "no R")


def _unknown(place: InMatrix) -> Iterator[Problem]:
    codes = [text for text in place.row.unknown if len(text) <= LONGEST_CODE]
    if codes:
        yield _fault(place, f'a letter that the matrix does not know: "{codes[0]}"', "unknown letter")


def _uses(matrix: Raci, letter: str) -> bool:
    """Whether the matrix has the letter at all: one without any A is another scheme."""
    return any(letter in codes for row in matrix.rows for codes in row.letters.values())


def _fault(place: InMatrix, fault: str, cause: str) -> Problem:
    return Problem(
        location=place.row.location,
        excerpt=place.row.activity,
        parts={"fault": fault},
        cause=cause,
        key=cause,
    )
