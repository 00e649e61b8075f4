"""Checks of what KPIs measure: results or only work, one by one and as a set."""

from collections.abc import Iterator, Sequence
from typing import Annotated

from msgspec import Meta

from itsmlint.checks import USER, Context, InRegister, Options, check
from itsmlint.checks.stated import is_what_the_document_is, stated
from itsmlint.facts.model import Facts, Record, Register
from itsmlint.finding import Problem
from itsmlint.language.indicator_names import Judgement
from itsmlint.language.indicators import Beside, is_context, judge, tells_outcome

_LANGUAGES = ("en", "und")
"""Documents whose names are understood; registers often hold too few words to tell."""


class Result(Options, frozen=True, kw_only=True):
    """Options of measure-results."""

    names: tuple[str, ...] = ("name", "description")
    """Fields that hold the name: the first that is filled."""
    definitions: tuple[str, ...] = ("description",)
    """Fields that say what is measured."""
    formulas: tuple[str, ...] = ("formula",)
    """Fields that say how it is calculated."""
    types: tuple[str, ...] = ("type", "category")
    """Fields that may say that the figure is kept for context only."""


@check("measure-results", given="records", parts=("name", "twin"))
def measure_results(place: InRegister, options: Result, context: Context) -> Iterator[Problem]:
    """The KPI tells a result; it does not only count work, demand or stock (ISO/IEC 20000-1, 9.1)."""
    judgement = judged(place.record, options, context)
    if judgement is None or judgement.meaning != "count":
        return
    value = next(
        place.record.values[field]
        for field in options.names
        if field in place.record.values and stated(place.record.values[field], context)
    )
    yield Problem(
        location=value.location,
        excerpt=value.text,
        parts={"name": value.text, "twin": judgement.twin},
        cause=judgement.twin,
        fix=f"Measure the result instead: {judgement.twin}.",
    )


def judged(record: Record, options: Result, context: Context) -> Judgement | None:
    """What a row's KPI measures; None when it has no name, or is kept for context by its own type."""
    if context.facts.language not in _LANGUAGES:
        return None
    if any(is_context(_text(record, (field,), context), context.vocabulary) for field in options.types):
        return None
    name = _text(record, options.names, context)
    if not name:
        return None
    definition = _text(record, options.definitions, context)
    beside = Beside(
        definition="" if definition == name else definition,
        formula=_text(record, options.formulas, context),
        unit=_text(record, ("unit",), context),
        target=_text(record, ("target",), context),
    )
    return judge(name, context.vocabulary, beside)


def _text(record: Record, fields: Sequence[str], context: Context) -> str:
    """The first of the fields that says something."""
    values = (record.values.get(field) for field in fields)
    return next((value.text for value in values if value is not None and stated(value, context)), "")


class Balance(Result, frozen=True, kw_only=True):
    """Options of have-balanced-measures."""

    min_kpis: Annotated[int, Meta(ge=1), USER] = 5
    """Smaller sets are not judged."""
    max_share: Annotated[float, Meta(ge=0, le=1), USER] = 0.5
    """More than this share of plain counts is too much."""


@check("have-balanced-measures", given="document", parts=("what",))
def have_balanced_measures(facts: Facts, options: Balance, context: Context) -> Iterator[Problem]:
    """The KPIs of a document together tell what customers and users get, not mainly how much was done.

    Registers of one workbook are one set: counts on one sheet and results on another are in balance.
    """
    registers = [
        register
        for register in facts.registers
        if register.kind == "kpi-register" and is_what_the_document_is(register, context)
    ]
    pairs = [
        (record, judgement)
        for register in registers
        for record in register.records
        if (judgement := judged(record, options, context)) is not None
    ]
    if len(pairs) < options.min_kpis:
        return
    counts = sum(judgement.meaning == "count" for _, judgement in pairs)
    if counts > options.max_share * len(pairs):
        yield _unbalanced(registers[0], f"{counts} of {len(pairs)} KPIs only count work, demand or stock")
    elif not any(_tells_outcome(record, judgement, options, context) for record, judgement in pairs):
        what = (
            f"None of the {len(pairs)} KPIs tells what customers or users get: "
            "no satisfaction, availability, service level, recovery or security measure"
        )
        yield _unbalanced(registers[0], what)


def _tells_outcome(record: Record, judgement: Judgement, options: Result, context: Context) -> bool:
    if judgement.meaning == "count":
        return False
    texts = (_text(record, (field,), context) for field in (*options.names, *options.formulas))
    return any(tells_outcome(text, context.vocabulary) for text in texts)


def _unbalanced(register: Register, what: str) -> Problem:
    return Problem(location=register.location, parts={"what": what}, key="balance")
