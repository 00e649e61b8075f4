"""Whether a cell says something, and what kind of thing: the questions most checks of records ask first."""

import re

from itsmlint.checks import Context
from itsmlint.facts.model import Record, Register, Value
from itsmlint.record_values import is_phrase, value_classes


def is_class(text: str, name: str, context: Context) -> bool:
    """Whether a cell is of a class of ``rules/vocabulary/values.yaml``: "Closed (12 May)" is closed."""
    return any(is_phrase(text, phrase) for phrase in value_classes(context.vocabulary).get(name, ()))


def mentions_class(text: str, name: str, context: Context) -> bool:
    """Whether a phrase of a class stands anywhere in the text, as whole words."""
    words = _words(text)
    return any(_words(phrase) in words for phrase in value_classes(context.vocabulary).get(name, ()))


def _words(text: str) -> str:
    """The words of a text in lower case, one blank around each."""
    words = " ".join(re.findall(r"\w+", text.casefold()))
    return f" {words} "


def stated(value: Value | None, context: Context) -> bool:
    """Whether the cell holds more than a blank, a placeholder or a word for nothing ("none", "n/a", "-")."""
    if value is None or not value.text.strip(" -–—.?") or value.placeholder:
        return False
    return not is_class(value.text, "nothing", context)


def any_stated(record: Record, fields: tuple[str, ...], context: Context) -> bool:
    """Whether one of the record's fields says something."""
    return any(stated(record.values.get(field), context) for field in fields)


def present(register: Register, fields: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the fields for which the register has a column."""
    return tuple(field for field in fields if register.column(field) is not None)


def is_what_the_document_is(register: Register, context: Context) -> bool:
    """Whether the document is kept for this register: a short risk table in a plan is not a risk register."""
    return register.kind == context.facts.kind.name


def columns_in_words(register: Register) -> tuple[str, ...]:
    """The columns of a register as places that were searched: "column F (Owner)"."""
    return tuple(f"column {column.letter} ({column.header})" for column in register.columns if column.header)
