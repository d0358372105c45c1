"""The small language of authors: text -> quantity or condition, through a whitelist of `ast` nodes.

Nothing is ever evaluated. What a name means is decided by a `Scope`.
"""

from __future__ import annotations

import ast
import re
import unicodedata
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Protocol, cast

from standards import quantity as q
from standards.expression import Relation, Rounding, Truth
from standards.faults import ExpressionError
from standards.field import Field
from standards.quantity import Choice, Condition, Quantity
from standards.text import Phrase

Meaning = Quantity | Condition | Choice
Comparison = Callable[[Quantity], Condition]


class Scope(Protocol):
    """What names and calls mean at the place where a text stands."""

    def name(self, id: str) -> Meaning:
        """The meaning of a name; raises ExpressionError."""

    def call(self, function: str, argument: str) -> Meaning:
        """The meaning of `part("4")` and its like; raises ExpressionError."""

    def for_all(self, name: str, holds: Comparison) -> Condition | None:
        """`every_part` and its like compared with something; None where it is no such name."""

    def window(self, field: str, unit: str, length: int) -> Condition:
        """Whether a date lies within so many years, months or days before the day of judgement."""

    def known(self, field: str) -> Condition:
        """Whether a field is answered."""

    def about(self, asked: Field) -> tuple[Scope, Meaning | None]:
        """The names where `value` is the answer to a field, and what it means; None for texts."""

    def say(self, text: str, unit: Phrase | None) -> Phrase:
        """An expression in words; plain numbers with a unit."""


_PERCENT = re.compile(r"(\d+(?:\.\d+)?)\s*%")
RELATIONS: dict[type[ast.cmpop], Relation] = {
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.GtE: ">=",
    ast.Gt: ">",
}
_MIRROR: dict[Relation, Relation] = {
    "<": ">",
    "<=": ">=",
    ">": "<",
    ">=": "<=",
    "==": "==",
    "!=": "!=",
}
_ROUNDINGS: dict[str, Rounding] = {"floor": "floor", "ceil": "ceiling", "round": "half_up"}
_QUOTED = ("part", "points", "answer", "met")
_LONGEST = 2000


def condition(text: str, scope: Scope) -> Condition:
    """The condition a text states; raises ExpressionError."""
    meaning = _parse(text, scope)
    if isinstance(meaning, Condition):
        return meaning
    message = f"'{text}' is an amount; a condition is needed, such as {text} >= 1"
    raise ExpressionError(message)


def amount(text: str, scope: Scope) -> Quantity:
    """The amount a text states; raises ExpressionError."""
    meaning = _parse(text, scope)
    if isinstance(meaning, Quantity):
        return meaning
    message = f"'{text}' is not an amount"
    raise ExpressionError(message)


def conjuncts(text: str) -> list[str]:
    """The conditions that a text joins by `and`, each as its author wrote it."""
    tree = _tree(text)
    terms = tree.values if isinstance(tree, ast.BoolOp) and isinstance(tree.op, ast.And) else [tree]
    source = _prepared(text)
    return [_restored(ast.get_source_segment(source, term) or source) for term in terms]


def _prepared(text: str) -> str:
    return _PERCENT.sub(r"percent(\1)", unicodedata.normalize("NFKC", text).strip())


def _restored(text: str) -> str:
    return re.sub(r"percent\(([\d.]+)\)", r"\1%", text)


def tree(text: str) -> tuple[ast.expr, str]:
    """The syntax tree of a text, and the text as it was parsed; raises ExpressionError."""
    return _tree(text), _prepared(text)


