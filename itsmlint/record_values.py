"""Whether a record's values are what ``where`` and ``unless`` of a rule ask for."""

from collections.abc import Mapping

from itsmlint.facts.model import Record, Value
from itsmlint.phrases import Classes, is_phrase, value_classes
from itsmlint.rule_format import Wanted

__all__ = ["Classes", "holds", "is_phrase", "value_classes", "wanted_record"]


def wanted_record(
    record: Record, where: Mapping[str, Wanted], unless: Mapping[str, Wanted], classes: Classes
) -> bool:
    """Whether a rule with these conditions looks at the record."""
    left_out = any(holds(record.values.get(field), wanted, classes) for field, wanted in unless.items())
    return not left_out and all(
        holds(record.values.get(field), wanted, classes) for field, wanted in where.items()
    )


def holds(value: Value | None, wanted: Wanted, classes: Classes) -> bool:
    """Whether a value (None: its register has no such column) is one of those wanted."""
    options = (wanted,) if isinstance(wanted, str) else wanted
    return any(_is(value, option, classes) for option in options)


def _is(value: Value | None, wanted: str, classes: Classes) -> bool:
    if value is None:
        return wanted == "missing"
    if wanted == "placeholder":
        return value.placeholder
    if wanted == "blank":
        return not value.text.strip()
    if wanted == "filled":
        return bool(value.text.strip()) and not value.placeholder
    return any(is_phrase(value.text, phrase) for phrase in classes.get(wanted, (wanted,)))
