"""Text for people: wrapped to the width, marked and coloured where that can be seen, inert everywhere."""

import re
import textwrap
from collections.abc import Iterable
from typing import Literal, TypeAlias

import msgspec

Paint: TypeAlias = Literal["bold", "dim", "error", "warning", "info", "mark", "path"]

_CODES: dict[Paint, str] = {
    "bold": "1",
    "dim": "2",
    "error": "1;31",
    "warning": "1;33",
    "info": "1;36",
    "mark": "4;31",
    "path": "1;4",
}
_MARK_START, _MARK_END = "\ue000", "\ue001"
"""Stand for the ends of marked words while lines are broken; findings hold no such characters."""

_COMMAND = re.compile(r"^(\s*):(?=:)|(?<=#)#(?=\w*\[)")
"""What a build server would take for a command: "::error::" that opens a line, "##[error]", "##vso[...]"."""


class Look(msgspec.Struct, frozen=True, kw_only=True):
    """How much room there is and what can be shown."""

    width: int = 100
    colour: bool = False
    quiet: bool = False
    """Findings only, no closing words."""
    statistics: bool = False
    """Counts by rule in place of the findings."""

    def paint(self, text: str, paint: Paint) -> str:
        """The text in a colour or weight, if those can be seen."""
        return f"\x1b[{_CODES[paint]}m{text}\x1b[0m" if self.colour and text else text

    def marked(self, text: str, mark: tuple[int, int] | None) -> str:
        """The text with the marked words between signs; without a mark all of it is meant."""
        start, end = mark or (0, len(text))
        return f"{text[:start]}{_MARK_START}{text[start:end]}{_MARK_END}{text[end:]}"

    def lines(self, text: str, first: str = "", rest: str | None = None) -> list[str]:
        """The text in lines of at most the width; ``first`` opens the first line, ``rest`` the others."""
        rest = " " * len(first) if rest is None else rest
        lines = [
            line
            for paragraph in text.splitlines() or [""]
            for line in textwrap.wrap(
                paragraph,
                max(self.width - len(first), 30),
                break_long_words=False,
                break_on_hyphens=False,
            )
            or [""]
        ]
        opened = [(first if index == 0 else rest) + line for index, line in enumerate(lines)]
        return [inert(line).rstrip() for line in self._show_marks(opened, rest)]

    def labelled(self, label: str, text: str, indent: int = 4, column: int = 16) -> list[str]:
        """The text beside a label, from a column on: ``clause    ISO/IEC 20000-1:2018 7.5.2``."""
        lines = self.lines(text, " " * column)
        lead = " " * indent + self.paint(label, "dim") + " " * max(column - indent - len(label), 1)
        return [lead + lines[0][column:], *lines[1:]]

    def _show_marks(self, lines: Iterable[str], indent: str) -> Iterable[str]:
        if not self.colour:
            for line in lines:
                yield line.replace(_MARK_START, "«").replace(_MARK_END, "»")
            return
        code = f"\x1b[{_CODES['mark']}m"
        marking = False
        for line in lines:
            shown = indent + code + line.removeprefix(indent) if marking else line
            marking = line.rfind(_MARK_START) > line.rfind(_MARK_END) or (marking and _MARK_END not in line)
            shown = shown.replace(_MARK_START, code).replace(_MARK_END, "\x1b[0m")
            yield shown + "\x1b[0m" if marking else shown


def inert(line: str) -> str:
    """The line with nothing in it that a build server would take for a command."""
    return _COMMAND.sub(lambda found: (found[1] or "") + ("\\x3a" if found[1] is not None else "\\x23"), line)


def counted(count: int, one: str, many: str | None = None) -> str:
    """``1 error``, ``2 errors``."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def listed(words: list[str], at_most: int = 0) -> str:
    """``a, b and c``; of more than ``at_most`` the first ones and how many more there are."""
    if at_most and len(words) > at_most:
        return f"{', '.join(words[:at_most])} and {len(words) - at_most:,} more"
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"
