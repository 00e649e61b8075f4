"""From a Document to its Facts: everything that itsmlint understands of one file, put together."""

from collections.abc import Sequence

from itsmlint.documents.model import Document
from itsmlint.facts.control import read_control
from itsmlint.facts.control_values import word_set
from itsmlint.facts.evidence import Evidence
from itsmlint.facts.hidden import find_hidden
from itsmlint.facts.history import History, read_histories
from itsmlint.facts.kind import OTHER, find_kind
from itsmlint.facts.language import language_of
from itsmlint.facts.model import Facts, Hints, HistoryEntry, Kind
from itsmlint.facts.placeholders import find_placeholders
from itsmlint.facts.raci import read_racis
from itsmlint.facts.registers import read_registers
from itsmlint.facts.sections import read_headings, read_sections
from itsmlint.facts.templates import read_template
from itsmlint.facts.titles import Line, kind_words, named_kind, title_lines
from itsmlint.facts.tokens import tokens
from itsmlint.vocabulary import Vocabulary

NO_HINTS = Hints()


def understand(document: Document, vocabulary: Vocabulary, hints: Hints = NO_HINTS) -> Facts:
    """What the document says. Depends on its content, the vocabulary and the hints alone."""
    registers = read_registers(document, vocabulary, hints)
    histories = read_histories(document, vocabulary)
    evidence = Evidence(
        document=document,
        vocabulary=vocabulary,
        hints=hints,
        lines=tuple(title_lines(document, vocabulary)),
        sections=read_sections(document, vocabulary),
        registers=registers,
        control=read_control(document, registers, histories, vocabulary),
        placeholders=find_placeholders(document, vocabulary),
        words=_words(document),
    )
    kind = find_kind(evidence)
    template, because = read_template(evidence)
    own = [history for history in histories if not history.of_template]
    counted = histories if template else own
    return Facts(
        path=document.path,
        sha256=document.sha256,
        format=document.format,
        title=_title(evidence, kind),
        kind=kind,
        language=language_of(document, vocabulary),
        template=template,
        template_because=because,
        record=_is_record(evidence, kind),
        control=evidence.control,
        history=_entries(counted),
        history_table=counted[0].location if counted else None,
        headings=read_headings(document),
        sections=evidence.sections,
        registers=registers,
        racis=read_racis(document, registers, vocabulary),
        placeholders=evidence.placeholders,
        hidden=find_hidden(document, registers),
        words=evidence.words,
    )


def _entries(histories: Sequence[History]) -> tuple[HistoryEntry, ...]:
    """The rows of the first history that has any: others are of attached documents."""
    return next((history.entries for history in histories if history.entries), ())


def _title(evidence: Evidence, kind: Kind) -> str:
    """What document control calls it, else the first line that names the kind, else the first line."""
    if "title" in evidence.control.fields:
        return evidence.control.fields["title"].value
    for line in evidence.lines:
        named = named_kind(line.text, evidence.vocabulary, workbook=True)
        if named is not None and named.kind == kind.name:
            return line.text
    return evidence.lines[0].text if evidence.lines else ""


def _is_record(evidence: Evidence, kind: Kind) -> bool:
    known = kind_words(evidence.vocabulary)
    if kind.name in known.kinds and known.kinds[kind.name].record:
        return True
    if kind.name != OTHER:
        return False
    records = word_set(known.record_words)
    naming = (line for line in evidence.lines if named_kind(line.text, evidence.vocabulary) is not None)
    return bool(records & set(tokens(next(naming, Line("", "")).text)))


def _words(document: Document) -> int:
    if document.format == "word":
        return sum(len(p.text.split()) for p in document.body_paragraphs() if not p.in_contents)
    return sum(
        len(cell.text.split())
        for sheet in document.sheets
        for cell in sheet.cells.values()
        if isinstance(cell.value, str)
    )
