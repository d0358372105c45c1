"""How high a row must be for its texts; programs that open a form do not work it out."""

from __future__ import annotations

import re
from functools import lru_cache

LINE = 14.0
"""Points a line of text takes, with the leading of the Chinese fonts."""
PADDING = 4.0
ROOM = 1.1
"""Half-width characters of 10-point text that fit into one character of a column's width."""
HIGHEST = 400.0
"""Points; a sheet holds 409."""

_PIECES = re.compile(
    r"[\u2e80-\uffff\U00010000-\U0010ffff][，。；：、）》”？！]*|[^\s\u2e80-\uffff]+\s*|\s+"
)


def height(texts: list[tuple[str, float]]) -> float:
    """The height in points of a row with texts in columns of so many characters."""
    most = max((lines(text, width) for text, width in texts), default=1)
    return min(LINE * most + PADDING, HIGHEST)


@lru_cache(maxsize=10_000)
def lines(text: str, width: float) -> int:
    """Lines that a text takes in a column; Chinese breaks anywhere, Latin between words."""
    return sum(_wrapped(paragraph, width * ROOM) for paragraph in text.split("\n"))


def half_widths(text: str) -> int:
    """The width of a text in half-width characters."""
    return sum(2 if ord(character) > 0x2E7F else 1 for character in text)


def _wrapped(paragraph: str, width: float) -> int:
    count, taken = 1, 0
    for piece in _PIECES.findall(paragraph):
        wide = half_widths(piece.rstrip())
        if taken and taken + wide > width:
            count += 1
            taken = 0
        count += int(max(wide - 1, 0) // width)
        taken += half_widths(piece)
    return count
