"""The main job: each file read, understood and checked, by itself.

What comes of one file depends on its bytes, the rules, the settings and the as-of date alone: so
:func:`check_file` is a plain function of a :class:`Target` and a :class:`Plan`, and files can be checked in
any order and anywhere.
"""

import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from itsmlint.discovery import Target
from itsmlint.documents.model import Document
from itsmlint.documents.unreadable import UnreadableError
from itsmlint.engine import RuleFailedError, check_document, check_unreadable, needs_statements
from itsmlint.facts.model import Facts, Hints, RegisterPin
from itsmlint.finding import Finding
from itsmlint.nearest import did_you_mean
from itsmlint.patterns import Patterns
from itsmlint.project import Project, SettingsError, rule_folders
from itsmlint.rule_format import Rule
from itsmlint.rule_options import configured
from itsmlint.rules import builtin_rules, load_rules
from itsmlint.run import Checked, Failure
from itsmlint.selection import Selection, SelectionError, select_rules
from itsmlint.settings import RegisterSettings, Settings
from itsmlint.vocabulary import Vocabulary, rules_folder

T = TypeVar("T")

Progress = Callable[[int, int, str], None]
"""Told before each file: how many are done, how many there are, and its name."""


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that what comes of a file depends on, beside its bytes."""

    selection: Selection
    vocabulary: Vocabulary
    as_of: date
    accepted_teams: frozenset[str] = frozenset()
    kinds: tuple[tuple[Patterns, str], ...] = ()
    templates: Patterns = Patterns(())
    registers: tuple[tuple[Patterns, RegisterPin], ...] = ()

    def hints(self, inside: str) -> Hints:
        """What the settings say about a file, by its path in the project."""
        kinds = [kind for patterns, kind in self.kinds if patterns.match(inside)]
        return Hints(
            kind=kinds[-1] if kinds else "",
            template=self.templates.match(inside),
            registers=tuple(pin for patterns, pin in self.registers if patterns.match(inside)),
            accepted_teams=self.accepted_teams,
        )


class Read(msgspec.Struct, frozen=True):
    """A file that was read: what it holds and what it says."""

    document: Document
    facts: Facts


class Unread(msgspec.Struct, frozen=True):
    """A file that could not be read or understood."""

    error: UnreadableError
    failure: Failure | None = None
    """Set when that is a defect of itsmlint."""


def make_plan(project: Project, rules: Sequence[Rule], today: date | None = None) -> Plan:
    """The plan of a run with these rules. Raises SettingsError."""
    settings = project.settings
    try:
        selection = select_rules(rules, settings)
    except SelectionError as error:
        raise SettingsError(str(error)) from None
    _refuse_unknown_names(settings)
    return Plan(
        selection=selection,
        vocabulary=_CheckedVocabulary(settings.vocabulary),
        as_of=settings.as_of or today or date.today(),
        accepted_teams=frozenset(team.strip().lower() for team in settings.accepted_teams),
        kinds=tuple((Patterns([pattern]), kind) for pattern, kind in settings.kinds.items()),
        templates=Patterns(settings.templates),
        registers=tuple((Patterns([register.path]), _pin(register)) for register in settings.registers),
    )


def all_rules(project: Project) -> list[Rule]:
    """The rules of :func:`known_rules` as the configuration sets them. Raises RuleErrors, SettingsError."""
    return configured(known_rules(project), project)


def known_rules(project: Project) -> list[Rule]:
    """The built-in rules and those of the project, as written. Raises RuleErrors, SettingsError."""
    rules = list(builtin_rules())
    for folder in rule_folders(project):
        rules.extend(load_rules(folder, beside=rules))
    return rules


def check_files(targets: Iterable[Target], plan: Plan, progress: Progress | None = None) -> Iterator[Checked]:
    """What was found in each file, in the order of the targets."""
    files = list(targets)
    for done, target in enumerate(files):
        if progress:
            progress(done, len(files), target.shown)
        yield check_file(target, plan)


def check_file(target: Target, plan: Plan) -> Checked:
    """What was found in one file. A defect of itsmlint becomes a Failure; only SettingsError is raised."""
    outcome = read_file(target, plan)
    rules = plan.selection.for_file(target.inside)
    if isinstance(outcome, Unread):
        return Checked(
            path=target.shown,
            unreadable=outcome.error.reason,
            findings=tuple(check_unreadable(target.shown, outcome.error, rules)),
            failures=(outcome.failure,) if outcome.failure else (),
        )
    failure = None
    if needs_statements(rules, outcome.facts):
        outcome, failure = read_sentences(outcome, plan)
    findings, failures = _findings(outcome, rules, plan)
    return Checked(
        path=target.shown,
        sha256=outcome.document.sha256,
        kind=outcome.facts.kind,
        template=outcome.facts.template,
        findings=tuple(findings),
        failures=(*failures, failure) if failure else tuple(failures),
    )


def read_file(target: Target, plan: Plan) -> Read | Unread:
    """What one file holds and says. Raises nothing but SettingsError."""
    from itsmlint.documents.opening import open_document  # noqa: PLC0415 (imports the parsers)
    from itsmlint.facts.understanding import understand  # noqa: PLC0415

    if target.reason is not None:
        return Unread(UnreadableError(target.reason, target.detail))
    try:
        document = open_document(target.path, target.shown)
    except UnreadableError as error:
        defect = error.__cause__ if error.reason == "reader-failed" else None
        return Unread(error, _failure(target.shown, "reading the file", defect) if defect else None)
    try:
        return Read(document, understand(document, plan.vocabulary, plan.hints(target.inside)))
    except SettingsError:
        raise
    except Exception as error:  # whatever a strange document makes go wrong costs that document alone
        unreadable = UnreadableError("reader-failed", f"understanding it failed with {type(error).__name__}")
        return Unread(unreadable, _failure(target.shown, "understanding the document", error))


def read_sentences(read: Read, plan: Plan) -> tuple[Read, Failure | None]:
    """The file with what its sentences say; as it was, and why, where they cannot be read.

    Imports spaCy when the document has English text: only for rules and commands that need it.
    """
    from itsmlint.facts.statements import with_statements  # noqa: PLC0415

    try:
        return Read(read.document, with_statements(read.document, read.facts, plan.vocabulary)), None
    except SettingsError:
        raise
    except Exception as error:  # costs this document the rules on wording alone
        return read, _failure(read.document.path, "understanding the sentences", error)


def _findings(read: Read, rules: Sequence[Rule], plan: Plan) -> tuple[list[Finding], list[Failure]]:
    """The findings of the rules, without those rules that fail on this document."""
    failures: list[Failure] = []
    remaining = list(rules)
    while True:
        try:
            findings = check_document(
                read.document,
                read.facts,
                remaining,
                vocabulary=plan.vocabulary,
                as_of=plan.as_of,
                accepted_teams=plan.accepted_teams,
            )
        except RuleFailedError as error:
            if isinstance(error.cause, SettingsError):
                raise error.cause from None
            failures.append(_failure(read.document.path, f"rule {error.rule}", error.cause))
            remaining = [rule for rule in remaining if rule.id != error.rule]
        else:
            return findings, failures


def _failure(path: str, what: str, error: BaseException) -> Failure:
    frames = traceback.extract_tb(error.__traceback__)
    package = Path(__file__).parent
    own = [frame for frame in frames if Path(frame.filename).is_relative_to(package)]
    place = ""
    if own:
        file = Path(own[-1].filename).relative_to(package.parent).as_posix()
        place = f" at {file}:{own[-1].lineno}"
    return Failure(path=path, what=what, error=f"{type(error).__name__}{place}")


class _CheckedVocabulary(Vocabulary):
    """A vocabulary whose additions by the configuration may be wrong."""

    def read(self, name: str, shape: type[T]) -> T:
        try:
            return super().read(name, shape)
        except msgspec.ValidationError as error:
            raise SettingsError(f"the addition to the vocabulary '{name}' does not fit: {error}") from None


def _refuse_unknown_names(settings: Settings) -> None:
    """Names in the settings that only the vocabulary knows."""
    known = [path.stem for path in sorted((rules_folder() / "vocabulary").glob("*.yaml"))]
    for name in settings.vocabulary:
        if name not in known:
            raise SettingsError(f"there is no vocabulary '{name}'; {did_you_mean(name, known)}")
    wanted = {*settings.kinds.values(), *(register.kind for register in settings.registers)} - {""}
    if wanted:
        kinds = list(_kinds())
        for kind in sorted(wanted - set(kinds)):
            raise SettingsError(f"there is no kind '{kind}'; {did_you_mean(kind, kinds)}")


def _kinds() -> Iterator[str]:
    data: Any = Vocabulary().read("kinds", dict)
    yield from data["kinds"]


def _pin(register: RegisterSettings) -> RegisterPin:
    return RegisterPin(
        sheet=register.sheet,
        header_row=register.header_row,
        kind=register.kind,
        columns=register.columns,
    )
