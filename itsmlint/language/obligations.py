"""Who has to do what: obligations of a sentence, in which voice they stand, and whether they name who acts.

"Changes must be approved by the change manager" and "The change manager approves all changes" can be audited:
somebody can be asked. "Changes must be approved" cannot (ISO/IEC 20000-1, 5.3). An obligation is found by its
cue ("must", "is to", "needs to"), which :mod:`itsmlint.language.pipeline` finds by the patterns of
``rules/vocabulary/obligations.yaml``; here the verb after it is read word by word. There is no grammar of
whole sentences behind it: policies are made of fragments, lists and brackets, on which parsers trip.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache

import msgspec

from itsmlint.vocabulary import Vocabulary


class Cue(msgspec.Struct, frozen=True):
    """Words that make an obligation: from token ``start`` up to, not including, token ``end``."""

    name: str
    start: int
    end: int


class Duty(msgspec.Struct, frozen=True, kw_only=True):
    """An obligation, in token positions of its sentence."""

    cue: str
    """Name of the cue in ``obligations.yaml``: "shall", "is to"."""
    start: int
    end: int
    """After the last word of the verb group."""
    subject: int
    """Where the words before the cue begin that may name who acts."""
    passive: bool = False
    agent: tuple[int, int] | None = None
    """Of a passive: the words after "by" that name who acts."""
    subordinate: bool = False
    """In a condition, a question, brackets or a relative clause: it obliges nobody by itself."""

    @property
    def agentless(self) -> bool:
        """Something is to be done, and the sentence does not say by whom."""
        return self.passive and self.agent is None and not self.subordinate


class ObligationWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Shape of ``rules/vocabulary/obligations.yaml``."""

    lemmas: Mapping[str, tuple[str, ...]]
    cues: Mapping[str, tuple[str, ...]]
    strict: frozenset[str]
    adverbs: frozenset[str]
    adverbials: tuple[str, ...]
    participles: frozenset[str]
    not_participles: frozenset[str]
    states: frozenset[str]
    states_with: tuple[str, ...]
    controlled: frozenset[str]
    subordinators: frozenset[str]
    relatives: frozenset[str]
    announcing: frozenset[str]
    determiners: frozenset[str]
    finite: frozenset[str]
    not_agents: frozenset[str]
    agents: frozenset[str]
    agent_phrases: tuple[str, ...]
    by_things: frozenset[str]


class _Phrases(msgspec.Struct, frozen=True):
    """Phrases by their first word, the longest first."""

    by_first: Mapping[str, tuple[tuple[str, ...], ...]]

    def at(self, words: Sequence[str], index: int) -> int:
        """How many words of a phrase stand at the position; 0 where there is none."""
        if index >= len(words):
            return 0
        for phrase in self.by_first.get(words[index], ()):
            if tuple(words[index : index + len(phrase)]) == phrase:
                return len(phrase)
        return 0


class Grammar(msgspec.Struct, frozen=True):
    """The words of ``obligations.yaml`` in the form in which they are looked up."""

    words: ObligationWords
    adverbials: _Phrases
    states_with: _Phrases
    agent_phrases: _Phrases


@lru_cache(maxsize=8)
def grammar_of(vocabulary: Vocabulary) -> Grammar:
    """The grammar of a vocabulary."""
    words = vocabulary.read("obligations", ObligationWords)
    return Grammar(words, *map(_phrases, (words.adverbials, words.states_with, words.agent_phrases)))


def _phrases(texts: Sequence[str]) -> _Phrases:
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for text in texts:
        phrase = tuple(text.split())
        by_first.setdefault(phrase[0], []).append(phrase)
    return _Phrases({first: tuple(sorted(some, key=len, reverse=True)) for first, some in by_first.items()})


HYPHENS = frozenset("-‐‑")
COMMAS = frozenset((",", "(", ")", "–", "—", "--"))
STOPS = frozenset((";", ":", ".", "!", "?", "\n"))
AND = frozenset(("and", "or", "&", "/", "and/or", "but", ",", "then", "plus"))
MONTH_DAY = frozenset(("st", "nd", "rd", "th"))
CLOSE_BY = 8
"""Words in which an insertion between commas must end."""
"""Words that may stand between "and" and a second participle."""


