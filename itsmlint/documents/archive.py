"""The zip archive inside an Office file: its directory is checked before anything is inflated."""

import zlib
from collections.abc import Mapping
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

import msgspec

from itsmlint.documents.limits import Limits
from itsmlint.documents.unreadable import UnreadableError

STORED = 0
DEFLATED = 8
ENCRYPTED_FLAG = 0x1
LOCAL_HEADER = b"PK\x03\x04"
LOCAL_HEADER_SIZE = 30
DIRECTORY_ENTRY = b"PK\x01\x02"
SANE_SIGNATURES = 25
"""Directory entries of stored archives inside the archive count too, so allow this many times the limit."""


class Entry(msgspec.Struct, frozen=True, gc=False):
    """A file in the archive, with the span of its bytes."""

    name: str
    deflated: bool
    crc: int
    start: int
    end: int
    size: int
    """Inflated, as the directory says."""


def key(name: str) -> str:
    """Part names are equal when they differ only in case or in the direction of slashes."""
    return name.replace("\\", "/").lstrip("/").casefold()


def read_directory(data: bytes, limits: Limits) -> Mapping[str, Entry]:
    """The archive's entries by :func:`key`.

    Raises UnreadableError for a damaged or encrypted archive and for one that would inflate beyond the
    limits. Folders are left out.
    """
    entries: dict[str, Entry] = {}
    for info in _infos(data, limits):
        entry = _entry(info, data)
        _check_size(entry, limits)
        if entry.name.endswith("/"):
            continue
        if key(entry.name) in entries:
            raise UnreadableError("damaged", "the zip directory names one part twice")
        entries[key(entry.name)] = entry
    _check_overlaps(entries)
    if sum(entry.size for entry in entries.values()) > limits.package_size:
        raise UnreadableError("over-limit", f"the parts inflate to more than {limits.package_size:,} bytes")
    return entries


def inflate(entry: Entry, data: bytes, limits: Limits) -> bytes:
    """The entry's content. Raises UnreadableError unless size and checksum are as the directory says.

    Never more is inflated than the directory says, which was checked against the limits. The ratio is
    checked only here: decoration that nobody reads may be as empty as it likes.
    """
    if entry.size > limits.ratio_from and entry.size > limits.ratio * (entry.end - entry.start):
        raise UnreadableError("over-limit", f"a part inflates to more than {limits.ratio} times its size")
    packed = data[entry.start : entry.end]
    content = _inflated(packed, entry.size) if entry.deflated else packed
    if len(content) != entry.size or zlib.crc32(content) != entry.crc:
        raise UnreadableError("damaged", "a part differs from the size or checksum in the zip directory")
    return content


def _inflated(packed: bytes, size: int) -> bytes:
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        return inflater.decompress(packed, size + 1)
    except zlib.error:
        raise UnreadableError("damaged", "a part cannot be inflated") from None


def _infos(data: bytes, limits: Limits) -> list[ZipInfo]:
    too_many = UnreadableError("over-limit", f"the zip archive has more than {limits.entries:,} entries")
    if data.count(DIRECTORY_ENTRY) > limits.entries * SANE_SIGNATURES:
        raise too_many
    try:
        with ZipFile(BytesIO(data)) as archive:
            infos = archive.infolist()
    except (BadZipFile, NotImplementedError, ValueError, OverflowError):
        raise UnreadableError("damaged", "the zip directory is cut off or damaged") from None
    if len(infos) > limits.entries:
        raise too_many
    return infos


def _entry(info: ZipInfo, data: bytes) -> Entry:
    name = info.orig_filename
    if "\0" in name:
        raise UnreadableError("damaged", "the zip directory has a name with a zero byte")
    if info.flag_bits & ENCRYPTED_FLAG:
        raise UnreadableError("encrypted", "parts of the file are protected with a password")
    if info.compress_type not in (STORED, DEFLATED):
        raise UnreadableError("damaged", "a part is compressed in a way that Office files do not use")
    start = _content_start(info.header_offset, data)
    end = start + info.compress_size
    if end > len(data):
        raise UnreadableError("damaged", "a part runs past the end of the file")
    return Entry(
        name=name,
        deflated=info.compress_type == DEFLATED,
        crc=info.CRC,
        start=start,
        end=end,
        size=info.file_size,
    )


def _content_start(offset: int, data: bytes) -> int:
    header = data[offset : offset + LOCAL_HEADER_SIZE] if offset >= 0 else b""
    if len(header) < LOCAL_HEADER_SIZE or not header.startswith(LOCAL_HEADER):
        raise UnreadableError("damaged", "the zip directory points to where no part begins")
    name_size = int.from_bytes(header[26:28], "little")
    extra_size = int.from_bytes(header[28:30], "little")
    return offset + LOCAL_HEADER_SIZE + name_size + extra_size


def _check_size(entry: Entry, limits: Limits) -> None:
    if entry.size > limits.part_size:
        raise UnreadableError("over-limit", f"a part inflates to more than {limits.part_size:,} bytes")
    if not entry.deflated and entry.size != entry.end - entry.start:
        raise UnreadableError("damaged", "a part that is not compressed has two different sizes")


def _check_overlaps(entries: Mapping[str, Entry]) -> None:
    """Entries that share bytes are how a small archive becomes a large one."""
    end = 0
    for entry in sorted(entries.values(), key=lambda entry: entry.start):
        if entry.start < end:
            raise UnreadableError("damaged", "parts of the zip archive overlap")
        end = entry.end
