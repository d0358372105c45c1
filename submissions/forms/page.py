"""A sheet that is only read: written from the top, row after row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from standards.model import Standard
from standards.text import Phrase
from submissions.forms import words
from submissions.forms.heights import height
from submissions.forms.looks import ACCENT, OVERVIEW_WIDTHS
from submissions.forms.results import Results
from submissions.forms.shown import Shown
from submissions.forms.shown import words as said_so

NUMBER, TITLE, SCORE, OF, WIDE = range(5)
"""Columns, from 0."""
_WIDTHS = list(OVERVIEW_WIDTHS.values())
_LONGEST_HEADER = 200


@dataclass
class Page:
    """The sheet, the results that it shows, and the row that comes next."""

    made: Worksheet
    looks: Mapping[str, Format]
    results: Results
    row: int = 0

    @property
    def standard(self) -> Standard:
        """The document."""
        return self.results.worked.plan.program.standard

    def said(self, text: Phrase | None) -> str:
        """A text in the form's language; empty where there is none."""
        return text.in_(self.results.language) if text else ""

    def word(self, text: Phrase) -> Shown:
        """One of our own texts, for a formula."""
        return said_so(self.said(text))

    def frame(self) -> None:
        """Protection, print and widths."""
        made = self.made
        made.hide_gridlines(2)
        made.protect("", {"format_columns": True, "format_rows": True})
        made.set_paper(9)
        made.set_margins(left=0.8, right=0.5, top=0.8, bottom=0.7)
        made.fit_to_pages(1, 0)
        made.set_tab_color(ACCENT)
        title = self.said(self.standard.title)[:_LONGEST_HEADER].replace("&", "&&")
        edition = f"{self.standard.standard} {self.standard.edition}".replace("&", "&&")
        made.set_header(f"&L&9{title}&R&9 {edition}"[:255])
        made.set_footer(f"&C&9{self.said(words.PAGE)}")
        for place, width in enumerate(_WIDTHS):
            made.set_column(place, place, width)

    def heading(self, text: Phrase, heads: Sequence[Phrase] = ()) -> None:
        """A heading over the width of the page, and the heads of the columns."""
        self.down(10)
        for column in range(WIDE + 1):
            self.text(column, "", "heading")
        self.text(NUMBER, self.said(text), "heading")
        self.down(24)
        for column, head in enumerate(heads):
            right = column in (SCORE, OF)
            self.text(column, self.said(head), "head_right" if right else "head")
        if heads:
            self.down(20)

    def text(self, column: int, text: str, look: str) -> None:
        """A text, or an empty cell with its look."""
        if text:
            self.made.write_string(self.row, column, text, self.looks[look])
        else:
            self.made.write_blank(self.row, column, None, self.looks[look])

    def live(self, column: int, shown: Shown, look: str) -> None:
        """A formula with its value."""
        self.made.write_formula(self.row, column, f"={shown.text}", self.looks[look], shown.value)

    def text_over(self, one: int, last: int, text: str, look: str) -> None:
        """A text over several columns."""
        self.made.merge_range(self.row, one, self.row, last, "", self.looks[look])
        self.text(one, text, look)

    def live_over(self, one: int, last: int, shown: Shown, look: str) -> None:
        """A formula over several columns."""
        self.made.merge_range(self.row, one, self.row, last, "", self.looks[look])
        self.live(one, shown, look)

    def change(self, last: int, criteria: str, look: str) -> None:
        """How the cells of this row change, up to a column, where a condition holds."""
        rule = {"type": "formula", "criteria": criteria, "format": self.looks[look]}
        self.made.conditional_format(self.row, 0, self.row, last, rule)

    def grow(self, texts: Sequence[tuple[str, float]], least: float) -> None:
        """End the row, as high as texts in so wide columns need."""
        self.down(max(height(list(texts)), least))

    def down(self, high: float) -> None:
        """End the row."""
        self.made.set_row(self.row, high)
        self.row += 1


def width(*columns: int) -> float:
    """The width of some columns together."""
    return sum(_WIDTHS[column] for column in columns)
