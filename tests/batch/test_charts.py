"""Charts: what is drawn is right, the files are always the same, and no character is missing."""

from dataclasses import replace
from importlib import import_module
from pathlib import Path
from xml.etree import ElementTree as ET

import polars as pl
import pytest
from matplotlib.figure import Figure

from engine.score import Scores, score
from reports.charts import distribution, heat_map, parts, rank_dots
from reports.drawing import NARROW, WIDE, columns_of, label, lines, png, spread, style
from reports.grade_lines import grade_lines
from reports.overview import chart_names
from standards.numbers import POINT
from standards.text import Language
from tests.batch.samples import DAY, drawn, program, scored

NAMES = ["distribution", "heat_map", "items", "parts", "rank_dots"]
SIZES = [WIDE, NARROW]
LANGUAGES: list[Language] = ["zh", "en"]


@pytest.fixture(scope="module")
def many() -> Scores:
    return scored(150, seed=3)


@pytest.fixture(scope="module")
def few() -> Scores:
    return scored(14, seed=5)


def figure(name: str, scores: Scores, language: Language, width: float) -> Figure:
    module = import_module(f"reports.charts.{name}")
    with style():
        made: Figure = module.figure(module.of(scores, language), language, width)
        made.draw_without_rendering()
    return made


def texts(made: Figure) -> list[str]:
    """All that is written in a figure."""
    from matplotlib.text import Text

    found = made.findobj(Text)
    return [text.get_text() for text in found if isinstance(text, Text) and text.get_text()]


def test_the_charts_are_those_of_the_folder_in_their_order() -> None:
    assert chart_names() == ["distribution", "rank_dots", "heat_map", "parts", "items"]


# -- the data


def test_a_distribution_counts_everybody_who_is_ranked_once(many: Scores) -> None:
    drawn_ = distribution.of(many, "zh")
    ranked = many.frame.filter(pl.col("outcome") <= 2)["score"]
    assert sum(drawn_.counts) == ranked.len()
    for place, count in enumerate(drawn_.counts):
        low = drawn_.first + place * drawn_.width
        last = place == len(drawn_.counts) - 1
        inside = (ranked >= low) & ((ranked < low + drawn_.width) | last)
        assert count == inside.sum()


@pytest.mark.parametrize(
    ("found", "counts"),
    [
        ([80, 80, 81.9999], {80: 3}),
        ([84.9999, 85, 100], {80: 1, 85: 1, 95: 1}),
        ([95, 99.9999, 100], {95: 3}),
    ],
    ids=["a lower end belongs to its bin", "full points are in the last bin", "nearly full too"],
)
def test_a_score_is_in_the_bin_that_holds_it(
    few: Scores, found: list[float], counts: dict[int, int]
) -> None:
    points = pl.Series("score", [round(one * POINT) for one in found])
    frame = few.frame.head(len(found)).with_columns(
        points, outcome=pl.lit(0, pl.Int64), grade=pl.lit(0, pl.Int64)
    )
    rows = [few.answers.applicants.head(len(found)), few.answers.values.head(len(found))]
    answers = replace(few.answers, applicants=rows[0], values=rows[1])
    drawn_ = distribution.of(replace(few, frame=frame, answers=answers), "zh")
    filled = {
        (drawn_.first + place * drawn_.width) // POINT: count
        for place, count in enumerate(drawn_.counts)
        if count
    }
    assert filled == counts


@pytest.mark.parametrize("width", SIZES)
def test_the_bars_of_a_distribution_are_as_high_as_the_counts(many: Scores, width: float) -> None:
    drawn_ = distribution.of(many, "zh")
    axes = figure("distribution", many, "zh", width).axes[0]
    bars = axes.containers[0]
    assert [bar.get_height() for bar in bars] == list(drawn_.counts)
    starts = [bar.get_x() + bar.get_width() / 2 for bar in bars]
    assert starts == pytest.approx(
        [drawn_.first + drawn_.width * (place + 0.5) for place in range(len(drawn_.counts))]
    )
    upright = [line.get_xdata()[0] for line in axes.lines]  # type: ignore[index]  # an array
    assert upright == [50 * POINT, 70 * POINT, 90 * POINT]


