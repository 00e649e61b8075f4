"""Which files a run looks at."""

import os
from pathlib import Path

import pytest

from itsmlint.discovery import Discovery, NotFoundError, discover

needs_links = pytest.mark.skipif(not hasattr(os, "symlink"), reason="no symbolic links here")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "project"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def put(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"content")


def found(project: Path, *paths: str, **options: object) -> list[str]:
    return [target.shown for target in look(project, *paths, **options).targets]


def look(project: Path, *paths: str, **options: object) -> Discovery:
    return discover(paths or (".",), project, **options)  # type: ignore[arg-type]


def skipped(project: Path, *paths: str, **options: object) -> list[tuple[str, str]]:
    return [(item.shown, item.reason) for item in look(project, *paths, **options).skipped]


class TestFolders:
    def test_office_files_of_all_kinds_are_found_in_any_case(self, project: Path) -> None:
        put(project, "a.docx", "b.DOCM", "c.dotx", "d.xlsx", "e.xlsm", "f.XLTX", "g.txt", "h.pdf", "i")
        assert found(project) == ["a.docx", "b.DOCM", "c.dotx", "d.xlsx", "e.xlsm", "f.XLTX"]

    def test_legacy_files_are_found_so_that_they_do_not_pass_unread(self, project: Path) -> None:
        put(project, "old.doc", "old.xls")
        assert found(project) == ["old.doc", "old.xls"]

    def test_subfolders_are_walked_and_the_order_is_that_of_the_names(self, project: Path) -> None:
        put(project, "b/z.docx", "a/y.docx", "c.docx", "b/a/x.docx")
        assert found(project) == ["a/y.docx", "b/a/x.docx", "b/z.docx", "c.docx"]

    @pytest.mark.parametrize("folder", [".git", ".venv", "node_modules", "__pycache__", "site-packages"])
    def test_folders_of_tools_are_left_out(self, project: Path, folder: str) -> None:
        put(project, f"{folder}/default.docx", "policy.docx")
        assert found(project) == ["policy.docx"]

    def test_a_virtual_environment_is_known_by_its_configuration(self, project: Path) -> None:
        put(project, "env311/pyvenv.cfg", "env311/lib/template.docx", "policy.docx")
        assert found(project) == ["policy.docx"]

    def test_a_document_named_twice_is_checked_once(self, project: Path) -> None:
        put(project, "a.docx")
        assert found(project, ".", "a.docx", "./a.docx") == ["a.docx"]

    def test_a_folder_that_may_not_be_opened_is_a_finding(self, project: Path) -> None:
        if os.geteuid() == 0:
            pytest.skip("root may open every folder")
        put(project, "closed/a.docx")
        (project / "closed").chmod(0)
        (target,) = look(project).targets
        (project / "closed").chmod(0o700)
        assert (target.shown, target.reason) == ("closed", "not-permitted")

    def test_a_folder_with_the_name_of_a_document_is_a_finding_and_not_walked(self, project: Path) -> None:
        put(project, "policy.docx/word/inner.docx")
        (target,) = look(project).targets
        assert (target.shown, target.reason) == ("policy.docx", "not-a-file")

    def test_a_pipe_with_the_name_of_a_document_is_a_finding(self, project: Path) -> None:
        if not hasattr(os, "mkfifo"):
            pytest.skip("no pipes here")
        os.mkfifo(project / "policy.docx")
        (target,) = look(project).targets
        assert target.reason == "not-a-file"


