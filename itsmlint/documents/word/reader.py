"""Word files: the parts are found, walked once and put together."""

from collections.abc import Iterator, Mapping

from lxml import etree

from itsmlint.documents.limits import Limits
from itsmlint.documents.location import Location
from itsmlint.documents.model import Block, Document, Note, Paragraph, Revision
from itsmlint.documents.package import Package
from itsmlint.documents.unreadable import UnreadableError
from itsmlint.documents.word.chunks import chunk_lines
from itsmlint.documents.word.comments import comment_elements, paragraph_id, resolved_ids
from itsmlint.documents.word.drafts import BlockDraft, ParagraphDraft, paragraph_drafts
from itsmlint.documents.word.headings import find_headings
from itsmlint.documents.word.inline import Change
from itsmlint.documents.word.names import (
    AUTHOR,
    BODY,
    DATE,
    FOOTER_REFERENCE,
    HEADER_REFERENCE,
    ID,
    R_ID,
    TYPE,
    VAL,
    is_on,
    w,
)
from itsmlint.documents.word.numbering import Numbering
from itsmlint.documents.word.settling import Settler, texts_of
from itsmlint.documents.word.story import Part, Shared, Story
from itsmlint.documents.word.styles import Styles

DOCUMENT = w("document")
TEXT_NOTE = "normal"
MOST_REVISIONS = 20_000


def read_word(package: Package, shown: str, sha256: str, limits: Limits | None = None) -> Document:
    """The Document of a Word package. Raises UnreadableError where a part with text is missing or damaged."""
    return _Reader(package, limits or Limits()).document(shown, sha256)


