"""What a document says apart from document control.

"Approved by: Head of IT" in the control table says that the document was approved, not that the process it
describes has an approval. Rules about contents look at the text without the control block, the change
history, page headers and footers.
"""

from collections import Counter, OrderedDict
from collections.abc import Iterator

import msgspec

from itsmlint.checks import Context
from itsmlint.checks.wording import lines_of, normalised, statement_pattern
from itsmlint.documents.location import Location
from itsmlint.documents.model import Block, Document, Table
from itsmlint.facts.model import Facts

CONTROL_SECTIONS = ("history", "document-control", "contents", "signatures", "distribution")
"""Canonical names of sections that are about the document."""
CONTROL_SOURCES = ("control-table", "control-line", "history", "sign-off", "front-sheet")
"""Sources of values whose table or paragraph is document control."""
CONTROL_ROWS = 3
"""A table is document control when at least every third row is: some documents are one table as a whole."""
_REMEMBERED = 4

_contents: OrderedDict[tuple[str, str], str] = OrderedDict()


def contents_of(context: Context) -> str:
    """The document's words without document control, normalised; the last few documents' are kept."""
    document = context.document
    key = (document.sha256, document.path)
    if document.sha256 and key in _contents:
        return _contents[key]
    text = normalised("\n".join(lines_of(contents_only(context))))
    if document.sha256:
        _contents[key] = text
        if len(_contents) > _REMEMBERED:
            _contents.popitem(last=False)
    return text


def contents_say(name: str, context: Context) -> bool | None:
    """Whether the contents make the statement; None when nothing is known in the document's language."""
    pattern = statement_pattern(name, context.facts.language, context.vocabulary)
    return None if pattern is None else pattern.search(contents_of(context)) is not None


def contents_only(context: Context) -> Document:
    """The document without document control."""
    kept = tuple(block for _, block in content_blocks(context))
    return msgspec.structs.replace(context.document, blocks=kept, headers=(), footers=())


def content_blocks(context: Context) -> Iterator[tuple[int, Block]]:
    """The blocks of a Word body that are not document control, with their index."""
    facts = context.facts
    about_document = {
        index
        for section in facts.sections
        if set(section.names[:1]) & set(CONTROL_SECTIONS)
        for index in range(section.first_block, section.last_block + 1)
    }
    places = Counter(_spot(place) for place in _control_places(facts))
    history = None if facts.history_table is None else _spot(facts.history_table)
    for index, block in enumerate(context.document.blocks):
        spot = _spot(block.location)
        if index in about_document or spot == history:
            continue
        if places[spot] * CONTROL_ROWS < (block.last_row if isinstance(block, Table) else 1):
            yield index, block


def _control_places(facts: Facts) -> Iterator[Location]:
    for values in (*facts.control.all.values(), *facts.control.blanks.values()):
        yield from (found.location for found in values if found.source in CONTROL_SOURCES)


def _spot(place: Location) -> tuple[str, str | int | None, int | None]:
    """The table or paragraph of a place."""
    if place.table is not None:
        return ("table", place.part, place.table)
    return ("paragraph", place.section, place.paragraph)
