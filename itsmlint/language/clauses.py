"""In what kind of clause an obligation stands: does the sentence oblige, or does it only speak of an obligation?

"If the plan must be changed, the manager decides", "the form that must be used", "how incidents should be
reported" oblige nobody to change, use or report by themselves.
"""

from itsmlint.language.words import JOINING, STOPS, Words


def clause_start(words: Words, end: int) -> int:
    """Where the clause that ends before the position begins: after a comma that is not followed by a mere adverb."""
    depth = words.depth[end]
    at = end
    while at > 0:
        before = words.all[at - 1]
        if words.depth[at - 1] < depth:
            break
        if words.depth[at - 1] == depth:
            if before in STOPS:
                break
            if before == "," and not _is_aside(words, at, end):
                break
        at -= 1
    return at


def _is_aside(words: Words, start: int, end: int) -> bool:
    """Whether nothing but adverbs stands between a comma and the end, so that the subject stands before it."""
    return all(words.is_adverb(index) or words.all[index] in JOINING for index in range(start, end))


def is_subordinate(words: Words, cue: str, at: int, following: int, start: int) -> bool:
    """Whether the obligation whose cue stands from ``at`` to ``following`` obliges nobody by itself.

    ``start`` is where its clause begins.
    """
    if words.depth[at] > 0:
        return True
    if cue == "should" and _is_inverted(words, at, following, start):
        return True
    known = words.known
    closed = False
    for index in range(at - 1, start - 1, -1):
        word = words.all[index]
        if word in known.finite:
            return False
        if word == "should" and words.at(index + 1) in known.determiners:
            return True
        if word == ",":
            closed = True
        elif closed:
            continue
        elif word in known.subordinators:
            return word != "once" or index < at - 1
        elif word in known.relatives:
            return _is_relative(words, index, at)
    return False


def _is_inverted(words: Words, at: int, following: int, start: int) -> bool:
    """Whether "should" begins a condition: "Should the plan need to be changed, ..."."""
    word = words.at(following)
    if word in words.known.determiners and word != "all":
        return True
    return at == start and word not in ("be", "") and not words.is_participle(following)


def _is_relative(words: Words, index: int, at: int) -> bool:
    """Whether "that", "which" or "who" leads to the cue, and not to a verb before it."""
    known, word = words.known, words.all[index]
    before = words.at(index - 1)
    if word == "that" and (not before or before in known.announcing):
        return False
    if word == "which" and before in known.asking:
        return True
    between = range(index + 1, at)
    if all(words.is_adverb(inside) for inside in between):
        return before not in (",", "and", "but") or word not in ("which", "that")
    return word == "whose" or words.all[index + 1] in known.determiners
