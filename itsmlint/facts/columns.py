"""What the columns of a register mean: from their names to fields, by token.

The names and fields stand in ``rules/vocabulary/columns.yaml``. A name can fit several fields and a field several
columns; every fit has a strength from 0 to 100, and the strongest fits are taken first. Names that are too short
to tell ("P", "Risk", "Rating") count only when the column's values fit.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Literal, TypeAlias

import msgspec

from itsmlint.documents.model import Cell
from itsmlint.facts.tokens import position, tokens
from itsmlint.record_values import is_phrase
from itsmlint.vocabulary import Vocabulary

Tokens: TypeAlias = tuple[str, ...]

EXACT, OF_KIND, WITHOUT_SUBJECT, AT_END, AT_START, FALLBACK, INSIDE, WEAK = 100.0, 102.0, 95.0, 80.0, 72.0, 70.0, 66.0, 60.0
ENOUGH = 50.0
"""Weaker fits are no fits."""
LONGEST_NAME = 40
"""Tokens of a column name that are looked at."""


class Field(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A field and the column names that mean it."""

    whole: tuple[str, ...] = msgspec.field(default=(), name="is")
    ends: tuple[str, ...] = ()
    has: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    in_kind: Mapping[str, tuple[str, ...]] = msgspec.field(default={}, name="in")
    fallback: Mapping[str, tuple[str, ...]] = {}
    not_in: tuple[str, ...] = ()
    not_for: Mapping[str, tuple[str, ...]] = {}
    stages: bool = False
    weak: tuple[str, ...] = ()
    values: Literal["", "rating", "number", "word", "date", "text"] = ""
    holds: Literal["", "date", "owner"] = ""


