"""What was understood of a document, for a person: the answer to "why does it say this?"."""

from collections.abc import Iterator, Sequence

from itsmlint.facts.model import Facts, Found, HistoryEntry, Raci, Register, Statement
from itsmlint.linting import Unread
from itsmlint.messages import safe, shorten
from itsmlint.places import kind_in_words
from itsmlint.reports.layout import Look, counted, inert, listed

SHOWN = 40
"""Headings, history entries and placeholders that are shown of long lists."""
VALUE = 70
"""Characters of a value that are shown."""
MISSING = "–"

CONTROL_FIELDS = (
    "document_id", "title", "version", "status", "classification", "owner", "author", "reviewer", "approver",
    "approval_date", "issue_date", "effective_date", "last_review", "next_review", "review_cycle",
)  # fmt: skip
EXPECTED = ("version", "owner", "approver", "next_review")
"""Fields that are shown even when nothing was found."""


def render(outcomes: Sequence[tuple[str, Facts | Unread]], look: Look) -> str:
    """A page for each file."""
    pages = [
        _unread(path, outcome) if isinstance(outcome, Unread) else _page(path, outcome, look)
        for path, outcome in outcomes
    ]
    return "\n\n\n".join("\n".join(inert(line) for line in page) for page in pages) + "\n"


def _unread(path: str, outcome: Unread) -> Iterator[str]:
    yield path
    yield f"cannot be read: {outcome.error.detail} ({outcome.error.reason})"


def _page(path: str, facts: Facts, look: Look) -> Iterator[str]:
    yield look.paint(path, "path")
    yield from _kind(facts, look)
    yield from _part("Document control", _control(facts, look), look)
    yield from _part("Change history", _history(facts.history, look), look)
    yield from _part("Outline", _outline(facts, look), look)
    for register in facts.registers:
        yield from _part(_register_title(register), _register(register, look), look)
    for matrix in facts.racis:
        yield from _part(f"Responsibilities: {safe(matrix.name)}", _matrix(matrix, look), look)
    yield from _part("Statements", _statements(facts.statements, look), look)
    yield from _part("Placeholders", _placeholders(facts, look), look)
    yield from _part("Hidden data", _hidden(facts, look), look)


def _part(title: str, lines: Iterator[str], look: Look) -> Iterator[str]:
    """A part of the page, left out when there is nothing in it."""
    found = list(lines)
    if found:
        yield ""
        yield look.paint(title, "bold")
        yield from found


def _kind(facts: Facts, look: Look) -> Iterator[str]:
    kind = kind_in_words(facts.kind.name)
    sure = "certain" if facts.certain else "not certain enough to say that something is missing"
    name = "Kind not recognised" if facts.kind.name == "unknown" else f"{kind[:1].upper()}{kind[1:]}, {sure}"
    yield f"{name} (confidence {facts.kind.confidence:.2f})"
    yield from _because(facts.kind.because, look)
    if facts.title:
        yield from look.labelled("title", safe(facts.title), 2, 14)
    if facts.kind.topics:
        yield from look.labelled(
            "about", listed([topic.replace("-", " ") for topic in facts.kind.topics]), 2, 14
        )
    if facts.language not in ("en", "und"):
        yield from look.labelled("language", facts.language, 2, 14)
    if facts.template:
        because = f": {'; '.join(map(safe, facts.template_because))}" if facts.template_because else ""
        yield from look.labelled("template", f"a blank template or form{because}", 2, 14)
    if facts.record:
        yield from look.labelled("record", "needs no review date and no approval workflow", 2, 14)


def _because(reasons: Sequence[str], look: Look) -> Iterator[str]:
    for index, reason in enumerate(reasons):
        yield from look.labelled("because" if index == 0 else "", safe(reason), 2, 14)


def _control(facts: Facts, look: Look) -> Iterator[str]:
    control = facts.control
    for field in CONTROL_FIELDS:
        found, blanks = control.fields.get(field), control.blanks.get(field, ())
        if found:
            yield from _found(field, found, look)
        elif blanks:
            places = listed([safe(blank.location.text) for blank in blanks], 3)
            yield from look.labelled(
                field.replace("_", " "), f"{MISSING}  (label without value: {places})", 2, 20
            )
        elif field in EXPECTED and not facts.record:
            yield from look.labelled(field.replace("_", " "), MISSING, 2, 20)
    if control.searched:
        yield from look.labelled("looked in", ", ".join(map(safe, control.searched)), 2, 20)


