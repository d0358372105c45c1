"""Who answers for what, by when, in reports and in the task lists of departments."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.calling import Call
from tests.editions.conftest import CAMPAIGN
from tests.editions.dated import BODY, HEAD_OF_CAMPAIGN
from tests.editions.pairs import GRADES, HEAD


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
    assert "c.yaml:4:21: 没有指标“9”；可用的有：4.1, 4.2, 5.1, all" in result.err


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
