"""Indicators: whether a KPI counts work, demand or stock, or tells a result.

"Tickets closed" counts work and "tickets reopened" tells a result, though both are counts: what is counted decides, and
what is said of it. The decision follows the words in this order:

1. A share, time, score or cost is no count (but use of technical means and backlogs in per cent are).
2. Of a count, the noun that is counted and its company decide: harm, a met or missed target and the like tell
   a result, everything else counts work, demand or stock.
3. A name without any word of measure counts when it names things done ("calls answered"), left to do ("open
   problems") or plain things ("incidents per month").

The definition and the formula, where there are any, know better than the name. The words stand in
``rules/vocabulary/indicators.yaml`` (ISO/IEC 20000-1, 9.1 asks what needs to be measured, not what can be counted).
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Literal, TypeAlias

import msgspec

from itsmlint.language.counted import (
    Phrase,
    badly_done,
    harmful,
    names_time_limit,
    phrase_of,
    relative_clause,
    without_complement,
    without_context,
)
from itsmlint.language.quantities import Direction
from itsmlint.language.word_lists import Word, WordList, words_of
from itsmlint.vocabulary import Vocabulary


class Twin(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What to measure instead of a count."""

    of: tuple[str, ...]
    instead: str


class IndicatorWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Shape of ``rules/vocabulary/indicators.yaml``, where each list is explained."""

    counts: tuple[str, ...]
    first_counts: tuple[str, ...]
    before_counts: tuple[str, ...]
    reductions: tuple[str, ...]
    count_ends: tuple[str, ...]
    stock_ends: tuple[str, ...]
    frequency_of: tuple[str, ...]
    ratios: tuple[str, ...]
    measures: tuple[str, ...]
    not_measures: tuple[str, ...]
    measured_things: tuple[str, ...]
    harm: tuple[str, ...]
    harm_adjectives: tuple[str, ...]
    harm_pairs: Mapping[str, tuple[str, ...]]
    not_harm: tuple[str, ...]
    results: tuple[str, ...]
    only_periods: tuple[str, ...]
    open_states: tuple[str, ...]
    work: tuple[str, ...]
    handling: tuple[str, ...]
    things: tuple[str, ...]
    units: tuple[str, ...]
    acts: tuple[str, ...]
    covered_things: tuple[str, ...]
    coverage: tuple[str, ...]
    coverage_of_names: tuple[str, ...]
    effort_units: tuple[str, ...]
    effort_words: tuple[str, ...]
    resources: tuple[str, ...]
    resource_guards: tuple[str, ...]
    technical: tuple[str, ...]
    used: tuple[str, ...]
    used_guards: tuple[str, ...]
    arrivals: tuple[str, ...]
    demand: tuple[str, ...]
    demand_from: tuple[str, ...]
    breakdowns: tuple[str, ...]
    incoming: tuple[str, ...]
    demand_nouns: tuple[str, ...]
    stock_nouns: tuple[str, ...]
    causes: tuple[str, ...]
    rates_per: tuple[str, ...]
    per_user: tuple[str, ...]
    quality_when_spread: tuple[str, ...]
    context_types: tuple[str, ...]
    outcomes: tuple[str, ...]
    higher_first: tuple[str, ...]
    higher: tuple[str, ...]
    lower: tuple[str, ...]
    twins: tuple[Twin, ...]
    twin: str


Meaning: TypeAlias = Literal["count", "result", "unknown"]
"""It counts work, demand or stock; it tells a result; its words do not say."""
Counted: TypeAlias = Literal["activity", "input", "status"]
"""Work done; demand, resources or money that came in; what is there at a time."""
Reason: TypeAlias = Literal["count", "ratio", "measure", "harm", "clause", "words"]
"""What decided: the form, a word for a share, a word for a measure, harm, what is said of it, or nothing."""


class Judgement(msgspec.Struct, frozen=True, kw_only=True):
    """What an indicator measures, and how that is known."""

    meaning: Meaning
    of: Counted | None = None
    """Of a count."""
    reason: Reason = "words"
    source: Literal["name", "definition", "formula"] = "name"
    """Which words decided."""
    twin: str = ""
    """For a count: what to measure instead."""


class _Lists(msgspec.Struct, frozen=True):
    """The word lists, compiled; the fields are those of :class:`IndicatorWords`."""

    words: IndicatorWords
    lists: Mapping[str, WordList]
    pairs: Mapping[str, WordList]
    twins: tuple[tuple[WordList, str], ...]

    def find(self, name: str, words: Sequence[Word]) -> int | None:
        return self.lists[name].find(words)

    def has(self, name: str, words: Sequence[Word]) -> bool:
        return self.lists[name].find(words) is not None

    def starts(self, name: str, words: Sequence[Word]) -> int:
        """Words of the entry that stands first; 0 when none does."""
        return self.lists[name].length_at(words, 0) if words else 0

    def is_one(self, name: str, word: Word | None) -> bool:
        return word is not None and self.lists[name].holds(word)

    def harmful(self, words: Sequence[Word]) -> bool:
        return harmful(words, self.lists, self.pairs)


@lru_cache(maxsize=8)
def _lists(vocabulary: Vocabulary) -> _Lists:
    words = vocabulary.read("indicators", IndicatorWords)
    return _Lists(
        words=words,
        lists={
            name: WordList(value)
            for name in words.__struct_fields__
            if isinstance(value := getattr(words, name), tuple) and name != "twins"
        },
        pairs={name: WordList(partners) for name, partners in words.harm_pairs.items()},
        twins=tuple((WordList(twin.of), twin.instead) for twin in words.twins),
    )


_BRACKET = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
_SENTENCE = re.compile(r"(?<=\w)[.;](?=\s|$)|\n")
_LONGEST = 400
"""Characters of a name, definition or formula that are looked at."""
_FORMULA_RATIO = re.compile(r"/|÷|\*\s*100|[x×]\s*100|%|\bdivided\b|\baverage\b|\bavg\b|\bmean\b|\bper ?cent", re.IGNORECASE)
_DEFINITION_RATIO = re.compile(
    r"÷|[*x×]\s*100|%|\bdivided\b|\baverage\b|\bmean\b|\bper ?cent|\bpercentage\b|\bratio\b|\bproportion\b|\bshare of\b"
    r"|\bout of\b|\brelative to\b|\bcompared (?:to|with)\b",
    re.IGNORECASE,
)
_NO_DIVISION = re.compile(r"\b(?:and/or|yes/no|n/a|\w/o)\b", re.IGNORECASE)
_COUNT_TARGET = re.compile(r"[<>≥≤=~ ]*\d[\d.,]*\+?\s+\D+(?:/|\bper\b)\s*(?:hour|day|week|month|quarter|year|sprint)s?\s*")
_TIME_LEFT = frozenset("age aging ageing time older reduction reduce reduced cost index value delay ratio".split())

_RESULT = Judgement(meaning="result")
_UNKNOWN = Judgement(meaning="unknown")


def judge(
    name: str,
    vocabulary: Vocabulary,
    *,
    definition: str = "",
    formula: str = "",
    unit: str = "",
    target: str = "",
) -> Judgement:
    """What the indicator measures by its name, definition and formula together."""
    lists = _lists(vocabulary)
    main, brackets = _without_brackets(name[:_LONGEST])
    words = words_of(main)
    judgement = _by_name(words, lists)
    for source, text in (("formula", formula), ("definition", definition), *(("definition", b) for b in brackets)):
        better = _by_text(text[:_LONGEST], source, judgement, lists)
        if better is not None:
            judgement = msgspec.structs.replace(better, source=source)
            break
    if judgement.meaning != "count":
        return judgement
    if judgement.reason != "ratio" and _in_per_cent(unit, target):
        return _RESULT
    return msgspec.structs.replace(judgement, twin=_twin(words, lists))


def is_context(type_text: str, vocabulary: Vocabulary) -> bool:
    """Whether the indicator's own type says that it is kept for context only: "volumetric", "control measure"."""
    return _lists(vocabulary).has("context_types", words_of(type_text[:_LONGEST]))


