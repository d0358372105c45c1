"""The rivals of the benchmarks give what the engine gives, and the benchmarks run."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from benchmarks import agree, data, page, suites
from benchmarks.measure import Row, Scale, Side, compare, peak_megabytes
from benchmarks.suites import Suite
from engine.answers import Answers
from engine.score import score
from submissions.readers.parquet import read_table
from submissions.simulate import simulate

COUNT = 3_000
NEEDS = {"polars": (), "pandas": ("pandas",), "duckdb": ("duckdb", "pyarrow")}
NAMES = suites.names()


APPLICANTS: dict[str, Callable[[], Answers]] = {
    "random answers": lambda: data.answers(COUNT),
    "plausible answers": lambda: simulate(data.program(), COUNT, 1),
}
"""The first reach the corners, the second the best grade and a coverage too low."""


@pytest.mark.parametrize("applicants", APPLICANTS.values(), ids=APPLICANTS.keys())
@pytest.mark.parametrize("rival", agree.RIVALS)
def test_a_rubric_written_by_hand_gives_what_the_engine_gives(
    rival: str, applicants: Callable[[], Answers]
) -> None:
    for library in NEEDS[rival]:
        pytest.importorskip(library, reason=f"{library} is not installed (requirements/bench.txt)")
    answers = applicants()
    ours = score(data.program(), answers, data.DAY).frame.select(agree.COLUMNS)
    theirs = agree.RIVALS[rival](answers.values)
    assert_frame_equal(theirs.select(agree.COLUMNS).cast(pl.Int64), ours)


def test_the_applicants_reach_every_grade_and_outcome() -> None:
    frames = [score(data.program(), made(), data.DAY).frame for made in APPLICANTS.values()]
    frame = pl.concat(frames)
    assert set(frame["outcome"]) == {0, 1, 2, 3, 4}
    assert set(frame["grade"]) == {0, 1, 2, 3}
    assert (frame["coverage"] < 8_000).any()
    assert any((frame[f"applies:{id_}"] == 0).any() for id_ in ("3.6", "4.6", "7.3"))


@pytest.mark.parametrize("floats", [False, True], ids=["decimals", "floats"])
def test_what_is_handed_in_reads_back_to_the_same_answers(floats: bool, tmp_path: Path) -> None:
    answers = data.answers(COUNT)
    data.submitted(answers, floats=floats).write_parquet(tmp_path / "table.parquet")
    read = read_table(tmp_path / "table.parquet", data.program())
    assert_frame_equal(read.values, answers.values, check_column_order=False)
    assert_frame_equal(read.claims.sort("criterion", "row"), answers.claims)
    assert not read.problems.height


# -- how it is measured and told


def test_two_things_are_timed_in_turn() -> None:
    done: list[str] = []
    ours = Side("ours", lambda: done.append("a"))
    row = compare(ours, Side("theirs", lambda: done.append("b")), most=1e9, runs=3)
    assert done == ["a", "b"] * 4
    assert row.ratio is not None
    assert row.is_reached
    assert (row.what, row.rival, row.goal) == ("ours", "theirs", "at most 1e+09")


def test_a_tenth_is_measured_on_trial() -> None:
    assert (Scale().count(1_000), Scale().runs(7)) == (1_000, 7)
    assert (Scale(quick=True).count(1_000), Scale(quick=True).runs(7)) == (100, 3)


def test_the_largest_memory_only_grows() -> None:
    before = peak_megabytes()
    held = bytearray(b"x" * 50_000_000)
    assert peak_megabytes() >= before > 10
    assert len(held) == 50_000_000


@pytest.mark.parametrize("name", NAMES)
def test_every_suite_has_a_title_and_says_what_it_measures(name: str) -> None:
    for library in ("pandas", "duckdb"):
        pytest.importorskip(library, reason=f"{library} is not installed (requirements/bench.txt)")
    suite = suites.suite(name)
    assert suite.title
    assert suite.about.endswith(".")


def test_the_page_tells_goals_that_are_missed() -> None:
    rows = [
        Row("slow", "2.000 s", "rival", "1.000 s", 2.0, "at most 1.5", is_reached=False),
        Row("quick", "1.000 s", "rival", "1.000 s", 1.0, "at most 1.5", is_reached=True),
        Row("alone", "5 MB"),
    ]
    suite = Suite("one", "One", "About it.", lambda _: iter(()), rows)
    text = page.page([suite], "2 cores")
    assert "| slow | 2.000 s | rival | 1.000 s | 2.00 | at most 1.5 | **not reached** |" in text
    assert "| quick | 1.000 s | rival | 1.000 s | 1.00 | at most 1.5 | reached |" in text
    assert "| alone | 5 MB |  |  |  |  |  |" in text
    assert "2 cores" in text
