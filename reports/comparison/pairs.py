"""Dot pairs: the mean share of every part or criterion in two runs, sorted by the difference."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.compare import Level
from reports.comparison import Compared, Line
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

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MOST = 40
"""Lines that one page can show."""
_ROW = 4.4


def of(found: Compared, level: Level) -> list[Line]:
    """The parts or criteria that changed most, the greatest gain first."""
    lines = found.of_level(level)
    kept = sorted(lines, key=lambda line: -abs(line.difference))[:MOST]
    return [line for line in lines if line in kept]


def chart(found: Compared, level: Level, width: float) -> Chart | None:
    """The chart, `width` mm wide; None where nothing applies to anybody in both runs."""
    lines, say = of(found, level), found.words
    if not lines:
        return None
    before, after = (side.name for side in found.sides)
    title = say["compare_parts" if level == "part" else "compare_criteria"]
    notes = [say.say("compare_pairs_note", before=before, after=after)]
    notes.append(say.count("compare_pairs_few", max(line.change.count for line in lines)))
    total = len(found.of_level(level))
    if len(lines) < total:
        notes.append(say.say("compare_pairs_most", shown=len(lines), n=total))
    listed = [f"{line.change.id} {_points(line.difference)}" for line in lines]
    with style():
        return Chart(
            title=title,
            note=say["chart_between"].join(notes),
            alt=f"{title}{say['colon']}{say.listed(listed)}",
            svg=svg(figure(found, lines, width)),
        )


def figure(found: Compared, lines: list[Line], width: float) -> Figure:
    """A hollow dot before, a full one after; call it inside `style()`."""
    wide = width >= WIDE
    names = [label(f"{line.change.id} {line.title}", 40 if wide else 18) for line in lines]
    left, right = room(names, 74 if wide else 36), 13
    paper, axes = sheet(width, len(lines) * _ROW, Margins(left, right, 2, 16))
    axes.set_xlim(0, 100)
    axes.set_ylim(len(lines) - 0.4, -0.6)
    for place, line in enumerate(lines):
        _pair(axes, place, line)
    axes.set_yticks(range(len(names)), names, fontsize=TEXT, color=INK)
    axes.tick_params(axis="y", length=0, pad=4)
    axes.spines["left"].set_visible(False)
    axes.set_xticks(range(0, 101, 20 if wide else 25))
    axes.set_xlabel(found.words["chart_share"], fontsize=SMALL, color=GREY)
    _legend(paper, found)
    return paper


def _pair(axes: Axes, place: int, line: Line) -> None:
    before, after = line.shares
    axes.axhline(place, color=PALE, linewidth=0.6, zorder=0)
    axes.plot([before, after], [place, place], color=LIGHT, linewidth=2.6, zorder=1)
    for share, fill in ((before, "white"), (after, ACCENT)):
        axes.plot(
            [share],
            [place],
            marker="o",
            markersize=4.8,
            color=ACCENT,
            markerfacecolor=fill,
            markeredgewidth=1.1,
            zorder=2 if fill == "white" else 3,
            clip_on=False,
        )
    axes.annotate(
        _points(line.difference),
        (1, place),
        xycoords=("axes fraction", "data"),
        xytext=(34, 0),
        textcoords="offset points",
        ha="right",
        va="center",
        fontsize=TEXT,
    )


def _points(difference: float) -> str:
    """`+3.2`, `−0.4`, `0.0`."""
    shown = f"{abs(difference):.1f}"
    sign = "" if shown == "0.0" else "+" if difference > 0 else "−"
    return f"{sign}{shown}"


def _legend(paper: Figure, found: Compared) -> None:
    from matplotlib.lines import Line2D

    marks = [
        Line2D(
            [],
            [],
            marker="o",
            linestyle="none",
            markersize=4.8,
            color=ACCENT,
            markerfacecolor=fill,
            label=label(side.name, 30),
        )
        for side, fill in zip(found.sides, ("white", ACCENT), strict=True)
    ]
    paper.legend(
        handles=marks,
        loc="lower center",
        ncols=2,
        frameon=False,
        fontsize=SMALL,
        borderaxespad=0.1,
        handletextpad=0.2,
    )
