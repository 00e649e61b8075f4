"""How fast sentences are read and checked: ``python -m benchmarks.language [FOLDER]``.

Measures a generated policy and, if given, the Word and Excel files in a folder: words per CPU second for
cutting into tokens and sentences with all phrases and obligations in them, for what they say (types,
measures, who acts), and for the rules on wording; after the import of spaCy, which is named apart. Then the
time of a first run of ``itsmlint check`` on one policy of ten pages, a process of its own, with the rules on
wording and without.
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

from itsmlint.documents.model import Document
from itsmlint.documents.opening import open_document
from itsmlint.documents.unreadable import UnreadableError
from itsmlint.engine import check_document
from itsmlint.facts.model import Facts
from itsmlint.facts.passages import passages
from itsmlint.facts.statements import with_statements
from itsmlint.facts.understanding import understand
from itsmlint.language.pipeline import read_texts
from itsmlint.rule_format import Rule
from itsmlint.rules import builtin_rules, typed_options
from itsmlint.vocabulary import Vocabulary

BUDGET = 100_000
"""Words a CPU second at least, after the import, for everything together."""
PAGES = 10
WORDS_A_PAGE = 400
SUFFIXES = (".docx", ".docm", ".dotx", ".xlsx", ".xlsm", ".xltx")
AS_OF = date(2026, 6, 30)

WHO = (
    "The change manager", "The service desk", "Each process owner", "The head of infrastructure",
    "Line managers", "The information security officer", "Suppliers with access to production systems",
)  # fmt: skip
THINGS = (
    "access rights", "changes to production systems", "backup media", "incident records", "service reports",
    "supplier contracts", "configuration items", "known errors", "recovery plans", "visitor badges",
)  # fmt: skip
DONE = (
    "reviewed",
    "approved",
    "recorded in the register",
    "kept",
    "tested",
    "documented",
    "reported",
    "closed",
    "removed",
)
DO = ("review", "approve", "record", "keep", "test", "document", "report", "close", "remove")
MODALS = ("shall", "must", "will", "should", "has to", "needs to")
WHEN = (
    "every quarter", "within 4 working hours", "regularly", "before the end of the month", "where possible",
    "as soon as possible", "at least once a year", "after each major incident", "by the fifth working day",
)  # fmt: skip
TOLD = (
    "in the service management tool",
    "with the customers concerned",
    "of the services in scope",
    "on the intranet",
)
PLAIN = (
    "This section describes how the organisation protects the information that others entrust to it.",
    "Incidents are classified by impact and urgency, e.g. priority 1 for an outage of a clinical system.",
    "See clause 8.6.1 of the standard and No. 7 of the service catalogue for the services that are in scope.",
    "The service review board meets with the process owners and decides on improvements.",
    "Availability of the payroll service is 99.5 % in each month, measured at the application server.",
    "A customer agrees the service levels; its users work with the service from day to day.",
    "Data that contains personal information is stored in both data centres and encrypted in transit.",
    "The department runs the infrastructure on which the applications of the hospitals depend.",
    "Roles and responsibilities are laid down in the appendix, together with the forms.",
    "Suppliers work under contracts that name the services and the conditions under which they are bought.",
    "Exceptions are rare, and they are recorded with the reasons for them.",
    "Colleagues in the municipalities use the same applications as those in the hospitals.",
    "The register of assets names the person who answers for an asset and the place where it stands.",
    "Training on information security is part of the introduction of new colleagues.",
    "Changes are planned together with the departments that depend on the systems.",
)  # fmt: skip


def sentences(count: int, seed: int = 20000) -> Iterator[str]:
    """Sentences in the proportions of real policies: a quarter obliges, a third of these nobody by name."""
    chance = random.Random(seed)
    for number in range(count):
        kind = chance.random()
        things, when = chance.choice(THINGS), chance.choice(WHEN if kind < 0.08 else TOLD)
        if kind < 0.17:
            yield f"{chance.choice(WHO)} {chance.choice(MODALS)} {chance.choice(DO)} {things} {when}."
        elif kind < 0.25:
            yield f"{things.capitalize()} must be {chance.choice(DONE)} {when} and {chance.choice(DONE)}."
        else:
            yield chance.choice(PLAIN).replace("section", f"section {number % 90 + 1}")


def write_prose(path: Path, pages: int) -> None:
    """A policy of prose, every paragraph another."""
    import docx  # noqa: PLC0415

    document = docx.Document()
    document.add_heading("Information Security Policy", 0)
    document.add_paragraph("Version: 1.0. Owner: Head of IT. Approved by: Managing Director.")
    words, texts = 0, sentences(pages * WORDS_A_PAGE)
    while words < pages * WORDS_A_PAGE:
        if words % 5 == 0:
            document.add_heading(f"Part {words}", 1)
        text = " ".join(next(texts) for _ in range(4))
        document.add_paragraph(text)
        words += len(text.split())
    document.save(str(path))


def cpu(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def read_all(paths: Sequence[Path], vocabulary: Vocabulary) -> list[tuple[Document, Facts]]:
    read = []
    for path in paths:
        try:
            document = open_document(path, path.name)
        except UnreadableError:
            continue
        read.append((document, understand(document, vocabulary)))
    return read


def wording_rules() -> list[Rule]:
    """The rules that look at sentences, made to look whatever the document is."""
    return [
        rule
        for rule in builtin_rules()
        if rule.given == "statements" or "statements" in typed_options(rule)[0].needs
    ]


def measure(name: str, paths: Sequence[Path], vocabulary: Vocabulary) -> bool:
    """Measure the files, print the figures, and say whether all together is within the budget."""
    read = [(d, f) for d, f in read_all(paths, vocabulary) if f.language == "en"]
    texts = [passage.text for document, facts in read for passage in passages(document, facts)]
    words = sum(len(text.split()) for text in texts)
    if not words:
        print(f"{name}: no English text")
        return True
    rules = wording_rules()
    tokens = cpu(lambda: read_texts(texts, vocabulary))
    told: list[tuple[Document, Facts]] = []
    statements = cpu(lambda: told.extend((d, with_statements(d, f, vocabulary)) for d, f in read))

    def check() -> None:
        for document, facts in told:
            check_document(document, facts, rules, vocabulary=vocabulary, as_of=AS_OF)

    checks = cpu(check)
    together = words / (statements + checks)
    print(
        f"{name}: {len(read)} documents, {words:,} words, "
        f"{sum(len(facts.statements) for _, facts in told):,} sentences"
    )
    print(f"  {words / tokens:>10,.0f} words/s  tokens, sentences, phrases, obligations")
    print(f"  {words / statements:>10,.0f} words/s  the same and types, measures, who acts")
    print(f"  {words / checks:>10,.0f} words/s  rules on wording: {', '.join(rule.id for rule in rules)}")
    print(f"  {together:>10,.0f} words/s  all together (budget {BUDGET:,})")
    return together >= BUDGET


def warm_up(folder: Path, vocabulary: Vocabulary) -> None:
    """Import and set up what is measured apart: spaCy, and the patterns of the vocabulary."""
    path = folder / "small.docx"
    write_prose(path, 1)
    for document, facts in read_all([path], vocabulary):
        told = with_statements(document, facts, vocabulary)
        check_document(document, told, wording_rules(), vocabulary=vocabulary, as_of=AS_OF)


def measure_import() -> None:
    """The import of spaCy and its set-up, in a process of its own."""
    script = (
        "import time;"
        "from itsmlint.vocabulary import Vocabulary; from itsmlint.language.pipeline import read_texts;"
        "before = time.process_time(); vocabulary = Vocabulary();"
        "read_texts(['Changes must be approved.'], vocabulary);"
        "print(time.process_time() - before)"
    )
    best = min(float(subprocess.check_output([sys.executable, "-c", script])) for _ in range(3))
    print(f"spaCy imported and set up: {best:.2f} CPU s")


def measure_first_run(folder: Path) -> None:
    """``itsmlint check`` on one policy of ten pages, with the rules on wording and without."""
    path = folder / "policy.docx"
    write_prose(path, PAGES)
    for name, ignored in (("with", ""), ("without", ",".join(rule.id for rule in wording_rules()))):
        command = [
            sys.executable,
            "-m",
            "itsmlint",
            "check",
            str(path),
            "--no-cache",
            "--fail-on",
            "never",
            "-q",
        ]
        command += ["--ignore", ignored] if ignored else []
        best = min(timed(command) for _ in range(3))
        print(f"first run on a policy of {PAGES} pages {name} rules on wording: {best:.2f} CPU s")


def timed(command: list[str]) -> float:
    """CPU seconds of a process of its own."""
    before = os.times()
    subprocess.run(command, check=True, capture_output=True)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.language", description=__doc__.split("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, help="measure the Word and Excel files in it too")
    arguments = parser.parse_args()
    vocabulary = Vocabulary()
    measure_import()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        measure_first_run(folder)
        warm_up(folder, vocabulary)
        path = folder / "prose.docx"
        write_prose(path, PAGES * 20)
        within = measure("generated policy", [path], vocabulary)
    if arguments.folder:
        files = [path for path in sorted(arguments.folder.rglob("*")) if path.suffix.lower() in SUFFIXES]
        within = measure(arguments.folder.name, files, vocabulary) and within
    print("Within budget." if within else "Over budget.")


if __name__ == "__main__":
    main()
