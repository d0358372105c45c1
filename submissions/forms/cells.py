"""Writing the cells of one sheet of the form: texts, cells to fill in, the heights of rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from standards.field import NUMBERS, Field
from standards.text import Language, Phrase
from submissions.forms.heights import height
from submissions.forms.layout import HIDDEN, Line, Sheet, labels
from submissions.forms.shown import Shown
from submissions.forms.validation import claim_validation, text_validation, validation_of
from submissions.forms.values import cell_value, text_value
from submissions.raw import Said

Lists = Mapping[tuple[str, ...], str]
"""The words of a drop-down -> the range that holds them."""


@dataclass(frozen=True)
class Cells:
    """The cells of one sheet; rows are given by number, columns by name."""

    sheet: Sheet
    made: Worksheet
    looks: Mapping[str, Format]
    widths: Mapping[str, float]
    lists: Lists
    language: Language
    _shown: list[tuple[str, float]] = field(default_factory=list)

    def said(self, phrase: Phrase | None) -> str:
        """A text in the form's language; empty where there is none."""
        return phrase.in_(self.language) if phrase else ""

    def text(self, row: int, column: str, text: str, look: str) -> None:
        """A text, or an empty cell with its look."""
        self._write(row, column, text or None, look)

    def titled(self, row: int, title: str, question: str) -> None:
        """A criterion's title, and below it the question where that says something else."""
        if question in ("", title):
            self.text(row, "title", title, "strong")
            return
        looks = self.looks
        place = self.sheet.column("title")
        parts = (looks["bold"], title, looks["text"], f"\n{question}", looks["criterion"])
        self.made.write_rich_string(row, place, *parts)
        self._shown.append((f"{title}\n{question}", self.widths["title"]))

    def answer(self, line: Line, said: Said | None, *, above: bool = False) -> None:
        """The cell for the answer of a line's field, and its unit; `above`: with a line above."""
        asked = line.field
        assert asked is not None  # noqa: S101 - lines with an answer have a field
        value = cell_value(asked, said.found, self.language) if said else None
        look = _look(asked)
        self._write(line.row, "answer", value, f"criterion_{look}" if above else look)
        choices = labels(asked, self.language)
        source = self.lists[choices] if choices else None
        rule = validation_of(asked, self.language, source, self.at(line.row, "answer"))
        self._validate(line.row, "answer", rule)
        self.text(line.row, "unit", self.said(asked.unit_text), "criterion" if above else "text")

    def free(self, row: int, column: str, said: object, *, hint: str, above: bool = False) -> None:
        """A cell for free text."""
        value = None if said is None else text_value(said)
        self._write(row, column, value, "criterion_input_text" if above else "input_text")
        self._validate(row, column, text_validation(hint, self.language))

    def claim(self, row: int, said: object, hint: str) -> None:
        """A cell for the reason why a criterion does not apply."""
        value = None if said is None else text_value(said)
        self._write(row, "claim", value, "criterion_input_text")
        rule = claim_validation(hint, self.language, self.at(row, "claim"))
        self._validate(row, "claim", rule)

    def live(self, row: int, column: str, shown: Shown, look: str, longest: str = "") -> None:
        """A formula with its value; `longest`: the longest text that it may give."""
        place = self.sheet.column(column)
        style = self.looks[look]
        self.made.write_formula(row, place, f"={shown.text}", style, shown.value)
        if longest:
            self._shown.append((longest, self.widths[column]))

    def at(self, row: int, column: str) -> str:
        """The address of a cell, for its own sheet."""
        return str(xl_rowcol_to_cell(row, self.sheet.column(column)))

    def end_row(self, row: int, least: float = 0) -> None:
        """Give the row the height that its texts need."""
        self.made.set_row(row, max(height(self._shown), least))
        self._shown.clear()

    def _write(self, row: int, column: str, value: str | float | date | None, look: str) -> None:
        place, style = self.sheet.column(column), self.looks[look]
        match value:
            case None:
                self.made.write_blank(row, place, None, style)
            case str():
                self.made.write_string(row, place, value, style)
                if column not in HIDDEN and style.text_wrap:
                    self._shown.append((value, self.widths[column]))
            case date():
                self.made.write_datetime(row, place, value, style)
            case _:
                self.made.write_number(row, place, value, style)

    def _validate(self, row: int, column: str, rule: dict[str, Any]) -> None:
        place = self.sheet.column(column)
        self.made.data_validation(row, place, row, place, rule)


def _look(asked: Field) -> str:
    if asked.type in NUMBERS:
        return f"input_number_{asked.places}" if asked.places else "input_number"
    return {"date": "input_date", "text": "input_text"}.get(asked.type, "input_word")
