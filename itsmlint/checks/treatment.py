"""Checks of how risks are treated and accepted."""

from collections.abc import Iterator

from itsmlint.checks import Context, InRegister, Options, check
from itsmlint.checks.stated import any_stated, is_class, mentions_class, present, stated
from itsmlint.facts.model import Value
from itsmlint.finding import Problem


class Treated(Options, frozen=True, kw_only=True):
    """Options of be-treated."""

    fields: tuple[str, ...] = ("treatment", "action", "controls")
    """Fields of which one says what is done about the risk."""
    levels: tuple[str, ...] = ("level", "score")
    """Fields that may say in words that the risk is high."""


@check("be-treated", given="records", parts=("what",))
def be_treated(place: InRegister, options: Treated, context: Context) -> Iterator[Problem]:
    """The risk has a treatment, and a high risk more than "monitor"."""
    columns = present(place.register, options.fields)
    if not columns or columns == ("controls",):
        return
    values = [place.record.values[field] for field in columns if field in place.record.values]
    said = [value for value in values if stated(value, context)]
    if not said:
        first = values[0]
        yield Problem(
            location=first.location, excerpt=first.text, parts={"what": "has no treatment"}, cause="blank"
        )
        return
    if not _is_rated(place, options.levels, "high", context):
        return
    if all(is_class(value.text, "passive-treatment", context) for value in said):
        yield Problem(
            location=said[0].location,
            excerpt=said[0].text,
            parts={"what": f'is high and only "{said[0].text}" is planned'},
            cause="passive",
        )


def _is_rated(place: InRegister, fields: tuple[str, ...], rating: str, context: Context) -> bool:
    values = (place.record.values.get(field) for field in fields)
    return any(value is not None and is_class(value.text, rating, context) for value in values)


class Control(Options, frozen=True, kw_only=True):
    """Options of have-control."""

    field: str = "controls"
    """Field that names the controls."""
    instead: tuple[str, ...] = ("action", "treatment")
    """Fields whose free text may name the control; a word that only names an option is not enough."""


@check("have-control", given="records")
def have_control(place: InRegister, options: Control, context: Context) -> Iterator[Problem]:
    """The risk names a control, in place or planned."""
    control = place.record.values.get(options.field)
    if control is None or stated(control, context):
        return
    others = (place.record.values.get(field) for field in options.instead)
    if any(
        value is not None and stated(value, context) and not is_class(value.text, "treatment-option", context)
        for value in others
    ):
        return
    yield Problem(location=control.location, excerpt=control.text, cause="no control")


class Approved(Options, frozen=True, kw_only=True):
    """Options of be-accepted-by-somebody."""

    fields: tuple[str, ...] = ("treatment", "status")
    """Where a risk is said to be accepted."""
    approvers: tuple[str, ...] = ("approver",)
    """Fields that say who accepted it."""
    levels: tuple[str, ...] = ("level", "score", "residual_level")
    """Fields that may say in words that the risk is low, and so below what needs anybody's approval."""
    expiries: tuple[str, ...] = ("expiry_date", "next_review")
    """Fields that say until when it is accepted."""


@check("be-accepted-by-somebody", given="records", parts=("what",))
def be_accepted_by_somebody(place: InRegister, options: Approved, context: Context) -> Iterator[Problem]:
    """An accepted risk says who accepted it, and the acceptance has not run out."""
    accepted = _accepted(place, options, context)
    if accepted is None or _is_rated(place, options.levels, "low", context):
        return
    if not _has_approver(place, options, context):
        yield Problem(
            location=accepted.location,
            excerpt=accepted.text,
            parts={"what": "is accepted, and nothing says by whom"},
            cause="no approver",
        )
        return
    for field in options.expiries:
        expiry = place.record.values.get(field)
        if expiry is not None and expiry.date is not None and expiry.date < context.as_of:
            days = (context.as_of - expiry.date).days
            what = f"was accepted until {expiry.date}, {days} days before {context.as_of}"
            yield Problem(
                location=expiry.location, excerpt=expiry.text, parts={"what": what}, cause="expired"
            )
            return


def _accepted(place: InRegister, options: Approved, context: Context) -> Value | None:
    for field in options.fields:
        value = place.record.values.get(field)
        if value is not None and is_class(value.text, "accepted", context):
            return value
    return None


def _has_approver(place: InRegister, options: Approved, context: Context) -> bool:
    if any_stated(place.record, options.approvers, context):
        return True
    return any(
        mentions_class(value.text, "approval-words", context) for value in place.record.values.values()
    )
