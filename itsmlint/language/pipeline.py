"""Sentences, lexicon terms and obligations of texts, by spaCy.

The only module that imports spaCy, and only when there is a text to be read. No statistical model is used: what comes
of a text depends on the text and the vocabulary alone, the same on every machine.
"""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

import msgspec

from itsmlint.language.lexicons import Entry, entries
from itsmlint.language.obligations import Cue, Duty, Grammar, grammar_of, read_duties
from itsmlint.language.sentences import sentence_starts, sentence_words
from itsmlint.vocabulary import Vocabulary

BATCH = 1000
"""Texts that go through spaCy at once."""
MOST_WORDS = 200_000
"""Different words after which spaCy's store of them is begun afresh, so that memory does not grow for ever."""


class Term(msgspec.Struct, frozen=True):
    """A phrase of a lexicon in a text."""

    lexicon: str
    """Which: vague, escape, open-ended, weak-modal, dangling, boilerplate."""
    group: str
    """Within the lexicon: "time", "quantity"."""
    weight: str
    """high, medium or low."""
    text: str
    start: int
    end: int


class Obligation(msgspec.Struct, frozen=True, kw_only=True):
    """An obligation in a text; all positions are offsets in it."""

    cue: str
    """Name of the cue in ``obligations.yaml``: "shall", "is to"."""
    start: int
    end: int
    """Of the verb group: "must be approved"."""
    subject: str
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


def read_texts(texts: Sequence[str], vocabulary: Vocabulary) -> list[tuple[Sentence, ...]]:
    """The sentences of each text. A text's sentences depend on it and the vocabulary alone."""
    reader = _reader(vocabulary)
    if reader.words() > MOST_WORDS:
        _reader.cache_clear()
        reader = _reader(vocabulary)
    return list(reader.read(texts))


@lru_cache(maxsize=2)
def _reader(vocabulary: Vocabulary) -> "_Reader":
    return _Reader(vocabulary)


