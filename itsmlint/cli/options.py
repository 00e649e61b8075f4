"""Options that several commands share, and what their values mean."""

import os
import shutil
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

import click

from itsmlint.nearest import did_you_mean
from itsmlint.reports import FORMATS
from itsmlint.reports.layout import Look

F = TypeVar("F", bound=Callable[..., Any])

OFF_TERMINAL = 100
"""Width of text that goes to a file or another program: the same everywhere."""
WIDEST = 110
"""Longer lines are hard to read, however wide the terminal is."""


Outputs: TypeAlias = tuple[tuple[str, Path | None], ...]
"""Formats with the files that get them; None is standard output."""


def iso_date(ctx: click.Context, param: click.Parameter, value: str | None) -> date | None:
    """A date as 2026-03-31, of an option's text."""
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        raise click.BadParameter(f"{value!r} is not a date such as 2026-03-31") from None


def codes(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """The codes one by one, of options that hold several with commas between."""
    return tuple(code.strip() for value in values for code in value.split(",") if code.strip())


def outputs(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> Outputs:
    """The formats, each with its file: ``json:findings.json``."""
    wanted = tuple(_output(value) for value in values) or (("text", None),)
    if sum(file is None for _, file in wanted) > 1:
        raise click.BadParameter("only one report can go to standard output; give the others a file")
    return wanted


def _output(value: str) -> tuple[str, Path | None]:
    report, colon, file = value.partition(":")
    if report not in FORMATS:
        raise click.BadParameter(f"there is no format '{report}'; {did_you_mean(report, FORMATS)}")
    if colon and not file:
        raise click.BadParameter(f"a file name must follow '{report}:'")
    return report, Path(file) if file else None


def config_options(function: F) -> F:
    """--config and --isolated."""
    config: Callable[[F], F] = click.option(
        "--config",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="Read this configuration file instead of the nearest itsmlint.toml or pyproject.toml.",
    )
    isolated: Callable[[F], F] = click.option("--isolated", is_flag=True, help="Ignore configuration files.")
    return config(isolated(function))


def format_option(function: F) -> F:
    """--output-format for the commands that write text or JSON to standard output."""
    return click.option(
        "--output-format",
        type=click.Choice(["text", "json"]),
        default="text",
        show_default=True,
        help="How to print it.",
    )(function)


def look_of_terminal(*, quiet: bool = False, statistics: bool = False) -> Look:
    """How standard output can be written to."""
    if not sys.stdout.isatty():
        return Look(width=OFF_TERMINAL, quiet=quiet, statistics=statistics)
    plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    return Look(
        width=max(min(shutil.get_terminal_size().columns, WIDEST), 40),
        colour=not plain,
        quiet=quiet,
        statistics=statistics,
    )
