"""What the columns of a register mean: from their names to fields, by token.

The names and fields stand in ``rules/vocabulary/columns.yaml``. A name can fit several fields and a field
several columns; every fit has a strength from 0 to 100, and the strongest fits are taken first. Names that
are too short to tell ("P", "Risk", "Rating") count only when the column's values fit.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Literal, TypeAlias

import msgspec

from itsmlint.documents.model import Cell
from itsmlint.facts.dates import is_date_like
from itsmlint.facts.tokens import position, tokens
from itsmlint.phrases import is_phrase
from itsmlint.vocabulary import Vocabulary

Tokens: TypeAlias = tuple[str, ...]

OF_KIND, EXACT, WITHOUT_SUBJECT = 102.0, 100.0, 95.0
"""Strength of a whole name: of this kind of register, of any, of any without its subject ("Risk status")."""
AT_END, FALLBACK, AT_START, INSIDE = 80.0, 78.0, 72.0, 66.0
"""Strength of a part of a name, and of names that mean the field for want of a better column."""
WEAK = 60.0
"""Strength of names that count only with fitting values."""
ENOUGH = 50.0
"""Weaker fits are no fits."""
LONGEST_SURE_NAME = 80
"""Characters; longer texts may be names, but by their words alone nobody can be sure."""
SHORTEST_MENDED = 7
"""Letters; shorter words are not taken for misspelt ones."""
MOST = 0.6
"""Share of its values that tells what a column holds."""
MENDED = 4.0
"""What a fit loses when the name had to be mended or read together with its group."""
LONGEST_PART = 6
"""Words of a part of a name that is looked up."""
WEAKER = 26.0
"""What a fit loses in kinds of register in which another field should have the column first."""
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
    weaker_in: tuple[str, ...] = ()
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
    fillers: tuple[str, ...]
    fields: Mapping[str, Field]


class Fit(msgspec.Struct, frozen=True, order=True):
    """That a column name fits a field."""

    strength: float
    field: str


class Profile(msgspec.Struct, frozen=True):
    """What the values of a column look like, as shares of its filled cells."""

    filled: int = 0
    typed: int = 0
    """Filled cells that are no formulas."""
    numbers: float = 0.0
    ratings: float = 0.0
    """Small numbers, or words such as High and Low."""
    words: float = 0.0
    """Rating words."""
    dates: float = 0.0
    ids: float = 0.0
    """Short numbers and codes: "R-12", "A.5.1"."""
    options: float = 0.0
    """Words that only name a way to treat a risk, such as Reduce."""
    length: float = 0.0
    """Average length in characters."""


class _Index(msgspec.Struct, frozen=True):
    """The names of all fields, by their tokens."""

    whole: Mapping[Tokens, tuple[Fit, ...]]
    ends: Mapping[Tokens, tuple[Fit, ...]]
    has: Mapping[Tokens, tuple[Fit, ...]]
    has_words: frozenset[str]
    """The first words of the names in ``has``."""
    weak: Mapping[Tokens, tuple[str, ...]]
    in_kind: Mapping[str, Mapping[Tokens, tuple[Fit, ...]]]
    fallback: Mapping[str, Mapping[Tokens, tuple[Fit, ...]]]
    never: Mapping[str, tuple[Tokens, ...]]
    not_for: Mapping[tuple[str, str], frozenset[Tokens]]
    subjects: frozenset[Tokens]
    stages: tuple[tuple[str, Tokens], ...]
    stage_words: frozenset[str]
    """The first words of the stages' names."""
    choices: frozenset[str]
    fillers: frozenset[str]
    phrases: frozenset[Tokens]
    """All whole names."""
    fields: Mapping[str, Field]
    words: frozenset[str]
    """All long words of the names."""
    slips: Mapping[str, tuple[str, ...]]
    """Those words with one letter left out."""


