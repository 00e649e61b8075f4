"""Examples of rules made into real files: a small text dialect becomes .docx and .xlsx.

``docs/rule-format.md`` has the dialect. The files are made with python-docx and openpyxl, so that the readers
are tried on what other programs write. Both are imported only when a file is built.
"""

import re

import msgspec

from itsmlint.examples.marks import DialectError, Mark
from itsmlint.rule_format import Example

__all__ = ["Built", "DialectError", "Mark", "build"]


class Built(msgspec.Struct, frozen=True, kw_only=True):
    """An example as a file."""

    name: str
    """File name with its ending."""
    data: bytes | None
    """None for ways to be unreadable that no bytes can show (``not-permitted``)."""
    marks: tuple[Mark, ...]
    """Where the example says that findings must be."""


def build(example: Example) -> Built:
    """The file of an example. Raises :class:`DialectError` when its text cannot be understood."""
    name = re.sub(r'[/\\:*?"<>|\x00-\x1f]', " ", example.name or "example")
    if example.word is not None:
        from itsmlint.examples.word import build_word  # noqa: PLC0415 - python-docx is slow to import

        data, marks = build_word(example.word)
        return Built(name=f"{name}.docx", data=data, marks=marks)
    if example.excel is not None:
        from itsmlint.examples.excel import build_excel  # noqa: PLC0415 - openpyxl is slow to import

        data, marks = build_excel(example.excel)
        return Built(name=f"{name}.xlsx", data=data, marks=marks)
    from itsmlint.examples.broken import build_broken  # noqa: PLC0415

    return Built(
        name=f"{name}.docx", data=build_broken(example.broken or ""), marks=(Mark(what="file", line=1),)
    )
