"""How much of one workbook is read."""

from itsmlint.documents.unreadable import UnreadableError

MOST_SHEETS = 2_000
MOST_CELLS = 1_000_000
MOST_CHARACTERS = 50_000_000
"""Of all cells' texts. Counted for each cell, so that one long shared string cannot multiply unseen."""
MOST_MERGES = 100_000
"""Of one sheet; real sheets have some hundreds."""
MOST_VALIDATION_RANGES = 20_000
"""Of one sheet's drop-down lists together."""
LONGEST_FORMULA = 8_192
"""Characters, as in Excel."""
MOST_LIST_VALUES = 500
"""Of one drop-down list."""


class Budget:
    """What the sheets of one workbook may still hold."""

    def __init__(self) -> None:
        self._cells = MOST_CELLS
        self._characters = MOST_CHARACTERS

    def check(self, cells: int, characters: int) -> None:
        """Raise UnreadableError("over-limit") if a sheet with so much is too much."""
        if cells > self._cells:
            raise UnreadableError(
                "over-limit", f"the workbook has more than {MOST_CELLS:,} cells with content"
            )
        if characters > self._characters:
            raise UnreadableError("over-limit", f"the cells hold more than {MOST_CHARACTERS:,} characters")

    def spend(self, cells: int, characters: int) -> None:
        """Take what a whole sheet holds off the budget."""
        self.check(cells, characters)
        self._cells -= cells
        self._characters -= characters
