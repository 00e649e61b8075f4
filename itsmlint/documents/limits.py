"""How large a file may be before it is refused instead of read."""

import msgspec

MiB = 1024 * 1024


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """Limits of the reader, far above what real documents need and far below what harms a machine.

    Of 515 sound files among the test data of Apache POI the largest had 2.7 MB on disk, 188 entries, 15.3 MB
    inflated, a ratio of 38:1 and 739,489 tags.
    """

    file_size: int = 64 * MiB
    """Bytes on disk."""
    entries: int = 2_000
    """Entries of the zip directory."""
    part_size: int = 64 * MiB
    """Bytes of one part, inflated."""
    package_size: int = 192 * MiB
    """Bytes of all parts, inflated."""
    ratio: int = 200
    """Inflated to deflated size of one part, beyond :attr:`ratio_from`."""
    ratio_from: int = 4 * MiB
    """Parts that inflate to no more than this may have any ratio: tables of zeros deflate well."""
    tags: int = 4_000_000
    """``<`` in all XML parts that were read. A parsed tag takes about 100 bytes, so this bounds memory."""
    token_size: int = 2 * MiB
    """Bytes of one XML tag, comment or processing instruction: some parsers need quadratic time for them."""
    paragraphs: int = 300_000
    """Paragraphs of a Word file."""
