"""Robustness: the quick simulation gives what the long way gives, number for number."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from engine.compile import compile_named
from engine.draws import Moves, chosen, factors, keys_of
from engine.moving import moving, weights
from engine.robustness import Asked, Simulation, simulate
from engine.score import Scores, score
from standards.load import bundled
from standards.ranking import Quota
from submissions.simulate import simulate as invented
from tests.engine import direct, oracle
from tests.engine import strategies as small_answers
from tests.standards import small

DAY = date(2026, 11, 23)

EVERYTHING = """
standard: moving
edition: "1"
title: {zh: 样样都有, en: A bit of everything}
assessed: {zh: 社区, en: community}
status: reference
points: 100
combine: sum
coverage_needed: 10%
compare: published
unproven: 50%
parts:
- id: "1"
  title: 加权
  points: 40
  combine: weighted
  minimum: 40%
  parts:
  - {id: 1a, title: 材料, points: 20, weight: 40, criteria: [
      {id: "1a.1", title: 等级, points: 20, evidence: required, rule: {levels: {
        good: {label: 好, points: {from: 10, to: 20, step: 2}}, fair: {label: 中, points: {from: 4, to: 9}},
        poor: {label: 差, points: 0}}}}]}
  - {id: 1b, title: 实地, points: 30, weight: 40, cap: 25, criteria: [
      {id: "1b.1", title: 扣分, points: 30, rule: {deduct: {
        dirty: {when: 脏, points: {from: 1, to: 13, step: 3}}, loud: {when: 吵, points: 12}}}}]}
  - {id: 1c, title: 问卷, points: 10, weight: 20, criteria: [
      {id: "1c.1", title: 满意, points: 10, ask: {type: rate}, rule: {threshold: {at_least: 60}},
       not_applicable: {policy: exclude, when: 未调查}}]}
- id: "2"
  title: 评定
  points: 35
  combine: best
  parts:
  - {id: 2a, title: 一, points: 10, criteria: [
      {id: "2a.1", title: 评, points: 10, rule: {award: {from: 0, to: 10, step: 0.5}},
       veto: {when: value < 1, effect: lower_grade}}]}
  - {id: 2b, title: 二, points: 10, criteria: [
      {id: "2b.1", title: 计, points: 10, ask: {type: count, max: 20}, rule: {per_unit: {earn: 1, per: 1}}}]}
- id: "3"
  title: 可不适用
  points: 10
  criteria:
  - {id: "3.1", title: 食堂, points: 10, rule: yes_no, not_applicable: {policy: exclude, when: 无食堂}}
- id: "4"
  title: 指标加权
  points: 15
  combine: weighted
  criteria:
  - {id: "4.1", title: 分面, points: 6, weight: 3, rule: {facets: {of: {
      file: {title: 档案, points: 4, rule: {levels: {full: {label: 全, points: 4}, part: {label: 缺, points: {from: 1, to: 3}}}}},
      look: {title: 观感, points: 2, rule: {award: {from: 0, to: 2, step: 0.5}}}}}}}
  - {id: "4.2", title: 抽查, points: 8, weight: 1, rule: {sites: {of: 路, count: 2, take: mean,
      rule: {deduct: {dirt: {when: 脏, points: {from: 2, to: 8}}}}}}}
  - {id: "4.3", title: 事故, points: 5, weight: 2, rule: {deduct: {hurt: {when: 事故, points: 2, from: score}, late: {when: 迟, points: 5}}}}
bonus: {cap: 4, criteria: [{id: b, title: 加分, points: 5, rule: {award: {from: 0, to: 5, step: 1}}}]}
penalty: {cap: 10, criteria: [{id: p, title: 减分, points: 10, rule: {award: {from: 0, to: 10, step: 2.5}},
  veto: {when: value >= 10, effect: refused}}]}
