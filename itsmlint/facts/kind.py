"""What kind of document this is, how surely, and by what evidence.

Evidence in order of weight: the configuration, the control block's document type, the columns of registers
(workbooks), the title, the file's name, how the text speaks of itself ("this policy"), its sections. The kind
is certain only when pieces of evidence agree.
"""

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache

import msgspec

from itsmlint.documents.model import Document
from itsmlint.facts.evidence import Evidence
from itsmlint.facts.model import Control, Kind
from itsmlint.facts.titles import Line, kind_words, named_kind, topics_of
from itsmlint.facts.tokens import tokens
from itsmlint.vocabulary import Vocabulary

UNKNOWN = "unknown"
OTHER = "other"
NO_KIND = frozenset(("table", "", UNKNOWN))
"""Kinds of registers that say nothing."""
LOOSE_KINDS = frozenset((OTHER, "plan", "form", "log", "checklist"))
"""Kinds that workbooks are called which hold a register of a better known kind."""
NEAR = {"process", "procedure"}
"""Kinds that people call by each other's name."""
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
BY_TEXT = 0.45
"""How sure it makes that the text speaks of itself as the kind, without any title."""
WEAK_WORDS = 0.2
"""Taken off for words that name other things as often."""
AGREEMENT = 0.1
CONTRADICTION = 0.15
DISPUTED = 0.75
"""At most so sure where the columns of a workbook and its name disagree."""
EARLY = 3
"""First lines, of which one is nearly always the title."""
FEWEST_SELF = 2
"""Times the text must speak of itself as the kind."""
FEWEST_SECTIONS = 3
LITTLE_TEXT = 300
"""Words below headings beside which a register is nearly all there is."""
MOST_SURE = 0.98
REGISTER_SHARE = 0.6
"""Share of a workbook's records that its main register holds."""
READ_CHARACTERS = 120_000


class _Name(msgspec.Struct, frozen=True):
    """A kind that a title or file name says, with the line that says it."""

    kind: str
    weak: bool
    line: Line
    early: bool

    @property
    def because(self) -> str:
        where = {
            "file name": "file name",
            "header": "page header",
            "sheet": "sheet name",
            "property": "title property",
        }
        return f"{where.get(self.line.source, 'title')} says '{self.line.text[:80]}'"


class _Judged(msgspec.Struct, frozen=True):
    kind: str
    confidence: float
    because: list[str]


def find_kind(evidence: Evidence) -> Kind:
    """The kind with its confidence and the evidence in words."""
    topics = _topics(evidence)
    if evidence.hints.kind:
        return Kind(evidence.hints.kind, 1.0, ("the configuration says so",), topics)
    typed = _by_type(evidence.control, evidence.vocabulary)
    if typed is not None:
        because = f"document control says type '{evidence.control.all['type'][0].value}'"
        return Kind(typed, SURE_TYPE, (because,), topics)
    named = _by_names(evidence)
    judged = _of_workbook(evidence, named) if evidence.workbook else _of_text(evidence, named)
    confidence = round(max(0.0, min(MOST_SURE, judged.confidence)), 2)
    return Kind(judged.kind, confidence, tuple(judged.because), topics)


def _topics(evidence: Evidence) -> tuple[str, ...]:
    texts = [line.text for line in evidence.lines if line.source in ("title", "heading", "file name")][:2]
    return topics_of(" ".join([*texts, *[line.text for line in evidence.lines[-1:]]]), evidence.vocabulary)


def _by_type(control: Control, vocabulary: Vocabulary) -> str | None:
    for found in control.all.get("type", ()):
        named = named_kind(found.value, vocabulary)
        if named is not None and not named.weak and len(tokens(found.value)) <= 4:
            return named.kind
    return None


def _by_names(evidence: Evidence) -> list[_Name]:
    found: list[_Name] = []
    for position, line in enumerate(evidence.lines):
        named = named_kind(line.text, evidence.vocabulary, evidence.workbook)
        if named is not None:
            found.append(_Name(named.kind, named.weak, line, position < EARLY))
    return found


def _of_text(evidence: Evidence, named: list[_Name]) -> _Judged:
    selves = _selves(evidence.document, evidence.vocabulary)
    title = _title(named)
    if title is None:
        return _without_title(evidence, selves)
    because = [title.because]
    confidence = BY_TITLE[title.line.source] - (WEAK_WORDS if title.weak else 0)
    for source in ("file name", "header"):
        same = [one for one in named if one.line.source == source and one is not title]
        agreeing = [one for one in same if one.kind == title.kind or {one.kind, title.kind} == NEAR]
        if agreeing:
            confidence += AGREEMENT
            because.append(agreeing[0].because)
        elif same and source == "file name" and not same[0].weak:
            confidence -= CONTRADICTION
            because.append(f"but the {same[0].because}")
    support, reasons = _support(title.kind, selves, evidence)
    if title.weak and title.kind == "policy" and not _sections_of(title.kind, evidence):
        return _Judged(OTHER, 0.5, [*because, *reasons])
    return _Judged(title.kind, confidence + support, [*because, *reasons])


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