def read_duties(words: Sequence[str], norms: Sequence[str], cues: Sequence[Cue], grammar: Grammar) -> list[Duty]:
    """The obligations of a sentence, one for each cue.

    ``words`` are its tokens in lower case, ``norms`` the same with forms of one word under one name.
    """
    reader = _Reader(words, norms, grammar)
    question = bool(words) and words[-1] == "?"
    duties = [duty for cue in cues if (duty := reader.duty(cue)) is not None]
    if question:
        duties = [msgspec.structs.replace(duty, subordinate=True) for duty in duties]
    return duties


class _Reader:
    """Reads verb groups of one sentence."""

    def __init__(self, words: Sequence[str], norms: Sequence[str], grammar: Grammar) -> None:
        self.words = words
        self.norms = norms
        self.grammar = grammar
        self.known = grammar.words
        self.depth = _depths(words)

    def duty(self, cue: Cue) -> Duty | None:
        """The obligation that a cue makes; None where the words are no cue here."""
        if not self.is_cue(cue):
            return None
        subject = self.clause_start(cue.start)
        subordinate = self.is_subordinate(cue, subject)
        if cue.name == "requires that":
            return self.demanded(cue, subject, subordinate)
        voice = self.voice(cue.end) if cue.name != "is responsible for" else (False, cue.end, None)
        passive, end, agent = voice
        return Duty(
            cue=cue.name,
            start=cue.start,
            end=end,
            subject=subject,
            passive=passive,
            agent=agent,
            subordinate=subordinate,
        )

    # Cues

    def is_cue(self, cue: Cue) -> bool:
        """Whether the words are a verb here: not "the will", "no need to", "the aim is to"."""
        before = self.words[cue.start - 1] if cue.start else ""
        word = self.words[cue.start]
        if cue.name in ("will", "needs to", "must") and before in ("the", "a", "an", "at", "no", "free", "any", "good", "his", "her", "their", "last", "of"):
            return False
        if cue.name == "is to":
            # "the aim is to ..." tells a purpose; "was to" and "been to" tell the past
            if word not in ("is", "are"):
                return False
            return not any(noun in self.words[max(0, cue.start - 8) : cue.start] for noun in PURPOSES)
        if cue.name in ("has to", "needs to"):
            return word not in ("having", "been")
        if cue.name == "is required to" and word in ("was", "were", "been", "being"):
            return False
        return True

    # Clauses

    def clause_start(self, index: int) -> int:
        """Where the clause that ends before the position begins."""
        words = self.words
        depth = self.depth[index]
        at = index
        while at > 0:
            before = words[at - 1]
            if self.depth[at - 1] < depth:
                break
            if self.depth[at - 1] == depth and (before in STOPS or before == ","):
                if before in STOPS or not self.is_aside(at, index):
                    break
            at -= 1
        return at

    def is_aside(self, start: int, end: int) -> bool:
        """Whether what stands between a comma and the cue still belongs to what stands before the comma."""
        words = self.words[start:end]
        return not words or all(word in self.known.adverbs or word in AND for word in words)

    def is_subordinate(self, cue: Cue, start: int) -> bool:
        """Whether the obligation stands in a condition, a relative or an indirect clause, or in brackets."""
        words, known = self.words, self.known
        if self.depth[cue.start] > 0:
            return True
        if cue.name == "should" and self.is_inverted(cue, start):
            return True
        closed = False
        for at in range(cue.start - 1, start - 1, -1):
            word = words[at]
            if word in known.finite:
                return False
            if word == "should" and words[at + 1] in known.determiners:
                return True
            if word == ",":
                closed = True
            elif word in known.subordinators and not closed:
                return not (word == "once" and at == cue.start - 1)
            elif word in known.relatives and not closed:
                return self.is_relative(at, cue.start)
        return False

    def is_inverted(self, cue: Cue, start: int) -> bool:
        """Whether "should" begins a condition: "Should the plan need to be changed, ..."."""
        following = self.word(cue.end)
        if following in self.known.determiners and following != "all":
            return True
        return cue.start == start and following not in ("be", "") and not self.is_participle(cue.end)

    def is_relative(self, at: int, cue: int) -> bool:
        """Whether "that", "which" or "who" leads to the cue and not to a verb before it."""
        known = self.known
        if self.words[at] == "that" and at and self.words[at - 1] in known.announcing:
            return False
        if self.words[at] == "that" and at == 0:
            return False
        between = self.words[at + 1 : cue]
        if all(word in known.adverbs or word.endswith("ly") for word in between):
            return at == 0 or self.words[at - 1] not in (",", "and", "but") or self.words[at] not in ("which", "that")
        return between[0] in known.determiners or self.words[at] == "whose"

    # The verb

    def voice(self, at: int) -> tuple[bool, int, tuple[int, int] | None]:
        """Passive or not, the end of the verb group, and the agent, of the verb that begins at the position."""
        at = self.skip(at)
        if at >= len(self.words):
            return False, at, None
        if self.words[at] in ("be", "get", "become", "remain") or (self.words[at] in ("have", "been") and self.word(at + 1) == "been"):
            at += 2 if self.words[at] == "have" else 1
            return self.predicate(at)
        return self.joined_passive(at)

    def predicate(self, at: int) -> tuple[bool, int, tuple[int, int] | None]:
        """Reads what follows "be"."""
        at = self.participle_at(at)
        if not self.is_participle(at):
            return self.joined_participle(at)
        if self.is_state(at):
            return self.joined_passive(at + 1)
        word = self.words[at]
        follow = self.skip(at + 1)
        if word in self.known.controlled and self.word(follow) == "to":
            inner = self.skip(follow + 1)
            if self.word(inner) == "be":
                return self.predicate(inner + 1)
            return False, at + 1, None
        if word in self.known.controlled and self.is_late_infinitive(at + 1):
            return False, at + 1, None
        return True, at + 1, self.agent(at)

    def is_late_infinitive(self, at: int) -> bool:
        """Whether ", to" follows: "you will be asked as part of the training, to sign"."""
        words = self.words
        return any(words[index] == "," and words[index + 1] == "to" for index in range(at, len(words) - 1))

    def joined_participle(self, at: int) -> tuple[bool, int, tuple[int, int] | None]:
        """After "be" and an adjective: "must be complete and approved", "must be accurate and be kept so"."""
        for index in range(at, min(at + 5, len(self.words))):
            if self.words[index] in STOPS:
                break
            if self.words[index] in ("and", "or") and index > at:
                follow = self.participle_at(index + 1)
                ends = self.word(follow + 1)
                if self.is_participle(follow) and not self.is_state(follow) and not self.is_noun_after(follow) and ends != "":
                    return True, follow + 1, self.agent(follow)
                break
        return self.joined_passive(at)

    def joined_passive(self, at: int) -> tuple[bool, int, tuple[int, int] | None]:
        """After another verb: "must expire after 90 days and be renewed"."""
        words = self.words
        for index in range(at, len(words) - 1):
            if words[index] in STOPS or self.norms[index] in ("shall", "must", "will", "should") or words[index] in self.known.relatives or words[index] in self.known.subordinators:
                break
            if words[index] in ("and", "or", "but") or (words[index] == "," and self.word(index + 1) == "be"):
                follow = self.skip(index + 1)
                if self.word(follow) == "be" and not self.is_infinitive_list(at, index):
                    inner = self.participle_at(follow + 1)
                    if self.is_participle(inner) and not self.is_state(inner):
                        return True, inner + 1, self.agent(inner)
        return False, min(at + 1, len(words)), None

    def is_infinitive_list(self, start: int, end: int) -> bool:
        """Whether "to" or another modal stands between: "must agree to be trained and be tested"."""
        return any(word in ("to", "can", "may", "could", "might") for word in self.words[start:end])

    def demanded(self, cue: Cue, subject: int, subordinate: bool) -> Duty | None:
        """The obligation of "it is required that all changes be approved"."""
        words = self.words
        for at in range(cue.end, min(cue.end + 14, len(words))):
            if words[at] in STOPS or self.norms[at] in ("shall", "must", "will", "should") or words[at] in self.known.finite:
                return None
            if words[at] == "be":
                passive, end, agent = self.predicate(at + 1)
                return Duty(cue=cue.name, start=cue.start, end=end, subject=subject, passive=passive, agent=agent, subordinate=subordinate)
        return None

    # Words

    def word(self, at: int) -> str:
        return self.words[at] if 0 <= at < len(self.words) else ""

    def skip(self, at: int) -> int:
        """The position after adverbs, phrases that stand for one, and insertions between commas or brackets."""
        words = self.words
        while at < len(words):
            word = words[at]
            phrase = self.grammar.adverbials.at(words, at)
            if phrase:
                at += phrase
            elif word in self.known.adverbs or (word.endswith("ly") and len(word) > 4 and word not in NOT_ADVERBS):
                at += 1
            elif word in ("and", "or", "but") and self.is_adverb(at + 1):
                at += 1
            elif word in COMMAS and (closed := self.closing(at)):
                at = closed
            elif word == "," and (self.grammar.adverbials.at(words, at + 1) or self.is_adverb(at + 1)):
                at += 1
            else:
                break
        return at

    def is_adverb(self, at: int) -> bool:
        word = self.word(at)
        return word in self.known.adverbs or word.endswith("ly") or bool(self.grammar.adverbials.at(self.words, at))

    def closing(self, at: int) -> int:
        """The position after an insertion that begins with a comma, dash or bracket; 0 where it does not end soon."""
        opening = self.words[at]
        closer = ")" if opening == "(" else opening
        for index in range(at + 1, min(at + CLOSE_BY + 8, len(self.words))):
            if self.words[index] == closer:
                return index + 1
            if self.words[index] in STOPS:
                break
        return 0

    def participle_at(self, at: int) -> int:
        """Where the participle after "be" stands: behind adverbs, "being" and prefixes such as "re-"."""
        at = self.skip(at)
        while self.word(at) == "being":
            at = self.skip(at + 1)
        while self.word(at + 1) in HYPHENS and self.word(at + 2):
            at += 2
        return at

    def is_participle(self, at: int) -> bool:
        word = self.word(at)
        if word in self.known.participles:
            return True
        return len(word) > 3 and word.endswith("ed") and word not in self.known.not_participles and word.isalpha()

    def is_noun_after(self, at: int) -> bool:
        """Whether the participle describes a noun that follows: "approved list"."""
        following = self.word(at + 1)
        if not following or following in STOPS or following in COMMAS or following in AND:
            return False
        return not (following in PREPOSITIONS or following in self.known.adverbs or following.endswith("ly") or following in self.known.subordinators or following in self.known.determiners or self.grammar.adverbials.at(self.words, at + 1))

    def is_state(self, at: int) -> bool:
        return self.words[at] in self.known.states or bool(self.grammar.states_with.at(self.words, at))

    # Who acts

    def agent(self, participle: int) -> tuple[int, int] | None:
        """The words that name who acts, of a passive."""
        words = self.words
        chain = participle
        at = participle + 1
        while at < len(words):
            word = words[at]
            if word in STOPS or self.norms[at] in ("shall", "must", "will", "should"):
                break
            if word == "by" or (word == "by" and self.depth[at]):
                if chain >= 0 and (name := self.named(at + 1, chain)):
                    return name
            elif phrase := self.grammar.agent_phrases.at(words, at):
                return at, min(at + phrase + 4, len(words))
            elif self.is_participle(at) and not self.is_noun_after(at):
                chain = at if self.is_joined(at, participle) else -1 if self.word(at + 1) != "by" or True else chain
            at += 1
        return None

    def is_joined(self, at: int, participle: int) -> bool:
        """Whether a later participle belongs to the same verb: "reviewed, tested and then approved"."""
        index = at - 1
        while index > participle and self.is_adverb(index):
            index -= 1
        return self.words[index] in AND or self.words[index] in ("be", ")")

    def named(self, at: int, participle: int) -> tuple[int, int] | None:
        """The words after "by", if they name who acts."""
        words, known = self.words, self.known
        while at < len(words) and (words[at] in ("either", "both", "the", "a", "an", "any", "each", "our", "its", "their", "his", "her", "your", "all", "at", "least", "only", "or", ":", "-", "one", "another") or self.is_adverb(at)):
            at += 1
        head = self.head(at)
        if head < 0:
            return None
        word = words[head]
        span = (at, head + 1)
        if word in known.agents or any(w in known.agents for w in words[at:head]):
            return span
        first = words[at]
        if first.endswith("ing") and len(first) > 4 and first not in GROUPS_ON_ING and first not in BEFORE_NOUNS:
            return None
        if word in known.not_agents or _is_figure(word) or _is_figure(first):
            return None
        if words[participle] in known.by_things and not self.is_group(head):
            return None
        return span

    def is_group(self, head: int) -> bool:
        return self.words[head].endswith(("er", "ers", "or", "ors", "team", "staff", "personnel", "management", "committee", "board"))

    def head(self, at: int) -> int:
        """The last word of the name that begins at the position; -1 where none begins."""
        words = self.words
        end = at
        while end < len(words):
            word = words[end]
            if word in STOPS or word in COMMAS or word in AND or word in PREPOSITIONS or word in self.known.relatives or word in self.known.subordinators or (self.norms[end] in ("be", "have", "shall", "must", "will", "should") and word not in POSSESSIVES):
                break
            if end > at and (word.endswith("ing") and word not in GROUPS_ON_ING and word not in BEFORE_NOUNS or word in ("to", "before", "after", "prior", "not", "only", "as")):
                break
            end += 1
        return end - 1 if end > at else -1


