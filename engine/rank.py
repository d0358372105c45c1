"""Ranking: ties are real ties; who is not judged, refused or failed by veto stands apart."""

from __future__ import annotations

import polars as pl

from engine.program import OUTCOMES
from engine.score import Scores

_RANKED = ("named", "conditional", "failed")


def rank(scores: Scores, *, by: str | None = None) -> pl.DataFrame:
    """One row an applicant in the order of the answers.

    row        place in the answers
    group      the value of the column `by` of the applicants; null without it
    rank       1, 2, 2, 4 within the group; null for those who are not ranked (refused, not judged)
    outcome    one of OUTCOMES

    Key: grade or score as the standard says, then its declared tie-breakers. Equal on all of
    them is an equal rank.
    """
    standard = scores.program.standard
    compared = "published" if standard.compare == "published" else "score"
    keys = [-pl.col(compared)]
    if standard.ranking.by == "grade":
        keys.insert(0, pl.col("grade"))
    keys += [-pl.col(_column(tie)) for tie in standard.ranking.ties]
    group = scores.answers.applicants[by] if by else pl.Series([None] * scores.frame.height)
    judged = [OUTCOMES.index(name) for name in _RANKED]
    table = scores.frame.with_columns(group.cast(pl.String).alias("group")).with_row_index("row")
    ranked = table.filter(pl.col("outcome").is_in(judged)).select(
        "row", pl.struct(keys).rank("min").over(pl.col("group").fill_null("")).alias("rank")
    )
    names = pl.col("outcome").replace_strict(list(range(len(OUTCOMES))), list(OUTCOMES))
    return table.join(ranked, on="row", how="left", maintain_order="left").select(
        pl.col("row").cast(pl.Int64),
        "group",
        pl.col("rank").cast(pl.Int64),
        names.cast(pl.String).alias("outcome"),
    )


def _column(tie: str) -> str:
    """`part 4` or `criterion 5.2` as a column of the scores."""
    kind, _, id_ = tie.partition(" ")
    return f"{'part' if kind == 'part' else 'points'}:{id_}"
