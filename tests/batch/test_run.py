"""A RUN: whole or not at all, the same bytes for the same inputs, and read back as it was."""

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from engine.answers import Answers
from engine.compile import compile
from engine.score import Scores, score
from reports.run import FILES, RunError
from reports.run import write as run_write
from reports.run.answers import long, ordered, picked
from reports.run.reasons import run_reasons
from standards.load import loads
from tests.batch.samples import DAY, STANDARD, drawn, program, said, scored, written

# -- what is in it


def test_a_run_holds_the_files_of_the_contract(scores: Scores, tmp_path: Path) -> None:
    assert set(written(tmp_path / "run", scores)) == {
        "run.json",
        "results.csv",
        "results.parquet",
        "criteria.parquet",
        "answers.parquet",
        "problems.csv",
        "standard.yaml",
    }
    assert set(FILES) == {path.name for path in (tmp_path / "run").iterdir()}


def test_the_record_says_what_was_judged_by_what_and_when(scores: Scores, tmp_path: Path) -> None:
    written(tmp_path / "run", scores)
    record = json.loads((tmp_path / "run" / "run.json").read_text(encoding="utf-8"))
    outcomes = record["counts"].pop("outcomes")
    grades = record["counts"].pop("grades")
    version = record["program"].pop("version")
    assert record == {
        "run": 1,
        "program": {"name": "dabiao"},
        "standard": {"id": "demo", "edition": "1", "digest": program().digest},
        "as_of": "2026-11-23",
        "parameters": {"window:months:6": 20596},
        "cohort": [],
        "inputs": [
            {"file": "a.xlsx", "digest": None},
            {"file": "b.xlsx", "digest": "sha256:2"},
        ],
        "register": "sha256:3",
        "counts": {"applicants": 12, "problems": 2, "not_read": 1},
    }
    assert version
    assert sum(outcomes.values()) == 12
    assert sum(grades.values()) == outcomes["named"] + outcomes["conditional"]


def test_the_results_have_the_columns_of_the_contract(scores: Scores, tmp_path: Path) -> None:
    written(tmp_path / "run", scores)
    columns = [
        *("applicant", "name", "district", "category", "score", "of", "exact", "coverage"),
        *("grade", "outcome", "rank", "part:1", "part:2", "part:3", "reasons"),
    ]
    text = (tmp_path / "run" / "results.csv").read_text(encoding="utf-8-sig")
    assert text.splitlines()[0].split(",") == columns
    table = pl.read_parquet(tmp_path / "run" / "results.parquet")
    assert table.columns == columns
    assert table["exact"].dtype == pl.Int64
    assert table["score"].dtype == pl.Decimal(38, 1)


def test_a_spreadsheet_shows_points_without_idle_zeros(scores: Scores, tmp_path: Path) -> None:
    written(tmp_path / "run", scores)
    frame = pl.read_csv(tmp_path / "run" / "results.csv", infer_schema=False)
    table = pl.read_parquet(tmp_path / "run" / "results.parquet")
    assert set(frame["of"]) == {"100"}
    for name in ("part:1", "part:2", "part:3", "coverage"):
        assert frame[name].cast(pl.Decimal(38, 4)).to_list() == table[name].to_list()
        assert not frame[name].str.contains(r"\.\d*0$|\.$").any()
    assert frame["score"].str.contains(r"^\d+\.\d$").all()


def test_a_criterion_of_an_applicant_has_one_row(scores: Scores, tmp_path: Path) -> None:
    written(tmp_path / "run", scores)
    table = pl.read_parquet(tmp_path / "run" / "criteria.parquet")
    assert table.columns == ["applicant", "criterion", "exact", "of", "state"]
    assert table.height == 12 * 6
    assert table.select("applicant", "criterion").is_unique().all()
    row = table.filter(applicant="441900-0001", criterion="1.2").row(0, named=True)
    assert (row["exact"], row["of"], row["state"]) == (0, 200_000, "invalid")
    away = table.filter(pl.col("criterion") == "2.2")["state"].unique().to_list()
    assert away == ["not_applicable"]


def test_the_points_of_the_criteria_add_up_to_the_score() -> None:
    from reports.run.results import criteria, results

    found = scored(60)
    table = results(found, pl.Series([""] * 60))
    total = criteria(found).group_by("applicant").agg(pl.col("exact").sum().alias("sum"))
    away = found.answers.values["na:2.2"]
    both = table.filter(~away).join(total, on="applicant")
    assert both.height > 40
    assert (both["sum"] == both["exact"]).all()


def test_reasons_are_told_to_those_who_missed_the_best_grade_alone() -> None:
    found = scored(80)
    reasons = run_reasons(found)
    missed = found.frame["grade"] != 0
    assert (reasons != "").to_list() == missed.to_list()
    refused = found.frame["outcome"] == 3
    assert refused.any()
    assert all("不少于100户" in text for text in reasons.filter(refused))
    assert not any("优秀" in text for text in reasons.filter(refused))


