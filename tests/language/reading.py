"""Sentences as the pipeline reads them, for tests."""

from itsmlint.language.model import Obligation, Sentence
from itsmlint.language.pipeline import read_texts
from itsmlint.vocabulary import Vocabulary

VOCABULARY = Vocabulary()


def read(text: str) -> tuple[Sentence, ...]:
    return read_texts([text], VOCABULARY)[0]


def split(text: str) -> list[str]:
    """The sentences of a text in their own words."""
    return [text[sentence.start : sentence.end] for sentence in read(text)]


def obligations(text: str) -> list[Obligation]:
    return [obligation for sentence in read(text) for obligation in sentence.obligations]


def names_nobody(text: str) -> bool:
    """Whether an obligation of the text names nobody who acts."""
    return any(obligation.agentless for obligation in obligations(text))
