"""Editors complete and check rule files by a schema that is made from the format."""

from pathlib import Path

import pytest

from itsmlint.checks import check_functions
from itsmlint.rule_format import Rule
from itsmlint.rule_reference import field_docs, reference, rule_schema, schema_text

DOCS = Path(__file__).parents[2] / "docs"


def test_the_schema_knows_every_key_and_the_options_of_each_check_function():
    schema = rule_schema()
    keys = schema["$defs"]["Rule"]["properties"]
    assert {"id", "given", "then", "message"} <= set(keys)
    functions = {shape["title"]: shape for shape in schema["$defs"]["Then"]["oneOf"]}
    assert functions["be-readable"]["required"] == ["must", "reason"]
    assert functions["be-readable"]["additionalProperties"] is False


@pytest.mark.parametrize(
    ("name", "text"), [("rule.schema.json", schema_text), ("check-functions.md", reference)]
)
def test_the_reference_in_the_documentation_is_up_to_date(name, text):
    assert (DOCS / name).read_text(encoding="utf-8") == text(), "run: python -m itsmlint.rule_reference docs"


def test_every_key_of_a_rule_file_is_explained():
    explained = (DOCS / "rule-format.md").read_text(encoding="utf-8")
    assert [key for key in Rule.__struct_fields__ if f"`{key}`" not in explained] == []


def test_every_option_of_a_check_function_is_described():
    undescribed = [
        f"{name}: {option}"
        for name, function in check_functions().items()
        for option in function.options.__struct_fields__
        if option not in field_docs(function.options)
    ]
    assert undescribed == []
