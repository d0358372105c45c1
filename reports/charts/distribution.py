"""Distribution: how many applicants have how many points, and where the grades begin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from engine.score import Scores
from reports.drawing import ACCENT, GREY, SMALL, Chart, Margins, columns_of, sheet, style, svg
from reports.grade_lines import GradeLine, grade_lines, marks
from reports.standing import standing
from reports.words import words
from standards.numbers import POINT, POINT_DECIMALS, points_text, scaled
from standards.text import Language

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

ORDER = 1
_WIDTHS = (POINT // 2, POINT, 2 * POINT, 5 * POINT, 10 * POINT, 20 * POINT, 50 * POINT)
_MOST = 24
_LEFT, _RIGHT = 10, 4


@dataclass(frozen=True, slots=True)
class Distribution:
    """Bins of equal `width` from `first` on, in ten-thousandths of a point.

    A bin holds its lower end and not its upper, but the last one holds a full score too.
    """

    first: int
    width: int
    counts: tuple[int, ...]
    lines: tuple[GradeLine, ...]


def of(scores: Scores, language: Language) -> Distribution:
    """The scores of all who are ranked."""
    found = standing(scores).filter(pl.col("rank").is_not_null())["compared"]
    lines = grade_lines(scores.program, language)
    full = scaled(scores.program.standard.points, POINT_DECIMALS)
    ends = [line.score for line in lines] + found.to_list()
    low, high = min(ends, default=0), max([*ends, 0])
    width = next((w for w in _WIDTHS if high // w - low // w < _MOST), max(full // 10, 1))
    first = low // width * width
    last = max(high - 1 if high == full else high, first)
    counts = [0] * ((last - first) // width + 1)
    for score in found:
        counts[min((score - first) // width, len(counts) - 1)] += 1
    return Distribution(first, width, tuple(counts), lines)


def chart(scores: Scores, language: Language, width: float) -> Chart | None:
    """The chart, `width` mm wide; None where nobody is ranked."""
    drawn, say = of(scores, language), words(language)
    if not any(drawn.counts):
        return None
    missing = scores.frame.height - sum(drawn.counts)
    note = say.count("chart_distribution_note", sum(drawn.counts), width=points_text(drawn.width))
    if missing:
        note += say["chart_between"] + say.count("chart_not_ranked", missing)
    with style():
        return Chart(
            title=say["chart_distribution"],
            note=note,
            alt=_alt(drawn, language),
            svg=svg(figure(drawn, language, width)),
        )


def figure(drawn: Distribution, language: Language, width: float) -> Figure:
    """The histogram; call it inside `style()`."""
    from matplotlib.ticker import MaxNLocator

    say = words(language)
    end = drawn.first + drawn.width * len(drawn.counts)
    inner = width - _LEFT - _RIGHT
    above = marks(drawn.lines, (drawn.first, end), inner, _LEFT, _RIGHT)
    paper, axes = sheet(width, 56, Margins(_LEFT, _RIGHT, above.height, 11))
    places = [drawn.first + drawn.width * (n + 0.5) for n in range(len(drawn.counts))]
    axes.bar(places, drawn.counts, width=drawn.width * 0.92, color=ACCENT)
    axes.set_xlim(drawn.first, end)
    most = max([*drawn.counts, 1])
    axes.set_ylim(0, most * 1.12)
    ticks = MaxNLocator(nbins=6, integer=True, min_n_ticks=1).tick_values(0, most)
    axes.set_yticks([tick for tick in ticks if tick <= most * 1.12])
    axes.grid(axis="y", color="#e4e4e4", linewidth=0.5)
    axes.set_axisbelow(True)
    axes.spines["left"].set_visible(False)
    axes.tick_params(axis="y", length=0)
    axes.set_xlabel(say["chart_score"], fontsize=SMALL)
    axes.set_ylabel(say["chart_applicants"], fontsize=SMALL)
    _ticks(axes, drawn, width)
    _numbers(axes, places, drawn.counts, inner / max(len(places), 1))
    above.draw(axes)
    return paper


def _ticks(axes: Axes, drawn: Distribution, width: float) -> None:
    """A tick at every bin's edge, or at every second, fifth ... where they are narrow."""
    edges = [drawn.first + drawn.width * n for n in range(len(drawn.counts) + 1)]
    room = int(width / 9)
    step = next(s for s in (1, 2, 5, 10, 20, 50, 100) if len(edges) / s <= room)
    kept = [edge for edge in edges if edge // drawn.width % step == 0]
    axes.set_xticks(kept, [points_text(edge) for edge in kept])


def _numbers(axes: Axes, places: list[float], counts: tuple[int, ...], room: float) -> None:
    """The count above every bar, where all of them have room (mm)."""
    if room < columns_of(str(max([*counts, 0]))) * 1.5 + 0.5:
        return
    for place, count in zip(places, counts, strict=True):
        if count:
            axes.annotate(
                str(count),
                (place, count),
                xytext=(0, 1.5),
                textcoords="offset points",
                ha="center",
                va="bottom",
                fontsize=SMALL,
                color=GREY,
                bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.6},
            )


def _alt(drawn: Distribution, language: Language) -> str:
    say = words(language)
    edges = [points_text(drawn.first + drawn.width * n) for n in range(len(drawn.counts) + 1)]
    bins = [
        f"{low}-{high}: {count}"
        for low, high, count in zip(edges, edges[1:], drawn.counts, strict=False)
        if count
    ]
    return f"{say['chart_distribution']}{say['colon']}{say.listed(bins)}"
