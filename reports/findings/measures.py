"""How the numbers of a column read: their decimals, their unit, the words of what is no number."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from engine.program import Program
from standards.field import NUMBERS, Field
from standards.numbers import POINT_DECIMALS, plain, scaled, unscaled
from standards.rule import Setting
from standards.text import Language, Phrase, phrase
from standards.wording import amount

POINTS_UNIT = phrase("分", "points")
PERCENT = Phrase(zh="%")
VALUE_DECIMALS = 4
"""Decimals with which a worked-out value is shown; the rest is cut off, never rounded up."""
_EPOCH = date(1970, 1, 1)
_MANY, _ONE = "{} points", "1 point"


@dataclass(frozen=True, slots=True)
class Measure:
    """Something whose present value can be told: a column of whole numbers, and how they read.

    `form` is the text of a number, with `{}` in its place: `{} 户`. `full`: the points, in
    ten-thousandths, that a share of it refers to. `show`: the words of a value that is no number
    (yes or no, a choice, a day). `applies`: a column, 0 where it has none.
    """

    column: str
    decimals: int = 0
    unit: Phrase | None = None
    form: str = "{}"
    full: int | None = None
    show: Callable[[int], str] | None = None
    applies: str = ""

    def amount(self, number: Decimal) -> str:
        """A number with its unit."""
        if number == 1 and self.form == _MANY:
            return _ONE
        return self.form.replace("{}", plain(number))

    def text(self, value: int) -> str:
        """A value as it is held, in words, with its unit."""
        if self.show is not None:
            return self.show(value)
        if not self.decimals:
            return self.form.replace("{}", str(value))
        return self.amount(unscaled(value, self.decimals))


def points_measure(column: str, points: Decimal, language: Language) -> Measure:
    """How a column of points reads; `points` are the full ones."""
    measure = measured(column, POINT_DECIMALS, POINTS_UNIT, language)
    return replace(measure, full=scaled(points, POINT_DECIMALS))


def measured(column: str, decimals: int, unit: Phrase | None, language: Language) -> Measure:
    """A column of numbers with a unit."""
    return Measure(column, decimals, unit, amount("{}", unit).in_(language))


def figure_measure(program: Program, id: str, language: Language) -> Measure:
    """How a figure reads."""
    unit = program.standard.figures[id].unit
    return measured(f"figure:{id}", program.figure_decimals[id], unit, language)


def measure_of(asked: Field, language: Language) -> Measure:
    """How the answers to a field read."""
    if asked.type in NUMBERS:
        return measured(asked.id, asked.places, asked.unit_text, language)
    return Measure(asked.id, show=_shown(asked, language))


def value_measure(setting: Setting, language: Language) -> Measure | None:
    """How a criterion's own answer reads: a field, or a value worked out (column `value:<id>`)."""
    if setting.field is not None:
        return measure_of(setting.field, language)
    if setting.value is None:
        return None
    return measured(f"value:{setting.id}", VALUE_DECIMALS, setting.unit, language)


def _shown(asked: Field, language: Language) -> Callable[[int], str]:
    """The words of an answer that is held as a whole number, but is none."""
    if asked.type == "date":
        return lambda days: (_EPOCH + timedelta(days=days)).isoformat()
    if asked.type == "choice":
        labels = [label.in_(language) for label in (asked.choices or {}).values()]
        return labels.__getitem__
    no, yes = ("否", "是") if language == "zh" else ("no", "yes")
    return lambda truth: yes if truth else no
