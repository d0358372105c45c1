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
from reports import run_read, run_write
from reports.run import FILES, RunError
from reports.run_answers import LONG, answers_of, long, ordered, picked
from reports.run_reasons import run_reasons
from standards.load import loads
from tests.batch.samples import DAY, STANDARD, drawn, program, said, scored

INPUTS = run_write.Files({"b.xlsx": "sha256:2", "a.xlsx": None}, "sha256:3")
FRAMES = ("applicants", "values", "invalid", "claims", "evidence", "origin", "problems")


@pytest.fixture(scope="module")
def scores() -> Scores:
    standard = program()
    return score(standard, ordered(said(drawn(standard, 12))), DAY)


def write(folder: Path, scores: Scores) -> dict[str, str]:
    """Write a run; the digest of every file of it."""
    run_write.write(folder, scores, run_reasons(scores), INPUTS)
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


def same(one: Answers, other: Answers) -> bool:
    """Whether two answers hold the same, in whatever order things were said."""

    def frame(answers: Answers, name: str) -> pl.DataFrame:
        found: pl.DataFrame = getattr(answers, name)
        columns = sorted(found.columns)
        kept = found.select(columns)
        return kept if name in ("applicants", "values") else kept.sort(columns)

    return all(frame(one, name).equals(frame(other, name)) for name in FRAMES)


# -- what is in it


def test_a_run_holds_the_files_of_the_contract(scores: Scores, tmp_path: Path) -> None:
    assert set(write(tmp_path / "run", scores)) == {
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
    write(tmp_path / "run", scores)
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
    write(tmp_path / "run", scores)
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
    write(tmp_path / "run", scores)
    frame = pl.read_csv(tmp_path / "run" / "results.csv", infer_schema=False)
    table = pl.read_parquet(tmp_path / "run" / "results.parquet")
    assert set(frame["of"]) == {"100"}
    for name in ("part:1", "part:2", "part:3", "coverage"):
        assert frame[name].cast(pl.Decimal(38, 4)).to_list() == table[name].to_list()
        assert not frame[name].str.contains(r"\.\d*0$|\.$").any()
    assert frame["score"].str.contains(r"^\d+\.\d$").all()


def test_a_criterion_of_an_applicant_has_one_row(scores: Scores, tmp_path: Path) -> None:
    write(tmp_path / "run", scores)
    table = pl.read_parquet(tmp_path / "run" / "criteria.parquet")
    assert table.columns == ["applicant", "criterion", "exact", "of", "state"]
    assert table.height == 12 * 6
    assert table.select("applicant", "criterion").is_unique().all()
    row = table.filter(applicant="441900-0001", criterion="1.2").row(0, named=True)
    assert (row["exact"], row["of"], row["state"]) == (0, 200_000, "invalid")
    away = table.filter(pl.col("criterion") == "2.2")["state"].unique().to_list()
    assert away == ["not_applicable"]


def test_the_points_of_the_criteria_add_up_to_the_score() -> None:
    from reports.run_results import criteria, results

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
    write(tmp_path / "run", changed)
    for name in ("results.csv", "problems.csv"):
        cells = pl.read_csv(tmp_path / "run" / name, infer_schema=False)
        for column in cells:
            assert not column.str.contains(r"^[=+\-@\t\r]").any(), column.name


# -- the same bytes


def test_the_same_inputs_give_the_same_bytes(scores: Scores, tmp_path: Path) -> None:
    assert write(tmp_path / "one", scores) == write(tmp_path / "two", scores)


def test_the_order_in_which_applicants_were_read_is_all_one(tmp_path: Path) -> None:
    standard = program()
    answers = said(drawn(standard, 12))
    turned = picked(answers, list(range(11, -1, -1)))
    turned = replace(turned, problems=answers.problems.reverse())
    runs = [
        write(tmp_path / name, score(standard, ordered(given), DAY))
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
    write(tmp_path / "run", score(standard, drawn(standard, 3), DAY))
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

    before = write(tmp_path / "run", scores)
    monkeypatch.setattr(run_write, broken, killed)
    with pytest.raises(kill):
        write(tmp_path / "run", scores)
    with pytest.raises(kill):
        write(tmp_path / "other", scores)
    after = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (tmp_path / "run").iterdir()
    }
    assert after == before
    assert [path.name for path in tmp_path.iterdir()] == ["run"]


def test_the_old_run_comes_back_where_the_new_one_cannot_take_its_place(
    scores: Scores, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = write(tmp_path / "run", scores)
    rename = Path.rename

    def locked(self: Path, target: Path) -> Path:
        if target.name == "run" and not self.name.endswith("-old"):
            raise PermissionError
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", locked)
    with pytest.raises(PermissionError):
        write(tmp_path / "run", scores)
    monkeypatch.undo()
    assert [path.name for path in tmp_path.iterdir()] == ["run"]
    assert {path.name for path in (tmp_path / "run").iterdir()} == set(before)


def test_an_old_run_is_replaced_even_with_what_a_desktop_left_in_it(
    scores: Scores, tmp_path: Path
) -> None:
    before = write(tmp_path / "run", scores)
    for name in (".DS_Store", "~$results.csv"):
        (tmp_path / "run" / name).touch()
    assert write(tmp_path / "run", scores) == before


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
        write(tmp_path, scores)
    assert {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()} == files


def test_a_file_is_not_written_over(scores: Scores, tmp_path: Path) -> None:
    (tmp_path / "run").write_text("mine", encoding="utf-8")
    with pytest.raises(RunError, match="this is a file"):
        write(tmp_path / "run", scores)


def test_a_run_is_written_where_a_link_points(scores: Scores, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    write(tmp_path / "link", scores)
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real" / "run.json").is_file()


# -- read back


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
    write(tmp_path / name, scores)
    run = run_read.read(tmp_path / name)
    assert same(run.scores.answers, scores.answers)
    assert run.scores.frame.equals(scores.frame)
    assert run.scores.as_of == DAY
    assert run_read.differences(run).is_empty()


def test_a_run_without_districts_keeps_the_column(tmp_path: Path) -> None:
    standard = program()
    answers = drawn(standard, 3)
    none = answers.applicants.with_columns(district=pl.lit(None, pl.String))
    write(tmp_path / "run", score(standard, replace(answers, applicants=none), DAY))
    back = run_read.read(tmp_path / "run").scores.answers.applicants
    assert back["district"].to_list() == [None] * 3


def test_a_changed_result_is_noticed(scores: Scores, tmp_path: Path) -> None:
    write(tmp_path / "run", scores)
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
    write(tmp_path / "run", scores)
    file = tmp_path / "run" / "results.parquet"
    pl.read_parquet(file).head(11).write_parquet(file)
    found = run_read.differences(run_read.read(tmp_path / "run"))
    assert found.rows() == [("441900-0012", "applicant", None, "441900-0012")]


def test_a_changed_standard_is_noticed(scores: Scores, tmp_path: Path) -> None:
    write(tmp_path / "run", scores)
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
    write(tmp_path / "run", scores)
    file = tmp_path / "run" / name
    if damage is None:
        file.unlink()
    else:
        file.write_bytes(damage)
    with pytest.raises(RunError, match=name.replace(".", r"\.")):
        run_read.read(tmp_path / "run")
