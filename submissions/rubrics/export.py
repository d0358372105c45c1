"""A rubric as a workbook to write in: a sheet a kind of entry, drop-downs, a guide."""

from __future__ import annotations

import os
import tempfile
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from standards.canonical import Tree
from standards.document import resolved
from standards.keys import values_of
from standards.rules import kinds
from standards.text import Language
from submissions.forms.heights import height
from submissions.forms.looks import ACCENT, FONTS, GREY, INK, LINE
from submissions.rubrics.cells import LONGEST
from submissions.rubrics.guide import guide
from submissions.rubrics.layout import HEAD, Column, name_in
from submissions.rubrics.rows import kind_name
from submissions.rubrics.table import Table, tables

_MADE = datetime(2026, 1, 1)  # noqa: DTZ001 - the same rubric has the same bytes whenever it is made
_NARROW, _WIDE, _WIDEST = 11.0, 26.0, 44.0
_ALWAYS = {
    "criteria": "title.en points rule rule.body ask.type value check department evidence"
    " veto.when veto.effect veto.say advice advice.en source decision note",
    "parts": "inside title.en points minimum",
    "fields": "type ask.en unit min max help",
    "gates": "title.en require otherwise source",
    "grades": "name.en when outcome within_days",
    "sources": "title.en mark url note",
    "procedure": "from to by note",
    "figures": "title.en is unit",
    "checks": "when",
}
"""Columns that are there to be written in even where this rubric leaves them blank."""
_PAGE = 260.0
"""Characters that fit beside each other on a page; a wider sheet takes several."""
_EXTRA_ROWS = 40
"""Blank rows below the last that have drop-downs."""


def save(tree: Tree, path: Path, language: Language) -> None:
    """Write the rubric of a validated tree; to a temporary name, renamed when whole.

    Raises ValueError for a text that no cell holds, OSError.
    """
    data = workbook_of(tree, language)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    made = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        made.chmod(0o644)
        made.replace(path)
    finally:
        made.unlink(missing_ok=True)


def workbook_of(tree: Tree, language: Language) -> bytes:
    """The rubric of a validated tree as the bytes of a workbook; raises ValueError."""
    file = BytesIO()
    workbook = Workbook(file, {"in_memory": True})
    workbook.set_properties({"title": "rubric", "author": "dabiao", "created": _MADE})
    book = _Book(workbook, language)
    for table in tables(tree, language):
        book.add(table)
    book.add_guide()
    workbook.close()
    return file.getvalue()


