"""``itsmlint check`` on real files."""

import json
import os
import sys
from pathlib import Path

import pytest
from trial import Run, write_policy, write_register

from itsmlint import checks
from itsmlint.cli.progress import ProgressLine
from itsmlint.facts import understanding
from itsmlint.rules import builtin_rules, find_rule
from itsmlint.vocabulary import rules_folder


@pytest.fixture
def register(folder: Path) -> Path:
    """A register in which one of three risks has no owner."""
    write_register(folder / "Risks.xlsx", "Head of Infrastructure", "", "IT Security Officer")
    return folder / "Risks.xlsx"


OWNER = ("check", "--select", "RSK001")


class TestExitStatus:
    def test_0_when_nothing_is_found(self, folder: Path, run: Run) -> None:
        write_register(folder / "Risks.xlsx", "Head of Infrastructure")
        assert run(*OWNER).exit_code == 0

    def test_1_when_something_is_found(self, register: Path, run: Run) -> None:
        assert run(*OWNER).exit_code == 1

    @pytest.mark.parametrize(("fail_on", "status"), [("error", 0), ("warning", 1), ("info", 1), ("never", 0)])
    def test_only_what_is_grave_enough_counts(
        self, folder: Path, run: Run, fail_on: str, status: int
    ) -> None:
        write_register(folder / "Risks.xlsx", "IT team")
        result = run("check", "--select", "REG002", "--fail-on", fail_on)
        assert "REG002" in result.stdout
        assert result.exit_code == status

    @pytest.mark.parametrize(
        ("arguments", "words"),
        [
            (["nothing.docx"], "nothing.docx: there is no such file or folder"),
            (["--select", "RSK0X1"], "no rule is called 'RSK0X1'"),
            (["--select", "risk-without-ownr"], "did you mean 'risk-without-owner'?"),
            (["--config", "gone.toml"], "gone.toml: there is no such configuration file"),
            (["--output-format", "jsn"], "there is no format 'jsn'; did you mean 'json'?"),
            (
                ["--output-format", "json", "--output-format", "text"],
                "only one report can go to standard output",
            ),
            (["--as-of", "tomorrow"], "'tomorrow' is not a date such as 2026-03-31"),
            (["--fail-on", "sometimes"], "'sometimes' is not one of"),
        ],
    )
    def test_2_for_wrong_use_with_a_line_that_says_what(
        self, register: Path, run: Run, arguments: list[str], words: str
    ) -> None:
        result = run("check", *arguments)
        assert result.exit_code == 2
        assert words in result.stderr
        assert "Traceback" not in result.stderr
        assert result.stdout == ""

    def test_2_for_a_wrong_configuration(self, register: Path, folder: Path, run: Run) -> None:
        (folder / "itsmlint.toml").write_text("slect = ['RSK']")
        result = run("check")
        assert result.exit_code == 2
        assert result.stderr == "itsmlint: itsmlint.toml:1: unknown key 'slect'; did you mean 'select'?\n"

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            (
                "kinds = { '*.xlsx' = 'risk-registr' }",
                "there is no kind 'risk-registr'; did you mean 'risk-register'?",
            ),
            ("vocabulary = { colums = {} }", "there is no vocabulary 'colums'; did you mean 'columns'?"),
            (
                "vocabulary = { owners = { blank = 7 } }",
                "the addition to the vocabulary 'owners' does not fit",
            ),
            ("ignore = ['RSK999']", "no rule is called 'RSK999'"),
        ],
    )
    def test_2_for_names_in_it_that_are_not_known(
        self, register: Path, folder: Path, run: Run, text: str, words: str
    ) -> None:
        (folder / "itsmlint.toml").write_text(text)
        result = run("check")
        assert (result.exit_code, words in result.stderr) == (2, True)

    def test_2_when_there_is_no_document(self, folder: Path, run: Run) -> None:
        (folder / "notes.txt").write_text("")
        result = run("check")
        assert result.exit_code == 2
        assert result.stderr == "itsmlint: no Word or Excel document found in .\n"

    def test_2_when_all_documents_are_left_out_and_it_is_said_why(
        self, register: Path, folder: Path, run: Run
    ) -> None:
        (folder / "itsmlint.toml").write_text("exclude = ['*']\nignore = ['ALL']")
        result = run("check")
        assert result.exit_code == 2
        assert "left out: 1 document by 'exclude' (Risks.xlsx)" in result.stderr

    def test_0_when_all_files_named_are_left_out_on_purpose(
        self, register: Path, folder: Path, run: Run
    ) -> None:
        (folder / "itsmlint.toml").write_text("exclude = ['*.xlsx']")
        result = run("check", "Risks.xlsx")
        assert result.exit_code == 0
        assert "Left out: 1 document by 'exclude' (Risks.xlsx)." in result.stdout


