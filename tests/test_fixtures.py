"""The example organisation: its documents are as built, and itsmlint says of them what it should."""

import json
import subprocess
import sys
import tomllib
import zipfile
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from itsmlint.rules import builtin_rules

ROOT = Path(__file__).resolve().parent.parent
FIXTURES = ROOT / "fixtures"
EXPECTED = FIXTURES / "flawed" / "expected.toml"

MOST_BYTES = 3_000_000

NOT_IN_A_REPOSITORY = {
    "FIL012": "what one user may not open, another may: permissions do not survive a checkout",
    "FIL016": "a defect of itsmlint itself",
}
"""Stable rules that no committed file can fire, with the reason."""

Finding = tuple[str, str, str]
"""Path below the set, rule, place."""


@cache
def rules_in_use() -> frozenset[str]:
    return frozenset(rule.id for rule in builtin_rules() if rule.status != "deprecated")


@cache
def report(name: str) -> dict[str, Any]:
    """What `itsmlint check` says of a set, under all rules."""
    command = [sys.executable, "-m", "itsmlint", "check", str(FIXTURES / name), "--fail-on", "never"]
    command += ["--profile", "exemplary", "--output-format", "json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    result: dict[str, Any] = json.loads(done.stdout)
    return result


@cache
def findings(name: str) -> list[Finding]:
    """Findings of a set, those of rules that are still being tried among them."""
    prefix = f"fixtures/{name}/"
    return sorted(
        (finding["path"].split(prefix)[-1], finding["rule"], finding["location"]["text"])
        for finding in report(name)["findings"]
        if finding["rule"] in rules_in_use()
    )


@cache
def expected() -> list[Finding]:
    entries = tomllib.loads(EXPECTED.read_text(encoding="utf-8"))["finding"]
    return sorted((entry["path"], entry["rule"], entry["place"]) for entry in entries)


def documents(name: str) -> list[Path]:
    paths = sorted((FIXTURES / name).iterdir())
    return [path for path in paths if path.suffix in (".docx", ".docm", ".xlsx")]


class TestExemplarySet:
    def test_no_rule_has_anything_to_say(self) -> None:
        assert findings("exemplary") == []

    def test_every_document_is_understood(self) -> None:
        read = report("exemplary")["documents"]
        kinds = {Path(each["path"]).name: (each["kind"], each["readable"]) for each in read}
        assert kinds == {
            "DW-AUD-2026-01 Internal Audit Report.docx": ("audit-report", True),
            "DW-CAT-001 Service Catalogue.xlsx": ("service-catalogue", True),
            "DW-LOG-2026-10 Incident Log.xlsx": ("incident-log", True),
            "DW-LOG-2026-11 Change Log.xlsx": ("change-log", True),
            "DW-LOG-2026-12 Problem Log.xlsx": ("problem-log", True),
            "DW-MIN-2026-02 Management Review Minutes.docx": ("management-review", True),
            "DW-OLA-001 Operational Level Agreement Platforms.docx": ("sla", True),
            "DW-PLN-001 Service Management Plan.docx": ("plan", True),
            "DW-PLN-007 Service Continuity Plan.docx": ("plan", True),
            "DW-POL-001 Service Management Policy.docx": ("policy", True),
            "DW-PRC-010 Incident Management Process.docx": ("process", True),
            "DW-PRC-020 Change Management Process.docx": ("process", True),
            "DW-PRC-030 Risk Management Process.docx": ("process", True),
            "DW-PRO-010 Document Control Procedure.docx": ("procedure", True),
            "DW-REG-001 Risk and Opportunity Register.xlsx": ("risk-register", True),
            "DW-REG-002 KPI Register.xlsx": ("kpi-register", True),
            "DW-REG-003 RACI Matrix.xlsx": ("raci", True),
            "DW-REG-004 Document Master List.xlsx": ("doc-master-list", True),
            "DW-REG-005 Improvement Register.xlsx": ("improvement-register", True),
            "DW-REG-006 Supplier Register.xlsx": ("supplier-register", True),
            "DW-REG-007 Configuration Item Register.xlsx": ("asset-register", True),
            "DW-REG-008 Competence Matrix.xlsx": ("competence-matrix", True),
            "DW-REG-009 Interested Parties and Requirements.xlsx": ("interested-parties", True),
            "DW-REP-2026-10 Service Report.docx": ("service-report", True),
            "DW-SLA-001 Service Level Agreement.docx": ("sla", True),
        }


class TestFlawedSet:
    def test_it_has_no_finding_that_is_not_written_down(self) -> None:
        assert [finding for finding in findings("flawed") if finding not in expected()] == []

    def test_it_has_every_finding_that_is_written_down(self) -> None:
        assert [finding for finding in expected() if finding not in findings("flawed")] == []

    def test_every_finding_is_written_down_as_often_as_it_is_given(self) -> None:
        assert Counter(findings("flawed")) == Counter(expected())

    def test_no_finding_is_given_twice(self) -> None:
        said = [(each["path"], each["rule"], each["fingerprint"]) for each in report("flawed")["findings"]]
        assert [each for each, times in Counter(said).items() if times > 1] == []

    def test_every_rule_fires(self) -> None:
        silent = rules_in_use() - {rule for _, rule, _ in findings("flawed")} - set(NOT_IN_A_REPOSITORY)
        assert silent == set()

    def test_every_expected_finding_says_why_it_is_right(self) -> None:
        entries = tomllib.loads(EXPECTED.read_text(encoding="utf-8"))["finding"]
        assert [entry for entry in entries if not entry.get("because", "").strip()] == []


class TestBuilding:
    @pytest.fixture(scope="class")
    @staticmethod
    def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
        target = tmp_path_factory.mktemp("fixtures")
        command = [sys.executable, str(FIXTURES / "build.py"), "--into", str(target)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return target

    def test_the_files_in_the_repository_are_what_the_script_builds(self, built: Path) -> None:
        paths = [path.relative_to(built) for path in sorted(built.rglob("*")) if path.is_file()]
        assert len(paths) > 30
        assert [str(path) for path in paths if content(built / path) != content(FIXTURES / path)] == []

    def test_what_the_script_does_not_build_was_written_by_libreoffice(self, built: Path) -> None:
        rest = [
            path.name
            for name in ("exemplary", "flawed")
            for path in documents(name)
            if not (built / path.relative_to(FIXTURES)).exists()
        ]
        assert rest == [
            "DW-PRC-020 Change Management Process.docx",
            "DW-REG-005 Improvement Register.xlsx",
            "Incident Log Export.xlsx",
            "SLA Klinikverbund final_v2.docx",
            "Service Continuity Plan.docx",
        ]
        assert all("LibreOffice" in producer(path) for path in find(rest))

    def test_the_sets_stay_small(self) -> None:
        assert sum(path.stat().st_size for path in FIXTURES.rglob("*") if path.is_file()) < MOST_BYTES


def find(names: list[str]) -> list[Path]:
    return [path for path in FIXTURES.rglob("*") if path.name in names]


def producer(path: Path) -> str:
    with zipfile.ZipFile(path) as package:
        return package.read("docProps/app.xml").decode()


def content(path: Path) -> bytes | dict[str, bytes]:
    """The parts of a package, or the bytes: how hard a zip is squeezed depends on the zlib at hand."""
    data = path.read_bytes()
    if not zipfile.is_zipfile(path):
        return data[:2000] if data[:2] == b"PK" else data
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}
