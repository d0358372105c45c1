"""Papers as the data that the typst templates read; characters that our font lacks are replaced."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from reports.fonts import TTF
from reports.papers import (
    Bar,
    Bars,
    Block,
    Cell,
    Facts,
    Heading,
    Items,
    Line,
    Paper,
    Radar,
    Small,
    Split,
    Table,
)
from reports.words import words

MISSING = "〓"
"""Stands for a character that the font lacks; the last line of the paper names it."""
_LONG_WORD = re.compile(r"[^\s\u2e80-\uffef]{20,}")
_PIECE = 12
"""A word so long that no column holds it may be broken after every so many characters."""
_TALL = 450
"""Characters from which a cell may be longer than a page."""


def paper_data(paper: Paper) -> dict[str, Any]:
    """A paper as plain values; the last line names the characters that are missing."""
    show = Shown()
    made: dict[str, Any] = {
        "lang": paper.language,
        "title": show.text(paper.title),
        "left": show.text(paper.left),
        "right": show.text(paper.right),
        "page": show.text(paper.page),
        "blocks": [
            show.block(block, sticky=is_sticky)
            for block, is_sticky in zip(paper.blocks, _sticky(paper.blocks), strict=True)
        ],
    }
    if show.lacking:
        listed = ", ".join(f"U+{ord(sign):04X}" for sign in show.lacking)
        note = words(paper.language).say("missing_glyphs", list=listed)
        made["blocks"].append(["line", "small", note, False])
    return made


def _sticky(blocks: Sequence[Block]) -> list[bool]:
    """Which lines lead to a table, so that they stay on its page."""
    found: list[bool] = []
    leads = False
    for block in reversed(blocks):
        leads = isinstance(block, Table) or (leads and isinstance(block, Line))
        found.append(leads)
    return found[::-1]


class Shown:
    """Blocks as the template reads them; gathers the characters that the font lacks."""

    def __init__(self) -> None:
        self.lacking: dict[str, None] = {}

    def text(self, text: str) -> str:
        shown, lacking = _drawn(text)
        self.lacking.update(dict.fromkeys(lacking))
        return shown

    def block(self, block: Block, *, sticky: bool = False) -> list[Any]:
        """A block; a `sticky` line stays on the page of what follows it."""
        match block:
            case Line(text, look):
                return ["line", look, self.text(text), sticky]
            case Heading(text, level):
                return ["heading", level, self.text(text)]
            case Items(items):
                return ["items", [[sign, self.text(text)] for sign, text in items]]
            case Facts(pairs):
                return ["facts", [[self.text(name), self.text(value)] for name, value in pairs]]
            case Table(columns, rows):
                heads = [[self.text(c.head), c.width, c.right] for c in columns]
                return ["table", heads, [[self.cell(cell) for cell in row] for row in rows]]
            case Bars(total, marks, parts):
                return ["bars", self._bars(total, marks, parts)]
            case Radar(title, axes):
                shown = [
                    {
                        "lines": [self.text(line) for line in axis.lines],
                        "share": axis.share,
                        "needed": axis.needed,
                    }
                    for axis in axes
                ]
                return ["radar", {"title": self.text(title), "axes": shown}]
            case Split(pieces):
                shown_pieces = [[share, fill, self.text(text)] for share, fill, text in pieces]
                return ["split", {"pieces": shown_pieces}]

    def _bars(
        self, total: Bar, marks: Sequence[tuple[int, str]], parts: Sequence[Bar]
    ) -> dict[str, Any]:
        return {
            "total": self._bar(total),
            "marks": [[at, self.text(text)] for at, text in marks],
            "parts": [self._bar(part) for part in parts],
        }

    def _bar(self, bar: Bar) -> dict[str, Any]:
        return {
            "name": self.text(bar.name),
            "share": bar.share,
            "number": bar.number,
            "of": bar.of,
            "needed": bar.needed,
            "low": bar.low,
            "depth": bar.depth,
        }

    def cell(self, cell: Cell) -> str | list[Any]:
        """A text, or a list of texts, pairs and shares; `true` in front where it may be tall."""
        pieces = (Line(cell),) if isinstance(cell, str) else cell
        pieces = (pieces,) if isinstance(pieces, Line) else pieces
        shown = [self._piece(piece) for piece in pieces]
        if sum(len(piece.text) for piece in pieces if isinstance(piece, Line)) > _TALL:
            return [True, *shown]
        return shown[0] if len(shown) == 1 and isinstance(shown[0], str) else shown

    def _piece(self, piece: Line | Small) -> Any:  # noqa: ANN401 - a text, a look and a text, or a share
        if isinstance(piece, Small):
            return piece.share
        shown = self.text(piece.text)
        return [piece.look, shown] if piece.look else shown


@lru_cache(maxsize=65_536)
def _drawn(text: str) -> tuple[str, tuple[str, ...]]:
    """A text with MISSING for what the font cannot draw, and what that is; long words in pieces."""
    lacking = tuple(sign for sign in dict.fromkeys(text) if ord(sign) not in _drawable())
    shown = text.translate({ord(sign): MISSING for sign in lacking}) if lacking else text
    return _LONG_WORD.sub(_broken, shown), lacking


def _broken(word: re.Match[str]) -> str:
    """A long word with places where a line may end."""
    text = word[0]
    return "\u200b".join(text[at : at + _PIECE] for at in range(0, len(text), _PIECE))


@lru_cache(maxsize=1)
def _drawable() -> frozenset[int]:
    """The characters that our font has in both weights."""
    from fontTools.ttLib import TTFont

    known: list[set[int]] = []
    for path in TTF.values():
        with TTFont(path, lazy=True) as font:
            known.append(set(font.getBestCmap()))
    return frozenset(known[0] & known[1])
