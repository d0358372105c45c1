"""Robustness: how ranks, titles and places move when weights and judgements move.

A Monte Carlo simulation of the normal form. What no draw changes is worked out once; whatever hangs
on a weight or a judgement, down to ranks and quotas, is evaluated anew for every draw by the same
executor that scores.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from engine import quota as quotas
from engine.answers import completed
from engine.draws import Moves, factors, keys_of
from engine.leeway import judgements
from engine.moving import moving, rest, weight_of, weights
from engine.rank import group_of, keys, order, place_within
from engine.score import Scores, parameters
from standards.ranking import Quota

_ROWS = 200_000
"""Rows that are evaluated at a time: some draws of a small run, one of a large one."""
_LOW, _HIGH = 5, 95
"""The ends of an interval, in percent of the draws."""
_NEVER = np.iinfo(np.int32).max


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of the ranking.

    `by` is the column that sets rankings apart; `relegated` tells who loses the title, whatever is
    drawn; `title` is the title's place in the standard's grades (None: none is asked for).
    """

    by: str | None = None
    quota: Quota | None = None
    relegated: pl.Series | None = None
    title: int | None = None


@dataclass(frozen=True)
class Robustness:
    """What the draws gave.

    `frame` has one row an applicant, in the order of the answers:

    low, median, high   ranks that 5, 50 and 95 percent of the draws reach or stay below, of those
                        draws in which there is a rank; null where there never is
    ranked, title, within   in how many draws there is a rank; the title, or a better one, is
                        reached; there is a place in the quota (null without title, or quota)

    `parts` are those whose weights moved, `criteria` those in which somebody's award could move.
    """

    moves: Moves
    asked: Asked
    parts: tuple[str, ...]
    criteria: tuple[str, ...]
    frame: pl.DataFrame