_BRACKETS = re.compile(r"\([^()]*\)?|\[[^\[\]]*\]?|\{[^{}]*\}")
_NUMBER_SIGN = re.compile(r"#|№|\bn[º°]", re.IGNORECASE)
_CUT = re.compile(r"\s[-–—]\s|[:=;?]\s*|(?<=[a-z]{4})\.\s+")
_PARTS = re.compile(r"\s*(?:/|&|\+|,|\||\n|\band\b|\bor\b)\s*", re.IGNORECASE)
_CODE = re.compile(r"(?:[A-Za-z]{1,8}[-_ .#]?){0,3}\d+(?:[-_. ]?[A-Za-z\d]{1,4}){0,4}", re.ASCII)
_ANSWERS = re.compile(r"\b(?:yes|y)\s*(?:/|or|,)\s*(?:no|n)\b", re.IGNORECASE)
_TIMES = frozenset(("after", "post", "before", "pre"))
"""Stages whose following words only say after or before what."""
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
    if len(name) > LONGEST_SURE_NAME:
        return False
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
            (strength, column, field)
            for strength, field in _weak_fits(name, group, kind, profile, vocabulary)
        )
    names = {column: tokens(name) for column, (name, _) in headers.items()}
    return _best(_without_misleading(fits, headers), names)


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


def _without_misleading(
    fits: list[tuple[float, int, str]], headers: Mapping[int, tuple[str, str]]
) -> list[tuple[float, int, str]]:
    """C, I and A beside each other are confidentiality, integrity and availability: I is no impact.

    Likewise "No" beside "Yes" is an answer and no number.
    """
    names = {" ".join(tokens(name)) for name, _ in headers.values()}
    if "yes" in names:
        fits = [fit for fit in fits if fit[2] != "id" or tokens(headers[fit[1]][0]) != ("no",)]
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
        typed=sum(not cell.formula for cell in filled),
        numbers=numbers / count,
        ratings=(small + words) / count,
        words=words / count,
        dates=sum(isinstance(cell.value, date) or is_date_like(cell.text) for cell in filled) / count,
        options=sum(is_option(cell.text, vocabulary) for cell in filled) / count,
        ids=sum(bool(_CODE.fullmatch(cell.text)) for cell in filled) / count,
        length=sum(len(cell.text) for cell in filled) / count,
    )


def is_rating_word(text: str, vocabulary: Vocabulary) -> bool:
    """Whether the text is a rating in words: "High", "Very likely", "Medium (3)"."""
    if len(text) > 40:
        return False
    plain = text.strip().lower().lstrip("0123456789 -–:.")
    return any(is_phrase(plain, word) for word in _rating_words(vocabulary).get(plain[:1], ()))


def is_option(text: str, vocabulary: Vocabulary) -> bool:
    """Whether the text only names a way to treat a risk: "Mitigate", "Accept"."""
    classes = vocabulary.read("values", dict[str, tuple[str, ...]])
    return len(text) <= 20 and text.strip().casefold() in classes.get("treatment-option", ())


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
    plain = _plain_field(fit.field)
    if plain == "treatment" and profile.options >= MOST:
        return OF_KIND + 1
    field = columns_of(vocabulary).fields[plain]
    typed = profile.numbers + profile.dates
    doubts = (
        (30.0, plain == "id" and profile.ids < 0.2 and profile.length > 20),
        (40.0, plain == "name" and profile.ids > 0.8 and profile.length < 12),
        (60.0, field.values == "text" and typed > 0.8),
        (
            45.0,
            field.values in ("rating", "number") and profile.ratings + typed < 0.2 and profile.length > 60,
        ),
        (32.0, field.values == "rating" and profile.ratings + typed < 0.2 and profile.length > 3),
        (8.0, plain == "score" and profile.words > 0.6),
        (8.0, plain == "level" and profile.numbers > 0.6),
        (60.0, field.holds == "owner" and (typed > 0.8 or profile.length > 45)),
        (25.0, field.holds == "date" and profile.dates < 0.2 and profile.length > 60),
    )
    return fit.strength - max(doubt for doubt, holds in (*doubts, (0.0, True)) if holds)


def _weak_fits(
    name: str, group: str, kind: str, profile: Profile, vocabulary: Vocabulary
) -> Iterator[tuple[float, str]]:
    """Fits of short or ambiguous names whose values tell what they are."""
    index = _index(vocabulary)
    for reading, cost, _ in _variants(name, index):
        stage, words = _stage(reading, group, index)
        for field_name in index.weak.get(words, ()):
            field = index.fields[field_name]
            if _exists_in(field, kind) and _values_fit(field, profile):
                yield WEAK - min(cost, 6.0), _staged(field_name, field, stage)


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
    context = " ".join((*_BRACKETS.findall(name), group))
    asked = _Asked(context, kind, subject, index)
    readings = list(_variants(name, index))
    best = _strongest(readings, asked)
    if not best:
        best = _strongest(
            [(_repaired(words, index), cost + MENDED, whole) for words, cost, whole in readings], asked
        )
    if not best and group:
        both = tokens(group) + tokens(name)
        best = _strongest([(both, MENDED, False)], _Asked("", kind, subject, index))
    return tuple(sorted((Fit(strength, field) for field, strength in best.items()), reverse=True))


