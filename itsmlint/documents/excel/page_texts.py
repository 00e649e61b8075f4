"""Page headers and footers of a sheet: text without its codes (ECMA-376 part 1, 18.3.1.46)."""

import re
from collections.abc import Iterable

from itsmlint.documents.excel.text import clean

_PART = re.compile(r"&[LCR]")
_CODE = re.compile(
    r"""&(?:"[^"]*"|K(?:[0-9A-F]{6}|[0-9]{2}[+-][0-9]{3})|[0-9]{1,3}|[PN](?:[+-][0-9]+)?|[A-Z])"""
)
_LITERAL = "\0"
"""Stands in for && while codes are taken out; XML text cannot hold it."""


def split_page_texts(raw: Iterable[str]) -> tuple[str, ...]:
    """The texts of the left, middle and right parts of all headers and footers, each text once."""
    found: dict[str, None] = {}
    for text in raw:
        for part in _PART.split(text.replace("&&", _LITERAL)):
            shown = clean(_CODE.sub("", part).replace(_LITERAL, "&"))
            if any(character.isalnum() for character in shown):
                found[shown] = None
    return tuple(found)
