"""How the form workbook looks: one ink, one grey, one tint for the cells to fill in."""

from __future__ import annotations

from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

from standards.text import Language

INK, GREY, LINE, ACCENT, TINT = "#1A1A1A", "#595959", "#D9D9D9", "#005A8C", "#EAF2F8"
FONTS: dict[Language, str] = {"zh": "微软雅黑", "en": "Calibri"}
"""On every Windows and in Office for Mac; elsewhere the program takes its own Chinese font."""

WIDTHS = {
    "number": 6.0,
    "title": 32.0,
    "points": 6.0,
    "rule": 36.0,
    "check": 11.0,
    "answer": 16.0,
    "unit": 8.0,
    "claim": 16.0,
    "evidence": 24.0,
}
COVER_WIDTHS = {"title": 44.0, "answer": 22.0, "unit": 9.0, "hint": 30.0}
"""In characters of the sheet; all of them side by side fill A4."""

_LOOKS: dict[str, dict[str, Any]] = {
    "text": {},
    "title": {"bold": True, "font_size": 16},
    "subtitle": {"font_color": GREY},
    "heading": {"bold": True, "font_color": ACCENT, "bottom": 1, "bottom_color": ACCENT},
    "heading_points": {
        **{"bold": True, "font_color": ACCENT, "bottom": 1, "bottom_color": ACCENT},
        "align": "right",
    },
    "head": {"bold": True, "bottom": 1, "valign": "vcenter"},
    "head_right": {"bold": True, "bottom": 1, "valign": "vcenter", "align": "right"},
    "criterion": {"top": 1, "top_color": LINE},
    "strong": {"top": 1, "top_color": LINE, "bold": True},
    "points": {"top": 1, "top_color": LINE, "align": "right"},
    "question": {"indent": 1},
    "faint": {"font_color": GREY, "font_size": 9},
    "criterion_faint": {"top": 1, "top_color": LINE, "font_color": GREY, "font_size": 9},
    "input_text": {"num_format": "@"},
    "input_word": {"num_format": "@", "align": "center"},
    "input_number": {"align": "right"},
    "input_date": {"num_format": "yyyy-mm-dd", "align": "right"},
    "hidden": {"font_color": GREY, "font_size": 8},
}


def formats(workbook: Workbook, language: Language) -> dict[str, Format]:
    """The formats by name."""
    common = {
        "font_name": FONTS[language],
        "font_size": 10,
        "font_color": INK,
        "valign": "top",
        "text_wrap": True,
    }
    made = {}
    for name, look in _LOOKS.items():
        own = {**common, **look}
        if name.startswith("input"):
            own |= {"locked": False, "bg_color": TINT, "border": 1, "border_color": "#FFFFFF"}
        if name in ("title", "subtitle", "heading", "heading_points", "hidden"):
            own["text_wrap"] = False
        made[name] = workbook.add_format(own)
    return made
