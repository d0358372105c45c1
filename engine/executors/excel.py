"""Programs as formulas of a workbook: a definition a cell, the long ones cut into several.

Only functions that Excel 2010, WPS and LibreOffice share. They hold whole numbers exactly up to
2^53, but compare, round down and read constants by 15 digits; where numbers may be longer the
formulas ask for the sign of a difference and put a quotient right, so that every cell is exact.
AND and OR work out all their terms, so no term may fail: an answer that was not given is 0, and
nothing is divided by 0.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Protocol

import polars as pl

from engine.executors.polars_ import Plan, plan_of
from engine.pieces import PIECE, Cutter, as_cells, as_floor, range_of
from engine.program import Definition, Program, claim_of, evidence_of
from engine.state_of import invalid_of
from standards.bounds import Range
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
)

FUNCTIONS = frozenset({"IF", "AND", "OR", "NOT", "MIN", "MAX", "INT", "ISBLANK"})
"""All that the formulas call."""
LONGEST, DEEPEST = 8_192, 64
"""Characters and levels that a formula may have."""

_LONG, _DEEP = 4_000, 30
"""Where an expression is cut: addresses may turn out longer than assumed."""
_DIGITS = 10**15
"""From here on 15 digits do not tell a whole number from the next."""
_CLEAR = 10**13
"""Up to here no quotient lies so close below a whole number that it is taken for it."""
_RELATIONS = {"==": "=", "!=": "<>"}


class Places(Protocol):
    """Where a formula finds what it hangs on, as text of a formula."""

    def answer(self, field: str) -> str:
        """A number; 0 where nothing was said."""
        ...

    def known(self, field: str) -> str:
        """A condition: whether something was said."""
        ...

    def cell(self, name: str) -> str:
        """The cell of a definition, or of a piece of one."""
        ...


@dataclass(frozen=True)
class Formulas:
    """A program cut into cells, in an order in which each hangs on earlier ones only."""

    program: Program
    """With every piece as a definition of its own."""
    parameters: Mapping[str, int]
    ranges: Mapping[str, Range]

    @cached_property
    def _plan(self) -> Plan:
        """For polars; a piece stands alone, so it is not guarded by what is known."""
        pieces = {
            name: replace(one, expr=as_cells(one.expr)) if PIECE in name else one
            for name, one in self.program.definitions.items()
        }
        made = replace(self.program, definitions=pieces)
        return plan_of(made, list(pieces), self.parameters)

    def worked_out(self, answers: pl.DataFrame) -> pl.DataFrame:
        """What every cell gives, one row for each row of `Answers.values`."""
        # What is divided by nothing is not used; the formula gives 0.
        return self._plan.run(answers).fill_null(0)

    def text(self, name: str, places: Places) -> str:
        """The formula of a cell, with its `=`."""
        expr = self.program.definitions[name].expr
        return f"={Writer(places, self.parameters, dict(self.ranges)).write(expr)}"


def formulas(
    program: Program, parameters: Mapping[str, int], names: Iterable[str] | None = None
) -> Formulas:
    """The cells of some definitions and of all that they hang on; of every one without names."""
    definitions = program.needed(program.definitions if names is None else names)
    ranges = _ranges(program, parameters)
    writer = Writer(_Wide(), parameters, ranges)
    cutter = Cutter(writer.measure, _LONG, _DEEP, ranges)
    cells: dict[str, Definition] = {}
    for definition in definitions:
        known = definition.range
        if known == (0, 0):
            known = range_of(definition.expr, ranges)
        for name, expr in cutter.cut(definition.name, definition.expr, known).items():
            cells[name] = replace(definition, name=name, expr=expr, range=ranges[name])
    return Formulas(replace(program, definitions=cells), parameters, ranges)


def excel(program: Program, parameters: Mapping[str, int]) -> str:
    """The cells as a table, CSV: its second column is the sheet's column B.

    First the answers, whose cells are to be filled with whole numbers as in `Answers.values` (truth
    as 1 and 0) or left empty; below them the definitions with their formulas.
    """
    made = formulas(program, parameters)
    inputs = [f.id for f in program.standard.asked.values() if f.type != "text"]
    inputs += [claim_of(id_) for id_ in program.claims]
    inputs += [evidence_of(id_) for id_ in program.evidenced]
    texts = [f.id for f in program.standard.asked.values() if f.type == "text"]
    places = _Listed([*inputs, *texts, *made.program.definitions])
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(("name", "formula", "cell"))
    table.writerows((name, "", places.cell(name)) for name in (*inputs, *texts))
    for name in made.program.definitions:
        table.writerow((name, made.text(name, places), places.cell(name)))
    return out.getvalue()


class _Listed:
    """All in column B, below a head."""

    def __init__(self, names: Iterable[str]) -> None:
        self._rows = {name: row for row, name in enumerate(names, 2)}

    def answer(self, field: str) -> str:
        return f"B{self._rows[field]}"

    def known(self, field: str) -> str:
        return f"NOT(ISBLANK(B{self._rows[field]}))"

    def cell(self, name: str) -> str:
        return f"B{self._rows[name]}"


class _Wide:
    """Addresses as long as those of any sheet."""

    def answer(self, _: str) -> str:
        return "$AAA$99999"

    def known(self, _: str) -> str:
        return "NOT(ISBLANK($AAA$99999))"

    def cell(self, _: str) -> str:
        return "$AAA$99999"


def _ranges(program: Program, parameters: Mapping[str, int]) -> dict[str, Range]:
    ranges: dict[str, Range] = {f.id: f.range for f in program.standard.asked.values()}
    ranges |= {mark(c): (0, 1) for c in program.by_criterion for mark in (claim_of, evidence_of)}
    ranges |= {invalid_of(field): (0, 1) for field in program.standard.asked}
    return ranges | {name: (value, value) for name, value in parameters.items()}


class Writer:
    """Writes expressions: conditions as truth values, all else as numbers."""

    def __init__(
        self, places: Places, parameters: Mapping[str, int], ranges: dict[str, Range]
    ) -> None:
        self.places = places
        self.parameters = parameters
        self.ranges = ranges

    def measure(self, expr: Expr) -> tuple[int, int]:
        """The length of the text and the depth of its brackets."""
        text = self.write(expr)
        depth = deepest = 0
        for character in text:
            depth += (character == "(") - (character == ")")
            deepest = max(deepest, depth)
        return len(text), deepest

    def write(self, expr: Expr) -> str:
        """An expression as text."""
        match expr:
            case Const(value):
                return _number(value)
            case Truth(value):
                return "(1=1)" if value else "(1=0)"
            case Answer(name):
                return self.places.answer(name)
            case Known(name):
                return self.places.known(name)
            case Ref(name):
                return self.places.cell(name)
            case Parameter(name):
                return _number(self.parameters[name])
            case Sum(terms):
                return f"({'+'.join(map(self.write, terms))})"
            case Product(left, right):
                return f"({self.write(left)}*{self.write(right)})"
            case Extreme(which, terms):
                return self._called(which.upper(), terms)
            case Divide():
                return self._divided(as_floor(expr))
            case Compare():
                return self._compared(expr)
            case Every(terms):
                return self._called("AND", terms)
            case Either(terms):
                return self._called("OR", terms)
            case Not(term):
                return self._called("NOT", (term,))
            case If(condition, then, otherwise):
                return self._called("IF", (condition, then, otherwise))

    def _called(self, function: str, terms: Iterable[Expr]) -> str:
        return f"{function}({','.join(map(self.write, terms))})"

    def _compared(self, expr: Compare) -> str:
        left, right = self.write(expr.left), self.write(expr.right)
        relation = _RELATIONS.get(expr.relation, expr.relation)
        if max(self._size(expr.left), self._size(expr.right)) < _DIGITS:
            return f"{left}{relation}{right}"
        return f"({left}-{right}){relation}0"

    def _divided(self, expr: Divide) -> str:
        left, right = self.write(expr.left), self.write(expr.right)
        largest, least = self._size(expr.left), range_of(expr.right, self.ranges)[0]
        quotient = f"INT({left}/{right})"
        if max(largest, self._size(expr.right)) <= _CLEAR:
            text = quotient
        elif largest < _DIGITS * max(least, 1):
            text = f"({quotient}-IF(({quotient}*{right}-{left})>0,1,0))"
        else:
            text = f"({quotient}+INT(({left}-{quotient}*{right})/{right}))"
        return text if least > 0 else f"IF({right}>0,{text},0)"

    def _size(self, expr: Expr) -> int:
        low, high = range_of(expr, self.ranges)
        return max(-low, high)


def _number(value: int) -> str:
    """A constant; of more than 15 digits in two parts."""
    if abs(value) >= _DIGITS:
        high, low = divmod(value, 10**6)
        return f"({high}*1000000+{low})"
    return f"({value})" if value < 0 else str(value)
