"""What the door lets in, and what it says about what it does not."""

import io
import struct
import zipfile
from datetime import UTC, datetime

import pytest
from raw_document import (
    DOCUMENT_TYPE,
    LINKS,
    PACKAGE,
    Parts,
    W,
    content_types_xml,
    p,
    relationships_xml,
    word_parts,
    zipped,
)

from itsmlint.documents.limits import Limits
from itsmlint.documents.package import Package, parse
from itsmlint.documents.unreadable import UnreadableError

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BODY = p("The policy.")


def package(changes: Parts | None = None, limits: Limits | None = None) -> Package:
    """A sound document with some parts changed."""
    return Package.open(zipped({**word_parts(BODY), **(changes or {})}), limits)


def reason(data: bytes, limits: Limits | None = None) -> str:
    """Why the door refuses the bytes, the main part included."""
    with pytest.raises(UnreadableError) as refused:
        opened = Package.open(data, limits)
        opened.parse(opened.main)
    return refused.value.reason


def reason_with(changes: Parts, limits: Limits | None = None) -> str:
    return reason(zipped({**word_parts(BODY), **changes}), limits)


# -- first bytes ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "empty"),
        (OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (OLE + bytes(600) + "WordDocument".encode("utf-16-le"), "legacy-format"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:0\n", "git-lfs-pointer"),
        (b"<!DOCTYPE html><html></html>", "renamed"),
        (b"\xef\xbb\xbf<html></html>", "renamed"),
        (rb"{\rtf1 Policy}", "renamed"),
        (b"%PDF-1.7\n", "renamed"),
        (b"Policy, owner, date\n", "renamed"),
        (bytes(1000), "damaged"),
        (b"\x1f\x8b\x08\x00\x00\x00\x00\x00", "not-office"),
        (b"PK\x03\x04", "damaged"),
    ],
)
def test_says_what_bytes_are_that_are_no_package(data: bytes, expected: str) -> None:
    assert reason(data) == expected


def test_an_opendocument_file_is_renamed() -> None:
    odt = {"mimetype": "application/vnd.oasis.opendocument.text", "META-INF/manifest.xml": "<x/>"}
    assert reason(zipped(odt)) == "renamed"


def test_a_zip_of_other_files_is_not_office() -> None:
    assert reason(zipped({"readme.txt": "hello"})) == "not-office"


# -- zip directory -------------------------------------------------------------------------------------


def test_a_cut_off_file_is_damaged() -> None:
    data = zipped(word_parts(BODY))
    assert reason(data[: len(data) // 2]) == "damaged"


def test_a_part_that_differs_from_its_checksum_is_damaged() -> None:
    data = zipped(word_parts(BODY))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        crc = archive.getinfo("word/document.xml").CRC
    assert reason(data.replace(struct.pack("<I", crc), b"\0\0\0\0")) == "damaged"


def test_a_part_that_inflates_to_more_than_its_size_is_not_inflated_further() -> None:
    data = zipped({**word_parts(BODY), "word/document.xml": "x" * 100_000})
    assert reason(data.replace(struct.pack("<I", 100_000), struct.pack("<I", 500))) == "damaged"


def test_a_password_flag_is_encrypted() -> None:
    data = bytearray(zipped(word_parts(BODY)))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert reason(bytes(data)) == "encrypted"


@pytest.mark.parametrize("other", ["WORD/Document.xml", "word\\document.xml"])
def test_two_parts_of_one_name_are_damaged(other: str) -> None:
    assert reason_with({other: "<x/>"}) == "damaged"


def test_other_compression_methods_are_damaged() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("word/document.xml", "x")
    assert reason(stream.getvalue()) == "damaged"


def test_entries_that_share_bytes_are_damaged() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.xml", "a" * 500)
        archive.writestr("b.xml", "b" * 500)
        archive.getinfo("b.xml").header_offset = 0
        archive.getinfo("b.xml").CRC = archive.getinfo("a.xml").CRC
    assert reason(stream.getvalue()) == "damaged"


@pytest.mark.parametrize(
    "limits",
    [
        Limits(file_size=100),
        Limits(entries=3),
        Limits(part_size=100),
        Limits(package_size=500),
        Limits(tags=5),
        Limits(ratio=2, ratio_from=400),
    ],
)
def test_each_limit_holds(limits: Limits) -> None:
    assert (
        reason_with({"word/document.xml": word_parts(p("x" * 4000))["word/document.xml"]}, limits)
        == "over-limit"
    )


def test_parts_that_nobody_reads_are_not_inflated() -> None:
    opened = package({"word/media/image1.png": b"\0" * 3_000_000})
    assert opened.parse(opened.main) is not None


# -- XML -----------------------------------------------------------------------------------------------


def with_document(content: bytes) -> bytes:
    return zipped({**word_parts(BODY), "word/document.xml": content})


@pytest.mark.parametrize("mark", ["utf-16-le", "utf-16-be"])
def test_reads_utf16(mark: str) -> None:
    text = f'<?xml version="1.0" encoding="UTF-16"?><w:document xmlns:w="{W}">é</w:document>'
    bom = b"\xff\xfe" if mark == "utf-16-le" else b"\xfe\xff"
    opened = Package.open(with_document(bom + text.encode(mark)))
    assert opened.parse("word/document.xml").text == "é"


def test_tolerates_declared_latin1() -> None:
    text = f'<?xml version="1.0" encoding="ISO-8859-1"?><w:document xmlns:w="{W}">é</w:document>'
    assert Package.open(with_document(text.encode("latin-1"))).parse("word/document.xml").text == "é"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "bad-xml"),
        (b"<a><b></a>", "bad-xml"),
        (b"<a>\xe9</a>", "bad-xml"),
        (b'<?xml version="1.0" encoding="UTF-16"?><a/>', "bad-xml"),
        (b'<?xml version="1.0" encoding="UTF-7"?><a/>', "bad-xml"),
        (b'<!DOCTYPE a [<!ENTITY e "text">]><a>&e;</a>', "unsafe-xml"),
        ('<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a><a/>'.encode("utf-16"), "unsafe-xml"),
    ],
)
def test_refuses_unsafe_and_broken_xml(content: bytes, expected: str) -> None:
    assert reason(with_document(content)) == expected


