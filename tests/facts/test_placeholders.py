from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from making import VOCABULARY, excel, facts, word

from itsmlint.documents.opening import open_document
from itsmlint.facts.placeholders import find_in_text, is_placeholder
from itsmlint.vocabulary import Vocabulary


@pytest.mark.parametrize(
    "text",
    [
        "[Company Name] shall protect",
        "[Add name or role] is the owner",
        "as set out in [specify where and how]",
        "<Insert Version X.X",
        "<Tool/Application 1>",
        "<<Organisation Name>>",
        "{{companyName}}",
        "${COMPANY_NAME}",
        "{Company}",
        "%COMPANY_NAME%",
        "users of (Company) systems",
        "Owner: TBD",
        "Location: to be confirmed",
        "Date: MM/DD/YYYY",
        "<DD/MM/YYYY>",
        "on XX/XX/XXXX",
        "Version X.X",
        "ticket INC-XXX",
        "at least XX%",
        "within [30] days of notice",
        "[Yes/No]",
        "[High/Medium/Low]",
        "[●]",
        "Signature: ________",
        "Name: .................",
        "Click or tap here to enter text.",
        "Choose an item.",
        "Klicken Sie hier, um Text einzugeben.",
        "Error! Reference source not found.",
        "Lorem ipsum dolor sit amet",
        "Insert your logo here",
        "Your Company Name",
        "First Last | Title | Phone",
        "Delete this instruction before publishing",
    ],
)
def test_placeholders(text: str) -> None:
    assert find_in_text(text, VOCABULARY)


@pytest.mark.parametrize(
    "text",
    [
        "Available [Online] at the library",
        "[Accessed 12 May 2025]",
        "as shown in [1], [2-4] and [REF-12]",
        "[Smith, 2020]",
        "[ISO27001]",
        "write to <help@example.org>",
        "run ping <host> first",
        "ssh <user>@<server>",
        "usermod [options] login",
        "[ ] done [x] checked",
        "[CONFIDENTIAL] Q3 report",
        "subject line [EXTERNAL]",
        "Write dates as YYYY-MM-DD",
        "the format DD/MM/YYYY is used",
        "Modification Date DD MM YYYY",
        "a score <5 is low and >20 is high",
        'Example Ltd (the "Company")',
        "Example Ltd (Company) and its staff",
        "card 4111-XXXX-XXXX-1234",
        "the range 192.168.x.x",
        "N/A: the service has no users",
        "its priority to be determined by the service desk",
        "staff [and/or] contractors",
        "see [the guide](https://example.org)",
        "a line<br>break",
    ],
)
def test_false_friends(text: str) -> None:
    assert find_in_text(text, VOCABULARY) == []


def test_each_of_several_in_one_text() -> None:
    text = "[Company Name] and [Client Name] agree on <date>."
    assert [text[start:end] for start, end, _ in find_in_text(text, VOCABULARY)] == [
        "[Company Name]",
        "[Client Name]",
        "<date>",
    ]


@pytest.mark.parametrize(
    "value", ["[Name]", "TBD", "tbc.", "Version X.X", "Name/Role", "DD/MM/YYYY", "____", "<owner>"]
)
def test_values_that_are_nothing_but_a_placeholder(value: str) -> None:
    assert is_placeholder(value, VOCABULARY)


@pytest.mark.parametrize("value", ["", "-", "N/A", "CISO", "[Name], CISO", "Jane Miller", "1.0"])
def test_values_that_are_more_than_a_placeholder_or_none(value: str) -> None:
    assert not is_placeholder(value, VOCABULARY)


def test_place_and_context(tmp_path: Path) -> None:
    found = facts(
        word(
            tmp_path,
            "Policy",
            ("Heading 1", "Scope"),
            "All staff of [Company Name] follow it.",
            footer="© <Year>",
        )
    )
    body, footer = found.placeholders
    assert (body.text, body.location.section) == ("[Company Name]", "Scope")
    assert body.context[body.start :].startswith("[Company Name]")
    assert (footer.text, footer.location.part) == ("<Year>", "footer")


def test_prompt_of_a_content_control(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_paragraph("Owner:")
    control = f"""<w:sdt {nsdecls("w")}><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>
        <w:p><w:r><w:t>Responsible person</w:t></w:r></w:p></w:sdtContent></w:sdt>"""
    made.element.body.insert(1, parse_xml(control))
    made.save(str(tmp_path / "a.docx"))
    (found,) = facts(open_document(tmp_path / "a.docx", "a.docx")).placeholders
    assert (found.text, found.pattern) == ("Responsible person", "content-control")


def test_date_format_below_a_column_name_is_none(tmp_path: Path) -> None:
    table = [["Version", "Modification Date\nDD MM YYYY", "Change"], ["1.0", "03.04.2026", "First issue"]]
    assert facts(word(tmp_path, "Policy", table)).placeholders == ()


def test_parameters_of_control_texts_are_none_in_workbooks(tmp_path: Path) -> None:
    text = "Review accounts [Assignment: organization-defined frequency]"
    assert facts(excel(tmp_path, {"Controls": [["ID", "Control"], ["AC-2", text]]})).placeholders == ()
    assert facts(word(tmp_path, "Access policy", text)).placeholders


def test_example_row_left_in_a_register(tmp_path: Path) -> None:
    rows = [["ID", "Risk", "Owner"], ["Example", "A disk fails", "IT Manager"], ["R-1", "Fire", "Ann Lee"]]
    (found,) = facts(excel(tmp_path, {"Risks": rows})).placeholders
    assert (found.pattern, found.location.cell) == ("example-row", "A2")


def test_the_configuration_adds_patterns() -> None:
    added = Vocabulary({"placeholders": {"patterns": [{"name": "ours", "any": ["@@\\w+@@"]}]}})
    assert find_in_text("for @@team@@ only", added) == [(4, 12, "ours")]


def test_a_pattern_that_is_none_is_named() -> None:
    added = Vocabulary({"placeholders": {"patterns": [{"name": "ours", "any": ["("]}]}})
    with pytest.raises(ValueError, match="ours"):
        find_in_text("text [x]", added)


def test_a_pattern_that_hangs_is_stopped() -> None:
    added = Vocabulary({"placeholders": {"patterns": [{"name": "slow", "any": ["(a|aa)+$"]}]}})
    assert find_in_text("a" * 60 + "b", added) == []


@pytest.mark.parametrize(
    "text", ["See [NIST CRYPTO]; [NIST CAVP] for modules.", "as in [ISO TERMS], part 2", "see [Annex list]"]
)
def test_references_to_sources_are_no_placeholders(text: str) -> None:
    assert find_in_text(text, Vocabulary()) == []
