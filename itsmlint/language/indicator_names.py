"""What the name of an indicator says that it measures.

The decision follows the words in this order:

1. Use of technical means, spending and backlogs are what they are, in per cent as well.
2. A share, time, score or cost is no count.
3. Of a count, the noun that is counted and its company decide: harm, a met or missed target and the like tell
   a result, everything else counts work, demand or stock.
4. A name without any word of measure counts when it names things done ("calls answered"), left to do ("open
   problems") or plain things ("incidents per month").
"""

from collections.abc import Callable, Sequence
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
from itsmlint.language.indicator_words import Lists
from itsmlint.language.word_lists import Word

Meaning: TypeAlias = Literal["count", "result", "unknown"]
"""It counts work, demand or stock; it tells a result; its words do not say."""
Counted: TypeAlias = Literal["activity", "input", "status"]
"""Work done; demand, resources or money that came in; what is there at a time."""
Reason: TypeAlias = Literal["count", "ratio", "measure", "harm", "clause", "words"]
"""What decided: the form, a word for a share, a word for a measure, harm, what is said of it, or nothing."""
Source: TypeAlias = Literal["name", "definition", "formula"]

_BADLY = ("mis", "over", "out", "under", "dis", "un", "non")
LONGEST_NAME = 4
"""Nouns of a plain name such as "service request tickets"; longer names say more than that."""


class Judgement(msgspec.Struct, frozen=True, kw_only=True):
    """What an indicator measures, and how that is known."""

    meaning: Meaning
    of: Counted | None = None
    """Of a count."""
    reason: Reason = "words"
    source: Source = "name"
    """Which words decided."""
    twin: str = ""
    """For a count: what to measure instead."""


def count(of: Counted, reason: Reason = "count") -> Judgement:
    """It counts work, demand or stock."""
    return Judgement(meaning="count", of=of, reason=reason)


def result(reason: Reason) -> Judgement:
    """It tells a result."""
    return Judgement(meaning="result", reason=reason)


def judge_name(words: Sequence[Word], lists: Lists) -> Judgement:
    """What the words of a name say."""
    for step in _STEPS:
        judgement = step(words, lists) if words else None
        if judgement is not None:
            return judgement
    return Judgement(meaning="unknown")


# Counts and shares by their form


def _technical_use(words: Sequence[Word], lists: Lists) -> Judgement | None:
    """ "CPU utilisation", "disk space used"."""
    used = lists.has("technical", words) and lists.has("used", words)
    guarded = lists.has("used_guards", words) or lists.has("counts", words) or harmful(words, lists)
    return count("status", "ratio") if used and not guarded else None


def _spending(words: Sequence[Word], lists: Lists) -> Judgement | None:
    """ "IT spending per employee", "headcount"."""
    spent = lists.has("resources", words) and not lists.has("resource_guards", words)
    return count("input", "ratio") if spent else None


def _by_form(words: Sequence[Word], lists: Lists) -> Judgement | None:
    """ "Number of ...", "percentage of ..."."""
    start = opener(words, lists)
    if start is not None and lists.has("reductions", words[:start]):
        return result("clause")
    if lists.has("ratios", words):
        return _share(words, lists)
    return None if start is None else counted(words[start:], lists)


def _old_stock(words: Sequence[Word], lists: Lists) -> Judgement | None:
    """ "Age of open requests", "backlog older than a month": how old what is left to do has grown."""
    old = lists.has("ages", words) and _names_stock(words, lists)
    said = tuple(word for word in words if not lists.is_one("ages", word))
    guarded = lists.has("age_guards", words) or harmful(words, lists) or _tells_more(said, lists)
    return count("status") if old and not guarded else None


def _tells_more(words: Sequence[Word], lists: Lists) -> bool:
    """Whether something is said of a stock besides how old it is."""
    at = lists.find("results", words)
    while at is not None and lists.length_at("old", words, at):
        words = words[at + 1 :]
        at = lists.find("results", words)
    return at is not None


