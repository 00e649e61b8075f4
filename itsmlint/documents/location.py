"""Where in a document something stands, in words that a person can follow in Word or Excel."""

import msgspec


class Location(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A place in a Word or Excel file.

    Rows and columns count as Excel and people count: row 1, column "A". A location is for finding the
    place by eye; fingerprints are never made of its numbers.
    """

    part: str = "body"
    """body, header, footer, footnote, endnote, comment, text box, sheet, properties, file name or file."""
    section: str | None = None
    """The heading above the place, with its number: "4.2 Targets"."""
    paragraph: int | None = None
    """The n-th paragraph with text below that heading, from 1."""
    table: int | None = None
    """The n-th table of the document's body, from 1."""
    row: int | None = None
    """Row of the table or sheet, from 1."""
    column: str | None = None
    """Column of the table or sheet, as letters: "A"."""
    sheet: str | None = None
    cell: str | None = None
    """Cell of a sheet: "E14"."""
    label: str | None = None
    """What people call the place: column name and row id, "Owner, R-17"."""
    anchor: str | None = None
    """The reader's own key of the piece: package part and ordinal of its element in that part,
    "word/document.xml#17". It leads writers of annotated copies back to the element; people never see it."""

    @property
    def text(self) -> str:
        """The place in one line: "4.2 Targets › paragraph 3" or "Register › E14 (Owner, R-17)"."""
        steps: list[str] = []
        if self.sheet is not None:
            steps.append(self.sheet)
            if self.cell is not None:
                steps.append(self.cell)
            elif self.row is not None:
                steps.append(f"row {self.row}")
        else:
            if self.part not in ("body", "text box"):
                steps.append(self.part)
            if self.section is not None:
                steps.append(self.section)
            if self.part == "text box":
                steps.append(self.part)
            if self.table is not None:
                steps.append(f"table {self.table}")
                if self.row is not None:
                    column = f", column {self.column}" if self.column is not None else ""
                    steps.append(f"row {self.row}{column}")
            elif self.paragraph is not None:
                steps.append(f"paragraph {self.paragraph}")
        text = " › ".join(steps) or "document"
        return f"{text} ({self.label})" if self.label else text


def column_letters(column: int) -> str:
    """The letters of a column number: 1 is "A", 27 is "AA"."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """The number of column letters: "A" is 1, "AA" is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number
