"""Document control: which version this is, who owns and approved it, when it was and will be reviewed.

Every label of ``control_places``, sentence and history row is a candidate; here is decided which are values at
all, which only labels left blank, and which value counts where there are several.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from itsmlint.documents.location import Location
from itsmlint.documents.model import Document, paragraphs_of
from itsmlint.facts.control_places import Candidate, excel_candidates, front_end, word_candidates
from itsmlint.facts.control_sentences import Said, read_sentences
from itsmlint.facts.dates import Order, column_order, find_dates, latest_day, read_date
from itsmlint.facts.history import VERSION, History, latest
from itsmlint.facts.labels import control_words
from itsmlint.facts.model import Control, Found, HistoryEntry, Register
from itsmlint.facts.placeholders import find_in_text, is_placeholder
from itsmlint.facts.tokens import holds, tokens
from itsmlint.vocabulary import Vocabulary

DATE_FIELDS = frozenset(
    ("approval_date", "effective_date", "issue_date", "last_review", "next_review", "review_date")
)
NAME_FIELDS = frozenset(("owner", "approver", "author", "reviewer"))
SOURCES = (
    "control-table", "front-sheet", "control-line", "sign-off", "header", "footer", "history", "title", "text",
    "property", "file-name",
)  # fmt: skip
"""Kinds of place, the one that counts most first."""
WEAK_SOURCES = frozenset(("property", "file-name"))
"""Values from these are kept for comparing, but are none that the document itself gives."""
LONGEST_NAME = 14
"""Words of an owner, approver or author."""
LONGEST_DATE = 60
"""Characters of a date with what people write around it."""
TITLE_LINES = 12
"""First lines in which a version may stand beside the title."""

_EMPTY = re.compile(r"^[\s\W_]*$|^(?:n\.?\s?/?\s?a\.?|nil|none|not applicable|not assigned|unassigned|-+)$", re.IGNORECASE)
_TITLE_VERSION = re.compile(
    r"\b(?:version|ver\.?|rev(?:ision)?\.?)\s*(?:no\.?\s*)?[:#]?\s*(?P<value>\d{1,3}(?:\.\d{1,3}){0,3})(?![\w%]|\.\d)"
    r"|(?:^|[\s(,_-])v\.?\s?(?P<short>\d{1,3}(?:\.\d{1,3}){1,3})(?![\w%]|\.\d)",
    re.IGNORECASE,
)
_FILE_VERSION = re.compile(
    r"(?:^|[\s_.\-(])(?:v(?:er(?:sion)?)?|rev)[\s_.\-]?(?P<value>\d{1,3}(?:[._]\d{1,3}){0,3})(?![\w]|\.\d)", re.IGNORECASE
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b|\d{1,4}[./-]\d{1,2}[./-]\d{1,4}")
_TRAILING = re.compile(r"\s*(?:\bdate|\bsignature|\bsigned|\btitle|\bname)\s*[:_.]*\s*$", re.IGNORECASE)


class Surface(msgspec.Struct, frozen=True, kw_only=True):
    """Values by field, and the labels without values."""

    values: dict[str, list[Found]]
    blanks: dict[str, list[Found]]


def read_control(
    document: Document, registers: Sequence[Register], histories: Sequence[History], vocabulary: Vocabulary
) -> Control:
    """Document control with the place of every value."""
    candidates = _candidates(document, registers, histories, vocabulary)
    histories = [history for history in histories if not history.of_template]
    order = _order(candidates, histories)
    surface = Surface(values={}, blanks={})
    for candidate in candidates:
        for field, found, filled in _judged(candidate, order, vocabulary):
            (surface.values if filled else surface.blanks).setdefault(field, []).append(found)
    for field, found in _others(document, histories, order, vocabulary):
        surface.values.setdefault(field, []).append(found)
    _settle_review_date(surface, document)
    ranked = {field: _ranked(found, field) for field, found in surface.values.items() if found}
    chosen = {field: found[0] for field, found in ranked.items() if found[0].source not in WEAK_SOURCES}
    return Control(
        fields=chosen,
        all={field: tuple(found) for field, found in ranked.items()},
        blanks={field: tuple(found) for field, found in surface.blanks.items()},
        searched=_searched(document, histories),
        block=_block(candidates),
    )


def _candidates(
    document: Document, registers: Sequence[Register], histories: Sequence[History], vocabulary: Vocabulary
) -> list[Candidate]:
    if document.format == "excel":
        return excel_candidates(document, registers, histories, vocabulary)
    return word_candidates(document, histories, vocabulary)


def _order(candidates: Iterable[Candidate], histories: Iterable[History]) -> Order:
    """The order of day and month in the document's written dates."""
    texts = [candidate.value for candidate in candidates if set(candidate.label.fields) & DATE_FIELDS]
    texts += [entry.date_text for history in histories for entry in history.entries]
    return column_order(texts)


