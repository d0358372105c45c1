"""What holds for every standard and any answers."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from engine.compile import compile_named
from engine.score import Scores, score
from engine.states import STATES, states
from standards.load import bundled
from tests.engine import strategies

DAY = date(2026, 11, 23)
every_standard = pytest.mark.parametrize("name", bundled())


def scored(name: str, rows: list[dict[str, Any]]) -> Scores:
    program = compile_named(name)
    return score(program, strategies.answers(program, rows), DAY)


@every_standard
@given(data=st.data())
def test_scores_stay_within_their_bounds(name: str, data: st.DataObject) -> None:
    program = compile_named(name)
    frame = scored(name, data.draw(strategies.rows(program))).frame
    for lowered in program.lowered:
        points = frame[f"points:{lowered.criterion.id}"]
        assert points.is_between(0, lowered.points).all()
    for _, part in program.standard.walk_parts():
        assert frame[f"part:{part.id}"].is_between(0, int(part.points * 10_000)).all()
    for column in frame.iter_columns():
        assert column.null_count() == 0
        definition = program.definitions[column.name]
        assert column.is_between(*definition.range).all(), column.name


@every_standard
@given(data=st.data())
def test_a_batch_equals_its_single_runs_in_any_order(name: str, data: st.DataObject) -> None:
    program = compile_named(name)
    rows = data.draw(strategies.rows(program, least=2))
    together = scored(name, rows).frame
    order = data.draw(st.permutations(range(len(rows))))
    shuffled = scored(name, [rows[place] for place in order]).frame
    assert_frame_equal(together[list(order)], shuffled)
    assert_frame_equal(together, pl.concat(scored(name, [row]).frame for row in rows))


@every_standard
@given(data=st.data())
def test_answering_a_blank_never_lowers_a_criterion(name: str, data: st.DataObject) -> None:
    program = compile_named(name)
    row = data.draw(strategies.rows(program, least=1, most=1))[0]
    fields = [f for f in program.standard.asked.values() if f.type != "text"]
    asked = data.draw(st.sampled_from(fields))
    near = strategies.edges(program)
    said = data.draw(strategies.answer(asked, near).filter(lambda value: value is not None))
    frame = scored(name, [{**row, asked.id: None}, {**row, asked.id: said}]).frame
    for lowered in program.lowered:
        before, after = frame[f"points:{lowered.criterion.id}"]
        assert after >= before, lowered.criterion.id
    assert frame["coverage"][1] >= frame["coverage"][0] or _leaves_the_base(frame)


def _leaves_the_base(frame: pl.DataFrame) -> bool:
    """An answer of 0 to divide by may take a criterion out of the base."""
    applies = frame.select(pl.selectors.starts_with("applies:"))
    return applies.row(0) != applies.row(1)


@every_standard
@given(data=st.data())
def test_states_are_told_apart(name: str, data: st.DataObject) -> None:
    program = compile_named(name)
    scores = scored(name, data.draw(strategies.rows(program)))
    told = states(scores)
    penalty = program.standard.penalty
    taking = {criterion.id for criterion in penalty.criteria} if penalty else set()
    for lowered in program.lowered:
        id_ = lowered.criterion.id
        points = scores.frame[f"points:{id_}"]
        all_, none = ("unmet", "met") if id_ in taking else ("met", "unmet")
        assert told[id_].is_in(STATES).all()
        assert (points.filter(told[id_] == all_) == lowered.points).all()
        assert (points.filter(told[id_].is_in(["unanswered", none])) == 0).all()