def _names_stock(words: Sequence[Word], lists: Lists) -> bool:
    backlog = any(word.base.startswith("backlog") for word in words)
    return backlog or lists.has("left_open", words)


def _workload(words: Sequence[Word], lists: Lists) -> Judgement | None:
    """ "Servers per administrator": how much one of the staff looks after."""
    phrase = phrase_of(words, lists)
    rest = phrase.rest
    if not rest or rest[0].text != "per" or not lists.is_one("looked_after", phrase.head):
        return None
    by = phrase_of(rest[1:], lists)
    return result("ratio") if lists.is_one("staff", by.head) and not by.rest else None


def _fraction(words: Sequence[Word], lists: Lists) -> Judgement | None:
    """ "Servers patched / all servers", "restores passed / restores tried"."""
    at = next((at for at, word in enumerate(words) if word.text == "/"), None)
    if at is None or not at or at + 1 == len(words):
        return None
    above, below = phrase_of(words[:at], lists), phrase_of(words[at + 1 :], lists)
    if lists.starts("whole", words[at + 1 :]):
        return result("ratio")
    same = {head.base for head in above.heads if head.plural} & {word.base for word in below.nouns}
    return result("ratio") if above.rest and same else None


def _stock(words: Sequence[Word], lists: Lists) -> Judgement | None:
    """ "Ticket queue", "backlog of changes"."""
    return _unless_harm("status", words, lists) if _is_stock(words, lists) else None


def _effort(words: Sequence[Word], lists: Lists) -> Judgement | None:
    """ "Training hours delivered"."""
    units = any(word.plural and lists.is_one("effort_units", word) for word in words)
    if not units or not lists.has("effort_words", words):
        return None
    return result("ratio") if _is_per_unit(words, lists) else _unless_harm("activity", words, lists)


def _is_per_unit(words: Sequence[Word], lists: Lists) -> bool:
    """Whether it is set against what is worked on: "hours spent per change"."""
    at = next((at for at, word in enumerate(words) if word.text == "per"), None)
    head = None if at is None else phrase_of(words[at + 1 :], lists).head
    spread = lists.is_one("staff", head) or lists.is_one("periods", head)
    return not spread and (lists.is_one("things", head) or lists.is_one("rates_per", head))


def _measure(words: Sequence[Word], lists: Lists) -> Judgement | None:
    """ "Mean time to restore", "customer satisfaction"."""
    return result("measure") if _is_measure(words, lists) else None


def _volume(words: Sequence[Word], lists: Lists) -> Judgement | None:
    """ "Call volume", "release frequency"."""
    nouns = phrase_of(words, lists).nouns
    if nouns and nouns[-1].base == "frequency":
        counts = len(nouns) > 1 and lists.is_one("frequency_of", nouns[-2])
    else:
        counts = bool(nouns) and lists.is_one("count_ends", nouns[-1])
    return _unless_harm("activity", words, lists) if counts else None


def _unless_harm(of: Counted, words: Sequence[Word], lists: Lists) -> Judgement:
    return result("harm") if harmful(words, lists) else count(of)


def opener(words: Sequence[Word], lists: Lists) -> int | None:
    """Where what is counted begins, behind "number of" or the like; None when the words do not say so."""
    found = lists.find("counts", words)
    if found is not None:
        return found + lists.length_at("counts", words, found)
    at = 0
    while at < len(words) and not lists.length_at("first_counts", words, at):
        length = lists.length_at("before_counts", words, at)
        if not length:
            return None
        at += length
    if at == len(words):
        return None
    start = at + lists.length_at("first_counts", words, at)
    rest = words[start:]
    head = phrase_of(rest, lists).head
    countable = head is not None and (head.plural or lists.is_one("things", head))
    return start if countable and not _is_measure(rest, lists) else None


