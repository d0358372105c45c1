"""Items: how hard each criterion was, and how well it tells good applicants from others."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from engine.rank import order
from engine.score import Scores


@dataclass(frozen=True, slots=True)
class Item:
    """A criterion of the base, over those who are ranked and to whom it applies, `count` of them.

    `share` is the mean share of its points, 0 to 1. `rest` is the correlation (Pearson) of its
    points with the sum of all other criteria of the base (the corrected item-total correlation);
    None where either is the same for everybody.
    """

    criterion: str
    count: int
    share: float
    rest: float | None


def items(scores: Scores) -> list[Item]:
    """The criteria of the base that bear points and apply to anybody, in the standard's order."""
    standard = scores.program.standard
    beside = {c.id for block in (standard.bonus, standard.penalty) if block for c in block.criteria}
    judged = scores.frame.filter(order(standard).is_not_null())
    lowered = [
        low for low in scores.program.lowered if low.criterion.id not in beside and low.points
    ]
    total = judged.select(
        pl.sum_horizontal([pl.col(f"points:{low.criterion.id}") for low in lowered])
    ).to_series()
    found = []
    for low in lowered:
        id_ = low.criterion.id
        applies = _applies(scores, judged, id_)
        own = judged[f"points:{id_}"].filter(applies).to_numpy()
        others = total.filter(applies).to_numpy() - own
        if own.size:
            mean = float(own.sum()) / (own.size * low.points)
            found.append(Item(id_, own.size, mean, _correlation(own, others)))
    return found


def _applies(scores: Scores, judged: pl.DataFrame, id_: str) -> pl.Series:
    if f"applies:{id_}" in scores.frame.columns:
        return judged[f"applies:{id_}"] == 1
    return pl.Series([True] * judged.height, dtype=pl.Boolean)


def _correlation(one: NDArray[np.int64], two: NDArray[np.int64]) -> float | None:
    if one.size < 2 or one.min() == one.max() or two.min() == two.max():
        return None
    return float(np.corrcoef(one, two)[0, 1])
