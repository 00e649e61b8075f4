"""The text of a Word file is what a reader sees: all of it, once, in order."""

import io

import pytest
from docx import Document as NewDocument
from raw_document import (
    PACKAGE,
    TEXT,
    bold,
    cell,
    control,
    field,
    p,
    part_xml,
    read,
    read_paragraphs,
    read_text,
    row,
    run,
    style,
    table,
    word_parts,
    zipped,
)

from itsmlint.documents.limits import Limits
from itsmlint.documents.model import Mark, Paragraph
from itsmlint.documents.opening import document_from_bytes
from itsmlint.documents.unreadable import UnreadableError


def only(body: str, parts: dict[str, str | bytes] | None = None) -> Paragraph:
    """The only paragraph of a body."""
    (paragraph,) = read_paragraphs(body, parts)
    return paragraph


def marked(paragraph: Paragraph, kind: str) -> list[str]:
    """The stretches of text that carry a mark of the kind."""
    return [paragraph.text[mark.start : mark.end] for mark in paragraph.marks if mark.kind == kind]


def change(kind: str, content: str) -> str:
    return f'<w:{kind} w:id="1" w:author="Ann" w:date="2024-01-02T03:04:05Z">{content}</w:{kind}>'


DELETED = "<w:r><w:delText>old</w:delText></w:r>"


# -- runs ----------------------------------------------------------------------------------------------


def test_tabs_and_breaks_are_text() -> None:
    assert (
        only(p("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:cr/><w:t>d</w:t></w:r>")).text
        == "a\tb\nc\nd"
    )


def test_a_page_break_in_front_is_no_text() -> None:
    assert only(p('<w:r><w:br w:type="page"/></w:r>', "Scope")).text == "Scope"


def test_hyphens_that_hold_words_together_stay_and_soft_ones_go() -> None:
    assert (
        only(p("<w:r><w:t>co</w:t><w:noBreakHyphen/><w:t>op pol\u00adicy</w:t><w:softHyphen/></w:r>")).text
        == "co-op policy"
    )


def test_comments_inside_a_run_do_not_end_its_text() -> None:
    assert only(p("<w:r><w:t>TO<!-- x -->DO<?y z?> now</w:t></w:r>")).text == "TODO now"


@pytest.mark.parametrize(
    ("font", "char", "sign"),
    [
        ("Wingdings", "F0FC", "✓"),
        ("Wingdings", "F0FE", "☑"),
        ("Wingdings", "F0A8", "☐"),
        ("Wingdings 2", "F052", "☑"),
        ("Symbol", "F0B3", "≥"),
        ("Calibri", "2014", "—"),
        ("Wingdings", "zz", ""),
    ],
)
def test_symbols_become_unicode(font: str, char: str, sign: str) -> None:
    assert only(p("a", f'<w:r><w:sym w:font="{font}" w:char="{char}"/></w:r>')).text == f"a{sign}"


def test_math_is_text() -> None:
    assert only(p("x: ", "<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>")).text == "x: a+b"


def test_of_ruby_only_the_base_is_text() -> None:
    ruby = f"<w:ruby><w:rt>{run('kan')}</w:rt><w:rubyBase>{run('漢')}</w:rubyBase></w:ruby>"
    assert only(p(f"<w:r>{ruby}</w:r>")).text == "漢"


def test_hidden_text_is_there_and_marked() -> None:
    paragraph = only(p("seen ", run("hidden", "<w:vanish/>")))
    assert paragraph.text == "seen hidden"
    assert marked(paragraph, "hidden") == ["hidden"]


def test_highlighted_text_is_marked() -> None:
    assert marked(only(p("a ", run("b", '<w:highlight w:val="yellow"/>'))), "highlight") == ["b"]


# -- bold ----------------------------------------------------------------------------------------------


def test_a_paragraph_is_bold_when_all_visible_text_is() -> None:
    assert only(p(bold("Purpose"), run(" "), run("note", "<w:vanish/>"))).bold
    assert not only(p(bold("Owner:"), " CISO")).bold


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        ('<w:b w:val="0"/>', False),
        ('<w:b w:val="true"/>', True),
        ("", True),
        ('<w:rStyle w:val="Strong"/>', False),
    ],
    ids=["off", "on", "by style", "two styles cancel out"],
)
def test_bold_follows_the_styles(properties: str, expected: bool) -> None:
    styles = style("Lead", "Lead", "<w:rPr><w:b/></w:rPr>") + style(
        "Strong", "Strong", "<w:rPr><w:b/></w:rPr>", kind="character"
    )
    assert (
        only(p(run("text", properties), style="Lead"), {"styles": part_xml("styles", styles)}).bold
        is expected
    )