def _is_stock(words: Sequence[Word], lists: Lists) -> bool:
    if lists.has("not_stock", words):
        return False
    if any(word.base.startswith("backlog") for word in words) or lists.starts("stock_ends", words) > 1:
        return True
    nouns = phrase_of(words, lists).nouns
    return any(lists.length_at("stock_ends", nouns, at) == len(nouns) - at for at in range(len(nouns)))


def _is_measure(words: Sequence[Word], lists: Lists) -> bool:
    """Whether a time, a score, a cost or the like is measured, and not a number of things called after it."""
    nouns = phrase_of(words, lists).nouns
    for at in range(len(words)):
        length = lists.length_at("measures", words, at)
        if not length or lists.has("not_measures", words[max(at - 1, 0) : at + 3]):
            continue
        if not any(lists.is_one("measured_things", word) for word in nouns[at + length :]):
            return True
    return False


# Shares


def _share(words: Sequence[Word], lists: Lists) -> Judgement:
    """What a share or rate tells: mostly a result, but a backlog stays a backlog."""
    if _is_share_of_backlog(words, lists):
        return count("status", "ratio")
    comes_in = (_is_share_of_demand, _is_share_of_channel, _is_breakdown, _is_arrival_rate)
    if any(is_so(words, lists) for is_so in comes_in):
        return count("input", "ratio")
    return result("ratio")


def _is_share_of_backlog(words: Sequence[Word], lists: Lists) -> bool:
    """ "% of backlogged requests", "share of open problems"."""
    if any(word.base.startswith("backlog") for word in words):
        return not lists.has("not_stock", words) and not has_result_words(words, lists)
    phrase = phrase_of(_behind_of(words), lists)
    if not any(lists.is_one("things", head) for head in phrase.heads) or harmful(words, lists):
        return False
    left = lists.starts("left_open", phrase.rest)
    rest = phrase.rest[left:]
    only_when = not rest or (lists.starts("only_when", rest) > 0 and not lists.has("work", rest))
    return (left > 0 or lists.starts("left_open", phrase.nouns) > 0) and only_when


def _behind_of(words: Sequence[Word]) -> Sequence[Word]:
    """What a share is of."""
    return words[next((at + 1 for at, word in enumerate(words) if word.text == "of"), 0) :]


def _is_share_of_channel(words: Sequence[Word], lists: Lists) -> bool:
    """ "% of contacts received by phone"."""
    phrase = phrase_of(_behind_of(words), lists)
    if not any(lists.is_one("comes_in", head) for head in phrase.heads):
        return False
    rest: Sequence[Word] = phrase.rest
    rest = rest[lists.starts("incoming", rest) or lists.starts("arriving", rest) :]
    rest = rest[lists.starts("by_channel", rest) :] if lists.starts("by_channel", rest) else ()
    rest = lists.after("articles", rest)
    return bool(rest) and lists.starts("channels", rest) == len(rest)


def _is_share_of_demand(words: Sequence[Word], lists: Lists) -> bool:
    """ "% of changes initiated by customers"."""
    at = lists.find("demand_from", words)
    return at is not None and lists.has("demand", words[:at]) and not harmful(words, lists)


def _is_breakdown(words: Sequence[Word], lists: Lists) -> bool:
    """ "% of calls by category"."""
    if not lists.has("breakdowns", words) or harmful(words, lists) or has_result_words(words, lists):
        return False
    heads = phrase_of(_behind_of(words), lists).heads
    return any(lists.is_one("things", head) for head in heads) and not lists.has("work", words)


def _is_arrival_rate(words: Sequence[Word], lists: Lists) -> bool:
    """ "Call rate"."""
    return len(words) <= 3 and words[-1].base == "rate" and lists.has("arrivals", words[:-1][-1:])


# Counts


def counted(words: Sequence[Word], lists: Lists) -> Judgement:
    """What "number of" these words means."""
    phrase = phrase_of(words, lists)
    return _tells_result(phrase, lists) or count(_kind_of_count(phrase, lists))