@pytest.mark.parametrize(
    "content",
    ['<a b="{}"/>', "<a b='{}'/>", "<a><!--{}--></a>", "<a><?x {}?></a>"],
    ids=["attribute", "single quotes", "comment", "instruction"],
)
@pytest.mark.parametrize("filler", ["x", ">"])
def test_refuses_giant_tokens(content: str, filler: str) -> None:
    filled = content.format(filler * 3_000).encode()
    assert reason(with_document(filled), Limits(token_size=1_000)) == "over-limit"


def test_long_text_is_no_giant_token() -> None:
    opened = Package.open(with_document(b"<a>" + b"x" * 3_000 + b"</a>"), Limits(token_size=1_000))
    assert len(opened.parse("word/document.xml").text or "") == 3_000


def test_comments_and_instructions_do_not_part_text() -> None:
    assert parse(b"<a>one <!-- x -->two<?y z?> three</a>").text == "one two three"


def test_strict_namespaces_become_transitional() -> None:
    strict = '<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"/>'
    assert package({"word/document.xml": strict}).parse("word/document.xml").tag == f"{{{W}}}document"


# -- parts and relationships ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("type", "kind"),
    [
        (DOCUMENT_TYPE, "word"),
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml", "word"),
        ("application/vnd.ms-word.document.macroEnabled.main+xml", "word"),
        ("application/vnd.ms-word.template.macroEnabledTemplate.main+xml", "word"),
        ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", "excel"),
        ("application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml", "excel"),
        ("application/vnd.ms-excel.sheet.macroEnabled.main+xml", "excel"),
        ("application/vnd.ms-excel.template.macroEnabled.main+xml", "excel"),
    ],
)
def test_knows_documents_and_templates_with_and_without_macros(type: str, kind: str) -> None:
    types = content_types_xml({"/word/document.xml": type})
    assert package({"[Content_Types].xml": types}).main_kind == kind


def test_a_main_part_of_plain_xml_type_is_known_by_its_root() -> None:
    assert package({"[Content_Types].xml": content_types_xml({})}).main_kind == "word"


def test_a_presentation_is_another_kind() -> None:
    type = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
    assert (
        reason_with({"[Content_Types].xml": content_types_xml({"/word/document.xml": type})})
        == "missing-part"
    )


def test_a_missing_main_part_is_said() -> None:
    parts = word_parts(BODY)
    del parts["word/document.xml"]
    assert reason(zipped(parts)) == "missing-part"


def test_without_package_relationships_the_main_part_is_found_by_its_type() -> None:
    parts = word_parts(BODY)
    del parts["_rels/.rels"]
    assert Package.open(zipped(parts)).main == "word/document.xml"


