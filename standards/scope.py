"""What the names in an author's expression mean: fields, figures, results."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal

from standards import parse
from standards.criterion import Criterion
from standards.expression import (
    YES,
    Answer,
    Compare,
    Const,
    Expr,
    Known,
    Parameter,
    Ref,
    add,
    either,
    every,
    negate,
    when,
)
from standards.faults import ExpressionError, unknown
from standards.field import NUMBERS, Field
from standards.model import Standard
from standards.numbers import POINT_DECIMALS, scaled
from standards.parse import Comparison, Meaning, Scope
from standards.phrasing import in_words
from standards.quantity import Choice, Condition, Quantity, any_of, both
from standards.text import Phrase

_RESULTS = ("score", "coverage", "vetoes", "criteria_met")
DAY, MONTH = "as_of", "month"
"""The day of judgement, and its month (1 to 12): parameters of every standard."""


@dataclass(frozen=True)
class Names:
    """The names of one standard; `value` is the criterion's own answer, where there is one.

    `results` says whether scores may be spoken of (grades and refusing vetoes) or answers only.
    `used` gathers the fields that were named.
    """

    standard: Standard
    value: Meaning | None = None
    results: bool = False
    used: set[str] = field(default_factory=set)
    _figures: tuple[str, ...] = ()

    def name(self, id: str) -> Meaning:
        if id.startswith("choice "):
            return self._number(self._field(id.removeprefix("choice ")))
        if id == "value":
            if self.value is None:
                message = "there is no `value` here: the criterion asks no single number"
                raise ExpressionError(message)
            return self.value
        if id in _RESULTS:
            return self._result(id)
        if id in (DAY, MONTH):
            return Quantity(Parameter(id), day=id == DAY)
        if id in self.standard.figures:
            return self._figure(id)
        if id in self.standard.fields:
            return self.meaning(self._field(id))
        raise ExpressionError(unknown("field", id, self._allowed()))

    def _allowed(self) -> list[str]:
        results = [*_RESULTS, "every_part", "every_criterion"] if self.results else []
        value = ["value"] if self.value is not None else []
        return [*self.standard.fields, *self.standard.figures, DAY, MONTH, *results, *value]

    def _field(self, id: str) -> Field:
        if id not in self.standard.asked:
            raise ExpressionError(unknown("field", id, self.standard.asked))
        self.used.add(id)
        return self.standard.asked[id]

    def meaning(self, asked: Field) -> Meaning:
        """What a field's name stands for, by its type."""
        self.used.add(asked.id)
        if asked.type == "yes_no":
            held = Compare("==", Answer(asked.id), Const(1))
            known = Known(asked.id)
            return Condition(every(known, held), either(negate(known), held))
        if asked.type == "choice":
            return Choice(asked.id, asked.codes)
        if asked.type in NUMBERS:
            return self._number(asked)
        if asked.type == "date":
            return Quantity(Answer(asked.id), defined=Known(asked.id), day=True)
        instead = f"known({asked.id})"
        message = f"'{asked.id}' is a {asked.type}; write {instead}"
        raise ExpressionError(message)

    def _number(self, asked: Field) -> Quantity:
        percent = asked.type == "rate"
        return Quantity(Answer(asked.id), asked.places, defined=Known(asked.id), percent=percent)

    def _figure(self, id: str) -> Meaning:
        if id in self._figures:
            message = f"the figure '{id}' is defined by itself"
            raise ExpressionError(message)
        inner = replace(self, _figures=(*self._figures, id))
        return parse.amount(self.standard.figures[id].is_, inner)

    def _result(self, id: str) -> Meaning:
        if not self.results:
            message = f"'{id}' cannot be spoken of here: it is worked out later"
            raise ExpressionError(message)
        match id:
            case "score":
                compared = Ref("published" if self.standard.compare == "published" else "score")
                return Quantity(compared, POINT_DECIMALS, full=self.standard.points)
            case "coverage":
                return Quantity(Ref("coverage"), 2, percent=True)
            case "criteria_met":
                return self._met([c for _, p in self.standard.walk_parts() for c in p.criteria])
            case _:
                return Quantity(Ref("vetoes"))

    @staticmethod
    def _met(criteria: list[Criterion]) -> Quantity:
        """How many criteria that apply have their full points."""
        full = [
            every(
                _is(f"applies:{criterion.id}"),
                Compare(
                    ">=",
                    Ref(f"points:{criterion.id}"),
                    Const(scaled(criterion.points, POINT_DECIMALS)),
                ),
            )
            for criterion in criteria
        ]
        return Quantity(add(*(when(term, Const(1), Const(0)) for term in full), Const(0)))

    def call(self, function: str, argument: str) -> Meaning:
        if function == "answer":
            return self.meaning(self._field(argument))
        if not self.results:
            message = f'{function}("{argument}") cannot be spoken of here: it is worked out later'
            raise ExpressionError(message)
        if function in ("part", "met"):
            parts = {part.id: (path, part) for path, part in self.standard.walk_parts()}
            if argument not in parts:
                raise ExpressionError(unknown("part", argument, parts))
            path, part = parts[argument]
            if function == "met":
                return self._met([c for _, c in self.standard.criteria_below(path, part)])
            return self._part(argument, part.points)
        criteria = {criterion.id: criterion for criterion in self.standard.criteria}
        if argument not in criteria:
            raise ExpressionError(unknown("criterion", argument, criteria))
        return self._points(argument, criteria[argument].points)

    @staticmethod
    def _part(id: str, points: Decimal) -> Quantity:
        return Quantity(Ref(f"part:{id}"), POINT_DECIMALS, defined=_is(f"scored:{id}"), full=points)

    @staticmethod
    def _points(id: str, points: Decimal) -> Quantity:
        return Quantity(Ref(f"points:{id}"), POINT_DECIMALS, full=points)

    def for_all(self, name: str, holds: Comparison) -> Condition | None:
        if name not in ("every_part", "every_criterion") or not self.results:
            return None
        terms: list[Condition] = []
        if name == "every_part":
            for part in self.standard.parts:
                scored = _is(f"scored:{part.id}")
                value = replace(self._part(part.id, part.points), defined=YES)
                terms.append(any_of([_plain(negate(scored)), holds(value)]))
        else:
            for _, part in self.standard.walk_parts():
                for criterion in part.criteria:
                    applies = _is(f"applies:{criterion.id}")
                    value = self._points(criterion.id, criterion.points)
                    terms.append(any_of([_plain(negate(applies)), holds(value)]))
        return both(terms)

    def window(self, field: str, unit: str, length: int) -> Condition:
        asked = self._field(field)
        if asked.type != "date":
            message = f"'{field}' is a {asked.type}; within() takes a date"
            raise ExpressionError(message)
        inside = Compare(">", Answer(field), Parameter(f"window:{unit}:{length}"))
        return Condition(every(Known(field), inside), either(negate(Known(field)), inside))

    def about(self, asked: Field) -> tuple[Scope, Meaning | None]:
        meaning = None if asked.type == "text" else self.meaning(asked)
        return replace(self, value=meaning), meaning

    def known(self, field: str) -> Condition:
        return _plain(Known(self._field(field).id))

    def say(self, text: str, unit: Phrase | None) -> Phrase:
        return in_words(text, self.standard, unit)


def _is(name: str) -> Expr:
    return Compare("==", Ref(name), Const(1))


def _plain(expr: Expr) -> Condition:
    return Condition(expr, expr)
