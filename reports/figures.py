"""Small charts as SVG: bars that stretch with the page, and the radar. Texts are escaped here.

Widths are percentages of the place where a bar stands, so that it needs no script and no style.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import cos, pi, sin

from markupsafe import Markup, escape

from reports.drawing import lines

_HIGH = 14
"""Height of a bar in pixels."""
_LEAST, _MOST = 3, 12
"""Axes that a radar can have."""
_LABEL, _LINE = 12, 14
"""Columns of a line of a radar's label (a Chinese character takes two), and its height."""
_UPRIGHT = 0.2
"""Below this cosine an axis stands upright, and its label is centred."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A line across a bar, at ten-thousandths of its length, with its words."""

    at: int
    text: str


def _at(share: int) -> str:
    """Ten-thousandths of a length as a percentage for SVG."""
    return f"{share / 100:g}%"


def share_of(points: int, of: int) -> int:
    """Ten-thousandths, cut off: what is short of full is never drawn as full."""
    return max(0, min(10_000, 10_000 * points // of)) if of else 0


@lru_cache(maxsize=65_536)
def bar(share: int, tick: int | None = None, *, short_of_it: bool = False) -> Markup:
    """A bar filled to a share, with a tick; all in ten-thousandths of its length."""
    line = ""
    if tick is not None:
        x = _at(tick)
        line = f'<line class="tick" x1="{x}" x2="{x}" y1="0" y2="{_HIGH + 4}"/>'
    filled = "low" if short_of_it else "got"
    return Markup(
        f'<svg class="bar" width="100%" height="{_HIGH + 4}" aria-hidden="true">'
        f'<rect class="all" y="2" width="100%" height="{_HIGH}"/>'
        f'<rect class="{filled}" y="2" width="{_at(share)}" height="{_HIGH}"/>{line}</svg>'
    )


@lru_cache(maxsize=65_536)
def little(share: int) -> Markup:
    """The small bar beside a number."""
    return Markup(
        '<svg class="little" width="60" height="6" aria-hidden="true">'
        f'<rect class="all" width="60" height="6"/>'
        f'<rect class="got" width="{60 * share / 10_000:g}" height="6"/></svg>'
    )


@lru_cache(maxsize=4_096)
def scale(share: int, marks: tuple[Mark, ...]) -> Markup:
    """The bar of the whole score, with a labelled line for every grade, lowest first."""
    lines, texts = [], []
    for place, mark in enumerate(marks):
        x, row = _at(mark.at), place % 2
        end = 26 + 16 * row
        anchor = "end" if mark.at > 9_000 else "middle"
        lines.append(f'<line class="tick" x1="{x}" x2="{x}" y1="0" y2="{end}"/>')
        texts.append(
            f'<text x="{x}" y="{end + 12}" text-anchor="{anchor}">{escape(mark.text)}</text>'
        )
    height = 26 + 16 * min(len(marks), 2)
    return Markup(
        f'<svg class="bar scale" width="100%" height="{height}" aria-hidden="true">'
        '<rect class="all" y="2" width="100%" height="18"/>'
        f'<rect class="got" y="2" width="{_at(share)}" height="18"/>'
        f"{''.join(lines)}{''.join(texts)}</svg>"
    )


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis of a radar: its words, the share reached and the share needed, ten-thousandths."""

    text: str
    share: int
    needed: int | None


@lru_cache(maxsize=4_096)
def radar(axes: tuple[Axis, ...], title: str) -> Markup:
    """The shares on axes around a centre; nothing where there are too few or too many axes."""
    if not _LEAST <= len(axes) <= _MOST:
        return Markup("")
    middle_x, middle_y, radius = 190, 150, 96
    directions = [2 * pi * place / len(axes) - pi / 2 for place in range(len(axes))]

    def point(direction: float, share: int) -> str:
        length = radius * share / 10_000
        return f"{middle_x + length * cos(direction):.1f},{middle_y + length * sin(direction):.1f}"

    def ring(shares: Sequence[int], kind: str) -> str:
        corners = " ".join(map(point, directions, shares))
        return f'<polygon class="{kind}" points="{corners}"/>'

    drawn = [ring([share] * len(axes), "ring") for share in (2_500, 5_000, 7_500, 10_000)]
    for direction in directions:
        x, y = point(direction, 10_000).split(",")
        drawn.append(f'<line class="ring" x1="{middle_x}" y1="{middle_y}" x2="{x}" y2="{y}"/>')
    if any(axis.needed for axis in axes):
        drawn.append(ring([axis.needed or 0 for axis in axes], "needed"))
    drawn.append(ring([axis.share for axis in axes], "reached"))
    for direction, axis in zip(directions, axes, strict=True):
        x, y = point(direction, axis.share).split(",")
        drawn.append(f'<circle class="dot" cx="{x}" cy="{y}" r="2.5"/>')
        drawn.append(_label(axis.text, direction, (middle_x, middle_y), radius))
    name = escape(title)
    return Markup(
        f'<svg class="radar" viewBox="0 0 380 300" role="img" aria-label="{name}">'
        f"<title>{name}</title>{''.join(drawn)}</svg>"
    )


def _label(text: str, direction: float, middle: tuple[int, int], radius: int) -> str:
    """The words of an axis beyond its end, on short lines that stay off the circle."""
    x = middle[0] + (radius + 12) * cos(direction)
    y = middle[1] + (radius + 12) * sin(direction)
    side = cos(direction)
    anchor = "middle" if abs(side) < _UPRIGHT else "start" if side > 0 else "end"
    told = lines(text, _LABEL).split("\n")
    rise = (1 - sin(direction)) / 2 * (len(told) - 1)  # upwards at the top, downwards below
    rows = "".join(
        f'<tspan x="{x:.1f}" y="{y + 4 + _LINE * (place - rise):.1f}">{escape(line)}</tspan>'
        for place, line in enumerate(told)
    )
    return f'<text text-anchor="{anchor}">{rows}</text>'
