"""The examples of rules as tests: each is made a real file, read, checked and compared with its marks."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal, TypeAlias

import msgspec

from itsmlint.documents.location import Location, column_letters
from itsmlint.documents.model import Document
from itsmlint.documents.opening import document_from_bytes
from itsmlint.documents.unreadable import UnreadableError
from itsmlint.engine import CERTAIN, RuleFailedError, check_document, check_unreadable, needs_statements
from itsmlint.examples import Built, DialectError, Mark, build
from itsmlint.facts.model import Facts, Hints
from itsmlint.facts.statements import with_statements
from itsmlint.facts.understanding import understand
from itsmlint.finding import Finding
from itsmlint.rule_format import OF_REGISTERS
from itsmlint.rules import Example, Rule
from itsmlint.vocabulary import Vocabulary

AS_OF = date(2026, 6, 30)
"""Today in examples that do not say otherwise."""
ENOUGH = 2
"""Bad and good examples that a rule needs of each."""

Verdict: TypeAlias = Literal["bad", "good"]
__all__ = ["AS_OF", "Case", "Result", "cases", "run_case", "run_rule_tests", "too_few"]


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """One example of one rule."""

    rule: Rule
    verdict: Verdict
    number: int
    """From 1, among the rule's bad or good examples."""
    example: Example
    beside: tuple[Rule, ...] = ()
    """Rules that may hide findings of this one."""

    @property
    def id(self) -> str:
        """What the case is called: "RSK001-bad-1"."""
        return f"{self.rule.id}-{self.verdict}-{self.number}"


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """What came out of a case."""

    case: Case
    missed: tuple[str, ...] = ()
    """Marked places at which nothing was found."""
    unexpected: tuple[str, ...] = ()
    """Findings at places that are not marked."""
    error: str = ""
    """Why the case could not be run at all."""
    understood: str = ""
    """What itsmlint took the example for."""

    @property
    def passed(self) -> bool:
        """Whether the findings are exactly those marked."""
        return not (self.missed or self.unexpected or self.error)

    @property
    def text(self) -> str:
        """The result in a few lines."""
        if self.passed:
            return f"{self.case.id}: passed"
        lines = [f"{self.case.id}: FAILED"]
        lines += [f"  {self.error}"] if self.error else []
        lines += [f"  nothing found at {place}" for place in self.missed]
        lines += [f"  not marked: {finding}" for finding in self.unexpected]
        lines += [f"  the example was read as: {self.understood}"] if self.understood else []
        return "\n".join(lines)


def run_rule_tests(rules: Sequence[Rule], *, beside: Sequence[Rule] = ()) -> list[Result]:
    """The results of all examples of the rules. ``beside`` are further rules that theirs may be hidden by."""
    vocabulary = Vocabulary()
    return [run_case(case, vocabulary) for case in cases(rules, beside=beside)]


def cases(rules: Sequence[Rule], *, beside: Sequence[Rule] = ()) -> Iterator[Case]:
    """All examples of the rules, in their order."""
    known = {rule.id: rule for rule in (*beside, *rules)}
    for rule in rules:
        hiding = tuple(_hiding(rule, known))
        for verdict, examples in (("bad", rule.examples.bad), ("good", rule.examples.good)):
            for number, example in enumerate(examples, start=1):
                yield Case(
                    rule=rule,
                    verdict=verdict,  # type: ignore[arg-type]
                    number=number,
                    example=example,
                    beside=hiding,
                )


def _hiding(rule: Rule, known: dict[str, Rule]) -> Iterator[Rule]:
    return (known[other] for other in rule.hiders if other in known)


def too_few(rule: Rule) -> str:
    """What a rule lacks in examples, in words; empty when it has enough."""
    if rule.given == "file":
        return "" if rule.examples.bad and rule.examples.good else "needs a bad and a good example"
    bad, good = len(rule.examples.bad), len(rule.examples.good)
    if bad >= ENOUGH and good >= ENOUGH:
        return ""
    return f"needs at least {ENOUGH} bad and {ENOUGH} good examples, and has {bad} and {good}"


def run_case(case: Case, vocabulary: Vocabulary) -> Result:
    """Build, read, understand, check, compare."""
    try:
        built = build(case.example)
    except (DialectError, ValueError, KeyError) as error:
        return Result(case=case, error=f"cannot be built: {error}")
    if case.verdict == "bad" and not built.marks:
        return Result(
            case=case, error="a bad example marks where the rule must find something: <!-- here -->"
        )
    try:
        return _run(case, built, vocabulary)
    except RuleFailedError as error:
        return Result(case=case, error=f"{error}: {error.cause}")


def _run(case: Case, built: Built, vocabulary: Vocabulary) -> Result:
    document = _read(case.example, built)
    if isinstance(document, UnreadableError):
        return _compare_unreadable(case, built, document)
    hints = _hints(case.example)
    facts = understand(document, vocabulary, hints)
    rules = _unfolded((case.rule, *case.beside))
    if needs_statements(rules, facts):
        facts = with_statements(document, facts, vocabulary)
    found = check_document(
        document,
        facts,
        rules,
        vocabulary=vocabulary,
        as_of=date.fromisoformat(case.example.as_of) if case.example.as_of else AS_OF,
        accepted_teams=hints.accepted_teams,
    )
    return _compare(
        case, built, document, facts, [finding for finding in found if finding.rule == case.rule.id]
    )


