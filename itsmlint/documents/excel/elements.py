"""Finding elements by local name, so that neither prefix nor namespace variant matters."""

from collections.abc import Iterator

from lxml import etree


def named(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """The children of that local name."""
    return element.iterchildren(f"{{*}}{name}")


def children(root: etree._Element, parent: str, name: str) -> Iterator[etree._Element]:
    """The children of that name in the root's children called ``parent``."""
    for holder in named(root, parent):
        yield from named(holder, name)


def is_a(element: etree._Element, name: str) -> bool:
    """Whether the element has that local name."""
    return etree.QName(element).localname == name


def attribute(element: etree._Element, name: str) -> str:
    """The attribute of that local name in any namespace; empty where there is none."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return ""
