"""Path patterns as in ``.gitignore``, for the configuration and for ``.gitignore`` itself."""

import re
from collections.abc import Iterable

from pathspec import GitIgnoreSpec

MAX_LENGTH = 1_000
MAX_STARS = 4
"""Wildcards in one step of a path: each more multiplies the time a long file name can take."""


class PatternError(ValueError):
    """A pattern that is refused, in words that do not quote it."""


def checked(pattern: str) -> str:
    """The pattern, shortened where it repeats itself; PatternError if matching it could take for ever."""
    if len(pattern) > MAX_LENGTH:
        raise PatternError(f"longer than {MAX_LENGTH} characters")
    if "\0" in pattern:
        raise PatternError("holds a NUL character")
    pattern = re.sub(r"(\*\*/){2,}", "**/", pattern)
    pattern = re.sub(r"\*{3,}", "**", pattern)
    steps = pattern.split("/")
    if any(step != "**" and step.count("*") > MAX_STARS for step in steps):
        raise PatternError(f"more than {MAX_STARS} wildcards in one step of the path")
    if steps.count("**") > MAX_STARS:
        raise PatternError(f"** more than {MAX_STARS} times")
    return pattern


class Patterns:
    """Lines of patterns; the last that matches decides, and ``!`` in front takes back."""

    def __init__(self, lines: Iterable[str]) -> None:
        """Raises PatternError for a line that is refused."""
        self._spec = GitIgnoreSpec.from_lines([checked(line) for line in lines])

    def verdict(self, path: str) -> bool | None:
        """True: matched; False: matched by a ``!`` line; None: not matched. Folders end in a slash."""
        return self._spec.check_file(path).include

    def match(self, path: str) -> bool:
        """Whether the path, or a folder it lies in, is matched."""
        return self.verdict(path) is True
