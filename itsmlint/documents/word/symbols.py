"""Characters of symbol fonts as Unicode: ticks and boxes matter, ornaments do not."""

CHECKED = "☒"
UNCHECKED = "☐"

WINGDINGS = {
    0x6E: "■", 0x6C: "●", 0x6F: "☐", 0x70: "☐", 0x71: "☐", 0x72: "☐", 0x73: "⬧", 0x76: "❖", 0xA7: "▪",
    0xA8: "☐", 0xD8: "➢", 0xE0: "→", 0xDF: "←", 0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒",
    0xFE: "☑",
}  # fmt: skip
WINGDINGS_2 = {
    0x2A: "☐", 0x30: "☐", 0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA2: "■",
    0xA3: "☐",
}  # fmt: skip
SYMBOL = {
    0xB7: "•", 0xA3: "≤", 0xB3: "≥", 0xB1: "±", 0xAE: "→", 0xDE: "⇒", 0xB9: "≠", 0xBB: "≈", 0xD2: "®",
    0xD3: "©",
    0xD4: "™", 0xB0: "°", 0xB4: "×", 0x6D: "µ", 0x57: "Ω",
}  # fmt: skip
FONTS = {"wingdings": WINGDINGS, "wingdings 2": WINGDINGS_2, "symbol": SYMBOL}

PRIVATE_USE = range(0xF000, 0xF100)
SOFT_HYPHEN = "\u00ad"


def symbol(font: str, code: str) -> str:
    """The character of ``w:sym``; empty for an ornament that is no text."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    low = number - 0xF000 if number in PRIVATE_USE else number
    known = FONTS.get(font.lower(), {}).get(low)
    if known is not None:
        return known
    return chr(number) if number < 0xD800 and number not in PRIVATE_USE and font.lower() not in FONTS else ""


def plain(text: str) -> str:
    """Text without soft hyphens, with characters of symbol fonts replaced."""
    if SOFT_HYPHEN in text:
        text = text.replace(SOFT_HYPHEN, "")
    if any("\uf000" <= char <= "\uf0ff" for char in text):
        text = "".join(
            WINGDINGS.get(ord(char) - 0xF000, SYMBOL.get(ord(char) - 0xF000, ""))
            if ord(char) in PRIVATE_USE
            else char
            for char in text
        )
    return text
