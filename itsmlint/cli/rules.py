"""``itsmlint rules``: the catalogue."""

from pathlib import Path

import click

from itsmlint.cli.errors import told_plainly
from itsmlint.cli.options import config_options, format_option, look_of_terminal
from itsmlint.linting import all_rules
from itsmlint.project import find_project
from itsmlint.reports.json import dumps
from itsmlint.reports.rule_pages import overview


@click.command("rules")
@format_option
@config_options
def command(output_format: str, config: Path | None, isolated: bool) -> None:
    """List the rules: those of itsmlint and those of the project's own folders."""
    from itsmlint.rules import catalogue  # noqa: PLC0415

    with told_plainly():
        rules = all_rules(find_project([Path()], config, isolated))
    if output_format == "json":
        click.echo(dumps({"version": 1, **catalogue(rules)}), nl=False)
        return
    click.echo(overview(rules, look_of_terminal()))
