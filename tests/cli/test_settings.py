"""The configuration: where it is found, what it may hold, and what is said when it is wrong."""

from datetime import date
from pathlib import Path

import msgspec
import pytest

from itsmlint.project import SettingsError, find_project, read_settings
from itsmlint.settings import RegisterSettings, Settings


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def error_of(folder: Path, text: str | bytes, name: str = "itsmlint.toml") -> str:
    file = folder / name
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    with pytest.raises(SettingsError) as caught:
        read_settings(file)
    return str(caught.value)


def settings_of(folder: Path, text: str) -> Settings:
    (folder / "itsmlint.toml").write_text(text)
    return read_settings(folder / "itsmlint.toml")


class TestWhereItIsFound:
    def test_the_nearest_file_going_up_counts(self, folder: Path) -> None:
        (folder / "in" / "deep").mkdir(parents=True)
        (folder / "itsmlint.toml").write_text("fail-on = 'info'")
        (folder / "in" / "itsmlint.toml").write_text("fail-on = 'never'")
        project = find_project([folder / "in" / "deep"])
        assert (project.root, project.settings.fail_on) == (folder / "in", "never")

    def test_pyproject_counts_when_it_has_our_table(self, folder: Path) -> None:
        (folder / "in").mkdir()
        (folder / "pyproject.toml").write_text("[tool.itsmlint]\nfail-on = 'warning'")
        (folder / "in" / "pyproject.toml").write_text("[tool.other]\nitsmlint = 1")
        assert find_project([folder / "in"]).settings.fail_on == "warning"

    def test_our_own_file_comes_before_pyproject(self, folder: Path) -> None:
        (folder / "pyproject.toml").write_text("[tool.itsmlint]\nfail-on = 'warning'")
        (folder / "itsmlint.toml").write_text("fail-on = 'info'")
        assert find_project([folder]).settings.fail_on == "info"

    def test_the_search_ends_at_the_top_of_the_repository(self, folder: Path) -> None:
        (folder / "itsmlint.toml").write_text("fail-on = 'info'")
        (folder / "repository" / ".git").mkdir(parents=True)
        assert find_project([folder / "repository"]).file is None

    def test_of_several_paths_the_folder_that_holds_them_all_decides(self, folder: Path) -> None:
        (folder / "a").mkdir()
        (folder / "b").mkdir()
        (folder / "a" / "itsmlint.toml").write_text("fail-on = 'info'")
        assert find_project([folder / "a", folder / "b"]).file is None

    def test_a_named_file_takes_the_place_of_the_nearest(self, folder: Path) -> None:
        (folder / "itsmlint.toml").write_text("fail-on = 'info'")
        (folder / "strict.toml").write_text("fail-on = 'warning'")
        assert find_project([folder], folder / "strict.toml").settings.fail_on == "warning"

    def test_a_named_file_that_is_missing_is_an_error(self, folder: Path) -> None:
        with pytest.raises(SettingsError, match=r"gone\.toml: there is no such configuration file"):
            find_project([folder], folder / "gone.toml")

    def test_files_can_be_ignored(self, folder: Path) -> None:
        (folder / "itsmlint.toml").write_text("not TOML")
        assert find_project([folder], isolated=True).settings == Settings()

    def test_a_link_out_of_the_project_is_refused_without_a_word_of_what_it_holds(
        self, folder: Path, tmp_path_factory: pytest.TempPathFactory
    ) -> None:
        outside = tmp_path_factory.mktemp("outside") / "secret"
        outside.write_text("password = 'x'")
        (folder / "itsmlint.toml").symlink_to(outside)
        with pytest.raises(SettingsError, match="leads out of the project") as caught:
            find_project([folder])
        assert "password" not in str(caught.value)


