"""What a document says: small, serialisable values that rules, the cache and other documents' rules see."""

import datetime as dt
from collections.abc import Mapping
from typing import Literal, TypeAlias

import msgspec

from itsmlint.documents.location import Location
from itsmlint.documents.model import CellValue
from itsmlint.language.measures import Measure
from itsmlint.language.model import Obligation, Term


class Kind(msgspec.Struct, frozen=True):
    """What kind of document this is, one of the kinds of ``rules/vocabulary/kinds.yaml``, or "unknown"."""

    name: str
    confidence: float
    """0 to 1. From 0.8 on the kind is taken as certain; rules that say "missing" need that."""
    because: tuple[str, ...] = ()
    """The evidence in words: "title says 'Risk Register'", "columns risk, likelihood, impact, owner"."""
    topics: tuple[str, ...] = ()
    """What it is about, of ``kinds.yaml``: "incident-management", "information-security"."""


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A value of document control and where it stands."""

    value: str
    location: Location
    source: str
    """control-table, control-line, header, footer, history, sign-off, title, text, property, file-name
    or front-sheet."""
    label: str = ""
    """The label as written: "Document Owner"."""
    date: dt.date | None = None
    """The value as a date, for date fields that can be read without doubt."""


ControlField: TypeAlias = Literal[
    "document_id", "title", "version", "status", "classification", "author", "owner", "reviewer", "approver",
    "approval_date", "effective_date", "issue_date", "last_review", "next_review", "review_cycle",
]  # fmt: skip


class Control(msgspec.Struct, frozen=True, kw_only=True):
    """Document control: who owns the document, which version, approved and reviewed when."""

    fields: Mapping[str, Found] = {}
    """By :data:`ControlField`: the value that counts. Placeholders and blanks are not values."""
    all: Mapping[str, tuple[Found, ...]] = {}
    """By field: every value found, for comparing; the one that counts first."""
    blanks: Mapping[str, tuple[Found, ...]] = {}
    """By field: labels that stand there with no value or only a placeholder as value."""
    searched: tuple[str, ...] = ()
    """Where was looked, in words: "first table", "page header", "change history" ..."""
    block: Location | None = None
    """Where the control block stands, if there is one."""

    def value(self, field: str) -> str:
        """The value of a field, empty when there is none."""
        found = self.fields.get(field)
        return found.value if found else ""


class HistoryEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A filled row of the change history of this document (not of the template it was made from)."""

    location: Location
    version: str = ""
    date_text: str = ""
    date: dt.date | None = None
    author: str = ""
    approver: str = ""
    change: str = ""


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """A heading and what stands below it, up to the next heading of the same or a higher level."""

    name: str
    """Canonical name of ``rules/vocabulary/headings.yaml`` (scope, purpose, roles ...), or empty."""
    names: tuple[str, ...] = ()
    """All canonical names: "Purpose & Scope" has two."""
    heading: str
    level: int
    number: str = ""
    """Computed or typed number."""
    styled: bool = True
    """A real heading (style or outline level), not only bold text."""
    location: Location
    first_block: int
    """Index of the heading in ``Document.blocks``."""
    last_block: int
    """Index of the section's last block."""
    words: int = 0
    """Words below the heading, tables and lower headings included."""


OwnerType: TypeAlias = Literal["person", "role", "team", "joint", "placeholder", "blank", "other"]


