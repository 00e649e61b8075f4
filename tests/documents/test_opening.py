"""From a path to a Document: whatever is wrong with it is one error that says what."""

import os
import sys
from pathlib import Path

import pytest
from docx import Document as NewDocument
from openpyxl import Workbook
from raw_document import part_xml, word_parts, zipped

from itsmlint.documents.limits import Limits
from itsmlint.documents.opening import document_from_bytes, open_document
from itsmlint.documents.unreadable import UnreadableError
from itsmlint.documents.word import reader

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX files")


def refused(path: Path, limits: Limits | None = None) -> UnreadableError:
    with pytest.raises(UnreadableError) as error:
        open_document(path, path.name, limits)
    return error.value


def saved_policy(path: Path, text: str = "The policy.") -> Path:
    document = NewDocument()
    document.add_paragraph(text)
    document.save(str(path))
    return path


def test_reads_a_word_file(tmp_path: Path) -> None:
    document = open_document(saved_policy(tmp_path / "a.docx"), "docs/a.docx")
    assert document.path == "docs/a.docx"
    assert document.format == "word"
    assert len(document.sha256) == 64
    assert [paragraph.text for paragraph in document.body_paragraphs()] == ["The policy."]


def test_reads_an_excel_file(tmp_path: Path) -> None:
    workbook = Workbook()
    workbook["Sheet"]["A1"] = "Risk"
    workbook.save(tmp_path / "a.xlsx")
    assert open_document(tmp_path / "a.xlsx", "a.xlsx").format == "excel"


def test_leaves_the_file_as_it_is(tmp_path: Path) -> None:
    path = saved_policy(tmp_path / "a.docx")
    before = path.read_bytes(), path.stat().st_mtime_ns
    open_document(path, "a.docx")
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


def test_a_workbook_named_docx_is_renamed(tmp_path: Path) -> None:
    Workbook().save(tmp_path / "a.docx")
    assert refused(tmp_path / "a.docx").reason == "renamed"


def test_a_folder_named_like_a_document_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "x.docx").mkdir()
    assert refused(tmp_path / "x.docx").reason == "not-a-file"


@posix_only
def test_a_pipe_does_not_hold_up_the_run(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "x.docx")
    assert refused(tmp_path / "x.docx").reason == "not-a-file"


@posix_only
def test_a_device_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "x.docx").symlink_to("/dev/zero")
    assert refused(tmp_path / "x.docx").reason == "not-a-file"


def test_a_missing_file_is_no_file(tmp_path: Path) -> None:
    assert refused(tmp_path / "gone.docx").reason == "not-a-file"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_said(tmp_path: Path) -> None:
    path = saved_policy(tmp_path / "a.docx")
    path.chmod(0)
    assert refused(path).reason == "not-permitted"


def test_a_file_over_the_limit_is_not_read(tmp_path: Path) -> None:
    assert refused(saved_policy(tmp_path / "a.docx"), Limits(file_size=100)).reason == "over-limit"


def test_a_document_without_text_has_no_content(tmp_path: Path) -> None:
    assert refused(saved_policy(tmp_path / "a.docx", text="  ")).reason == "no-content"


def test_a_main_part_with_another_root_is_missing() -> None:
    parts = {**word_parts(""), "word/document.xml": "<html/>"}
    with pytest.raises(UnreadableError, match="missing-part"):
        document_from_bytes(zipped(parts), "a.docx")


def test_a_document_without_body_is_missing_a_part() -> None:
    parts = {**word_parts(""), "word/document.xml": part_xml("document", "")}
    with pytest.raises(UnreadableError, match="missing-part"):
        document_from_bytes(zipped(parts), "a.docx")


@pytest.mark.parametrize("failure", [ValueError, RecursionError, MemoryError])
def test_a_defect_of_the_reader_is_an_error_without_document_text(
    failure: type[BaseException], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise failure("secret text")

    monkeypatch.setattr(reader, "read_word", broken)
    with pytest.raises(UnreadableError) as error:
        document_from_bytes(zipped(word_parts("")), "a.docx")
    assert error.value.reason == "reader-failed"
    assert error.value.detail == f"the reader failed with {failure.__name__}"
