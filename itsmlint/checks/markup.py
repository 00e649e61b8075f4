"""Check of what is still pending in a document that was approved: tracked changes, comments, highlights."""

from collections.abc import Iterator

from itsmlint.checks import Context, Options, check
from itsmlint.checks.moments import span
from itsmlint.checks.statuses import status_class
from itsmlint.documents.location import Location
from itsmlint.documents.model import Document, Note, Paragraph, Revision
from itsmlint.facts.model import Control, Facts
from itsmlint.finding import Problem

DECISION = "itsmlint:"
"""Comments that begin so are about findings, not about the text."""


class NoMarkup(Options, frozen=True, kw_only=True):
    """Options of have-no-pending-markup."""

    revisions: tuple[str, ...] = ("inserted", "deleted", "moved")
    """Kinds of tracked change that count."""


@check("have-no-pending-markup", given="document", parts=("what", "approved"))
def have_no_pending_markup(facts: Facts, options: NoMarkup, context: Context) -> Iterator[Problem]:
    """An approved document has no tracked changes, open comments or highlights (ISO/IEC 20000-1, 7.5.2)."""
    approved = _approved(facts.control, context)
    if not approved:
        return
    revisions = [each for each in context.document.revisions if each.kind in options.revisions]
    comments = [each for each in context.document.comments if _is_open(each)]
    highlights = list(_highlighted(context.document))
    pending = (
        _counted(len(revisions), "tracked change"),
        _counted(len(comments), "comment"),
        _counted(len(highlights), "highlighted passage"),
    )
    if not any(pending):
        return
    location, excerpt = _first(revisions, comments, highlights)
    yield Problem(
        location=location,
        excerpt=excerpt,
        parts={"what": " and ".join(filter(None, pending)), "approved": approved},
        key="markup",
    )


def _approved(control: Control, context: Context) -> str:
    """How the document says that it was approved; empty when it does not."""
    status = control.value("status")
    known = status_class(status, context.vocabulary)
    if known == "approved":
        return f'its status is "{status}"'
    if known or "approver" not in control.fields:
        return ""
    day = span(control.fields.get("approval_date"), context.vocabulary)
    if day is None or day.last > context.as_of:
        return ""
    return f"it was approved on {control.value('approval_date')}"


def _is_open(note: Note) -> bool:
    return not note.resolved and not note.text.strip().lower().startswith(DECISION)


def _highlighted(document: Document) -> Iterator[Paragraph]:
    """Paragraphs with highlighted words; in tables colours often mean something (legends)."""
    for block in document.blocks:
        if isinstance(block, Paragraph) and any(
            mark.kind == "highlight" and block.text[mark.start : mark.end].strip() for mark in block.marks
        ):
            yield block


def _counted(count: int, what: str) -> str:
    if count == 0:
        return ""
    return f"{count} {what}{'s' if count > 1 else ''}"


def _first(
    revisions: list[Revision], comments: list[Note], highlights: list[Paragraph]
) -> tuple[Location, str]:
    for pending in (revisions, comments, highlights):
        for each in pending:
            return each.location, each.text
    return Location(), ""
