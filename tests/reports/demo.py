"""A small standard with every rule kind, gate, veto and way of combining, and findings of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import polars as pl

from engine.answers import INVALID, PROBLEM, SAID
from engine.program import Program
from engine.score import Scores, score
from reports.findings import findings
from reports.findings.finding import CriterionFinding, Finding
from standards.text import Language
from tests.standards import small

DAY = date(2026, 11, 23)

TEXT = """
standard: demo
edition: "2026.1"
title: {zh: 示范小区评分标准, en: Model compound rubric}
assessed: {zh: 住宅小区, en: residential compound}
status: reference
points: 100
unproven: nothing
sources:
  plan: {title: {zh: 创建方案, en: The plan}, mark: plan, url: "https://example.org/plan"}
  city: {title: {zh: 市评分标准, en: City rubric}, mark: official, url: "javascript:alert(1)"}
departments: {office: {zh: 社区办, en: Community office}}
fields:
  households: {ask: {zh: 居民户数, en: Households}, type: count, unit: {zh: 户, en: households}, max: 50000}
  asked: {ask: {zh: 调查人数, en: People asked}, type: count, max: 5000}
  content: {ask: {zh: 满意人数, en: People content}, type: count, max: 5000}
  accident: {ask: {zh: 发生过重大事故, en: There was a grave accident}, type: yes_no}
  last_event: {ask: {zh: 最近活动日期, en: Day of the last event}, type: date}
  place: {ask: {zh: 类别, en: Kind of place}, type: choice, choices: {town: {zh: 城镇, en: town}, village: {zh: 乡村, en: village}}}
gates:
- {id: size, title: {zh: 规模, en: Size}, require: households >= 500, otherwise: refused, source: plan}
- {id: calm, title: {zh: 无重大事故, en: No grave accident}, require: not accident, otherwise: not_judged, source: plan}
parts:
- id: "1"
  title: {zh: 组织管理, en: Organisation}
  points: 40
  minimum: 50%
  criteria:
  - {id: "1.1", title: {zh: 有机构, en: There is a body}, points: 6, rule: yes_no, source: city 1,
     evidence: {zh: 成立文件, en: Founding paper}, department: office, check: [documents],
     advice: {zh: 发文成立。, en: Found it in writing.}}
  - {id: "1.2", title: {zh: 垃圾分类, en: Waste sorting}, points: 6, source: plan, rule: {checklist: {each: 2,
     items: {bags: {zh: 袋装, en: bagged}, bins: {zh: 桶, en: bins}, told: {zh: 宣传, en: told}}}}}
  - {id: "1.3", title: {zh: 活动室, en: Room}, points: 4, source: plan, rule: {levels: {
     good: {label: {zh: 好, en: good}, points: 4},
     fair: {label: {zh: 一般, en: fair}, points: {from: 1, to: 3, step: 0.5}},
     none: {label: {zh: 无, en: none}, points: 0}}}}
  - {id: "1.4", title: {zh: 卫生, en: Cleanliness}, points: 8, source: plan, rule: {deduct: {
     plan: {when: {zh: 无计划, en: no plan}, points: 2},
     corner: {each: {zh: 死角, en: dirty corner}, points: 1, up_to: 4},
     file: {when: {zh: 档案不全, en: file incomplete}, points: {from: 1, to: 2}}}}}
  - {id: "1.5", title: {zh: 知晓率, en: Knowledge}, points: 6, source: plan, ask: {type: rate, zh: 知晓率, en: Knowledge},
     rule: {bands: {">= 95": 6, ">= 80": 3}}}
  - {id: "1.6", title: {zh: 近期活动, en: Recent event}, points: 4, source: plan,
     rule: {threshold: {when: "within(last_event, months=6)"}}}
  - {id: "1.7", title: {zh: 绿地率, en: Green space}, points: 6, source: plan, ask: {type: rate, zh: 绿地率, en: Green space},
     rule: {per_unit: {lose: 1, per: 2, below: 30, count: started}}}
