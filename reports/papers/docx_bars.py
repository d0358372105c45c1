"""Bars in Word: shaded fields of tables, so that they print sharply and their numbers are text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from reports.papers import Bar
from reports.papers.docx_xml import FILLS, TIGHT, TWIPS, run_of
from standards.text import Language

_WIDTHS = (2500, 4768, 1150, 1050)
"""Of name, bar, number and full points, in twips."""
_ACCENT, _LOW, _PALE, _INK = "0072B2", "D55E00", "ECECEC", "1A1A1A"
_TICK = 45
_BAR, _THIN = 4500, 200
"""Length and height of a bar in twips."""
_NOTHING = (
    '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/></w:pPr></w:p>'
)
_FIXED = (
    '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/>'
    '<w:right w:w="0" w:type="dxa"/></w:tblCellMar>'
)


def bars_table(bars: Sequence[Bar], marks: Sequence[int], language: Language) -> Any:  # noqa: ANN401 - lxml has no type
    """A row for each bar: its name, the bar, its number and the full points.

    The first is the total; `marks` are the shares at which a grade begins.
    """
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in _WIDTHS)
    total, *parts = bars
    rows = _row(total, marks, language, is_total=True)
    for bar in parts:
        ticks = [] if bar.needed is None else [bar.needed]
        rows += _row(bar, ticks, language)
    return parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{TWIPS}" w:type="dxa"/>{_FIXED}</w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def _row(bar: Bar, ticks: Sequence[int], language: Language, *, is_total: bool = False) -> str:
    name = "\u3000" * bar.depth + bar.name
    cells = (
        _text(name, "strong" if is_total else "", language),
        f"{_bar(bar, ticks)}{_NOTHING}",
        _text(bar.number, "strong", language, right=True),
        _text(f" {bar.of}", "grey", language),
    )
    made = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        f"{cell}</w:tc>"
        for width, cell in zip(_WIDTHS, cells, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{made}</w:tr>"


def _text(text: str, look: str, language: Language, *, right: bool = False) -> str:
    about = TIGHT + ('<w:jc w:val="right"/>' if right else "")
    return f"<w:p><w:pPr>{about}</w:pPr>{run_of(text, look, language)}</w:p>"


def _bar(bar: Bar, ticks: Sequence[int]) -> str:
    """The bar as a table in a field: filled, not filled, and a dark piece at each tick."""
    fill = _LOW if bar.low else _ACCENT
    end = _BAR * bar.share // 10_000
    pieces = [(end, fill), (_BAR - end, _PALE)]
    for tick in ticks:
        pieces = _ticked(pieces, min(_BAR * tick // 10_000, _BAR - _TICK))
    return _pieces(pieces, _THIN)


def _ticked(pieces: Sequence[tuple[int, str]], at: int) -> list[tuple[int, str]]:
    """The pieces with a tick that covers what lies under it."""
    made: list[tuple[int, str]] = []
    start = 0
    for length, colour in pieces:
        end = start + length
        before, after = min(end, at) - start, end - max(start, at + _TICK)
        made += [(before, colour)] if before > 0 else []
        if start <= at < end:
            made.append((_TICK, _INK))
        made += [(after, colour)] if after > 0 else []
        start = end
    return made


def _pieces(pieces: Sequence[tuple[int, str]], height: int, root: str = "") -> str:
    shown = [(length, colour) for length, colour in pieces if length > 0]
    grid = "".join(f'<w:gridCol w:w="{length}"/>' for length, _ in shown)
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{length}" w:type="dxa"/>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{colour}"/></w:tcPr>{_NOTHING}</w:tc>'
        for length, colour in shown
    )
    total = sum(length for length, _ in shown)
    return (
        f'<w:tbl {root}><w:tblPr><w:tblW w:w="{total}" w:type="dxa"/>{_FIXED}</w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid><w:tr><w:trPr><w:cantSplit/>"
        f'<w:trHeight w:val="{height}" w:hRule="exact"/></w:trPr>{cells}</w:tr></w:tbl>'
    )


def split_bar(pieces: Sequence[tuple[int, int, str]]) -> Any:  # noqa: ANN401 - lxml has no type
    """One bar in pieces, as wide as the text."""
    shown = [(TWIPS * share // 10_000, FILLS[fill]) for share, fill, _ in pieces]
    return parse_xml(_pieces(shown, _THIN, nsdecls("w")))