def _support(kind: str, selves: Counter[str], evidence: Evidence) -> tuple[float, list[str]]:
    """What the text and its sections add to or take from a kind, and why."""
    support = 0.0
    because: list[str] = []
    others = [
        other
        for other, count in selves.most_common()
        if other != kind and {other, kind} != NEAR and count >= 2 * FEWEST_SELF
    ]
    if selves[kind] >= FEWEST_SELF:
        support += AGREEMENT
        because.append(f"the text calls itself so {selves[kind]} times")
    elif others and kind != OTHER:
        support -= CONTRADICTION
        because.append(f"but the text calls itself a {others[0]}")
    own = _sections_of(kind, evidence)
    if len(own) >= FEWEST_SECTIONS:
        support += AGREEMENT
        because.append("sections " + ", ".join(own))
    return support, because


def _sections_of(kind: str, evidence: Evidence) -> list[str]:
    known = kind_words(evidence.vocabulary).kinds.get(kind)
    return [name for name in known.sections if name in evidence.section_names] if known else []


def _without_title(evidence: Evidence, selves: Counter[str]) -> _Judged:
    """By what the text calls itself, or by a register that is nearly all there is."""
    large = [one for one in evidence.registers if one.kind not in NO_KIND and len(one.records) >= 3]
    if large and sum(section.words for section in evidence.sections) < LITTLE_TEXT:
        best = max(large, key=lambda one: len(one.records))
        return _Judged(best.kind, best.confidence * 0.8, list(best.because))
    kind, count = selves.most_common(1)[0] if selves else (UNKNOWN, 0)
    if count < FEWEST_SELF:
        return _Judged(UNKNOWN, 0.0, ["no title, and nothing in the text says what it is"])
    support, because = _support(kind, selves, evidence)
    return _Judged(kind, BY_TEXT + support, ["no title that names a kind", *because])


def _of_workbook(evidence: Evidence, named: list[_Name]) -> _Judged:
    known = [one for one in evidence.registers if one.kind not in NO_KIND and not one.hidden]
    name = _workbook_name(named)
    if not known:
        return _by_workbook_name(name, named)
    weights: Counter[str] = Counter()
    for register in known:
        weights[register.kind] += 1 + len(register.records)
    kind = weights.most_common(1)[0][0]
    if name is not None and name.kind in weights:
        kind = name.kind
    best = max((one for one in known if one.kind == kind), key=lambda one: (one.confidence, len(one.records)))
    judged = _Judged(kind, best.confidence, list(best.because))
    if name is None:
        return judged
    if name.kind != kind:
        said = {one.line.source for one in named if one.kind == name.kind and not one.weak}
        return _disputed(name, judged, {"file name", "title"} <= said)
    confidence = best.confidence + 2 * AGREEMENT
    because = [*best.because, name.because]
    if weights[kind] < REGISTER_SHARE * weights.total():
        return _Judged(kind, confidence - AGREEMENT, [*because, "but there are other registers in it"])
    return _Judged(kind, confidence, because)


def _by_workbook_name(name: _Name | None, named: list[_Name]) -> _Judged:
    if name is None:
        return _Judged(UNKNOWN, 0.0, ["no title, and no table that tells what it is"])
    sure = BY_TITLE["line"] - (WEAK_WORDS if name.weak else 0)
    agreeing = {one.line.source for one in named if one.kind == name.kind}
    return _Judged(name.kind, sure + (0.08 if len(agreeing) > 1 else 0), [name.because])


def _disputed(name: _Name, judged: _Judged, twice: bool) -> _Judged:
    """Columns say one kind, the name another: surely neither. ``twice``: file name and title say the same."""
    because = [*judged.because, f"but the {name.because}"]
    if twice and name.kind != OTHER:
        return _Judged(name.kind, 0.65, [name.because, *judged.because])
    if judged.confidence >= 0.8 and name.weak:
        return _Judged(judged.kind, judged.confidence - CONTRADICTION, because)
    if judged.confidence >= DISPUTED and name.kind in LOOSE_KINDS and name.line.source != "title":
        return _Judged(judged.kind, DISPUTED, because)
    return _Judged(name.kind, 0.6, [name.because, *judged.because])


def _workbook_name(named: list[_Name]) -> _Name | None:
    """Of a workbook the file's name says more than any line in it; then titles, then sheet names."""
    for source in ("file name", "title", "sheet", "property"):
        for strength in (False, True):
            found = [one for one in named if one.line.source == source and one.weak is strength]
            clear = [one for one in found if one.kind != OTHER]
            if clear or (found and not strength and source == "file name"):
                return (clear or found)[0]
    return None


def _selves(document: Document, vocabulary: Vocabulary) -> Counter[str]:
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
