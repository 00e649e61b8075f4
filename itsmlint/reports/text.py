"""The report for a person at a terminal: by document and rule, each finding with its place and what to do."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from itsmlint.clauses import standards
from itsmlint.discovery import Skipped, SkipReason
from itsmlint.finding import Finding, Severity
from itsmlint.places import kind_in_words
from itsmlint.reports.layout import Look, counted, inert, listed
from itsmlint.reports.places import short_list
from itsmlint.reports.standing import standing
from itsmlint.run import SEVERITIES, Checked, Run

NAMED = 3
"""Left out files that are named for each reason."""
WHOLE = ("document", "file")
"""Places that say no more than the file's name."""

LEFT_OUT: dict[SkipReason, tuple[str, str]] = {
    "lock-file": ("lock file of an open document", "lock files of open documents"),
    "ignored": ("document by .gitignore", "documents by .gitignore"),
    "excluded": ("document by 'exclude'", "documents by 'exclude'"),
    "link": (
        "link that leads out of the project or nowhere",
        "links that lead out of the project or nowhere",
    ),
    "not-a-document": ("file that is no Word or Excel document", "files that are no Word or Excel documents"),
}


def render(run: Run, look: Look) -> str:
    """The whole report, empty when there is nothing to say."""
    lines: list[str] = []
    if look.statistics:
        lines += _statistics(run, look)
    else:
        for document in run.documents:
            if document.findings:
                lines += [*_document(document, look), ""]
    if not look.quiet:
        lines += ["", *closing(run, look)] if look.statistics and lines else closing(run, look)
    text = "\n".join(lines).rstrip("\n")
    return f"{text}\n" if text else ""


def _document(document: Checked, look: Look) -> Iterator[str]:
    yield look.paint(inert(document.path), "path")
    counts = Counter(finding.severity for finding in document.findings)
    kind = kind_in_words(document.kind.name) if document.kind.name != "unknown" else ""
    yield look.paint(", ".join(filter(None, (kind, _counts(counts)))), "dim")
    for group in _by_rule(document.findings):
        yield ""
        yield from _rule(group, look)


def _by_rule(findings: Sequence[Finding]) -> list[list[Finding]]:
    """Findings of one rule together, graver rules first, otherwise in the order of the document."""
    groups: defaultdict[tuple[int, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        groups[SEVERITIES.index(finding.severity), finding.rule].append(finding)
    return [groups[key] for key in sorted(groups, key=lambda key: key[0])]


def _rule(findings: Sequence[Finding], look: Look) -> Iterator[str]:
    """All findings of a rule in a document; what to do and the clauses once."""
    first = findings[0]
    severity = look.paint(first.severity, first.severity)
    yield f"  {severity} {look.paint(first.rule, 'bold')} {look.paint(first.name, 'dim')}"
    for finding in findings:
        yield from _finding(finding, look)
    if first.fix:
        yield from look.labelled("to do", first.fix)
    if first.clauses:
        yield from look.labelled("clause", _clauses(first))


def _finding(finding: Finding, look: Look) -> Iterator[str]:
    yield from look.lines(finding.message, "    ")
    place = finding.location.text
    if finding.cells:
        yield from look.labelled("where", short_list(finding.cells), indent=6)
    elif place not in WHOLE:
        yield from look.labelled("where", place, indent=6)
    if finding.excerpt and not _said(finding):
        label = "example" if finding.cells else "says"
        yield from look.labelled(label, look.marked(finding.excerpt, finding.mark), indent=6)
    if finding.searched:
        yield from look.labelled("looked in", ", ".join(finding.searched), indent=6)


def _said(finding: Finding) -> bool:
    """Whether the excerpt stands in the message or heading already: "is rated 9", the file's name."""
    whole = finding.mark in (None, (0, len(finding.excerpt)))
    known = finding.excerpt in finding.message or finding.location.part == "file name"
    return whole and known and not finding.cells


def _clauses(finding: Finding) -> str:
    """The clauses of the newest standard: a reader needs one number to look up."""
    standard = max(finding.clauses)
    title = standards()[standard].title if standard in standards() else standard
    return f"{title} {listed(list(finding.clauses[standard]))}"


def _counts(counts: Counter[Severity]) -> str:
    return listed([counted(counts[severity], severity) for severity in SEVERITIES if counts[severity]])


def _statistics(run: Run, look: Look) -> Iterator[str]:
    """One line a rule: how often, how grave, in how many documents."""
    counts = Counter(finding.rule for finding in run.findings())
    gravest = {
        finding.rule: finding
        for finding in sorted(run.findings(), key=lambda finding: -SEVERITIES.index(finding.severity))
    }
    documents = Counter(
        rule for document in run.documents for rule in {finding.rule for finding in document.findings}
    )
    for rule, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        finding = gravest[rule]
        severity = look.paint(f"{finding.severity:7}", finding.severity)
        yield (
            f"{count:6,}  {severity}  {look.paint(f'{rule:7}', 'bold')} {finding.name:40}"
            f"  in {counted(documents[rule], 'document')}"
        )


def closing(run: Run, look: Look) -> Iterator[str]:
    """What was looked at, what was found, what was left out, and where to read on."""
    found = _counts(run.severities())
    hit = sum(bool(document.findings) for document in run.documents)
    result = f"{found} in {hit:,} of them" if len(run.documents) > 1 and found else found or "nothing found"
    checked = f"{counted(len(run.documents), 'document')} checked with {run.rules} of {run.known_rules} rules"
    worst = run.worst()
    yield from look.lines(f"{checked} as of {run.as_of.isoformat()}: {result}.")
    unreadable = [document.path for document in run.documents if not document.readable]
    if unreadable:
        yield from look.lines(f"Could not be read: {listed(unreadable, NAMED)}.")
    if run.skipped:
        yield from look.lines(f"Left out: {left_out(run.skipped)}.")
    if words := standing(run).words:
        yield from look.lines(words)
    if worst:
        rule = next(finding.rule for finding in run.findings() if finding.severity == worst)
        yield from look.lines(f"Why a rule matters and how to mend it: itsmlint explain {rule}")


def left_out(skipped: Iterable[Skipped]) -> str:
    """Files that were left out, by reason: "2 documents by .gitignore (old.docx, older.docx)"."""
    by_reason: defaultdict[SkipReason, list[str]] = defaultdict(list)
    for item in skipped:
        by_reason[item.reason].append(item.shown)
    return "; ".join(
        f"{counted(len(by_reason[reason]), *words)} ({listed(by_reason[reason], NAMED)})"
        for reason, words in LEFT_OUT.items()
        if reason in by_reason
    )