class TestWhatIsChecked:
    def test_the_current_folder_unless_something_is_named(self, register: Path, run: Run) -> None:
        assert "Risks.xlsx" in run(*OWNER).stdout

    def test_lock_files_are_left_out_with_a_word(self, register: Path, folder: Path, run: Run) -> None:
        (folder / "~$Risks.xlsx").write_bytes(b"owner")
        result = run(*OWNER)
        assert "Left out: 1 lock file of an open document (~$Risks.xlsx)." in result.stdout

    def test_select_takes_the_place_of_what_the_configuration_chooses(
        self, register: Path, folder: Path, run: Run
    ) -> None:
        (folder / "itsmlint.toml").write_text("select = ['KPI']\nignore = ['RSK']")
        assert "RSK001" in run(*OWNER).stdout

    def test_ignore_adds_to_the_configuration(self, register: Path, folder: Path, run: Run) -> None:
        (folder / "itsmlint.toml").write_text("ignore = ['DOC', 'REG']")
        result = run("check", "--ignore", "risk-without-owner", "--output-format", "json")
        assert {"DOC", "REG"}.isdisjoint(
            {rule[:3] for rule in json.loads(result.stdout)["summary"]["by_rule"]}
        )
        assert "RSK001" not in result.stdout

    def test_rules_can_be_silent_for_some_files(self, register: Path, folder: Path, run: Run) -> None:
        write_register(folder / "drafts" / "Risks.xlsx", "")
        (folder / "itsmlint.toml").write_text("per-file-ignores = { 'drafts/' = ['RSK'] }")
        findings = json.loads(run(*OWNER, "--output-format", "json").stdout)["findings"]
        assert {finding["path"] for finding in findings} == {"Risks.xlsx"}

    def test_a_configuration_can_be_ignored(self, register: Path, folder: Path, run: Run) -> None:
        (folder / "itsmlint.toml").write_text("exclude = ['*']")
        assert "RSK001" in run(*OWNER, "--isolated").stdout

    def test_accepted_teams_may_own(self, folder: Path, run: Run) -> None:
        write_register(folder / "Risks.xlsx", "IT team")
        (folder / "itsmlint.toml").write_text("accepted-teams = ['IT Team']")
        assert run("check", "--select", "REG002").exit_code == 0

    def test_the_kind_of_a_document_can_be_set(self, folder: Path, run: Run) -> None:
        write_policy(folder / "text.docx")
        (folder / "itsmlint.toml").write_text("kinds = { 'text.docx' = 'contract' }")
        (document,) = json.loads(run("check", "--output-format", "json").stdout)["documents"]
        assert document["kind"] == "contract"

    def test_the_day_can_be_set(self, register: Path, run: Run) -> None:
        result = run(*OWNER, "--as-of", "2027-01-31")
        assert "as of 2027-01-31" in result.stdout

    def test_rules_of_the_project_run_with_the_others(self, register: Path, folder: Path, run: Run) -> None:
        pack = folder / "our-rules" / "own"
        pack.mkdir(parents=True)
        source = find_source("RSK001")
        text = source.read_text().replace("id: RSK001", "id: OWN001")
        text = text.replace("name: risk-without-owner", "name: own-risk-rule")
        (pack / "OWN001-own-risk-rule.yaml").write_text(text.replace("aliases: [risk-no-owner]\n", ""))
        (folder / "itsmlint.toml").write_text("rules = ['our-rules']")
        result = run("check", "--select", "OWN001")
        assert "OWN001" in result.stdout
        assert result.exit_code == 1


