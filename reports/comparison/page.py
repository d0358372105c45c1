"""A comparison as a page: one file, no network, no script."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from reports.comparison import Compared, Line, Mover, gains, pairs
from reports.comparison.table import decisions_text, ranks_text
from reports.drawing import NARROW, WIDE, Chart
from reports.overview.pages import embedded, page
from standards.numbers import points_text

LISTED = 2_000
"""Applicants that the page lists; a page of more is slow on a phone."""


def render(found: Compared) -> str:
    """The page as HTML."""
    say = found.words
    more = len(found.movers) - LISTED
    return page(
        "comparison_page.html",
        say,
        "embedded",
        title=say["compare"],
        standard=found.title,
        id=found.standard,
        edition="",  # each run has its own, told with it
        sides=found.sides,
        notes=found.notes,
        charts=list(_charts(found)),
        alone=[
            (say.count("compare_only", len(names), name=side.name), names[:LISTED])
            for side, names in zip(found.sides, found.alone, strict=True)
            if names
        ],
        levels=[
            (say[key], [_line(line) for line in lines])
            for key, level in (("compare_parts", "part"), ("compare_criteria", "criterion"))
            if (lines := found.of_level(level))
        ],
        movers=[_mover(mover) for mover in found.movers[:LISTED]],
        more=say.count("compare_more", more) if more > 0 else "",
    )


def _charts(found: Compared) -> Iterator[dict[str, Any]]:
    draw: list[Callable[[float], Chart | None]] = [
        lambda width: gains.chart(found, width),
        lambda width: pairs.chart(found, "part", width),
        lambda width: pairs.chart(found, "criterion", width),
    ]
    for one in draw:
        wide, narrow = one(WIDE), one(NARROW)
        if wide and narrow:
            yield {
                "title": wide.title,
                "note": wide.note,
                "alt": wide.alt,
                "wide": embedded(wide.svg),
                "narrow": embedded(narrow.svg),
            }


def _line(line: Line) -> dict[str, Any]:
    before, after = (f"{m} / {points_text(of)}" for m, of in zip(line.means, line.change.of))  # noqa: B905 - pairs
    return {
        "title": f"{line.change.id} {line.title}",
        "before": before,
        "after": after,
        "change": line.shown,
        "up": line.change.gained,
        "down": line.change.lost,
    }


def _mover(mover: Mover) -> dict[str, Any]:
    return {
        "title": mover.title,
        "district": mover.district,
        "scores": " → ".join(mover.scores),
        "change": mover.shown,
        "ranks": ranks_text(mover),
        "decisions": decisions_text(mover),
    }
