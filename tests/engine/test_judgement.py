"""What is certain of a score, and what a single criterion would change: against direct rescoring."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import polars as pl
import pytest

from engine.compile import compile_named
from engine.executors.polars_ import evaluate
from engine.judgement import Weigher
from engine.program import Program
from engine.score import Scores, parameters, score
from engine.trace import trace
from standards.expression import Const
from standards.load import bundled
from submissions.simulate import simulate
from tests.reports import demo

DAY = date(2026, 11, 23)
GOOD = 1_000_000
"""The score of the demo's good answers, in ten-thousandths."""


def weighed(changes: dict[str, Any]) -> dict[str, int]:
    scores = demo.scored([changes])
    return Weigher(scores.program).run(scores, [0]).row(0, named=True)


ROWS: list[tuple[str, dict[str, Any], str, int]] = [
    ("counts and measures alone are certain", {}, "judged:1.3", 40_000),
    ("an award is judged down to its lower end", {"2.5": 1.5}, "judged:2.5", 15_000),
    ("a level is judged with its range", {"1.3": "fair", "1.3.award": 2.5}, "judged:1.3", 25_000),
    (
        "how grave a fault is, is judged above what it costs anyhow",
        {"1.4.file": 1},
        "judged:1.4",
        10_000,
    ),
    ("a fault that was not found is a fact", {"1.4.file": 0}, "judged:1.4", 0),
    ("what nobody answered is not judged", {"1.3": None}, "judged:1.3", 0),
]


@pytest.mark.parametrize(
    ("sentence", "changes", "column", "points"), ROWS, ids=[r[0] for r in ROWS]
)
def test_what_hangs_on_judgement(
    sentence: str, changes: dict[str, Any], column: str, points: int
) -> None:
    assert weighed(changes)[column] == points


def test_a_bundle_of_judged_answers_is_a_part_of_the_score() -> None:
    found = weighed({})
    # 1.3 (4 points) in a plain part; 2.5 (2 of the 10 points of a part that weighs a quarter of 60).
    assert found["judged"] == 40_000 + 30_000
    assert found["certain"] == GOOD - 70_000
    assert (found["unproven"], found["most"]) == (0, GOOD)


def noted() -> Program:
    """The demo, in which missing evidence is only noted."""
    from tests.standards import small

    return small.program(demo.TEXT.replace("unproven: nothing", "unproven: noted"))


def test_what_lacks_its_evidence_is_not_certain() -> None:
    from tests.standards import small

    program = noted()
    answers = small.answers(program, [{**demo.GOOD, "ev:1.1": False}])
    found = Weigher(program).run(score(program, answers, DAY), [0]).row(0, named=True)
    assert found["unproven"] == 60_000
    assert found["certain"] + found["judged"] + found["unproven"] == GOOD


@pytest.mark.parametrize("name", bundled())
def test_the_split_is_that_of_scoring_again_with_the_answers_changed(name: str) -> None:
    program = compile_named(name)
    answers = simulate(program, 60, 5)
    scores = score(program, answers, DAY)
    weigher = Weigher(program)
    found = weigher.run(scores, range(60))
    assert (found["certain"] + found["judged"] + found["unproven"]).equals(
        scores.frame["score"].alias("certain")
    )
    strict = answers.values
    for fields in weigher.judged.values():
        for field in fields:
            column = pl.col(field.field)
            given = column > 0 if field.found else column.is_not_null()
            strict = strict.with_columns(
                pl.when(given).then(field.strict).otherwise(column).alias(field.field)
            )
    unshown = {f"ev:{id_}" for id_ in program.evidenced}
    assert unshown <= set(strict.columns)
    again = score(program, replace(answers, values=strict), DAY).frame["score"]
    # Without missing evidence the two must be the same; with it, certain is what is left.
    lacking = bare(scores)
    rows = lacking.iter_rows() if lacking.width else [()] * 60
    proven = pl.Series([not any(row) for row in rows], dtype=pl.Boolean)
    assert found["certain"].filter(proven).equals(again.filter(proven).alias("certain"))
    assert (found["certain"] <= again).all()
    assert (found["most"] >= scores.frame["score"]).all()


def bare(scores: Scores) -> pl.DataFrame:
    """Which criteria earn something without the evidence that they need."""
    values = scores.answers.values
    return pl.DataFrame(
        {
            id_: ~values[f"ev:{id_}"] & (scores.frame[f"points:{id_}"] > 0)
            for id_ in scores.program.evidenced
        }
    )


@pytest.mark.parametrize("name", ["green-community", "civilized-county"])
def test_a_grade_that_one_criterion_would_bring_is_that_of_scoring_again(name: str) -> None:
    program = compile_named(name)
    scores = score(program, simulate(program, 40, 7), DAY)
    traced = trace(scores).frame
    penalty = program.standard.penalty
    against = {c.id for c in penalty.criteria} if penalty else set()
    lifted = 0
    for lowered in program.lowered:
        id_ = lowered.criterion.id
        best = Const(0 if id_ in against else lowered.points)
        definition = program.definitions[f"points:{id_}"]
        changed = {definition.name: replace(definition, expr=best)}
        for name_ in (f"off_part:{id_}", f"off_score:{id_}"):
            if name_ in program.definitions:
                changed[name_] = replace(program.definitions[name_], expr=Const(0))
        other = replace(program, definitions={**program.definitions, **changed})
        found = evaluate(other, scores.answers.values, ["score", "grade"], parameters(other, DAY))
        assert traced[f"lift:{id_}"].equals(found["grade"].alias(f"lift:{id_}"))
        gain = found["score"] - scores.frame["score"]
        assert traced[f"gain:{id_}"].equals(gain.alias(f"gain:{id_}"))
        lifted += int((found["grade"] < scores.frame["grade"]).sum())
    assert lifted, "no one of the samples would be lifted by anything"
