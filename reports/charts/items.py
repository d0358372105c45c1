"""Items: how hard every criterion was, against how well it tells applicants apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import polars as pl

from engine.items import Item, items
from engine.rank import rank
from engine.score import Scores
from reports.drawing import (
    ACCENT,
    GREY,
    INK,
    LIGHT,
    NARROW,
    SMALL,
    WIDE,
    Chart,
    Margins,
    label,
    sheet,
    style,
    svg,
)
from reports.placing import Box, placed
from reports.words import Words, words
from standards.text import Language

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

ORDER = 5
LEAST = 10
"""Ranked applicants below which a correlation says nothing."""
POOR = 0.2
"""A correlation below which an item hardly tells applicants apart (Ebel and Frisbie, Essentials of
Educational Measurement)."""
_NAMED = 5
_LETTER, _LINE = 1.45, 2.9
"""Width and height in mm of a character of the small size."""
_FAR = 8
"""How far from its dot an id may stand, in mm."""
_FILLS: dict[str, Literal["full", "none"]] = {"well": "full", "poor": "none"}


@dataclass(frozen=True, slots=True)
class Items:
    """The criteria, of those who are ranked, `ranked` of them; `titles` by id.

    `same` are criteria in which all have the same points, so that they tell nobody apart.
    """

    items: tuple[Item, ...]
    same: tuple[Item, ...]
    titles: dict[str, str]
    ranked: int


def of(scores: Scores, language: Language) -> Items:
    """All criteria of the base, of those who are ranked."""
    found = items(scores)
    titles = {c.id: c.title.in_(language) for c in scores.program.standard.criteria}
    return Items(
        tuple(item for item in found if item.rest is not None),
        tuple(item for item in found if item.rest is None),
        titles,
        rank(scores).filter(pl.col("rank").is_not_null()).height,
    )


def why_not(scores: Scores, language: Language) -> str:
    """Why there is no chart; empty where there is one."""
    drawn, say = of(scores, language), words(language)
    if drawn.ranked < LEAST:
        return say.count("items_too_few", drawn.ranked, least=LEAST)
    return "" if drawn.items else say["items_all_same"]


def chart(scores: Scores, language: Language, width: float) -> Chart | None:
    """The chart, `width` mm wide; None where too few are ranked, or all have the same points."""
    if why_not(scores, language):
        return None
    drawn, say = of(scores, language), words(language)
    hard = sorted(drawn.items, key=lambda item: (item.share, item.criterion))[:_NAMED]
    weak = sorted(
        (i for i in drawn.items if _rest(i) < POOR), key=lambda i: (_rest(i), i.criterion)
    )
    notes = [say.count("items_note", drawn.ranked)]
    notes.append(say.say("items_hardest", items=_named(hard, drawn, say)))
    if weak:
        notes.append(say.say("items_weak", items=_named(weak[:_NAMED], drawn, say)))
    if drawn.same:
        ids = say.listed([item.criterion for item in drawn.same])
        notes.append(say.say("items_same", items=ids))
    listed = say.listed([f"{i.criterion} {i.share * 100:.0f}% {_rest(i):.2f}" for i in drawn.items])
    with style():
        return Chart(
            title=say["items"],
            note=say["chart_between"].join(notes),
            alt=f"{say['items']}{say['colon']}{listed}",
            svg=svg(figure(drawn, language, width)),
        )


def _rest(item: Item) -> float:
    return item.rest or 0.0


def _named(found: Sequence[Item], drawn: Items, say: Words) -> str:
    return say.listed(
        [f"{item.criterion} {label(drawn.titles[item.criterion], 28)}" for item in found]
    )


def figure(drawn: Items, language: Language, width: float) -> Figure:
    """Shares from left (hard) to right (easy), correlations upwards; call it inside `style()`."""
    say, wide = words(language), width >= WIDE
    left, right, inner = 15, 4, 96 if wide else 92
    paper, axes = sheet(width, inner, Margins(left, right, 3, 17))
    low = min([0.0, *(_rest(item) for item in drawn.items)])
    high = max([0.5, *(_rest(item) for item in drawn.items)])
    least = int(min([0.9, *(item.share for item in drawn.items)]) * 10) * 10
    axes.set_xlim(least - 3, 103)
    axes.set_xticks(range(least, 101, 10 if wide or least > 50 else 20))
    axes.set_ylim(low - 0.06, high + 0.06)
    axes.set_yticks([n / 5 for n in range(-5, 6) if low - 0.06 <= n / 5 <= high + 0.06])
    axes.axhline(0, color=LIGHT, linewidth=0.8, zorder=0)
    axes.axhline(POOR, color=INK, linewidth=0.8, linestyle=(0, (3, 2)), zorder=0)
    for name, fill in _FILLS.items():
        some = [item for item in drawn.items if (_rest(item) >= POOR) == (name == "well")]
        axes.plot(
            [item.share * 100 for item in some],
            [_rest(item) for item in some],
            marker="o",
            markersize=4.4,
            fillstyle=fill,
            color=ACCENT,
            markeredgewidth=1.1,
            linestyle="none",
            zorder=3,
            clip_on=False,
            label=say[f"items_{name}"],
        )
    _labels(axes, drawn, width - left - right, inner)
    axes.set_xlabel(say["items_share"], fontsize=SMALL, color=GREY)
    axes.set_ylabel(say["items_rest"], fontsize=SMALL, color=GREY)
    paper.legend(
        loc="lower center", ncols=2, frameon=False, fontsize=SMALL, borderaxespad=0.1,
        handletextpad=0.2,
    )  # fmt: skip
    return paper


def _labels(axes: Axes, drawn: Items, width: float, height: float) -> None:
    """The id beside every dot, where it covers neither a dot nor another id.

    Else it stands farther away with a line, on a phone not at all.
    """
    (x0, x1), (y0, y1) = axes.get_xlim(), axes.get_ylim()
    dots = [
        ((i.share * 100 - x0) / (x1 - x0) * width, (_rest(i) - y0) / (y1 - y0) * height)
        for i in drawn.items
    ]
    sizes = [(len(item.criterion) * _LETTER, _LINE) for item in drawn.items]
    farthest = _FAR if width > NARROW else 0
    spots = placed(dots, sizes, Box(0, 0, width, height), farthest)
    for item, dot, spot in zip(drawn.items, dots, spots, strict=True):
        if spot is None:
            continue
        at = (spot.middle[0] / width, spot.middle[1] / height)
        axes.annotate(
            item.criterion,
            (dot[0] / width, dot[1] / height),
            xycoords="axes fraction",
            xytext=at,
            textcoords="axes fraction",
            ha="center",
            va="center_baseline",
            fontsize=SMALL,
            arrowprops={
                "arrowstyle": "-",
                "color": LIGHT,
                "linewidth": 0.5,
                "shrinkA": 0,
                "shrinkB": 2,
            }
            if spot.is_far
            else None,
        )
