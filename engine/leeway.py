"""What assessors awarded in a run, and how it moves."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import polars as pl
from numpy.typing import NDArray

from engine.draws import Moves, chosen
from engine.executors.polars_ import evaluate
from engine.program import Definition
from engine.score import Scores, parameters
from standards.expression import Const, when
from standards.rule import Leeway

_Column = NDArray[np.int64]


@dataclass(frozen=True)
class Judgement:
    """One range that a standard leaves to an assessor, in a run.

    `said` is what was awarded (0 where nothing was), in ten-thousandths of a point; `applies`
    tells where it is his judgement.
    """

    criterion: str
    rule: Leeway
    said: _Column
    applies: NDArray[np.bool_]

    def moved(
        self,
        moves: Moves,
        draws: tuple[int, int],
        people: NDArray[np.uint64],
        before: _Column | None,
    ) -> _Column:
        """What is awarded in some draws, the first and how many: a row a draw.

        `before` holds what other ranges of the same field gave; it stays where this one does not
        apply.
        """
        rule, name = self.rule, f"{self.rule.field}:{self.rule.low}"
        if moves.judgement == "range":
            steps = (rule.high - rule.low) // rule.step + 1
            awarded = rule.low + rule.step * chosen(moves, name, draws, people, steps)
        else:
            further = rule.step * (chosen(moves, name, draws, people, 3) - 1)
            awarded = np.clip(self.said + further, rule.low, rule.high)
        return np.where(self.applies, awarded, self.said if before is None else before)


def judgements(scores: Scores, values: pl.DataFrame) -> list[Judgement]:
    """The ranges of a run in which anything was awarded; `values` are its completed answers."""
    program = scores.program
    rules: dict[str, tuple[str, Leeway]] = {
        f"leeway:{lowered.criterion.id}:{place}": (lowered.criterion.id, rule)
        for lowered in program.lowered
        for place, rule in enumerate(lowered.leeways)
    }
    conditions = {
        name: Definition(name, when(rule.when, Const(1), Const(0)), (0, 1), ())
        for name, (_, rule) in rules.items()
    }
    asking = replace(program, definitions={**program.definitions, **conditions})
    found = evaluate(asking, values, list(rules), parameters(program, scores.as_of))
    return [
        Judgement(
            criterion,
            rule,
            values[rule.field].fill_null(0).to_numpy(),
            found[name].to_numpy() == 1,
        )
        for name, (criterion, rule) in rules.items()
        if found[name].sum()
    ]
