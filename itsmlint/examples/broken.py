"""Files that cannot be read, one for each reason."""

import zipfile
from collections.abc import Callable
from io import BytesIO

import docx

from itsmlint.examples.marks import DialectError
from itsmlint.nearest import did_you_mean

_DOCUMENT = "word/document.xml"


def build_broken(reason: str) -> bytes | None:
    """The bytes of a file that cannot be read for this reason; None where bytes cannot show it."""
    if reason not in WAYS:
        raise DialectError(1, f"no way {reason!r} to be unreadable: {did_you_mean(reason, WAYS)}")
    way = WAYS[reason]
    return way() if way else None


def _sound() -> bytes:
    document = docx.Document()
    document.add_heading("Incident Management Policy", level=1)
    document.add_paragraph("This policy applies to all services.")
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _with_part(change: Callable[[bytes], bytes | None]) -> bytes:
    """A sound document whose main part is changed, or left out for None."""
    stream = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(_sound())) as source,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for info in source.infolist():
            content: bytes | None = source.read(info)
            if info.filename == _DOCUMENT:
                content = change(source.read(info))
            if content is not None:
                target.writestr(info.filename, content)
    return stream.getvalue()


def _compound_file(*streams: str) -> bytes:
    """An OLE compound file of a header, an allocation table and a directory that names these streams."""
    header = bytearray(512)
    header[0:8] = bytes.fromhex("d0cf11e0a1b11ae1")
    header[24:34] = bytes.fromhex("3e000300feff09000600")
    header[44:48] = (1).to_bytes(4, "little")  # sectors of the allocation table
    header[48:52] = (1).to_bytes(4, "little")  # first sector of the directory
    header[56:60] = (4096).to_bytes(4, "little")  # smaller streams lie in the mini stream
    header[60:64] = header[68:72] = b"\xfe\xff\xff\xff"
    header[76:512] = b"\0\0\0\0" + b"\xff" * 432
    table = b"\xfd\xff\xff\xff\xfe\xff\xff\xff" + b"\xff" * 504
    entries = b"".join(
        _entry(name, 5 if not index else 2) for index, name in enumerate(("Root Entry", *streams))
    )
    return bytes(header) + table + entries.ljust(512, b"\0")


def _entry(name: str, kind: int) -> bytes:
    entry = bytearray(128)
    encoded = name.encode("utf-16-le")
    entry[: len(encoded)] = encoded
    entry[64:66] = (len(encoded) + 2).to_bytes(2, "little")
    entry[66:68] = bytes((kind, 1))
    entry[68:80] = b"\xff" * 12
    return bytes(entry)


def _no_content() -> bytes:
    stream = BytesIO()
    docx.Document().save(stream)
    return stream.getvalue()


_LFS_POINTER = b"version https://git-lfs.github.com/spec/v1\noid sha256:" + b"0" * 64 + b"\nsize 48213\n"
_DOCTYPE = b'<!DOCTYPE w:document [<!ENTITY company "ACME">]>\n'

WAYS: dict[str, Callable[[], bytes] | None] = {
    "empty": lambda: b"",
    "not-office": lambda: bytes(range(128, 256)) * 8,
    "legacy-format": lambda: _compound_file("WordDocument", "1Table"),
    "encrypted": lambda: _compound_file("EncryptionInfo", "EncryptedPackage"),
    "damaged": lambda: _sound()[:9000],
    "git-lfs-pointer": lambda: _LFS_POINTER,
    "renamed": lambda: b"<!DOCTYPE html><html><body><h1>Incident Policy</h1></body></html>",
    "missing-part": lambda: _with_part(lambda xml: None),
    "bad-xml": lambda: _with_part(lambda xml: xml[: len(xml) // 2]),
    "unsafe-xml": lambda: _with_part(lambda xml: xml.replace(b"<w:document", _DOCTYPE + b"<w:document", 1)),
    "over-limit": lambda: _with_part(lambda xml: xml.replace(b"<w:body>", b"<w:body>" + b" " * 6_000_000, 1)),
    "no-content": _no_content,
    "not-permitted": None,
    "not-a-file": None,
    "reader-failed": None,
}
"""How a file of each reason is made; None where no bytes can show it."""
