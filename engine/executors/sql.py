"""Programs as SQL: one query over a table of answers, for a warehouse.

The table has a column per field as in `Answers.values` (BIGINT or BOOLEAN, null = nothing said) and
Boolean columns `na:<criterion>` and `ev:<criterion>` without nulls. The query keeps the columns of
the applicant and adds the definitions of the program as BIGINT columns.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlglot import exp

from engine.program import Definition, Program
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
    refs_of,
)

DIALECTS = ("duckdb", "postgres", "spark")
_RELATIONS: dict[str, type[exp.Expression]] = {
    "<": exp.LT,
    "<=": exp.LTE,
    "==": exp.EQ,
    "!=": exp.NEQ,
    ">=": exp.GTE,
    ">": exp.GT,
}


def sql(  # noqa: PLR0913 - a query has a table, keys and a dialect
    program: Program,
    parameters: Mapping[str, int],
    names: Sequence[str],
    *,
    table: str = "answers",
    keys: Sequence[str] = ("applicant",),
    dialect: str = "duckdb",
) -> str:
    """The query; `names` are the definitions wanted, `keys` the columns kept as they are."""
    definitions = program.needed(names)
    levels = _levels(definitions)
    writer = _Writer(program.flags, parameters)
    source = table
    query = exp.select()
    for depth, level in enumerate(levels):
        columns = [exp.alias_(writer.write(d.expr), d.name, quoted=True, copy=False) for d in level]
        step = exp.select("*", *columns, copy=False)
        step.from_(exp.to_identifier(source, quoted=True), copy=False)
        source = f"step_{depth}"
        query.with_(exp.to_identifier(source), as_=step, copy=False)
    kept = [exp.column(exp.to_identifier(name, quoted=True)) for name in (*keys, *names)]
    query.select(*kept, copy=False).from_(exp.to_identifier(source, quoted=True), copy=False)
    return query.sql(dialect=dialect, pretty=True, identify=True)


def _levels(definitions: Sequence[Definition]) -> list[list[Definition]]:
    """Definitions that hang only on earlier levels, level by level."""
    depth: dict[str, int] = {}
    for definition in definitions:
        inner = [depth[name] + 1 for name in refs_of(definition.expr)]
        depth[definition.name] = max(inner, default=0)
    levels: list[list[Definition]] = [[] for _ in range(max(depth.values(), default=-1) + 1)]
    for definition in definitions:
        levels[depth[definition.name]].append(definition)
    return levels


class _Writer:
    """Writes expressions: conditions as truth values, all else as BIGINT."""

    def __init__(self, flags: frozenset[str], parameters: Mapping[str, int]) -> None:
        self.flags = flags
        self.parameters = parameters

    def write(self, expr: Expr) -> exp.Expression:
        match expr:
            case Const(value):
                return _number(value)
            case Truth(value):
                return exp.Boolean(this=value)
            case Answer(name):
                return self._answer(name)
            case Ref(name):
                return _column(name)
            case Known(name):
                return exp.Not(this=exp.Is(this=_column(name), expression=exp.Null()))
            case Parameter(name):
                return _number(self.parameters[name])
            case Sum(terms):
                return self._chain(exp.Add, terms)
            case Product(left, right):
                return exp.Mul(this=_in(self.write(left)), expression=_in(self.write(right)))
            case Extreme(which, terms):
                first, *rest = map(self.write, terms)
                kind = exp.Least if which == "min" else exp.Greatest
                return kind(this=first, expressions=rest)
            case Divide():
                return self._divided(expr)
            case Compare(relation, left, right):
                sides = {"this": _in(self.write(left)), "expression": _in(self.write(right))}
                return _RELATIONS[relation](**sides)
            case Every(terms):
                return self._chain(exp.And, terms)
            case Either(terms):
                return self._chain(exp.Or, terms)
            case Not(term):
                return exp.Not(this=_in(self.write(term)))
            case If(condition, then, otherwise):
                case = exp.Case().when(self.write(condition), self.write(then), copy=False)
                return case.else_(self.write(otherwise), copy=False)

    def _answer(self, name: str) -> exp.Expression:
        if name not in self.flags:
            return _column(name)
        asked = exp.Is(this=_column(name), expression=exp.Null())
        case = exp.Case().when(asked, exp.Null()).when(_column(name), _number(1))
        return case.else_(_number(0))

    def _chain(self, kind: type[exp.Expression], terms: tuple[Expr, ...]) -> exp.Expression:
        """The terms joined two by two, as a tree that stays shallow."""
        written = [_in(self.write(term)) for term in terms]
        while len(written) > 1:
            pairs = [written[i : i + 2] for i in range(0, len(written), 2)]
            written = [
                _in(kind(this=pair[0], expression=pair[1])) if len(pair) > 1 else pair[0]
                for pair in pairs
            ]
        return written[0]

    def _divided(self, expr: Divide) -> exp.Expression:
        left, right = _in(self.write(expr.left)), _in(self.write(expr.right))
        match expr.rounding:
            case "floor":
                top, bottom = left, right
            case "ceiling":
                more = exp.Sub(this=right.copy(), expression=_number(1))
                top, bottom = exp.Add(this=left, expression=_in(more)), right
            case "half_up":
                double = exp.Mul(this=_number(2), expression=left)
                top = exp.Add(this=double, expression=right.copy())
                bottom = exp.Mul(this=_number(2), expression=right)
        whole = exp.IntDiv(this=_in(top), expression=_in(bottom))
        some = exp.GT(this=right.copy(), expression=_number(0))
        return exp.Case().when(some, whole).else_(_number(0))


def _column(name: str) -> exp.Column:
    return exp.column(exp.to_identifier(name, quoted=True))


def _number(value: int) -> exp.Expression:
    """A BIGINT: a bare literal would be narrower and could overflow."""
    return exp.cast(exp.Literal.number(value), "BIGINT")


def _in(expression: exp.Expression) -> exp.Expression:
    return exp.paren(expression, copy=False)
