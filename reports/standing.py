"""Where everybody stands: ranks beside names, in the order in which lists show them."""

from __future__ import annotations

import polars as pl

from engine.answers import APPLICANT
from engine.rank import rank
from engine.score import Scores

HOLDING = ("gate", "gate_open", "veto", "veto_open", "coverage", "nothing_applies")
"""Kinds of reasons that keep somebody from being judged or named."""
JUDGED = ("named", "conditional", "failed")
"""Outcomes of those who are ranked."""


def standing(scores: Scores, *, by: str | None = None) -> pl.DataFrame:
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
            [rank(scores, by=by), scores.answers.applicants.select(*APPLICANT), points],
            how="horizontal",
        )
        .with_columns(group)
        .with_columns(
            pl.col(compared).alias("compared"), (tied & pl.col("rank").is_not_null()).alias("tied")
        )
        .sort(pl.col("group") == "", "group", "rank", "applicant", "row", nulls_last=True)
    )


def names(applicants: pl.DataFrame) -> list[str]:
    """A name for each: the code where there is none, and beside it where several bear it."""
    named = pl.when(pl.col("name").fill_null("").str.strip_chars() != "").then("name")
    shared = pl.len().over("name") > 1
    both = pl.format("{} {}", "name", "applicant")
    chosen = pl.when(named.is_null()).then("applicant").when(shared).then(both).otherwise("name")
    return applicants.select(chosen).to_series().to_list()
