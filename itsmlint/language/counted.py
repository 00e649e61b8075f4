"""What a count counts: the noun that is counted, what stands before it and what is said of it after."""

from collections.abc import Mapping, Sequence

import msgspec

from itsmlint.language.word_lists import Word, WordList

PREPOSITIONS = frozenset(
    "of for in on by to from during per under at via through using across against with without within after before "
    "due caused about regarding concerning covering over outside involving requiring affecting into between among "
    "since until while when where who which that whose as than not because following prior below above beyond "
    "exceeding resulting causing leading attributable still awaiting waiting older is are was were "
    "be been being have has had each every relating arising originating stemming pertaining impacting breaching missing "
    "lacking containing originated related linked associated".split()
)
_RELATIVE = frozenset("that which who whose where".split())
_AUXILIARY = frozenset("is are was were be been being have has had get got actually".split())
_CONTEXT = frozenset("during about regarding concerning on for covering".split())
_JOINING = frozenset("and or / & ,".split())
_TIME_UNITS = frozenset("second sec minute min hour hr day week h s".split())
_PERIODS = frozenset("last past previous per every each".split())
_ACTING = frozenset("meeting having using needing requiring reaching missing keeping".split())
_NO_UN = frozenset("understood underlined united unified".split())
_SIGNS = frozenset("%#/&()[];:,<>≥≤=+*×÷≠")
_WHEN = frozenset("this last each every today yesterday daily weekly monthly quarterly yearly annually".split())


class Phrase(msgspec.Struct, frozen=True):
    """A counted noun with its company: "changes" "implemented without incident"."""

    nouns: tuple[Word, ...]
    """What is counted, with what stands before it: "security", "risk", "assessments"."""
    rest: tuple[Word, ...]
    """What follows: "conducted", "last", "year"."""

    @property
    def head(self) -> Word | None:
        """The noun itself."""
        return self.nouns[-1] if self.nouns else None

    @property
    def heads(self) -> tuple[Word, ...]:
        """The noun and those that are joined to it: "disruptions or errors"."""
        before = [one for one, two in zip(self.nouns, self.nouns[1:], strict=False) if two.text in _JOINING]
        return (*before, *self.nouns[-1:])


def phrase_of(words: Sequence[Word], work: WordList) -> Phrase:
    """Split what is counted from what is said of it."""
    end = next((at for at in range(len(words)) if _ends_nouns(words, at, work)), len(words))
    nouns = tuple(word for word in words[:end] if word.text in _JOINING or word.text not in _SIGNS)
    while len(nouns) > 1 and nouns[-1].base in ("trend", "trending"):
        nouns = nouns[:-1]
    while nouns and (nouns[-1].text in _JOINING or nouns[0].text in ("the", "a", "an", "all", ":")):
        nouns = nouns[:-1] if nouns[-1].text in _JOINING else nouns[1:]
    return Phrase(nouns, tuple(words[end:]))


def _ends_nouns(words: Sequence[Word], at: int, work: WordList) -> bool:
    word = words[at]
    if word.text in _SIGNS:
        return word.text not in _JOINING
    if at == 0:
        return word.text in PREPOSITIONS
    if word.text in PREPOSITIONS or (word.text.endswith("ly") and word.text not in ("supply", "family", "early")):
        return True
    if word.text in _WHEN:
        return True
    if words[at - 1].plural and (word.text.endswith("ed") or (word.text in _ACTING and at + 1 < len(words))):
        return True
    if not work.length_at(words, at):
        return False
    following = words[at + 1] if at + 1 < len(words) else None
    if following is None or following.text in PREPOSITIONS or following.text in _SIGNS or following.text in _WHEN:
        return True
    return words[at - 1].plural or following.text.endswith("ly") or following.text in _JOINING


def without_context(words: Sequence[Word]) -> tuple[Word, ...]:
    """What is said of the counted noun, without what it is about: "sent to users" of "sent to users during outage"."""
    kept: list[Word] = []
    inside = False
    for word in words:
        if word.text in _CONTEXT:
            inside = True
        elif word.text in PREPOSITIONS and word.text not in ("of", "and", "in"):
            inside = False
        if not inside:
            kept.append(word)
    return tuple(kept)


def without_complement(words: Sequence[Word]) -> tuple[Word, ...]:
    """What is said of it without "of ...", either: "held" of "held of failed changes"."""
    kept: list[Word] = []
    inside = False
    for word in words:
        if word.text in _CONTEXT or word.text in ("of", "to", "after", "with", "from"):
            inside = True
        elif word.text in PREPOSITIONS:
            inside = False
        if not inside:
            kept.append(word)
    return tuple(kept)


def relative_clause(words: Sequence[Word]) -> tuple[Word, ...] | None:
    """The words of a clause "that were closed" without its auxiliaries; None when there is none."""
    start = next((at for at, word in enumerate(words) if word.text in _RELATIVE), None)
    if start is None:
        return None
    return tuple(word for word in words[start + 1 :] if word.text not in _AUXILIARY)


def harmful(words: Sequence[Word], lists: Mapping[str, WordList], pairs: Mapping[str, WordList]) -> bool:
    """Whether the words name harm, or something done wrong, late or not at all."""
    at = 0
    while at < len(words):
        skipped = lists["not_harm"].length_at(words, at)
        if skipped:
            at += skipped
            continue
        if lists["harm"].length_at(words, at) or lists["harm_adjectives"].length_at(words, at):
            return True
        if _is_negative(words[at]) and not lists["open_states"].length_at(words, at):
            return True
        if _paired(words, at, pairs):
            return True
        at += 1
    return False


def names_time_limit(words: Sequence[Word]) -> bool:
    """Whether a time is set: "in 30 seconds", but not "in the last 30 days"."""
    for before, number, unit in zip(words, words[1:], words[2:], strict=False):
        if number.text.replace(".", "").isdecimal() and unit.base in _TIME_UNITS:
            return before.text not in _PERIODS
    return False


def badly_done(words: Sequence[Word], lists: Mapping[str, WordList]) -> bool:
    """Whether an adjective says that something went wrong, late or not at all: "failed", "overdue"."""
    if lists["harm_adjectives"].find(words) is not None:
        return True
    return any(_is_negative(word) and not lists["open_states"].holds(word) for word in words)


def _is_negative(word: Word) -> bool:
    """Whether a participle or adjective begins with "un": "unregistered", "unbudgeted"."""
    text = word.text
    return (
        len(text) > 7
        and text.startswith(("un", "non"))
        and text.endswith(("ed", "able", "ful", "standard", "conforming"))
        and text not in _NO_UN
    )


def _paired(words: Sequence[Word], at: int, pairs: Mapping[str, WordList]) -> bool:
    partners = pairs.get(words[at].base) or pairs.get(words[at].text)
    if partners is None:
        return False
    found = partners.find(words, at + 1, min(at + 4, len(words)))
    if found is None:
        return False
    # "high risks" are harm, "high risk exceptions" are exceptions
    following = words[found + 1] if found + 1 < len(words) else None
    return words[found].plural or following is None or not following.plural
