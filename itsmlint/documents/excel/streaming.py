"""A guarded expat parser for the parts that are walked as a stream: sheets and shared strings."""

import re
from xml.parsers import expat

from itsmlint.documents.unreadable import UnreadableError

_LATIN_1 = re.compile(rb"""\s*<\?xml\b[^>]{0,200}?\bencoding\s*=\s*["'](?:iso-8859-1|latin-?1)["']""", re.I)


def new_parser(data: bytes) -> expat.XMLParserType:
    """A parser for XML that came from a Package: in UTF-8, or in Latin-1 and saying so.

    It has no handler that could expand an entity, and a document type declaration ends it.
    """
    parser = expat.ParserCreate("iso-8859-1" if _LATIN_1.match(data) else "utf-8")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    return parser


def run(parser: expat.XMLParserType, data: bytes, part: str) -> None:
    """Parse the whole part; raises UnreadableError("bad-xml") unless it is well-formed."""
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        detail = f"a part is not well-formed XML ({part}, line {error.lineno})"
        raise UnreadableError("bad-xml", detail) from None


def local_name(name: str) -> str:
    """An element's name without its namespace prefix."""
    return name.rpartition(":")[2]


def is_on(value: str | None, default: bool = False) -> bool:
    """An XML boolean: "1", "true" or "on"."""
    return default if value is None else value.strip().lower() in ("1", "true", "on")


def _refuse_doctype(*_: object) -> None:
    raise UnreadableError("unsafe-xml", "a part declares a document type")