class TestNamedPaths:
    def test_a_path_that_does_not_exist_is_an_error(self, project: Path) -> None:
        with pytest.raises(NotFoundError, match=r"missing\.docx: there is no such file or folder"):
            found(project, "missing.docx")

    def test_patterns_are_expanded(self, project: Path) -> None:
        put(project, "a.docx", "a.xlsx", "in/b.xlsx", "in/deep/c.xlsx")
        assert found(project, "*.xlsx") == ["a.xlsx"]
        assert found(project, "in/**/*.xlsx") == ["in/b.xlsx", "in/deep/c.xlsx"]

    def test_a_pattern_that_matches_no_document_is_an_error(self, project: Path) -> None:
        put(project, "a.docx")
        with pytest.raises(NotFoundError, match="no document matches this pattern"):
            found(project, "*.xlsx")

    def test_a_name_with_brackets_is_a_name_before_it_is_a_pattern(self, project: Path) -> None:
        put(project, "Risks [2026].xlsx", "Risks 2.xlsx")
        assert found(project, "Risks [2026].xlsx") == ["Risks [2026].xlsx"]

    def test_a_file_that_is_no_document_is_named_as_left_out(self, project: Path) -> None:
        put(project, "notes.txt")
        assert skipped(project, "notes.txt") == [("notes.txt", "not-a-document")]

    def test_paths_outside_the_current_folder_are_shown_as_they_were_named(
        self, project: Path, tmp_path: Path
    ) -> None:
        put(tmp_path, "other/a.docx")
        assert found(project, "../other") == ["../other/a.docx"]
        assert found(project, str(tmp_path / "other")) == [(tmp_path / "other/a.docx").as_posix()]

    def test_absolute_paths_inside_the_current_folder_are_shown_short(self, project: Path) -> None:
        put(project, "in/a.docx")
        assert found(project, str(project / "in")) == ["in/a.docx"]


class TestLockFiles:
    def test_lock_files_are_left_out_with_a_word(self, project: Path) -> None:
        put(project, "~$policy.docx", "._policy.docx", ".~lock.policy.docx#", "policy.docx")
        assert found(project) == ["policy.docx"]
        assert {reason for _, reason in skipped(project)} == {"lock-file"}
        assert len(skipped(project)) == 3

    def test_even_when_they_are_named(self, project: Path) -> None:
        put(project, "~$policy.docx")
        assert found(project, "~$policy.docx") == []


