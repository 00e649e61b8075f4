"""Checks of approval and status: who released the document, and whether its status fits the facts."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Annotated

from msgspec import Meta

from itsmlint.checks import USER, Context, Options, check
from itsmlint.checks.missing import gap, said
from itsmlint.checks.moments import Span, days_in_words, newest, span
from itsmlint.checks.statuses import status_class
from itsmlint.documents.location import Location
from itsmlint.facts.model import Control, ControlField, Facts, Found
from itsmlint.facts.tokens import tokens
from itsmlint.finding import Problem

DATES: tuple[ControlField, ...] = ("approval_date", "effective_date", "issue_date", "last_review")
"""Fields that say when the document came to be as it is."""


class Approved(Options, frozen=True, kw_only=True):
    """Options of be-approved."""

    statement: str = "approval"
    """What the text may say instead of a labelled approver."""


@check("be-approved", given="control", parts=("state",))
def be_approved(control: Control, options: Approved, context: Context) -> Iterator[Problem]:
    """Somebody approved the document, and the document says who and when (ISO/IEC 20000-1, 7.5.2)."""
    status = status_class(control.value("status"), context.vocabulary)
    if status == "obsolete":
        return
    claim = f' although its status is "{control.value("status")}"' if status == "approved" else ""
    if _has_approver(control, context):
        if claim and not _dated(control, context):
            yield Problem(
                location=_place(control.fields.get("approver")),
                parts={"state": f"names an approver but no date of approval{claim}"},
                key="approval_date",
                searched=control.searched,
            )
        return
    if _awaits_signature(control, context.facts) or said(options.statement, context):
        return
    found = gap(control, "approver")
    state = (
        "names nobody who approved it"
        if found.state == "is not given"
        else f"has an approver that {found.state}"
    )
    yield Problem(
        location=found.location,
        excerpt=found.excerpt,
        parts={"state": state + claim},
        key="approver",
        severity="info" if status in ("draft", "in-review") else None,
        searched=control.searched,
    )


def _has_approver(control: Control, context: Context) -> bool:
    return "approver" in control.fields or any(entry.approver for entry in context.facts.history)


def _dated(control: Control, context: Context) -> bool:
    return any(field in control.fields for field in DATES) or any(
        entry.date_text for entry in context.facts.history
    )


def _place(found: Found | None) -> Location:
    return found.location if found else Location()


def _awaits_signature(control: Control, facts: Facts) -> bool:
    """A line to be signed by hand: the signed copy may be on paper; the open line is a placeholder's rule."""
    if facts.section("signatures") is not None:
        return True
    lines = [place.context.lower() for place in facts.placeholders if "__" in place.text]
    return any("sign" in line for line in lines) or any(
        "__" in blank.value or "sign" in blank.label.lower() for blank in control.blanks.get("approver", ())
    )


class FittingStatus(Options, frozen=True, kw_only=True):
    """Options of have-fitting-status."""

    draft_days: Annotated[int, Meta(ge=1), USER] = 180
    """A draft whose newest date is older than this is no draft any more."""
    archive_folders: Annotated[tuple[str, ...], USER]
    """Words in the name of a folder that keeps what is no longer in force."""
    draft_folders: Annotated[tuple[str, ...], USER]
    """Words in the name of a folder that keeps what is not in force yet."""
    approval_kinds: tuple[str, ...]
    """Kinds of document whose approval no other rule asks for."""
    statement: str = "approval"
    """What the text may say instead of a labelled approver."""


@check("have-fitting-status", given="control", parts=("contradiction",))
def have_fitting_status(control: Control, options: FittingStatus, context: Context) -> Iterator[Problem]:
    """The status agrees with the dates, the approval and the folder (ISO/IEC 20000-1, 7.5.3)."""
    status = control.fields.get("status")
    if status is None or status.source in ("property", "text"):
        return
    contradiction = {
        "draft": _stale_draft,
        "approved": _approved_by_nobody,
        "obsolete": _retired_but_live,
    }.get(status_class(status.value, context.vocabulary) or "", _no_contradiction)
    words = contradiction(control, options, context)
    if words:
        yield Problem(
            location=status.location, excerpt=status.value, parts={"contradiction": words}, key="status"
        )


def _no_contradiction(control: Control, options: FittingStatus, context: Context) -> str:
    return ""


def _stale_draft(control: Control, options: FittingStatus, context: Context) -> str:
    if _lies_in(context.facts.path, options.draft_folders + options.archive_folders):
        return ""
    approval = span(control.fields.get("approval_date"), context.vocabulary)
    if approval and approval.last <= context.as_of and "approver" in control.fields:
        return f"it was approved by {control.value('approver')} on {control.value('approval_date')}"
    newest_date = _newest_date(control, context)
    if newest_date is None or newest_date.last + timedelta(days=options.draft_days) >= context.as_of:
        return ""
    age = days_in_words((context.as_of - newest_date.last).days)
    return f"its newest date, {newest_date.last:%Y-%m-%d}, is {age} before {context.as_of:%Y-%m-%d}"


def _newest_date(control: Control, context: Context) -> Span | None:
    stated = [span(control.fields.get(field), context.vocabulary) for field in DATES]
    planned = span(control.fields.get("next_review"), context.vocabulary)
    if planned is not None and planned.last <= context.as_of:  # a date to come says nothing of the text's age
        stated.append(planned)
    entries = [Span(entry.date, entry.date) for entry in context.facts.history if entry.date]
    return newest([*stated, *entries])


def _approved_by_nobody(control: Control, options: FittingStatus, context: Context) -> str:
    if context.facts.kind.name not in options.approval_kinds:
        return ""
    if (
        _has_approver(control, context)
        or _awaits_signature(control, context.facts)
        or said(options.statement, context)
    ):
        return ""
    return "it names nobody who approved it"


def _retired_but_live(control: Control, options: FittingStatus, context: Context) -> str:
    if _lies_in(context.facts.path, options.archive_folders):
        return ""
    return "it still lies among the documents in force"


def _lies_in(path: str, folders: tuple[str, ...]) -> bool:
    """Whether one of the folders of the path, or the file's name, holds one of the words."""
    words = {word for step in path.split("/") for word in tokens(step.replace("_", " "))}
    return any(folder in words for folder in folders)