def test_nothing_in_a_table_runs(scores: Scores, tmp_path: Path) -> None:
    evil = scores.answers.applicants.with_columns(
        name=pl.lit("=HYPERLINK(1)"), district=pl.lit("@x")
    )
    changed = replace(scores, answers=replace(scores.answers, applicants=evil))
    written(tmp_path / "run", changed)
    for name in ("results.csv", "problems.csv"):
        cells = pl.read_csv(tmp_path / "run" / name, infer_schema=False)
        for column in cells:
            assert not column.str.contains(r"^[=+\-@\t\r]").any(), column.name


# -- the same bytes


def test_the_same_inputs_give_the_same_bytes(scores: Scores, tmp_path: Path) -> None:
    assert written(tmp_path / "one", scores) == written(tmp_path / "two", scores)


def test_the_order_in_which_applicants_were_read_is_all_one(tmp_path: Path) -> None:
    standard = program()
    answers = said(drawn(standard, 12))
    turned = picked(answers, list(range(11, -1, -1)))
    turned = replace(turned, problems=answers.problems.reverse())
    runs = [
        written(tmp_path / name, score(standard, ordered(given), DAY))
        for name, given in (("one", answers), ("two", turned))
    ]
    assert runs[0] == runs[1]


def test_a_large_table_gives_the_same_bytes(tmp_path: Path) -> None:
    answers = drawn(program(), 400)
    many = pl.concat([answers.applicants] * 100).with_columns(
        applicant=pl.int_range(40_000).cast(pl.String)
    )
    large = Answers(many, pl.concat([answers.values] * 100))
    tables = [long(program(), large) for _ in range(2)]
    for number, table in enumerate(tables):
        table.write_parquet(tmp_path / f"{number}.parquet")
    assert (tmp_path / "0.parquet").read_bytes() == (tmp_path / "1.parquet").read_bytes()


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "with a mark of UTF-8"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"], ids=["LF", "CRLF"])
def test_the_standard_is_kept_byte_by_byte(mark: bytes, end: bytes, tmp_path: Path) -> None:
    data = mark + STANDARD.encode().replace(b"\n", end)
    standard = compile(loads(data, "demo.yaml"))
    written(tmp_path / "run", score(standard, drawn(standard, 3), DAY))
    assert (tmp_path / "run" / "standard.yaml").read_bytes() == data


# -- whole or not at all


@pytest.mark.parametrize("broken", ["criteria", "long"])
@pytest.mark.parametrize("kill", [KeyboardInterrupt, MemoryError, OSError])
def test_a_run_that_is_killed_leaves_the_old_one(
    scores: Scores,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    broken: str,
    kill: type[BaseException],
) -> None:
    def killed(*_: object) -> None:
        raise kill

    before = written(tmp_path / "run", scores)
    monkeypatch.setattr(run_write, broken, killed)
    with pytest.raises(kill):
        written(tmp_path / "run", scores)
    with pytest.raises(kill):
        written(tmp_path / "other", scores)
    after = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (tmp_path / "run").iterdir()
    }
    assert after == before
    assert [path.name for path in tmp_path.iterdir()] == ["run"]


def test_the_old_run_comes_back_where_the_new_one_cannot_take_its_place(
    scores: Scores, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = written(tmp_path / "run", scores)
    rename = Path.rename

    def locked(self: Path, target: Path) -> Path:
        if target.name == "run" and not self.name.endswith("-old"):
            raise PermissionError
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", locked)
    with pytest.raises(PermissionError):
        written(tmp_path / "run", scores)
    monkeypatch.undo()
    assert [path.name for path in tmp_path.iterdir()] == ["run"]
    assert {path.name for path in (tmp_path / "run").iterdir()} == set(before)


def test_an_old_run_is_replaced_even_with_what_a_desktop_left_in_it(
    scores: Scores, tmp_path: Path
) -> None:
    before = written(tmp_path / "run", scores)
    for name in (".DS_Store", "~$results.csv"):
        (tmp_path / "run" / name).touch()
    assert written(tmp_path / "run", scores) == before


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"letter.docx": ""}, "holds 'letter.docx', which is no part of a run"),
        ({"results.csv": "mine"}, "this is not a run"),
        ({"run.json": "{}"}, "this is not a run"),
        ({"run.json": "not json"}, "this is not a run"),
    ],
    ids=["a foreign file", "a table of the same name", "another record", "a broken record"],
)
def test_a_folder_that_is_no_run_is_not_written_over(
    scores: Scores, tmp_path: Path, files: dict[str, str], said: str
) -> None:
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(RunError, match=said):
        written(tmp_path, scores)
    assert {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()} == files


def test_a_file_is_not_written_over(scores: Scores, tmp_path: Path) -> None:
    (tmp_path / "run").write_text("mine", encoding="utf-8")
    with pytest.raises(RunError, match="this is a file"):
        written(tmp_path / "run", scores)


def test_a_run_is_written_where_a_link_points(scores: Scores, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    written(tmp_path / "link", scores)
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real" / "run.json").is_file()