class TestExcludes:
    def test_patterns_are_relative_to_the_project(self, project: Path) -> None:
        put(project, "archive/old.docx", "in/archive/new.docx", "draft 1.docx")
        assert found(project, exclude=["/archive/", "draft*.docx"]) == ["in/archive/new.docx"]

    def test_a_named_file_that_is_excluded_stays_excluded(self, project: Path) -> None:
        put(project, "archive/old.docx")
        assert found(project, "archive/old.docx", exclude=["archive/"]) == []
        assert skipped(project, "archive/old.docx", exclude=["archive/"]) == [
            ("archive/old.docx", "excluded")
        ]

    def test_they_hold_in_whatever_folder_the_run_starts(
        self, project: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        put(project, "in/archive/old.docx", "in/new.docx")
        monkeypatch.chdir(project / "in")
        assert found(project, exclude=["in/archive"]) == ["new.docx"]


class TestGitignore:
    def test_files_at_all_levels_count_and_the_deepest_has_the_last_word(self, project: Path) -> None:
        put(project, "a.docx", "keep.docx", "in/a.docx", "in/b.docx", "in/keep.docx")
        (project / ".gitignore").write_text("a.docx\n/keep.docx\n")
        (project / "in" / ".gitignore").write_text("!a.docx\nb.docx\n")
        assert found(project) == ["in/a.docx", "in/keep.docx"]

    def test_an_ignored_folder_is_not_entered_even_for_what_is_taken_back_inside(self, project: Path) -> None:
        put(project, "out/a.docx")
        (project / ".gitignore").write_text("out/\n")
        (project / "out" / ".gitignore").write_text("!a.docx\n")
        assert found(project) == []

    def test_a_named_file_that_is_ignored_stays_ignored(self, project: Path) -> None:
        put(project, "out/a.docx")
        (project / ".gitignore").write_text("out/\n")
        assert skipped(project, "out/a.docx") == [("out/a.docx", "ignored")]

    def test_files_above_count_up_to_the_top_of_the_repository(
        self, project: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (project / ".git").mkdir()
        put(project, "in/a.docx", "in/b.docx")
        (project / ".gitignore").write_text("a.docx\n")
        (project.parent / ".gitignore").write_text("b.docx\n")
        monkeypatch.chdir(project / "in")
        assert found(project / "in") == ["b.docx"]

    def test_the_repositorys_own_exclude_file_counts(self, project: Path) -> None:
        put(project, "a.docx", "b.docx")
        (project / ".git/info").mkdir(parents=True)
        (project / ".git/info/exclude").write_text("a.docx\n")
        assert found(project) == ["b.docx"]

    def test_it_can_be_switched_off(self, project: Path) -> None:
        put(project, "a.docx")
        (project / ".gitignore").write_text("*.docx\n")
        assert found(project, respect_gitignore=False) == ["a.docx"]

    def test_a_line_that_would_take_for_ever_is_passed_over(self, project: Path) -> None:
        put(project, "a" * 200 + ".docx", "b.docx")
        (project / ".gitignore").write_text("*a" * 40 + "!\nb.docx\n")
        assert found(project) == ["a" * 200 + ".docx"]


@needs_links
class TestLinks:
    def test_links_that_lead_out_of_the_project_are_not_followed(self, project: Path, tmp_path: Path) -> None:
        put(tmp_path, "secret.docx", "elsewhere/secret.docx")
        (project / "link.docx").symlink_to(tmp_path / "secret.docx")
        (project / "linked").symlink_to(tmp_path / "elsewhere")
        assert found(project) == []
        assert skipped(project) == [("link.docx", "link"), ("linked", "link")]

    def test_such_a_link_that_is_named_is_a_finding(self, project: Path, tmp_path: Path) -> None:
        put(tmp_path, "secret.docx")
        (project / "link.docx").symlink_to(tmp_path / "secret.docx")
        (target,) = look(project, "link.docx").targets
        assert target.reason == "not-a-file"
        assert "out of the project" in target.detail

    def test_loops_of_links_end(self, project: Path) -> None:
        put(project, "in/a.docx")
        (project / "in" / "up").symlink_to(project)
        (project / "self.docx").symlink_to(project / "self.docx")
        (project / "nowhere.docx").symlink_to(project / "nothing.docx")
        assert found(project) == ["in/a.docx"]
        assert skipped(project) == [("nowhere.docx", "link"), ("self.docx", "link")]

    def test_a_document_keeps_the_name_it_has_without_links(self, project: Path) -> None:
        put(project, "z/real.docx")
        (project / "a.docx").symlink_to(project / "z/real.docx")
        (project / "b").symlink_to(project / "z")
        assert found(project) == ["z/real.docx"]

    def test_links_inside_the_project_are_followed(self, project: Path) -> None:
        put(project, "shared/a.docx")
        (project / "team").mkdir()
        (project / "team" / "shared").symlink_to(project / "shared")
        assert found(project, "team") == ["team/shared/a.docx"]


class TestNames:
    @pytest.mark.parametrize(
        ("name", "shown"),
        [
            ("a\n::error::b.docx", r"a\x0a::error::b.docx"),
            ("::error::b.docx", "./::error::b.docx"),
            ("##[error]b.docx", "./##[error]b.docx"),
            ("\x1b[31mred.docx", r"./\x1b[31mred.docx"),
            ("policy\u202excod.docx", r"policy\u202excod.docx"),
            ("-rf.docx", "./-rf.docx"),
            ("=cmd|calc.docx", "./=cmd|calc.docx"),
            ("Größe – Übersicht 1.docx", "Größe – Übersicht 1.docx"),
        ],
    )
    def test_characters_that_could_act_are_shown_as_codes(self, project: Path, name: str, shown: str) -> None:
        put(project, name)
        assert found(project) == [shown]

    def test_a_name_that_is_no_unicode_is_shown(self, project: Path) -> None:
        try:
            (project / os.fsdecode(b"latin\xe9.docx")).write_bytes(b"")
        except OSError:
            pytest.skip("this file system takes Unicode names only")
        assert found(project) == [r"latin\udce9.docx"]
