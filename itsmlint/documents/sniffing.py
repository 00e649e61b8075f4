"""What bytes are that should be an Office file, told by how they begin."""

from itsmlint.documents.unreadable import UnreadableError

ZIP = b"PK\x03\x04"
EMPTY_ZIP = b"PK\x05\x06"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LFS_POINTER = b"version https://git-lfs"
MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
HEAD = 4096
SHORTEST_TEXT = 4


def require_zip(data: bytes) -> None:
    """Return if the bytes begin as a zip archive; otherwise raise UnreadableError that says what they are."""
    if not data:
        raise UnreadableError("empty", "the file has no bytes")
    if data.startswith(ZIP):
        return
    if data.startswith(EMPTY_ZIP):
        raise UnreadableError("damaged", "the zip archive has no entries")
    if data.startswith(OLE):
        raise _ole(data)
    if data.startswith(LFS_POINTER):
        raise UnreadableError("git-lfs-pointer", "a Git LFS pointer stands where the file should be")
    if not data.strip(b"\0"):
        raise UnreadableError("damaged", "the file holds only zero bytes, as after a failed copy")
    what = _text_kind(data[:HEAD])
    if what:
        raise UnreadableError("renamed", f"the file is {what}, not an Office document")
    raise UnreadableError("not-office", "the file is neither a zip archive nor any known kind of Office file")


def _ole(data: bytes) -> UnreadableError:
    """OLE compound files are what Office wrote until 2003, and the envelope of encrypted files since."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return UnreadableError("encrypted", "the file is protected with a password")
    return UnreadableError("legacy-format", "the file is in the binary format of Office 97 to 2003")


def _text_kind(head: bytes) -> str:
    """What kind of text or page the bytes are, in words; empty if they are none."""
    if head.startswith(b"%PDF-"):
        return "a PDF"
    if head.startswith(b"{\\rtf"):
        return "an RTF document"
    start = _without_mark(head).lstrip().lower()
    if start.startswith((b"<!doctype html", b"<html")) or b"<html" in start[:1024]:
        return "an HTML page"
    if start.startswith(b"<?xml"):
        return "a plain XML file"
    if len(head) >= SHORTEST_TEXT and _is_text(head):
        return "plain text"
    return ""


def _without_mark(head: bytes) -> bytes:
    for mark in MARKS:
        if head.startswith(mark):
            return head[len(mark) :]
    return head


def _is_text(head: bytes) -> bool:
    if head.startswith(MARKS[1:]):
        return True
    if any(byte < 9 or 13 < byte < 32 for byte in head):
        return False
    try:
        head[:-3].decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
