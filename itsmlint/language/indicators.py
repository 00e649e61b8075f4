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
from typing import Literal

import msgspec

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
    measured_things: tuple[str, ...]
    harm: tuple[str, ...]
    harm_adjectives: tuple[str, ...]
    harm_pairs: Mapping[str, tuple[str, ...]]
    not_harm: tuple[str, ...]
    results: tuple[str, ...]
    open_states: tuple[str, ...]
    work: tuple[str, ...]
    handling: tuple[str, ...]
    things: tuple[str, ...]
    units: tuple[str, ...]
    acts: tuple[str, ...]
    covered_things: tuple[str, ...]
    coverage: tuple[str, ...]
    effort_units: tuple[str, ...]
    effort_words: tuple[str, ...]
    resources: tuple[str, ...]
    resource_guards: tuple[str, ...]
    technical: tuple[str, ...]
    used: tuple[str, ...]
    used_guards: tuple[str, ...]
    demand: tuple[str, ...]
    demand_from: tuple[str, ...]
    breakdowns: tuple[str, ...]
    per_time: tuple[str, ...]
    per_worker: tuple[str, ...]
    per_user: tuple[str, ...]
    quality_when_spread: tuple[str, ...]
    context_types: tuple[str, ...]
    outcomes: tuple[str, ...]
    twins: tuple[Twin, ...]
    twin: str


Meaning = Literal["count", "result", "unknown"]
"""It counts work, demand or stock; it tells a result; its words do not say."""


class Judgement(msgspec.Struct, frozen=True, kw_only=True):
    """What an indicator measures, and how that is known."""

    meaning: Meaning
    of: Literal["activity", "input", "status", ""] = ""
    """Of a count: work done, demand or resources that came in, or what is there at a time."""
    source: Literal["name", "definition", "formula"] = "name"
    """Which words decided."""
    twin: str = ""
    """For a count: what to measure instead."""


class _Lists(msgspec.Struct, frozen=True):
    """The word lists, compiled; the fields are those of :class:`IndicatorWords`."""

    words: IndicatorWords
    lists: Mapping[str, WordList]
    pairs: Mapping[str, WordList]
    pair_words: WordList
    twins: tuple[tuple[WordList, str], ...]

    def at(self, name: str, words: Sequence[Word], index: int) -> int:
        return self.lists[name].length_at(words, index)

    def find(self, name: str, words: Sequence[Word], start: int = 0, end: int | None = None) -> int | None:
        return self.lists[name].find(words, start, end)

    def has(self, name: str, words: Sequence[Word], start: int = 0, end: int | None = None) -> bool:
        return self.find(name, words, start, end) is not None


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
        pair_words=WordList(words.harm_pairs),
        twins=tuple((WordList(twin.of), twin.instead) for twin in words.twins),
    )


_BRACKET = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
_SENTENCE = re.compile(r"(?<=\w)[.;](?=\s|$)|\n")
_PREPOSITIONS = frozenset(
    "of for in on by to from during per under at via through using across against with without within after before due caused about regarding concerning covering over outside involving requiring affecting into between among since until while when where who which that whose as than not because following prior below above beyond exceeding resulting causing leading attributable meeting having still".split()
)
_CONTEXT = frozenset("during about regarding concerning on for covering".split())
_SPECIFIC = frozenset("of for in on to with".split())
_SIGNS = frozenset("%#/&()[];:,<>≥≤=+*×÷≠")
_BE = frozenset("is are was were be been being have has had get got".split())
_ONLY_PERIOD = frozenset(
    "per each every this last current previous month week quarter year day daily weekly monthly quarterly yearly annual annually total overall in a the of period reporting to date ytd end at and".split()
)


def judge(name: str, vocabulary: Vocabulary, *, definition: str = "", formula: str = "") -> Judgement:
    """What the indicator measures by its name, definition and formula together."""
    lists = _lists(vocabulary)
    main, brackets = _without_brackets(name)
    by_name = _judged(words_of(main), lists)
    for text in (formula, definition, *brackets):
        source: Literal["definition", "formula"] = "formula" if text == formula else "definition"
        better = _by_definition(text, by_name, words_of(main), lists)
        if better is not None:
            return msgspec.structs.replace(better, source=source)
    return by_name
