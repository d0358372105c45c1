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
    multiply,
    when,
)
from standards.faults import ExpressionError, Path, StandardError
from standards.load import Loaded, load
from standards.lowering import Lowered, lower
from standards.numbers import SHARE_DECIMALS, scaled
from standards.quantity import with_places
from standards.scope import Names
from standards.steps import Target


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
    _cohorts(build)
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
    if lowered.excused != NO:
        build.define(f"excused:{criterion.id}", when(lowered.excused, Const(1), Const(0)), path)
    if lowered.exempt != NO:
        build.define(f"exempt:{criterion.id}", when(lowered.exempt, Const(1), Const(0)), path)
        earned = when(_one(f"exempt:{criterion.id}"), Const(full), earned)
    if criterion.not_applicable and criterion.not_applicable.policy == "full":
        earned = when(_flag(claim_of(criterion)), Const(full), earned)
    elif claimed != NO or criterion.not_applicable:
        away = either(claimed, _flag(claim_of(criterion)) if criterion.not_applicable else NO)
        earned = when(away, Const(0), earned)
    build.define(f"points:{criterion.id}", earned, (*path, "rule"))
    for target in ("part", "score"):
        _outside(build, lowered, target, either(claimed, lowered.exempt), path)
    if claimed != NO:
        build.define(f"applies:{criterion.id}", when(claimed, Const(0), Const(1)), path)
    else:
        build.define(f"applies:{criterion.id}", Const(1), path)


def _outside(build: Builder, lowered: Lowered, target: Target, away: Expr, path: Path) -> None:
    """Define what the findings of a criterion take from its part or from the score."""
    taken = lowered.steps.outside(target)
    if taken == Const(0):
        return
    if lowered.criterion.not_applicable:
        away = either(away, _flag(claim_of(lowered.criterion)))
    build.define(f"off_{target}:{lowered.criterion.id}", when(away, Const(0), taken), path)


def claim(lowered: Lowered) -> Expr:
    """When a criterion leaves the base."""
    criterion = lowered.criterion
    excluded: Expr = lowered.excused
    if criterion.not_applicable and criterion.not_applicable.policy == "exclude":
        excluded = either(excluded, _flag(claim_of(criterion)))
    return either(excluded, lowered.empty) if criterion.empty == "not_applicable" else excluded


def _one(name: str) -> Expr:
    return Compare("==", Ref(name), Const(1))


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


def _cohorts(build: Builder) -> None:
    """Define, for every cohort figure, what each applicant brings to it."""
    for id_, asked in build.standard.fields.items():
        if asked.cohort is None:
            continue
        path: Path = ("fields", id_, "cohort", "of")
        try:
            value = parse.amount(asked.cohort.of, Names(build.standard))
        except ExpressionError as error:
            build.fault(path, str(error))
            continue
        brought = when(value.defined, with_places(value, asked.places), Const(0))
        build.define(f"cohort:{id_}", brought, path)
        build.define(f"cohort_known:{id_}", when(value.defined, Const(1), Const(0)), path)


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
            exact = with_places(value, decimals)
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