class Value(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A record's value in one column."""

    text: str
    location: Location
    value: CellValue = None
    """Typed, where the cell is typed (numbers, dates, booleans)."""
    date: dt.date | None = None
    """For date columns: the date, by the column's order of day and month; None if it is no clear date."""
    placeholder: bool = False
    """The text is an unfilled placeholder."""
    owner: OwnerType | None = None
    """For owner-like columns: what the value names."""
    formula: bool = False
    filled_down: bool = False
    """The value stands in a merged cell above."""


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """A filled row of a register (or card of a card layout)."""

    row: int
    id: str
    """The value of its id column, else a short name of it ("row 14")."""
    title: str
    """What it is about: name, title or description, shortened."""
    values: Mapping[str, Value]
    """By field. Fields whose column exists but whose cell is empty are there with an empty text."""
    location: Location
    """Of the row."""
    hidden: bool = False


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """A column of a register."""

    letter: str
    header: str
    """As written; of two-row headers both, "Inherent risk / Likelihood"."""
    field: str = ""
    """Field of ``rules/vocabulary/columns.yaml`` it was mapped to, or empty."""
    also: tuple[str, ...] = ()
    """Fields that it serves for want of a column of their own: a lone "Next review" is also the review date,
    a lone "Inherent likelihood" also the likelihood, a lone name also the description. Records have its
    values under these names too."""
    location: Location
    filled: int = 0
    """How many records have a value here."""
    allowed: tuple[str, ...] = ()
    """Values of the column's drop-down list."""
    hidden: bool = False
    date_order: Literal["", "dmy", "mdy", "ymd"] = ""
    """Order of the written dates of a date column, decided by the majority."""


class Register(msgspec.Struct, frozen=True, kw_only=True):
    """A table that keeps records: in a sheet or in Word."""

    kind: str
    """Kind of ``kinds.yaml``: risk-register, kpi-register, raci ..., or "table"."""
    confidence: float
    because: tuple[str, ...] = ()
    name: str
    """Name of the sheet, or heading or caption of the Word table."""
    sheet: str | None = None
    table: int | None = None
    header_row: int
    """The row with the column names; of a two-row header the lower."""
    header_rows: int = 1
    first_row: int
    last_row: int
    columns: tuple[Column, ...]
    records: tuple[Record, ...]
    location: Location
    """Of the header row."""
    hidden: bool = False
    """The sheet is hidden."""
    card_layout: bool = False

    def column(self, field: str) -> Column | None:
        """The column mapped to the field, or serving for it."""
        return next(
            (column for column in self.columns if column.field == field or field in column.also), None
        )

    @property
    def fields(self) -> dict[str, str]:
        """Each field that has a column, and the column's letter."""
        own = {column.field: column.letter for column in self.columns if column.field}
        return {**{field: column.letter for column in self.columns for field in column.also}, **own}


class RaciRow(msgspec.Struct, frozen=True, kw_only=True):
    """A row of a responsibility matrix."""

    activity: str
    location: Location
    letters: Mapping[str, tuple[str, ...]]
    """Role to the letters in its cell: {"Service Desk": ("R",), "Process owner": ("A", "R")}."""
    places: Mapping[str, Location] = {}
    """Role to its cell's place."""
    unknown: tuple[str, ...] = ()
    """Cell texts that are no letters of the matrix."""


class Raci(msgspec.Struct, frozen=True, kw_only=True):
    """A responsibility matrix: RACI or one of its relatives."""

    name: str
    location: Location
    roles: tuple[str, ...]
    scheme: str
    """Letters in use: "RACI", "RASCI", "DACI"."""
    rows: tuple[RaciRow, ...]


class Placeholder(msgspec.Struct, frozen=True, kw_only=True):
    """Text that somebody was to replace and did not."""

    text: str
    """The placeholder itself: "[Company Name]"."""
    context: str
    """The paragraph or cell it stands in, shortened around it."""
    start: int
    """Offset of the placeholder in ``context``."""
    location: Location
    pattern: str
    """Which kind of placeholder, by its name in ``placeholders.yaml``."""


class HeadingFact(msgspec.Struct, frozen=True, kw_only=True):
    """A heading of the outline."""

    text: str
    level: int
    number: str = ""
    styled: bool = True
    location: Location


class Hidden(msgspec.Struct, frozen=True, kw_only=True):
    """Data that is there but not shown: a hidden sheet, row or column, or rows that a filter hides."""

    what: Literal["sheet", "rows", "columns", "filter"]
    count: int
    """Cells with content that are hidden."""
    location: Location
    detail: str = ""
    """"rows 14 to 17", "columns F and H"."""


StatementType: TypeAlias = Literal["obligation", "goal", "target", "commitment", "definition", "plain"]


class Statement(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A sentence of a paragraph, list item or table cell, and what it says. Offsets are in ``text``."""

    type: StatementType
    text: str
    """The sentence; of a list item that completes its lead-in both: "The service desk shall log faults"."""
    own: int = 0
    """Where in ``text`` what stands at the place itself begins: behind the words of the lead-in."""
    location: Location
    measures: tuple[Measure, ...] = ()
    measurable: bool = False
    """Somebody could test it: it has a measure, and no escape clause takes that back."""
    obligations: tuple[Obligation, ...] = ()
    terms: tuple[Term, ...] = ()
    """Vague words, escape clauses and other phrases of ``rules/vocabulary/vague.yaml``."""
    actor: str = ""
    """Who has to act, as far as the sentence or what stands around it names them."""
    actor_from: str = ""
    """Where the actor stands: subject, agent, lead-in, label, row, heading or matrix."""
    around: str = ""
    """The whole paragraph, where it has more sentences than this."""

    @property
    def passive(self) -> bool:
        """Whether an obligation of it stands in the passive."""
        return any(obligation.passive for obligation in self.obligations)

    @property
    def agentless(self) -> Obligation | None:
        """The first obligation in the passive for which nobody is named, here or around."""
        if self.actor_from in AROUND:
            return None
        return next((obligation for obligation in self.obligations if obligation.agentless), None)

    @property
    def strict(self) -> bool:
        """Whether it obliges somebody, itself and not in a condition."""
        return any(not obligation.subordinate for obligation in self.obligations)


AROUND = frozenset(("lead-in", "label", "row", "heading", "matrix"))
"""Places around a sentence that may name who acts."""


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """What itsmlint understood of one document."""

    path: str
    sha256: str
    format: Literal["word", "excel"]
    title: str = ""
    kind: Kind
    language: str = "en"
    """ISO 639-1 of the main text; "und" when there is too little of it."""
    template: bool = False
    """A blank template or form to fill in, rather than a document in use."""
    template_because: tuple[str, ...] = ()
    record: bool = False
    """A record (minutes, log, filled form, report): needs no review date and no approval workflow."""
    control: Control = Control()
    history: tuple[HistoryEntry, ...] = ()
    history_table: Location | None = None
    """Where the change history stands, filled or not."""
    headings: tuple[HeadingFact, ...] = ()
    sections: tuple[Section, ...] = ()
    registers: tuple[Register, ...] = ()
    racis: tuple[Raci, ...] = ()
    placeholders: tuple[Placeholder, ...] = ()
    hidden: tuple[Hidden, ...] = ()
    statements: tuple[Statement, ...] = ()
    """The sentences; read only when a rule or ``inspect`` asks for them, and only of English documents."""
    words: int = 0

    def section(self, name: str) -> Section | None:
        """The first section with the canonical name."""
        return next((section for section in self.sections if name in section.names), None)

    @property
    def certain(self) -> bool:
        """Whether the kind is known well enough to say that something is missing."""
        return self.kind.confidence >= 0.8


class RegisterPin(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the configuration says of a register that was read wrongly: nothing is guessed for it."""

    sheet: str = ""
    """Sheet the register stands in; empty: the first table of a Word document."""
    header_row: int = 0
    """Row with the column names; 0: find it."""
    kind: str = ""
    columns: Mapping[str, str] = {}
    """Column letters to fields: {"F": "owner"}."""


class Hints(msgspec.Struct, frozen=True, kw_only=True):
    """What the configuration says about a document beyond what it says itself."""

    kind: str = ""
    """Kind by the configuration; empty: find it."""
    template: bool = False
    """It lies in a folder of templates."""
    registers: tuple[RegisterPin, ...] = ()
    accepted_teams: frozenset[str] = frozenset()
    """Teams that may own things, in lower case."""
