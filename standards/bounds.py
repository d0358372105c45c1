"""How large an expression can become: interval arithmetic over the ranges of the fields.

Spreadsheets and browsers compute in doubles, which hold whole numbers exactly up to 2^53. A program
that could go beyond is refused, so that every executor gives the same number.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import prod

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
    children,
)

EXACT = 2**53
"""The largest whole number up to which doubles are exact."""

Range = tuple[int, int]


class TooLargeError(ValueError):
    """An intermediate of an expression could exceed 2^53; says how large."""


class NegativeDivisionError(ValueError):
    """Something that could be below 0 would be divided."""


def bounds(expr: Expr, ranges: Mapping[str, Range]) -> Range:
    """The least and the greatest value of an expression (truth values count as 0 and 1).

    `ranges` gives those of fields, parameters and earlier definitions by their names. Raises
    TooLargeError when any intermediate could leave +-2^53, NegativeDivisionError when a negative
    number could be divided.
    """
    low, high = _bounds(expr, ranges)
    if max(-low, high) > EXACT:
        message = f"{max(-low, high)}"
        raise TooLargeError(message)
    return low, high


def _bounds(expr: Expr, ranges: Mapping[str, Range]) -> Range:
    match expr:
        case Const(value):
            return value, value
        case Answer(name) | Ref(name) | Parameter(name):
            return ranges[name]
        case Truth() | Known():
            return 0, 1
        case Compare() | Every() | Either() | Not():
            for child in children(expr):
                bounds(child, ranges)
            return 0, 1
        case Sum(terms):
            sides = [bounds(term, ranges) for term in terms]
            return sum(low for low, _ in sides), sum(high for _, high in sides)
        case Product(left, right):
            corners = [
                prod(pair)
                for pair in ((a, b) for a in bounds(left, ranges) for b in bounds(right, ranges))
            ]
            return min(corners), max(corners)
        case Extreme(which, terms):
            sides = [bounds(term, ranges) for term in terms]
            pick = min if which == "min" else max
            return pick(low for low, _ in sides), pick(high for _, high in sides)
        case Divide(left, right, _):
            low, high = bounds(left, ranges)
            divisor_low, divisor_high = bounds(right, ranges)
            if low < 0 or divisor_low < 0:
                raise NegativeDivisionError
            bounds(Sum((Product(Const(2), Const(high)), Const(divisor_high))), ranges)  # half-up
            return low // max(divisor_high, 1), -(-high // max(divisor_low, 1))
        case If(condition, then, otherwise):
            bounds(condition, ranges)
            one, two = bounds(then, ranges), bounds(otherwise, ranges)
            return min(one[0], two[0]), max(one[1], two[1])
