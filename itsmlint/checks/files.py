"""Checks of files that cannot be read."""

from collections.abc import Iterator

from itsmlint.checks import Context, Options, check
from itsmlint.documents.location import Location
from itsmlint.documents.unreadable import Reason, UnreadableError
from itsmlint.finding import Problem


class Readable(Options, frozen=True, kw_only=True):
    """Options of be-readable."""

    reason: Reason
    """The reason for which the rule speaks."""


@check("be-readable", given="file")
def be_readable(place: UnreadableError, options: Readable, context: Context) -> Iterator[Problem]:
    """The file can be read, or at least not for another cause than this one."""
    if place.reason == options.reason:
        yield Problem(location=Location(part="file"))