def _read(example: Example, built: Built) -> Document | UnreadableError:
    if built.data is None:
        return UnreadableError(example.broken, "as the example says")  # type: ignore[arg-type]
    try:
        return document_from_bytes(built.data, built.name)
    except UnreadableError as error:
        return error


def _unfolded(rules: Sequence[Rule]) -> list[Rule]:
    """The rules with a finding for every place, so that places can be compared one by one."""
    return [msgspec.structs.replace(rule, fold_above="never") for rule in rules]


def _hints(example: Example) -> Hints:
    return Hints(
        template=example.template,
        accepted_teams=frozenset(team.lower() for team in example.accepted_teams),
    )


def _compare_unreadable(case: Case, built: Built, error: UnreadableError) -> Result:
    found = check_unreadable(built.name, error, [case.rule])
    understood = f"unreadable, {error.reason}: {error.detail}"
    if case.example.broken is None:
        return Result(case=case, error="the example cannot be read", understood=understood)
    wanted = case.verdict == "bad"
    return Result(
        case=case,
        missed=("the file",) if wanted and not found else (),
        unexpected=tuple(finding.message for finding in found) if not wanted else (),
        understood=understood if bool(found) != wanted else "",
    )


def _compare(case: Case, built: Built, document: Document, facts: Facts, found: list[Finding]) -> Result:
    unmet = list(built.marks)
    unexpected = []
    for finding in found:
        met = next((mark for mark in unmet if is_at(finding.location, mark, document)), None)
        if met:
            unmet.remove(met)
        else:
            unexpected.append(f"{finding.location.text}: {finding.message}")
    missed = tuple(mark.place for mark in unmet)
    understood = _understood(facts) + _why_silent(case.rule, facts) if missed or unexpected else ""
    return Result(case=case, missed=missed, unexpected=tuple(unexpected), understood=understood)


def _understood(facts: Facts) -> str:
    kind = f"{facts.kind.name} ({facts.kind.confidence:.2f})"
    extra = [word for word, true in (("a template", facts.template), ("a record", facts.record)) if true]
    registers = [
        f"{register.kind} ({register.confidence:.2f}) with {len(register.records)} records and columns "
        + ", ".join(column.field or f"'{column.header}'" for column in register.columns)
        for register in facts.registers
    ]
    return "; ".join([kind, *extra, *registers])


def _why_silent(rule: Rule, facts: Facts) -> str:
    """What keeps the rule from looking at the example at all; empty when nothing does."""
    if not rule.names_kinds:
        return ""
    of_registers = rule.given in OF_REGISTERS
    kinds = [(one.kind, one.confidence) for one in facts.registers] if of_registers else []
    kinds = kinds or [(facts.kind.name, facts.kind.confidence)]
    right = [confidence for kind, confidence in kinds if kind in rule.applies_to]
    if not right:
        return f"; the rule looks at {', '.join(rule.applies_to)} only"
    if rule.certain_only and max(right) < CERTAIN:
        what = "columns" if of_registers else "sections"
        return (
            f"; the rule speaks from {CERTAIN:.2f} on: give the example more of what such a document has, "
            f"such as {what}"
        )
    return ""


def is_at(location: Location, mark: Mark, document: Document) -> bool:
    """Whether a finding's location is the marked place."""
    match mark.what:
        case "cell" | "row":
            cell = mark.what == "row" or location.column == column_letters(mark.column)
            return cell and _in_row(location, mark)
        case "text":
            return _spot(location) in _text_spots(document, mark)
        case "table" | "sheet":
            return (location.table or 0, location.sheet or "", location.row) == (mark.table, mark.sheet, None)
        case "header" | "footer" | "file name" | "properties":
            return location.part == mark.what
    return location.part not in ("file name", "properties", "header", "footer") and not _within(location)


def _within(location: Location) -> bool:
    """Whether a location is a piece of the document and not the whole."""
    pieces = (location.section, location.paragraph, location.table, location.row, location.sheet)
    return any(piece is not None for piece in pieces)


def _in_row(location: Location, mark: Mark) -> bool:
    holder = location.sheet == mark.sheet if mark.sheet else location.table == mark.table
    return holder and location.row == mark.row


def _spot(location: Location) -> tuple[object, ...]:
    return (
        location.part,
        location.section,
        location.paragraph,
        location.table,
        location.row,
        location.column,
    )


def _text_spots(document: Document, mark: Mark) -> set[tuple[object, ...]]:
    """Where the marked paragraph stands in the document as read."""
    same = [p for p in document.body_paragraphs() if p.text.strip() == mark.text]
    return {_spot(same[mark.nth - 1].location)} if len(same) >= mark.nth else set()
