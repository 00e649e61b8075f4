"""What kind of document this is, how surely, and by what evidence.

Evidence in order of weight: the configuration, the control block's document type, the columns of registers
(workbooks), the title, the file's name, how the text speaks of itself ("this policy"), its sections. The kind
is certain only when pieces of evidence agree.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
import re

from itsmlint.documents.model import Document
from itsmlint.facts.model import Control, Hints, Kind, Register, Section
from itsmlint.facts.titles import KindWords, Line, kind_words, named_kind, title_lines, topics_of
from itsmlint.facts.tokens import tokens
from itsmlint.vocabulary import Vocabulary

UNKNOWN = "unknown"
OTHER = "other"
SURE_TYPE = 0.95
BY_TITLE = {
    "title": 0.72,
    "heading": 0.7,
    "line": 0.68,
    "header": 0.6,
    "sheet": 0.6,
    "property": 0.4,
    "file name": 0.55,
}
"""How sure a title alone makes, by where it stands."""
WEAK_WORDS = 0.2
"""Taken off for words that name other things as often."""
AGREEMENT = 0.1
CONTRADICTION = 0.15
FEWEST_SELF = 2
"""Times the text must speak of itself as the kind."""
FEWEST_SECTIONS = 3
EARLY = 3
"""First lines, of which one is nearly always the title."""
MOST_SURE = 0.98
NEAR = {"process", "procedure"}
"""Kinds that people call by each other's name."""
REGISTER_SHARE = 0.6
"""Share of a workbook's records that its main register holds."""
SMALL_REGISTERS = frozenset(("table", "", UNKNOWN))
READ_CHARACTERS = 120_000


def find_kind(
    document: Document,
    sections: Sequence[Section],
    registers: Sequence[Register],
    control: Control,
    hints: Hints,
    vocabulary: Vocabulary,
) -> Kind:
    """The kind with its confidence and the evidence in words."""
    lines = title_lines(document, vocabulary)
    topics = _topics(lines, vocabulary)
    if hints.kind:
        return Kind(hints.kind, 1.0, ("the configuration says so",), topics)
    workbook = document.format == "excel"
    named = _by_names(lines, workbook, vocabulary)
    typed = _by_type(control, vocabulary)
    if typed is not None:
        return Kind(
            typed, SURE_TYPE, (f"document control says type '{control.all['type'][0].value}'",), topics
        )
    if workbook:
        name, confidence, because = _of_workbook(registers, named)
    else:
        name, confidence, because = _of_text(document, sections, registers, named, vocabulary)
    return Kind(name, round(max(0.0, min(MOST_SURE, confidence)), 2), tuple(because), topics)


def _topics(lines: Sequence[Line], vocabulary: Vocabulary) -> tuple[str, ...]:
    texts = [line.text for line in lines if line.source in ("title", "heading", "file name")][:2]
    return topics_of(" ".join([*texts, lines[-1].text if lines else ""]), vocabulary)


def _by_type(control: Control, vocabulary: Vocabulary) -> str | None:
    for found in control.all.get("type", ()):
        named = named_kind(found.value, vocabulary)
        if named is not None and not named.weak and len(tokens(found.value)) <= 4:
            return named.kind
    return None


class _Name:
    """A kind that a title or file name says, with the line that says it."""

    def __init__(self, kind: str, weak: bool, line: Line, early: bool) -> None:
        self.kind, self.weak, self.line, self.early = kind, weak, line, early

    @property
    def because(self) -> str:
        where = {
            "file name": "file name",
            "header": "page header",
            "sheet": "sheet name",
            "property": "title property",
        }
        return f"{where.get(self.line.source, 'title')} says '{self.line.text[:80]}'"


def _by_names(lines: Sequence[Line], workbook: bool, vocabulary: Vocabulary) -> list[_Name]:
    found: list[_Name] = []
    for position, line in enumerate(lines):
        named = named_kind(line.text, vocabulary, workbook)
        if named is not None:
            found.append(_Name(named.kind, named.weak, line, position < EARLY))
    return found


