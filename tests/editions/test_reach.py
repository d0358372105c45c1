"""An applicant's true score lies between what open questions earn at least and at most."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random

import polars as pl
import pytest

from engine.cohort import fill
from engine.compile import compile_named
from engine.program import Program
from engine.reach import reach
from engine.score import score
from standards.load import bundled
from tests.batch.samples import drawn
from tests.standards.shapes import program as program_of
from tests.standards.shapes import shapes

DAY = date(2026, 11, 23)
PROGRAMS = [
    *(pytest.param(compile_named, name, id=name) for name in bundled()),
    *(pytest.param(program_of, shape, id=f"shape {shape['shape']}") for shape in shapes()),
]


@pytest.mark.parametrize(("make", "of"), PROGRAMS)
def test_the_score_lies_between_least_and_most(make: object, of: object) -> None:
    assert callable(make)
    program = make(of)
    assert isinstance(program, Program)
    answers = drawn(program, 40, seed=5)
    random = Random(7)
    asked = [f for f in program.standard.asked.values() if f.type != "text" and not f.cohort]
    opened = [field.id for field in asked if random.random() < 0.4]
    blank = answers.values.with_columns(
        pl.lit(None, dtype=answers.values.schema[id_]).alias(id_) for id_ in opened
    )
    full, _ = fill(program, answers, DAY)
    # The figures of the batch are those of the full answers: only the questions are open.
    figures = [id_ for id_, field in program.standard.asked.items() if field.cohort]
    held = replace(full, values=blank.with_columns(full.values.select(figures)))
    span = reach(program, opened)
    true, raw = score(program, full, DAY).frame, score(program, held, DAY).frame
    least, most = (score(one, held, DAY).frame for one in (span.least, span.most))
    vetoes = [veto for c in program.standard.criteria for veto in c.veto]
    if not any(veto.effect == "zero_part" for veto in vetoes):  # none is taken to have happened
        assert (least["score"] <= true["score"]).all()
    assert (true["score"] <= most["score"]).all()
    if program.standard.penalty is None:
        assert least["score"].equals(raw["score"])
