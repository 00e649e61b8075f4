"""The one door through which a file's bytes come in: opened once, looked at, inflated within limits."""

import posixpath
from collections.abc import Iterator, Mapping
from typing import Literal, TypeAlias
from urllib.parse import unquote

import msgspec
from lxml import etree

from itsmlint.documents.archive import Entry, inflate, key, read_directory
from itsmlint.documents.limits import Limits
from itsmlint.documents.model import Properties
from itsmlint.documents.properties import read_properties
from itsmlint.documents.sniffing import require_zip
from itsmlint.documents.unreadable import UnreadableError
from itsmlint.documents.xml_parts import checked_xml, parse

__all__ = ["Limits", "MainKind", "Package", "Relationship", "parse"]

MainKind: TypeAlias = Literal["word", "excel"]

_OPEN = "application/vnd.openxmlformats-officedocument."
MAIN_TYPES: Mapping[str, MainKind] = {
    _OPEN + "wordprocessingml.document.main+xml": "word",
    _OPEN + "wordprocessingml.template.main+xml": "word",
    "application/vnd.ms-word.document.macroenabled.main+xml": "word",
    "application/vnd.ms-word.template.macroenabledtemplate.main+xml": "word",
    _OPEN + "spreadsheetml.sheet.main+xml": "excel",
    _OPEN + "spreadsheetml.template.main+xml": "excel",
    "application/vnd.ms-excel.sheet.macroenabled.main+xml": "excel",
    "application/vnd.ms-excel.template.macroenabled.main+xml": "excel",
}
"""Content types of main parts, in lower case: documents and templates, with and without macros."""
PLAIN_XML_TYPES = frozenset({"application/xml", "text/xml"})
MAIN_ROOTS: Mapping[str, MainKind] = {
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}document": "word",
    "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}workbook": "excel",
}
CONTENT_TYPES_PART = "[Content_Types].xml"
XML_ENDINGS = (".xml", ".rels", ".vml")
STRICT_TYPES = {"extendedProperties": "extended-properties", "customProperties": "custom-properties"}


class Relationship(msgspec.Struct, frozen=True):
    """A relationship of a part (``_rels/*.rels``)."""

    id: str
    type: str
    """The last step of the type's URI, the same for transitional and strict: "officeDocument", "styles"."""
    target: str
    """The name of the part it leads to, without leading slash ("word/styles.xml"); the URI if external."""
    external: bool = False


