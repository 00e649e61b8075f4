"""Text as a person reads it in a cell, a note or a sheet's name."""

import re

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LINE_BREAK = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_CONTROLS = dict.fromkeys((*range(9), *range(0x0E, 0x20), *range(0x7F, 0xA0), 0x200B, 0xFEFF))
_SPACES = dict.fromkeys((0xA0, 0x2007, 0x202F), " ")
_PLAIN = {**_CONTROLS, **_SPACES}


def clean(raw: str) -> str:
    """The text trimmed, all line breaks newlines, non-breaking spaces spaces, control characters out.

    Excel writes characters that XML cannot hold, and carriage returns, as ``_x000D_`` (ECMA-376 part 1,
    22.4.2.4 ST_Xstring; ``_x005F_`` is the underscore that begins no such code).
    """
    text = raw.strip()
    if "_x" not in text and text.isprintable():
        return text
    text = _ESCAPE.sub(_unescape, text)
    return _LINE_BREAK.sub("\n", text).translate(_PLAIN).strip()


def _unescape(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    return "" if 0xD800 <= code <= 0xDFFF else chr(code)
