"""Compile: a standard becomes a program, or a list of faults with their places."""

from __future__ import annotations

from functools import lru_cache

from engine import combine, coverage, decide
from engine.builder import Builder
from engine.program import Program, claim_of, evidence_of
from standards import parse
from standards.expression import (
    NO,
    Answer,
    Compare,
    Const,
    Divide,
    Expr,
    Ref,
    either,
    greatest,
    multiply,
    when,
)
from standards.faults import Path, StandardError
from standards.load import Loaded, load
from standards.lowering import Lowered, lower
from standards.numbers import SHARE_DECIMALS, scaled
from standards.parse import ExpressionError
from standards.scope import Names


@lru_cache(maxsize=32)
def compile_named(name: str) -> Program:
    """The program of a bundled standard or of a file. Raises StandardError."""
    return compile(load(name))


def compile(loaded: Loaded) -> Program:
    """The program of a standard. Raises StandardError with every fault found."""
    build = Builder(loaded)
    for path, criterion in loaded.standard.walk_criteria():
        try:
            lowered = lower(loaded.standard, criterion)
        except ExpressionError as error:
            build.fault((*path, "rule"), str(error))
            continue
        build.lowered.append(lowered)
        _criterion(build, lowered, path)
    if build.faults:
        raise StandardError(sorted(set(build.faults)))
    combine.define(build)
    coverage.define(build)
    decide.define(build)
    _figures(build)
    if build.faults:
        raise StandardError(sorted(set(build.faults)))
    return Program(loaded, tuple(build.lowered), build.definitions, build.figure_decimals)


def _criterion(build: Builder, lowered: Lowered, path: Path) -> None:
    criterion = lowered.criterion
    full = lowered.points
    earned = lowered.steps.total(full)
    if criterion.empty == "full":
        earned = when(lowered.empty, Const(full), earned)
    if criterion.evidence:
        build.define(f"claimed:{criterion.id}", earned, (*path, "rule"))
        earned = _proven(build, Ref(f"claimed:{criterion.id}"), criterion.id)
    claimed = claim(lowered)
    if criterion.not_applicable and criterion.not_applicable.policy == "full":
        earned = when(_flag(claim_of(criterion)), Const(full), earned)
    elif claimed != NO or criterion.not_applicable:
        away = either(claimed, _flag(claim_of(criterion)) if criterion.not_applicable else NO)
        earned = when(away, Const(0), earned)
    build.define(f"points:{criterion.id}", earned, (*path, "rule"))
    if claimed != NO:
        build.define(f"applies:{criterion.id}", when(claimed, Const(0), Const(1)), path)
    else:
        build.define(f"applies:{criterion.id}", Const(1), path)


def claim(lowered: Lowered) -> Expr:
    """When a criterion leaves the base."""
    criterion = lowered.criterion
    excluded: Expr = NO
    if criterion.not_applicable and criterion.not_applicable.policy == "exclude":
        excluded = _flag(claim_of(criterion))
    return either(excluded, lowered.empty) if criterion.empty == "not_applicable" else excluded


def _flag(name: str) -> Expr:
    return Compare("==", Answer(name), Const(1))


def _proven(build: Builder, earned: Expr, id: str) -> Expr:
    unproven = build.standard.unproven
    if unproven == "noted":
        return earned
    given = _flag(evidence_of(id))
    if unproven == "nothing":
        return when(given, earned, Const(0))
    part = Const(scaled(unproven, SHARE_DECIMALS))
    kept = Divide(multiply(part, earned), Const(100 * 10**SHARE_DECIMALS), "half_up")
    return when(given, earned, kept)


def _figures(build: Builder) -> None:
    for id_, figure in build.standard.figures.items():
        path: Path = ("figures", id_, "is")
        try:
            value = parse.amount(figure.is_, Names(build.standard))
        except ExpressionError as error:
            build.fault(path, str(error))
            continue
        exact: Expr = value.numerator
        decimals = value.decimals
        if value.denominator != Const(1):
            decimals = 4
            shift = decimals - value.decimals
            top = multiply(Const(10 ** max(shift, 0)), greatest(exact, Const(0)))
            bottom = multiply(Const(10 ** max(-shift, 0)), value.denominator)
            exact = Divide(top, bottom, "half_up")
        build.figure_decimals[id_] = decimals
        build.define(f"figure:{id_}", when(value.defined, exact, Const(0)), path)
        build.define(f"figure_known:{id_}", when(value.defined, Const(1), Const(0)), path)
    for place, check in enumerate(build.standard.checks):
        path = ("checks", place, "when")
        try:
            condition = parse.condition(check.when, Names(build.standard))
        except ExpressionError as error:
            build.fault(path, str(error))
            continue
        build.define(f"check:{place}", when(condition.surely, Const(1), Const(0)), path)
