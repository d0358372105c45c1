"""The form as another program sees it: what can be written where, what is said, how it prints."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from standards.criterion import Criterion
from standards.field import NUMBERS, Field
from standards.load import bundled
from standards.text import Language
from submissions.forms.layout import ANSWER, CLAIM, EVIDENCE, VERSION
from submissions.forms.words import CALC, LISTS, OVERVIEW, OWN_SHEETS
from tests.excel.made import LANGUAGES, drawn, form, program
from tests.excel.test_form_round_trip import every_type

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")
"""openpyxl does not keep the bars of the overview."""

Books = dict[tuple[str, Language], Any]
Opened = tuple[str, Language, Any]
"""A standard, a language, and the form as openpyxl reads it."""

FORMS = [(name, language) for name in bundled() for language in LANGUAGES]


@pytest.fixture(scope="session")
def books(tmp_path_factory: pytest.TempPathFactory) -> Books:
    folder = tmp_path_factory.mktemp("forms")
    made = {}
    for name, language in FORMS:
        path = folder / f"{name}-{language}.xlsx"
        form(name, language).save(path)
        made[name, language] = openpyxl.load_workbook(path)
    return made


@pytest.fixture(params=FORMS, ids=[" in ".join(pair) for pair in FORMS])
def opened(request: pytest.FixtureRequest, books: Books) -> Opened:
    name, language = request.param
    return name, language, books[name, language]


def validations(sheet: Worksheet) -> dict[str, DataValidation]:
    return {
        str(area): one for one in sheet.data_validations.dataValidation for area in one.sqref.ranges
    }


def test_every_question_has_one_unlocked_cell_and_all_else_is_locked(opened: Opened) -> None:
    name, language, book = opened
    open_cells = {
        (sheet.title, cell.row - 1, cell.column - 1)
        for sheet in book
        for line in sheet.iter_rows()
        for cell in line
        if not cell.protection.locked
    }
    layout = form(name, language).layout
    asked = program(name).standard.asked
    expected = {(s.name, row, column) for s, row, column in layout.cells.values()}
    assert set(layout.cells) == set(asked)
    assert len(expected) == len(asked)
    for sheet in layout.sheets:
        for line in sheet.lines:
            if line.person:
                expected.add((sheet.name, line.row, sheet.column(ANSWER)))
            if line.criterion:
                expected |= {
                    (sheet.name, line.row, sheet.column(column))
                    for column in free_columns(line.criterion)
                }
    assert open_cells == expected
    assert all(sheet.protection.sheet for sheet in book if sheet.title != LISTS)


def free_columns(criterion: Criterion) -> list[str]:
    asked = ((CLAIM, criterion.not_applicable), (EVIDENCE, criterion.evidence))
    return [column for column, wanted in asked if wanted]


def test_the_sheet_accepts_what_the_field_accepts(opened: Opened) -> None:
    name, language, book = opened
    for id_, (sheet, row, column) in form(name, language).layout.cells.items():
        asked = program(name).standard.asked[id_]
        found = validations(book[sheet.name])[f"{'ABCDEFGHIJK'[column]}{row + 1}"]
        assert found.error, f"{id_}: nothing is said of a wrong answer"
        assert found.showErrorMessage
        check_validation(asked, found, book)


def check_validation(asked: Field, found: DataValidation, book: Any) -> None:
    if asked.may_be_share or asked.step is not None:
        assert found.type == "custom"
        text = str(found.formula1)
        limits = [Decimal(number) for number in re.findall(r"[A-Z][0-9]+[<>]=(-?[0-9.]+)", text)]
        assert limits == [asked.least, asked.greatest]
        assert asked.may_be_share == bool(re.search(r"OR\([A-Z]+[0-9]+=0,[A-Z]+[0-9]+>1,", text))
        assert (asked.step is not None) == ("ROUND" in text)
    elif asked.type in NUMBERS:
        assert found.type == ("decimal" if asked.places else "whole")
        limits = [Decimal(str(text)) for text in (found.formula1, found.formula2)]
        assert limits == [asked.least, asked.greatest]
    elif asked.type in {"yes_no", "choice"}:
        assert found.type == "list"
        match = re.fullmatch(r"lists!\$([A-Z]+)\$1:\$[A-Z]+\$(\d+)", str(found.formula1))
        assert match is not None
        words = [cell.value for cell in book[LISTS][match[1]][: int(match[2])]]
        assert len(words) == (2 if asked.type == "yes_no" else len(asked.codes))
        assert len(set(words)) == len(words)
    else:
        assert found.type == {"date": "date", "text": "textLength"}[asked.type]


def test_the_error_says_what_is_allowed_in_the_language_of_the_form(
    books: Books,
) -> None:
    said = {}
    for language in LANGUAGES:
        sheet, row, _ = form("green-community", language).layout.cells["households"]
        found = validations(books["green-community", language][sheet.name])[f"D{row + 1}"]
        said[language] = found.error
    assert said == {
        "zh": "请填 0 至 50000 户的整数。",
        "en": "Write a whole number from 0 to 50000 households.",
    }


def test_a_rate_says_that_it_is_a_plain_number(
    books: Books,
) -> None:
    for language in LANGUAGES:
        sheet, row, _ = form("green-community", language).layout.cells["6.4"]
        made = books["green-community", language][sheet.name]
        found = validations(made)[f"H{row + 1}"]
        assert "92.5" in str(found.promptTitle or "") + str(found.prompt)
        assert "%" not in made[f"H{row + 1}"].number_format


def test_codes_and_words_are_text_and_days_are_days(tmp_path: Path) -> None:
    from submissions.forms.xlsx import XlsxForm

    made = XlsxForm(every_type())
    made.save(tmp_path / "f.xlsx")
    book = openpyxl.load_workbook(tmp_path / "f.xlsx")
    formats = {
        id_: book[sheet.name].cell(row + 1, column + 1).number_format
        for id_, (sheet, row, column) in made.layout.cells.items()
    }
    assert formats["kind"] == formats["remark"] == formats["1.1"] == "@"
    assert formats["opened"] == "yyyy-mm-dd"
    # No "General": it would turn a typed 5% or 3-1 into a percentage or a day, and show it so.
    assert formats["count"] == "0"
    assert formats["1.2"] == "0.0###"
    assert formats["money"] == "0.0#"
    cover = book[made.layout.sheets[0].name]
    [code] = [line.row for line in made.layout.sheets[0].lines if line.person == "code"]
    assert cover.cell(code + 1, 4).number_format == "@"


def test_every_sheet_bears_the_mark_and_the_ids_out_of_sight(opened: Opened) -> None:
    name, _, book = opened
    ids = []
    for sheet in book:
        if sheet.title in OWN_SHEETS:
            assert (sheet.sheet_state == "hidden") == (sheet.title in {LISTS, CALC})
            continue
        mark = json.loads(sheet["A1"].value)
        assert mark == {
            "dabiao-form": VERSION,
            "standard": name,
            "edition": program(name).standard.edition,
            "digest": program(name).digest,
        }
        assert sheet.row_dimensions[1].hidden
        assert sheet.column_dimensions["A"].hidden
        ids += [cell.value for cell in sheet["A"][1:] if cell.value]
    people = {"applicant.code", "applicant.name", "applicant.district", "applicant.category"}
    assert set(ids) == set(program(name).standard.asked) | people
    assert len(ids) == len(set(ids))


def test_the_document_says_its_standard_too(opened: Opened) -> None:
    name, _, book = opened
    said = {prop.name: prop.value for prop in book.custom_doc_props.props}
    assert said == {
        "dabiao.standard": name,
        "dabiao.edition": program(name).standard.edition,
        "dabiao.digest": program(name).digest,
        "dabiao.form": str(VERSION),
    }


def test_it_prints_on_a4_with_heads_and_pages(opened: Opened) -> None:
    name, language, book = opened
    for place, layout in enumerate(form(name, language).layout.sheets):
        sheet = book[layout.name]
        assert sheet.page_setup.paperSize == 9
        assert sheet.page_setup.orientation == ("portrait" if place == 0 else "landscape")
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert "&P" in sheet.oddFooter.center.text
        assert "&N" in sheet.oddFooter.center.text
        assert sheet.oddHeader.left.text == program(name).standard.title.in_(language)
        if place:
            assert sheet.print_title_rows == "$2:$3"
            assert sheet.freeze_panes == "E4"


def test_every_criterion_stands_with_its_points_rule_and_note(opened: Opened) -> None:
    name, language, book = opened
    rows = {}
    for sheet in book:
        for cell in sheet["B"][1:] if sheet.title not in OWN_SHEETS else ():
            if cell.value:
                rows[cell.value] = (sheet, cell.row)
    assert list(rows) == [criterion.id for criterion in program(name).standard.criteria]
    for criterion in program(name).standard.criteria:
        sheet, row = rows[criterion.id]
        rule = form(name, language).rules[criterion.id]
        assert sheet.cell(row, 3).value == criterion.id
        assert str(sheet.cell(row, 4).value).startswith(criterion.title.in_(language))
        assert float(sheet.cell(row, 5).value) == float(criterion.points)
        assert str(sheet.cell(row, 6).value).startswith(rule)
        assert rule in sheet.cell(row, 5).comment.text


@lru_cache
def odd_names() -> list[str]:
    from submissions.forms.xlsx import XlsxForm

    return [sheet.name for sheet in XlsxForm(every_type()).layout.sheets]


def test_sheets_bear_names_that_a_workbook_takes(opened: Opened) -> None:
    _, _, book = opened
    for name in [*book.sheetnames, *odd_names()]:
        assert 0 < len(name) <= 31
        assert not re.search(r"[\[\]:*?/\\]", name)
        assert not name.startswith("'")
        assert not name.endswith("'")
    assert odd_names() == ["填表说明", "1 环境 管理 一", "加分项", "减分项"]


def test_a_bar_is_as_long_as_the_share_of_the_points(tmp_path: Path) -> None:
    form().save(tmp_path / "f.xlsx", drawn(program()))
    with ZipFile(tmp_path / "f.xlsx") as archive:
        text = archive.read("xl/worksheets/sheet2.xml").decode()
    bar = re.search(r"<dataBar>(.*?)</dataBar>", text)
    assert bar is not None
    assert re.findall(r'<cfvo type="(\w+)" val="([0-9.]+)"', bar[1]) == [
        ("num", "0"),
        ("num", "100"),
    ]
    shown = openpyxl.load_workbook(tmp_path / "f.xlsx", data_only=True)[OVERVIEW.zh]
    rows: dict[str, list[Any]] = {
        str(row[0]): list(row) for row in shown.iter_rows(values_only=True) if row[0]
    }
    shares = [rows[part.id][4] for part in program().standard.parts]
    assert any(0 < one < 100 for one in shares)
    for part in program().standard.parts:
        _, _, score, full, share = rows[part.id][:5]
        assert share == int(score * 1000 / float(full)) / 10