def find_source(rule: str) -> Path:
    return next(rules_folder().rglob(f"{rule}-*.yaml"))


class TestReports:
    def test_the_place_the_words_and_what_to_do(self, register: Path, run: Run) -> None:
        lines = run(*OWNER).stdout.splitlines()
        assert lines[0] == "Risks.xlsx"
        assert lines[3] == "  error RSK001 risk-without-owner"
        assert any("Risks › E3" in line and "R-02" in line for line in lines)
        assert any(line.startswith("    to do") for line in lines)
        assert "    clause      ISO/IEC 20000-1:2018 6.1 and 5.3" in lines

    def test_json_points_at_the_cell(self, register: Path, run: Run) -> None:
        report = json.loads(run(*OWNER, "--output-format", "json").stdout)
        (finding,) = report["findings"]
        assert (finding["rule"], finding["path"]) == ("RSK001", "Risks.xlsx")
        assert finding["location"]["cell"] == "E3"
        assert len(finding["fingerprint"]) == 16

    def test_two_runs_are_the_same_to_the_byte(self, register: Path, run: Run) -> None:
        first = run("check", "--output-format", "json").stdout
        assert first == run("check", "--output-format", "json").stdout

    def test_reports_go_to_files(self, register: Path, folder: Path, run: Run) -> None:
        result = run(*OWNER, "--output-format", "json:out.json", "--output-format", "text")
        assert "RSK001" in result.stdout
        assert json.loads((folder / "out.json").read_text())["summary"]["error"] == 1

    def test_a_report_is_never_written_over_a_document(self, register: Path, folder: Path, run: Run) -> None:
        before = register.read_bytes()
        result = run(*OWNER, "--output-format", "json:Risks.xlsx")
        assert result.exit_code == 2
        assert register.read_bytes() == before

    def test_nor_over_one_by_another_name(self, register: Path, folder: Path, run: Run) -> None:
        os.link(register, folder / "report.json")
        result = run(*OWNER, "--output-format", "json:report.json")
        assert result.exit_code == 2
        assert "not written over a file that is read" in result.stderr

    def test_nor_through_a_link(self, register: Path, folder: Path, run: Run) -> None:
        (folder / "report.json").symlink_to(folder / "elsewhere.json")
        result = run(*OWNER, "--output-format", "json:report.json")
        assert result.exit_code == 2
        assert not (folder / "elsewhere.json").exists()

    def test_quiet_says_nothing_when_all_is_well(self, folder: Path, run: Run) -> None:
        write_register(folder / "Risks.xlsx", "Head of Infrastructure")
        result = run(*OWNER, "-q")
        assert (result.stdout, result.stderr) == ("", "")

    def test_statistics_take_the_place_of_the_findings(self, register: Path, run: Run) -> None:
        first = run(*OWNER, "--statistics").stdout.splitlines()[0]
        assert first.split()[:3] == ["1", "error", "RSK001"]

    def test_no_colour_and_no_progress_off_the_terminal(self, register: Path, run: Run) -> None:
        result = run("check")
        assert "\x1b" not in result.output
        assert result.stderr == ""


