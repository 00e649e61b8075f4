"""Sentences, lexicon terms and obligations of texts, by spaCy.

The only module that imports spaCy, and only when there is a text to be read. No statistical model is used:
what comes of a text depends on the text and the vocabulary alone, the same on every machine. spaCy cuts texts
into tokens and finds the phrases of the lexicons and the cues of obligations in them; all else is done by
plain functions over words, and only for the sentences in which there is something to do.
"""

import gc
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from itertools import pairwise, product
from typing import Any

import msgspec

from itsmlint.language.grammar import Grammar, grammar_of
from itsmlint.language.lexicons import Entry, entries
from itsmlint.language.model import Obligation, Sentence, Term
from itsmlint.language.obligations import Cue, Duty, read_duties
from itsmlint.language.sentences import sentence_starts, sentence_words
from itsmlint.vocabulary import Vocabulary

BATCH = 1000
"""Texts that go through spaCy at once."""
MOST_WORDS = 200_000
"""Different words after which spaCy's store of them is begun afresh: memory must not grow for ever."""
LONGEST_CUE = 10
"""Tokens of a cue: "is not only normally required to"."""
ANY_ADVERBS = "ADVERB*"
"""In a cue of the vocabulary: any number of adverbs."""


def read_texts(texts: Sequence[str], vocabulary: Vocabulary) -> list[tuple[Sentence, ...]]:
    """The sentences of each text; a text's sentences depend on it and the vocabulary alone.

    The first call imports spaCy and sets it up, which takes about a second.
    """
    reader = _reader(vocabulary)
    if reader.size() > MOST_WORDS:
        _reader.cache_clear()
        reader = _reader(vocabulary)
    docs = reader.nlp.tokenizer.pipe(
        texts, batch_size=BATCH
    )  # all that a pipeline without components would do
    return [reader.read(text, doc) for text, doc in zip(texts, docs, strict=True)]


@lru_cache(maxsize=2)
def _reader(vocabulary: Vocabulary) -> "_Reader":
    return _Reader(vocabulary)


class _Found(msgspec.Struct, frozen=True):
    """A phrase of a lexicon, in tokens of a text."""

    start: int
    end: int
    entry: Entry


class _Reader:
    """spaCy, set up for a vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        with _without_collecting():
            import spacy  # noqa: PLC0415 (a second and 80 MB: only who has text to read pays for it)
            from spacy import attrs  # noqa: PLC0415
            from spacy.matcher import Matcher, PhraseMatcher  # noqa: PLC0415

            nlp: Any = spacy.blank("en")
        self.nlp = nlp
        self.grammar = grammar_of(vocabulary)
        self.ends = sentence_words(vocabulary)
        self.breaks = re.compile(f"[.!?…\n{''.join(map(re.escape, sorted(self.ends.bullets)))}]")
        self.written = [attrs.ORTH, attrs.SPACY]
        self.compared = [attrs.LOWER, attrs.NORM]
        _name_forms(self.nlp.vocab, attrs.NORM, self.grammar)
        self.cues: Any = Matcher(self.nlp.vocab)
        for name, patterns in self.grammar.words.cues.items():
            longer = [text for text in patterns if " " in text]
            if longer:
                self.cues.add(name, [pattern for text in longer for pattern in _patterns(text, self.grammar)])
        self.look = _FirstLook.of(self.grammar)
        self.phrases: Any = PhraseMatcher(self.nlp.vocab, attr="LOWER")
        self.entries: dict[int, Entry] = {}
        for entry in entries(vocabulary):
            self.phrases.add(entry.key, list(self.nlp.tokenizer.pipe(entry.phrases)))
            self.entries[self.nlp.vocab.strings[entry.key]] = entry
        self.texts = _Texts(self.nlp.vocab.strings)

    def size(self) -> int:
        """How many different words were seen."""
        return len(self.nlp.vocab)

    def read(self, text: str, doc: Any) -> tuple[Sentence, ...]:
        """The sentences of a text that was cut into the tokens of ``doc``."""
        if not len(doc):
            return ()
        written = doc.to_array(self.written)
        tokens = [self.texts[key] for key in written[:, 0].tolist()]
        several = self.breaks.search(text, 0, len(text) - 1) is not None
        starts = sentence_starts(tokens, written[:, 1].tolist(), self.ends) if several else [0]
        found = _longest([_Found(start, end, self.entries[key]) for key, start, end in self.phrases(doc)])
        cues = self._cues(doc, tokens)
        read = (
            self._sentence(text, doc[first:last], found, cues)
            for first, last in pairwise([*starts, len(doc)])
        )
        return tuple(sentence for sentence in read if sentence.start < sentence.end)

    def _cues(self, doc: Any, tokens: Sequence[str]) -> list[Cue]:
        """The cues of obligations in a text, in reading order."""
        single = self.look.single
        cues = [Cue(single[token], at, at + 1) for at, token in enumerate(tokens) if token in single]
        for at in self.look.longer(tokens):
            found = self.cues(doc[at : at + LONGEST_CUE])
            cues += [Cue(self.texts[key], at, at + end) for key, start, end in found if start == 0]
        return _distinct(cues) if len(cues) > 1 else cues

    def _sentence(self, text: str, span: Any, found: Sequence[_Found], cues: Sequence[Cue]) -> Sentence:
        """The sentence that a span of tokens is, with the phrases and cues that stand in it."""
        first, last = span.start, span.end
        start, end = _trimmed(text, span.start_char, span.end_char)
        own = [cue for cue in cues if first <= cue.start < last]
        return Sentence(
            start=start,
            end=end,
            obligations=tuple(self._obligations(span, own)) if own else (),
            terms=tuple(_term(text, span.doc, one) for one in found if first <= one.start < last),
        )

    def _obligations(self, span: Any, cues: Sequence[Cue]) -> Iterator[Obligation]:
        """The obligations of a sentence by its cues."""
        compared = span.to_array(self.compared)
        words = [self.texts[key] for key in compared[:, 0].tolist()]
        norms = [self.texts[key] for key in compared[:, 1].tolist()]
        own = [Cue(cue.name, cue.start - span.start, cue.end - span.start) for cue in cues]
        for duty in read_duties(words, norms, own, self.grammar):
            yield _obligation(span, duty)


class _Texts(dict[int, str]):
    """The texts of spaCy's keys, each looked up in its store once."""

    def __init__(self, strings: Any) -> None:
        super().__init__()
        self._strings = strings

    def __missing__(self, key: int) -> str:
        self[key] = text = self._strings[key] if key else ""
        return text


