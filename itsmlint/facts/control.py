"""Document control: which version this is, who owns and approved it, when it was and will be reviewed.

Every label of ``control_places``, sentence and history row is a candidate; here is decided which are values
at all, which only labels left blank, and which value counts where there are several.
"""

import re
from collections.abc import Container, Iterable, Iterator, Sequence

from itsmlint.documents.location import Location
from itsmlint.documents.model import Document, Paragraph, paragraphs_of
from itsmlint.facts.control_places import Candidate, excel_candidates, word_candidates
from itsmlint.facts.control_sentences import Said, read_sentences
from itsmlint.facts.control_values import (
    DATE_FIELDS,
    Reading,
    clean,
    is_blank,
    read_day,
    read_value,
    reads_like_name,
    split,
    word_set,
)
from itsmlint.facts.dates import Order, column_order
from itsmlint.facts.history import History, latest, read_version
from itsmlint.facts.labels import NAME_FIELDS, control_words
from itsmlint.facts.model import Control, Found, HistoryEntry, Register
from itsmlint.facts.placeholders import find_in_text
from itsmlint.facts.tokens import tokens
from itsmlint.facts.zones import front_end
from itsmlint.vocabulary import Vocabulary

SOURCES = (
    "control-table", "front-sheet", "control-line", "sign-off", "header", "footer", "history", "title",
    "text", "property", "file-name",
)  # fmt: skip
"""Kinds of place, the one that counts most first."""
WEAK_SOURCES = frozenset(("property", "file-name"))
"""Values from these are kept for comparing, but are none that the document itself gives."""
AMID_TEXT = ("body", "end")
"""Zones of labels that any table may have."""
REMOTE = 2.5
"""Ranks that a table amid the text loses: lines of the front go before it, page headers do not."""
TITLE_LINES = 12
"""First lines in which a version may stand beside the title."""
LONGEST_TITLE = 15
"""Words of such a line."""

_TITLE_VERSION = re.compile(
    r"\b(?:version|ver\.?|rev(?:ision)?\.?)\s*(?:no\.?\s*)?[:#]?\s*"
    r"(?P<value>\d{1,3}(?:\.\d{1,3}){0,3})(?![\w%]|\.\d)"
    r"|(?:^|[\s(,_-])v\.?\s?(?P<short>\d{1,3}(?:\.\d{1,3}){1,3})(?![\w%]|\.\d)",
    re.IGNORECASE,
)
_FILE_VERSION = re.compile(
    r"(?:^|[\s_.\-(])(?:v(?:er(?:sion)?)?|rev)[\s_.\-]?(?P<value>\d{1,3}(?:[._]\d{1,3}){0,3})(?![\w]|\.\d)",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"[\[\]<>{}]")


def read_control(
    document: Document, registers: Sequence[Register], histories: Sequence[History], vocabulary: Vocabulary
) -> Control:
    """Document control with the place of every value."""
    candidates = _candidates(document, registers, histories, vocabulary)
    own = [history for history in histories if not history.of_template]
    order = _order(candidates, own)
    values: dict[str, list[Found]] = {}
    blanks: dict[str, list[Found]] = {}
    for candidate in candidates:
        for field, found, filled in _judged(candidate, order, vocabulary):
            (values if filled else blanks).setdefault(field, []).append(found)
    for field, found in _others(document, own, order, vocabulary):
        same = [one for one in values.get(field, []) if one.location == found.location]
        if not any(one.value == found.value for one in same):
            values.setdefault(field, []).append(found)
    _settle_review_dates(values, blanks, document)
    remote = {candidate.location for candidate in candidates if candidate.zone in AMID_TEXT}
    ranked = {field: _ranked(found, field, remote, vocabulary) for field, found in values.items() if found}
    return Control(
        fields={field: found[0] for field, found in ranked.items() if found[0].source not in WEAK_SOURCES},
        all={field: tuple(found) for field, found in ranked.items()},
        blanks={field: tuple(found) for field, found in blanks.items()},
        searched=_searched(document, own),
        block=_block(candidates),
    )


