"""The reference for writers of rules, made from the rule format and the check functions.

``python -m itsmlint.rule_reference docs`` writes there everything that is made from rules, check functions
and settings: ``check-functions.md``, ``rule.schema.json``, the pages of ``rules/``, ``traceability.md``,
``configuration.md`` and ``itsmlint.schema.json``.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from itsmlint import settings_reference
from itsmlint.checks import CheckFunction, check_functions
from itsmlint.option_docs import field_docs
from itsmlint.rule_docs import pages
from itsmlint.rule_format import Example, Examples, Rule
from itsmlint.rules import builtin_rules
from itsmlint.writing import write_text

INTRODUCTION = """\
# Check functions

What rules can ask for: `then: {must: NAME, option: value}`. [rule-format.md](rule-format.md) has the rest of
a rule file. This page is made from the program by `python -m itsmlint.rule_reference docs`.
"""


def rule_schema() -> dict[str, Any]:
    """The JSON Schema of a rule file, for editors that complete and check while one types."""
    schema = msgspec.json.schema(Rule)
    definitions = schema["$defs"]
    for shape in (Rule, Example, Examples):
        _describe(definitions[shape.__name__], shape)
    definitions["Then"] = {
        "title": "Then",
        "description": "A check function (must) and its options.",
        "oneOf": [_then_schema(function, definitions) for _, function in sorted(check_functions().items())],
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "itsmlint rule",
        "$ref": schema["$ref"],
        "$defs": definitions,
    }


def _then_schema(function: CheckFunction, definitions: dict[str, Any]) -> dict[str, Any]:
    (options,), used = msgspec.json.schema_components([function.options], ref_template="#/$defs/{name}")
    own = used.pop(function.options.__name__, options)
    _describe(own, function.options)
    definitions.update({name: shape for name, shape in used.items() if name not in definitions})
    return {
        "title": function.name,
        "description": function.doc.partition("\n")[0],
        "type": "object",
        "properties": {"must": {"const": function.name}, **own.get("properties", {})},
        "required": ["must", *own.get("required", [])],
        "additionalProperties": False,
    }


def _describe(definition: dict[str, Any], shape: type) -> None:
    """Put the docstrings of a struct's fields into its schema."""
    described = field_docs(shape)
    for name, field in definition.get("properties", {}).items():
        if name in described and "$ref" not in field:
            field["description"] = described[name]


def reference() -> str:
    """The check functions and their options as Markdown."""
    lines = [INTRODUCTION]
    for _, function in sorted(check_functions().items()):
        lines += _entry(function)
    return "\n".join(lines).replace("``", "`")


def _entry(function: CheckFunction) -> Iterator[str]:
    yield f"## {function.name}\n"
    yield f"{function.doc}\n"
    places = ", ".join(f"`{place}`" for place in function.given)
    parts = ", ".join(f"`{{{part}}}`" for part in function.parts)
    yield f"- `given`: {places}"
    if parts:
        yield f"- parts for messages: {parts}"
    described = field_docs(function.options)
    for field in msgspec.structs.fields(function.options):
        default = "required" if field.required else f"default `{_shown(field)}`"
        yield f"- `{field.name}` ({default}): {described.get(field.name, '')}".rstrip(": ")
    yield ""


def _shown(field: msgspec.structs.FieldInfo) -> str:
    value = field.default if field.default is not msgspec.NODEFAULT else field.default_factory()
    return json.dumps(msgspec.to_builtins(value), ensure_ascii=False)


def schema_text() -> str:
    """The schema as the text of its file."""
    return json.dumps(rule_schema(), indent=2) + "\n"


def files() -> dict[str, str]:
    """Everything that is made, by its path below ``docs/``."""
    return {
        "check-functions.md": reference(),
        "rule.schema.json": schema_text(),
        "configuration.md": settings_reference.reference(),
        "itsmlint.schema.json": settings_reference.schema(),
        **pages(builtin_rules()),
    }


def main(folder: Path) -> None:
    """Write all of it into a folder, and remove the pages of rules that are no more."""
    made = files()
    (folder / "rules").mkdir(exist_ok=True)
    for old in (folder / "rules").glob("*.md"):
        if f"rules/{old.name}" not in made:
            old.unlink()
    for name, text in made.items():
        if not (folder / name).is_file() or (folder / name).read_text(encoding="utf-8") != text:
            write_text(folder / name, text)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
