"""Long lists of places, made short: ``Register › E14 to E17, E20; Scope › paragraphs 1, 3``."""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

_CELL = re.compile(r"(?P<within>.+)!(?P<column>[A-Z]{1,3})(?P<number>\d+)$")
_PARAGRAPH = re.compile(r"(?:(?P<within>.+) › )?paragraph (?P<number>\d+)$")


def short_list(places: Sequence[str], at_most: int = 10) -> str:
    """The places by sheet or section, neighbours joined; of more than ``at_most`` steps the first ones."""
    steps = list(_joined(map(_step, dict.fromkeys(places))))
    texts = []
    for within, group in groupby(steps[:at_most], key=lambda step: step[0]):
        texts.append(_text(within, [(kind, words) for _, kind, words in group]))
    rest = len(steps) - at_most
    return "; ".join(texts) + (f" and {rest:,} more" if rest > 0 else "")


_Step = tuple[str, str, int]
"""Sheet or section; column letters, "paragraph", or the whole place; row or number of the paragraph."""


def _step(place: str) -> _Step:
    if found := _CELL.match(place):
        return found["within"], found["column"], int(found["number"])
    if found := _PARAGRAPH.match(place):
        return found["within"] or "", "paragraph", int(found["number"])
    return place, "", 0


def _joined(steps: Iterable[_Step]) -> Iterable[tuple[str, str, str]]:
    """(within, kind, "E14 to E17") for runs of neighbours."""
    run: list[_Step] = []
    for step in steps:
        if run and (*step[:2], step[2] - 1) == run[-1] and step[1]:
            run.append(step)
            continue
        if run:
            yield _of_run(run)
        run = [step]
    if run:
        yield _of_run(run)


def _of_run(run: Sequence[_Step]) -> tuple[str, str, str]:
    within, kind, first = run[0]
    last = run[-1][2]
    letters = kind if kind != "paragraph" else ""
    words = f"{letters}{first}" if first == last else f"{letters}{first} to {letters}{last}"
    return within, kind, words if kind else ""


def _text(within: str, steps: Sequence[tuple[str, str]]) -> str:
    words = ", ".join(words for _, words in steps)
    if steps[0][0] == "paragraph":
        several = len(steps) > 1 or " to " in words
        words = f"paragraph{'s' if several else ''} {words}"
    return " › ".join(filter(None, (within, words)))
