"""Which texts are values of document control: a version, a name, a date, a cycle, a status."""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping

import msgspec

from itsmlint.facts.dates import Order, find_dates, latest_day
from itsmlint.facts.history import read_version
from itsmlint.facts.labels import NAME_FIELDS, control_words, is_companion
from itsmlint.facts.owners import classify_owner
from itsmlint.facts.placeholders import find_in_text, is_placeholder
from itsmlint.facts.states import states
from itsmlint.facts.tokens import holds, tokens
from itsmlint.vocabulary import Vocabulary

DATE_FIELDS = frozenset(
    ("approval_date", "effective_date", "issue_date", "last_review", "next_review", "review_date")
)
REVIEW_DATES = frozenset(("last_review", "next_review", "review_date"))
DATE_OF = {"approver": "approval_date", "reviewer": "last_review"}
"""A date where a name is expected is the date of what the person did."""
LONGEST_NAME = 14
"""Words of an owner, approver or author."""
LONGEST_DATE = 60
"""Characters of a date with what people write around it."""
LONGEST_CYCLE = 15
"""Words."""
LONGEST_STATUS = 6
LONGEST_CLASSIFICATION = 8
LONGEST_ID = 40
"""Characters."""

_EMPTY = re.compile(
    r"^[\s\W_]*$|^[\[<{][^\[\]<>{}]*[\]>}]$"
    r"|^(?:n\.?\s?/?\s?a\.?|nil|none|not applicable|not assigned|unassigned)$",
    re.IGNORECASE,
)
_LEADING_VERSION = re.compile(
    r"^\W*(?:draft|final)?\s*(?:version|ver|rev(?:ision)?|issue|v)?\b\.?\s*(?P<value>\d{1,3}(?:\.\d{1,3}){0,3}[a-z]?)"
    r"(?P<rest>\s*[\s,;(/|–-].*)$",
    re.IGNORECASE | re.DOTALL,
)
_VERSION_STATE = re.compile(
    r"^\W*(?:(?:final|draft|approved|issued|released|published|initial|current|dated|of|from|release|version)\b\W*)*$",
    re.IGNORECASE,
)
_DATE = re.compile(r"\b(?:19|20)\d\d\b|\d{1,4}[./-]\d{1,2}[./-]\d{1,4}")
_TRAILING_LABEL = re.compile(r"\s*(?:\bdate|\bsignature|\bsigned|\btitle|\bname)\s*[:_.]*\s*$", re.IGNORECASE)
_PARTS = re.compile(r"\s+[/,&|–-]\s+|\s*[/,]\s+")


class Reading(msgspec.Struct, frozen=True):
    """A value, the field it is for, and its date where it has one."""

    field: str
    value: str
    date: dt.date | None = None


def clean(value: str) -> str:
    """The value in one line without separators, and without the next label of a form on the same line."""
    value = " ".join(value.split()).strip(" |;,:")
    return _TRAILING_LABEL.sub("", value).strip(" |;,:") if len(value) > 12 else value


def split(value: str, fields: tuple[str, ...]) -> list[str]:
    """One value for each field: "1.0 / 3 May 2026" for "Version / Date"; else the same for all."""
    if len(fields) > 1 and not set(fields) <= NAME_FIELDS:
        parts = _PARTS.split(value, maxsplit=len(fields) - 1)
        if len(parts) == len(fields):
            return [part.strip() for part in parts]
    return [value] * len(fields)


def is_blank(value: str, vocabulary: Vocabulary) -> bool:
    """Whether a text is no value: empty, a dash, "N/A", in brackets or a placeholder."""
    return _EMPTY.match(value) is not None or is_placeholder(value, vocabulary)


def read_value(field: str, value: str, order: Order, vocabulary: Vocabulary) -> Iterator[Reading]:
    """The text as a value, for this field or the one it fits better; nothing when it fits none."""
    if field in DATE_FIELDS:
        yield from _date_value(field, value, order, vocabulary)
    elif field in NAME_FIELDS:
        yield from _name(field, value, order, vocabulary)
    elif field == "version":
        version = _version(value, vocabulary)
        if version:
            yield Reading(field, version)
    elif field == "review_cycle":
        yield from _cycle(value, order, vocabulary)
    elif _OTHER.get(field, _is_plain)(value, vocabulary):
        yield Reading(field, value)


def read_day(value: str, order: Order, vocabulary: Vocabulary) -> dt.date | None:
    """The one date in a text; the last day of the month where only a month is given."""
    whole = latest_day(value, order, vocabulary)
    if whole is not None:
        return whole
    days = {day for _, _, day in find_dates(value, order, vocabulary)}
    return days.pop() if len(days) == 1 else None


