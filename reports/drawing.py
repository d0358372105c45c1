"""The paper that charts are drawn on: fonts, colours, sizes, and files that are always the same.

Matplotlib is imported only when something is drawn.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from textwrap import wrap
from typing import TYPE_CHECKING, Any
from unicodedata import east_asian_width

from reports.clean import clean
from reports.fonts import FAMILY, TTF

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDE, NARROW = 170, 92
"""Widths in mm: the text of an A4 page, and a phone held upright."""
INK, GREY, LIGHT, PALE, ACCENT = "#1a1a1a", "#6b6b6b", "#c9c9c9", "#ececec", "#0072B2"
"""One ink, greys, one accent: the blue of Okabe and Ito."""
SMALL, TEXT = 7.5, 8.5
"""Sizes of type in points."""
MM = 1 / 25.4

_STYLE: dict[str, Any] = {
    "font.family": [FAMILY, "DejaVu Sans"],
    "font.size": TEXT,
    "text.color": INK,
    "text.parse_math": False,
    "axes.unicode_minus": False,
    "axes.edgecolor": LIGHT,
    "axes.labelcolor": GREY,
    "axes.linewidth": 0.6,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "xtick.color": GREY,
    "ytick.color": GREY,
    "xtick.major.width": 0.6,
    "ytick.major.width": 0.6,
    "xtick.labelsize": SMALL,
    "ytick.labelsize": SMALL,
    "svg.fonttype": "path",
    "svg.hashsalt": "dabiao",
}


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart as files show it: `title` above, `note` below, `alt` for those who cannot see it."""

    title: str
    note: str
    alt: str
    svg: bytes


@contextmanager
def style() -> Iterator[None]:
    """Our style instead of whatever this machine is set to. Draw and save inside it."""
    import matplotlib as mpl

    _fonts()
    with mpl.rc_context():
        mpl.rcdefaults()
        for key, value in _STYLE.items():
            mpl.rcParams[key] = value  # type: ignore[index]  # its keys are a closed list
        yield


@lru_cache(maxsize=1)
def _fonts() -> None:
    """Make the vendored fonts known, before any of the same name that the machine has."""
    from matplotlib.font_manager import fontManager

    for path in TTF.values():
        fontManager.addfont(path)
        fontManager.ttflist.insert(0, fontManager.ttflist.pop())


@dataclass(frozen=True, slots=True)
class Margins:
    """What lies around the axes, in mm."""

    left: float
    right: float
    top: float
    bottom: float


def sheet(width: float, inner: float, margins: Margins) -> tuple[Figure, Axes]:
    """A figure with one pair of axes; its width and the height of the axes are in mm."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    height = inner + margins.top + margins.bottom
    figure = Figure(figsize=(width * MM, height * MM))
    FigureCanvasAgg(figure)
    left, bottom = margins.left / width, margins.bottom / height
    axes = figure.add_axes(
        (left, bottom, (width - margins.left - margins.right) / width, inner / height)
    )
    return figure, axes


def svg(figure: Figure) -> bytes:
    """The figure as SVG with outlines for letters; the same figure gives the same bytes."""
    buffer = BytesIO()
    figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": "dabiao"})
    return buffer.getvalue()


def png(figure: Figure, dpi: int = 200) -> bytes:
    """The figure as PNG; the same figure gives the same bytes."""
    buffer = BytesIO()
    figure.savefig(buffer, format="png", dpi=dpi, metadata={"Software": "dabiao"})
    return buffer.getvalue()


def label(text: str, columns: int) -> str:
    """A name as a chart can show it: one line, not too long, a sign for what no font can draw.

    `columns` are Latin letters; a Chinese character takes two.
    """
    shown = "".join(c if ord(c) in _drawable() else "〓" for c in clean(text))
    if columns_of(shown) <= columns:
        return shown
    while columns_of(shown) > columns - 1:
        shown = shown[:-1]
    return f"{shown.rstrip()}…"


def room(texts: Sequence[str], most: float, size: float = TEXT) -> float:
    """The width in mm that labels at the left of an axis need, up to `most`."""
    longest = max((columns_of(row) for text in texts for row in text.split("\n")), default=0)
    return min(longest * size * 0.56 * 25.4 / 72 + 4, most)


def lines(text: str, columns: int, most: int = 3) -> str:
    """A title on several short lines of about equal length; cut where they are not enough.

    `columns` are Latin letters; a line may be longer only where a single word is.
    """
    whole = label(text, columns * most)
    if columns_of(whole) <= columns:
        return whole
    if columns_of(whole) == len(whole):
        rows = wrap(whole, columns, break_long_words=True)
        least = min(max(map(len, whole.split())), columns)
        rows = next(r for n in range(least, columns + 1) if len(r := wrap(whole, n)) <= len(rows))
        rows[most - 1 :] = [label(" ".join(rows[most - 1 :]), columns)] if rows[most - 1 :] else []
        return "\n".join(rows)
    count = -(-columns_of(whole) // columns)  # Chinese breaks anywhere
    share = -(-columns_of(whole) // count) + 1
    rows = [""]
    for character in whole:
        if columns_of(rows[-1] + character) > share and len(rows) < most:
            rows.append("")
        rows[-1] += character
    return "\n".join(row.strip() for row in rows)


def columns_of(text: str) -> int:
    """How wide a text is, in Latin letters."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


@lru_cache(maxsize=1)
def _drawable() -> frozenset[int]:
    """The characters that the fonts of a chart can draw in both weights."""
    from matplotlib.font_manager import FontProperties, findfont, get_font

    own = [set(get_font(str(path)).get_charmap()) for path in TTF.values()]
    further = get_font(findfont(FontProperties(family="DejaVu Sans"))).get_charmap()
    return frozenset((own[0] & own[1]) | set(further))


def spread(places: Sequence[float], sizes: Sequence[float], gap: float) -> list[int]:
    """A row for each of some labels, so that no two of a row overlap; all in one unit.

    `places` are the labels' middles in rising order, `sizes` their lengths.
    """
    ends: list[float] = []
    rows: list[int] = []
    for place, size in zip(places, sizes, strict=True):
        begin = place - size / 2
        row = next((r for r, end in enumerate(ends) if begin >= end + gap), len(ends))
        if row == len(ends):
            ends.append(0.0)
        ends[row] = place + size / 2
        rows.append(row)
    return rows
