"""Text that flows into a window: Chinese breaks between any two characters, Latin between words.

No line begins with a closing mark or ends with an opening one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.cells import cell_len, set_cell_size
from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.segment import Segment
from rich.style import Style

_OPENING, _CLOSING = "（“《〔「【(", "、，。；：）”》〕」】！？%‰℃,.;:)!?…"
_PIECE = re.compile(
    rf"\s+|[{re.escape(_OPENING)}]*(?:[^\s\u2e80-\uffef“”…]+|.)[{re.escape(_CLOSING)}]*", re.DOTALL
)


class Flow:
    """A text in one style, as a cell of a table or a paragraph of its own."""

    def __init__(self, text: str, style: str = "") -> None:
        self.text = text
        self.style = style

    def __rich_measure__(self, _: Console, options: ConsoleOptions) -> Measurement:
        pieces = [cell_len(piece) for piece in _PIECE.findall(self.text)]
        widest = min(max(pieces, default=0), options.max_width)
        return Measurement(widest, min(cell_len(self.text), options.max_width))

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        style = console.get_style(self.style) if self.style else Style.null()
        for line in wrapped(self.text, options.max_width):
            yield Segment(line, style)
            yield Segment.line()


def wrapped(text: str, width: int) -> Iterator[str]:
    """The text on lines of at most so many columns."""
    line, used = "", 0
    for piece in _PIECE.findall(text):
        size = cell_len(piece)
        if used + size > width and line:
            yield line.rstrip()
            line, used = "", 0
            if piece.isspace():
                continue
        while size > width:  # longer than a whole line
            head = set_cell_size(piece, width).rstrip() or piece[:1]
            yield head
            piece = piece[len(head) :]  # noqa: PLW2901 - what is left of it
            size = cell_len(piece)
        line += piece
        used += size
    yield line.rstrip()
