"""Ranking: ties are real ties; who is not judged or refused stands apart."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from engine.program import OUTCOMES
from engine.score import Scores
from standards.model import Standard

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
    table = scores.frame.with_columns(group_of(scores, by).alias("group")).with_row_index("row")
    groups = pl.col("group").fill_null("")
    ranked = table.select(
        "row", "group", place_within(order(standard), [groups]).alias("rank"), "outcome"
    )
    names = pl.col("outcome").replace_strict(list(range(len(OUTCOMES))), list(OUTCOMES))
    return ranked.select(
        pl.col("row").cast(pl.Int64),
        "group",
        "rank",
        names.cast(pl.String).alias("outcome"),
    )


def group_of(scores: Scores, by: str | None) -> pl.Series:
    """The column of the applicants by which they are grouped; nulls without one."""
    if by is None:
        return pl.Series([None] * scores.frame.height, dtype=pl.String)
    return scores.answers.applicants[by].cast(pl.String)


def keys(standard: Standard) -> list[str]:
    """The definitions that decide about ranks; all but `grade` are the better the greater."""
    compared = "published" if standard.compare == "published" else "score"
    grade = ["grade"] if standard.ranking.by == "grade" else []
    return [*grade, compared, *map(_column, standard.ranking.ties)]


def order(standard: Standard) -> pl.Expr:
    """What ranks are taken of, the least is the best; null for those who are not ranked."""
    judged = pl.col("outcome").is_in([OUTCOMES.index(name) for name in _RANKED])
    columns = [pl.col(key) if key == "grade" else -pl.col(key) for key in keys(standard)]
    return pl.when(judged).then(pl.struct(columns) if len(columns) > 1 else columns[0])


def place_within(placed: pl.Expr, groups: Sequence[pl.Expr]) -> pl.Expr:
    """1, 2, 2, 4 within groups; null where what is placed is null."""
    return placed.rank("min").over(groups).cast(pl.Int64)


def _column(tie: str) -> str:
    """`part 4` or `criterion 5.2` as a column of the scores."""
    kind, _, id_ = tie.partition(" ")
    return f"{'part' if kind == 'part' else 'points'}:{id_}"
