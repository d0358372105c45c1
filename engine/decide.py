"""Deciding: gates, vetoes, grades, and the outcome they lead to."""

from __future__ import annotations

from decimal import Decimal

from engine.builder import Builder
from engine.program import OUTCOMES, claim_of
from standards import parse
from standards.expression import (
    Answer,
    Compare,
    Const,
    Expr,
    Ref,
    add,
    either,
    every,
    least,
    multiply,
    negate,
    when,
)
from standards.faults import ExpressionError, Path
from standards.lowering import Lowered
from standards.model import Standard
from standards.numbers import POINT_DECIMALS, SHARE_DECIMALS, scaled
from standards.quantity import Condition
from standards.scope import Names

_REFUSED, _NOT_JUDGED = OUTCOMES.index("refused"), OUTCOMES.index("not_judged")
_FAILED = OUTCOMES.index("failed")


def define(build: Builder) -> None:
    """Define gates, vetoes, minima, grades and the outcome."""
    refusals: list[Expr] = []
    holds: list[Expr] = [Compare("==", Ref("scored"), Const(0)), too_little(build.standard)]
    _gates(build, refusals, holds)
    lowering = _vetoes(build, refusals, holds)
    build.define("refused", _flag(either(*refusals)), ())
    build.define("held", _flag(either(*holds)), ())
    _grades(build, lowering)


def _flag(condition: Expr) -> Expr:
    return when(condition, Const(1), Const(0))


def _is(name: str) -> Expr:
    return Compare("==", Ref(name), Const(1))


def too_little(standard: Standard) -> Expr:
    """Covered / coverable < needed, by cross-multiplication."""
    needed = scaled(standard.coverage_needed, SHARE_DECIMALS)
    every_point = Const(100 * 10**SHARE_DECIMALS)
    answered = multiply(every_point, Ref("covered"))
    return Compare("<", answered, multiply(Const(needed), Ref("coverable")))


def _condition(build: Builder, text: str, path: Path, *, results: bool) -> Condition | None:
    try:
        return parse.condition(text, Names(build.standard, results=results))
    except ExpressionError as error:
        build.fault(path, str(error))
        return None


def _gates(build: Builder, refusals: list[Expr], holds: list[Expr]) -> None:
    for index, gate in enumerate(build.standard.gates):
        path: Path = ("gates", index, "require")
        met = _condition(build, gate.require, path, results=False)
        if met is None:
            continue
        build.define(f"gate:{gate.id}", _flag(met.surely), path)
        build.define(f"gate_open:{gate.id}", _flag(negate(met.decided)), path)
        unmet = negate(either(_is(f"gate:{gate.id}"), _is(f"gate_open:{gate.id}")))
        (refusals if gate.otherwise == "refused" else holds).append(unmet)
        holds.append(_is(f"gate_open:{gate.id}"))


def _vetoes(build: Builder, refusals: list[Expr], holds: list[Expr]) -> Expr:
    """Define the vetoes; returns how many grades are lost to lowering ones."""
    lowering: list[Expr] = []
    count: list[Expr] = []
    paths = {criterion.id: path for path, criterion in build.standard.walk_criteria()}
    for lowered in build.lowered:
        for place, condition in enumerate(lowered.vetoes):
            name = f"{lowered.criterion.id}:{place}"
            path = (*paths[lowered.criterion.id], "veto")
            away = negate(_away(lowered))
            effect = lowered.criterion.veto[place].effect
            build.define(f"veto:{name}", _flag(every(away, condition.surely)), path)
            undecided = every(away, negate(condition.decided))
            build.define(f"veto_open:{name}", _flag(undecided), path)
            count.append(Ref(f"veto:{name}"))
            if effect == "lower_grade":
                lowering.append(Ref(f"veto:{name}"))
            if effect == "refused":
                refusals.append(_is(f"veto:{name}"))
            holds.append(_is(f"veto_open:{name}"))
    build.define("vetoes", add(*count, Const(0)), ())
    return add(*lowering, Const(0))


def _away(lowered: Lowered) -> Expr:
    """Whether the criterion does not apply, or is settled by an exemption."""
    if lowered.criterion.not_applicable:
        claimed: Expr = Compare("==", Answer(claim_of(lowered.criterion)), Const(1))
        return either(claimed, lowered.exempt, lowered.excused)
    return either(Compare("==", Ref(f"applies:{lowered.criterion.id}"), Const(0)), lowered.exempt)


def _minima(build: Builder) -> list[str]:
    names: list[str] = []
    for path, part in build.standard.walk_parts():
        if part.minimum is None:
            continue
        needed = scaled(part.minimum_points or Decimal(0), POINT_DECIMALS)
        enough = Compare(">=", Ref(f"part:{part.id}"), Const(needed))
        unscored = Compare("==", Ref(f"scored:{part.id}"), Const(0))
        build.define(f"minimum:{part.id}", _flag(either(unscored, enough)), (*path, "minimum"))
        names.append(f"minimum:{part.id}")
    return names


def _grades(build: Builder, lowering: Expr) -> None:
    minima = [_is(name) for name in _minima(build)]
    grades = build.standard.grades
    none = len(grades)
    reached: list[Expr] = []
    for index, grade in enumerate(grades):
        path: Path = ("grades", index, "when")
        terms: list[Expr] = list(minima)
        for place, text in enumerate(_conjuncts(build, grade.when, path)):
            condition = _condition(build, text, path, results=True)
            if condition is None:
                continue
            build.define(f"grade:{grade.id}:{place}", _flag(condition.surely), path)
            terms.append(_is(f"grade:{grade.id}:{place}"))
        reached.append(every(*terms))
    place_: Expr = Const(none)
    for index in range(none - 1, -1, -1):
        place_ = when(reached[index], Const(index), place_)
    if lowering != Const(0):
        place_ = least(Const(none), add(place_, lowering))
    stopped = either(_is("refused"), _is("held"))
    build.define("grade", when(stopped, Const(none), place_), ())
    outcome: Expr = Const(_FAILED)
    for index in range(none - 1, -1, -1):
        code = OUTCOMES.index(grades[index].outcome)
        outcome = when(Compare("==", Ref("grade"), Const(index)), Const(code), outcome)
    held = when(_is("held"), Const(_NOT_JUDGED), outcome)
    build.define("outcome", when(_is("refused"), Const(_REFUSED), held), ())


def _conjuncts(build: Builder, text: str, path: Path) -> list[str]:
    try:
        return parse.conjuncts(text)
    except ExpressionError as error:
        build.fault(path, str(error))
        return []
