"""What a run of ``check`` found: the values that reports are made of."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date

import msgspec

from itsmlint.discovery import Skipped
from itsmlint.documents.unreadable import Reason
from itsmlint.facts.model import Kind
from itsmlint.finding import Finding, Severity
from itsmlint.rule_format import Profile

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
"""From the gravest to the mildest."""

UNKNOWN = Kind("unknown", 0.0)


class Failure(msgspec.Struct, frozen=True, kw_only=True):
    """A defect of itsmlint that showed on a document; the run went on."""

    path: str
    what: str
    """What was being done: "understanding the document", "rule RSK001"."""
    error: str
    """The error and where in the program it was raised; no text of the document."""


class Checked(msgspec.Struct, frozen=True, kw_only=True):
    """A document and what was found in it."""

    path: str
    sha256: str | None = None
    """None for a file whose content is no document."""
    kind: Kind = UNKNOWN
    template: bool = False
    """A blank template: it is not asked for its values."""
    unreadable: Reason | None = None
    findings: tuple[Finding, ...] = ()
    failures: tuple[Failure, ...] = ()

    @property
    def readable(self) -> bool:
        """Whether it could be read and understood."""
        return self.unreadable is None


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """Everything a report needs to know."""

    documents: tuple[Checked, ...]
    skipped: tuple[Skipped, ...] = ()
    as_of: date
    rules: int
    """How many rules were run."""
    known_rules: int
    """How many there are: what the settings switch off must not go unsaid."""
    profile: str = "audit-ready"
    """The profile that was asked for."""
    profiles: Mapping[str, Profile] = {}
    """Rules that ran, by id, and the profile each belongs to."""
    left_out: Mapping[str, Profile] = {}
    """Stable rules up to that profile which did not run on every document, by id, and their profile."""
    changed: tuple[str, ...] = ()
    """Rules whose options or severity the configuration sets, by id."""

    def findings(self) -> Iterator[Finding]:
        """All findings, document by document."""
        for document in self.documents:
            yield from document.findings

    def failures(self) -> Iterator[Failure]:
        """All defects of itsmlint that showed."""
        for document in self.documents:
            yield from document.failures

    def severities(self) -> Counter[Severity]:
        """How many findings there are of each severity."""
        return Counter(finding.severity for finding in self.findings())

    def worst(self) -> Severity | None:
        """The gravest severity found."""
        found = self.severities()
        return next((severity for severity in SEVERITIES if found[severity]), None)
