"""Checks of whether a risk register is kept alive: changes, reviews, links to services, opportunities."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from difflib import get_close_matches

import msgspec

from itsmlint.checks import Context, Options, check
from itsmlint.checks.moments import days_in_words, span
from itsmlint.checks.policy import is_titled
from itsmlint.checks.stated import columns_in_words, is_class, is_what_the_document_is, stated
from itsmlint.checks.wording import says as document_says
from itsmlint.checks.wording import statement, text_says
from itsmlint.documents.location import Location
from itsmlint.facts.model import Facts, Record, Register, Value
from itsmlint.facts.tokens import tokens
from itsmlint.finding import Problem


class KeptUp(Options, frozen=True, kw_only=True):
    """Options of be-kept-up."""

    max_age_days: int = 180
    """A register in which nothing happened for so many days is stale."""
    fields: tuple[str, ...] = ("review_date", "raised_date", "closed_date", "approval_date")
    """Columns with dates on which somebody worked on a row."""
    control: tuple[str, ...] = ("last_review", "issue_date", "approval_date", "effective_date")
    """Fields of document control that say the same of the register as a whole."""
    review: str = "next_review"
    """Column with the date of a row's next review."""
    over: tuple[str, ...] = ("closed", "cancelled")
    """Classes of status for rows that nobody has to look at again."""


class _Moment(msgspec.Struct, frozen=True):
    """A day on which somebody worked on the register, and where that is written."""

    day: date
    location: Location
    text: str


@check("be-kept-up", given="registers", parts=("what", "days"))
def be_kept_up(place: Register, options: KeptUp, context: Context) -> Iterator[Problem]:
    """Something changed of late, and no row's review is overdue (ISO/IEC 20000-1, 6.1)."""
    live = [record for record in place.records if not _is_over(record, options, context)]
    if not live or not _is_risk_register(place, context):
        return
    last = _last_work(place, options, context)
    if last is not None and last.day + timedelta(days=options.max_age_days) < context.as_of:
        age = (context.as_of - last.day).days
        yield Problem(
            location=last.location,
            excerpt=last.text,
            parts={
                "what": f"The newest date in the register is {last.day}, {_before(age, context)}",
                "days": str(age),
            },
            cause="stale",
            key="stale",
        )
        return
    for record in live:
        yield from _overdue_row(record, options, context)


def _before(days: int, context: Context) -> str:
    return f"{days_in_words(days)} before {context.as_of}"


def _is_over(record: Record, options: KeptUp, context: Context) -> bool:
    status = record.values.get("status")
    return status is not None and any(is_class(status.text, name, context) for name in options.over)


def _last_work(register: Register, options: KeptUp, context: Context) -> _Moment | None:
    """The newest day of work; None when there is none, or a column of it looks ahead."""
    moments: list[_Moment] = []
    for field in options.fields:
        column = register.column(field)
        if column is None or column.field != field:
            continue
        values = [value for record in register.records if (value := record.values.get(field)) is not None]
        dated = [value for value in values if value.date is not None]
        if any(value.date > context.as_of for value in dated if value.date):
            return None  # reviews to come, or dates of another kind
        moments += [_Moment(value.date, value.location, value.text) for value in dated if value.date]
    whole = list(_work_as_a_whole(options, context))
    if not moments and not _tells_of_reviews(context):
        return None
    return max([*moments, *whole], key=lambda moment: moment.day, default=None)


def _tells_of_reviews(context: Context) -> bool:
    """Whether document control alone shows when the register was last looked at, and no review is planned."""
    control = context.facts.control
    planned = span(control.fields.get("next_review"), context.vocabulary)
    if planned is not None and planned.last >= context.as_of:
        return False
    return "last_review" in control.fields or any(entry.date for entry in context.facts.history)


def _work_as_a_whole(options: KeptUp, context: Context) -> Iterator[_Moment]:
    """What document control and the change history say of the register as a whole."""
    control = context.facts.control
    for field in options.control:
        for found in control.all.get(field, ()):
            days = span(found, context.vocabulary)
            if days is not None and days.last <= context.as_of:
                yield _Moment(days.last, found.location, found.value)
    for entry in context.facts.history:
        if entry.date and entry.date <= context.as_of:
            yield _Moment(entry.date, entry.location, entry.date_text)


def _overdue_row(record: Record, options: KeptUp, context: Context) -> Iterator[Problem]:
    value = record.values.get(options.review)
    if value is None or value.date is None or value.date >= context.as_of:
        return
    age = (context.as_of - value.date).days
    yield Problem(
        location=value.location,
        excerpt=value.text,
        parts={
            "what": f"The review of {record.id} was due on {value.date}, {_before(age, context)}",
            "days": str(age),
        },
        cause="review overdue",
        key=record.id,
    )


class OneDay(Options, frozen=True, kw_only=True):
    """Options of be-reviewed-row-by-row."""

    field: str = "review_date"
    """Column with the date of the last review."""
    words: tuple[str, ...]
    """One of these must be in the column's name: a "Review date" may be that of the next review."""
    share: float = 0.9
    """From this share of the rows on they carry one date."""
    at_least: int = 8
    """Registers with fewer dated rows are left alone."""
    gap_days: int = 300
    """An older date nearer than this shows that reviews are held more often than once a year."""
    new_days: int = 60
    """A register whose rows were raised within so many days before the review is new."""


