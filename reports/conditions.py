"""An author's condition, told with the present values: `总分不低于 90 分（现 87.5 分，差 2.5 分）`."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Literal

from reports.words import Words
from standards import parse
from standards.expression import Relation
from standards.field import Field
from standards.model import Standard
from standards.numbers import POINT_DECIMALS, plain, scaled
from standards.parse import ExpressionError
from standards.phrasing import in_words
from standards.text import Phrase, phrase
from standards.wording import amount

POINTS_UNIT = phrase("分", "points")
PERCENT = Phrase(zh="%")
_MIRROR: dict[Relation, Relation] = {
    **{">=": "<=", ">": "<", "<=": ">=", "<": ">"},
    **{"==": "==", "!=": "!="},
}
Row = Mapping[str, int | None]
"""The columns of one applicant: definitions and fields, whole numbers; None: unanswered."""


@dataclass(frozen=True, slots=True)
class Measure:
    """Something whose present value can be told: a column and how its numbers read.

    `full`: the points, in ten-thousandths, that a share of it refers to. `show`: the words of a
    value that is no number (yes or no, a choice). `applies`: a column that is 0 where it has none.
    """

    column: str
    decimals: int
    unit: Phrase | None
    full: int | None = None
    show: Callable[[int], str] | None = None
    applies: str = ""


@dataclass(frozen=True, slots=True)
class Clause:
    """One condition; `needed` is in the measure's unit. `join` says how `terms` belong together:
    `every`: one for each part or criterion, of which only those that miss it are told."""

    words: str
    measure: Measure | None = None
    relation: Relation | None = None
    needed: Decimal | None = None
    join: Literal["and", "or", "every", ""] = ""
    terms: tuple[Clause, ...] = ()

    def leaves(self) -> Iterator[Clause]:
        """The single conditions that must all hold."""
        if self.join == "and":
            for term in self.terms:
                yield from term.leaves()
        else:
            yield self


@dataclass(frozen=True, slots=True)
class Teller:
    """Reads conditions of one standard and tells them in one language."""

    standard: Standard
    words: Words
    value: tuple[str, str, Measure] | None = None
    """Inside a criterion: its title, and the measure of its own answer."""

    def clause(self, text: str) -> Clause:
        """The condition a text states."""
        tree, source = parse.tree(text)
        return self._read(tree, source)

    def tell(self, clause: Clause, row: Row) -> str:
        """The condition with the present values of an applicant who misses it."""
        if clause.join == "or":
            return self.words["or"].join(self.tell(term, row) for term in clause.terms)
        if clause.join == "and":
            missed = [term for term in clause.terms if not holds(term, row)]
            return self.words["and"].join(self.tell(term, row) for term in missed)
        if clause.join == "every":
            missed = [term for term in clause.terms if not holds(term, row)]
            return self.words.say(
                "which", what=clause.words, list=self.words.listed([self.tell(t, row) for t in missed])
            )
        if clause.measure is None:
            return clause.words
        present = self._present(clause, row)
        return self.words.say("present", what=clause.words, present=present)
