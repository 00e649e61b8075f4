"""Checks of obligations: who must act, and how it could be tested."""

import re
from collections.abc import Iterator

from itsmlint.checks import Context, Options, check
from itsmlint.facts.model import Statement
from itsmlint.finding import Problem
from itsmlint.language.measures import find_measures
from itsmlint.language.model import Obligation, Term
from itsmlint.language.vague import instead_of, only_criterion

LONGEST_CLAUSE = 90
"""Characters of the clause that a proposal repeats."""
_JOINED = re.compile(r"^(?:and|or|but|then)\s+", re.IGNORECASE)
_OWN_REVIEW = re.compile(
    r"\b(?:this|the)\s+(?:\w+\s+){0,3}(?:policy|document|procedure|process|plan|standard|guideline)\s*$",
    re.IGNORECASE,
)
_SPACES = re.compile(r"\s+")


class NameAnActor(Options, frozen=True, kw_only=True):
    """Options of name-who-acts."""

    strict_only: bool = False
    """Only "shall", "must" and the like, and not "should" and "will"."""


STRICT = frozenset(("shall", "must", "has to", "is required to"))


@check("name-who-acts", given="statements", parts=("verb", "instead"))
def name_who_acts(statement: Statement, options: NameAnActor, context: Context) -> Iterator[Problem]:
    """An obligation says who has to act: itself, or the lead-in, row, heading or RACI around it."""
    duty = statement.agentless
    if duty is None or (options.strict_only and duty.cue not in STRICT):
        return
    verb = statement.text[duty.start : duty.end]
    yield Problem(
        location=statement.location,
        excerpt=statement.text,
        mark=(duty.start, duty.end),
        parts={"verb": _SPACES.sub(" ", verb), "instead": _with_actor(statement.text, duty)},
        cause="nobody",
    )


def _with_actor(text: str, duty: Obligation) -> str:
    """The clause with room for who acts: "access rights must be reviewed by (role)"."""
    clause = _SPACES.sub(" ", text[max(0, duty.start - len(duty.subject) - 1) : duty.end]).strip(" ,;:")
    clause = _JOINED.sub("", clause)
    if len(clause) > LONGEST_CLAUSE:
        clause = "… " + clause[-LONGEST_CLAUSE:].partition(" ")[2]
    return f"{clause} by (role)"


class BeTestable(Options, frozen=True, kw_only=True):
    """Options of be-testable."""

    strict_only: bool = False
    """Only "shall", "must" and the like, and not "should" and "will"."""


@check("be-testable", given="statements", parts=("words", "failed", "instead"))
def be_testable(statement: Statement, options: BeTestable, context: Context) -> Iterator[Problem]:
    """An obligation has a criterion that can be tested, and no escape clause takes it back."""
    if not statement.strict or (options.strict_only and not _is_strict(statement)):
        return
    term = only_criterion(
        statement.text, statement.obligations, statement.terms, bool(statement.measures), context.vocabulary
    )
    if term is None or _said_beside(statement, term, context) or _is_own_review(statement, context):
        return
    proposal = instead_of(term, context.vocabulary)
    yield Problem(
        location=statement.location,
        excerpt=statement.text,
        mark=(term.start, term.end),
        parts={"words": term.text, "failed": proposal.failed, "instead": proposal.instead},
        cause="vague",
    )


def _is_own_review(statement: Statement, context: Context) -> bool:
    """Whether it is the document's own review, for which document control gives the date."""
    control = context.facts.control
    if not (control.value("next_review") or control.value("review_cycle")):
        return False
    return any(_OWN_REVIEW.search(duty.subject) for duty in statement.obligations)


def _is_strict(statement: Statement) -> bool:
    return any(duty.cue in STRICT and not duty.subordinate for duty in statement.obligations)


def _said_beside(statement: Statement, term: Term, context: Context) -> bool:
    """Whether another sentence of the paragraph says what the words mean: "at least every six months"."""
    if term.lexicon == "escape" or not statement.around:
        return False
    rest = statement.around.replace(statement.text, " ", 1)
    return any(
        measure.kind in ("frequency", "duration", "deadline")
        for measure in find_measures(rest, context.vocabulary)
    )
