"""The state of every criterion: met, partly, unmet - or one of the four ways of not knowing."""

from __future__ import annotations

import polars as pl

from engine.program import Program
from engine.score import Scores
from standards.lowering import Lowered

STATES = ("met", "partly", "unmet", "unanswered", "invalid", "not_applicable", "unproven")


def states(scores: Scores) -> pl.DataFrame:
    """A String column per criterion, named by its id, holding one of STATES; a row an applicant.

    `unanswered`: nothing was earned and a question is open. `unproven`: something was claimed whose
    evidence is required and missing. `not_applicable`: claimed, or nothing to divide. A penalty is
    met where it takes nothing.
    """
    program, answers = scores.program, scores.answers
    raw = [f"claimed:{id_}" for id_ in program.evidenced]
    raw += [name for name in program.definitions if name.startswith("exempt:")]
    frame = pl.concat(
        [scores.frame, answers.values, scores.evaluate(raw)]
        if raw
        else [scores.frame, answers.values],
        how="horizontal",
    )
    invalid = _invalid_rows(program, scores)
    penalty = program.standard.penalty
    taking = {criterion.id for criterion in penalty.criteria} if penalty else set()
    told = (
        (lowered.criterion.id, _state(lowered, invalid.get(lowered.criterion.id, []), frame))
        for lowered in program.lowered
    )
    opposite = {"met": "unmet", "unmet": "met"}
    return frame.select(
        (state.replace(opposite) if id_ in taking else state).alias(id_) for id_, state in told
    )


def _invalid_rows(program: Program, scores: Scores) -> dict[str, list[int]]:
    """The rows in which some field of a criterion could not be read."""
    users: dict[str, list[str]] = {}
    for lowered in program.lowered:
        for field in lowered.asks:
            users.setdefault(field, []).append(lowered.criterion.id)
    found: dict[str, list[int]] = {}
    for row, field in scores.answers.invalid.select("row", "field").iter_rows():
        for id_ in users.get(field, []):
            found.setdefault(id_, []).append(row)
    return found


def _state(lowered: Lowered, invalid: list[int], frame: pl.DataFrame) -> pl.Expr:
    criterion = lowered.criterion
    points = pl.col(f"points:{criterion.id}")
    away = pl.lit(False)
    if f"applies:{criterion.id}" in frame.columns:
        away = pl.col(f"applies:{criterion.id}") == 0
    if criterion.not_applicable:
        away = away | pl.col(f"na:{criterion.id}")
    present = [name for name in lowered.asks if name in frame.columns]
    open_ = pl.any_horizontal([pl.col(name).is_null() for name in present])
    bad = pl.int_range(pl.len()).is_in(invalid) if invalid else pl.lit(False)
    bare = pl.lit(False)
    if criterion.evidence:
        bare = ~pl.col(f"ev:{criterion.id}") & (pl.col(f"claimed:{criterion.id}") > 0)
    if f"exempt:{criterion.id}" in frame.columns:
        bare &= pl.col(f"exempt:{criterion.id}") == 0
    return (
        pl.when(away)
        .then(pl.lit("not_applicable"))
        .when(bad & (points < lowered.points))
        .then(pl.lit("invalid"))
        .when(bare)
        .then(pl.lit("unproven"))
        .when(points == lowered.points)
        .then(pl.lit("met"))
        .when(points > 0)
        .then(pl.lit("partly"))
        .when(open_)
        .then(pl.lit("unanswered"))
        .otherwise(pl.lit("unmet"))
    )