def _of_text(
    document: Document,
    sections: Sequence[Section],
    registers: Sequence[Register],
    named: list[_Name],
    vocabulary: Vocabulary,
) -> tuple[str, float, list[str]]:
    kinds = kind_words(vocabulary).kinds
    selves = _selves(document, kinds, vocabulary)
    title = _title(named)
    if title is None:
        return _without_title(document, sections, registers, selves, kinds)
    confidence = BY_TITLE[title.line.source] - (WEAK_WORDS if title.weak else 0)
    because = [title.because]
    others = [one for one in named if one.line.source in ("file name", "header") and one is not title]
    for source in ("file name", "header"):
        same = [one for one in others if one.line.source == source]
        agreeing = [one for one in same if one.kind == title.kind or {one.kind, title.kind} == NEAR]
        if agreeing:
            confidence += AGREEMENT
            because.append(agreeing[0].because)
        elif same and source == "file name" and not same[0].weak:
            confidence -= CONTRADICTION
            because.append(f"but the {same[0].because}")
    confidence += _support(title.kind, selves, sections, kinds, because)
    if title.weak and title.kind == "policy" and not _sections_of(title.kind, sections, kinds):
        return OTHER, 0.5, because
    return title.kind, confidence, because


def _title(named: list[_Name]) -> _Name | None:
    """The first line that names a kind; a line whose word is weak gives way to a file name that is clear."""
    if not named:
        return None
    first = named[0]
    file = next((one for one in named if one.line.source == "file name" and not one.weak), None)
    if (
        file is not None
        and not first.early
        and first.line.source in ("line", "heading")
        and first.kind != file.kind
    ):
        return next((one for one in named if one.kind == file.kind), file)
    clear = (one for one in named if not one.weak and one.line.source not in ("line", "property"))
    return (next(clear, None) or first) if first.weak else first


def _support(
    kind: str,
    selves: Counter[str],
    sections: Sequence[Section],
    kinds: Mapping[str, KindWords],
    because: list[str],
) -> float:
    support = 0.0
    if selves[kind] >= FEWEST_SELF:
        support += AGREEMENT
        because.append(f"the text calls itself so {selves[kind]} times")
    else:
        others = [
            other
            for other, count in selves.most_common()
            if other != kind and {other, kind} != NEAR and count >= 2 * FEWEST_SELF
        ]
        if others and kind not in (OTHER,):
            support -= CONTRADICTION
            because.append(f"but the text calls itself a {others[0]}")
    own = _sections_of(kind, sections, kinds)
    if len(own) >= FEWEST_SECTIONS:
        support += AGREEMENT
        because.append("sections " + ", ".join(own))
    return support


def _sections_of(kind: str, sections: Sequence[Section], kinds: Mapping[str, KindWords]) -> list[str]:
    names = {name for section in sections for name in section.names}
    return [name for name in kinds[kind].sections if name in names] if kind in kinds else []


def _without_title(
    document: Document,
    sections: Sequence[Section],
    registers: Sequence[Register],
    selves: Counter[str],
    kinds: Mapping[str, KindWords],
) -> tuple[str, float, list[str]]:
    """By what the text calls itself, or by a register that is nearly all there is."""
    large = [one for one in registers if one.kind not in SMALL_REGISTERS and len(one.records) >= 3]
    if large and sum(section.words for section in sections) < 300:
        best = max(large, key=lambda one: len(one.records))
        return best.kind, best.confidence * 0.8, list(best.because)
    if not selves:
        return UNKNOWN, 0.0, ["no title, and nothing in the text says what it is"]
    kind, count = selves.most_common(1)[0]
    if count < FEWEST_SELF:
        return UNKNOWN, 0.2, ["no title that names a kind"]
    because = ["no title that names a kind"]
    return kind, 0.45 + _support(kind, selves, sections, kinds, because), because


