"""Comparisons: the median of the district, and the same applicant in an earlier run."""

from __future__ import annotations

import statistics
from dataclasses import replace
from typing import Any

import polars as pl
import pytest

from engine.score import Scores
from reports.findings import findings
from reports.findings.compared import compared
from reports.findings.finding import Finding
from reports.yardsticks import Comparer
from standards.text import Language
from tests.batch import samples as batch
from tests.reports import demo, samples


@pytest.fixture(scope="module")
def many() -> Scores:
    return batch.scored(41)


def test_the_median_is_that_of_the_judged_of_the_district(many: Scores) -> None:
    table = pl.concat(
        [many.answers.applicants.select("district"), many.frame], how="horizontal"
    ).with_row_index("row")
    judged = table.filter(pl.col("outcome") != 4, pl.col("scored") == 1)
    for row in range(41):
        (found,) = Comparer(many).of([row])
        district = many.answers.applicants["district"][row]
        group = judged.filter(pl.col("district") == district) if district else judged
        assert found.medians is not None
        assert found.medians.count == group.height
        assert found.medians.district == (district or "")
        assert found.medians.total == half_up(statistics.median(group["score"].to_list()))
        for part in ("1", "2", "3"):
            held = group.filter(pl.col(f"scored:{part}") == 1)[f"part:{part}"]
            assert found.medians.parts[part] == half_up(statistics.median(held.to_list()))


def half_up(number: float) -> int:
    return int(number + 0.5)


def test_one_alone_in_its_district_is_compared_with_all(many: Scores) -> None:
    alone = many.answers.applicants.with_columns(
        district=pl.when(pl.int_range(pl.len()) == 0).then(pl.lit("孤岛")).otherwise("district")
    )
    changed = replace(many, answers=replace(many.answers, applicants=alone))
    (found,) = Comparer(changed).of([0])
    assert found.medians is not None
    assert found.medians.district == ""


def test_nobody_else_is_no_comparison() -> None:
    (found,) = Comparer(demo.scored([{}])).of([0])
    assert found.medians is None
    (finding,) = findings(demo.scored([{}]), None, "zh", comparisons=[found])
    assert compared(finding) is None


def beside(now: Scores, earlier: Scores, language: Language = "zh") -> Finding:
    comparisons = [replace(one, medians=None) for one in Comparer(now, earlier).of([0])]
    (finding,) = findings(now, [0], language, comparisons=comparisons)
    return finding


def test_last_year_is_told_by_part_and_criterion() -> None:
    finding = beside(demo.scored([{}]), demo.scored([{"1.5": 85, "2.2": 50}]))
    told = compared(finding)
    assert told is not None
    lines = {line.title: line for line in told.lines}
    assert lines["组织管理"].change == 30_000
    assert lines["总分"].earlier == finding.exact - (lines["总分"].change or 0)  # type: ignore[operator]  # scored
    assert {line.id: line.change for line in told.criteria} == {"1.5": 30_000, "2.2": 50_000}
    assert not [note for note in told.notes if "更改" in note]


def test_a_changed_edition_is_said_and_other_full_points_are_not_compared() -> None:
    from tests.standards import small

    text = (
        demo.TEXT.replace('"2026.1"', '"2025.1"')
        .replace(
            "points: 6, rule: yes_no, source: city 1", "points: 8, rule: yes_no, source: city 1"
        )
        .replace(
            "points: 4, source: plan,\n     rule: {threshold",
            "points: 2, source: plan,\n     rule: {threshold",
        )
    )
    program = small.program(text)
    from engine.score import score

    earlier = score(program, small.answers(program, [demo.GOOD]), demo.DAY)
    finding = beside(demo.scored([{}]), earlier)
    told = compared(finding)
    assert told is not None
    assert any("2025.1" in note and "2026.1" in note and "更改" in note for note in told.notes)
    line = next(line for line in told.criteria if line.id == "1.1")
    assert (line.earlier, line.earlier_of, line.change) == (80_000, 80_000, None)


def test_who_was_not_there_earlier_is_told_so() -> None:
    now = demo.scored([{}], applicants=demo.applicants({"applicant": "new"}))
    told = compared(beside(now, demo.scored([{}])))
    assert told is not None
    assert told.notes == ("上次评定中没有本单位",)
    assert not told.has_earlier


CERTAINTY: list[tuple[str, str, str]] = [
    ("the same grade either way", "named", "两种情况下结论都是“优秀”"),
    ("another grade when judged most strictly", "just short", "结论在"),
    ("who is refused is told no grade", "vetoed", "按最严判断"),
]


@pytest.mark.parametrize(("sentence", "case", "words"), CERTAINTY, ids=[r[0] for r in CERTAINTY])
def test_certainty_is_told_in_words(sentence: str, case: str, words: str) -> None:
    from reports.findings.certainty import certainty_in_words

    said = certainty_in_words(samples.finding(case))
    assert words in said
    if case == "vetoed":
        assert "结论" not in said


def test_what_alone_changes_the_grade_is_named(capsys: Any) -> None:
    finding = samples.finding("just short")
    assert [(c.line.id, c.lifts) for c in finding.lifting]
    for c in finding.lifting:
        assert c.lifts in {"优秀", "达标"}
        assert c.lost
