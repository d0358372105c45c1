"""The state of every criterion: met, partly, unmet - or one of the four ways of not knowing."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from engine.executors.polars_ import evaluate
from engine.program import Definition, Program
from engine.score import Scores
from engine.state_of import STATES, invalid_of, state_of
from standards.expression import Answer

__all__ = ["STATES", "states"]


def states(scores: Scores) -> pl.DataFrame:
    """A String column per criterion, named by its id, holding one of STATES; a row an applicant.

    What each means is said at `engine.state_of.state_of`.
    """
    program, answers = scores.program, scores.answers
    names = [f"{kind}:{id_}" for id_ in program.evidenced for kind in ("claimed", "exempt")]
    raw = [name for name in names if name in program.definitions]
    invalid = _invalid(scores)
    known = [scores.frame, answers.values, invalid]
    frame = pl.concat([*known, scores.evaluate(raw)] if raw else known, how="horizontal")
    stated = _stated(program, frozenset(answers.invalid["field"]))
    found = evaluate(stated, frame, list(stated.definitions), {})
    words = pl.Series(STATES, dtype=pl.String)
    return found.select(
        pl.lit(words).gather(pl.col(name)).alias(name.removeprefix("state:"))
        for name in found.columns
    )


def _stated(program: Program, invalid: frozenset[str]) -> Program:
    """A program of the states alone, that reads what was scored as answers."""
    definitions = {}
    for lowered in program.lowered:
        name = f"state:{lowered.criterion.id}"
        expr = state_of(program, lowered, Answer, invalid)
        definitions[name] = Definition(name, expr, (0, len(STATES) - 1), ())
    return replace(program, definitions=definitions)


def _invalid(scores: Scores) -> pl.DataFrame:
    """A column `invalid:<field>` of 0 and 1 for every field that somebody wrote unreadably."""
    count = scores.answers.count
    columns = []
    for (field,), group in scores.answers.invalid.group_by("field", maintain_order=True):
        zeros = pl.repeat(0, count, dtype=pl.Int64, eager=True)
        columns.append(zeros.scatter(group["row"], 1).alias(invalid_of(str(field))))
    return pl.DataFrame(columns)
