"""Who answers for what, by when: the standard, a campaign file, a table."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
import xlsxwriter

from standards.assigned import assigned, dated_stages
from standards.faults import StandardError
from standards.load import load, loads
from submissions.campaigns import read_campaign
from tests.editions.conftest import CAMPAIGN, TABLE
from tests.editions.dated import BODY, campaign, standard
from tests.editions.pairs import GRADES, HEAD


@pytest.mark.parametrize(
    ("name", "of_standard", "of_campaign", "id", "expected"),
    [
        ("the criterion's own department", "", "", "4.1", ("office", "", "", None)),
        ("nobody", "", "", "5.1", ("", "", "", None)),
        ("a day counted from the beginning", "", "deadline: 30\n", "4.1", ("office", "", "", "2026-03-31")),
        ("the standard's table", "responsibilities: [{for: all, department: parks}]\n", "", "5.1", ("parks", "", "", None)),
        ("the campaign counts before the standard", "responsibilities: [{for: '5.1', department: parks, deadline: 2026-05-01}]\n", "responsibilities: [{for: all, department: office}]\n", "5.1", ("office", "", "", "2026-05-01")),
        ("a part counts before all", "", "responsibilities: [{for: part 4, deadline: 2026-05-01}, {for: all, deadline: 2026-06-01}]\n", "4.1", ("office", "", "", "2026-05-01")),
        ("outside the part all counts", "", "responsibilities: [{for: part 4, deadline: 2026-05-01}, {for: all, deadline: 2026-06-01}]\n", "5.1", ("", "", "", "2026-06-01")),
        ("a pattern counts before a part", "", "responsibilities: [{for: '4.*', person: 甲}, {for: part 4, person: 乙}]\n", "4.2", ("office", "甲", "", None)),
        ("a criterion counts before a pattern", "", "responsibilities: [{for: '4.*', person: 甲}, {for: 4.2, person: 乙}]\n", "4.2", ("office", "乙", "", None)),
        ("key by key", "", "responsibilities: [{for: '4.*', person: 甲, deadline: 2026-05-01}, {for: 4.2, department: parks}]\n", "4.2", ("parks", "甲", "", "2026-05-01")),
        ("the person of the department", "", "departments: {office: {person: 李, contact: '801'}}\n", "4.1", ("office", "李", "801", None)),
        ("another person is not reached at that number", "", "departments: {office: {person: 李, contact: '801'}}\nresponsibilities: [{for: 4.1, person: 王}]\n", "4.1", ("office", "王", "", None)),
        ("a new department", "", "departments: {clinic: {name: {zh: 卫生院}}}\nresponsibilities: [{for: 5.1, department: clinic}]\n", "5.1", ("clinic", "", "", None)),
        ("several criteria in one line", "", "responsibilities: [{for: [4.1, 5.1], person: 甲}]\n", "5.1", ("", "甲", "", None)),
    ],
)  # fmt: skip
def test_who_answers_for_a_criterion(
    tmp_path: Path,
    name: str,
    of_standard: str,
    of_campaign: str,
    id: str,
    expected: tuple[str, str, str, str | None],
) -> None:
    known = standard(of_standard)
    one = assigned(known, campaign(tmp_path, of_campaign, known))[id]
    day = one.deadline.isoformat() if one.deadline else None
    assert (one.department, one.person, one.contact, day) == expected


@pytest.mark.parametrize(
    ("body", "place", "expected"),
    [
        ("responsibilities: [{for: 4.9, person: 甲}]\n", "4:21", "no criterion '4.9'; did you mean '4."),
        ("responsibilities: [{for: '9.*', person: 甲}]\n", "4:21", "no criterion is like '9.*'"),
        ("responsibilities: [{for: part 9, person: 甲}]\n", "4:21", "no part '9'"),
        ("responsibilities: [{for: '4', person: 甲}]\n", "4:21", "'4' is a part; write `part 4`"),
        ("responsibilities: [{for: 4.1, department: parkes}]\n", "4:31", "no department 'parkes'; did you mean 'parks'"),
        ("responsibilities: [{for: 4.1}]\n", "4:20", "say at least one of department, person, contact, deadline"),
        ("responsibilities: [{for: 4.1, deadline: bald}]\n", "4:31", "found 'bald'; a day such as 2026-03-01"),
        ("responsibilities: [{for: 4.1, deadline: -3}]\n", "4:31", "found -3; a day such as"),
        ("responsibilities: [{for: '4.*', person: 甲}, {for: '*.1', person: 乙}]\n", "4:45", "criterion 4.1: `person` is '乙' here and '甲' in line 1"),
        ("responsibilities: [{four: 4.1}]\n", "4:21", "unknown key 'four'"),
        ("departments: {clinic: {person: 甲}}\n", "4:15", "no department 'clinic'"),
        ("stages: [{stage: 公示, to: 2026-07-01}]\n", "4:11", "no stage '公示'"),
        ("stages: [{stage: 4, to: 2026-07-01}]\n", "4:11", "or by number: 1 (自查), 2 (申报), 3 (复查)"),
        ("stages: [{stage: 自查, from: 2026-07-02, to: 2026-07-01}]\n", "4:40", "the stage ends (2026-07-01) before it begins"),
        ("edition: '2'\n", "4:1", "the campaign is of edition 2, the standard of 1"),
    ],
)  # fmt: skip
def test_faults_of_a_campaign_have_their_place(
    tmp_path: Path, body: str, place: str, expected: str
) -> None:
    with pytest.raises(StandardError) as caught:
        campaign(tmp_path, body, standard())
    told = [str(fault) for fault in caught.value.faults]
    assert any(f"campaign.yaml:{place}: " in one and expected in one for one in told), told


def test_days_need_a_beginning(tmp_path: Path) -> None:
    file = tmp_path / "campaign.yaml"
    file.write_text("campaign: 甲\nstandard: small\ndeadline: 30\n", encoding="utf-8")
    with pytest.raises(StandardError, match=r"3:1: days are counted from `begins`"):
        read_campaign(file, standard())


def test_the_table_of_the_standard_is_checked_like_that_of_a_campaign() -> None:
    from standards.lint import lint

    text = HEAD.format(edition="1") + "responsibilities: [{for: 9.9, person: 甲}]\n" + BODY + GRADES
    told = lint(loads(text.encode(), "small.yaml"))
    assert [f for f in told if "no criterion '9.9'" in f.message and f.weight == "error"]


# -- tables


ROWS: list[list[str | None]] = [
    ["示例镇分工表", None, None, None, None, None],
    ["适用", "责任单位", "责任人", "联系方式", "开始", "完成期限"],
    ["全部", None, None, None, None, "2026年5月1日"],
    ["部分 4", "园林局", "周工", None, None, None],
    ["4.2；5.1", "卫生院", None, "802", None, "2026/6/1"],
    [None, None, None, None, None, None],
    ["阶段 复查", "Office", None, None, "2026-09-01", "2026-09-10"],
]


def workbook(path: Path, rows: list[list[str | None]]) -> Path:
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("说明").write(0, 0, "先看这里")
        sheet = book.add_worksheet("责任分工")
        days = book.add_format({"num_format": "yyyy-mm-dd"})
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if cell == "2026/6/1":  # a real day, as a spreadsheet holds it
                    sheet.write_datetime(row, column, date(2026, 6, 1), days)
                elif cell is not None:
                    sheet.write(row, column, cell)
    return path


def csv_file(path: Path, rows: list[list[str | None]]) -> Path:
    text = "\n".join(",".join(cell or "" for cell in row) for row in rows[1:])
    path.write_text(f"{text}\n", encoding="gb18030")
    return path


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_a_table_says_the_same_as_a_file(tmp_path: Path, suffix: str) -> None:
    make = workbook if suffix == "xlsx" else csv_file
    file = make(tmp_path / f"分工.{suffix}", ROWS)
    known = standard()
    read = read_campaign(file, known)
    found = assigned(known, read)
    told = {
        id_: (one.name.zh if one.name else "", one.person, one.contact, str(one.deadline))
        for id_, one in found.items()
    }
    assert told == {
        "4.1": ("园林局", "周工", "", "2026-05-01"),
        "4.2": ("卫生院", "周工", "802", "2026-06-01"),
        "5.1": ("卫生院", "", "802", "2026-06-01"),
    }
    recheck = dated_stages(known, read)[2]
    assert (recheck.begins, recheck.ends) == (date(2026, 9, 1), date(2026, 9, 10))
    assert recheck.by == known.departments["office"]
    assert read.campaign.zh == "分工"


@pytest.mark.parametrize(
    ("rows", "line", "expected"),
    [
        ([["4.9", "园林局", "", "", "", ""]], 3, "no criterion '4.9'"),
        ([["4.1", "", "", "", "", "下个月"]], 3, "found '下个月'; a day such as 2026-09-30 is needed"),
        ([["", "园林局", "", "", "", ""]], 3, "`for` is empty"),
        ([["4.1", "", "", "", "2026-05-01", "2026-05-02"]], 3, "`from` belongs to stages"),
        ([["4.1", "", "", "", "", ""]], 3, "nobody and no day is named"),
        ([["阶段 公示", "", "", "", "", "2026-05-02"]], 3, "no stage '公示'"),
        ([["4.1", "", "甲", "", "", ""], ["4.1", "", "乙", "", "", ""]], 4, "`person` is '乙' here"),
    ],
)  # fmt: skip
def test_faults_of_a_table_have_their_row(
    tmp_path: Path, rows: list[list[str | None]], line: int, expected: str
) -> None:
    file = workbook(tmp_path / "t.xlsx", [*ROWS[:2], *rows])
    with pytest.raises(StandardError) as caught:
        read_campaign(file, standard())
    assert any(
        fault.line == line and expected in fault.message and "t.xlsx!责任分工" in fault.file
        for fault in caught.value.faults
    ), str(caught.value)


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("t.docx", b"", "a campaign cannot be read from '.docx'"),
        ("t.xlsx", b"not a workbook", "t.xlsx"),
        ("t.csv", b"a,b\n1,2\n", "its heads are for, department"),
        ("t.yaml", b"\xff\xfe\x00", "not UTF-8"),
        ("t.yaml", b"- 1", "a campaign is a mapping"),
        ("t.yaml", b"campaign: x\nstandard: other\n", "the campaign is of 'other'"),
    ],
)
def test_a_file_that_is_no_campaign_is_told(
    tmp_path: Path, name: str, content: bytes, expected: str
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    with pytest.raises(StandardError) as caught:
        read_campaign(file, standard())
    assert expected in str(caught.value)


def test_the_shipped_examples_fit_the_standard() -> None:
    known = load("green-community").standard
    named = assigned(known, read_campaign(CAMPAIGN, known))
    assert named["3.2"].deadline == date(2026, 11, 30)
    assert named["4.1"].deadline == date(2026, 3, 1) + timedelta(days=270)
    assert named["5.4"].person == "吴老师"
    table = assigned(known, read_campaign(TABLE, known))
    assert table["2.2"].deadline == date(2026, 9, 15)
    assert table["3.5"].name is not None
    assert table["3.5"].name.zh == "示例镇园林所"
