"""Trace: what every step of every criterion did, and what its open points would bring."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import polars as pl

from engine.answers import completed
from engine.executors.polars_ import evaluate
from engine.program import Definition, Program
from engine.renaming import renamed
from engine.score import Scores, parameters
from standards import parse
from standards.expression import Const, Expr, Ref, refs_of, subtract, when
from standards.lowering import Lowered, setting_of
from standards.scope import Names
from standards.steps import is_condition


@dataclass(frozen=True)
class Trace:
    """What happened inside the criteria; `frame` has one row for each row asked for.

    Its columns, all Int64, are every definition of the program, and

    times:<criterion>:<step>    0 or 1 for a condition, else a whole count; where unanswered, the
                                worst for the applicant
    amount:<criterion>:<step>   what the step gave or took, in ten-thousandths of a point
    gain:<criterion>            by how much the score would rise, in ten-thousandths, if this
                                criterion alone earned all its points (a penalty: none of them)
    lift:<criterion>            the grade that would then be reached (its place, or how many there
                                are where none); answers, gates and vetoes are as they are
    asked:<field>               0 where a field that is asked only under a condition need not be
                                answered; only for such fields
    top:<criterion>, bottom:<criterion>
                                the criterion's value as a fraction, for criteria in `values`;
                                null where a field of it is unanswered

    `values` holds, by criterion, the decimals of the fractions; only of those whose
    value is not simply their own question.
    """

    frame: pl.DataFrame
    values: dict[str, int]


def trace(scores: Scores, rows: Sequence[int] | None = None) -> Trace:
    """Every step of every criterion, for all applicants or for some rows, in one pass."""
    tracer = Tracer(scores.program)
    return tracer.run(scores, rows)


class Tracer:
    """The definitions of a trace, worked out once for a program."""

    def __init__(self, program: Program) -> None:
        self._extra: dict[str, Definition] = {}
        self._values: dict[str, int] = {}
        for lowered in program.lowered:
            self._steps(lowered)
            self._value(program, lowered)
        self._conditional(program)
        self._gains(program)
        # What only leads to a gain is worked out, but not handed on.
        own = [name for name in self._extra if "@" not in name]
        self._names = [*program.definitions, *own]
        self._program = replace(program, definitions={**program.definitions, **self._extra})

    @property
    def program(self) -> Program:
        """The program with all that is traced; names with an `@` only lead to a gain."""
        return self._program

    def run(self, scores: Scores, rows: Sequence[int] | None = None) -> Trace:
        """The trace of some rows."""
        values = completed(scores.program, scores.answers.values)
        picked = values if rows is None else values[list(rows)]
        given = parameters(self._program, scores.as_of)
        return Trace(evaluate(self._program, picked, self._names, given), self._values)

    def _define(self, name: str, expr: Expr) -> None:
        self._extra[name] = Definition(name, expr, (0, 0), ())

    def _steps(self, lowered: Lowered) -> None:
        for step in lowered.steps.steps:
            name = f"{lowered.criterion.id}:{step.id}"
            times = step.times
            counted = when(times, Const(1), Const(0)) if is_condition(times) else times
            self._define(f"times:{name}", counted)
            self._define(f"amount:{name}", step.amount)

    def _value(self, program: Program, lowered: Lowered) -> None:
        setting = setting_of(program.standard, lowered.criterion)
        value = setting.value
        if value is not None and setting.field is None:
            self._values[lowered.criterion.id] = value.decimals
            self._define(f"top:{lowered.criterion.id}", value.numerator)
            self._define(f"bottom:{lowered.criterion.id}", value.denominator)

    def _conditional(self, program: Program) -> None:
        for asked in program.standard.asked.values():
            if asked.asked_if:
                needed = parse.condition(asked.asked_if, Names(program.standard)).possibly
                self._define(f"asked:{asked.id}", when(needed, Const(1), Const(0)))

    def _gains(self, program: Program) -> None:
        """The score and the grade once more for every criterion, along the way from its points."""
        chain = [(one, refs_of(one.expr)) for one in program.needed(["score", "grade"])]
        penalty = program.standard.penalty
        against = {criterion.id for criterion in penalty.criteria} if penalty else set()
        for lowered in program.lowered:
            id_ = lowered.criterion.id
            best = Const(0 if id_ in against else lowered.points)
            names: dict[str, Expr] = {
                f"points:{id_}": best,
                f"off_part:{id_}": Const(0),
                f"off_score:{id_}": Const(0),
            }
            self._follow(chain, id_, names)
            reached = names.get("score", Ref("score"))
            self._define(f"gain:{id_}", subtract(reached, Ref("score")))
            self._define(f"lift:{id_}", names.get("grade", Ref("grade")))

    def _follow(
        self, chain: Iterable[tuple[Definition, frozenset[str]]], id_: str, names: dict[str, Expr]
    ) -> None:
        for definition, refs in chain:
            if not names.keys().isdisjoint(refs) and definition.name not in names:
                self._define(f"{definition.name}@{id_}", renamed(definition.expr, names))
                names[definition.name] = Ref(f"{definition.name}@{id_}")