def _of_workbook(registers: Sequence[Register], named: list[_Name]) -> tuple[str, float, list[str]]:
    known = [one for one in registers if one.kind not in SMALL_REGISTERS and not one.hidden]
    name = _workbook_name(named)
    if not known:
        if name is None:
            return UNKNOWN, 0.0, ["no title, and no table that tells what it is"]
        sure = 0.68 - (WEAK_WORDS if name.weak else 0)
        agreeing = {one.line.source for one in named if one.kind == name.kind}
        return name.kind, sure + (0.08 if len(agreeing) > 1 else 0), [name.because]
    weights: Counter[str] = Counter()
    for register in known:
        weights[register.kind] += 1 + len(register.records)
    same = [register for register in known if name is not None and register.kind == name.kind]
    kind = name.kind if same and name is not None else weights.most_common(1)[0][0]
    best = max((one for one in known if one.kind == kind), key=lambda one: (one.confidence, len(one.records)))
    because = list(best.because)
    confidence = best.confidence
    if name is None:
        confidence -= 0.05
    elif name.kind == kind:
        confidence += 2 * AGREEMENT
        because.append(name.because)
    else:
        said = {one.line.source for one in named if one.kind == name.kind and not one.weak}
        return _disputed(name, kind, confidence, because, {"file name", "title"} <= said)
    if weights[kind] < REGISTER_SHARE * weights.total():
        confidence -= AGREEMENT
        because.append("but there are other registers in it")
    return kind, confidence, because


def _disputed(
    name: _Name, kind: str, confidence: float, because: list[str], twice: bool
) -> tuple[str, float, list[str]]:
    """Columns say one kind, the name another: surely neither. ``twice``: file name and title say the same."""
    because.append(f"but the {name.because}")
    if twice and name.kind != OTHER:
        return name.kind, 0.65, [name.because, *because[:-1]]
    if confidence >= 0.8 and name.weak:
        return kind, confidence - CONTRADICTION, because
    if (
        confidence >= 0.75
        and name.kind in (OTHER, "plan", "form", "log", "checklist")
        and name.line.source != "title"
    ):
        return kind, min(confidence, 0.75), because
    return name.kind, 0.6, [name.because, *because[:-1]]


def _workbook_name(named: list[_Name]) -> _Name | None:
    """Of a workbook the file's name says more than any line in it; then titles, then sheet names."""
    for source in ("file name", "title", "sheet", "property"):
        for strength in (False, True):
            found = [one for one in named if one.line.source == source and one.weak is strength]
            clear = [one for one in found if one.kind != OTHER]
            if clear or (found and not strength and source == "file name"):
                return (clear or found)[0]
    return None


def _selves(document: Document, kinds: Mapping[str, KindWords], vocabulary: Vocabulary) -> Counter[str]:
    """How often the text speaks of itself as which kind: "this policy", "the purpose of this plan"."""
    pattern, words = _self_pattern(vocabulary)
    counts: Counter[str] = Counter()
    read = 0
    for paragraph in document.body_paragraphs():
        read += len(paragraph.text)
        if read > READ_CHARACTERS:
            break
        for found in pattern.finditer(paragraph.text):
            counts.update(words[" ".join(found[1].lower().split())])
    return counts


@cache
def _self_pattern(vocabulary: Vocabulary) -> tuple[re.Pattern[str], Mapping[str, tuple[str, ...]]]:
    words: dict[str, tuple[str, ...]] = {}
    for kind, known in kind_words(vocabulary).kinds.items():
        for word in known.self:
            words[word] = (*words.get(word, ()), kind)
    either = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True))
    before = r"\bthis\s+(?:[A-Za-z&-]+\s+){0,3}?"
    return re.compile(rf"{before}({either})\b", re.IGNORECASE), words
