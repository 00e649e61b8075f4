"""Running rules over a document: places, check functions, hiding, folding, words.

The engine knows no rule and no file format. What it does with a rule is explained to writers of rules in
``docs/rule-format.md``.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import msgspec

from itsmlint.causes import Raised, folded, without_hidden
from itsmlint.checks import Context
from itsmlint.documents.location import Location, column_number
from itsmlint.documents.model import Document
from itsmlint.documents.unreadable import UnreadableError
from itsmlint.facts.model import Facts, Kind, Register
from itsmlint.finding import Finding, Problem, Severity
from itsmlint.fingerprints import Mark, fingerprints
from itsmlint.messages import TemplateError, fill, safe, safe_excerpt, safe_message, shorten
from itsmlint.places import Place, document_parts, places
from itsmlint.record_values import Classes, value_classes, wanted_record
from itsmlint.rule_format import OF_REGISTERS, Rule
from itsmlint.rules import typed_options
from itsmlint.statement_values import wanted_statement
from itsmlint.vocabulary import Vocabulary

CERTAIN = 0.8
"""From this confidence on a kind is taken as certain."""
LISTED = 5
"""Places that {list} names before "and n more"."""
PART_LENGTH = 160
"""Longest text that is put into a message for one part."""

_SEVERITIES: tuple[Severity, ...] = ("info", "warning", "error")
_PARTS_IN_ORDER = (
    "file",
    "file name",
    "properties",
    "header",
    "body",
    "footer",
    "footnote",
    "endnote",
    "comment",
)


class RuleFailedError(Exception):
    """A rule raised an error on a document: a defect of the rule's check function, not of the document."""

    def __init__(self, rule: str, path: str, cause: Exception) -> None:
        super().__init__(f"rule {rule} failed on {safe(path)}: {type(cause).__name__}")
        self.rule = rule
        self.path = path
        self.cause = cause


class _Run(msgspec.Struct):
    """One document being checked."""

    document: Document
    facts: Facts
    context: Context
    places: dict[str, list[Place]] = {}
    totals: Counter[tuple[str, str, int]] = msgspec.field(default_factory=Counter)
    """Places that each rule looked at, by rule and container."""


def check_document(  # noqa: PLR0913 - the last three are what a run knows beside the document
    document: Document,
    facts: Facts,
    rules: Iterable[Rule],
    *,
    vocabulary: Vocabulary,
    as_of: date,
    accepted_teams: frozenset[str] = frozenset(),
) -> list[Finding]:
    """The findings of the rules in one document, in its order.

    Raises :class:`RuleFailedError` when a check function raises.
    """
    context = Context(
        document=document, facts=facts, vocabulary=vocabulary, as_of=as_of, accepted_teams=accepted_teams
    )
    run = _Run(document, facts, context)
    chosen = [rule for rule in rules if rule.given != "file" and _looks_at(rule, facts)]
    raised = [item for rule in chosen for item in _raise_all(rule, run)]
    return _findings(raised, run)


def needs_statements(rules: Iterable[Rule], facts: Facts) -> bool:
    """Whether any of the rules has business in the document and looks at its sentences."""
    asking = (rule for rule in rules if rule.given == "statements" or _asks(rule, "statements"))
    return any(_looks_at(rule, facts) for rule in asking)


def _asks(rule: Rule, what: str) -> bool:
    return what in typed_options(rule)[0].needs


def check_unreadable(shown: str, error: UnreadableError, rules: Iterable[Rule]) -> list[Finding]:
    """The findings about a file that cannot be read; none when no rule is about its reason."""
    excel = shown.rpartition(".")[2].lower().startswith("xl")
    document = Document(path=shown, format="excel" if excel else "word", sha256="")
    facts = Facts(path=shown, sha256="", format=document.format, kind=Kind("unknown", 0.0))
    context = Context(document=document, facts=facts, vocabulary=Vocabulary(), as_of=date.min)
    place = Place(value=error, parts={"reason": error.reason.replace("-", " "), "detail": error.detail})
    run = _Run(document, facts, context, {"file": [place]})
    raised = [item for rule in rules if rule.given == "file" for item in _raise_all(rule, run)]
    return _findings(raised, run)


# Which rules look at what


