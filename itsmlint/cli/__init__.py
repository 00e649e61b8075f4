"""The command line: one module a command, imported when the command is used."""

import os
import sys
from importlib import import_module
from typing import NoReturn

import click

from itsmlint import __version__

COMMANDS = {
    "check": ("itsmlint.cli.check", "Check documents and report what an auditor would find."),
    "explain": ("itsmlint.cli.explain", "Tell why a rule matters and how to mend its findings."),
    "rules": ("itsmlint.cli.rules", "List the rules."),
    "inspect": ("itsmlint.cli.inspect", "Show what itsmlint understood of documents, and why."),
    "test-rules": ("itsmlint.cli.test_rules", "Run the examples of a folder of rules."),
    "new-rule": ("itsmlint.cli.new_rule", "Write a rule of your own to begin with."),
}
"""Commands, the modules that hold them as ``command``, and their summaries."""

TRACEBACK = "ITSMLINT_TRACEBACK"
"""Environment variable: when set, a defect ends in Python's traceback instead of one line."""

INTERRUPTED = 130
"""What shells say of a program that was stopped from the keyboard."""


class LazyCommands(click.Group):
    """A group whose commands are imported one at a time: ``--version`` must not wait for parsers."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, imported now."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(COMMANDS[cmd_name][0]).command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands in ``--help``, without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary) for name, (_, summary) in COMMANDS.items()])


@click.group(
    cls=LazyCommands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="\b\nExamples:\n"
    "  itsmlint check policies/ registers/\n"
    "  itsmlint explain RSK001\n"
    "  itsmlint inspect 'Risk Register.xlsx'",
)
@click.version_option(__version__, "-V", "--version", message="%(prog)s %(version)s")
def cli() -> None:
    """Find what an auditor would find in IT service management documents.

    itsmlint reads Word policies and Excel registers and checks them against ISO/IEC 20000-1. It changes
    none of them.
    """


def main() -> NoReturn:
    """Run the program; the way in of ``itsmlint`` and ``python -m itsmlint``."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal of another encoding shows codes for what it lacks; it must not stop the run.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        code = cli.main(prog_name="itsmlint", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        code = 2
    except (click.Abort, KeyboardInterrupt):
        click.echo("itsmlint: stopped", err=True)
        code = INTERRUPTED
    except Exception as error:
        if os.environ.get(TRACEBACK):
            raise
        name = type(error).__name__
        click.echo(f"itsmlint: stopped by a defect of itsmlint: {name}; {TRACEBACK}=1 shows where", err=True)
        code = 2
    sys.exit(code if isinstance(code, int) else 0)
