"""Ranking: a dot for every applicant's score, the best at the top."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from engine.score import Scores
from reports.drawing import (
    ACCENT,
    GREY,
    INK,
    MM,
    PALE,
    SMALL,
    TEXT,
    WIDE,
    Chart,
    label,
    sheet,
    style,
    svg,
)
from reports.grade_lines import GradeLine, grade_lines, marks
from reports.standing import names, standing
from reports.words import words
from standards.numbers import POINT_DECIMALS, points_text, unscaled
from standards.text import Language

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

ORDER = 2
MOST = 60
"""Applicants that one page can show."""
_ROW = 3.7
_MARKERS = {"named": ("full", ACCENT), "conditional": ("left", ACCENT), "failed": ("none", ACCENT)}


@dataclass(frozen=True, slots=True)
class Dot:
    """An applicant: `score` in ten-thousandths of a point, `shown` as published."""

    rank: int
    name: str
    score: int
    shown: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Dots:
    """The first of the ranked; `ranked` and `unranked` count all."""

    dots: tuple[Dot, ...]
    lines: tuple[GradeLine, ...]
    ranked: int
    unranked: int


def of(scores: Scores, language: Language) -> Dots:
    """The best `MOST`, by rank."""
    table = standing(scores)
    ranked = table.filter(pl.col("rank").is_not_null())
    first = ranked.head(MOST)
    decimals = scores.program.standard.decimals
    dots = tuple(
        Dot(row["rank"], name, row["compared"], _fixed(row["score"], decimals), row["outcome"])
        for row, name in zip(first.iter_rows(named=True), names(first), strict=True)
    )
    lines = grade_lines(scores.program, language)
    return Dots(dots, lines, ranked.height, table.height - ranked.height)


def _fixed(whole: int, decimals: int) -> str:
    """Points with the standard's decimals."""
    return f"{unscaled(whole, POINT_DECIMALS):.{decimals}f}"


def chart(scores: Scores, language: Language, width: float) -> Chart:
    """The chart, `width` mm wide."""
    drawn, say = of(scores, language), words(language)
    shown = len(drawn.dots)
    notes = [say.count("chart_ranked", drawn.ranked)]
    if shown < drawn.ranked:
        notes = [say.say("chart_ranked_first", shown=shown, n=drawn.ranked)]
    if drawn.unranked:
        notes.append(say.count("chart_not_ranked", drawn.unranked))
    listed = say.listed([f"{dot.rank} {dot.name} {dot.shown}" for dot in drawn.dots[:10]])
    with style():
        return Chart(
            title=say["chart_ranking"],
            note=say["chart_between"].join(notes),
            alt=f"{say['chart_ranking']}{say['colon']}{listed}",
            svg=svg(figure(drawn, language, width)),
        )


def figure(drawn: Dots, language: Language, width: float) -> Figure:
    """The dot plot; call it inside `style()`."""
    count = max(len(drawn.dots), 1)
    wide = width >= WIDE
    left, right = (62, 14) if wide else (37, 11)
    inner = width - left - right
    low, high = _range(drawn)
    above = marks(drawn.lines, (low, high), inner, left, right)
    top = above.height + 1
    paper, axes = sheet(width, top + count * _ROW + 17, left=left, right=right, top=top, bottom=17)
    axes.set_xlim(low, high)
    axes.set_ylim(count - 0.4, -0.6)
    above.draw(axes)
    for place, dot in enumerate(drawn.dots):
        axes.axhline(place, color=PALE, linewidth=0.6, zorder=0)
        fill, colour = _MARKERS[dot.outcome]
        axes.plot(
            [dot.score],
            [place],
            marker="o",
            markersize=5.2,
            fillstyle=fill,
            color=colour,
            markerfacecoloralt="white",
            markeredgewidth=1.1,
            linestyle="none",
            zorder=3,
            clip_on=False,
        )
    _sides(axes, drawn, 26 if wide else 18)
    _legend(axes, drawn, language)
    return paper


def _range(drawn: Dots) -> tuple[int, int]:
    """The ends of the scale: round numbers around everything drawn."""
    ends = [dot.score for dot in drawn.dots] + [line.score for line in drawn.lines]
    low, high = min(ends, default=0), max(ends, default=1)
    step = next(s for s in (10_000, 20_000, 50_000, 100_000, 10**9) if (high - low) <= 10 * s)
    return (low - step // 4) // step * step, -(-(high + step // 4) // step) * step


def _sides(axes: Axes, drawn: Dots, columns: int) -> None:
    """Rank and name at the left, the score at the right."""
    titles = [f"{label(dot.name, columns)}  {dot.rank:>3}" for dot in drawn.dots]
    axes.set_yticks(range(len(titles)), titles, fontsize=TEXT, color=INK)
    axes.tick_params(axis="y", length=0, pad=3)
    axes.spines["left"].set_visible(False)
    for place, dot in enumerate(drawn.dots):
        axes.annotate(
            dot.shown,
            (1, place),
            xycoords=("axes fraction", "data"),
            xytext=(4, 0),
            textcoords="offset points",
            va="center",
            fontsize=TEXT,
        )
    ticks = [t for t in axes.get_xticks() if axes.get_xlim()[0] <= t <= axes.get_xlim()[1]]
    axes.set_xticks(ticks, [points_text(round(tick)) for tick in ticks])


def _legend(axes: Axes, drawn: Dots, language: Language) -> None:
    """What a full, a half and an empty dot mean, of those that occur."""
    from matplotlib.lines import Line2D

    say = words(language)
    occurring = {dot.outcome for dot in drawn.dots}
    marks = [
        Line2D(
            [],
            [],
            marker="o",
            linestyle="none",
            markersize=5.2,
            fillstyle=fill,
            color=colour,
            markerfacecoloralt="white",
            label=say[f"outcome_{outcome}"],
        )
        for outcome, (fill, colour) in _MARKERS.items()
        if outcome in occurring
    ]
    axes.set_xlabel(say["chart_score"], fontsize=SMALL, color=GREY)
    axes.legend(
        handles=marks,
        loc="lower center",
        bbox_to_anchor=(0.5, 0.5 * MM / axes.figure.get_size_inches()[1]),
        bbox_transform=axes.figure.transFigure,
        borderaxespad=0,
        ncols=3,
        frameon=False,
        fontsize=SMALL,
        handletextpad=0.2,
    )
