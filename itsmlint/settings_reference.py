"""The reference of the settings and their JSON Schema, made from their one definition.

``python -m itsmlint.settings_reference docs`` writes ``configuration.md`` and ``itsmlint.schema.json`` there.
"""

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from itsmlint.settings import RegisterSettings, Settings
from itsmlint.writing import write_text

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
the settings by `python -m itsmlint.settings_reference docs`.
"""


def schema() -> str:
    """The JSON Schema of ``itsmlint.toml``, for editors that complete and check while one types."""
    made = msgspec.json.schema(Settings)
    named = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "itsmlint.toml", **made}
    return json.dumps(named, indent=2) + "\n"


def reference() -> str:
    """The reference as Markdown."""
    lines = [INTRODUCTION, *_table("Options", Settings), "", *_table("`[[registers]]`", RegisterSettings)]
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
        yield f"| `{name}` | {_type(option)} | {default} | {option['description']} |"


def _type(option: Mapping[str, Any]) -> str:
    """A schema's type in words."""
    if "enum" in option:
        return " or ".join(f"`{value}`" for value in option["enum"])
    if "anyOf" in option:
        return " or ".join(_type(kind) for kind in option["anyOf"] if kind.get("type") != "null")
    if option.get("format") == "date":
        return "date"
    words = {
        "string": "text",
        "integer": "whole number",
        "boolean": "true or false",
        "array": "list",
        "object": "table",
    }
    return words[option["type"]]


def main() -> None:
    """Write both files into the folder named on the command line."""
    folder = Path(sys.argv[1])
    write_text(folder / "configuration.md", reference())
    write_text(folder / "itsmlint.schema.json", schema())


if __name__ == "__main__":
    main()
