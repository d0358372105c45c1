"""A RUN that is read back: the same answers, the same scores, and every difference told."""

from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from engine.answers import Answers
from engine.score import Scores, score
from reports.run import FILES, RunError
from reports.run import read as run_read
from reports.run.answers import LONG, answers_of, long, picked
from tests.batch.samples import DAY, drawn, program, written

FRAMES = ("applicants", "values", "invalid", "claims", "evidence", "origin", "problems")


def same(one: Answers, other: Answers) -> bool:
    """Whether two answers hold the same, in whatever order things were said."""

    def frame(answers: Answers, name: str) -> pl.DataFrame:
        found: pl.DataFrame = getattr(answers, name)
        columns = sorted(found.columns)
        kept = found.select(columns)
        return kept if name in ("applicants", "values") else kept.sort(columns)

    return all(frame(one, name).equals(frame(other, name)) for name in FRAMES)


def test_answers_become_a_long_table_and_back(scores: Scores) -> None:
    table = long(scores.program, scores.answers)
    assert dict(table.schema) == LONG
    assert same(answers_of(scores.program, table, scores.answers.problems), scores.answers)


def test_the_long_table_tells_answers_in_words(scores: Scores) -> None:
    table = long(scores.program, scores.answers).filter(applicant="441900-0002")

    def value(field: str, kind: str = "answer") -> object:
        return table.filter(field=field, kind=kind)["value"].to_list()[0]

    row = scores.answers.values.row(1, named=True)
    assert value("1.1") == str(row["1.1"]).lower()
    assert value("3.1") == "abc"[row["3.1"]]
    assert value("1.2") == f"{row['1.2'] / 10_000:.4f}"
    assert value("contact") == "王主任"
    assert value("last_event")[:3] == "202"  # type: ignore[index]  # it is a text
    assert value("2.2", "not_applicable") == "无食堂"


def test_an_answer_that_two_gave_has_a_line_for_each(scores: Scores) -> None:
    table = long(scores.program, scores.answers)
    lines = table.filter(applicant="441900-0002", field="1.2")
    assert lines["origin"].sort().to_list() == ["inspection", "self"]
    assert lines["exact"].n_unique() == 1


@pytest.mark.parametrize("rows", [[], [3], [5, 0, 2], list(range(11, -1, -1))], ids=str)
def test_some_applicants_are_picked_with_all_that_was_said_of_them(
    scores: Scores, rows: list[int]
) -> None:
    chosen = picked(scores.answers, rows)
    again = score(scores.program, chosen, DAY)
    assert again.frame.equals(scores.frame[rows])
    for name in ("invalid", "claims", "evidence", "origin"):
        old, new = getattr(scores.answers, name), getattr(chosen, name)
        expected = [(row, *line[1:]) for row in rows for line in old.filter(row=row).iter_rows()]
        back = [(rows[line[0]], *line[1:]) for line in new.iter_rows()]
        assert sorted(back) == sorted(expected)


@pytest.mark.parametrize("name", ["run", "run[1]", "k=v", "星 *"])
def test_a_run_that_is_read_back_gives_the_same_scores(
    scores: Scores, tmp_path: Path, name: str
) -> None:
    written(tmp_path / name, scores)
    run = run_read.read(tmp_path / name)
    assert same(run.scores.answers, scores.answers)
    assert run.scores.frame.equals(scores.frame)
    assert run.scores.as_of == DAY
    assert run_read.differences(run).is_empty()


def test_a_run_without_districts_keeps_the_column(tmp_path: Path) -> None:
    standard = program()
    answers = drawn(standard, 3)
    none = answers.applicants.with_columns(district=pl.lit(None, pl.String))
    written(tmp_path / "run", score(standard, replace(answers, applicants=none), DAY))
    back = run_read.read(tmp_path / "run").scores.answers.applicants
    assert back["district"].to_list() == [None] * 3


def test_a_changed_result_is_noticed(scores: Scores, tmp_path: Path) -> None:
    written(tmp_path / "run", scores)
    file = tmp_path / "run" / "results.parquet"
    table = pl.read_parquet(file)
    changed = pl.when(pl.col("applicant") == "441900-0003").then(1).otherwise(pl.col("exact"))
    table.with_columns(exact=changed).write_parquet(file)
    found = run_read.differences(run_read.read(tmp_path / "run"))
    real = scores.frame["score"][2]
    assert found.rows() == [("441900-0003", "exact", "1", str(real))]


def test_an_applicant_that_is_missing_from_the_results_is_noticed(
    scores: Scores, tmp_path: Path
) -> None:
    written(tmp_path / "run", scores)
    file = tmp_path / "run" / "results.parquet"
    pl.read_parquet(file).head(11).write_parquet(file)
    found = run_read.differences(run_read.read(tmp_path / "run"))
    assert found.rows() == [("441900-0012", "applicant", None, "441900-0012")]


def test_a_changed_standard_is_noticed(scores: Scores, tmp_path: Path) -> None:
    written(tmp_path / "run", scores)
    file = tmp_path / "run" / "standard.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    found = run_read.differences(run_read.read(tmp_path / "run"))
    assert found["column"].to_list() == ["standard"]


@pytest.mark.parametrize(
    "name", [name for name in FILES if name not in ("results.csv", "criteria.parquet")]
)
@pytest.mark.parametrize("damage", [None, b"", b"\x00\xff" * 200, b"[1]"], ids=str)
def test_a_damaged_run_is_told_in_a_sentence(
    scores: Scores, tmp_path: Path, name: str, damage: bytes | None
) -> None:
    written(tmp_path / "run", scores)
    file = tmp_path / "run" / name
    if damage is None:
        file.unlink()
    else:
        file.write_bytes(damage)
    with pytest.raises(RunError, match=name.replace(".", r"\.")):
        run_read.read(tmp_path / "run")
