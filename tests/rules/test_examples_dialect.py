"""The dialect of examples: what is written becomes real Word and Excel files."""

from io import BytesIO

import docx
import openpyxl
import pytest

from itsmlint.documents.model import Document, Table
from itsmlint.documents.opening import document_from_bytes
from itsmlint.documents.unreadable import UnreadableError
from itsmlint.examples import DialectError, build
from itsmlint.examples.broken import WAYS
from itsmlint.rules import Example


def word(text: str) -> Document:
    return document_from_bytes(build(Example(word=text)).data, "example.docx")


def excel(text: str) -> Document:
    return document_from_bytes(build(Example(excel=text)).data, "example.xlsx")


def marks(**text: str) -> list[str]:
    return [mark.place for mark in build(Example(**text)).marks]


def texts(document: Document) -> list[str]:
    return [paragraph.text for paragraph in document.body_paragraphs()]


# Word


def test_headings_have_real_styles_and_bold_lines_only_their_look():
    built = docx.Document(
        BytesIO(build(Example(word="{title: Policy}\n# Scope\n## Services\n**Roles**\nText")).data)
    )
    assert [p.style.name for p in built.paragraphs] == ["Title", "Heading 1", "Heading 2", "Normal", "Normal"]
    assert built.paragraphs[3].runs[0].bold


def test_lists_have_list_styles():
    built = docx.Document(BytesIO(build(Example(word="- a\n  - b\n1. c\n  1. d")).data))
    assert [p.style.name for p in built.paragraphs] == [
        "List Bullet",
        "List Bullet 2",
        "List Number",
        "List Number 2",
    ]
    assert [p.text for p in built.paragraphs] == ["a", "b", "c", "d"]


def test_properties_of_both_kinds():
    properties = word("{property title: Incident Policy}\n{property Document Owner: CIO}\nText").properties
    assert properties.title == "Incident Policy"
    assert properties.custom == {"Document Owner": "CIO"}


def test_nothing_of_the_template_of_python_docx_is_left():
    properties = word("Text").properties
    assert (properties.author, properties.title) == ("", "")


def test_headers_and_footers():
    document = word("{header: ACME v1.2}\n{footer: Internal}\nText")
    assert [block.text for block in document.headers] == ["ACME v1.2"]
    assert [block.text for block in document.footers] == ["Internal"]


def test_tables_keep_their_cells_and_merges():
    (table,) = word("| A | < | B |\n|---|---|---|\n| c<br>d | e | ^ |").tables()
    assert isinstance(table, Table)
    assert table.text(1, 1) == "A"
    assert table.text(2, 1).split() == ["c", "d"]
    assert [(m.first_row, m.first_column, m.last_row, m.last_column) for m in table.merges] == [
        (1, 1, 1, 2),
        (1, 3, 2, 3),
    ]
    assert table.header_rows == 1


def test_a_line_between_rows_makes_two_tables():
    assert len(list(word("| a |\n\n| b |").tables())) == 2


def test_prompts_and_values_of_content_controls():
    paragraph = next(word("Owner: {control: Click or tap here}").body_paragraphs())
    assert paragraph.text == "Owner: Click or tap here"
    assert [mark.kind for mark in paragraph.marks] == ["placeholder"]
    assert not next(word("Owner: {filled: CIO}").body_paragraphs()).marks


def test_insertions_are_text_and_deletions_are_not():
    document = word("Every {insert: two}{delete: three} years")
    assert texts(document) == ["Every two years"]
    assert [revision.kind for revision in document.revisions] == ["inserted", "deleted"]


def test_comments_highlights_and_hidden_text():
    document = word("Due {highlight: soon}{invisible: never}{comment: When?}")
    assert [note.text for note in document.comments] == ["When?"]
    assert {"highlight", "hidden"} <= {mark.kind for mark in next(document.body_paragraphs()).marks}


def test_a_pipe_can_be_text():
    (table,) = word(r"| a \| b |").tables()
    assert table.text(1, 1) == "a | b"


def test_other_braces_stay_text():
    assert texts(word("Name: {{name}} ${COMPANY} {x}")) == ["Name: {{name}} ${COMPANY} {x}"]


# Excel


def test_sheets_and_rows_stand_where_they_are_written():
    (sheet,) = excel("Risk register 2026\n\n| ID | Risk |\n| R-1 | Fire |\n\nEnd").sheets
    assert sheet.name == "Register"
    assert {place: cell.value for place, cell in sheet.cells.items()} == {
        (1, 1): "Risk register 2026",
        (3, 1): "ID",
        (3, 2): "Risk",
        (4, 1): "R-1",
        (4, 2): "Fire",
        (6, 1): "End",
    }


