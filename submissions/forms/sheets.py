"""Writing one sheet of the form: its frame, its rows, the cells to fill in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from standards.field import NUMBERS, Field
from standards.model import Criterion
from standards.text import Phrase
from submissions.forms import words
from submissions.forms.layout import (
    ANSWER,
    CLAIM,
    CRITERION,
    EVIDENCE,
    HEAD_ROW,
    TITLE_ROW,
    Layout,
    Line,
    Sheet,
    labels,
)
from submissions.forms.looks import COVER_WIDTHS, WIDTHS
from submissions.forms.validation import text_validation, validation_of
from submissions.forms.values import cell_value, text_value
from submissions.raw import Raw, Said

Lists = Mapping[tuple[str, ...], str]
"""The words of a drop-down -> the range that holds them."""

_LONGEST_HEADER = 200
_LINE_HEIGHT = 16.0
_COVER_LINE = 100
"""Width of a line of instructions in half-width characters."""
_NOTE_WIDTH = 320
_PROTECTED = {"format_columns": True, "format_rows": True}
"""Widths and heights may be changed, cells may not."""


class SheetWriter:
    """Writes one sheet."""

    def __init__(  # noqa: PLR0913, PLR0917 - a sheet needs its plan, its looks and what was said
        self,
        layout: Layout,
        sheet: Sheet,
        worksheet: Worksheet,
        looks: Mapping[str, Format],
        lists: Lists,
        raw: Raw,
    ) -> None:
        self.layout = layout
        self.language = layout.language
        self.sheet = sheet
        self.made = worksheet
        self.looks = looks
        self.lists = lists
        self.raw = raw

    def write(self, rules: Mapping[str, str]) -> None:
        """The whole sheet; `rules` are the criteria's rules in words."""
        is_cover = "hint" in self.sheet.columns
        self._frame(COVER_WIDTHS if is_cover else WIDTHS, portrait=is_cover)
        if is_cover:
            self._cover_top()
        else:
            self._part_top()
        for line in self.sheet.lines:
            self._text(line.row, "field", line.id, "hidden")
            match line.kind:
                case "say":
                    self._instruction(line)
                case "heading":
                    self._heading(line)
                case "person" | "shared":
                    self._asked_on_cover(line)
                case "criterion":
                    self._criterion(line, rules)
                case _:
                    self._question(line)

    def _frame(self, widths: Mapping[str, float], *, portrait: bool) -> None:
        made = self.made
        made.hide_gridlines(2)
        made.protect("", _PROTECTED)
        made.set_paper(9)
        if not portrait:
            made.set_landscape()
        made.set_margins(left=0.8, right=0.5, top=0.8, bottom=0.7)
        made.fit_to_pages(1, 0)
        standard = self.layout.program.standard
        title = standard.title.in_(self.language).replace("&", "&&")[:_LONGEST_HEADER]
        edition = f"{standard.standard} {standard.edition}".replace("&", "&&")
        made.set_header(f"&L&9{title}&R&9 {edition}"[:255])
        made.set_footer(f"&C&9{words.PAGE.in_(self.language)}")
        made.set_column(0, 1, 8, None, {"hidden": True})
        for place, name in enumerate(self.sheet.columns[2:], 2):
            unused = name in (CLAIM, EVIDENCE) and not self.sheet.has(name)
            made.set_column(place, place, widths[name], None, {"hidden": unused})
        made.set_row(0, None, None, {"hidden": True})
        made.write_string(0, 0, self.layout.mark, self.looks["hidden"])
        for name in (CRITERION, ANSWER, CLAIM, EVIDENCE):
            if name in self.sheet.columns:
                self._text(0, name, name, "hidden")

    def _cover_top(self) -> None:
        standard = self.layout.program.standard
        language = self.language
        title = f"{standard.title.in_(language)} · {words.FORM.in_(language)}"
        self.made.set_row(TITLE_ROW, 30)
        self._text(TITLE_ROW, "title", title, "title")
        facts = [
            standard.assessed.in_(language),
            f"{words.FULL.in_(language)} {standard.points:f}",
            f"{words.EDITION.in_(language)} {standard.edition}",
            standard.standard,
        ]
        self._text(HEAD_ROW, "title", " · ".join(facts), "subtitle")

    def _part_top(self) -> None:
        made = self.made
        made.set_row(TITLE_ROW, 28)
        self._text(TITLE_ROW, "number", self.sheet.title.in_(self.language), "title")
        for name, head in words.HEADS.items():
            look = "head_right" if name == "points" else "head"
            self._text(HEAD_ROW, name, head.in_(self.language), look)
        made.set_row(HEAD_ROW, 20)
        made.freeze_panes(HEAD_ROW + 1, self.sheet.column("points"))
        made.repeat_rows(TITLE_ROW, HEAD_ROW)

    def _instruction(self, line: Line) -> None:
        first, last = self.sheet.column("title"), self.sheet.column("hint")
        text = f"{line.row - self.sheet.lines[0].row + 1}. {line.text.in_(self.language)}"
        self.made.merge_range(line.row, first, line.row, last, text, self.looks["text"])
        self.made.set_row(line.row, _LINE_HEIGHT * -(-_width(text) // _COVER_LINE))

    def _heading(self, line: Line) -> None:
        shown = [name for name in self.sheet.columns[2:]]
        for name in shown:
            self._text(line.row, name, "", "heading")
        self.made.set_row(line.row, 22)
        if "number" in shown:
            self._text(line.row, "number", line.number, "heading")
            self._text(line.row, "points", line.points, "heading_points")
        self._text(line.row, "title", line.text.in_(self.language), "heading")

    def _asked_on_cover(self, line: Line) -> None:
        self._text(line.row, "title", line.text.in_(self.language), "text")
        if line.person:
            hint: Phrase | None = words.PEOPLE[line.person][1]
            said = self.raw.applicant.get(line.person)
            self._free(line.row, ANSWER, Said(said), "")
        else:
            hint = line.field.help if line.field else None
            self._answer(line)
        self._text(line.row, "hint", hint.in_(self.language) if hint else "", "faint")

    def _criterion(self, line: Line, rules: Mapping[str, str]) -> None:
        criterion = line.criterion
        assert criterion is not None  # noqa: S101 - lines of this kind have one
        rule = rules[criterion.id]
        self._text(line.row, CRITERION, criterion.id, "hidden")
        self._text(line.row, "number", line.number, "criterion")
        self._text(line.row, "title", line.text.in_(self.language), "strong")
        self._text(line.row, "points", line.points, "points")
        self._text(line.row, "rule", "\n".join([rule, *self._demands(line)]), "criterion")
        methods = self.layout.program.standard.method_names(criterion)
        ways = ("、" if self.language == "zh" else ", ").join(m.in_(self.language) for m in methods)
        self._text(line.row, "check", ways, "criterion_faint")
        if line.field:
            self._answer(line)
        else:
            computed = "" if criterion.questions else words.COMPUTED.in_(self.language)
            self._text(line.row, ANSWER, computed, "criterion_faint")
        unit = line.field.unit_text if line.field else None
        self._text(line.row, "unit", unit.in_(self.language) if unit else "", "criterion")
        self._claim(line.row, criterion)
        self._evidence(line.row, criterion)
        self._note(line.row, criterion, rule)

    def _demands(self, line: Line) -> list[str]:
        """What stands below the rule: help, papers needed, when a claim is allowed."""
        found: list[tuple[Phrase | None, Phrase]] = []
        criterion = line.criterion
        if line.field and line.field.help:
            found.append((None, line.field.help))
        if criterion and isinstance(criterion.evidence, Phrase):
            found.append((words.EVIDENCE_ASKED, criterion.evidence))
        if criterion and criterion.not_applicable:
            found.append((words.CLAIM_WHEN, criterion.not_applicable.when))
        language = self.language
        return [(before.in_(language) if before else "") + t.in_(language) for before, t in found]

    def _question(self, line: Line) -> None:
        self._text(line.row, "title", line.text.in_(self.language), "question")
        self._text(line.row, "rule", "\n".join(self._demands(line)), "faint")
        self._answer(line)

    def _answer(self, line: Line) -> None:
        """The cell of an answer, with its unit where the row has no other."""
        asked = line.field
        assert asked is not None  # noqa: S101 - such lines have a field
        said = self.raw.answers.get(asked.id)
        value = cell_value(asked, said.found, self.language) if said else None
        self._value(line.row, ANSWER, value, _look(asked))
        choices = labels(asked, self.language)
        allowed = validation_of(asked, self.language, self.lists[choices] if choices else None)
        self._validate(line.row, ANSWER, allowed)
        if line.kind != "criterion":
            unit = asked.unit_text
            self._text(line.row, "unit", unit.in_(self.language) if unit else "", "text")

    def _claim(self, row: int, criterion: Criterion) -> None:
        if not criterion.not_applicable:
            self._text(row, CLAIM, "", "criterion")
            return
        when = words.CLAIM_WHEN.in_(self.language) + criterion.not_applicable.when.in_(self.language)
        self._free(row, CLAIM, self.raw.claims.get(criterion.id), when)

    def _evidence(self, row: int, criterion: Criterion) -> None:
        if not criterion.evidence:
            self._text(row, EVIDENCE, "", "criterion")
            return
        needed = ""
        if isinstance(criterion.evidence, Phrase):
            asked = criterion.evidence.in_(self.language)
            needed = words.EVIDENCE_ASKED.in_(self.language) + asked
        self._free(row, EVIDENCE, self.raw.evidence.get(criterion.id), needed)

    def _note(self, row: int, criterion: Criterion, rule: str) -> None:
        """The rule and the reading taken, as a note on the points."""
        texts = [words.RULE.in_(self.language) + rule]
        texts += [t.in_(self.language) for t in (criterion.decision, criterion.note) if t]
        text = "\n".join(texts)
        lines = sum(-(-_width(one) // 44) for one in text.split("\n"))
        size = {"width": _NOTE_WIDTH, "height": 20 + 17 * lines, "font_size": 9, "author": ""}
        self.made.write_comment(row, self.sheet.column("points"), text, size)

    def _free(self, row: int, column: str, said: Said | None, hint: str) -> None:
        """A cell for free text."""
        text = text_value(said.found) if said and said.found is not None else None
        self._value(row, column, text, "input_text")
        self._validate(row, column, text_validation(hint, self.language))

    def _value(self, row: int, column: str, value: str | float | date | None, look: str) -> None:
        place, style = self.sheet.column(column), self.looks[look]
        match value:
            case None:
                self.made.write_blank(row, place, None, style)
            case str():
                self.made.write_string(row, place, value, style)
            case date():
                self.made.write_datetime(row, place, value, style)
            case _:
                self.made.write_number(row, place, value, style)

    def _text(self, row: int, column: str, text: str, look: str) -> None:
        self._value(row, column, text or None, look)

    def _validate(self, row: int, column: str, rule: dict[str, Any]) -> None:
        place = self.sheet.column(column)
        self.made.data_validation(row, place, row, place, rule)


def _look(asked: Field) -> str:
    if asked.type in NUMBERS:
        return "input_number"
    return {"date": "input_date", "text": "input_text"}.get(asked.type, "input_word")


def _width(text: str) -> int:
    """In half-width characters."""
    return sum(2 if ord(c) > 0x2E7F else 1 for c in text)
