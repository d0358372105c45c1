"""Gates, vetoes, grades, claims, evidence, coverage: tables of what leads to what."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from engine.program import OUTCOMES
from engine.score import Scores, score
from engine.states import states
from tests.standards import small

DAY = date(2026, 11, 23)
CRITERIA = """
- {id: "1", title: 甲, points: 60, rule: yes_no, source: reference}
- id: "2"
  title: 乙
  points: 30
  ask: {type: rate}
  rule: {threshold: {more_than: 85}}
  veto: {when: value < 60, effect: refused}
  source: reference
- {id: "3", title: 丙, points: 10, rule: yes_no, source: reference, not_applicable: {policy: exclude, when: 无}}
"""
MORE = """
fields:
  homes: {ask: 户数, type: count}
  people: {ask: 人数, type: count}
gates:
- {id: size, title: 规模, require: homes >= 500 or people >= 1500, otherwise: refused, source: reference}
"""
GRADES = """
grades:
- {id: best, name: 优秀, when: score >= 90}
- {id: good, name: 达标, when: score >= 60}
- {id: mend, name: 整改, when: score >= 40, outcome: conditional, within_days: 90}
"""
FULL = {"1": True, "2": 90, "3": True, "homes": 600}


def run(
    *rows: dict[str, Any], more: str = MORE, grades: str = GRADES, criteria: str = CRITERIA
) -> Scores:
    program = small.program(small.text_of(criteria, points=100, more=more, grades=grades))
    return score(program, small.answers(program, list(rows)), DAY)


def verdict(scores: Scores) -> tuple[int, str | None, str]:
    frame = scores.frame
    grades = [grade.id for grade in scores.program.standard.grades]
    place = frame["grade"].item()
    return (
        frame["score"].item(),
        grades[place] if place < len(grades) else None,
        OUTCOMES[frame["outcome"].item()],
    )


CASES = {
    "everything in place": ({}, (1_000_000, "best", "named")),
    "just at the threshold earns nothing": ({"2": 85}, (700_000, "good", "named")),
    "just above it earns all": ({"2": "85.0001"}, (1_000_000, "best", "named")),
    "at the veto's value it does not act": ({"2": 60}, (700_000, "good", "named")),
    "below the veto's value the title is refused": ({"2": "59.9999"}, (700_000, None, "refused")),
    "the conditional grade": ({"1": False}, (400_000, "mend", "conditional")),
    "no grade": ({"1": False, "2": 70, "3": False}, (0, None, "failed")),
    "a gate met by the other figure": ({"homes": 10, "people": 1500}, (1_000_000, "best", "named")),
    "a gate met though one figure is blank": ({"people": None}, (1_000_000, "best", "named")),
    "a gate unmet": ({"homes": 499, "people": 1499}, (1_000_000, None, "refused")),
    "a gate that cannot be decided": ({"homes": 499}, (1_000_000, None, "not_judged")),
    "a gate not answered at all": ({"homes": None}, (1_000_000, None, "not_judged")),
    "a veto's question not answered": ({"2": None}, (700_000, None, "not_judged")),
    "too little answered": ({"1": None, "3": None}, (300_000, None, "not_judged")),
    "a refusal weighs more than too little answered": (
        {"1": None, "2": 10, "3": None},
        (0, None, "refused"),
    ),
    "a claim takes the criterion out of the base": (
        {"3": None, "na:3": True, "2": 70},
        (666_667, "good", "named"),
    ),
}


@pytest.mark.parametrize(("change", "expected"), CASES.values(), ids=CASES.keys())
def test_outcomes(change: dict[str, Any], expected: tuple[int, str | None, str]) -> None:
    assert verdict(run({**FULL, **change})) == expected


def test_coverage_is_the_share_of_the_points_that_were_answered() -> None:
    scores = run(FULL, {**FULL, "1": None}, {**FULL, "3": None}, {**FULL, "3": None, "na:3": True})
    assert scores.frame["coverage"].to_list() == [10_000, 4_000, 9_000, 10_000]


def test_four_ways_of_not_knowing_are_four_states() -> None:
    scores = run(FULL, {**FULL, "1": None}, {**FULL, "1": False}, {**FULL, "na:3": True})
    assert states(scores)["1"].to_list() == ["met", "unanswered", "unmet", "met"]
    assert states(scores)["3"].to_list() == ["met", "met", "met", "not_applicable"]


CLAIMS = {"exclude": 0, "full": 100_000, "zero": 0}


@pytest.mark.parametrize(("policy", "points"), CLAIMS.items())
def test_what_a_claim_earns(policy: str, points: int) -> None:
    criteria = CRITERIA.replace("policy: exclude", f"policy: {policy}")
    scores = run({**FULL, "3": None, "na:3": True}, criteria=criteria)
    assert scores.frame["points:3"].item() == points
    assert (
        scores.frame["score"].item()
        == {"exclude": 1_000_000, "full": 1_000_000, "zero": 900_000}[policy]
    )
    assert states(scores)["3"].item() == "not_applicable"


def test_a_part_in_which_nothing_applies_has_no_score() -> None:
    criteria = CRITERIA.replace(
        "rule: yes_no, source: reference}",
        "rule: yes_no, source: reference, not_applicable: {policy: exclude, when: 无}}",
    )
    criteria = criteria.replace(
        "  source: reference", "  source: reference\n  not_applicable: {policy: exclude, when: 无}"
    )
    scores = run({"homes": 600, "na:1": True, "na:2": True, "na:3": True}, criteria=criteria)
    assert scores.frame["scored:1"].item() == 0
    assert scores.frame["scored"].item() == 0
    assert verdict(scores)[1:] == (None, "not_judged")


UNPROVEN = {
    "nothing": (0, "unproven"),
    "50%": (300_000, "unproven"),
    "noted": (600_000, "unproven"),
}


@pytest.mark.parametrize(("policy", "expected"), UNPROVEN.items())
def test_what_a_claim_without_its_evidence_earns(policy: str, expected: tuple[int, str]) -> None:
    criteria = CRITERIA.replace(
        "points: 60, rule: yes_no", "points: 60, rule: yes_no, evidence: required"
    )
    scores = run(
        FULL,
        {**FULL, "ev:1": True},
        {**FULL, "1": False},
        criteria=criteria,
        more=f"unproven: {policy}\n" + MORE,
    )
    assert scores.frame["points:1"].to_list() == [expected[0], 600_000, 0]
    assert states(scores)["1"].to_list() == [expected[1], "met", "unmet"]


VETOES = {
    "lower_grade": (1_000_000, "good", "named"),
    "zero_part": (0, None, "failed"),
    "refused": (1_000_000, None, "refused"),
}


@pytest.mark.parametrize(("effect", "expected"), VETOES.items())
def test_effects_of_a_veto(effect: str, expected: tuple[int, str | None, str]) -> None:
    criteria = CRITERIA.replace(
        "when: value < 60, effect: refused", f"when: value > 95, effect: {effect}"
    )
    assert verdict(run({**FULL, "2": 96}, criteria=criteria)) == expected
    assert verdict(run({**FULL, "2": 95}, criteria=criteria)) == (1_000_000, "best", "named")


WINDOW = """
- id: "1"
  title: 甲
  points: 100
  rule: {yes_no: {good: no}}
  veto: {when: "value and within(day, years=3)", effect: refused}
  source: reference
