"""Paths as people see them: as they were named, relative to the current folder, inert in every output."""

import os
from pathlib import Path

from itsmlint.messages import safe

LINE_BREAKS = {ord(character): f"\\x{ord(character):02x}" for character in "\t\n\v\f\r\x85"}


def absolute(path: Path) -> Path:
    """The full path without ``..``; links stay links, so that it can be judged where they lead."""
    return Path(os.path.abspath(path))  # noqa: PTH100 (Path.absolute() keeps "..", resolve() follows links)


def shown_path(path: Path, named: Path | None = None) -> str:
    """A path with forward slashes: relative inside the current folder, else as ``named`` leads to it.

    Line breaks and other characters that could act in a terminal or log are written as codes, and the path
    never starts with a character that a shell, spreadsheet or build server could take for more than a name.
    """
    full, current = absolute(path), Path.cwd()
    if full.is_relative_to(current):
        text = full.relative_to(current).as_posix()
    elif named is None or named.is_absolute():
        text = full.as_posix()
    else:
        text = Path(os.path.relpath(full, current)).as_posix()
    text = safe(text.translate(LINE_BREAKS))
    return text if text[:1].isalnum() or text[:1] in "._/(~" else f"./{text}"
