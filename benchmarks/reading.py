"""How long itsmlint takes to read documents, against the floor: unzip and parse the same parts, nothing else.

``python -m benchmarks.reading [FOLDER]`` measures generated documents and, if given, each Word and Excel
file in a folder. The floor reads exactly the parts that itsmlint reads, with ``zipfile`` and lxml, and does
nothing with them; so the ratio says what itsmlint's own work costs on any machine. Each figure comes from a
process of its own and is the best of several runs; memory is the highest resident size of that process.
"""

import argparse
import gc
import json
import re
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from benchmarks.documents import share_strings, write_policy, write_register

BUDGETS = {"word": 5.0, "excel": 3.0}
"""Highest ratio of itsmlint's time to the floor."""
MEMORY_BUDGET = 400
"""Megabytes of one process."""
PAGES = (10, 100, 500)
SHEETS = ((200, 15), (2_000, 20), (5_000, 20))
SUFFIXES = {
    ".docx": "word",
    ".docm": "word",
    ".dotx": "word",
    ".xlsx": "excel",
    ".xlsm": "excel",
    ".xltx": "excel",
}
LEAST_SECONDS = 1.0
MOST_RUNS = 15


class Measured(NamedTuple):
    seconds: float
    megabytes: float
    parts: list[str]


def read_with_itsmlint(path: Path) -> None:
    from itsmlint.documents.opening import open_document  # noqa: PLC0415

    open_document(path, path.name)


def read_floor(path: Path, parts: list[str]) -> None:
    from lxml import etree  # noqa: PLC0415

    with zipfile.ZipFile(path) as archive:
        for part in parts:
            etree.fromstring(archive.read(part))


@contextmanager
def parts_read() -> Iterator[list[str]]:
    """The names of the parts that itsmlint reads meanwhile."""
    from itsmlint.documents.package import Package  # noqa: PLC0415

    parts: list[str] = []
    read = Package.read

    def recording(self: Package, part: str) -> bytes:
        parts.append(part)
        return read(self, part)

    Package.read = recording  # type: ignore[method-assign]
    try:
        yield parts
    finally:
        Package.read = read  # type: ignore[method-assign]


def best_time(work: Callable[[], None]) -> float:
    """The quickest of several runs, the first one, which imports, left out."""
    work()
    best = float("inf")
    spent = 0.0
    for _ in range(MOST_RUNS):
        gc.collect()
        start = time.perf_counter()
        work()
        taken = time.perf_counter() - start
        best = min(best, taken)
        spent += taken
        if spent > LEAST_SECONDS:
            break
    return best


def measure_here(what: str, path: Path, parts: list[str]) -> Measured:
    if what == "floor":
        seconds = best_time(lambda: read_floor(path, parts))
    else:
        with parts_read() as seen:
            read_with_itsmlint(path)
        parts = list(dict.fromkeys(seen))
        seconds = best_time(lambda: read_with_itsmlint(path))
    return Measured(seconds, peak_megabytes(), parts)


def peak_megabytes() -> float:
    """The highest resident size of this process; on Linux without what the parent had at the fork."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(re.search(r"VmHWM:\s+(\d+)", status.read_text())[1]) / 1024  # type: ignore[index]
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


def measure(what: str, path: Path, parts: list[str]) -> Measured | None:
    """Measure in a process of its own; None where the file cannot be read."""
    command = [sys.executable, "-m", "benchmarks.reading", "--measure", what, str(path)]
    done = subprocess.run(command, input=json.dumps(parts), capture_output=True, text=True, check=False)
    return Measured(*json.loads(done.stdout)) if done.returncode == 0 else None


def report(name: str, kind: str, path: Path) -> str | None:
    """Measure one file, print its line and say which budget it breaks."""
    ours = measure("itsmlint", path, [])
    floor = measure("floor", path, ours.parts) if ours else None
    if ours is None or floor is None:
        print(f"{name:<44} cannot be read")
        return None
    ratio = ours.seconds / floor.seconds
    times = f"{floor.seconds * 1000:>8.1f} {ours.seconds * 1000:>8.1f} {ratio:>6.2f} {BUDGETS[kind]:>6.1f}"
    print(f"{name:<44} {times} {floor.megabytes:>9.0f} {ours.megabytes:>9.0f} {MEMORY_BUDGET:>6}", flush=True)
    within = ratio <= BUDGETS[kind] and ours.megabytes <= MEMORY_BUDGET
    return None if within else name


def generated(folder: Path) -> Iterator[tuple[str, str, Path]]:
    for pages in PAGES:
        path = folder / f"{pages}.docx"
        write_policy(path, pages)
        yield f"policy of about {pages} pages", "word", path
    for rows, columns in SHEETS:
        path = folder / f"{rows}x{columns}.xlsx"
        write_register(path, rows, columns)
        yield f"register of {rows:,} x {columns} cells, openpyxl", "excel", path
        shared = folder / f"{rows}x{columns}-shared.xlsx"
        share_strings(path, shared)
        yield f"register of {rows:,} x {columns} cells, as Excel", "excel", shared


def found(folder: Path) -> Iterator[tuple[str, str, Path]]:
    for path in sorted(folder.rglob("*")):
        kind = SUFFIXES.get(path.suffix.lower())
        if kind and path.is_file():
            yield path.name[-44:], kind, path


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reading", description=__doc__.split("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, help="measure the Word and Excel files in it too")
    parser.add_argument("--measure", nargs=2, metavar=("WHAT", "FILE"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.measure:
        what, path = arguments.measure
        json.dump(measure_here(what, Path(path), json.load(sys.stdin)), sys.stdout)
        return
    times = f"{'floor ms':>8} {'ms':>8} {'ratio':>6} {'budget':>6}"
    print(f"{'':<44} {times} {'floor MB':>9} {'MB':>9} {'budget':>6}")
    with tempfile.TemporaryDirectory() as temporary:
        over = [report(*document) for document in generated(Path(temporary))]
    if arguments.folder:
        over += [report(*document) for document in found(arguments.folder)]
    broken = [name for name in over if name]
    print(f"Over budget: {', '.join(broken)}" if broken else "All within budget.")


if __name__ == "__main__":
    main()
