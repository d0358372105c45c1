"""Heat map: applicants by rank, parts beside each other, the darker the fuller."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl

from engine.score import Scores
from reports.drawing import (
    GREY,
    INK,
    SMALL,
    TEXT,
    WIDE,
    Chart,
    Margins,
    label,
    lines,
    room,
    sheet,
    style,
    svg,
)
from reports.standing import names, standing
from reports.words import words
from standards.numbers import POINT_DECIMALS, scaled
from standards.text import Language

if TYPE_CHECKING:
    from matplotlib.figure import Figure

ORDER = 3
MOST = 60
"""Applicants that one page can show."""
_ROW = 3.4
_LETTER = 1.45
"""Width in mm of a Latin letter; a Chinese character takes two."""
_SHORTEST = 8
"""Latin letters of the shortest line that a title is broken into."""
_UPRIGHT = 27
"""Latin letters of a title that stands upright."""
_DARKEST = (0, 68, 116)
"""Full points: a darker tone of the accent, white figures on it have a contrast above 7 : 1."""


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Rows by rank, each with a name and its rank.

    A cell is the share of the part's points in whole percent, rounded down; None: nothing of the
    part applies. `ranked` counts all who are ranked, shown or not.
    """

    parts: tuple[str, ...]
    applicants: tuple[tuple[str, int], ...]
    cells: tuple[tuple[int | None, ...], ...]
    ranked: int


def of(scores: Scores, language: Language) -> HeatMap:
    """All who are ranked; where they are more than `MOST`, so many of them at equal distances."""
    table = standing(scores).filter(pl.col("rank").is_not_null())
    count = min(table.height, MOST)
    places = [n * (table.height - 1) // max(count - 1, 1) for n in range(count)]
    shown = table[places]
    parts = scores.program.standard.parts
    columns = [
        pl.when(pl.col(f"scored:{part.id}") == 1)
        .then(pl.col(f"part:{part.id}") * 100 // scaled(part.points, POINT_DECIMALS))
        .alias(part.id)
        for part in parts
    ]
    cells = scores.frame.select(columns)[shown["row"].to_list()]
    ranks = shown["rank"].to_list()
    return HeatMap(
        tuple(f"{part.id} {part.title.in_(language)}" for part in parts),
        tuple(zip(names(shown), ranks, strict=True)),
        tuple(cells.iter_rows()),
        table.height,
    )


def chart(scores: Scores, language: Language, width: float) -> Chart | None:
    """The chart, `width` mm wide; None where nobody is ranked."""
    drawn, say = of(scores, language), words(language)
    if not drawn.applicants:
        return None
    notes = [say["chart_heat_note"]]
    if len(drawn.applicants) < drawn.ranked:
        notes.append(say.say("chart_sample", shown=len(drawn.applicants), n=drawn.ranked))
    with style():
        return Chart(
            title=say["chart_heat"],
            note=say["chart_between"].join(notes),
            alt=f"{say['chart_heat']}{say['colon']}{say.listed(list(drawn.parts))}",
            svg=svg(figure(drawn, language, width)),
        )


def figure(drawn: HeatMap, language: Language, width: float) -> Figure:
    """The heat map; call it inside `style()`."""
    from matplotlib.patches import Rectangle

    wide = width >= WIDE
    cut = 26 if wide else 18
    titles = [f"{label(name, cut)}  {rank:>3}" for name, rank in drawn.applicants]
    left, right = room(titles, 60, TEXT - 0.5), 2
    rows, columns = len(drawn.applicants), max(len(drawn.parts), 1)
    cell = (width - left - right) / columns
    heads, turned = _heads(drawn, cell)
    high = 3 + 3.3 * max((head.count("\n") + 1 for head in heads), default=1)
    top = room(heads, 44, SMALL) if turned else high
    paper, axes = sheet(width, max(rows, 1) * _ROW, Margins(left, right, top, 9))
    axes.set_xlim(0, columns)
    axes.set_ylim(max(rows, 1), 0)
    for y, values in enumerate(drawn.cells):
        for x, share in enumerate(values):
            colour = "#ffffff" if share is None else _tone(share)
            axes.add_patch(
                Rectangle((x, y), 1, 1, facecolor=colour, edgecolor="white", linewidth=0.7)
            )
            if cell >= 6:
                shown = "–" if share is None else str(share)
                ink = _ink(colour)
                axes.text(
                    x + 0.5, y + 0.54, shown, ha="center", va="center", fontsize=SMALL, color=ink
                )
    axes.set_yticks([place + 0.5 for place in range(rows)], titles, fontsize=TEXT - 0.5, color=INK)
    axes.xaxis.tick_top()
    places = [place + 0.5 for place in range(len(heads))]
    axes.set_xticks(places, heads, fontsize=SMALL, color=INK, rotation=turned, va="bottom")
    axes.tick_params(length=0)
    for spine in axes.spines.values():
        spine.set_visible(False)
    _key(paper, language, left / width, (width - right) / width)
    return paper


def _heads(drawn: HeatMap, cell: float) -> tuple[list[str], int]:
    """The parts' titles, and by how many degrees they are turned.

    In short lines; or in one line, standing upright, where a word does not fit over its cell (mm).
    """
    columns = int(cell / _LETTER)
    words_ = [word for title in drawn.parts for word in title.split() if word.isascii()]
    if columns >= max([_SHORTEST, *map(len, words_)]):
        return [lines(title, columns, 3) for title in drawn.parts], 0
    return [label(title, _UPRIGHT) for title in drawn.parts], 90


def _key(paper: Figure, language: Language, left: float, right: float) -> None:
    """What the tones mean."""
    from matplotlib.patches import Rectangle

    height = paper.get_size_inches()[1] * 25.4
    side = (right - left) / 16
    text: dict[str, Any] = {"fontsize": SMALL, "color": GREY, "va": "center"}
    say = words(language)
    for step in range(6):
        place = (right - side * (6 - step) - 0.05, 1.4 / height)
        tone = _tone(step * 20)
        patch = Rectangle(place, side, 2.6 / height, transform=paper.transFigure, facecolor=tone)
        paper.add_artist(patch)
    middle = 2.7 / height
    paper.text(right - side * 6 - 0.06, middle, f"{say['chart_share']}  0", ha="right", **text)
    paper.text(right - 0.04, middle, "100", ha="left", **text)


def _tone(share: int) -> str:
    """From nearly white to the darkest, evenly."""
    parts = [round(245 + (dark - 245) * share / 100) for dark in _DARKEST]
    return "#" + "".join(f"{part:02x}" for part in parts)


def _ink(tone: str) -> str:
    """The ink that stands out better on a tone: at least 4.5 : 1."""
    parts = [int(tone[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    light = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    luminance = 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2]
    on_white, on_black = 1.05 / (luminance + 0.05), (luminance + 0.05) / 0.05
    return "white" if on_white > on_black else "black"
