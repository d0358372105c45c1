"""Relegation: who was among the last too often in a row."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from engine.rank import group_of, order
from engine.score import Scores
from standards.ranking import Relegation


def among_last(scores: Scores, rule: Relegation) -> pl.Series:
    """Whether each applicant is among the last who are ranked, in the group that the rule names."""
    table = scores.frame.with_columns(
        group_of(scores, rule.by).fill_null("").alias("group"),
    )
    placed = order(scores.program.standard)
    ranked = placed.is_not_null().sum().over("group").cast(pl.Int64)
    end = placed.rank("min" if rule.spares_ties else "max").over("group")
    # Of those who share a rank, the first stands farthest from the end, the last nearest.
    from_below = ranked - end.cast(pl.Int64) + 1
    return table.select((from_below <= rule.last).fill_null(False).alias("last")).to_series()


def relegated(scores: Scores, earlier: Sequence[Scores]) -> pl.Series:
    """Whether each applicant loses the title by the standard's rule.

    `earlier` begins with the run before this one. Where fewer are given than the rule looks back
    to, nobody does.
    """
    rule = scores.program.standard.ranking.relegation
    nobody = pl.Series("relegated", [False] * scores.frame.height, dtype=pl.Boolean)
    if rule is None or len(earlier) < rule.times - 1:
        return nobody
    found = among_last(scores, rule)
    codes = scores.answers.applicants["applicant"]
    for past in earlier[: rule.times - 1]:
        last = past.answers.applicants["applicant"].filter(among_last(past, rule))
        found &= codes.is_in(last.implode())
    return found.fill_null(False).alias("relegated")