class Package:
    """An Office Open XML package whose directory and sizes were checked.

    Parts are inflated when they are read; nothing is written to disk, and no external target is followed.
    """

    main: str
    """The main part's name: "word/document.xml"."""
    main_kind: MainKind
    names: tuple[str, ...]
    """The parts' names as the archive spells them, without leading slash, in the archive's order."""

    def __init__(self, data: bytes, entries: Mapping[str, Entry], limits: Limits) -> None:
        self._data = data
        self._entries = entries
        self._limits = limits
        self._tags = 0
        self._relationships: dict[str, tuple[Relationship, ...]] = {}
        self.names = tuple(_part_name(entry.name) for entry in entries.values())
        self.main, self.main_kind = self._find_main()

    @classmethod
    def open(cls, data: bytes, limits: Limits | None = None) -> "Package":
        """The package in the bytes. Raises UnreadableError for whatever is no sound Word or Excel package."""
        limits = limits or Limits()
        if len(data) > limits.file_size:
            raise UnreadableError("over-limit", f"the file has more than {limits.file_size:,} bytes")
        require_zip(data)
        return cls(data, read_directory(data, limits), limits)

    def has(self, part: str) -> bool:
        """Whether the package holds the part; case does not matter (OPC part 2, 6.2.2.3)."""
        return key(part) in self._entries

    def read(self, part: str) -> bytes:
        """The part's content; XML with transitional namespaces, ready for :func:`parse`.

        Raises UnreadableError: missing-part, damaged, over-limit, bad-xml, unsafe-xml.
        """
        entry = self._entries.get(key(part))
        if entry is None:
            raise UnreadableError("missing-part", f"the package has no part {shortened(part)}")
        try:
            content = inflate(entry, self._data, self._limits)
            if not _is_xml(part, content):
                return content
            self._count_tags(content)
            return checked_xml(content, self._limits)
        except UnreadableError as error:
            raise UnreadableError(error.reason, f"{error.detail} ({shortened(part)})") from None

    def parse(self, part: str) -> etree._Element:
        """The root element of an XML part. Raises UnreadableError as :meth:`read`, and bad-xml."""
        content = self.read(part)
        try:
            return parse(content)
        except UnreadableError as error:
            raise UnreadableError(error.reason, f"{error.detail} ({shortened(part)})") from None

    def relationships(self, part: str) -> tuple[Relationship, ...]:
        """The part's relationships, () where there are none; "" for the package itself.

        Raises UnreadableError when they are damaged.
        """
        if part not in self._relationships:
            self._relationships[part] = tuple(self._read_relationships(part))
        return self._relationships[part]

    def related(self, part: str, type: str) -> str | None:
        """The first part inside the package that a relationship of the type leads to and that exists."""
        for relationship in self.relationships(part):
            if relationship.type == type and not relationship.external and self.has(relationship.target):
                return relationship.target
        return None

    def properties(self) -> Properties:
        """The file's properties; what is missing or damaged is left out."""
        return read_properties(self._related_root)

    def _related_root(self, type: str) -> etree._Element | None:
        part = self.related("", type)
        return self.parse(part) if part else None

    def _count_tags(self, content: bytes) -> None:
        self._tags += content.count(b"<")
        if self._tags > self._limits.tags:
            raise UnreadableError("over-limit", f"the XML has more than {self._limits.tags:,} tags")

    def _read_relationships(self, part: str) -> Iterator[Relationship]:
        folder, name = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", f"{name}.rels")
        if not self.has(rels):
            return
        for element in self.parse(rels):
            if not isinstance(element.tag, str) or etree.QName(element).localname != "Relationship":
                continue
            id, uri, target = element.get("Id"), element.get("Type"), element.get("Target")
            if id is None or uri is None or target is None:
                raise UnreadableError(
                    "damaged", f"a relationship lacks its id, type or target ({shortened(rels)})"
                )
            external = element.get("TargetMode", "").lower() == "external"
            type = uri.rsplit("/", 1)[-1]
            yield Relationship(
                id=id,
                type=STRICT_TYPES.get(type, type),
                target=target if external else self._resolved(folder, target),
                external=external,
            )

    def _resolved(self, folder: str, target: str) -> str:
        """The part name a target leads to, as the archive spells it if the part exists."""
        path = unquote(target.split("#", 1)[0]).replace("\\", "/")
        whole = posixpath.normpath(posixpath.join("/", folder, path)).lstrip("/")
        entry = self._entries.get(key(whole))
        return _part_name(entry.name) if entry else whole

    def _find_main(self) -> tuple[str, MainKind]:
        if not self.has(CONTENT_TYPES_PART):
            raise self._foreign()
        types = ContentTypes.of(self.parse(CONTENT_TYPES_PART))
        main = self.related("", "officeDocument") or self._main_by_type(types)
        if main is None:
            raise UnreadableError("missing-part", "the package has no main document part")
        kind = self._kind(main, types.of_part(main))
        if kind is None:
            raise UnreadableError(
                "missing-part", "the main part is neither a Word document nor an Excel workbook"
            )
        return main, kind

    def _main_by_type(self, types: "ContentTypes") -> str | None:
        """For packages without package relationships."""
        if self.relationships(""):
            return None
        return next((name for name in self.names if types.of_part(name) in MAIN_TYPES), None)

    def _kind(self, main: str, type: str) -> MainKind | None:
        if type in MAIN_TYPES:
            return MAIN_TYPES[type]
        return MAIN_ROOTS.get(self.parse(main).tag) if type in PLAIN_XML_TYPES else None

    def _foreign(self) -> UnreadableError:
        if self.has("mimetype") and self.has("META-INF/manifest.xml"):
            return UnreadableError("renamed", "the file is an OpenDocument file, not an Office document")
        return UnreadableError("not-office", "the file is a zip archive, but not of an Office document")


class ContentTypes:
    """The content types of a package's parts (``[Content_Types].xml``), in lower case."""

    def __init__(self, defaults: Mapping[str, str], overrides: Mapping[str, str]) -> None:
        self.defaults = defaults
        self.overrides = overrides

    @classmethod
    def of(cls, root: etree._Element) -> "ContentTypes":
        """The content types that the part's root element lists."""
        defaults, overrides = {}, {}
        for element in root:
            type = element.get("ContentType", "").strip().lower()
            extension, part = element.get("Extension"), element.get("PartName")
            if extension is not None:
                defaults[extension.lower()] = type
            elif part is not None:
                overrides[key(part)] = type
        return cls(defaults, overrides)

    def of_part(self, part: str) -> str:
        """The part's content type; empty where none is given."""
        name = key(part)
        return self.overrides.get(name) or self.defaults.get(name.rsplit(".", 1)[-1], "")


def shortened(part: str) -> str:
    """A part's name for a message: names come from the file and may be long or unprintable."""
    printable = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in part)
    return f"part {printable[:80]}"


def _part_name(entry_name: str) -> str:
    return entry_name.replace("\\", "/").lstrip("/")


def _is_xml(part: str, content: bytes) -> bool:
    return part.lower().endswith(XML_ENDINGS) or content[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(
        b"<?xml"
    )