def tells_outcome(text: str, vocabulary: Vocabulary) -> bool:
    """Whether the words are about what customers, users or services get: satisfaction, availability, breaches."""
    return _lists(vocabulary).has("outcomes", words_of(text[:_LONGEST]))


def better(name: str, vocabulary: Vocabulary) -> Direction:
    """Which values of the indicator are better, by its name."""
    lists = _lists(vocabulary)
    words = words_of(_without_brackets(name[:_LONGEST])[0])
    if lists.has("higher_first", words):
        return "higher"
    low = lists.harmful(words) or lists.has("lower", words)
    high = lists.has("higher", words)
    if low == high:
        return ""
    return "lower" if low else "higher"


def _without_brackets(name: str) -> tuple[str, tuple[str, ...]]:
    brackets = tuple(match[1] or match[2] or "" for match in _BRACKET.finditer(name))
    plain = _BRACKET.sub(" ", name).strip()
    signs = " %" if any(bracket.strip() in ("%", "in %", "percent", "percentage") for bracket in brackets) else ""
    breakdown = "".join(f" {bracket}" for bracket in brackets if bracket.lower().startswith(("by ", "per ")))
    return plain + signs + breakdown if plain else name, brackets


def _in_per_cent(unit: str, target: str) -> bool:
    return any("%" in text or "percent" in text.lower() for text in (unit, target))


