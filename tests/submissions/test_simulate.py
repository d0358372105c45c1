"""Generated applicants: plausible, various, the same for the same seed, and marked as generated."""

from __future__ import annotations

from collections import Counter
from datetime import date
from importlib import resources
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner

from dabiao.commands.simulate import command
from engine.compile import compile_named
from engine.program import OUTCOMES
from engine.score import score
from standards.load import bundled, load
from submissions.plausible import ladders
from submissions.read import read
from submissions.simulate import MOST, SimulationError, simulate
from tests.submissions.demo import program, same

DAY = date(2026, 12, 31)


WITH_A_PASS_MARK = [name for name in bundled() if load(name).standard.status == "reference"]
"""Of the sheets that were printed elsewhere no pass mark is known."""


@pytest.mark.parametrize("name", sorted(set(bundled()) - set(WITH_A_PASS_MARK)))
def test_without_a_pass_mark_the_scores_still_differ(name: str) -> None:
    made = compile_named(name)
    scores = score(made, simulate(made, 400, 1), DAY).frame
    assert scores["score"].n_unique() > 20
    assert scores["outcome"].n_unique() > 1


@pytest.mark.parametrize("name", WITH_A_PASS_MARK)
def test_they_come_out_good_and_bad(name: str) -> None:
    made = compile_named(name)
    scores = score(made, simulate(made, 400, 1), DAY).frame
    outcomes = Counter(OUTCOMES[place] for place in scores["outcome"])
    assert outcomes["named"] > 40
    assert outcomes["failed"] > 20
    assert outcomes["not_judged"] + outcomes["refused"] > 5
    full = int(made.standard.points * 10_000)
    middle = scores["score"].median()
    assert isinstance(middle, float)
    assert 0.7 * full < middle < 0.9 * full
    assert scores["score"].n_unique() > 150


@pytest.mark.parametrize("name", bundled())
def test_some_answers_are_missing_wrong_or_claimed_away(name: str) -> None:
    made = compile_named(name)
    answers = simulate(made, 400, 1)
    assert 0 < answers.invalid.height < 400
    assert answers.invalid.height == answers.problems.height
    assert (answers.claims.height > 5) == bool(made.claims)
    fields = [name for name in answers.values.columns if ":" not in name]
    share = sum(answers.values.select(fields).null_count().row(0)) / (400 * len(fields))
    assert 0.01 < share < 0.2
    given = [answers.values[f"ev:{id_}"].mean() for id_ in made.evidenced]
    assert all(isinstance(mean, float) and 0.8 < mean < 1 for mean in given)


@pytest.mark.parametrize("name", bundled())
def test_parts_are_never_more_than_their_wholes(name: str) -> None:
    made = compile_named(name)
    values = simulate(made, 400, 2).values
    for ladder in ladders(made, DAY):
        if len(ladder.of) == 1 and made.standard.asked[ladder.of[0]].places == ladder.field.places:
            pair = values.select(part=ladder.field.id, whole=ladder.of[0]).drop_nulls()
            least = ladder.field.range[0]
            assert pair.filter(
                (pl.col("part") > pl.col("whole")) & (pl.col("part") > least)
            ).is_empty()


def test_they_cannot_be_taken_for_real_ones() -> None:
    people = simulate(program(), 50, 1).applicants
    assert people["applicant"].to_list()[0] == "000000000001"
    assert people["applicant"].str.contains(r"^00\d{10}$").all()
    for column in ("name", "district", "category"):
        assert people[column].str.starts_with("模拟").all()


def test_the_same_seed_gives_the_same_applicants_and_another_gives_others() -> None:
    same(simulate(program(), 50, 1), simulate(program(), 50, 1))
    assert not simulate(program(), 50, 1).values.equals(simulate(program(), 50, 2).values)


@pytest.mark.parametrize("count", [0, -1, MOST + 1])
def test_a_number_that_cannot_be_generated_is_refused(count: int) -> None:
    with pytest.raises(SimulationError, match="a number from 1"):
        simulate(program(), count, 1)


@pytest.mark.parametrize("name", ["a.csv", "a.parquet", "a.json", "folder"])
def test_the_command_writes_what_can_be_read(tmp_path: Path, name: str) -> None:
    words = ["green-community", "-n", "5", "--seed", "3", "-o", str(tmp_path / name)]
    result = CliRunner().invoke(command, words, standalone_mode=False)
    assert result.return_value == 0
    assert read([tmp_path / name], compile_named("green-community")).count == 5


def test_the_command_fills_in_workbooks(tmp_path: Path) -> None:
    words = ["green-community", "-n", "2", "--form", "xlsx", "-o", str(tmp_path / "forms")]
    CliRunner().invoke(command, words, standalone_mode=False, catch_exceptions=False)
    made = compile_named("green-community")
    same(simulate(made, 2, 1), read([tmp_path / "forms"], made))


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["green-community", "-n", "0", "-o", "x.csv"], "--number：0 不对；数量应为 1 至"),
        (["green-community", "--seed", "-1", "-o", "x.csv"], "--seed：-1 不对；须为 0 或以上"),
        (["green-comunity", "-o", "x.csv"], "did you mean 'green-community'?"),
    ],
)
def test_wrong_words_end_in_a_sentence(words: list[str], sentence: str) -> None:
    result = CliRunner().invoke(command, words)
    assert result.exit_code == 2
    assert sentence in result.output


@pytest.mark.parametrize("name", bundled())
def test_the_shipped_sample_fits_its_standard(name: str) -> None:
    file = resources.files("submissions") / "examples" / "generated" / f"{name}.csv"
    with resources.as_file(file) as path:
        shipped = read([path], compile_named(name))
    assert shipped.count == 200
    assert shipped.applicants["applicant"].str.starts_with("00").all()
    assert set(shipped.problems["effect"]) == {"invalid"}
