"""Indicators: whether a KPI counts work, demand or stock, or tells a result.

"Tickets closed" counts work and "tickets reopened" tells a result, though both are counts: what is counted
decides, and what is said of it. The definition and the formula, where there are any, know better than the
name. The words stand in ``rules/vocabulary/indicators.yaml`` (ISO/IEC 20000-1, 9.1 asks what needs to be
measured, not what can be counted).
"""

import re
from collections.abc import Sequence
from typing import Literal, TypeAlias

import msgspec

from itsmlint.language.counted import harmful, phrase_of
from itsmlint.language.indicator_names import (
    Judgement,
    Source,
    count,
    counted,
    has_result_words,
    judge_name,
    opener,
    result,
)
from itsmlint.language.indicator_words import Lists, lists_of
from itsmlint.language.quantities import Direction
from itsmlint.language.word_lists import Word, words_of
from itsmlint.vocabulary import Vocabulary

Text: TypeAlias = tuple[Literal["definition", "formula"], str]

LONGEST = 400
"""Characters of a name, definition or formula that are looked at."""

_BRACKET = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
_SENTENCE = re.compile(r"(?<=\w)[.;](?=\s|$)|\n")
_DEFINITION_RATIO = re.compile(
    r"÷|[*x×]\s*100|%|\b(?:divided|average|mean|percentage|ratio|proportion|share of|out of|relative to)\b"
    r"|\bper ?cent|\bcompared (?:to|with)\b",
    re.IGNORECASE,
)
_FORMULA_RATIO = re.compile(rf"/|\bavg\b|{_DEFINITION_RATIO.pattern}", re.IGNORECASE)
_PER = re.compile(
    r"\s?/\s?(?=(?:hour|day|week|month|quarter|year|sprint|shift|night|agent|analyst|engineer|developer|technician"
    r"|admin|administrator|operator|fte|employee|head|person|team|squad|desk|user)\s*(?:/|per\b|[,(]|$))",
    re.IGNORECASE,
)
_NEW = re.compile(
    r"new\b|\w[^.;]*\bper (?:day|week|month|quarter|year|sprint|shift)\b|[^.;]*\badded\b", re.IGNORECASE
)
_NO_DIVISION = re.compile(r"\b(?:and/or|yes/no|n/a|\w/o)\b", re.IGNORECASE)
_COUNT_TARGET = re.compile(
    r"[<>≥≤=~ ]*\d[\d.,]*\+?\s+\D+(?:/|\bper\b)\s*(?:hour|day|week|month|quarter|year|sprint)s?\s*"
)


class Beside(msgspec.Struct, frozen=True, kw_only=True):
    """What a register says of an indicator beside its name."""

    definition: str = ""
    formula: str = ""
    unit: str = ""
    target: str = ""


def judge(name: str, vocabulary: Vocabulary, beside: Beside = Beside()) -> Judgement:  # noqa: B008 - immutable
    """What the indicator measures by its name, definition and formula together."""
    lists = lists_of(vocabulary)
    main, brackets = _without_brackets(name[:LONGEST])
    words = words_of(_PER.sub(" per ", main))
    judgement = judge_name(words, lists)
    texts: list[Text] = [("formula", beside.formula), ("definition", beside.definition)]
    texts += [("definition", bracket) for bracket in brackets]
    for source, text in texts:
        better_known = _judge_text(text[:LONGEST], source, judgement, lists)
        if better_known is not None:
            judgement = msgspec.structs.replace(better_known, source=source)
            break
    if judgement.meaning != "count":
        return judgement
    if judgement.reason != "ratio" and _in_per_cent(beside):
        return result("ratio")
    return msgspec.structs.replace(judgement, twin=lists.twin(words))


def is_context(type_text: str, vocabulary: Vocabulary) -> bool:
    """Whether its own type says that an indicator is kept for context: "volumetric", "control measure"."""
    return lists_of(vocabulary).has("context_types", words_of(type_text[:LONGEST]))


def tells_outcome(text: str, vocabulary: Vocabulary) -> bool:
    """Whether the words are about what customers or users get: satisfaction, availability, breaches."""
    return lists_of(vocabulary).has("outcomes", words_of(text[:LONGEST]))


def better(name: str, vocabulary: Vocabulary) -> Direction:
    """Which values of the indicator are better, by its name."""
    lists = lists_of(vocabulary)
    words = words_of(_without_brackets(name[:LONGEST])[0])
    if lists.has("higher_first", words):
        return "higher"
    low = harmful(words, lists) or lists.has("lower", words)
    high = lists.has("higher", words)
    if low == high:
        return ""
    return "lower" if low else "higher"


def _without_brackets(name: str) -> tuple[str, tuple[str, ...]]:
    """The name without brackets (but for "%" and "by priority"), and the texts of the brackets."""
    brackets = tuple(match[1] or match[2] or "" for match in _BRACKET.finditer(name))
    plain = _BRACKET.sub(" ", name).strip()
    if not plain:
        return name, brackets
    if any(bracket.strip() in ("%", "in %", "percent", "percentage") for bracket in brackets):
        plain += " %"
    spread = [bracket for bracket in brackets if bracket.lower().startswith(("by ", "per "))]
    return " ".join([plain, *spread]), brackets


def _in_per_cent(beside: Beside) -> bool:
    return any("%" in text or "percent" in text.lower() for text in (beside.unit, beside.target))


# The definition, the formula or a bracket behind the name


def _judge_text(text: str, source: Source, by_name: Judgement, lists: Lists) -> Judgement | None:
    """What a text says better than the name; None when it says nothing of it."""
    text = _SENTENCE.split(text.strip(), maxsplit=1)[0]
    if _COUNT_TARGET.fullmatch(text):
        return count("activity") if by_name.meaning == "unknown" or by_name.reason == "measure" else None
    ratio = _FORMULA_RATIO if source == "formula" else _DEFINITION_RATIO
    if ratio.search(_NO_DIVISION.sub(" ", text)):
        return None if by_name.meaning == "count" and by_name.reason == "ratio" else result("ratio")
    words = words_of(text)
    start = opener(words, lists)
    if start is None and by_name.meaning == "unknown" and _NEW.match(text):
        judgement = judge_name(words, lists)
        return judgement if judgement.meaning == "count" else None
    if start is None:
        return result("clause") if _says_how_well(words, by_name, lists) else None
    judgement = counted(words[start:], lists)
    return judgement if _knows_better(judgement, text, by_name) else None


def _knows_better(judgement: Judgement, text: str, by_name: Judgement) -> bool:
    """Whether a definition that counts is to be believed more than the name."""
    if judgement.meaning != "count":
        return True
    if by_name.reason in ("harm", "clause"):
        return False
    return by_name.reason != "measure" or text.lower().startswith("number")


def _says_how_well(words: Sequence[Word], by_name: Judgement, lists: Lists) -> bool:
    """Whether the definition of a count says how well it went: "incidents resolved within target"."""
    if by_name.meaning != "count" or by_name.reason != "count":
        return False
    phrase = phrase_of(words, lists)
    named = any(lists.is_one("things", head) for head in phrase.heads)
    return named and has_result_words(phrase.rest, lists)
