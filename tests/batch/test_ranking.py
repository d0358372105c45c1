"""Rankings: ties are real, groups stand apart, and those not ranked are told why."""

from dataclasses import replace

import polars as pl
import pytest

from engine.answers import Answers
from engine.score import Scores, score
from reports.ranking import ranking
from reports.ranking.page import render
from reports.ranking.table import frame, plain_data, rank_text
from reports.standing import standing
from tests.batch.samples import DAY, drawn, program, scored


def of_points(*rows: tuple[str, str | None, bool, int, float]) -> Scores:
    """Applicants by code and district; whether organised, how many bags and bins, green space."""
    standard = program()
    base = drawn(standard, 1).values
    best = {"households": 500, "2.2": True, "na:2.2": False, "ev:1.1": True, "3.1": 0}
    fixed = base.with_columns(
        *(pl.lit(value, base[name].dtype).alias(name) for name, value in best.items()),
        pl.lit(20_000, pl.Int64).alias("last_event"),
    )
    values = pl.concat([fixed] * len(rows)).with_columns(
        pl.Series("1.1", [row[2] for row in rows]),
        pl.Series("2.1.bags", [row[3] > 0 for row in rows]),
        pl.Series("2.1.bins", [row[3] > 1 for row in rows]),
        pl.Series("1.2", [round(row[4] * 10_000) for row in rows], dtype=pl.Int64),
    )
    applicants = pl.DataFrame(
        {
            "applicant": [row[0] for row in rows],
            "name": [f"{row[0]}小区" for row in rows],
            "district": [row[1] for row in rows],
            "category": [None] * len(rows),
            "digest": [None] * len(rows),
        },
        schema_overrides={"district": pl.String, "category": pl.String, "digest": pl.String},
    )
    return score(standard, Answers(applicants, values), DAY)


THREE = (
    ("a", "东城", True, 2, 40),  # 90 points
    ("b", "东城", True, 2, 20),  # 80
    ("c", "南城", True, 2, 20),  # 80
    ("d", "南城", True, 0, 40),  # 70
)


def test_equal_scores_share_a_rank_and_the_next_is_left_out() -> None:
    (group,) = ranking(of_points(*THREE), "zh").groups
    assert [(place.code, place.rank, place.tied) for place in group.ranked] == [
        ("a", 1, False),
        ("b", 2, True),
        ("c", 2, True),
        ("d", 4, False),
    ]
    assert [rank_text(place) for place in group.ranked] == ["1", "2=", "2=", "4"]


def test_a_tie_breaker_of_the_standard_parts_equal_scores() -> None:
    less = ("a", "东城", True, 1, 40)  # 80 points, 30 of them in part 2
    more = ("b", "东城", False, 2, 40)  # 80 points, 40 of them in part 2
    (group,) = ranking(of_points(less, more), "zh").groups
    assert [place.score for place in group.ranked] == ["80.0", "80.0"]
    assert [(place.code, place.rank) for place in group.ranked] == [("b", 1), ("a", 2)]


def test_each_district_is_ranked_by_itself() -> None:
    found = ranking(of_points(*THREE, ("e", None, True, 2, 40)), "zh", "district")
    assert [group.name for group in found.groups] == ["东城", "南城", ""]
    ranks = [[(place.code, place.rank) for place in group.ranked] for group in found.groups]
    assert ranks == [[("a", 1), ("b", 2)], [("c", 1), ("d", 2)], [("e", 1)]]


def test_no_district_and_an_empty_one_are_one_group() -> None:
    found = ranking(of_points(("a", None, True, 2, 40), ("b", "", True, 2, 20)), "zh", "district")
    assert [group.name for group in found.groups] == [""]
    assert [place.rank for place in found.groups[0].ranked] == [1, 2]


