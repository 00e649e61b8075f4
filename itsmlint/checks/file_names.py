"""Check of the file's name: copies that live outside document control."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import PurePosixPath

import msgspec
import regex

from itsmlint.checks import Context, Options, check
from itsmlint.documents.location import Location
from itsmlint.facts.model import Facts
from itsmlint.finding import Problem

TIMEOUT = 0.5
"""Seconds; the patterns may come from a configuration."""


class FileNames(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Shape of ``rules/vocabulary/file_names.yaml``."""

    signs: Mapping[str, tuple[str, ...]]
    """What the name shows, in words, to patterns over the name in lower case without its ending."""


@check("have-controlled-name", given="document", parts=("sign",))
def have_controlled_name(facts: Facts, options: Options, context: Context) -> Iterator[Problem]:
    """The file's name is that of the document, not of a copy of it (ISO/IEC 20000-1, 7.5.3)."""
    name = PurePosixPath(facts.path).name
    stem = PurePosixPath(name).stem
    plain = " ".join(stem.lower().replace("_", " ").split())
    for sign, patterns in context.vocabulary.read("file_names", FileNames).signs.items():
        if any(_matches(pattern, plain) for pattern in patterns):
            yield Problem(location=Location(part="file name"), excerpt=name, parts={"sign": sign}, key=sign)
            return


def _matches(pattern: str, name: str) -> bool:
    try:
        return _compiled(pattern).search(name, timeout=TIMEOUT) is not None
    except TimeoutError:
        return False


@cache
def _compiled(pattern: str) -> regex.Pattern[str]:
    return regex.compile(pattern)
