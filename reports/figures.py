"""Small charts as SVG for pages: bars that stretch with the page, the scale of grades, the radar.

They are drawn by templates, in microseconds; text stays text. All shares are ten-thousandths.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from math import cos, pi, sin
from textwrap import wrap
from typing import Any

from markupsafe import Markup

from reports.clean import clean, short
from reports.pages import macro

_LEAST_AXES, _MOST_AXES = 3, 12
_MIDDLE_X, _MIDDLE_Y, _RADIUS = 220, 155, 96
_CHARACTERS, _LETTERS, _LINES, _LINE = 6, 15, 3, 14
"""Of a radar's label: Chinese characters or Latin letters in a line, most lines, their height."""
_ROWS = 3
"""Rows in which the labels of grades take turns, so that neighbours do not meet."""
_UPRIGHT = 0.2
"""Below this cosine an axis stands upright, and its label is centred."""
_RIGHT = 9_300
"""Beyond this share the label of a grade ends at its line instead of being centred on it."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A line across the scale, with its words."""

    at: int
    text: str


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis of a radar: its words, the share reached, and the share needed, if any."""

    text: str
    share: int
    needed: int | None


def share_of(points: int, of: int) -> int:
    """The share of some points, cut off: what is short of full is never drawn as full."""
    return max(0, min(10_000, 10_000 * points // of)) if of else 0


def _draw(name: str, *values: object) -> Markup:
    return macro("figures.svg", name, *values)


def _width(share: int) -> str:
    return f"{share / 100:g}%"


@lru_cache(maxsize=65_536)
def bar(share: int, tick: int | None = None) -> Markup:
    """A bar filled to a share, with a tick; of another colour where it falls short of the tick."""
    kind = "low" if tick is not None and share < tick else "got"
    return _draw("bar", _width(share), None if tick is None else _width(tick), kind)


@lru_cache(maxsize=4_096)
def split(pieces: tuple[tuple[str, int], ...]) -> Markup:
    """One bar in pieces: the kind and the share of each, from the left."""
    starts = accumulate((share for _, share in pieces), initial=0)
    drawn = [
        (kind, _width(start), _width(share))
        for (kind, share), start in zip(pieces, starts, strict=False)
    ]
    return _draw("split", drawn)


@lru_cache(maxsize=65_536)
def little(share: int) -> Markup:
    """The small bar beside a number."""
    return _draw("little", f"{64 * share / 10_000:g}")


@lru_cache(maxsize=4_096)
def scale(share: int, marks: tuple[Mark, ...]) -> Markup:
    """The bar of the whole score, with a labelled line for every grade, the lowest first."""
    drawn = [
        {
            "x": _width(mark.at),
            "end": 28 + 15 * (place % _ROWS),
            "anchor": "end" if mark.at > _RIGHT else "middle",
            "text": mark.text,
        }
        for place, mark in enumerate(marks)
    ]
    height = 24 + (20 if marks else 0) + 15 * max(0, min(len(marks), _ROWS) - 1)
    return _draw("scale", _width(share), drawn, height)


def _place(direction: float, length: float) -> tuple[str, str]:
    x = _MIDDLE_X + length * cos(direction)
    y = _MIDDLE_Y + length * sin(direction)
    return f"{x:.1f}", f"{y:.1f}"


@lru_cache(maxsize=4_096)
def radar(axes: tuple[Axis, ...], title: str) -> Markup:
    """The shares on axes around a centre; nothing where there are too few or too many axes."""
    if not _LEAST_AXES <= len(axes) <= _MOST_AXES:
        return Markup("")
    directions = [2 * pi * place / len(axes) - pi / 2 for place in range(len(axes))]

    def ends(shares: list[int]) -> list[tuple[str, str]]:
        pairs = zip(directions, shares, strict=True)
        return [_place(direction, _RADIUS * share / 10_000) for direction, share in pairs]

    def ring(shares: list[int]) -> str:
        return " ".join(f"{x},{y}" for x, y in ends(shares))

    count = len(axes)
    needed = [axis.needed or 0 for axis in axes]
    reached = [axis.share for axis in axes]
    return _draw(
        "radar",
        title,
        [ring([share] * count) for share in (2_500, 5_000, 7_500, 10_000)],
        ends([10_000] * count),
        ring(needed) if any(needed) else "",
        ring(reached),
        ends(reached),
        [_label(axis.text, way) for axis, way in zip(axes, directions, strict=True)],
    )


def _label(text: str, direction: float) -> dict[str, Any]:
    """The words of an axis beyond its end, on short lines that stay off the circle."""
    x, y = _place(direction, _RADIUS + 12)
    side = cos(direction)
    anchor = "middle" if abs(side) < _UPRIGHT else "start" if side > 0 else "end"
    told = label_lines(text)
    rise = (1 - sin(direction)) / 2 * (len(told) - 1)  # upwards at the top, downwards below
    rows = [
        {"y": f"{float(y) + 4 + _LINE * (place - rise):.1f}", "text": line}
        for place, line in enumerate(told)
    ]
    return {"anchor": anchor, "x": x, "rows": rows}


def label_lines(text: str) -> list[str]:
    """The label of an axis on a few short lines; Latin text is broken between words."""
    shown = clean(text)
    if shown.isascii():
        rows = wrap(short(shown, _LETTERS * _LINES), _LETTERS)
    else:
        shown = short(shown, _CHARACTERS * _LINES)
        count = -(-len(shown) // _CHARACTERS)
        each = -(-len(shown) // max(count, 1))  # lines of about equal length
        rows = [shown[start : start + each] for start in range(0, len(shown), each or 1)]
    return rows[:_LINES] or [""]
