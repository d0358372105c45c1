"""Papers as Word documents: real headings, real tables, charts as pictures with words beside them.

Word and WPS draw the text with the font of the reader's machine; its name is one that Windows and
Office for Mac have. The same paper gives the same bytes.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import lru_cache
from io import BytesIO
from typing import Any

from docx import Document
from docx.document import Document as Word
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.oxml import serialize_part_xml
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import Section
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from reports.papers import (
    Bars,
    Block,
    Facts,
    Heading,
    Items,
    Line,
    Paper,
    Radar,
    Split,
    Table,
)
from reports.papers.docx_bars import bars_table, split_bar
from reports.papers.docx_xml import FONT, allowed, page_foot, page_head, paragraph, table
from reports.papers.pdf import picture
from standards.text import Language

_MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - a fixed moment in no zone: equal papers, equal bytes
_ZIP_MADE = (2000, 1, 1, 0, 0, 0)
_RADAR_WIDTH = Mm(94)
_MARGINS = {"left": 25, "right": 18, "top": 22, "bottom": 19}
_STYLES: dict[str, tuple[float, bool, float, float]] = {
    "Normal": (9.5, False, 0, 3),
    "Title": (17, True, 0, 4),
    "Heading 1": (13, True, 14, 5),
    "Heading 2": (10.5, True, 10, 4),
    "Header": (8, False, 0, 0),
    "Footer": (8, False, 0, 0),
}
"""Style: size in points, bold, space above and below."""


def docx(papers: Sequence[Paper]) -> bytes:
    """One document of some papers, each a section of its own."""
    document = Document(BytesIO(_blank()))
    for place, paper in enumerate(papers):
        section = document.sections[0] if place == 0 else document.add_section(WD_SECTION.NEW_PAGE)
        _heads(section, paper)
        _fill(document, paper)
    properties = document.core_properties
    properties.title, properties.author = allowed(papers[0].title)[:250], ""
    properties.language = "zh-CN" if papers[0].language == "zh" else "en-GB"
    return _saved(document)


def _fill(document: Word, paper: Paper) -> None:
    """The blocks of a paper, at the end of the document."""
    body = document.element.body
    end = body[-1]  # the properties of the last section stay last
    for block in paper.blocks:
        for element in _elements(document, block, paper.language):
            end.addprevious(element)


def _elements(document: Word, block: Block, language: Language) -> Iterator[Any]:
    match block:
        case Line(text, look):
            yield paragraph([(text, look)], language, style="Title" if look == "title" else "")
        case Heading(text, level):
            yield paragraph([(text, "")], language, style=f"Heading{level}")
        case Items(items):
            for sign, text in items:
                yield paragraph([(f"{sign}\t{text}", "")], language, hanging=True)
        case Facts(pairs):
            runs = [run for n, v in pairs for run in ((f"{n} ", "grey"), (f"{v}    ", ""))]
            yield paragraph(runs, language)
        case Table():
            yield table(block, language)
            yield paragraph([("", "small")], language)
        case Split(pieces):
            yield split_bar(pieces)
            runs = [
                run
                for _, fill, text in pieces
                for run in (("■ ", f"fill{fill}"), (f"{text}    ", "small"))
            ]
            yield paragraph(runs, language)
        case Bars(total, marks, parts):
            yield bars_table([total, *parts], [at for at, _ in marks], language)
            told = "    ".join(text for _, text in marks)
            yield paragraph([(f"│ {told}" if told else "", "small")], language)
        case Radar(title):
            yield paragraph([(title, "small")], language, centred=True)
            yield _picture(document, block)


def _picture(document: Word, chart: Radar) -> Any:  # noqa: ANN401 - lxml has no type
    """A paragraph with a chart; its words are there for those who cannot see it."""
    made: Paragraph = document.add_paragraph()
    made.alignment = WD_ALIGN_PARAGRAPH.CENTER
    shape = made.add_run().add_picture(BytesIO(picture(chart)), width=_RADAR_WIDTH)
    about = shape._inline.docPr  # noqa: SLF001 - the only way to the alternative text
    about.set("descr", allowed(chart.alt))
    about.set("name", "chart")
    element = made._p  # noqa: SLF001 - it is moved to its place
    element.getparent().remove(element)
    return element


def _heads(section: Section, paper: Paper) -> None:
    """Title and applicant at the head of every page, its number at the foot."""
    section.header.is_linked_to_previous = False
    section.footer.is_linked_to_previous = False
    for place, content in (
        (section.header, page_head(paper.left, paper.right, paper.language)),
        (section.footer, page_foot(paper.page, paper.language)),
    ):
        old = place.paragraphs[0]._p  # noqa: SLF001 - replaced as a whole
        old.getparent().replace(old, content)


@lru_cache(maxsize=1)
def _blank() -> bytes:
    """An empty document on A4 in our looks; made once."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    for side, room in _MARGINS.items():
        setattr(section, f"{side}_margin", Mm(room))
    section.header_distance = section.footer_distance = Mm(11)
    for name, (size, bold, above, below) in _STYLES.items():
        style: Any = document.styles[name]
        style.font.size, style.font.bold, style.font.name = Pt(size), bold, FONT
        grey = name in ("Header", "Footer")
        style.font.color.rgb = RGBColor(0x59, 0x59, 0x59) if grey else RGBColor(0x1A, 0x1A, 0x1A)
        fonts = style.element.rPr.rFonts
        for key in list(fonts.attrib):
            if key.endswith("Theme"):
                del fonts.attrib[key]
        for key in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
            fonts.set(qn(key), FONT)
        style.paragraph_format.space_before = Pt(above)
        style.paragraph_format.space_after = Pt(below)
    title: Any = document.styles["Title"].element.pPr
    for border in title.findall(qn("w:pBdr")):
        title.remove(border)
    _declare_font(document)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _declare_font(document: Word) -> None:
    """Another name for the font, and that it is Chinese: where it is missing, one like it."""
    part = next(
        p for p in document.part.package.iter_parts() if p.partname == "/word/fontTable.xml"
    )
    declared = (
        f'<w:font {nsdecls("w")} w:name="{FONT}"><w:altName w:val="微软雅黑"/>'
        '<w:charset w:val="86"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font>'
    )
    tree = parse_xml(part.blob)
    tree.append(parse_xml(declared))
    part._blob = serialize_part_xml(tree)  # noqa: SLF001 - python-docx has no font table


def _saved(document: Word) -> bytes:
    """The document with nothing in it that tells when it was written."""
    document.core_properties.created = document.core_properties.modified = _MADE
    document.core_properties.last_modified_by = ""
    written, fixed = BytesIO(), BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            info = zipfile.ZipInfo(name, _ZIP_MADE)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(name))
    return fixed.getvalue()
