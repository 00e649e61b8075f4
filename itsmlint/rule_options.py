"""Options that a configuration sets for a rule: ``[rules.RSK003] max_age_days = 90``.

A check function marks the options that make sense to set with :data:`itsmlint.checks.USER`; the others are
the business of rule files. ``severity`` can be set for every rule.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Annotated, Any, get_origin, get_type_hints

import msgspec

from itsmlint.checks import USER, check_functions
from itsmlint.finding import Severity
from itsmlint.nearest import did_you_mean
from itsmlint.option_docs import field_docs
from itsmlint.project import WORDS, Project, SettingsError, place_below
from itsmlint.rule_format import Rule
from itsmlint.rules import find_rule, typed_options
from itsmlint.settings import Settings

SEVERITY = "severity"
"""What can be set for every rule."""


class RuleOption(msgspec.Struct, frozen=True):
    """An option of a rule that a configuration may set."""

    name: str
    default: Any
    """What the rule itself says, as plain data."""
    description: str
    schema: Mapping[str, Any]
    """JSON Schema of its values."""


def options_of(rule: Rule) -> tuple[RuleOption, ...]:
    """The options of a rule that a configuration may set, beside its severity."""
    function, options = typed_options(rule)
    described = field_docs(function.options)
    settable = _settable(function.options)
    if not settable:
        return ()
    shape = function.options
    properties = msgspec.json.schema_components([shape])[1][shape.__name__]["properties"]
    return tuple(
        RuleOption(
            name=name,
            default=msgspec.to_builtins(getattr(options, name)),
            description=described.get(name, ""),
            schema={key: value for key, value in properties[name].items() if key != "default"},
        )
        for name in settable
    )


def _settable(options: type[msgspec.Struct]) -> tuple[str, ...]:
    """Names of the fields that are marked with USER."""
    hints = get_type_hints(options, include_extras=True)
    return tuple(
        name
        for name in options.__struct_fields__
        if get_origin(hints[name]) is Annotated and USER in hints[name].__metadata__
    )


def configured(rules: Iterable[Rule], project: Project) -> list[Rule]:
    """The rules as the project's configuration sets them. Raises SettingsError with file and line."""
    known = list(rules)
    wanted = _by_rule(known, project)
    return [_set(rule, *wanted[rule.id], project) if rule.id in wanted else rule for rule in known]


def set_rules(rules: Iterable[Rule], settings: Settings) -> tuple[str, ...]:
    """Ids of the rules for which the settings say something."""
    known = list(rules)
    found = (find_rule(known, name) for name, values in settings.rule_options.items() if values)
    return tuple(sorted(rule.id for rule in found if rule))


def _by_rule(rules: list[Rule], project: Project) -> dict[str, tuple[str, Mapping[str, Any]]]:
    """By id of a rule the name it goes by in the configuration, and what is set for it."""
    wanted: dict[str, tuple[str, Mapping[str, Any]]] = {}
    for name, values in project.settings.rule_options.items():
        rule = find_rule(rules, name)
        if rule is None:
            raise _error(project, f"no rule is called '{name}'; {_suggestion(name, rules)}", name)
        if rule.id in wanted:
            raise _error(project, f"'{name}' and '{wanted[rule.id][0]}' are the same rule", name)
        wanted[rule.id] = (name, values)
    return wanted


def _suggestion(name: str, rules: Iterable[Rule]) -> str:
    nearest = did_you_mean(name.upper(), [rule.id for rule in rules])
    return nearest if nearest.startswith("did") else did_you_mean(name, [rule.name for rule in rules])


def _set(rule: Rule, name: str, values: Mapping[str, Any], project: Project) -> Rule:
    """The rule with the values that are set for it under the name."""
    keys = {key.replace("-", "_"): key for key in values}
    hints = get_type_hints(check_functions()[rule.then.must].options, include_extras=True)
    settable = {option: hints[option] for option in _settable(check_functions()[rule.then.must].options)}
    settable[SEVERITY] = Severity
    for option, key in keys.items():
        if option not in settable:
            what = did_you_mean(option, settable)
            raise _error(project, f"{rule.id} has no option '{key}' to set; {what}", name, key)
        try:
            msgspec.convert(values[key], settable[option])
        except msgspec.ValidationError as error:
            words = f"'{name}: {key}' {_in_words(str(error), settable[option])}"
            raise _error(project, words, name, key) from None
    given = {option: values[key] for option, key in keys.items() if option != SEVERITY}
    then = msgspec.structs.replace(rule.then, options={**rule.then.options, **given})
    severity = values[keys[SEVERITY]] if SEVERITY in keys else rule.severity
    return msgspec.structs.replace(rule, then=then, severity=severity)


def _in_words(said: str, shape: Any) -> str:
    """What msgspec says of a wrong value."""
    said, _, place = said.partition(" - at ")
    where = "hold " if place else "be "
    if said.startswith("Expected `") and ", got `" in said:
        wanted, _, got = said.removeprefix("Expected `").removesuffix("`").partition("`, got `")
        kinds = " or ".join(WORDS.get(kind, kind) for kind in wanted.split(" | "))
        return f"must {where}{kinds}, not {WORDS.get(got, got)}"
    if said.startswith("Invalid enum value"):
        return f"must {where}{' or '.join(_choices(msgspec.json.schema(shape)))}"
    for kind, words in WORDS.items():
        said = said.replace(f"Expected `{kind}`", f"must {where}{words}")
    return said.replace(" >= ", " of at least ").replace(" <= ", " of at most ")


def _choices(schema: Mapping[str, Any]) -> list[str]:
    return [str(choice) for choice in schema.get("items", schema).get("enum", ())]


def _error(project: Project, words: str, *below: str) -> SettingsError:
    """An error about what stands below ``rules`` in the configuration."""
    assert project.file is not None  # without a file nothing is set
    text = project.file.read_text(encoding="utf-8-sig")
    return SettingsError(f"{place_below(project.file, text, 'rules', *below)}: {words}")


def type_in_words(schema: Mapping[str, Any]) -> str:
    """The type of a JSON Schema for readers: "whole number"."""
    if "enum" in schema:
        return " or ".join(f"`{value}`" for value in schema["enum"])
    if "anyOf" in schema:
        return " or ".join(type_in_words(kind) for kind in schema["anyOf"] if kind.get("type") != "null")
    if schema.get("format") == "date":
        return "date"
    if "enum" in schema.get("items", {}):
        return f"list of {type_in_words(schema['items'])}"
    return TYPES[schema["type"]]


TYPES = {
    "string": "text",
    "integer": "whole number",
    "number": "number",
    "boolean": "true or false",
    "array": "list",
    "object": "table",
}
"""Types of JSON Schema, as people say them."""


def toml_value(value: Any) -> str:
    """A value as it is written in the configuration."""
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {toml_value(item)}" for key, item in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(toml_value(item) for item in value) + "]"
    return json.dumps(value, ensure_ascii=False)