"""
DATES = {
    "no accident": ({"1": False}, "named"),
    "within the three years": ({"1": True, "day": date(2024, 1, 1)}, "refused"),
    "one day inside": ({"1": True, "day": date(2023, 11, 24)}, "refused"),
    "three years ago to the day": ({"1": True, "day": date(2023, 11, 23)}, "failed"),
    "an accident without its day": ({"1": True}, "not_judged"),
}


@pytest.mark.parametrize(("answers", "outcome"), DATES.values(), ids=DATES.keys())
def test_a_window_in_time_uses_the_day_of_judgement(answers: dict[str, Any], outcome: str) -> None:
    more = "fields:\n  day: {ask: 日期, type: date, asked_if: 'answer(\"1\")'}\n"
    if "day" in answers:
        answers = {**answers, "day": (answers["day"] - date(1970, 1, 1)).days}
    assert verdict(run(answers, criteria=WINDOW, more=more))[2] == outcome


TREE = """
standard: tree
edition: "1"
title: 树
assessed: 社区
status: reference
points: 100
{options}
parts:
- id: P
  title: 总
  points: 100
  combine: {combine}
  parts:
  - id: A
    title: 甲
    points: 40
    {one}
    criteria: [{{id: a, title: a, points: 40, ask: {{type: measure, max: 40}}, rule: {{proportional: {{full_at: 40}}}}, source: reference}}]
  - id: B
    title: 乙
    points: 20
    {two}
    criteria: [{{id: b, title: b, points: 20, ask: {{type: measure, max: 20}}, rule: {{proportional: {{full_at: 20}}}}, source: reference}}]