# Judging one candidate


def _judged(candidate: Candidate, order: Order, vocabulary: Vocabulary) -> Iterator[tuple[str, Found, bool]]:
    """Field, value and whether it is one, for each field of the label; nothing where the text cannot be a value."""
    value = _clean(candidate.value)
    fields = candidate.label.fields
    values = _split(value, fields)
    for field, text in zip(fields, values, strict=True):
        if _is_blank(text, vocabulary):
            yield field, _found(candidate, text, None), False
            continue
        for real, written, date in _read(field, text, order, vocabulary):
            yield real, _found(candidate, written, date), True


def _found(candidate: Candidate, value: str, date: dt.date | None) -> Found:
    return Found(
        value=value, location=candidate.location, source=candidate.source, label=candidate.label.text, date=date
    )


def _clean(value: str) -> str:
    value = " ".join(value.split()).strip(" |;,:")
    return _TRAILING.sub("", value).strip(" |;,:") if len(value) > 12 else value


def _split(value: str, fields: tuple[str, ...]) -> list[str]:
    """One value for each field: "1.0 / 3 May 2026" for "Version / Date"; the same for all where they are alike."""
    if len(fields) > 1 and not set(fields) <= NAME_FIELDS:
        parts = [part.strip() for part in re.split(r"\s+[/,&|–-]\s+|\s*[/,]\s+", value, maxsplit=len(fields) - 1)]
        if len(parts) == len(fields):
            return parts
    return [value] * len(fields)


def _is_blank(value: str, vocabulary: Vocabulary) -> bool:
    return not value or _EMPTY.match(value) is not None or is_placeholder(value, vocabulary)


def _read(
    field: str, value: str, order: Order, vocabulary: Vocabulary
) -> Iterator[tuple[str, str, dt.date | None]]:
    """The field that the value is for, the value and its date; nothing when it does not fit the field."""
    if field == "version":
        version = VERSION.match(value)
        if version is not None:
            yield field, version["value"], None
    elif field in DATE_FIELDS:
        yield from _read_date(field, value, order, vocabulary)
    elif field == "review_cycle":
        if _has_date(value, vocabulary) and not _is_cycle(value, vocabulary):
            yield "next_review", value, _date(value, order, vocabulary)
        elif len(value.split()) <= 15:
            yield field, value, None
    elif field in NAME_FIELDS:
        yield from _read_name(field, value, order, vocabulary)
    elif field == "status":
        if len(value.split()) <= 6 and _is_status(value, vocabulary):
            yield field, value, None
    elif field == "document_id":
        if len(value.split()) <= 5 and len(value) <= 40 and re.search(r"\d|-|/|_", value) and not _has_date(value, vocabulary):
            yield field, value, None
    elif field == "classification":
        if len(value.split()) <= 8:
            yield field, value, None
    elif not find_in_text(value, vocabulary):
        yield field, value, None


def _read_date(
    field: str, value: str, order: Order, vocabulary: Vocabulary
) -> Iterator[tuple[str, str, dt.date | None]]:
    if len(value) > LONGEST_DATE:
        return
    if _has_date(value, vocabulary):
        yield field, value, _date(value, order, vocabulary)
    elif field in ("next_review", "review_date", "last_review") and _is_cycle(value, vocabulary):
        yield "review_cycle", value, None


