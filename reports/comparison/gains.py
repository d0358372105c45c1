"""How the changes of the scores are spread: a histogram around no change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reports.comparison import Compared
from reports.comparison.changes import halves, signed
from reports.drawing import ACCENT, INK, SMALL, Chart, Margins, sheet, style, svg
from standards.numbers import POINT, points_text

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_WIDTHS = (1_000, 2_000, 5_000, *(n * POINT for n in (1, 2, 5, 10, 20, 50, 100, 1_000)))
_MOST = 24
"""Bins at most."""


@dataclass(frozen=True, slots=True)
class Gains:
    """Bins of `width` from `first` on, each with its lower end; in ten-thousandths of a point.

    One bin begins at no change. `median` is the change of the one in the middle.
    """

    first: int
    width: int
    counts: tuple[int, ...]
    median: int


def of(found: Compared) -> Gains | None:
    """The changes of all who have a score in both; None where nobody has."""
    changes = found.changes
    if not changes:
        return None
    low, high = changes[0], changes[-1]
    width = next(w for w in _WIDTHS if high // w - low // w < _MOST or w == _WIDTHS[-1])
    first = low // width
    counts = [0] * (high // width - first + 1)
    for change in changes:
        counts[change // width - first] += 1
    return Gains(first * width, width, tuple(counts), halves(changes)[2])


def chart(found: Compared, width: float) -> Chart | None:
    """The chart, `width` mm wide; None where nobody has a score in both runs."""
    drawn, say = of(found), found.words
    if drawn is None:
        return None
    bins = [
        f"{signed(drawn.first + drawn.width * n, 0)}: {count}"
        for n, count in enumerate(drawn.counts)
        if count
    ]
    with style():
        return Chart(
            title=say["compare_distribution"],
            note=say.count(
                "compare_distribution_note", sum(drawn.counts), width=points_text(drawn.width)
            ),
            alt=f"{say['compare_distribution']}{say['colon']}{say.listed(bins)}",
            svg=svg(figure(drawn, found, width)),
        )


def figure(drawn: Gains, found: Compared, width: float) -> Figure:
    """The histogram; losses are hatched, so that no colour is needed. Call it inside `style()`."""
    from matplotlib.ticker import MaxNLocator

    say = found.words
    paper, axes = sheet(width, 46, Margins(13, 4, 7, 11))
    edges = [drawn.first + drawn.width * n for n in range(len(drawn.counts) + 1)]
    for edge, count in zip(edges, drawn.counts, strict=False):
        loss = edge < 0
        axes.bar(
            edge + drawn.width / 2,
            count,
            width=drawn.width * 0.92,
            facecolor="white" if loss else ACCENT,
            edgecolor=ACCENT,
            hatch="////" if loss else None,
            linewidth=0.8,
        )
    axes.axvline(0, color=INK, linewidth=0.8)
    axes.axvline(drawn.median, color=INK, linewidth=1, linestyle=(0, (3, 2)))
    axes.annotate(
        signed(drawn.median, found.decimals),
        (drawn.median, 1),
        xycoords=("data", "axes fraction"),
        xytext=(0, 3),
        textcoords="offset points",
        ha="center",
        fontsize=SMALL,
        fontweight="bold",
    )
    axes.set_xlim(min(edges[0], 0), max(edges[-1], 0))
    axes.yaxis.set_major_locator(MaxNLocator(nbins=6, integer=True, min_n_ticks=1))
    axes.grid(axis="y", color="#e4e4e4", linewidth=0.5)
    axes.set_axisbelow(True)
    axes.spines["left"].set_visible(False)
    axes.tick_params(axis="y", length=0)
    step = next(s for s in (1, 2, 5, 10, 20) if len(edges) / s <= width / 11)
    kept = [edge for edge in edges if edge // drawn.width % step == 0]
    axes.set_xticks(kept, [signed(edge, 0) for edge in kept])
    axes.set_xlabel(say["compare_change_axis"], fontsize=SMALL)
    axes.set_ylabel(say["chart_applicants"], fontsize=SMALL)
    return paper
