"""What stands inside a paragraph: runs, fields, links, tracked changes, content controls, text boxes."""

from collections.abc import Callable, Iterator, Mapping

from lxml import etree

from itsmlint.documents.model import Mark
from itsmlint.documents.word.drafts import ParagraphDraft
from itsmlint.documents.word.names import (
    ALTERNATE,
    ANCHOR,
    AUTHOR,
    BDO,
    BR,
    CAPS,
    CHECK_BOX,
    CHOICE,
    COMMENT_REFERENCE,
    COMMENT_START,
    CR,
    CUSTOM_XML,
    DATE,
    DEL,
    DEL_TEXT,
    DIR,
    DRAWING,
    FALLBACK,
    FLD_CHAR,
    FLD_CHAR_TYPE,
    FLD_SIMPLE,
    HIGHLIGHT,
    HYPERLINK,
    ID,
    INS,
    INSTR,
    INSTR_TEXT,
    MATH,
    MATH_PARA,
    MATH_TEXT,
    MOVE_FROM,
    MOVE_TO,
    NO_BREAK_HYPHEN,
    OBJECT,
    PICT,
    PLACEHOLDER_SHOWN,
    PTAB,
    R_ID,
    RPR,
    RPR_CHANGE,
    RSTYLE,
    RUBY,
    RUBY_BASE,
    SDT,
    SDT_CONTENT,
    SDT_PR,
    SIZE,
    SMART_TAG,
    SYM,
    TAB,
    TXBX,
    TYPE,
    UNDERLINE,
    VAL,
    VANISH,
    B,
    R,
    T,
    is_on,
    w,
    whole,
)
from itsmlint.documents.word.styles import NOTHING_SET, Look, RunSettings, Styles
from itsmlint.documents.word.symbols import CHECKED, UNCHECKED, plain, symbol

CONTENTS_FIELDS = ("TOC", "TOA", "INDEX")
KNOWN_EXTENSIONS = ("http://schemas.microsoft.com/office/", "http://schemas.openxmlformats.org/")
LONGEST_CODE = 500
MOST_FIELDS = 100
"""Fields open at once: more are a defect of the file."""


class Change:
    """A tracked change as met in a paragraph."""

    __slots__ = ("author", "date", "draft", "kind", "text")

    def __init__(self, kind: str, text: str, element: etree._Element, draft: ParagraphDraft) -> None:
        self.kind = kind
        self.text = text
        self.author = element.get(AUTHOR, "")
        self.date = element.get(DATE, "")
        self.draft = draft


class Field:
    """A complex field (``w:fldChar``) that is open."""

    __slots__ = ("box", "code", "draft", "in_result", "is_contents", "start", "text")

    def __init__(self) -> None:
        self.code: list[str] = []
        self.in_result = False
        self.is_contents = False
        self.draft: ParagraphDraft | None = None
        self.start = 0
        self.text = ""
        """The code once it is complete, shortened."""
        self.box = ""
        """The sign of a legacy check box, which has no result."""


