"""What is read in a text: its sentences, and in each the obligations and the terms of lexicons."""

import msgspec


class Term(msgspec.Struct, frozen=True):
    """A phrase of a lexicon in a text: of ``vague.yaml`` or ``boilerplate.yaml`` in ``rules/vocabulary``."""

    lexicon: str
    """Which: vague, escape, open-ended, weak-modal, dangling, boilerplate or harmless."""
    group: str
    """Within the lexicon: "time", "quantity"."""
    weight: str
    """high, medium or low."""
    text: str
    start: int
    end: int


class Obligation(msgspec.Struct, frozen=True, kw_only=True):
    """Something that has to be done; all positions are offsets in the text."""

    cue: str
    """Name of the cue in ``rules/vocabulary/obligations.yaml``: "shall", "is to"."""
    start: int
    end: int
    """Of the verb group: "must be approved"."""
    subject: str = ""
    """The words of the clause before it."""
    passive: bool = False
    agent: str = ""
    """Of a passive: who acts, after "by"."""
    subordinate: bool = False
    """In a condition, a question, brackets or a relative clause: it obliges nobody by itself."""

    @property
    def agentless(self) -> bool:
        """Something is to be done, and the sentence does not say by whom."""
        return self.passive and not self.agent and not self.subordinate


class Sentence(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence of a text: from ``start`` to ``end``, without space around it."""

    start: int
    end: int
    obligations: tuple[Obligation, ...] = ()
    terms: tuple[Term, ...] = ()
