"""A small standard with a field of every type, and what the tests of this room share."""

from __future__ import annotations

from functools import lru_cache

import polars as pl

from engine.answers import Answers
from engine.compile import compile
from engine.program import Program
from standards.field import Field
from standards.load import loads

TEXT = """\
standard: demo
edition: "2026.1"
title: {zh: 示范, en: Demo}
assessed: {zh: 社区, en: community}
status: reference
points: 30
unproven: nothing
fields:
  households: {ask: {zh: 户数, en: Households}, type: count, unit: {zh: 户, en: households}, max: 50000}
  visits: {ask: {zh: 次数, en: Visits}, type: count}
  area: {ask: {zh: 面积, en: Area}, type: measure, unit: {zh: 平方米, en: m2}, decimals: 2}
  balance: {ask: {zh: 结余, en: Balance}, type: money, min: -1000}
  grant: {ask: {zh: 补助, en: Grant}, type: measure, unit: {zh: 万元, en: ten thousand yuan}}
  opened: {ask: {zh: 启用, en: Opened}, type: date}
  remark: {ask: {zh: 备注, en: Remark}, type: text}
  kind:
    ask: {zh: 类型, en: Kind}
    type: choice
    choices: {urban: {zh: 城市, en: Urban}, rural: {zh: 农村, en: Rural}, "3": {zh: 无, en: none}}
  asked: {ask: {zh: 调查人数, en: Asked}, type: count}
  happy: {ask: {zh: 满意人数, en: Happy}, type: count}
parts:
- id: "1"
  title: {zh: 一, en: One}
  points: 30
  criteria:
  - {id: "1.1", title: {zh: 组织, en: Body}, points: 4, rule: yes_no, evidence: required}
  - {id: "1.2", title: {zh: 清单, en: List}, points: 6,
     rule: {checklist: {each: 2, items: {bags: 袋, bins: 桶, sorted: 分}}}}
  - id: "1.3"
    title: {zh: 程度, en: Level}
    points: 5
    rule:
      levels:
        full: {label: {zh: 齐全, en: complete}, points: 5}
        partly: {label: {zh: 部分, en: partly}, points: {from: 1, to: 3, step: 0.5}}
        none: {label: {zh: 没有, en: none}, points: 0}
  - {id: "1.4", title: {zh: 满意率, en: Satisfied}, points: 5, ask: {type: rate},
     rule: {bands: {">= 90": 5, ">= 80": 3}},
     not_applicable: {policy: exclude, when: {zh: 未调查, en: no survey}}}
  - {id: "1.5", title: {zh: 食堂, en: Canteen}, points: 3, rule: yes_no,
     not_applicable: {policy: full, when: 无食堂}}
  - {id: "1.6", title: {zh: 抽查, en: Sample}, points: 5, evidence: 照片,
     rule: {samples: {of: 路, draw: 5, share: true}}}
  - {id: "1.7", title: {zh: 调查, en: Survey}, points: 2, value: "share(happy, asked)",
     rule: {threshold: {at_least: 85}},
     not_applicable: {policy: zero, when: 未调查}}
grades:
- {id: good, name: {zh: 达标, en: Passed}, when: score >= 24}
"""


@lru_cache(maxsize=1)
def program() -> Program:
    """The compiled standard."""
    return compile(loads(TEXT.encode(), "demo.yaml"))


def field(id: str) -> Field:
    """A field of it."""
    return program().standard.asked[id]


def told(answers: Answers, *columns: str) -> list[tuple[str, ...]]:
    """Some columns of the problems."""
    return list(answers.problems.select(columns).iter_rows())


def said(answers: Answers, row: int = 0) -> dict[str, object]:
    """What one applicant answered."""
    values = answers.values.select(pl.col("*").exclude("^(na|ev):.*$")).row(row, named=True)
    return {name: value for name, value in values.items() if value is not None}


def same(one: Answers, other: Answers) -> None:
    """Two readings of the same content, whatever it came in."""
    assert one.applicants.equals(other.applicants)
    assert one.values.equals(other.values)
    for name in ("invalid", "claims", "evidence"):
        frames = [getattr(answers, name) for answers in (one, other)]
        first, second = (frame.sort(frame.columns) for frame in frames)
        assert first.equals(second), name
