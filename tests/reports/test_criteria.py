"""What is said of a criterion: what was found, why points were lost, what to do."""

from __future__ import annotations

from typing import Any

import pytest

from tests.reports import demo

# criterion, changes, found, why, advice
LOSSES: dict[str, tuple[str, dict[str, Any], str, str, str]] = {
    "a no where yes is needed": (
        "1.1",
        {"1.1": False},
        "否",
        "不符合，失 6 分",
        "发文成立",
    ),
    "a question not answered": (
        "1.1",
        {"1.1": None},
        "未回答",
        "未回答：有机构（6 分）",
        "先回答本项；发文成立",
    ),
    "a yes without the paper": (
        "1.1",
        {"ev:1.1": False},
        "是",
        "缺佐证：成立文件",
        "补交：成立文件；发文成立",
    ),
    "an item missing and one not answered": (
        "1.2",
        {"1.2.bags": False, "1.2.bins": None},
        "否：袋装；未回答：桶；是：宣传",
        "未达到：袋装（2 分）；未回答：桶（2 分）",
        "先回答本项",
    ),
    "items missing": (
        "1.2",
        {"1.2.bags": False, "1.2.bins": False},
        "否：袋装、桶；是：宣传",
        "未达到：袋装（2 分）、桶（2 分）",
        "做到：袋装、桶",
    ),
    "a lower level": (
        "1.3",
        {"1.3": "none"},
        "无",
        "未达到：一般（1 分）、好（3 分）、按程度评分（2 分）",
        "做到：好",
    ),
    "a level with its award": (
        "1.3",
        {"1.3": "fair", "1.3.award": 2.5},
        "一般；“一般”时评定得分：2.5 分",
        "未达到：好（3 分）；按程度评分：得 1.5 分，差 0.5 分",
        "做到：好",
    ),
    "a level whose award is open": (
        "1.3",
        {"1.3": "fair"},
        "一般；“一般”时评定得分：未回答",
        "未达到：好（3 分）；未回答：按程度评分（2 分）",
        "先回答本项",
    ),
    "faults found": (
        "1.4",
        {"1.4.plan": True, "1.4.corner": 3, "1.4.file": 1.5},
        "无计划：是；死角：3；档案不全（扣分，无此情况填 0）：1.5 分",
        "扣分：无计划（2 分）、死角 × 3（3 分）、档案不全（1.5 分）",
        "消除：无计划、死角、档案不全",
    ),
    "a count beyond the line's cap": (
        "1.4",
        {"1.4.corner": 9},
        "无计划：否；死角：9；档案不全（扣分，无此情况填 0）：0 分",
        "扣分：死角 × 9（4 分）",
        "消除：死角",
    ),
    "a count not answered": (
        "1.4",
        {"1.4.corner": None},
        "无计划：否；死角：未回答；档案不全（扣分，无此情况填 0）：0 分",
        "未回答：死角（4 分）",
        "先回答本项",
    ),
    "the lower band": (
        "1.5",
        {"1.5": 85},
        "85%",
        "未达到：不低于 95%（3 分）",
        "做到：不低于 95%",
    ),
    "an event long ago": (
        "1.6",
        {"last_event": 20_000},
        "最近活动日期：2024-10-04",
        "未达到：最近活动日期在近 6 个月内（4 分）",
        "做到：最近活动日期在近 6 个月内",
    ),
    "units below the mark": (
        "1.7",
        {"1.7": 26.5},
        "26.5%",
        "扣分：低于 30%，每 2% × 2（2 分）",
        "对照评分标准补足：低于 30%，每 2%（不足一个单位按一个计）扣 1 分，扣完为止",
    ),
    "a share worked out from two answers": (
        "2.1",
        {"content": 84},
        "折算：84%；满意人数：84；调查人数：100",
        "未达到：不低于 85%（10 分）",
        "做到：不低于 85%",
    ),
    "a value in proportion": (
        "2.2",
        {"2.2": 37.5},
        "37.5%",
        "按与 100% 之比计分：得 3.75 分，差 6.25 分",
        "对照评分标准补足：按与 100% 之比计分，满分 10 分",
    ),
    "a sample with a lower letter": (
        "2.3",
        {"2.3.passed": 4},
        "折算：80%；道路：抽查数（不少于 5）：5；道路：其中合格数：4",
        "未达到：5 个以上合格（A）（1.5 分）",
        "做到：5 个以上合格（A）",
    ),
    "an award": (
        "2.5",
        {"2.5": 0.5},
        "0.5 分",
        "评定得分：得 0.5 分，差 1.5 分",
        "对照评分标准补足：由评定人在 0 至 2 分内评定",
    ),
    "a bonus not earned": (
        "B1",
        {},
        "否",
        "未取得加分：获奖（2 分）",
        "对照评分标准补足：符合得 2 分，否则不得分",
    ),
    "a penalty incurred": ("P1", {"P1": True}, "是", "减分：通报批评（3 分）", "消除：通报批评"),
}