def _tells_result(phrase: Phrase, lists: Lists) -> Judgement | None:
    """The result that a count tells; None when it only counts."""
    if _is_qualified(phrase, lists):
        return result("clause")
    if _names_harm(phrase, lists):
        dealt_with = lists.has("handling", phrase.words) and not badly_done(phrase.rest, lists)
        return None if dealt_with else result("harm")
    head = phrase.head
    if head is not None and lists.is_one("measures", head) and not head.plural:
        return result("measure")
    return None


def _is_qualified(phrase: Phrase, lists: Lists) -> bool:
    """Whether what is said of the things makes their number a result."""
    adverbs = tuple(word for word in phrase.nouns[:-1] if word.text.endswith("ly"))
    return (
        has_result_words((*adverbs, *phrase.rest), lists)
        or _has_telling_clause(phrase, lists)
        or _is_rate(phrase, lists)
        or _is_decrease(phrase, lists)
        or is_covered(phrase, lists, "coverage")
        or _is_caused(phrase, lists)
    )


def has_result_words(rest: Sequence[Word], lists: Lists) -> bool:
    """Whether what is said of the things tells how well it went."""
    if names_time_limit(rest, lists) or _is_denied(rest, lists):
        return True
    return any(
        lists.length_at("results", rest, at) and not lists.length_at("only_periods", rest, at)
        for at in range(len(rest))
    )


def _is_denied(rest: Sequence[Word], lists: Lists) -> bool:
    """Whether something is said not to be so; "not yet closed" is only open."""
    at = next((at for at, word in enumerate(rest) if word.text in ("not", "never", "cannot")), None)
    return at is not None and not lists.starts("open_states", rest[at:])


def _has_telling_clause(phrase: Phrase, lists: Lists) -> bool:
    """Whether a clause says more of what is counted than that it was done or is open."""
    clause = relative_clause(phrase.rest, lists)
    if not clause:
        return False
    return not lists.starts("work", clause) and not lists.starts("open_states", clause)


def _is_rate(phrase: Phrase, lists: Lists) -> bool:
    """Whether the number is set against something: "per change", "incidents per user"."""
    at = next((at for at, word in enumerate(phrase.rest) if word.text == "per"), None)
    if at is None:
        return False
    after = phrase_of(phrase.rest[at + 1 :], lists).nouns
    if after and lists.is_one("rates_per", after[-1]):
        return True
    if not lists.has("per_user", after[:1]) and not lists.has("per_user", after[-1:]):
        return False
    spread = any(lists.is_one("quality_when_spread", head) for head in phrase.heads)
    return spread and not lists.has("open_states", phrase.nouns)


def _is_decrease(phrase: Phrase, lists: Lists) -> bool:
    """ "Reduction of repeat incidents"."""
    nouns = phrase.nouns
    return len(nouns) > 1 and nouns[0].text.endswith("ion") and lists.has("reductions", nouns[:1])


def _is_caused(phrase: Phrase, lists: Lists) -> bool:
    """ "Incidents related to releases"."""
    spread = any(lists.is_one("quality_when_spread", head) for head in phrase.heads)
    return spread and lists.starts("causes", phrase.rest) > 0


def is_covered(phrase: Phrase, lists: Lists, how: str) -> bool:
    """Whether the number says how many of the things there are have what they should have."""
    if not any(lists.is_one("covered_things", head) for head in phrase.heads):
        return False
    said = phrase.rest[:3]
    return (
        lists.has(how, said) or lists.has(how, phrase.nouns[:-1]) or relative_clause(said, lists) is not None
    )


def _names_harm(phrase: Phrase, lists: Lists) -> bool:
    """Whether the number is one of harm, or of work done badly."""
    head = phrase.head
    if head is not None and lists.is_one("acts", head) and not harmful((head,), lists):
        return badly_done(phrase.nouns, lists) or badly_done(without_complement(phrase.rest, lists), lists)
    if harmful(phrase.nouns, lists):
        return True
    if _is_flow(phrase.rest, lists):
        return False
    own = head is None or lists.is_one("units", head)
    return harmful(phrase.rest if own else without_context(phrase.rest, lists), lists)


