"""Regular expressions from vocabularies, to which the configuration may add: stopped when they hang."""

from collections.abc import Iterator, Sequence

import regex

SECONDS = 1.0
"""Longest time that one pattern may take over one text."""


def compile_any(patterns: Sequence[str], source: str, case: bool = False) -> regex.Pattern[str]:
    """One pattern that matches where any of the patterns does.

    Raises ``ValueError`` that names ``source`` and the first pattern that is no regular expression.
    """
    for pattern in patterns:
        try:
            regex.compile(pattern)
        except regex.error as error:
            raise ValueError(f"{source}: {pattern!r} is no regular expression: {error}") from None
    either = "|".join(f"(?:{pattern})" for pattern in patterns)
    return regex.compile(either, 0 if case else regex.IGNORECASE)


def matches(pattern: regex.Pattern[str], text: str, overlapped: bool = False) -> Iterator[regex.Match[str]]:
    """The matches in a text, up to where the pattern takes too long."""
    try:
        yield from pattern.finditer(text, overlapped=overlapped, timeout=SECONDS)
    except TimeoutError:
        return


def first_match(pattern: regex.Pattern[str], text: str) -> regex.Match[str] | None:
    """The first match in a text; None when there is none or the pattern takes too long."""
    return next(matches(pattern, text), None)
