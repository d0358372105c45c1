"""The rubric as a workbook for print: one table with its heads on every page, A4 landscape."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from itertools import pairwise
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from reports.rubric.sections import Section
from reports.rubric.view import Row, View
from submissions.forms.heights import height
from submissions.forms.looks import ACCENT, FONTS, GREY, INK, LINE

_MADE = datetime(2026, 1, 1)  # noqa: DTZ001 - the same rubric has the same bytes whenever it is made
_WIDTHS = (7.0, 36.0, 8.0, 36.0, 15.0, 14.0, 22.0, 13.0)
_SHEET_WIDTH = 130.0
"""Characters that the tables of the second sheet share out."""


def render(view: View) -> bytes:
    """The workbook: the rubric, and a sheet with the tables behind it."""
    file = BytesIO()
    workbook = Workbook(file, {"in_memory": True})
    workbook.set_properties({"title": view.title[0], "author": "dabiao", "created": _MADE})
    looks = _looks(workbook, view)
    words = view.telling.words
    first = workbook.add_worksheet(words["rubric_base"])
    _rubric(first, view, looks)
    if view.sections:
        second = workbook.add_worksheet(words["rubric_note_head"])
        _sections(second, view.sections, looks)
    workbook.close()
    return file.getvalue()


def _looks(workbook: Workbook, view: View) -> dict[str, Format]:
    common = {"font_name": FONTS[view.language], "font_size": 10, "font_color": INK}
    line = {"bottom": 1, "bottom_color": LINE}
    looks: dict[str, dict[str, Any]] = {
        "title": {"bold": True, "font_size": 15, "text_wrap": False},
        "small": {"font_color": GREY, "font_size": 9},
        "head": {"bold": True, "bottom": 2, "valign": "vcenter"},
        "head_right": {
            "bold": True,
            "bottom": 2,
            "valign": "vcenter",
            "align": "right",
            "indent": 1,
        },
        "text": line,
        "points": {**line, "align": "right", "indent": 1},
        "part": {**line, "bold": True, "font_color": ACCENT},
        "part_points": {**line, "bold": True, "font_color": ACCENT, "align": "right", "indent": 1},
        "bold": {"bold": True},
        "grey": {"font_color": GREY, "font_size": 9},
        "heading": {"bold": True, "font_size": 12, "font_color": ACCENT, "text_wrap": False},
    }
    return {
        name: workbook.add_format({**common, "valign": "top", "text_wrap": True, **look})
        for name, look in looks.items()
    }


def _rubric(sheet: Worksheet, view: View, looks: dict[str, Format]) -> None:
    _paper(sheet, view.title[0])
    for place, width in enumerate(_WIDTHS):
        sheet.set_column(place, place, width)
    row = 0
    for text in view.title:
        sheet.write_string(row, 0, text, looks["title"])
        sheet.set_row(row, 24)
        row += 1
    last = len(_WIDTHS) - 1
    for text in (view.subtitle, *view.note):
        sheet.merge_range(row, 0, row, last, text, looks["small"])
        sheet.set_row(row, height([(text, sum(_WIDTHS))]))
        row += 1
    for place, head in enumerate(view.heads):
        sheet.write_string(row, place, head, looks["head_right" if place == 2 else "head"])
    sheet.repeat_rows(row)
    sheet.freeze_panes(row + 1, 2)
    for line in view.rows:
        row += 1
        if line.kind == "criterion":
            _criterion(sheet, row, line, looks)
        else:
            _part(sheet, row, line, looks)


def _criterion(sheet: Worksheet, row: int, line: Row, looks: dict[str, Format]) -> None:
    title = "\n".join(line.title)
    texts = (
        line.id,
        title,
        line.points,
        "\n".join(line.rule),
        line.check,
        line.department,
        "\n".join(line.evidence),
        line.source,
    )
    for place, text in enumerate(texts):
        if place == 2:
            sheet.write_number(row, place, float(text), looks["points"])
        elif place == 1 and line.small:
            small = "\n".join(("", *line.small))
            sheet.write_rich_string(row, place, title, looks["grey"], small, looks["text"])
        else:
            sheet.write_string(row, place, text, looks["text"])
    shown = list(zip(texts, _WIDTHS, strict=True))
    shown[1] = ("\n".join((title, *line.small)), _WIDTHS[1])
    sheet.set_row(row, height(shown))


def _part(sheet: Worksheet, row: int, line: Row, looks: dict[str, Format]) -> None:
    title = "\n".join((*line.title, *line.small))
    sheet.write_string(row, 0, line.id, looks["part"])
    sheet.write_string(row, 1, title, looks["part"])
    if line.points:
        sheet.write_number(row, 2, float(line.points), looks["part_points"])
    else:
        sheet.write_blank(row, 2, None, looks["part"])
    for place in range(3, len(_WIDTHS)):
        sheet.write_blank(row, place, None, looks["part"])
    sheet.set_row(row, height([(title, _WIDTHS[1] - 2)]))


def _sections(sheet: Worksheet, sections: tuple[Section, ...], looks: dict[str, Format]) -> None:
    """The tables below each other, on a grid of narrow columns that they share."""
    _paper(sheet, "")
    grid = 20
    sheet.set_column(0, grid - 1, _SHEET_WIDTH / grid)
    row = 0
    for section in sections:
        sheet.write_string(row, 0, section.title, looks["heading"])
        spans = _spans(section.widths, grid)
        row += 1
        _line(sheet, row, section.heads, spans, looks["head"])
        for cells in section.rows:
            row += 1
            _line(sheet, row, cells, spans, looks["text"])
        row += 2


def _line(
    sheet: Worksheet, row: int, texts: tuple[str, ...], spans: list[tuple[int, int]], look: Format
) -> None:
    shown = []
    for text, (first, last) in zip(texts, spans, strict=True):
        if first == last:
            sheet.write_string(row, first, text, look)
        else:
            sheet.merge_range(row, first, row, last, text, look)
        shown.append((text, (last - first + 1) * _SHEET_WIDTH / 20))
    sheet.set_row(row, height(shown))


def _spans(widths: tuple[int, ...], grid: int) -> list[tuple[int, int]]:
    """First and last narrow column of every column."""
    ends, reached = [0], 0
    for width in widths:
        reached += width
        ends.append(round(reached / sum(widths) * grid))
    return [(first, max(last - 1, first)) for first, last in pairwise(ends)]


def _paper(sheet: Worksheet, title: str) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.7, right=0.4, top=0.6, bottom=0.6)
    sheet.set_footer(f"&L{title.replace('&', '&&')}&R&P / &N")