POSSESSIVES = frozenset(("'s", "’s", "'", "’"))
PURPOSES = frozenset(("aim", "purpose", "objective", "goal", "intent", "intention", "idea", "role", "mission", "objectives", "goals", "aims", "task", "point", "function", "way", "approach", "step", "responsibility", "job", "strategy", "focus", "target", "vision", "need", "scope", "plan", "reason", "practice"))
NOT_ADVERBS = frozenset(("apply", "supply", "comply", "rely", "reply", "multiply", "family", "assembly", "anomaly", "july", "imply", "ally"))
PREPOSITIONS = frozenset("of in on at to from for with without within by via through during before after until till upon under over into onto against between among per as than about across along around behind below beneath beside besides beyond despite except inside like near off out outside past since throughout toward towards up down when while where if unless because prior according using based following including whenever wherever once so that which who".split())
BEFORE_NOUNS = frozenset(("working", "following", "existing", "remaining", "operating", "managing", "approving", "requesting", "reporting", "owning", "receiving", "issuing", "processing", "supporting", "certifying", "auditing", "contracting", "steering", "governing"))
GROUPS_ON_ING = frozenset(("marketing", "engineering", "accounting", "purchasing", "manufacturing", "nursing", "billing", "housing", "planning", "banking", "monitoring", "hosting", "training", "testing", "cleaning", "building"))


def _is_figure(word: str) -> bool:
    """Whether a word is a number, a time or a date: "31", "5pm", "2026-03-01"; "3rd-party" is none."""
    return word[:1].isdigit() and sum(character.isalpha() for character in word) <= 2


def _depths(words: Sequence[str]) -> list[int]:
    """How many brackets are open at each word; none where they do not close, as in list marks such as "a)"."""
    depths = [0] * len(words)
    opened: list[int] = []
    for index, word in enumerate(words):
        if word in ("(", "["):
            opened.append(index)
        elif word in (")", "]") and opened:
            start = opened.pop()
            for inside in range(start, index + 1):
                depths[inside] += 1
    return depths
