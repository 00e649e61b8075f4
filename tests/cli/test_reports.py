"""What the reports say of a run, and how."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from itsmlint.discovery import Skipped
from itsmlint.documents.location import Location
from itsmlint.facts.model import Kind
from itsmlint.finding import Finding
from itsmlint.reports import render
from itsmlint.reports.layout import Look, inert
from itsmlint.reports.places import short_list
from itsmlint.run import Checked, Failure, Run

CLAUSES = {"iso20000-1:2018": ("6.1", "5.3"), "iso20000-1:2011": ("4.5.2",)}


def finding(**values: Any) -> Finding:
    return Finding(
        **{
            "rule": "RSK001",
            "name": "risk-without-owner",
            "severity": "error",
            "confidence": "high",
            "message": "Risk R-17 is owned by nobody.",
            "path": "Risks.xlsx",
            "location": Location(
                part="sheet", sheet="Register", row=14, column="E", cell="E14", label="Owner, R-17"
            ),
            "excerpt": "TBC",
            "fix": "Write one person or role that may decide on the risk.",
            "clauses": CLAUSES,
            "fingerprint": "0123456789abcdef",
            **values,
        }
    )


def run_of(*findings: Finding, skipped: Sequence[Skipped] = (), **values: Any) -> Run:
    document = Checked(
        path="Risks.xlsx", sha256="a" * 64, kind=Kind("risk-register", 0.98), findings=findings, **values
    )
    return Run(
        documents=(document,), skipped=tuple(skipped), as_of=date(2026, 3, 31), rules=41, known_rules=43
    )


def text(run: Run, **look: Any) -> str:
    return render("text", run, Look(**look))


class TestText:
    def test_the_whole_page(self) -> None:
        policy = Checked(
            path="Policies/Incident Policy.docx",
            sha256="b" * 64,
            kind=Kind("policy", 0.95),
            findings=(
                finding(
                    rule="POL003",
                    name="vague-commitment",
                    severity="warning",
                    message='"as soon as possible" sets no target.',
                    location=Location(section="4.2 Targets", paragraph=3),
                    excerpt="Incidents are resolved as soon as possible.",
                    mark=(23, 42),
                    fix="Write a time.",
                ),
                finding(
                    rule="DOC003",
                    name="document-without-owner",
                    message="The policy names no owner.",
                    location=Location(),
                    excerpt="",
                    searched=("first table", "page header"),
                    fix='Add a row "Owner".',
                    clauses={"iso20000-1:2018": ("7.5.2",)},
                ),
                finding(
                    rule="POL003",
                    name="vague-commitment",
                    severity="warning",
                    message='"where appropriate" leaves open when this holds.',
                    location=Location(section="4.3 Escalation", paragraph=1),
                    excerpt="Where appropriate, managers are informed.",
                    mark=(0, 17),
                    fix="Write a time.",
                ),
            ),
        )
        register = Checked(
            path="Risks.xlsx",
            sha256="c" * 64,
            kind=Kind("risk-register", 0.98),
            findings=(
                finding(
                    message="4 of 24 risks have no owner: R-01, R-02, R-03, R-09.",
                    excerpt="",
                    cells=("Register!E2", "Register!E3", "Register!E4", "Register!E10"),
                ),
            ),
        )
        clean = Checked(path="SLA.docx", sha256="d" * 64, kind=Kind("sla", 0.9))
        run = Run(documents=(policy, register, clean), as_of=date(2026, 3, 31), rules=41, known_rules=43)
        assert text(run) == (
            """\
Policies/Incident Policy.docx
policy, 1 error and 2 warnings

  error DOC003 document-without-owner
    The policy names no owner.
      looked in first table, page header
    to do       Add a row "Owner".
    clause      ISO/IEC 20000-1:2018 7.5.2

  warning POL003 vague-commitment
    "as soon as possible" sets no target.
      where     4.2 Targets › paragraph 3
      says      Incidents are resolved «as soon as possible».
    "where appropriate" leaves open when this holds.
      where     4.3 Escalation › paragraph 1
      says      «Where appropriate», managers are informed.
    to do       Write a time.
    clause      ISO/IEC 20000-1:2018 6.1 and 5.3

Risks.xlsx
risk register, 1 error

  error RSK001 risk-without-owner
    4 of 24 risks have no owner: R-01, R-02, R-03, R-09.
      where     Register › E2 to E4, E10
    to do       Write one person or role that may decide on the risk.
    clause      ISO/IEC 20000-1:2018 6.1 and 5.3

