"""How the form workbook looks: one ink, one grey, one tint for the cells to fill in."""

from __future__ import annotations

from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

from standards.text import Language

INK, GREY, LINE, ACCENT, TINT = "#1A1A1A", "#595959", "#D9D9D9", "#005A8C", "#E6F0F7"
WHITE = "#FFFFFF"
FONTS: dict[Language, str] = {"zh": "微软雅黑", "en": "Calibri"}
"""On every Windows and in Office for Mac; elsewhere the program takes its own Chinese font."""

WIDTHS = {
    "number": 6.0,
    "title": 32.0,
    "points": 8.0,
    "rule": 36.0,
    "check": 11.0,
    "answer": 16.0,
    "unit": 8.0,
    "claim": 16.0,
    "evidence": 24.0,
}
COVER_WIDTHS = {"title": 40.0, "answer": 22.0, "unit": 9.0, "hint": 34.0}
"""In characters of the sheet; all of them side by side fill A4."""

_ABOVE = {"top": 1, "top_color": LINE}
_HEADING = {"bold": True, "font_color": ACCENT, "bottom": 1, "bottom_color": ACCENT}
_FAINT = {"font_color": GREY, "font_size": 9}
_LOOKS: dict[str, dict[str, Any]] = {
    "text": {},
    "bold": {"bold": True},
    "title": {"bold": True, "font_size": 16},
    "subtitle": {"font_color": GREY},
    "heading": {**_HEADING, "valign": "bottom"},
    "heading_points": {**_HEADING, "valign": "bottom", "align": "right", "indent": 1},
    "head": {"bold": True, "bottom": 1, "valign": "vcenter"},
    "head_right": {"bold": True, "bottom": 1, "valign": "vcenter", "align": "right", "indent": 1},
    "criterion": _ABOVE,
    "strong": {**_ABOVE, "bold": True},
    "points": {**_ABOVE, "align": "right", "indent": 1},
    "question": {"indent": 1},
    "faint": _FAINT,
    "criterion_faint": {**_ABOVE, **_FAINT},
    "hidden": {"font_color": GREY, "font_size": 8},
}
_INPUT = {
    "locked": False,
    "bg_color": TINT,
    "left": 1,
    "right": 1,
    "bottom": 1,
    "left_color": WHITE,
    "right_color": WHITE,
    "bottom_color": WHITE,
}
_INPUTS: dict[str, dict[str, Any]] = {
    "input_text": {"num_format": "@"},
    "input_word": {"num_format": "@", "align": "center"},
    "input_number": {"align": "right"},
    "input_date": {"num_format": "yyyy-mm-dd", "align": "right"},
}
_ONE_LINE = {"title", "subtitle", "heading", "heading_points", "hidden"}


def formats(workbook: Workbook, language: Language) -> dict[str, Format]:
    """The formats by name; `criterion_` stands before those with a line above."""
    common = {
        "font_name": FONTS[language],
        "font_size": 10,
        "font_color": INK,
        "valign": "top",
    }
    looks = {
        **_LOOKS,
        **{name: {**_INPUT, **look} for name, look in _INPUTS.items()},
        **{f"criterion_{name}": {**_INPUT, **look, **_ABOVE} for name, look in _INPUTS.items()},
    }
    return {
        name: workbook.add_format({**common, **look, "text_wrap": name not in _ONE_LINE})
        for name, look in looks.items()
    }