class Inline:
    """Reads the content of paragraphs into drafts. Fields stay open from one paragraph to the next."""

    def __init__(self, styles: Styles, links: Mapping[str, str]) -> None:
        self.changes: list[Change] = []
        self._styles = styles
        self._links = links
        self._fields: list[Field] = []
        self._codes = 0
        """How many open fields are still in their code, which is not shown."""
        self._contents = 0
        """How many open fields are tables of contents in their result."""
        self._style_id: str | None = None
        self._look: Look = styles.look(None, "", NOTHING_SET)
        self._base = self._look
        self._highlight = False
        self._draft: ParagraphDraft
        self._no_look: dict[str | None, Look] = {}

    def read(self, paragraph: etree._Element, draft: ParagraphDraft, style_id: str | None) -> None:
        """Read the paragraph's content into the draft."""
        self._draft = draft
        self._style_id = style_id
        base = self._no_look.get(style_id)
        if base is None:
            base = self._no_look[style_id] = self._styles.look(style_id, "", NOTHING_SET)
        self._base = base
        if self._fields:
            self._continue_fields(draft)
        self._children(paragraph)
        if self._fields:
            self._suspend_fields(draft)

    @property
    def contents_left_open(self) -> bool:
        """Whether a table of contents field began and never ended: then its extent is unknown."""
        return self._contents > 0

    # -- what stands in a paragraph ------------------------------------------------------------------

    def _children(self, element: etree._Element) -> None:
        for child in element:
            tag = child.tag
            if tag == R:
                self._run(child)
            else:
                handler = CONTENT.get(tag)
                if handler is not None:
                    handler(self, child)

    def _hyperlink(self, element: etree._Element) -> None:
        draft = self._draft
        start = draft.length
        self._children(element)
        if draft.length == start:
            return
        anchor = element.get(ANCHOR)
        if anchor is not None and anchor.startswith("_Toc") and start == 0:
            draft.contents_link = draft.length
        target = self._links.get(element.get(R_ID, ""), "")
        if anchor is not None:
            target = f"{target}#{anchor}"
        draft.marks.append(Mark("hyperlink", start, draft.length, target))

    def _simple_field(self, element: etree._Element) -> None:
        draft = self._draft
        start = draft.length
        code = element.get(INSTR, "").strip()
        is_contents = _is_contents(code)
        self._contents += is_contents
        self._children(element)
        self._contents -= is_contents
        if draft.length > start:
            draft.marks.append(Mark("field", start, draft.length, code))

    def _inserted(self, element: etree._Element) -> None:
        self._changed_in(element, "inserted")

    def _moved_in(self, element: etree._Element) -> None:
        self._changed_in(element, "moved")

    def _changed_in(self, element: etree._Element, kind: str) -> None:
        draft = self._draft
        start, first = draft.length, len(draft.parts)
        self._children(element)
        if draft.length == start:
            return
        detail = "" if kind == "inserted" else kind
        draft.marks.append(Mark("inserted", start, draft.length, detail))
        self.changes.append(Change(kind, "".join(draft.parts[first:]), element, draft))

    def _deleted(self, element: etree._Element) -> None:
        """Deleted text is not shown; fields that begin or end in it still do."""
        for mark in element.iter(FLD_CHAR):
            self._field_mark(mark)
        text = deleted_text(element)
        if text:
            self.changes.append(Change("deleted", text, element, self._draft))

    def _moved_out(self, element: etree._Element) -> None:
        """The text stands where it was moved to."""
        for mark in element.iter(FLD_CHAR):
            self._field_mark(mark)

    def _control(self, element: etree._Element) -> None:
        draft = self._draft
        start = draft.length
        prompt = shows_prompt(element)
        for child in element.iterchildren(SDT_CONTENT):
            self._children(child)
        if prompt and draft.length > start:
            draft.marks.append(Mark("placeholder", start, draft.length))

    def _alternatives(self, element: etree._Element) -> None:
        branch = chosen(element)
        if branch is not None:
            self._children(branch)

    def _math(self, element: etree._Element) -> None:
        text = "".join(piece.text or "" for piece in element.iter(MATH_TEXT, T))
        if text and not self._codes:
            self._add(text)

    def _ruby(self, element: etree._Element) -> None:
        for base in element.iterchildren(RUBY_BASE):
            self._children(base)

    def _comment(self, element: etree._Element) -> None:
        id = element.get(ID)
        if id is not None:
            self._draft.comments.append(id)

    # -- what stands in a run ------------------------------------------------------------------------

    def _run(self, run: etree._Element) -> None:
        self._look = self._base
        self._highlight = False
        draft = self._draft
        start = draft.length
        self._run_content(run)
        if draft.length > start:
            if self._look.hidden:
                draft.marks.append(Mark("hidden", start, draft.length))
            if self._highlight:
                draft.marks.append(Mark("highlight", start, draft.length))

    def _run_content(self, run: etree._Element) -> None:
        draft = self._draft
        for child in run:
            tag = child.tag
            if tag == T:
                text = child.text
                if text and not self._codes:
                    if not text.isascii():
                        text = plain(text)
                    if self._contents:
                        draft.in_contents = True
                    draft.add(text, self._look)
            elif tag == RPR:
                self._properties(child)
            else:
                handler = RUN_CONTENT.get(tag)
                if handler is not None:
                    handler(self, child)

    def _run_alternatives(self, element: etree._Element) -> None:
        branch = chosen(element)
        if branch is not None:
            self._run_content(branch)

    def _properties(self, rpr: etree._Element) -> None:
        style = ""
        bold = size = caps = underline = hidden = None
        any_set = False
        for child in rpr:
            tag = child.tag
            if tag not in RUN_PROPERTIES:
                continue
            any_set = True
            value = child.get(VAL)
            if tag == B:
                bold = is_on(value)
            elif tag == SIZE:
                size = whole(value) or None
            elif tag == CAPS:
                caps = is_on(value)
            elif tag == UNDERLINE:
                underline = is_on(value)
            elif tag == VANISH:
                hidden = is_on(value)
            elif tag == RSTYLE:
                style = value or ""
            elif tag == HIGHLIGHT:
                self._highlight = is_on(value)
            elif tag == RPR_CHANGE:
                self._formatted(child)
        if any_set:
            settings = RunSettings(bold, size, caps, underline, hidden)
            self._look = self._styles.look(self._style_id, style, settings)

    def _formatted(self, element: etree._Element) -> None:
        changes = self.changes
        if not (changes and changes[-1].kind == "formatted" and changes[-1].draft is self._draft):
            changes.append(Change("formatted", "", element, self._draft))

    def _add(self, text: str) -> None:
        if not self._codes:
            if self._contents:
                self._draft.in_contents = True
            self._draft.add(text, self._look)

    def _tab(self, element: etree._Element) -> None:
        self._add("\t")

    def _break(self, element: etree._Element) -> None:
        """Line breaks are text; page and column breaks only where they part text."""
        if element.get(TYPE) in ("page", "column") and self._draft.length == 0:
            return
        self._add("\n")

    def _hyphen(self, element: etree._Element) -> None:
        self._add("-")

    def _symbol(self, element: etree._Element) -> None:
        char = symbol(element.get(w("font"), ""), element.get(w("char"), ""))
        if char:
            self._add(char)

    def _instruction(self, element: etree._Element) -> None:
        if self._fields and element.text:
            self._fields[-1].code.append(element.text)

    def _field_mark(self, element: etree._Element) -> None:
        kind = element.get(FLD_CHAR_TYPE)
        if kind == "begin":
            self._begin_field(element)
        elif kind == "separate" and self._fields and not self._fields[-1].in_result:
            self._separate_field(self._fields[-1])
        elif kind == "end" and self._fields:
            self._end_field(self._fields.pop())

    def _begin_field(self, element: etree._Element) -> None:
        if len(self._fields) >= MOST_FIELDS:
            return
        field = Field()
        box = next(element.iter(CHECK_BOX), None)
        if box is not None:
            field.box = CHECKED if _is_checked(box) else UNCHECKED
        self._fields.append(field)
        self._codes += 1

    def _separate_field(self, field: Field) -> None:
        field.in_result = True
        self._codes -= 1
        field.text = "".join(field.code).strip()[:LONGEST_CODE]
        field.is_contents = _is_contents(field.text)
        self._contents += field.is_contents
        field.draft = self._draft
        field.start = self._draft.length

    def _end_field(self, field: Field) -> None:
        if not field.in_result:
            self._codes -= 1
        elif field.is_contents:
            self._contents -= 1
        if field.box:
            self._add(field.box)
        self._mark_field(field)

    def _mark_field(self, field: Field) -> None:
        draft = field.draft
        if field.in_result and draft is self._draft and draft.length > field.start:
            draft.marks.append(Mark("field", field.start, draft.length, field.text))

    def _suspend_fields(self, draft: ParagraphDraft) -> None:
        """At a paragraph's end: a field still in its code lost its end, and text after it must be seen."""
        self._fields = [field for field in self._fields if field.in_result]
        if self._fields:
            self._mark_field(self._fields[-1])
        self._codes = 0

    def _continue_fields(self, draft: ParagraphDraft) -> None:
        for field in self._fields:
            field.draft = draft
            field.start = 0

    def _drawing(self, element: etree._Element) -> None:
        if next(element.iter(TXBX), None) is not None:
            self._draft.boxes.extend(text_boxes(element))
        else:
            self._draft.marks.append(Mark("picture", self._draft.length, self._draft.length))


