"""In what kind of clause an obligation stands: does the sentence oblige, or only speak of an obligation?

"If the plan must be changed, the manager decides", "the form that must be used", "how incidents should be
reported" oblige nobody to change, use or report by themselves.
"""

from itsmlint.language.words import JOINING, STOPS, Words

LONGEST_NEGATIVE = 3
"""Words of "under no circumstances"."""
LONGEST_SUBJECT = 12
"""Words of a subject that begins with "no"."""
SHORTEST_FRAGMENT = 2
"""Words after "to be stored": "Backups to be stored" may be a heading."""


def clause_start(words: Words, end: int) -> int:
    """Where the clause that ends before the position begins: after a comma, adverbs left out."""
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
    """Whether only adverbs stand between a comma and the end, so that the subject stands before it."""
    return all(words.is_adverb(index) or words.all[index] in JOINING for index in range(start, end))


def is_subordinate(words: Words, cue: str, at: int, following: int, start: int) -> bool:
    """Whether the obligation whose cue stands from ``at`` to ``following`` obliges nobody by itself.

    ``start`` is where its clause begins.
    """
    if words.depth[at] > 0:
        return True
    if cue == "should" and _is_inverted(words, at, following, start):
        return True
    return _hangs_on_a_word_before(words, at, start)


def _hangs_on_a_word_before(words: Words, at: int, start: int) -> bool:
    """Whether "if", "that" or the like leads to the position, with no verb or comma between."""
    known = words.known
    for index in range(at - 1, start - 1, -1):
        word = words.all[index]
        if word in known.finite or word == ",":
            return False
        if word == "should" and words.at(index + 1) in known.determiners:
            return True
        if word in known.subordinators:
            return word != "once" or index < at - 1
        if word in known.relatives:
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


def is_denied_before(words: Words, at: int) -> bool:
    """Whether "nor", "on no account" or the like stands right before the position: the subject follows."""
    for length in range(1, LONGEST_NEGATIVE + 1):
        start = at - length
        if start < 0 or words.grammar.negatives.at(words.all, start) != length:
            continue
        before = words.at(start - 1)
        if not before or before in STOPS or before in JOINING:
            return words.at(at + 1) not in ("be", "")
    return False


def is_denied(words: Words, at: int) -> bool:
    """Whether the subject before the position begins with "no": "no hardware or software may"."""
    for index in range(at - 1, max(-1, at - 1 - LONGEST_SUBJECT), -1):
        word, before = words.all[index], words.at(index - 1)
        if word in STOPS or word in words.known.finite or words.is_modal(index):
            return False
        if word in words.known.relatives or word in words.known.subordinators:
            return False
        if word in ("no", "none"):
            return not before or before in STOPS or before in JOINING
    return False


def is_fragment(words: Words, at: int, following: int) -> bool:
    """Whether "Backups to be stored off site." is a whole sentence that lacks only its "are"."""
    known = words.known
    subject = words.all[:at]
    if (
        not subject
        or words.at(len(words) - 1) != "."
        or not words.is_participle(words.after_adverbs(following))
    ):
        return False
    rest = words.all[following + 1 : -1]
    if len(rest) < SHORTEST_FRAGMENT or any(words.is_modal(index) for index in range(len(words))):
        return False
    if any(word in known.finite or word in known.subordinators for word in (*subject, *rest)):
        return False
    if any(word in STOPS or word in known.relatives for word in subject):
        return False
    if subject[0] in known.fragment_starts:
        return subject[-1] not in known.not_fragments
    return len(subject) == 1 and subject[0].endswith("s") and subject[0] not in known.not_fragments
