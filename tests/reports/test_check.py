"""`dabiao check`: several submissions, exit codes, files, sentences for what is wrong."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from dabiao.commands.check import command
from reports.formats import suffixes
from standards.load import bundled
from tests.reports import demo

DATED = ("--as-of", "2026-11-23")


def run(*args: str | Path, **env: str) -> Result:
    runner = CliRunner(env={"COLUMNS": "120", "LANG": "zh_CN.UTF-8", "LC_ALL": "", **env})
    return runner.invoke(command, [*map(str, args), *DATED], standalone_mode=False)


def code(result: Result) -> int:
    """The exit code, returned or raised."""
    if isinstance(result.exception, SystemExit):
        return int(str(result.exception.code))
    assert result.exception is None, result.exception
    found: int = result.return_value
    return found


@pytest.fixture
def standard(tmp_path: Path) -> Path:
    path = tmp_path / "demo.yaml"
    path.write_text(demo.TEXT, encoding="utf-8")
    return path


def submission(folder: Path, code: str, **changes: Any) -> Path:
    """A submission to the demo standard; keys with `_` for `.`."""
    answers = {k: v for k, v in demo.GOOD.items() if ":" not in k and v is not None}
    answers |= {"last_event": "2026-09-04", "1.3": "good"}
    answers |= {key.replace("_", "."): value for key, value in changes.items()}
    document = {
        "standard": "demo",
        "edition": "2026.1",
        "applicant": {"code": code, "name": f"{code}小区"},
        "answers": {key: value for key, value in answers.items() if value is not None},
        "evidence": {"1.1": ["文件.pdf"]},
    }
    path = folder / f"{code}.json"
    path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    return path


def test_who_reaches_the_lowest_named_grade_ends_with_0(tmp_path: Path, standard: Path) -> None:
    result = run(submission(tmp_path, "A"), "-s", standard)
    assert code(result) == 0
    assert "A小区" in result.stdout
    assert "达标 · 优秀" in result.stdout
    assert result.stderr == ""


@pytest.mark.parametrize(
    ("grade", "changes", "expected"),
    [
        (None, {"1.1": False, "1.5": 0}, 0),
        ("excellent", {"1.1": False, "1.5": 0}, 1),
        ("优秀", {"1.1": False, "1.5": 0}, 1),
        ("passed", {"1.1": False, "1.5": 0}, 0),
        (None, {"2.2": 10, "2.3.passed": 0}, 1),
        ("correct", {"2.2": 10, "2.3.passed": 0}, 0),
        (None, {"households": 1}, 1),
        (None, {"households": None}, 1),
    ],
    ids=[
        "passed",
        "passed where excellent was aimed at",
        "a grade by its name",
        "a grade by its id",
        "a conditional outcome is not yet the title",
        "a conditional outcome that was aimed at",
        "refused",
        "not judged",
    ],
)
def test_the_exit_code_says_whether_the_aim_is_reached(
    grade: str | None, changes: dict[str, Any], expected: int, tmp_path: Path, standard: Path
) -> None:
    path = submission(tmp_path, "A", **changes)
    aim = ("--grade", grade) if grade else ()
    assert code(run(path, "-s", standard, *aim)) == expected


def test_several_submissions_are_shown_one_after_the_other(tmp_path: Path, standard: Path) -> None:
    first, second = submission(tmp_path, "A"), submission(tmp_path, "B", households=1)
    result = run(first, second, "-s", standard)
    assert code(result) == 1
    assert result.stdout.index("A小区") < result.stdout.index("B小区")


def test_json_is_one_object_or_a_list(tmp_path: Path, standard: Path) -> None:
    first, second = submission(tmp_path, "A"), submission(tmp_path, "B")
    one = json.loads(run(first, "-s", standard, "--json").stdout)
    assert (one["applicant"]["code"], one["score"], one["grade"]) == ("A", "100", "excellent")
    assert one["submission_digest"].startswith("sha256:")
    both = json.loads(run(first, second, "-s", standard, "--json").stdout)
    assert [found["applicant"]["code"] for found in both] == ["A", "B"]


def test_problems_are_told_on_standard_error_with_their_place(
    tmp_path: Path, standard: Path
) -> None:
    path = submission(tmp_path, "A", **{"1_5": "约九十"})
    result = run(path, "-s", standard, "--lang", "en")
    assert 'A.json!$.answers["1.5"] 1.5: found "约九十"; a number from 0 to 100%' in result.stderr
    assert "约九十" in result.stdout
    assert code(result) == 0


def test_one_unreadable_file_does_not_keep_the_others_from_being_judged(
    tmp_path: Path, standard: Path
) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text("{", encoding="utf-8")
    result = run(submission(tmp_path, "A"), broken, "-s", standard)
    assert code(result) == 1
    assert "broken.json" in result.stderr
    assert "A小区" in result.stdout


@pytest.mark.parametrize("content", ["{", "[]", '{"answers": {}}', "\x00", ""])
def test_nothing_to_judge_ends_with_2_and_a_sentence(content: str, tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text(content, encoding="utf-8")
    result = run(path)
    assert code(result) == 2
    assert "x.json" in result.stderr
    assert "没有可以评定的填报文件" in result.stderr


@pytest.mark.parametrize("name", [None, "green-comunity", "../demo.yaml"])
def test_a_submission_must_name_a_bundled_standard_or_it_is_given(
    name: str | None, tmp_path: Path
) -> None:
    path = tmp_path / "x.json"
    path.write_text(json.dumps({"standard": name, "answers": {}}), encoding="utf-8")
    result = run(path, "--lang", "en")
    assert code(result) == 2
    assert "name the standard by -s" in result.stderr
    assert all(known in result.stderr for known in bundled())


def test_a_submission_to_another_standard_is_judged_and_it_is_said(
    tmp_path: Path, standard: Path
) -> None:
    path = submission(tmp_path, "A")
    text = path.read_text(encoding="utf-8").replace('"demo"', '"green-community"')
    path.write_text(text, encoding="utf-8")
    result = run(path, "-s", standard)
    assert "green-community" in result.stderr
    assert "A小区" in result.stdout


def test_a_report_is_written_to_a_file(tmp_path: Path, standard: Path) -> None:
    page = tmp_path / "report.html"
    result = run(submission(tmp_path, "A"), "-s", standard, "-o", page)
    assert code(result) == 0
    assert result.stdout == ""
    assert "report.html" in result.stderr
    assert "A小区" in page.read_text(encoding="utf-8")


def test_several_reports_are_written_to_a_folder_or_one_json_file(
    tmp_path: Path, standard: Path
) -> None:
    both = (submission(tmp_path, "A"), submission(tmp_path, "甲/乙"[0]))
    folder, whole = tmp_path / "new" / "reports", tmp_path / "all.json"
    assert code(run(*both, "-s", standard, "-o", folder)) == 0
    assert len(list(folder.glob("*.html"))) == 2
    assert code(run(*both, "-s", standard, "-o", whole)) == 0
    assert len(json.loads(whole.read_text(encoding="utf-8"))) == 2


WRONG = {
    "a format that is not written": (("-o", "report.docm"), ".docm"),
    "a grade that is not there": (("--grade", "golden"), "excellent (优秀)"),
    "one file for several reports": (("-o", "one.html"), "文件夹"),
    "a standard that is not there": (("-s", "nowhere"), "no standard 'nowhere'"),
}


@pytest.mark.parametrize(("args", "said"), WRONG.values(), ids=WRONG)
def test_wrong_usage_ends_with_2_and_says_what_is_allowed(
    args: tuple[str, ...], said: str, tmp_path: Path, standard: Path, monkeypatch: Any
) -> None:
    monkeypatch.chdir(tmp_path)
    both = (submission(tmp_path, "A"), submission(tmp_path, "B"))
    result = run(*both, "-s", standard, *args)
    assert code(result) == 2
    assert said in result.stderr
    assert not list(tmp_path.glob("*.html"))


def test_the_sentence_for_a_wrong_format_names_every_right_one(
    tmp_path: Path, standard: Path
) -> None:
    result = run(submission(tmp_path, "A"), "-s", standard, "-o", "report.docm")
    assert all(suffix in result.stderr for suffix in suffixes())


@pytest.mark.parametrize("encoding", ["ascii", "gbk", "latin-1"])
def test_a_window_that_cannot_show_chinese_does_not_crash(
    encoding: str, tmp_path: Path, standard: Path
) -> None:
    main = "import sys; from dabiao.cli import main; sys.argv[0] = 'dabiao'; main()"
    args = ["check", str(submission(tmp_path, "A")), "-s", str(standard), *DATED]
    ran = subprocess.run(
        [sys.executable, "-c", main, *args],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": encoding},
    )
    assert b"Traceback" not in ran.stderr
    assert b"100" in ran.stdout


def test_the_same_day_gives_the_same_bytes(tmp_path: Path, standard: Path) -> None:
    path = submission(tmp_path, "A")
    assert run(path, "-s", standard).stdout == run(path, "-s", standard).stdout
