"""Checks of process descriptions: inputs, outputs, trigger and owner."""

from collections.abc import Iterator, Mapping

from itsmlint.checks import Context, Options, check
from itsmlint.checks.contents import contents_only, contents_say
from itsmlint.checks.document_control import NOT_ACCOUNTABLE, listed
from itsmlint.checks.labels import has_label
from itsmlint.checks.missing import said
from itsmlint.checks.wording import statement
from itsmlint.documents.location import Location
from itsmlint.facts.model import Facts
from itsmlint.facts.owners import classify_owner
from itsmlint.finding import Problem

SEARCHED = ("headings", "table headers and row labels", "sentences")


class Parts(Options, frozen=True, kw_only=True):
    """Options of have-inputs-and-outputs."""

    parts: dict[str, str]
    """What the process must define, as the message calls it, to the section's canonical name."""
    statements: dict[str, str]
    """The same to the statement that labels and sentences make."""


@check("define-parts", given="document", parts=("missing",))
def define_parts(facts: Facts, options: Parts, context: Context) -> Iterator[Problem]:
    """The process defines these parts in a section, a label or a sentence (ISO/IEC 20000-1, 8.1)."""
    absent = [
        part
        for part, section in options.parts.items()
        if facts.section(section) is None
        and not has_label(context.document, section, context.vocabulary)
        and not said(options.statements[part], context)
    ]
    if absent:
        yield Problem(
            location=Location(),
            parts={"missing": listed(absent, "or")},
            key=" ".join(absent),
            searched=SEARCHED,
        )


class Part(Options, frozen=True, kw_only=True):
    """Options of describe."""

    statement: str
    """What the contents may say, of ``rules/vocabulary/statements.yaml``."""
    sections: tuple[str, ...] = ()
    """Canonical names of headings and labels that say it too."""
    register_kinds: tuple[str, ...] = ()
    """Kinds of table that say it too."""
    topics_of_kinds: Mapping[str, tuple[str, ...]] = {}
    """By kind of document, topics of ``kinds.yaml`` of which it must have one to be asked."""
    min_words: int = 0
    """Shorter documents are not complete enough to ask for it."""


@check("describe", given="document", parts=("statement",))
def describe(facts: Facts, options: Part, context: Context) -> Iterator[Problem]:
    """The document describes the matter in a section, a table or its text; document control does not count.

    Workbooks are left alone.
    """
    topics = options.topics_of_kinds.get(facts.kind.name)
    if topics is not None and not set(topics) & set(facts.kind.topics):
        return
    if facts.format != "word" or facts.words < options.min_words:
        return
    if any(facts.section(name) for name in options.sections):
        return
    if any(register.kind in options.register_kinds for register in facts.registers):
        return
    if contents_say(options.statement, context) is not False:
        return
    contents = contents_only(context)
    if any(has_label(contents, name, context.vocabulary) for name in options.sections):
        return
    meaning = statement(options.statement, context.vocabulary).meaning
    yield Problem(location=Location(), parts={"statement": meaning}, key=options.statement, searched=SEARCHED)


class Started(Options, frozen=True, kw_only=True):
    """Options of have-trigger."""

    statement: str = "triggers"
    """How text says what starts it."""
    section: str = "triggers"
    """Canonical name of the section that says so."""


@check("have-trigger", given="document")
def have_trigger(facts: Facts, options: Started, context: Context) -> Iterator[Problem]:
    """The process says what starts it: an event, a request, the calendar (ISO/IEC 20000-1, 8.1)."""
    if facts.section(options.section) is not None or said(options.statement, context):
        return
    yield Problem(location=Location(), key="trigger", searched=SEARCHED)


class ProcessOwner(Options, frozen=True, kw_only=True):
    """Options of have-process-owner."""

    statement: str = "process-ownership"
    """How text says who answers for it."""


@check("have-process-owner", given="document", parts=("state",))
def have_process_owner(facts: Facts, options: ProcessOwner, context: Context) -> Iterator[Problem]:
    """One role answers for the process: as owner, in the text or as A of a matrix (ISO/IEC 20000-1, 5.3)."""
    owners = [
        classify_owner(owner.value, context.vocabulary, context.accepted_teams)
        for owner in facts.control.all.get("owner", ())
    ]
    if any(kind not in NOT_ACCOUNTABLE for kind in owners):
        return
    if any("A" in letters for raci in facts.racis for row in raci.rows for letters in row.letters.values()):
        return
    labelled = bool(owners) or "owner" in facts.control.blanks
    if not labelled and said(options.statement, context):
        return
    group = facts.control.value("owner")
    yield Problem(
        location=facts.control.fields["owner"].location if group else Location(),
        excerpt=group,
        parts={"state": f'names only a group, "{group}", as its owner' if group else "names no owner"},
        key="process owner",
        searched=("document control", "roles and responsibilities", "responsibility matrix", "sentences"),
    )
