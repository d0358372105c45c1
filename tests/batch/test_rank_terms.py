"""Quotas, the loss of titles and the robustness of ranks, as a ranking shows them."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from engine.answers import Answers
from engine.draws import Moves
from engine.robustness import Asked, Robustness, simulate
from engine.score import Scores, score
from reports.drawing import NARROW, WIDE, style
from reports.ranking import intervals, ranking
from reports.ranking.chances import Chances
from reports.ranking.page import render
from reports.ranking.quota_option import QuotaError, quota_of
from reports.ranking.table import frame, plain_data
from reports.standing import Terms, standing
from standards.ranking import GroupBy, Quota
from standards.text import Language
from tests.batch.plotted import points_of
from tests.batch.samples import DAY, STANDARD, drawn, program, scored, written
from tests.calling import Call
from tests.standards import small


@pytest.fixture(scope="module")
def many() -> Scores:
    return scored(40, seed=1, skill=0.55)


def robust(scores: Scores, terms: Terms, by: str | None = None, draws: int = 60) -> Robustness:
    asked = Asked(by, terms.quota, title=1)
    return simulate(scores, Moves(seed=5, draws=draws), asked)


# -- the words


def test_everybody_who_is_ranked_is_told_how_they_stand_to_the_quota(many: Scores) -> None:
    found = ranking(many, "zh", terms=Terms(Quota(places=4)))
    (group,) = found.groups
    assert [place.within for place in group.ranked[:5]] == [True] * 4 + [False]
    assert group.ranked[0].quota_reason == "名额内"
    assert all(place.quota_reason for place in group.ranked)
    assert all(place.within is None and not place.quota_reason for place in group.others)
    assert found.notes == ("名额：4 个；末位并列的全部计入", "全部 4 个（名额内 4 家）")


NOTES: dict[str, tuple[Quota, Language, str]] = {
    "a share": (Quota.model_validate({"share": "10%", "round": "up"}), "zh", "名额：命名等级者的 10%，不足 1 个按 1 个；末位并列的全部计入"),
    "a share, where nothing is said": (Quota.model_validate({"share": "12.5%"}), "en", "Quota: 12.5% of those that passed, rounded down; who shares the last place is within"),
    "of all who are ranked": (Quota.model_validate({"share": "10%", "of": "ranked", "round": "half_up"}), "en", "Quota: 10% of those that are ranked, rounded to the nearest; who shares the last place is within"),
    "places by district": (Quota(places={"东城": 2, "南城": 1}, by="district", ties_at_the_edge="none"), "zh", "名额：3 个，按地区；末位并列而名额不足的均不计入"),
    "so many in every category": (Quota(places=1, by="category"), "en", "Quota: 1 place, in each category; who shares the last place is within"),
}  # fmt: skip


@pytest.mark.parametrize(("quota", "language", "said"), NOTES.values(), ids=NOTES.keys())
def test_the_rule_is_said_in_words(
    many: Scores, quota: Quota, language: Language, said: str
) -> None:
    assert ranking(many, language, terms=Terms(quota)).notes[0] == said


def test_every_group_tells_its_places(many: Scores) -> None:
    quota = Quota(places={"东城": 2, "南城": 1}, by="district")
    assert ranking(many, "zh", terms=Terms(quota)).notes[1] == (
        "东城 2 个（名额内 3 家）、南城 1 个（名额内 1 家）"
    )


def test_the_standard_says_the_quota_where_none_is_given() -> None:
    text = STANDARD.replace("ties: [part 2]", "ties: [part 2], quota: {share: 50%, round: up}")
    standard = small.program(text)
    found = score(standard, drawn(standard, 20), DAY)
    table = standing(found)
    passed = table.filter(pl.col("outcome") == "named").height
    assert table["places"].unique().to_list() == [-(-passed // 2)]
    assert standing(found, terms=Terms(Quota(places=1)))["places"].unique().to_list() == [1]


# -- the last of two years

RELEGATION = STANDARD.replace("ties: [part 2]", "ties: [part 2], relegation: {last: 3, times: 2}")


def test_the_last_of_two_runs_lose_the_title() -> None:
    standard = small.program(RELEGATION)
    now = score(standard, drawn(standard, 12), DAY)
    found = ranking(now, "zh", terms=Terms(Quota(places=3), [now]))
    ranked = found.groups[0].ranked
    assert [place.quota for place in ranked[-3:]] == ["relegated"] * 3
    assert ranked[-1].quota_reason == "连续 2 次列末 3 位，取消称号"
    assert "relegated" not in [place.quota for place in ranked[:-3]]
    assert found.notes[0] == "末位规则：连续 2 次列末 3 位的取消称号"


def test_without_an_earlier_run_the_last_are_only_marked() -> None:
    standard = small.program(RELEGATION)
    found = ranking(score(standard, drawn(standard, 12), DAY), "zh")
    assert found.groups[0].ranked[-1].quota_reason == "本次列末 3 位"
    assert found.notes[0].endswith("要看前 1 次，只给出 0 次，未作取消")
    assert frame(found)["quota_reason"].n_unique() == 2


# -- how stable a rank is


def test_the_chances_are_those_of_the_simulation(many: Scores) -> None:
    terms = Terms(Quota(places=4))
    drawn_ = robust(many, terms)
    found = ranking(many, "zh", None, terms, drawn_)
    for place in (*found.groups[0].ranked, *found.groups[0].others):
        row = drawn_.frame.row(place.row, named=True)
        assert place.chances is not None
        assert (place.chances.low, place.chances.high) == (row["low"], row["high"])
        assert (place.chances.title, place.chances.within) == (row["title"], row["within"])
    assert found.drawn == (
        "模拟 60 次，随机种子 5",
        "各部分权重上下浮动至多 20%",
        "没有由评定人裁量的得分",
    )


CHANCES = {
    "never": (0, "0%", "0.0000"),
    "hardly ever": (1, "0.1%", "0.0003"),
    "a third": (1_000, "33.3%", "0.3333"),
    "nearly always": (2_999, "99.9%", "0.9996"),
    "always": (3_000, "100%", "1.0000"),
}


@pytest.mark.parametrize(("count", "shown", "share"), CHANCES.values(), ids=CHANCES.keys())
def test_only_what_was_always_so_is_certain(count: int, shown: str, share: str) -> None:
    found = Chances(3_000, 1, 1, 1, 3_000, count, None)
    assert (found.chance(count), found.share(count), found.chance(None)) == (shown, share, "–")


def test_an_interval_of_one_rank_is_one_number() -> None:
    assert Chances(9, 2, 2, 2, 9, 9, 9).interval == "2"
    assert Chances(9, 2, 3, 5, 9, 9, 9).interval == "2–5"
    assert Chances(9, None, None, None, 0, 0, 0).interval == "–"


def test_tables_and_programs_get_the_columns_only_where_there_is_something(many: Scores) -> None:
    plain = frame(ranking(many, "zh"))
    assert not {"quota", "rank_low"} & set(plain.columns)
    terms = Terms(Quota(places=4))
    found = ranking(many, "zh", None, terms, robust(many, terms))
    table = frame(found)
    more = ["quota", "within", "quota_reason", "rank_low", "rank_median", "rank_high"]
    assert table.columns == [*plain.columns, *more, "ranked_share", "title_share", "quota_share"]
    value = json.loads(json.dumps(plain_data(found)))
    assert value["quota"] == {"places": 4, "of": "passed", "ties_at_the_edge": "all"}
    assert value["robustness"]["seed"] == 5
    assert value["robustness"]["title"] == "达标"
    first = value["groups"][0]["ranked"][0]
    assert first["quota"] == "within"
    assert first["rank_low"] == table["rank_low"][0]


# -- the chart


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_the_chart_draws_the_intervals(many: Scores, language: Language, width: float) -> None:
    terms = Terms(Quota(places=4))
    found = ranking(many, language, None, terms, robust(many, terms))
    drawn_ = intervals.of(found)
    assert drawn_ is not None
    with style():
        made = intervals.figure(drawn_, found.words, width)
        made.draw_without_rendering()
    bars = [points_of(line) for line in made.axes[0].get_lines() if line.get_linewidth() > 3]
    ends = [(low, high) for (low, _), (high, _) in bars]
    assert ends == [(line.low, line.high) for line in drawn_.lines]
    dots = [line for line in made.axes[0].get_lines() if line.get_marker() == "o"]
    assert [points_of(dot)[0][0] for dot in dots] == [line.rank for line in drawn_.lines]
    texts = [text.get_text() for text in made.axes[0].texts]
    assert [text for text in texts if "%" in text] == [line.chance for line in drawn_.lines]
    assert drawn_.places == 4


def test_one_ranking_has_a_chart_and_several_have_none(many: Scores) -> None:
    drawn_ = robust(many, Terms(), "district")
    assert intervals.chart(ranking(many, "zh", "district", Terms(), drawn_), WIDE) is None
    assert intervals.chart(ranking(many, "zh"), WIDE) is None


def test_the_page_holds_chart_and_columns_and_fetches_nothing(many: Scores) -> None:
    terms = Terms(Quota(places=4))
    found = ranking(many, "en", None, terms, robust(many, terms))
    page = render(found)
    assert page.count("data:image/svg+xml;base64,") == 2
    assert re.search(r"<th[^>]*>Chance: ", page)
    assert page.count('class="within"') == 4
    assert "<script" not in page
    assert "http" not in page.replace("http-equiv", "")
    assert render(found) == page


# -- quotas on the command line

GIVEN: dict[str, tuple[str, GroupBy | None, dict[str, object]]] = {
    "a share": ("10%", None, {"share": 10, "rounding": "down"}),
    "a share, rounded": ("10% up", "district", {"share": 10, "rounding": "up", "by": "district"}),
    "a wide sign": ("10％ half_up", None, {"share": 10, "rounding": "half_up"}),
    "places": ("3", "category", {"places": 3, "by": "category"}),
}


@pytest.mark.parametrize(("given", "by", "expected"), GIVEN.values(), ids=GIVEN.keys())
def test_a_quota_is_understood(given: str, by: GroupBy | None, expected: dict[str, object]) -> None:
    found = quota_of(given, by, None, None)
    assert {name: getattr(found, name) for name in expected} == expected


FILES = {
    "districts": ("district,places\n东城,5\n 南城 ,4\n\n", None, "district"),
    "categories in Chinese": ("类别,名额\n小区,5\n", None, "category"),
    "groups": ("group,places\n东城,5\n", "district", "district"),
    "a mark of UTF-8": ("\ufeffdistrict,places\n东城,5\n", None, "district"),
}


@pytest.mark.parametrize(("text", "by", "expected"), FILES.values(), ids=FILES.keys())
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_places_by_group_come_from_a_file(
    tmp_path: Path, text: str, by: GroupBy | None, expected: str, encoding: str
) -> None:
    file = tmp_path / "places.csv"
    file.write_text(text if encoding == "utf-8" else text.strip("\ufeff"), encoding=encoding)
    found = quota_of(str(file), by, "none", None)
    assert found.by == expected
    assert isinstance(found.places, dict)
    assert next(iter(found.places.values())) == 5
    assert found.edge == "none"


def test_what_is_unsaid_is_as_in_the_standard() -> None:
    own = Quota.model_validate(
        {"share": "5%", "round": "up", "of": "ranked", "ties_at_the_edge": "none"}
    )
    found = quota_of("10%", None, None, own)
    assert (found.rounding, found.of, found.edge) == ("up", "ranked", "none")
    assert quota_of("10% down", None, "all", own).rounding == "down"


BAD = {
    "no file": ("places.csv", None, None, "which is no file; allowed: a share"),
    "too much": ("110%", None, None, "a share is written 0% to 100%"),
    "another head": ("name,places\n东城,5\n", None, None, ":1: found the head 'name,places'"),
    "an empty file": ("", None, None, ":1: found the head ''"),
    "no number": ("district,places\n东城,five\n", None, None, ":2: found 'five' for '东城'"),
    "no places": ("district,places\n东城\n", None, None, ":2: found '' for '东城'"),
    "fewer than none": ("district,places\n东城,-1\n", None, None, ":2: found '-1'"),
    "twice": ("district,places\n东城,1\n东城,2\n", None, None, ":3: '东城' stands twice"),
    "another group": ("district,places\n东城,1\n", "category", None, "name the same"),
    "a group that is not said": ("group,places\n东城,1\n", None, None, "allowed with --by"),
    "binary": ("\x00" * 50, None, None, "no text file"),
}


@pytest.mark.parametrize(("text", "by", "edge", "said"), BAD.values(), ids=BAD.keys())
def test_a_quota_that_cannot_be_used_is_told(
    tmp_path: Path, text: str, by: GroupBy | None, edge: None, said: str
) -> None:
    given = text
    if "\n" in text or not text or "\x00" in text:
        (tmp_path / "q.csv").write_text(text, encoding="utf-8")
        given = str(tmp_path / "q.csv")
    with pytest.raises(QuotaError, match=re.escape(said)):
        quota_of(given, by, edge, None)


# -- the command


def test_the_command_tells_quota_and_chances(call: Call, a_run: Path, tmp_path: Path) -> None:
    result = call("rank", a_run, "--quota", "25% up", "--robustness", "--seed", 7, "--draws", 50)
    assert result.code == 0, result.err
    assert "模拟 50 次，随机种子 7" in result.out
    assert "名额内概率" in result.out
    value = call("rank", a_run, "--quota", 2, "--robustness", "--draws", 50, "--json").json
    assert value["robustness"] == {
        "seed": 1,
        "draws": 50,
        "weights": "20%",
        "judgement": "range",
        "parts": ["part 1", "part 2", "part 3"],
        "criteria": [],
        "title": "达标",
    }
    again = [tmp_path / name for name in ("one.html", "two.html")]
    for file in again:
        done = call("rank", a_run, "--robustness", "--draws", 50, "-o", file)
        assert "随机种子 1" in done.err
    assert again[0].read_bytes() == again[1].read_bytes()


def test_who_a_quota_speaks_of_in_vain_is_told(call: Call, a_run: Path, tmp_path: Path) -> None:
    (tmp_path / "q.csv").write_text("地区,名额\n东城,1\n东成,2\n", encoding="utf-8")
    result = call("rank", a_run, "--quota", tmp_path / "q.csv")
    assert result.code == 0
    assert result.err.strip() == "名额中的“东成”没有参评单位"
    table = tmp_path / "r.csv"
    call("rank", a_run, "--quota", tmp_path / "q.csv", "-o", table)
    assert "within" in table.read_text(encoding="utf-8").splitlines()[0]


WRONG = {
    "an unknown grade": (("--robustness", "--title", "gold"), "allowed: excellent, passed, correct"),
    "too wide": (("--robustness", "--weights", "95%"), "allowed: 0% to 90%"),
    "no share": (("--robustness", "--weights", "many"), "found 'many'"),
    "no draw": (("--robustness", "--draws", "0"), "0"),
    "an edge without a quota": (("--ties-at-the-edge", "all"), "needs a quota"),
    "a quota that is none": (("--quota", "lots"), "found 'lots', which is no file"),
}  # fmt: skip


@pytest.mark.parametrize(("words", "said"), WRONG.values(), ids=WRONG.keys())
def test_wrong_usage_ends_with_a_sentence(
    call: Call, a_run: Path, words: tuple[str, ...], said: str
) -> None:
    result = call("rank", a_run, *words, "--lang", "en")
    assert result.code == 2
    assert said in result.err
    assert "Traceback" not in result.err


def test_an_earlier_run_must_fit(call: Call, a_run: Path) -> None:
    result = call("rank", a_run, "--earlier", a_run, "--lang", "en")
    assert result.code == 2
    assert "no `ranking.relegation`" in result.err


def test_the_last_of_two_years_by_command(call: Call, tmp_path: Path) -> None:
    (tmp_path / "demo.yaml").write_text(RELEGATION, encoding="utf-8")
    standard = small.program(RELEGATION)
    runs = [tmp_path / "2025", tmp_path / "2026"]
    for year, run in zip((2025, 2026), runs, strict=True):
        written(run, score(standard, drawn(standard, 12), DAY.replace(year=year)))
    result = call("rank", runs[1], "--earlier", runs[0], "--json")
    assert result.code == 0, result.err
    ranked = result.json["groups"][0]["ranked"]
    assert [place["quota_reason"] for place in ranked[-3:]] == ["连续 2 次列末 3 位，取消称号"] * 3
    late = call("rank", runs[0], "--earlier", runs[1])
    assert late.code == 2
    assert "须早于本次的 2025-11-23" in late.err


def test_a_run_of_nobody_has_no_chances(many: Scores) -> None:
    standard = program()
    nobody = score(standard, drawn(standard, 0), DAY)
    terms = Terms(Quota(places=2))
    found = ranking(nobody, "zh", None, terms, robust(nobody, terms))
    assert "没有申报单位" in render(found)


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "\u202ecba", "{{ 7 * 7 }}", "=1+1"])
def test_a_hostile_group_is_only_a_name(many: Scores, name: str) -> None:
    people = many.answers.applicants.with_columns(district=pl.lit(name), name=pl.lit(name))
    answers: Answers = replace(many.answers, applicants=people)
    terms = Terms(Quota(places={name: 2}, by="district"))
    changed = replace(many, answers=answers)
    page = render(ranking(changed, "zh", None, terms, robust(changed, terms, draws=5)))
    assert "<script" not in page
    assert "\u202e" not in page
    assert ">49<" not in page