def _term(text: str, doc: Any, found: _Found) -> Term:
    entry, last = found.entry, doc[found.end - 1]
    start, end = doc[found.start].idx, last.idx + len(last)
    return Term(entry.lexicon, entry.group, entry.weight, text[start:end], start, end)


def _obligation(span: Any, duty: Duty) -> Obligation:
    """The obligation with offsets in the text instead of positions in the sentence."""
    last = span[min(duty.verb.end, len(span)) - 1]
    agent = duty.verb.agent
    return Obligation(
        cue=duty.cue.name,
        start=span[duty.cue.start].idx,
        end=last.idx + len(last),
        subject=span[duty.subject : duty.cue.start].text,
        passive=duty.verb.passive,
        agent=span[agent[0] : agent[1]].text if agent else "",
        subordinate=duty.subordinate,
    )


def _distinct(cues: Sequence[Cue]) -> list[Cue]:
    """Of cues of one name that begin at the same word the longest, in reading order."""
    longest: dict[tuple[str, int], Cue] = {}
    for cue in cues:
        known = longest.get((cue.name, cue.start))
        if known is None or cue.end > known.end:
            longest[cue.name, cue.start] = cue
    return sorted(longest.values(), key=lambda cue: (cue.start, cue.name))


def _longest(found: list[_Found]) -> list[_Found]:
    """Without phrases that begin inside a longer one of their family: "as soon as possible", not "soon"."""
    found.sort(key=lambda one: (one.start, -one.end, one.entry.key))
    ends: dict[str, int] = {}
    kept: list[_Found] = []
    for one in found:
        if one.start >= ends.get(one.entry.family, 0):
            ends[one.entry.family] = one.end
            kept.append(one)
    return kept


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The part of the text without space around it."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _name_forms(vocab: Any, norm: int, grammar: Grammar) -> None:
    """Write the name of each word form into its norm: "is" and "are" become "be"."""
    names = {form: name for name, forms in grammar.words.lemmas.items() for form in forms}

    def name_of(word: str) -> str:
        lower = word.lower()
        return names.get(lower, lower)

    vocab.lex_attr_getters[norm] = name_of
    for lexeme in vocab:
        lexeme.norm_ = name_of(lexeme.orth_)


def _patterns(text: str, grammar: Grammar) -> Iterator[list[dict[str, Any]]]:
    """A cue of the vocabulary as patterns of spaCy's Matcher.

    One for each choice of words: a pattern that begins with a plain word costs next to nothing, one that
    begins with a list of words has to be tried at every token.
    """
    adverbs = {"NORM": {"IN": sorted(grammar.words.adverbs)}, "OP": "*"}
    steps = [
        [adverbs] if step == ANY_ADVERBS else [{"NORM": word} for word in step.split("|")]
        for step in text.split()
    ]
    yield from map(list, product(*steps))


class _FirstLook(msgspec.Struct, frozen=True):
    """What tells at a glance which cues a text may have: most texts have none, and need no Matcher."""

    single: Mapping[str, str]
    """Words that are a cue by themselves, in any case, and its name."""
    first: frozenset[str]
    """First words of the other cues, in any case."""
    second: frozenset[str]
    """Words that may follow those, in any case."""

    @classmethod
    def of(cls, grammar: Grammar) -> "_FirstLook":
        """The first look for the cues of a vocabulary."""
        single: dict[str, str] = {}
        first: set[str] = set()
        second: set[str] = set()
        for name, patterns in grammar.words.cues.items():
            for pattern in patterns:
                steps = [_written(step, grammar) for step in pattern.split()]
                if len(steps) == 1:
                    single |= dict.fromkeys(steps[0], name)
                    continue
                first |= steps[0]
                second |= steps[1]
                if pattern.split()[1] == ANY_ADVERBS:
                    second |= steps[2]
        return cls(single, frozenset(first), frozenset(second))

    def longer(self, tokens: Sequence[str]) -> list[int]:
        """Where cues of several words may begin."""
        first, second = self.first, self.second
        return [at for at, token in enumerate(tokens[:-1]) if token in first and tokens[at + 1] in second]


def _written(step: str, grammar: Grammar) -> set[str]:
    """All words that a step of a cue stands for, in any case."""
    words = grammar.words.adverbs if step == ANY_ADVERBS else step.split("|")
    forms = [form for word in words for form in grammar.words.lemmas.get(word, (word,))]
    return {cased for form in forms for cased in (form, form.capitalize(), form.upper())}


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Without the garbage collector, which walks over all that an import makes: a third of its time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
