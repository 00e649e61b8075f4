"""Words of headings and labels in the form in which they are compared: by token, never by substring."""

import re
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])")
_SINGULAR_ENDINGS = ("ss", "us", "is", "os")


@lru_cache(maxsize=65536)
def tokens(text: str) -> tuple[str, ...]:
    """The words of a text in lower case, plural endings and possessives taken off.

    Vocabulary and documents go through the same mill, so a wrongly shortened word does no harm.
    """
    return tuple(_plain(word) for word in _WORD.findall(text.lower()))


def label_tokens(text: str) -> tuple[str, ...]:
    """Tokens of a label, what it says in brackets left out: "Version (e.g. 1.0)" is "version"."""
    outside = _BRACKETS.sub(" ", text)
    return tokens(outside if outside.strip(" :") else text)


def name_tokens(text: str) -> tuple[str, ...]:
    """Tokens of a file or sheet name: "DR_PlanFinal" is "dr", "plan", "final"."""
    return tokens(_CAMEL.sub(" ", text.replace("_", " ")))


def holds(text: tuple[str, ...], phrase: tuple[str, ...]) -> bool:
    """Whether the phrase's tokens stand in the text side by side."""
    if len(phrase) == 1:
        return phrase[0] in text
    return position(text, phrase) is not None


def position(text: tuple[str, ...], phrase: tuple[str, ...]) -> int | None:
    """Where the phrase's tokens stand last in the text, side by side; None where they do not."""
    length = len(phrase)
    if not length or phrase[0] not in text:
        return None
    for start in range(len(text) - length, -1, -1):
        if text[start : start + length] == phrase:
            return start
    return None


def _plain(word: str) -> str:
    word = word.replace("’", "'").removesuffix("'s").replace("'", "")
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(_SINGULAR_ENDINGS):
        return word[:-1]
    return word
