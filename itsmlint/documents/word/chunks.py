"""Text of parts in another format that Word shows in the document (``w:altChunk``)."""

from lxml import etree

from itsmlint.documents.package import Package
from itsmlint.documents.unreadable import UnreadableError

BLOCK_TAGS = frozenset(
    {"p", "div", "li", "tr", "br", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "body"}
)
UNSEEN_TAGS = frozenset({"script", "style", "head", "title"})
MOST_CHARACTERS = 2_000_000


def chunk_lines(package: Package, part: str) -> list[str]:
    """The lines of an HTML or plain text part; none for other formats."""
    try:
        content = package.read(part)[:MOST_CHARACTERS]
    except UnreadableError:
        return []
    name = part.lower()
    if name.endswith((".htm", ".html", ".xhtml")):
        return _html_lines(content)
    if name.endswith(".txt"):
        return [line for line in content.decode("utf-8", "replace").splitlines() if line.strip()]
    return []


def _html_lines(content: bytes) -> list[str]:
    parser = etree.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        return []
    if root is None:
        return []
    lines = [""]
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if element.tag in BLOCK_TAGS:
            lines.append("")
        if element.tag not in UNSEEN_TAGS:
            lines[-1] += (element.text if event == "start" else element.tail) or ""
    return [line for line in (" ".join(line.split()) for line in lines) if line]
