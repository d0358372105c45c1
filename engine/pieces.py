"""Expressions cut into pieces that each fit a cell: the rest goes into cells of its own.

A piece of the definition `score` is named `score#1`. A condition is held as 0 or 1.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any

from standards.bounds import EXACT, NegativeDivisionError, Range, TooLargeError, bounds
from standards.expression import (
    Answer,
    Compare,
    Const,
    Divide,
    Either,
    Every,
    Expr,
    Extreme,
    If,
    Known,
    Product,
    Ref,
    Sum,
    children,
)
from standards.steps import is_condition

Measure = Callable[[Expr], tuple[int, int]]
"""The length of an expression's text and the depth of its brackets."""

PIECE = "#"
"""In the name of a piece, behind the name of its definition."""
_MOST_TERMS = 100
"""A function of a spreadsheet takes 255 arguments."""


def range_of(expr: Expr, ranges: dict[str, Range]) -> Range:
    """The least and greatest value; the widest there is where they cannot be told."""
    try:
        return bounds(expr, ranges)
    except (TooLargeError, NegativeDivisionError):
        return -EXACT, EXACT


def as_floor(expr: Divide) -> Divide:
    """The same division, written so that it rounds down."""
    match expr.rounding:
        case "floor":
            return expr
        case "ceiling":
            top: Expr = Sum((expr.left, expr.right, Const(-1)))
            return Divide(top, expr.right, "floor")
        case "half_up":
            top = Sum((Product(Const(2), expr.left), expr.right))
            return Divide(top, Product(Const(2), expr.right), "floor")


def as_cells(expr: Expr) -> Expr:
    """The expression as a spreadsheet works it out: nothing said is 0, so is a division by 0."""
    inner = mapped(expr, as_cells)
    match inner:
        case Answer(field):
            return If(Known(field), inner, Const(0))
        case Divide(_, right):
            return If(Compare(">", right, Const(0)), inner, Const(0))
        case _:
            return inner


class Cutter:
    """Cuts expressions; `ranges` learns those of the pieces."""

    def __init__(
        self, measure: Measure, longest: int, deepest: int, ranges: dict[str, Range]
    ) -> None:
        self._measure = measure
        self._longest = longest
        self._deepest = deepest
        self._ranges = ranges
        self._name = ""
        self._made: dict[str, Expr] = {}

    def cut(self, name: str, expr: Expr, range_: Range) -> dict[str, Expr]:
        """The pieces in the order in which they hang on each other, the whole of it last."""
        self._name, self._made = name, {}
        whole = self._fitted(expr)
        self._ranges[name] = range_
        return {**self._made, name: whole}

    def _fitted(self, expr: Expr) -> Expr:
        small = mapped(expr, self._fitted)
        if isinstance(small, Divide):
            small = as_floor(small)
            small = Divide(self._atom(small.left), self._atom(small.right), "floor")
        if isinstance(small, Sum | Every | Either | Extreme) and len(small.terms) > _MOST_TERMS:
            small = self._gathered(small)
        while self._is_large(small):
            lengths = {child: self._measure(child) for child in children(small)}
            place = 0 if self._measure(small)[0] > self._longest else 1
            largest = max(lengths, key=lambda child: lengths[child][place])
            if not any(children(largest)):
                break
            small = mapped(small, self._without(largest))
        return small

    def _without(self, part: Expr) -> Callable[[Expr], Expr]:
        held = self._held(part)
        return lambda child: held if child == part else child

    def _is_large(self, expr: Expr) -> bool:
        length, depth = self._measure(expr)
        return length > self._longest or depth > self._deepest

    def _atom(self, expr: Expr) -> Expr:
        """Something short, since a division names its operands several times."""
        return self._held(expr) if any(children(expr)) else expr

    def _gathered(self, expr: Sum | Every | Either | Extreme) -> Expr:
        groups = [
            expr.terms[start : start + _MOST_TERMS]
            for start in range(0, len(expr.terms), _MOST_TERMS)
        ]
        return replace(expr, terms=tuple(self._held(replace(expr, terms=g)) for g in groups))

    def _held(self, expr: Expr) -> Expr:
        """A cell of its own for an expression; what stands in its place."""
        name = f"{self._name}{PIECE}{len(self._made) + 1}"
        number = If(expr, Const(1), Const(0)) if is_condition(expr) else expr
        self._made[name] = number
        self._ranges[name] = range_of(number, self._ranges)
        return Compare("==", Ref(name), Const(1)) if is_condition(expr) else Ref(name)


def mapped(expr: Expr, change: Callable[[Expr], Expr]) -> Expr:
    """An expression with each of its direct parts changed."""
    changed: dict[str, Any] = {}
    for field in fields(expr):
        value = getattr(expr, field.name)
        if isinstance(value, tuple):
            changed[field.name] = tuple(change(term) for term in value)
        elif isinstance(value, Expr):
            changed[field.name] = change(value)
    return replace(expr, **changed) if changed else expr
