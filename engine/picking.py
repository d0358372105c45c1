"""Some applicants out of the answers, and answers put together."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from engine.answers import Answers

_PLACES = {"row": pl.Int64, "place": pl.Int64}
_LONG = ("invalid", "claims", "evidence", "origin")


def picked(answers: Answers, rows: Sequence[int]) -> Answers:
    """The answers of some applicants, in the order of `rows` (places in the answers).

    Of the problems, those of these applicants.
    """
    places = pl.DataFrame({"row": rows, "place": range(len(rows))}, schema=_PLACES)
    applicants = answers.applicants[list(rows)]
    return Answers(
        applicants=applicants,
        values=answers.values[list(rows)],
        invalid=_moved(answers.invalid, places),
        claims=_moved(answers.claims, places),
        evidence=_moved(answers.evidence, places),
        origin=_moved(answers.origin, places),
        problems=answers.problems.join(
            applicants.select("applicant").unique(),
            on="applicant",
            how="semi",
            maintain_order="left",
        ),
    )


def _moved(frame: pl.DataFrame, places: pl.DataFrame) -> pl.DataFrame:
    moved = frame.join(places, on="row", how="inner", maintain_order="right_left")
    return moved.with_columns(row=pl.col("place")).select(frame.columns)


def put_together(first: Answers, second: Answers) -> Answers:
    """The applicants of both, the first ones first; both have the columns of one program."""
    offset = first.count

    def long(name: str) -> pl.DataFrame:
        before: pl.DataFrame = getattr(first, name)
        further: pl.DataFrame = getattr(second, name)
        moved = further.with_columns(pl.col("row") + offset)
        return pl.concat([before, moved.select(before.columns)])

    return Answers(
        applicants=pl.concat([first.applicants, second.applicants]),
        values=pl.concat([first.values, second.values.select(first.values.columns)]),
        problems=pl.concat([first.problems, second.problems]),
        **{name: long(name) for name in _LONG},
    )