def _version(value: str, vocabulary: Vocabulary) -> str:
    """The version without words around it; empty when the text is more than a version, its date and state."""
    value = value.replace("_", " ")
    whole = read_version(value)
    if whole:
        return whole
    leading = _LEADING_VERSION.match(value)
    if leading is None:
        return ""
    rest = leading["rest"]
    for start, end, _ in find_dates(rest, "dmy", vocabulary):
        rest = rest[:start] + rest[end:]
        break
    return str(leading["value"]) if _VERSION_STATE.match(rest) else ""


def _date_value(field: str, value: str, order: Order, vocabulary: Vocabulary) -> Iterator[Reading]:
    if len(value) > LONGEST_DATE:
        return
    if _has_date(value, vocabulary):
        yield Reading(field, value, read_day(value, order, vocabulary))
    elif field in REVIEW_DATES and _is_cycle(value, vocabulary):
        yield Reading("review_cycle", value)


def _cycle(value: str, order: Order, vocabulary: Vocabulary) -> Iterator[Reading]:
    if _has_date(value, vocabulary) and not _is_cycle(value, vocabulary):
        yield Reading("next_review", value, read_day(value, order, vocabulary))
    elif len(value.split()) <= LONGEST_CYCLE:
        yield Reading("review_cycle", value)


def _name(field: str, value: str, order: Order, vocabulary: Vocabulary) -> Iterator[Reading]:
    """A name, role or body, or the date that stands in its place."""
    dated = DATE_OF.get(field, "")
    if latest_day(value, order or "dmy", vocabulary) is not None:
        if dated:
            yield Reading(dated, value, read_day(value, order, vocabulary))
        return
    if not _may_be_name(value, vocabulary):
        return
    day = next(find_dates(value, order or "dmy", vocabulary), None)
    if day is not None and dated:
        text = value[day[0] : day[1]]
        yield Reading(dated, text, read_day(text, order, vocabulary))
    yield Reading(field, value)


def _may_be_name(value: str, vocabulary: Vocabulary) -> bool:
    words = tokens(value)
    known = control_words(vocabulary)
    letters = sum(character.isalpha() for character in value)
    if letters < 2 or "?" in value or len(value.split()) > LONGEST_NAME:
        return False
    if " ".join(words) in known.no_names or is_companion(value, vocabulary):
        return False
    sentence = len(words) > 3 and bool(set(words) & set(known.sentence_words))
    return not sentence and not _is_duty(words, vocabulary) and not find_in_text(value, vocabulary)


def reads_like_name(value: str, vocabulary: Vocabulary) -> bool:
    """Whether a text is surely a name rather than what somebody does: short, known, or in capitals."""
    words = [word for word in re.findall(r"[^\W\d_]+", value) if len(word) > 3]
    if len(value.split()) < 3 or classify_owner(value, vocabulary) in ("role", "person", "team"):
        return True
    return bool(2 * sum(word[0].isupper() for word in words) > len(words))


def _is_duty(words: tuple[str, ...], vocabulary: Vocabulary) -> bool:
    """Whether the text says what somebody does: "Owns this policy", "Keep the processes up to date"."""
    known = control_words(vocabulary)
    return (
        len(words) > 2
        and words[0] in word_set(known.duty_verbs)
        and words[1] in word_set(known.after_duty_verbs)
    )


def _has_date(value: str, vocabulary: Vocabulary) -> bool:
    return _DATE.search(value) is not None or next(find_dates(value, "dmy", vocabulary), None) is not None


def _is_cycle(value: str, vocabulary: Vocabulary) -> bool:
    return bool(set(tokens(value)) & word_set(control_words(vocabulary).cycle_words))


def _is_status(value: str, vocabulary: Vocabulary) -> bool:
    words = tokens(value)
    return len(words) <= LONGEST_STATUS and any(holds(words, state) for state in states(vocabulary))


def _is_id(value: str, vocabulary: Vocabulary) -> bool:
    shape = len(value.split()) <= 5 and len(value) <= LONGEST_ID and re.search(r"\d|-|/|_", value)
    return bool(shape) and latest_day(value, "dmy", vocabulary) is None


def _is_classification(value: str, vocabulary: Vocabulary) -> bool:
    return len(value.split()) <= LONGEST_CLASSIFICATION


def _is_title(value: str, vocabulary: Vocabulary) -> bool:
    """Whether a text is a document's title, not that of somebody who signs: "Title: Managing Director"."""
    return classify_owner(value, vocabulary) != "role" and not find_in_text(value, vocabulary)


def _is_plain(value: str, vocabulary: Vocabulary) -> bool:
    return not find_in_text(value, vocabulary)


_OTHER: Mapping[str, Callable[[str, Vocabulary], bool]] = {
    "title": _is_title,
    "status": _is_status,
    "document_id": _is_id,
    "classification": _is_classification,
}


def word_set(texts: Iterable[str]) -> frozenset[str]:
    """The tokens of all the texts."""
    return frozenset(token for text in texts for token in tokens(text))
