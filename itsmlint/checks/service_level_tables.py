"""Tables of service levels: what they are made of, and those that a document holds."""

from collections.abc import Iterator

import msgspec

from itsmlint.checks import Context
from itsmlint.checks.contents import content_blocks
from itsmlint.documents.model import Grid, Table


class ServiceLevels(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Shape of ``rules/vocabulary/service_levels.yaml``."""

    level_headers: frozenset[str]
    not_level_headers: frozenset[str]
    priorities: tuple[tuple[str, ...], ...]
    response: frozenset[str]
    resolution: frozenset[str]
    not_targets: frozenset[str]


def service_level_words(context: Context) -> ServiceLevels:
    """What tables of service levels are made of."""
    return context.vocabulary.read("service_levels", ServiceLevels)


def content_grids(context: Context) -> Iterator[Grid]:
    """The tables of a document's contents and the sheets of a workbook."""
    for _, block in content_blocks(context):
        if isinstance(block, Table):
            yield block
    yield from context.document.sheets
