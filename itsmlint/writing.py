"""Writing files: whole or not at all, and never over a document."""

import os
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from itsmlint.discovery import DOCUMENT_ENDINGS
from itsmlint.shown import shown_path


class CannotWriteError(Exception):
    """A file that cannot or must not be written, in words for the user."""


def refuse_bad_target(target: Path, inputs: Iterable[Path] = ()) -> None:
    """Raise CannotWriteError when a report must not be written to the path.

    Refused are documents and everything that is read, also under another name, and links: they may lead
    anywhere.
    """
    shown = shown_path(target, target)
    if target.is_symlink():
        raise CannotWriteError(f"{shown}: is a link; name the file itself")
    if target.is_dir() or (target.exists() and not target.is_file()):
        raise CannotWriteError(f"{shown}: is not a file")
    if not target.absolute().parent.is_dir():
        raise CannotWriteError(f"{shown}: there is no folder {shown_path(target.parent, target.parent)}")
    if target.name.lower().endswith(DOCUMENT_ENDINGS):
        raise CannotWriteError(f"{shown}: a report is not written over or as a document")
    if target.exists() and any(_same(target, path) for path in inputs):
        raise CannotWriteError(f"{shown}: a report is not written over a file that is read")


def write_text(target: Path, text: str) -> None:
    """Write the text to the file, replacing it at once when all is written. Raises CannotWriteError."""
    temporary = None
    try:
        with tempfile.NamedTemporaryFile(
            "wb", dir=target.absolute().parent, prefix=f".{target.name[:50]}.", delete=False
        ) as file:
            temporary = Path(file.name)
            file.write(text.encode("utf-8"))
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(_mode(target))
        temporary.replace(target)
    except OSError as error:
        if temporary is not None:
            with suppress(OSError):
                temporary.unlink()
        reason = error.strerror or type(error).__name__
        raise CannotWriteError(f"{shown_path(target, target)}: cannot be written: {reason}") from None


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


def _mode(target: Path) -> int:
    """The permissions of the file it replaces, else those that new files get here."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
