"""Where everybody stands: ranks beside names, in the order in which lists show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from engine.answers import APPLICANT
from engine.quota import judged
from engine.rank import group_of, order, rank
from engine.relegation import among_last, relegated
from engine.score import Scores
from standards.model import Standard
from standards.ranking import Quota

HOLDING = ("gate", "gate_open", "veto", "veto_open", "coverage", "nothing_applies")
"""Kinds of reasons that keep somebody from being judged or named."""
JUDGED = ("named", "conditional", "failed")
"""Outcomes of those who are ranked."""


@dataclass(frozen=True, slots=True)
class Terms:
    """By what titles are given beyond the grade.

    `quota` is the standard's where none is given; `earlier` are the runs before this one, the
    latest first, for the standard's rule of who loses a title.
    """

    quota: Quota | None = None
    earlier: Sequence[Scores] = ()

    def quota_of(self, standard: Standard) -> Quota | None:
        """The quota that counts."""
        return self.quota or standard.ranking.quota


NO_TERMS = Terms()


def standing(scores: Scores, *, by: str | None = None, terms: Terms = NO_TERMS) -> pl.DataFrame:
    """One row an applicant: group by group, the ranked by rank and code, then those not ranked.

    row, applicant, name, district, category   as in the answers
    group      the value of the column `by`, empty where the applicant has none; null without it
    rank       within the group; null for those who are not ranked
    tied       whether another of the group has the same rank
    score      as published, exact  in ten-thousandths of a point; null where nothing applied
    compared   the one of the two that grades and ranks look at
    coverage   ten-thousandths of 1
    grade      place in the standard's grades, their number where none was reached
    outcome    one of OUTCOMES
    quota      one of engine.quota.STATUSES; null for those not ranked, and where there is none
    quota_group  the group of the quota, empty where there is none; null without a quota
    places     how many places there are in it; null without a quota
    last       whether among the last of the ranking, by the standard's rule
    relegated  whether that was so too often, and the title is lost
    """
    standard = scores.program.standard
    compared = "score" if standard.compare == "published" else "exact"
    scored = pl.when(pl.col("scored") == 1)
    points = scores.frame.select(
        scored.then("published").alias("score"),
        scored.then(pl.col("score")).alias("exact"),
        "coverage",
        "grade",
    )
    tied = pl.len().over("group", "rank") > 1
    group = pl.col("group").fill_null("") if by else pl.col("group")
    return (
        pl.concat(
            [
                rank(scores, by=by),
                scores.answers.applicants.select(*APPLICANT),
                points,
                _terms(scores, terms),
            ],
            how="horizontal",
        )
        .with_columns(group)
        .with_columns(
            pl.col(compared).alias("compared"), (tied & pl.col("rank").is_not_null()).alias("tied")
        )
        .sort(pl.col("group") == "", "group", "rank", "applicant", "row", nulls_last=True)
    )


def _terms(scores: Scores, terms: Terms) -> pl.DataFrame:
    """`quota`, `quota_group`, `places`, `last` and `relegated`."""
    standard, height = scores.program.standard, scores.frame.height
    quota, rule = terms.quota_of(standard), standard.ranking.relegation
    none = pl.Series([False] * height, dtype=pl.Boolean)
    own = pl.DataFrame(
        {
            "last": among_last(scores, rule) if rule else none,
            "relegated": relegated(scores, terms.earlier),
        }
    )
    if quota is None:
        text, whole = pl.lit(None, pl.String), pl.lit(None, pl.Int64)
        return own.with_columns(quota=text, quota_group=text, places=whole)
    group = group_of(scores, quota.by).fill_null("").alias("quota_group")
    table = scores.frame.with_columns(group, own["relegated"])
    told = table.select("quota_group", *judged(quota, order(standard)))
    return pl.concat([own, told], how="horizontal")


def names(applicants: pl.DataFrame) -> list[str]:
    """A name for each: the code where there is none, and beside it where several bear it."""
    named = pl.when(pl.col("name").fill_null("").str.strip_chars() != "").then("name")
    shared = pl.len().over("name") > 1
    both = pl.format("{} {}", "name", "applicant")
    chosen = pl.when(named.is_null()).then("applicant").when(shared).then(both).otherwise("name")
    return applicants.select(chosen).to_series().to_list()