class TestProgress:
    def test_it_waits_a_second_and_cleans_up(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        clock = [100.0]
        monkeypatch.setattr("time.monotonic", lambda: clock[0])
        monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
        with ProgressLine() as progress:
            progress.update(0, 3, "a.docx")
            assert capsys.readouterr().err == ""
            clock[0] += 1.5
            progress.update(1, 3, "b.docx")
            assert "1 of 3  b.docx" in capsys.readouterr().err
        assert capsys.readouterr().err == "\r\x1b[K"

    def test_it_is_silent_when_stderr_is_no_terminal(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        clock = [100.0]
        monkeypatch.setattr("time.monotonic", lambda: clock[0])
        with ProgressLine() as progress:
            clock[0] += 5
            progress.update(1, 3, "b.docx")
        assert capsys.readouterr().err == ""


class TestUnreadableFiles:
    @pytest.fixture
    def broken(self, register: Path, folder: Path) -> dict[str, str]:
        """Broken files beside a good one, with the rule that speaks of each."""
        (folder / "empty.docx").write_bytes(b"")
        (folder / "cut.xlsx").write_bytes(register.read_bytes()[:1000])
        (folder / "old.doc").write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(2000))
        (folder / "pointer.docx").write_text(
            "version https://git-lfs.github.com/spec/v1\noid sha256:" + "0" * 64 + "\nsize 1\n"
        )
        (folder / "page.docx").write_text("<!DOCTYPE html><html><body>hello</body></html>")
        (folder / "letter.docx").write_text(r"{\rtf1 hello}")
        (folder / "noise.docx").write_bytes(bytes(range(256)) * 10)
        (folder / "folder.docx").mkdir()
        return {
            "empty.docx": "file-empty",
            "cut.xlsx": "file-damaged",
            "old.doc": "file-legacy-format",
            "pointer.docx": "file-git-lfs-pointer",
            "page.docx": "file-renamed",
            "letter.docx": "file-renamed",
            "noise.docx": "file-not-office",
            "folder.docx": "file-not-regular",
        }

    def test_each_is_one_finding_in_plain_words_and_the_run_goes_on(
        self, broken: dict[str, str], run: Run
    ) -> None:
        result = run(*OWNER, "--output-format", "json")
        report = json.loads(result.stdout)
        found = {finding["path"]: finding["name"] for finding in report["findings"]}
        assert found == {**broken, "Risks.xlsx": "risk-without-owner"}
        assert len(report["findings"]) == len(found)
        assert all(finding["fix"] for finding in report["findings"])
        assert [d["path"] for d in report["documents"] if d["readable"]] == ["Risks.xlsx"]
        assert (result.exit_code, result.stderr) == (1, "")

    def test_a_file_without_permission_is_one_too(self, register: Path, run: Run) -> None:
        if os.geteuid() == 0:
            pytest.skip("root may read every file")
        register.chmod(0)
        assert "file-not-permitted" in run("check").stdout

    def test_they_are_reported_whatever_is_selected_and_can_be_ignored(
        self, broken: dict[str, str], run: Run
    ) -> None:
        assert "file-empty" in run("check", "--select", "KPI").stdout
        assert "file-empty" not in run("check", "--select", "KPI", "--ignore", "file-empty").stdout

    def test_nothing_is_written_to_any_of_them(self, broken: dict[str, str], folder: Path, run: Run) -> None:
        def state() -> dict[str, tuple[bytes, int]]:
            files = [path for path in folder.iterdir() if path.is_file()]
            return {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in files}

        before = state()
        run("check", "--output-format", "text")
        assert state() == before


class TestDefects:
    def test_one_while_understanding_costs_that_document_alone(
        self, register: Path, folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        write_policy(folder / "Policy.docx")
        real = understanding.understand

        def fails_on_word(document, *others):  # type: ignore[no-untyped-def]
            if document.format == "word":
                raise KeyError("text of the document")
            return real(document, *others)

        monkeypatch.setattr(understanding, "understand", fails_on_word)
        result = run(*OWNER, "--output-format", "json")
        found = {finding["path"]: finding["name"] for finding in json.loads(result.stdout)["findings"]}
        assert found == {"Policy.docx": "file-not-understood", "Risks.xlsx": "risk-without-owner"}
        assert result.exit_code == 2
        assert "understanding the document failed on Policy.docx: KeyError" in result.stderr
        assert "text of the document" not in result.stderr

    def test_one_in_a_rule_costs_that_rule_alone(
        self, register: Path, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        rule = find_rule(builtin_rules(), "RSK008")
        assert rule is not None
        function = checks.check_functions()[rule.then.must]

        def fails(*others):  # type: ignore[no-untyped-def]
            raise KeyError("text of the document")
            yield

        broken = type(function)(function.name, function.given, fails, function.options, function.parts)
        monkeypatch.setitem(checks._registry, rule.then.must, broken)
        result = run("check", "--select", "RSK001,RSK008", "--output-format", "json")
        report = json.loads(result.stdout)
        assert rule.id in report["failures"][0]["what"]
        assert result.exit_code == 2
        assert run("check", "--select", "RSK008", "--fail-on", "never").exit_code == 0
