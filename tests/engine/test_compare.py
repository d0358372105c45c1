"""Compare: who is in both runs, what changed, and what only one standard knows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import polars as pl

from engine.compare import Comparison, compare
from engine.score import Scores, score
from tests.standards import small

CRITERIA = """
- {id: "1", title: 甲, points: 40, ask: {type: measure, max: 40}, rule: {proportional: {full_at: 40}}}
- {id: "2", title: 乙, points: 60, ask: {type: measure, max: 60}, rule: {proportional: {full_at: 60}},
   not_applicable: {policy: exclude, when: 无}}
"""
GRADES = "grades: [{id: ok, name: 达标, when: score >= 60}]\n"


def scored(rows: dict[str, dict[str, Any]], criteria: str = CRITERIA) -> Scores:
    program = small.program(small.text_of(criteria, points=100, grades=GRADES))
    answers = small.answers(program, list(rows.values()))
    people = answers.applicants.with_columns(applicant=pl.Series(list(rows)))
    return score(program, replace(answers, applicants=people), date(2026, 1, 1))


BEFORE: dict[str, dict[str, Any]] = {
    "a": {"1": 20, "2": 30},
    "b": {"1": 40, "2": 60},
    "c": {"1": 10, "na:2": True},
    "x": {"1": 40, "2": 60},
}
AFTER: dict[str, dict[str, Any]] = {
    "y": {"1": 1, "2": 1},
    "c": {"1": 10, "2": 30},
    "b": {"1": 40, "2": 30},
    "a": {"1": 30, "2": 30.5},
}


def both() -> Comparison:
    return compare(scored(BEFORE), scored(AFTER))


def test_applicants_are_joined_by_their_codes_in_their_order() -> None:
    frame = both().frame
    assert frame["applicant"].to_list() == ["a", "b", "c", "x", "y"]
    assert frame["row_before"].to_list() == [0, 1, 2, 3, None]
    assert frame["row_after"].to_list() == [3, 2, 1, None, 0]


def test_changes_are_exact_differences() -> None:
    found = both()
    assert found.both["change"].to_list() == [105_000, -300_000, 150_000]
    assert found.frame["change"].to_list()[3:] == [None, None]
    assert found.both["grade_before"].to_list() == [1, 0, 1]
    assert found.both["rank_after"].to_list() == [2, 1, 3]


def test_a_criterion_counts_those_to_whom_it_applies_in_both() -> None:
    changes = {(change.level, change.id): change for change in both().changes}
    one, two = changes["criterion", "1"], changes["criterion", "2"]
    assert (one.count, one.gained, one.lost) == (3, 1, 0)
    assert one.mean == (700_000 // 3, 800_000 // 3)
    assert (two.count, two.gained, two.lost) == (2, 1, 1)
    assert two.mean == (450_000, 302_500)
    assert two.shares == (450_000 / 600_000, 302_500 / 600_000)
    assert changes["part", "1"].count == 3


def test_what_only_one_standard_knows_is_named_and_other_points_are_shares() -> None:
    other = CRITERIA.replace('id: "2"', 'id: "3"').replace("points: 40", "points: 50")
    other = other.replace("points: 60", "points: 50")
    later = scored({key: {"1": row.get("1")} for key, row in AFTER.items()}, other)
    found = compare(scored(BEFORE), later)
    assert found.only == (("2",), ("3",))
    one = next(change for change in found.changes if change.id == "1" and change.level != "part")
    assert one.of == (400_000, 500_000)
    assert (one.gained, one.lost) == (1, 0)  # a: 50 % of 40 to 75 % of 50; b and c as before


def test_the_same_run_twice_changes_nothing() -> None:
    found = compare(scored(BEFORE), scored(BEFORE))
    assert set(found.both["change"]) == {0}
    assert all(change.gained == change.lost == 0 for change in found.changes)
    assert all(change.mean[0] == change.mean[1] for change in found.changes)


def test_a_code_that_stands_twice_counts_once() -> None:
    rows = scored(BEFORE)
    people = rows.answers.applicants.with_columns(applicant=pl.Series(["a", "a", "c", "x"]))
    doubled = replace(rows, answers=replace(rows.answers, applicants=people))
    assert compare(doubled, scored(AFTER)).both["row_before"].to_list() == [0, 2]


def test_nobody_in_both_is_no_trouble() -> None:
    found = compare(scored(BEFORE), scored({"z": {"1": 1, "2": 1}}))
    assert found.both.is_empty()
    assert all(change.count == 0 and change.mean == (0, 0) for change in found.changes)
