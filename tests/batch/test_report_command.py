"""`dabiao report`: a report for everybody, and the overview."""

import json
import re
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from reports import mass, report_folder
from reports.mass import Order, write_reports
from reports.report_folder import Wanted
from tests.batch.samples import said, scored
from tests.calling import Call

PAGES = Wanted(".html", ("zh",), documents=False)


def test_every_applicant_has_a_report_that_the_overview_links_to(
    call: Call, a_run: Path, tmp_path: Path
) -> None:
    reports = tmp_path / "reports"
    result = call("report", a_run, "-o", reports)
    assert result.code == 0, result.err
    assert "14 份差距报告" in result.out
    index = (reports / "index.html").read_text(encoding="utf-8")
    links = re.findall(r'<a href="([^"]+\.html)">', index)
    assert sorted(links) == [f"441900-{number:04}.html" for number in range(1, 15)]
    for link in links:
        text = (reports / link).read_text(encoding="utf-8")
        assert link.removesuffix(".html") in text


def test_the_reports_share_a_font_that_comes_with_its_licence(
    call: Call, a_run: Path, tmp_path: Path
) -> None:
    reports = tmp_path / "reports"
    call("report", a_run, "-o", reports)
    for name in ("index.html", "441900-0001.html"):
        text = (reports / name).read_text(encoding="utf-8")
        fonts = re.findall(r'url\("?(fonts/[^")]+)"?\)', text)
        assert len(fonts) == 2
        assert all((reports / font).is_file() for font in fonts)
        assert "data:font" not in text
    assert (reports / "fonts" / "OFL.txt").is_file()


def test_everything_the_overview_shows_lies_beside_it(
    call: Call, a_run: Path, tmp_path: Path
) -> None:
    reports = tmp_path / "reports"
    call("report", a_run, "-o", reports)
    text = (reports / "index.html").read_text(encoding="utf-8")
    sources = re.findall(r'(?:src|srcset)="([^"]+)"', text)
    assert len(sources) == 10
    assert all((reports / source).is_file() for source in sources)
    assert "<script" not in text
    assert "http" not in text.replace("http-equiv", "")


@pytest.mark.parametrize(("language", "title"), [("zh", "评判概览"), ("en", "Overview")])
def test_the_overview_counts_how_many_reached_what(
    call: Call, a_run: Path, tmp_path: Path, language: str, title: str
) -> None:
    reports = tmp_path / "reports"
    call("report", a_run, "-o", reports, "--lang", language)
    text = (reports / "index.html").read_text(encoding="utf-8")
    assert f"<h1>{title}</h1>" in text
    record = json.loads((a_run / "run.json").read_text(encoding="utf-8"))["counts"]
    shown = [int(number) for number in re.findall(r'<span class="bar"[^>]*><span>(\d+)', text)]
    outcomes = record["outcomes"]
    assert shown == [
        *record["grades"].values(),
        outcomes["failed"],
        outcomes["refused"],
        outcomes["not_judged"],
    ]
    assert sum(shown) == 14


def test_reports_as_json_say_what_check_says(call: Call, a_run: Path, tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    result = call("report", a_run, "-o", reports, "--format", "json")
    assert result.code == 0, result.err
    listing = json.loads((reports / "reports.json").read_text(encoding="utf-8"))
    assert len(listing["files"]) == 14
    stored = pl.read_parquet(a_run / "results.parquet")
    for code, file in listing["files"].items():
        value = json.loads((reports / file).read_text(encoding="utf-8"))
        row = stored.filter(applicant=code).row(0, named=True)
        assert value["exact"] == row["exact"]
        assert value["grade"] == row["grade"]
        assert value["outcome"] == row["outcome"]


def test_one_applicant_alone(call: Call, a_run: Path, tmp_path: Path) -> None:
    result = call("report", a_run, "-o", tmp_path / "one", "--applicant", "441900-0004")
    assert result.code == 0
    names = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert names == ["441900-0004.html", "fonts"]


def test_an_unknown_applicant_is_told_with_the_nearest(
    call: Call, a_run: Path, tmp_path: Path
) -> None:
    result = call("report", a_run, "-o", tmp_path / "one", "--applicant", "441900-004")
    assert result.code == 2
    assert "441900-004" in result.err
    assert "did you mean" in result.err
    assert not (tmp_path / "one").exists()


def test_a_changed_result_is_said_and_ends_with_one(
    call: Call, a_run: Path, tmp_path: Path
) -> None:
    file = a_run / "results.parquet"
    table = pl.read_parquet(file)
    table.with_columns(exact=pl.col("exact") + 1).write_parquet(file)
    result = call("report", a_run, "-o", tmp_path / "reports")
    assert result.code == 1
    assert "14 家的结果与现在算出的不同" in result.err
    assert (tmp_path / "reports" / "index.html").is_file()


def test_reports_take_the_place_of_earlier_ones_and_none_is_left_over(
    call: Call, a_run: Path, tmp_path: Path
) -> None:
    reports = tmp_path / "reports"
    call("report", a_run, "-o", reports, "--format", "json")
    call("report", a_run, "-o", reports)
    assert not list(reports.glob("441900-*.json"))
    assert len(list(reports.glob("441900-*.html"))) == 14


def test_a_folder_of_other_things_is_not_written_over(
    call: Call, a_run: Path, tmp_path: Path
) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "index.html").write_text("mine", encoding="utf-8")
    (tmp_path / "mine" / "letter.docx").touch()
    result = call("report", a_run, "-o", tmp_path / "mine")
    assert result.code == 2
    assert "letter.docx" in result.err
    assert (tmp_path / "mine" / "index.html").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("code", ["../evil", "x" * 300, "a\0b", "index", "con", "县/东"])
def test_a_hostile_code_stays_in_the_folder(code: str, tmp_path: Path) -> None:
    found = scored(3)
    table = found.answers.applicants.with_columns(
        applicant=pl.Series([code, "441900-0002", "441900-0003"])
    )
    changed = replace(found, answers=replace(found.answers, applicants=table))
    report_folder.write_all(tmp_path / "in" / "reports", changed, PAGES)
    assert [path.name for path in (tmp_path / "in").iterdir()] == ["reports"]
    listing = json.loads((tmp_path / "in" / "reports" / "reports.json").read_text(encoding="utf-8"))
    made = list((tmp_path / "in" / "reports").glob("*.html"))
    assert len(made) == 4
    assert {path.name for path in made} == {"index.html", *listing["files"].values()}


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_several_processes_write_the_same_reports_as_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = scored(12)
    found = replace(found, answers=said(found.answers))
    names = {row: str(row) for row in range(12)}
    for few, folder in ((12, tmp_path / "one"), (0, tmp_path / "two")):
        folder.mkdir()
        monkeypatch.setattr(mass, "_PACES", {".html": mass.Pace(5, few)})
        monkeypatch.setattr(mass, "cores", lambda: 2)
        steps: list[tuple[int, int]] = []
        order = Order(folder, ".html", ("zh",))
        write_reports(found, names, order, progress=lambda *at, s=steps: s.append(at))
        assert steps[-1] == (12, 12)
    assert files(tmp_path / "one") == files(tmp_path / "two")