Handler = Callable[[Inline, etree._Element], None]

CONTENT: Mapping[str, Handler] = {
    HYPERLINK: Inline._hyperlink,
    FLD_SIMPLE: Inline._simple_field,
    INS: Inline._inserted,
    MOVE_TO: Inline._moved_in,
    DEL: Inline._deleted,
    MOVE_FROM: Inline._moved_out,
    SDT: Inline._control,
    ALTERNATE: Inline._alternatives,
    SMART_TAG: Inline._children,
    CUSTOM_XML: Inline._children,
    BDO: Inline._children,
    DIR: Inline._children,
    MATH: Inline._math,
    MATH_PARA: Inline._math,
    COMMENT_START: Inline._comment,
}
"""What may stand in a paragraph beside runs."""

RUN_CONTENT: Mapping[str, Handler] = {
    TAB: Inline._tab,
    PTAB: Inline._tab,
    BR: Inline._break,
    CR: Inline._break,
    NO_BREAK_HYPHEN: Inline._hyphen,
    SYM: Inline._symbol,
    FLD_CHAR: Inline._field_mark,
    INSTR_TEXT: Inline._instruction,
    DRAWING: Inline._drawing,
    PICT: Inline._drawing,
    OBJECT: Inline._drawing,
    ALTERNATE: Inline._run_alternatives,
    RUBY: Inline._ruby,
    COMMENT_REFERENCE: Inline._comment,
}
"""What may stand in a run beside text."""

