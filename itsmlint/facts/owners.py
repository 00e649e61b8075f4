"""What an owner cell names: a person, a role, a group, several at once, or nobody.

Accountability needs one person or role (ISO/IEC 20000-1, 5.3). The words stand in
``rules/vocabulary/owners.yaml``; the order of the questions asked here is: nothing there, placeholder,
several names, role, group, person.
"""

import re
from functools import lru_cache

import msgspec

from itsmlint.facts.model import OwnerType
from itsmlint.vocabulary import Vocabulary

LONGEST_NAME = 9
"""Texts with more words are sentences, not names."""


class Owners(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Shape of ``rules/vocabulary/owners.yaml``."""

    blank: tuple[str, ...]
    placeholder: tuple[str, ...]
    team_heads: tuple[str, ...]
    collective_first: tuple[str, ...]
    areas: tuple[str, ...]
    compound_areas: tuple[str, ...]
    role_heads: tuple[str, ...]
    role_acronyms: tuple[str, ...]
    role_phrases: tuple[str, ...]
    deputies: tuple[str, ...]
    titles: tuple[str, ...]
    hats: tuple[str, ...]
    name_particles: tuple[str, ...]


class _Words(msgspec.Struct, frozen=True):
    blank: frozenset[str]
    placeholder: frozenset[str]
    teams: frozenset[str]
    collective: frozenset[str]
    areas: frozenset[str]
    roles: frozenset[str]
    role_plurals: frozenset[str]
    role_phrases: frozenset[str]
    titles: frozenset[str]
    hats: frozenset[str]
    particles: frozenset[str]
    compounds: re.Pattern[str]
    deputy: re.Pattern[str]
    group_of: re.Pattern[str]
    """The beginning of "Department of Racing, Gaming and Liquor", which is one group."""


_BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
_UNFILLED = re.compile(r"^\s*(?:\[[^\]]*\]?|<[^>@]*>?|\{+[^}]*\}*|_{2,}.*|\?+)\s*$", re.DOTALL)
_ERROR = re.compile(r"#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!)")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)*", re.ASCII)
_WORD = re.compile(r"[^\W_](?:[\w.'’&-]*[\w.])?", re.UNICODE)
_LISTED = re.compile(r"\s*(?:;|\n|\r|\||\+|•|,(?=\s|$|[A-Z]))\s*")
_LISTED_HARD = re.compile(r"[;\n\r|+•/]")
_JOINED = re.compile(r"\s*/\s*|\s+&\s+|\s+(?:and|or|und|et|y)\s+|(?<=\w\w)&(?=\w\w)", re.IGNORECASE)
_ASIDE = re.compile(r"\s+[-–—:]\s+|:\s+|\s+@\s+")
_HEAD_END = re.compile(r"\s+(?:of|for|at|in|to|on|from|responsible|de|der|des|für)\s+", re.IGNORECASE)
_DATE_OR_NUMBER = re.compile(r"[\d\s.,/:%-]+")


def classify_owner(
    text: str, vocabulary: Vocabulary, accepted_teams: frozenset[str] = frozenset()
) -> OwnerType:
    """What the text of an owner cell names.

    ``accepted_teams``: groups in lower case that may own things; they count as roles. "other" means that it
    cannot be told, such as a sentence or a number.
    """
    return _classify(text, vocabulary, accepted_teams)


@lru_cache(maxsize=4096)
def _classify(text: str, vocabulary: Vocabulary, accepted: frozenset[str]) -> OwnerType:
    words = _words(vocabulary)
    plain = " ".join(text.split())
    nobody = _nobody(plain, words)
    if nobody is not None:
        return nobody
    if _normal(plain) in accepted:
        return "role"
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    text = "; ".join(lines) if len(lines) > 1 else plain
    return _named(text, words, accepted)


def _nobody(text: str, words: _Words) -> OwnerType | None:
    """Blank or placeholder, if the text is one."""
    name = _normal(text)
    if not any(character.isalnum() for character in name):
        return "placeholder" if "?" in text or "__" in text or _unfilled(text) else "blank"
    if _ERROR.match(text) or _unfilled(text) or name in words.placeholder:
        return "placeholder"
    if name in words.blank:
        return "blank"
    if _DATE_OR_NUMBER.fullmatch(text):
        return "other"
    return None


def _unfilled(text: str) -> bool:
    return bool(_UNFILLED.match(text)) and not _EMAIL.search(text)


def _named(text: str, words: _Words, accepted: frozenset[str]) -> OwnerType:
    outside = " ".join(_BRACKETS.sub(" ", text).split())
    inside = [one or other for one, other in _BRACKETS.findall(text)]
    if not outside:
        return _named(" ".join(inside), words, accepted) if any(inside) else "blank"
    kind = _several(outside, words, accepted)
    if kind == "team" and any(_single(note, words) in ("person", "role") for note in inside):
        return "role"
    return kind


def _several(text: str, words: _Words, accepted: frozenset[str]) -> OwnerType:
    """The kind of a text that may name several: names apart, then what each is."""
    if words.group_of.match(text) and not _LISTED_HARD.search(text):
        return "team"
    text = words.deputy.sub("", text)
    text = words.compounds.sub(lambda found: re.sub(r"[\s,&]+", "_", found[0]), text)
    listed = [piece for piece in _LISTED.split(text) if piece.strip()]
    if len(text.split()) > LONGEST_NAME * 3 or not listed:
        return "other"
    kinds = [_joined(piece, words, accepted) for piece in listed]
    return kinds[0] if len(listed) == 1 else _of_list(listed, kinds)


def _of_list(listed: list[str], kinds: list[OwnerType]) -> OwnerType:
    if "other" in kinds and len(listed) > 3:
        return "other"
    if set(kinds) == {"person"} and _is_surname_first(listed):
        return "person"
    if len(listed) == 2 and _one_of_each(kinds):
        return "role" if "role" in kinds else "person"
    return "joint"


def _is_surname_first(listed: list[str]) -> bool:
    """Whether the pieces are "Smith" and "John": two capitalised words, the first alone."""
    if len(listed) != 2 or len(listed[0].split()) > 2 or len(listed[1].split()) > 2:
        return False
    names = [word for piece in listed for word in piece.split()]
    return len(names) <= 3 and all(_is_name_word(word) for word in names) and len(listed[0].split()) == 1


def _one_of_each(kinds: list[OwnerType]) -> bool:
    """Whether two pieces name one: "Jane Roe, CISO" is a person and their role, "Manager, IT" a role."""
    return sorted(kinds) == ["person", "role"] or kinds in (["role", "team"], ["person", "team"])


def _joined(text: str, words: _Words, accepted: frozenset[str]) -> OwnerType:
    """The kind of a text without list separators, in which "/", "&" and "and" may join names."""
    aside = _ASIDE.split(text)
    if len(aside) == 2:
        sides = {_joined(piece, words, accepted) for piece in aside}
        if sides & {"person", "role"}:
            return "role" if "role" in sides else "person"
    pieces = [piece for piece in _JOINED.split(text) if piece.strip()]
    if len(pieces) < 2:
        return "role" if _normal(text) in accepted else _single(text, words)
    kinds = [_single(piece, words) for piece in pieces]
    if _is_one_name(text, pieces, kinds, words):
        return _single(_JOINED.sub(" ", text), words)
    return _together(text, pieces, kinds, words)


def _together(text: str, pieces: list[str], kinds: list[OwnerType], words: _Words) -> OwnerType:
    """The kind of several names: one person with their role or two hats, one group of two areas, or joint."""
    if set(kinds) == {"person", "role"} and len(kinds) == 2 and "/" in text:
        return "person"
    if set(kinds) == {"role"} and any(_normal(piece) in words.hats for piece in pieces):
        return "role"
    areas = not any(_has_team_head(piece, words) for piece in pieces[:-1])
    if set(kinds) == {"team"} and "/" not in text and areas:
        return "team"
    return "other" if set(kinds) <= {"other", "blank"} else "joint"


def _is_one_name(text: str, pieces: list[str], kinds: list[OwnerType], words: _Words) -> bool:
    """The head-noun test: "Health & Safety Manager" and "Head of HR and Facilities" are one role."""
    if kinds[0] == "role":
        qualified = len(pieces[0].split()) > 1 and set(kinds[1:]) <= {"team", "other"}
        return qualified and not any(_has_team_head(piece, words) for piece in pieces[1:])
    qualifying = all(
        kind in ("team", "other", "person") and not _has_team_head(piece, words) and len(piece.split()) <= 3
        for piece, kind in zip(pieces[:-1], kinds[:-1], strict=True)
    )
    if not qualifying or len(pieces[-1].split()) < 2:
        return False
    if kinds[-1] == "role":
        return "/" not in text or set(kinds[:-1]) == {"team"}
    return kinds[-1] == "team" and _has_team_head(pieces[-1], words)


def _single(text: str, words: _Words) -> OwnerType:
    """The kind of a text that names one thing."""
    text = text.strip(" .,:;*-–")
    nobody = _nobody(text, words)
    if nobody is not None:
        return nobody
    if _EMAIL.fullmatch(text) or text.startswith("@"):
        return "person"
    lower = _lower_words(text)
    if not 0 < len(lower) <= LONGEST_NAME:
        return "other"
    if lower[0] in words.titles and len(lower) > 1:
        return "person"
    return _by_head(text, lower, words) or _person(_WORD.findall(text), words)


def _by_head(text: str, lower: list[str], words: _Words) -> OwnerType | None:
    """Role or group, by the head noun and the other words; None if no word is known."""
    name = " ".join(lower)
    head = _lower_words(_HEAD_END.split(text, maxsplit=1)[0]) or lower
    if name in words.role_phrases:
        return "role"
    if lower[0] in words.collective or name in words.teams:
        return "team"
    if head[-1] in words.roles:
        return "role"
    if _is_team_word(head[-1], words) or head[-1] in words.role_plurals:
        return "team"
    if not words.roles.isdisjoint(head):
        return "role"
    known = any("_" in word or word in words.areas or word in words.teams for word in lower)
    return "team" if known else None


def _lower_words(text: str) -> list[str]:
    return [word.lower().rstrip(".") for word in _WORD.findall(text)]


def _has_team_head(text: str, words: _Words) -> bool:
    head = _lower_words(_HEAD_END.split(text.strip(), maxsplit=1)[0])
    return bool(head) and (_is_team_word(head[-1], words) or head[-1] in words.role_plurals)


def _is_team_word(token: str, words: _Words) -> bool:
    return token in words.teams or (token.endswith("s") and token[:-1] in words.teams)


def _person(tokens: list[str], words: _Words) -> OwnerType:
    if len(tokens) > 5:
        return "other"
    named = [token for token in tokens if token.lower() not in words.particles]
    if named and all(_is_name_word(token) for token in named):
        return "person"
    return "other"


def _is_name_word(token: str) -> bool:
    """Whether it is written like part of a person's name: "Smith", "O'Neil", "J.", "SMITH"; no digits."""
    letters = token.replace(".", "").replace("'", "").replace("’", "").replace("-", "")
    if not letters.isalpha() or not token[0].isupper():
        return False
    return len(letters) == 1 or "." in token or len(letters) > 2 or letters.isupper() or letters.istitle()


def _normal(text: str) -> str:
    return " ".join(text.lower().split()).strip(" .:;,*-–—'\"")


@lru_cache(maxsize=8)
def _words(vocabulary: Vocabulary) -> _Words:
    owners = vocabulary.read("owners", Owners)
    compounds = sorted(owners.compound_areas, key=len, reverse=True)
    deputies = "|".join(re.escape(word) for word in owners.deputies)
    return _Words(
        blank=frozenset(owners.blank),
        placeholder=frozenset(owners.placeholder),
        teams=frozenset(owners.team_heads),
        collective=frozenset(owners.collective_first),
        areas=frozenset(owners.areas),
        roles=frozenset((*owners.role_heads, *owners.role_acronyms)),
        role_plurals=frozenset(_plural(word) for word in owners.role_heads),
        role_phrases=frozenset(owners.role_phrases),
        titles=frozenset(owners.titles),
        hats=frozenset(owners.hats),
        particles=frozenset(owners.name_particles),
        compounds=re.compile(
            r"\b(?:" + "|".join(re.escape(name) for name in compounds) + r")\b", re.IGNORECASE
        ),
        group_of=re.compile(
            r"(?:the\s+)?(?:"
            + "|".join(re.escape(head) for head in owners.team_heads)
            + r")\.?\s+(?:of|for)\s",
            re.IGNORECASE,
        ),
        deputy=re.compile(
            rf"\s*(?:/|,|\bor\b|\band\b|&)\s*(?:(?:his|her|their|a|the|other|designated|appointed)\s+)*(?:{deputies})(?:\(s\))?\s*$",
            re.IGNORECASE,
        ),
    )


def _plural(word: str) -> str:
    return (
        word[:-1] + "ies" if word.endswith("y") else word + ("es" if word.endswith(("s", "x", "ch")) else "s")
    )
