"""Which kind of register a table is: by its columns first, then by the names around it.

What speaks for each kind stands in ``rules/vocabulary/registers.yaml``.
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from functools import lru_cache

import msgspec

from itsmlint.facts.tokens import holds, label_tokens, name_tokens, tokens
from itsmlint.vocabulary import Vocabulary

CERTAIN_SUM = 6.0
"""Sum of evidence from which a kind is certain (confidence 0.8)."""
ENOUGH_SUM = 3.0
"""Tables with less evidence are of no known kind."""
MOST_BY_FIELDS, MOST_BY_WORDS = 7.0, 5.0
"""More columns, or words in their names, do not make a kind more certain."""
LONGEST_PHRASE = 6
"""Words of a phrase of the vocabulary."""
LONGEST_NAME = 40
"""Words of a name that are looked at."""
FEW_FIELDS, MOST_WITH_FEW = 3, 0.7
"""With fewer known columns no kind is more certain than this."""
NAMING = ("id", "no", "number", "ref", "name", "title", "description", "owner")
OWN_NAMES = 1.5
"""Evidence of columns such as "Asset name" and "Risk ID"."""
NEARLY = 0.85
"""A second kind with this part of the best one's evidence makes the best one doubtful."""
NAME, FAR_NAME = 3.0, 1.5
"""Evidence of a name in the sheet's name or the title above; in the document's title or file name."""


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
    side_words: tuple[str, ...]
    example_words: tuple[str, ...]
    history_titles: tuple[str, ...]
    signatures: tuple[str, ...]
    history: tuple[str, ...]
    history_needs: tuple[str, ...]
    scale: tuple[str, ...]


