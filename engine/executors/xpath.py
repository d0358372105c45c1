"""Conditions as XPath, for the relevance of questions in an XLSForm (ODK, KoboToolbox).

Only conditions over answers are written so, never a score: a phone shows or hides a question.
Numbers are scaled to whole numbers as everywhere; doubles hold them exactly.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

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
from standards.field import Field

_RELATIONS = {"==": "=", "!=": "!="}


def xpath(
    expr: Expr,
    fields: Mapping[str, Field],
    name_of: Callable[[str], str],
    option_of: Callable[[Field, int], str],
    parameters: Mapping[str, int],
) -> str:
    """An expression over answers; `name_of` names a field's question, `option_of` a choice."""
    return _Writer(fields, name_of, option_of, parameters).write(expr)


class _Writer:
    def __init__(
        self,
        fields: Mapping[str, Field],
        name_of: Callable[[str], str],
        option_of: Callable[[Field, int], str],
        parameters: Mapping[str, int],
    ) -> None:
        self.fields = fields
        self.name_of = name_of
        self.option_of = option_of
        self.parameters = parameters

    def write(self, expr: Expr) -> str:
        match expr:
            case Const(value):
                return str(value)
            case Truth(value):
                return "true()" if value else "false()"
            case Answer(name):
                return self._answer(name)
            case Known(name):
                return f"(string-length(${{{self.name_of(name)}}}) > 0)"
            case Parameter(name):
                return str(self.parameters[name])
            case Sum(terms):
                return f"({' + '.join(map(self.write, terms))})"
            case Product(left, right):
                return f"({self.write(left)} * {self.write(right)})"
            case Extreme(which, terms):
                return f"{which}({', '.join(map(self.write, terms))})"
            case Divide():
                return self._divided(expr)
            case Compare(relation, left, right):
                sign = _RELATIONS.get(relation, relation)
                return f"({self.write(left)} {sign} {self.write(right)})"
            case Every(terms):
                return f"({' and '.join(map(self.write, terms))})"
            case Either(terms):
                return f"({' or '.join(map(self.write, terms))})"
            case Not(term):
                return f"not({self.write(term)})"
            case If(condition, then, otherwise):
                parts = map(self.write, (condition, then, otherwise))
                return f"if({', '.join(parts)})"
            case Ref(name):  # an author's condition over answers names no definition
                message = f"'{name}' is worked out later; a question cannot hang on it"
                raise ValueError(message)

    def _answer(self, id_: str) -> str:
        asked, question = self.fields[id_], f"${{{self.name_of(id_)}}}"
        match asked.type:
            case "yes_no" | "choice":
                options = range(asked.range[1] + 1)
                written = "-1"
                for code in reversed(options):
                    said = self.option_of(asked, code)
                    written = f"if({question} = '{said}', {code}, {written})"
                return written
            case "date":
                return f"int(decimal-date-time({question}))"
            case _:
                return f"round({question} * {10**asked.places})" if asked.places else question

    def _divided(self, expr: Divide) -> str:
        left, right = self.write(expr.left), self.write(expr.right)
        match expr.rounding:
            case "floor":
                return f"int({left} div {right})"
            case "ceiling":
                return f"int(({left} + {right} - 1) div {right})"
            case "half_up":
                return f"int((2 * {left} + {right}) div (2 * {right}))"