def _candidates(
    document: Document, registers: Sequence[Register], histories: Sequence[History], vocabulary: Vocabulary
) -> list[Candidate]:
    if document.format == "excel":
        return excel_candidates(document, registers, histories, vocabulary)
    return word_candidates(document, registers, histories, vocabulary)


def _order(candidates: Iterable[Candidate], histories: Iterable[History]) -> Order:
    """The order of day and month in the document's written dates."""
    texts = [candidate.value for candidate in candidates if set(candidate.label.fields) & DATE_FIELDS]
    texts += [entry.date_text for history in histories for entry in history.entries]
    return column_order(texts)


def _judged(candidate: Candidate, order: Order, vocabulary: Vocabulary) -> Iterator[tuple[str, Found, bool]]:
    """Field, value and whether it is one, for each field of the label; nothing where the text fits none."""
    fields = candidate.label.fields
    for field, text in zip(fields, split(clean(candidate.value), fields), strict=True):
        blank = Found(
            value=text, location=candidate.location, source=candidate.source, label=candidate.label.text
        )
        if is_blank(text, vocabulary):
            yield field, blank, False
            continue
        for reading in read_value(field, text, order, vocabulary):
            if _is_foreign(candidate, reading, vocabulary):
                continue
            found = Found(
                value=reading.value,
                location=candidate.location,
                source=candidate.source,
                label=candidate.label.text,
                date=reading.date,
            )
            yield reading.field, found, True


def _is_foreign(candidate: Candidate, reading: Reading, vocabulary: Vocabulary) -> bool:
    """Whether a table amid the text only has such a row: "Author | Content and change history"."""
    named = reading.field in NAME_FIELDS and candidate.zone in AMID_TEXT
    return named and not reads_like_name(reading.value, vocabulary)


# Values that no label gives


def _others(
    document: Document, histories: Sequence[History], order: Order, vocabulary: Vocabulary
) -> Iterator[tuple[str, Found]]:
    for history in histories:
        entry = latest(history.entries)
        if entry is not None:
            yield from _from_history(entry, history.order or order, vocabulary)
    if document.format == "word":
        yield from _from_title(document, vocabulary)
        for said in read_sentences(document, vocabulary):
            yield from _from_sentence(said, order, vocabulary)
    yield from _from_properties(document, vocabulary)
    yield from _from_file_name(document)


def _from_history(entry: HistoryEntry, order: Order, vocabulary: Vocabulary) -> Iterator[tuple[str, Found]]:
    values = {
        "version": read_version(entry.version),
        "approver": entry.approver,
        "author": entry.author,
        "issue_date": entry.date_text,
    }
    for field, value in values.items():
        if value and not is_blank(value, vocabulary):
            text = " ".join(value.split())
            date = read_day(text, order, vocabulary) if field == "issue_date" else None
            yield (
                field,
                Found(value=text, location=entry.location, source="history", label=field, date=date),
            )


def _from_title(document: Document, vocabulary: Vocabulary) -> Iterator[tuple[str, Found]]:
    """Versions beside the title, on the cover or in a page header or footer: "Change Policy v1.2"."""
    lines = 0
    for paragraph in paragraphs_of(document.blocks[: max(front_end(document), 3)]):
        if paragraph.text.strip() and not paragraph.in_contents:
            lines += 1
            yield from _title_version(paragraph, "title", vocabulary)
        if lines == TITLE_LINES:
            break
    for source, blocks in (("header", document.headers), ("footer", document.footers)):
        for paragraph in paragraphs_of(blocks):
            yield from _title_version(paragraph, source, vocabulary)


