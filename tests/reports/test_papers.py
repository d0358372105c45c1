"""Printed reports: pages, fonts, repeated heads, equal bytes - and nothing that text can break."""

from __future__ import annotations

import re
import subprocess
import threading
import zipfile
from io import BytesIO
from pathlib import Path
from shutil import which
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from openpyxl import load_workbook
from pypdf import PdfReader

from reports.formats import docx, html, json_, pdf, xlsx
from reports.papers import Column, Paper, Table
from reports.papers.pdf import pdf as pdf_of
from tests.reports import samples

ALL: dict[str, Any] = {"pdf": pdf, "docx": docx, "xlsx": xlsx, "html": html, "json": json_}
BOTH = [samples.finding("failed", "zh"), samples.finding("failed", "en")]


def reader(data: bytes) -> PdfReader:
    return PdfReader(BytesIO(data))


def text_of(data: bytes) -> str:
    return "\n".join(page.extract_text() for page in reader(data).pages)


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("case", ["failed", "hostile"])
def test_equal_findings_give_equal_bytes(name: str, case: str) -> None:
    render = ALL[name].render
    assert render(samples.finding(case)) == render(samples.finding(case))


# -- PDF


def test_every_page_bears_title_applicant_and_its_number() -> None:
    data = reader(pdf.render(samples.finding("failed")))
    count = len(data.pages)
    assert count > 1
    for number, page in enumerate(data.pages, 1):
        text = page.extract_text()
        assert (
            text.startswith("示范小区评分标准 failed 小区") or "failed小区" in text.split("\n")[0]
        )
        assert f"第 {number} 页，共 {count} 页" in text


def test_pages_are_a4_with_room_for_a_punch() -> None:
    for page in reader(pdf.render(samples.finding("named"))).pages:
        width, height = (float(side) / 72 * 25.4 for side in page.mediabox[2:])
        assert (round(width), round(height)) == (210, 297)


def test_the_head_of_a_table_stands_on_every_page_of_it() -> None:
    rows = tuple((f"行{n}", "说明" * 20) for n in range(120))
    table = Table((Column("甲栏", 20), Column("乙栏", 80)), rows)
    pages = reader(pdf_of([Paper("zh", "t", "l", "r", "{n}/{of}", (table,))])).pages
    assert len(pages) > 2
    for page in pages:
        assert "甲栏 乙栏" in page.extract_text()


def test_no_row_is_split_between_pages() -> None:
    """Every row begins with its number and ends with a mark on the same page."""
    rows = tuple((f"起{n}", f"{'字' * (17 * (n % 9 + 1))}止{n}。") for n in range(150))
    table = Table((Column("甲", 20), Column("乙", 60)), rows)
    pages = reader(pdf_of([Paper("zh", "t", "l", "r", "{n}/{of}", (table,))])).pages
    assert len(pages) > 3
    for page in pages:
        text = re.sub(r"\s", "", page.extract_text())
        starts, ends = (re.findall(pattern, text) for pattern in (r"起(\d+?)字", r"止(\d+)。"))
        assert starts == ends


def test_a_cell_that_is_longer_than_a_page_loses_nothing() -> None:
    words = [f"词{n}；" for n in range(900)]
    table = Table((Column("甲", 80), Column("乙", 20)), (("短", "".join(words)),))
    text = re.sub(r"\s", "", text_of(pdf_of([Paper("zh", "t", "l", "r", "{n}", (table,))])))
    assert all(word in text for word in words)


def test_only_our_own_font_is_used_and_it_is_inside() -> None:
    fonts = set()
    for page in reader(pdf.render(*BOTH)).pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]  # pypdf's objects
            inner = font.get_object()["/DescendantFonts"][0].get_object()
            fonts.add(inner["/BaseFont"])
            assert (
                "/FontFile3" in inner["/FontDescriptor"] or "/FontFile2" in inner["/FontDescriptor"]
            )
    assert {re.sub(r"^/\w{6}\+", "", font) for font in fonts} == {
        "NotoSansSC-Regular",
        "NotoSansSC-Bold",
    }


def test_charts_are_drawn_and_no_pictures() -> None:
    for page in reader(pdf.render(samples.finding("failed"))).pages:
        assert not page.images


def test_what_the_font_lacks_is_a_mark_that_the_last_page_explains() -> None:
    text = text_of(pdf.render(samples.finding("hostile")))
    assert "〓" in text
    assert "U+1F600" in text
    assert "U+0645" in text
    assert "😀" not in text
    plain = text_of(pdf.render(samples.finding("named")))
    assert "〓" not in plain


def test_threads_have_a_compiler_each() -> None:
    finding, made, failed = samples.finding("named"), [], []

    def work() -> None:
        try:
            made.append(pdf.render(finding))
        except Exception as error:  # noqa: BLE001 - told by the test below
            failed.append(error)

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed
    assert len(set(made)) == 1


# -- Word