class _Reader:
    """What the parts share while they are read: styles, list counters, tracked changes, comment anchors."""

    def __init__(self, package: Package, limits: Limits) -> None:
        self._package = package
        self._main = package.main
        self._shared = Shared(
            styles=Styles(self._related("styles")),
            numbering=Numbering(self._related("numbering")),
            most_paragraphs=limits.paragraphs,
        )
        self._changes: list[Change] = []
        self._comment_places: dict[str, ParagraphDraft] = {}

    def document(self, shown: str, sha256: str) -> Document:
        root = self._package.parse(self._main)
        body = root.find(BODY) if root.tag == DOCUMENT else None
        if body is None:
            raise UnreadableError("missing-part", "the main part is no Word document with a body")
        story = self._story(root, self._main)
        drafts = story.blocks(body)
        if story.inline.contents_left_open:
            _close_contents(drafts)
        find_headings(drafts)
        blocks = Settler().blocks(drafts)
        self._keep(story)
        for draft in paragraph_drafts(drafts):
            for id in draft.comments:
                self._comment_places.setdefault(id, draft)
        return Document(
            path=shown,
            format="word",
            sha256=sha256,
            properties=self._package.properties(),
            blocks=blocks,
            headers=self._page_parts(root, HEADER_REFERENCE, "header"),
            footers=self._page_parts(root, FOOTER_REFERENCE, "footer"),
            footnotes=(*self._notes("footnotes", "footnote"), *self._notes("endnotes", "endnote")),
            comments=tuple(self._comments()),
            revisions=tuple(_revision(change) for change in self._changes[:MOST_REVISIONS]),
            settings=self._settings(),
        )

    def _story(self, root: etree._Element, part: str) -> Story:
        relationships = self._package.relationships(part)
        links = {link.id: link.target for link in relationships}
        chunks = {link.id: link.target for link in relationships if not link.external}

        def read_chunk(id: str) -> list[str]:
            """Each part once, however often it is referred to."""
            target = chunks.pop(id, None)
            return chunk_lines(self._package, target) if target is not None else []

        return Story(root, Part(part, links, read_chunk), self._shared)

    def _keep(self, story: Story) -> None:
        self._changes.extend(story.changes)

    def _related(self, type: str) -> etree._Element | None:
        part = self._package.related(self._main, type)
        return self._package.parse(part) if part else None

    def _page_parts(self, root: etree._Element, reference: str, name: str) -> tuple[Block, ...]:
        """Page headers or footers of all sections, first and even pages included; each text once."""
        targets = {
            link.id: link.target for link in self._package.relationships(self._main) if not link.external
        }
        parts = dict.fromkeys(targets.get(element.get(R_ID, ""), "") for element in root.iter(reference))
        seen: set[tuple[str, ...]] = set()
        blocks: list[Block] = []
        for part in parts:
            if not part or not self._package.has(part):
                continue
            part_root = self._package.parse(part)
            story = self._story(part_root, part)
            found = Settler(name).blocks(story.blocks(part_root))
            self._keep(story)
            texts = texts_of(found)
            if texts and texts not in seen:
                seen.add(texts)
                blocks.extend(found)
        return tuple(blocks)

    def _notes(self, type: str, name: str) -> Iterator[Paragraph]:
        part = self._package.related(self._main, type)
        if part is None:
            return
        root = self._package.parse(part)
        story = self._story(root, part)
        for count, element in enumerate(_text_notes(root, name), 1):
            drafts = story.blocks(element)
            settler = Settler(name, label=f"note {count}")
            for block in settler.blocks(drafts):
                yield from [block] if isinstance(block, Paragraph) else block.paragraphs()
        self._keep(story)

    def _comments(self) -> Iterator[Note]:
        part = self._package.related(self._main, "comments")
        if part is None:
            return
        root = self._package.parse(part)
        story = self._story(root, part)
        resolved = resolved_ids(self._tolerated("commentsExtended"))
        for element in comment_elements(root):
            paragraphs = list(paragraph_drafts(story.blocks(element)))
            place = self._comment_places.get(element.get(ID, ""))
            yield Note(
                text="\n".join(draft.text for draft in paragraphs).strip(),
                location=place.finished.location if place and place.finished else Location(part="comment"),
                author=element.get(AUTHOR, ""),
                date=element.get(DATE, ""),
                resolved=resolved.get(paragraph_id(element), False),
            )

    def _settings(self) -> Mapping[str, str]:
        root = self._tolerated("settings")
        if root is None:
            return {}
        settings: dict[str, str] = {}
        tracking = root.find(w("trackRevisions"))
        if tracking is not None and is_on(tracking.get(VAL)):
            settings["trackRevisions"] = "true"
        protection = root.find(w("documentProtection"))
        if protection is not None and is_on(protection.get(w("enforcement"), "0")):
            settings["documentProtection"] = protection.get(w("edit"), "")
        template = root.find(w("attachedTemplate"))
        if template is not None:
            settings["attachedTemplate"] = self._template(template.get(R_ID, ""))
        return settings

    def _template(self, id: str) -> str:
        part = self._package.related(self._main, "settings") or ""
        return next((link.target for link in self._package.relationships(part) if link.id == id), "")

    def _tolerated(self, type: str) -> etree._Element | None:
        """A part without text of the document: damage there hides nothing."""
        try:
            return self._related(type)
        except UnreadableError:
            return None


def _close_contents(drafts: list[BlockDraft]) -> None:
    """A table of contents field that never ends would take in the whole document: only styles tell then."""
    for draft in paragraph_drafts(drafts):
        draft.in_contents = draft.style.in_contents


def _text_notes(root: etree._Element, name: str) -> Iterator[etree._Element]:
    """The notes that people wrote: separators are notes to Word too."""
    for element in root.iterchildren(w(name)):
        if element.get(TYPE, TEXT_NOTE) == TEXT_NOTE:
            yield element


def _revision(change: Change) -> Revision:
    final = change.draft.finished
    return Revision(
        kind=change.kind,  # type: ignore[arg-type]
        text=change.text,
        location=final.location if final is not None else Location(),
        author=change.author,
        date=change.date,
    )
