"""Ranks: real ties, declared tie-breakers, groups, and those who are not ranked."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from engine.rank import rank
from engine.score import score
from tests.standards import small

CRITERIA = """
- {id: "1", title: 甲, points: 50, ask: {type: measure, max: 50}, rule: {proportional: {full_at: 50}}, source: reference}
- id: "2"
  title: 乙
  points: 50
  ask: {type: measure, max: 50}
  rule: {proportional: {full_at: 50}}
  veto: {when: value < 1, effect: refused}
  source: reference
"""
GRADES = """
ranking: {by: %s, ties: [%s]}
grades:
- {id: ok, name: 达标, when: score >= 60 and points("2") >= 30}
- {id: mend, name: 整改, when: score >= 40, outcome: conditional}
"""
ROWS = [{"1": 50, "2": 25}, {"1": 40, "2": 30}, {"1": 30, "2": 40}, {"1": 50, "2": 0}, {"1": 50}]


def ranks(
    by: str, ties: str, rows: list[dict[str, Any]], group: str | None = None
) -> list[int | None]:
    text = small.text_of(CRITERIA, points=100, grades=GRADES % (by, ties))
    program = small.program(text)
    scores = score(program, small.answers(program, rows), date(2026, 1, 1))
    return rank(scores, by=group)["rank"].to_list()


ORDERS = {
    "by score, ties share a rank": ("score", "", [1, 2, 2, None, None]),
    "by score, a tie-breaker decides": ("score", "criterion 2", [1, 3, 2, None, None]),
    "by grade before score": ("grade", "", [3, 1, 1, None, None]),
}


@pytest.mark.parametrize(("by", "ties", "expected"), ORDERS.values(), ids=ORDERS.keys())
def test_ranks(by: str, ties: str, expected: list[int | None]) -> None:
    assert ranks(by, ties, ROWS) == expected


def test_after_a_tie_places_are_skipped() -> None:
    assert ranks(
        "score", "", [{"1": 50, "2": 50}, *[{"1": 40, "2": 40}] * 2, {"1": 1, "2": 1}]
    ) == [1, 2, 2, 4]


def test_groups_are_ranked_apart() -> None:
    assert ranks("score", "", ROWS[:4], group="district") == [1, 1, 2, None]


def test_scores_that_differ_by_a_ten_thousandth_are_no_tie() -> None:
    assert ranks("score", "", [{"1": "40.0001", "2": 30}, {"1": 40, "2": 30}]) == [1, 2]
