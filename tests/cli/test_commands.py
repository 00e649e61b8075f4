"""The other commands, and the program as a whole."""

import json
import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest
from trial import Run, write_policy, write_register

from itsmlint import __version__
from itsmlint.cli import COMMANDS
from itsmlint.reports.rule_pages import GIVEN
from itsmlint.rule_format import Given


def python(*arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments], capture_output=True, text=True, cwd=cwd, check=False, timeout=60
    )


class TestProgram:
    def test_its_version(self, run: Run) -> None:
        result = run("--version")
        assert (result.exit_code, result.stdout) == (0, f"itsmlint {__version__}\n")

    @pytest.mark.parametrize("command", list(COMMANDS))
    def test_every_command_has_help(self, run: Run, command: str) -> None:
        result = run(command, "--help")
        assert result.exit_code == 0
        assert result.stdout.startswith(f"Usage: itsmlint {command}")
        assert command in run("--help").stdout

    def test_the_version_is_told_without_importing_a_parser(self) -> None:
        heavy = ("lxml", "openpyxl", "docx", "yaml", "regex", "msgspec", "pathspec")
        program = (
            "import sys; sys.argv = ['itsmlint', '--version']\n"
            "from itsmlint.cli import main\n"
            "try: main()\n"
            f"except SystemExit: print([name for name in {heavy} if name in sys.modules])"
        )
        assert python("-c", program).stdout.splitlines()[-1] == "[]"

    def test_a_defect_ends_in_one_line_and_exit_status_2(self) -> None:
        program = (
            "import sys; sys.argv = ['itsmlint', 'rules']\n"
            "import itsmlint.linting\n"
            "itsmlint.linting.all_rules = lambda project: 1 / 0\n"
            "from itsmlint.cli import main\nmain()"
        )
        done = python("-c", program)
        assert done.returncode == 2
        assert len(done.stderr.splitlines()) == 1
        assert "stopped by a defect of itsmlint: ZeroDivisionError" in done.stderr

    def test_a_word_that_is_no_command_is_wrong_use(self, run: Run) -> None:
        assert run("chekc").exit_code == 2


class TestExplain:
    def test_every_kind_of_place_has_words(self) -> None:
        assert set(GIVEN) == set(get_args(Given))

    @pytest.mark.parametrize("name", ["RSK001", "rsk001", "risk-without-owner", "risk-no-owner"])
    def test_a_rule_is_known_by_id_name_and_former_names(self, run: Run, name: str) -> None:
        result = run("explain", name)
        assert result.exit_code == 0
        assert result.stdout.startswith("RSK001 risk-without-owner\n")

    def test_it_says_why_what_to_do_where_and_with_what_example(self, run: Run) -> None:
        page = run("explain", "RSK001").stdout
        for part in (
            "\nWhy\n",
            "\nTo do\n",
            "\nClauses\n",
            "\nMay be wrong about\n",
            "\nFinds 1",
            "\nLeaves alone 1",
        ):
            assert part in page
        assert "ISO/IEC 20000-1:2018 6.1 " in page

    def test_a_theme_explains_all_its_rules(self, run: Run) -> None:
        page = run("explain", "KPI").stdout
        assert "KPI002" in page
        assert "KPI004" in page

    def test_the_nearest_name_is_proposed(self, run: Run) -> None:
        result = run("explain", "risk-without-ownr")
        assert result.exit_code == 2
        assert result.stderr == (
            "itsmlint: no rule is called 'risk-without-ownr'; did you mean 'risk-without-owner'?\n"
        )

    def test_as_data(self, run: Run) -> None:
        (rule,) = json.loads(run("explain", "RSK001", "--output-format", "json").stdout)["rules"]
        assert rule["id"] == "RSK001"
        assert rule["examples"]["bad"]
        assert rule["clause_titles"][0].startswith("ISO/IEC 20000-1:2018 6.1")


class TestRules:
    def test_all_are_listed_by_theme(self, run: Run) -> None:
        lines = run("rules").stdout.splitlines()
        assert "Document control" in lines
        assert any(line.split()[:3] == ["RSK001", "risk-without-owner", "error"] for line in lines)

    def test_as_data(self, run: Run) -> None:
        rules = json.loads(run("rules", "--output-format", "json").stdout)["rules"]
        assert {"id", "name", "severity", "profile", "clauses", "why", "fix"} <= set(rules[0])
        assert [rule["id"] for rule in rules] == sorted(rule["id"] for rule in rules)