def _title_version(paragraph: Paragraph, source: str, vocabulary: Vocabulary) -> Iterator[tuple[str, Found]]:
    known = control_words(vocabulary)
    foreign = word_set((*known.provenance, *known.standards))
    text = paragraph.text
    if len(text.split()) > LONGEST_TITLE or foreign & set(tokens(text)):
        return
    found = _TITLE_VERSION.search(text)
    if found is not None:
        value = found["value"] or found["short"]
        place = paragraph.location
        yield "version", Found(value=value, location=place, source=source, label="version")


def _from_sentence(said: Said, order: Order, vocabulary: Vocabulary) -> Iterator[tuple[str, Found]]:
    if said.field in NAME_FIELDS and (_BRACKETS.search(said.value) or find_in_text(said.value, vocabulary)):
        return
    date = read_day(said.value, order, vocabulary) if said.field in DATE_FIELDS else None
    label = said.sentence[:120]
    yield (
        said.field,
        Found(value=said.value, location=said.location, source="text", label=label, date=date),
    )


def _from_properties(document: Document, vocabulary: Vocabulary) -> Iterator[tuple[str, Found]]:
    place = Location(part="properties")
    properties = document.properties
    values = {
        "title": properties.title,
        "author": properties.author,
        "version": properties.version,
        "status": properties.status,
    }
    for field, value in values.items():
        if not is_blank(value.strip(), vocabulary):
            yield field, Found(value=value.strip(), location=place, source="property", label=field)


def _from_file_name(document: Document) -> Iterator[tuple[str, Found]]:
    name = document.name.rsplit(".", 1)[0]
    found = _FILE_VERSION.search(name)
    if found is not None:
        value = found["value"].replace("_", ".")
        yield (
            "version",
            Found(value=value, location=Location(part="file name"), source="file-name", label=name),
        )


# Choosing


def _ranked(
    found: list[Found], field: str, remote: Container[Location], vocabulary: Vocabulary
) -> list[Found]:
    """Best first: by kind of place, exact review cycles before vague ones, then in the document's order.

    ``remote``: places amid the text, where tables have such labels for reasons of their own.
    """
    if field != "review_cycle":
        return sorted(found, key=lambda one: SOURCES.index(one.source) + REMOTE * (one.location in remote))
    exact = word_set(control_words(vocabulary).exact_cycle_words)
    return sorted(found, key=lambda one: (not exact & set(tokens(one.value)), SOURCES.index(one.source)))


def _settle_review_dates(
    values: dict[str, list[Found]], blanks: dict[str, list[Found]], document: Document
) -> None:
    """A lone "Review date" is the next one if it is later than the document's own date, else the last one."""
    for found in values.pop("review_date", []):
        values.setdefault(_last_or_next(found, values, document), []).append(found)
    for found in blanks.pop("review_date", []):
        blanks.setdefault("next_review", []).append(found)


def _last_or_next(found: Found, values: dict[str, list[Found]], document: Document) -> str:
    if "next_review" in values:
        return "last_review"
    if "last_review" in values or found.date is None:
        return "next_review"
    own = [
        other.date
        for field in ("issue_date", "effective_date", "approval_date")
        for other in values.get(field, [])
        if other.date is not None
    ]
    if not own and document.properties.modified is not None:
        own = [document.properties.modified.date()]
    return "next_review" if not own or found.date > max(own) else "last_review"


def _searched(document: Document, histories: Sequence[History]) -> tuple[str, ...]:
    if document.format == "excel":
        sheets = [f"sheet '{sheet.name}'" for sheet in document.sheets[:3]]
        places = [*sheets, "rows above and below the tables", "page headers and footers"]
    else:
        places = ["first page", "tables"]
        places += ["page header"] if document.headers else ["page header (there is none)"]
        places += ["page footer"] if document.footers else ["page footer (there is none)"]
        places += ["change history"] if histories else ["change history (there is none)"]
        places += ["text", "last page"]
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
    best = max(places.values(), key=lambda group: len(_fields(group)))
    return best[0].location if len(_fields(best)) > 1 else None


def _fields(group: Iterable[Candidate]) -> set[str]:
    return {field for candidate in group for field in candidate.label.fields}