class Columns(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Shape of ``rules/vocabulary/columns.yaml``."""

    subjects: tuple[str, ...]
    stages: Mapping[str, tuple[str, ...]]
    choices: tuple[str, ...]
    fields: Mapping[str, Field]


class Fit(msgspec.Struct, frozen=True, order=True):
    """That a column name fits a field."""

    strength: float
    field: str


class Profile(msgspec.Struct, frozen=True):
    """What the values of a column look like, as shares of its filled cells."""

    filled: int = 0
    numbers: float = 0.0
    ratings: float = 0.0
    """Small numbers, or words such as High and Low."""
    words: float = 0.0
    """Rating words."""
    dates: float = 0.0
    length: float = 0.0
    """Average length in characters."""


class _Index(msgspec.Struct, frozen=True):
    """The names of all fields, by their tokens."""

    whole: Mapping[Tokens, tuple[Fit, ...]]
    ends: Mapping[Tokens, tuple[Fit, ...]]
    has: Mapping[Tokens, tuple[Fit, ...]]
    weak: Mapping[Tokens, tuple[str, ...]]
    in_kind: Mapping[str, Mapping[Tokens, tuple[Fit, ...]]]
    fallback: Mapping[str, Mapping[Tokens, tuple[Fit, ...]]]
    never: Mapping[str, tuple[Tokens, ...]]
    not_for: Mapping[tuple[str, str], frozenset[Tokens]]
    subjects: frozenset[Tokens]
    stages: tuple[tuple[str, Tokens], ...]
    choices: frozenset[str]
    fields: Mapping[str, Field]


_BRACKETS = re.compile(r"\([^()]*\)?|\[[^\[\]]*\]?|\{[^{}]*\}")
_NUMBER_SIGN = re.compile(r"#|№|nº", re.IGNORECASE)
_CUT = re.compile(r"\s[-–—]\s|[:=;?]\s*|\.\s+|\n")
_PARTS = re.compile(r"\s*(?:/|&|\+|,|\||\n|\band\b|\bor\b)\s*", re.IGNORECASE)
_CONNECTING = frozenset(tokens("of for to in on at by if that as from per with vs is will"))


def columns_of(vocabulary: Vocabulary) -> Columns:
    """The vocabulary of columns."""
    return vocabulary.read("columns", Columns)


def header_fits(
    name: str, group: str, kind: str, vocabulary: Vocabulary, subject: str = ""
) -> tuple[Fit, ...]:
    """The fields that a column name fits, strongest first.

    ``group``: the name above it in a two-row header. ``kind``: kind of the register, empty if not known yet;
    ``subject``: what that kind keeps ("risk"): "Risk owner" is then a better owner than "Asset owner".
    """
    return _header_fits(name, group, kind, subject, vocabulary)


def is_field_name(name: str, vocabulary: Vocabulary) -> bool:
    """Whether the text is a column name that is surely known."""
    return any(fit.strength >= AT_END for fit in _header_fits(name, "", "", "", vocabulary))


def assign_fields(
    headers: Mapping[int, tuple[str, str]],
    profiles: Mapping[int, Profile],
    kind: str,
    vocabulary: Vocabulary,
    subject: str = "",
) -> dict[int, str]:
    """Column to field, each field for the column that fits it best.

    ``headers``: column to its name and the name of its group.
    """
    fits: list[tuple[float, int, str]] = []
    for column, (name, group) in headers.items():
        profile = profiles.get(column, Profile())
        for fit in header_fits(name, group, kind, vocabulary, subject):
            strength = _with_values(fit, profile, vocabulary)
            if strength >= ENOUGH:
                fits.append((strength, column, fit.field))
        fits.extend(
            (strength, column, field) for strength, field in _weak_fits(name, group, kind, profile, vocabulary)
        )
    names = {column: tokens(name) for column, (name, _) in headers.items()}
    return _best(_without_letters_of_security(fits, headers), names)


def _best(fits: Iterable[tuple[float, int, str]], names: Mapping[int, Tokens]) -> dict[int, str]:
    """The strongest fits, one a column and one a field.

    Of columns with the same name that mean the same field, the later ones mean nothing else instead.
    """
    assigned: dict[int, str] = {}
    taken: dict[str, int] = {}
    repeated: set[int] = set()
    for _, column, field in sorted(fits, key=lambda fit: (-fit[0], fit[1], fit[2])):
        if column in assigned or column in repeated:
            continue
        if field not in taken:
            assigned[column] = field
            taken[field] = column
        elif names[taken[field]] == names[column]:
            repeated.add(column)
    return dict(sorted(assigned.items()))


def _without_letters_of_security(
    fits: list[tuple[float, int, str]], headers: Mapping[int, tuple[str, str]]
) -> list[tuple[float, int, str]]:
    """C, I and A beside each other are confidentiality, integrity and availability: I is no impact."""
    letters = {name.strip().lower().rstrip("."): column for column, (name, _) in headers.items()}
    if not {"c", "i", "a"} <= letters.keys():
        return fits
    security = {letters["c"], letters["i"], letters["a"]}
    return [fit for fit in fits if fit[1] not in security]


def profile_of(cells: Sequence[Cell], vocabulary: Vocabulary) -> Profile:
    """What the values look like."""
    filled = [cell for cell in cells if cell.text]
    if not filled:
        return Profile()
    count = len(filled)
    numbers = sum(isinstance(cell.value, int | float) or _is_number(cell.text) for cell in filled)
    words = sum(is_rating_word(cell.text, vocabulary) for cell in filled)
    small = sum(_is_small(cell) for cell in filled)
    return Profile(
        filled=count,
        numbers=numbers / count,
        ratings=(small + words) / count,
        words=words / count,
        dates=sum(isinstance(cell.value, date) for cell in filled) / count,
        length=sum(len(cell.text) for cell in filled) / count,
    )


def is_rating_word(text: str, vocabulary: Vocabulary) -> bool:
    """Whether the text is a rating in words: "High", "Very likely", "Medium (3)"."""
    if len(text) > 40:
        return False
    plain = text.strip().lower().lstrip("0123456789 -–:.")
    return any(is_phrase(plain, word) for word in _rating_words(vocabulary).get(plain[:1], ()))


@lru_cache(maxsize=8)
def _rating_words(vocabulary: Vocabulary) -> dict[str, tuple[str, ...]]:
    classes = vocabulary.read("values", dict[str, tuple[str, ...]])
    words: dict[str, list[str]] = {}
    for name in ("high", "medium", "low"):
        for word in classes.get(name, ()):
            words.setdefault(word[:1], []).append(word)
    return {letter: tuple(some) for letter, some in words.items()}


def _is_number(text: str) -> bool:
    return bool(re.fullmatch(r"[<>≤≥~=]*\s*-?\d{1,9}(?:[.,]\d+)?\s*%?", text))


def _is_small(cell: Cell) -> bool:
    if isinstance(cell.value, bool) or not isinstance(cell.value, int | float):
        return bool(re.fullmatch(r"\d{1,2}(?:\.\d+)?", cell.text))
    return 0 <= cell.value <= 100


def _with_values(fit: Fit, profile: Profile, vocabulary: Vocabulary) -> float:
    """The strength of a fit after a look at the values: numbers are no descriptions, texts no ratings."""
    if profile.filled < 2:
        return fit.strength
    field = columns_of(vocabulary).fields[_plain_field(fit.field)]
    if field.values == "text" and profile.numbers + profile.dates > 0.8:
        return fit.strength - 60
    if field.values in ("rating", "number") and profile.ratings + profile.numbers < 0.2 and profile.length > 60:
        return fit.strength - 45
    if _plain_field(fit.field) == "score" and profile.words > 0.6:
        return fit.strength - 8
    if _plain_field(fit.field) == "level" and profile.numbers > 0.6:
        return fit.strength - 8
    if field.holds == "owner" and profile.numbers + profile.dates > 0.8:
        return fit.strength - 60
    if field.holds == "date" and profile.dates < 0.2 and profile.length > 60:
        return fit.strength - 25
    return fit.strength


def _weak_fits(
    name: str, group: str, kind: str, profile: Profile, vocabulary: Vocabulary
) -> Iterator[tuple[float, str]]:
    """Fits of short or ambiguous names whose values tell what they are."""
    index = _index(vocabulary)
    stage, words = _stage(_plain_tokens(name, index), group, index)
    for field_name in index.weak.get(words, ()):
        field = index.fields[field_name]
        if not _exists_in(field, kind) or not _values_fit(field, profile):
            continue
        strength = WEAK if len(name.strip()) > 1 else WEAK - 5
        yield strength, _staged(field_name, field, stage)


def _values_fit(field: Field, profile: Profile) -> bool:
    if not profile.filled:
        return field.values == "text"
    if field.values == "rating":
        return profile.ratings >= 0.6
    if field.values == "number":
        return profile.numbers >= 0.6
    if field.values == "word":
        return profile.words >= 0.6
    if field.values == "date":
        return profile.dates >= 0.3
    return profile.length >= 8 and profile.numbers + profile.words < 0.4


@lru_cache(maxsize=65536)
def _header_fits(name: str, group: str, kind: str, subject: str, vocabulary: Vocabulary) -> tuple[Fit, ...]:
    index = _index(vocabulary)
    best: dict[str, float] = {}
    for words, penalty, whole in _variants(name, index):
        for strength, field in _fits(words, group, kind, subject, index):
            if whole and strength < AT_END + len(words):
                continue
            best[field] = max(best.get(field, 0.0), strength - penalty)
    if not best and group:
        for strength, field in _fits(tokens(group) + tokens(name), "", kind, subject, index):
            best[field] = max(best.get(field, 0.0), strength - 4)
    return tuple(sorted((Fit(strength, field) for field, strength in best.items()), reverse=True))


def _fits(
    words: Tokens, group: str, kind: str, subject: str, index: _Index
) -> Iterator[tuple[float, str]]:
    """Strength and field of each way in which the words fit a field."""
    if not words:
        return
    stage, rest = _stage(words, group, index)
    for fit in _plain_fits(words, kind, subject, index):
        yield fit.strength, _staged(fit.field, index.fields[fit.field], stage if rest == words else "")
    if stage and rest != words:
        for fit in _plain_fits(rest, kind, subject, index):
            if index.fields[fit.field].stages:
                yield fit.strength + 1, _staged(fit.field, index.fields[fit.field], stage)
        if rest == ("risk",) or not rest and stage in ("inherent", "residual"):
            yield WITHOUT_SUBJECT, _staged("score", index.fields["score"], stage)


def _plain_fits(words: Tokens, kind: str, subject: str, index: _Index) -> Iterator[Fit]:
    """Fits of the words without a look at stages."""
    own = index.in_kind.get(kind, {})
    without, removed = _without_subject(words, index)
    for fit in (*own.get(words, ()), *index.whole.get(words, ()), *index.fallback.get(kind, {}).get(words, ())):
        if _allowed(fit.field, words, kind, index, whole=True):
            yield fit
    if removed and without:
        change = _subject_change(removed, subject)
        for fit in (*own.get(without, ()), *index.whole.get(without, ())):
            if _allowed(fit.field, words, kind, index, whole=False):
                yield Fit(min(fit.strength, EXACT) - (EXACT - WITHOUT_SUBJECT) + change, fit.field)
    for length in range(min(len(words) - 1, 6), 0, -1):
        for fit in index.ends.get(words[-length:], ()):
            if _allowed(fit.field, words, kind, index, whole=False):
                extra = len(words) - length - len(removed)
                yield Fit(fit.strength + length - 2 * max(extra, 0), fit.field)
    for length in range(min(len(words) - 1, 6), 0, -1):
        if words[length] in _CONNECTING:
            for fit in (*own.get(words[:length], ()), *index.whole.get(words[:length], ())):
                if _allowed(fit.field, words, kind, index, whole=False):
                    yield Fit(AT_START - len(words) + length, fit.field)
    for start in range(len(words)):
        for end in range(start + 1, min(start + 8, len(words)) + 1):
            for fit in index.has.get(words[start:end], ()):
                if _allowed(fit.field, words, kind, index, whole=False):
                    yield Fit(fit.strength + end - start, fit.field)


def _subject_change(removed: Tokens, subject: str) -> float:
    if not subject:
        return 0.0
    return 4.0 if subject in removed else -4.0


def _allowed(field_name: str, words: Tokens, kind: str, index: _Index, *, whole: bool) -> bool:
    field = index.fields[field_name]
    if not _exists_in(field, kind) or words in index.not_for.get((kind, field_name), ()):
        return False
    return whole or not any(position(words, phrase) is not None for phrase in index.never[field_name])


def _exists_in(field: Field, kind: str) -> bool:
    if kind and field.only and kind not in field.only:
        return False
    return kind not in field.not_in


def _without_subject(words: Tokens, index: _Index) -> tuple[Tokens, Tokens]:
    """The words without the subjects they begin with, and those subjects."""
    removed: Tokens = ()
    while len(words) > 1:
        if words[:2] in index.subjects and len(words) > 2:
            length = 2
        elif words[:1] in index.subjects:
            length = 1
        else:
            break
        removed, words = removed + words[:length], words[length:]
    return words, removed


def _stage(words: Tokens, group: str, index: _Index) -> tuple[str, Tokens]:
    """The stage that the words or else their group name (inherent, residual), and the words without it."""
    for stage, phrase in index.stages:
        found = position(words, phrase)
        if found is not None:
            rest = words[:found] + words[found + len(phrase) :]
            return stage, tuple(word for word in rest if word not in ("treatment", "mitigation", "control") or stage == "current")
    group_words = tokens(group)
    for stage, phrase in index.stages:
        if position(group_words, phrase) is not None:
            return stage, words
    return "", words


def _staged(field_name: str, field: Field, stage: str) -> str:
    if not field.stages or stage in ("", "current"):
        return field_name
    return f"{stage}_{field_name}"


def _plain_field(field: str) -> str:
    for stage in ("inherent_", "residual_", "previous_"):
        if field.startswith(stage) and field != "residual_risk":
            return field.removeprefix(stage)
    return field


def _variants(name: str, index: _Index) -> Iterator[tuple[Tokens, float, bool]]:
    """The name's tokens, then shorter readings of it: what each costs, and whether it must fit as a whole."""
    text = _NUMBER_SIGN.sub(" no ", name)
    outside = _BRACKETS.sub(" ", text).strip()
    joined = 8.0 if "/" in outside else 0.0
    readings = [(outside, joined, False), (text, joined + 3.0, True)]
    first, *others = [piece for piece in _CUT.split(outside) if piece.strip()] or [""]
    readings.append((first, 1.0, False))
    parts = [part for part in _PARTS.split(first) if part.strip()]
    if 1 < len(parts) <= 4 and len(first.split()) <= 8:
        readings.extend((part, 6.0 + 4.0 * min(place, 2), place > 0) for place, part in enumerate(parts))
    readings.extend((piece, 9.0, True) for piece in others[:2])
    seen: set[Tokens] = set()
    for reading, penalty, whole in readings:
        words = tokens(reading)[:LONGEST_NAME]
        for some, cost in ((words, 0.0), (_without_choices(words, index), 4.0)):
            if some and some not in seen:
                seen.add(some)
                yield some, penalty + cost, whole


def _without_choices(words: Tokens, index: _Index) -> Tokens:
    """The words without the list of choices or numbers at their end: "Likelihood 1 low 5 high"."""
    end = len(words)
    while end > 1 and (words[end - 1].isdigit() or words[end - 1] in index.choices):
        end -= 1
    dropped = words[end:]
    return words[:end] if len(dropped) > 1 or any(word.isdigit() for word in dropped) else words


def _plain_tokens(name: str, index: _Index) -> Tokens:
    return next((words for words, _, _ in _variants(name, index)), ())


@lru_cache(maxsize=8)
def _index(vocabulary: Vocabulary) -> _Index:
    columns = columns_of(vocabulary)
    fields = columns.fields
    kinds = sorted({kind for field in fields.values() for kind in (*field.in_kind, *field.fallback)})
    return _Index(
        whole=_by_tokens((name, field.whole, EXACT, 0.05) for name, field in fields.items()),
        ends=_by_tokens((name, field.ends, AT_END, 0.0) for name, field in fields.items()),
        has=_by_tokens((name, field.has, INSIDE, 0.0) for name, field in fields.items()),
        weak=_names_by_tokens((name, field.weak) for name, field in fields.items()),
        in_kind={
            kind: _by_tokens(
                (name, field.in_kind.get(kind, ()), OF_KIND, 0.05) for name, field in fields.items()
            )
            for kind in kinds
        },
        fallback={
            kind: _by_tokens(
                (name, field.fallback.get(kind, ()), FALLBACK, 0.05) for name, field in fields.items()
            )
            for kind in kinds
        },
        never={name: tuple(_tokens(phrase) for phrase in field.never) for name, field in fields.items()},
        not_for={
            (kind, name): frozenset(_tokens(phrase) for phrase in phrases)
            for name, field in fields.items()
            for kind, phrases in field.not_for.items()
        },
        subjects=frozenset(_tokens(subject) for subject in columns.subjects),
        stages=tuple(
            (stage, _tokens(phrase))
            for stage, phrases in columns.stages.items()
            for phrase in sorted(phrases, key=lambda phrase: -len(phrase.split()))
        ),
        choices=frozenset(word for phrase in columns.choices for word in _tokens(phrase)),
        fields=fields,
    )


def _tokens(phrase: str) -> Tokens:
    return tokens(_NUMBER_SIGN.sub(" no ", phrase))


def _by_tokens(
    names: Iterable[tuple[str, tuple[str, ...], float, float]],
) -> dict[Tokens, tuple[Fit, ...]]:
    """Fits by the tokens of their names; later names of a field are a little weaker than earlier ones."""
    found: dict[Tokens, list[Fit]] = {}
    for field, phrases, strength, step in names:
        for rank, phrase in enumerate(phrases):
            fits = found.setdefault(_tokens(phrase), [])
            if not any(fit.field == field for fit in fits):
                fits.append(Fit(strength - step * rank, field))
    found.pop((), None)
    return {words: tuple(fits) for words, fits in found.items()}


def _names_by_tokens(names: Iterable[tuple[str, tuple[str, ...]]]) -> dict[Tokens, tuple[str, ...]]:
    found: dict[Tokens, list[str]] = {}
    for field, phrases in names:
        for phrase in phrases:
            found.setdefault(_tokens(phrase), []).append(field)
    return {words: tuple(fields) for words, fields in found.items()}
