"""Check of policies that any organisation could have written.

No phrase is a fault by itself. A text is generic when it has many of them and hardly a sentence with
anything of its own: a number, a date, a name.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

import msgspec

from itsmlint.checks import Context, Options, check
from itsmlint.checks.contents import content_blocks, contents_of
from itsmlint.checks.wording import normalised, sentences
from itsmlint.documents.location import Location
from itsmlint.documents.model import Paragraph, paragraphs_of
from itsmlint.facts.model import Facts
from itsmlint.finding import Problem
from itsmlint.language.lexicons import Lexicons
from itsmlint.language.measures import find_measures
from itsmlint.vocabulary import Vocabulary

SHORTEST_SENTENCE = 6
"""Words; shorter lines are labels and items."""
WEIGHTS = {"high": 1.0, "medium": 0.5}
"""How much a phrase counts; those of low weight only count where others do."""

_NAME = re.compile(r"(?<=[a-z,;]\s)(?:[A-Z][a-z]+|[A-Z]{2,})\w*")


class OwnText(Options, frozen=True, kw_only=True):
    """Options of have-text-of-its-own."""

    at_least: int = 4
    """Different phrases that any organisation writes."""
    per_thousand: float = 3.0
    """So much of their weight on a thousand words: a strong phrase weighs 1, a weaker one a half."""
    own_share: float = 0.25
    """Up to this share of sentences with something of their own the text is generic."""
    no_names: tuple[str, ...] = ()
    """Words in capitals that are no name of anything, in lower case."""
    min_words: int = 60
    """Shorter policies are left alone."""


class _Hit(msgspec.Struct, frozen=True):
    """A phrase that was found, and how much it weighs in all its places."""

    phrase: str
    weight: float


@check("have-text-of-its-own", given="document", parts=("phrases", "count", "share"))
def have_text_of_its_own(facts: Facts, options: OwnText, context: Context) -> Iterator[Problem]:
    """The text is about this organisation, not made of phrases that fit every one (ISO/IEC 20000-1, 5.2)."""
    if facts.format != "word" or facts.language != "en":
        return
    text = contents_of(context)
    words = len(text.split())
    if words < options.min_words:
        return
    hits = list(_hits(text, context.vocabulary))
    if len(hits) < options.at_least or sum(hit.weight for hit in hits) * 1000 < options.per_thousand * words:
        return
    paragraphs = [paragraph for _, block in content_blocks(context) for paragraph in paragraphs_of((block,))]
    no_names = frozenset(options.no_names) | frozenset(facts.title.lower().split())
    share = _own_share(paragraphs, no_names, context.vocabulary)
    if share > options.own_share:
        return
    location, excerpt = _first(paragraphs, hits)
    yield Problem(
        location=location,
        excerpt=excerpt,
        parts={
            "phrases": ", ".join(f'"{hit.phrase}"' for hit in hits[:3]),
            "count": str(len(hits)),
            "share": f"{round(share * 100)} %",
        },
        key="generic",
    )


@lru_cache(maxsize=8)
def _phrases(vocabulary: Vocabulary) -> tuple[tuple[str, float], ...]:
    """The phrases of ``boilerplate.yaml`` as normalised words with their weight, longest first."""
    groups = vocabulary.read("boilerplate", Lexicons).lexicons["boilerplate"].values()
    weighed = {
        normalised(phrase).strip(): WEIGHTS[weight]
        for weights in groups
        for weight, phrases in weights.items()
        if weight in WEIGHTS
        for phrase in phrases
    }
    return tuple(sorted(weighed.items(), key=lambda item: (-len(item[0]), item[0])))


def _hits(text: str, vocabulary: Vocabulary) -> Iterator[_Hit]:
    """The phrases in the text, heaviest first; words that a longer one has are not counted again."""
    rest = f" {text.replace(chr(10), ' ')} "
    found: list[_Hit] = []
    for phrase, weight in _phrases(vocabulary):
        count = rest.count(f" {phrase} ")
        if count:
            rest = rest.replace(f" {phrase} ", " | ")
            found.append(_Hit(phrase, weight * count))
    yield from sorted(found, key=lambda hit: -hit.weight)


def _own_share(paragraphs: list[Paragraph], no_names: frozenset[str], vocabulary: Vocabulary) -> float:
    """Share of the sentences that say something which is not true of every organisation."""
    whole = [
        sentence
        for paragraph in paragraphs
        if paragraph.heading is None
        for sentence in sentences(paragraph.text)
        if len(sentence.split()) >= SHORTEST_SENTENCE
    ]
    own = sum(_says_something(sentence, no_names, vocabulary) for sentence in whole)
    return own / len(whole) if whole else 1.0


def _says_something(sentence: str, no_names: frozenset[str], vocabulary: Vocabulary) -> bool:
    if any(found[0].lower() not in no_names for found in _NAME.finditer(sentence)):
        return True
    return any(character.isdigit() for character in sentence) or bool(find_measures(sentence, vocabulary))


def _first(paragraphs: list[Paragraph], hits: list[_Hit]) -> tuple[Location, str]:
    for paragraph in paragraphs:
        for sentence in sentences(paragraph.text):
            words = f" {normalised(sentence).strip()} "
            if any(f" {hit.phrase} " in words for hit in hits):
                return paragraph.location, sentence
    return Location(), ""
