"""The chart of items: every dot where it belongs, every label free, and why there is none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from engine.items import items as items_of
from engine.score import Scores
from reports.charts import items
from reports.drawing import NARROW, WIDE, style
from reports.overview import render
from reports.placing import Box, placed
from standards.text import Language
from tests.batch.plotted import points_of
from tests.batch.samples import scored


@pytest.fixture(scope="module")
def many() -> Scores:
    return scored(60, seed=2, skill=0.6)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_every_criterion_is_a_dot_at_its_share_and_correlation(
    many: Scores, language: Language, width: float
) -> None:
    drawn = items.of(many, language)
    with style():
        made = items.figure(drawn, language, width)
        made.draw_without_rendering()
    dots = [line for line in made.axes[0].get_lines() if line.get_marker() == "o"]
    found = {(x, y) for dot in dots for x, y in points_of(dot)}
    expected = [item for item in items_of(many) if item.rest is not None]
    assert found == {(item.share * 100, item.rest) for item in expected}
    full = {y for dot in dots if dot.get_fillstyle() == "full" for _, y in points_of(dot)}
    hollow = {y for dot in dots if dot.get_fillstyle() == "none" for _, y in points_of(dot)}
    assert all(y >= items.POOR for y in full)
    assert all(y < items.POOR for y in hollow)
    labels = [text.get_text() for text in made.axes[0].texts]
    assert set(labels) == {item.criterion for item in expected}


def test_the_note_names_the_hardest_first(many: Scores) -> None:
    made = items.chart(many, "zh", WIDE)
    assert made is not None
    hardest = min(items_of(many), key=lambda item: item.share)
    assert f"最难：{hardest.criterion} " in made.note


def test_few_applicants_have_no_chart_and_the_overview_says_why() -> None:
    few = scored(9, seed=5)
    assert items.chart(few, "zh", WIDE) is None
    said = items.why_not(few, "zh")
    assert "不足 10 家" in said
    assert said in render(few, [], {}, "zh")
    assert "dabiao compare" in render(few, [], {}, "zh")


def test_where_all_have_the_same_points_it_is_said() -> None:
    same = scored(12, seed=5)
    flat = same.frame[[0] * 12]
    alike = replace(same, frame=flat)
    assert "人人同分" in items.why_not(alike, "zh")


def test_the_same_run_gives_the_same_bytes(many: Scores) -> None:
    one, two = items.chart(many, "en", WIDE), items.chart(many, "en", WIDE)
    assert one is not None
    assert one == two


# -- where labels stand

CROWDS = {
    "one": [(50.0, 50.0)],
    "in a corner": [(0.5, 0.5)],
    "a pile": [(50.0, 50.0)] * 6,
    "a row": [(40.0 + n, 50.0) for n in range(12)],
}


@pytest.mark.parametrize("dots", CROWDS.values(), ids=CROWDS.keys())
def test_no_label_covers_another_or_leaves_the_room(dots: list[tuple[float, float]]) -> None:
    room = Box(0, 0, 100, 100)
    spots = placed(dots, [(6.0, 3.0)] * len(dots), room)
    boxes = [
        Box(x - 3, y - 1.5, x + 3, y + 1.5) for spot in spots if spot for x, y in [spot.middle]
    ]
    assert len(boxes) >= min(len(dots), 6)
    assert all(room.holds(box) for box in boxes)
    assert not any(a.meets(b) for n, a in enumerate(boxes) for b in boxes[:n])


def test_a_label_without_a_free_spot_is_left_out() -> None:
    assert placed([(1.0, 1.0)], [(6.0, 3.0)], Box(0, 0, 2, 2)) == [None]


def test_labels_stay_near_where_they_must() -> None:
    spots = placed([(50.0, 50.0)] * 30, [(6.0, 3.0)] * 30, Box(0, 0, 100, 100), farthest=0)
    assert not any(spot.is_far for spot in spots if spot)
    assert None in spots
