"""Editors complete and check rule files by a schema that is made from the format."""

import re
from pathlib import Path

import pytest

from itsmlint.checks import check_functions
from itsmlint.rule_docs import in_table, page, plain
from itsmlint.rule_format import Rule
from itsmlint.rule_reference import field_docs, files, main, rule_schema
from itsmlint.rules import builtin_rules

DOCS = Path(__file__).parents[2] / "docs"
MADE = files()


def test_the_schema_knows_every_key_and_the_options_of_each_check_function():
    schema = rule_schema()
    keys = schema["$defs"]["Rule"]["properties"]
    assert {"id", "given", "then", "message"} <= set(keys)
    functions = {shape["title"]: shape for shape in schema["$defs"]["Then"]["oneOf"]}
    assert functions["be-readable"]["required"] == ["must", "reason"]
    assert functions["be-readable"]["additionalProperties"] is False


AGAIN = "run: python -m itsmlint.rule_reference docs"


@pytest.mark.parametrize("name", MADE)
def test_the_documentation_that_is_made_is_up_to_date(name):
    assert (DOCS / name).is_file(), AGAIN
    assert (DOCS / name).read_text(encoding="utf-8") == MADE[name], AGAIN


def test_there_are_no_pages_of_rules_that_are_no_more():
    assert {f"rules/{path.name}" for path in (DOCS / "rules").iterdir()} == {
        name for name in MADE if name.startswith("rules/")
    }, AGAIN


def test_making_it_again_changes_what_is_out_of_date_alone(tmp_path):
    main(tmp_path)
    assert {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.*")} == set(MADE)
    fresh, stale = tmp_path / "rules" / "RSK001.md", tmp_path / "rules" / "RSK999.md"
    stale.write_text("gone")
    (tmp_path / "rules" / "DOC001.md").write_text("old")
    before = fresh.stat().st_mtime_ns
    main(tmp_path)
    assert fresh.stat().st_mtime_ns == before
    assert not stale.exists()
    assert (tmp_path / "rules" / "DOC001.md").read_text(encoding="utf-8") == MADE["rules/DOC001.md"]


def linked(page):
    """Targets of the links of a page that was made, from the folder of the documentation."""
    text = re.sub(r"(`{3,}).*?\1", "", MADE[page], flags=re.DOTALL)
    return [(DOCS / page).parent / target for target in re.findall(r"\]\((?!https?:)([^)#]+)", text)]


@pytest.mark.parametrize("page", [name for name in MADE if name.endswith(".md")])
def test_links_lead_to_pages_and_rule_files(page):
    for target in linked(page):
        assert target.exists(), target


def test_a_page_says_all_that_explain_says():
    rule = next(rule for rule in builtin_rules() if rule.id == "RSK001")
    text = page(rule)
    for part in (rule.name, rule.severity, *rule.false_positives, "ISO/IEC 20000-1:2018 6.1", "A1, 33"):
        assert part in text
    assert text.count("◄") == sum((e.excel or e.word or "").count("<!-- here -->") for e in rule.examples.bad)


def test_what_markdown_would_take_for_markup_is_shown_as_it_is():
    assert plain("a *b* _c_ `d` <e> \\f") == r"a \*b\* \_c\_ \`d\` \<e> \\f"
    assert in_table("a | b") == r"a \| b"


def test_the_index_has_every_rule_by_theme_clause_and_article():
    index = MADE["rules/README.md"]
    theme, clause, article = re.split("\n## By (?:clause|article)\n", index)
    for rule in builtin_rules():
        assert f"[{rule.id}]({rule.id}.md)" in theme
        assert f"[{rule.id}]({rule.id}.md)" in clause
        assert not set(rule.source) & {"A1", "A2", "A3"} or f"[{rule.id}]({rule.id}.md)" in article


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
