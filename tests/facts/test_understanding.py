import time
from pathlib import Path

import pytest
from making import TEXT, excel, facts, word


def test_facts_of_a_policy(tmp_path: Path) -> None:
    control = [["Title", "Change Policy"], ["Owner", "Head of Service"], ["Version", "1.0"]]
    found = facts(
        word(
            tmp_path,
            ("Title", "Change Policy"),
            control,
            ("Heading 1", "Scope"),
            TEXT,
            name="Change Policy.docx",
        )
    )
    assert (found.path, found.format, found.language) == ("Change Policy.docx", "word", "en")
    assert found.title == "Change Policy"
    assert found.control.value("owner") == "Head of Service"
    assert found.section("scope") is not None
    assert found.words > len(TEXT.split())


def test_facts_of_a_workbook(tmp_path: Path) -> None:
    rows = [
        ["Risk ID", "Risk", "Likelihood", "Impact", "Owner"],
        ["R1", "Fire", 2, 5, "Ann Lee"],
        ["R2", "Flood", 1, 5, "Bo Kim"],
    ]
    found = facts(excel(tmp_path, {"Risks": rows}, name="Risk Register.xlsx"))
    assert found.format == "excel"
    assert [len(register.records) for register in found.registers] == [2]


def test_the_same_document_gives_the_same_facts(tmp_path: Path) -> None:
    document = word(tmp_path, ("Title", "Change Policy"), "Owner: [Name]", ("Heading 1", "Scope"), TEXT)
    assert facts(document) == facts(document)


def test_a_document_of_one_word(tmp_path: Path) -> None:
    found = facts(word(tmp_path, "Word", name="x.docx"))
    assert (found.kind.name, found.language, found.words) == ("unknown", "und", 1)
    assert found.control.fields == {}


@pytest.mark.parametrize(
    "text",
    ["Version: " + "a: " * 100_000, "[" * 30_000, ". " * 50_000, "The Board " * 20_000, "1" + "-" * 50_000],
)
def test_long_texts_take_no_long_time(tmp_path: Path, text: str) -> None:
    document = word(tmp_path, "Change Policy", text, [["Version", text[:20_000]]])
    began = time.process_time()
    facts(document)
    assert time.process_time() - began < 10