@pytest.mark.parametrize(("id", "changes", "found", "why", "advice"), LOSSES.values(), ids=LOSSES)
def test_a_loss_says_what_was_found_why_and_what_to_do(
    id: str, changes: dict[str, Any], found: str, why: str, advice: str
) -> None:
    criterion = demo.criterion(demo.found(changes), id)
    assert criterion.found == found
    assert criterion.why == why
    assert criterion.advice == advice


STATES: dict[str, tuple[str, dict[str, Any], str, int, int]] = {
    "met": ("1.1", {}, "met", 60_000, 0),
    "unmet": ("1.1", {"1.1": False}, "unmet", 0, 60_000),
    "not answered is not unmet": ("1.1", {"1.1": None}, "unanswered", 0, 60_000),
    "partly": ("1.5", {"1.5": 85}, "partly", 30_000, 30_000),
    "claimed without the paper": ("1.1", {"ev:1.1": False}, "unproven", 0, 60_000),
    "does not apply": ("2.4", {"na:2.4": True, "2.4": None}, "not_applicable", 0, 0),
    "a penalty that takes nothing": ("P1", {}, "met", 0, 0),
    "a penalty in full": ("P1", {"P1": True}, "unmet", 30_000, 30_000),
    "a bonus beyond the cap is no loss": ("B2", {"B1": True}, "unmet", 0, 0),
}


@pytest.mark.parametrize(("id", "changes", "state", "points", "lost"), STATES.values(), ids=STATES)
def test_states_and_losses(
    id: str, changes: dict[str, Any], state: str, points: int, lost: int
) -> None:
    criterion = demo.criterion(demo.found(changes), id)
    assert (criterion.state, criterion.points, criterion.lost) == (state, points, lost)
    assert bool(criterion.why) == bool(lost)


def test_what_cannot_be_read_is_shown_as_written() -> None:
    finding = demo.found({"1.5": None}, **demo.invalid("1.5", "约九十"))
    criterion = demo.criterion(finding, "1.5")
    assert criterion.state == "invalid"
    assert criterion.found == "写为“约九十”，无法读取"
    assert (
        criterion.why == "写为“约九十”，无法读取；因此失分：不低于 80%（3 分）、不低于 95%（3 分）"
    )
    assert criterion.advice.startswith("改正填写")
    assert "未回答" not in criterion.why


def test_claims_and_papers_are_shown() -> None:
    finding = demo.found(
        {"na:2.4": True, "2.4": None},
        claims=demo.said("2.4", "本小区无食堂"),
        evidence=demo.said("1.1", "文件\u202e.pdf"),
    )
    assert demo.criterion(finding, "2.4").claim == "本小区无食堂"
    assert demo.criterion(finding, "1.1").papers == ("文件.pdf",)


def test_a_worked_out_value_is_cut_off_and_never_rounded_up() -> None:
    finding = demo.found({"asked": 3, "content": 2})
    assert demo.criterion(finding, "2.1").found.startswith("折算：66.6666%")


def test_english_texts_are_english() -> None:
    finding = demo.found({"1.4.corner": 3, "1.1": None}, "en")
    assert demo.criterion(finding, "1.4").why == "points off: dirty corner × 3 (3 points)"
    assert demo.criterion(finding, "1.1").why == "not answered: There is a body (6 points)"
    assert demo.criterion(finding, "1.1").advice == "Answer this first; Found it in writing"


def test_the_marks_of_a_source_travel_with_the_criterion() -> None:
    line = demo.criterion(demo.found(), "1.1").line
    assert (line.source, line.demand_mark, line.points_mark) == (
        "市评分标准 1",
        "official",
        "official",
    )
    plan = demo.criterion(demo.found(), "1.2").line
    assert (plan.demand_mark, plan.points_mark) == ("plan", "reference")
    assert line.methods == ("材料审核",)
    assert line.department == "社区办"
