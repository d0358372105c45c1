"""Figures of all applicants judged together."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import polars as pl
import pytest

from engine.cohort import fill, supply
from engine.score import score
from tests.standards import small

DAY = date(2026, 11, 23)


def standard(take: str, within: str = "") -> str:
    group = f", within: {within}" if within else ""
    more = (
        "fields:\n"
        "  cost: {ask: 成本, type: measure, decimals: 1, max: 1000}\n"
        f"  figure: {{ask: 全体, type: measure, decimals: 1, max: 100000, cohort: {{take: {take}, of: cost{group}}}}}\n"
    )
    criterion = '- {id: "1", title: 不高于平均, points: 10, source: reference, rule: {threshold: {when: cost <= figure}}}'
    return small.text_of(criterion, more=more)


def judged(take: str, costs: list[Any], within: str = "", groups: list[Any] | None = None) -> Any:
    program = small.program(standard(take, within))
    answers = small.answers(program, [{} if cost is None else {"cost": cost} for cost in costs])
    if groups:
        people = answers.applicants.with_columns(pl.Series("district", groups, dtype=pl.String))
        answers = replace(answers, applicants=people)
    return program, *fill(program, answers, DAY)


@pytest.mark.parametrize(
    ("take", "costs", "figure"),
    [
        ("mean", [1, 2, 4], 23),  # 7 / 3 = 2.33
        ("mean", [1, 2], 15),
        ("mean", ["0.1", "0.2"], 2),  # 0.15, half-up
        ("mean", [1, None, 2], 15),  # who did not answer does not count
        ("mean", [None, None], None),
        ("median", [5, 1, 3], 30),
        ("median", [1, 2, 3, 4], 25),
        ("median", ["0.1", "0.2"], 2),
        ("lowest", [5, 1, 3], 10),
        ("greatest", [5, 1, 3], 50),
        ("total", [5, 1, 3], 90),
        ("total", [None], None),
        ("count", [5, None, 3], 20),
        ("count", [None], 0),
    ],
)
def test_a_figure_is_taken_of_those_who_answered(
    take: str, costs: list[Any], figure: int | None
) -> None:
    _, answers, figures = judged(take, costs)
    assert answers.values["figure"].to_list() == [figure] * len(costs)
    assert figures.to_dicts() == [
        {
            "figure": "figure",
            "group": None,
            "exact": figure,
            "count": sum(c is not None for c in costs),
        }
    ]


def test_a_figure_within_a_group_is_that_of_the_group() -> None:
    _, answers, figures = judged("mean", [1, 3, 10, 7], "district", ["东", "东", "西", None])
    assert answers.values["figure"].to_list() == [20, 20, 100, None]
    assert figures.select("group", "exact", "count").rows() == [("东", 20, 2), ("西", 100, 1)]


def test_the_batch_is_scored_against_its_own_figure_in_any_order() -> None:
    program, answers, _ = judged("mean", [1, 2, 3])
    assert score(program, answers, DAY).frame["score"].to_list() == [100_000, 100_000, 0]
    program, answers, _ = judged("mean", [3, 2, 1])
    assert score(program, answers, DAY).frame["score"].to_list() == [0, 100_000, 100_000]


def test_what_applicants_write_themselves_is_replaced() -> None:
    program = small.program(standard("mean"))
    answers = small.answers(program, [{"cost": 1, "figure": 999}, {"cost": 3}])
    filled, _ = fill(program, answers, DAY)
    assert filled.values["figure"].to_list() == [20, 20]


def test_figures_of_another_batch_are_taken_where_there_are_none() -> None:
    program, _, figures = judged("mean", [1, 3])
    alone = small.answers(program, [{"cost": 2}, {"cost": 2, "figure": 1}])
    supplied = supply(program, alone, figures)
    assert supplied.values["figure"].to_list() == [20, 10]
    assert score(program, supplied, DAY).frame["score"].to_list() == [100_000, 0]


def test_without_a_figure_nothing_is_earned() -> None:
    program = small.program(standard("mean"))
    alone = small.answers(program, [{"cost": 2}])
    assert score(program, alone, DAY).frame["score"].item() == 0
