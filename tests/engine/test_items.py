"""Items: mean shares and correlations are those of plain reckoning."""

from __future__ import annotations

from datetime import date
from statistics import correlation, fmean

import pytest

from engine.items import items
from engine.score import Scores, score
from tests.standards import small

CRITERIA = """
- {id: "1", title: 甲, points: 40, ask: {type: measure, max: 40}, rule: {proportional: {full_at: 40}}}
- {id: "2", title: 乙, points: 40, ask: {type: measure, max: 40}, rule: {proportional: {full_at: 40}},
   not_applicable: {policy: exclude, when: 无}}
- {id: "3", title: 丙, points: 20, rule: yes_no, veto: {when: not value, effect: refused}}
"""
BONUS = "bonus: {cap: 5, criteria: [{id: b, title: 加, points: 5, rule: yes_no}]}\n"
ROWS: list[dict[str, object]] = [
    {"1": 10, "2": 15, "3": True},
    {"1": 20, "2": 10, "3": True, "b": True},
    {"1": 30, "2": 40, "3": True},
    {"1": 40, "na:2": True, "3": True},
    {"1": 40, "2": 40, "3": False},  # refused: not looked at
]


def scored(rows: list[dict[str, object]] = ROWS) -> Scores:
    program = small.program(small.text_of(CRITERIA, points=100, more=BONUS))
    return score(program, small.answers(program, rows), date(2026, 1, 1))


def test_shares_are_means_over_those_who_are_ranked_and_to_whom_it_applies() -> None:
    found = {item.criterion: item for item in items(scored())}
    assert list(found) == ["1", "2", "3"]  # a bonus is no item
    assert found["1"].share == pytest.approx(fmean([0.25, 0.5, 0.75, 1]))
    assert found["2"].share == pytest.approx(fmean([15, 10, 40]) / 40)
    assert (found["1"].count, found["2"].count) == (4, 3)


def test_a_correlation_is_with_the_rest_and_not_with_the_whole() -> None:
    found = {item.criterion: item for item in items(scored())}
    assert found["1"].rest == pytest.approx(correlation([10, 20, 30, 40], [35, 30, 60, 20]))
    assert found["2"].rest == pytest.approx(correlation([15, 10, 40], [30, 40, 50]))


def test_where_all_have_the_same_points_there_is_no_correlation() -> None:
    found = {item.criterion: item for item in items(scored())}
    assert found["3"].rest is None
    assert all(item.rest is None for item in items(scored(ROWS[:1])))


def test_nobody_has_no_items() -> None:
    assert items(scored([])) == []