def _read_name(
    field: str, value: str, order: Order, vocabulary: Vocabulary
) -> Iterator[tuple[str, str, dt.date | None]]:
    """A name, role or body; a date in its place is the date of what the person did."""
    if read_date(value, order, vocabulary) is not None:
        dated = {"approver": "approval_date", "reviewer": "last_review"}.get(field)
        if dated:
            yield dated, value, _date(value, order, vocabulary)
        return
    letters = sum(character.isalpha() for character in value)
    if letters < 2 or len(value.split()) > LONGEST_NAME or _is_sentence(value) or find_in_text(value, vocabulary):
        return
    if field in ("approver", "reviewer") and tokens(value) in ({("yes",), ("no",), ("pending",), ("required",)}):
        return
    day = next(find_dates(value, order or "dmy", vocabulary), None)
    if day is not None and field == "approver":
        yield "approval_date", value[day[0] : day[1]], _date(value[day[0] : day[1]], order, vocabulary)
    yield field, value, None


def _is_sentence(value: str) -> bool:
    words = value.lower().split()
    return bool(set(words) & {"shall", "must", "should", "will", "is", "are", "was", "were", "has", "have", "who", "ensure", "ensures", "ensuring"}) and len(words) > 3


def _has_date(value: str, vocabulary: Vocabulary) -> bool:
    return _YEAR.search(value) is not None or next(find_dates(value, "dmy", vocabulary), None) is not None


def _date(value: str, order: Order, vocabulary: Vocabulary) -> dt.date | None:
    """The one date in the value; the last day of the month where only that is given."""
    whole = latest_day(value, order, vocabulary)
    if whole is not None:
        return whole
    days = {day for _, _, day in find_dates(value, order, vocabulary)}
    return days.pop() if len(days) == 1 else None


def _is_cycle(value: str, vocabulary: Vocabulary) -> bool:
    return bool(set(tokens(value)) & _words(control_words(vocabulary).cycle_words))


def _words(words: Iterable[str]) -> set[str]:
    return {token for word in words for token in tokens(word)}


def _is_status(value: str, vocabulary: Vocabulary) -> bool:
    words = tokens(value)
    states = vocabulary.read("statuses", dict[str, tuple[str, ...]])
    return any(holds(words, tokens(text)) for texts in states.values() for text in texts)


# Other places


def _others(
    document: Document, histories: Sequence[History], order: Order, vocabulary: Vocabulary
) -> Iterator[tuple[str, Found]]:
    for history in histories:
        entry = latest(history.entries)
        if entry is not None:
            yield from _from_history(entry)
    if document.format == "word":
        yield from _from_title(document, vocabulary)
        for said in read_sentences(document, vocabulary):
            yield from _from_sentence(said, order, vocabulary)
    yield from _from_properties(document, vocabulary)
    name = document.name.rsplit(".", 1)[0]
    version = _FILE_VERSION.search(name)
    if version is not None:
        place = Location(part="file name")
        yield "version", Found(value=version["value"].replace("_", "."), location=place, source="file-name", label=name)


def _from_history(entry: HistoryEntry) -> Iterator[tuple[str, Found]]:
    values = {"version": entry.version, "approver": entry.approver, "author": entry.author, "issue_date": entry.date_text}
    for field, value in values.items():
        if value and (field != "version" or VERSION.match(value)):
            if field != "issue_date" and field != "version" and _EMPTY.match(value):
                continue
            date = entry.date if field == "issue_date" else None
            yield field, Found(value=" ".join(value.split()), location=entry.location, source="history", label=field, date=date)


def _from_title(document: Document, vocabulary: Vocabulary) -> Iterator[tuple[str, Found]]:
    end = front_end(document)
    lines = 0
    for paragraph in paragraphs_of(document.blocks[: max(end, 3)]):
        if not paragraph.text.strip() or paragraph.in_contents:
            continue
        lines += 1
        if lines > TITLE_LINES:
            return
        text = paragraph.text
        if len(text.split()) > 15 or _is_foreign_version(text, vocabulary):
            continue
        found = _TITLE_VERSION.search(text)
        if found is not None:
            value = found["value"] or found["short"]
            yield "version", Found(value=value, location=paragraph.location, source="title", label="version")


