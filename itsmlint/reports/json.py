"""The report for programs: JSON whose fields and their order stay the same within version 1."""

import json
from collections import Counter
from typing import Any

from itsmlint import __version__
from itsmlint.documents.location import Location
from itsmlint.finding import Finding
from itsmlint.reports.layout import Look
from itsmlint.reports.standing import standing
from itsmlint.run import SEVERITIES, Checked, Run

VERSION = 1
PLACE_FIELDS = ("section", "paragraph", "table", "row", "column", "sheet", "cell", "label")


def render(run: Run, look: Look) -> str:
    """The whole report; it says the same whatever the look."""
    return dumps(report(run))


def dumps(data: Any) -> str:
    """JSON in ASCII: whatever a document holds, it arrives as it was sent."""
    return json.dumps(data, indent=2, ensure_ascii=True) + "\n"


def report(run: Run) -> dict[str, Any]:
    """The report as data."""
    return {
        "version": VERSION,
        "tool": tool(),
        "as_of": run.as_of.isoformat(),
        "profile": run.profile,
        "summary": _summary(run),
        "documents": [_document(document) for document in run.documents],
        "findings": [_finding(finding) for finding in run.findings()],
        "skipped": [{"path": skipped.shown, "reason": skipped.reason} for skipped in run.skipped],
        "failures": [
            {"path": failure.path, "what": failure.what, "error": failure.error} for failure in run.failures()
        ],
    }


def tool() -> dict[str, str]:
    """Who wrote the report."""
    return {"name": "itsmlint", "version": __version__}


def _summary(run: Run) -> dict[str, Any]:
    severities = run.severities()
    by_rule = Counter(finding.rule for finding in run.findings())
    stands = standing(run)
    return {
        "documents": len(run.documents),
        "unreadable": sum(not document.readable for document in run.documents),
        "with_findings": sum(bool(document.findings) for document in run.documents),
        "skipped": len(run.skipped),
        "rules": run.rules,
        "known_rules": run.known_rules,
        "findings": severities.total(),
        **{severity: severities[severity] for severity in SEVERITIES},
        "by_rule": dict(sorted(by_rule.items())),
        "profile": stands.reached,
        "profile_because": stands.words,
    }


def _document(document: Checked) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "path": document.path,
        "sha256": document.sha256,
        "kind": document.kind.name,
        "confidence": round(document.kind.confidence, 2),
        "readable": document.readable,
    }
    return entry if document.readable else {**entry, "reason": document.unreadable}


def _finding(finding: Finding) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "rule": finding.rule,
        "name": finding.name,
        "severity": finding.severity,
        "confidence": finding.confidence,
        "message": finding.message,
        "path": finding.path,
        "location": location(finding.location),
        "excerpt": finding.excerpt,
    }
    if finding.mark is not None:
        entry["mark"] = list(finding.mark)
    entry["fix"] = finding.fix
    entry["clauses"] = {standard: list(numbers) for standard, numbers in finding.clauses.items()}
    for name in ("searched", "cells", "members"):
        if values := getattr(finding, name):
            entry[name] = list(values)
    entry["fingerprint"] = finding.fingerprint
    return entry


def location(place: Location) -> dict[str, Any]:
    """A place: its words and those of its numbers and names that are set."""
    values = {name: getattr(place, name) for name in PLACE_FIELDS}
    return {"text": place.text, "part": place.part, **{k: v for k, v in values.items() if v is not None}}
