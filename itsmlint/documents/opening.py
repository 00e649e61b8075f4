"""Opening a file: from a path or bytes to a Document, or to an UnreadableError that says why not."""

import errno
import hashlib
import os
import stat
from pathlib import Path

from itsmlint.documents.limits import Limits
from itsmlint.documents.model import Document
from itsmlint.documents.package import MainKind, Package
from itsmlint.documents.unreadable import UnreadableError

CHUNK = 1024 * 1024
SUFFIXES: dict[str, MainKind] = {
    ".docx": "word",
    ".docm": "word",
    ".dotx": "word",
    ".dotm": "word",
    ".xlsx": "excel",
    ".xlsm": "excel",
    ".xltx": "excel",
    ".xltm": "excel",
}
"""File name endings that itsmlint reads, in lower case, and what must be inside."""
KIND_NAMES: dict[MainKind, str] = {"word": "a Word document", "excel": "an Excel workbook"}


def open_document(path: Path, shown: str, limits: Limits | None = None) -> Document:
    """Read the Word or Excel file at ``path``; ``shown`` is the path as people see it.

    Raises UnreadableError only, whatever is wrong with the file.
    """
    limits = limits or Limits()
    return document_from_bytes(read_bytes(path, limits), shown, limits)


def document_from_bytes(data: bytes, shown: str, limits: Limits | None = None) -> Document:
    """The Document in a file's bytes. Raises UnreadableError only."""
    try:
        document = _read(data, shown, limits or Limits())
    except UnreadableError:
        raise
    except (Exception, RecursionError, MemoryError) as error:
        raise UnreadableError("reader-failed", f"the reader failed with {type(error).__name__}") from error
    if not has_content(document):
        raise UnreadableError("no-content", "the file holds no text")
    return document


def read_bytes(path: Path, limits: Limits) -> bytes:
    """The bytes of a regular file no larger than the limit.

    It is opened without waiting, so that a pipe cannot hold up the run, and looked at after opening, so that
    what was checked is what is read.
    """
    flags = os.O_RDONLY
    for name in ("O_CLOEXEC", "O_NONBLOCK", "O_NOCTTY", "O_BINARY"):
        flags |= getattr(os, name, 0)
    try:
        descriptor = os.open(path, flags)
    except OSError as error:
        raise _not_opened(error, path) from None
    try:
        state = os.fstat(descriptor)
        if not stat.S_ISREG(state.st_mode):
            raise UnreadableError("not-a-file", f"this is {_file_type(state.st_mode)}, not a file")
        if state.st_size > limits.file_size:
            raise UnreadableError("over-limit", f"the file has more than {limits.file_size:,} bytes")
        return _read_all(descriptor, limits.file_size)
    except OSError as error:
        raise UnreadableError("not-permitted", f"the file cannot be read: {_words(error)}") from None
    finally:
        os.close(descriptor)


def has_content(document: Document) -> bool:
    """Whether there is any text in the document."""
    if any(sheet.cells for sheet in document.sheets):
        return True
    if any(paragraph.text.strip() for paragraph in document.body_paragraphs()):
        return True
    rest = Document(path="", format="word", sha256="", blocks=document.headers + document.footers)
    texts = (*rest.body_paragraphs(), *document.footnotes)
    return any(paragraph.text.strip() for paragraph in texts)


def _read(data: bytes, shown: str, limits: Limits) -> Document:
    package = Package.open(data, limits)
    expected = SUFFIXES.get(Path(shown).suffix.lower(), package.main_kind)
    if package.main_kind != expected:
        actual = KIND_NAMES[package.main_kind]
        raise UnreadableError("renamed", f"the file is {actual}, not {KIND_NAMES[expected]} as its name says")
    sha256 = hashlib.sha256(data).hexdigest()
    if package.main_kind == "word":
        from itsmlint.documents.word.reader import read_word  # noqa: PLC0415

        return read_word(package, shown, sha256, limits)
    from itsmlint.documents.excel.reader import read_workbook  # noqa: PLC0415

    return read_workbook(package, shown, sha256)


def _read_all(descriptor: int, most: int) -> bytes:
    chunks = []
    total = 0
    while chunk := os.read(descriptor, CHUNK):
        chunks.append(chunk)
        total += len(chunk)
        if total > most:
            raise UnreadableError("over-limit", f"the file has more than {most:,} bytes")
    return b"".join(chunks)


def _not_opened(error: OSError, path: Path) -> UnreadableError:
    if path.is_dir():
        return UnreadableError("not-a-file", "this is a folder, not a file")
    if error.errno in (errno.EACCES, errno.EPERM):
        return UnreadableError("not-permitted", "the file may not be opened")
    if error.errno == errno.ENOENT:
        return UnreadableError("not-a-file", "there is no such file")
    return UnreadableError("not-a-file", f"this cannot be opened as a file: {_words(error)}")


def _words(error: OSError) -> str:
    return os.strerror(error.errno).lower() if error.errno else "unknown reason"


def _file_type(mode: int) -> str:
    if stat.S_ISDIR(mode):
        return "a folder"
    if stat.S_ISFIFO(mode):
        return "a pipe"
    if stat.S_ISSOCK(mode):
        return "a socket"
    return "a device"