- id: "2"
  title: {zh: 居民满意, en: Satisfied residents}
  points: 60
  combine: weighted
  parts:
  - id: "2a"
    title: {zh: 问卷, en: Survey}
    points: 20
    weight: 3
    criteria:
    - {id: "2.1", title: {zh: 满意率, en: Satisfaction}, points: 10, source: plan, value: "share(content, asked)",
       rule: {threshold: {at_least: 85}},
       veto: [{when: value < 60, effect: refused}, {when: value < 70, effect: lower_grade, say: {zh: 满意率偏低, en: few are content}}]}
    - {id: "2.2", title: {zh: 参与率, en: Taking part}, points: 10, source: plan, ask: {type: rate, zh: 参与率, en: Taking part},
       rule: {proportional: {full_at: 100}}}
  - id: "2b"
    title: {zh: 抽查, en: Samples}
    points: 10
    weight: 1
    criteria:
    - {id: "2.3", title: {zh: 道路, en: Roads}, points: 5, source: plan, rule: {samples: {of: {zh: 道路, en: roads}, draw: 5,
       letters: {A: 5, B: 4}, shares: {A: 100%, B: 70%, otherwise: 30%}}}}
    - {id: "2.4", title: {zh: 食堂, en: Canteen}, points: 3, source: plan, rule: yes_no,
       not_applicable: {policy: exclude, when: {zh: 无食堂, en: no canteen}}}
    - {id: "2.5", title: {zh: 特色, en: Distinction}, points: 2, source: plan, rule: {award: {from: 0, to: 2, step: 0.5}}}
bonus:
  cap: 2
  criteria:
  - {id: B1, title: {zh: 获奖, en: Prize}, points: 2, rule: yes_no, source: plan}
  - {id: B2, title: {zh: 试点, en: Pilot}, points: 1, rule: yes_no, source: plan}
penalty:
  cap: 5
  criteria:
  - {id: P1, title: {zh: 通报批评, en: Reprimand}, points: 3, rule: yes_no, source: plan}
figures:
  rooms: {title: {zh: 应有用房, en: Rooms required}, unit: {zh: 平方米, en: m2}, is: "100 + 10 * floor(max(households - 500, 0) / 100)"}
checks:
- {say: {zh: 满意人数多于调查人数, en: More are content than were asked}, when: content > asked}
grades:
- {id: excellent, name: {zh: 优秀, en: Excellent}, when: score >= 90 and every_part >= 60%}
- {id: passed, name: {zh: 达标, en: Passed}, when: score >= 80 and (part("1") >= 30 or place == "town")}
- {id: correct, name: {zh: 限期整改, en: To correct}, when: score >= 60, outcome: conditional, within_days: 30}
procedure:
- {stage: {zh: 自查, en: Self-check}, to: 2026-12-31}
"""

GOOD: dict[str, Any] = {
    "households": 812,
    "asked": 100,
    "content": 90,
    "accident": False,
    "last_event": 20_700,
    "place": "town",
    "1.1": True,
    "ev:1.1": True,
    "1.2.bags": True,
    "1.2.bins": True,
    "1.2.told": True,
    "1.3": "good",
    "1.4.plan": False,
    "1.4.corner": 0,
    "1.4.file": 0,
    "1.5": 96,
    "1.6": None,
    "1.7": 31,
    "2.2": 100,
    "2.3.drawn": 5,
    "2.3.passed": 5,
    "2.4": True,
    "2.5": 2,
    "B1": False,
    "B2": False,
    "P1": False,
}
"""Answers that earn everything but the bonus."""


@cache
def program() -> Program:
    """The compiled demo standard."""
    return small.program(TEXT)


def scored(rows: list[dict[str, Any]], **frames: Any) -> Scores:
    """Rows of changes to `GOOD`, judged; `people`, `invalid`, `claims`, ... replace frames."""
    answers = small.answers(program(), [{**GOOD, **changes} for changes in rows])
    return score(program(), replace(answers, **frames), DAY)


def found(
    changes: dict[str, Any] | None = None, language: Language = "zh", **frames: Any
) -> Finding:
    """The finding of one applicant who answered as `GOOD`, with changes."""
    (finding,) = findings(scored([changes or {}], **frames), None, language)
    return finding


def criterion(finding: Finding, id: str) -> CriterionFinding:
    """One of its criteria."""
    return next(c for c in finding.criteria if c.line.id == id)


def applicants(*people: dict[str, str]) -> pl.DataFrame:
    """Rows of applicants with texts of one's own."""
    plain = {"applicant": "a0", "name": "", "district": "", "category": "", "digest": None}
    return pl.DataFrame(
        [{**plain, **one} for one in people], schema_overrides={"digest": pl.String}
    )


def invalid(field: str, written: str) -> dict[str, Any]:
    """The frames that tell of an answer that could not be read."""
    line = {"file": "form.xlsx", "sheet": "1", "cell": "C7", "applicant": "a0", "field": field}
    line |= {"found": written, "allowed": "0 至 100 | 0 to 100", "effect": "invalid"}
    return {
        "invalid": pl.DataFrame({"row": [0], "field": [field]}, schema=INVALID),
        "problems": pl.DataFrame([line], schema=PROBLEM),
    }


def said(criterion: str, text: str) -> pl.DataFrame:
    """A claim or a paper of the first applicant."""
    return pl.DataFrame({"row": [0], "criterion": [criterion], "text": [text]}, schema=SAID)
