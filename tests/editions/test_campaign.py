"""Who answers for what, by when: standard, campaign file, table; and the calendar."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from icalendar import Calendar

from reports.calendar import calendar, entries
from standards.assigned import assigned, dated_stages
from standards.faults import StandardError
from standards.load import load, loads
from standards.model import Standard
from submissions.campaigns import read_campaign
from tests.editions.conftest import CAMPAIGN, TABLE, Call
from tests.editions.pairs import GRADES, HEAD

BODY = """
parts:
- id: "4"
  title: {zh: 第四部分}
  points: 6
  criteria:
  - {id: "4.1", title: {zh: 甲}, points: 3, rule: yes_no, department: office}
  - {id: "4.2", title: {zh: 乙}, points: 3, rule: yes_no, department: office}
- id: "5"
  title: {zh: 第五部分}
  points: 4
  criteria:
  - {id: "5.1", title: {zh: 丙}, points: 4, rule: yes_no}
procedure:
- {stage: {zh: 自查, en: Self-check}, from: 0, to: 30, by: office}
- {stage: {zh: 申报, en: Application}, from: 2026-06-01, to: 2026-06-30}
- {stage: {zh: 复查, en: Re-check}}
"""


def standard(more: str = "") -> Standard:
    text = HEAD.format(edition="1") + more + BODY + GRADES
    return loads(text.encode(), "small.yaml").standard


HEAD_OF_CAMPAIGN = "campaign: 2026年\nstandard: small\nbegins: 2026-03-01\n"


def campaign(tmp_path: Path, body: str, known: Standard) -> Any:
    file = tmp_path / "campaign.yaml"
    file.write_text(HEAD_OF_CAMPAIGN + body, encoding="utf-8")
    return read_campaign(file, known)


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


# -- calendars


def parsed(data: bytes) -> list[Any]:
    return list(Calendar.from_ical(data).walk("VEVENT"))


def test_a_calendar_is_read_back_to_the_same_days_and_words() -> None:
    known = load("green-community").standard
    read = read_campaign(CAMPAIGN, known)
    data = calendar(known, read, "zh", 7)
    events = parsed(data)
    wanted = entries(known, read, "zh")
    assert len(events) == len(wanted) == 16
    for event, entry in zip(events, wanted, strict=True):
        assert str(event["summary"]) == entry.title
        assert event["dtstart"].dt == entry.first
        assert event["dtend"].dt == entry.last + timedelta(days=1)
        assert str(event.get("description", "")) == entry.text
        assert event["dtstart"].params["VALUE"] == "DATE"
        (alarm,) = event.walk("VALARM")
        assert alarm["trigger"].dt == timedelta(days=-8, hours=9)
    application = next(event for event in events if event["summary"] == "申报")
    assert (application["dtstart"].dt, application["dtend"].dt) == (
        date(2026, 10, 8),
        date(2026, 11, 1),
    )
    assert len({str(event["uid"]) for event in events}) == len(events)


def test_lines_are_folded_at_75_octets_without_breaking_a_character() -> None:
    known = load("green-community").standard
    data = calendar(known, read_campaign(CAMPAIGN, known), "zh")
    lines = data.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert any(line.startswith(b" ") for line in lines)
    for line in lines:
        line.decode()  # no character is cut in two


def test_the_same_data_give_the_same_bytes_and_no_clock_is_asked() -> None:
    known = load("green-community").standard
    read = read_campaign(CAMPAIGN, known)
    first, second = calendar(known, read, "zh"), calendar(known, read, "zh")
    assert first == second
    stamps = {str(event["dtstamp"].dt) for event in parsed(first)}
    assert stamps == {"2026-03-01 00:00:00+00:00"}


def test_hostile_words_stay_one_text(tmp_path: Path) -> None:
    nasty = "END:VEVENT\\n甲,乙;丙\\\\"
    known = standard()
    read = campaign(
        tmp_path, f'responsibilities: [{{for: 4.1, person: "{nasty}", deadline: 5}}]\n', known
    )
    events = parsed(calendar(known, read, "en"))
    due = [event for event in events if str(event["summary"]).startswith("Due")]
    assert len(due) == 1
    assert "END:VEVENT" in str(due[0]["description"])
    assert "甲,乙;丙\\" in str(due[0]["description"])


def test_the_command_writes_a_calendar_or_says_why_not(call: Call, tmp_path: Path) -> None:
    file = tmp_path / "p.ics"
    words = ("standards", "calendar", "green-community", "-o", file, "--lang", "en")
    bare = call(*words)
    assert bare.code == 2
    assert "no stage and no responsibility has a day" in bare.err
    assert not file.exists()
    done = call(*words, "--campaign", CAMPAIGN)
    assert done.code == 0
    assert "16 events" in done.err
    assert next(str(e["summary"]) for e in parsed(file.read_bytes())) == "Bodies set up"


# -- in reports


def submission(tmp_path: Path) -> Path:
    file = tmp_path / "form.json"
    said = {
        "standard": "small",
        "edition": "1",
        "applicant": {"code": "441900-1", "name": "翠湖"},
        "answers": {"4.1": False, "4.2": False, "5.1": True},
    }
    file.write_text(json.dumps(said), encoding="utf-8")
    return file


def small_file(tmp_path: Path) -> Path:
    file = tmp_path / "small.yaml"
    file.write_text(HEAD.format(edition="1") + BODY + GRADES, encoding="utf-8")
    return file


BODY_OF_CAMPAIGN = """responsibilities:
- {for: 4.1, person: 陈<b>主任, contact: "801", deadline: 2026-05-01}
- {for: 4.2, department: parks, deadline: 2026-06-10}
"""


@pytest.mark.parametrize(
    ("day", "zh", "en"),
    [
        ("2026-04-30", "还有 1 天", "1 day left"),
        ("2026-05-01", "今天到期", "due today"),
        ("2026-05-03", "已逾期 2 天", "2 days overdue"),
    ],
)
def test_reports_say_who_by_when_and_how_many_days_are_left(
    call: Call, tmp_path: Path, day: str, zh: str, en: str
) -> None:
    given = tmp_path / "c.yaml"
    given.write_text(HEAD_OF_CAMPAIGN + BODY_OF_CAMPAIGN, encoding="utf-8")
    words = (
        "check",
        submission(tmp_path),
        "-s",
        small_file(tmp_path),
        "--campaign",
        given,
        "--as-of",
        day,
    )
    for language, said in (("zh", zh), ("en", en)):
        shown = call(*words, "--lang", language).out
        assert said in shown
        assert "陈<b>主任" in shown
        if day != "2026-05-03":
            continue  # one day is enough for the pages
        page = tmp_path / f"{language}.html"
        call(*words, "--lang", language, "-o", page)
        text = page.read_text(encoding="utf-8")
        assert said in text
        assert "陈&lt;b&gt;主任" in text
        assert "陈<b>主任" not in text
    found = call(*words, "--json").json
    one = next(c for c in found["criteria"] if c["id"] == "4.1")
    left = (date(2026, 5, 1) - date.fromisoformat(day)).days
    assert one["responsible"] == {
        "department": "办公室",
        "person": "陈<b>主任",
        "contact": "801",
        "deadline": "2026-05-01",
        "days_left": left,
    }


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-03-01", "自查截止 2026-03-31（还有 30 天）"),
        ("2026-03-31", "自查截止 2026-03-31（今天到期）"),
        ("2026-04-01", "申报截止 2026-06-30（还有 90 天）"),
        ("2026-07-01", None),
    ],
)
def test_the_report_counts_the_days_to_the_end_of_the_stage(
    call: Call, tmp_path: Path, day: str, expected: str | None
) -> None:
    given = tmp_path / "c.yaml"
    given.write_text(HEAD_OF_CAMPAIGN, encoding="utf-8")
    words = ("check", submission(tmp_path), "-s", small_file(tmp_path), "--as-of", day)
    shown = call(*words, "--campaign", given).out
    assert ("截止" in shown) is (expected is not None)
    assert expected is None or expected in shown
    if day == "2026-03-01":  # without a beginning only the fixed days are known
        assert "自查截止" not in call(*words).out


def test_without_a_campaign_reports_are_as_before(call: Call, tmp_path: Path) -> None:
    words = ("check", submission(tmp_path), "-s", small_file(tmp_path), "--as-of", "2026-07-01")
    assert all("responsible" not in one for one in call(*words, "--json").json["criteria"])


def test_faults_of_a_campaign_end_the_command(call: Call, tmp_path: Path) -> None:
    given = tmp_path / "c.yaml"
    given.write_text(HEAD_OF_CAMPAIGN + "responsibilities: [{for: 9, person: 甲}]\n", "utf-8")
    result = call("check", submission(tmp_path), "-s", small_file(tmp_path), "--campaign", given)
    assert result.code == 2
    assert "c.yaml:4:21: no criterion '9'" in result.err


# -- task lists


def tasks(call: Call, tmp_path: Path, *more: object) -> Any:
    given = tmp_path / "c.yaml"
    given.write_text(HEAD_OF_CAMPAIGN + BODY_OF_CAMPAIGN, encoding="utf-8")
    words = ("check", submission(tmp_path), "-s", small_file(tmp_path), "--campaign", given)
    return call(*words, "--by", "department", "--as-of", "2026-05-03", *more)


def test_tasks_are_grouped_by_department(call: Call, tmp_path: Path) -> None:
    found = tasks(call, tmp_path, "--json").json
    assert [(one["department"], [t["criterion"] for t in one["tasks"]]) for one in found] == [
        ("办公室", ["4.1"]),
        ("园林局", ["4.2"]),
    ]
    (task,) = found[0]["tasks"]
    assert task["exact"] == 30_000
    assert (task["person"], task["deadline"], task["days_left"]) == ("陈<b>主任", "2026-05-01", -2)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("zh", ["按责任单位的任务清单", "办公室", "1 项", "可增 3 分", "1 项已逾期", "最近期限 2026-06-10"]),
        ("en", ["Task lists by department", "Parks bureau", "1 task", "3 points to gain", "1 overdue", "38 days left"]),
    ],
)  # fmt: skip
def test_task_lists_are_shown_in_both_languages(
    call: Call, tmp_path: Path, language: str, said: list[str]
) -> None:
    shown = tasks(call, tmp_path, "--lang", language).out
    page = tmp_path / "tasks.html"
    tasks(call, tmp_path, "--lang", language, "-o", page)
    text = page.read_text(encoding="utf-8")
    for one in said:
        assert one in shown
        assert one in text
    assert "<script" not in text
    assert "陈<b>主任" not in text


def test_a_run_gives_a_page_a_department_an_index_and_a_table(
    call: Call, old_run: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "tasks"
    words = ("report", old_run, "-o", folder, "--by", "department", "--campaign", CAMPAIGN)
    assert call(*words).code == 0
    pages = sorted(path.name for path in folder.glob("*.html"))
    assert "示例镇生态环境所.html" in pages
    index = (folder / "index.html").read_text(encoding="utf-8")
    assert all(f'href="{name}"' in index for name in pages if name != "index.html")
    table = (folder / "tasks.csv").read_text(encoding="utf-8-sig").splitlines()
    assert table[0].startswith("department,person,contact,deadline,days_left,applicant")
    shown = call("check", *_forms(old_run), "-s", "green-community", "--as-of", "2026-11-23",
                 "--campaign", CAMPAIGN, "--by", "department", "--json").json  # fmt: skip
    assert len(table) - 1 == sum(len(one["tasks"]) for one in shown)
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    assert call(*words).code == 0  # the same again: the same bytes in the place of the old ones
    assert before == {p.name: p.read_bytes() for p in folder.iterdir() if p.is_file()}


def _forms(run: Path) -> list[Path]:
    return [run.parent / "old.json"]


def test_task_lists_of_one_applicant_or_another_format(
    call: Call, old_run: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "one"
    words = ("report", old_run, "--by", "department", "-o", folder)
    assert call(*words, "--applicant", "441900-0002").code == 0
    text = (folder / "tasks.csv").read_text(encoding="utf-8-sig")
    assert "441900-0002" in text
    assert "441900-0001" not in text
    assert call(*words, "--format", "xlsx").code == 0
    assert (
        len(list(folder.glob("*.xlsx")))
        == len((folder / "reports.json").read_text().split(".xlsx")) - 1
        > 3
    )
    refused = call(*words, "--format", "json")
    assert refused.code == 2
    assert "任务清单不能写成“json”" in refused.err


def test_submissions_to_several_standards_have_no_common_list(call: Call, tmp_path: Path) -> None:
    files = []
    for name in ("green-community", "harmonious-community"):
        files.append(tmp_path / f"{name}.json")
        said = {"standard": name, "applicant": {"code": "441900-1"}, "answers": {}}
        files[-1].write_text(json.dumps(said), encoding="utf-8")
    result = call("check", *files, "--by", "department")
    assert result.code == 2
    assert "green-community, harmonious-community" in result.err