def _looks_at(rule: Rule, facts: Facts) -> bool:
    """Whether the rule has any business in the document."""
    if facts.template and rule.in_templates == "skip":
        return False
    if facts.record and rule.in_records == "skip":
        return False
    if rule.topics and not set(rule.topics) & set(facts.kind.topics):
        return False
    if rule.given in OF_REGISTERS:
        return True
    return _right_kind(rule, facts, facts.kind.name, facts.kind.confidence)


def _right_kind(rule: Rule, facts: Facts, kind: str, confidence: float) -> bool:
    if kind in rule.not_for:
        return False
    if "all" not in rule.applies_to and facts.format not in rule.applies_to and kind not in rule.applies_to:
        return False
    return confidence >= CERTAIN or not rule.certain_only


def _places(rule: Rule, run: _Run) -> Iterator[Place]:
    if rule.given not in run.places:
        run.places[rule.given] = list(places(rule.given, run.document, run.facts))
    classes = value_classes(run.context.vocabulary) if rule.where or rule.unless else {}
    right: dict[tuple[str, int], bool] = {}
    for place in run.places[rule.given]:
        if place.register is not None:
            if place.container not in right:
                register = place.register
                right[place.container] = _right_kind(rule, run.facts, register.kind, register.confidence)
            if not right[place.container]:
                continue
        if (rule.where or rule.unless) and not _is_wanted(rule, place, classes):
            continue
        run.totals[(rule.id, *place.container)] += 1
        yield place


def _is_wanted(rule: Rule, place: Place, classes: Classes) -> bool:
    """Whether a record or statement is what the rule's conditions ask for."""
    if rule.given == "statements":
        return wanted_statement(place.value, rule.where, rule.unless)
    return rule.given != "records" or wanted_record(place.value.record, rule.where, rule.unless, classes)


# Running check functions


def _raise_all(rule: Rule, run: _Run) -> Iterator[Raised]:
    function, options = typed_options(rule)
    shared = {**document_parts(run.facts, run.document), "as_of": run.context.as_of.isoformat()}
    words = _option_words(options)
    for place in _places(rule, run):
        parts = {
            **shared,
            **words,
            **place.shared,
            **_column_part(words, options, place.register),
            **place.parts,
        }
        try:
            for problem in function.function(place.value, options, run.context):
                yield Raised(rule=rule, place=place, problem=problem, parts={**parts, **problem.parts})
        except Exception as error:
            raise RuleFailedError(rule.id, run.document.path, error) from error


def _option_words(options: Any) -> dict[str, str]:
    """The options that are text, as words: ``due_date`` is "due date"."""
    values = {name: getattr(options, name) for name in options.__struct_fields__}
    return {name: value.replace("_", " ") for name, value in values.items() if isinstance(value, str)}


def _column_part(words: Mapping[str, str], options: Any, register: Register | None) -> dict[str, str]:
    if register is None or "field" not in words:
        return {}
    column = register.column(options.field)
    return {"column": column.header if column else words["field"]}


# Problems become findings


def _findings(raised: list[Raised], run: _Run) -> list[Finding]:
    sheets = {sheet.name: sheet.index for sheet in run.document.sheets}
    raised.sort(key=lambda item: (*_position(item.problem.location, sheets), item.rule.id))
    prints = fingerprints([_mark(item) for item in raised])
    kept = without_hidden(list(zip(raised, prints, strict=True)), run.facts)
    return [_worded(group, run) for group in folded(kept)]


def _worded(group: Sequence[tuple[Raised, str]], run: _Run) -> Finding:
    try:
        return _finding(group, run)
    except TemplateError as error:  # the check function left out a part that it promises
        raise RuleFailedError(group[0][0].rule.id, run.document.path, error) from error


def _position(location: Location, sheets: Mapping[str, int]) -> tuple[int, ...]:
    """Where in the document a place stands, for sorting."""
    part = "body" if location.part in ("sheet", "text box") else location.part
    rank = _PARTS_IN_ORDER.index(part) if part in _PARTS_IN_ORDER else len(_PARTS_IN_ORDER)
    ordinal = (location.anchor or "").rpartition("#")[2]
    return (
        rank,
        sheets.get(location.sheet or "", 0),
        int(ordinal) if ordinal.isdecimal() else 0,
        location.table or 0,
        location.row or 0,
        column_number(location.column or "") if (location.column or "A").isalpha() else 0,
        location.paragraph or 0,
    )


