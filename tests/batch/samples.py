"""A standard with a bit of everything, and many applicants with answers drawn at random."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

import polars as pl

from engine.answers import INVALID, ORIGIN, PROBLEM, SAID, Answers, completed, schema_of
from engine.compile import compile
from engine.program import Program
from engine.score import Scores, score
from reports.run import write as run_write
from reports.run.reasons import run_reasons
from standards.load import loads

DAY = date(2026, 11, 23)

STANDARD = """
standard: demo
edition: "1"
title: {zh: 示范小区创建标准, en: Model compounds}
assessed: {zh: 住宅小区, en: residential compound}
status: reference
points: 100
coverage_needed: 50%
unproven: 50%
fields:
  households: {ask: {zh: 居民户数, en: Households}, type: count, max: 50000}
  last_event: {ask: {zh: 最近活动, en: Last event}, type: date}
  contact: {ask: {zh: 联系人, en: Contact}, type: text}
gates:
- {id: scale, title: {zh: 不少于100户, en: At least 100 households}, require: households >= 100,
   otherwise: refused, source: reference}
parts:
- id: "1"
  title: {zh: 环境管理, en: Environmental management}
  points: 30
  minimum: 60%
  criteria:
  - {id: "1.1", title: {zh: 有组织, en: Organised}, points: 10, rule: yes_no, evidence: required}
  - {id: "1.2", title: {zh: 绿化率, en: Green space}, points: 20, ask: {type: rate},
     rule: {proportional: {full_at: 40}}}
- id: "2"
  title: {zh: 垃圾分类, en: Waste sorting}
  points: 40
  criteria:
  - {id: "2.1", title: {zh: 设施, en: Equipment}, points: 20,
     rule: {checklist: {each: 10, items: {bags: {zh: 袋, en: Bags}, bins: {zh: 桶, en: Bins}}}}}
  - {id: "2.2", title: {zh: 食堂, en: Canteen}, points: 20, rule: yes_no,
     not_applicable: {policy: exclude, when: {zh: 无食堂, en: no canteen}}}
- id: "3"
  title: {zh: 居民满意, en: Satisfied residents}
  points: 30
  criteria:
  - {id: "3.1", title: {zh: 满意度, en: Satisfaction}, points: 20,
     rule: {levels: {a: {label: 好, points: 20}, b: {label: 中, points: 10},
       c: {label: 差, points: 0}}}}
  - {id: "3.2", title: {zh: 最近活动, en: Last event}, points: 10,
     rule: {threshold: {when: "within(last_event, months=6)"}}}
grades:
- {id: excellent, name: {zh: 优秀, en: Excellent}, when: score >= 90 and every_part >= 60%}
- {id: passed, name: {zh: 达标, en: Passed}, when: score >= 70}
- {id: correct, name: {zh: 限期整改, en: To correct}, when: score >= 50, outcome: conditional,
   within_days: 90}
ranking: {by: grade, ties: [part 2]}
"""


def program() -> Program:
    """The compiled standard."""
    return compile(loads(STANDARD.encode(), "demo.yaml"))


def drawn(standard: Program, count: int, seed: int = 1, skill: float = 0.8) -> Answers:
    """Answers of so many applicants, about `skill` of them good; reproducible."""
    random = Random(seed)
    columns: dict[str, list[Any]] = {name: [] for name in schema_of(standard)}
    asked = standard.standard.asked
    for _ in range(count):
        good = min(max(random.gauss(skill, 0.12), 0.05), 1.0)
        for name, column in columns.items():
            column.append(_answer(random, good, name, asked))
    codes = [f"441900-{number:04}" for number in range(1, count + 1)]
    applicants = pl.DataFrame(
        {
            "applicant": codes,
            "name": [f"{_WORDS[i % 8]}{_WORDS[(i // 8) % 8]}{i + 1}号小区" for i in range(count)],
            "district": [("东城", "南城", "万江", None)[i % 4] for i in range(count)],
            "category": ["小区"] * count,
            "digest": [f"sha256:{code}" for code in codes],
        },
        schema_overrides={"district": pl.String},
    )
    values = pl.DataFrame(columns, schema=schema_of(standard), strict=False)
    return Answers(applicants, completed(standard, values))


_WORDS = ("新城", "东门", "翠湖", "南苑", "长安", "石井", "桥头", "云山")


def _answer(random: Random, good: float, name: str, asked: dict[str, Any]) -> object:
    well = random.random() < good
    if name.startswith("na:"):
        return random.random() < 0.1
    if name.startswith("ev:"):
        return random.random() < 0.9
    if random.random() < 0.03:
        return None
    field = asked[name]
    low, high = field.range
    match field.type:
        case "yes_no":
            return well
        case "text":
            return "王主任"
        case "choice":
            return low if well else random.randint(low, high)
        case "date":
            return (DAY - date(1970, 1, 1)).days - random.randint(0, 60 if well else 600)
        case "rate":
            return round(low + (high - low) * (random.uniform(0.8, 1) if well else random.random()))
        case _:
            return random.randint(low, min(high, low + 2_000))


def scored(count: int, seed: int = 1, skill: float = 0.8) -> Scores:
    """The standard scored over drawn answers."""
    standard = program()
    return score(standard, drawn(standard, count, seed, skill), DAY)


def written(folder: Path, scores: Scores) -> dict[str, str]:
    """Write a run; the digest of every file of it."""
    files = run_write.Files({"b.xlsx": "sha256:2", "a.xlsx": None}, "sha256:3")
    run_write.write(folder, scores, run_reasons(scores), files)
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


def said(answers: Answers) -> Answers:
    """The answers with something in every frame beside them."""
    return Answers(
        applicants=answers.applicants,
        values=answers.values.with_columns(
            pl.when(pl.int_range(pl.len()) == 0).then(None).otherwise(pl.col("1.2")).alias("1.2"),
            pl.lit(value=True).alias("na:2.2"),
        ),
        invalid=pl.DataFrame([(0, "1.2")], schema=INVALID, orient="row"),
        claims=pl.DataFrame([(1, "2.2", "无食堂"), (2, "2.2", "=1+1")], schema=SAID, orient="row"),
        evidence=pl.DataFrame(
            [(0, "1.1", "纪要.pdf"), (0, "1.1", "照片.jpg")], schema=SAID, orient="row"
        ),
        origin=pl.DataFrame(
            [
                (0, "1.2", "self", "a.xlsx", "自评", "C7", "约四成"),
                (1, "1.2", "self", "b.xlsx", "自评", "C7", "40"),
                (1, "1.2", "inspection", "c.xlsx", "自评", "C7", "38"),
                (2, "2.2", "self", "d.xlsx", "自评", "D9", "无食堂"),
                (2, "no_such", "self", "d.xlsx", "自评", "D9", "x"),
            ],
            schema=ORIGIN,
            orient="row",
        ),
        problems=pl.DataFrame(
            [
                ("a.xlsx", "自评", "C7", "441900-0001", "1.2", "约四成", "0 to 100", "invalid"),
                ("e.xlsx", "", "", "", "", "=cmd", "a workbook", "not_read"),
            ],
            schema=PROBLEM,
            orient="row",
        ),
    )