def test_the_main_part_may_have_any_name() -> None:
    parts = word_parts(BODY)
    parts["doc/p1.xml"] = parts.pop("word/document.xml")
    parts["_rels/.rels"] = relationships_xml([("rId1", "officeDocument", "/doc/p1.xml")])
    parts["[Content_Types].xml"] = content_types_xml({"/doc/p1.xml": DOCUMENT_TYPE})
    assert Package.open(zipped(parts)).main == "doc/p1.xml"


@pytest.mark.parametrize(
    ("target", "resolved"),
    [
        ("styles.xml", "word/styles.xml"),
        ("/word/styles.xml", "word/styles.xml"),
        ("../word/./styles.xml", "word/styles.xml"),
        ("STYLES.XML", "word/styles.xml"),
        ("my%20styles.xml", "word/my styles.xml"),
        ("styles.xml#top", "word/styles.xml"),
        ("../../../etc/passwd", "etc/passwd"),
    ],
)
def test_resolves_targets_inside_the_package(target: str, resolved: str) -> None:
    links = relationships_xml([("rId1", "styles", target)])
    opened = package({"word/_rels/document.xml.rels": links, "word/styles.xml": "<x/>"})
    (relationship,) = opened.relationships("word/document.xml")
    assert relationship.target == resolved


def test_external_and_dangling_targets_are_never_related_parts() -> None:
    links = [
        ("a", "styles", "!http://example.org/styles.xml"),
        ("b", "styles", "NULL"),
        ("c", "styles", "s.xml"),
    ]
    opened = package({"word/_rels/document.xml.rels": relationships_xml(links), "word/s.xml": "<x/>"})
    assert opened.related("word/document.xml", "styles") == "word/s.xml"


def test_part_names_ignore_case() -> None:
    opened = package({"word/Styles.xml": "<x/>"})
    assert opened.has("WORD/styles.XML")
    assert opened.read("word/styles.xml") == b"<x/>"


def test_a_relationship_without_target_is_damage() -> None:
    broken = f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="a"/></Relationships>'
    opened = package({"word/_rels/document.xml.rels": broken})
    with pytest.raises(UnreadableError, match="damaged"):
        opened.relationships("word/document.xml")


def test_messages_never_hold_unprintable_names() -> None:
    with pytest.raises(UnreadableError) as refused:
        package().read("word/\x1b[31m.xml")
    assert "\x1b" not in refused.value.detail


# -- properties ----------------------------------------------------------------------------------------

CORE = (
    '<c:coreProperties xmlns:c="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:t="http://purl.org/dc/terms/">{}</c:coreProperties>'
)


def with_properties(core: str = "", app: str = "", custom: str = "") -> Package:
    links = f'<Relationships xmlns="{PACKAGE}/relationships">' + "".join(
        f'<Relationship Id="{n}" Type="{type}" Target="{target}"/>'
        for n, (type, target) in enumerate(
            [
                (f"{LINKS}/officeDocument", "word/document.xml"),
                (f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
                (f"{LINKS}/extended-properties", "docProps/app.xml"),
                (f"{LINKS}/custom-properties", "docProps/custom.xml"),
            ]
        )
    )
    return package(
        {
            "_rels/.rels": links + "</Relationships>",
            "docProps/core.xml": core,
            "docProps/app.xml": app,
            "docProps/custom.xml": custom,
        }
    )


def test_reads_core_extended_and_custom_properties() -> None:
    properties = with_properties(
        CORE.format("<dc:title>Risk Policy</dc:title><t:modified>2024-05-06T07:08:09Z</t:modified>"),
        "<Properties><Company>Example Ltd</Company></Properties>",
        '<Properties><property name="Owner"><s>CISO</s></property></Properties>',
    ).properties()
    assert properties.title == "Risk Policy"
    assert properties.modified == datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)
    assert properties.company == "Example Ltd"
    assert properties.custom == {"Owner": "CISO"}


@pytest.mark.parametrize(
    "date", ["not a date", "0000-00-00T00:00:00Z", "99999-01-01T00:00:00Z", "2024-01-01T00:00:00+99:99"]
)
def test_a_bad_date_leaves_the_other_properties(date: str) -> None:
    properties = with_properties(
        CORE.format(f"<dc:title>Policy</dc:title><t:created>{date}</t:created>")
    ).properties()
    assert properties.title == "Policy"
    assert properties.created is None


def test_damaged_properties_are_no_properties() -> None:
    assert with_properties("oops", "<!DOCTYPE a><a/>", "").properties().title == ""
