"""Registers in card layout: one block of labels and values for each record.

The labels stand in one column, their values in the next; the same labels come back for every record. Names
above the first card ("No", "Asset", "Value") are columns of the register too.
"""

from itsmlint.documents.model import Sheet
from itsmlint.facts.model import Register
from itsmlint.facts.register_kinds import Names
from itsmlint.vocabulary import Vocabulary


def read_cards(sheet: Sheet, names: Names, vocabulary: Vocabulary) -> Register | None:
    """The register in card layout that fills the sheet, if there is one."""
    return None
