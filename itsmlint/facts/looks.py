"""What a cell's text looks like: a column name, or a value."""

import re
from functools import lru_cache

from itsmlint.documents.model import Cell
from itsmlint.vocabulary import Vocabulary

VALUE_CLASSES = (
    "high",
    "medium",
    "low",
    "yes",
    "no",
    "nothing",
    "not-applicable",
    "open",
    "closed",
    "frequency",
)
"""Classes of ``rules/vocabulary/values.yaml`` whose members are values rather than column names."""
NAMES_TOO = "column-name"
"""Class of their members that are column names as well."""
LONGEST_LABEL = 60
"""Characters; longer texts are hardly names, unless they ask a question or list choices."""

LONGEST_VALUE = 200
"""Characters; longer texts are neither."""
LONGEST_QUESTION = 30
"""Words."""

_CHOICES = re.compile(r"\([^()]*\)|\n.*", re.DOTALL)
_DIGIT = re.compile(r"\d")
_ID = re.compile(
    r"[A-Za-z]{0,6}[-_ .#]{0,2}\d+(?:[-_.]\d+)*[A-Za-z]?(?:[-_.](?:[A-Za-z]?\d+|\([\da-z]\)))*\.?"
)
_NUMBER = re.compile(r"[<>≤≥~=±]*\s*[-+$€£]?\s*\d[\d.,\s]*\s*(?:%|[a-zA-Z]{1,3})?")
_MAIL_OR_LINK = re.compile(r"\S+@\S+\.\S+|https?://\S+|www\.\S+", re.IGNORECASE)
_UNFILLED = re.compile(
    r"^[\[<{].*[\]>}]$|^[_.\-–—…\s]{3,}$|^(?:dd|mm|yyyy|xx+)(?:[/.\-](?:dd|mm|yy|yyyy|xx+))*$", re.I | re.S
)
_SENTENCE = re.compile(r"[a-z]{2,}[.;!](?:\s|$)")


def is_value(cell: Cell, vocabulary: Vocabulary) -> bool:
    """Whether the cell holds something that stands below column names rather than is one."""
    if not isinstance(cell.value, str):
        return cell.formula or cell.value is not None
    return _is_value_text(cell.text, vocabulary)


def is_unfilled(text: str) -> bool:
    """Whether the whole text waits to be replaced: "[Name]", "<date>", "dd/mm/yyyy"."""
    return bool(_UNFILLED.match(text.strip()))


def labelness(cell: Cell, vocabulary: Vocabulary) -> float:
    """How much the cell looks like a column name, 0 to 1."""
    if not cell.text or is_value(cell, vocabulary):
        return 0.0
    if is_unfilled(cell.text):
        return 0.4
    text, words = cell.text.rstrip(), len(cell.text.split())
    if text.endswith("?") and words <= LONGEST_QUESTION:
        return 0.9
    if words <= 6 and len(text) <= LONGEST_LABEL:
        return 0.8 if text.endswith((".", ",")) else 1.0
    return _labelness_of_long(text)


def _labelness_of_long(text: str) -> float:
    """A long text may still be a name that lists choices in brackets or below it."""
    plain = _CHOICES.sub("", text).strip()
    if len(plain) <= LONGEST_LABEL and len(plain.split()) <= 8:
        return 0.8
    if len(text) > 150 or _SENTENCE.search(text):
        return 0.1
    return 0.4 if len(text) <= 100 else 0.2


@lru_cache(maxsize=16384)
def _is_value_text(text: str, vocabulary: Vocabulary) -> bool:
    plain = text.strip()
    if not plain or len(plain) > LONGEST_VALUE:
        return False
    if any(pattern.fullmatch(plain) for pattern in (_NUMBER, _MAIL_OR_LINK)):
        return True
    if _DIGIT.search(plain) and _ID.fullmatch(plain):
        return True
    return len(plain) <= 30 and plain.casefold() in _value_words(vocabulary)


@lru_cache(maxsize=8)
def _value_words(vocabulary: Vocabulary) -> frozenset[str]:
    classes = vocabulary.read("values", dict[str, tuple[str, ...]])
    words = frozenset(word for name in VALUE_CLASSES for word in classes.get(name, ()))
    names = frozenset(classes.get(NAMES_TOO, ()))
    return frozenset(word for word in words - names if len(word) > 1 or not word.isalpha())


def same_text(one: str, other: str) -> bool:
    """Whether two cells say the same, case and spaces aside."""
    return " ".join(one.casefold().split()) == " ".join(other.casefold().split())