grades: [{{id: ok, name: 达标, when: score >= 60}}]
"""
COMBINED = {
    "mean": ("mean", "", "", 625_000),
    "weighted 40 to 20": ("weighted", "weight: 40", "weight: 20", 583_333),
    "weights need not sum to one": ("weighted", "weight: 1.5", "weight: 0.5", 562_500),
    "lowest": ("lowest", "", "", 500_000),
    "best": ("best", "", "", 750_000),
}


@pytest.mark.parametrize(
    ("combine", "one", "two", "expected"), COMBINED.values(), ids=COMBINED.keys()
)
def test_ways_of_combining(combine: str, one: str, two: str, expected: int) -> None:
    program = small.program(TREE.format(combine=combine, one=one, two=two, options=""))
    scores = score(program, small.answers(program, [{"a": 20, "b": 15}]), DAY)
    assert scores.frame["score"].item() == expected


ROUNDED = {
    "half_up rounds a half up": ("half_up", "39.98", 999_500, 999_000),
    "half_even goes to the even neighbour": ("half_even", "29.94", 748_500, 748_000),
    "half_even goes up to an even neighbour": ("half_even", "29.98", 749_500, 750_000),
    "floor cuts": ("floor", "39.96", 999_000, 999_000),
    "never up to full": ("half_up", "39.99", 999_750, 999_000),
}


@pytest.mark.parametrize(
    ("way", "value", "exact", "published"), ROUNDED.values(), ids=ROUNDED.keys()
)
def test_published_scores(way: str, value: str, exact: int, published: int) -> None:
    text = TREE.format(combine="lowest", one="", two="", options=f"decimals: 1\nrounding: {way}")
    program = small.program(text)
    scores = score(program, small.answers(program, [{"a": value, "b": 20}]), DAY)
    assert scores.frame["score"].item() == exact
    assert scores.frame["published"].item() == published


def test_bonus_and_penalty_stand_outside_the_base_with_caps() -> None:
    blocks = """
bonus:
  cap: 5
  criteria: [{id: B, title: 加, points: 8, ask: {type: count}, rule: {per_unit: {earn: 2, per: 1, up_to: 8}}, source: reference}]
penalty:
  cap: 10
  criteria: [{id: M, title: 减, points: 12, ask: {type: count}, rule: {per_unit: {earn: 3, per: 1, up_to: 12}}, source: reference}]
"""
    scores = run(
        {**FULL, "B": 1, "M": 0},
        {**FULL, "B": 4, "M": 1},
        {**FULL, "B": 0, "M": 4},
        {**FULL},
        more=MORE + blocks,
    )
    assert scores.frame["score"].to_list() == [1_020_000, 1_020_000, 900_000, 1_000_000]


def test_a_penalty_that_takes_nothing_is_met() -> None:
    block = """
penalty:
  cap: 10
  criteria: [{id: M, title: 减, points: 9, ask: {type: count}, rule: {per_unit: {earn: 3, per: 1, up_to: 9}}, source: reference}]
"""
    scores = run({**FULL, "M": 0}, {**FULL, "M": 1}, {**FULL, "M": 9}, FULL, more=MORE + block)
    assert states(scores)["M"].to_list() == ["met", "partly", "unmet", "unanswered"]