3 documents checked with 41 of 43 rules as of 2026-03-31: 2 errors and 2 warnings in 2 of them.
Why a rule matters and how to mend it: itsmlint explain DOC003
"""
        )

    def test_a_run_without_findings_says_so(self) -> None:
        assert text(run_of()) == "1 document checked with 41 of 43 rules as of 2026-03-31: nothing found.\n"

    def test_quiet_says_nothing_when_nothing_was_found(self) -> None:
        assert text(run_of(), quiet=True) == ""

    def test_quiet_leaves_out_the_closing_words(self) -> None:
        assert "checked" not in text(run_of(finding()), quiet=True)

    def test_what_was_left_out_is_said_by_reason(self) -> None:
        skipped = [
            Skipped(shown="~$a.docx", reason="lock-file"),
            *(Skipped(shown=f"old/{n}.docx", reason="excluded") for n in range(5)),
        ]
        closing = text(run_of(skipped=skipped), width=200)
        assert "1 lock file of an open document (~$a.docx)" in closing
        assert "5 documents by 'exclude' (old/0.docx, old/1.docx, old/2.docx and 2 more)" in closing

    def test_files_that_could_not_be_read_are_named(self) -> None:
        assert "Could not be read: Risks.xlsx." in text(run_of(unreadable="damaged"))

    def test_statistics_count_by_rule(self) -> None:
        run = run_of(finding(), finding(), finding(rule="DOC003", name="document-without-owner"))
        first, second, *_ = text(run, statistics=True).splitlines()
        assert first.split() == ["2", "error", "RSK001", "risk-without-owner", "in", "1", "document"]
        assert second.split()[:3] == ["1", "error", "DOC003"]

    def test_lines_fit_the_width(self) -> None:
        long = finding(message="word " * 60, excerpt="many words " * 15, fix="do this " * 30)
        assert max(map(len, text(run_of(long), width=60).splitlines())) <= 60

    def test_colour_only_when_it_can_be_seen(self) -> None:
        assert "\x1b" not in text(run_of(finding()))
        assert "\x1b[1;31merror\x1b[0m" in text(run_of(finding()), colour=True)

    def test_marked_words_stay_marked_over_a_line_break(self) -> None:
        words = finding(excerpt="a " * 40 + "far too many words to fit", mark=(70, 105))
        lines = text(run_of(words), colour=True, width=60).splitlines()
        marked = [line for line in lines if "\x1b[4;31m" in line]
        assert len(marked) >= 2
        assert all(line.endswith("\x1b[0m") or "\x1b[0m" in line.split("\x1b[4;31m")[1] for line in marked)


class TestInertLines:
    @pytest.mark.parametrize(
        "line", ["::error file=x::y", "   ::set-output name=a::b", "x ##[error]y", "##vso[task]"]
    )
    def test_no_line_is_a_command_to_a_build_server(self, line: str) -> None:
        changed = inert(line)
        assert not changed.lstrip().startswith("::")
        assert "##[" not in changed
        assert "##vso[" not in changed

    @pytest.mark.parametrize("line", ["Owner:: J. Doe", "## Scope", "C# [draft]", "a :: b"])
    def test_other_lines_stay(self, line: str) -> None:
        assert inert(line) == line

    def test_an_excerpt_cannot_open_a_line(self) -> None:
        hostile = finding(excerpt="word " * 18 + "::error file=a::b " + "word " * 18)
        lines = text(run_of(hostile), width=110).splitlines()
        assert not any(line.lstrip().startswith("::") for line in lines)


class TestPlaces:
    def test_cells_below_each_other_are_joined(self) -> None:
        assert short_list(["A!E2", "A!E3", "A!E4", "A!F4", "B!E1"]) == "A › E2 to E4, F4; B › E1"

    def test_paragraphs_of_a_section_are_joined(self) -> None:
        places = ["paragraph 9", "Scope › paragraph 1", "Scope › paragraph 1", "Scope › paragraph 2"]
        assert short_list([*places, "Scope › paragraph 7"]) == "paragraph 9; Scope › paragraphs 1 to 2, 7"

    def test_other_places_stay_as_they_are(self) -> None:
        places = ["Roles › table 1 › row 4, column B", "header › paragraph 1", "header › paragraph 3"]
        assert short_list(places) == "Roles › table 1 › row 4, column B; header › paragraphs 1, 3"

    def test_long_lists_are_cut(self) -> None:
        assert short_list([f"A!E{2 * n}" for n in range(1, 21)], at_most=3) == "A › E2, E4, E6 and 17 more"


class TestJson:
    def test_the_fields_and_their_order_are_the_contract(self) -> None:
        run = run_of(
            finding(searched=("first table",), cells=("Register!E14",), mark=(0, 3), members=("ab",)),
            skipped=[Skipped(shown="~$a.docx", reason="lock-file")],
            failures=(Failure(path="Risks.xlsx", what="rule X", error="KeyError"),),
        )
        report = json.loads(render("json", run, Look()))
        assert list(report) == [
            "version", "tool", "as_of", "profile", "summary", "documents", "findings", "skipped", "failures",
        ]  # fmt: skip
        assert report["version"] == 1
        assert report["documents"] == [
            {
                "path": "Risks.xlsx",
                "sha256": "a" * 64,
                "kind": "risk-register",
                "confidence": 0.98,
                "readable": True,
            }
        ]
        (entry,) = report["findings"]
        assert list(entry) == [
            "rule", "name", "severity", "confidence", "message", "path", "location", "excerpt", "mark", "fix",
            "clauses", "searched", "cells", "members", "fingerprint",
        ]  # fmt: skip
        assert entry["location"] == {
            "text": "Register › E14 (Owner, R-17)",
            "part": "sheet",
            "row": 14,
            "column": "E",
            "sheet": "Register",
            "cell": "E14",
            "label": "Owner, R-17",
        }
        assert report["skipped"] == [{"path": "~$a.docx", "reason": "lock-file"}]

    def test_what_is_optional_is_left_out_when_there_is_none(self) -> None:
        (entry,) = json.loads(render("json", run_of(finding()), Look()))["findings"]
        assert not {"searched", "cells", "mark", "members"} & set(entry)

    def test_the_summary_counts(self) -> None:
        run = run_of(finding(), finding(severity="info", rule="DOC003"), unreadable="damaged")
        summary = json.loads(render("json", run, Look()))["summary"]
        assert summary == {
            "documents": 1,
            "unreadable": 1,
            "with_findings": 1,
            "skipped": 0,
            "rules": 41,
            "known_rules": 43,
            "findings": 2,
            "error": 1,
            "warning": 0,
            "info": 1,
            "by_rule": {"DOC003": 1, "RSK001": 1},
            "profile": None,
            "profile_because": "",
        }

    def test_it_is_ascii_and_the_same_each_time(self) -> None:
        run = run_of(finding(excerpt="Größe \udce9"))
        first = render("json", run, Look())
        assert first.isascii()
        assert first == render("json", run, Look(colour=True, width=40))
