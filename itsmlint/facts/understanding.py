"""From a Document to its Facts: everything that itsmlint understands of one file, put together."""

from collections.abc import Sequence

from itsmlint.documents.model import Document
from itsmlint.facts.control import read_control
from itsmlint.facts.hidden import find_hidden
from itsmlint.facts.history import History, read_histories
from itsmlint.facts.kind import find_kind
from itsmlint.facts.language import language_of
from itsmlint.facts.model import Control, Facts, Hints, HistoryEntry, Kind
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
    own = [history for history in histories if not history.of_template]
    control = read_control(document, registers, histories, vocabulary)
    sections = read_sections(document, vocabulary)
    placeholders = find_placeholders(document, vocabulary)
    lines = title_lines(document, vocabulary)
    words = _words(document)
    kind = find_kind(document, sections, registers, control, hints, vocabulary)
    template, because = read_template(
        document, lines, placeholders, control, registers, words, hints, vocabulary
    )
    counted = histories if template else own
    return Facts(
        path=document.path,
        sha256=document.sha256,
        format=document.format,
        title=_title(lines, control, kind, vocabulary),
        kind=kind,
        language=language_of(document, vocabulary),
        template=template,
        template_because=because,
        record=_is_record(kind, lines, vocabulary),
        control=control,
        history=_entries(counted),
        history_table=counted[0].location if counted else None,
        headings=read_headings(document),
        sections=sections,
        registers=registers,
        racis=read_racis(document, registers, vocabulary),
        placeholders=placeholders,
        hidden=find_hidden(document, registers),
        words=words,
    )


def _entries(histories: Sequence[History]) -> tuple[HistoryEntry, ...]:
    """The rows of the first history that has any: others are of attached documents."""
    return next((history.entries for history in histories if history.entries), ())


def _title(lines: Sequence[Line], control: Control, kind: Kind, vocabulary: Vocabulary) -> str:
    """The title: what document control calls it, else the first line that names the kind, else the first line."""
    if "title" in control.fields:
        return control.fields["title"].value
    naming = [
        line
        for line in lines
        if (named := named_kind(line.text, vocabulary, True)) and named.kind == kind.name
    ]
    return next((line.text for line in naming or lines), "")


def _is_record(kind: Kind, lines: Sequence[Line], vocabulary: Vocabulary) -> bool:
    known = kind_words(vocabulary)
    if kind.name in known.kinds and known.kinds[kind.name].record:
        return True
    if kind.name != "other":
        return False
    records = {token for word in known.record_words for token in tokens(word)}
    named = [line for line in lines if named_kind(line.text, vocabulary) is not None]
    return any(set(tokens(line.text)) & records for line in named[:1])


def _words(document: Document) -> int:
    if document.format == "word":
        return sum(len(p.text.split()) for p in document.body_paragraphs() if not p.in_contents)
    return sum(
        len(cell.text.split())
        for sheet in document.sheets
        for cell in sheet.cells.values()
        if isinstance(cell.value, str)
    )
