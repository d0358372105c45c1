"""What the polars executor does for speed changes no number."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from engine.compile import compile_named
from engine.executors.polars_ import Renderer, evaluate
from engine.score import parameters
from standards.expression import (
    Answer,
    Compare,
    Const,
    Divide,
    Expr,
    Extreme,
    If,
    Known,
    Not,
    Ref,
    Sum,
)
from standards.load import bundled
from tests.engine import strategies

DAY = date(2026, 11, 23)
FRAME = pl.DataFrame(
    {"n": [None, 0, 5, 7], "yes": [None, True, False, True], "flag": [True, True, False, False]},
    schema={"n": pl.Int64, "yes": pl.Boolean, "flag": pl.Boolean},
)


def one_if(condition: Expr) -> Expr:
    return If(condition, Const(1), Const(0))


RENDERED = {
    "a truth value as a number": (Answer("yes"), [None, 1, 0, 1]),
    "a truth value that is compared with one": (one_if(Compare("==", Answer("yes"), Const(1))), [0, 1, 0, 1]),
    "a truth value that is compared with nought": (one_if(Compare("!=", Answer("yes"), Const(1))), [0, 0, 1, 0]),
    "a truth value that is compared with two": (one_if(Compare("<", Answer("yes"), Const(2))), [0, 1, 1, 1]),
    "a definition held as a truth value": (Sum((Ref("flag"), Const(1))), [2, 2, 1, 1]),
    "a definition held as a truth value, turned": (one_if(Not(Compare("==", Ref("flag"), Const(1)))), [0, 0, 1, 1]),
    "a definition that is a constant": (Sum((Ref("three"), Const(1))), [4, 4, 4, 4]),
    "three hundred conditions": (Sum((one_if(Known("n")),) * 300), [0, 300, 300, 300]),
    "conditions and numbers": (Sum((one_if(Known("n")), Const(2), one_if(Known("yes")))), [2, 4, 4, 4]),
    "the greatest of a number and a constant": (Extreme("max", (Answer("n"), Const(5))), [5, 5, 5, 7]),
    "the least of a constant and a number": (Extreme("min", (Const(5), Answer("n"))), [5, 0, 5, 5]),
    "the greatest of two numbers": (Extreme("max", (Answer("n"), Sum((Answer("n"), Const(1))))), [None, 1, 6, 8]),
    "a half rounds up": (Divide(Answer("n"), Const(2), "half_up"), [None, 0, 3, 4]),
    "a started unit counts": (Divide(Answer("n"), Const(2), "ceiling"), [None, 0, 3, 4]),
    "a complete unit counts": (Divide(Answer("n"), Const(2), "floor"), [None, 0, 2, 3]),
}  # fmt: skip


@pytest.mark.parametrize(("expr", "expected"), RENDERED.values(), ids=RENDERED.keys())
def test_rendered(expr: Expr, expected: list[int | None]) -> None:
    renderer = Renderer(frozenset({"yes", "flag"}), {"three": 3}, {})
    found = FRAME.select(x=pl.repeat(0, pl.len()) + renderer.render(expr))["x"]
    assert found.to_list() == expected
    assert found.dtype == pl.Int64


@pytest.mark.parametrize("lengths", [(1, 8, 11), (20,), (5, 0, 15)], ids=str)
def test_answers_in_pieces_give_the_same_scores(lengths: tuple[int, ...]) -> None:
    program = compile_named("green-community")
    names, fixed = list(program.definitions), parameters(program, DAY)
    whole = strategies.answers(program, strategies.random_rows(program, 20)).values
    starts = [sum(lengths[:place]) for place in range(len(lengths))]
    parts = [whole.slice(start, length) for start, length in zip(starts, lengths, strict=True)]
    pieces = pl.concat(parts, rechunk=False)
    other = pl.concat([whole[:3], whole[3:]], rechunk=False)
    expected = evaluate(program, whole, names, fixed)
    half = whole.width // 2
    for mixed in (
        pieces,
        pieces.with_columns(whole[name] for name in whole.columns[:half]),
        pieces.with_columns(other[name] for name in whole.columns[half:]),
    ):
        assert_frame_equal(mixed, whole)
        assert_frame_equal(evaluate(program, mixed, names, fixed), expected)


@pytest.mark.parametrize("name", bundled())
def test_one_definition_alone_is_what_it_is_among_all(name: str) -> None:
    program = compile_named(name)
    fixed = parameters(program, DAY)
    values = strategies.answers(program, strategies.random_rows(program, 20)).values
    together = evaluate(program, values, list(program.definitions), fixed)
    for wanted in (("outcome", "score"), ("penalty",), ("coverage",)):
        assert_frame_equal(evaluate(program, values, wanted, fixed), together.select(wanted))
