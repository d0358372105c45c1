"""What stands in a cell, where a spreadsheet's own ways of holding it could mislead."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from submissions.interpret import interpret
from submissions.raw import Raw
from submissions.readers.sheets import exact
from submissions.readers.xlsx import read
from tests.excel.made import book, changed, form, package, program
from tests.excel.test_form_round_trip import every_type

PERCENT = '<xf numFmtId="10" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'


def with_cell(folder: Path, id_: str, cell: str) -> Raw:
    """A blank form with the XML of one answer's cell; its first style beyond the form's is 0.00%."""
    from submissions.forms.xlsx import XlsxForm

    made = XlsxForm(every_type())
    path = folder / "f.xlsx"
    made.save(path)
    sheet, row, column = made.layout.cells[id_]
    place = made.layout.sheets.index(sheet)
    number = place + 2 if place else 1  # behind the cover stands the overview
    reference = f"{'ABCDEFGHIJK'[column]}{row + 1}"
    part = f"xl/worksheets/sheet{number}.xml"
    styles = add_percent(path)
    blank = re.escape(f'<c r="{reference}"') + r' s="\d+"/>'
    found = re.search(blank, text_of(path, part))
    assert found is not None
    changed(path, part, found[0], cell.format(r=f'r="{reference}"', percent=styles))
    [raw] = read(path, every_type())
    return raw


def text_of(path: Path, part: str) -> str:
    from zipfile import ZipFile

    with ZipFile(path) as archive:
        return archive.read(part).decode()


def add_percent(path: Path) -> int:
    """Add a style for percentages; gives its number."""
    section = re.search(r'<cellXfs count="(\d+)">', text_of(path, "xl/styles.xml"))
    assert section is not None
    changed(path, "xl/styles.xml", "</cellXfs>", f"{PERCENT}</cellXfs>")
    return int(section[1])


CELLS = [
    ("a number", "count", "<c {r}><v>812</v></c>", "812"),
    ("a number with an exponent", "count", "<c {r}><v>1.2E4</v></c>", "12000"),
    ("0.1 + 0.2", "area", "<c {r}><v>0.30000000000000004</v></c>", "0.3"),
    ("92.55 as Excel writes it", "1.2", "<c {r}><v>92.549999999999997</v></c>", "92.55"),
    ("more decimals than nine", "area", "<c {r}><v>0.12345649999999</v></c>", "0.12345649999999"),
    ("a code of twelve digits", "remark", "<c {r}><v>110101001001</v></c>", "110101001001"),
    ("truth", "1.1", '<c {r} t="b"><v>1</v></c>', "true"),
    ("a text", "remark", '<c {r} t="str"><v>ab </v></c>', "ab "),
    (
        "a text in runs",
        "remark",
        '<c {r} t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c>',
        "ab",
    ),
    ("a formula with its result", "count", "<c {r}><f>800+12</f><v>812</v></c>", "812"),
    (
        "a percentage in a cell shown as such",
        "1.2",
        '<c {r} s="{percent}"><v>0.925</v></c>',
        "92.5%",
    ),
    ("one percent in a cell shown as such", "1.2", '<c {r} s="{percent}"><v>0.01</v></c>', "1%"),
    (
        "a hundred percent in a cell shown as such",
        "1.2",
        '<c {r} s="{percent}"><v>1</v></c>',
        "100%",
    ),
    ("a share without the format stays", "1.2", "<c {r}><v>0.925</v></c>", "0.925"),
    ("a text with the sign stays", "1.2", '<c {r} s="{percent}" t="str"><v>92.5%</v></c>', "92.5%"),
    ("a count shown as a percentage stays", "count", '<c {r} s="{percent}"><v>3</v></c>', "3"),
    ("an error is something said", "count", '<c {r} t="e"><f>1/0</f><v>#DIV/0!</v></c>', "#DIV/0!"),
    ("a formula never calculated is something said", "count", "<c {r}><f>A1+1</f></c>", "=A1+1"),
    ("an empty result says nothing", "remark", '<c {r} t="str"><f>""</f><v></v></c>', ""),
]


@pytest.mark.parametrize(("sentence", "id_", "cell", "found"), CELLS, ids=[c[0] for c in CELLS])
def test_a_cell_says_what_a_person_sees(
    sentence: str, id_: str, cell: str, found: str, tmp_path: Path
) -> None:
    raw = with_cell(tmp_path, id_, cell)
    assert raw.answers[id_].found == found, sentence
    assert raw.problems == []


def test_a_formula_with_the_result_0_is_asked_about(tmp_path: Path) -> None:
    raw = with_cell(tmp_path, "count", "<c {r}><f>A1+1</f><v>0</v></c>")
    assert raw.answers["count"].found == "0"
    assert [(p.field, p.cell, p.effect) for p in raw.problems] == [
        ("count", raw.answers["count"].cell, "question")
    ]


def test_an_error_and_an_uncalculated_formula_are_invalid_and_not_unanswered(
    tmp_path: Path,
) -> None:
    for cell in ('<c {r} t="e"><v>#REF!</v></c>', "<c {r}><f>A1</f></c>"):
        row = interpret(every_type(), with_cell(tmp_path, "count", cell))
        assert [unread.field for unread in row.unread] == ["count"]


NUMBERS = [
    ("1.1000000000000001", "1.1"),
    ("0.28499999999999998", "0.285"),
    ("1E-7", "0.0000001"),
    ("123456789012345678", "123456789012346000"),
    ("-0", "-0"),
    ("x", None),
    ("1e400", None),
]


@pytest.mark.parametrize(("value", "number"), NUMBERS)
def test_a_number_has_the_15_digits_that_a_spreadsheet_shows(
    value: str, number: str | None
) -> None:
    assert exact(value) == number


def test_the_form_itself_shows_no_percentages_so_that_one_typed_is_known(tmp_path: Path) -> None:
    form().save(tmp_path / "f.xlsx")
    styles = text_of(tmp_path / "f.xlsx", "xl/styles.xml").replace("&quot;%&quot;", "")
    assert "%" not in styles  # beyond the sign in quotes, which shows a number as it is
    assert 'numFmtId="9"' not in text_of(tmp_path / "f.xlsx", "xl/styles.xml")
    assert 'numFmtId="10"' not in text_of(tmp_path / "f.xlsx", "xl/styles.xml")


TABLE = (
    '<row r="2"><c r="C2" t="str"><v>2026 年汇总表</v></c></row>'
    '<row r="4"><c r="C4" t="str"><v>代码</v></c><c r="D4" t="str"><v>name</v></c>'
    '<c r="E4" t="str"><v>district</v></c><c r="F4" t="str"><v>households</v></c>'
    '<c r="G4" t="str"><v>6.4</v></c><c r="H4" t="str"><v>na:4.6</v></c>'
    '<c r="I4" t="str"><v>ev:1.1</v></c><c r="J4" t="str"><v>hausholds</v></c>'
    '<c r="K4" t="str"><v>households</v></c><c r="L4" t="str"><v>remark</v></c></row>'
    '<row r="5"><c r="C5" t="str"><v>a-1</v></c><c r="D5" t="str"><v>甲</v></c>'
    '<c r="E5" t="str"><v>东城</v></c><c r="F5"><v>812</v></c><c r="G5"><v>92.5</v></c>'
    '<c r="H5" t="str"><v>市政直供</v></c><c r="I5" t="str"><v>纪要.pdf</v></c>'
    '<c r="J5"><v>1</v></c></row>'
    '<row r="7"><c r="C7" t="str"><v>a-2</v></c><c r="F7" t="e"><v>#N/A</v></c></row>'
    '<row r="8"><c r="C8"><v>110101001001</v></c><c r="F8"><v>900</v></c></row>'
)


def test_a_plain_table_is_read_row_by_row(tmp_path: Path) -> None:
    merged = '<mergeCells count="1"><mergeCell ref="E5:E7"/></mergeCells>'
    path = package(tmp_path / "t.xlsx", book(TABLE, after=merged))
    first, second, third = read(path, program())
    assert first.applicant == {"code": "a-1", "name": "甲", "district": "东城"}
    assert {id_: said.found for id_, said in first.answers.items()} == {
        "households": "812",
        "6.4": "92.5",
    }
    assert first.answers["households"].cell == "F5"
    assert first.claims["4.6"].found == "市政直供"
    assert first.evidence["1.1"].found == "纪要.pdf"
    assert second.applicant == {"code": "a-2", "district": "东城"}
    assert second.answers["households"].found == "#N/A"
    assert third.applicant == {"code": "110101001001"}
    assert [(p.cell, p.field, p.effect) for p in first.problems] == [
        ("J4", "hausholds", "ignored"),
        ("K4", "households", "ignored"),
    ]


def test_a_table_names_its_standard_in_a_column(tmp_path: Path) -> None:
    rows = (
        '<row r="1"><c r="A1" t="str"><v>applicant</v></c><c r="B1" t="str"><v>standard</v></c></row>'
        '<row r="2"><c r="A2" t="str"><v>a</v></c><c r="B2" t="str"><v>green-community</v></c></row>'
    )
    [raw] = read(package(tmp_path / "t.xlsx", book(rows)), None)
    assert raw.standard == "green-community"


def test_merged_heads_and_merged_ranges_beyond_the_table_do_no_harm(tmp_path: Path) -> None:
    merged = "".join(
        f'<mergeCell ref="{area}"/>' for area in ("C2:L2", "A1:B9", "XFA1:XFD9", "C900:D999")
    )
    path = package(tmp_path / "t.xlsx", book(TABLE, after=f"<mergeCells>{merged}</mergeCells>"))
    assert len(read(path, program())) == 3
