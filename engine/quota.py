"""Quotas: who is within the places that there are, and why not."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from engine.program import OUTCOMES
from standards.numbers import SHARE_DECIMALS, scaled
from standards.ranking import Quota

STATUSES = (
    "within",
    "tie_within",
    "beyond",
    "tie_beyond",
    "no_places",
    "not_passed",
    "relegated",
)
"""How somebody who is ranked stands to a quota. `tie_within` and `tie_beyond`: shares the last
place with more than there are places for, and all of them, or none, are within. `no_places`: the
quota names no places for the group. `not_passed`: takes no place, since the title is not reached.
`relegated`: loses the title for being among the last too often."""
WITHIN = ("within", "tie_within")
_NAMED = OUTCOMES.index("named")
_WHOLE = 100 * 10**SHARE_DECIMALS


def judged(quota: Quota, order: pl.Expr, apart: Sequence[pl.Expr] = ()) -> list[pl.Expr]:
    """Two columns of a ranking: `quota` and `places`.

    `quota` is one of STATUSES, null for those who are not ranked; `places` is how many there are
    in the group. The frame has `outcome` as in `Scores.frame`, `relegated` (whether somebody loses
    the title) and `quota_group` (empty where there is none). `order` is `engine.rank.order`;
    `apart` are further columns that set rankings apart.
    """
    ranked = order.is_not_null()
    takes = ranked & ~pl.col("relegated")
    if quota.of == "passed":
        takes &= pl.col("outcome") == _NAMED
    within = [*apart, pl.col("quota_group")]
    placed = pl.when(takes).then(order)
    first = placed.rank("min").over(within)
    last = placed.rank("max").over(within)
    places = _places(quota, takes.sum().over(within))
    edge = "tie_within" if quota.edge == "all" else "tie_beyond"
    status = (
        pl.when(~ranked)
        .then(None)
        .when(pl.col("relegated"))
        .then(pl.lit("relegated"))
        .when(~takes)
        .then(pl.lit("not_passed"))
        .when(_nameless(quota))
        .then(pl.lit("no_places"))
        .when(last <= places)
        .then(pl.lit("within"))
        .when(first <= places)
        .then(pl.lit(edge))
        .otherwise(pl.lit("beyond"))
    )
    return [status.alias("quota"), places.alias("places")]


def _places(quota: Quota, taking: pl.Expr) -> pl.Expr:
    """How many places there are, where so many could take one."""
    if isinstance(quota.places, dict):
        return pl.col("quota_group").replace_strict(quota.places, default=0, return_dtype=pl.Int64)
    if quota.places is not None:
        return pl.lit(quota.places, pl.Int64)
    top = taking.cast(pl.Int64) * scaled(quota.share or 0, SHARE_DECIMALS)
    match quota.rounding:
        case "up":
            top += _WHOLE - 1
        case "half_up":
            top += _WHOLE // 2
        case "down":
            pass
    whole: pl.Expr = top // _WHOLE
    return whole


def _nameless(quota: Quota) -> pl.Expr:
    if not isinstance(quota.places, dict):
        return pl.lit(False)
    return ~pl.col("quota_group").is_in(list(quota.places))
