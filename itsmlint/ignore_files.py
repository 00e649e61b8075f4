"""What ``.gitignore`` files leave out: nested ones and ``.git/info/exclude`` included."""

import stat
from pathlib import Path

from itsmlint.patterns import PatternError, Patterns, checked

MAX_BYTES = 1_000_000


class IgnoreFiles:
    """Answers for paths below ``top`` whether git would ignore them. Each file is read once."""

    def __init__(self, top: Path) -> None:
        self._top = top
        self._by_folder: dict[Path, Patterns | None] = {}
        exclude = _patterns(top / ".git" / "info" / "exclude")
        self._repository = [(top, exclude)] if exclude else []

    def leave_out(self, path: Path, is_folder: bool) -> bool:
        """Whether a path is ignored for its own sake, not for that of a folder it lies in."""
        if path == self._top or not path.is_relative_to(self._top):
            return False
        verdict = False
        for folder, patterns in [*self._repository, *self._above(path)]:
            relative = path.relative_to(folder).as_posix() + ("/" if is_folder else "")
            said = patterns.verdict(relative)
            verdict = verdict if said is None else said
        return verdict

    def _above(self, path: Path) -> list[tuple[Path, Patterns]]:
        """The patterns of the folders above, from the top down: the deepest has the last word."""
        steps = path.relative_to(self._top).parts[:-1]
        folders = [self._top.joinpath(*steps[:count]) for count in range(len(steps) + 1)]
        found = ((folder, self._of(folder)) for folder in folders)
        return [(folder, patterns) for folder, patterns in found if patterns is not None]

    def _of(self, folder: Path) -> Patterns | None:
        if folder not in self._by_folder:
            self._by_folder[folder] = _patterns(folder / ".gitignore")
        return self._by_folder[folder]


def _patterns(file: Path) -> Patterns | None:
    """The patterns of a file, None where there are none. As in git, a link is not followed."""
    try:
        about = file.lstat()
        if not stat.S_ISREG(about.st_mode) or about.st_size > MAX_BYTES:
            return None
        lines = file.read_text(encoding="utf-8-sig", errors="surrogateescape").splitlines()
    except OSError:
        return None
    usable = [line for line in lines if _usable(line)]
    return Patterns(usable) if usable else None


def _usable(line: str) -> bool:
    if not line.strip() or line.startswith("#"):
        return False
    try:
        Patterns([checked(line)])
    except (PatternError, ValueError):
        return False
    return True
