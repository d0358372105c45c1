"""`dabiao standards new`, `check`, `export` and `import`, as a clerk calls them."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import openpyxl
import pytest
from click.testing import CliRunner, Result

from dabiao.commands.standards import command
from standards.document import Document
from standards.load import bundled, load
from standards.scaffold import SCHEMA_FILE
from standards.schema_words import _plain
from tests.authoring.books import book, changed, put


def run(*args: object, language: str = "zh") -> Result:
    environment = {"COLUMNS": "160", "LANG": "en_US" if language == "en" else "zh_CN.UTF-8"}
    return CliRunner(env=environment).invoke(command, list(map(str, args)), standalone_mode=False)


def code_of(result: Result) -> object:
    return result.return_value if result.exception is None else getattr(result.exception, "code", 1)


# -- new


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_new_standard_is_clean_and_its_cases_come_out(language: str, tmp_path: Path) -> None:
    path = tmp_path / "my-town.yaml"
    made = run("new", "my-town", "-o", path, "--lang", language)
    assert code_of(made) == 0
    written = [path, tmp_path / "cases" / path.name, tmp_path / SCHEMA_FILE]
    assert made.stdout.split() == list(map(str, written))
    checked = run("check", path)
    assert (checked.return_value, checked.stdout) == (0, "")
    tested = run("test", path, "--lang", "en")
    assert tested.return_value == 0, tested.stdout
    assert "3 of 3 cases" in tested.stderr


def test_a_new_standard_has_its_schema_beside_it_and_fits_it(tmp_path: Path) -> None:
    path = tmp_path / "my-town.yaml"
    run("new", "my-town", "-o", path)
    first = path.read_text("utf-8").splitlines()[0]
    assert first == f"# yaml-language-server: $schema={SCHEMA_FILE}"
    validator = jsonschema.Draft202012Validator(
        json.loads((tmp_path / SCHEMA_FILE).read_text("utf-8"))
    )
    value = _plain(Document(path.read_text("utf-8"), "x").value)
    assert [error.message for error in validator.iter_errors(value)] == []


def test_comments_are_in_one_language(tmp_path: Path) -> None:
    texts = {}
    for language in ("zh", "en"):
        path = tmp_path / language / "a.yaml"
        run("new", "a", "-o", path, "--lang", language)
        lines = path.read_text("utf-8").splitlines()
        texts[language] = [line.strip() for line in lines if line.strip().startswith("#")][1:]
    assert not any("A standard: every entry" in line for line in texts["zh"])
    assert any("这是一份评分标准" in line for line in texts["zh"])
    assert not any("这是一份评分标准" in line for line in texts["en"])
    assert not any(line.startswith(("#zh", "#en")) for lines in texts.values() for line in lines)


@pytest.mark.parametrize("name", bundled())
def test_a_bundled_standard_can_be_begun_with(name: str, tmp_path: Path) -> None:
    path = tmp_path / "ours.yaml"
    assert code_of(run("new", "ours", "--like", name, "-o", path)) == 0
    assert load(path).standard.standard == "ours"
    assert load(path).standard.parts == load(name).standard.parts
    cases = Document((tmp_path / "cases" / path.name).read_text("utf-8"), "cases").value
    assert cases["standard"] == "ours"


def test_the_cases_of_a_standard_begun_with_come_out(tmp_path: Path) -> None:
    path = tmp_path / "ours.yaml"
    run("new", "ours", "--like", "community-construction", "-o", path)
    assert run("test", path).return_value == 0


WRONG = {
    "an id that cannot be one": (["new", "我们"], "letters, digits"),
    "the id of a bundled standard": (["new", "green-community"], "is a bundled standard"),
    "a standard to begin with that is none": (["new", "a", "--like", "b"], "no standard 'b'"),
    "a file that is there": (["new", "a", "-o", "HERE"], "there is a file already"),
    "a workbook that is there": (["new", "a", "-o", "BOOK"], "there is a file already"),
    "export into another format": (["export", "green-community", "-o", "a.pdf"], "found '.pdf'"),
    "export of a standard that is none": (
        ["export", "green", "-o", "a.xlsx"],
        "no standard 'green'",
    ),
    "import of nothing": (["import", "absent.xlsx"], "no such file"),
    "import over a file": (["import", "HERE"], "there is a file already"),
    "show as another format": (["show", "green-community", "-o", "a.pdf"], "found '.pdf'"),
    "show a workbook on the screen": (
        ["show", "green-community", "--format", "xlsx"],
        "goes into a file",
    ),
}


@pytest.mark.parametrize(("args", "said"), WRONG.values(), ids=WRONG.keys())
def test_what_is_wrong_is_said_in_a_sentence(args: list[str], said: str, tmp_path: Path) -> None:
    (tmp_path / "here.yaml").write_text("x", "utf-8")
    (tmp_path / "here.xlsx").write_text("x", "utf-8")
    places = {"HERE": tmp_path / "here.yaml", "BOOK": tmp_path / "here.xlsx"}
    result = run(*(places.get(word, word) for word in args), language="en")
    assert code_of(result) == 2
    assert said in result.output
    assert "Traceback" not in result.output
    assert (tmp_path / "here.yaml").read_text("utf-8") == "x"


# -- check


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    path = tmp_path / "my-town.yaml"
    run("new", "my-town", "-o", path)
    text = (
        path.read_text("utf-8")
        .replace("each: 5", "each: 4")
        .replace("advice: {zh: 利用", "note: {zh: 利用")
    )
    path.write_text(text, "utf-8")
    return path


def test_check_says_what_to_do_below_the_line_with_the_place(faulty: Path) -> None:
    lines = run("check", faulty, "--lang", "zh").stdout.splitlines()
    places = [line for line in lines if not line.startswith(" ")]
    assert [line.split(": ", 1)[1] for line in places] == [
        "3 items of 4 make 12, not the 15 points",
        "criterion 2.2: no `advice` says what to do  [note]",
    ]
    start = lines.index(places[0])
    assert lines[start + 1] == "    3 条每条 4 分合计 12 分，不是本项的 15 分"
    assert lines[start + 2].startswith("    改法：")
    assert lines[start + 3] == "    写法示例："
    assert "checklist:" in "".join(lines[start + 4 : start + 9])


def test_check_in_english_keeps_the_lines_with_the_places(faulty: Path) -> None:
    zh, en = (
        run("check", faulty, "--lang", language).stdout.splitlines() for language in ("zh", "en")
    )
    assert [line for line in zh if line[0] != " "] == [line for line in en if line[0] != " "]
    assert any(line.startswith("    To do: ") for line in en)
    assert not any("\u4e00" <= c <= "\u9fff" for line in en if "items:" not in line for c in line)


def test_brief_gives_the_lines_with_the_places_alone(faulty: Path) -> None:
    lines = run("check", faulty, "--brief").stdout.splitlines()
    assert len(lines) == 2
    assert all(line.startswith(f"{faulty}:") for line in lines)


def test_check_for_editors(faulty: Path) -> None:
    result = run("check", faulty, "--json")
    assert result.return_value == 1
    one, two = json.loads(result.stdout)
    assert one["code"] == "not-full"
    assert one["path"] == ["parts", 1, "criteria", 0, "rule", "checklist", "each"]
    assert (one["weight"], two["weight"]) == ("error", "note")
    line = faulty.read_text("utf-8").splitlines()[one["line"] - 1]
    assert line[one["column"] - 1 :] == "each: 4"
    assert one["zh"].startswith("3 条每条")
    assert one["do"]["en"]
    assert two["example"] is None


def test_check_of_a_clean_standard_for_editors_is_an_empty_list() -> None:
    assert json.loads(run("check", "green-community", "--json").stdout) == []


def test_other_commands_tell_the_faults_of_a_standard_in_the_language_of_the_reader(
    faulty: Path,
) -> None:
    text = faulty.read_text("utf-8").replace("rule: yes_no", "rule: yes_on")
    faulty.write_text(text, "utf-8")
    assert "没有评分方式“yes_on”" in run("show", faulty, language="zh").output
    assert "没有" not in run("show", faulty, language="en").output


# -- export and import


@pytest.mark.parametrize("name", bundled())
def test_export_and_import_give_the_same_file_as_the_normal_form(name: str, tmp_path: Path) -> None:
    for target in ("normal.yaml", "rubric.xlsx"):
        assert code_of(run("export", name, "-o", tmp_path / target)) == 0
    result = run("import", tmp_path / "rubric.xlsx", "-o", tmp_path / "again.yaml")
    assert code_of(result) == 0
    first, _, rest = (tmp_path / "again.yaml").read_text("utf-8").partition("\n")
    assert first.startswith("# yaml-language-server")
    assert rest == (tmp_path / "normal.yaml").read_text("utf-8")
    assert (tmp_path / SCHEMA_FILE).exists()
    assert load(tmp_path / "again.yaml").standard == load(name).standard


def test_import_with_faults_writes_nothing(tmp_path: Path) -> None:
    path = changed(tmp_path, put("指标", "分值", 2, "ten"))
    result = run("import", path, "-o", tmp_path / "a.yaml", "--lang", "zh")
    assert code_of(result) == 1
    assert result.stdout.splitlines()[0].startswith("rubric.xlsx!指标!E2: ")
    assert "这里应为数字" in result.stdout
    assert not (tmp_path / "a.yaml").exists()


def test_import_takes_the_name_of_the_workbook(tmp_path: Path) -> None:
    assert code_of(run("import", book(tmp_path))) == 0
    assert run("check", tmp_path / "rubric.yaml").stdout == ""
    again = run("import", tmp_path / "rubric.xlsx")
    assert code_of(again) == 2
    assert "已有这个文件；要覆盖请用 -o 写出它" in again.stderr


def test_a_new_workbook_can_be_imported(tmp_path: Path) -> None:
    path = tmp_path / "my-town.xlsx"
    assert code_of(run("new", "my-town", "-o", path)) == 0
    assert openpyxl.load_workbook(path).sheetnames[:3] == ["标准", "部分", "指标"]
    assert code_of(run("import", path)) == 0
    assert load(tmp_path / "my-town.yaml").standard.standard == "my-town"
