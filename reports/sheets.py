"""Workbooks of tables: text that is never a formula, numbers that are numbers, ready to print.

The same sheets give the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any, Literal

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from reports.clean import short
from reports.words import words
from standards.text import Language
from submissions.forms.heights import height
from submissions.forms.looks import ACCENT, FONTS, GREY, INK, LINE

_MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - a fixed moment in no zone: equal sheets, equal bytes
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML may hold."""
_LONGEST = 32_000
"""Characters of a text; a cell holds 32,767."""
_MANY = 5_000
"""Rows of a sheet from which heights are left to the program that opens it."""

Kind = Literal["text", "strong", "small", "points", "share", "count"]
"""What a column holds: texts; ten-thousandths of a point; ten-thousandths of 1; whole numbers."""
Value = str | int | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, its width in characters, what it holds."""

    head: str
    width: float
    kind: Kind = "text"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with a title and notes above it.

    `decimals` are those of points. `plain` has no heads, filters or frozen panes: a list of names
    and values. `running` stands at the right of every printed page.
    """

    name: str
    title: str
    notes: Sequence[str]
    columns: Sequence[Column]
    rows: Sequence[Sequence[Value]]
    language: Language
    decimals: int = 1
    running: str = ""
    plain: bool = False


def workbook(sheets: Sequence[Sheet], title: str) -> bytes:
    """The workbook of some sheets, each named unlike the others."""
    file = BytesIO()
    book = Workbook(file, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"title": short(_text(title), 200), "author": "dabiao", "created": _MADE})
    names = _names([sheet.name for sheet in sheets])
    looks: dict[tuple[Language, int], dict[str, Format]] = {}
    for sheet, name in zip(sheets, names, strict=True):
        key = (sheet.language, sheet.decimals)
        if key not in looks:
            looks[key] = _looks(book, *key)
        _write(book.add_worksheet(name), sheet, looks[key])
    book.close()
    return file.getvalue()


def _names(names: Sequence[str]) -> list[str]:
    """Names as Excel takes them: short, without its signs, unlike each other."""
    made: list[str] = []
    for name in names:
        plain = re.sub(r"[\[\]:*?/\\']", " ", _text(name)).strip()[:31] or "–"
        number, tried = 2, plain
        while tried.casefold() in {one.casefold() for one in made}:
            tried, number = f"{plain[:27]} {number}", number + 1
        made.append(tried)
    return made


def _looks(book: Workbook, language: Language, decimals: int) -> dict[str, Format]:
    common: dict[str, Any] = {
        "font_name": FONTS[language],
        "font_size": 10,
        "font_color": INK,
        "valign": "top",
    }
    body = {"text_wrap": True, "bottom": 1, "bottom_color": LINE}
    number = {**body, "align": "right", "indent": 1}
    # At least the standard's decimals, and as many more as there are.
    points = f"0.{'0' * decimals}{'#' * (4 - decimals)}" if decimals else "General"
    looks: dict[str, dict[str, Any]] = {
        "title": {"bold": True, "font_size": 16},
        "note": {"font_color": GREY},
        "head": {"bold": True, "bottom": 2, "bottom_color": INK, "text_wrap": True},
        "head_right": {
            "bold": True,
            "bottom": 2,
            "bottom_color": INK,
            "align": "right",
            "indent": 1,
            "text_wrap": True,
        },
        "text": body,
        "strong": {**body, "bold": True},
        "section": {"bold": True, "font_color": ACCENT, "font_size": 11, "valign": "bottom"},
        "small": {**body, "font_color": GREY, "font_size": 9},
        "points": {**number, "num_format": points},
        "share": {**number, "num_format": "0.0%"},
        "count": {**number, "num_format": "0"},
    }
    return {name: book.add_format({**common, **look}) for name, look in looks.items()}


def _write(made: Worksheet, sheet: Sheet, looks: dict[str, Format]) -> None:
    _page(made, sheet)
    widths = [column.width for column in sheet.columns]
    for place, width in enumerate(widths):
        made.set_column(place, place, width)
    made.write_string(0, 0, _text(sheet.title), looks["title"])
    made.set_row(0, 24)
    row = 1
    for note in sheet.notes:
        made.write_string(row, 0, _text(note), looks["note"])
        row += 1
    if not sheet.plain:
        row = _heads(made, sheet, looks, row)
    few = len(sheet.rows) <= _MANY
    for values in sheet.rows:
        if sheet.plain and len(values) == 1:  # the head of a section
            made.write_string(row, 0, _text(str(values[0])), looks["section"])
            made.set_row(row, 24)
        else:
            _row(made, sheet.columns, row, values, looks)
            if few:
                pairs = zip(values, widths, strict=False)
                made.set_row(row, height([(v, w) for v, w in pairs if isinstance(v, str)]))
        row += 1


def _heads(made: Worksheet, sheet: Sheet, looks: dict[str, Format], row: int) -> int:
    """The heads, which stay in sight and on every page; returns the row below."""
    for place, column in enumerate(sheet.columns):
        right = column.kind in ("points", "share", "count")
        made.write_string(row, place, column.head, looks["head_right" if right else "head"])
    made.set_row(row, height([(c.head, c.width) for c in sheet.columns]))
    made.repeat_rows(row)
    made.freeze_panes(row + 1, min(1, len(sheet.columns) - 1))
    if sheet.rows:
        made.autofilter(row, 0, row + len(sheet.rows), len(sheet.columns) - 1)
    return row + 1


def _row(
    made: Worksheet,
    columns: Sequence[Column],
    row: int,
    values: Iterable[Value],
    looks: dict[str, Format],
) -> None:
    for place, (column, value) in enumerate(zip(columns, values, strict=True)):
        look = looks[column.kind]
        if value is None or value == "":
            made.write_blank(row, place, None, look)
        elif isinstance(value, str):
            made.write_string(row, place, _text(value), look)
        else:
            number = value if column.kind == "count" else value / 10_000
            made.write_number(row, place, number, look)


def _page(made: Worksheet, sheet: Sheet) -> None:
    """A4, room for a punch, title and number on every page."""
    made.hide_gridlines(2)
    made.set_paper(9)
    if sum(column.width for column in sheet.columns) > 90:
        made.set_landscape()
    made.set_margins(left=0.9, right=0.5, top=0.9, bottom=0.7)
    made.fit_to_pages(1, 0)
    left, right = (_header(text) for text in (sheet.title, sheet.running))
    made.set_header(f"&L&9{left}&R&9 {right}")
    page = words(sheet.language).say("page_of", n="&P", of="&N")
    made.set_footer(f"&C&9{page}")


def _header(text: str) -> str:
    """A text at the head of a page: `&` begins a code there, and 255 characters are all."""
    return short(_text(text), 50).replace("&", "&&")


def _text(text: str) -> str:
    return short(_FORBIDDEN.sub("", text), _LONGEST)


def day(value: date | None) -> str:
    """A day as text, the same in every program and country."""
    return "" if value is None else value.isoformat()
