"""What was understood of documents, for programs: ``inspect --output-format json``."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from itsmlint.facts.model import (
    Control,
    Facts,
    Found,
    Hidden,
    HistoryEntry,
    Placeholder,
    Raci,
    Register,
    Section,
    Statement,
)
from itsmlint.linting import Unread
from itsmlint.reports.json import VERSION, dumps, location, tool


def render(outcomes: Sequence[tuple[str, Facts | Unread]]) -> str:
    """Shown paths and what was understood of them, or why nothing was, as JSON."""
    documents = [
        _unread(path, outcome) if isinstance(outcome, Unread) else _document(path, outcome)
        for path, outcome in outcomes
    ]
    return dumps({"version": VERSION, "tool": tool(), "documents": documents})


def _unread(path: str, outcome: Unread) -> dict[str, Any]:
    return {
        "path": path,
        "readable": False,
        "reason": outcome.error.reason,
        "detail": outcome.error.detail,
        "kind": "unknown",
        "confidence": 0.0,
    }


def _document(path: str, facts: Facts) -> dict[str, Any]:
    return {
        "path": path,
        "readable": True,
        "sha256": facts.sha256,
        "format": facts.format,
        "title": facts.title,
        "kind": facts.kind.name,
        "confidence": round(facts.kind.confidence, 2),
        "because": list(facts.kind.because),
        "topics": list(facts.kind.topics),
        "language": facts.language,
        "template": facts.template,
        "template_because": list(facts.template_because),
        "record": facts.record,
        "words": facts.words,
        **_control(facts.control),
        "history": [_entry(entry) for entry in facts.history],
        "headings": [
            {
                "text": heading.text,
                "level": heading.level,
                "number": heading.number,
                "styled": heading.styled,
                "location": location(heading.location),
            }
            for heading in facts.headings
        ],
        "registers": [_register(register) for register in facts.registers],
        "sections": [entry for section in facts.sections for entry in _sections(section)],
        "matrices": [_matrix(matrix) for matrix in facts.racis],
        "placeholders": [_placeholder(placeholder) for placeholder in facts.placeholders],
        "hidden": [_hidden(hidden) for hidden in facts.hidden],
        "statements": [_statement(statement) for statement in facts.statements],
        "references": [],
    }


def _control(control: Control) -> dict[str, Any]:
    return {
        "control": {field: _found(found) for field, found in control.fields.items()},
        "control_blanks": {
            field: [_found(found) for found in all_] for field, all_ in control.blanks.items()
        },
        "control_searched": list(control.searched),
    }


def _found(found: Found) -> dict[str, Any]:
    return {
        "value": found.value,
        "location": location(found.location),
        "source": found.source,
        "label": found.label,
        "date": _iso(found.date),
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _entry(entry: HistoryEntry) -> dict[str, Any]:
    return {
        "version": entry.version,
        "date": _iso(entry.date) or entry.date_text,
        "author": entry.author,
        "approver": entry.approver,
        "change": entry.change,
        "location": location(entry.location),
    }


def _sections(section: Section) -> list[dict[str, Any]]:
    """A section once for each of its canonical names: "Purpose & Scope" has two."""
    names = section.names or (section.name,)
    return [
        {
            "name": name or None,
            "heading": section.heading,
            "location": location(section.location),
            "level": section.level,
            "number": section.number,
            "words": section.words,
        }
        for name in names
    ]


def _register(register: Register) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "kind": register.kind,
        "confidence": round(register.confidence, 2),
        "because": list(register.because),
        "name": register.name,
    }
    if register.sheet is not None:
        entry["sheet"] = register.sheet
    if register.table is not None:
        entry["table"] = register.table
    return {
        **entry,
        "header_row": register.header_row,
        "first_row": register.first_row,
        "last_row": register.last_row,
        "records": len(register.records),
        "columns": dict(register.fields),
        "headers": {column.letter: column.header for column in register.columns},
        "hidden": register.hidden,
        "card_layout": register.card_layout,
    }


def _matrix(matrix: Raci) -> dict[str, Any]:
    return {
        "name": matrix.name,
        "scheme": matrix.scheme,
        "roles": list(matrix.roles),
        "activities": len(matrix.rows),
        "location": location(matrix.location),
    }


def _placeholder(placeholder: Placeholder) -> dict[str, Any]:
    return {
        "text": placeholder.text,
        "pattern": placeholder.pattern,
        "location": location(placeholder.location),
    }


def _statement(statement: Statement) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "type": statement.type,
        "text": statement.text,
        "measurable": statement.measurable,
        "measures": [{"kind": measure.kind, "text": measure.text} for measure in statement.measures],
        "location": location(statement.location),
    }
    if statement.type == "obligation":
        entry["actor"] = statement.actor
        entry["agentless"] = statement.agentless is not None
    return entry


def _hidden(hidden: Hidden) -> dict[str, Any]:
    return {
        "what": hidden.what,
        "cells": hidden.count,
        "detail": hidden.detail,
        "location": location(hidden.location),
    }
