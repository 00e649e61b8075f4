"""Numbers of lists and headings as Word shows them."""

import pytest
from raw_document import numbered, p, part_xml, read_paragraphs, style

from itsmlint.documents.word.numbering import formatted


def level(index: int, text: str, format: str = "decimal", more: str = "", start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{format}"/>'
        f'<w:lvlText w:val="{text}"/>{more}</w:lvl>'
    )


def abstract(id: int, *levels: str, more: str = "") -> str:
    return f'<w:abstractNum w:abstractNumId="{id}">{more}{"".join(levels)}</w:abstractNum>'


def num(id: int, abstract: int, more: str = "") -> str:
    return f'<w:num w:numId="{id}"><w:abstractNumId w:val="{abstract}"/>{more}</w:num>'


OUTLINE = (level(0, "%1."), level(1, "%1.%2"), level(2, "%1.%2.%3"))


def numbers(body: str, *lists: str, styles: str = "") -> list[str]:
    parts: dict[str, str | bytes] = {"numbering": part_xml("numbering", "".join(lists))}
    if styles:
        parts["styles"] = part_xml("styles", styles)
    return [paragraph.number for paragraph in read_paragraphs(body, parts)]


def items(*levels: int, num: int = 1) -> str:
    return "".join(numbered("text", num, index) for index in levels)


def test_levels_count_and_restart_below_higher_ones() -> None:
    assert numbers(items(0, 1, 1, 0, 1, 2), abstract(0, *OUTLINE), num(1, 0)) == [
        "1.", "1.1", "1.2", "2.", "2.1", "2.1.1",
    ]  # fmt: skip


def test_a_level_that_was_skipped_counts_as_begun() -> None:
    assert numbers(items(1, 1, 0), abstract(0, level(0, "%1", start=5), level(1, "%1.%2")), num(1, 0)) == [
        "5.1", "5.2", "6",
    ]  # fmt: skip


def test_lists_of_one_definition_share_their_counters() -> None:
    body = items(0, num=1) + items(0, num=2) + items(0, num=1)
    assert numbers(body, abstract(0, *OUTLINE), num(1, 0), num(2, 0)) == ["1.", "2.", "3."]


def test_a_start_override_restarts_once() -> None:
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    body = items(0, 0, num=1) + items(0, 0, num=2)
    assert numbers(body, abstract(0, *OUTLINE), num(1, 0), num(2, 0, override)) == ["1.", "2.", "1.", "2."]


def test_a_level_override_changes_the_format() -> None:
    override = f'<w:lvlOverride w:ilvl="0">{level(0, "(%1)", "lowerLetter")}</w:lvlOverride>'
    assert numbers(items(0), abstract(0, *OUTLINE), num(1, 0, override)) == ["(a)"]


def test_a_level_may_never_restart() -> None:
    kept = abstract(0, level(0, "%1."), level(1, "%2)", more='<w:lvlRestart w:val="0"/>'))
    assert numbers(items(0, 1, 0, 1), kept, num(1, 0)) == ["1.", "1)", "2.", "2)"]


def test_legal_numbering_writes_digits() -> None:
    legal = abstract(0, level(0, "%1", "upperRoman"), level(1, "%1.%2", more="<w:isLgl/>"))
    assert numbers(items(0, 1), legal, num(1, 0)) == ["I", "1.1"]


def test_bullets_are_all_shown_alike() -> None:
    assert numbers(items(0), abstract(0, level(0, "\uf0b7", "bullet")), num(1, 0)) == ["•"]


def test_numbers_may_have_words() -> None:
    assert numbers(items(0), abstract(0, level(0, "Appendix %1", "upperLetter")), num(1, 0)) == ["Appendix A"]


def test_empty_paragraphs_count_unless_they_only_end_a_section() -> None:
    empty = "<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr>{}</w:pPr></w:p>"
    body = empty.format("") + empty.format("<w:sectPr/>") + items(0)
    assert numbers(body, abstract(0, *OUTLINE), num(1, 0))[-1] == "2."


def test_deleted_paragraphs_do_not_count() -> None:
    gone = (
        "<w:p><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr><w:rPr><w:del/></w:rPr></w:pPr>"
        "<w:del><w:r><w:delText>old</w:delText></w:r></w:del></w:p>"
    )
    assert numbers(gone + items(0), abstract(0, *OUTLINE), num(1, 0)) == ["1."]


def test_list_zero_switches_numbering_off() -> None:
    styles = style("H", "heading 1", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
    off = p("text", style="H", properties='<w:numPr><w:numId w:val="0"/></w:numPr>')
    assert numbers(p("a", style="H") + off, abstract(0, *OUTLINE), num(1, 0), styles=styles) == ["1.", ""]


def test_a_style_takes_its_list_from_the_style_it_is_based_on() -> None:
    styles = style("H", "heading 1", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>') + style(
        "Mine", "Mine", '<w:basedOn w:val="H"/>'
    )
    assert numbers(p("a", style="Mine"), abstract(0, *OUTLINE), num(1, 0), styles=styles) == ["1."]


def test_a_level_is_bound_to_a_style() -> None:
    lists = abstract(
        0, level(0, "%1", more='<w:pStyle w:val="H1"/>'), level(1, "%1.%2", more='<w:pStyle w:val="H2"/>')
    )
    numbering = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = style("H1", "heading 1", numbering) + style("H2", "heading 2", numbering)
    assert numbers(p("a", style="H1") + p("b", style="H2"), lists, num(1, 0), styles=styles) == ["1", "1.1"]


def test_a_list_may_take_its_levels_from_a_list_style() -> None:
    link, linked = '<w:numStyleLink w:val="Clauses"/>', '<w:styleLink w:val="Clauses"/>'
    lists = abstract(0, more=link) + abstract(1, *OUTLINE, more=linked)
    assert numbers(items(0, 1), lists, num(1, 0)) == ["1.", "1.1"]


@pytest.mark.parametrize(
    "lists",
    [
        "",
        num(1, 7),
        abstract(0, more='<w:numStyleLink w:val="x"/><w:styleLink w:val="x"/>') + num(1, 0),
        abstract(0) + num(1, 0),
    ],
    ids=["no list", "no definition", "circle", "no levels"],
)
def test_broken_lists_have_no_numbers(lists: str) -> None:
    assert numbers(items(0), lists) == [""]


@pytest.mark.parametrize(
    ("value", "format", "shown"),
    [
        (4, "decimal", "4"),
        (4, "decimalZero", "04"),
        (4, "upperRoman", "IV"),
        (1994, "lowerRoman", "mcmxciv"),
        (2, "lowerLetter", "b"),
        (28, "upperLetter", "BB"),
        (3, "ordinal", "3rd"),
        (12, "ordinal", "12th"),
        (0, "upperRoman", "0"),
        (2_147_483_647, "lowerLetter", "2147483647"),
        (5, "chineseCounting", "5"),
        (5, "none", ""),
    ],
)
def test_number_formats(value: int, format: str, shown: str) -> None:
    assert formatted(value, format) == shown
