"""The file's properties: core, extended and custom (``docProps``), wherever relationships lead."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from lxml import etree

from itsmlint.documents.model import Properties
from itsmlint.documents.unreadable import UnreadableError

CORE_TEXTS = {
    "title": "title",
    "subject": "subject",
    "creator": "author",
    "lastModifiedBy": "last_modified_by",
    "keywords": "keywords",
    "category": "category",
    "contentStatus": "status",
    "version": "version",
}
"""Elements of the core properties (OPC part 2, 11) to the fields of Properties."""
CORE_DATES = {"created": "created", "modified": "modified"}
APP_TEXTS = {"Company": "company", "Template": "template"}


def read_properties(load: Callable[[str], etree._Element | None]) -> Properties:
    """The properties. ``load`` gives the root of the part a package relationship of a type leads to.

    What is missing or damaged is left out: properties never make a file unreadable.
    """
    fields: dict[str, object] = {}
    for name, text in _texts(_tolerant(load, "core-properties")).items():
        if name in CORE_TEXTS:
            fields[CORE_TEXTS[name]] = text
        elif name in CORE_DATES:
            fields[CORE_DATES[name]] = _date(text)
    for name, text in _texts(_tolerant(load, "extended-properties")).items():
        if name in APP_TEXTS:
            fields[APP_TEXTS[name]] = text
    return Properties(**fields, custom=_custom(_tolerant(load, "custom-properties")))  # type: ignore[arg-type]


def _tolerant(load: Callable[[str], etree._Element | None], type: str) -> etree._Element | None:
    try:
        return load(type)
    except UnreadableError:
        return None


def _texts(root: etree._Element | None) -> Mapping[str, str]:
    if root is None:
        return {}
    return {
        etree.QName(child).localname: (child.text or "").strip()
        for child in root
        if isinstance(child.tag, str)
    }


def _custom(root: etree._Element | None) -> Mapping[str, str]:
    if root is None:
        return {}
    custom = {}
    for property in root:
        name = property.get("name")
        text = "".join(str(piece) for piece in property.itertext()).strip()
        if name and text:
            custom[name] = text
    return custom


def _date(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
