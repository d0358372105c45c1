"""Reasons in words: each kind, with the present value, in both languages."""

from __future__ import annotations

from typing import Any

import pytest

from engine.score import score
from reports.findings import findings
from reports.findings.finding import Reason
from tests.reports import demo
from tests.standards import small

TABLE: dict[str, tuple[str, dict[str, Any], str, str]] = {
    "a gate that a count misses": (
        "gate",
        {"households": 480},
        "不符合基本条件“规模”：居民户数不低于 500 户（现为 480 户，差 20 户）",
        (
            'Gate not met: "Size"; it needs: Households is at least 500 households'
            " (now 480 households, 20 households short)"
        ),
    ),
    "a gate that a yes breaks": (
        "gate",
        {"accident": True},
        "不符合基本条件“无重大事故”：“发生过重大事故”的回答为“是”",
        (
            'Gate not met: "No grave accident"; it needs: '
            '"There was a grave accident" was answered "yes"'
        ),
    ),
    "a gate not answered": (
        "gate_open",
        {"households": None},
        "基本条件“规模”未回答：请填报“居民户数”",
        'Gate not answered: "Size"; please answer "Households"',
    ),
    "a veto without words of its own": (
        "veto",
        {"content": 59},
        "一票否决（不予命名）：满意率：本项数值低于 60%（现为 59%）",
        "Veto (not to be named): Satisfaction: the value is less than 60% (now 59%)",
    ),
    "a veto that lowers the grade, in its own words": (
        "veto",
        {"content": 69},
        "一票否决（降低一档）：满意率：满意率偏低",
        "Veto (one grade lower): Satisfaction: few are content",
    ),
    "a veto not answered": (
        "veto_open",
        {"content": None},
        "涉及一票否决的“满意率”未回答，不能评定",
        '"Satisfaction" may be a veto and is not answered, so nothing can be decided',
    ),
    "a part below its minimum": (
        "minimum",
        {"1.1": False, "1.2.bags": False, "1.3": "none", "1.4.plan": True, "1.5": 0, "1.7": 0},
        "“组织管理”14 分，低于最低要求 20 分（50%），差 6 分",
        '"Organisation": 14 points, below its minimum of 20 points (50%), 6 points short',
    ),
}
GRADES: dict[str, tuple[str, dict[str, Any], str, str]] = {
    "a score that is short": (
        "优秀",
        {"1.5": 0, "1.2.bags": False, "1.2.bins": False, "1.2.told": None},
        "未达到“优秀”：总分不低于 90 分（现为 88 分，差 2 分）",
        (
            '"Excellent" not reached; it needs: the score is at least 90 points'
            " (now 88 points, 2 points short)"
        ),
    ),
    "a score and parts that are short": (
        "优秀",
        {"content": 84, "2.2": 10, "2.3.passed": 0, "2.4": False, "2.5": 0, "B1": True},
        (
            "未达到“优秀”：总分不低于 90 分（现为 46.5 分，差 43.5 分）；每个部分得分不低于 60%，"
            "未达到的有：“居民满意”4.5 分（须 36 分）"
        ),
        (
            '"Excellent" not reached; it needs: the score is at least 90 points (now 46.5 points,'
            " 43.5 points short); every part is at least 60%; short of it:"
            ' "Satisfied residents" 4.5 points (needs 36 points)'
        ),
    ),
    "one of two conditions": (
        "达标",
        {"1.1": False, "1.5": 0, "place": "village"},
        (
            "未达到“达标”：“组织管理”部分得分不低于 30 分（现为 28 分，差 2 分），"
            "或类别为“城镇”（现为 乡村）"
        ),
        (
            '"Passed" not reached; it needs: part "Organisation" is at least 30 points (now 28 points,'
            ' 2 points short) or Kind of place is "town" (now village)'
        ),
    ),
}


def told(changes: dict[str, Any], kind: str, language: Any) -> list[Reason]:
    return [r for r in demo.found(changes, language).reasons if r.kind == kind]


