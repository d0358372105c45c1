"""Parts: how far the applicants got in each, side by side on a common scale."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from engine.rank import rank
from engine.score import Scores
from reports.drawing import (
    ACCENT,
    GREY,
    INK,
    LIGHT,
    MM,
    PALE,
    SMALL,
    TEXT,
    WIDE,
    Chart,
    Margins,
    lines,
    room,
    sheet,
    style,
    svg,
)
from reports.points import in_table
from reports.words import words
from standards.numbers import POINT_DECIMALS, points_text, scaled
from standards.text import Language

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

ORDER = 4
_ROW = 11


@dataclass(frozen=True, slots=True)
class PartSpread:
    """A part of `of` points, and how many of them the applicants have, in ten-thousandths.

    `quarters`: the least, the quarter, the half, the three quarters and the most; empty where
    nobody has a score in the part. A quarter is the score of the applicant at that place, never a
    value between two. `median` and `full` are the half and `of` as printed.
    """

    title: str
    of: int
    minimum: int | None
    quarters: tuple[int, ...]
    median: str
    full: str


def of(scores: Scores, language: Language) -> tuple[PartSpread, ...]:
    """The outermost parts, in the order of the standard, of all who are ranked."""
    judged = scores.frame.filter(rank(scores)["rank"].is_not_null())
    standard = scores.program.standard
    found = []
    for part in standard.parts:
        full = scaled(part.points, POINT_DECIMALS)
        points = judged.filter(pl.col(f"scored:{part.id}") == 1)[f"part:{part.id}"].sort()
        last = points.len() - 1
        places = [quarter * last // 4 for quarter in range(5)] if last >= 0 else []
        least = part.minimum_points
        found.append(
            PartSpread(
                f"{part.id} {part.title.in_(language)}",
                full,
                None if least is None else scaled(least, POINT_DECIMALS),
                tuple(points[place] for place in places),
                in_table(points[places[2]], standard.decimals) if places else "–",
                points_text(full),
            )
        )
    return tuple(found)


def chart(scores: Scores, language: Language, width: float) -> Chart | None:
    """The chart, `width` mm wide; None where nobody is ranked."""
    drawn, say = of(scores, language), words(language)
    if not any(part.quarters for part in drawn):
        return None
    listed = [f"{part.title} {part.median}/{part.full}" for part in drawn]
    notes = [say["chart_parts_note"]]
    if any(part.minimum is not None for part in drawn):
        notes.append(say["chart_minimum"])
    with style():
        return Chart(
            title=say["chart_parts"],
            note=say["chart_between"].join(notes),
            alt=f"{say['chart_parts']}{say['colon']}{say.listed(listed)}",
            svg=svg(figure(drawn, language, width)),
        )


def figure(drawn: tuple[PartSpread, ...], language: Language, width: float) -> Figure:
    """Most, least, the middle half and the median of every part; call it inside `style()`."""
    say = words(language)
    wide = width >= WIDE
    titles = [lines(part.title, 28 if wide else 16, 2) for part in drawn]
    left, right = room(titles, 60), 22 if wide else 17
    height = _ROW * max(len(drawn), 1)
    paper, axes = sheet(width, height, Margins(left, right, 3, 11))
    axes.set_xlim(0, 100)
    axes.set_ylim(len(drawn) - 0.5, -0.5)
    for place, part in enumerate(drawn):
        axes.barh(place, 100, height=0.42, color=PALE, zorder=0)
        _spread(axes, place, part)
        axes.annotate(
            f"{part.median} / {part.full}",
            (1, place),
            xycoords=("axes fraction", "data"),
            xytext=(right * MM * 72 - 2, 0),
            textcoords="offset points",
            ha="right",
            va="center",
            fontsize=TEXT,
        )
    axes.set_yticks(range(len(drawn)), titles, fontsize=TEXT, color=INK)
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
    axes.set_xticks(range(0, 101, 20 if wide else 25))
    axes.set_xlabel(say["chart_share"], fontsize=SMALL, color=GREY)
    return paper


def _spread(axes: Axes, place: int, part: PartSpread) -> None:
    """One part: a line from least to most, a bar over the middle half, a dot at the median."""
    if part.quarters:
        least, quarter, half, three, most = (points / part.of * 100 for points in part.quarters)
        axes.plot([least, most], [place, place], color=GREY, linewidth=1, zorder=1)
        axes.barh(place, three - quarter, left=quarter, height=0.42, color=LIGHT, zorder=2)
        for end in (least, most):
            axes.plot([end, end], [place - 0.12, place + 0.12], color=GREY, linewidth=1, zorder=1)
        axes.plot([half], [place], "o", markersize=6.5, color=ACCENT, clip_on=False, zorder=4)
    if part.minimum is not None:
        tick = part.minimum / part.of * 100
        axes.plot([tick, tick], [place - 0.36, place + 0.36], color=INK, linewidth=1.6, zorder=3)