def test_who_is_refused_or_not_judged_stands_apart_with_the_reasons() -> None:
    found = of_points(*THREE)
    values = found.answers.values.with_columns(
        pl.when(pl.int_range(4) == 0).then(50).otherwise(pl.col("households")).alias("households"),
        pl.when(pl.int_range(4) == 1).then(None).otherwise(pl.col("3.1")).alias("3.1"),
    )
    values = values.with_columns(
        pl.when(pl.int_range(4) == 1).then(None).otherwise(pl.col(name)).alias(name)
        for name in ("1.1", "1.2", "2.1.bags", "2.1.bins", "2.2", "last_event")
    )
    again = score(found.program, replace(found.answers, values=values), DAY)
    (group,) = ranking(again, "zh").groups
    assert [place.code for place in group.ranked] == ["c", "d"]
    assert [(place.code, place.outcome) for place in group.others] == [
        ("a", "refused"),
        ("b", "not_judged"),
    ]
    assert "不少于100户" in group.others[0].reasons[0]
    assert any("作答率" in reason for reason in group.others[1].reasons)
    assert all(place.rank is None for place in group.others)


def test_the_order_does_not_hang_on_the_order_of_the_answers() -> None:
    one, two = of_points(*THREE), of_points(*THREE[::-1])
    assert [row[1:] for row in standing(one).drop("row").rows()] == [
        row[1:] for row in standing(two).drop("row").rows()
    ]


def test_the_table_has_a_row_an_applicant_and_keeps_the_codes() -> None:
    found = scored(40)
    codes = found.answers.applicants.with_columns(
        applicant=pl.format("{}\u200b", pl.col("applicant"))
    )
    changed = replace(found, answers=replace(found.answers, applicants=codes))
    table = frame(ranking(changed, "zh"))
    assert sorted(table["applicant"]) == sorted(codes["applicant"])
    assert table["rank"].drop_nulls().is_sorted()
    ranked = table["rank"].is_not_null()
    assert (table["reasons"] == "").to_list() == ranked.to_list()


def test_programs_get_points_as_texts_and_whole_numbers() -> None:
    value = plain_data(ranking(of_points(*THREE), "zh", "district"))
    assert value["groups"][0]["ranked"][0] == {
        "rank": 1,
        "tied": False,
        "applicant": {"code": "a", "name": "a小区", "district": "东城", "category": ""},
        "score": "90.0",
        "exact": 900_000,
        "grade": "excellent",
        "outcome": "named",
    }


# -- the page


def test_the_page_fetches_nothing_and_runs_nothing() -> None:
    made = render(ranking(scored(20), "zh"))
    assert "<script" not in made
    assert "http" not in made.replace("http-equiv", "")
    assert "default-src 'none'" in made
    assert "data:font/woff" in made


def test_the_same_ranking_gives_the_same_page() -> None:
    found = scored(20)
    assert render(ranking(found, "en")) == render(ranking(found, "en"))


def test_a_dot_of_the_page_stands_at_its_score() -> None:
    made = render(ranking(of_points(*THREE), "zh"))
    # The scale goes from 50 (the lowest grade) to 90; 80 points are three quarters of the way.
    assert made.count('<b style="left:75.00%">●</b>') == 2
    assert '<b style="left:100.00%">●</b>' in made
    assert '<i style="left:0.00%"></i><i style="left:50.00%"></i>' in made


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "\u202ecba", "a & b", "{{ 7 * 7 }}"])
def test_a_name_on_the_page_is_only_a_name(name: str) -> None:
    found = scored(3)
    table = found.answers.applicants.with_columns(name=pl.lit(name), district=pl.lit(name))
    changed = replace(found, answers=replace(found.answers, applicants=table))
    made = render(ranking(changed, "zh", "district"))
    assert "<script" not in made
    assert "\u202e" not in made
    assert "\n49" not in made
    assert ">49<" not in made


def test_an_empty_run_has_a_ranking_that_says_so() -> None:
    standard = program()
    nobody = drawn(standard, 0)
    assert "没有申报单位" in render(ranking(score(standard, nobody, DAY), "zh"))
