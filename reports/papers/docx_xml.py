"""Paragraphs and tables as the XML of Word; what people wrote is escaped, whatever it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from reports.papers import Cell, Column, Line, Small, Table
from standards.text import Language

FONT = "Microsoft YaHei"
"""On Windows and in Office for Mac; declared as Chinese, so that others take their own instead."""
_LANGUAGES = {"zh": "zh-CN", "en": "en-GB"}
TWIPS = 9468
"""Width of the text: 167 mm."""
_HANGING = 260
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML may hold."""
_GREY = '<w:color w:val="595959"/>'
_LOOKS = {
    "": "",
    "title": "",
    "grey": _GREY,
    "small": f'{_GREY}<w:sz w:val="16"/><w:szCs w:val="16"/>',
    "strong": "<w:b/>",
    "lead": '<w:b/><w:sz w:val="30"/><w:szCs w:val="30"/>',
    "warn": '<w:b/><w:color w:val="A84300"/>',
    "good": '<w:b/><w:color w:val="0072B2"/>',
    "head": '<w:b/><w:sz w:val="17"/><w:szCs w:val="17"/>',
}
FILLS = ("0072B2", "56B4E9", "E69F00", "DCDCDC")
_LOOKS |= {f"fill{place}": f'<w:color w:val="{colour}"/>' for place, colour in enumerate(FILLS)}
_STEPS = 10
"""Squares of the small bar in a table."""
TIGHT = '<w:spacing w:before="0" w:after="20"/>'
_SQUARE = '<w:sz w:val="10"/><w:szCs w:val="10"/>'

Run = tuple[str, str]
"""A text and its look."""


def paragraph(
    runs: Sequence[Run],
    language: Language,
    *,
    style: str = "",
    hanging: bool = False,
    centred: bool = False,
) -> Any:  # noqa: ANN401 - lxml has no type
    """A paragraph of runs; `hanging` puts what follows a tab below each other.

    A `centred` one is the title of what follows, and stays with it.
    """
    about = f'<w:pStyle w:val="{style}"/>' if style else ""
    about += f'<w:ind w:left="{_HANGING}" w:hanging="{_HANGING}"/>' if hanging else ""
    about = f'<w:keepNext/>{about}<w:jc w:val="center"/>' if centred else about
    made = "".join(run_of(text, look, language) for text, look in runs)
    return parse_xml(f"<w:p {nsdecls('w')}><w:pPr>{about}</w:pPr>{made}</w:p>")


def allowed(text: str) -> str:
    """A text without what no XML may hold."""
    return _FORBIDDEN.sub("", text)


def run_of(text: str, look: str, language: Language) -> str:
    """A text in one look, as XML."""
    spoken = f'<w:lang w:val="{_LANGUAGES[language]}" w:eastAsia="zh-CN"/>'
    pieces = "<w:tab/>".join(
        f'<w:t xml:space="preserve">{escape(piece)}</w:t>' for piece in allowed(text).split("\t")
    )
    return f"<w:r><w:rPr>{_LOOKS[look]}{spoken}</w:rPr>{pieces}</w:r>"


def table(block: Table, language: Language) -> Any:  # noqa: ANN401 - lxml has no type
    """A table as wide as the text: its head is repeated, its rows are not split."""
    total = sum(column.width for column in block.columns)
    widths = [TWIPS * column.width // total for column in block.columns]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    heads = [Line(c.head, "head") for c in block.columns]
    head = _row(heads, block.columns, widths, language, is_head=True)
    rows = "".join(_row(row, block.columns, widths, language) for row in block.rows)
    return parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{TWIPS}" w:type="dxa"/>'
        '<w:tblBorders><w:insideH w:val="single" w:sz="2" w:space="0" w:color="C9C9C9"/>'
        '<w:bottom w:val="single" w:sz="2" w:space="0" w:color="C9C9C9"/></w:tblBorders>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="50" w:type="dxa"/>'
        '<w:left w:w="0" w:type="dxa"/><w:bottom w:w="50" w:type="dxa"/>'
        '<w:right w:w="140" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{head}{rows}</w:tbl>"
    )