# The definition, the formula or a bracket behind the name


def _by_text(text: str, source: str, by_name: Judgement, lists: _Lists) -> Judgement | None:
    """What a text says better than the name; None when it says nothing of it."""
    text = _SENTENCE.split(text.strip(), maxsplit=1)[0]
    if not text:
        return None
    if _COUNT_TARGET.fullmatch(text):
        return _count("activity") if by_name.meaning == "unknown" or by_name.reason == "measure" else None
    words = words_of(text)
    start = _opener(words, lists)
    ratio = (_FORMULA_RATIO if source == "formula" else _DEFINITION_RATIO).search(_NO_DIVISION.sub(" ", text))
    if ratio is not None:
        return None if by_name.meaning == "count" and by_name.reason == "ratio" else _RESULT
    if start is None:
        return _result("clause") if _says_how_well(words, by_name, lists) else None
    judgement = _counted(words[start:], lists)
    if judgement.meaning == "count" and by_name.reason in ("harm", "clause"):
        return None
    if judgement.meaning == "count" and by_name.reason == "measure" and not text.lower().startswith("number"):
        return None
    return judgement


def _says_how_well(words: Sequence[Word], by_name: Judgement, lists: _Lists) -> bool:
    """Whether a definition of a count says of the same things how well it went: "incidents resolved within target"."""
    if by_name.meaning != "count" or by_name.reason != "count":
        return False
    phrase = phrase_of(words, lists.lists["work"])
    named = any(lists.is_one("things", head) for head in phrase.heads)
    return named and _has_result_words(phrase.rest, lists)


# The name


def _by_name(words: tuple[Word, ...], lists: _Lists) -> Judgement:
    if not words:
        return _UNKNOWN
    if _is_technical_use(words, lists):
        return _count("status", "ratio")
    if lists.has("resources", words) and not lists.has("resource_guards", words):
        return _count("input", "ratio")
    start = _opener(words, lists)
    if start is not None and lists.has("reductions", words[:start]):
        return _result("clause")
    if lists.has("ratios", words):
        return _share(words, lists)
    if start is not None:
        return _counted(words[start:], lists)
    if _is_stock(words, lists):
        return _result("harm") if lists.harmful(words) else _count("status")
    if _is_effort(words, lists):
        return _result("harm") if lists.harmful(words) else _count("activity")
    if _is_measure(words, lists):
        return _result("measure")
    if _ends_as_count(words, lists):
        return _result("harm") if lists.harmful(words) else _count("activity")
    return _bare(words, lists)


def _opener(words: Sequence[Word], lists: _Lists) -> int | None:
    """Where what is counted begins, behind "number of" or the like; None when the words do not say so."""
    found = lists.find("counts", words)
    if found is not None:
        return found + lists.lists["counts"].length_at(words, found)
    at = 0
    while at < len(words) and (length := lists.lists["before_counts"].length_at(words, at)):
        if lists.lists["first_counts"].length_at(words, at):
            break
        at += length
    if at < len(words) and (length := lists.lists["first_counts"].length_at(words, at)):
        rest = words[at + length :]
        head = phrase_of(rest, lists.lists["work"]).head
        countable = head is not None and (head.plural or lists.is_one("things", head))
        return at + length if countable and not _is_measure(rest, lists) else None
    return None


def _is_stock(words: Sequence[Word], lists: _Lists) -> bool:
    """Whether the name is of something that waits: "ticket queue", "backlog of changes"."""
    if _TIME_LEFT & {word.base for word in words}:
        return False
    if any(word.base.startswith("backlog") for word in words) or lists.starts("stock_ends", words) > 1:
        return True
    nouns = phrase_of(words, lists.lists["work"]).nouns
    return any(lists.lists["stock_ends"].length_at(nouns, at) == len(nouns) - at for at in range(len(nouns)))


def _is_technical_use(words: Sequence[Word], lists: _Lists) -> bool:
    return (
        lists.has("technical", words)
        and lists.has("used", words)
        and not lists.has("used_guards", words)
        and not lists.harmful(words)
        and lists.find("counts", words) is None
    )


def _is_effort(words: Sequence[Word], lists: _Lists) -> bool:
    units = any(word.plural and lists.is_one("effort_units", word) for word in words)
    return units and lists.has("effort_words", words)


