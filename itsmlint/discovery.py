"""Finding the files to check: folders walked, patterns expanded, what is not a document left out and named.

Nothing is opened here. A link is followed only inside the project and each folder is entered once, so that no
loop of links and no stranger's link leads the walk astray.
"""

import os
import re
import stat
from collections.abc import Sequence
from pathlib import Path
from typing import Literal, TypeAlias

import msgspec

from itsmlint.documents.unreadable import Reason
from itsmlint.ignore_files import IgnoreFiles
from itsmlint.patterns import PatternError, Patterns
from itsmlint.project import git_root
from itsmlint.shown import absolute, shown_path

DOCUMENT_ENDINGS = (
    ".docx", ".docm", ".dotx", ".dotm", ".xlsx", ".xlsm", ".xltx", ".xltm", ".doc", ".xls",
)  # fmt: skip
"""The last two cannot be read, but a file that was not checked must be named."""

ALWAYS_EXCLUDED = frozenset({
    ".bzr", ".direnv", ".eggs", ".git", ".hg", ".idea", ".ipynb_checkpoints", ".mypy_cache", ".nox",
    ".pytest_cache", ".ruff_cache", ".svn", ".tox", ".venv", ".vscode", "__MACOSX", "__pycache__",
    "node_modules", "site-packages",
})  # fmt: skip
"""Folders of tools: what documents lie there are not the organisation's."""

SkipReason: TypeAlias = Literal["lock-file", "excluded", "ignored", "link", "not-a-document"]


class Target(msgspec.Struct, frozen=True, kw_only=True):
    """A file to check."""

    path: Path
    shown: str
    """As it stands in reports."""
    inside: str
    """Relative to the project, for the patterns of the settings."""
    reason: Reason | None = None
    """Set when it is known without opening it that it cannot be read."""
    detail: str = ""


class Skipped(msgspec.Struct, frozen=True, kw_only=True):
    """A document that was left out, or something named that is none."""

    shown: str
    reason: SkipReason
    named: bool = False
    """It was named by itself, not met in a folder."""


class Discovery(msgspec.Struct, frozen=True, kw_only=True):
    """What a run is about."""

    targets: tuple[Target, ...]
    skipped: tuple[Skipped, ...]


class NotFoundError(Exception):
    """A path that does not exist or a pattern that matches nothing."""


def discover(
    paths: Sequence[str], root: Path, exclude: Sequence[str] = (), respect_gitignore: bool = True
) -> Discovery:
    """The documents among files, folders and patterns, sorted by how they are shown.

    ``root`` is the project's folder: ``exclude`` is relative to it. Raises NotFoundError.
    """
    search = _Search(absolute(root), Patterns(exclude), respect_gitignore)
    for text in paths:
        named, wanted = _named(text)
        met = search.add(named, wanted)
        if wanted and not met:
            raise NotFoundError(f"{shown_path(Path(text))}: no document matches this pattern")
    return search.result()


def _named(text: str) -> tuple[Path, Patterns | None]:
    """A path of the command line: itself or, for a pattern, the folder to search and what to take there.

    Not every shell expands patterns, and an expanded ``**`` may follow a loop of links.
    """
    path = Path(text)
    if os.path.lexists(path):
        return path, None
    steps = path.parts
    plain = next((count for count, step in enumerate(steps) if re.search(r"[*?[]", step)), None)
    folder = Path(*steps[:plain])
    if plain is None or not folder.is_dir():
        raise NotFoundError(f"{shown_path(path)}: there is no such file or folder")
    try:
        return folder, Patterns(["/" + "/".join(steps[plain:])])
    except PatternError as error:
        raise NotFoundError(f"{shown_path(path)}: cannot be used as a pattern: {error}") from None


class _Scope(msgspec.Struct, frozen=True, kw_only=True):
    """One path of the command line and what holds for all below it."""

    named: Path
    start: Path
    """The full path."""
    wanted: Patterns | None
    """What to take of a folder, relative to it; None: all."""
    base: Path
    """The project's folder or, outside of it, the path's own: patterns are relative to it."""
    top: Path
    """Where ``.gitignore`` files begin to count."""
    boundary: str
    """The real folder that links may not lead out of."""
    ignore_files: IgnoreFiles | None

    def wants(self, path: Path) -> bool:
        """Whether the pattern of the command line, if there is one, matches."""
        return self.wanted is None or self.wanted.match(path.relative_to(self.start).as_posix())


