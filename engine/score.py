"""Score: a program run over answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from engine.answers import Answers, completed
from engine.executors.polars_ import evaluate
from engine.program import Program
from standards.expression import Const, Expr, Parameter, walk
from standards.scope import DAY, MONTH

_EPOCH = date(1970, 1, 1)
_RESULTS = ("score", "published", "scored", "coverage", "grade", "outcome")
_KINDS = ("points:", "part:", "scored:", "applies:", "gate:", "veto:")


@dataclass(frozen=True)
class Scores:
    """What a program gave; `frame` has one row an applicant, in the order of the answers.

    Its columns, all Int64, are definitions of the program (see `engine.program`): `points:`,
    `part:`, `scored:`, `gate:`, `veto:`, `applies:` (only where it can be 0), and `score`,
    `published`, `scored`, `coverage`, `grade` (a place in the standard's grades, their number
    where none) and `outcome` (a place in OUTCOMES).
    """

    program: Program
    answers: Answers
    as_of: date
    frame: pl.DataFrame

    def evaluate(self, names: Sequence[str], rows: Sequence[int] | None = None) -> pl.DataFrame:
        """Further definitions, for all applicants or for some rows."""
        values = completed(self.program, self.answers.values)
        picked = values if rows is None else values[list(rows)]
        return evaluate(self.program, picked, names, parameters(self.program, self.as_of))


def score(program: Program, answers: Answers, as_of: date) -> Scores:
    """Score all applicants; `as_of` is the day of judgement."""
    names = result_names(program)
    values = completed(program, answers.values)
    frame = evaluate(program, values, names, parameters(program, as_of))
    return Scores(program, answers, as_of, frame)


def result_names(program: Program) -> list[str]:
    """The definitions that make up a result: the columns of `Scores.frame`."""
    return [
        name
        for name, definition in program.definitions.items()
        if name in _RESULTS or (name.startswith(_KINDS) and not is_constant(name, definition.expr))
    ]


def is_constant(name: str, expr: Expr) -> bool:
    """Whether a criterion always applies: then no column tells it."""
    return name.startswith("applies:") and expr == Const(1)


def parameters(program: Program, as_of: date) -> Mapping[str, int]:
    """The values of a program's parameters for a day of judgement."""
    found: dict[str, int] = {}
    for definition in program.definitions.values():
        for node in walk(definition.expr):
            if isinstance(node, Parameter):
                found[node.id] = _parameter(node.id, as_of)
    return found


def _parameter(id_: str, as_of: date) -> int:
    """The day of judgement (days since 1970), its month, or a day so long before it."""
    if id_ == MONTH:
        return as_of.month
    if id_ == DAY:
        return (as_of - _EPOCH).days
    _, unit, length = id_.split(":")
    return (_before(as_of, unit, int(length)) - _EPOCH).days


def _before(day: date, unit: str, length: int) -> date:
    """The day so much earlier; the last of the month where that month has no such day."""
    if unit == "days":
        return day - timedelta(days=min(length, day.toordinal() - 1))
    months = day.year * 12 + day.month - 1 - length * (12 if unit == "years" else 1)
    year, month = divmod(max(months, 12), 12)
    for last in range(day.day, 27, -1):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    return date(year, month + 1, min(day.day, 27))
