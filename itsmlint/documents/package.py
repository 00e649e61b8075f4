"""The one door through which a file's bytes come in: opened once, looked at, inflated within limits."""

import msgspec


class Relationship(msgspec.Struct, frozen=True):
    """A relationship of a part (``_rels/*.rels``)."""

    id: str
    type: str
    """The last step of the type's URI, the same for transitional and strict: "officeDocument", "styles"."""
    target: str
    """The name of the part it leads to, without leading slash ("word/styles.xml"); the URI if external."""
    external: bool = False
