"""Every fault of a workbook is told with its sheet and cell, all at once; hostile files are refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from submissions.problems import UnreadableError
from submissions.rubrics import read_rubric
from tests.authoring.books import Change, book, changed, column, imported, put, sheet, told
from tests.excel.bombs import BOMBS


def test_the_workbook_of_a_new_standard_has_no_fault(tmp_path: Path) -> None:
    for language in ("zh", "en"):
        found = read_rubric(book(tmp_path, language))
        assert found.faults == ()
        assert found.text is not None


def drop(head: str) -> Change:
    def change(opened: Workbook) -> None:
        criteria = sheet(opened, "指标")
        criteria.delete_cols(column(criteria, head))

    return change


def rename(old: str, new: str) -> Change:
    return put("指标", old, 1, new)


def twice(opened: Workbook) -> None:
    criteria = sheet(opened, "指标")
    criteria.cell(1, criteria.max_column + 1).value = "分值"


def new_sheet(name: str) -> Change:
    def change(opened: Workbook) -> None:
        opened.create_sheet(name)["A1"] = "甲"

    return change


def without(name: str) -> Change:
    def change(opened: Workbook) -> None:
        del opened[name]

    return change


def head(item: str, value: object, place: int = 2) -> Change:
    def change(opened: Workbook) -> None:
        found = sheet(opened, "标准")
        row = next(cell.row for cell in found["A"] if cell.value == item)
        found.cell(row, place).value = value  # type: ignore[assignment] # anything

    return change


FAULTS: dict[str, tuple[Change, str, str]] = {
    "a word for points": (
        put("指标", "分值", 2, "ten"),
        "指标!E2",
        "found 'ten'; a number is needed",
    ),
    "an unknown rule kind": (put("指标", "评分方式", 3, "等次"), "指标!F3", "no rule kind '等次'"),
    "no rule kind": (put("指标", "评分方式", 3, None), "指标!G3", "no rule kind beside it"),
    "a line that is none": (
        put("指标", "评分细则", 3, "齐全 10分"),
        "指标!G3",
        "a line is a key, a colon and a value",
    ),
    "an unknown key in a rule": (
        put("指标", "评分细则", 8, "高于: 3\n分: 2"),
        "指标!G8",
        "unknown key '分'",
    ),
    "a text in an entry after its points": (
        put("指标", "评分细则", 3, "a: 甲 | A | 4 | 乙"),
        "指标!G3",
        "found '乙'; after the text stand points",
    ),
    "broken braces": (put("指标", "评分细则", 3, "{a: {label: 甲"), "指标!G3", "this is not YAML"),
    "a key twice in a rule": (
        put("指标", "评分细则", 3, "a: 甲 | 10\na: 乙 | 0"),
        "指标!G3",
        "'a' is written twice",
    ),
    "one level only": (put("指标", "评分细则", 3, "a: 甲 | 10"), "指标!G3", "at least"),
    "limits out of order": (
        put("指标", "评分细则", 6, ">= 25: 15\n>= 30: 10"),
        "指标!G6",
        "is never reached",
    ),
    "an unknown department": (
        put("指标", "责任单位", 2, "物业"),
        "指标!K2",
        "no department '物业'",
    ),
    "an unknown way of checking": (
        put("指标", "考评方式", 2, "抽查"),
        "指标!J2",
        "no way of checking '抽查'",
    ),
    "a source that does not exist": (put("指标", "依据", 2, "nm 2.1"), "指标!V2", "no source 'nm'"),
    "no source": (put("指标", "依据", 3, None), "指标!A3", "no `source`"),
    "a veto that cannot be read": (
        put("指标", "一票否决·条件", 8, "value <> 60"),
        "指标!P8",
        "cannot be read as an expression",
    ),
    "an effect that does not exist": (
        put("指标", "一票否决·后果", 8, "罚款"),
        "指标!Q8",
        "allowed: 'refused'",
    ),
    "an unknown part": (put("指标", "所属部分", 5, "9"), "指标!B5", "no part '9'"),
    "no part at the top": (
        put("指标", "所属部分", 2, None),
        "指标!B2",
        "in which part does it stand?",
    ),
    "an id twice": (put("指标", "编号", 3, "1.1"), "指标!A3", "the criterion '1.1' stands twice"),
    "no title": (put("指标", "考评内容", 2, None), "指标!C2", "'zh' is missing here"),
    "no id": (put("指标", "编号", 2, None), "指标!A2", "'id' is missing here"),
    "points that do not add up": (put("指标", "分值", 5, 14), "部分!E3", "add up to 59"),
    "an error value": (
        put("指标", "分值", 2, "=1/0"),
        "指标!E2",
        "a formula that was never calculated",
    ),
    "a column that is missing": (drop("分值"), "指标!A1", "no column '分值' (Points, points)"),
    "a column renamed": (rename("评分方式", "评分方法"), "指标!F1", "did you mean '评分方式'?"),
    "a column twice": (twice, "指标!AA1", "a second column '分值'"),
    "a type that does not exist": (
        put("填报项", "题型", 2, "整数"),
        "填报项!D2",
        "allowed: 'yes_no'",
    ),
    "a field twice": (
        put("填报项", "代号", 3, "households"),
        "填报项!A3",
        "'households' is written twice",
    ),
    "a field without a key": (put("填报项", "代号", 3, None), "填报项!A3", "'key' is missing here"),
    "a gate that cannot be read": (
        put("基本条件", "条件", 2, "户数 >= 300"),
        "基本条件!D2",
        "no field '户数'",
    ),
    "a grade that names nothing": (
        put("等级", "条件", 2, "scor >= 90"),
        "等级!D2",
        "no field 'scor'",
    ),
    "a day that does not exist": (
        head("生效日期", "2026-02-30"),
        "标准!B4",
        "is not a day of the calendar",
    ),
    "an unknown status": (head("状态", "暂行"), "标准!B8", "allowed: 'official'"),
    "an item that does not exist": (head("总分", "总得分", 1), "标准!A9", "no item '总得分'"),
    "English where there is none": (
        head("总分", "hundred", 3),
        "标准!C9",
        "has no English of its own",
    ),
    "a sheet that does not exist": (new_sheet("指标2"), "指标2!A1", "did you mean '指标'?"),
    "no sheet of criteria": (without("指标"), "标准!A1", "no sheet of criteria"),
}


@pytest.mark.parametrize(("change", "where", "said"), FAULTS.values(), ids=FAULTS.keys())
def test_a_fault_is_told_with_its_cell(
    change: Change, where: str, said: str, tmp_path: Path
) -> None:
    found = imported(tmp_path, change)
    assert found.text is None
    lines = told(found)
    assert any(line.startswith(f"rubric.xlsx!{where}: ") and said in line for line in lines), lines


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    def change(opened: Workbook) -> None:
        put("指标", "分值", 2, "ten")(opened)
        put("指标", "评分方式", 3, "等次")(opened)
        put("指标", "评分细则", 5, "甲")(opened)
        put("填报项", "题型", 2, "整数")(opened)
        head("状态", "暂行")(opened)
        rename("责任单位", "负责单位")(opened)

    places = [line.split(":", 1)[0] for line in told(imported(tmp_path, change))]
    expected = ["标准!B8", "指标!K1", "指标!E2", "指标!F3", "指标!G5", "填报项!D2"]
    assert places == [f"rubric.xlsx!{where}" for where in expected]


# -- what people do to workbooks, and what is read all the same


def reordered(opened: Workbook) -> None:
    criteria = sheet(opened, "指标")
    rows = [[cell.value for cell in row] for row in criteria.iter_rows()]
    for number, row in enumerate(rows, 1):
        for place, value in enumerate(reversed(row), 1):
            criteria.cell(number, place).value = value


def blank_rows(opened: Workbook) -> None:
    criteria = sheet(opened, "指标")
    criteria.insert_rows(4, 3)
    criteria.insert_rows(2)


def title_above(opened: Workbook) -> None:
    criteria = sheet(opened, "指标")
    criteria.insert_rows(1, 2)
    criteria["A1"] = "某镇社区评分标准（2026 年）"


def spaces(opened: Workbook) -> None:
    for found in opened.worksheets:
        for row in found.iter_rows():
            for cell in row:
                if isinstance(cell.value, str):
                    cell.value = f" {cell.value}\u3000 \n"


def full_width(opened: Workbook) -> None:
    criteria = sheet(opened, "指标")
    for row in range(2, criteria.max_row + 1):
        for head_ in ("编号", "所属部分", "分值"):
            cell = criteria.cell(row, column(criteria, head_))
            text = str(cell.value)
            cell.value = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)
    head("最低作答率", "８０％")(opened)


def merged_parts(opened: Workbook) -> None:
    criteria = sheet(opened, "指标")
    place = column(criteria, "所属部分")
    criteria.merge_cells(start_row=2, end_row=4, start_column=place, end_column=place)
    criteria.merge_cells(start_row=5, end_row=8, start_column=place, end_column=place)


def percent(opened: Workbook) -> None:
    found = sheet(opened, "标准")
    row = next(cell.row for cell in found["A"] if cell.value == "最低作答率")
    found.cell(row, 2).value = 0.8
    found.cell(row, 2).number_format = "0%"


def own_notes(opened: Workbook) -> None:
    criteria = sheet(opened, "指标")
    criteria.cell(1, criteria.max_column + 1).value = "# 内部备注"
    criteria.cell(3, criteria.max_column).value = "问一下王科长"
    opened.create_sheet("#草稿")["A1"] = "甲"


def english_words(opened: Workbook) -> None:
    put("指标", "评分方式", 2, "yes_no")(opened)
    put("指标", "评分方式", 3, "Levels")(opened)
    put("指标", "责任单位", 2, "committee")(opened)
    put("指标", "考评方式", 2, "documents")(opened)
    put("指标", "一票否决·后果", 8, "refused")(opened)
    rename("评分方式", "Rule")(opened)
    rename("分值", "points")(opened)
    sheet(opened, "指标").title = "Criteria"


def written_as_yaml(opened: Workbook) -> None:
    put("指标", "评分方式", 2, "{yes_no: {}}")(opened)
    body = "{full: {label: {zh: 齐全, en: complete}, points: 10}, part: {label: {zh: 不齐全, en: incomplete}, points: {from: 3, to: 8, step: 0.5}}, none: {label: {zh: 未建档, en: no file}, points: 0}}"
    put("指标", "评分细则", 3, body)(opened)


TOLERATED = {
    "columns in another order": reordered,
    "blank rows": blank_rows,
    "a title above the heads": title_above,
    "blanks around every text": spaces,
    "full-width digits": full_width,
    "merged cells of the part": merged_parts,
    "a share typed as a percentage": percent,
    "columns and sheets of their own": own_notes,
    "English words and heads": english_words,
    "YAML in cells": written_as_yaml,
}


@pytest.mark.parametrize("change", TOLERATED.values(), ids=TOLERATED.keys())
def test_what_people_do_to_workbooks_changes_nothing(change: Change, tmp_path: Path) -> None:
    expected = read_rubric(book(tmp_path)).text
    found = imported(tmp_path, change)
    assert [str(fault) for fault in found.faults] == []
    assert found.text == expected


def test_a_formula_with_a_result_counts_as_its_result(tmp_path: Path) -> None:
    import xlsxwriter

    from submissions.rubrics.grid import read_grids

    path = tmp_path / "formula.xlsx"
    made = xlsxwriter.Workbook(path)
    written = made.add_worksheet("指标")
    written.write_formula(0, 0, "=4+6", None, 10)
    written.write_formula(1, 0, "=A9", None, 0)
    written.write_number(2, 0, 0.123456789012345)
    made.close()
    (grid,) = read_grids(path)
    assert grid.cells == {(0, 0): "10", (2, 0): "0.123456789012345"}
    assert list(grid.wrong) == [(1, 0)]


# -- files that are no rubric


REFUSED = {
    "an empty file": b"",
    "a text": b"standard: x\n",
    "an old workbook": b"\xd0\xcf\x11\xe0" + b"\0" * 600,
    "a broken zip": b"PK\x03\x04" + b"\0" * 100,
}


@pytest.mark.parametrize("data", REFUSED.values(), ids=REFUSED.keys())
def test_what_is_no_workbook_is_refused_in_a_sentence(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "rubric.xlsx"
    path.write_bytes(data)
    with pytest.raises(UnreadableError):
        read_rubric(path)


SOME = ("one cell at XFD1048576", "1.5 GB of blanks", "1.5 GB said to be 2 KB", "a part twice")


@pytest.mark.parametrize(("name", "make"), [b for b in BOMBS if b[0] in SOME], ids=SOME)
def test_bombs_are_refused_or_told_and_never_break_the_program(
    name: str, make: Callable[[Path], Path], tmp_path: Path
) -> None:
    try:
        found = read_rubric(make(tmp_path / "rubric.xlsx"))
    except UnreadableError:
        return
    assert found.text is None
    assert told(found)


def test_a_far_cell_is_refused(tmp_path: Path) -> None:
    def change(opened: Workbook) -> None:
        sheet(opened, "指标")["XFD1048576"] = "x"

    with pytest.raises(UnreadableError, match="XFD1048576"):
        read_rubric(changed(tmp_path, change))


def test_a_sheet_too_long_for_a_rubric_is_refused(tmp_path: Path) -> None:
    def change(opened: Workbook) -> None:
        sheet(opened, "指标")["A30000"] = "x"

    with pytest.raises(UnreadableError, match="20000"):
        read_rubric(changed(tmp_path, change))


def test_another_ending_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "rubric.ods"
    path.write_bytes(b"x")
    with pytest.raises(UnreadableError, match=r"\.xlsx"):
        read_rubric(path)


def test_some_other_workbook_is_told_what_is_missing(tmp_path: Path) -> None:
    path = tmp_path / "rubric.xlsx"
    made = openpyxl.Workbook()
    made.active["A1"] = "姓名"  # type: ignore[index] # a new workbook has a sheet
    made.save(path)
    lines = told(read_rubric(path))
    assert any("no sheet 'Sheet'" in line for line in lines)
    assert any("no sheet of criteria" in line for line in lines)
