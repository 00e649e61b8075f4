"""Where the rules come from: the warnings of three articles, from ``rules/vocabulary/warnings.yaml``.

The file is data for people and for ``docs/traceability.md``; no run of ``check`` reads it.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Literal, TypeAlias

import msgspec

from itsmlint.rule_format import THEMES, Rule
from itsmlint.vocabulary import Vocabulary

Type: TypeAlias = Literal["warning", "red-flag", "fix"]


class Heading(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A heading of an article that numbers clauses in its own way, and the real clauses."""

    title: str
    in_2011: tuple[str, ...]
    in_2018: tuple[str, ...]


class Article(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An article that rules were made from."""

    about: str
    headings: Mapping[str, Heading] = {}
    """By the number that the article prints."""


class ArticleWarning(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something an article warns of, takes as a bad sign or asks for."""

    number: int
    article: str
    type: Type
    says: str
    """In short words of our own."""
    rules: tuple[str, ...]
    """Ids of the rules that look for it in documents; a theme stands for all its rules."""
    clause: str = ""
    """Number of the heading of the article that it stands below."""


class Sources(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Shape of ``rules/vocabulary/warnings.yaml``."""

    articles: Mapping[str, Article]
    warnings: tuple[ArticleWarning, ...]


@cache
def sources() -> Sources:
    """The articles and all their warnings, in their order."""
    return Vocabulary().read("warnings", Sources)


def warnings_of(rule: str) -> Iterator[ArticleWarning]:
    """The warnings that a rule, by its id, looks for."""
    for warning in sources().warnings:
        if rule in warning.rules or rule[:-3] in warning.rules:
            yield warning


def is_theme(name: str, rule: Rule) -> bool:
    """Whether the name is that of the rule's theme."""
    return name in THEMES and name == rule.theme


def planned(rules: Iterable[Rule]) -> list[str]:
    """Names in the warnings that no rule bears yet."""
    known = {name for rule in rules for name in (rule.id, rule.theme)}
    named = (name for warning in sources().warnings for name in warning.rules)
    return sorted({name for name in named if name not in known})
