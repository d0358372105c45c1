"""Rank intervals: for every applicant the ranks that weights and judgements leave possible."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reports.drawing import (
    ACCENT,
    GREY,
    INK,
    LIGHT,
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
from reports.ranking import Place, Ranking
from reports.words import Words

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MOST = 60
"""Applicants that one page can show."""
_ROW = 3.9
_NAME, _SHORT = 26, 16
"""Latin letters of a name on paper, and on a phone."""


@dataclass(frozen=True, slots=True)
class Line:
    """An applicant: the rank, the interval and the median of the draws, the chance in words."""

    rank: int
    name: str
    low: int
    median: int
    high: int
    chance: str


@dataclass(frozen=True, slots=True)
class Intervals:
    """The first of one ranking; `ranked` counts all of it.

    `places` is the last rank within the quota, None where no line can tell it; `head` says of what
    the chances are.
    """

    lines: tuple[Line, ...]
    ranked: int
    places: int | None
    head: str


def of(ranking: Ranking) -> Intervals | None:
    """The best `MOST` of the only group; None where there are several, or nothing was drawn."""
    if ranking.robustness is None or len(ranking.groups) != 1:
        return None
    (group,) = ranking.groups
    lines = tuple(line for place in group.ranked[:MOST] if (line := _line(place, ranking)))
    within = [place.rank for place in group.ranked if place.within and place.rank]
    beyond = [place.rank for place in group.ranked if place.within is False and place.rank]
    clear = within and beyond and max(within) < min(beyond)
    say, asked = ranking.words, ranking.robustness.asked
    head = ""
    if asked.quota:
        head = say["robust_within"]
    elif asked.title is not None:
        head = say.say("robust_title", grade=ranking.title_name)
    return Intervals(lines, len(group.ranked), max(within) if clear else None, head)


def _line(place: Place, ranking: Ranking) -> Line | None:
    found = place.chances
    if found is None or found.low is None or found.median is None or found.high is None:
        return None
    asked = ranking.robustness.asked if ranking.robustness else None
    count = found.within if asked and asked.quota else found.title
    chance = "" if count is None else found.chance(count)
    return Line(place.rank or 0, place.title, found.low, found.median, found.high, chance)


def chart(ranking: Ranking, width: float) -> Chart | None:
    """The chart, `width` mm wide; None where there is nothing to show."""
    drawn, say = of(ranking), ranking.words
    if drawn is None or not drawn.lines:
        return None
    notes = [say["robust_note"]]
    if len(drawn.lines) < drawn.ranked:
        notes.append(say.say("chart_ranked_first", shown=len(drawn.lines), n=drawn.ranked))
    listed = say.listed(
        [f"{line.name} {line.rank} ({line.low}–{line.high})" for line in drawn.lines[:10]]
    )
    with style():
        return Chart(
            title=say["robust"],
            note=say["chart_between"].join(notes),
            alt=f"{say['robust']}{say['colon']}{listed}",
            svg=svg(figure(drawn, say, width)),
        )


def figure(drawn: Intervals, say: Words, width: float) -> Figure:
    """The dot plot; call it inside `style()`."""
    from matplotlib.ticker import MaxNLocator

    count, wide = len(drawn.lines), width >= WIDE
    names = [
        f"{label(line.name, _NAME if wide else _SHORT)}  {line.rank:>3}" for line in drawn.lines
    ]
    left, right = room(names, 62), 16 if drawn.head else 4
    paper, axes = sheet(width, count * _ROW, Margins(left, right, 9, 10))
    last = max(max(line.high, line.rank) for line in drawn.lines)
    axes.set_xlim(0.4, last + 0.6)
    axes.set_ylim(count - 0.4, -0.6)
    if drawn.places is not None:
        axes.axvline(drawn.places + 0.5, color=INK, linewidth=0.8, linestyle=(0, (3, 2)), zorder=1)
    for place, line in enumerate(drawn.lines):
        axes.axhline(place, color=PALE, linewidth=0.6, zorder=0)
        _draw(axes, place, line)
    axes.set_yticks(range(count), names, fontsize=TEXT, color=INK)
    axes.tick_params(axis="y", length=0, pad=3)
    axes.spines["left"].set_visible(False)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True, min_n_ticks=1))
    axes.set_xlabel(say["robust_rank"], fontsize=SMALL, color=GREY)
    _heads(axes, drawn, say)
    return paper


def _draw(axes: Axes, place: int, line: Line) -> None:
    axes.plot(
        [line.low, line.high], [place, place], color=LIGHT, linewidth=3.4, solid_capstyle="round"
    )
    axes.plot([line.median], [place], marker="|", markersize=7, color=INK, markeredgewidth=1.1)
    axes.plot([line.rank], [place], marker="o", markersize=4.6, color=ACCENT, zorder=3)
    if line.chance:
        axes.annotate(
            line.chance,
            (1, place),
            xycoords=("axes fraction", "data"),
            xytext=(44, 0),
            textcoords="offset points",
            ha="right",
            va="center",
            fontsize=TEXT,
        )


def _heads(axes: Axes, drawn: Intervals, say: Words) -> None:
    """What the line of the quota and the figures at the right are."""
    if drawn.places is not None:
        axes.annotate(
            say["quota"],
            (drawn.places + 0.5, 1),
            xycoords=("data", "axes fraction"),
            xytext=(0, 3),
            textcoords="offset points",
            ha="center",
            fontsize=SMALL,
            fontweight="bold",
        )
    if drawn.head:
        axes.annotate(
            drawn.head,
            (1, 1),
            xycoords="axes fraction",
            xytext=(44, 3 if drawn.places is None else 14),
            textcoords="offset points",
            ha="right",
            fontsize=SMALL,
            color=GREY,
        )
