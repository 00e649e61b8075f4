"""Who acts in a passive: "approved by the change manager", but not "by 5 pm", "by e-mail" or "by policy"."""

from itsmlint.language.words import COMMAS, HYPHENS, JOINING, STOPS, Words

Span = tuple[int, int]
"""First position and the one after the last."""
MOST_LETTERS = 2
"""Letters of a word that is a number, a time or a date all the same: "5pm", "31st"."""
PHRASE_ROOM = 4
"""Words after "under the supervision of" that are shown as who acts."""
GROUPS = ("team", "teams", "staff", "personnel", "management", "managers", "committee", "board")
"""Last words of groups, who also sort and split: "ranked by management"."""
BEFORE_EVENT = 3
"""Words before "notification by HR" among which a preposition must stand."""
POSSESSIVES = frozenset(("'s", "’s", "'", "’"))


def find_agent(words: Words, participle: int) -> Span | None:
    """The words that name who acts, of the passive whose participle stands at the position."""
    verb: int | None = participle
    for at in range(participle + 1, len(words)):
        word = words.all[at]
        if word in STOPS or words.is_modal(at):
            break
        if word == "by":
            if verb is not None and not _belongs_to_noun(words, at) and (name := _name(words, at + 1, verb)):
                return name
        elif phrase := words.grammar.agent_phrases.at(words.all, at):
            return at, min(at + phrase + PHRASE_ROOM, len(words))
        elif words.is_participle(at) and not words.describes_noun(at):
            verb = at if _is_joined(words, at, participle) else None
    return None


def _belongs_to_noun(words: Words, by: int) -> bool:
    """Whether "by" belongs to a noun before it: "within a day of notification by HR"."""
    before = words.all[max(0, by - 1 - BEFORE_EVENT) : by - 1]
    return words.all[by - 1] in words.known.events and any(
        word in words.known.prepositions for word in before
    )


def _is_joined(words: Words, at: int, participle: int) -> bool:
    """Whether a later participle belongs to the same passive: "reviewed, tested and then approved"."""
    index = at - 1
    while index > participle and words.is_adverb(index):
        index -= 1
    return words.all[index] in JOINING or words.all[index] in ("be", ")")


def _name(words: Words, at: int, participle: int) -> Span | None:
    """The words from the position after "by", if they name who acts."""
    known = words.known
    if words.at(at) == ",":
        after = words.after_adverbs(at)
        at = after if after > at else at + 1
    bare = at
    while words.at(at) in known.before_agents or (at < len(words) and words.is_adverb(at)):
        at += 1
    head = _head(words, at)
    if head is None or _is_gerund(words, words.all[at]):
        return None
    last = words.all[head]
    if _names_group(words, bare, at, head):
        return at, head + 1
    if last in known.not_agents or _is_figure(last):
        return None
    if _is_figure(words.all[at]) and words.at(at + 1) not in HYPHENS:
        return None
    return None if _says_how(words, participle, head, bare=at == bare) else (at, head + 1)


def _names_group(words: Words, article: int, at: int, head: int) -> bool:
    """Whether the name is one of a group though its last word alone would say otherwise: "internal audit"."""
    if any(word in words.known.agents for word in words.all[at : head + 1]):
        return True
    names = words.grammar.agent_names
    return any(names.at(words.all, start) == head + 1 - start for start in {article, at})


def _says_how(words: Words, participle: int, head: int, *, bare: bool) -> bool:
    """Whether after this participle "by" says how: "split by cost centre", "accompanied by a list"."""
    known, verb, last = words.known, words.all[participle], words.all[head]
    if verb in known.sorting and bare:
        return not last.endswith(GROUPS)
    return verb in known.by_things and not last.endswith(known.group_endings)


def _is_gerund(words: Words, word: str) -> bool:
    """Whether "by" says how and not who: "by sending an e-mail"; "by engineering" names a group."""
    known = words.known
    return word.endswith("ing") and word not in known.ing_nouns and word not in known.ing_attributes


def _head(words: Words, start: int) -> int | None:
    """The last word of the name that begins at the position; None where none begins."""
    end = start
    while end < len(words) and not _ends_name(words, start, end):
        end += 1
    return end - 1 if end > start else None


def _ends_name(words: Words, start: int, index: int) -> bool:
    word, known = words.all[index], words.known
    if word in STOPS or word in COMMAS or word in JOINING:
        return True
    if word in known.prepositions or word in known.relatives or word in known.subordinators:
        return True
    if words.norms[index] in ("be", "have") or words.is_modal(index):
        return word not in POSSESSIVES
    if index == start:
        return False
    described = words.is_participle(index) and not words.describes_noun(index)
    return described or _is_gerund(words, word) or word in known.adverbs


def _is_figure(word: str) -> bool:
    """Whether a word is a number, a time or a date: "31", "5pm", "2026-03-01"; "3rd-party" is none."""
    return word[:1].isdigit() and sum(character.isalpha() for character in word) <= MOST_LETTERS
