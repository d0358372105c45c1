"""Text that flows into a window, for tables and paragraphs of a terminal."""

from __future__ import annotations

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.segment import Segment
from rich.style import Style

from reports.wrapping import pieces, wrapped


class Flow:
    """A text in one style, as a cell of a table or a paragraph of its own."""

    def __init__(self, text: str, style: str = "") -> None:
        self.text = text
        self.style = style

    def __rich_measure__(self, _: Console, options: ConsoleOptions) -> Measurement:
        widest = min(max(map(cell_len, pieces(self.text)), default=0), options.max_width)
        return Measurement(widest, min(cell_len(self.text), options.max_width))

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        style = console.get_style(self.style) if self.style else Style.null()
        for line in wrapped(self.text, options.max_width):
            yield Segment(line, style)
            yield Segment.line()
