"""Checks of document control: what identifies a document and who answers for it.

Rules of absence look three times: at the labelled fields that facts collected, at labels that stand there
without a value, and at what the text says.
"""

from collections.abc import Iterator, Mapping

from itsmlint.checks import Context, Options, check
from itsmlint.checks.missing import control_place, missing, said, uncontrolled_workbook
from itsmlint.facts.model import Control, Found, HistoryEntry
from itsmlint.facts.owners import classify_owner
from itsmlint.facts.tokens import tokens
from itsmlint.finding import Problem

DATES = ("issue_date", "effective_date", "last_review")
NOT_ACCOUNTABLE = ("team", "placeholder", "blank")


class Items(Options, frozen=True, kw_only=True):
    """Options of have-control-information."""

    items: Mapping[str, tuple[str, ...]]
    """What document control should say, with the fields that say it: date: [issue_date, approval_date]."""
    statements: Mapping[str, str] = {}
    """Items that the text may state instead."""
    at_least: int
    """So many of the items are enough."""
    at_least_in_workbooks: int
    """The same for workbooks, where a front sheet or a line above the table is all one can ask."""


@check("have-control-information", given="control", parts=("missing", "given"))
def have_control_information(control: Control, options: Items, context: Context) -> Iterator[Problem]:
    """The document says enough to be identified and controlled (ISO/IEC 20000-1, 7.5.2)."""
    enough = options.at_least_in_workbooks if context.facts.format == "excel" else options.at_least
    in_history = set(_in_history(context.facts.history))
    given = [
        item
        for item, fields in options.items.items()
        if item in in_history
        or any(field in control.fields for field in fields)
        or (item in options.statements and said(options.statements[item], context))
    ]
    if len(given) >= enough:
        return
    absent = [item for item in options.items if item not in given]
    yield Problem(
        location=control_place(control),
        parts={"missing": listed(absent, "or"), "given": f", only {listed(given)}" if given else ""},
        searched=control.searched,
    )


def _in_history(history: tuple[HistoryEntry, ...]) -> Iterator[str]:
    """What a filled change history says about the document."""
    for item, field in (("version", "version"), ("date", "date_text"), ("approver", "approver")):
        if any(getattr(entry, field) for entry in history):
            yield item


def listed(words: list[str], last: str = "and") -> str:
    """ "version, owner and date"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


class Field(Options, frozen=True, kw_only=True):
    """Options of have-control-field."""

    field: str
    """Field of document control, such as version."""
    or_history: bool = False
    """Rows of the change history that are told apart by version or by date are enough."""
    or_date_with: tuple[str, ...] = ()
    """A date whose label has one of these words is enough: documents known by their date of revision."""
    or_date_in_workbooks_with: tuple[str, ...] = ()
    """The same for workbooks."""


@check("have-control-field", given="control", parts=("state",))
def have_control_field(control: Control, options: Field, context: Context) -> Iterator[Problem]:
    """The field of document control has a value."""
    values = control.all.get(options.field, ())
    if any(found.source != "property" for found in values) or uncontrolled_workbook(control, context):
        return
    if options.or_history and any(entry.version or entry.date for entry in context.facts.history):
        return
    if _has_date(control, options, context):
        return
    yield missing(control, options.field)


def _has_date(control: Control, options: Field, context: Context) -> bool:
    excel = context.facts.format == "excel"
    words = set(options.or_date_with + (options.or_date_in_workbooks_with if excel else ()))
    return any(words & set(tokens(found.label)) for field in DATES for found in control.all.get(field, ()))


class AccountableOwner(Options, frozen=True, kw_only=True):
    """Options of have-accountable-owner."""

    statement: str = "ownership"
    """What the text may say instead of a labelled field."""


@check("have-accountable-owner", given="control", parts=("state",))
def have_accountable_owner(
    control: Control, options: AccountableOwner, context: Context
) -> Iterator[Problem]:
    """The document names one person or role that answers for it (ISO/IEC 20000-1, 5.3 and 7.5.2)."""
    owners = control.all.get("owner", ())
    if owners:
        yield from _only_groups(owners, context)
    elif not uncontrolled_workbook(control, context) and not said(options.statement, context):
        yield missing(control, "owner")


def _only_groups(owners: tuple[Found, ...], context: Context) -> Iterator[Problem]:
    """A problem when every owner that is given is a group or a placeholder."""
    kinds = [classify_owner(owner.value, context.vocabulary, context.accepted_teams) for owner in owners]
    if any(kind not in NOT_ACCOUNTABLE for kind in kinds):
        return
    first = owners[0]
    what = "is a group" if kinds[0] == "team" else "is no person or role"
    yield Problem(
        location=first.location,
        excerpt=first.value,
        parts={"state": f'{what}, "{first.value}"'},
        key="owner",
    )
