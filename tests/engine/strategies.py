"""Random answers to a standard: blanks, edges and everything between."""

from __future__ import annotations

import random
from typing import Any

import polars as pl
from hypothesis import strategies as st

from engine.answers import APPLICANT, Answers, completed, schema_of
from engine.program import Program
from standards.expression import Compare, Const, walk
from standards.field import Field

Row = dict[str, Any]


def edges(program: Program) -> list[int]:
    """The constants that the program compares with, one below and one above."""
    found = {
        side.value
        for definition in program.definitions.values()
        for node in walk(definition.expr)
        if isinstance(node, Compare)
        for side in (node.left, node.right)
        if isinstance(side, Const)
    }
    return sorted({value + more for value in found for more in (-1, 0, 1)})


def answer(asked: Field, near: list[int]) -> st.SearchStrategy[Any]:
    """One answer as the frames hold it, or null."""
    if asked.type == "yes_no":
        return st.none() | st.booleans()
    if asked.type == "text":
        return st.none()
    low, high = asked.range
    fitting = [value for value in near if low <= value <= high] or [low]
    return (
        st.none() | st.integers(low, high) | st.sampled_from(fitting) | st.sampled_from([low, high])
    )


def rows(program: Program, least: int = 1, most: int = 8) -> st.SearchStrategy[list[Row]]:
    """Some applicants' answers, claims and evidence."""
    near = edges(program)
    columns = {
        name: st.booleans() if ":" in name else answer(program.standard.asked[name], near)
        for name in schema_of(program)
    }
    return st.lists(st.fixed_dictionaries(columns), min_size=least, max_size=most)


def answers(program: Program, given: list[Row]) -> Answers:
    """The frames of some rows."""
    schema = schema_of(program)
    frame = pl.DataFrame({n: [row[n] for row in given] for n in schema}, schema=schema)
    people = {"applicant": [f"a{n}" for n in range(len(given))]}
    names = pl.DataFrame(people).with_columns(
        pl.lit(None, dtype=pl.String).alias(name) for name in APPLICANT if name != "applicant"
    )
    return Answers(names, completed(program, frame))


def random_rows(program: Program, count: int, seed: int = 1) -> list[Row]:
    """Many applicants at once: blanks, limits with one unit either way, extremes, the rest between."""
    rng = random.Random(seed)
    near = edges(program)
    asked = program.standard.asked
    pools = {
        name: [value for value in near if asked[name].range[0] <= value <= asked[name].range[1]]
        for name in asked
    }
    return [
        {name: _drawn(rng, name, asked.get(name), pools) for name in schema_of(program)}
        for _ in range(count)
    ]


def _drawn(rng: random.Random, name: str, asked: Field | None, pools: dict[str, list[int]]) -> Any:
    if asked is None:
        return rng.random() < 0.2
    chance = rng.random()
    if chance < 0.1 or asked.type == "text":
        return None
    if asked.type == "yes_no":
        return rng.random() < 0.7
    if chance < 0.5 and pools[name]:
        return rng.choice(pools[name])
    return rng.choice(asked.range) if chance < 0.6 else rng.randint(*asked.range)
