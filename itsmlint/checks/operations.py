"""Checks of incident logs: what comes after a major incident, and what a restart leaves behind."""

from collections.abc import Iterator
from datetime import timedelta

from itsmlint.checks import Context, InRegister, Options, check
from itsmlint.checks.stated import is_class, stated
from itsmlint.checks.wording import text_says
from itsmlint.facts.model import Record, Value
from itsmlint.finding import Problem


class FollowedUp(Options, frozen=True, kw_only=True):
    """Options of be-followed-up."""

    flag: str = "major"
    """Column that marks major incidents; where there is one, priorities do not count."""
    priorities: tuple[str, ...] = ("priority", "impact", "criticality")
    """Columns whose value may make an incident a major one."""
    major: str = "major"
    """Class of values that do."""
    follow_up: tuple[str, ...] = ("incident_review", "root_cause", "problem", "action")
    """Fields of which one shows that somebody looked behind the incident."""
    unknown: str = "unknown"
    """Class of values that say nothing there."""
    grace_days: int = 14
    """Days after the closure in which the follow-up may still be under way."""


@check("be-followed-up", given="records", parts=("when",))
def be_followed_up(place: InRegister, options: FollowedUp, context: Context) -> Iterator[Problem]:
    """A closed major incident has a review, cause, problem record or action (ISO/IEC 20000-1, 8.6.1)."""
    record = place.record
    if not _is_major(place, options, context) or not _is_closed(record, context):
        return
    closed = record.values.get("closed_date") or record.values.get("raised_date")
    if closed is not None and closed.date and closed.date + timedelta(options.grace_days) > context.as_of:
        return
    values = [record.values[field] for field in options.follow_up if field in record.values]
    if any(_says(value, options.unknown, context) for value in values):
        return
    value = values[0] if values else None
    yield Problem(
        location=value.location if value else record.location,
        excerpt=value.text if value else record.title,
        parts={"when": f"closed on {closed.date}" if closed is not None and closed.date else "closed"},
        cause="no follow-up",
        key="follow-up",
    )


def _is_major(place: InRegister, options: FollowedUp, context: Context) -> bool:
    flag = place.record.values.get(options.flag)
    if flag is not None:
        return is_class(flag.text, "yes", context) or is_class(flag.text, options.major, context)
    values = (place.record.values.get(field) for field in options.priorities)
    return any(value is not None and is_class(value.text, options.major, context) for value in values)


def _is_closed(record: Record, context: Context) -> bool:
    status = record.values.get("status")
    if status is not None and stated(status, context):
        return is_class(status.text, "closed", context)
    closed = record.values.get("closed_date")
    return closed is not None and closed.date is not None


def _says(value: Value | None, unknown: str, context: Context) -> bool:
    return value is not None and stated(value, context) and not is_class(value.text, unknown, context)


class CauseFound(Options, frozen=True, kw_only=True):
    """Options of have-more-than-a-restart."""

    resolution: tuple[str, ...] = ("resolution", "action")
    """Fields that say how the incident was resolved."""
    symptom: str = "symptom-closure"
    """How text speaks of a restart, a replacement or the like."""
    causes: tuple[str, ...] = ("root_cause", "problem", "incident_review")
    """Fields of which one names a cause or leads to it."""
    texts: str = "beyond-the-symptom"
    """How the resolution itself names a cause or leads to it."""
    unknown: str = "unknown"
    """Class of values that name no cause."""
    minor: tuple[str, ...] = ("priority", "impact")
    """Columns whose low value makes an incident too small to ask for a cause."""
    low: tuple[str, ...] = ("low", "minor-priority")
    """Classes of such values."""


@check("have-more-than-a-restart", given="records", parts=("words",))
def have_more_than_a_restart(place: InRegister, options: CauseFound, context: Context) -> Iterator[Problem]:
    """An incident that ended with a restart names a cause or a problem record (ISO/IEC 20000-1, 8.6.3)."""
    record = place.record
    values = (record.values.get(field) for field in options.resolution)
    value = next((each for each in values if each is not None and stated(each, context)), None)
    if value is None or not _is_closed_or_unsaid(record, context):
        return
    language = context.facts.language if context.facts.language != "und" else "en"
    if not text_says(value.text, language, options.symptom, context.vocabulary):
        return
    if text_says(value.text, language, options.texts, context.vocabulary):
        return
    if any(_says(record.values.get(field), options.unknown, context) for field in options.causes):
        return
    if any(_is_low(record.values.get(field), options, context) for field in options.minor):
        return
    yield Problem(location=value.location, excerpt=value.text, parts={"words": value.text}, cause="restart")


def _is_closed_or_unsaid(record: Record, context: Context) -> bool:
    status = record.values.get("status")
    return status is None or not stated(status, context) or is_class(status.text, "closed", context)


def _is_low(value: Value | None, options: CauseFound, context: Context) -> bool:
    return value is not None and any(is_class(value.text, name, context) for name in options.low)
