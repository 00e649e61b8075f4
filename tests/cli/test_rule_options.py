"""What a configuration sets for single rules, and the two forms of ``rules``."""

import json
from pathlib import Path

import pytest
from trial import Run, write_register

from itsmlint.checks import USER, check_functions
from itsmlint.project import read_settings
from itsmlint.rule_options import SEVERITY, options_of
from itsmlint.rules import builtin_rules
from itsmlint.settings_reference import schema
from itsmlint.toml_lines import line_of

PACK = """\
id: OWN001
name: own-rule
status: stable
since: "1"
severity: warning
confidence: high
profile: essential
applies_to: [risk-register]
given: records
then: {must: be-accountable}
message: "Risk {record.id} is owned by {names}."
why: Because.
fix: Name somebody.
examples: {}
"""


@pytest.fixture
def pack(folder: Path) -> Path:
    (folder / "our-rules").mkdir()
    (folder / "our-rules" / "OWN001-own-rule.yaml").write_text(PACK)
    return folder


def configure(folder: Path, text: str, name: str = "itsmlint.toml") -> None:
    (folder / name).write_text(text)


def rules(run: Run) -> dict[str, dict[str, object]]:
    return {rule["id"]: rule for rule in json.loads(run("rules", "--output-format", "json").stdout)["rules"]}


class TestTwoForms:
    def test_a_list_names_folders_with_rules(self, pack: Path, run: Run) -> None:
        configure(pack, "rules = ['./our-rules']")
        assert "OWN001" in rules(run)

    def test_a_table_sets_options_of_rules(self, folder: Path, run: Run) -> None:
        configure(folder, "[rules.POL005]\nmax_months = 24")
        assert rules(run)["POL005"]["then"]["max_months"] == 24  # type: ignore[index]

    def test_a_table_may_name_folders_too(self, pack: Path, run: Run) -> None:
        configure(pack, "[rules]\npacks = ['./our-rules']\nOWN001 = { severity = 'info' }")
        assert rules(run)["OWN001"]["severity"] == "info"

    def test_in_pyproject_the_table_is_ours(self, folder: Path, run: Run) -> None:
        configure(folder, "[tool.itsmlint.rules.POL005]\nmax_months = 24", "pyproject.toml")
        assert rules(run)["POL005"]["then"]["max_months"] == 24  # type: ignore[index]

    def test_none_is_neither(self, folder: Path) -> None:
        configure(folder, "preview = true")
        settings = read_settings(folder / "itsmlint.toml")
        assert (settings.packs, settings.rule_options) == ((), {})


class TestWhatIsSet:
    @pytest.mark.parametrize("name", ["RSK001", "rsk001", "risk-without-owner", "risk-no-owner"])
    def test_a_rule_goes_by_id_name_and_former_name(self, folder: Path, run: Run, name: str) -> None:
        configure(folder, f"[rules.{name}]\nseverity = 'info'")
        write_register(folder / "Risks.xlsx", "", "Head of IT")
        report = json.loads(run("check", "--select", "RSK001", "--output-format", "json").stdout)
        assert [finding["severity"] for finding in report["findings"]] == ["info"]

    def test_an_option_changes_what_is_found(self, folder: Path, run: Run) -> None:
        write_register(folder / "Risks.xlsx", "IT Department", "Head of IT")

        def found() -> int:
            report = run("check", "--select", "RSK001", "--output-format", "json").stdout
            return len(json.loads(report)["findings"])

        configure(folder, "[rules.RSK001]\nweaknesses = ['blank', 'placeholder', 'team']")
        assert found() == 1
        configure(folder, "[rules.RSK001]\nweaknesses = ['blank']")
        assert found() == 0

    def test_dashes_may_be_written_for_underscores(self, folder: Path, run: Run) -> None:
        configure(folder, "[rules.POL005]\nmax-months = 24")
        assert rules(run)["POL005"]["then"]["max_months"] == 24  # type: ignore[index]

    def test_the_closing_words_name_it(self, folder: Path, run: Run) -> None:
        configure(folder, "select = ['ALL']\n[rules.RSK001]\nseverity = 'info'")
        write_register(folder / "Risks.xlsx", "Head of IT")
        summary = json.loads(run("check", "--output-format", "json").stdout)["summary"]
        if summary["profile"]:
            assert "RSK001 as set in the configuration" in summary["profile_because"]


