"""Combining: criteria into parts, parts into the score."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import gcd, lcm
from types import MappingProxyType

from engine.builder import Builder
from standards.criterion import Criterion
from standards.expression import (
    NO,
    Compare,
    Const,
    Divide,
    Expr,
    Extreme,
    Ref,
    add,
    either,
    every,
    greatest,
    least,
    multiply,
    subtract,
    when,
)
from standards.faults import Path
from standards.lowering import Lowered
from standards.model import Block, Part, Way
from standards.numbers import POINT_DECIMALS, scaled

_ONE = Const(1)


@dataclass(frozen=True, slots=True)
class Child:
    """A criterion or part as its parent sees it; points are ten-thousandths.

    `factor` multiplies its weight among its siblings.
    """

    score: Expr
    full: int
    scored: Expr
    always: bool
    weight: int = 1
    factor: Expr = _ONE


Factors = Mapping[str, Expr]
"""What multiplies the weight of `part 4` or `criterion 5.2`; what is not named keeps its own."""


def define(build: Builder, factors: Factors = MappingProxyType({})) -> None:
    """Define parts, base, bonus, penalty, score and published score.

    With factors, the outermost parts and what weighted parts hold count by so much more or less;
    the full points stay what they are.
    """
    children = [
        _part(build, part, ("parts", index), factors)
        for index, part in enumerate(build.standard.parts)
    ]
    full = scaled(build.standard.points, POINT_DECIMALS)
    if factors and build.standard.combine == "sum":
        base, scored = _moved(children, full)
    else:
        base, scored = _combined(build.standard.combine, children, full)
    build.define("scored", scored, ())
    build.define("base", base, (), most=full)
    build.define("bonus", _block(build.standard.bonus), ("bonus",))
    build.define("penalty", _block(build.standard.penalty), ("penalty",))
    total = add(
        Ref("base"),
        Ref("bonus"),
        multiply(Const(-1), Ref("penalty")),
        *_taken(build, "score", build.standard.criteria),
    )
    build.define("score", greatest(total, Const(0)), ())
    build.define("published", _published(build, full), ("decimals",))


def _part(build: Builder, part: Part, path: Path, factors: Factors) -> Child:
    full = scaled(part.points, POINT_DECIMALS)
    if part.parts:
        children = [
            _part(build, inner, (*path, "parts", index), factors)
            for index, inner in enumerate(part.parts)
        ]
    else:
        children = [_leaf(build, criterion, factors) for criterion in part.criteria]
    earned, scored = _combined(part.combine, children, full)
    taken = _taken(build, "part", part.criteria)
    if taken:
        earned = greatest(add(earned, *taken), Const(0))
    zeroed = _zeroing(build, part)
    if zeroed != NO:
        earned = when(zeroed, Const(0), earned)
    if part.cap is not None:
        earned = least(earned, Const(scaled(part.cap, POINT_DECIMALS)))
    build.define(f"scored:{part.id}", scored, path)
    build.define(f"part:{part.id}", earned, path, most=full)
    always = isinstance(scored, Const)
    return Child(
        Ref(f"part:{part.id}"),
        full,
        Compare("==", Ref(f"scored:{part.id}"), Const(1)),
        always,
        _weight(part),
        factors.get(f"part {part.id}", _ONE),
    )


def _weight(entry: Part | Criterion) -> int:
    return scaled(entry.weight, POINT_DECIMALS) if entry.weight is not None else 1


def _combined(way: Way, children: Sequence[Child], full: int) -> tuple[Expr, Expr]:
    """What the children earn together, and whether anything of them applies."""
    return _sum(children, full) if way == "sum" else _shares(way, children, full)


def _taken(build: Builder, target: str, criteria: Sequence[Criterion]) -> list[Expr]:
    """What findings of the criteria take from the whole they stand in, below 0."""
    names = (f"off_{target}:{criterion.id}" for criterion in criteria)
    return [multiply(Const(-1), Ref(name)) for name in names if name in build.definitions]


def _leaf(build: Builder, criterion: Criterion, factors: Factors) -> Child:
    id = criterion.id
    always = isinstance(build.definitions[f"applies:{id}"].expr, Const)
    applies = Compare("==", Ref(f"applies:{id}"), Const(1))
    full = next(low.points for low in build.lowered if low.criterion.id == id)
    factor = factors.get(f"criterion {id}", _ONE)
    return Child(Ref(f"points:{id}"), full, applies, always, _weight(criterion), factor)


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
    rescaled: Expr = Divide(multiply(Const(full), earned), left, "half_up")
    total = sum(child.full for child in children)
    if total != full:  # else rescaling what is whole changes nothing
        rescaled = when(Compare("==", left, Const(total)), earned, rescaled)
    if any(child.always and child.full for child in children):
        return rescaled, Const(1)
    something = Compare(">", left, Const(0))
    return when(something, rescaled, Const(0)), when(something, Const(1), Const(0))


def _moved(children: Sequence[Child], full: int) -> tuple[Expr, Expr]:
    """The sum of parts whose points count by a factor, on the scale of the full points.

    With equal factors it is the sum: (full x sum of f x score) / (sum of f x points that apply).
    """
    whole = sum(child.full for child in children)
    if not all(child.always for child in children):
        whole = full
    top, *points = _reduced([whole, *(child.full for child in children)])
    earned = add(*(multiply(child.factor, child.score) for child in children))
    counted = [multiply(c.factor, Const(p)) for c, p in zip(children, points, strict=True)]
    left = add(
        *(
            weight if child.always else when(child.scored, weight, Const(0))
            for child, weight in zip(children, counted, strict=True)
        )
    )
    moved: Expr = Divide(multiply(Const(top), earned), left, "half_up")
    if any(child.always and child.full for child in children):
        return moved, Const(1)
    something = Compare(">", left, Const(0))
    return when(something, moved, Const(0)), when(something, Const(1), Const(0))


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
            share_weight: Expr = Const(weight)
            if way == "weighted":
                share_weight = multiply(child.factor, share_weight)
            part = multiply(share_weight, one)
            top.append(part if child.always else when(child.scored, part, Const(0)))
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
