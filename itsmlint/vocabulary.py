"""What itsmlint knows about the field's words: the YAML files of ``rules/vocabulary/``, typed when read.

Each user of a vocabulary file defines a :class:`msgspec.Struct` for its shape and reads it with
:meth:`Vocabulary.read`; additions from the configuration are merged in before.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from itsmlint.yaml_files import load_trusted

T = TypeVar("T")


def rules_folder() -> Path:
    """The folder of the built-in rules: inside the installed package, or beside it in a source tree."""
    here = Path(__file__).resolve().parent
    installed = here / "rules"
    return installed if installed.is_dir() else here.parent / "rules"


class Vocabulary:
    """Word lists and patterns by file name, with the configuration's additions."""

    def __init__(self, additions: Mapping[str, Any] | None = None) -> None:
        self._additions = dict(additions or {})
        self._typed: dict[tuple[str, type], Any] = {}

    def has_additions(self, name: str) -> bool:
        """Whether the configuration adds to the file: its patterns are untrusted then."""
        return name in self._additions

    def read(self, name: str, shape: type[T]) -> T:
        """The file ``rules/vocabulary/{name}.yaml`` as ``shape``; the same object at every call.

        Raises ``msgspec.ValidationError`` when file or additions do not fit the shape.
        """
        key = (name, shape)
        if key not in self._typed:
            self._typed[key] = msgspec.convert(merged(_raw(name), self._additions.get(name)), shape)
        return self._typed[key]  # type: ignore[no-any-return]


@cache
def _raw(name: str) -> Any:
    return load_trusted(rules_folder() / "vocabulary" / f"{name}.yaml")


def merged(known: Any, added: Any) -> Any:
    """``known`` with ``added`` worked in: mappings key by key, lists appended, anything else replaced."""
    if added is None:
        return known
    if isinstance(known, dict) and isinstance(added, dict):
        return {
            key: merged(known.get(key), added.get(key)) if key in known else added[key]
            for key in [*known, *(key for key in added if key not in known)]
        }
    if isinstance(known, list) and isinstance(added, list):
        return known + [item for item in added if item not in known]
    return added
