"""Ranking: a dot for every applicant's score, the best at the top."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import polars as pl

from engine.score import Scores
from reports.drawing import (
    ACCENT,
    GREY,
    INK,
    PALE,
    SMALL,
    TEXT,
    WIDE,
    Chart,
    Margins,
    label,
    room,
    sheet,
    style,
    svg,
)
from reports.grade_lines import GradeLine, grade_lines, marks
from reports.points import in_table
from reports.standing import names, standing
from reports.words import words
from standards.numbers import points_text
from standards.text import Language

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

ORDER = 2
MOST = 60
"""Applicants that one page can show."""
_ROW = 3.7
_FILLS: dict[str, Literal["full", "left", "none"]] = {
    "named": "full",
    "conditional": "left",
    "failed": "none",
}


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
        Dot(row["rank"], name, row["compared"], in_table(row["score"], decimals), row["outcome"])
        for row, name in zip(first.iter_rows(named=True), names(first), strict=True)
    )
    lines = grade_lines(scores.program, language)
    return Dots(dots, lines, ranked.height, table.height - ranked.height)


def chart(scores: Scores, language: Language, width: float) -> Chart | None:
    """The chart, `width` mm wide; None where nobody is ranked."""
    drawn, say = of(scores, language), words(language)
    if not drawn.dots:
        return None
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
    titles = [f"{label(dot.name, 26 if wide else 18)}  {dot.rank:>3}" for dot in drawn.dots]
    left, right = room(titles, 62), 14 if wide else 11
    inner = width - left - right
    low, high = _range(drawn)
    above = marks(drawn.lines, (low, high), inner, left, right)
    margins = Margins(left, right, above.height + 1, 17)
    paper, axes = sheet(width, count * _ROW, margins)
    axes.set_xlim(low, high)
    axes.set_ylim(count - 0.4, -0.6)
    above.draw(axes)
    for place, dot in enumerate(drawn.dots):
        axes.axhline(place, color=PALE, linewidth=0.6, zorder=0)
        axes.plot(
            [dot.score],
            [place],
            marker="o",
            markersize=5.2,
            fillstyle=_FILLS[dot.outcome],
            color=ACCENT,
            markerfacecoloralt="white",
            markeredgewidth=1.1,
            linestyle="none",
            zorder=3,
            clip_on=False,
        )
    _sides(axes, drawn, titles)
    axes.set_xlabel(words(language)["chart_score"], fontsize=SMALL, color=GREY)
    _legend(paper, drawn, language)
    return paper


def _range(drawn: Dots) -> tuple[int, int]:
    """The ends of the scale: round numbers around everything drawn."""
    ends = [dot.score for dot in drawn.dots] + [line.score for line in drawn.lines]
    low, high = min(ends, default=0), max(ends, default=1)
    step = next(s for s in (10_000, 20_000, 50_000, 100_000, 10**9) if (high - low) <= 10 * s)
    return (low - step // 4) // step * step, -(-(high + step // 4) // step) * step


def _sides(axes: Axes, drawn: Dots, titles: list[str]) -> None:
    """Rank and name at the left, the score at the right."""
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


def _legend(paper: Figure, drawn: Dots, language: Language) -> None:
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
            color=ACCENT,
            markerfacecoloralt="white",
            label=say[f"outcome_{outcome}"],
        )
        for outcome, fill in _FILLS.items()
        if outcome in occurring
    ]
    paper.legend(
        handles=marks,
        loc="lower center",
        borderaxespad=0.1,
        ncols=3,
        frameon=False,
        fontsize=SMALL,
        handletextpad=0.2,
    )