@check("be-reviewed-row-by-row", given="registers", parts=("share", "day"))
def be_reviewed_row_by_row(place: Register, options: OneDay, context: Context) -> Iterator[Problem]:
    """Rows are reviewed when something happens, not all on one day a year (ISO/IEC 20000-1, 6.1)."""
    column = place.column(options.field)
    if column is None or column.field != options.field or not set(tokens(column.header)) & set(options.words):
        return
    values = [record.values[options.field] for record in place.records if options.field in record.values]
    dated = [value for value in values if value.date is not None]
    if len(dated) < options.at_least:
        return
    day, count = Counter(value.date for value in dated).most_common(1)[0]
    if day is None or count < options.share * len(dated) or _looks_new(place, day, options):
        return
    if any(
        value.date and timedelta() < abs(day - value.date) <= timedelta(options.gap_days) for value in dated
    ):
        return
    first = next(value for value in dated if value.date == day)
    yield Problem(
        location=first.location,
        excerpt=first.text,
        parts={"share": f"{count} of {len(dated)}", "day": f"{day}"},
        key="same day",
    )


def _looks_new(register: Register, day: date, options: OneDay) -> bool:
    raised = [
        value.date
        for record in register.records
        if (value := record.values.get("raised_date")) and value.date
    ]
    return any(abs((day - each).days) <= options.new_days for each in raised)


class Linked(Options, frozen=True, kw_only=True):
    """Options of be-linked-to-services."""

    fields: tuple[str, ...] = ("service", "objective", "asset", "dependency", "customer")
    """Columns that tie a risk to what it threatens."""
    headers: tuple[str, ...]
    """Words in the name of any other column that make it a link."""
    statement: str = "service-or-process"
    """How a risk names a service or process in its own words."""
    texts: tuple[str, ...] = ("name", "description", "category", "consequence", "threat", "impact")
    """Columns whose texts may name one."""
    share: float = 0.25
    """From this share of the rows on it is enough that they name one in their words."""
    at_least: int = 5
    """Registers with fewer rows are left alone."""
    not_titled: tuple[str, ...] = ()
    """Registers of something else than services, by words of the title."""
    not_about: str = ""
    """The same by a statement in the document."""


@check("be-linked-to-services", given="registers", parts=("count",))
def be_linked_to_services(place: Register, options: Linked, context: Context) -> Iterator[Problem]:
    """Risks say which service, process or objective they threaten (ISO/IEC 20000-1, 6.1)."""
    if len(place.records) < options.at_least or not _is_risk_register(place, context):
        return
    if any(_says_more_than_once(place, field, context) for field in options.fields):
        return
    if any(_may_link(column.header, options) for column in place.columns if not column.field):
        return
    if options.not_titled and is_titled(context.facts.title, options.not_titled):
        return
    language = context.facts.language if context.facts.language != "und" else "en"
    if options.not_about and document_says(context.document, language, options.not_about, context.vocabulary):
        return
    if not statement(options.statement, context.vocabulary).phrases.get(language):
        return
    naming = sum(_names_one(record, language, options, context) for record in place.records)
    if naming < options.share * len(place.records):
        yield Problem(
            location=place.location,
            parts={"count": str(len(place.records))},
            key="link",
            searched=columns_in_words(place),
        )


def _is_risk_register(register: Register, context: Context) -> bool:
    return is_what_the_document_is(register, context) and context.facts.certain


def _may_link(header: str, options: Linked) -> bool:
    """Whether a column that is known by no name may be a link, however its name is spelled."""
    return any(get_close_matches(word, options.headers, 1, 0.8) for word in tokens(header))


def _says_more_than_once(register: Register, field: str, context: Context) -> bool:
    values = (record.values.get(field) for record in register.records)
    return sum(stated(value, context) for value in values) > 1


def _names_one(record: Record, language: str, options: Linked, context: Context) -> bool:
    texts = (_text(record.values.get(field)) for field in options.texts)
    return any(text_says(text, language, options.statement, context.vocabulary) for text in texts)


def _text(value: Value | None) -> str:
    return value.text if value else ""


class Opportunities(Options, frozen=True, kw_only=True):
    """Options of look-for-opportunities."""

    methods: tuple[str, ...] = ("process", "procedure", "policy", "plan")
    """Kinds of document that may describe how risks are managed."""
    titles: tuple[str, ...] = ()
    """Titles of those that do."""
    not_titled: tuple[str, ...] = ()
    """Titles of registers and methods for a part of the risks."""
    statement: str = "opportunities"
    """How text speaks of opportunities."""
    at_least: int = 3
    """Registers with fewer risks are left alone."""


@check("look-for-opportunities", given="document", parts=("what",))
def look_for_opportunities(facts: Facts, options: Opportunities, context: Context) -> Iterator[Problem]:
    """Risks are managed together with opportunities (ISO/IEC 20000-1, 6.1)."""
    if options.not_titled and is_titled(facts.title, options.not_titled):
        return
    registers = [each for each in facts.registers if each.kind == facts.kind.name and each.records]
    if facts.kind.name in options.methods:
        if not is_titled(facts.title, options.titles):
            return
        what = "The method"
    elif sum(len(each.records) for each in registers) >= options.at_least:
        what = "The register"
    else:
        return
    language = facts.language if facts.language != "und" else "en"
    phrases = statement(options.statement, context.vocabulary).phrases
    if language not in phrases or document_says(
        context.document, language, options.statement, context.vocabulary
    ):
        return
    if any(_is_opportunity(record, context) for each in registers for record in each.records):
        return
    yield Problem(
        location=Location(),
        parts={"what": what},
        key="opportunities",
        searched=("names of sheets and columns", "types of risk", "all cells and sentences"),
    )


def _is_opportunity(record: Record, context: Context) -> bool:
    fields = ("type", "category", "treatment")
    return any(
        is_class(record.values[field].text, "opportunity", context)
        for field in fields
        if field in record.values
    )
