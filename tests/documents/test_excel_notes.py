"""Notes and threaded comments."""

from pathlib import Path

from openpyxl import Workbook
from openpyxl.comments import Comment
from raw_workbook import MAIN, raw_parts, read_parts, read_saved, relationships_xml, sheet_xml, workbook_xml

from itsmlint.documents.model import Document

THREADS = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
THREAD_LINK = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
PERSON_LINK = "http://schemas.microsoft.com/office/2017/10/relationships/person"


def noted(comment: str, threads: str = "") -> Document:
    links = {"rId1": ("comments", "../comments1.xml"), "rId2": (THREAD_LINK, "../threads/t1.xml")}
    parts = raw_parts(sheet_xml(), links=links)
    parts["xl/comments1.xml"] = (
        f'<comments xmlns="{MAIN}"><authors><author>A. Author</author></authors>'
        f"<commentList>{comment}</commentList></comments>"
    )
    parts["xl/threads/t1.xml"] = f'<ThreadedComments xmlns="{THREADS}">{threads}</ThreadedComments>'
    parts["xl/persons/person.xml"] = (
        f'<personList xmlns="{THREADS}"><person displayName="Jo Reader" id="{{P1}}"/></personList>'
    )
    parts["xl/workbook.xml"] = workbook_xml('<sheet name="S1" sheetId="1" r:id="rId1"/>')
    parts["xl/_rels/workbook.xml.rels"] = relationships_xml(
        {"rId1": ("worksheet", "worksheets/sheet1.xml"), "rId2": (PERSON_LINK, "persons/person.xml")}
    )
    return read_parts(parts)


def test_a_note_has_text_author_and_place(tmp_path: Path) -> None:
    workbook = Workbook()
    workbook.active["C3"] = "Open"
    workbook.active["C3"].comment = Comment("Agreed on Monday", "Change Manager")
    (note,) = read_saved(workbook, tmp_path).sheets[0].notes
    assert (note.text, note.author, note.location.cell) == ("Agreed on Monday", "Change Manager", "C3")
    assert note.location.part == "comment"
    assert note.location.sheet == "Sheet"


def test_a_note_in_several_runs_is_one_text_without_phonetic_guides() -> None:
    runs = "<text><r><rPr><b/></rPr><t>Jo:</t></r><r><t>\nSee R-02</t></r><rPh><t>x</t></rPh></text>"
    assert (
        noted(f'<comment ref="A1" authorId="0">{runs}</comment>').sheets[0].notes[0].text == "Jo:\nSee R-02"
    )


def test_an_author_number_out_of_range_leaves_the_author_open() -> None:
    document = noted('<comment ref="A1" authorId="7"><text><t>See R-02</t></text></comment>')
    assert document.sheets[0].notes[0].author == ""


def test_a_threaded_comment_has_its_person_date_and_state_and_replaces_its_stand_in_note() -> None:
    stand_in = '<comment ref="B2" authorId="0"><text><t>[Threaded comment]</t></text></comment>'
    thread = (
        '<threadedComment ref="B2" dT="2024-05-06T07:08:09.00" personId="{p1}" id="{1}" done="1">'
        "<text>Who owns it?</text></threadedComment>"
        '<threadedComment ref="B2" dT="2024-05-07T07:08:09.00" personId="{P2}" id="{2}" parentId="{1}">'
        "<text>Jo does</text></threadedComment>"
    )
    question, answer = noted(stand_in, thread).sheets[0].notes
    assert (question.text, question.author, question.date) == (
        "Who owns it?",
        "Jo Reader",
        "2024-05-06T07:08:09.00",
    )
    assert (answer.text, answer.author) == ("Jo does", "")
    assert question.resolved
    assert answer.resolved


def test_notes_are_in_reading_order_and_keep_no_company_with_threads_elsewhere() -> None:
    note = '<comment ref="{}" authorId="0"><text><t>{}</t></text></comment>'
    thread = '<threadedComment ref="B2" personId="{P1}" id="{1}"><text>thread</text></threadedComment>'
    document = noted(note.format("C9", "last") + note.format("A1", "first"), thread)
    assert [found.text for found in document.sheets[0].notes] == ["first", "thread", "last"]


def test_a_note_without_place_or_text_is_left_out() -> None:
    document = noted(
        '<comment ref="nowhere"><text><t>x</t></text></comment><comment ref="A1"><text/></comment>'
    )
    assert document.sheets[0].notes == ()