class _Reader:
    """spaCy, set up for a vocabulary: tokens, sentences, phrases of lexicons and cues of obligations."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        with _without_collecting():
            import spacy  # noqa: PLC0415 (over a second and 80 MB: only who has text to read pays for it)
            from spacy.attrs import NORM  # noqa: PLC0415
            from spacy.language import Language  # noqa: PLC0415
            from spacy.matcher import Matcher, PhraseMatcher  # noqa: PLC0415

            self.nlp = spacy.blank("en")
        self.grammar = grammar_of(vocabulary)
        _name_forms(self.nlp, NORM, self.grammar)
        if not Language.has_factory(COMPONENT):
            Language.factory(COMPONENT, func=_Sentences)
        self.nlp.add_pipe(COMPONENT, config={}).known = sentence_words(vocabulary)
        self.cues = Matcher(self.nlp.vocab)
        for name, patterns in self.grammar.words.cues.items():
            self.cues.add(name, [_pattern(text, self.grammar) for text in patterns])
        self.phrases = PhraseMatcher(self.nlp.vocab, attr="LOWER")
        self.entries: dict[int, Entry] = {}
        for entry in entries(vocabulary):
            self.phrases.add(entry.key, list(self.nlp.tokenizer.pipe(entry.phrases)))
            self.entries[self.nlp.vocab.strings[entry.key]] = entry

    def words(self) -> int:
        """How many different words were seen."""
        return len(self.nlp.vocab)

    def read(self, texts: Sequence[str]) -> Iterator[tuple[Sentence, ...]]:
        """The sentences of each text."""
        for doc in self.nlp.pipe(texts, batch_size=BATCH):
            cues = [Cue(self.nlp.vocab.strings[key], start, end) for key, start, end in self.cues(doc)]
            terms = _longest([(start, end, self.entries[key]) for key, start, end in self.phrases(doc)])
            yield tuple(self.sentences(doc, cues, terms))

    def sentences(
        self, doc: Any, cues: Sequence[Cue], terms: Sequence[tuple[int, int, Entry]]
    ) -> Iterator[Sentence]:
        """The sentences of a text with what stands in each."""
        text = doc.text
        for span in doc.sents:
            start, end = _trimmed(text, span.start_char, span.end_char)
            if start == end:
                continue
            first, last = span.start, span.end
            inside = [cue for cue in cues if first <= cue.start < last]
            found = [
                Term(entry.lexicon, entry.group, entry.weight, doc[begin:stop].text, doc[begin].idx, doc[stop - 1].idx + len(doc[stop - 1]))
                for begin, stop, entry in terms
                if first <= begin < last
            ]
            yield Sentence(
                start=start,
                end=end,
                obligations=tuple(self.obligations(span, inside)) if inside else (),
                terms=tuple(found),
            )

    def obligations(self, span: Any, cues: Sequence[Cue]) -> Iterator[Obligation]:
        """The obligations of a sentence by its cues."""
        offset = span.start
        words = [token.lower_ for token in span]
        norms = [token.norm_ for token in span]
        own = sorted({(cue.name, cue.start - offset, cue.end - offset) for cue in _distinct(cues)}, key=lambda cue: cue[1])
        duties = read_duties(words, norms, [Cue(*cue) for cue in own], self.grammar)
        for duty in duties:
            yield _obligation(span, duty)


def _obligation(span: Any, duty: Duty) -> Obligation:
    last = span[min(duty.end, len(span)) - 1]
    return Obligation(
        cue=duty.cue,
        start=span[duty.start].idx,
        end=last.idx + len(last),
        subject=span[duty.subject : duty.start].text,
        passive=duty.passive,
        agent=span[duty.agent[0] : duty.agent[1]].text if duty.agent else "",
        subordinate=duty.subordinate,
    )


def _distinct(cues: Sequence[Cue]) -> list[Cue]:
    """Of cues of one name that begin at the same word the longest."""
    longest: dict[tuple[str, int], Cue] = {}
    for cue in cues:
        known = longest.get((cue.name, cue.start))
        if known is None or cue.end > known.end:
            longest[cue.name, cue.start] = cue
    return list(longest.values())


def _longest(found: list[tuple[int, int, Entry]]) -> list[tuple[int, int, Entry]]:
    """Without terms that stand inside a longer one: "as soon as possible" holds "soon"."""
    found.sort(key=lambda one: (one[0], -one[1]))
    kept: list[tuple[int, int, Entry]] = []
    for one in found:
        if not kept or one[0] >= kept[-1][1]:
            kept.append(one)
    return kept


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


COMPONENT = "itsmlint_sentences"


class _Sentences:
    """The component that says where sentences begin."""

    known: Any

    def __init__(self, nlp: Any, name: str) -> None:
        self.name = name

    def __call__(self, doc: Any) -> Any:
        tokens = [token.text for token in doc]
        starts = set(sentence_starts(tokens, [bool(token.whitespace_) for token in doc], self.known))
        for token in doc:
            token.is_sent_start = token.i in starts
        return doc


def _name_forms(nlp: Any, norm: int, grammar: Grammar) -> None:
    """Write the name of each word form into its norm: "is" and "are" become "be"."""
    names = {form: name for name, forms in grammar.words.lemmas.items() for form in forms}

    def name_of(word: str) -> str:
        lower = word.lower()
        return names.get(lower, lower)

    nlp.vocab.lex_attr_getters[norm] = name_of
    for lexeme in nlp.vocab:
        lexeme.norm_ = name_of(lexeme.orth_)


def _pattern(text: str, grammar: Grammar) -> list[dict[str, Any]]:
    """A cue of ``obligations.yaml`` as a pattern of spaCy's Matcher."""
    return [
        {"NORM": {"IN": sorted(grammar.words.adverbs | {"not"})}, "OP": "*"} if word == "ADVERB*" else {"NORM": {"IN": word.split("|")}}
        for word in text.split()
    ]


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Without the garbage collector, which would walk over all that an import makes again and again."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
