"""Which kind of register a table is: by its columns first, then by the names around it.

What speaks for each kind stands in ``rules/vocabulary/registers.yaml``.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

import msgspec

from itsmlint.facts.tokens import holds, label_tokens, name_tokens, tokens
from itsmlint.vocabulary import Vocabulary

CERTAIN_SUM = 6.0
"""Sum of evidence from which a kind is certain (confidence 0.8)."""
ENOUGH_SUM = 3.0
"""Tables with less evidence are of no known kind."""
NAME, FAR_NAME = 3.0, 1.5
"""Evidence of a name in the sheet's name or the title above the table; in the document's title or file name."""


class RegisterKind(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What tells one kind of register from the others."""

    subject: str
    names: tuple[str, ...]
    fields: Mapping[str, float]
    headers: Mapping[str, float]
    needs: tuple[str, ...]
    against: Mapping[str, float] = {}


class NotRegisters(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What tables without records look like."""

    sheets: tuple[str, ...]
    history: tuple[str, ...]
    history_needs: tuple[str, ...]
    scale: tuple[str, ...]


class Registers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Shape of ``rules/vocabulary/registers.yaml``."""

    kinds: Mapping[str, RegisterKind]
    not_registers: NotRegisters


class KindGuess(msgspec.Struct, frozen=True):
    """A kind with its confidence (0 to 1) and the reasons in words."""

    name: str
    confidence: float
    because: tuple[str, ...] = ()


class Names(msgspec.Struct, frozen=True):
    """Names that stand around a table."""

    near: tuple[str, ...] = ()
    """Sheet, titles above the table, heading or caption of a Word table."""
    far: tuple[str, ...] = ()
    """Document title, file name."""


UNKNOWN = KindGuess("table", 0.0)


def guess_kind(
    headers: Sequence[str], fields: Iterable[str], names: Names, vocabulary: Vocabulary
) -> KindGuess:
    """The kind of a table with these column names, mapped to these fields, under these names."""
    known = vocabulary.read("registers", Registers)
    words = [label_tokens(header) for header in headers]
    mapped = frozenset(fields)
    sums = sorted(
        ((_evidence(name, kind, words, mapped, names, vocabulary), name) for name, kind in known.kinds.items()),
        key=lambda scored: (-scored[0][0], scored[1]),
    )
    (best, because), name = sums[0]
    if best < ENOUGH_SUM:
        return UNKNOWN
    confidence = min(0.99, 0.8 + 0.05 * (best - CERTAIN_SUM)) if best >= CERTAIN_SUM else 0.8 * best / CERTAIN_SUM
    second = sums[1][0][0]
    if second > 0.85 * best:
        confidence -= 0.2
    return KindGuess(name, round(max(confidence, 0.1), 2), because)


def subject_of(kind: str, vocabulary: Vocabulary) -> str:
    """What the rows of a kind are: "risk"; empty for kinds that are not in the vocabulary."""
    known = vocabulary.read("registers", Registers).kinds.get(kind)
    return known.subject if known else ""


def _evidence(
    name: str,
    kind: RegisterKind,
    headers: Sequence[tuple[str, ...]],
    fields: frozenset[str],
    names: Names,
    vocabulary: Vocabulary,
) -> tuple[float, tuple[str, ...]]:
    phrases = _phrases(name, vocabulary)
    said = {phrase for phrase, words in phrases.headers if any(holds(header, words) for header in headers)}
    near = _named(phrases.names, names.near)
    named_so = "name" in kind.needs and len(near.split()) > 1
    if not named_so and not any(need in fields or need in said for need in kind.needs if need != "name"):
        return 0.0, ()
    found = sorted((field for field in kind.fields if field in fields), key=lambda field: -kind.fields[field])
    total = min(7.0, sum(kind.fields[field] for field in found))
    named = sorted((phrase for phrase in kind.headers if phrase in said), key=lambda phrase: -kind.headers[phrase])
    total += min(5.0, sum(kind.headers[phrase] for phrase in named))
    total -= sum(
        weight for phrase, weight in kind.against.items() if phrase in said or phrase in fields
    )
    because: list[str] = []
    if found:
        because.append("columns " + ", ".join(field.replace("_", " ") for field in found[:6]))
    if named:
        because.append("column names say " + ", ".join(f"'{phrase}'" for phrase in named[:4]))
    for strength, spoken, what in ((NAME, near, "name"), (FAR_NAME, _named(phrases.names, names.far), "document")):
        if spoken:
            total += strength if len(spoken.split()) > 1 else 0.7 * strength
            because.append(f"{what} says '{spoken}'")
            break
    return total, tuple(because)


class _Phrases(msgspec.Struct, frozen=True):
    headers: tuple[tuple[str, tuple[str, ...]], ...]
    names: tuple[tuple[str, tuple[str, ...]], ...]


@lru_cache(maxsize=128)
def _phrases(name: str, vocabulary: Vocabulary) -> _Phrases:
    kind = vocabulary.read("registers", Registers).kinds[name]
    words = dict.fromkeys((*kind.headers, *kind.needs, *kind.against))
    return _Phrases(
        headers=tuple((phrase, tokens(phrase)) for phrase in words),
        names=tuple(
            (phrase, tokens(phrase)) for phrase in sorted(kind.names, key=lambda phrase: -len(phrase.split()))
        ),
    )


def _named(phrases: Iterable[tuple[str, tuple[str, ...]]], texts: Iterable[str]) -> str:
    spoken = [name_tokens(text) for text in texts if text]
    for phrase, words in phrases:
        if any(holds(text, words) for text in spoken):
            return phrase
    return ""


# Tables without records


def is_side_sheet(name: str, vocabulary: Vocabulary) -> bool:
    """Whether a sheet of this name holds lists, instructions, charts or control data rather than records."""
    return name_tokens(name) in _side_sheets(vocabulary)


def is_history(headers: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether these are the columns of a change history."""
    words = [tokens(header) for header in headers]
    known = vocabulary.read("registers", Registers).not_registers
    history, needs = _token_set(known.history), _token_set(known.history_needs)
    return (
        2 < len(words) <= 8 and all(header in history for header in words) and any(header in needs for header in words)
    )


def are_scale_names(headers: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether these are only names of scales, legends and glossaries."""
    known = _token_set(vocabulary.read("registers", Registers).not_registers.scale)
    words = [tokens(header) for header in headers]
    return all(header in known or not header or all(word.isdigit() for word in header) for header in words)


@lru_cache(maxsize=8)
def _side_sheets(vocabulary: Vocabulary) -> frozenset[tuple[str, ...]]:
    return _token_set(vocabulary.read("registers", Registers).not_registers.sheets)


@lru_cache(maxsize=32)
def _token_set(phrases: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    return frozenset(tokens(phrase) for phrase in phrases)
