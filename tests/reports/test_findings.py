"""Findings: complete, the same alone or in a batch, and sorted by what there is to gain."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.compile import compile_named
from engine.score import score
from reports.findings import findings
from reports.findings.finding import Finding
from standards.load import bundled
from tests.reports import demo
from tests.reports.test_trace import rows
from tests.standards import small


def of(row: dict[str, Any]) -> Finding:
    program = demo.program()
    scores = score(program, small.answers(program, [row]), demo.DAY)
    (finding,) = findings(scores, None, "zh")
    return finding


@settings(max_examples=20)
@given(rows())
def test_every_criterion_stands_in_exactly_one_list(row: dict[str, Any]) -> None:
    finding = of(row)
    listed = [*finding.gaps, *finding.unproven, *finding.settled]
    assert sorted(c.line.id for c in listed) == sorted(c.line.id for c in finding.criteria)


@settings(max_examples=20)
@given(rows())
def test_gaps_come_greatest_gain_first_and_say_why_and_what_to_do(row: dict[str, Any]) -> None:
    gaps = of(row).gaps
    assert [gap.gain for gap in gaps] == sorted((gap.gain for gap in gaps), reverse=True)
    assert all(gap.lost > 0 and gap.why and gap.advice for gap in gaps)


@settings(max_examples=20)
@given(rows())
def test_who_misses_the_best_grade_is_told_why(row: dict[str, Any]) -> None:
    finding = of(row)
    assert bool(finding.reasons) == (finding.grade != "excellent")


@settings(max_examples=20)
@given(rows())
def test_points_are_those_of_the_engine(row: dict[str, Any]) -> None:
    program = demo.program()
    scores = score(program, small.answers(program, [row]), demo.DAY)
    (finding,) = findings(scores, None, "zh")
    frame = scores.frame.row(0, named=True)
    assert finding.exact == (frame["score"] if frame["scored"] else None)
    assert [c.points for c in finding.criteria] == [
        frame[f"points:{c.line.id}"] for c in finding.criteria
    ]
    assert [p.exact for p in finding.parts] == [
        frame[f"part:{p.line.id}"] if frame[f"scored:{p.line.id}"] else None for p in finding.parts
    ]


@settings(max_examples=20)
@given(st.lists(rows(), min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_a_batch_equals_its_single_findings_in_any_order(
    given_rows: list[dict[str, Any]], random: Any
) -> None:
    program = demo.program()
    scores = score(program, small.answers(program, given_rows), demo.DAY)
    order = list(range(len(given_rows)))
    random.shuffle(order)
    batch = list(findings(scores, order, "zh"))
    for place, finding in zip(order, batch, strict=True):
        (alone,) = findings(scores, [place], "zh")
        assert finding == alone
        assert finding.applicant.code == f"a{place}"


def test_no_rows_give_no_finding() -> None:
    assert list(findings(demo.scored([{}]), [], "zh")) == []


@pytest.mark.parametrize(
    ("changes", "outcome", "zh", "en"),
    [
        ({}, "named", "达标 · 优秀", "Up to standard · Excellent"),
        ({"1.1": False, "1.5": 0}, "named", "达标", "Passed"),
        ({"2.2": 10, "2.3.passed": 0}, "conditional", "限期整改", "To correct"),
        ({"content": 80, "2.2": 0, "2.4": False}, "failed", "未达标", "Not up to standard"),
        ({"households": 1}, "refused", "不予命名", "Not to be named"),
        ({"households": None}, "not_judged", "不予评定", "Not judged"),
    ],
    ids=["excellent", "passed", "to correct", "failed", "refused", "not judged"],
)
def test_the_decision_is_told_in_words(
    changes: dict[str, Any], outcome: str, zh: str, en: str
) -> None:
    finding = demo.found(changes)
    assert (finding.outcome, finding.decision) == (outcome, zh)
    assert demo.found(changes, "en").decision == en


def test_a_conditional_outcome_has_its_last_day() -> None:
    assert demo.found({"2.2": 10, "2.3.passed": 0}).deadline == date(2026, 12, 23)
    assert demo.found().deadline is None


def test_figures_and_checks_are_told() -> None:
    finding = demo.found({"content": 101, "households": 999})
    assert finding.checks == ("满意人数多于调查人数（满意人数：101；调查人数：100）",)
    assert [(f.title, f.number, f.text) for f in finding.figures] == [
        ("应有用房", "140", "140 平方米")
    ]
    assert demo.found({"households": None}).figures[0].text is None


def test_problems_belong_to_their_applicant_and_speak_one_language() -> None:
    frames = demo.invalid("1.5", "约九十")
    (problem,) = demo.found({"1.5": None}, **frames).problems
    assert (problem.where, problem.field) == ("form.xlsx!1!C7", "1.5")
    assert (problem.found, problem.allowed) == ("约九十", "0 至 100")
    assert demo.found({"1.5": None}, "en", **frames).problems[0].allowed == "0 to 100"
    others = frames["problems"].with_columns(pl.lit("another").alias("applicant"))
    assert demo.found({}, problems=others).problems == ()


@pytest.mark.parametrize("name", bundled())
@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_answered_is_told_for_every_bundled_standard(name: str, language: Any) -> None:
    program = compile_named(name)
    scores = score(program, small.answers(program, [{}]), demo.DAY)
    (finding,) = findings(scores, None, language)
    assert finding.outcome == "not_judged"
    assert finding.coverage == 0
    assert len(finding.criteria) == len(program.standard.criteria)
    assert "unmet" not in {c.state for c in finding.criteria if c.lost and not c.line.block}
