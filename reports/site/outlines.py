"""Text as outlines of the vendored font: it looks the same wherever a picture is shown."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

from reports.fonts import TTF

_UNKNOWN = "〓"


@lru_cache(maxsize=1_024)
def outline(text: str, size: int) -> tuple[str, int]:
    """The path of a text in bold type whose baseline is 0, and its width; in pixels.

    A character that the font lacks is drawn as 〓.
    """
    font, glyphs, names = _font()
    factor = size / font["head"].unitsPerEm
    pen, x = SVGPathPen(glyphs, ntos=_number), 0.0
    for character in text:
        name = names.get(ord(character)) or names[ord(_UNKNOWN)]
        glyphs[name].draw(TransformPen(pen, (factor, 0, 0, -factor, x, 0)))
        x += glyphs[name].width * factor
    return pen.getCommands(), round(x)


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


@lru_cache(maxsize=1)
def _font() -> tuple[Any, Any, dict[int, str]]:
    font = TTFont(TTF["bold"], lazy=True)
    return font, font.getGlyphSet(), font.getBestCmap()