class TestTestRules:
    RULE = """\
id: OWN001
name: own-rule
status: stable
since: "1"
severity: warning
confidence: high
profile: essential
applies_to: [risk-register]
clauses: {iso20000-1:2018: ["6.1"]}
given: records
then: {field: owner, must: be-accountable, weaknesses: [blank, placeholder]}
message: "Risk {record.id} is owned by {names}."
why: Because.
fix: Name somebody.
examples:
  bad: &bad
"""

    def pack(self, folder: Path, owner: str, mark: str) -> None:
        example = (
            "    - excel: |\n"
            "        | Risk ID | Risk description | Likelihood | Impact | Risk owner |\n"
            "        | R-01 | The payment gateway fails | 3 | 4 | Head of Finance |\n"
            "        | R-02 | The backup cannot be restored | 2 | 5 | {} |\n"
        )
        text = self.RULE.replace(" &bad", "")
        text += 2 * example.format(f"{owner} {mark}") + "  good:\n" + 2 * example.format("Head of IT")
        (folder / "pack").mkdir()
        (folder / "pack" / "OWN001-own-rule.yaml").write_text(text)

    def test_examples_that_hold(self, folder: Path, run: Run) -> None:
        self.pack(folder, "TBC", "<!-- here -->")
        result = run("test-rules", "pack")
        assert (result.exit_code, result.stdout) == (0, "1 rule: 4 of 4 examples passed.\n")

    def test_examples_that_do_not(self, folder: Path, run: Run) -> None:
        self.pack(folder, "Head of Sales", "<!-- here -->")
        result = run("test-rules", "pack")
        assert result.exit_code == 1
        assert "OWN001-bad-1: FAILED" in result.stdout
        failed = json.loads(run("test-rules", "pack", "--output-format", "json").stdout)["failed"]
        assert [case["id"] for case in failed] == ["OWN001-bad-1", "OWN001-bad-2"]

    def test_a_rule_that_cannot_be_loaded(self, folder: Path, run: Run) -> None:
        self.pack(folder, "TBC", "<!-- here -->")
        path = folder / "pack" / "OWN001-own-rule.yaml"
        path.write_text(path.read_text().replace("be-accountable", "be-acountable"))
        result = run("test-rules", "pack")
        assert result.exit_code == 2
        assert "OWN001-own-rule.yaml" in result.stderr
        assert "be-accountable" in result.stderr

    def test_a_folder_without_rules(self, folder: Path, run: Run) -> None:
        (folder / "pack").mkdir()
        assert run("test-rules", "pack").exit_code == 2


class TestInspect:
    @pytest.fixture
    def documents(self, folder: Path) -> Path:
        write_register(folder / "Risks.xlsx", "Head of Infrastructure", "")
        write_policy(folder / "Policy.docx", "Written by [Company Name].")
        (folder / "broken.docx").write_bytes(b"")
        return folder

    def test_the_data_of_a_register_has_its_header_and_columns(self, documents: Path, run: Run) -> None:
        report = json.loads(run("inspect", "Risks.xlsx", "--output-format", "json").stdout)
        (document,) = report["documents"]
        assert (document["path"], document["readable"], document["kind"]) == (
            "Risks.xlsx",
            True,
            "risk-register",
        )
        (register,) = document["registers"]
        assert register["sheet"] == "Risks"
        assert (register["header_row"], register["first_row"], register["last_row"]) == (1, 2, 3)
        assert register["records"] == 2
        assert register["columns"]["owner"] == "E"

    def test_the_data_of_a_policy_has_its_headings_and_sections(self, documents: Path, run: Run) -> None:
        report = json.loads(run("inspect", "Policy.docx", "--output-format", "json").stdout)
        (document,) = report["documents"]
        assert {"control", "history", "headings", "registers", "sections", "statements", "references"} <= set(
            document
        )
        assert {"text": "Scope", "level": 1, "number": "", "styled": True}.items() <= document["headings"][
            -1
        ].items()
        (scope,) = (section for section in document["sections"] if section["name"] == "scope")
        assert scope["heading"] == "Scope"

    def test_a_file_that_cannot_be_read_says_why(self, documents: Path, run: Run) -> None:
        result = run("inspect", "broken.docx", "--output-format", "json")
        (document,) = json.loads(result.stdout)["documents"]
        assert (document["readable"], document["reason"]) == (False, "empty")
        assert result.exit_code == 0

    def test_the_page_for_people(self, documents: Path, run: Run) -> None:
        page = run("inspect", "Risks.xlsx", "Policy.docx", "broken.docx").stdout
        assert "Risk register, certain" in page
        assert "column names in row 1, 2 records in rows 2 to 3" in page
        assert any(line.split()[:4] == ["E", "Risk", "owner", "owner"] for line in page.splitlines())
        assert "[scope]" in page
        assert "[Company Name]" in page
        assert "cannot be read" in page

    def test_a_register_can_be_pinned(self, documents: Path, run: Run) -> None:
        (documents / "itsmlint.toml").write_text(
            "[[registers]]\npath = 'Risks.xlsx'\nsheet = 'Risks'\ncolumns = { G = 'description' }"
        )
        report = json.loads(run("inspect", "Risks.xlsx", "--output-format", "json").stdout)
        assert report["documents"][0]["registers"][0]["columns"]["description"] == "G"

    def test_no_document_is_wrong_use(self, folder: Path, run: Run) -> None:
        result = run("inspect", ".")
        assert (result.exit_code, "no Word or Excel document found" in result.stderr) == (2, True)
