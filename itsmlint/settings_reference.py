"""The reference of the settings and their JSON Schema, made from their one definition.

``python -m itsmlint.rule_reference docs`` writes them as ``configuration.md`` and ``itsmlint.schema.json``.
"""

import json
from collections.abc import Iterator
from typing import Any, get_args

import msgspec

from itsmlint.finding import Severity
from itsmlint.rule_format import Rule
from itsmlint.rule_options import options_of, toml_value, type_in_words
from itsmlint.rules import builtin_rules
from itsmlint.settings import PACKS, RegisterSettings, Settings

INTRODUCTION = """\
# Configuration

itsmlint needs none. What a project wants otherwise stands in `itsmlint.toml`, or under `[tool.itsmlint]`
in `pyproject.toml`. The nearest of these files counts, going up from the folder that holds everything that
is checked, as far as the top of the git repository. `--config FILE` takes another one, `--isolated` takes
none. Options of the command line come before the configuration; `--select` takes the place of what it
selects and ignores.

Patterns are written as in `.gitignore` and are relative to the folder of the configuration. An unknown key,
a wrong type or a name that itsmlint does not know ends the run with exit status 2 and one line that says
where and what. A configuration is data: nothing in it is run, and no path in it may lead out of the project.

```toml
# itsmlint.toml
profile = "audit-ready"
exclude = ["archive/"]
accepted-teams = ["Service Desk"]

[per-file-ignores]
"drafts/" = ["DOC004"]

[kinds]
"registers/risks*.xlsx" = "risk-register"

[[registers]]
path = "registers/kpis.xlsx"
sheet = "2026"
header-row = 5
columns = { F = "owner" }

[vocabulary.owners]
role_heads = ["almoner"]
```

`[vocabulary.NAME]` adds to the file `rules/vocabulary/NAME.yaml`. This page is made from the definition of
the settings by `python -m itsmlint.rule_reference docs`.
"""


def schema() -> str:
    """The JSON Schema of ``itsmlint.toml``, for editors that complete and check while one types."""
    made = msgspec.json.schema(Settings)
    made["$defs"]["Settings"]["properties"]["rules"] |= {"anyOf": [FOLDERS, _rules_schema()]}
    made["$defs"]["RuleSettings"] = {
        "description": "What can be set for every rule.",
        "type": "object",
        "properties": {"severity": SEVERITY},
    }
    named = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "itsmlint.toml", **made}
    return json.dumps(named, indent=2) + "\n"


FOLDERS = {"type": "array", "items": {"type": "string"}}
SEVERITY = {"description": "How grave its findings are.", "enum": list(get_args(Severity))}


def _rules_schema() -> dict[str, Any]:
    """The schema of the table of rules: the options of each built-in rule, and severity for all others."""
    rules = {rule.id: _rule_schema(rule) for rule in builtin_rules()}
    packs = {PACKS: {"description": "Folders with rules of your own, inside the project.", **FOLDERS}}
    return {
        "type": "object",
        "properties": {**packs, **rules},
        "additionalProperties": {"$ref": "#/$defs/RuleSettings"},
    }


def _rule_schema(rule: Rule) -> dict[str, Any]:
    properties = {
        option.name: {"description": option.description, **option.schema, "default": option.default}
        for option in options_of(rule)
    }
    return {
        "description": rule.name,
        "type": "object",
        "properties": {"severity": {**SEVERITY, "default": rule.severity}, **properties},
        "additionalProperties": False,
    }


def reference() -> str:
    """The reference as Markdown."""
    lines = [INTRODUCTION, *_table("Options", Settings), "", *_table("`[[registers]]`", RegisterSettings)]
    lines += ["", *_rules_table()]
    return "\n".join(lines) + "\n"


def _table(title: str, shape: type[msgspec.Struct]) -> Iterator[str]:
    definition = msgspec.json.schema(shape)["$defs"][shape.__name__]
    yield f"## {title}\n"
    yield "| option | type | default | meaning |"
    yield "|---|---|---|---|"
    required = definition.get("required", [])
    for name, option in definition["properties"].items():
        default = "required" if name in required else f"`{json.dumps(option.get('default'))}`"
        default = default.replace("`null`", "none")
        yield f"| `{name}` | {type_in_words(option)} | {default} | {option['description']} |"


def _rules_table() -> Iterator[str]:
    yield RULES
    yield "| rule | option | type | default | meaning |"
    yield "|---|---|---|---|---|"
    for rule in builtin_rules():
        for option in options_of(rule):
            known = f"{type_in_words(option.schema)} | `{toml_value(option.default)}`"
            yield f"| [{rule.id}](rules/{rule.id}.md) | `{option.name}` | {known} | {option.description} |"


RULES = """\
## `[rules.RULE]`

What is set for one rule, by its id or name. In `pyproject.toml` the table is `[tool.itsmlint.rules.RSK003]`.
`severity` can be set for every rule, those of your own included; the others are options of the rule.
Folders with rules of your own then stand in the same table, as `packs`.

```toml
[rules]
packs = ["./our-rules"]

[rules.POL005]
max_months = 24

[rules.risk-without-owner]
severity = "warning"
```

An option takes the place of what the rule says. The closing words of `check` name the rules that are set.
"""
