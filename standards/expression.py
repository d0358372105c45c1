"""The expression language of the normal form: a dozen node types over whole numbers.

A rule kind builds these nodes; an executor renders them. Numbers are whole (points in
ten-thousandths, measured values scaled by their field's decimals). The only node that can be null
is `Answer`; every expression of a program is guarded by `Known`, so that no null reaches a result.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Literal

Rounding = Literal["floor", "ceiling", "half_up"]
Relation = Literal["<", "<=", "==", "!=", ">=", ">"]


@dataclass(frozen=True, slots=True)
class Answer:
    """What was said of a field: a scaled whole number or a truth value; null = nothing said."""

    field: str


@dataclass(frozen=True, slots=True)
class Known:
    """Whether a field was answered; never null."""

    field: str


@dataclass(frozen=True, slots=True)
class Ref:
    """The value of another definition of the same program; never null."""

    name: str


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number that is fixed for a whole run, such as the day of judgement (days since 1970)."""

    id: str


@dataclass(frozen=True, slots=True)
class Const:
    """A whole number."""

    value: int


@dataclass(frozen=True, slots=True)
class Truth:
    """True or false."""

    value: bool


@dataclass(frozen=True, slots=True)
class Sum:
    """The sum of any number of whole numbers."""

    terms: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Product:
    """The product of two whole numbers."""

    left: Expr
    right: Expr


@dataclass(frozen=True, slots=True)
class Extreme:
    """The least or the greatest of some whole numbers."""

    which: Literal["min", "max"]
    terms: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Divide:
    """Whole division with a stated rounding; both operands are at least 0, the divisor above 0.

    An executor whose division fails on 0 must yield any number instead: it is then not used.
    """

    left: Expr
    right: Expr
    rounding: Rounding


@dataclass(frozen=True, slots=True)
class Compare:
    """A comparison of two whole numbers."""

    relation: Relation
    left: Expr
    right: Expr


@dataclass(frozen=True, slots=True)
class Every:
    """True when every term is."""

    terms: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """True when at least one term is."""

    terms: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite of a truth value."""

    term: Expr


@dataclass(frozen=True, slots=True)
class If:
    """One of two whole numbers."""

    condition: Expr
    then: Expr
    otherwise: Expr


Expr = (
    Answer
    | Known
    | Ref
    | Parameter
    | Const
    | Truth
    | Sum
    | Product
    | Extreme
    | Divide
    | Compare
    | Every
    | Either
    | Not
    | If
)

YES, NO = Truth(value=True), Truth(value=False)


def children(expr: Expr) -> Iterator[Expr]:
    """The expressions directly inside one."""
    for field in fields(expr):
        value = getattr(expr, field.name)
        if isinstance(value, tuple):
            yield from value
        elif isinstance(value, Expr):
            yield value


def walk(expr: Expr) -> Iterator[Expr]:
    """An expression and all that lies inside it."""
    yield expr
    for child in children(expr):
        yield from walk(child)


def refs_of(expr: Expr) -> frozenset[str]:
    """The other definitions that an expression hangs on directly."""
    return frozenset(node.name for node in walk(expr) if isinstance(node, Ref))


def fields_of(expr: Expr) -> tuple[str, ...]:
    """The fields an expression reads, once each, in order."""
    found = (node.field for node in walk(expr) if isinstance(node, Answer | Known))
    return tuple(dict.fromkeys(found))


def every(*terms: Expr) -> Expr:
    """`and`, with what is already decided left out."""
    flat = _flatten(Every, terms)
    if NO in flat:
        return NO
    rest = tuple(term for term in dict.fromkeys(flat) if term != YES)
    return YES if not rest else rest[0] if len(rest) == 1 else Every(rest)


def either(*terms: Expr) -> Expr:
    """`or`, with what is already decided left out."""
    flat = _flatten(Either, terms)
    if YES in flat:
        return YES
    rest = tuple(term for term in dict.fromkeys(flat) if term != NO)
    return NO if not rest else rest[0] if len(rest) == 1 else Either(rest)


def negate(term: Expr) -> Expr:
    """`not`; twice is nothing."""
    match term:
        case Truth(value):
            return Truth(not value)
        case Not(inner):
            return inner
        case _:
            return Not(term)


def add(*terms: Expr) -> Expr:
    """The sum, with constants gathered."""
    flat = _flatten(Sum, terms)
    constant = sum(term.value for term in flat if isinstance(term, Const))
    rest = tuple(term for term in flat if not isinstance(term, Const))
    terms = (*rest, Const(constant)) if constant or not rest else rest
    return terms[0] if len(terms) == 1 else Sum(terms)


def multiply(left: Expr, right: Expr) -> Expr:
    """The product; factors 0 and 1 are worked out."""
    match left, right:
        case Const(a), Const(b):
            return Const(a * b)
        case (Const(0), _) | (_, Const(0)):
            return Const(0)
        case (Const(1), other) | (other, Const(1)):
            return other
        case _:
            return Product(left, right)


def subtract(left: Expr, right: Expr) -> Expr:
    """The difference."""
    return add(left, multiply(Const(-1), right))


def compare(relation: Relation, left: Expr, right: Expr) -> Expr:
    """A comparison; of two constants it is worked out."""
    if isinstance(left, Const) and isinstance(right, Const):
        return Truth(_RELATIONS[relation](left.value, right.value))
    return Compare(relation, left, right)


def when(condition: Expr, then: Expr, otherwise: Expr) -> Expr:
    """One of two numbers; a decided condition is worked out."""
    if isinstance(condition, Truth):
        return then if condition.value else otherwise
    return then if then == otherwise else If(condition, then, otherwise)


def least(*terms: Expr) -> Expr:
    """The smallest of some numbers."""
    return terms[0] if len(terms) == 1 else Extreme("min", terms)


def greatest(*terms: Expr) -> Expr:
    """The largest of some numbers."""
    return terms[0] if len(terms) == 1 else Extreme("max", terms)


def _flatten(kind: type[Sum | Every | Either], terms: tuple[Expr, ...]) -> tuple[Expr, ...]:
    flat: list[Expr] = []
    for term in terms:
        flat.extend(term.terms if isinstance(term, kind) else (term,))
    return tuple(flat)


_RELATIONS = {
    "<": int.__lt__,
    "<=": int.__le__,
    "==": int.__eq__,
    "!=": int.__ne__,
    ">=": int.__ge__,
    ">": int.__gt__,
}