def _found(field: str, found: Found, look: Look) -> Iterator[str]:
    label = f', "{safe(found.label)}"' if found.label else ""
    value = shorten(safe(found.value), VALUE)
    place = f"({safe(found.location.text)}: {found.source}{label})"
    yield from look.labelled(field.replace("_", " "), f"{value}  {place}", 2, 20)


def _history(history: Sequence[HistoryEntry], look: Look) -> Iterator[str]:
    for entry in history[:SHOWN]:
        day = entry.date.isoformat() if entry.date else entry.date_text
        change = shorten(safe(entry.change), VALUE)
        words = [safe(word) for word in (day, entry.author, entry.approver) if word]
        yield from look.labelled(safe(entry.version) or MISSING, "  ".join([*words, change]), 2, 14)
    yield from _more(history)


def _more(items: Sequence[object]) -> Iterator[str]:
    if len(items) > SHOWN:
        yield f"  and {len(items) - SHOWN:,} more"


def _outline(facts: Facts, look: Look) -> Iterator[str]:
    names = {
        section.location: ", ".join(section.names or filter(None, (section.name,)))
        for section in facts.sections
    }
    for heading in facts.headings[:SHOWN]:
        indent = "  " * (max(heading.level, 1))
        number = f"{heading.number} " if heading.number else ""
        text = shorten(safe(heading.text), VALUE)
        look_only = "" if heading.styled else look.paint("  (by its look)", "dim")
        name = names.get(heading.location, "")
        yield f"{indent}{number}{text}{look.paint(f'  [{name}]', 'info') if name else ''}{look_only}"
    yield from _more(facts.headings)


def _register_title(register: Register) -> str:
    kind = kind_in_words(register.kind) if register.kind != "table" else "table"
    place = f"sheet {safe(register.sheet)}" if register.sheet is not None else f"table {register.table}"
    return f"{kind[:1].upper()}{kind[1:]} in {place} (confidence {register.confidence:.2f})"


def _register(register: Register, look: Look) -> Iterator[str]:
    rows = f"rows {register.first_row} to {register.last_row}"
    hidden = ", hidden sheet" if register.hidden else ""
    if register.card_layout:
        yield f"  {counted(len(register.records), 'card')} in {rows}{hidden}"
    else:
        count = counted(len(register.records), "record")
        yield f"  column names in row {register.header_row}, {count} in {rows}{hidden}"
    yield from _because(register.because, look)
    widest = min(max((len(safe(column.header)) for column in register.columns), default=0), 44)
    for column in register.columns:
        header = shorten(" ".join(safe(column.header).split()), widest)
        field = column.field or look.paint(MISSING, "dim")
        filled = f"{column.filled} of {len(register.records)}"
        shown = ", hidden" if column.hidden else ""
        yield f"  {column.letter:>3}  {header:{widest}}  {field}  {look.paint(f'({filled}{shown})', 'dim')}"


def _matrix(matrix: Raci, look: Look) -> Iterator[str]:
    activities = counted(len(matrix.rows), "activity", "activities")
    yield f"  {safe(matrix.location.text)}, letters {matrix.scheme}, {activities}"
    yield from look.labelled("roles", listed([safe(role) for role in matrix.roles]), 2, 14)


def _statements(statements: Sequence[Statement], look: Look) -> Iterator[str]:
    """How many there are of each type, and those that say what is to be reached."""
    obligations = [statement for statement in statements if statement.type == "obligation"]
    if obligations:
        nobody = sum(statement.agentless is not None for statement in obligations)
        told = f"{len(obligations)}, of which {nobody} name nobody who acts"
        yield from look.labelled("obligations", told, 2, 14)
    aims = [statement for statement in statements if statement.type in ("goal", "target", "commitment")]
    for statement in aims[:SHOWN]:
        test = "measurable" if statement.measurable else "not measurable"
        words = shorten(" ".join(safe(statement.text).split()), VALUE)
        place = look.paint(f"({test}; {safe(statement.location.text)})", "dim")
        yield from look.labelled(statement.type, f"{words}  {place}", 2, 14)
    yield from _more(aims)


def _placeholders(facts: Facts, look: Look) -> Iterator[str]:
    for placeholder in facts.placeholders[:SHOWN]:
        text = shorten(safe(placeholder.text), VALUE)
        yield from look.lines(f"{text}  ({safe(placeholder.location.text)})", "  ")
    yield from _more(facts.placeholders)


def _hidden(facts: Facts, look: Look) -> Iterator[str]:
    for hidden in facts.hidden:
        place = safe(hidden.location.sheet or hidden.location.text)
        detail = safe(hidden.detail) or hidden.what
        yield from look.lines(f"{place}: {detail}, {counted(hidden.count, 'cell')} with content", "  ")