def _row(
    cells: Sequence[Cell],
    columns: Sequence[Column],
    widths: Sequence[int],
    language: Language,
    *,
    is_head: bool = False,
) -> str:
    made = []
    rule = '<w:bottom w:val="single" w:sz="8" w:space="0" w:color="1A1A1A"/>'
    line = f"<w:tcBorders>{rule}</w:tcBorders>"
    for cell, column, width in zip(cells, columns, widths, strict=True):
        about = f'<w:tcW w:w="{width}" w:type="dxa"/>{line if is_head else ""}'
        made.append(f"<w:tc><w:tcPr>{about}</w:tcPr>{_cell(cell, column, language)}</w:tc>")
    head = "<w:tblHeader/>" if is_head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>{''.join(made)}</w:tr>"


def _cell(cell: Cell, column: Column, language: Language) -> str:
    pieces = (Line(cell),) if isinstance(cell, str) else cell
    pieces = (pieces,) if isinstance(pieces, Line) else pieces
    return "".join(_piece(piece, column, language) for piece in pieces)


def _piece(piece: Line | Small, column: Column, language: Language) -> str:
    if isinstance(piece, Line):
        about = TIGHT + ('<w:jc w:val="right"/>' if column.right else "")
        return f"<w:p><w:pPr>{about}</w:pPr>{run_of(piece.text, piece.look, language)}</w:p>"
    full = _STEPS * piece.share // 10_000
    runs = "".join(
        f'<w:r><w:rPr><w:color w:val="{colour}"/>{_SQUARE}</w:rPr><w:t>{"█" * count}</w:t></w:r>'
        for colour, count in (("0072B2", full), ("DCDCDC", _STEPS - full))
        if count
    )
    return f"<w:p><w:pPr>{TIGHT}</w:pPr>{runs}</w:p>"


def page_head(left: str, right: str, language: Language) -> Any:  # noqa: ANN401 - lxml has no type
    """The line at the head of every page: two texts, one at each side."""
    gone = "".join(f'<w:tab w:val="clear" w:pos="{at}"/>' for at in (4680, 9360))
    tabs = f'<w:tabs>{gone}<w:tab w:val="right" w:pos="{TWIPS}"/></w:tabs>'
    return _running("Header", tabs, run_of(f"{left}\t{right}", "small", language))


def page_foot(text: str, language: Language) -> Any:  # noqa: ANN401 - lxml has no type
    """The line at the foot: the page's number for `{n}`, how many there are for `{of}`."""
    before, _, rest = text.partition("{n}")
    between, _, end = rest.partition("{of}")
    told = (run_of(before, "small", language), _field("PAGE"), run_of(between, "small", language))
    end_ = (_field("NUMPAGES"), run_of(end, "small", language))
    return _running("Footer", '<w:jc w:val="center"/>', "".join((*told, *end_)))


def _running(style: str, about: str, runs: str) -> Any:  # noqa: ANN401 - lxml has no type
    head = f'<w:pPr><w:pStyle w:val="{style}"/>{about}</w:pPr>'
    return parse_xml(f"<w:p {nsdecls('w')}>{head}{runs}</w:p>")


def _field(name: str) -> str:
    look = f"<w:rPr>{_LOOKS['small']}</w:rPr>"
    return (
        f'<w:r>{look}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r>{look}<w:instrText xml:space="preserve"> {name} </w:instrText></w:r>'
        f'<w:r>{look}<w:fldChar w:fldCharType="separate"/></w:r>'
        f"<w:r>{look}<w:t>1</w:t></w:r>"
        f'<w:r>{look}<w:fldChar w:fldCharType="end"/></w:r>'
    )
