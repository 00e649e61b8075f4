"""YAML as data: no tags, no aliases, bounded, with line numbers for error messages.

Both loaders read plain words as YAML 1.2 does: only ``true``, ``false``, ``null``, plain integers and
decimals are more than text. So ``yes``, ``no``, ``on`` and dates stay words, as their writers mean them.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeAlias

import msgspec
import yaml

MAX_BYTES = 1_000_000
MAX_EVENTS = 200_000
MAX_DEPTH = 32

KeyPath: TypeAlias = tuple[str | int, ...]
"""The way to a piece of a YAML file: ``("examples", "bad", 0, "word")``."""

_BOOL = re.compile(r"true|True|TRUE|false|False|FALSE")
_NULL = re.compile(r"~|null|Null|NULL|")
_INT = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
_FLOAT = re.compile(r"-?(?:0|[1-9][0-9]{0,17})\.[0-9]{1,18}")


class YamlError(Exception):
    """A YAML file that cannot be used: which, where and how to mend it.

    ``what`` never quotes more than single characters and keys of the file.
    """

    def __init__(self, path: Path, line: int | None, what: str) -> None:
        where = f"{path}:{line}" if line else str(path)
        super().__init__(f"{where}: {what}")
        self.path = path
        self.line = line
        self.what = what


class YamlFile(msgspec.Struct, frozen=True):
    """What a YAML file holds, and on which line each piece of it begins."""

    path: Path
    data: Any
    lines: Mapping[KeyPath, int]
    """From 1; mapping entries by the line of their key, list items by their own."""

    def line(self, *steps: str | int) -> int | None:
        """The line of a piece, or of the nearest piece around it that is known."""
        for end in range(len(steps), -1, -1):
            if steps[:end] in self.lines:
                return self.lines[steps[:end]]
        return None

    def error(self, what: str, *steps: str | int) -> YamlError:
        """An error about a piece of the file."""
        return YamlError(self.path, self.line(*steps), what)


def load_trusted(path: Path) -> Any:
    """A YAML file that ships with itsmlint, read with the quick C parser.

    Raises :class:`YamlError` when it is not valid YAML, and OSError when it cannot be read.
    """
    with path.open(encoding="utf-8") as stream:
        try:
            return yaml.load(stream, Loader=_QuickLoader)
        except yaml.MarkedYAMLError as error:
            raise _parse_error(path, error) from None


def load_untrusted(path: Path) -> YamlFile:
    """A YAML file of somebody else, within limits and without anything but plain data.

    Raises :class:`YamlError` for every way in which it cannot be used.
    """
    text = _read_text(path)
    try:
        return _Builder(path).build(yaml.parse(text, Loader=yaml.SafeLoader))
    except yaml.MarkedYAMLError as error:
        raise _parse_error(path, error) from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise YamlError(path, line, "a control character; delete it") from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise YamlError(path, None, f"not valid YAML ({type(error).__name__})") from None


def _parse_error(path: Path, error: yaml.MarkedYAMLError) -> YamlError:
    mark = error.problem_mark or error.context_mark
    problem = error.problem or error.context or "it cannot be parsed"
    what = f"not valid YAML: {problem}"
    if "mapping values are not allowed" in problem:
        what = "a ': ' in text without quotes, or a wrong indentation; put the text in quotes"
    elif "'\\t'" in problem:
        what = "a tab; use spaces in front of the line"
    elif "expected a comment or a line break" in problem:
        what = "text where none can stand; it may need two more spaces in front of it"
    elif "expected <block end>" in problem:
        what = "text after a closing quote, or a wrong indentation; put the whole text in quotes"
    return YamlError(path, mark.line + 1 if mark else None, what)


def _read_text(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise YamlError(path, None, f"cannot be read: {error.strerror or type(error).__name__}") from None
    if len(data) > MAX_BYTES:
        raise YamlError(path, None, f"larger than {MAX_BYTES:,} bytes; split it into several files")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise YamlError(path, line, "not UTF-8 text; save it with the encoding UTF-8") from None


class _Builder:
    """Builds data and line numbers from the events of PyYAML's parser, counting as it goes."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lines: dict[KeyPath, int] = {}
        self._count = 0
        self._line = 1
        self._events: Iterator[yaml.Event] = iter(())

    def build(self, events: Iterator[yaml.Event]) -> YamlFile:
        self._events = events
        self._next()  # the stream starts
        event = self._next()
        if isinstance(event, yaml.StreamEndEvent):
            raise YamlError(self._path, None, "the file is empty")
        data = self._value(self._next(), ())
        self._next()  # the document ends
        event = self._next()
        if not isinstance(event, yaml.StreamEndEvent):
            raise self._error("a second YAML document ('---'); one file holds one")
        return YamlFile(self._path, data, self._lines)

    def _next(self) -> yaml.Event:
        event = next(self._events)
        self._line = event.start_mark.line + 1 if event.start_mark else 1
        self._count += 1
        if self._count > MAX_EVENTS:
            raise self._error(f"more than {MAX_EVENTS:,} pieces; split it into several files")
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
            raise self._error("anchors and aliases (& and *) are not read; write the words out")
        if getattr(event, "tag", None) is not None:
            raise self._error("tags (!) are not read; delete the tag or quote the text")
        return event

    def _value(self, event: yaml.Event, path: KeyPath) -> Any:
        self._lines.setdefault(path, self._line)
        if len(path) > MAX_DEPTH:
            raise self._error(f"nested deeper than {MAX_DEPTH} levels")
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path)
        return _scalar(event)

    def _mapping(self, path: KeyPath) -> dict[str, Any]:
        result: dict[str, Any] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                raise self._error("a key must be a word")
            key = event.value
            if key == "<<" and event.style is None:
                raise self._error("merge keys (<<) are not read; write the keys out")
            if key in result:
                raise self._error(f"the key {key[:60]!r} stands here twice; delete one")
            self._lines[(*path, key)] = self._line
            result[key] = self._value(self._next(), (*path, key))
        return result

    def _sequence(self, path: KeyPath) -> list[Any]:
        result: list[Any] = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            result.append(self._value(event, (*path, len(result))))
        return result

    def _error(self, what: str) -> YamlError:
        """An error at the event that was read last."""
        return YamlError(self._path, self._line, what)


def _scalar(event: yaml.Event) -> Any:
    assert isinstance(event, yaml.ScalarEvent)  # aliases were refused
    text: str = event.value
    if event.style is not None:
        return text
    if _NULL.fullmatch(text):
        return None
    if _BOOL.fullmatch(text):
        return text.lower() == "true"
    if _INT.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    return text


class _QuickLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """The C parser with the same plain words as the untrusted loader."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - PyYAML's way to begin afresh


for _tag, _pattern in (("bool", _BOOL), ("null", _NULL), ("int", _INT), ("float", _FLOAT)):
    _QuickLoader.add_implicit_resolver(
        f"tag:yaml.org,2002:{_tag}", re.compile(rf"^(?:{_pattern.pattern})$"), None
    )
