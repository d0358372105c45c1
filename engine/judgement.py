"""How much of a score is certain, and how much hangs on an assessor's judgement.

The program is run again over the same answers with every judged answer at its strictest, and at
its most generous: whatever the parts are combined by, the difference is what judgement decides.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import polars as pl

from engine.answers import completed
from engine.executors.polars_ import evaluate
from engine.program import Definition, Program, claim_of, evidence_of
from engine.score import Scores, parameters
from standards.expression import Answer, Compare, Const, Expr, Ref, either, when
from standards.lowering import Lowered
from standards.rule import Judged


class Weigher:
    """What judgement and missing evidence are worth, worked out once for a program."""

    def __init__(self, program: Program) -> None:
        self._program = program
        blocks = program.standard.penalty
        self._taking = {criterion.id for criterion in blocks.criteria} if blocks else set()
        judged = {low.criterion.id: _judged(low) for low in program.lowered}
        self.judged: Mapping[str, tuple[Judged, ...]] = {k: j for k, j in judged.items() if j}
        self._strict = self._answers("strict")
        self._generous = self._answers("generous")
        self._proven = _proven(program, self._taking)

    def run(self, scores: Scores, rows: Sequence[int]) -> pl.DataFrame:
        """One row for each row asked for, all Int64, points in ten-thousandths.

        certain              what the score is at least, however it is judged, and with what lacks
                             its evidence earning nothing
        judged, unproven     what judgement, and evidence still missing, add to it: the three
                             make up the score
        most                 the score if every judgement were the most generous
        strict_grade, most_grade   the grades of `certain` and `most`, as places
        judged:<criterion>   what of the criterion's points hangs on judgement; for those in
                             `self.judged`
        """
        program = self._program
        values = completed(program, scores.answers.values)[list(rows)]
        given = parameters(program, scores.as_of)
        names = [f"points:{id_}" for id_ in self.judged]
        is_ = evaluate(program, values, ["score", *names], given)
        strict_values, generous_values = (
            values.with_columns(columns) for columns in (self._strict, self._generous)
        )
        strict = evaluate(program, strict_values, names, given)
        proven = evaluate(self._proven, values, ["score"], given)["score"]
        least = evaluate(self._proven, strict_values, ["score", "grade"], given)
        most = evaluate(program, generous_values, ["score", "grade"], given)
        frame = pl.DataFrame(
            {
                "score": is_["score"],
                "proven": proven,
                "least": least["score"],
                "strict_grade": least["grade"],
                "most": most["score"],
                "most_grade": most["grade"],
            }
        )
        with_papers = pl.min_horizontal("score", "proven")
        certain = pl.min_horizontal(with_papers, "least")
        return frame.select(
            certain.alias("certain"),
            (with_papers - certain).alias("judged"),
            (pl.col("score") - with_papers).alias("unproven"),
            pl.max_horizontal("score", "most").alias("most"),
            "strict_grade",
            "most_grade",
        ).with_columns(
            (is_[name] - strict[name]).abs().alias(name.replace("points:", "judged:"))
            for name in names
        )

    def _answers(self, end: str) -> list[pl.Expr]:
        """The judged answers at one end; who did not answer stays so, and a fault not found."""
        columns = []
        for id_, fields in self.judged.items():
            for field in fields:
                strict, generous = field.strict, field.generous
                if id_ in self._taking:
                    strict, generous = generous, strict
                value = strict if end == "strict" else generous
                column = pl.col(field.field)
                given = column > 0 if field.found else column.is_not_null()
                columns.append(pl.when(given).then(value).otherwise(column).alias(field.field))
        return columns


def _judged(lowered: Lowered) -> tuple[Judged, ...]:
    criterion = lowered.criterion
    return criterion.rule.judged(criterion.id, criterion.points)


def _proven(program: Program, taking: set[str]) -> Program:
    """The program in which what lacks its evidence earns nothing."""
    changed: dict[str, Definition] = {}
    claims = set(program.claims)
    for id_ in program.evidenced:
        if id_ in taking:
            continue
        definition = program.definitions[f"points:{id_}"]
        allowed: list[Expr] = [Compare("==", Answer(evidence_of(id_)), Const(1))]
        if id_ in claims:
            allowed.append(Compare("==", Answer(claim_of(id_)), Const(1)))
        if f"exempt:{id_}" in program.definitions:
            allowed.append(Compare("==", Ref(f"exempt:{id_}"), Const(1)))
        shown = when(either(*allowed), definition.expr, Const(0))
        changed[definition.name] = replace(definition, expr=shown)
    return replace(program, definitions={**program.definitions, **changed})
