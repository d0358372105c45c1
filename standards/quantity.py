"""Author's amounts and conditions, lowered to whole-number expressions with their guards.

A quantity is a fraction of whole numbers with a decimal scale; two are compared by
cross-multiplication, so nothing is divided. A condition is kept twice: whether it *surely* holds
and whether it *possibly* holds, given what was answered. Unanswered therefore never passes for met.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import reduce
from typing import Literal

from standards.expression import (
    NO,
    YES,
    Const,
    Divide,
    Expr,
    Extreme,
    Relation,
    Rounding,
    add,
    compare,
    either,
    every,
    greatest,
    multiply,
    negate,
    subtract,
    when,
)
from standards.faults import ExpressionError
from standards.numbers import scaled

ONE = Const(1)


class MixtureError(ExpressionError):
    """Two things that cannot be combined; the text says which."""


@dataclass(frozen=True, slots=True)
class Condition:
    """`surely`: true whatever the unanswered fields are; `possibly`: true for some answer."""

    surely: Expr
    possibly: Expr

    @property
    def decided(self) -> Expr:
        """Whether enough was answered to say yes or no."""
        return either(self.surely, negate(self.possibly))


@dataclass(frozen=True, slots=True)
class Choice:
    """A field of the type choice, to be compared with one of its keys."""

    field: str
    codes: dict[str, int]


@dataclass(frozen=True, slots=True)
class Quantity:
    """numerator / denominator / 10^decimals; `percent` says that it counts in percent.

    `defined` is true when all fields in it are answered and the denominator is above 0; `empty`
    when they are answered and the denominator is 0. `full` are the points which a percentage
    compared with it refers to. A `day` is a day of the calendar, in days since 1970.
    """

    numerator: Expr
    decimals: int = 0
    denominator: Expr = ONE
    defined: Expr = YES
    empty: Expr = NO
    percent: bool = False
    full: Decimal | None = None
    day: bool = False

    @property
    def constant(self) -> Decimal | None:
        """The number, where it hangs on no answer."""
        if isinstance(self.numerator, Const) and self.denominator == ONE:
            return Decimal(self.numerator.value).scaleb(-self.decimals)
        return None


def number(value: Decimal, *, percent: bool = False) -> Quantity:
    """A constant."""
    exponent = value.normalize().as_tuple().exponent
    decimals = max(-exponent, 0) if isinstance(exponent, int) else 0
    return Quantity(Const(scaled(value, decimals)), decimals, percent=percent)


def _aligned(one: Quantity, two: Quantity) -> tuple[Expr, Expr, int]:
    decimals = max(one.decimals, two.decimals)
    left, right = (
        multiply(Const(10 ** (decimals - side.decimals)), side.numerator) for side in (one, two)
    )
    return left, right, decimals


def _same_unit(one: Quantity, two: Quantity) -> tuple[Quantity, Quantity]:
    """A percentage beside a plain number is a share of its full points, or else of 1.

    A plain 85 beside a rate means 85 percent.
    """
    if one.percent == two.percent:
        return one, two
    if one.percent and one.constant is not None:
        return number(one.constant * (two.full or 1) / 100), two
    if two.percent and two.constant is not None:
        return one, number(two.constant * (one.full or 1) / 100)
    return one, two


def _guards(one: Quantity, two: Quantity) -> tuple[Expr, Expr]:
    return every(one.defined, two.defined), either(one.empty, two.empty)


def calendar_day(day: date) -> Quantity:
    """A day of the calendar."""
    return Quantity(Const((day - date(1970, 1, 1)).days), day=True)


def _no_day(*terms: Quantity) -> None:
    if any(term.day for term in terms):
        message = "a day is only compared, or moved by days: as_of - founded >= 365"
        raise MixtureError(message)


def _common(one: Quantity, two: Quantity) -> tuple[Expr, Expr, int, Expr]:
    """Two numerators over one denominator, with their decimals."""
    left, right, decimals = _aligned(one, two)
    if one.denominator == two.denominator:
        return left, right, decimals, one.denominator
    left, right = multiply(left, two.denominator), multiply(right, one.denominator)
    return left, right, decimals, multiply(one.denominator, two.denominator)


def plus(one: Quantity, two: Quantity, *, minus: bool = False) -> Quantity:
    """The sum, or the difference; the difference of two days is a number of days."""
    if two.day and not (one.day and minus):
        _no_day(one, two)
    left, right, decimals, denominator = _common(one, two)
    defined, empty = _guards(one, two)
    numerator = subtract(left, right) if minus else add(left, right)
    percent, day = one.percent or two.percent, one.day and not two.day
    return Quantity(numerator, decimals, denominator, defined, empty, percent, day=day)


def times(one: Quantity, two: Quantity) -> Quantity:
    """The product."""
    _no_day(one, two)
    defined, empty = _guards(one, two)
    return Quantity(
        multiply(one.numerator, two.numerator),
        one.decimals + two.decimals,
        multiply(one.denominator, two.denominator),
        defined,
        empty,
        one.percent or two.percent,
    )


def over(one: Quantity, two: Quantity) -> Quantity:
    """The ratio; it has no value where the divisor is 0. The divisor must not be negative."""
    _no_day(one, two)
    left, right, _ = _aligned(one, two)
    defined, empty = _guards(one, two)
    divisor = multiply(right, one.denominator)
    positive = compare(">", divisor, Const(0))
    return Quantity(
        multiply(left, two.denominator),
        0,
        divisor,
        every(defined, positive),
        either(empty, every(defined, negate(positive))),
    )


def share(part: Quantity, whole: Quantity) -> Quantity:
    """Part of a whole in percent."""
    return replace(over(times(number(Decimal(100)), part), whole), percent=True)


def with_places(quantity: Quantity, places: int) -> Expr:
    """An amount as a whole number of so many decimals, rounded half-up; below 0 it is 0."""
    shift = quantity.decimals - places
    top = multiply(Const(10 ** max(-shift, 0)), greatest(quantity.numerator, Const(0)))
    bottom = multiply(Const(10 ** max(shift, 0)), quantity.denominator)
    return top if bottom == ONE else Divide(top, bottom, "half_up")


def whole(quantity: Quantity, rounding: Rounding) -> Quantity:
    """Rounded to a whole number; the one place where something is divided."""
    _no_day(quantity)
    divisor = multiply(quantity.denominator, Const(10**quantity.decimals))
    numerator = quantity.numerator
    if divisor != ONE:
        numerator = Divide(numerator, divisor, rounding)
    return replace(quantity, numerator=numerator, decimals=0, denominator=ONE)


def extreme(which: Literal["min", "max"], terms: list[Quantity]) -> Quantity:
    """The least or greatest of some amounts; ratios are brought to one divisor."""
    _no_day(*terms)
    if any(term.denominator != ONE for term in terms):
        return reduce(lambda one, two: _extreme_ratio(which, one, two), terms)
    decimals = max(term.decimals for term in terms)
    scaled_terms = tuple(
        multiply(Const(10 ** (decimals - term.decimals)), term.numerator) for term in terms
    )
    return Quantity(
        Extreme(which, scaled_terms),
        decimals,
        defined=every(*(term.defined for term in terms)),
        empty=either(*(term.empty for term in terms)),
        percent=any(term.percent for term in terms),
    )


def _extreme_ratio(which: Literal["min", "max"], one: Quantity, two: Quantity) -> Quantity:
    left, right, decimals, denominator = _common(*_same_unit(one, two))
    either_percent = one.percent or two.percent
    return Quantity(
        Extreme(which, (left, right)), decimals, denominator, *_guards(one, two), either_percent
    )


def counted(terms: list[Condition]) -> Quantity:
    """How many of some conditions hold; it has no value while one of them is undecided."""
    return _number_of([term.surely for term in terms], every(*(term.decided for term in terms)))


def counted_beside(relation: Relation, terms: list[Condition], bound: Quantity) -> Condition:
    """Whether so many of some conditions hold; enough of them decide it before all are answered."""
    least = _number_of([term.surely for term in terms])
    most = _number_of([term.possibly for term in terms])
    match relation:
        case ">=" | ">":
            sure, may = least, most
        case "<=" | "<":
            sure, may = most, least
        case _:
            return compared(relation, counted(terms), bound)
    return Condition(
        compared(relation, sure, bound).surely, compared(relation, may, bound).possibly
    )


def _number_of(holding: list[Expr], defined: Expr = YES) -> Quantity:
    return Quantity(add(*(when(term, ONE, Const(0)) for term in holding)), defined=defined)


def choose(condition: Condition, then: Quantity, otherwise: Quantity) -> Quantity:
    """One of two amounts; it has no value while the condition is undecided."""
    _no_day(then, otherwise)
    left, right, decimals = _aligned(then, otherwise)
    sure = condition.surely
    return Quantity(
        when(sure, left, right),
        decimals,
        when(sure, then.denominator, otherwise.denominator),
        every(condition.decided, _branch(sure, then.defined, otherwise.defined)),
        every(condition.decided, _branch(sure, then.empty, otherwise.empty)),
        then.percent or otherwise.percent,
    )


def _branch(condition: Expr, then: Expr, otherwise: Expr) -> Expr:
    if then == otherwise:
        return then
    return either(every(condition, then), every(negate(condition), otherwise))


def compared(relation: Relation, one: Quantity, two: Quantity) -> Condition:
    """Whether one amount stands in a relation to another."""
    if one.day != two.day:
        message = 'a day is compared with a day, such as "2026-06-30" or as_of'
        raise MixtureError(message)
    one, two = _same_unit(one, two)
    left, right, _, _ = _common(one, two)
    defined, _ = _guards(one, two)
    holds = compare(relation, left, right)
    return Condition(every(defined, holds), either(negate(defined), holds))


def both(terms: list[Condition]) -> Condition:
    """`and`."""
    return Condition(every(*(t.surely for t in terms)), every(*(t.possibly for t in terms)))


def any_of(terms: list[Condition]) -> Condition:
    """`or`."""
    return Condition(either(*(t.surely for t in terms)), either(*(t.possibly for t in terms)))


def opposite(term: Condition) -> Condition:
    """`not`."""
    return Condition(negate(term.possibly), negate(term.surely))
