"""The words of one sentence, and what can be told of a word from itself and its neighbours."""

from collections.abc import Sequence

from itsmlint.language.grammar import Grammar

STOPS = frozenset((";", ":", ".", "!", "?", "\n"))
"""End a clause for good."""
COMMAS = frozenset((",", "(", ")", "–", "—", "--"))
HYPHENS = frozenset("-‐‑")
JOINING = frozenset(("and", "or", "&", "/", "and/or", "but", ",", "then", "plus"))
_PAIRS = {"(": ")", "[": "]", "“": "”", "„": "“", "«": "»", '"': '"'}
LONGEST_INSERTION = 16
"""Words in which an insertion between commas, dashes or brackets must end."""
SHORTEST_ED = 4
SHORTEST_LY = 5


class Words:
    """The tokens of a sentence in lower case, by position."""

    def __init__(self, words: Sequence[str], norms: Sequence[str], grammar: Grammar) -> None:
        """``norms``: the same words with all forms of one under one name, as ``lemmas`` of the vocabulary."""
        self.all = words
        self.norms = norms
        self.grammar = grammar
        self.known = grammar.words
        self.depth = _depths(words)

    def __len__(self) -> int:
        return len(self.all)

    def at(self, index: int) -> str:
        """The word at the position; empty outside of the sentence."""
        return self.all[index] if 0 <= index < len(self.all) else ""

    def is_modal(self, index: int) -> bool:
        """Whether the word is "shall", "must", "will" or "should" in any form."""
        return self.norms[index] in ("shall", "must", "will", "should")

    def is_adverb(self, index: int) -> bool:
        """Whether an adverb stands at the position, or a phrase that stands for one."""
        word = self.at(index)
        if word in self.known.adverbs:
            return True
        if word.endswith("ly") and len(word) >= SHORTEST_LY and word not in self.known.not_adverbs:
            return True
        return bool(self.grammar.adverbials.at(self.all, index))

    def is_participle(self, index: int) -> bool:
        """Whether the word is a past participle: "kept", "reviewed"."""
        word = self.at(index)
        if word in self.known.participles:
            return True
        ends = len(word) >= SHORTEST_ED and word.endswith("ed") and word.isalpha()
        return ends and word not in self.known.not_participles

    def is_state(self, index: int) -> bool:
        """Whether the participle says how something is: "located", "held responsible"."""
        return self.all[index] in self.known.states or bool(self.grammar.states_with.at(self.all, index))

    def describes_noun(self, index: int) -> bool:
        """Whether the participle describes a noun that follows: "approved list"."""
        following, known = self.at(index + 1), self.known
        if not following or following in STOPS or following in COMMAS or following in JOINING:
            return False
        if (
            following in known.prepositions
            or following in known.subordinators
            or following in known.determiners
        ):
            return False
        return not self.is_adverb(index + 1)

    def after_adverbs(self, index: int) -> int:
        """The position after adverbs and insertions: from "not, where possible, be" that of "be"."""
        while index < len(self.all):
            following = self._after_one(index)
            if following == index:
                return index
            index = following
        return index

    def _after_one(self, index: int) -> int:
        """The position after one adverb, phrase or insertion; the same where there is none."""
        word = self.all[index]
        phrase = self.grammar.adverbials.at(self.all, index)
        if phrase:
            return index + phrase
        if self.is_adverb(index):
            return index + 1
        if word in ("and", "or", "but") and self.is_adverb(index + 1):
            return index + 1
        if word in COMMAS:
            return self._after_insertion(index) or (index + 1 if self.is_adverb(index + 1) else index)
        return index

    def _after_insertion(self, index: int) -> int:
        """The position after an insertion between commas, dashes or brackets; 0 where none ends soon."""
        opening = self.all[index]
        closing = ")" if opening == "(" else opening
        for end in range(index + 1, min(index + LONGEST_INSERTION, len(self.all))):
            if self.all[end] == closing:
                return end + 1
            if self.all[end] in STOPS:
                break
        return 0


def _depths(words: Sequence[str]) -> list[int]:
    """How many brackets and quotes are open at each word; "a)" and others that do not pair do not count."""
    depths = [0] * len(words)
    opened: dict[str, list[int]] = {closing: [] for closing in set(_PAIRS.values())}
    for index, word in enumerate(words):
        closing = _PAIRS.get(word)
        if opened.get(word):
            for inside in range(opened[word].pop(), index + 1):
                depths[inside] += 1
        elif closing:
            opened[closing].append(index)
    return depths
