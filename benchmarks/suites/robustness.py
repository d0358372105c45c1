"""The robustness of ranks: all draws, and beside it every draw scored anew as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import polars as pl
from polars.testing import assert_frame_equal

from benchmarks import data
from benchmarks.measure import Row, Scale, Side, compare, in_child
from benchmarks.robustness_case import ASKED, COUNT, DRAWS, scored
from engine.answers import completed
from engine.draws import Moves
from engine.moving import weight_of, weighted
from engine.rank import rank
from engine.robustness import Simulation, simulate
from engine.score import Scores, score
from standards.expression import Const

TITLE = "Robustness of ranks"
ABOUT = (
    "Ten thousand plausible applicants to `green-community`, one thousand draws of seven weights "
    "and of every award in three criteria: ranks, chances of the title and of a place in a quota. "
    "First in a fresh process, with its largest resident size; then, for fewer draws, beside the "
    "direct way, that compiles the moved weights and scores and ranks everybody anew for every "
    "draw. Both give the same ranks: that is asserted before anything is timed."
)
_SECONDS = 30
_FEW = 20


def run(scale: Scale) -> Iterator[Row]:
    """All draws, then few beside the direct way."""
    count, draws = scale.count(COUNT), scale.count(DRAWS)
    taken = in_child("benchmarks.robustness_case", str(count), str(draws))
    told = f"{taken['seconds']:.1f} s ({taken['processor']:.1f} s of processors), "
    told += f"{taken['megabytes']:,.0f} MB"
    what = f"{count:,} applicants x {draws:,} draws"
    yield Row(what, told, goal=f"within {_SECONDS} s", is_reached=taken["seconds"] <= _SECONDS)
    scores, moves = scored(count), Moves(draws=_FEW)
    _agree(scores, moves)
    ours = Side(f"{_FEW} draws", lambda: simulate(scores, moves, ASKED))
    direct = Side("every draw scored anew", lambda: _direct(scores, moves))
    yield compare(ours, direct, runs=scale.runs(5))


def _agree(scores: Scores, moves: Moves) -> None:
    found = simulate(scores, moves, ASKED).frame
    ranks = pl.concat(_direct(scores, moves), how="horizontal")
    ranked = ranks.select(pl.sum_horizontal(pl.all().is_not_null()).cast(pl.Int64).alias("ranked"))
    assert_frame_equal(found.select("ranked"), ranked)
    median = ranks.select(
        pl.concat_list(pl.all()).list.drop_nulls().list.sort().alias("ranks")
    ).select(pl.col("ranks").list.get((pl.col("ranks").list.len() + 1) // 2 - 1, null_on_oob=True))
    assert_frame_equal(found.select("median"), median.rename({"ranks": "median"}))


def _direct(scores: Scores, moves: Moves) -> list[pl.DataFrame]:
    """The ranks of every draw."""
    simulation = Simulation(scores, moves, ASKED)
    values = completed(scores.program, scores.answers.values)
    found = []
    for draw in range(moves.draws):
        moved = simulation.columns(draw, 1)
        factors = {name: Const(int(moved.pop(weight_of(name))[0])) for name in simulation.parts}
        said = [
            pl.when(pl.col(name).is_not_null()).then(pl.Series(name, column[0])).alias(name)
            for name, column in moved.items()
        ]
        answers = replace(scores.answers, values=values.with_columns(said))
        again = score(weighted(scores.program, factors), answers, data.DAY)
        found.append(rank(again).select(pl.col("rank").alias(f"{draw}")))
    return found
