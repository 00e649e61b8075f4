"""Names that somebody may have meant."""

from collections.abc import Iterable
from difflib import get_close_matches


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The mending half of an error about an unknown word: the nearest known one, else all of them."""
    names = list(dict.fromkeys(known))
    close = get_close_matches(word[:100], names, n=1, cutoff=0.6)
    if close:
        return f"did you mean {close[0]!r}?"
    if len(names) <= 20:
        return f"known are {', '.join(names)}" if names else "none is known"
    return f"known are {', '.join(names[:20])} ..."
