"""Programs as JavaScript: one function without dependencies, for browsers and Node.

    dabiao(answers, parameters) -> {"points:1.1": 40000, ..., "grade": 0, "outcome": 0}

`answers` maps fields to whole numbers or truth values as in `Answers.values` (null or absent:
nothing said) and `na:<criterion>`, `ev:<criterion>` to truth values; `parameters` are those of the
program.
Doubles hold every intermediate exactly, because compile refuses programs beyond 2^53.
"""

from __future__ import annotations

import json

from engine.program import Program
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

_RELATIONS = {"==": "===", "!=": "!=="}
_HEAD = """\
// {standard} {edition}, {digest}
// Made by dabiao from the standard; do not edit.
"use strict";
function dabiao(answers, parameters) {{
  const n = (id) => Number(answers[id] ?? 0);
  const k = (id) => answers[id] !== null && answers[id] !== undefined;
  const down = (a, b) => b > 0 ? (a - a % b) / b : 0;
  const d = {{}};
"""


def javascript(program: Program) -> str:
    """The function `dabiao` as source text; the same program gives the same text."""
    standard = program.standard
    head = _HEAD.format(
        standard=standard.standard, edition=json.dumps(standard.edition), digest=program.digest
    )
    lines = [
        f"  d[{_text(definition.name)}] = {render(definition.expr)};"
        for definition in program.definitions.values()
    ]
    return head + "\n".join(lines) + "\n  return d;\n}\n"


def render(expr: Expr) -> str:
    """An expression; conditions are truth values, all else are numbers."""
    match expr:
        case Const(value):
            return f"({value})" if value < 0 else str(value)
        case Truth(value):
            return "true" if value else "false"
        case Answer(name):
            return f"n({_text(name)})"
        case Known(name):
            return f"k({_text(name)})"
        case Ref(name):
            return f"d[{_text(name)}]"
        case Parameter(name):
            return f"parameters[{_text(name)}]"
        case Sum(terms):
            return f"({' + '.join(map(render, terms))})"
        case Product(left, right):
            return f"({render(left)} * {render(right)})"
        case Extreme(which, terms):
            return f"Math.{which}({', '.join(map(render, terms))})"
        case Divide():
            return _divided(expr)
        case Compare(relation, left, right):
            return f"({render(left)} {_RELATIONS.get(relation, relation)} {render(right)})"
        case Every(terms):
            return f"({' && '.join(map(render, terms))})"
        case Either(terms):
            return f"({' || '.join(map(render, terms))})"
        case Not(term):
            return f"!{render(term)}"
        case If(condition, then, otherwise):
            return f"({render(condition)} ? {render(then)} : {render(otherwise)})"


def _divided(expr: Divide) -> str:
    left, right = render(expr.left), render(expr.right)
    match expr.rounding:
        case "floor":
            return f"down({left}, {right})"
        case "ceiling":
            return f"down({left} + {right} - 1, {right})"
        case "half_up":
            return f"down(2 * {left} + {right}, 2 * {right})"


def _text(name: str) -> str:
    """A name as a literal that cannot end a script element."""
    return json.dumps(name).replace("<", "\\u003c")