def _is_measure(words: Sequence[Word], lists: _Lists) -> bool:
    """Whether a word says that a time, a score, a cost or the like is measured, not a number of things."""
    phrase = phrase_of(words, lists.lists["work"])
    for at in range(len(words)):
        length = lists.lists["measures"].length_at(words, at)
        if not length or lists.lists["not_measures"].find(words, max(at - 1, 0), at + 3) is not None:
            continue
        following = phrase.nouns[at + length :]
        if not any(lists.is_one("measured_things", word) for word in following):
            return True
    return False


def _ends_as_count(words: Sequence[Word], lists: _Lists) -> bool:
    head = phrase_of(words, lists.lists["work"]).nouns
    if not head:
        return False
    if head[-1].base == "frequency":
        return len(head) > 1 and lists.is_one("frequency_of", head[-2])
    return lists.is_one("count_ends", head[-1])


# Counts


def _counted(words: Sequence[Word], lists: _Lists) -> Judgement:
    """What "number of" these words means."""
    phrase = phrase_of(words, lists.lists["work"])
    told = _tells_result(phrase, lists)
    if told is not None:
        return told
    return _count(_kind_of_count(phrase, lists))


def _tells_result(phrase: Phrase, lists: _Lists) -> Judgement | None:
    """The result that a count tells; None when it only counts."""
    adverbs = tuple(word for word in phrase.nouns[:-1] if word.text.endswith("ly"))
    if _has_result_words((*adverbs, *phrase.rest), lists) or _unusual_clause(phrase, lists) or _spread(phrase, lists):
        return _result("clause")
    if lists.has("reductions", phrase.nouns[:1]) and len(phrase.nouns) > 1 and phrase.nouns[0].text.endswith("ion"):
        return _result("clause")
    if _is_covered(phrase, lists, "coverage"):
        return _result("clause")
    if _names_harm(phrase, lists):
        everything = (*phrase.nouns, *phrase.rest)
        dealt_with = lists.has("handling", everything) and not badly_done(phrase.rest, lists.lists)
        return None if dealt_with else _result("harm")
    if phrase.head is not None and lists.is_one("measures", phrase.head) and not phrase.head.plural:
        return _result("measure")
    if any(lists.is_one("quality_when_spread", head) for head in phrase.heads) and lists.starts("causes", phrase.rest):
        return _result("clause")
    return None


def _has_result_words(rest: Sequence[Word], lists: _Lists) -> bool:
    """Whether what is said of the things tells how well it went."""
    if names_time_limit(rest) or _is_denied(rest, lists):
        return True
    for at in range(len(rest)):
        if lists.lists["only_periods"].length_at(rest, at):
            continue
        if lists.lists["results"].length_at(rest, at):
            return True
    return False


def _is_denied(rest: Sequence[Word], lists: _Lists) -> bool:
    """Whether something is said not to be so; "not yet closed" is only open."""
    at = next((at for at, word in enumerate(rest) if word.text in ("not", "never", "cannot")), None)
    return at is not None and not lists.starts("open_states", rest[at:])


def _unusual_clause(phrase: Phrase, lists: _Lists) -> bool:
    """Whether a clause says more of what is counted than that it was done or is open."""
    clause = relative_clause(phrase.rest)
    if not clause:
        return False
    return not lists.starts("work", clause) and not lists.starts("open_states", clause)


def _spread(phrase: Phrase, lists: _Lists) -> bool:
    """Whether the number is set against something that makes it a rate: "per change", "incidents per user"."""
    at = next((at for at, word in enumerate(phrase.rest) if word.text == "per"), None)
    if at is None:
        return False
    after = phrase_of(phrase.rest[at + 1 :], lists.lists["work"]).nouns
    if lists.is_one("rates_per", after[-1] if after else None):
        return True
    if not lists.has("per_user", after[:1]) and not lists.has("per_user", after[-1:]):
        return False
    return any(lists.is_one("quality_when_spread", head) for head in phrase.heads)


def _is_covered(phrase: Phrase, lists: _Lists, how: str) -> bool:
    """Whether the number says how many of the things there are have what they should have."""
    if not any(lists.is_one("covered_things", head) for head in phrase.heads):
        return False
    return (
        lists.has(how, phrase.rest[:3])
        or lists.has(how, phrase.nouns[:-1])
        or relative_clause(phrase.rest[:3]) is not None
    )


def _names_harm(phrase: Phrase, lists: _Lists) -> bool:
    head = phrase.head
    if head is not None and lists.is_one("acts", head) and not lists.harmful((head,)):
        said = without_complement(phrase.rest)
        return badly_done(phrase.nouns, lists.lists) or badly_done(said, lists.lists)
    if lists.harmful(phrase.nouns):
        return True
    if _is_flow(phrase.rest, lists):
        return False
    if head is None or lists.is_one("units", head):
        return lists.harmful(phrase.rest)
    return lists.harmful(without_context(phrase.rest))