def test_bold_may_come_from_the_document_defaults() -> None:
    defaults = "<w:docDefaults><w:rPrDefault><w:rPr><w:b/></w:rPr></w:rPrDefault></w:docDefaults>"
    assert only(p("text"), {"styles": part_xml("styles", defaults)}).bold


# -- what python-docx's paragraphs leave out -----------------------------------------------------------


def test_content_controls_are_text_in_all_positions() -> None:
    body = (
        control(p("block"))
        + p("in ", control(run("line")))
        + table(control(row("a row")), row(control(cell("a cell"))), row(cell(control(p("in a cell")))))
    )
    assert read_text(body) == ["block", "in line", "a row", "a cell", "in a cell"]


def test_a_control_that_shows_its_prompt_is_a_placeholder() -> None:
    prompt = "<w:showingPlcHdr/>"
    inline = only(p("Owner: ", control(run("Choose"), prompt)))
    assert marked(inline, "placeholder") == ["Choose"]
    assert marked(only(control(p("Click here"), prompt)), "placeholder") == ["Click here"]
    assert marked(only(control(p("Ann Lee"))), "placeholder") == []


def test_simple_and_complex_fields_show_their_results() -> None:
    simple = f'<w:fldSimple w:instr=" DOCPROPERTY Owner ">{run("CISO")}</w:fldSimple>'
    paragraph = only(p("by ", simple, " of ", field(" PAGE ", run("4"))))
    assert paragraph.text == "by CISO of 4"
    assert [(mark.detail, paragraph.text[mark.start : mark.end]) for mark in paragraph.marks] == [
        ("DOCPROPERTY Owner", "CISO"),
        ("PAGE", "4"),
    ]


def test_a_field_inside_the_code_of_a_field_is_not_shown() -> None:
    begin, middle, end = (
        f'<w:r><w:fldChar w:fldCharType="{k}"/></w:r>' for k in ("begin", "separate", "end")
    )
    outer = (
        begin
        + "<w:r><w:instrText>IF </w:instrText></w:r>"
        + field("PAGE", run("7"))
        + middle
        + run("yes")
        + end
    )
    assert only(p(outer)).text == "yes"


def test_text_after_a_field_without_end_is_seen() -> None:
    assert read_text(p('<w:r><w:fldChar w:fldCharType="begin"/></w:r>') + p("TODO")) == ["TODO"]


@pytest.mark.parametrize(("state", "sign"), [("<w:checked/>", "☒"), ('<w:default w:val="0"/>', "☐")])
def test_legacy_check_boxes_show_their_state(state: str, sign: str) -> None:
    box = f"<w:ffData><w:checkBox>{state}</w:checkBox></w:ffData>"
    begin = f'<w:r><w:fldChar w:fldCharType="begin">{box}</w:fldChar></w:r>'
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    assert (
        only(p(begin, "<w:r><w:instrText>FORMCHECKBOX</w:instrText></w:r>", end, " yes")).text
        == f"{sign} yes"
    )


def test_hyperlinks_keep_their_target() -> None:
    body = p("see ", f'<w:hyperlink r:id="l1">{run("the site")}</w:hyperlink>')
    document = read(body, links=[("l1", "hyperlink", "!https://example.org/")])
    (paragraph,) = document.body_paragraphs()
    assert paragraph.marks == (Mark("hyperlink", 4, 12, "https://example.org/"),)


@pytest.mark.parametrize("wrapper", ["smartTag", "customXml", "bdo", "dir"])
def test_wrappers_inside_a_paragraph_are_text(wrapper: str) -> None:
    assert only(p(f"<w:{wrapper}>{run('inside')}</w:{wrapper}>")).text == "inside"


def test_custom_xml_around_paragraphs_is_text() -> None:
    assert read_text(f"<w:customXml>{p('inside')}</w:customXml>") == ["inside"]


def test_html_that_is_embedded_is_text() -> None:
    body = p("before") + '<w:altChunk r:id="c"/>'
    parts = word_parts(body, links=[("c", "aFChunk", "chunk.html")])
    parts["word/chunk.html"] = (
        "<html><head><style>x</style></head><body><p>first</p><p>sec<b>ond</b></p></body></html>"
    )
    document = document_from_bytes(zipped(parts), "a.docx")
    assert [paragraph.text for paragraph in document.body_paragraphs()] == ["before", "first", "second"]


