"""The rubric as an assessor would print it: everything is there, in every format and language."""

from __future__ import annotations

import re
import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from typing import get_args

import docx
import openpyxl
import pytest
from click.testing import CliRunner

from dabiao.commands.standards import command
from reports.rubric import document
from reports.rubric.view import View, view_of
from standards.load import bundled, load
from standards.model import Standard
from standards.scaffold import scaffold
from standards.text import Language

LANGUAGES = get_args(Language)


def view(name: str, language: Language = "zh", *, both: bool = False) -> View:
    return view_of(load(name).standard, language, both=both)


def words_in(format: str, standard: Standard, language: Language, *, both: bool = False) -> str:
    """Every text of a file."""
    data = document(standard, format, language, both=both)
    if format == "html":
        return re.sub(r"<[^>]+>", " ", data.decode())
    if format == "xlsx":
        book = openpyxl.load_workbook(BytesIO(data))
        cells = (c.value for s in book.worksheets for row in s.iter_rows() for c in row)
        return "\n".join(str(value) for value in cells if value is not None)
    opened = docx.Document(BytesIO(data))
    rows = (cell.text for table in opened.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(p.text for p in opened.paragraphs), *rows])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("format", ["html", "xlsx", "docx"])
@pytest.mark.parametrize("name", bundled())
def test_every_format_holds_every_criterion_and_section(
    name: str, format: str, language: Language
) -> None:
    standard = load(name).standard
    shown = " ".join(words_in(format, standard, language).split())
    wanted = view(name, language)
    for row in wanted.rows:
        assert row.id in shown
        for text in (*row.title, *row.rule, row.check, row.department, *row.small):
            assert " ".join(text.split()) in shown.replace("&#39;", "'").replace(
                "&#34;", '"'
            ).replace("&gt;", ">").replace("&lt;", "<"), (row.id, text)
    for section in wanted.sections:
        assert section.title in shown


def test_both_languages_stand_beside_each_other() -> None:
    standard = load("green-community").standard
    for format in ("html", "xlsx", "docx"):
        shown = words_in(format, standard, "zh", both=True)
        assert "成立创建领导机构和办事机构" in shown
        assert "Leading body and executive office set up" in shown
        assert "met: 4 points; otherwise none" in shown
    alone = words_in("docx", standard, "zh")
    assert "Leading body" not in alone


def test_a_rubric_says_what_decides_beside_the_points() -> None:
    shown = words_in("docx", load("green-community").standard, "zh")
    for text in (
        "居民户数不低于 500，或居住人口不低于 1500",
        "满意率低于 60%，不予命名",
        "总分不低于 90，且每个部分得分不低于 60%",
        "限期整改，90 天内",
        "取舍：原文“不齐全视程度扣 1 至 3 分”",
        "nm 2.1（官方）",
        "plan（方案 / 参考）",
        "垃圾袋装化；设分类容器",
        "创建方案",
    ):
        assert text in shown, text


def test_word_repeats_the_heads_and_splits_no_row() -> None:
    data = document(load("green-community").standard, "docx", "zh")
    opened = docx.Document(BytesIO(data))
    page = opened.sections[0]
    width, height = page.page_width, page.page_height
    assert width is not None
    assert height is not None
    assert (round(width.mm), round(height.mm)) == (297, 210)
    for table in opened.tables:
        first, *others = table._tbl.tr_lst  # noqa: SLF001 - the library has no name for it
        assert "w:tblHeader" in first.xml
        assert all("w:cantSplit" in row.xml for row in others)
    assert len(opened.tables) == 1 + len(view("green-community").sections)


def test_the_workbook_prints_on_a4_landscape_with_its_heads_on_every_page() -> None:
    book = openpyxl.load_workbook(BytesIO(document(load("green-community").standard, "xlsx", "zh")))
    first = book.worksheets[0]
    assert first.page_setup.orientation == "landscape"
    assert str(first.page_setup.paperSize) == "9"
    assert first.page_setup.fitToHeight == 0
    rows = [int(n) for n in re.findall(r"\d+", first.print_title_rows or "")]
    head = [cell.value for cell in first[rows[0]]]
    assert head[:4] == ["编号", "考评内容", "分值", "评分标准"]
    points = [row[2].value for row in first.iter_rows(min_row=rows[0] + 1) if row[2].value]
    assert all(isinstance(value, int | float) for value in points)


def test_the_page_is_one_file_with_its_font_and_without_scripts() -> None:
    page = document(load("green-community").standard, "html", "zh").decode()
    assert "<script" not in page
    assert "data:font/woff;base64," in page
    assert re.findall(r'(?:src|href)="(?!https?://)', page) == []
    assert "@page{size:A4 landscape" in page
    assert "default-src 'none'" in page


@pytest.mark.parametrize("format", ["html", "xlsx", "docx"])
def test_the_same_rubric_has_the_same_bytes(format: str) -> None:
    standard = load("green-community").standard
    assert document(standard, format, "zh") == document(standard, format, "zh")


def test_what_an_author_writes_cannot_break_the_page(tmp_path: Path) -> None:
    made = scaffold("evil", tmp_path / "evil.yaml", "zh")
    made.write()
    path = tmp_path / "evil.yaml"
    text = path.read_text("utf-8").replace(
        'title: {zh: 示例社区评分标准, en: "Example community, rubric"}',
        'title: "</style><script>alert(1)</script>"\nnote: "=1+1 & <b>"',
    )
    text = text.replace("    mark: plan\n", "    mark: plan\n    url: 'javascript:alert(1)'\n", 1)
    path.write_text(text, "utf-8")
    standard = load(path).standard
    page = document(standard, "html", "zh").decode()
    assert "<script>" not in page
    assert "javascript:" not in page
    assert "=1+1 & <b>" in words_in("xlsx", standard, "zh")
    assert "=1+1 & <b>" in words_in("docx", standard, "zh")


@pytest.mark.parametrize("ending", ["html", "xlsx", "docx"])
def test_show_writes_by_the_ending_of_the_file(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"rubric.{ending}"
    args = ["show", "green-community", "-o", str(path), "--lang", "en", "--both"]
    result = CliRunner().invoke(command, args, standalone_mode=False)
    assert result.return_value == 0
    assert path.stat().st_size > 5_000


@pytest.mark.parametrize("name", bundled())
def test_the_terminal_shows_gates_grades_and_sources(name: str) -> None:
    for language in LANGUAGES:
        args = ["show", name, "--lang", language]
        shown = (
            CliRunner(env={"COLUMNS": "150"}).invoke(command, args, standalone_mode=False).stdout
        )
        assert max(map(len, shown.splitlines())) <= 150
        for section in view(name, language).sections:
            assert section.title in shown


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_the_word_document_on_landscape_pages(tmp_path: Path) -> None:
    path = tmp_path / "rubric.docx"
    path.write_bytes(document(load("community-construction").standard, "docx", "zh"))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command_ = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, path]
    subprocess.run(list(map(str, command_)), check=True, capture_output=True, timeout=180)
    pages = re.findall(
        rb"/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)", (tmp_path / "rubric.pdf").read_bytes()
    )
    assert pages
    assert all(float(width) > float(height) for width, height in pages)
