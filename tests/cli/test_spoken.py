"""The command line speaks Chinese or English: help, wrong usage, and every sentence it ends with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from unicodedata import east_asian_width

import click
import pytest

from dabiao.cli import dabiao
from dabiao.commands.verify import _line as verify_line
from dabiao.help import texts
from dabiao.spoken import heard, spoken
from reports.verify import A_COLUMN, A_ROW, NONE, Difference
from tests.authoring.said import HOLE, sentences
from tests.calling import Call, caller
from tests.standards.test_systems import SYSTEMS

SYSTEM = next(path for path in SYSTEMS if path.stem == "vulnerability-severity")
CHINESE = re.compile("[\u4e00-\u9fff]")


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    return caller(monkeypatch, capsys, columns=80)


def commands(
    command: click.Command = dabiao, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner is not None
            yield from commands(inner, (*path, name))


COMMANDS = dict(commands())
EVERY = pytest.mark.parametrize("path", COMMANDS, ids=" ".join)


def helps(command: click.Command) -> list[str | None]:
    return [option.help for option in command.params if isinstance(option, click.Option)]


@EVERY
def test_every_command_and_option_is_told_in_chinese(path: tuple[str, ...]) -> None:
    entry = texts()["commands"][" ".join(path)]
    assert CHINESE.search(entry["line"])
    assert CHINESE.search(entry["about"])
    for said in helps(COMMANDS[path]):
        assert said, "an option without help"
        assert CHINESE.search({**texts()["options"], **texts()["words"]}[said]), said


def test_nothing_is_translated_that_is_not_said() -> None:
    assert {" ".join(path) for path in COMMANDS} == set(texts()["commands"])
    said = {text for command in COMMANDS.values() for text in helps(command)}
    assert set(texts()["options"]) <= said


@EVERY
def test_help_in_chinese_keeps_to_the_window_and_names_every_option(
    path: tuple[str, ...], call: Call
) -> None:
    told = call(*path, "--help")
    assert told.code == 0
    assert "Usage" not in told.out
    assert "Options" not in told.out
    command = COMMANDS[path]
    for option in command.params:
        if isinstance(option, click.Option):
            assert option.opts[-1] in told.out
    if "Example:" in (command.help or ""):
        assert "示例：" in told.out
    for line in told.out.splitlines():
        if not line.startswith("      dabiao "):  # an example is one line
            assert sum(2 if east_asian_width(c) in "WF" else 1 for c in line) <= 80, line


@EVERY
def test_help_in_english_is_english(path: tuple[str, ...], call: Call) -> None:
    if any("--lang" in option.opts for option in COMMANDS[path].params):
        told = call(*path, "--lang", "en", "--help").out
        assert "Usage: dabiao" in told
        assert not CHINESE.search(
            told.replace("自评 验收", "").replace("地区,名额", "").replace("模拟", "")
        )


WRONG = {
    "an unknown command": (["chek"], "没有命令 'chek'，是否想写 'check'？"),
    "an unknown option": (
        ["rank", ".", "--quoota", "3"],
        "没有选项 '--quoota'，是否想写 '--quota'？",
    ),
    "no argument": (["score"], "缺少参数 'PATHS...'。"),
    "no option": (["score", "."], "缺少选项 '-s' / '--standard'。"),
    "no value": (["rank", ".", "--by"], "选项 '--by' 后面要写值。"),
    "no folder": (["rank", "nothing"], "'RUN' 的值不对：没有文件夹 'nothing'"),
    "no such choice": (
        ["rank", ".", "--by", "x"],
        "'--by' 的值不对：没有 'x'；可用的有：'district', 'category'",
    ),
    "no number": (
        ["simulate", "x", "-n", "x", "-o", "y"],
        "'-n' / '--number' 的值不对：'x' 不是整数",
    ),
    "no day": (
        ["score", ".", "-s", "x", "-o", "y", "--as-of", "gestern"],
        "'--as-of' 的值不对：'gestern' 不是日期；写成 2026-11-23",
    ),
    "out of range": (
        ["rank", ".", "--draws", "0"],
        "'--draws' 的值不对：0 不在范围 1<=x<=100000 内",
    ),
    "too many words": (["form", "a", "b", "-o", "c"], "多出的参数：b"),
    "no run": (["rank", "."], ".：里面没有 run.json；请写 `score` 写出的文件夹"),
    "no form": (
        ["form", "green-community", "-o", "x.pdf"],
        "x.pdf：没有后缀为“.pdf”的表；可用的有：.html, .xlsx",
    ),
}


@pytest.mark.parametrize(("words", "said"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_with_a_call_is_said_in_chinese(
    words: list[str], said: str, call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    told = call(*words)
    assert told.code == 2
    assert told.err.splitlines()[-1] == said
    english = call(*words, "--lang", "en")
    assert english.code == 2
    assert not CHINESE.search(english.err)


# Sentences that are put together, or that only repeat what another has said.
FRAMES = {
    f"--quota {HOLE}: {HOLE}": "--quota 150%: found '150%'; a share is written 0% to 100%, with at most four decimals",
    f"--number: found {HOLE}; {HOLE}": "--number: found -5; 数量应为 1 至 9,999,999",
    f"--robustness: {HOLE}": (
        "--robustness: x.yaml:3:5: a step of this could reach 5; numbers stay exact up to 4. "
        "Give its fields a smaller `max`"
    ),
    f"--applicant: found {HOLE}; allowed: {HOLE}{HOLE}": (
        "--applicant: found 'x'; allowed: a code in the column `applicant` of results.csv"
    ),
    f"{HOLE}.parquet: {HOLE}": "x.parquet: Permission denied",
    f"{HOLE}: {HOLE}": "x: Permission denied",
}
# What a programmer may hear, and no user.
INNER = (
    f"module 'dabiao' has no attribute '{HOLE}'",
    f"no report is written to a file ending with {HOLE}",
)
TOLD = {
    FRAMES.get(text, text): place
    for text, place in sentences("dabiao", "reports").items()
    if text not in INNER
    and not re.search("[\u4e00-\u9fff]", text.replace("地区,名额 or 类别,名额", ""))
}


@pytest.mark.parametrize("text", TOLD, ids=lambda text: TOLD[text])
def test_every_sentence_that_a_command_may_end_with_has_its_chinese(text: str) -> None:
    with heard(["--lang", "zh"]):
        told = spoken(text.replace(HOLE, "x"))
    assert CHINESE.search(told), f"write it into dabiao/locale/sentences.yaml: {text}"


WRONG_CASES = """
standard: vulnerability-severity
cases:
- {id: a, kind: limits, name: 甲, answers: {av: n, ac: l, pr: n, ui: n, c: h, i: h, a: h},
   expect: {score: 1, grade: low, outcome: failed, coverage: 50%, parts: {base: 1, x: 2}, points: {b: 1, y: 2}, figures: {iss: 5, exploit: null}, checks: [没有的]}}
