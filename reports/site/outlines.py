"""Text as outlines of the vendored font: it looks the same wherever a picture is shown."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from fontTools.pens.basePen import BasePen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

from reports.fonts import TTF

FINE = 10
"""Units in which outlines are drawn to a pixel: whole numbers, so that a picture stays small."""
_UNKNOWN = "〓"


class _Pen(BasePen):  # type: ignore[misc]  # fontTools has no types
    """A path of SVG in whole numbers, each relative to the one before."""

    def __init__(self, glyphs: Any) -> None:  # noqa: ANN401 - a glyph set of fontTools
        super().__init__(glyphs)
        self.commands: list[str] = []
        self._at = (0, 0)

    def _moved(self, letter: str, *points: tuple[float, float]) -> None:
        x, y = self._at
        whole = [(round(px), round(py)) for px, py in points]
        numbers = "".join(f"{n:+d}" for px, py in whole for n in (px - x, py - y))
        self.commands.append(letter + numbers.removeprefix("+"))
        self._at = whole[-1]

    def _moveTo(self, pt: tuple[float, float]) -> None:  # noqa: N802 - the names of fontTools
        self._moved("m", pt)
        self._begun = self._at

    def _lineTo(self, pt: tuple[float, float]) -> None:  # noqa: N802
        self._moved("l", pt)

    def _qCurveToOne(self, pt1: tuple[float, float], pt2: tuple[float, float]) -> None:  # noqa: N802
        self._moved("q", pt1, pt2)

    def _curveToOne(  # noqa: N802
        self, pt1: tuple[float, float], pt2: tuple[float, float], pt3: tuple[float, float]
    ) -> None:
        self._moved("c", pt1, pt2, pt3)

    def _closePath(self) -> None:  # noqa: N802
        self.commands.append("z")
        self._at = self._begun


@lru_cache(maxsize=1_024)
def outline(text: str, size: int) -> tuple[str, int]:
    """The path of a text in bold type whose baseline is 0, and its width.

    `size` and the width are in pixels, the path in `FINE` parts of one. A character that the font
    lacks is drawn as 〓.
    """
    font, glyphs, names = _font()
    factor = size * FINE / font["head"].unitsPerEm
    pen, x = _Pen(glyphs), 0.0
    for character in text:
        name = names.get(ord(character)) or names[ord(_UNKNOWN)]
        glyphs[name].draw(TransformPen(pen, (factor, 0, 0, -factor, x, 0)))
        x += glyphs[name].width * factor
    return "".join(pen.commands), round(x / FINE)


@lru_cache(maxsize=1)
def _font() -> tuple[Any, Any, dict[int, str]]:
    font = TTFont(TTF["bold"], lazy=True)
    return font, font.getGlyphSet(), font.getBestCmap()
