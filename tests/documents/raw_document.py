"""Word files written part by part, for what python-docx cannot or would not write."""

import io
import zipfile
from collections.abc import Iterable, Mapping

from itsmlint.documents.model import Document, Heading, Paragraph, Table
from itsmlint.documents.opening import document_from_bytes

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
DOCUMENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{LINKS}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
TEXT = "This paragraph says in more than ten words what the heading above it promises."

Parts = dict[str, str | bytes]


def run(text: str, properties: str = "") -> str:
    """A run with text."""
    rpr = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{rpr}<w:t xml:space="preserve">{text}</w:t></w:r>'


def bold(text: str) -> str:
    """A run in bold."""
    return run(text, "<w:b/>")


def p(*content: str, style: str = "", properties: str = "") -> str:
    """A paragraph; content that is no element becomes a run."""
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    ppr = f"<w:pPr>{styled}{properties}</w:pPr>" if styled or properties else ""
    return f"<w:p>{ppr}{''.join(c if c.startswith('<') else run(c) for c in content)}</w:p>"


def numbered(text: str, num: int, level: int = 0) -> str:
    """A paragraph of a list."""
    return p(text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>')


def cell(*content: str, properties: str = "") -> str:
    """A table cell; content that is no element becomes a paragraph."""
    inner = "".join(c if c.startswith("<") else p(c) for c in content) or p()
    return f"<w:tc>{f'<w:tcPr>{properties}</w:tcPr>' if properties else ''}{inner}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    """A table row; content that is no element becomes a cell."""
    inner = "".join(c if c.startswith("<") else cell(c) for c in cells)
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{inner}</w:tr>"


def table(*rows: str) -> str:
    """A table of rows."""
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def control(content: str, properties: str = "") -> str:
    """A content control around blocks, runs, rows or cells."""
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def field(code: str, result: str) -> str:
    """A complex field; ``result`` is runs."""

    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    instruction = f"<w:r><w:instrText>{code}</w:instrText></w:r>"
    return mark("begin") + instruction + mark("separate") + result + mark("end")


def part_xml(root: str, content: str) -> str:
    """A part with its root element: "styles", "numbering", "comments" ..."""
    return f"<w:{root} {NAMESPACES}>{content}</w:{root}>"


def style(id: str, name: str, content: str = "", kind: str = "paragraph", default: bool = False) -> str:
    """A style."""
    marked = ' w:default="1"' if default else ""
    return f'<w:style w:type="{kind}" w:styleId="{id}"{marked}><w:name w:val="{name}"/>{content}</w:style>'


def relationships_xml(links: Iterable[tuple[str, str, str]]) -> str:
    """Relationships of (id, last step of the type, target); "!" before the target: external."""
    items = ""
    for id, type, target in links:
        mode = ' TargetMode="External"' if target.startswith("!") else ""
        place = target.removeprefix("!")
        items += f'<Relationship Id="{id}" Type="{LINKS}/{type}" Target="{place}"{mode}/>'
    return f'<Relationships xmlns="{PACKAGE}/relationships">{items}</Relationships>'


def content_types_xml(overrides: Mapping[str, str]) -> str:
    """The content types part."""
    items = "".join(f'<Override PartName="{name}" ContentType="{type}"/>' for name, type in overrides.items())
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="{rels}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{items}</Types>'
    )


def word_parts(body: str, parts: Parts | None = None, links: Iterable[tuple[str, str, str]] = ()) -> Parts:
    """The parts of a document. Further parts stand under "word/" and are linked by the name of their type.

    ``{"styles": xml}`` becomes word/styles.xml with a relationship "styles".
    """
    named = parts or {}
    document_links = [
        *((f"part{n}", type.rstrip("0123456789"), f"{type}.xml") for n, type in enumerate(named)),
        *links,
    ]
    return {
        "[Content_Types].xml": content_types_xml({"/word/document.xml": DOCUMENT_TYPE}),
        "_rels/.rels": relationships_xml([("rId1", "officeDocument", "word/document.xml")]),
        "word/document.xml": part_xml("document", f"<w:body>{body}</w:body>"),
        "word/_rels/document.xml.rels": relationships_xml(document_links),
        **{f"word/{type}.xml": content for type, content in named.items()},
    }


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip archive of the parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def read(body: str, parts: Parts | None = None, links: Iterable[tuple[str, str, str]] = ()) -> Document:
    """The Document of a body."""
    return document_from_bytes(zipped(word_parts(body, parts, links)), "policy.docx")


def read_paragraphs(body: str, parts: Parts | None = None) -> list[Paragraph]:
    """The top-level paragraphs of a body."""
    return [block for block in read(body, parts).blocks if isinstance(block, Paragraph)]


def read_text(body: str, parts: Parts | None = None) -> list[str]:
    """The texts of all paragraphs of a body, those in tables and text boxes included, empty ones left out."""
    return [paragraph.text for paragraph in read(body, parts).body_paragraphs() if paragraph.text]


def read_table(*rows: str) -> Table:
    """The table of a body that holds nothing else."""
    (found,) = (block for block in read(table(*rows)).blocks if isinstance(block, Table))
    return found


def headings(body: str, parts: Parts | None = None) -> list[tuple[str, int]]:
    """The headings of a body in reading order, with their levels."""
    document = read(body, parts)
    return [(p.text, p.heading.level) for p in document.body_paragraphs() if isinstance(p.heading, Heading)]