# -- text boxes and alternatives -----------------------------------------------------------------------


def box(*paragraphs: str) -> str:
    return f"<wps:txbx><w:txbxContent>{''.join(paragraphs)}</w:txbxContent></wps:txbx>"


def vml(*paragraphs: str) -> str:
    return f"<w:pict><v:textbox><w:txbxContent>{''.join(paragraphs)}</w:txbxContent></v:textbox></w:pict>"


def test_a_text_box_stored_twice_is_read_once_after_its_paragraph() -> None:
    choice = f'<mc:Choice Requires="wps"><w:drawing>{box(p("Title"))}</w:drawing></mc:Choice>'
    both = f"<mc:AlternateContent>{choice}<mc:Fallback>{vml(p('Title'))}</mc:Fallback></mc:AlternateContent>"
    anchor, inside = read_paragraphs(p("anchor", f"<w:r>{both}</w:r>"))
    assert (anchor.text, inside.text) == ("anchor", "Title")
    assert inside.location.part == "text box"


def test_an_old_text_box_is_read() -> None:
    assert read_text(p("anchor", f"<w:r>{vml(p('boxed'))}</w:r>")) == ["anchor", "boxed"]


def test_of_unknown_alternatives_the_fallback_is_read() -> None:
    unknown = f'<mc:Choice xmlns:q="urn:q" Requires="q">{p("new")}</mc:Choice>'
    body = f"<mc:AlternateContent>{unknown}<mc:Fallback>{p('old')}</mc:Fallback></mc:AlternateContent>"
    assert read_text(body) == ["old"]


# -- tracked changes -----------------------------------------------------------------------------------


def test_inserted_text_is_in_and_deleted_text_is_out() -> None:
    document = read(p("a ", change("ins", run("new")), change("del", DELETED), " z"))
    (paragraph,) = document.body_paragraphs()
    assert paragraph.text == "a new z"
    assert marked(paragraph, "inserted") == ["new"]
    assert [(r.kind, r.text, r.author) for r in document.revisions] == [
        ("inserted", "new", "Ann"),
        ("deleted", "old", "Ann"),
    ]


def test_moved_text_stands_where_it_was_moved_to() -> None:
    document = read(p("a", change("moveFrom", run("moved"))) + p("b", change("moveTo", run("moved"))))
    assert [paragraph.text for paragraph in document.body_paragraphs()] == ["a", "bmoved"]
    assert [revision.kind for revision in document.revisions] == ["moved"]


def test_a_paragraph_that_was_deleted_whole_is_gone() -> None:
    mark = f"<w:rPr>{change('del', '')}</w:rPr>"
    assert [x.text for x in read_paragraphs(p(change("del", DELETED), properties=mark) + p("kept"))] == [
        "kept"
    ]


def test_paragraphs_are_one_when_the_mark_between_them_was_deleted() -> None:
    mark = f"<w:rPr>{change('del', '')}</w:rPr>"
    assert read_text(p("one ", properties=mark) + p("sentence")) == ["one sentence"]


def test_changed_formats_are_listed_once_a_paragraph() -> None:
    formatted = run("a", "<w:rPrChange w:author='Ann'><w:rPr/></w:rPrChange>")
    assert [r.kind for r in read(p(formatted, formatted)).revisions] == ["formatted"]


# -- tables of contents --------------------------------------------------------------------------------


def contents_flags(body: str, parts: dict[str, str | bytes] | None = None) -> list[bool]:
    return [paragraph.in_contents for paragraph in read_paragraphs(body, parts) if paragraph.text]


def test_a_contents_field_spans_paragraphs() -> None:
    begin, middle, end = (
        f'<w:r><w:fldChar w:fldCharType="{k}"/></w:r>' for k in ("begin", "separate", "end")
    )
    code = '<w:r><w:instrText> TOC \\o "1-3" </w:instrText></w:r>'
    body = p(begin, code, middle, run("Purpose 1")) + p(run("Scope 2")) + p(end) + p("Purpose")
    assert contents_flags(body) == [True, True, False]


def test_a_contents_field_without_end_does_not_take_in_the_document() -> None:
    begin, middle = (f'<w:r><w:fldChar w:fldCharType="{k}"/></w:r>' for k in ("begin", "separate"))
    assert contents_flags(p(begin, "<w:r><w:instrText>TOC</w:instrText></w:r>", middle) + p("Scope")) == [
        False
    ]