class Registers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Shape of ``rules/vocabulary/registers.yaml``."""

    kinds: Mapping[str, RegisterKind]
    instructions: tuple[str, ...]
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


class _Table(msgspec.Struct, frozen=True):
    """What is known of a table when its kind is asked for."""

    headers: frozenset[tuple[str, ...]]
    """All runs of words in the names of its columns."""
    fields: frozenset[str]
    names: Names
    near: frozenset[tuple[str, ...]]
    """All runs of words in the names near it."""
    far: frozenset[tuple[str, ...]]


def guess_kind(
    headers: Sequence[str], fields: Iterable[str], names: Names, vocabulary: Vocabulary
) -> KindGuess:
    """The kind of a table with these column names, mapped to these fields, under these names."""
    table = _Table(
        headers=_runs(label_tokens(header) for header in headers),
        fields=frozenset(fields),
        names=names,
        near=_runs(name_tokens(name) for name in names.near),
        far=_runs(name_tokens(name) for name in names.far),
    )
    known = vocabulary.read("registers", Registers).kinds
    sums = sorted(
        ((*_evidence(kind, _phrases(name, vocabulary), table), name) for name, kind in known.items()),
        key=lambda scored: (-scored[0], scored[2]),
    )
    best, because, name = sums[0]
    if best < ENOUGH_SUM:
        return UNKNOWN
    confidence = 0.8 * best / CERTAIN_SUM
    if best >= CERTAIN_SUM:
        confidence = min(0.99, 0.8 + 0.05 * (best - CERTAIN_SUM))
    if sums[1][0] > NEARLY * best:
        confidence -= 0.2
    if len(table.fields) < FEW_FIELDS:
        confidence = min(confidence, MOST_WITH_FEW)
    return KindGuess(name, round(max(confidence, 0.1), 2), because)


def subject_of(kind: str, vocabulary: Vocabulary) -> str:
    """What the rows of a kind are: "risk"; empty for kinds that are not in the vocabulary."""
    known = vocabulary.read("registers", Registers).kinds.get(kind)
    return known.subject if known else ""


def _evidence(kind: RegisterKind, phrases: "_Phrases", table: _Table) -> tuple[float, tuple[str, ...]]:
    """The sum of what speaks for the kind, and that in words; 0 if what it needs is not there."""
    said = {phrase for phrase, words in phrases.headers if words in table.headers}
    seen = said | table.fields
    near = next((phrase for phrase, words in phrases.names if words in table.near), "")
    far = next((phrase for phrase, words in phrases.names if words in table.far), "")
    if not _is_possible(kind, seen, near, table.names):
        return 0.0, ()
    fields = _heaviest(kind.fields, table.fields)
    words = _heaviest(kind.headers, said)
    total = min(MOST_BY_FIELDS, sum(kind.fields[field] for field in fields))
    total += min(MOST_BY_WORDS, sum(kind.headers[phrase] for phrase in words))
    total -= sum(weight for phrase, weight in kind.against.items() if phrase in seen)
    if any((kind.subject, word) in table.headers for word in NAMING):
        total += OWN_NAMES
    total += _weight(near, NAME) if near else _weight(far, FAR_NAME)
    because = (
        "columns " + ", ".join(field.replace("_", " ") for field in fields[:6]) if fields else "",
        "column names say " + ", ".join(f"'{phrase}'" for phrase in words[:4]) if words else "",
        f"name says '{near}'" if near else f"document says '{far}'" if far else "",
    )
    return total, tuple(filter(None, because))


def _is_possible(kind: RegisterKind, seen: Set[str], near: str, names: Names) -> bool:
    if any(need in seen for need in kind.needs if need != "name"):
        return True
    return "name" in kind.needs and bool(near) and (len(near.split()) > 1 or _is_whole_name(near, names.near))


def _heaviest(weights: Mapping[str, float], present: Set[str]) -> list[str]:
    return sorted((name for name in weights if name in present), key=lambda name: -weights[name])


def _weight(phrase: str, strength: float) -> float:
    """What a name counts; a single word says less."""
    return strength * min(len(phrase.split()), 2) * 0.5 + (0.2 * strength if len(phrase.split()) == 1 else 0)


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


def _is_whole_name(phrase: str, texts: Iterable[str]) -> bool:
    return any(name_tokens(text) == tokens(phrase) for text in texts)


def _runs(texts: Iterable[tuple[str, ...]]) -> frozenset[tuple[str, ...]]:
    """All runs of at most LONGEST_PHRASE words in the texts."""
    return frozenset(
        text[start:end]
        for text in texts
        for start in range(min(len(text), LONGEST_NAME))
        for end in range(start + 1, min(start + LONGEST_PHRASE, len(text)) + 1)
    )


def is_instruction(text: str, vocabulary: Vocabulary) -> bool:
    """Whether the text begins as if it said what to fill in: "Describe the cause", "Name of the owner"."""
    known = _token_set(vocabulary.read("registers", Registers).instructions)
    words = tokens(text)
    return any(words[:length] in known for length in (1, 2, 3))


# Tables without records


def is_side_sheet(name: str, vocabulary: Vocabulary) -> bool:
    """Whether a sheet of this name holds lists, instructions, charts or control data rather than records."""
    words = name_tokens(name)
    known = _side_sheets(vocabulary)
    side_words = _token_set(vocabulary.read("registers", Registers).not_registers.side_words)
    return (
        words in known
        or any(words[:length] in known for length in range(2, len(words)))
        or any((word,) in side_words for word in words)
    )


def is_example_sheet(name: str, vocabulary: Vocabulary) -> bool:
    """Whether a sheet of this name shows how a register is filled in."""
    examples = _token_set(vocabulary.read("registers", Registers).not_registers.example_words)
    return any((word,) in examples for word in name_tokens(name))


def is_history(headers: Sequence[str], names: Names, vocabulary: Vocabulary) -> bool:
    """Whether these are the columns of a change history, by their names or by the title above them."""
    words = [label_tokens(header) for header in headers]
    known = vocabulary.read("registers", Registers).not_registers
    history, needs = _token_set(known.history), _token_set(known.history_needs)
    titles = [name_tokens(name) for name in names.near]
    if any(holds(title, phrase) for title in titles for phrase in _token_set(known.history_titles)) and any(
        header in history for header in words
    ):
        return True
    return (
        2 < len(words) <= 8
        and all(header in history for header in words)
        and any(header in needs for header in words)
    )


def is_signed(headers: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether somebody signs in one of the columns."""
    known = _token_set(vocabulary.read("registers", Registers).not_registers.signatures)
    return any((word,) in known for header in headers for word in tokens(header))


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
