"""The rubric as a Word document: real tables, heads repeated on every page, A4 landscape."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import _Cell as Cell

from reports.rubric.view import Row, View
from submissions.forms.looks import ACCENT, GREY, INK, LINE

_MADE = datetime(2026, 1, 1)  # noqa: DTZ001 - the same rubric has the same bytes whenever it is made
_WIDTHS = (5, 25, 5, 25, 9, 9, 13, 9)
_PAGE_MM = 297 - 18 - 12
_FONTS = {"zh": "微软雅黑", "en": "Calibri"}


def render(view: View) -> bytes:
    """The document; equal rubrics give equal bytes."""
    made = _Word(view).document
    file = BytesIO()
    made.save(file)
    return _settled(file.getvalue())


class _Word:
    """The document being written."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.document = Document()
        self._page()
        for place, text in enumerate(view.title):
            self._paragraph(text, size=18 if place == 0 else 12, bold=place == 0)
        self._paragraph(view.subtitle, size=9, colour=GREY)
        for text in view.note:
            self._paragraph(text, size=9, colour=GREY)
        self._rubric()
        for section in view.sections:
            self._heading(section.title)
            rows: list[tuple[list[_Cell], bool]] = []
            for place, row in enumerate(section.rows):
                link = section.links[place] if section.links else ""
                texts = (*row[:-1], f"{row[-1]} {link}".strip()) if link else row
                rows.append(([[(text, {})] for text in texts], False))
            self._table(section.heads, section.widths, rows)

    def _page(self) -> None:
        section = self.document.sections[0]
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Mm(297), Mm(210)
        section.left_margin, section.right_margin = Mm(18), Mm(12)
        section.top_margin = section.bottom_margin = Mm(14)
        style = self.document.styles["Normal"]
        self._font(style, 9)
        style.paragraph_format.space_after = Pt(0)
        heading = self.document.styles["Heading 2"]
        self._font(heading, 12)
        heading.font.color.rgb = _colour(ACCENT)
        properties = self.document.core_properties
        properties.author, properties.title = "dabiao", self.view.title[0]
        properties.created = properties.modified = _MADE
        footer = section.footer.paragraphs[0]
        footer.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        _field(footer, "PAGE")
        footer.add_run(" / ")
        _field(footer, "NUMPAGES")

    def _font(self, style: Any, size: float) -> None:  # noqa: ANN401 - of a library without types
        name = _FONTS[self.view.language]
        style.font.name, style.font.size = name, Pt(size)
        style.font.color.rgb = _colour(INK)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
            fonts.set(qn(script), name if script != "w:eastAsia" else _FONTS["zh"])
        for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(theme), None)

    def _paragraph(self, text: str, *, size: float, bold: bool = False, colour: str = INK) -> None:
        _run(self.document.add_paragraph(), text, {"size": size, "bold": bold, "colour": colour})

    def _heading(self, text: str) -> None:
        self.document.add_heading(text, level=2)

    def _rubric(self) -> None:
        view = self.view
        chosen = [n for n in range(len(view.heads)) if n != 6 or view.has_evidence]
        widths = [_WIDTHS[n] for n in chosen]
        rows: list[tuple[list[_Cell], bool]] = []
        for row in view.rows:
            cells = _criterion(row) if row.kind == "criterion" else _part(row)
            rows.append(([cells[n] for n in chosen], row.kind in {"part", "block"}))
        self._table([view.heads[n] for n in chosen], widths, rows, right=2)

    def _table(
        self,
        heads: Sequence[str],
        widths: Sequence[int],
        rows: Sequence[tuple[Sequence[_Cell], bool]],
        right: int | None = None,
    ) -> None:
        """A table; a row is its cells, and whether it stays on the page of the next one."""
        table = self.document.add_table(rows=len(rows) + 1, cols=len(heads))
        table.autofit = False
        _borders(table)
        whole = sum(widths)
        shares = [Mm(_PAGE_MM * width / whole) for width in widths]
        for column, width in zip(table.columns, shares, strict=True):
            column.width = width
        looks = [{"bold": True, "right": place == right} for place in range(len(heads))]
        first = [[pair] for pair in zip(heads, looks, strict=True)]
        lines = [(first, "w:tblHeader", True), *((c, "w:cantSplit", k) for c, k in rows)]
        for row, (cells, mark, keep) in zip(table._tbl.tr_lst, lines, strict=True):  # noqa: SLF001 - `rows` and `cells` of the library take a second for a table
            row.get_or_add_trPr().append(OxmlElement(mark))
            for tc, width, parts in zip(row.tc_lst, shares, cells, strict=True):
                _fill(Cell(tc, table), width, parts, keep=keep)


