"""Checks of versions: a change history that says something, and one version everywhere."""

import re
from collections.abc import Iterator

import msgspec

from itsmlint.checks import Context, Options, check
from itsmlint.checks.missing import control_place, said, whole
from itsmlint.checks.statuses import status_class
from itsmlint.documents.location import Location
from itsmlint.documents.model import Document, paragraphs_of
from itsmlint.facts.model import Control, Facts, Found, HistoryEntry
from itsmlint.facts.tokens import tokens
from itsmlint.finding import Problem

_NUMBERS = re.compile(r"(?<![\w.])[vVrR]?(\d{1,3}(?:[.,]\d{1,3}){0,3})(?![\w%])")
_FIRST_YEAR = 1900
FEWEST_WORDS = 4
"""Words below a heading that may tell what was changed when."""


class History(Options, frozen=True, kw_only=True):
    """Options of have-history."""

    statement: str = "history-elsewhere"
    """What the text may say instead of a table."""


@check("have-history", given="document", parts=("state",))
def have_history(facts: Facts, options: History, context: Context) -> Iterator[Problem]:
    """The document tells what was changed, when and by whom (ISO/IEC 20000-1, 7.5.3)."""
    if facts.history:
        if len(facts.history) > 1 and not _tells_changes(facts, context.document):
            yield _history_problem(facts, facts.history[0].location, "does not say what was changed")
        return
    if facts.history_table is not None:
        yield _history_problem(facts, whole(facts.history_table), "is empty")
    elif not _told_in_words(facts) and not said(options.statement, context):
        yield _history_problem(facts, control_place(facts.control), "is missing")


def _told_in_words(facts: Facts) -> bool:
    """A history without a table: "Adopted in July 2019, revised in June 2025"."""
    section = facts.section("history")
    return section is not None and section.words >= FEWEST_WORDS


def _tells_changes(facts: Facts, document: Document) -> bool:
    """Whether a row says what was changed, under whatever column header."""
    if facts.history_table is None or any(entry.change for entry in facts.history):
        return True
    known = {text for entry in facts.history for text in (entry.author, entry.approver, entry.date_text)}
    rows = {entry.location.row for entry in facts.history}
    table = facts.history_table.table
    return any(
        len(cell.text.split()) > 1 and cell.text.strip() not in known
        for grid in document.tables()
        if grid.location.table == table
        for (row, _), cell in grid.cells.items()
        if row in rows
    )


def _history_problem(facts: Facts, location: Location, state: str) -> Problem:
    """First issues have no changes to tell, so there it is a hint."""
    version = version_of(facts.control.value("version"))
    first_issue = version is not None and version.number <= (1,)
    return Problem(
        location=location,
        parts={"state": state},
        key="history",
        severity="info" if first_issue else None,
        searched=facts.control.searched,
    )


class Version(msgspec.Struct, frozen=True):
    """A version in comparable form: 1, v1.0 and 1.0.0 are the same."""

    number: tuple[int, ...]
    """Without zeros at the end."""
    major_only: bool = False
    """Written without a minor number: "v2"."""

    def agrees_with(self, other: "Version") -> bool:
        """Equal, or one of them leaves out the minor number: "v2" in a file name for 2.1."""
        if self.major_only or other.major_only:
            return self.number[0] == other.number[0]
        return self.number == other.number


def version_of(text: str) -> Version | None:
    """The version that a value names; None for letters, dates, and values with several numbers."""
    found = _NUMBERS.findall(text.replace("_", "."))
    if len(found) != 1:
        return None
    number = [int(part) for part in re.split("[.,]", found[0])]
    major_only = len(number) == 1
    if number[0] >= _FIRST_YEAR or (number[0] > 99):
        return None
    while len(number) > 1 and number[-1] == 0:
        number.pop()
    return Version(tuple(number), major_only)


class Agreement(Options, frozen=True, kw_only=True):
    """Options of agree-on-version."""

    sources: tuple[str, ...]
    """Sources of a value that speak of this document."""
    template_words: tuple[str, ...]
    """Words of a page header or footer that give the version of the template or form instead."""
    names: dict[str, str]
    """Sources in words: {"file-name": "the file name"}."""


@check("agree-on-version", given="control", parts=("here", "other", "reference", "where"))
def agree_on_version(control: Control, options: Agreement, context: Context) -> Iterator[Problem]:
    """Every place that gives the version gives the same (ISO/IEC 20000-1, 7.5.3)."""
    values = list(_comparable(control, options, context))
    if not values:
        return
    reference, expected = values[0]
    seen: set[tuple[str, str]] = {(reference.source, reference.value)}
    for found, version in values[1:]:
        if version.agrees_with(expected) or (found.source, found.value) in seen:
            continue
        seen.add((found.source, found.value))
        yield Problem(
            location=found.location,
            excerpt=found.value,
            parts={
                "here": options.names.get(found.source, "this place"),
                "other": found.value.strip(),
                "reference": reference.value.strip(),
                "where": options.names.get(reference.source, "another place"),
            },
            key=found.source,
        )


def _comparable(control: Control, options: Agreement, context: Context) -> Iterator[tuple[Found, Version]]:
    """The values that can be compared, the one that counts first, the newest of the history last."""
    draft = status_class(control.value("status"), context.vocabulary) in ("draft", "in-review")
    for found in control.all.get("version", ()):
        if found.source not in options.sources or _is_draft(found.value, context):
            continue
        if found.source in ("header", "footer") and _of_template(context.document, options.template_words):
            continue
        version = version_of(found.value)
        if version is not None:
            yield found, version
    latest = newest_version(context.facts.history)
    if latest is not None and not draft:
        yield latest


def _is_draft(value: str, context: Context) -> bool:
    return any(status_class(word, context.vocabulary) == "draft" for word in tokens(value))


def _of_template(document: Document, words: tuple[str, ...]) -> bool:
    texts = (paragraph.text for paragraph in paragraphs_of((*document.headers, *document.footers)))
    return any(word in words for text in texts for word in tokens(text))


def newest_version(history: tuple[HistoryEntry, ...]) -> tuple[Found, Version] | None:
    """The highest version of the filled rows; None when one cannot be read, since that may be the highest."""
    entries = [(entry, version_of(entry.version)) for entry in history if entry.version]
    if not entries or any(version is None for _, version in entries):
        return None
    entry, version = max(entries, key=lambda each: each[1].number if each[1] else ())
    if version is None or not (entry.date_text or entry.change or entry.author):
        return None
    return Found(value=entry.version, location=entry.location, source="history"), version