def _is_flow(rest: Sequence[Word], lists: Lists) -> bool:
    """Whether the stations of the work are listed: "submitted, approved, rejected and implemented"."""
    stations = sum(lists.length_at("work", rest, at) > 0 for at in range(len(rest)))
    return stations > 1 and not any(lists.is_one("harm", word) for word in rest)


def _kind_of_count(phrase: Phrase, lists: Lists) -> Counted:
    if lists.has("open_states", phrase.words):
        return "status"
    if lists.has("incoming", phrase.words):
        return "input"
    if lists.has("work", phrase.words):
        return "activity"
    if lists.is_one("demand_nouns", phrase.head):
        return "input"
    return "status" if lists.is_one("stock_nouns", phrase.head) else "activity"


# Names without any word of measure


def _bare(words: Sequence[Word], lists: Lists) -> Judgement | None:
    """ "Calls answered", "open problems", "incidents per month"."""
    if words[0].text != "changes":
        words = lists.after("before_counts", words)
    phrase = phrase_of(words, lists)
    if phrase.head is None:
        return None
    told = _tells_result(phrase, lists)
    if told is not None or lists.has("reductions", words):
        return told or result("clause")
    if not phrase.head.plural or _is_coverage(phrase, lists):
        return None
    if _is_done(phrase, lists) or _is_plain(phrase, lists) or _is_spread(phrase, lists):
        return count(_kind_of_count(phrase, lists))
    return None


def _is_coverage(phrase: Phrase, lists: Lists) -> bool:
    """ "Servers patched"; but "servers patched during the weekend" is work."""
    done = lists.starts("work", phrase.rest)
    when = done > 0 and lists.starts("times_of_work", phrase.rest[done:]) > 0
    return not when and is_covered(phrase, lists, "coverage_of_names")


def _is_spread(phrase: Phrase, lists: Lists) -> bool:
    """ "Deploys per day": any things, each period."""
    rest, head = phrase.rest, phrase.head
    if len(rest) < 2 or rest[0].text != "per" or not lists.is_one("periods", rest[1]):
        return False
    return not lists.is_one("units", head) and not lists.is_one("effort_units", head)


def _is_done(phrase: Phrase, lists: Lists) -> bool:
    """Whether things are named with what was done to them."""
    rest = phrase.rest
    if (
        rest
        and _is_participle(rest[0], lists)
        and all(lists.is_one("records", head) for head in phrase.heads)
    ):
        return True
    adverb = bool(rest) and rest[0].text.endswith("ly") and lists.starts("work", rest[1:]) > 0
    return adverb or lists.starts("work", rest) > 0 or lists.starts("work", rest[-1:]) > 0


def _is_participle(word: Word, lists: Lists) -> bool:
    """Whether the word says what was done to something, and not that it was done badly."""
    formed = word.text.endswith("ed") and not word.text.startswith(_BADLY)
    return formed and not lists.is_one("no_work", word)


def _is_plain(phrase: Phrase, lists: Lists) -> bool:
    """Whether nothing is said of known things but their state, when they are counted or by which kinds."""
    known = any(lists.is_one("things", noun) for noun in phrase.heads)
    if not known and lists.starts("things", phrase.nouns[-2:]) != 2:
        return False
    if lists.has("open_states", phrase.words) or lists.has("work", phrase.nouns[:-1]):
        return True
    rest = phrase.rest
    only_when = not rest or any(lists.starts(name, rest) for name in ("only_when", "breakdowns"))
    return only_when and len(phrase.nouns) <= LONGEST_NAME


_STEPS: tuple[Callable[[Sequence[Word], Lists], Judgement | None], ...] = (
    _technical_use,
    _spending,
    _old_stock,
    _fraction,
    _workload,
    _by_form,
    _stock,
    _effort,
    _measure,
    _volume,
    _bare,
)