class TestWhatItMayHold:
    def test_keys_are_written_with_dashes(self, folder: Path) -> None:
        settings = settings_of(
            folder,
            """
            select = ["RSK", "DOC003"]
            ignore = ["RSK008"]
            as-of = 2026-03-31
            accepted-teams = ["Service Desk"]
            [per-file-ignores]
            "drafts/" = ["DOC004"]
            [kinds]
            "risks*.xlsx" = "risk-register"
            [[registers]]
            path = "kpi.xlsx"
            sheet = "Data"
            header-row = 4
            columns = { F = "owner" }
            """,
        )
        assert settings == Settings(
            select=("RSK", "DOC003"),
            ignore=("RSK008",),
            as_of=date(2026, 3, 31),
            accepted_teams=("Service Desk",),
            per_file_ignores={"drafts/": ("DOC004",)},
            kinds={"risks*.xlsx": "risk-register"},
            registers=(
                RegisterSettings(path="kpi.xlsx", sheet="Data", header_row=4, columns={"F": "owner"}),
            ),
        )

    def test_a_file_with_a_byte_order_mark_is_read(self, folder: Path) -> None:
        (folder / "itsmlint.toml").write_bytes(b"\xef\xbb\xbfpreview = true")
        assert read_settings(folder / "itsmlint.toml").preview

    @pytest.mark.parametrize("shape", [Settings, RegisterSettings])
    def test_every_option_is_described_in_its_type(self, shape: type[msgspec.Struct]) -> None:
        (definition,) = (
            entry for name, entry in msgspec.json.schema(shape)["$defs"].items() if name == shape.__name__
        )
        for name, option in definition["properties"].items():
            assert option.get("description"), name


class TestWhatIsSaidWhenItIsWrong:
    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("\nslect = ['RSK']", "itsmlint.toml:2: unknown key 'slect'; did you mean 'select'?"),
            ("as_of = 2026-03-31", "itsmlint.toml:1: unknown key 'as_of'; did you mean 'as-of'?"),
            ("preview = true\nselect = 7", "itsmlint.toml:2: 'select' must be a list, not a whole number"),
            ("preview = 'yes'", "itsmlint.toml:1: 'preview' must be true or false, not text"),
            ("exclude = {a = 1}", "itsmlint.toml:1: 'exclude' must be a list, not a table"),
            ("ignore = ['A', 1]", "itsmlint.toml:1: 'ignore 2' must be text, not a whole number"),
            ("fail-on = 'bad'", "itsmlint.toml:1: 'fail-on' must be one of error, warning, info, never"),
            ("as-of = 'soon'", "itsmlint.toml:1: 'as-of' must be a date such as 2026-03-31"),
            ("a = = b", "itsmlint.toml:1: not valid TOML: invalid value"),
            (
                "[[registers]]\npath = 'x'\nheader = 1",
                "itsmlint.toml:1: unknown key 'header'; did you mean 'header-row'?",
            ),
            ("[[registers]]\nsheet = 'x'", "itsmlint.toml:1: 'registers 1' lacks 'path'"),
            (
                "[[registers]]\npath = 'x'\ncolumns = { owner = 'F' }",
                "itsmlint.toml:1: columns are named by letters as in Excel, such as 'F', not 'owner'",
            ),
            ("rules = ['../x']", "itsmlint.toml:1: folders of 'rules' must be inside the project"),
            ("rules = ['x']", "itsmlint.toml:1: there is no folder 'x'"),
            (b"a = '\xff'", "itsmlint.toml: is not UTF-8 text; save it as UTF-8"),
            ("a = " + "9" * 5000, "itsmlint.toml: not valid TOML: a value is too long or nested too deeply"),
            ("a = " + "[" * 9000, "itsmlint.toml: not valid TOML: a value is too long or nested too deeply"),
        ],
    )
    def test_one_line_says_where_and_what(self, folder: Path, text: str | bytes, message: str) -> None:
        assert error_of(folder, text) == message

    def test_a_key_like_no_other_gets_the_list_of_all(self, folder: Path) -> None:
        message = error_of(folder, "qqq = 1")
        assert "known are profile, select, extend-select" in message

    def test_in_pyproject_the_line_is_that_of_our_table(self, folder: Path) -> None:
        text = "[project]\nname = 'x'\n[tool.itsmlint]\npreveiw = true"
        message = error_of(folder, text, "pyproject.toml")
        assert message == "pyproject.toml:4: unknown key 'preveiw'; did you mean 'preview'?"

    @pytest.mark.parametrize("pattern", ["*a*a*a*a*a*b", "**/" * 3 + "a/**/b/**/c/**/d/**/e", "x" * 1001])
    def test_patterns_that_could_take_for_ever_are_refused(self, folder: Path, pattern: str) -> None:
        assert "a pattern in 'exclude' cannot be used" in error_of(folder, f"exclude = ['{pattern}']")
