"""The trace: steps add up to the points, and a gain is what scoring again would give."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.score import score
from engine.trace import Tracer, trace
from tests.reports import demo
from tests.standards import small

BEST: dict[str, dict[str, Any]] = {
    "1.1": {"1.1": True, "ev:1.1": True},
    "1.2": {"1.2.bags": True, "1.2.bins": True, "1.2.told": True},
    "1.3": {"1.3": "good"},
    "1.4": {"1.4.plan": False, "1.4.corner": 0, "1.4.file": 0},
    "1.5": {"1.5": 96},
    "1.6": {"last_event": 20_700},
    "1.7": {"1.7": 30},
    "2.2": {"2.2": 100},
    "2.3": {"2.3.drawn": 5, "2.3.passed": 5},
    "2.4": {"2.4": True, "na:2.4": False},
    "2.5": {"2.5": 2},
    "B1": {"B1": True},
    "B2": {"B2": True},
    "P1": {"P1": False},
}
"""Answers that earn all the points of a criterion."""


def choices(asked: Any) -> st.SearchStrategy[Any]:
    if asked.type == "yes_no":
        return st.none() | st.booleans()
    if asked.type == "choice":
        return st.none() | st.sampled_from(sorted(asked.codes))
    if asked.type == "date":
        return st.none() | st.integers(20_000, 20_800)
    least, greatest = asked.least, asked.greatest
    return st.none() | st.integers(int(least), int(min(greatest, 120)))


def rows() -> st.SearchStrategy[dict[str, Any]]:
    asked = demo.program().standard.asked
    return st.fixed_dictionaries(
        {id_: choices(field) for id_, field in asked.items()}
        | {"ev:1.1": st.booleans(), "na:2.4": st.booleans()}
    )


@settings(max_examples=30)
@given(rows())
def test_steps_add_up_to_what_a_criterion_claims(row: dict[str, Any]) -> None:
    program = demo.program()
    scores = score(program, small.answers(program, [row]), demo.DAY)
    found = trace(scores).frame.row(0, named=True)
    for lowered in program.lowered:
        id_ = lowered.criterion.id
        amounts = [found[f"amount:{id_}:{step.id}"] for step in lowered.steps.steps]
        total = min(max(lowered.steps.start + sum(amounts), 0), lowered.points)
        away = id_ == "2.4" and row["na:2.4"]
        unproven = id_ == "1.1" and not row["ev:1.1"]
        assert found[f"points:{id_}"] == (0 if away or unproven else total)


@settings(max_examples=30)
@given(rows(), st.sampled_from(sorted(BEST)))
def test_a_gain_is_what_scoring_again_would_give(row: dict[str, Any], id: str) -> None:
    program = demo.program()
    if row["na:2.4"] and id == "2.4":
        row = {**row, "na:2.4": False}
    both = small.answers(program, [row, {**row, **BEST[id]}])
    scores = score(program, both, demo.DAY)
    before, after = scores.frame["score"].to_list()
    gain = trace(scores, [0]).frame[f"gain:{id}"].item()
    assert gain == after - before


@pytest.mark.parametrize("way", ["sum", "mean", "lowest", "best"])
def test_gains_follow_the_way_of_combining(way: str) -> None:
    text = small.text_of(
        """
- {id: "1.1", title: 甲, points: 6, rule: yes_no}
- {id: "1.2", title: 乙, points: 2, rule: yes_no}
- {id: "1.3", title: 丙, points: 2, rule: yes_no}
"""
    ).replace("  points: 10\n  criteria", f"  points: 10\n  combine: {way}\n  criteria")
    program = small.program(text)
    scores = score(
        program, small.answers(program, [{"1.1": False, "1.2": True, "1.3": False}]), demo.DAY
    )
    found = trace(scores).frame
    gains = {
        "sum": [60_000, 0, 20_000],
        "mean": [33_334, 0, 33_334],
        "lowest": [0, 0, 0],
        "best": [0, 0, 0],
    }
    assert [found[f"gain:{id_}"].item() for id_ in ("1.1", "1.2", "1.3")] == gains[way]


def test_some_rows_are_the_rows_asked_for_in_that_order() -> None:
    scores = demo.scored([{}, {"1.1": False}, {"1.5": 0}])
    every = trace(scores).frame
    assert trace(scores, [2, 0]).frame.equals(every[[2, 0]])


def test_a_value_is_traced_only_where_it_is_worked_out() -> None:
    found = Tracer(demo.program()).run(demo.scored([{"asked": 3, "content": 2}]))
    assert set(found.values) == {"2.1", "2.3"}
    top, bottom = found.frame["top:2.1"].item(), found.frame["bottom:2.1"].item()
    assert top * 3 == 200 * bottom


def test_a_question_that_is_not_due_is_told_from_one_that_is() -> None:
    found = trace(demo.scored([{"1.3": "fair"}, {"1.3": "good"}, {"1.3": None}])).frame
    assert found["asked:1.3.award"].to_list() == [1, 0, 1]
