"""Coverage: the share of the points whose questions were answered.

A criterion's points count as far as they reach the score: in a weighted part by its weight. Among
its questions they are shared out equally; one that need not be asked counts as answered.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import lcm

from engine.builder import Builder
from engine.program import claim_of
from standards.criterion import Criterion
from standards.expression import (
    NO,
    Answer,
    Compare,
    Const,
    Divide,
    Expr,
    Known,
    Ref,
    add,
    either,
    multiply,
    negate,
    when,
)
from standards.faults import ExpressionError
from standards.lowering import Lowered
from standards.model import Part, Standard, Way
from standards.numbers import POINT, half_up
from standards.parse import condition
from standards.scope import Names


def worth(standard: Standard) -> dict[str, int]:
    """What every criterion of the base can add to the score, in ten-thousandths."""
    weights = _weights(standard.combine, standard.parts)
    full = Fraction(standard.points) * POINT
    total = sum(weights.values()) or Fraction(1)
    return {
        id_: half_up(share.numerator, share.denominator)
        for part in standard.parts
        for id_, share in _shares(part, full * weights[part.id] / total)
    }


def _weights(way: Way, children: Sequence[Part | Criterion]) -> dict[str, Fraction]:
    """How much each child counts in its whole."""
    if way == "sum":
        return {child.id: Fraction(child.points) for child in children}
    if way == "weighted":
        return {child.id: Fraction(child.weight or 0) for child in children}
    return dict.fromkeys((child.id for child in children), Fraction(1))


def _shares(part: Part, full: Fraction) -> Iterator[tuple[str, Fraction]]:
    """The criteria of a part, with what each can add where the part adds `full`."""
    children = part.parts or part.criteria
    weights = _weights(part.combine, children)
    total = sum(weights.values()) or Fraction(1)
    for inner in part.parts:
        yield from _shares(inner, full * weights[inner.id] / total)
    for criterion in part.criteria:
        yield criterion.id, full * weights[criterion.id] / total


def define(build: Builder) -> None:
    """Define what is covered, what could be, and the coverage (ten-thousandths of 1)."""
    points = worth(build.standard)
    counted = [low for low in build.lowered if low.criterion.id in points and low.asks]
    common = lcm(*(len(low.asks) for low in counted)) if counted else 1
    plain: dict[str, int] = {}
    special: list[Expr] = []
    coverable: list[Expr] = []
    for low in counted:
        weight = points[low.criterion.id] * (common // len(low.asks))
        applies = build.definitions[f"applies:{low.criterion.id}"].expr
        full = Const(weight * len(low.asks))
        settled = _settled(low)
        if isinstance(applies, Const) and settled == NO:
            for field in low.asks:
                plain[field] = plain.get(field, 0) + weight
            coverable.append(full)
            continue
        answered = add(*(_answered(build, field, weight) for field in low.asks))
        if isinstance(applies, Const):
            special.append(when(settled, full, answered))
            coverable.append(full)
        else:
            stays = Compare("==", Ref(f"applies:{low.criterion.id}"), Const(1))
            special.append(when(stays, when(low.exempt, full, answered), Const(0)))
            coverable.append(when(stays, full, Const(0)))
    build.define("covered", add(*_weighed(build, plain), *special, Const(0)), ())
    build.define("coverable", add(*coverable, Const(0)), ())
    ratio = Divide(multiply(Const(10_000), Ref("covered")), Ref("coverable"), "floor")
    nothing = Compare("<=", Ref("coverable"), Const(0))
    build.define("coverage", when(nothing, Const(0), ratio), (), most=10_000)


def _settled(low: Lowered) -> Expr:
    """When nothing need be answered, although the criterion stays in the base."""
    claim = low.criterion.not_applicable
    claimed = Compare("==", Answer(claim_of(low.criterion)), Const(1)) if claim else NO
    return either(claimed, low.exempt)


def _weighed(build: Builder, weights: dict[str, int]) -> list[Expr]:
    """Weight x number of answered fields, for each weight: counting is cheaper than adding."""
    alike: dict[int, list[str]] = {}
    for field, weight in weights.items():
        alike.setdefault(weight, []).append(field)
    return [
        multiply(Const(weight), add(*(_answered(build, field, 1) for field in fields)))
        for weight, fields in alike.items()
    ]


def _answered(build: Builder, field: str, weight: int) -> Expr:
    """The weight where a field is answered, or need not be."""
    known: Expr = Known(field)
    asked_if = build.standard.asked[field].asked_if
    if asked_if:
        try:
            needed = condition(asked_if, Names(build.standard))
        except ExpressionError:
            return when(known, Const(weight), Const(0))  # lint tells the fault with its place
        known = either(known, negate(needed.possibly))
    return when(known, Const(weight), Const(0))
