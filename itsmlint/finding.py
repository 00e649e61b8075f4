"""A finding: what a rule has to say about one place."""

from typing import Literal, TypeAlias

import msgspec

from itsmlint.documents.location import Location

Severity: TypeAlias = Literal["error", "warning", "info"]
Confidence: TypeAlias = Literal["high", "medium", "low"]


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """What a check function yields: the bare fact; the engine adds the rule's words to it."""

    location: Location
    excerpt: str = ""
    """The words it is about, as they stand in the document; empty when something is missing."""
    mark: tuple[int, int] | None = None
    """Start and end of the offending words in the excerpt; None: all of it."""
    parts: dict[str, str] = {}
    """Values for the named parts of the rule's message, by name as in the message: {"field": "owner"}."""
    cause: str = ""
    """Problems of one rule in one register or document with the same cause may be folded into one finding."""
    key: str = ""
    """What identifies the place in the fingerprint beyond section and text: row id, field name."""
    severity: Severity | None = None
    """Lower than the rule's, where this case is milder; None: the rule's."""
    searched: tuple[str, ...] = ()
    """Where something that is missing was looked for."""
    fix: str = ""
    """What to do about this very place, put before the rule's fix; problems that fold share it."""
    label: str = ""
    """What the list of a folded finding calls it, such as the id of a row; empty: as the place."""


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """A rule's judgement on a place, ready for any report."""

    rule: str
    name: str
    severity: Severity
    confidence: Confidence
    message: str
    path: str
    location: Location
    excerpt: str = ""
    mark: tuple[int, int] | None = None
    fix: str = ""
    clauses: dict[str, tuple[str, ...]] = {}
    searched: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()
    """All places of a finding that stands for many, as "Sheet!E14" or the location's text."""
    members: tuple[str, ...] = ()
    """Fingerprints of all places of a finding that stands for many."""
    fingerprint: str = ""
    """Survives saving, renumbering and moved rows; 16 hexadecimal digits."""