def _is_foreign_version(text: str, vocabulary: Vocabulary) -> bool:
    """Whether the line speaks of a donor, or of a standard's version: "NIST CSF Version 2.0"."""
    words = set(tokens(text))
    return bool(words & (_words(control_words(vocabulary).provenance) | FOREIGN))


FOREIGN = frozenset(tokens("NIST ISO IEC CIS PCI DSS ITIL COBIT OWASP TLS SSL CSF CMMC Windows Office Microsoft Word GDPR CVSS TOGAF"))


def _from_sentence(said: Said, order: Order, vocabulary: Vocabulary) -> Iterator[tuple[str, Found]]:
    if said.field in NAME_FIELDS and find_in_text(said.value, vocabulary):
        return
    date = _date(said.value, order, vocabulary) if said.field in DATE_FIELDS else None
    yield said.field, Found(value=said.value, location=said.location, source="text", label=said.sentence[:120], date=date)


def _from_properties(document: Document, vocabulary: Vocabulary) -> Iterator[tuple[str, Found]]:
    place = Location(part="properties")
    properties = document.properties
    for field, value in {
        "title": properties.title,
        "author": properties.author,
        "version": properties.version,
        "status": properties.status,
    }.items():
        if value.strip() and not is_placeholder(value, vocabulary):
            yield field, Found(value=value.strip(), location=place, source="property", label=field)


# Choosing


def _ranked(found: list[Found], field: str) -> list[Found]:
    """Best first: by kind of place, precise review cycles before vague ones, then in the document's order."""
    return sorted(found, key=lambda one: (SOURCES.index(one.source), _is_vague(one) if field == "review_cycle" else False))


def _is_vague(found: Found) -> bool:
    return not set(tokens(found.value)) & PRECISE


PRECISE = frozenset(
    tokens(
        "annual annually yearly year month monthly quarter quarterly biannual biannually biennial week jährlich"
        " annuellement ans année anualmente año annualmente anno jaarlijks ročně každoročně roku ετησίως χρόνο half"
    )
)


def _settle_review_date(surface: Surface, document: Document) -> None:
    """A lone "Review date" is the next one if it is later than the document's own date, else the last one."""
    for kind in (surface.values, surface.blanks):
        for found in kind.pop("review_date", []):
            kind.setdefault(_last_or_next(found, surface, document), []).append(found)


def _last_or_next(found: Found, surface: Surface, document: Document) -> str:
    if "next_review" in surface.values:
        return "last_review"
    if "last_review" in surface.values or found.date is None:
        return "next_review"
    own = [
        other.date
        for field in ("issue_date", "effective_date", "approval_date")
        for other in surface.values.get(field, [])
        if other.date is not None
    ]
    if not own and document.properties.modified is not None:
        own = [document.properties.modified.date()]
    return "next_review" if not own or found.date > max(own) else "last_review"


def _searched(document: Document, histories: Sequence[History]) -> tuple[str, ...]:
    if document.format == "excel":
        fronts = [sheet.name for sheet in document.sheets][:3]
        places = [f"sheet '{name}'" for name in fronts] + ["rows above the tables", "page headers and footers"]
    else:
        places = ["first page", "tables"]
        places += ["page header"] if document.headers else ["page header (there is none)"]
        places += ["page footer"] if document.footers else ["page footer (there is none)"]
        places += ["change history" if histories else "change history (there is none)", "text", "last page"]
    return (*places, "document properties", "file name")


def _block(candidates: Sequence[Candidate]) -> Location | None:
    """Where the most labels stand together: the table or page that is the control block."""
    places: dict[tuple[object, ...], list[Candidate]] = {}
    for candidate in candidates:
        place = candidate.location
        if candidate.source not in ("header", "footer"):
            key = (place.sheet, place.table, place.section if place.table is None else None)
            places.setdefault(key, []).append(candidate)
    if not places:
        return None
    best = max(places.values(), key=lambda group: len({field for one in group for field in one.label.fields}))
    fields = {field for one in best for field in one.label.fields}
    return best[0].location if len(fields) > 1 else None
