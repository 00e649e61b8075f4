"""What was read of a document so far: what its kind, and whether it is a template, are judged by."""

from functools import cached_property

import msgspec

from itsmlint.documents.model import Document
from itsmlint.facts.model import Control, Hints, Placeholder, Register, Section
from itsmlint.facts.titles import Line
from itsmlint.vocabulary import Vocabulary


class Evidence(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """All that a judgement on the whole document may rest on."""

    document: Document
    vocabulary: Vocabulary
    hints: Hints
    lines: tuple[Line, ...]
    """Lines that may be the title, the likeliest first; the file's name is the last."""
    sections: tuple[Section, ...]
    registers: tuple[Register, ...]
    control: Control
    placeholders: tuple[Placeholder, ...]
    words: int

    @property
    def workbook(self) -> bool:
        """Whether it is an Excel file."""
        return self.document.format == "excel"

    @cached_property
    def section_names(self) -> frozenset[str]:
        """The canonical names of all sections."""
        return frozenset(name for section in self.sections for name in section.names)