class _Book:
    """The workbook being written."""

    def __init__(self, workbook: Workbook, language: Language) -> None:
        self.workbook = workbook
        self.language = language
        common = {"font_name": FONTS[language], "font_size": 10, "font_color": INK}
        line = {"bottom": 1, "bottom_color": LINE}
        self.looks: dict[str, Format] = {
            name: workbook.add_format({**common, "valign": "top", "text_wrap": True, **look})
            for name, look in {
                "head": {"bold": True, "font_color": ACCENT, "bottom": 1, "valign": "vcenter"},
                "text": {**line, "num_format": "@"},
                "number": {**line, "align": "right"},
                "name": {**line, "bold": True},
                "faint": {**line, "font_color": GREY, "font_size": 9},
                "heading": {"bold": True, "font_size": 12, "font_color": ACCENT},
            }.items()
        }

    def add(self, table: Table) -> None:
        """One sheet."""
        sheet = self.workbook.add_worksheet(name_in(self.language, table.sheet))
        _paper(sheet, wide=sum(map(_width, _columns(table))) > _PAGE)
        if table.sheet.key == HEAD:
            self._add_head(sheet, table)
            return
        columns = _columns(table)
        widths = [_width(column) for column in columns]
        for place, (column, width) in enumerate(zip(columns, widths, strict=True)):
            head = column.head.in_(self.language)
            sheet.write_string(0, place, head, self.looks["head"])
            sheet.set_column(place, place, width, self.looks["text"])
            self._offer(sheet, column, place, len(table.rows))
        heads = [(column.head.in_(self.language), _width(column)) for column in columns]
        sheet.set_row(0, height(heads))
        for row, cells in enumerate(table.rows, 1):
            shown = []
            for place, column in enumerate(columns):
                text = cells.get(column.name, "")
                self._write(sheet, row, place, text, column)
                shown.append((text, widths[place]))
            sheet.set_row(row, height(shown))
        sheet.freeze_panes(1, 2)
        sheet.repeat_rows(0)

    def _add_head(self, sheet: Worksheet, table: Table) -> None:
        zh = self.language == "zh"
        heads = (
            ("项目", "内容", "英文", "说明") if zh else ("Item", "Content", "English", "Meaning")
        )
        for place, (head, width) in enumerate(zip(heads, (20, 48, 48, 40), strict=True)):
            sheet.write_string(0, place, head, self.looks["head"])
            sheet.set_column(place, place, width, self.looks["text"])
        cells = table.rows[0]
        row = 1
        for column in table.sheet.columns:
            if column.what == "en" or (len(column.path) == 1 and _has_own(column, table)):
                continue
            sheet.write_string(row, 0, _plain_head(column, self.language), self.looks["name"])
            text = cells.get(column.name, "")
            self._write(sheet, row, 1, text, column)
            english = cells.get(f"{column.name}.en", "")
            self._write(sheet, row, 2, english, column)
            about = column.about.in_(self.language)
            sheet.write_string(row, 3, about, self.looks["faint"])
            self._offer(sheet, column, 1, 0, row=row)
            sheet.set_row(row, height([(text, 48), (english, 48), (about, 40)]))
            row += 1
        sheet.freeze_panes(1, 1)

    def _write(self, sheet: Worksheet, row: int, place: int, text: str, column: Column) -> None:
        if len(text) > LONGEST:
            message = f"{len(text)} characters; a cell of a workbook holds at most {LONGEST}"
            raise ValueError(message)
        found = _number(text, column)
        if found is not None:
            sheet.write_number(row, place, found, self.looks["number"])
        elif text:
            sheet.write_string(row, place, text, self.looks["text"])
        else:
            sheet.write_blank(row, place, None, self.looks["text"])

    def _offer(
        self, sheet: Worksheet, column: Column, place: int, rows: int, row: int | None = None
    ) -> None:
        """The words of a column as a drop-down; other words may be written all the same."""
        words = self._words(column)
        if not words or sum(map(len, words)) + len(words) > 250:
            return
        first, last = (row, row) if row is not None else (1, rows + _EXTRA_ROWS)
        rule = {"validate": "list", "source": words, "error_type": "information"}
        sheet.data_validation(first, place, last, place, rule)

    def _words(self, column: Column) -> list[str]:
        if column.what == "kind":
            return [kind_name(kind, self.language) for kind in kinds()]
        slot = column.slot
        if slot is None or column.what not in {"value", "zh"} or slot.form == "list":
            return []
        known = values_of(slot.key)
        return [known[word].in_(self.language) for word in slot.words if word in known]

    def add_guide(self) -> None:
        """What every column means, and how rules are written."""
        title = "说明" if self.language == "zh" else "Guide"
        sheet = self.workbook.add_worksheet(title)
        _paper(sheet, wide=False)
        for place, width in enumerate((22, 34, 70, 24)):
            sheet.set_column(place, place, width)
        for row, line in enumerate(guide(self.language)):
            look = "heading" if len(line) == 1 else "text"
            for place, text in enumerate(line):
                sheet.write_string(row, place, text, self.looks[look])
            if len(line) > 1:
                sheet.set_row(row, height(list(zip(line, (22, 34, 70, 24), strict=False))))


def _paper(sheet: Worksheet, *, wide: bool) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    if wide:
        sheet.set_print_scale(60)
    else:
        sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.6, right=0.4, top=0.6, bottom=0.6)
    sheet.set_footer("&L&A&R&P / &N")


def _columns(table: Table) -> list[Column]:
    used = set(table.used())
    wanted = set(_ALWAYS.get(table.sheet.key, "").split())
    chosen = []
    for column in table.sheet.columns:
        is_first = column.what in {"key", "zh", "inside"} and "." not in column.name
        is_needed = column.slot is not None and column.slot.required and len(column.path) == 1
        if column in used or column.name in wanted or is_needed or is_first:
            chosen.append(column)
    return chosen


def _has_own(column: Column, table: Table) -> bool:
    """Whether a key has columns of its own below it, and is itself not used here."""
    below = any(len(c.path) > 1 and c.path[0] == column.path[0] for c in table.sheet.columns)
    return below and column.name not in table.rows[0]


def _plain_head(column: Column, language: Language) -> str:
    return column.head.in_(language).removesuffix(" (Chinese)")


def _width(column: Column) -> float:
    if column.what == "body":
        return _WIDEST
    if column.what in {"zh", "en"} or (column.slot is not None and column.slot.is_open_text):
        is_short = column.name.partition(".")[0] in {"id", "source", "department", "by"}
        return _NARROW if is_short or column.path[-1:] == ("unit",) else _WIDE
    return _NARROW


def _number(text: str, column: Column) -> float | None:
    """The cell as a number, where it is one and a cell holds it exactly."""
    if column.slot is None or not column.slot.types & {int, Decimal} or not text:
        return None
    found = resolved(text) if text[0] in "-0123456789." else None
    if isinstance(found, bool) or not isinstance(found, int | Decimal):
        return None
    is_exact = Decimal(f"{float(found):.15g}") == Decimal(found)
    return float(found) if is_exact else None