def _fill(cell: Any, width: int, parts: _Cell, *, keep: bool) -> None:  # noqa: ANN401 - of a library without types
    cell.width = width
    for number, (text, look) in enumerate(parts):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        paragraph.paragraph_format.keep_with_next = keep or None
        if look.get("right"):
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        _run(paragraph, text, look)


_Cell = list[tuple[str, dict[str, Any]]]
"""The paragraphs of a cell, each with its look."""
_OTHER = {"size": 8, "colour": GREY}


def _criterion(row: Row) -> list[_Cell]:
    title = [*_lines(row.title), *((text, _OTHER) for text in row.small)]
    return [
        [(row.id, {})],
        title,
        [(row.points, {"right": True})],
        _lines(row.rule),
        [(row.check, {})],
        [(row.department, {})],
        _lines(row.evidence),
        [(row.source, {})],
    ]


def _part(row: Row) -> list[_Cell]:
    look = {"bold": True, "colour": ACCENT if row.depth == 0 and row.kind == "part" else INK}
    title: _Cell = [(row.title[0], look)]
    title += [(text, _OTHER) for text in (*row.title[1:], *row.small)]
    points: _Cell = [(row.points, {**look, "right": True})]
    blank: list[_Cell] = [[("", {})]] * 5
    return [[(row.id, look)], title, points, *blank]


def _lines(texts: tuple[str, ...]) -> _Cell:
    return [(text, {} if place == 0 else _OTHER) for place, text in enumerate(texts)] or [("", {})]


def _run(paragraph: Any, text: str, look: dict[str, Any]) -> None:  # noqa: ANN401 - see above
    run = paragraph.add_run(text)
    run.bold = look.get("bold", False)
    if "size" in look:
        run.font.size = Pt(look["size"])
    if "colour" in look:
        run.font.color.rgb = _colour(look["colour"])


def _colour(text: str) -> RGBColor:
    return RGBColor.from_string(text.removeprefix("#"))


def _borders(table: Any) -> None:  # noqa: ANN401 - see above
    """Light rules between the rows, nothing round the table, and air in the cells."""
    margins = OxmlElement("w:tblCellMar")
    for side, width in (("top", 40), ("left", 60), ("bottom", 40), ("right", 110)):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(width))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    borders = OxmlElement("w:tblBorders")
    for side in ("bottom", "insideH"):
        line = OxmlElement(f"w:{side}")
        for key, value in (("val", "single"), ("sz", "4"), ("color", LINE.removeprefix("#"))):
            line.set(qn(f"w:{key}"), value)
        borders.append(line)
    table._tbl.tblPr.append(borders)  # noqa: SLF001 - the library has no name for it
    table._tbl.tblPr.append(margins)  # noqa: SLF001 - the same


def _field(paragraph: Any, code: str) -> None:  # noqa: ANN401 - see above
    """A field that Word fills in, such as the number of the page."""
    for kind, text in (("begin", ""), ("", code), ("end", "")):
        run = paragraph.add_run()
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)  # noqa: SLF001 - the library has no name for it
        else:
            instruction = OxmlElement("w:instrText")
            instruction.text = text
            run._r.append(instruction)  # noqa: SLF001 - the library has no name for it


def _settled(data: bytes) -> bytes:
    """The same archive with the same day on every part."""
    made = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(ZipInfo(name, (2026, 1, 1, 0, 0, 0)), old.read(name), ZIP_DEFLATED)
    return made.getvalue()
