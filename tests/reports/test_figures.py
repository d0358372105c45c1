"""Small charts: what is short of full is not drawn as full, and labels stay inside."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.figures import Axis, Mark, bar, little, radar, scale, share_of


@given(st.integers(1, 10**7), st.integers(0, 10**7))
def test_only_full_points_are_a_full_share(of: int, points: int) -> None:
    assert (share_of(points, of) == 10_000) == (points >= of)
    assert 0 <= share_of(points, of) <= 10_000


def test_no_points_at_all_are_an_empty_share() -> None:
    assert share_of(0, 0) == 0
    assert share_of(-5, 10) == 0


@pytest.mark.parametrize(
    ("share", "tick", "kind"),
    [(5_999, 6_000, "low"), (6_000, 6_000, "got"), (6_001, None, "got")],
    ids=["below the tick", "at the tick", "without a tick"],
)
def test_a_bar_below_its_tick_is_told_by_another_class(
    share: int, tick: int | None, kind: str
) -> None:
    drawn = str(bar(share, tick))
    assert f'class="{kind}"' in drawn
    assert f'width="{share / 100:g}%"' in drawn
    assert ('class="tick"' in drawn) == (tick is not None)


def test_the_scale_bears_every_grade_and_escapes_its_name() -> None:
    drawn = str(scale(8_750, (Mark(6_000, "<b>60"), Mark(9_900, "优秀 99"))))
    assert "&lt;b&gt;60" in drawn
    assert 'x="60%"' in drawn
    assert 'text-anchor="end"' in drawn


@pytest.mark.parametrize("count", [0, 1, 2, 13])
def test_too_few_or_too_many_axes_make_no_radar(count: int) -> None:
    assert str(radar(tuple(Axis("部分", 5_000, None) for _ in range(count)), "图")) == ""


LONG = [
    "宣传发动与氛围营造以及其他各种各样的工作",
    "Environmental management and quality",
    "短",
    "",
]


@pytest.mark.parametrize("count", range(3, 13))
def test_a_radar_is_well_formed_and_its_labels_lie_inside(count: int) -> None:
    axes = tuple(Axis(LONG[place % 4], 1_000 * place, 6_000) for place in range(count))
    root = ET.fromstring(str(radar(axes, "得分率 <1>")))  # noqa: S314 - made by ourselves
    assert root[0].text == "得分率 <1>"
    width, height = map(float, root.attrib["viewBox"].split()[2:])
    labels = root.findall("text")
    assert len(labels) == count
    for label in labels:
        for row in label:
            text = row.text or ""
            size = sum(12 if ord(c) > 0x2E80 else 7 for c in text)
            x, y = float(row.attrib["x"]), float(row.attrib["y"])
            left = {"start": 0, "middle": size / 2, "end": size}[label.attrib["text-anchor"]]
            assert x - left >= 0
            assert x - left + size <= width
            assert 10 <= y <= height


def test_no_chart_brings_its_own_style() -> None:
    drawn = f"{bar(1)}{little(1)}{scale(1, ())}{radar(tuple([Axis('一', 1, 2)] * 3), '图')}"
    assert not re.search(r"style=|<style|<script|href", drawn)
