"""A progress line on stderr, for runs at a terminal that take longer than a second."""

import shutil
import sys
import time
from types import TracebackType

PATIENCE = 1.0
"""Seconds without a word."""
INTERVAL = 0.1
"""Seconds between two drawings."""
BAR = 24
"""Characters of the bar."""


class ProgressLine:
    """Shows how far a run is; silent when stderr is no terminal."""

    def __init__(self, *, wanted: bool = True) -> None:
        self._active = wanted and sys.stderr.isatty()
        self._next = time.monotonic() + PATIENCE
        self._drawn = False

    def __enter__(self) -> "ProgressLine":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._drawn:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

    def update(self, done: int, total: int, name: str) -> None:
        """Told before each file: how many are done of how many, and its name."""
        now = time.monotonic()
        if not self._active or now < self._next:
            return
        self._next = now + INTERVAL
        self._drawn = True
        filled = BAR * done // max(total, 1)
        line = f"{'━' * filled}{'╌' * (BAR - filled)} {done:,} of {total:,}  {name}"
        width = shutil.get_terminal_size().columns - 1
        sys.stderr.write(f"\r\x1b[K{line[:width]}")
        sys.stderr.flush()
