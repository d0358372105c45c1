"""Telling a condition that is missed, with the present values of the applicant."""

from __future__ import annotations

import operator
from collections.abc import Callable
from decimal import Decimal
from typing import Protocol

from reports.findings.conditions import Clause
from reports.findings.measures import Measure
from reports.words import Words
from standards.expression import Relation
from standards.numbers import unscaled

_HOLDS: dict[Relation, Callable[[Decimal, Decimal], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
}


class Row(Protocol):
    """The values of one applicant, by column."""

    def value(self, column: str) -> int | None:
        """A whole number; None: unanswered, or there is none."""


def tell(clause: Clause, row: Row, words: Words) -> str:
    """The condition, and how far from it: `总分不低于 90 分（现为 87.5 分，差 2.5 分）`."""
    missed = [term for term in clause.terms if clause.join == "or" or not holds(term, row)]
    if clause.join == "every":
        told = [_each(term, row, words) for term in missed]
        return words.say("which", what=clause.words, list=words.listed(told))
    if clause.join:
        return words[clause.join].join(tell(term, row, words) for term in missed)
    if clause.measure is None:
        return clause.words
    present = _present(clause.measure, row, words)
    if clause.is_flag:
        return words.say("answered_so", what=words.quoted(clause.words), value=present)
    distance = _distance(clause, row, words)
    now = words.say("now", value=present)
    both = words["clause"].join([now, distance]) if distance else now
    return words.say("aside", what=clause.words, aside=both)


def _each(term: Clause, row: Row, words: Words) -> str:
    """One part or criterion that misses what all must reach."""
    measure = term.measure
    if measure is None or term.needed is None:
        return term.words
    needed = measure.amount(term.needed)
    present = _present(measure, row, words)
    key = {">": "each_above", "<": "each_below", "<=": "each_most"}.get(term.relation or "", "each")
    return words.say(key, what=words.quoted(term.words), value=present, needed=needed)


def holds(clause: Clause, row: Row) -> bool:
    """Whether it is sure that an applicant meets a condition; no, where that cannot be told."""
    if clause.join == "or":
        return any(holds(term, row) for term in clause.terms)
    if clause.join:
        return all(holds(term, row) for term in clause.terms)
    measure = clause.measure
    if measure is None or clause.relation is None or clause.needed is None:
        return False
    if measure.applies and row.value(measure.applies) == 0:
        return True
    value = row.value(measure.column)
    if value is None:
        return False
    return _HOLDS[clause.relation](unscaled(value, measure.decimals), clause.needed)


def _present(measure: Measure, row: Row, words: Words) -> str:
    value = row.value(measure.column)
    if value is None:
        return words["unanswered"]
    return measure.text(value)


def _distance(clause: Clause, row: Row, words: Words) -> str:
    """How much is missing, or too much; empty where that is no number."""
    measure, needed = clause.measure, clause.needed
    if measure is None or needed is None or measure.show is not None:
        return ""
    value = row.value(measure.column)
    if value is None or clause.relation in ("==", "!=", None):
        return ""
    short = needed - unscaled(value, measure.decimals)
    if short == 0 or (short > 0) != clause.relation.startswith(">"):
        return ""
    key = "short_by" if short > 0 else "over_by"
    return words.say(key, value=measure.amount(abs(short)))
