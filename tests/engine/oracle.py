"""Plain reckoning of a program with Python's whole numbers, to hold the executors against."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.program import Program
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
)

_RELATIONS = {
    "<": int.__lt__,
    "<=": int.__le__,
    "==": int.__eq__,
    "!=": int.__ne__,
    ">=": int.__ge__,
    ">": int.__gt__,
}


def calculate(program: Program, row: Mapping[str, Any], fixed: Mapping[str, int]) -> dict[str, int]:
    """Every definition of a program for one applicant. Blank answers count as 0: guards decide."""
    known: dict[str, int] = {}
    for name, definition in program.definitions.items():
        known[name] = _value(definition.expr, row, fixed, known)
    return known


def _value(
    expr: Expr, row: Mapping[str, Any], fixed: Mapping[str, int], known: Mapping[str, int]
) -> int:
    def of(inner: Expr) -> int:
        return _value(inner, row, fixed, known)

    match expr:
        case Const(value) | Truth(value):
            return int(value)
        case Answer(name):
            return int(row[name] or 0)
        case Known(name):
            return int(row[name] is not None)
        case Ref(name):
            return known[name]
        case Parameter(name):
            return fixed[name]
        case Sum(terms):
            return sum(of(term) for term in terms)
        case Product(left, right):
            return of(left) * of(right)
        case Extreme(which, terms):
            return (min if which == "min" else max)(of(term) for term in terms)
        case Divide(left, right, rounding):
            top, bottom = of(left), of(right)
            if bottom == 0:
                return 0
            if rounding == "half_up":
                return (2 * top + bottom) // (2 * bottom)
            return top // bottom if rounding == "floor" else -(-top // bottom)
        case Compare(relation, left, right):
            return int(_RELATIONS[relation](of(left), of(right)))
        case Every(terms):
            return int(all(of(term) for term in terms))
        case Either(terms):
            return int(any(of(term) for term in terms))
        case Not(term):
            return int(not of(term))
        case If(condition, then, otherwise):
            return of(then) if of(condition) else of(otherwise)