def _strongest(readings: Iterable[tuple[Tokens, float, bool]], asked: "_Asked") -> dict[str, float]:
    """Field to the strength of its best fit among the readings of a name."""
    best: dict[str, float] = {}
    for words, cost, whole in readings:
        for strength, field in _fits(words, asked):
            if whole and strength < AT_END + len(words):
                continue
            weaker = asked.kind in asked.index.fields[_plain_field(field)].weaker_in
            best[field] = max(best.get(field, 0.0), strength - cost - (WEAKER if weaker else 0.0))
    return best


class _Asked(msgspec.Struct, frozen=True):
    """In which light a name is read."""

    context: str
    """What stands in brackets beside the name, and the name of its group."""
    kind: str
    subject: str
    index: _Index


def _fits(words: Tokens, asked: _Asked) -> Iterator[tuple[float, str]]:
    """Strength and field of each way in which the words fit a field."""
    if not words:
        return
    index = asked.index
    stage, rest = _stage(words, asked.context, index)
    for fit in _plain_fits(words, asked):
        yield fit.strength, _staged(fit.field, index.fields[fit.field], stage if rest == words else "")
    if stage and rest != words:
        for fit in _plain_fits(rest, asked):
            if index.fields[fit.field].stages:
                yield fit.strength + 1, _staged(fit.field, index.fields[fit.field], stage)
        if rest == ("risk",) or words in (("inherent",), ("residual",)):
            yield WITHOUT_SUBJECT, _staged("score", index.fields["score"], stage)


def _plain_fits(words: Tokens, asked: _Asked) -> Iterator[Fit]:
    """Fits of the words without a look at stages."""
    yield from (fit for fit in _whole_fits(words, asked, fallback=True) if _allowed(fit.field, words, asked))
    without, removed = _without_subject(words, asked.index)
    change = _subject_change(removed, asked.subject) - (EXACT - WITHOUT_SUBJECT)
    parts = [
        Fit(min(fit.strength, EXACT) + change, fit.field)
        for fit in (_whole_fits(without, asked) if removed else ())
    ]
    parts.extend(_partial_fits(words, len(removed), asked))
    for fit in parts:
        if _allowed(fit.field, words, asked) and not _is_vetoed(fit.field, words, asked):
            yield fit


def _whole_fits(words: Tokens, asked: _Asked, *, fallback: bool = False) -> Iterator[Fit]:
    """Fits of all the words, the best first."""
    yield from asked.index.in_kind.get(asked.kind, {}).get(words, ())
    yield from asked.index.whole.get(words, ())
    if fallback:
        yield from asked.index.fallback.get(asked.kind, {}).get(words, ())


def _partial_fits(words: Tokens, subjects: int, asked: _Asked) -> Iterator[Fit]:
    """Fits of the end, the beginning or some words within; ``subjects``: how many subjects stand in front."""
    index = asked.index
    for length in range(min(len(words) - 1, LONGEST_PART), 0, -1):
        extra = max(len(words) - length - subjects, 0)
        for fit in index.ends.get(words[-length:], ()):
            yield Fit(fit.strength + length - 2 * extra, fit.field)
        if words[length] in _CONNECTING:
            for fit in _whole_fits(words[:length], asked):
                yield Fit(AT_START - len(words) + length, fit.field)
    for start in (place for place, word in enumerate(words) if word in index.has_words):
        for end in range(start + 1, min(start + LONGEST_PART + 2, len(words)) + 1):
            for fit in index.has.get(words[start:end], ()):
                yield Fit(fit.strength + 3 * (end - start), fit.field)


def _subject_change(removed: Tokens, subject: str) -> float:
    if not subject:
        return 0.0
    return 4.0 if subject in removed else -4.0


def _allowed(field: str, words: Tokens, asked: _Asked) -> bool:
    """Whether the field exists in the kind of register, and the words may mean it there."""
    if not _exists_in(asked.index.fields[field], asked.kind):
        return False
    return words not in asked.index.not_for.get((asked.kind, field), ())