def test_hidden_sheets():
    sheets = excel("## Risks\n| a |\n## Lists {hidden}\n| b |\n## Data {very hidden}\n| c |").sheets
    assert [(sheet.name, sheet.state) for sheet in sheets] == [
        ("Risks", "visible"),
        ("Lists", "hidden"),
        ("Data", "veryHidden"),
    ]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("2026-01-31", "2026-01-31"),
        ("95%", "95%"),
        ("99.5%", "99.5%"),
        ("12", "12"),
        ("-0.5", "-0.5"),
        ("R-1", "R-1"),
        ("007", "007"),
        ("'2026-01-31", "2026-01-31"),
        ("a<br>b", "a\nb"),
    ],
)
def test_cells_show_what_was_written(written, shown):
    (sheet,) = excel(f"| {written} |").sheets
    assert sheet.text(1, 1) == shown


def test_dates_and_numbers_are_typed_unless_quoted():
    book = openpyxl.load_workbook(
        BytesIO(build(Example(excel="| 2026-01-31 | '2026-01-31 | 95% | TRUE |")).data)
    )
    cells = book.active[1]
    assert [cell.is_date for cell in cells[:2]] == [True, False]
    assert [cell.value for cell in cells[1:]] == ["2026-01-31", 0.95, True]


def test_a_quoted_formula_is_text():
    book = openpyxl.load_workbook(BytesIO(build(Example(excel="| '=A1 |")).data))
    assert (book.active["A1"].value, book.active["A1"].data_type) == ("=A1", "s")


@pytest.mark.parametrize(("result", "value"), [("12", 12), ("High", "High"), ("0.5", 0.5)])
def test_formulas_have_their_stored_result(result, value):
    (sheet,) = excel(f"| 3 | 4 | =A1*B1 -> {result} |").sheets
    cell = sheet.cells[1, 3]
    assert (cell.value, cell.formula) == (value, True)


def test_merges_notes_choices_and_hidden_parts():
    (sheet,) = excel(
        "| Risk | < | Owner |\n| a | b | c {note: Who?} |\n| a | b | d | {hidden}\n"
        "{hidden columns: B}\n{choices: C2:C9 = CIO, CTO}"
    ).sheets
    assert [(m.first_row, m.first_column, m.last_column) for m in sheet.merges] == [(1, 1, 2)]
    assert [(note.text, note.location.cell) for note in sheet.notes] == [("Who?", "C2")]
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({3}, {2})
    assert sheet.validations[0].values == ("CIO", "CTO")


def test_filtered_rows_and_excel_tables():
    (sheet,) = excel("| ID | State |\n| 1 | Open |\n| 2 | Closed | {filtered}").sheets
    assert sheet.filtered_rows
    assert sheet.hidden_rows == {3}
    (sheet,) = excel("| ID | State |\n| 1 | Open |\n{excel table: A1:B2}").sheets
    assert sheet.tables[0].columns == ("ID", "State")


# Marks


def test_marks_in_word():
    text = "# Scope <!-- here -->\nText <!-- here -->\nText <!-- here -->\n- item <!-- here -->"
    assert marks(word=text) == ['"Scope" (line 1)', '"Text" (line 2)', '"Text" (line 3)', '"item" (line 4)']
    assert "here" not in " ".join(texts(word(text)))


def test_marks_in_tables():
    text = "| a <!-- here --> | b |\n| c | d | <!-- here -->\n<!-- here: table -->\n| e |"
    assert marks(word=text) == [
        "table 1 row 1 column 1 (line 1)",
        "table 1 row 2 (line 2)",
        "table 2 (line 3)",
    ]


def test_marks_in_sheets():
    text = "Title <!-- here -->\n| a <!-- here --> | b |\n| c | d | <!-- here -->\n<!-- here: sheet -->"
    assert marks(excel=text) == [
        "Register row 1 column 1 (line 1)",
        "Register row 2 column 1 (line 2)",
        "Register row 3 (line 3)",
        "sheet Register (line 4)",
    ]


def test_a_mark_is_no_text_of_an_empty_cell():
    document = excel("| a | <!-- here --> |")
    assert list(document.sheets[0].cells) == [(1, 1)]


def test_a_mark_may_stand_twice():
    assert len(marks(word="Text <!-- here --> <!-- here -->")) == 2


@pytest.mark.parametrize("what", ["document", "file name", "properties"])
def test_marks_about_the_whole(what):
    assert marks(word=f"<!-- here: {what} -->\nText") == [f"the {what} (line 1)"]


@pytest.mark.parametrize(
    ("text", "line"),
    [("Text\n<!-- here: somewhere -->", 2), ("<!-- here: table -->\nText", 1), ("| a | b", 1)],
)
def test_mistakes_name_the_line(text, line):
    with pytest.raises(DialectError) as caught:
        build(Example(word=text))
    assert caught.value.line == line


# Broken files


@pytest.mark.parametrize("reason", [reason for reason, way in WAYS.items() if way])
def test_a_broken_file_cannot_be_read_for_its_reason(reason):
    with pytest.raises(UnreadableError) as caught:
        document_from_bytes(build(Example(broken=reason)).data, "example.docx")
    assert caught.value.reason == reason


def test_an_unknown_way_to_break_a_file():
    with pytest.raises(DialectError, match="did you mean 'encrypted'"):
        build(Example(broken="encripted"))
