"""`dabiao standards`: list, show, check, test."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result

from dabiao.commands.standards import command
from standards.load import bundled


def run(*args: str) -> Result:
    return CliRunner(env={"COLUMNS": "160"}).invoke(command, list(args), standalone_mode=False)


def test_the_list_names_every_bundled_standard_with_its_status() -> None:
    result = run()
    assert result.return_value == 0
    for name in bundled():
        assert name in result.stdout
    assert "参考" in result.stdout
    assert "reference" in run("--lang", "en").stdout


def test_the_list_as_json_carries_digests() -> None:
    rows = json.loads(run("--json").stdout)
    assert [row["standard"] for row in rows] == list(bundled())
    assert all(row["digest"].startswith("sha256:") for row in rows)


@pytest.mark.parametrize("name", bundled())
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_rubric_shows_every_criterion(name: str, language: str) -> None:
    from standards.load import load

    result = run("show", name, "--lang", language)
    assert result.return_value == 0
    for criterion in load(name).standard.criteria:
        assert criterion.id in result.stdout


@pytest.mark.parametrize("name", bundled())
def test_the_schema_of_a_submission_is_a_schema(name: str) -> None:
    schema = json.loads(run("show", name, "--schema").stdout)
    jsonschema.Draft202012Validator.check_schema(schema)


def test_checking_all_bundled_standards_is_clean() -> None:
    result = run("check")
    assert result.return_value == 0
    placed = [line for line in result.stdout.splitlines() if not line.startswith(" ")]
    assert [line for line in placed if "; decided: " not in line] == []
    assert len(placed) == 2  # what a source prints twice and disagreeing is told although decided


@pytest.mark.parametrize("name", bundled())
def test_worked_cases_come_out_as_calculated_by_hand(name: str) -> None:
    result = run("test", name)
    assert result.return_value == 0, result.stdout


def test_a_case_that_differs_is_told_with_its_place(tmp_path: Path) -> None:
    from importlib import resources

    folder = tmp_path / "cases"
    folder.mkdir()
    library = resources.files("standards") / "library"
    name = "green-community.yaml"
    (tmp_path / name).write_text((library / name).read_text("utf-8"), "utf-8")
    text = (library / "cases" / name).read_text("utf-8")
    assert "score: 100" in text
    (folder / name).write_text(text.replace("score: 100", "score: 99.5", 1), "utf-8")
    result = run("test", str(tmp_path / name))
    assert result.return_value == 1
    assert "总分：应为 99.5，得到 100" in result.stdout
    assert f"{folder / name}:" in result.stdout


@pytest.mark.parametrize("dialect", ["duckdb", "postgres", "spark"])
def test_a_standard_as_sql(dialect: str) -> None:
    import sqlglot

    result = run("compile", "green-community", "--to", "sql", "--dialect", dialect)
    assert result.return_value == 0
    assert "points:1.1" in result.stdout
    assert len(sqlglot.parse(result.stdout, dialect=dialect)) == 1


def test_a_standard_as_javascript() -> None:
    result = run("compile", "green-community", "--to", "javascript")
    assert result.return_value == 0
    assert result.stdout.startswith("// green-community")


WRONG = {
    "an unknown standard": (["show", "green"], "no standard 'green'"),
    "no cases beside a standard": (["test", "STANDARD"], "no worked cases"),
    "a file that is no standard": (["check", "EMPTY"], "found nothing"),
    "a folder": (["check", "FOLDER"], "this is a folder"),
}


@pytest.mark.parametrize(("args", "said"), WRONG.values(), ids=WRONG.keys())
def test_what_is_wrong_is_said_in_a_sentence(args: list[str], said: str, tmp_path: Path) -> None:
    from importlib import resources

    source = resources.files("standards") / "library" / "green-community.yaml"
    (tmp_path / "alone.yaml").write_text(source.read_text("utf-8"), "utf-8")
    (tmp_path / "empty.yaml").touch()
    places = {"STANDARD": "alone.yaml", "EMPTY": "empty.yaml", "FOLDER": ""}
    words = [str(tmp_path / places[word]) if word in places else word for word in args]
    result = run(*words)
    code = result.return_value if result.exception is None else result.exit_code
    assert code == 2
    assert said in result.output
    assert "Traceback" not in result.output