def _is_vetoed(field: str, words: Tokens, asked: _Asked) -> bool:
    return any(position(words, phrase) is not None for phrase in asked.index.never[field])


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


def _stage(words: Tokens, context: str, index: _Index) -> tuple[str, Tokens]:
    """The stage that the words or else their context name (inherent, residual), and the words without it.

    ``context``: what stands in brackets beside the words, and the name of their group.
    """
    for stage, phrase in index.stages if not index.stage_words.isdisjoint(words) else ():
        found = position(words, phrase)
        if found is not None:
            behind = () if phrase[0] in _TIMES else words[found + len(phrase) :]
            return stage, words[:found] + behind
    group_words = tokens(context)
    for stage, phrase in index.stages if not index.stage_words.isdisjoint(group_words) else ():
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
    outside = _ANSWERS.sub(" ", _BRACKETS.sub(" ", text)).strip()
    joined = 8.0 if "/" in outside and tokens(outside) not in index.phrases else 0.0
    readings = [(outside, joined, False), (text, joined + 3.0, True)]
    first, *others = [piece for piece in _CUT.split(outside) if piece.strip()] or [""]
    readings.append((first, 1.0, False))
    parts = [part for part in _PARTS.split(first) if part.strip()]
    if 1 < len(parts) <= 4 and len(first.split()) <= 8:
        readings.extend((part, 6.0 + 4.0 * min(place, 2), place > 0) for place, part in enumerate(parts))
    readings.extend((piece, 9.0, True) for piece in others[:2])
    lines = [line for line in outside.splitlines() if line.strip()]
    if len(lines) > 1 and len(outside.split()) > 5:
        readings.append((lines[0], 8.0, True))
    seen: set[Tokens] = set()
    for reading, penalty, whole in readings:
        words = tokens(reading)[:LONGEST_NAME]
        plain = tuple(word for word in words if word not in index.fillers)
        for some, cost in ((words, 0.0), (_without_choices(words, index), 4.0), (plain, 5.0)):
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


def _repaired(words: Tokens, index: _Index) -> Tokens:
    """The words with slips of the pen mended: in a long word one letter too many, too few or wrong."""
    return tuple(_mended(word, index) for word in words)


def _mended(word: str, index: _Index) -> str:
    if len(word) < SHORTEST_MENDED or word in index.words:
        return word
    known = {word} | _with_one_less(word)
    candidates = {right for part in known for right in index.slips.get(part, ())}
    candidates |= {part for part in known if part in index.words}
    return candidates.pop() if len(candidates) == 1 else word


def _with_one_less(word: str) -> set[str]:
    return {word[:place] + word[place + 1 :] for place in range(len(word))}


@lru_cache(maxsize=8)
def _index(vocabulary: Vocabulary) -> _Index:
    columns = columns_of(vocabulary)
    fields = columns.fields
    kinds = sorted({kind for field in fields.values() for kind in (*field.in_kind, *field.fallback)})
    words = {
        word
        for field in fields.values()
        for phrase in (*field.whole, *field.ends, *field.has)
        for word in _tokens(phrase)
        if len(word) >= SHORTEST_MENDED - 1
    }
    slips: dict[str, list[str]] = {}
    for word in sorted(words):
        for slip in _with_one_less(word):
            slips.setdefault(slip, []).append(word)
    return _Index(
        whole=_by_tokens((name, field.whole, EXACT, 0.05) for name, field in fields.items()),
        ends=_by_tokens((name, field.ends, AT_END, 0.0) for name, field in fields.items()),
        has=_by_tokens((name, field.has, INSIDE, 0.0) for name, field in fields.items()),
        has_words=frozenset(_tokens(phrase)[0] for field in fields.values() for phrase in field.has),
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
        stage_words=frozenset(
            _tokens(phrase)[0] for phrases in columns.stages.values() for phrase in phrases
        ),
        choices=frozenset(word for phrase in columns.choices for word in _tokens(phrase)),
        fillers=frozenset(word for phrase in columns.fillers for word in _tokens(phrase)),
        phrases=frozenset(
            _tokens(phrase)
            for field in fields.values()
            for phrases in (field.whole, *field.in_kind.values())
            for phrase in phrases
        ),
        fields=fields,
        words=frozenset(words),
        slips={slip: tuple(some) for slip, some in slips.items()},
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