def test_the_lines_are_the_scores_at_which_grades_begin() -> None:
    found = grade_lines(program(), "zh")
    assert [(line.score // POINT, line.name) for line in found] == [
        (50, "限期整改"),
        (70, "达标"),
        (90, "优秀"),
    ]


def test_a_ranking_shows_the_best_sixty_by_rank(many: Scores) -> None:
    drawn_ = rank_dots.of(many, "zh")
    ranks = [dot.rank for dot in drawn_.dots]
    assert len(ranks) == 60
    assert ranks[0] == 1
    assert ranks == sorted(ranks)
    assert drawn_.ranked + drawn_.unranked == 150


@pytest.mark.parametrize("width", SIZES)
def test_a_dot_stands_at_the_score_and_its_fill_tells_the_outcome(
    many: Scores, width: float
) -> None:
    drawn_ = rank_dots.of(many, "zh")
    axes = figure("rank_dots", many, "zh", width).axes[0]
    dots = [line for line in axes.lines if line.get_marker() == "o"]
    assert [dot.get_xdata()[0] for dot in dots] == [dot.score for dot in drawn_.dots]  # type: ignore[index]  # arrays
    fills = {"named": "full", "conditional": "left", "failed": "none"}
    assert [dot.get_fillstyle() for dot in dots] == [fills[d.outcome] for d in drawn_.dots]
    assert [dot.shown for dot in drawn_.dots] == [
        text.get_text() for text in axes.texts if text.get_position()[0] == 4
    ]


def test_a_heat_map_of_few_shows_all_who_are_ranked_with_their_shares(few: Scores) -> None:
    drawn_ = heat_map.of(few, "zh")
    assert len(drawn_.applicants) == drawn_.ranked
    assert [rank for _, rank in drawn_.applicants] == sorted(r for _, r in drawn_.applicants)
    table = dict(zip(few.answers.applicants["name"], few.frame.iter_rows(named=True), strict=True))
    for (name, _), cells in zip(drawn_.applicants, drawn_.cells, strict=True):
        row = table[name]
        full = {"1": 30, "2": 40, "3": 30}
        assert cells == tuple(row[f"part:{id_}"] * 100 // (of * POINT) for id_, of in full.items())


def test_a_heat_map_of_many_shows_some_at_equal_distances_and_says_so(many: Scores) -> None:
    drawn_ = heat_map.of(many, "zh")
    made = heat_map.chart(many, "zh", WIDE)
    assert len(drawn_.applicants) == 60 < drawn_.ranked
    assert made is not None
    assert f"{drawn_.ranked} 家中按名次等距取 60 家" in made.note
    ranks = [rank for _, rank in drawn_.applicants]
    everyone = rank_dots.of(many, "zh")
    assert ranks[0] == everyone.dots[0].rank
    assert ranks[-1] > drawn_.ranked - 30


def test_a_part_that_does_not_apply_is_a_dash_and_not_a_number() -> None:
    drawn_ = heat_map.HeatMap(("1 甲", "2 乙"), (("小区", 1),), ((None, 40),), 1)
    with style():
        found = texts(heat_map.figure(drawn_, "zh", WIDE))
    assert "–" in found
    assert "40" in found


def test_a_share_is_never_rounded_up_to_full() -> None:
    standard = program()
    base = drawn(standard, 1)
    values = base.values.with_columns(
        pl.lit(399_900, pl.Int64).alias("1.2"), pl.lit(value=True).alias("1.1")
    )
    values = values.with_columns(pl.lit(value=True).alias("ev:1.1"))
    found = score(standard, replace(base, values=values), DAY)
    frame = found.frame.with_columns(outcome=pl.lit(0, pl.Int64))
    (cells,) = heat_map.of(replace(found, frame=frame), "zh").cells
    assert found.frame["part:1"][0] < 30 * POINT
    assert cells[0] == 99


def test_the_parts_show_least_quarters_and_most_of_those_ranked(many: Scores) -> None:
    for part, id_ in zip(parts.of(many, "zh"), "123", strict=True):
        points = many.frame.filter(pl.col("outcome") <= 2)[f"part:{id_}"].sort()
        assert part.quarters[0] == points[0]
        assert part.quarters[4] == points[-1]
        assert part.quarters[2] == points[(points.len() - 1) // 2]
        assert all(quarter in points for quarter in part.quarters)
    assert parts.of(many, "zh")[0].minimum == 18 * POINT


@pytest.mark.parametrize("name", NAMES)
def test_where_nobody_is_ranked_there_is_no_chart(name: str) -> None:
    found = scored(4)
    frame = found.frame.with_columns(outcome=pl.lit(4, pl.Int64))
    module = import_module(f"reports.charts.{name}")
    assert module.chart(replace(found, frame=frame), "zh", WIDE) is None


# -- the paper


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("width", SIZES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_data_give_the_same_bytes(
    few: Scores, name: str, width: float, language: Language
) -> None:
    module = import_module(f"reports.charts.{name}")
    one, two = (module.chart(few, language, width) for _ in range(2))
    assert one == two
    assert ET.fromstring(one.svg).tag.endswith("svg")  # noqa: S314 - our own file
    assert b"<text" not in one.svg  # outlines: no font is needed
    with style():
        again = [png(module.figure(module.of(few, language), language, width), 60) for _ in "ab"]
    assert again[0] == again[1]


@pytest.mark.parametrize("name", NAMES)
def test_what_this_machine_is_set_to_is_all_one(
    few: Scores, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    import matplotlib as mpl

    module = import_module(f"reports.charts.{name}")
    before = module.chart(few, "zh", WIDE)
    monkeypatch.setitem(mpl.rcParams, "font.size", 30.0)
    monkeypatch.setitem(mpl.rcParams, "axes.facecolor", "red")
    assert module.chart(few, "zh", WIDE) == before
    assert mpl.rcParams["font.size"] == 30.0


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("count", [1, 60, 150])
@pytest.mark.parametrize("width", SIZES)
def test_a_chart_fits_the_paper(name: str, count: int, width: float) -> None:
    made = figure(name, scored(count, seed=3, skill=1.0), "en", width)
    inches = made.get_size_inches()
    assert inches[0] * 25.4 == pytest.approx(width)
    if width == WIDE:
        assert inches[1] * 25.4 <= 297 - 2 * 20


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("width", SIZES)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("count", [9, 150])
def test_nothing_that_is_written_leaves_the_paper_or_covers_its_neighbour(
    name: str, width: float, language: Language, count: int
) -> None:
    from matplotlib.text import Text

    made = figure(name, scored(count, seed=3), language, width)
    paper = made.bbox
    boxes = [
        (text.get_text(), text.get_window_extent())
        for text in made.findobj(Text)
        if isinstance(text, Text) and text.get_text() and text.get_visible()
    ]
    assert boxes
    for said, box in boxes:
        inside = box.x0 >= -1 and box.x1 <= paper.x1 + 1 and box.y0 >= -1 and box.y1 <= paper.y1 + 1
        assert inside, said
    for place, (said, box) in enumerate(boxes):
        for other, beside in boxes[place + 1 :]:
            wide = min(box.x1, beside.x1) - max(box.x0, beside.x0)
            high = min(box.y1, beside.y1) - max(box.y0, beside.y0)
            assert wide <= 1 or high <= 2.5, (said, other)


HOSTILE: list[tuple[str, str]] = [
    ("a name with mathematics", "$\\frac{1}{2}$小区"),
    ("a name with a lone sign", "100$小区"),
    ("a very long name", "新" * 300),
    ("a name in another script", "عربي 小区"),
    ("a name that no font can draw", "🏡小区𠮷"),
    ("a name with controls", "东\n门\x00\u202e小区"),
    ("a name with markup", "<b>&amp;小区"),
    ("a surrogate", "\ud83c小区"),
    ("no name", ""),
]


@pytest.mark.parametrize("name", ["rank_dots", "heat_map"])
@pytest.mark.parametrize("written", [text for _, text in HOSTILE if "\ud83c" not in text])
def test_any_name_can_be_drawn(few: Scores, name: str, written: str) -> None:
    table = few.answers.applicants.with_columns(name=pl.lit(written))
    changed = replace(few, answers=replace(few.answers, applicants=table))
    made = import_module(f"reports.charts.{name}").chart(changed, "zh", NARROW)
    ET.fromstring(made.svg)  # noqa: S314 - our own file


@pytest.mark.parametrize(("_", "written"), HOSTILE)
def test_a_label_is_one_line_of_known_characters_and_not_too_wide(_: str, written: str) -> None:
    made = label(written, 20)
    assert "\n" not in made
    assert columns_of(made) <= 20
    assert "🏡" not in made


def test_names_that_several_bear_are_told_apart_by_their_codes(few: Scores) -> None:
    table = few.answers.applicants.with_columns(name=pl.lit("同名小区"))
    changed = replace(few, answers=replace(few.answers, applicants=table))
    names = [dot.name for dot in rank_dots.of(changed, "zh").dots]
    assert len(set(names)) == len(names)
    assert all(name.startswith("同名小区 441900-") for name in names)


@pytest.mark.parametrize(
    ("text", "columns", "made"),
    [
        ("环境管理", 8, "环境管理"),
        ("医疗保健服务", 10, "医疗保\n健服务"),
        ("Environmental quality", 15, "Environmental\nquality"),
        ("Satisfied residents", 12, "Satisfied\nresidents"),
        ("Incomprehensibilities", 8, "Incompre\nhensibil\nities"),
    ],
)
def test_a_title_is_broken_into_lines_of_about_equal_length(
    text: str, columns: int, made: str
) -> None:
    assert lines(text, columns) == made


@pytest.mark.parametrize(
    ("places", "rows"),
    [
        ([10, 50, 90], [0, 0, 0]),
        ([10, 15, 90], [0, 1, 0]),
        ([10, 12, 14, 40], [0, 1, 2, 0]),
        ([], []),
    ],
    ids=["far apart", "two close together", "three close together", "none"],
)
def test_labels_that_would_overlap_stand_in_rows_of_their_own(
    places: list[float], rows: list[int]
) -> None:
    assert spread(places, [10.0] * len(places), 2) == rows


def test_every_chart_says_in_words_what_it_shows(many: Scores) -> None:
    for name in NAMES:
        made = import_module(f"reports.charts.{name}").chart(many, "en", WIDE)
        assert made.title
        assert made.note
        assert made.title in made.alt


def test_matplotlib_is_loaded_only_where_something_is_drawn(tmp_path: Path) -> None:
    import subprocess
    import sys

    code = (
        "import sys, dabiao.commands.report, dabiao.commands.rank, dabiao.commands.score;"
        "sys.exit('matplotlib' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, cwd=tmp_path).returncode == 0
