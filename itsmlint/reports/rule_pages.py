"""Rules for readers: a page about one, a line about each."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

import msgspec

from itsmlint.clauses import clause_text, standards
from itsmlint.places import kind_in_words
from itsmlint.reports.layout import Look, counted, inert, listed
from itsmlint.rule_format import ANY_KIND, THEMES, Example, Rule
from itsmlint.rule_options import options_of, toml_value, type_in_words
from itsmlint.rules import catalogue

GIVEN = {
    "file": "each file that cannot be read",
    "document": "each document as a whole",
    "control": "the document control",
    "sections": "the sections",
    "paragraphs": "the paragraphs",
    "statements": "the sentences that oblige, promise or set a goal",
    "tables": "the tables of Word documents",
    "registers": "the registers as a whole",
    "records": "the records of registers",
    "columns": "the columns of registers",
    "raci": "responsibility matrices",
    "raci-rows": "the rows of responsibility matrices",
    "placeholders": "unfilled placeholders",
    "hidden": "hidden data",
}
"""What a rule's ``given`` is called for readers."""


def page(rule: Rule, look: Look, as_set: Rule | None = None) -> str:
    """Everything a person may want to know of a rule; ``as_set`` is the rule as a configuration sets it."""
    return "\n".join(_page(rule, look, as_set or rule))


def _page(rule: Rule, look: Look, as_set: Rule) -> Iterator[str]:
    yield f"{look.paint(rule.id, 'bold')} {look.paint(rule.name, 'bold')}"
    severity = look.paint(as_set.severity, as_set.severity)
    if as_set.severity != rule.severity:
        severity += f" (set here; else {rule.severity})"
    known = f"{rule.confidence} confidence, profile {rule.profile}, {rule.status} since {rule.since}"
    yield f"{severity}, {known}"
    yield from look.lines(f"Looks at {looks_at(rule)}.")
    if rule.aliases:
        yield from look.lines(f"Also known as {listed(list(rule.aliases))}.")
    yield from _part("Why", [rule.why], look)
    yield from _part("To do", [rule.fix], look)
    yield from _part("Clauses", list(clauses_in_words(rule)), look)
    yield from _part("Options", list(_options(rule, as_set)), look)
    yield from _part("May be wrong about", [f"- {text}" for text in rule.false_positives], look)
    for title, examples in (("Finds", rule.examples.bad), ("Leaves alone", rule.examples.good)):
        yield from _examples(title, examples, look)


def _part(title: str, texts: Sequence[str], look: Look) -> Iterator[str]:
    if not texts:
        return
    yield ""
    yield look.paint(title, "bold")
    for text in texts:
        yield from look.lines(text, "  ", "    " if text.startswith("- ") else None)


def looks_at(rule: Rule) -> str:
    """The kind of place a rule looks at, and in which kinds of documents or registers."""
    return GIVEN[rule.given] + _kinds(rule)


def _kinds(rule: Rule) -> str:
    """What kinds of documents or registers a rule is for."""
    kinds = [f"{kind_in_words(kind)}" for kind in rule.applies_to if kind not in ANY_KIND]
    files = [kind.capitalize() for kind in rule.applies_to if kind in ("word", "excel")]
    words = f" of kind {listed(kinds)}" if kinds else f" in {listed(files)} files" if files else ""
    excepted = f", but not of kind {listed([kind_in_words(kind) for kind in rule.not_for])}"
    return words + (excepted if rule.not_for else "")


def _clauses(rule: Rule) -> Iterator[str]:
    for standard, numbers in sorted(rule.clauses.items(), reverse=True):
        for number in numbers:
            known = standard in standards()
            yield clause_text(standard, number) if known else f"{standard} {number}"


def clauses_in_words(rule: Rule) -> Iterator[str]:
    """The clauses of a rule with their titles, and the number that an article prints in their stead."""
    yield from _clauses(rule)
    if rule.article_clause:
        yield f"(printed as {rule.article_clause} in the article it comes from)"


def _options(rule: Rule, as_set: Rule) -> Iterator[str]:
    """The options that a configuration may set, each with its type, its default and what is set here."""
    here = {option.name: option.default for option in options_of(as_set)}
    for option in options_of(rule):
        now = "" if here[option.name] == option.default else f"; set here: {toml_value(here[option.name])}"
        known = f"{type_in_words(option.schema)}, {toml_value(option.default)} unless set{now}"
        yield f"- {option.name} ({known}): {option.description}"
    if here:
        yield f"They are set in the configuration below [rules.{rule.id}]."


def _examples(title: str, examples: Sequence[Example], look: Look) -> Iterator[str]:
    for number, example in enumerate(examples, 1):
        count = f" {number}" if len(examples) > 1 else ""
        format_name = "Word" if example.word is not None else "Excel" if example.excel is not None else "file"
        yield ""
        note = f": {example.note.rstrip('.')}" if example.note else ""
        yield look.paint(f"{title}{count}", "bold") + f" ({format_name}){note}"
        text = example.word or example.excel or f"{example.broken}\n"
        for line in text.replace("<!-- here -->", "◄").rstrip().splitlines():
            yield inert(f"  {line}").rstrip()


def page_data(rule: Rule) -> dict[str, Any]:
    """A rule as data, with the titles of its clauses and its examples."""
    (entry,) = catalogue([rule])["rules"]
    return {
        **entry,
        "clause_titles": list(_clauses(rule)),
        "options": [
            {
                "name": option.name,
                "default": option.default,
                "description": option.description,
                "schema": dict(option.schema),
            }
            for option in options_of(rule)
        ],
        "examples": msgspec.to_builtins(rule.examples),
    }


def theme_title(theme: str) -> str:
    """ "Document control" for DOC, and KPI for itself."""
    words = THEMES.get(theme, theme).replace("-", " ")
    return theme if words.upper() == theme else words.capitalize()


def overview(rules: Sequence[Rule], look: Look) -> str:
    """A line for each rule, by theme."""
    lines: list[str] = []
    width = max((len(rule.name) for rule in rules), default=0)
    for theme, group in groupby(rules, key=lambda rule: rule.theme):
        lines.append(look.paint(theme_title(theme), "bold"))
        for rule in group:
            status = "" if rule.status == "stable" else f"  {rule.status}"
            severity = look.paint(f"{rule.severity:7}", rule.severity)
            lines.append(f"  {rule.id:7} {rule.name:{width}}  {severity}  {rule.profile}{status}")
        lines.append("")
    lines.append(f"{counted(len(rules), 'rule')}. More about one: itsmlint explain RULE")
    return "\n".join(lines)
