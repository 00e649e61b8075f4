"""Fingerprints: what stays the same of a finding when a document is saved, renumbered or resorted.

A fingerprint is made of the rule, the kind of place, the heading or register it stands in, the row's id and
the field, and the words it is about. Numbers of paragraphs, rows and headings are no part of it, nor is the
file's path: who compares findings of several files compares path and fingerprint.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Sequence

import msgspec

from itsmlint.documents.location import Location

_NUMBER = re.compile(
    r"^\s*(?:(?:section|chapter|clause|article|part|annex|appendix)\s+)?"
    r"(?:\d+(?:\.\d+)*|[A-Za-z](?:\.\d+)+|[A-Z](?=[.)])|[IVXivx]{1,5}(?=[.)]))[.):]*(?=\s|$)\s*",
    re.IGNORECASE,
)
_NOT_WORD = re.compile(r"[\W_]+")


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """What a fingerprint is made of."""

    rule: str
    location: Location
    within: str = ""
    """Name of the register or matrix; empty elsewhere."""
    key: str = ""
    text: str = ""


def fingerprints(marks: Sequence[Mark]) -> list[str]:
    """The fingerprints of a document's findings in the order of the document; equal ones are counted."""
    seen: Counter[str] = Counter()
    result = []
    for mark in marks:
        base = _base(mark)
        seen[base] += 1
        result.append(hashlib.sha256(f"{base}\n{seen[base]}".encode()).hexdigest()[:16])
    return result


def _base(mark: Mark) -> str:
    location = mark.location
    place = mark.within or location.sheet or without_number(location.section or "")
    spot = "table" if location.table else "sheet" if location.sheet else location.part
    return "\n".join((mark.rule, spot, normal(place), normal(mark.key), normal(mark.text)))


def without_number(heading: str) -> str:
    """A heading without its number: "4.2 Targets" is "Targets"."""
    rest = _NUMBER.sub("", heading, count=1)
    return rest or heading


def normal(text: str) -> str:
    """Text by its words alone: lower case, one space between; all of it when there are none."""
    return _NOT_WORD.sub(" ", text.casefold()).strip() or text.strip()