def test_word_repeats_heads_splits_no_row_and_names_a_chinese_font() -> None:
    document = Document(BytesIO(docx.render(samples.finding("failed"))))
    tables = [table for table in document.tables if len(table.rows) > 3 and len(table.columns) > 4]
    assert tables
    for table in tables:
        assert table.rows[0]._tr.xpath("./w:trPr/w:tblHeader")  # noqa: SLF001 - no public way
        for row in table.rows:
            assert row._tr.xpath("./w:trPr/w:cantSplit")  # noqa: SLF001 - the same
    fonts = document.styles["Normal"].element.rPr.rFonts
    assert fonts.get(qn("w:eastAsia")) == "Microsoft YaHei"


def test_the_head_and_foot_of_word_bear_title_applicant_and_fields() -> None:
    document = Document(BytesIO(docx.render(*BOTH)))
    assert len(document.sections) == 2
    for section, finding in zip(document.sections, BOTH, strict=True):
        head = section.header.paragraphs[0].text
        assert finding.wording.title in head
        assert finding.applicant.title in head
        foot = section.footer.paragraphs[0]._p.xml  # noqa: SLF001 - fields have no public way
        assert " PAGE " in foot
        assert " NUMPAGES " in foot


def test_the_chart_of_word_has_words_for_those_who_cannot_see_it() -> None:
    xml = Document(BytesIO(docx.render(three_parts()))).element.xml
    (alt,) = re.findall(r'descr="([^"]+)"', xml)
    assert "环境治理 27.0 / 27.0" in alt


def three_parts() -> Any:
    """A finding of a standard with enough parts for a radar."""
    from engine.compile import compile_named
    from engine.score import score
    from reports.findings import findings
    from submissions.simulate import simulate

    program = compile_named("green-community")
    scores = score(program, simulate(program, 1, 1), samples.finding("named").as_of)
    (finding,) = findings(scores, None, "zh")
    return finding


# -- both languages


@pytest.mark.parametrize("name", ["pdf", "docx", "xlsx", "html", "json"])
def test_both_languages_stand_in_one_document(name: str) -> None:
    made = ALL[name].render(*BOTH)
    text = (
        made
        if isinstance(made, str)
        else {"pdf": text_of, "docx": zipped, "xlsx": zipped}[name](made)
    )
    assert "失分原因" in text or name == "json"
    assert "Why points were lost" in text or name == "json"
    for finding in BOTH:
        assert finding.decision in text or name == "json"
        assert finding.wording.title.split()[0] in text or name == "json"


def zipped(data: bytes) -> str:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return "".join(
            archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml")
        )


def test_the_sheets_of_both_languages_have_names_of_their_own() -> None:
    names = load_workbook(BytesIO(xlsx.render(*BOTH))).sheetnames
    assert len(names) == len(set(names)) == 10


# -- what people write


def test_a_hostile_name_stays_text_in_the_pdf() -> None:
    text = re.sub(r"[\s\u200b]", "", text_of(pdf.render(samples.finding("hostile"))))
    assert '<script>alert("1")</script>&=1+1../../etc/passwd#setpage(width:1pt){{x}}' in text


def test_a_hostile_name_stays_text_in_word() -> None:
    data = docx.render(samples.finding("hostile"))
    document = Document(BytesIO(data))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert any('<script>alert("1")</script> & =1+1' in text for text in texts)
    assert "\x1b" not in zipped(data)
    assert "\u202e" not in zipped(data)


def test_no_cell_of_the_workbook_is_run() -> None:
    book = load_workbook(BytesIO(xlsx.render(samples.finding("hostile"))))
    kinds = {cell.data_type for sheet in book for row in sheet for cell in row}
    assert kinds <= {"s", "n", "inlineStr"}
    links = [cell.hyperlink for sheet in book for row in sheet for cell in row if cell.hyperlink]
    assert not links


def test_a_hostile_text_cannot_become_a_code_of_the_printed_head() -> None:
    book = load_workbook(BytesIO(xlsx.render(samples.finding("hostile"))))
    for sheet in book:
        assert "&=1" not in str(sheet.oddHeader).replace("&&", "")


@pytest.mark.parametrize("sign", ["\x00", "\x0b", "\ufffe", "\uffff", "\u200b", "\U000e0001"])
def test_a_character_that_no_document_may_hold_breaks_none(sign: str) -> None:
    from tests.reports import demo

    people = demo.applicants({"name": f"阳光{sign}花园", "district": f"=东{sign}"})
    finding = demo.found({}, applicants=people)
    for module in ALL.values():
        assert module.render(finding)


@pytest.mark.skipif(which("soffice") is None, reason="LibreOffice (soffice) is not installed")
@pytest.mark.parametrize("suffix", ["docx", "xlsx"])
def test_libreoffice_opens_what_we_write(suffix: str, tmp_path: Path) -> None:
    file = tmp_path / f"report.{suffix}"
    file.write_bytes(ALL[suffix].render(samples.finding("hostile")))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, file]
    subprocess.run(list(map(str, command)), check=True, capture_output=True, timeout=180)
    text = text_of((tmp_path / "report.pdf").read_bytes())
    assert "85" in text
    assert "=1+1" in text.replace(" ", "")
