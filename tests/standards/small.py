"""Small standards and typed answers for tests."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import polars as pl

from engine.answers import APPLICANT, Answers, completed, schema_of
from engine.compile import compile
from engine.program import Program
from standards.field import Field
from standards.load import Loaded, loads
from standards.numbers import scaled
from standards.rule import Rule
from standards.rule_entry import rule_entry

HEAD = """
standard: small
edition: "1"
title: {zh: 试验标准, en: A small standard}
assessed: {zh: 社区, en: community}
status: reference
points: %(points)s
"""
PART = """
parts:
- id: "1"
  title: {zh: 第一部分, en: Part one}
  points: %(points)s
  criteria:
"""
GRADES = """
grades:
- {id: passed, name: {zh: 达标, en: Passed}, when: score >= 1}
"""


def text_of(criteria: str, *, points: object = 10, more: str = "", grades: str = GRADES) -> str:
    """A standard with one part; `criteria` are YAML list items, `more` further top-level keys."""
    lines = "\n".join(f"  {line}" for line in criteria.strip("\n").splitlines())
    head = (
        (HEAD + more + PART) % {"points": points}
        if "%" not in more
        else HEAD % {"points": points} + more + PART % {"points": points}
    )
    return f"{head}{lines}\n{grades}"


def loaded(text: str) -> Loaded:
    """A standard from its text."""
    return loads(text.encode(), "small.yaml")


def loads_rule(value: Any) -> Rule:
    """A rule from its tree, as it stands below `rule:`."""
    made: Rule = rule_entry(value)
    return made


def program(text: str) -> Program:
    """A compiled standard from its text."""
    return compile(loaded(text))


def typed(asked: Field, value: Any) -> Any:
    """An answer as `Answers.values` holds it."""
    if value is None:
        return None
    if asked.type == "yes_no":
        return bool(value)
    if asked.type == "choice":
        return asked.codes[value]
    return scaled(Decimal(str(value)), asked.places)


def answers(program_: Program, rows: list[dict[str, Any]]) -> Answers:
    """Typed answers; a row gives field ids, `na:` and `ev:` marks."""
    schema = schema_of(program_)
    asked = program_.standard.asked
    columns: dict[str, list[Any]] = {name: [] for name in schema}
    for row in rows:
        for name, values in columns.items():
            given = row.get(name, False if ":" in name else None)
            values.append(given if ":" in name else typed(asked[name], given))
    people = {
        "applicant": [f"a{n}" for n in range(len(rows))],
        "name": [f"社区{n}" for n in range(len(rows))],
        "district": ["甲区" if n % 2 else "乙区" for n in range(len(rows))],
        "category": [None] * len(rows),
    }
    frame = pl.DataFrame(columns, schema=schema)
    return Answers(pl.DataFrame(people, schema=APPLICANT), completed(program_, frame))
