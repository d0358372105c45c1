"""The vendored font inside a page: a subset with just the characters that the page shows."""

from __future__ import annotations

from base64 import b64encode
from io import BytesIO
from typing import Literal

from fontTools import subset
from fontTools.ttLib import TTFont

from reports.fonts import FAMILY, TTF, WOFF2

Font = Literal["embedded", "beside", "system"]
"""Where a page has its font from: itself, a folder `fonts` beside it, or the reader's machine."""

FOLDER = "fonts"
_WEIGHTS = {"regular": 400, "bold": 700}
_ALWAYS = "".join(map(chr, range(0x20, 0x7F)))
# Layout tables that Chinese and Latin text on a screen does not need.
_DROPPED = ["BASE", "GDEF", "GPOS", "GSUB", "STAT", "VORG", "vhea", "vmtx"]


def faces(font: Font, text: str = "") -> str:
    """The `@font-face` rules of a page that shows a text."""
    if font == "system":
        return ""
    return "\n".join(_face(weight, font, text) for weight in _WEIGHTS)


def _face(weight: str, font: Font, text: str) -> str:
    if font == "beside":
        source = f'url("{FOLDER}/{WOFF2[weight].name}") format("woff2")'
    else:
        data = b64encode(woff(weight, text)).decode("ascii")
        source = f'url("data:font/woff;base64,{data}") format("woff")'
    number = _WEIGHTS[weight]
    return (
        f'@font-face{{font-family:"{FAMILY}";font-weight:{number};font-display:swap;src:{source}}}'
    )


def woff(weight: str, text: str) -> bytes:
    """The font in one weight with the characters of a text, as woff; the same text, the same bytes.

    Characters that the font does not have are left to the reader's machine.
    """
    options = subset.Options()
    options.drop_tables += _DROPPED
    options.layout_features = []
    options.hinting = False
    options.notdef_outline = True
    options.recalc_timestamp = False
    options.flavor = "woff"
    file = BytesIO()
    with TTFont(TTF[weight], lazy=True, recalcTimestamp=False) as font:
        subsetter = subset.Subsetter(options)
        subsetter.populate(text=_ALWAYS + text)
        subsetter.subset(font)
        font.flavor = "woff"
        font.save(file)
    return file.getvalue()
