"""``itsmlint explain``: one rule, for somebody who wants to know why and how."""

from pathlib import Path

import click

from itsmlint.cli.errors import StoppedError, told_plainly
from itsmlint.cli.options import config_options, format_option, look_of_terminal
from itsmlint.linting import known_rules
from itsmlint.project import find_project
from itsmlint.reports.json import dumps
from itsmlint.reports.rule_pages import page, page_data
from itsmlint.rule_options import configured
from itsmlint.selection import SelectionError, matching


@click.command(
    "explain",
    epilog="\b\nExamples:\n"
    "  itsmlint explain RSK001\n"
    "  itsmlint explain risk-without-owner\n"
    "  itsmlint explain RSK                   all rules of a theme",
)
@click.argument("rule")
@format_option
@config_options
def command(rule: str, output_format: str, config: Path | None, isolated: bool) -> None:
    """Tell why a rule matters and how to mend its findings.

    RULE is an id, a name, a former name or a theme such as RSK.
    """
    with told_plainly():
        project = find_project([Path()], config, isolated)
        rules = known_rules(project)
        as_set = {one.id: one for one in configured(rules, project)}
        try:
            wanted = list(matching(rules, rule))
        except SelectionError as error:
            raise StoppedError(str(error)) from None
    if output_format == "json":
        click.echo(dumps({"version": 1, "rules": [page_data(one) for one in wanted]}), nl=False)
        return
    look = look_of_terminal()
    click.echo("\n\n".join(page(one, look, as_set[one.id]) for one in wanted))
