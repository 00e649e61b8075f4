"""Rich text and the table of shared strings."""

from typing import NamedTuple
from xml.parsers import expat

from itsmlint.documents.excel.streaming import is_on, local_name, new_parser, run
from itsmlint.documents.excel.text import clean


class SharedStrings(NamedTuple):
    """The texts that cells refer to by their position."""

    texts: list[str]
    bold: frozenset[int]
    """Positions of rich texts whose every run is bold."""


class RichText:
    """Collects the text of one string item from a parser's events: runs in, phonetic guides out."""

    def __init__(self, parser: expat.XMLParserType) -> None:
        self._parser = parser
        self._pieces: list[str] = []
        self._in_phonetic = False
        self._run_bold = False
        self._bold_runs = 0
        self._plain_runs = 0

    def resume(self, text: str) -> None:
        """Begin with the text that was met before."""
        self._pieces.append(text)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element inside of the item begins."""
        local = local_name(name)
        if local == "t":
            if not self._in_phonetic:
                self._parser.CharacterDataHandler = self._pieces.append
        elif local == "r":
            self._run_bold = False
        elif local == "b":
            self._run_bold = is_on(attributes.get("val"), default=True)
        elif local == "rPh":
            self._in_phonetic = True

    def end(self, name: str) -> None:
        """An element inside of the item ends."""
        local = local_name(name)
        if local == "t":
            self._parser.CharacterDataHandler = None
        elif local == "r":
            if self._run_bold:
                self._bold_runs += 1
            else:
                self._plain_runs += 1
        elif local == "rPh":
            self._in_phonetic = False

    def take(self) -> tuple[str, bool]:
        """The item's text and whether all its runs are bold; then empty for the next item."""
        text = clean("".join(self._pieces))
        bold = self._bold_runs > 0 and not self._plain_runs
        self._pieces.clear()
        self._bold_runs = self._plain_runs = 0
        return text, bold


def read_shared_strings(data: bytes, part: str) -> SharedStrings:
    """The shared strings of the part's XML; what the part says of their number is not believed.

    Most items are one plain text: those need no end tags, for what follows the text is white space at most.
    """
    texts: list[str] = []
    bold: set[int] = set()
    pieces: list[str] = []
    parser = new_parser(data)
    rich = RichText(parser)
    tag_si = tag_t = ""
    pending = False

    def root(name: str, _: dict[str, str]) -> None:
        nonlocal tag_si, tag_t
        prefix = name.removesuffix(local_name(name))
        tag_si, tag_t = prefix + "si", prefix + "t"
        walk_plain()

    def walk_plain() -> None:
        parser.StartElementHandler = start
        parser.EndElementHandler = None
        parser.CharacterDataHandler = pieces.append

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal pending
        if name == tag_t:
            pieces.clear()
        elif name == tag_si:
            if pending:
                texts.append(clean("".join(pieces)))
            pieces.clear()
            pending = True
        elif pending:
            rich.resume("".join(pieces))
            parser.EndElementHandler = end_in_rich
            parser.CharacterDataHandler = None
            parser.StartElementHandler = rich.start
            rich.start(name, attributes)

    def end_in_rich(name: str) -> None:
        nonlocal pending
        if name != tag_si:
            rich.end(name)
            return
        text, is_bold = rich.take()
        if is_bold:
            bold.add(len(texts))
        texts.append(text)
        pending = False
        walk_plain()

    parser.StartElementHandler = root
    run(parser, data, part)
    if pending:
        texts.append(clean("".join(pieces)))
    return SharedStrings(texts, frozenset(bold))