class _Search:
    """What has been found so far, and which folders were entered."""

    def __init__(self, root: Path, exclude: Patterns, respect_gitignore: bool) -> None:
        self._root = root
        self._exclude = exclude
        self._respect_gitignore = respect_gitignore
        self._targets: dict[str, Target] = {}
        """By real path: a document is checked once, under the first name it was found by."""
        self._skipped: dict[str, Skipped] = {}
        self._entered: set[str] = set()
        self._links: list[Path] = []
        self._met = 0

    def result(self) -> Discovery:
        return Discovery(
            targets=tuple(sorted(self._targets.values(), key=lambda target: target.shown)),
            skipped=tuple(sorted(self._skipped.values(), key=lambda skipped: skipped.shown)),
        )

    def add(self, named: Path, wanted: Patterns | None) -> int:
        """A file or folder of the command line, with all that is in it; how much of it was met."""
        scope = self._scope(named, wanted)
        self._entered.clear()
        self._met = 0
        if reason := self._left_out_above(scope):
            self._skip(scope, scope.start, reason)
            return self._met
        self._visit(scope, scope.start)
        # Links come last, so that a document keeps the name it has without them.
        while self._links:
            links, self._links = sorted(self._links), []
            for link in links:
                self._sort(scope, link)
        return self._met

    def _scope(self, named: Path, wanted: Patterns | None) -> _Scope:
        start = absolute(named)
        home = start if start.is_dir() else start.parent
        base = self._root if start.is_relative_to(self._root) else home
        top = git_root(home) or base
        return _Scope(
            named=named,
            start=start,
            wanted=wanted,
            base=base,
            top=top,
            boundary=os.path.realpath(base),
            ignore_files=IgnoreFiles(top) if self._respect_gitignore else None,
        )

    def _left_out_above(self, scope: _Scope) -> SkipReason | None:
        """Why a named path is left out: for its own sake or for that of a folder it lies in."""
        outermost = min(scope.base, scope.top, key=lambda folder: len(folder.parts))
        for path in (*reversed(scope.start.parents), scope.start):
            if path != outermost and path.is_relative_to(outermost):
                is_folder = path != scope.start or path.is_dir()
                if reason := self._left_out(scope, path, is_folder):
                    return reason
        return None

    def _left_out(self, scope: _Scope, path: Path, is_folder: bool) -> SkipReason | None:
        if is_folder and (path.name in ALWAYS_EXCLUDED or (path / "pyvenv.cfg").is_file()):
            return "excluded"
        if path.is_relative_to(scope.base):
            relative = path.relative_to(scope.base).as_posix() + ("/" if is_folder else "")
            if self._exclude.match(relative):
                return "excluded"
        if scope.ignore_files and scope.ignore_files.leave_out(path, is_folder):
            return "ignored"
        return None

    def _visit(self, scope: _Scope, path: Path) -> None:
        """A file or folder that is not left out; links are judged by where they lead."""
        if not path.is_symlink():
            self._sort(scope, path)
            return
        try:
            real = os.path.realpath(path, strict=True)
        except OSError:
            self._refuse_link(scope, path, "a link that leads nowhere")
            return
        if not Path(real).is_relative_to(scope.boundary):
            self._refuse_link(scope, path, "a link that leads out of the project is not followed")
        elif path == scope.start:
            self._sort(scope, path)
        else:
            self._links.append(path)

    def _sort(self, scope: _Scope, path: Path) -> None:
        """By name and kind of file: walk it, take it, or leave it out."""
        try:
            mode = path.stat().st_mode
        except OSError:  # gone since its folder was listed
            return
        document = _is_document(path.name)
        if _is_lock_file(path.name):
            self._skip(scope, path, "lock-file")
        elif document and stat.S_ISREG(mode):
            self._take(scope, path)
        elif document:
            kind = "a folder" if stat.S_ISDIR(mode) else "a pipe, socket or device"
            self._take(scope, path, "not-a-file", f"{kind} with the name of a document")
        elif stat.S_ISDIR(mode):
            self._walk(scope, path)
        elif path == scope.start:
            self._skip(scope, path, "not-a-document")

    def _walk(self, scope: _Scope, folder: Path) -> None:
        """All below a folder, unless it was entered before under this or another name."""
        real = os.path.realpath(folder)
        if real in self._entered:
            return
        self._entered.add(real)
        try:
            with os.scandir(folder) as entries:
                found = sorted((entry.name, _is_folder(entry)) for entry in entries)
        except OSError:
            self._take(scope, folder, "not-permitted", "the folder may not be opened")
            return
        for name, is_folder in found:
            document = _is_document(name)
            if not (is_folder or document or _is_lock_file(name)):
                continue
            path = folder / name
            if reason := self._left_out(scope, path, is_folder):
                if document:
                    self._skip(scope, path, reason)
            else:
                self._visit(scope, path)

    def _refuse_link(self, scope: _Scope, path: Path, detail: str) -> None:
        """Met in a folder it is left out with a word; what is named by itself must not pass unread."""
        if path == scope.start:
            self._take(scope, path, "not-a-file", detail)
        else:
            self._skip(scope, path, "link")

    def _take(self, scope: _Scope, path: Path, reason: Reason | None = None, detail: str = "") -> None:
        if not scope.wants(path):
            return
        target = Target(
            path=path,
            shown=shown_path(path, scope.named),
            inside=path.relative_to(scope.base).as_posix(),
            reason=reason,
            detail=detail,
        )
        self._targets.setdefault(str(path) if reason else os.path.realpath(path), target)
        self._met += 1

    def _skip(self, scope: _Scope, path: Path, reason: SkipReason) -> None:
        if not scope.wants(path):
            return
        shown = shown_path(path, scope.named)
        self._skipped.setdefault(shown, Skipped(shown=shown, reason=reason, named=path == scope.start))
        self._met += 1


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link to itself
        return False


def _is_document(name: str) -> bool:
    return name.lower().endswith(DOCUMENT_ENDINGS)


def _is_lock_file(name: str) -> bool:
    """What Word, Excel and LibreOffice put beside an open document, and macOS beside any file."""
    owned = name.startswith(("~$", "._")) and _is_document(name)
    return owned or (name.startswith(".~lock.") and name.endswith("#"))