def _is_flow(rest: Sequence[Word], lists: _Lists) -> bool:
    """Whether the stations of the work are listed: "submitted, approved, rejected and implemented"."""
    stations = sum(lists.lists["work"].length_at(rest, at) > 0 for at in range(len(rest)))
    return stations > 1 and not any(lists.is_one("harm", word) for word in rest)


def _kind_of_count(phrase: Phrase, lists: _Lists) -> Counted:
    everything = (*phrase.nouns, *phrase.rest)
    if lists.has("open_states", everything):
        return "status"
    if lists.has("incoming", phrase.rest) or lists.has("incoming", phrase.nouns):
        return "input"
    if lists.has("work", everything):
        return "activity"
    if phrase.head is not None and lists.is_one("demand_nouns", phrase.head):
        return "input"
    if phrase.head is not None and lists.is_one("stock_nouns", phrase.head):
        return "status"
    return "activity"


# Shares


def _share(words: Sequence[Word], lists: _Lists) -> Judgement:
    """What a share or rate tells: mostly a result, but a backlog stays a backlog."""
    bases = {word.base for word in words}
    if any(base.startswith("backlog") for base in bases):
        if not _TIME_LEFT & (bases - {"ratio"}) and not _has_result_words(words, lists):
            return _count("status", "ratio")
    if lists.has("demand_from", words) and not lists.harmful(words):
        at = lists.find("demand_from", words)
        if lists.has("demand", words[:at]):
            return _count("input", "ratio")
    if lists.has("breakdowns", words) and not lists.harmful(words) and not _has_result_words(words, lists):
        phrase = phrase_of(words[_after_of(words) :], lists.lists["work"])
        if any(lists.is_one("things", head) for head in phrase.heads) and not lists.has("work", words):
            return _count("input", "ratio")
    if len(words) <= 3 and words[-1].base == "rate" and lists.has("arrivals", words[:-1][-1:]):
        return _count("input", "ratio")
    return _result("ratio")


def _after_of(words: Sequence[Word]) -> int:
    return next((at + 1 for at, word in enumerate(words) if word.text == "of"), 0)


# Names without any word of measure


def _bare(words: Sequence[Word], lists: _Lists) -> Judgement:
    start = 0
    while start < len(words) and (length := lists.lists["before_counts"].length_at(words, start)):
        start += length
    words = words[start:]
    phrase = phrase_of(words, lists.lists["work"])
    head = phrase.head
    if head is None:
        return _UNKNOWN
    told = _tells_result(phrase, lists)
    if told is not None:
        return told
    if lists.has("reductions", words):
        return _result("clause")
    if not head.plural or _is_covered(phrase, lists, "coverage_of_names"):
        return _UNKNOWN
    named = any(lists.is_one("things", noun) for noun in phrase.heads)
    if lists.starts("work", phrase.rest) or _adverb_then_work(phrase.rest, lists) or lists.starts("work", phrase.rest[-1:]):
        return _count(_kind_of_count(phrase, lists))
    if lists.has("open_states", words) and named:
        return _count("status")
    if named and lists.has("work", phrase.nouns[:-1]):
        return _count("activity")
    if named and len(phrase.nouns) <= 4 and _says_only_when(phrase.rest, lists):
        return _count(_kind_of_count(phrase, lists))
    return _UNKNOWN


def _adverb_then_work(rest: Sequence[Word], lists: _Lists) -> bool:
    return bool(rest) and rest[0].text.endswith("ly") and lists.starts("work", rest[1:]) > 0


def _says_only_when(rest: Sequence[Word], lists: _Lists) -> bool:
    """Whether nothing is said of the things but when, of whom or by which kinds they are counted."""
    if not rest:
        return True
    if rest[0].text == "per":
        return True
    if lists.starts("breakdowns", rest):
        return True
    return rest[0].text in ("this", "last", "each", "every", "by", "in", "at", "to", "from", "on", "via", "through", "of", "for")


# Words of the judgement


def _count(of: Counted, reason: Reason = "count") -> Judgement:
    return Judgement(meaning="count", of=of, reason=reason)


def _result(reason: Reason) -> Judgement:
    return Judgement(meaning="result", reason=reason)


def _twin(words: Sequence[Word], lists: _Lists) -> str:
    found = ((twins.find(words), instead) for twins, instead in lists.twins)
    return next((instead for at, instead in found if at is not None), lists.words.twin)
