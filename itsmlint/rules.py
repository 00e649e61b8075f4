"""Loading rules: one YAML file, one rule, with errors that say where and how to mend them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from itsmlint.checks import CheckFunction, check_functions
from itsmlint.nearest import did_you_mean
from itsmlint.rule_format import Example, Examples, Given, Rule, Then
from itsmlint.rule_validation import problems_of
from itsmlint.vocabulary import Vocabulary, rules_folder
from itsmlint.yaml_files import YamlError, YamlFile, load_trusted, load_untrusted

__all__ = [
    "Example",
    "Examples",
    "Given",
    "Rule",
    "RuleErrors",
    "Then",
    "builtin_rules",
    "catalogue",
    "find_rule",
    "load_rules",
    "typed_options",
]

MAX_RULES = 2_000
"""Rules a pack may hold."""


class RuleErrors(Exception):  # noqa: N818 - it holds many
    """Rule files that cannot be used; each error with file, line, what and how to mend it."""

    def __init__(self, errors: Sequence[YamlError]) -> None:
        super().__init__("\n".join(str(error) for error in errors))
        self.errors = tuple(errors)


def load_rules(
    folder: Path,
    *,
    trusted: bool = False,
    beside: Sequence[Rule] = (),
    vocabulary: Vocabulary | None = None,
) -> list[Rule]:
    """The rules of a folder and its sub-folders, by id.

    ``trusted`` is for the rules that ship with itsmlint: they are tested, so only their form is looked at.
    ``beside`` are rules that the folder's rules must not repeat and may name in ``hidden_by``, as they may
    those that ship with itsmlint. ``vocabulary`` knows the kinds and fields that rules may name; without it
    they are the built-in ones.

    Raises :class:`RuleErrors` with every error of every file.
    """
    if trusted:
        return _load_trusted(folder)
    paths = list(_rule_files(folder))
    if len(paths) > MAX_RULES:
        raise RuleErrors([YamlError(folder, None, f"more than {MAX_RULES:,} rule files")])
    errors: list[YamlError] = []
    loaded: list[tuple[YamlFile, Rule]] = []
    for path in paths:
        try:
            file = load_untrusted(path)
        except YamlError as error:
            errors.append(error)
            continue
        problems = list(problems_of(file, vocabulary or Vocabulary()))
        errors.extend(problems)
        if not problems:
            loaded.append((file, _rule(file.data)))
    # A file with an error of its own is no unknown rule to others.
    named = {match[1] + match[2] for path in paths if (match := _NAMED.match(path.name))}
    errors.extend(_problems_together(loaded, beside, named))
    if errors:
        raise RuleErrors(errors)
    return sorted((rule for _, rule in loaded), key=lambda rule: rule.id)


def _rule_files(folder: Path) -> Iterator[Path]:
    for path in sorted([*folder.rglob("*.yaml"), *folder.rglob("*.yml")]):
        if path.relative_to(folder).parts[0] != "vocabulary" and path.is_file():
            yield path


def _load_trusted(folder: Path) -> list[Rule]:
    rules = []
    for path in _rule_files(folder):
        try:
            rules.append(_rule(load_trusted(path)))
        except YamlError as error:
            raise RuleErrors([error]) from None
        except (msgspec.ValidationError, AttributeError, KeyError):
            raise RuleErrors(list(problems_of(load_untrusted(path), Vocabulary()))) from None
    return sorted(rules, key=lambda rule: rule.id)


def _rule(data: Mapping[str, Any]) -> Rule:
    """A rule of data whose ``then`` holds the options beside ``must``."""
    then = dict(data["then"])
    return msgspec.convert({**data, "then": {"must": then.pop("must"), "options": then}}, Rule)


@cache
def builtin_rules() -> tuple[Rule, ...]:
    """The rules that ship with itsmlint, by id."""
    return tuple(load_rules(rules_folder(), trusted=True))


def find_rule(rules: Iterable[Rule], name: str) -> Rule | None:
    """The rule with this id, name or alias, in any case."""
    wanted = name.strip().lower()
    candidates = list(rules)
    for rule in candidates:
        if wanted in (rule.id.lower(), rule.name):
            return rule
    return next((rule for rule in candidates if wanted in map(str.lower, rule.aliases)), None)


def typed_options(rule: Rule) -> tuple[CheckFunction, Any]:
    """The check function of a rule and its options as that function wants them."""
    function = check_functions()[rule.then.must]
    return function, msgspec.convert(rule.then.options, function.options)


def _problems_together(
    loaded: Sequence[tuple[YamlFile, Rule]], beside: Sequence[Rule], named: Set[str]
) -> Iterator[YamlError]:
    """What only shows when all rule files are seen together."""
    for file, rule in loaded:
        yield from _misplaced(file, rule)
    yield from _repeated_names(loaded, beside)
    builtin = {path.name.partition("-")[0] for path in _rule_files(rules_folder())}
    known = {rule.id for rule in beside} | {rule.id for _, rule in loaded} | named | builtin
    for file, rule in loaded:
        for key, others in (("hidden_by", rule.hidden_by), ("hidden_in_row_by", rule.hidden_in_row_by)):
            for index, other in enumerate(others):
                if other not in known:
                    yield file.error(f"no rule {other!r}: {did_you_mean(other, known)}", key, index)
    yield from _hiding_circles(loaded)


def _misplaced(file: YamlFile, rule: Rule) -> Iterator[YamlError]:
    wanted = f"{rule.id}-{rule.name}"
    if file.path.stem != wanted:
        yield file.error(f"the file of this rule is called {wanted}.yaml; rename it", "id")
    siblings = {match[1] for path in file.path.parent.iterdir() if (match := _NAMED.match(path.name))}
    if len(siblings) > 1:
        yield file.error(
            f"rules of the themes {', '.join(sorted(siblings))} in one folder; give each its own", "id"
        )


_NAMED = re.compile(r"([A-Z]{2,8})([0-9]{3})-.*\.ya?ml$")


def _repeated_names(loaded: Sequence[tuple[YamlFile, Rule]], beside: Sequence[Rule]) -> Iterator[YamlError]:
    taken = Counter(name for rule in beside for name in _all_names(rule))
    taken.update(name for _, rule in loaded for name in _all_names(rule))
    for file, rule in loaded:
        for name, *place in (
            (rule.id, "id"),
            (rule.name, "name"),
            *((alias, "aliases", index) for index, alias in enumerate(rule.aliases)),
        ):
            if taken[str(name)] > 1:
                yield file.error(
                    f"{name!r} is taken by another rule; ids, names and aliases are unique", *place
                )


def _all_names(rule: Rule) -> tuple[str, ...]:
    return (rule.id, rule.name, *rule.aliases)


def _hiding_circles(loaded: Sequence[tuple[YamlFile, Rule]]) -> Iterator[YamlError]:
    hiders = {rule.id: rule.hiders for _, rule in loaded}
    for file, rule in loaded:
        seen: set[str] = set()
        pending = list(rule.hiders)
        while pending:
            other = pending.pop()
            if other == rule.id:
                key = "hidden_by" if rule.hidden_by else "hidden_in_row_by"
                yield file.error("this rule hides itself by way of the rules it names; break the circle", key)
                break
            if other not in seen:
                seen.add(other)
                pending.extend(hiders.get(other, ()))


def catalogue(rules: Iterable[Rule]) -> dict[str, Any]:
    """The rules as data for other programs: ``{"rules": [{"id": ..., "name": ...}]}``, without examples."""
    return {"rules": [_entry(rule) for rule in rules]}


def _entry(rule: Rule) -> dict[str, Any]:
    entry: dict[str, Any] = msgspec.to_builtins(rule)
    del entry["examples"]
    entry["then"] = {"must": rule.then.must, **msgspec.to_builtins(rule.then.options)}
    entry["needs_certain_kind"] = rule.certain_only
    return entry
