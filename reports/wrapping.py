"""A text on lines: Chinese breaks between any two characters, Latin between words.

No line begins with a closing mark or ends with an opening one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.cells import cell_len, set_cell_size

_OPENING, _CLOSING = "（“《〔「【(", "、，。；：）”》〕」】！？%‰℃,.;:)!?…"
_PIECE = re.compile(
    rf"\s+|[{re.escape(_OPENING)}]*(?:[^\s\u2e80-\uffef“”…]+|.)[{re.escape(_CLOSING)}]*", re.DOTALL
)


def pieces(text: str) -> list[str]:
    """What no line breaks."""
    found: list[str] = _PIECE.findall(text)
    return found


def wrapped(text: str, width: int) -> Iterator[str]:
    """The text on lines of at most so many columns."""
    line, used = "", 0
    for piece in pieces(text):
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
