"""How the form workbook looks: one ink, one grey, one tint for the cells to fill in."""

from __future__ import annotations

from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

from standards.text import Language

INK, GREY, LINE, ACCENT, TINT = "#1A1A1A", "#595959", "#D9D9D9", "#005A8C", "#E6F0F7"
WHITE = "#FFFFFF"
SOME, SOME_TINT, NONE, NONE_TINT = "#7A4100", "#FFF0DB", "#9C1C00", "#FDE3DB"
"""Ink and tint for points partly and wholly lost; the state stands there in words, too."""
FONTS: dict[Language, str] = {"zh": "微软雅黑", "en": "Calibri"}
"""On every Windows and in Office for Mac; elsewhere the program takes its own Chinese font."""

WIDTHS = {
    "number": 6.0,
    "title": 30.0,
    "points": 7.0,
    "rule": 34.0,
    "check": 10.0,
    "answer": 15.0,
    "unit": 7.0,
    "score": 9.0,
    "note": 22.0,
    "claim": 16.0,
    "evidence": 20.0,
}
COVER_WIDTHS = {"title": 40.0, "answer": 22.0, "unit": 9.0, "hint": 34.0}
OVERVIEW_WIDTHS = {"number": 8.0, "title": 32.0, "score": 9.0, "of": 11.0, "wide": 52.0}
"""In characters of the sheet; all of them side by side fill A4."""

_ABOVE = {"top": 1, "top_color": LINE}
_HEADING = {"bold": True, "font_color": ACCENT, "bottom": 1, "bottom_color": ACCENT}
_FAINT = {"font_color": GREY, "font_size": 9}
_BELOW = {"bottom": 1, "bottom_color": LINE}
_ALIGNED = {"align": "right", "num_format": "0.0???"}
"""Points in full, with the decimal points below each other."""
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
    "score": {**_ABOVE, **_ALIGNED},
    "note": {**_ABOVE, "font_size": 9},
    "question_note": {"font_size": 9},
    "heading_score": {**_HEADING, **_ALIGNED, "valign": "bottom"},
    "standing": {"bold": True, "font_color": ACCENT, "valign": "vcenter"},
    "decision": {"bold": True, "font_size": 20, "valign": "vcenter"},
    "total": {"bold": True, "font_size": 20, "valign": "vcenter", "align": "left"},
    "label": {"font_color": GREY},
    "fact": {"align": "left"},
    "share_fact": {"align": "left", "num_format": '0.00"%"'},
    "row": _BELOW,
    "row_strong": {**_BELOW, "bold": True},
    "row_faint": {**_BELOW, **_FAINT},
    "row_right": {**_BELOW, "align": "right", "indent": 1},
    "row_score": {**_BELOW, **_ALIGNED},
    "row_share": {**_BELOW, "num_format": '0.0"%"', "align": "left"},
    "row_gain": {**_BELOW, **_ALIGNED, "bold": True, "font_color": ACCENT},
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
    "input_number": {"align": "right", "num_format": "0"},
    **{
        f"input_number_{places}": {"align": "right", "num_format": f"0.0{'#' * (places - 1)}"}
        for places in range(1, 7)
    },
    "input_date": {"num_format": "yyyy-mm-dd", "align": "right"},
}
_ONE_LINE = {
    *("title", "subtitle", "heading", "heading_points", "hidden", "standing"),
    *("decision", "total", "fact", "share_fact", "label"),
}


_CHANGES: dict[str, dict[str, Any]] = {
    "some": {"font_color": SOME, "bg_color": SOME_TINT},
    "none": {"font_color": NONE, "bg_color": NONE_TINT, "bold": True},
    "open": {"font_color": GREY, "italic": True},
    "wrong": {"font_color": NONE, "bg_color": "#FFC7B8", "bold": True},
    "good": {"font_color": ACCENT},
    "bad": {"font_color": NONE},
    "soon": {"font_color": SOME},
    "quiet": {"font_color": GREY},
}
"""How cells change with what they hold."""


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
    made = {
        name: workbook.add_format({**common, **look, "text_wrap": name not in _ONE_LINE})
        for name, look in looks.items()
    }
    return made | {name: workbook.add_format(look) for name, look in _CHANGES.items()}