- {id: b, kind: limits, name: 乙, like: c, answers: {}, expect: {score: 1}}
"""


def test_differences_of_worked_cases_are_told_in_chinese(call: Call, tmp_path: Path) -> None:
    (tmp_path / "cases").mkdir()
    for name, text in (("", SYSTEM.read_text(encoding="utf-8")), ("cases", WRONG_CASES)):
        (tmp_path / name / SYSTEM.name).write_text(text, encoding="utf-8")
    told = call("standards", "test", tmp_path / SYSTEM.name)
    lines = [line for line in told.out.splitlines() if line.startswith("    ")]
    assert len(lines) == 12
    assert all(CHINESE.search(line) and "expected" not in line for line in lines), lines
    assert told.err.endswith("：2 个算例中 0 个与预期一致\n")


def test_what_only_one_of_two_tables_has_is_told_in_words() -> None:
    for side, zh, en in ((A_ROW, "有一行", "a row"), (A_COLUMN, "有一列", "a column")):
        one = Difference("data/a.csv", "value", "441900-1", "", side, NONE)
        assert verify_line(one, "zh").endswith(f"公布为 {zh}，重算为 –")
        assert verify_line(one, "en").endswith(f"published {en}, recomputed –")


def test_a_line_with_a_place_keeps_it() -> None:
    with heard(["--lang=zh"]):
        told = spoken("site.yaml:3:5: each language may stand once")
        assert told == "site.yaml:3:5: 每种语言只写一次"
        assert spoken("甲 | A") == "甲"
    with heard(["x", "--lang", "zh", "--lang", "en"]):
        assert spoken("甲 | A") == "A"
        assert spoken("x: no such file") == "x: no such file"
