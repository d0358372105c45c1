"""`dabiao rank`: on a terminal, as a table, as a page, as JSON."""

from pathlib import Path

import polars as pl
import pytest

from tests.calling import Call


def test_the_ranking_is_printed(call: Call, a_run: Path) -> None:
    result = call("rank", a_run)
    assert result.code == 0
    assert "示范小区创建标准" in result.out
    table = pl.read_parquet(a_run / "results.parquet").sort("rank", "applicant", nulls_last=True)
    lines = result.out.splitlines()
    first = table.row(0, named=True)
    row = next(line for line in lines if first["applicant"] in line)
    assert row.split()[0].rstrip("=") == "1"
    assert str(first["score"]) in row


def test_ranks_agree_with_those_of_the_results(call: Call, a_run: Path) -> None:
    ranked = call("rank", a_run, "--json").json["groups"][0]
    stored = pl.read_parquet(a_run / "results.parquet")
    expected = dict(stored.select("applicant", "rank").iter_rows())
    found = {place["applicant"]["code"]: place["rank"] for place in ranked["ranked"]}
    found |= {place["applicant"]["code"]: None for place in ranked["not_ranked"]}
    assert found == expected


def test_districts_are_ranked_apart(call: Call, a_run: Path) -> None:
    groups = call("rank", a_run, "--by", "district", "--json").json["groups"]
    assert [group["group"] for group in groups] == ["万江", "东城", "南城", ""]
    assert "未填地区" in call("rank", a_run, "--by", "district").out
    english = call("rank", a_run, "--by", "district", "--lang", "en").out
    assert "District not given" in english


def test_a_table_for_spreadsheets(call: Call, a_run: Path, tmp_path: Path) -> None:
    result = call("rank", a_run, "-o", tmp_path / "ranking.csv")
    assert result.code == 0
    assert result.out == ""
    assert "ranking.csv" in result.err
    table = pl.read_csv(tmp_path / "ranking.csv")
    assert table.height == 14
    assert table.columns[:3] == ["group", "rank", "applicant"]


@pytest.mark.parametrize(
    ("language", "head"), [("zh", "<h1>排名</h1>"), ("en", "<h1>Ranking</h1>")]
)
def test_a_page(call: Call, a_run: Path, tmp_path: Path, language: str, head: str) -> None:
    call("rank", a_run, "-o", tmp_path / "ranking.html", "--lang", language)
    assert head in (tmp_path / "ranking.html").read_text(encoding="utf-8")


def test_another_ending_is_refused(call: Call, a_run: Path, tmp_path: Path) -> None:
    result = call("rank", a_run, "-o", tmp_path / "ranking.docx")
    assert result.code == 2
    assert "'.docx'" in result.err
    assert ".csv, .html" in result.err


@pytest.mark.parametrize("name", ["forms", "nowhere"])
def test_what_is_no_run_is_refused(call: Call, a_run: Path, tmp_path: Path, name: str) -> None:
    result = call("rank", tmp_path / name)
    assert result.code == 2
    assert name in result.err
    assert "Traceback" not in result.err
