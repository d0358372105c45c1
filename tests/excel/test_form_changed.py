"""Forms that went through other hands: rows and columns moved, sheets renamed, other programs."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from engine.compile import compile
from standards.load import load, loads
from submissions.forms.layout import VERSION
from submissions.interpret import interpret
from submissions.problems import UnreadableError
from submissions.raw import Raw
from submissions.readers.xlsx import is_safe, read
from tests.excel.made import changed, content, drawn, form, program

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")
"""openpyxl does not keep the bars of the overview."""

SOFFICE = shutil.which("soffice")


def filled(folder: Path) -> Path:
    path = folder / "f.xlsx"
    form().save(path, drawn(program()))
    return path


def again(path: Path, change: Callable[[openpyxl.Workbook], object]) -> Raw:
    """The form with a change made by another program."""
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)
    [found] = read(path, program())
    return found


def rename(book: openpyxl.Workbook) -> None:
    for number, sheet in enumerate(book):
        sheet.title = f"表{number}"


def turn_round(book: openpyxl.Workbook) -> None:
    for place, name in enumerate(book.sheetnames):
        book.move_sheet(name, -place)


def put_rows_before(book: openpyxl.Workbook) -> None:
    for sheet in book:
        sheet.insert_rows(5, 3)


def put_a_column_before(book: openpyxl.Workbook) -> None:
    for sheet in book:
        sheet.insert_cols(1, 2)


def put_columns_within(book: openpyxl.Workbook) -> None:
    for sheet in book.worksheets[1:]:
        sheet.insert_cols(10, 2)


def swap_rows(book: openpyxl.Workbook) -> None:
    sheet = book["1 环境管理"]
    for column in range(1, 16):
        one, other = sheet.cell(4, column), sheet.cell(10, column)
        one.value, other.value = other.value, one.value


def translate(book: openpyxl.Workbook) -> None:
    for sheet in book:
        last = 3 if sheet.title == "填表说明" else 7
        for line in sheet.iter_rows(min_row=2, min_col=3, max_col=last):
            for cell in line:
                if type(cell).__name__ == "Cell":
                    cell.value = "changed" if cell.value else None


CHANGES = [
    rename,
    turn_round,
    put_rows_before,
    swap_rows,
    translate,
    put_a_column_before,
    put_columns_within,
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_answers_follow_their_ids(
    change: Callable[[openpyxl.Workbook], object], tmp_path: Path
) -> None:
    found = again(filled(tmp_path), change)
    assert content(program(), found) == content(program(), drawn(program()))
    assert found.problems == []


def test_the_cell_named_is_the_one_where_the_answer_stands_now(tmp_path: Path) -> None:
    def move(book: openpyxl.Workbook) -> None:
        put_a_column_before(book)
        put_rows_before(book)

    found = again(filled(tmp_path), move)
    sheet, row, _ = form().layout.cells["households"]
    said = found.answers["households"]
    assert (said.sheet, said.cell) == (sheet.name, f"F{row + 1 + 3}")


def told(raw: Raw) -> list[tuple[str, str, str]]:
    return [(problem.field, problem.sheet, problem.effect) for problem in raw.problems]


def test_a_sheet_that_was_deleted_is_told(tmp_path: Path) -> None:
    found = again(filled(tmp_path), lambda book: book.remove(book["1 环境管理"]))
    assert told(found) == [("", "", "question")]
    assert "1.1, 1.2.no_plan" in found.problems[0].allowed


def test_of_a_row_that_stands_twice_the_first_counts_and_the_other_is_told(tmp_path: Path) -> None:
    def copy(book: openpyxl.Workbook) -> None:
        sheet = book["1 环境管理"]
        for column in (1, 2, 8):
            sheet.cell(30, column).value = sheet.cell(4, column).value
        sheet["H4"].value, sheet["H30"].value = "是", "否"

    found = again(filled(tmp_path), copy)
    assert found.answers["1.1"].found == "是"
    assert told(found) == [("1.1", "1 环境管理", "ignored")]
    assert found.problems[0].cell == "H30"


def test_a_sheet_of_another_standard_is_told_and_not_read(tmp_path: Path) -> None:
    def mark(book: openpyxl.Workbook) -> None:
        cell = book["1 环境管理"]["A1"]
        cell.value = str(cell.value).replace("green-community", "other")

    found = again(filled(tmp_path), mark)
    assert "1.1" not in found.answers
    assert ("", "1 环境管理", "ignored") in told(found)


def test_a_form_of_another_standard_or_edition_is_said(tmp_path: Path) -> None:
    path = tmp_path / "f.xlsx"
    form("community-construction").save(path)
    [found] = read(path, program())
    problems = interpret(program(), found).problems
    assert ("standard", "question") in [(p.field, p.effect) for p in problems]
    text = load("green-community").text.replace('edition: "2026.1"', 'edition: "2027.1"')
    later = compile(loads(text.encode(), "green-community.yaml"))
    [found] = read(filled(tmp_path), later)
    assert [(p.field, p.effect) for p in interpret(later, found).problems] == [
        ("edition", "question")
    ]


def test_a_form_made_from_another_text_of_the_edition_is_noted(tmp_path: Path) -> None:
    text = load("green-community").text + "\n# a word was mended\n"
    mended = compile(loads(text.encode(), "green-community.yaml"))
    [found] = read(filled(tmp_path), mended)
    assert told(found) == [("standard", "", "note")]


def test_a_form_of_a_later_version_is_refused(tmp_path: Path) -> None:
    path = filled(tmp_path)
    old = f'{{"dabiao-form": {VERSION},'
    changed(path, "xl/sharedStrings.xml", old, f'{{"dabiao-form": {VERSION + 1},')
    with pytest.raises(UnreadableError, match="later version"):
        read(path, program())


def test_a_form_whose_hidden_row_was_emptied_is_refused(tmp_path: Path) -> None:
    def empty(book: openpyxl.Workbook) -> None:
        for sheet in book:
            for cell in sheet[1][1:]:
                cell.value = None

    with pytest.raises(UnreadableError, match="fresh form"):
        again(filled(tmp_path), empty)


def test_a_copy_saved_by_openpyxl_is_plain(tmp_path: Path) -> None:
    path = filled(tmp_path)
    again(path, lambda _: None)
    assert is_safe(path)


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path, str], Path]:
    """Opens a file in LibreOffice and saves it in another format."""
    if SOFFICE is None:
        pytest.skip("LibreOffice (soffice) is not installed here")
    home = tmp_path_factory.mktemp("office")

    def convert(path: Path, suffix: str) -> Path:
        out = path.parent / "converted"
        command = [SOFFICE, f"-env:UserInstallation={home.as_uri()}", "--headless"]
        command += ["--convert-to", suffix, "--outdir", str(out), str(path)]
        subprocess.run(
            [str(word) for word in command], check=True, capture_output=True, timeout=180
        )
        return out / f"{path.stem}.{suffix}"

    return convert


def test_a_copy_saved_by_libreoffice_reads_the_same(
    office: Callable[[Path, str], Path], tmp_path: Path
) -> None:
    copy = office(filled(tmp_path), "xlsx")
    [found] = read(copy, program())
    assert content(program(), found) == content(program(), drawn(program()))
    assert found.problems == []
    assert is_safe(copy)
    book = openpyxl.load_workbook(copy)
    for sheet, row, column in form().layout.cells.values():
        assert not book[sheet.name].cell(row + 1, column + 1).protection.locked
    assert all(book[sheet.name].protection.sheet for sheet in form().layout.sheets)
    assert all(book[sheet.name].data_validations.count for sheet in form().layout.sheets)


def test_every_sheet_of_the_form_prints_on_a_page_of_its_own(
    office: Callable[[Path, str], Path], tmp_path: Path
) -> None:
    pdf = office(filled(tmp_path), "pdf")
    pages = pdf.read_bytes().count(b"/Type/Page/") or pdf.read_bytes().count(b"/Type /Page\n")
    assert pages >= len(form().layout.sheets)
