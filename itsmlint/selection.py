"""Which rules run, and on which files."""

import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from itsmlint.nearest import did_you_mean
from itsmlint.patterns import Patterns
from itsmlint.rule_format import Rule
from itsmlint.rules import find_rule
from itsmlint.settings import PROFILES, Settings

ALL = "ALL"


class SelectionError(ValueError):
    """A code that stands for no rule."""


class Selection(msgspec.Struct, frozen=True, kw_only=True):
    """The rules of a run and where some of them are silent."""

    rules: tuple[Rule, ...]
    ignores: tuple[tuple[Patterns, frozenset[str]], ...] = ()
    """Patterns of files and the ids of the rules that are left out there."""

    def for_file(self, inside: str) -> tuple[Rule, ...]:
        """The rules for a file, by its path in the project."""
        silent = {rule for patterns, rules in self.ignores if patterns.match(inside) for rule in rules}
        return tuple(rule for rule in self.rules if rule.id not in silent) if silent else self.rules

    def silent(self, files: Iterable[str]) -> frozenset[str]:
        """The ids of the rules that are left out on one of the files at least."""
        paths = list(files) if self.ignores else []
        return frozenset(
            rule
            for patterns, rules in self.ignores
            if any(patterns.match(inside) for inside in paths)
            for rule in rules
        )


def select_rules(rules: Sequence[Rule], settings: Settings) -> Selection:
    """The rules that the settings ask for. Raises SelectionError for unknown codes.

    Profile, preview and deprecation narrow what is chosen by theme or by default; a rule that is named by id,
    name or alias runs whatever they say. Rules about files that cannot be read run unless they are ignored:
    a file that nobody looked at must not pass for a good one.
    """
    chosen: set[str] = {rule.id for rule in rules if rule.given == "file" and rule.status == "stable"}
    for code in (*(settings.select or (ALL,)), *settings.extend_select):
        named = find_rule(rules, code)
        group = [named] if named else (rule for rule in _group(rules, code) if _in_force(rule, settings))
        chosen.update(rule.id for rule in group)
    chosen -= _ids(rules, settings.ignore)
    ignores = tuple(
        (Patterns([pattern]), _ids(rules, codes)) for pattern, codes in settings.per_file_ignores.items()
    )
    return Selection(rules=tuple(rule for rule in rules if rule.id in chosen), ignores=ignores)


def matching(rules: Sequence[Rule], code: str) -> Iterator[Rule]:
    """The rules that a code stands for. Raises SelectionError when there are none."""
    named = find_rule(rules, code)
    yield from [named] if named else _group(rules, code)


def _ids(rules: Sequence[Rule], codes: Iterable[str]) -> frozenset[str]:
    return frozenset(rule.id for code in codes for rule in matching(rules, code))


def _group(rules: Sequence[Rule], code: str) -> list[Rule]:
    prefix = code.strip().upper()
    if prefix == ALL:
        return list(rules)
    found = []
    if re.fullmatch(r"[A-Z]{2,8}[0-9]{0,2}", prefix):
        found = [
            rule for rule in rules if rule.id.startswith(prefix) and rule.theme == prefix.rstrip("0123456789")
        ]
    if not found:
        raise SelectionError(f"no rule is called '{code}'; {_suggestion(rules, code)}")
    return found


def _suggestion(rules: Sequence[Rule], code: str) -> str:
    themes = sorted({rule.theme for rule in rules})
    if re.fullmatch(r"[A-Za-z]{1,8}", code):
        return did_you_mean(code.upper(), [*themes, ALL])
    if re.fullmatch(r"[A-Za-z]+[0-9]+", code):
        return did_you_mean(code.upper(), [rule.id for rule in rules])
    return did_you_mean(code.lower(), [rule.name for rule in rules])


def _in_force(rule: Rule, settings: Settings) -> bool:
    if PROFILES.index(rule.profile) > PROFILES.index(settings.profile):
        return False
    return rule.status == "stable" or (rule.status == "preview" and settings.preview)
