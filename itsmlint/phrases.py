"""Cells that say one of a list of words and phrases.

A class of values (``rules/vocabulary/values.yaml``) is such a list. A cell belongs to it when it is one of
them, or begins with one and goes on with a date, punctuation or a word such as "by": "Closed (12 May)",
"Closed by CAB". "Complete the migration" is not a status.
"""

import re
from collections.abc import Mapping
from typing import TypeAlias

from itsmlint.vocabulary import Vocabulary

Classes: TypeAlias = Mapping[str, tuple[str, ...]]

_SPACES = re.compile(r"[\s_]+")
_GOES_ON = re.compile(
    r"[^\w\s]|\s*$|\s+(?:by|on|in|at|as|since|until|till|with|per|see|from|due|and|but|\d|[^\w\s])"
)
_LONGEST = 400
"""Characters of a cell that are looked at."""


def value_classes(vocabulary: Vocabulary) -> Classes:
    """The classes of values by name."""
    return vocabulary.read("values", dict[str, tuple[str, ...]])


def is_phrase(text: str, phrase: str) -> bool:
    """Whether a cell's text is the phrase, or the phrase with something after it that is no sentence."""
    words = _SPACES.sub(" ", text[:_LONGEST]).strip().casefold()
    start = _SPACES.sub(" ", phrase).strip().casefold()
    if not words.startswith(start):
        return False
    return len(words) == len(start) or _GOES_ON.match(words, len(start)) is not None
