"""Combining: criteria into parts, parts into the score, and the coverage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import gcd, lcm

from engine.builder import Builder
from engine.program import claim_of
from standards.expression import (
    NO,
    Answer,
    Compare,
    Const,
    Divide,
    Expr,
    Extreme,
    Known,
    Ref,
    add,
    either,
    every,
    greatest,
    least,
    multiply,
    negate,
    subtract,
    when,
)
from standards.faults import Path
from standards.lowering import Lowered
from standards.model import Block, Part
from standards.numbers import POINT_DECIMALS, scaled
from standards.parse import ExpressionError, condition
from standards.scope import Names


@dataclass(frozen=True, slots=True)
class Child:
    """A criterion or part as its parent sees it; points are ten-thousandths."""

    score: Expr
    full: int
    scored: Expr
    always: bool
    weight: int = 1


def define(build: Builder) -> None:
    """Define parts, base, bonus, penalty, score, published score and coverage."""
    children = [
        _part(build, part, ("parts", index)) for index, part in enumerate(build.standard.parts)
    ]
    full = scaled(build.standard.points, POINT_DECIMALS)
    base, scored = _sum(children, full)
    build.define("scored", scored, ())
    build.define("base", base, (), most=full)
    build.define("bonus", _block(build.standard.bonus), ("bonus",))
    build.define("penalty", _block(build.standard.penalty), ("penalty",))
    total = add(Ref("base"), Ref("bonus"), multiply(Const(-1), Ref("penalty")))
    build.define("score", greatest(total, Const(0)), ())
    build.define("published", _published(build, full), ("decimals",))
    _coverage(build)


def _part(build: Builder, part: Part, path: Path) -> Child:
    full = scaled(part.points, POINT_DECIMALS)
    if part.parts:
        children = [
            _part(build, inner, (*path, "parts", index)) for index, inner in enumerate(part.parts)
        ]
    else:
        children = [_leaf(build, criterion.id) for criterion in part.criteria]
    if part.combine == "sum":
        earned, scored = _sum(children, full)
    else:
        earned, scored = _shares(part.combine, children, full)
    zeroed = _zeroing(build, part)
    if zeroed != NO:
        earned = when(zeroed, Const(0), earned)
    if part.cap is not None:
        earned = least(earned, Const(scaled(part.cap, POINT_DECIMALS)))
    build.define(f"scored:{part.id}", scored, path)
    build.define(f"part:{part.id}", earned, path, most=full)
    weight = scaled(part.weight, POINT_DECIMALS) if part.weight is not None else 1
    always = isinstance(scored, Const)
    return Child(
        Ref(f"part:{part.id}"),
        full,
        Compare("==", Ref(f"scored:{part.id}"), Const(1)),
        always,
        weight,
    )


def _leaf(build: Builder, id: str) -> Child:
    always = isinstance(build.definitions[f"applies:{id}"].expr, Const)
    applies = Compare("==", Ref(f"applies:{id}"), Const(1))
    full = next(low.points for low in build.lowered if low.criterion.id == id)
    return Child(Ref(f"points:{id}"), full, applies, always)


def _sum(children: Sequence[Child], full: int) -> tuple[Expr, Expr]:
    """The sum, rescaled to what applies; and whether anything does."""
    earned = add(*(child.score for child in children))
    if all(child.always for child in children):
        return earned, Const(1)
    counted = [
        Const(child.full) if child.always else when(child.scored, Const(child.full), Const(0))
        for child in children
    ]
    left = add(*counted)
    rescaled = Divide(multiply(Const(full), earned), left, "half_up")
    whole = Compare("==", left, Const(sum(child.full for child in children)))
    something = Compare(">", left, Const(0))
    return (
        when(whole, earned, when(something, rescaled, Const(0))),
        when(something, Const(1), Const(0)),
    )


def _shares(way: str, children: Sequence[Child], full: int) -> tuple[Expr, Expr]:
    """Mean, weighted mean, lowest or best of the children's shares of their own points."""
    common = lcm(*(child.full for child in children))
    top_full, bottom_common = _reduced([full, common])
    shares = [multiply(Const(common // child.full), child.score) for child in children]
    scored = [Const(1) if c.always else when(c.scored, Const(1), Const(0)) for c in children]
    something: Expr = Const(1) if any(c.always for c in children) else Extreme("max", tuple(scored))
    if way in ("lowest", "best"):
        missing = Const(common if way == "lowest" else 0)
        counted = [
            s if c.always else when(c.scored, s, missing)
            for s, c in zip(shares, children, strict=True)
        ]
        picked = Extreme("min" if way == "lowest" else "max", tuple(counted))
        earned: Expr = Divide(multiply(Const(top_full), picked), Const(bottom_common), "half_up")
    else:
        weights = _reduced([child.weight if way == "weighted" else 1 for child in children])
        top, bottom = [], []
        for child, one, weight in zip(children, shares, weights, strict=True):
            part = multiply(Const(weight), one)
            top.append(part if child.always else when(child.scored, part, Const(0)))
            share_weight = Const(weight)
            bottom.append(
                share_weight if child.always else when(child.scored, share_weight, Const(0))
            )
        divisor = multiply(Const(bottom_common), add(*bottom))
        earned = Divide(multiply(Const(top_full), add(*top)), divisor, "half_up")
    if something == Const(1):
        return earned, Const(1)
    return when(Compare("==", something, Const(1)), earned, Const(0)), something


def _reduced(numbers: Sequence[int]) -> list[int]:
    """Numbers in the same ratio without a common factor: what stays small stays exact."""
    common = gcd(*numbers)
    return [number // common for number in numbers]


def _zeroing(build: Builder, part: Part) -> Expr:
    ids = {criterion.id for criterion in part.criteria}
    return either(*(c for low in build.lowered if low.criterion.id in ids for c in _zeros(low)))


def _zeros(lowered: Lowered) -> list[Expr]:
    pairs = zip(lowered.criterion.veto, lowered.vetoes, strict=True)
    return [c.surely for veto, c in pairs if veto.effect == "zero_part"]


def _block(block: Block | None) -> Expr:
    if block is None:
        return Const(0)
    total = add(*(Ref(f"points:{criterion.id}") for criterion in block.criteria))
    return least(total, Const(scaled(block.cap, POINT_DECIMALS)))


def _published(build: Builder, full: int) -> Expr:
    """The score as printed; short of full is never shown as full."""
    unit = 10 ** (POINT_DECIMALS - build.standard.decimals)
    score = Ref("score")
    if unit == 1:
        return score
    down = multiply(Const(unit), Divide(score, Const(unit), "floor"))
    if build.standard.rounding == "floor":
        return down
    if build.standard.rounding == "half_up":
        near: Expr = multiply(Const(unit), Divide(score, Const(unit), "half_up"))
    else:
        count = Divide(score, Const(unit), "floor")
        odd = subtract(count, multiply(Const(2), Divide(count, Const(2), "floor")))
        rest = multiply(Const(2), subtract(score, down))
        up = either(
            Compare(">", rest, Const(unit)),
            every(Compare("==", rest, Const(unit)), Compare("==", odd, Const(1))),
        )
        near = when(up, add(down, Const(unit)), down)
    short = every(Compare("<", score, Const(full)), Compare(">=", near, Const(full)))
    return when(short, down, near)


def _coverage(build: Builder) -> None:
    """Share of the points whose questions were answered; a criterion counts by its questions."""
    base = {c.id for _, part in build.standard.walk_parts() for c in part.criteria}
    counted = [low for low in build.lowered if low.criterion.id in base and low.asks]
    common = lcm(*(len(low.asks) for low in counted)) if counted else 1
    plain: dict[str, int] = {}
    special: list[Expr] = []
    coverable: list[Expr] = []
    for low in counted:
        weight = low.points * (common // len(low.asks))
        applies = build.definitions[f"applies:{low.criterion.id}"].expr
        full = Const(weight * len(low.asks))
        claim = low.criterion.not_applicable
        if isinstance(applies, Const) and claim is None:
            for field in low.asks:
                plain[field] = plain.get(field, 0) + weight
            coverable.append(full)
            continue
        answered = add(*(_answered(build, field, weight) for field in low.asks))
        if isinstance(applies, Const):
            claimed = Compare("==", Answer(claim_of(low.criterion)), Const(1))
            special.append(when(claimed, full, answered))
            coverable.append(full)
        else:
            stays = Compare("==", Ref(f"applies:{low.criterion.id}"), Const(1))
            special.append(when(stays, answered, Const(0)))
            coverable.append(when(stays, full, Const(0)))
    build.define("covered", add(*_weighed(build, plain), *special, Const(0)), ())
    build.define("coverable", add(*coverable, Const(0)), ())
    ratio = Divide(multiply(Const(10_000), Ref("covered")), Ref("coverable"), "floor")
    nothing = Compare("<=", Ref("coverable"), Const(0))
    build.define("coverage", when(nothing, Const(0), ratio), (), most=10_000)


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
