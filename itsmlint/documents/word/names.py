"""Names of WordprocessingML elements and attributes, as lxml spells them (ISO/IEC 29500-1, 17)."""

W_NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R_NS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
M_NS = "http://schemas.openxmlformats.org/officeDocument/2006/math"
MC_NS = "http://schemas.openxmlformats.org/markup-compatibility/2006"
W14_NS = "http://schemas.microsoft.com/office/word/2010/wordml"
W15_NS = "http://schemas.microsoft.com/office/word/2012/wordml"


def w(name: str) -> str:
    """The full name of an element or attribute of the main namespace."""
    return f"{{{W_NS}}}{name}"


VAL = w("val")
ID = w("id")
AUTHOR = w("author")
DATE = w("date")
TYPE = w("type")
ANCHOR = w("anchor")
R_ID = f"{{{R_NS}}}id"

BODY = w("body")
P = w("p")
PPR = w("pPr")
PSTYLE = w("pStyle")
NUMPR = w("numPr")
ILVL = w("ilvl")
NUMID = w("numId")
OUTLINE = w("outlineLvl")
JC = w("jc")
SECT_PR = w("sectPr")

R = w("r")
RPR = w("rPr")
RSTYLE = w("rStyle")
B = w("b")
CAPS = w("caps")
SMALL_CAPS = w("smallCaps")
VANISH = w("vanish")
SIZE = w("sz")
UNDERLINE = w("u")
HIGHLIGHT = w("highlight")

T = w("t")
DEL_TEXT = w("delText")
TAB = w("tab")
PTAB = w("ptab")
BR = w("br")
CR = w("cr")
NO_BREAK_HYPHEN = w("noBreakHyphen")
SYM = w("sym")
FLD_CHAR = w("fldChar")
FLD_CHAR_TYPE = w("fldCharType")
FLD_SIMPLE = w("fldSimple")
INSTR = w("instr")
INSTR_TEXT = w("instrText")
CHECK_BOX = w("checkBox")
HYPERLINK = w("hyperlink")
DRAWING = w("drawing")
PICT = w("pict")
OBJECT = w("object")
TXBX = w("txbxContent")
RUBY = w("ruby")
RUBY_BASE = w("rubyBase")
COMMENT_START = w("commentRangeStart")
COMMENT_REFERENCE = w("commentReference")

SDT = w("sdt")
SDT_PR = w("sdtPr")
SDT_CONTENT = w("sdtContent")
PLACEHOLDER_SHOWN = w("showingPlcHdr")
DOC_PART = w("docPartObj")
GALLERY = w("docPartGallery")
CUSTOM_XML = w("customXml")
SMART_TAG = w("smartTag")
BDO = w("bdo")
DIR = w("dir")
INS = w("ins")
DEL = w("del")
MOVE_TO = w("moveTo")
MOVE_FROM = w("moveFrom")
RPR_CHANGE = w("rPrChange")
PPR_CHANGE = w("pPrChange")
ALT_CHUNK = w("altChunk")

TBL = w("tbl")
TBL_PR = w("tblPr")
TBL_STYLE = w("tblStyle")
TBL_LOOK = w("tblLook")
TR = w("tr")
TR_PR = w("trPr")
TC = w("tc")
TC_PR = w("tcPr")
GRID_BEFORE = w("gridBefore")
GRID_SPAN = w("gridSpan")
H_MERGE = w("hMerge")
V_MERGE = w("vMerge")
TBL_HEADER = w("tblHeader")

HEADER_REFERENCE = w("headerReference")
FOOTER_REFERENCE = w("footerReference")

ALTERNATE = f"{{{MC_NS}}}AlternateContent"
CHOICE = f"{{{MC_NS}}}Choice"
FALLBACK = f"{{{MC_NS}}}Fallback"
MATH = f"{{{M_NS}}}oMath"
MATH_PARA = f"{{{M_NS}}}oMathPara"
MATH_TEXT = f"{{{M_NS}}}t"
PARA_ID = f"{{{W14_NS}}}paraId"

OFF = frozenset({"0", "false", "off", "none"})


def is_on(value: str | None) -> bool:
    """The value of an on/off element: on unless it says no (ISO/IEC 29500-1, 22.9.2.7)."""
    return value is None or value.lower() not in OFF


def whole(value: str | None, default: int = 0) -> int:
    """A whole number from an attribute; ``default`` where there is none or it is no number."""
    if value is None or len(value) > 12:
        return default
    try:
        return int(value)
    except ValueError:
        return default
