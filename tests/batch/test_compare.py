"""dabiao compare: what is told, what is drawn, and what is refused."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
from matplotlib.patches import Rectangle

from engine.compare import compare
from engine.score import Scores, score
from reports.comparison import Compared, compared, gains, pairs
from reports.comparison.changes import halves, signed
from reports.comparison.page import render
from reports.comparison.table import plain_data
from reports.drawing import NARROW, WIDE, style
from standards.text import Language
from tests.batch.plotted import points_of
from tests.batch.samples import DAY, STANDARD, drawn, program, scored, written
from tests.calling import Call
from tests.standards import small


def of(language: Language = "zh", seed: int = 2) -> Compared:
    two = compare(scored(30, 1, 0.55), scored(30, seed, 0.7))
    return compared(two, ("自评", "验收"), language)


SIGNED = {
    "a gain": (35_000, "+3.5"),
    "a loss": (-20_000, "−2.0"),
    "none": (0, "0.0"),
    "half a tenth": (500, "+0.1"),
    "too small for the decimals": (-4, "−0.0004"),
    "missing": (None, "–"),
}


@pytest.mark.parametrize(("change", "shown"), SIGNED.values(), ids=SIGNED.keys())
def test_a_change_bears_its_sign(change: int | None, shown: str) -> None:
    assert signed(change, 1) == shown


def test_movers_stand_by_their_change() -> None:
    found = of()
    changes = [mover.change for mover in found.movers if mover.change is not None]
    assert changes == sorted(changes, reverse=True)
    assert f"升 {sum(c > 0 for c in changes)} 家" in " ".join(found.notes)
    assert f"中位 {signed(halves(sorted(changes))[2], 1)}" in " ".join(found.notes)


def test_parts_and_criteria_stand_by_their_difference() -> None:
    found = of()
    for level in ("part", "criterion"):
        differences = [line.difference for line in found.of_level(level)]
        assert len(differences) >= 3
        assert differences == sorted(differences, reverse=True)


def test_moved_decisions_are_counted() -> None:
    found = of()
    told = next(note for note in found.notes if note.startswith("结论变化"))
    moved = [mover.decisions for mover in found.movers if mover.decisions[0] != mover.decisions[1]]
    most = max(moved.count(pair) for pair in moved)
    assert re.search(rf" {most} 家", told)


def test_who_is_in_one_run_only_is_named() -> None:
    two = scored(30, 2)
    fewer = score(program(), replace(two.answers, applicants=two.answers.applicants[:25], values=two.answers.values[:25]), DAY)  # fmt: skip
    found = compared(compare(two, fewer), ("A", "B"), "zh")
    assert len(found.alone[0]) == 5
    assert found.alone[1] == ()
    assert len(found.movers) == 25


EDITIONS = {
    "another edition": (('edition: "1"', 'edition: "2"'), "版本 1 与 2"),
    "the same number, another text": (("coverage_needed: 50%", "coverage_needed: 55%"), "内容却不同"),
    "other points": (("points: 10, rule: yes_no, evidence", "points: 10.5, rule: yes_no, evidence"), "分值变化：1.1 (10 → 10.5)"),
    "another criterion": (('id: "3.2"', 'id: "3.9"'), "只在“B”中的部分和指标：3.9"),
}  # fmt: skip


@pytest.mark.parametrize(("change", "said"), EDITIONS.values(), ids=EDITIONS.keys())
def test_what_differs_between_the_standards_is_said(change: tuple[str, str], said: str) -> None:
    other = small.program(STANDARD.replace(*change))
    later = score(other, drawn(other, 8), DAY)
    found = compared(compare(scored(8), later), ("A", "B"), "zh")
    assert said in " ".join(found.notes)


# -- the charts


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_pairs_are_drawn_at_the_mean_shares(language: Language, width: float) -> None:
    found = of(language)
    lines = pairs.of(found, "criterion")
    with style():
        made = pairs.figure(found, lines, width)
        made.draw_without_rendering()
    dots = [line for line in made.axes[0].get_lines() if line.get_marker() == "o"]
    hollow = [points_of(dot)[0][0] for dot in dots if dot.get_markerfacecolor() == "white"]
    full = [points_of(dot)[0][0] for dot in dots if dot.get_markerfacecolor() != "white"]
    assert hollow == [line.shares[0] for line in lines]
    assert full == [line.shares[1] for line in lines]
    assert len({points_of(dot)[0][1] for dot in dots}) == len(lines)


def test_of_many_criteria_those_that_changed_most_are_drawn(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = of()
    monkeypatch.setattr(pairs, "MOST", 3)
    kept = {line.change.id for line in pairs.of(found, "criterion")}
    most = sorted(found.of_level("criterion"), key=lambda line: -abs(line.difference))[:3]
    assert kept == {line.change.id for line in most}
    made = pairs.chart(found, "criterion", WIDE)
    assert made is not None
    assert "变化最大的 3 项" in made.note


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_every_change_is_in_the_bin_that_holds_it(width: float) -> None:
    found = of()
    drawn_ = gains.of(found)
    assert drawn_ is not None
    assert sum(drawn_.counts) == len(found.changes)
    assert drawn_.first % drawn_.width == 0
    for place, count in enumerate(drawn_.counts):
        low = drawn_.first + place * drawn_.width
        assert count == sum(low <= change < low + drawn_.width for change in found.changes)
    with style():
        made = gains.figure(drawn_, found, width)
        made.draw_without_rendering()
    bars = [bar for bar in made.axes[0].patches if isinstance(bar, Rectangle)]
    assert [bar.get_height() for bar in bars] == list(drawn_.counts)
    assert all((bar.get_hatch() is not None) == (bar.get_x() < -1) for bar in bars)


def test_no_change_at_all_is_one_bin() -> None:
    one = scored(12, 1, 0.6)
    found = compared(compare(one, one), ("A", "B"), "zh")
    drawn_ = gains.of(found)
    assert drawn_ is not None
    assert (drawn_.first, drawn_.counts) == (0, (len(found.changes),))
    assert gains.chart(found, WIDE) is not None


# -- page, programs, command


def test_the_page_fetches_nothing_and_is_always_the_same() -> None:
    found = of("en")
    page = render(found)
    assert page.count("data:image/svg+xml;base64,") == 6
    assert "<script" not in page
    assert "http" not in page.replace("http-equiv", "")
    assert render(found) == page


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "\u202ecba", "{{ 7 * 7 }}"])
def test_a_name_on_the_page_is_only_a_name(name: str) -> None:
    one = scored(4)
    people = one.answers.applicants.with_columns(name=pl.lit(name), district=pl.lit(name))
    changed = replace(one, answers=replace(one.answers, applicants=people))
    page = render(compared(compare(changed, changed), (name, name), "zh"))
    assert "<script" not in page
    assert "\u202e" not in page
    assert ">49<" not in page


def test_programs_get_whole_numbers() -> None:
    found = of()
    value = plain_data(found)
    assert value["changes"]["median"] == halves(found.changes)[2]
    assert len(value["applicants"]) == 30
    first = value["applicants"][0]
    assert first["change"] == first["exact"][1] - first["exact"][0]
    assert {line["id"] for line in value["parts"]} == {"1", "2", "3"}


@pytest.fixture
def two_runs(tmp_path: Path) -> tuple[Path, Path]:
    folders = tmp_path / "2025", tmp_path / "2026"
    for year, folder in zip((2025, 2026), folders, strict=True):
        standard = program()
        written(folder, score(standard, drawn(standard, 14, seed=year), DAY.replace(year=year)))
    return folders


def test_the_command_prints_writes_and_gives_json(
    call: Call, two_runs: tuple[Path, Path], tmp_path: Path
) -> None:
    result = call("compare", *two_runs, "--names", "去年", "今年")
    assert result.code == 0, result.err
    assert "去年：demo 1，按 2025-11-23 评判" in result.out
    assert "上升最多" in result.out
    page = tmp_path / "compare.html"
    assert "已写入" in call("compare", *two_runs, "-o", page).err
    assert "得分变化的分布" in page.read_text(encoding="utf-8")
    value = call("compare", *two_runs, "--json", "--lang", "en").json
    assert [run["name"] for run in value["runs"]] == ["2025", "2026"]
    data = tmp_path / "compare.json"
    call("compare", *two_runs, "-o", data)
    assert '"applicants"' in data.read_text(encoding="utf-8")


def test_runs_without_a_common_applicant_end_with_one(
    call: Call, two_runs: tuple[Path, Path], tmp_path: Path
) -> None:
    standard = program()
    answers = drawn(standard, 3)
    codes = answers.applicants.with_columns(pl.format("z{}", "applicant").alias("applicant"))
    written(tmp_path / "z", score(standard, replace(answers, applicants=codes), DAY))
    result = call("compare", two_runs[0], tmp_path / "z")
    assert result.code == 1
    assert "没有两次都参评的单位" in result.out


def test_runs_of_two_standards_are_not_compared(
    call: Call, two_runs: tuple[Path, Path], tmp_path: Path
) -> None:
    other = small.program(STANDARD.replace("standard: demo", "standard: other"))
    written(tmp_path / "o", score(other, drawn(other, 3), DAY))
    result = call("compare", two_runs[0], tmp_path / "o", "--lang", "en")
    assert result.code == 2
    assert "allowed: one of demo" in result.err


def test_another_ending_is_refused(call: Call, two_runs: tuple[Path, Path]) -> None:
    result = call("compare", *two_runs, "-o", "compare.pdf")
    assert result.code == 2
    assert "可用的有：.html, .json" in result.err


def test_folders_of_one_name_are_told_apart(call: Call, tmp_path: Path) -> None:
    standard = program()
    for year in ("2025", "2026"):
        (tmp_path / year).mkdir()
        written(tmp_path / year / "run", score(standard, drawn(standard, 3), DAY))
    value = call("compare", tmp_path / "2025" / "run", tmp_path / "2026" / "run", "--json").json
    assert [run["name"] for run in value["runs"]] == ["2025/run", "2026/run"]


def test_a_score_is_never_shown_as_full_when_it_is_short() -> None:
    base: Scores = scored(3)
    short = base.frame.with_columns(
        score=pl.lit(999_999, pl.Int64), published=pl.lit(999_000, pl.Int64)
    )
    found = compared(compare(base, replace(base, frame=short)), ("A", "B"), "zh")
    assert {mover.scores[1] for mover in found.movers} == {"99.9"}
