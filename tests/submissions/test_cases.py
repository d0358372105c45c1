"""Worked cases compare figures and consistency checks, and say every difference."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.compile import compile
from standards.load import load
from submissions.cases import run

STANDARD = """
standard: small
edition: "1"
title: 小标准
assessed: 单位
status: reference
points: 4
sources: {reference: {title: 参考, mark: reference}}
fields:
  whole: {ask: 合计, type: money}
  one: {ask: 其一, type: money}
  two: {ask: 其二, type: money}
parts:
- {id: "1", title: 部分, points: 4, criteria: [{id: "1.1", title: 有, points: 4, rule: yes_no, source: reference}]}
figures:
  sum: {title: 两项之和, unit: 元, is: one + two}
  half: {title: 一半, unit: 元, is: one / 2}
checks:
- {say: 合计不符, when: whole != one + two}
- {say: 其一过大, when: one > 100}
grades:
- {id: passed, name: 达标, when: score >= 4}
"""


@pytest.mark.parametrize(
    ("expect", "differences"),
    {
        "all as it is": ("{figures: {sum: 30.5, half: 5.1, }, checks: [合计不符]}", []),
        "another figure": ("{figures: {sum: 30}}", ["figure sum: expected 30, found 30.5"]),
        "a figure said to be unknown": (
            "{figures: {sum: null}}",
            ["figure sum: expected unknown, found 30.5"],
        ),
        "no such figure": (
            "{figures: {sums: 1}}",
            ["figure sums: no figure 'sums'; did you mean 'sum'? there are: half, sum"],
        ),
        "a check that is reported and not expected": (
            "{checks: []}",
            ["check '合计不符': reported, and not expected"],
        ),
        "a check that is expected and not reported": (
            "{checks: [合计不符, 其一过大]}",
            ["check '其一过大': expected to be reported, and is not"],
        ),
        "no such check": (
            "{checks: [合计不符, 别的]}",
            ["check '别的': the standard has no check that says so"],
        ),
    }.values(),
    ids=lambda value: str(value)[:40],
)
def test_figures_and_checks_are_compared(
    tmp_path: Path, expect: str, differences: list[str]
) -> None:
    answers = '{whole: 30, one: 10.2, two: 20.3, "1.1": true}'
    assert _differences(tmp_path, answers, expect) == differences


def test_a_figure_of_which_an_answer_is_missing_is_unknown(tmp_path: Path) -> None:
    answers = '{whole: 30, one: 10.2, "1.1": true}'
    expect = "{figures: {sum: 30.5, half: 5.1}, checks: []}"
    assert _differences(tmp_path, answers, expect) == ["figure sum: expected 30.5, found unknown"]


def _differences(folder: Path, answers: str, expect: str) -> list[str]:
    path = folder / "small.yaml"
    path.write_text(STANDARD, encoding="utf-8")
    (folder / "cases").mkdir()
    (folder / "cases" / "small.yaml").write_text(
        "standard: small\ncases:\n- {id: one, name: 一例, "
        f"answers: {answers}, expect: {expect}}}\n",
        encoding="utf-8",
    )
    (result,) = run(compile(load(str(path))), str(path))
    return list(result.differences)