RUN_PROPERTIES = frozenset({B, SIZE, CAPS, UNDERLINE, VANISH, RSTYLE, HIGHLIGHT, RPR_CHANGE})


def chosen(alternatives: etree._Element) -> etree._Element | None:
    """The branch of ``mc:AlternateContent`` to read: never two of them (ISO/IEC 29500-3, 7.5).

    That is the first choice made of extensions that Office knows, unless only the fallback has a text box.
    """
    choice = next((child for child in alternatives.iterchildren(CHOICE) if _is_understood(child)), None)
    fallback = next(alternatives.iterchildren(FALLBACK), None)
    if choice is None:
        return fallback
    if fallback is not None and not _holds_text(choice) and _holds_text(fallback):
        return fallback
    return choice


def _holds_text(element: etree._Element) -> bool:
    return next(element.iter(TXBX, T), None) is not None


def _is_understood(choice: etree._Element) -> bool:
    prefixes = choice.get("Requires", "").split()
    namespaces = choice.nsmap
    return bool(prefixes) and all(
        namespaces.get(prefix, "").startswith(KNOWN_EXTENSIONS) for prefix in prefixes
    )


def text_boxes(element: etree._Element) -> Iterator[etree._Element]:
    """The outermost ``w:txbxContent`` below the element, of alternatives only those of the chosen branch."""
    pending = [element]
    while pending:
        current = pending.pop()
        if current.tag == TXBX:
            yield current
            continue
        branch = chosen(current) if current.tag == ALTERNATE else current
        if branch is not None:
            pending.extend(reversed(branch))


def shows_prompt(control: etree._Element) -> bool:
    """Whether a content control still shows its prompt: nobody has filled it in."""
    for properties in control.iterchildren(SDT_PR):
        for shown in properties.iterchildren(PLACEHOLDER_SHOWN):
            return is_on(shown.get(VAL))
    return False


def deleted_text(element: etree._Element) -> str:
    """The text inside a tracked deletion."""
    return "".join(piece.text or "" for piece in element.iter(DEL_TEXT, T))


def _is_contents(code: str) -> bool:
    words = code.split(None, 1)
    return bool(words) and words[0].upper() in CONTENTS_FIELDS


def _is_checked(box: etree._Element) -> bool:
    checked = box.find(w("checked"))
    if checked is None:
        checked = box.find(w("default"))
    return checked is not None and is_on(checked.get(VAL))
