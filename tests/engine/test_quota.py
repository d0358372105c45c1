"""Quotas and relegation: shares, places, groups, ties at the edge, the last twice in a row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import polars as pl
import pytest
from pydantic import ValidationError

from engine.quota import STATUSES, judged
from engine.rank import order
from engine.relegation import among_last, relegated
from engine.score import Scores, score
from standards.ranking import Quota, Relegation
from tests.standards import small

CRITERIA = """
- {id: "1", title: 甲, points: 100, ask: {type: measure, max: 100}, rule: {proportional: {full_at: 100}},
   veto: {when: value < 1, effect: refused}, source: reference}
"""
GRADES = """
ranking: {relegation: {last: 3, times: %d}}
grades:
- {id: passed, name: 达标, when: score >= 60}
- {id: mend, name: 整改, when: score >= 50, outcome: conditional}
"""


def scored(points: Sequence[float | None], times: int = 2, codes: str | None = None) -> Scores:
    """Applicants of so many points; every other one is of district 甲区, the first of 乙区."""
    text = small.text_of(CRITERIA, points=100, grades=GRADES % times)
    program = small.program(text)
    answers = small.answers(program, [{"1": value} for value in points])
    if codes is not None:
        named = answers.applicants.with_columns(applicant=pl.Series(list(codes)))
        answers = replace(answers, applicants=named)
    return score(program, answers, date(2026, 1, 1))


def statuses(points: Sequence[float | None], quota: dict[str, Any], out: Sequence[int] = ()) -> Any:
    """What becomes of each, and how many places there are."""
    rule = Quota.model_validate(quota)
    found = scored(points)
    people = found.answers.applicants
    group = people[rule.by] if rule.by else pl.Series([""] * people.height)
    table = found.frame.with_columns(
        quota_group=group, relegated=pl.int_range(pl.len()).is_in(list(out))
    )
    told = table.select(judged(rule, order(found.program.standard)))
    return told["quota"].to_list(), told["places"].to_list()


W, TW, B, TB = "within", "tie_within", "beyond", "tie_beyond"
SHARES: dict[str, tuple[list[float | None], dict[str, Any], list[str | None]]] = {
    "two of four places": ([90, 80, 70, 65], {"places": 2}, [W, W, B, B]),
    "more places than applicants": ([90, 80], {"places": 9}, [W, W]),
    "no place at all": ([90, 80], {"places": 0}, [B, B]),
    "who has not passed takes no place": (
        [90, 55, 40],
        {"places": 3},
        [W, "not_passed", "not_passed"],
    ),
    "where all who are ranked take places": (
        [90, 55, 40],
        {"places": 2, "of": "ranked"},
        [W, W, B],
    ),
    "who is refused or not judged is not spoken of": (
        [90, 0, None],
        {"places": 3},
        [W, None, None],
    ),
    "half of three, rounded down": ([90, 80, 70], {"share": "50%"}, [W, B, B]),
    "half of three, rounded up": ([90, 80, 70], {"share": "50%", "round": "up"}, [W, W, B]),
    "half of three, to the nearest": (
        [90, 80, 70],
        {"share": "50%", "round": "half_up"},
        [W, W, B],
    ),
    "a tenth of three, to the nearest": (
        [90, 80, 70],
        {"share": "10%", "round": "half_up"},
        [B, B, B],
    ),
    "a third exactly": ([90, 80, 70], {"share": "33.3334%"}, [W, B, B]),
    "a hair less than a third": ([90, 80, 70], {"share": "33.3333%"}, [B, B, B]),
    "a share of those that passed": (
        [90, 80, 70, 60, 55, 50],
        {"share": "50%"},
        [W, W, B, B, "not_passed", "not_passed"],
    ),
    "a share of all who are ranked": (
        [90, 80, 70, 60, 55, 50],
        {"share": "50%", "of": "ranked"},
        [W, W, W, B, B, B],
    ),
    "a tie before the edge": ([90, 90, 80], {"places": 2}, [W, W, B]),
    "a tie at the edge, all are within": (
        [90, 80, 80, 70],
        {"places": 2, "ties_at_the_edge": "all"},
        [W, TW, TW, B],
    ),
    "a tie at the edge, none is within": (
        [90, 80, 80, 70],
        {"places": 2, "ties_at_the_edge": "none"},
        [W, TB, TB, B],
    ),
    "a tie at the edge where nothing is said": ([90, 80, 80], {"places": 2}, [W, TW, TW]),
    "a tie beyond the edge": ([90, 80, 80], {"places": 1}, [W, B, B]),
    "a tie of all, one place, none": (
        [90, 90],
        {"places": 1, "ties_at_the_edge": "none"},
        [TB, TB],
    ),
    "so many in every district": ([90, 80, 70, 60], {"places": 1, "by": "district"}, [W, W, B, B]),
    "districts of their own": (
        [90, 80, 70, 65],
        {"places": {"乙区": 2, "甲区": 1}, "by": "district"},
        [W, W, W, B],
    ),
    "a district that has no places": (
        [90, 80],
        {"places": {"乙区": 1}, "by": "district"},
        [W, "no_places"],
    ),
    "a district with none": (
        [90, 80],
        {"places": {"乙区": 1, "甲区": 0}, "by": "district"},
        [W, B],
    ),
}


@pytest.mark.parametrize(("points", "quota", "expected"), SHARES.values(), ids=SHARES.keys())
def test_who_is_within_a_quota(
    points: list[float | None], quota: dict[str, Any], expected: list[str | None]
) -> None:
    assert statuses(points, quota)[0] == expected


def test_who_loses_the_title_takes_no_place() -> None:
    assert statuses([90, 80, 70], {"places": 2}, out=[0])[0] == ["relegated", W, W]


def test_the_number_of_places_is_told() -> None:
    assert statuses([90, 80, 70, 60, 40], {"share": "50%", "by": "district"})[1] == [1, 1, 1, 1, 1]


def test_every_status_occurs_in_this_table() -> None:
    shown = {status for _, _, expected in SHARES.values() for status in expected if status}
    assert shown | {"relegated"} == set(STATUSES)


WRONG = {
    "neither a share nor places": ({}, "either a `share`"),
    "both": ({"share": "10%", "places": 1}, "either a `share`"),
    "rounded places": ({"places": 1, "round": "up"}, "`round` belongs to a `share`"),
    "places of groups that are not said": ({"places": {"甲区": 1}}, "need `by"),
    "part of a place": ({"places": 1.5}, "integer"),
    "fewer than none": ({"places": -1}, "greater than or equal"),
    "a share without a sign": ({"share": 10}, "a share is written"),
    "more than all": ({"share": "110%"}, "a share is written"),
    "an unknown policy": ({"places": 1, "ties_at_the_edge": "some"}, "'all' or 'none'"),
}


@pytest.mark.parametrize(("given", "said"), WRONG.values(), ids=WRONG.keys())
def test_a_quota_that_cannot_be_is_refused(given: dict[str, Any], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        Quota.model_validate(given)


# -- the last of several rankings

LAST = {
    "the last two": ([90, 80, 70, 60], 2, "spared", [False, False, True, True]),
    "a tie that fits": ([90, 80, 60, 60], 2, "spared", [False, False, True, True]),
    "a tie that does not fit is spared": (
        [90, 70, 70, 60],
        2,
        "spared",
        [False, False, False, True],
    ),
    "a tie that does not fit is counted": (
        [90, 70, 70, 60],
        2,
        "counted",
        [False, True, True, True],
    ),
    "who is not ranked is not among them": (
        [90, 80, 0, None],
        1,
        "spared",
        [False, True, False, False],
    ),
    "more than there are": ([90, 80], 9, "spared", [True, True]),
}


@pytest.mark.parametrize(("points", "last", "ties", "expected"), LAST.values(), ids=LAST.keys())
def test_who_is_among_the_last(
    points: list[float | None], last: int, ties: Any, expected: list[bool]
) -> None:
    rule = Relegation(last=last, ties_at_the_edge=ties)
    assert among_last(scored(points), rule).to_list() == expected


def test_the_last_of_each_district() -> None:
    rule = Relegation(last=1, by="district")
    assert among_last(scored([90, 80, 70, 60]), rule).to_list() == [False, False, True, True]


def test_the_last_three_twice_lose_the_title() -> None:
    now = scored([90, 80, 70, 60, 65], codes="abcde")
    before = scored([60, 70, 95, 90, 65], codes="edcba")  # the last three: e, a, d
    assert relegated(now, [before]).to_list() == [False, False, False, True, True]


def test_who_is_new_cannot_have_been_among_the_last() -> None:
    assert relegated(scored([90, 60], codes="ab"), [scored([90, 60], codes="xy")]).to_list() == [
        False,
        False,
    ]


def test_nobody_loses_a_title_where_too_few_runs_are_given() -> None:
    now = scored([90, 80], times=3, codes="ab")
    assert not any(relegated(now, [now]))
    assert all(relegated(now, [now, now]))
    assert not any(relegated(now, [scored([1] * 4, codes="abcd"), scored([9] * 4, codes="cdef")]))
