"""XML parts: checked as bytes, then parsed without entities, network or document type."""

import re

from lxml import etree

from itsmlint.documents.limits import Limits
from itsmlint.documents.unreadable import UnreadableError

DECLARED = re.compile(
    rb"""^\s*<\?xml\b[^>]{0,200}?\bencoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["'][^>]{0,200}?\?>"""
)
UTF8_LABELS = frozenset({"utf-8", "utf8", "us-ascii", "ascii"})
UTF16_LABELS = frozenset({"utf-16", "utf-16le", "utf-16be"})
LATIN1_LABELS = frozenset({"iso-8859-1", "latin1", "latin-1"})

STRICT_ROOT = b"http://purl.oclc.org/ooxml/"
TRANSITIONAL_ROOT = b"http://schemas.openxmlformats.org/"
STRICT_NAMES = (
    (b"officeDocument/extendedProperties", b"officeDocument/2006/extended-properties"),
    (b"officeDocument/customProperties", b"officeDocument/2006/custom-properties"),
    (
        b"officeDocument/relationships/extendedProperties",
        b"officeDocument/2006/relationships/extended-properties",
    ),
    (
        b"officeDocument/relationships/customProperties",
        b"officeDocument/2006/relationships/custom-properties",
    ),
    (b"officeDocument/", b"officeDocument/2006/"),
    (b"wordprocessingml/", b"wordprocessingml/2006/"),
    (b"spreadsheetml/", b"spreadsheetml/2006/"),
    (b"drawingml/", b"drawingml/2006/"),
    (b"schemaLibrary/", b"schemaLibrary/2006/"),
)
"""ISO/IEC 29500 strict names and their transitional counterparts, longer names first."""


def checked_xml(data: bytes, limits: Limits) -> bytes:
    """The bytes of an XML part, in UTF-8 (or Latin-1 if declared) and with transitional namespaces.

    Raises UnreadableError for other encodings, document types, entities and oversized tokens.
    """
    data = _eight_bit(data)
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise UnreadableError("unsafe-xml", "a part declares a document type or entities")
    if len(data) > limits.token_size:
        _check_tokens(data, limits.token_size)
    if STRICT_ROOT in data:
        for strict, transitional in STRICT_NAMES:
            data = data.replace(STRICT_ROOT + strict, TRANSITIONAL_ROOT + transitional)
    return data


def parse(data: bytes) -> etree._Element:
    """The root element of an XML part's checked bytes. Raises UnreadableError("bad-xml")."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise UnreadableError("bad-xml", "a part is not well-formed XML") from None


def _eight_bit(data: bytes) -> bytes:
    if data.startswith((b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")):
        return _from_utf16(data)
    if data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
    declared = DECLARED.match(data)
    label = declared[1].decode("ascii").lower() if declared else "utf-8"
    if label in UTF8_LABELS:
        return data
    if label in LATIN1_LABELS:
        return data
    if label in UTF16_LABELS:
        raise UnreadableError("bad-xml", "a part says it is UTF-16 but is not")
    raise UnreadableError("bad-xml", "a part is in an encoding that Office files do not use")


def _from_utf16(data: bytes) -> bytes:
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    codec = "utf-16" if marked else "utf-16-le" if data.startswith(b"<\0") else "utf-16-be"
    try:
        plain = data.decode(codec).encode("utf-8")
    except UnicodeError:
        raise UnreadableError("bad-xml", "a part in UTF-16 is damaged") from None
    declared = DECLARED.match(plain)
    if not declared:
        return plain
    if declared[1].decode("ascii").lower() not in UTF16_LABELS:
        raise UnreadableError("bad-xml", "a part in UTF-16 says it is in another encoding")
    return plain[: declared.start(1)] + b"UTF-8" + plain[declared.end(1) :]


WHOLE_TAG = re.compile(rb"""<(?:[^"'<>]++|"[^"<]*+"|'[^'<]*+')*+>""")


def _check_tokens(data: bytes, most: int) -> None:
    """Refuse tags, comments and processing instructions longer than ``most`` bytes.

    A tag holds no second "<", so a long one contains a stretch of half the length without any: only those
    stretches are looked at.
    """
    half = most // 2
    for start in range(0, len(data), half):
        following = data.find(b"<", start)
        following = len(data) if following < 0 else following
        if following - start < half:
            continue
        opening = data.rfind(b"<", 0, start)
        tag = WHOLE_TAG.match(data, max(opening, 0))
        if tag is None or tag.end() - tag.start() > most:
            raise UnreadableError("over-limit", f"a part has an XML tag of more than {most:,} bytes")
    _check_pairs(data, b"<!--", b"-->", most)
    _check_pairs(data, b"<?", b"?>", most)


def _check_pairs(data: bytes, opening: bytes, closing: bytes, most: int) -> None:
    start = data.find(opening)
    while start >= 0:
        end = data.find(closing, start + len(opening))
        if end < 0 or end - start > most:
            raise UnreadableError("over-limit", f"a part has an XML comment of more than {most:,} bytes")
        start = data.find(opening, end)
