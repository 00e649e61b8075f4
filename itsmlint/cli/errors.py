"""Errors of the user's making, told in one line each and with exit status 2."""

from collections.abc import Iterator
from contextlib import contextmanager

import click

from itsmlint.discovery import NotFoundError
from itsmlint.messages import safe
from itsmlint.project import SettingsError
from itsmlint.run import Failure
from itsmlint.writing import CannotWriteError


class StoppedError(click.ClickException):
    """The run cannot begin or go on; says why on stderr."""

    exit_code = 2

    def show(self, file: object = None) -> None:
        """Write the message to stderr, each line inert."""
        for line in self.message.splitlines():
            click.echo(f"itsmlint: {safe(line)}", err=True)


@contextmanager
def told_plainly() -> Iterator[None]:
    """Turn what is expected to go wrong into a StoppedError."""
    from itsmlint.rules import RuleErrors  # noqa: PLC0415 (imports the checks)

    try:
        yield
    except (NotFoundError, SettingsError, CannotWriteError, RuleErrors) as error:
        raise StoppedError(str(error)) from None


def tell_failure(failure: Failure) -> None:
    """A line on stderr about a defect of itsmlint that showed on a document."""
    click.echo(
        f"itsmlint: a defect of itsmlint: {failure.what} failed on {failure.path}: {failure.error}. "
        "The run went on without it.",
        err=True,
    )