class TestErrors:
    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("\n[rules.risk-without-ownr]\nseverity = 'info'",
             "itsmlint.toml:2: no rule is called 'risk-without-ownr'; did you mean 'risk-without-owner'?"),
            ("[rules]\npacks = []\nPOL005 = { max_month = 3 }",
             "itsmlint.toml:3: POL005 has no option 'max_month' to set; did you mean 'max_months'?"),
            ("[rules.POL005]\nseverity = 'info'\nmax-months = 'many'",
             "itsmlint.toml:3: 'POL005: max-months' must be a whole number, not text"),
            ("[rules.POL005]\nmax_months = 0",
             "itsmlint.toml:2: 'POL005: max_months' must be a whole number of at least 1"),
            ("[rules.RSK001]\nweaknesses = ['empty']",
             "itsmlint.toml:2: 'RSK001: weaknesses' must hold blank or joint or placeholder or team"),
            ("rules.RSK001.severity = 'bad'",
             "itsmlint.toml:1: 'RSK001: severity' must be error or info or warning"),
            ("[rules.RSK001]\nfield = 'owner'",
             "itsmlint.toml:2: RSK001 has no option 'field' to set; known are weaknesses, severity"),
            ("[rules.RSK001]\nseverity = 'info'\n[rules.risk-without-owner]\nseverity = 'info'",
             "itsmlint.toml:3: 'risk-without-owner' and 'RSK001' are the same rule"),
            ("[rules]\nRSK001 = 'info'",
             "itsmlint.toml:2: 'RSK001' must be a table of options, such as { severity = \"info\" }"),
            ("[rules]\npacks = './our-rules'", "itsmlint.toml:2: 'packs' must be a list of folders"),
            ("[rules]\npacks = ['gone']", "itsmlint.toml:1: there is no folder 'gone'"),
            ("rules = 7", "itsmlint.toml:1: 'rules' must be a table or a list, not a whole number"),
        ],
    )  # fmt: skip
    def test_one_line_says_where_and_what(self, folder: Path, run: Run, text: str, message: str) -> None:
        configure(folder, text)
        result = run("rules")
        assert (result.exit_code, result.stderr) == (2, f"itsmlint: {message}\n")

    def test_in_pyproject_the_line_is_right_too(self, folder: Path, run: Run) -> None:
        text = "[project]\nname = 'x'\n\n[tool.itsmlint.rules.RSK001]\nseverity = 1"
        configure(folder, text, "pyproject.toml")
        assert run("rules").stderr.startswith("itsmlint: pyproject.toml:5: 'RSK001: severity' must be text")


class TestExplain:
    def test_it_shows_options_with_type_default_and_meaning(self, folder: Path, run: Run) -> None:
        page = run("explain", "POL005").stdout
        assert "\nOptions\n  - max_months (whole number, 12 unless set): " in page
        assert "[rules.POL005]" in page

    def test_it_shows_what_is_set_here(self, folder: Path, run: Run) -> None:
        configure(folder, "[rules.POL005]\nmax_months = 24\nseverity = 'info'")
        page = run("explain", "POL005").stdout
        assert "12 unless set; set here: 24)" in page
        assert "info (set here; else warning)" in page

    def test_as_data(self, folder: Path, run: Run) -> None:
        (rule,) = json.loads(run("explain", "POL005", "--output-format", "json").stdout)["rules"]
        (option,) = rule["options"]
        assert (option["name"], option["default"], option["schema"]) == (
            "max_months", 12, {"type": "integer", "minimum": 1},
        )  # fmt: skip

    def test_rules_without_options_show_none(self, folder: Path, run: Run) -> None:
        assert "\nOptions\n" not in run("explain", "FIL001").stdout


class TestSchema:
    def test_it_has_the_options_of_every_rule(self) -> None:
        made = json.loads(schema())["$defs"]["Settings"]["properties"]["rules"]
        folders, table = made["anyOf"]
        assert folders["type"] == "array"
        assert set(table["properties"]) == {"packs", *(rule.id for rule in builtin_rules())}
        for rule in builtin_rules():
            options = {option.name for option in options_of(rule)}
            assert set(table["properties"][rule.id]["properties"]) == {SEVERITY, *options}

    def test_every_option_is_described(self) -> None:
        for rule in builtin_rules():
            for option in options_of(rule):
                assert option.description, f"{rule.id}: {option.name}"

    def test_no_check_function_has_an_option_called_severity(self) -> None:
        assert [
            name for name, function in check_functions().items()
            if SEVERITY in function.options.__struct_fields__
        ] == []  # fmt: skip

    def test_the_mark_of_such_options_is_seen_by_readers_of_types_only(self) -> None:
        assert USER.extra == {"user": True}


class TestLines:
    TEXT = """\
a = 1
[rules]
packs = []
POL005 = { severity = "info", max_months = 3 }
RSK001.severity = "info"

[rules."risk-without-owner"]
severity = "x"
[[registers]]
path = "x"
"""

    @pytest.mark.parametrize(
        ("path", "line"),
        [
            (("a",), 1),
            (("rules",), 2),
            (("rules", "packs"), 3),
            (("rules", "POL005", "max_months"), 4),
            (("rules", "RSK001", "severity"), 5),
            (("rules", "RSK001", "gone"), 5),
            (("rules", "risk-without-owner"), 7),
            (("rules", "risk-without-owner", "severity"), 8),
            (("registers", "path"), 10),
            (("gone",), None),
        ],
    )
    def test_of_a_value_or_what_is_around_it(self, path: tuple[str, ...], line: int | None) -> None:
        assert line_of(self.TEXT, path) == line
