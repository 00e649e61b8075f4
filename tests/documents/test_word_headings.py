"""Headings: by style, by outline level, and by look where nothing but bold tells them from text."""

import pytest
from raw_document import (
    TEXT,
    bold,
    cell,
    headings,
    p,
    part_xml,
    read,
    read_paragraphs,
    row,
    run,
    style,
    table,
)

from itsmlint.documents.model import Paragraph

STYLES = (
    style("N", "Normal", default=True)
    + style("T", "Title")
    + style("H1", "heading 1", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>')
    + style("H2", "heading 2", '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>')
)
LEVEL = '<w:lvl w:ilvl="0"><w:numFmt w:val="{}"/><w:lvlText w:val="%1."/></w:lvl>'
LISTS = (
    f'<w:abstractNum w:abstractNumId="0">{LEVEL.format("bullet")}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="1">{LEVEL.format("decimal")}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
)


def found(body: str, styles: str = "") -> list[tuple[str, int]]:
    parts: dict[str, str | bytes] = {
        "styles": part_xml("styles", STYLES + styles),
        "numbering": part_xml("numbering", LISTS),
    }
    return headings(body, parts)


def names(body: str, styles: str = "") -> list[str]:
    return [text for text, _ in found(body, styles)]


def text(*, times: int = 1) -> str:
    return p(TEXT) * times


def item(content: str, *, list: int = 1) -> str:
    inner = content if content.startswith("<") else run(content)
    return p(inner, properties=f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{list}"/></w:numPr>')


def large(content: str, half_points: int = 32) -> str:
    return run(content, f'<w:sz w:val="{half_points}"/>')


# -- styles --------------------------------------------------------------------------------------------


def test_built_in_styles_are_headings() -> None:
    body = p("Policy", style="T") + p("Scope", style="H1") + text() + p("Sites", style="H2") + text()
    assert found(body) == [("Policy", 0), ("Scope", 1), ("Sites", 2)]


@pytest.mark.parametrize(
    ("name", "content", "level"),
    [
        ("Mine", '<w:basedOn w:val="H2"/>', 2),
        ("Mine", '<w:pPr><w:outlineLvl w:val="2"/></w:pPr>', 3),
        ("_Heading 2", "", 2),
        ("heading 1.1", "", 2),
        ("Policy Heading 3", "", 3),
        ("Überschrift 2", "", 2),
    ],
)
def test_the_writers_own_styles_are_headings(name: str, content: str, level: int) -> None:
    assert found(p("Scope", style="X") + text(), style("X", name, content)) == [("Scope", level)]


@pytest.mark.parametrize("name", ["Table Heading 1", "TOC Heading", "Subheading note", "Header"])
def test_other_styles_are_no_headings(name: str) -> None:
    assert found(p("Scope", style="X") + text(), style("X", name)) == []


def test_a_style_taken_out_of_the_outline_is_no_heading() -> None:
    own = style("X", "Mine", '<w:basedOn w:val="H1"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr>')
    assert found(p("Note", style="X") + text(), own) == []


def test_an_outline_level_on_the_paragraph_holds() -> None:
    assert found(p("Scope", properties='<w:outlineLvl w:val="1"/>') + text()) == [("Scope", 2)]
    assert found(p("Scope", style="H1", properties='<w:outlineLvl w:val="9"/>') + text()) == []


def test_how_a_heading_is_known_is_kept() -> None:
    body = p("a", style="H1") + text() + p("b", properties='<w:outlineLvl w:val="0"/>') + text()
    paragraphs = read_paragraphs(body, {"styles": part_xml("styles", STYLES)})
    assert [x.heading.source for x in paragraphs if x.heading] == ["style", "outline"]


def test_style_names_are_english() -> None:
    (scope, *_) = read_paragraphs(
        p("Scope", style="X"), {"styles": part_xml("styles", style("X", "heading 2"))}
    )
    assert scope.style == "Heading 2"


def test_sentences_and_bullets_in_a_heading_style_are_text() -> None:
    clause = p("Every change must be approved by the change manager before it is built.", style="H2")
    bullet = p("Passwords", style="H2", properties='<w:numPr><w:numId w:val="1"/></w:numPr>')
    assert names(p("Policy", style="H1") + clause + bullet) == ["Policy"]


def test_cells_in_a_heading_style_are_no_headings() -> None:
    history = table(row(cell(p("Version", style="H1")), cell(p("Date", style="H1"))), row("1.0", "May"))
    assert names(p("History", style="H1") + history) == ["History"]


def test_a_page_laid_out_as_a_table_is_read_as_text() -> None:
    body = table(row(cell(p("Purpose", style="H1"), text())), row(cell(p("Scope", style="H1"), text())))
    document = read(body, {"styles": part_xml("styles", STYLES)})
    assert [x.location.text for x in document.blocks if isinstance(x, Paragraph) and not x.heading] == [
        "Purpose › paragraph 1",
        "Scope › paragraph 1",
    ]


def test_the_title_style_below_text_is_a_heading() -> None:
    body = p("Plan", style="T") + text() + p("Budget", style="T") + text()
    assert found(body) == [("Plan", 0), ("Budget", 1)]


# -- look ----------------------------------------------------------------------------------------------


def faked(*titles: str) -> str:
    return "".join(p(bold(title)) + text() for title in titles)


def test_bold_lines_above_text_are_headings() -> None:
    assert found(text() + faked("Purpose", "Scope:", "Roles and responsibilities")) == [
        ("Purpose", 1),
        ("Scope:", 1),
        ("Roles and responsibilities", 1),
    ]


def test_a_colon_or_space_that_is_not_bold_does_not_matter() -> None:
    body = text() + p(bold("Purpose"), ": ") + text() + faked("Scope")
    assert names(body) == ["Purpose: ", "Scope"]


def test_bold_by_style_counts() -> None:
    own = style("X", "Lead", "<w:rPr><w:b/></w:rPr>")
    assert names(text() + p("Purpose", style="X") + text(), own) == ["Purpose"]


def test_larger_lines_are_headings() -> None:
    body = text() + p(large("Purpose")) + text() + p(large("Scope")) + text()
    assert names(body) == ["Purpose", "Scope"]


def test_levels_follow_typed_numbers() -> None:
    body = faked("1. Purpose", "2. Scope", "2.1 Sites", "2.1.1 Head office", "3. Roles")
    assert found(body) == [
        ("1. Purpose", 1),
        ("2. Scope", 1),
        ("2.1 Sites", 2),
        ("2.1.1 Head office", 3),
        ("3. Roles", 1),
    ]


def test_levels_follow_size_where_there_are_no_numbers() -> None:
    small = p(bold("Sites")) + text()
    big = p(run("Scope", '<w:b/><w:sz w:val="32"/>')) + text()
    assert [level for _, level in found(text() + big + small + big + small)] == [1, 2, 1, 2]


def test_lists_and_tables_may_stand_below_a_heading() -> None:
    body = text() + p(bold("Scope")) + item("all services") + p(bold("Roles")) + table(row("Role", "Duty"))
    assert names(body) == ["Scope", "Roles"]


@pytest.mark.parametrize(
    "line",
    [
        "Owner: Head of IT",
        "Version 1.2",
        "12 March 2024",
        "March 2024",
        "01/02/2024",
        "[Company name]",
        "Table 3 Roles",
        "Figure 2: Process",
        "Signature ______________",
        "Owner: CISO | Version: 1.0",
        "Only the owner may change this.",
        "“We keep our promises”",
        "- first point",
        "a line with far more words than anybody would ever put into a heading of a policy",
    ],
)
def test_bold_lines_that_are_no_headings(line: str) -> None:
    assert names(text() + p(bold(line)) + text() + faked("Purpose")) == ["Purpose"]


def test_a_bold_bullet_is_no_heading() -> None:
    assert names(text() + item(bold("Email")) + text() + faked("Purpose")) == ["Purpose"]


def test_a_bold_numbered_line_above_text_is_a_heading() -> None:
    assert names(text() + item(bold("Purpose"), list=2) + text()) == ["Purpose"]


def test_bold_in_a_table_cell_is_no_heading() -> None:
    assert (
        names(text() + table(row(cell(p(bold("Role"))), cell(p(bold("Duty")))), row("a", "b")) + text()) == []
    )


def test_a_run_of_bold_labels_is_no_heading() -> None:
    labels = p(bold("Prepared")) + p(bold("Reviewed")) + p(bold("Approved"))
    assert names(text() + labels + text() + faked("Purpose")) == ["Purpose"]


def test_a_heading_may_stand_directly_above_its_subheading() -> None:
    body = text() + p(run("Response", '<w:b/><w:sz w:val="28"/>')) + p(bold("Triage")) + text()
    assert names(body) == ["Response", "Triage"]


def test_bold_says_nothing_where_everything_is_bold() -> None:
    body = "".join(p(bold(line)) for line in ("Purpose", TEXT, "All staff", TEXT, "Who", TEXT, "When", TEXT))
    assert names(body) == ["All staff", "Who", "When"]
    assert names(body.replace("All staff", "All staff, always.")) == ["Who", "When"]


def test_a_question_is_a_heading_only_of_text() -> None:
    assert names(text() + p(bold("What is an incident?")) + text()) == ["What is an incident?"]
    assert names(text() + p(bold("Who approves?")) + p("me") + faked("Purpose")) == ["Purpose"]


def test_the_only_bold_line_of_a_letter_is_no_heading() -> None:
    assert names(text(times=3) + p(bold("SIGNED:")) + p("Ann Lee") + text()) == []


def test_the_lines_of_a_cover_are_no_headings() -> None:
    centred = '<w:jc w:val="center"/>'
    cover = "".join(
        p(run(line, '<w:b/><w:sz w:val="48"/>'), properties=centred)
        for line in ("Example Ltd", "Risk Policy")
    )
    body = cover + p("Version: 1.0") + p("Date: May 2024") + faked("1. Purpose", "2. Scope")
    assert names(body) == ["1. Purpose", "2. Scope"]


def test_the_only_line_above_the_text_is_the_title() -> None:
    title = p(run("Risk Policy", '<w:b/><w:sz w:val="48"/>'))
    assert names(title + text() + faked("Purpose", "Scope")) == ["Purpose", "Scope"]


def test_a_document_may_begin_with_a_heading() -> None:
    assert names(faked("Introduction", "Scope", "Roles")) == ["Introduction", "Scope", "Roles"]


def test_lines_in_capitals_are_headings() -> None:
    body = p("Example Ltd") + p("PURPOSE:") + text() + p("PROCEDURE:") + text()
    assert names(body) == ["PURPOSE:", "PROCEDURE:"]


def test_plain_numbered_lines_above_text_are_headings() -> None:
    body = "".join(p(f"{n}. {name}") + text() for n, name in enumerate(("Overview", "Purpose", "Scope"), 1))
    assert names(body) == ["1. Overview", "2. Purpose", "3. Scope"]


def test_a_numbered_list_is_no_row_of_headings() -> None:
    assert names(text() + p("1. Laptops") + p("2. Phones") + p("3. Printers") + text()) == []


def test_plain_short_lines_between_text_are_headings_where_nothing_else_is() -> None:
    body = text() + p("Purpose") + text() + p("Management responsibilities") + text()
    assert names(body) == ["Purpose", "Management responsibilities"]


def test_one_cell_tables_may_be_headings() -> None:
    band = "".join(table(row(cell(p(bold(name))))) + text() for name in ("Purpose", "Scope"))
    assert names(text() + band) == ["Purpose", "Scope"]


def test_a_bold_line_broken_off_from_its_text_is_a_heading() -> None:
    joined = p(bold("Threat"), "<w:r><w:br/></w:r>", TEXT)
    paragraphs = read_paragraphs(text() + joined)
    assert [(x.text, x.heading is not None) for x in paragraphs][1:] == [("Threat", True), (TEXT, False)]
    assert paragraphs[1].location.anchor == paragraphs[2].location.anchor


def test_a_label_broken_off_from_its_value_stays_whole() -> None:
    assert names(text() + p(bold("Likelihood"), "<w:r><w:br/></w:r>", "High") + faked("Purpose")) == [
        "Purpose"
    ]


def test_below_styled_headings_bold_lines_are_one_level_lower() -> None:
    styled = "".join(p(name, style="H1") + text() for name in ("Purpose", "Scope", "Roles", "Review"))
    assert found(styled + p(bold("Owner's duties")) + text())[-1] == ("Owner's duties", 2)


def test_bold_lines_that_carry_on_styled_numbers_have_their_level() -> None:
    styled = "".join(p(f"{n}. {name}", style="H1") + text() for n, name in enumerate("ABCD", 1))
    assert found(styled + p(bold("5. Review")) + text())[-1] == ("5. Review", 1)


def test_names_of_contents_are_no_headings() -> None:
    contents = p(bold("CONTENTS")) + p(bold("Purpose")) + p(bold("Scope")) + p(bold("Roles"))
    assert names(text() + contents + faked("Purpose", "Scope", "Roles")) == ["Purpose", "Scope", "Roles"]