def test_lines_that_link_to_headings_are_contents() -> None:
    entry = p(f'<w:hyperlink w:anchor="_Toc123">{run("Scope 2")}</w:hyperlink>')
    mention = p(f'<w:hyperlink w:anchor="_Toc123">{run("Scope")}</w:hyperlink>', " says what this covers.")
    assert contents_flags(entry + mention) == [True, False]


def test_a_contents_control_is_contents() -> None:
    gallery = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
    assert contents_flags(control(p("Contents") + p("Scope 2"), gallery) + p("Scope")) == [True, True, False]


def test_contents_styles_are_contents() -> None:
    styles = part_xml("styles", style("T1", "toc 1"))
    assert contents_flags(p("Scope 2", style="T1") + p("Scope"), {"styles": styles}) == [True, False]


def test_typed_contents_with_page_numbers_are_contents() -> None:
    typed = "".join(
        p(f"{name} ........ {page}") for page, name in enumerate(("Purpose", "Scope", "Roles"), 1)
    )
    assert contents_flags(typed + p("Purpose")) == [True, True, True, False]


def test_typed_contents_below_their_title_are_contents() -> None:
    names = ("Purpose", "Scope", "Roles")
    body = p("Table of Contents") + "".join(map(p, names)) + "".join(p(name) + p(TEXT) for name in names)
    assert contents_flags(body) == [True] * 4 + [False] * 6


def test_a_title_of_contents_style_without_contents_is_text() -> None:
    styles = part_xml("styles", style("TH", "TOC Heading"))
    assert contents_flags(p("Document control", style="TH") + p(TEXT), {"styles": styles}) == [False, False]


# -- headers, footers, notes, comments, settings -------------------------------------------------------


def test_headers_and_footers_of_all_sections_come_once_each() -> None:
    references = (
        '<w:headerReference w:type="default" r:id="part0"/><w:headerReference w:type="first" r:id="part1"/>'
        '<w:headerReference w:type="even" r:id="part2"/><w:footerReference w:type="default" r:id="part3"/>'
    )
    parts = {
        "header1": part_xml("hdr", p("Internal")),
        "header2": part_xml("hdr", p("Draft") + table(row("Version", "1.0"))),
        "header3": part_xml("hdr", p("Internal")),
        "footer1": part_xml("ftr", p("Page ", field("PAGE", run("1")))),
        "header4": part_xml("hdr", p("not referred to")),
    }
    document = read(p("text") + f"<w:sectPr>{references}</w:sectPr>", parts)
    assert [block.text for block in document.headers if isinstance(block, Paragraph)] == ["Internal", "Draft"]
    assert [block.location.part for block in document.headers] == ["header"] * 3
    assert [block.text for block in document.footers if isinstance(block, Paragraph)] == ["Page 1"]


def test_foot_and_endnotes_come_without_separators() -> None:
    separator = f'<w:footnote w:type="separator" w:id="-1">{p("-")}</w:footnote>'
    parts = {
        "footnotes": part_xml("footnotes", separator + f'<w:footnote w:id="1">{p("a note")}</w:footnote>'),
        "endnotes": part_xml("endnotes", f'<w:endnote w:id="1">{p("an end")}</w:endnote>'),
    }
    notes = read(p("text"), parts).footnotes
    assert [(note.text, note.location.part) for note in notes] == [
        ("a note", "footnote"),
        ("an end", "endnote"),
    ]


def test_comments_know_their_paragraph_and_whether_they_are_resolved() -> None:
    comment = '<w:comment w:id="{0}" w:author="Ann"><w:p w14:paraId="A{0}">{1}</w:p></w:comment>'
    states = '<w15:commentEx w15:paraId="A1" w15:done="1"/><w15:commentEx w15:paraId="A2" w15:done="0"/>'
    parts: dict[str, str | bytes] = {
        "comments": part_xml("comments", comment.format(1, run("why?")) + comment.format(2, run("who?"))),
        "commentsExtended": part_xml("x", states),
    }
    body = p('<w:commentRangeStart w:id="1"/>', "first") + p(
        "second", '<w:r><w:commentReference w:id="2"/></w:r>'
    )
    first, second = read(body, parts).comments
    assert (first.text, first.author, first.resolved, first.location.paragraph) == ("why?", "Ann", True, 1)
    assert (second.text, second.resolved, second.location.paragraph) == ("who?", False, 2)


def test_settings_that_matter_are_kept() -> None:
    settings = '<w:trackRevisions/><w:documentProtection w:edit="readOnly" w:enforcement="1"/>'
    assert read(p("a"), {"settings": part_xml("settings", settings)}).settings == {
        "trackRevisions": "true",
        "documentProtection": "readOnly",
    }


