"""The words of ``rules/vocabulary/obligations.yaml`` as sentences are compared with them."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

import msgspec

from itsmlint.vocabulary import Vocabulary


class ObligationWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Shape of ``rules/vocabulary/obligations.yaml``, which explains each."""

    lemmas: Mapping[str, tuple[str, ...]]
    cues: Mapping[str, tuple[str, ...]]
    strict: frozenset[str]
    negatives: tuple[str, ...]
    not_fragments: frozenset[str]
    fragment_starts: frozenset[str]
    sorting: frozenset[str]
    qualities: frozenset[str]
    not_verbs_after: frozenset[str]
    purposes: frozenset[str]
    adverbs: frozenset[str]
    not_adverbs: frozenset[str]
    adverbials: tuple[str, ...]
    participles: frozenset[str]
    not_participles: frozenset[str]
    compounds: frozenset[str]
    states: frozenset[str]
    states_with: tuple[str, ...]
    controlled: frozenset[str]
    subordinators: frozenset[str]
    relatives: frozenset[str]
    announcing: frozenset[str]
    asking: frozenset[str]
    determiners: frozenset[str]
    finite: frozenset[str]
    prepositions: frozenset[str]
    not_agents: frozenset[str]
    agents: frozenset[str]
    agent_names: tuple[str, ...]
    agent_phrases: tuple[str, ...]
    before_agents: frozenset[str]
    ing_nouns: frozenset[str]
    ing_attributes: frozenset[str]
    group_endings: tuple[str, ...]
    by_things: frozenset[str]
    events: frozenset[str]


class Phrases(msgspec.Struct, frozen=True):
    """Phrases by their first word, the longest first."""

    by_first: Mapping[str, tuple[tuple[str, ...], ...]]

    @classmethod
    def of(cls, texts: Sequence[str]) -> "Phrases":
        """The phrases of a word list."""
        by_first: dict[str, list[tuple[str, ...]]] = {}
        for text in texts:
            phrase = tuple(text.split())
            by_first.setdefault(phrase[0], []).append(phrase)
        return cls({first: tuple(sorted(some, key=len, reverse=True)) for first, some in by_first.items()})

    def at(self, words: Sequence[str], index: int) -> int:
        """How many words of a phrase stand at the position; 0 where there is none."""
        if index >= len(words):
            return 0
        for phrase in self.by_first.get(words[index], ()):
            if tuple(words[index : index + len(phrase)]) == phrase:
                return len(phrase)
        return 0


class Grammar(msgspec.Struct, frozen=True):
    """Words and phrases of a vocabulary."""

    words: ObligationWords
    adverbials: Phrases
    states_with: Phrases
    agent_phrases: Phrases
    agent_names: Phrases
    negatives: Phrases


@lru_cache(maxsize=8)
def grammar_of(vocabulary: Vocabulary) -> Grammar:
    """The grammar of a vocabulary."""
    words = vocabulary.read("obligations", ObligationWords)
    return Grammar(
        words=words,
        adverbials=Phrases.of(words.adverbials),
        states_with=Phrases.of(words.states_with),
        agent_phrases=Phrases.of(words.agent_phrases),
        agent_names=Phrases.of(words.agent_names),
        negatives=Phrases.of(words.negatives),
    )