def simulate(
    scores: Scores,
    moves: Moves,
    asked: Asked,
    progress: Callable[[int, int], None] | None = None,
) -> Robustness:
    """Draw, score, rank; `progress` is told how many of all draws are done.

    Raises StandardError where a standard is too large to move its weights exactly.
    """
    simulation = Simulation(scores, moves, asked)
    count, people = moves.draws, scores.frame.height
    ranks = np.zeros((count, people), dtype=np.int32)
    title, within = (np.zeros(people, dtype=np.int64) for _ in range(2))
    at_once = max(1, _ROWS // max(people, 1))
    for first in range(0, count if people else 0, at_once):
        size = min(at_once, count - first)
        drawn = simulation.run(first, size)
        ranks[first : first + size] = _square(drawn["rank"].fill_null(_NEVER), size)
        title += _square(drawn["title"], size).sum(axis=0)
        within += _square(drawn["within"], size).sum(axis=0)
        if progress:
            progress(first + size, count)
    frame = _intervals(ranks).with_columns(
        title=pl.Series(title) if asked.title is not None else pl.lit(None, pl.Int64),
        within=pl.Series(within) if asked.quota else pl.lit(None, pl.Int64),
    )
    moved = simulation.parts, simulation.criteria
    return Robustness(moves, asked, *moved, frame)


def _square(column: pl.Series, draws: int) -> NDArray[np.int64]:
    return column.to_numpy().reshape(draws, -1)


def _intervals(ranks: NDArray[np.int32]) -> pl.DataFrame:
    """Whole ranks of the draws (rows), by the nearest-rank rule."""
    ordered = np.sort(ranks.T, axis=1)
    ranked = (ordered < _NEVER).sum(axis=1)
    people = np.arange(len(ordered))

    def at(percent: int) -> pl.Series:
        place = np.maximum(-(-percent * ranked // 100), 1) - 1
        found = ordered[people, place] if ordered.size else ranked
        return pl.Series(found.astype(np.int64)).set(pl.Series(ranked == 0), None)

    return pl.DataFrame(
        {"low": at(_LOW), "median": at(50), "high": at(_HIGH), "ranked": pl.Series(ranked)}
    )


class Simulation:
    """A run that is drawn again and again; `parts` and `criteria` are what moves."""

    def __init__(self, scores: Scores, moves: Moves, asked: Asked) -> None:
        self.moves, self.asked = moves, asked
        self._standard = scores.program.standard
        self._values = completed(scores.program, scores.answers.values)
        self._keys = keys_of(scores.answers.applicants["applicant"].to_list())
        self.parts = tuple(weights(self._standard)) if moves.spread else ()
        program = moving(scores.program) if self.parts else scores.program
        self._judged = judgements(scores, self._values) if moves.judgement != "none" else []
        self.criteria = tuple(dict.fromkeys(one.criterion for one in self._judged))
        self._names = list(dict.fromkeys(["score", *keys(self._standard), "grade", "outcome"]))
        moved = {*map(weight_of, self.parts), *(one.rule.field for one in self._judged)}
        self._rest = rest(
            program, self._values, moved, self._names, parameters(program, scores.as_of)
        )
        self._fixed = self._beside(scores)
        self._tiles = (0, self._fixed.head(0))

    def _beside(self, scores: Scores) -> pl.DataFrame:
        """What stays the same, with what sets applicants apart."""
        quota = self.asked.quota
        nobody = pl.Series([False] * scores.frame.height, dtype=pl.Boolean)
        return self._rest.frame.with_columns(
            group_of(scores, self.asked.by).fill_null("").alias("group"),
            group_of(scores, quota.by if quota else None).fill_null("").alias("quota_group"),
            (self.asked.relegated if self.asked.relegated is not None else nobody).alias(
                "relegated"
            ),
        )

    def columns(self, first: int, count: int) -> dict[str, NDArray[np.int64]]:
        """What moves, in some draws: factors (a number a draw), answers (a row a draw)."""
        found = {
            weight_of(id_): factors(self.moves, weight_of(id_), first, count) for id_ in self.parts
        }
        for one in self._judged:
            before = found.get(one.rule.field)
            found[one.rule.field] = one.moved(self.moves, (first, count), self._keys, before)
        return found

    def scores(self, first: int, count: int) -> pl.DataFrame:
        """Some draws one after the other, a row an applicant, in the order of the answers.

        Columns of `Scores.frame`: `score`, `grade`, `outcome` and what else ranks follow; and
        `draw` (from 0), `group`, `quota_group`, `relegated`.
        """
        people = self._fixed.height
        frame = self._tiled(count).with_columns(
            self._column(name, moved, people) for name, moved in self.columns(first, count).items()
        )
        beside = frame.select("draw", "group", "quota_group", "relegated")
        return pl.concat([self._rest.evaluate(frame, self._names), beside], how="horizontal")

    def run(self, first: int, count: int) -> pl.DataFrame:
        """The same draws: `rank`, `title`, `within`."""
        found = self.scores(first, count)
        placed, within = order(self._standard), pl.lit(False)
        if self.asked.quota:
            status, _ = quotas.judged(self.asked.quota, placed, [pl.col("draw")])
            within = status.is_in(quotas.WITHIN).fill_null(False)
        grades = len(self._standard.grades)
        title = self.asked.title if self.asked.title is not None else grades
        return found.select(
            place_within(placed, [pl.col("draw"), pl.col("group")]).alias("rank"),
            (pl.col("grade") <= min(title, grades - 1)).alias("title"),
            within.alias("within"),
        )

    def _column(self, name: str, moved: NDArray[np.int64], people: int) -> pl.Series:
        if moved.ndim == 1:
            return pl.Series(name, np.repeat(moved, people))
        column = pl.Series(name, moved.reshape(-1))
        said = self._values[name]
        if not said.null_count():
            return column
        unsaid = np.tile(said.is_null().to_numpy(), len(moved))
        return column.set(pl.Series(unsaid), None)

    def _tiled(self, count: int) -> pl.DataFrame:
        """What stays the same, once for every draw."""
        held, tiles = self._tiles
        if held != count:
            tiles = pl.concat(
                [self._fixed.with_columns(draw=pl.lit(n, pl.Int32)) for n in range(count)],
                rechunk=True,
            )
            self._tiles = (count, tiles)
        return tiles
