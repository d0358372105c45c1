"""Programs on polars frames: one plan for a table of any length, nothing per applicant.

The frame has a column per field: Boolean for yes_no, Int64 for all others (scaled numbers, codes of
choices, days since 1970 for dates), null = nothing said; and Boolean columns `na:<criterion>` and
`ev:<criterion>` without nulls.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import reduce

import polars as pl

from engine.program import Definition, Program
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
    Not,
    Parameter,
    Product,
    Ref,
    Sum,
    Truth,
    walk,
)


class Renderer:
    """Renders expressions; `flags` are the columns held as Boolean."""

    def __init__(self, flags: frozenset[str], parameters: Mapping[str, int]) -> None:
        self.flags = flags
        self.parameters = parameters

    def render(self, expr: Expr) -> pl.Expr:
        """The polars expression: Boolean for conditions, Int64 for numbers."""
        match expr:
            case Const(value):
                return pl.lit(value, dtype=pl.Int64)
            case Truth(value):
                return pl.lit(value)
            case Answer(name):
                return pl.col(name).cast(pl.Int64) if name in self.flags else pl.col(name)
            case Ref(name):
                return pl.col(name)
            case Known(name):
                return pl.col(name).is_not_null()
            case Parameter(name):
                return pl.lit(self.parameters[name], dtype=pl.Int64)
            case Sum(terms):
                return self._summed(terms)
            case Product(left, right):
                return self.render(left) * self.render(right)
            case Extreme(which, terms):
                pick = pl.min_horizontal if which == "min" else pl.max_horizontal
                return pick([self.render(term) for term in terms])
            case Divide():
                return self._divided(expr)
            case Compare():
                return self._compared(expr)
            case Every(terms):
                return reduce(lambda a, b: a & b, self._terms(terms))
            case Either(terms):
                return reduce(lambda a, b: a | b, self._terms(terms))
            case Not(term):
                return ~self.render(term)
            case If(condition, then, otherwise):
                return (
                    pl.when(self.render(condition))
                    .then(self.render(then))
                    .otherwise(self.render(otherwise))
                )

    def _summed(self, terms: tuple[Expr, ...]) -> pl.Expr:
        """The sum; conditions that count 1 are added as truth values, which is cheaper."""
        counted = [term for term in terms if isinstance(term, If) and _counts(term)]
        plain = [self.render(term) for term in terms if term not in counted]
        if counted:
            truths = [self.render(term.condition) for term in counted]
            plain.append(pl.sum_horizontal(truths).cast(pl.Int64))
        return plain[0] if len(plain) == 1 else pl.sum_horizontal(plain)

    def _terms(self, terms: tuple[Expr, ...]) -> list[pl.Expr]:
        return [self.render(term) for term in terms]

    def _divided(self, expr: Divide) -> pl.Expr:
        left, right = self.render(expr.left), self.render(expr.right)
        match expr.rounding:
            case "floor":
                return left // right
            case "ceiling":
                return (left + right - 1) // right
            case "half_up":
                return (2 * left + right) // (2 * right)

    def _compared(self, expr: Compare) -> pl.Expr:
        if isinstance(expr.left, Answer) and expr.left.field in self.flags:
            column = pl.col(expr.left.field)
            match expr.relation, expr.right:
                case ("==", Const(1)) | ("!=", Const(0)):
                    return column
                case ("==", Const(0)) | ("!=", Const(1)):
                    return ~column
                case _:
                    pass
        left, right = self.render(expr.left), self.render(expr.right)
        match expr.relation:
            case "<":
                return left < right
            case "<=":
                return left <= right
            case "==":
                return left == right
            case "!=":
                return left != right
            case ">=":
                return left >= right
            case ">":
                return left > right


def _counts(term: If) -> bool:
    return term.then == Const(1) and term.otherwise == Const(0)


def evaluate(
    program: Program,
    frame: pl.DataFrame,
    names: Iterable[str],
    parameters: Mapping[str, int],
) -> pl.DataFrame:
    """The named definitions as Int64 columns, one row for each row of the frame.

    Null appears only where the definition says "not used" (a division by nothing).
    """
    wanted = list(names)
    renderer = Renderer(program.flags, parameters)
    definitions = program.needed(wanted)
    level: dict[str, int] = {}
    for definition in definitions:
        inner = [level[n.name] + 1 for n in walk(definition.expr) if isinstance(n, Ref)]
        level[definition.name] = max(inner, default=0)
    plan = frame.lazy()
    for depth in range(max(level.values(), default=-1) + 1):
        plan = plan.with_columns(
            _column(renderer, definition)
            for definition in definitions
            if level[definition.name] == depth
        )
    return plan.select(wanted).collect()


def _column(renderer: Renderer, definition: Definition) -> pl.Expr:
    rendered = renderer.render(definition.expr)
    return rendered.alias(definition.name)