def test_an_attached_template_is_named_and_not_followed() -> None:
    parts = word_parts(p("a"), {"settings": part_xml("settings", '<w:attachedTemplate r:id="t"/>')})
    parts["word/_rels/settings.xml.rels"] = (
        f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="t" Type="x/attachedTemplate" '
        'Target="http://example.org/t.dotm" TargetMode="External"/></Relationships>'
    )
    assert document_from_bytes(zipped(parts), "a.docx").settings == {
        "attachedTemplate": "http://example.org/t.dotm"
    }


# -- damage and strangeness ----------------------------------------------------------------------------


def test_strict_documents_are_read() -> None:
    parts = word_parts(p("text"))
    strict = {
        name: str(content)
        .replace(
            "http://schemas.openxmlformats.org/wordprocessingml/2006",
            "http://purl.oclc.org/ooxml/wordprocessingml",
        )
        .replace(
            "http://schemas.openxmlformats.org/officeDocument/2006",
            "http://purl.oclc.org/ooxml/officeDocument",
        )
        for name, content in parts.items()
    }
    document = document_from_bytes(zipped(strict), "a.docx")
    assert [paragraph.text for paragraph in document.body_paragraphs()] == ["text"]


def test_a_missing_picture_does_not_hide_the_text() -> None:
    links = [("i", "image", "media/none.png"), ("j", "image", "NULL")]
    assert [x.text for x in read(p("text"), links=links).body_paragraphs()] == ["text"]


def test_a_damaged_part_with_text_is_not_passed_over() -> None:
    body = p("text") + '<w:sectPr><w:headerReference w:type="default" r:id="part0"/></w:sectPr>'
    with pytest.raises(UnreadableError, match="bad-xml"):
        read(body, {"header1": "<w:hdr"})


@pytest.mark.parametrize("chain", ["A B", "A A"])
def test_styles_based_on_each_other_do_not_hang(chain: str) -> None:
    first, second = chain.split()
    styles = style("A", "A", f'<w:basedOn w:val="{second}"/>') + style(
        "B", "B", f'<w:basedOn w:val="{first}"/>'
    )
    assert only(p("text", style="A"), {"styles": part_xml("styles", styles)}).style == "A"


def test_bogus_values_do_not_hide_the_text() -> None:
    ppr = '<w:outlineLvl w:val="abc"/><w:numPr><w:ilvl w:val="z"/><w:numId w:val="q"/></w:numPr>'
    rpr = '<w:b w:val="perhaps"/><w:sz w:val="big"/>'
    assert only(p(run("TODO", rpr), properties=ppr)).text == "TODO"


def test_more_paragraphs_than_the_limit_are_refused() -> None:
    with pytest.raises(UnreadableError, match="over-limit"):
        document_from_bytes(zipped(word_parts(p("a") * 1000)), "a.docx", Limits(tags=3000))


def test_reads_what_python_docx_writes() -> None:
    document = NewDocument()
    document.add_heading("Policy", 0)
    document.add_heading("Scope", 1)
    document.add_paragraph("All services.", style="List Bullet")
    stream = io.BytesIO()
    document.save(stream)
    title, scope, item = document_from_bytes(stream.getvalue(), "a.docx").body_paragraphs()
    assert (title.style, scope.style, item.style) == ("Title", "Heading 1", "List Bullet")
    assert (item.number, item.list_level) == ("•", 0)
    assert item.location.text == "Scope › paragraph 1"


# -- places --------------------------------------------------------------------------------------------


def test_paragraphs_count_below_their_heading_without_empty_ones() -> None:
    styles = part_xml("styles", style("H1", "heading 1"))
    body = p("before") + p("Scope", style="H1") + p() + p("first") + p() + p("second")
    places = [x.location.text for x in read_paragraphs(body, {"styles": styles}) if x.text]
    assert places == ["paragraph 1", "Scope", "Scope › paragraph 1", "Scope › paragraph 2"]


def test_anchors_count_paragraphs_and_tables_in_document_order() -> None:
    document = read(p("one") + table(row("two")) + p("three"))
    anchors = [block.location.anchor for block in document.blocks]
    assert anchors == ["word/document.xml#1", "word/document.xml#2", "word/document.xml#4"]
    (inner,) = [x for x in document.body_paragraphs() if x.text == "two"]
    assert inner.location.anchor == "word/document.xml#3"
