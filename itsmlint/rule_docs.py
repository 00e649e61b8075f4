"""The pages about rules in ``docs/``: one a rule, an index, and where the rules come from.

``python -m itsmlint.rule_reference docs`` writes them. A page says what ``itsmlint explain`` says.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from itsmlint.clauses import clause_title, standards
from itsmlint.reports.layout import counted, listed
from itsmlint.reports.rule_pages import clauses_in_words, looks_at, theme_title
from itsmlint.rule_format import THEMES, Example, Rule
from itsmlint.rule_options import options_of, toml_value, type_in_words
from itsmlint.traceability import Article, ArticleWarning, is_theme, planned, sources, warnings_of

MADE = "<!-- Made by python -m itsmlint.rule_reference docs; change the rule files instead. -->"
TYPES = {"warning": "warning", "red-flag": "red flag", "fix": "fix"}

INDEX = """\
`itsmlint explain RULE` shows the same at the terminal. The profile is the lowest that a rule belongs to:
essential, audit-ready or exemplary, each with all rules of those before it. A rule is `stable`, or `preview`
while it is still being tried.

By [theme](#by-theme), by [clause](#by-clause), by [article](#by-article)."""

NOT_IN_DOCUMENTS = """\
## What no document shows

Whether people understand their process, whether access rights work as written, whether a restart hid a
defect, and whether customers find the service of value: itsmlint can only see that there is a record of each.
It says what its rules found, never that something complies.
"""


def pages(rules: Sequence[Rule]) -> dict[str, str]:
    """The text of each page by its path below ``docs/``."""
    return {
        "traceability.md": traceability(rules),
        "rules/README.md": index(rules),
        **{f"rules/{rule.id}.md": page(rule) for rule in rules},
    }


def page(rule: Rule) -> str:
    """The page about one rule."""
    return "\n".join(_page(rule)).rstrip() + "\n"


def _page(rule: Rule) -> Iterator[str]:
    yield f"# {rule.id} {rule.name}\n"
    yield f"{MADE}\n"
    yield (
        f"**{rule.severity}** · {rule.confidence} confidence · profile {rule.profile} · "
        f"{rule.status} since {rule.since} · [rule file](../../rules/{_file(rule)})\n"
    )
    also = f" Also known as {listed(list(rule.aliases))}." if rule.aliases else ""
    yield f"Looks at {plain(looks_at(rule))}.{also}\n"
    yield f"## Why\n\n{plain(rule.why)}\n"
    yield f"## What to do\n\n{plain(rule.fix)}\n"
    yield from _bullets("Clauses", map(plain, clauses_in_words(rule)))
    yield from _bullets("Where it comes from", map(_source, warnings_of(rule.id)))
    yield from _options(rule)
    yield from _bullets("May be wrong about", map(plain, rule.false_positives))
    for title, examples in (("Finds", rule.examples.bad), ("Leaves alone", rule.examples.good)):
        yield from _examples(title, examples)


def _file(rule: Rule) -> str:
    return f"{THEMES[rule.theme]}/{rule.id}-{rule.name}.yaml"


def _bullets(title: str, lines: Iterable[str]) -> Iterator[str]:
    bullets = "\n".join(f"- {line}" for line in lines)
    if bullets:
        yield f"## {title}\n\n{bullets}\n"


def _source(warning: ArticleWarning) -> str:
    link = f"[{warning.article}, {warning.number}](../traceability.md#{warning.article.lower()})"
    return f"{link}, {TYPES[warning.type]}: {plain(warning.says)}"


def _options(rule: Rule) -> Iterator[str]:
    options = options_of(rule)
    if not options:
        return
    yield f"## Options\n\nSet below `[rules.{rule.id}]` in the configuration.\n"
    yield "| option | type | default | meaning |\n|---|---|---|---|"
    for option in options:
        known = f"{type_in_words(option.schema)} | `{toml_value(option.default)}`"
        yield f"| `{option.name}` | {known} | {in_table(option.description)} |"
    yield ""


def _examples(title: str, examples: Sequence[Example]) -> Iterator[str]:
    if not examples:
        return
    yield f"## {title}\n"
    for example in examples:
        kind = "Word" if example.word is not None else "Excel" if example.excel is not None else "A file"
        note = f": {plain(example.note.rstrip('.'))}" if example.note else ""
        text = (example.word or example.excel or f"{example.broken}").replace("<!-- here -->", "◄").rstrip()
        fence = "`" * max(3, 1 + max(map(len, re.findall("`+", text)), default=0))
        yield f"{kind}{note}\n\n{fence}\n{text}\n{fence}\n"


def index(rules: Sequence[Rule]) -> str:
    """The page from which one finds a rule: by theme, by clause, by article."""
    return "\n".join(_index(rules)).rstrip() + "\n"


def _index(rules: Sequence[Rule]) -> Iterator[str]:
    yield f"# Rules\n\n{MADE}\n"
    yield f"{counted(len(rules), 'rule')}, each with a page. {INDEX}\n"
    yield "## By theme\n"
    for theme, group in groupby(rules, key=lambda rule: rule.theme):
        yield f"### {theme_title(theme)}\n"
        yield "| rule | name | severity | profile | status |\n|---|---|---|---|---|"
        for rule in group:
            yield f"| {_link(rule)} | {rule.name} | {rule.severity} | {rule.profile} | {rule.status} |"
        yield ""
    yield "## By clause\n"
    for standard in sorted(standards(), reverse=True):
        yield from _by_clause(standard, rules)
    yield "## By article\n"
    yield "[traceability.md](../traceability.md) goes through the articles point by point.\n"
    yield "| article | rules |\n|---|---|"
    for name, article in sources().articles.items():
        yield f"| {name}: {article.about} | {_links(rule for rule in rules if name in rule.source)} |"
    yield ""


def _by_clause(standard: str, rules: Sequence[Rule]) -> Iterator[str]:
    found: defaultdict[str, list[Rule]] = defaultdict(list)
    for rule in rules:
        for number in rule.clauses.get(standard, ()):
            found[number].append(rule)
    yield f"### {standards()[standard].title}\n"
    yield "| clause | about | rules |\n|---|---|---|"
    for number in standards()[standard].clauses:
        if number in found:
            yield f"| {number} | {clause_title(standard, number)} | {_links(found[number])} |"
    yield ""


def _link(rule: Rule, folder: str = "") -> str:
    preview = "" if rule.status == "stable" else f" ({rule.status})"
    return f"[{rule.id}]({folder}{rule.id}.md){preview}"


def _links(rules: Iterable[Rule]) -> str:
    return ", ".join(map(_link, rules))


def traceability(rules: Sequence[Rule]) -> str:
    """Every warning, red flag and fix of the articles, and the rules that look for it."""
    return "\n".join(_traceability(rules)).rstrip() + "\n"


def _traceability(rules: Sequence[Rule]) -> Iterator[str]:
    warnings = sources().warnings
    count = {kind: sum(warning.type == kind for warning in warnings) for kind in TYPES}
    made = MADE.replace("the rule files", "rules/vocabulary/warnings.yaml")
    yield f"# Where the rules come from\n\n{made}\n"
    yield (
        "itsmlint was made from three articles on IT service management audits. Each of their "
        f"{len(warnings)} distinct points ({count['warning']} warnings, {count['red-flag']} red flags and "
        f"{count['fix']} fixes) stands here in words of our own,\nwith the rules that look for it in "
        "documents.\n"
    )
    if missing := planned(rules):
        yield f"Still planned, and marked so: {listed(missing)}.\n"
    for name, article in sources().articles.items():
        yield f"## {name}\n\nThe article on {article.about}.\n"
        yield from _headings(article)
        yield from _points(name, rules)
    own = [rule for rule in rules if next(warnings_of(rule.id), None) is None]
    if own:
        links = ", ".join(_link(rule, "rules/") for rule in own)
        yield f"## Rules beyond the articles\n\n{links}\n"
    yield NOT_IN_DOCUMENTS


def _headings(article: Article) -> Iterator[str]:
    if not article.headings:
        return
    yield "It numbers its headings in its own way; the clauses that are meant:\n"
    yield "| it prints | ISO/IEC 20000-1:2011 | ISO/IEC 20000-1:2018 |\n|---|---|---|"
    for number, heading in article.headings.items():
        numbers = f"{listed(list(heading.in_2011))} | {listed(list(heading.in_2018))}"
        yield f"| {number} {heading.title} | {numbers} |"
    yield ""


def _points(name: str, rules: Sequence[Rule]) -> Iterator[str]:
    yield "| no. | kind | what it says | rules |\n|---|---|---|---|"
    for warning in sources().warnings:
        if warning.article == name:
            links = ", ".join(_named(rule, rules) for rule in warning.rules)
            yield f"| {warning.number} | {TYPES[warning.type]} | {in_table(warning.says)} | {links} |"
    yield ""


def _named(name: str, rules: Sequence[Rule]) -> str:
    """The link to a rule, or to the index for all rules of a theme; planned ones have no page yet."""
    if any(is_theme(name, rule) for rule in rules):
        return f"[all of {name}](rules/README.md#{theme_title(name).lower().replace(' ', '-')})"
    rule = next((rule for rule in rules if rule.id == name), None)
    return _link(rule, "rules/") if rule else f"{name} (planned)"


def plain(text: str) -> str:
    """Text in which Markdown means nothing."""
    return re.sub(r"([\\`*_<])", r"\\\1", " ".join(text.split()))


def in_table(text: str) -> str:
    """The same inside a table."""
    return plain(text).replace("|", "\\|")