grades:
- {id: top, name: 优秀, when: score >= 80 and every_part >= 50%}
- {id: passed, name: 达标, when: 'score >= 60 and part("2") >= 10'}
- {id: mend, name: 整改, when: score >= 45, outcome: conditional}
ranking: {by: BY, ties: [criterion 2a.1, part 1]}
"""


def everything(by: str = "grade", count: int = 40, seed: int = 1, combine: str = "sum") -> Scores:
    text = EVERYTHING.replace("BY", by).replace("combine: sum", f"combine: {combine}")
    program = small.program(text)
    rows = small_answers.random_rows(program, count, seed)
    for row in rows:
        for claim, field in (("na:1c.1", "1c.1"), ("na:3.1", "3.1")):
            row[field] = None if row[claim] else row[field]
    found = small_answers.answers(program, rows)
    people = found.applicants.with_columns(
        district=pl.Series(["东", "西", None, "东"] * count)[:count]
    )
    return score(program, replace(found, applicants=people), DAY)


ASKED: dict[str, tuple[Moves, Asked]] = {
    "weights alone": (Moves(3, 25, 200, "none"), Asked(title=1)),
    "judgement alone": (Moves(3, 25, 0, "range"), Asked(title=1)),
    "both, and a share of those that passed": (
        Moves(4, 25, 300),
        Asked(title=0, quota=Quota(share="30%")),
    ),
    "a step of judgement, in districts": (
        Moves(5, 25, 150, "step"),
        Asked(
            "district",
            Quota(places={"东": 2, "西": 1}, by="district", ties_at_the_edge="none"),
            title=2,
        ),
    ),
    "somebody loses the title": (
        Moves(6, 25, 200),
        Asked(quota=Quota(places=5), relegated=pl.Series([n % 3 == 0 for n in range(40)])),
    ),
    "nothing moves": (Moves(7, 5, 0, "none"), Asked(title=1, quota=Quota(places=4))),
}


@pytest.mark.parametrize("by", ["grade", "score"])
@pytest.mark.parametrize(("moves", "asked"), ASKED.values(), ids=ASKED.keys())
def test_it_equals_the_direct_simulation(moves: Moves, asked: Asked, by: str) -> None:
    scores = everything(by)
    found = simulate(scores, moves, asked).frame
    assert_frame_equal(found, direct.simulated(scores, moves, asked))


@pytest.mark.parametrize("combine", ["mean", "lowest", "best"])
def test_a_standard_whose_parts_bear_no_weights_moves_inside_them(combine: str) -> None:
    scores, moves, asked = everything(combine=combine), Moves(9, 15), Asked(title=1)
    found = simulate(scores, moves, asked)
    assert not {"part 1", "part 2", "part 3", "part 4"} & set(found.parts)
    assert_frame_equal(found.frame, direct.simulated(scores, moves, asked))


def test_outermost_parts_with_weights_of_their_own_move() -> None:
    text = EVERYTHING.replace("BY", "score").replace("combine: sum", "combine: weighted")
    for id_, weight in (("1", 40), ("2", 30), ("3", 10), ("4", 20)):
        text = text.replace(f'- id: "{id_}"\n', f'- id: "{id_}"\n  weight: {weight}\n')
    program = small.program(text)
    rows = small_answers.random_rows(program, 30, 4)
    scores = score(program, small_answers.answers(program, rows), DAY)
    moves, asked = Moves(9, 15), Asked(title=1)
    found = simulate(scores, moves, asked)
    assert {"part 1", "part 4", "part 1a", "criterion 4.2"} <= set(found.parts)
    assert_frame_equal(found.frame, direct.simulated(scores, moves, asked))


@pytest.mark.parametrize("name", bundled())
def test_it_equals_the_direct_simulation_for_every_standard(name: str) -> None:
    program = compile_named(name)
    scores = score(program, invented(program, 20, 2), DAY)
    title = min(1, len(program.standard.grades) - 1)
    moves, asked = Moves(seed=8, draws=8), Asked(title=title, quota=Quota(places=4))
    assert_frame_equal(simulate(scores, moves, asked).frame, direct.simulated(scores, moves, asked))


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 10**6), st.integers(0, 500), st.sampled_from(["range", "step", "none"]))
def test_it_equals_the_direct_simulation_for_any_seed(seed: int, spread: int, how: Any) -> None:
    scores = everything(count=12, seed=seed % 50)
    moves, asked = Moves(seed, 4, spread, how), Asked(title=1, quota=Quota(places=3))
    assert_frame_equal(simulate(scores, moves, asked).frame, direct.simulated(scores, moves, asked))


@pytest.mark.parametrize("how", ["range", "step", "none"])
def test_every_score_of_every_draw_is_that_of_the_standard_scored_anew(how: Any) -> None:
    scores, moves = everything(count=25), Moves(11, 12, 250, how)
    simulation = Simulation(scores, moves, Asked())
    found = simulation.scores(0, moves.draws)
    names = ["score", "published", "grade", "outcome", "part:1", "points:2a.1"]
    for draw in range(moves.draws):
        again = direct.drawn(scores, moves, draw).frame.select(names)
        assert_frame_equal(found.filter(pl.col("draw") == draw).select(names), again)
    assert (found["score"] != pl.concat([scores.frame["score"]] * moves.draws)).sum() > 100


def test_the_applicants_of_these_tests_do_move() -> None:
    scores = everything()
    found = simulate(scores, Moves(draws=60), Asked(title=1, quota=Quota(places=8))).frame
    assert (found["low"] < found["high"]).sum() > 15
    assert ((found["title"] > 0) & (found["title"] < 60)).sum() >= 3
    assert ((found["within"] > 0) & (found["within"] < 60)).sum() >= 3
    assert ((found["ranked"] > 0) & (found["ranked"] < 60)).sum() >= 1  # vetoed in some draws only


def test_a_moved_score_is_that_of_plain_reckoning() -> None:
    scores = everything(count=25)
    program, values = moving(scores.program), scores.answers.values
    for draw in range(5):
        drawn = {
            f"weight:{id_}": direct.factor(Moves(), id_, draw) for id_ in weights(program.standard)
        }
        again = direct.drawn(scores, Moves(judgement="none"), draw).frame
        for row, answers in enumerate(values.iter_rows(named=True)):
            plain = oracle.calculate(program, {**answers, **drawn}, {})
            assert again["score"][row] == plain["score"]
            shares = [
                (plain[f"part:{p}"], full, drawn[f"weight:part {p}"], plain[f"scored:{p}"])
                for p, full in (("1", 40), ("2", 35), ("3", 10), ("4", 15))
            ]
            top = sum(points * factor for points, _, factor, _ in shares)
            bottom = sum(full * factor for _, full, factor, scored in shares if scored)
            assert plain["base"] == (2 * 100 * top + bottom) // (2 * bottom)


def test_weights_that_stay_change_no_score() -> None:
    scores = everything()
    program = moving(scores.program)
    for row, answers in enumerate(scores.answers.values.iter_rows(named=True)):
        same = {f"weight:{id_}": 1_000 for id_ in weights(program.standard)}
        assert (
            oracle.calculate(program, {**answers, **same}, {})["score"]
            == scores.frame["score"][row]
        )


def test_it_hangs_neither_on_the_order_of_applicants_nor_on_what_is_done_at_a_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    scores, moves, asked = everything(), Moves(draws=30), Asked(title=1, quota=Quota(places=5))
    first = simulate(scores, moves, asked).frame
    turned = replace(
        scores.answers,
        values=scores.answers.values[::-1],
        applicants=scores.answers.applicants[::-1],
    )
    other = simulate(score(scores.program, turned, DAY), moves, asked).frame
    assert_frame_equal(other[::-1], first)
    monkeypatch.setattr("engine.robustness._ROWS", 100)
    assert_frame_equal(simulate(scores, moves, asked).frame, first)


def test_another_seed_gives_other_draws_and_the_same_one_the_same() -> None:
    scores, asked = everything(), Asked(title=1)
    one, same, other = (simulate(scores, Moves(seed, 50), asked).frame for seed in (1, 1, 2))
    assert one.equals(same)
    assert not one.equals(other)


def test_what_moves_is_told() -> None:
    found = simulate(everything(), Moves(draws=2), Asked())
    assert found.parts == (
        "part 1",
        "part 2",
        "part 3",
        "part 4",
        "part 1a",
        "part 1b",
        "part 1c",
        "criterion 4.1",
        "criterion 4.2",
        "criterion 4.3",
    )
    assert found.criteria == ("1a.1", "1b.1", "2a.1", "4.1", "4.2", "b", "p")
    still = simulate(everything(), Moves(1, 2, 0, "none"), Asked())
    assert (still.parts, still.criteria) == ((), ())
    assert (still.frame["low"].drop_nulls() == still.frame["high"].drop_nulls()).all()


def test_progress_ends_with_all_draws() -> None:
    told: list[tuple[int, int]] = []
    simulate(everything(), Moves(draws=7), Asked(), lambda *done: told.append(done))
    assert told[-1] == (7, 7)


def test_an_empty_run_is_no_trouble() -> None:
    assert simulate(everything(count=0), Moves(draws=3), Asked(title=1)).frame.is_empty()


# -- the random numbers


def test_factors_are_even_and_within_their_spread() -> None:
    found = Counter(factors(Moves(spread=2), "weight:1", 0, 50_000).tolist())
    assert set(found) == {998, 999, 1000, 1001, 1002}
    assert all(abs(count - 10_000) < 500 for count in found.values())


def test_awards_are_even_over_draws_and_applicants() -> None:
    people = keys_of([f"a{n}" for n in range(200)])
    found = chosen(Moves(), "1.1:0", (0, 300), people, 7)
    for line in (found.ravel(), found[:, 5], found[7]):
        counts = np.bincount(line, minlength=7)
        chi_square = ((counts - line.size / 7) ** 2 / (line.size / 7)).sum()
        assert chi_square < 22.5  # 1 in 1,000 for six degrees of freedom
    assert abs(np.corrcoef(found[:, 0], found[:, 1])[0, 1]) < 0.2


def test_two_weights_do_not_move_together() -> None:
    one, two = (factors(Moves(), name, 0, 5_000) for name in ("weight:1", "weight:2"))
    assert abs(np.corrcoef(one, two)[0, 1]) < 0.05