@pytest.mark.parametrize(("kind", "changes", "zh", "en"), TABLE.values(), ids=TABLE)
def test_every_kind_of_reason_says_what_is_and_what_is_needed(
    kind: str, changes: dict[str, Any], zh: str, en: str
) -> None:
    assert zh in [reason.text for reason in told(changes, kind, "zh")]
    assert en in [reason.text for reason in told(changes, kind, "en")]


@pytest.mark.parametrize(("grade", "changes", "zh", "en"), GRADES.values(), ids=GRADES)
def test_every_better_grade_names_the_conditions_it_was_missed_by(
    grade: str, changes: dict[str, Any], zh: str, en: str
) -> None:
    assert zh in [reason.text for reason in told(changes, "grade", "zh") if reason.grade == grade]
    assert en in [reason.text for reason in told(changes, "grade", "en")]


def test_too_little_answered_is_a_reason_of_its_own_and_no_grade_is_said_to_be_missed() -> None:
    unanswered = dict.fromkeys(
        ["1.2.bags", "1.2.bins", "1.2.told", "1.5", "1.7", "2.2", "1.4.file"]
    )
    finding = demo.found({**unanswered, "2.5": None, "2.3.drawn": None, "1.3": None, "1.1": None})
    assert finding.outcome == "not_judged"
    assert [reason.kind for reason in finding.reasons] == ["coverage"]
    shown = f"{finding.coverage / 100:g}%"
    assert finding.reasons[0].text == f"作答率 {shown}，低于评定所需的 80%"


def test_where_nothing_applies_there_is_no_score_and_the_reason_says_so() -> None:
    program = small.program(
        small.text_of(
            """
- id: "1.1"
  title: {zh: 食堂, en: Canteen}
  points: 10
  rule: yes_no
  not_applicable: {policy: exclude, when: {zh: 无食堂, en: no canteen}}
"""
        )
    )
    scores = score(program, small.answers(program, [{"na:1.1": True}]), demo.DAY)
    (finding,) = findings(scores, None, "en")
    assert finding.exact is None
    assert finding.parts[0].exact is None
    assert [r.text for r in finding.reasons] == ["No criterion applies, so there is no score"]


def test_refusals_stand_before_what_is_not_answered_and_before_missed_grades() -> None:
    finding = demo.found({"households": 1, "accident": None, "content": 50, "1.1": False})
    assert [reason.kind for reason in finding.reasons][:4] == ["gate", "veto", "veto", "gate_open"]
    assert finding.reasons[-1].kind == "grade"


def test_two_vetoes_that_wait_for_one_answer_are_told_once() -> None:
    assert len(told({"content": None}, "veto_open", "zh")) == 1


NEXT: dict[str, tuple[dict[str, Any], str, str]] = {
    "points to the best grade": (
        {"1.5": 0, "1.1": False},
        "差 2 分达到“优秀”",
        '2 points short of "Excellent"',
    ),
    "points to a lower grade": (
        {"2.2": 10, "2.3.passed": 0, "2.4": False, "2.5": 0},
        "差 13 分达到“达标”",
        '13 points short of "Passed"',
    ),
    "a condition beside the score": (
        {"1.1": False, "1.5": 0, "place": "village"},
        "“达标”还有 1 项条件未满足",
        '1 condition of "Passed" is not met',
    ),
}


@pytest.mark.parametrize(("changes", "zh", "en"), NEXT.values(), ids=NEXT)
def test_the_way_to_the_next_grade_is_told_in_points_and_conditions(
    changes: dict[str, Any], zh: str, en: str
) -> None:
    for language, text in (("zh", zh), ("en", en)):
        step = demo.found(changes, language).next  # type: ignore[arg-type]  # a language of a table
        assert step is not None
        assert step.text == text


@pytest.mark.parametrize(
    "changes",
    [{}, {"households": 1}, {"content": None}, {"content": 69}],
    ids=["the best grade", "refused", "not judged", "lowered by a veto alone"],
)
def test_there_is_no_next_grade_where_points_do_not_decide(changes: dict[str, Any]) -> None:
    assert demo.found(changes).next is None