def _tree(text: str) -> ast.expr:
    if len(text) > _LONGEST:
        message = f"an expression has at most {_LONGEST} characters; this has {len(text)}"
        raise ExpressionError(message)
    try:
        return ast.parse(_prepared(text), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        detail = error.msg if isinstance(error, SyntaxError) else "too deeply nested"
        message = f"'{text}' cannot be read as an expression: {detail}"
        raise ExpressionError(message) from error


def _parse(text: str, scope: Scope) -> Meaning:
    try:
        return _Reader(_prepared(text), scope).read(_tree(text))
    except RecursionError as error:
        message = f"'{text[:40]}…' is too deeply nested"
        raise ExpressionError(message) from error


class _Reader:
    """Turns one syntax tree into its meaning."""

    def __init__(self, source: str, scope: Scope) -> None:
        self.source = source
        self.scope = scope

    def read(self, node: ast.expr) -> Meaning:
        match node:
            case ast.Constant(value=bool() as truth):
                return Condition(Truth(truth), Truth(truth))
            case ast.Constant(value=int() | float()):
                return q.number(Decimal(self._segment(node).replace("_", "")))
            case ast.Name(id=name):
                return self.scope.name(name)
            case ast.BoolOp(op=op, values=values):
                terms = [self._condition(value) for value in values]
                return q.both(terms) if isinstance(op, ast.And) else q.any_of(terms)
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return q.opposite(self._condition(operand))
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return q.plus(q.number(Decimal(0)), self._amount(operand), minus=True)
            case ast.BinOp():
                return self._arithmetic(node)
            case ast.Compare():
                return self._comparison(node)
            case ast.IfExp(test=test, body=body, orelse=orelse):
                return self._choice(test, body, orelse)
            case ast.Call(func=ast.Name(id=function)):
                return self._call(function, node)
            case _:
                raise self._refused(node)

    def _choice(self, test: ast.expr, body: ast.expr, orelse: ast.expr) -> Meaning:
        condition, one, other = self._condition(test), self.read(body), self.read(orelse)
        if isinstance(one, Condition) and isinstance(other, Condition):
            return q.any_of([q.both([condition, one]), q.both([q.opposite(condition), other])])
        return q.choose(condition, self._amount(body), self._amount(orelse))

    def _arithmetic(self, node: ast.BinOp) -> Quantity:
        left, right = self._amount(node.left), self._amount(node.right)
        match node.op:
            case ast.Add():
                return q.plus(left, right)
            case ast.Sub():
                return q.plus(left, right, minus=True)
            case ast.Mult():
                return q.times(left, right)
            case ast.Div():
                return q.over(left, right)
            case _:
                raise self._refused(node)

    def _comparison(self, node: ast.Compare) -> Condition:
        sides = [node.left, *node.comparators]
        terms = [
            self._compared(op, left, right)
            for op, left, right in zip(node.ops, sides, sides[1:], strict=False)
        ]
        return q.both(terms)

    def _compared(self, op: ast.cmpop, left: ast.expr, right: ast.expr) -> Condition:
        if isinstance(op, ast.In | ast.NotIn) and isinstance(right, ast.Tuple | ast.List):
            terms = [self._compared(ast.Eq(), left, item) for item in right.elts]
            return q.opposite(q.any_of(terms)) if isinstance(op, ast.NotIn) else q.any_of(terms)
        relation = RELATIONS.get(type(op))
        if relation is None:
            sides = f"{self._segment(left)} ... {self._segment(right)}"
            message = f"'{sides}': use < <= == != >= > or in (...)"
            raise ExpressionError(message)
        for one, other, towards in ((left, right, relation), (right, left, _MIRROR[relation])):
            found = self._for_all(one, other, towards) or self._count(one, other, towards)
            if found is not None:
                return found
        one_meaning, other_meaning = self._side(left), self._side(right)
        one_meaning, other_meaning = _dated(one_meaning, other_meaning)
        if isinstance(one_meaning, str) or isinstance(other_meaning, str):
            return self._matched(relation, one_meaning, other_meaning)
        if isinstance(one_meaning, Quantity) and isinstance(other_meaning, Quantity):
            return q.compared(relation, one_meaning, other_meaning)
        message = f"'{self._segment(left)}' and '{self._segment(right)}' cannot be compared"
        raise ExpressionError(message)

    def _for_all(self, one: ast.expr, other: ast.expr, relation: Relation) -> Condition | None:
        if not isinstance(one, ast.Name):
            return None
        return self.scope.for_all(
            one.id, lambda side: q.compared(relation, side, self._amount(other))
        )

    def _count(self, one: ast.expr, other: ast.expr, relation: Relation) -> Condition | None:
        match one:
            case ast.Call(func=ast.Name(id="count"), args=[_, _, *_] as terms):
                conditions = [self._condition(term) for term in terms]
                return q.counted_beside(relation, conditions, self._amount(other))
            case _:
                return None

    def _side(self, node: ast.expr) -> Meaning | str:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            return node.value
        return self.read(node)

    def _matched(self, relation: Relation, one: Meaning | str, two: Meaning | str) -> Condition:
        choice, key = (two, one) if isinstance(one, str) else (one, two)
        if not isinstance(choice, Choice) or relation not in ("==", "!="):
            message = (
                f"a text such as '{key}' is compared, by == or !=, with a field of the type choice"
            )
            raise ExpressionError(message)
        if key not in choice.codes:
            message = (
                f"'{choice.field}' has no choice '{key}'; there are: {', '.join(choice.codes)}"
            )
            raise ExpressionError(message)
        field = cast("Quantity", self.scope.name(f"choice {choice.field}"))
        return q.compared(relation, field, q.number(Decimal(choice.codes[key])))

    def _call(self, function: str, node: ast.Call) -> Meaning:
        arguments = node.args
        if function == "percent" and len(arguments) == 1:
            return q.number(Decimal(self._segment(arguments[0])), percent=True)
        if function in _ROUNDINGS and len(arguments) == 1:
            rounding = _ROUNDINGS[function]
            return q.whole(self._amount(arguments[0]), rounding)
        if function in ("min", "max") and len(arguments) > 1:
            amounts = [self._amount(argument) for argument in arguments]
            return q.extreme("min" if function == "min" else "max", amounts)
        if function == "count" and len(arguments) > 1:
            return q.counted([self._condition(argument) for argument in arguments])
        if function == "share" and len(arguments) == 2:
            return q.share(self._amount(arguments[0]), self._amount(arguments[1]))
        if function == "known" and len(arguments) == 1 and isinstance(arguments[0], ast.Name):
            return self.scope.known(arguments[0].id)
        if function == "within" and len(arguments) == 1 and isinstance(arguments[0], ast.Name):
            return self._window(arguments[0].id, node)
        if function in _QUOTED and len(arguments) == 1 and isinstance(arguments[0], ast.Constant):
            return self.scope.call(function, str(arguments[0].value))
        raise self._refused(node)

    def _window(self, field: str, node: ast.Call) -> Condition:
        match node.keywords:
            case [
                ast.keyword(
                    arg="years" | "months" | "days" as unit,
                    value=ast.Constant(value=int() as length),
                )
            ]:
                return self.scope.window(field, unit, length)
            case _:
                message = f"'{self._segment(node)}': write within(date, years=3), months= or days="
                raise ExpressionError(message)

    def _condition(self, node: ast.expr) -> Condition:
        meaning = self.read(node)
        if isinstance(meaning, Condition):
            return meaning
        said = self._segment(node)
        message = f"'{said}' is not a condition; compare it, such as {said} > 0"
        raise ExpressionError(message)

    def _amount(self, node: ast.expr) -> Quantity:
        meaning = self.read(node)
        if isinstance(meaning, Quantity):
            return meaning
        message = f"'{self._segment(node)}' is not an amount"
        raise ExpressionError(message)

    def _segment(self, node: ast.expr) -> str:
        return _restored(ast.get_source_segment(self.source, node) or "")

    def _refused(self, node: ast.expr) -> ExpressionError:
        return ExpressionError(
            f"'{self._segment(node)}' is not in the language; allowed are fields, numbers, "
            "+ - * /, comparisons, and or not, x if c else y, min max floor ceil round share count "
            'known within part("...") points("...") met("...") answer("...")'
        )


def _dated(one: Meaning | str, two: Meaning | str) -> tuple[Meaning | str, Meaning | str]:
    """A text beside a day is read as one."""
    found: list[Meaning | str] = []
    for side, other in ((one, two), (two, one)):
        if isinstance(side, str) and isinstance(other, Quantity) and other.day:
            try:
                found.append(q.calendar_day(date.fromisoformat(side)))
            except ValueError as error:
                message = f"'{side}' is no day; write one such as \"2026-06-30\""
                raise ExpressionError(message) from error
        else:
            found.append(side)
    return found[0], found[1]