def _mark(item: Raised) -> Mark:
    problem = item.problem
    field = item.rule.then.options.get("field", "") if item.place.register else ""
    return Mark(
        rule=item.rule.id,
        location=problem.location,
        within=item.place.container_name,
        key="\x1f".join(filter(None, (item.place.key, field, problem.key))),
        text=problem.excerpt,
    )


def _finding(group: Sequence[tuple[Raised, str]], run: _Run) -> Finding:
    (item, fingerprint), *others = group
    rule, problem = item.rule, item.problem
    excerpt, mark = safe_excerpt(problem.excerpt, problem.mark)
    message = _message(item, excerpt)
    if others:
        message = _folded_message(group, message, run)
        fingerprint = _folded_fingerprint(item)
    return Finding(
        rule=rule.id,
        name=rule.name,
        severity=_severity(rule, problem, run.facts),
        confidence=rule.confidence,
        message=safe_message(message),
        path=safe(run.document.path),
        location=safe_location(problem.location),
        excerpt=excerpt,
        mark=mark,
        fix=f"{safe_message(problem.fix)} {rule.fix}" if problem.fix else rule.fix,
        clauses=rule.clauses,
        searched=tuple(safe_message(place) for place in problem.searched),
        cells=tuple(cell_name(other.problem.location) for other, _ in group) if others else (),
        members=tuple(member for _, member in group) if others else (),
        fingerprint=fingerprint,
    )


def _severity(rule: Rule, problem: Problem, facts: Facts) -> Severity:
    allowed = [rule.severity]
    if problem.severity is not None:
        allowed.append(problem.severity)
    if facts.template and rule.in_templates == "info":
        allowed.append("info")
    return min(allowed, key=_SEVERITIES.index)


def _message(item: Raised, excerpt: str) -> str:
    parts = {**item.parts, "excerpt": excerpt, "place": item.problem.location.text}
    return fill(item.rule.message, _short(parts))


def _short(parts: Mapping[str, str]) -> dict[str, str]:
    return {
        name: shorten(" ".join(text[: 4 * PART_LENGTH].split()), PART_LENGTH) for name, text in parts.items()
    }


def _folded_message(group: Sequence[tuple[Raised, str]], first: str, run: _Run) -> str:
    item = group[0][0]
    template = item.rule.message_folded
    if not template:
        return f"{first.rstrip()} And {len(group) - 1} more like it."
    labels = dict.fromkeys(
        other.problem.label or other.place.label or cell_name(other.problem.location) for other, _ in group
    )
    names = [shorten(label, 40) for label in labels]
    more = f" and {len(names) - LISTED} more" if len(names) > LISTED else ""
    counted = {
        "count": str(len(group)),
        "total": str(run.totals[(item.rule.id, *item.place.container)]),
        "list": ", ".join(names[:LISTED]) + more,
    }
    parts = {**item.parts, "excerpt": item.problem.excerpt, "place": item.problem.location.text}
    return fill(template, {**_short(parts), **counted})


def _folded_fingerprint(item: Raised) -> str:
    """Of the cause, so that a finding stays the same when one of its places is mended."""
    whole = Location(part=item.problem.location.part, sheet=item.problem.location.sheet)
    cause = Mark(
        rule=item.rule.id,
        location=whole,
        within=item.place.container_name,
        key=item.place.key if item.rule.given == "columns" else str(item.rule.then.options.get("field", "")),
        text=item.problem.cause,
    )
    return fingerprints([cause])[0]


def safe_location(location: Location) -> Location:
    """The location with its words made safe to show."""
    return msgspec.structs.replace(
        location,
        section=_safe_words(location.section),
        sheet=None if location.sheet is None else safe(location.sheet),
        label=_safe_words(location.label),
    )


def _safe_words(text: str | None) -> str | None:
    return None if text is None else safe_excerpt(text, None)[0]


def cell_name(location: Location) -> str:
    """A place in one line, cells as "Sheet!E14"."""
    if location.sheet is not None and location.cell is not None:
        return safe(f"{location.sheet}!{location.cell}")
    return safe_message(location.text)
