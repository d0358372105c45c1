"""The site as files: whole, deterministic, readable without a script, closed in itself."""

from __future__ import annotations

import json
import re
import subprocess
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote, urlsplit

import polars as pl
import pytest

from reports.formats import csv_
from reports.run import read as run_read
from reports.site import SUMS, settings, workers
from reports.site.frame import FORM
from reports.site.publish import publish, site_of
from reports.verify.folders import files_below
from tests.batch.samples import STANDARD
from tests.calling import Call
from tests.site.conftest import COUNT, NASTY, Made

CODE = "441900-0001"
LANGUAGES = ("zh", "en")


class Links(HTMLParser):
    """Everything that a page points to, its text, and what it must not have."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.handlers: list[str] = []
        self.inline = 0
        self.text: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.handlers += [name for name in given if name.startswith("on")]
        self.inline += (
            "style" in given or tag == "style" or (tag == "script" and "src" not in given)
        )
        for name in ("href", "src", "srcset"):
            if name in given:
                (self.links if tag == "a" else self.loaded).append(given[name])

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def pages_of(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def read(path: Path) -> Links:
    return Links(path.read_text(encoding="utf-8"))


def test_two_publishes_give_the_same_bytes(made: Made, tmp_path: Path) -> None:
    runs = [run_read.read(path) for path in (made.run, made.earlier)]
    publish(tmp_path / "again", site_of(runs[0], runs[1:], settings.load(made.settings)))
    assert files_below(tmp_path / "again") == files_below(made.site)
    for path in files_below(made.site):
        assert (tmp_path / "again" / path).read_bytes() == (made.site / path).read_bytes(), path


def test_several_processes_write_the_same_site_as_one(
    made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "cores", lambda: 2)
    monkeypatch.setattr(workers, "_FEW", 10)
    monkeypatch.setattr(workers, "_CHUNK", 100)
    runs = [run_read.read(path) for path in (made.run, made.earlier)]
    told: list[tuple[int, int]] = []
    site = site_of(runs[0], runs[1:], settings.load(made.settings))
    publish(tmp_path / "again", site, lambda done, count: told.append((done, count)))
    assert (tmp_path / "again" / SUMS).read_bytes() == (made.site / SUMS).read_bytes()
    assert told[-1] == (COUNT, COUNT)
    assert len(told) == 3


def test_every_file_is_in_the_list_that_sha256sum_checks(made: Made) -> None:
    listed = (made.site / SUMS).read_text(encoding="utf-8").splitlines()
    assert {line[66:] for line in listed} == files_below(made.site) - {SUMS}
    checked = subprocess.run(
        ["sha256sum", "--check", "--quiet", "--strict", SUMS], cwd=made.site, check=False
    )
    assert checked.returncode == 0


@pytest.mark.parametrize("which", ["made", "hostile"])
def test_every_link_resolves_and_nothing_is_loaded_from_outside(
    which: str, made: Made, hostile_site: Path
) -> None:
    site = made.site if which == "made" else hostile_site
    assert pages_of(site)
    for path in pages_of(site):
        page = read(path)
        assert not page.handlers, path
        assert not page.inline or path.name == FORM, path
        for target in {*page.links, *page.loaded}:
            parts = urlsplit(target)
            if parts.scheme in ("http", "https"):
                assert target in page.links, "a page may lead outside, and load nothing from there"
                continue
            if parts.scheme == "data":
                continue  # it lies in the page itself
            assert not parts.scheme, (path, target)
            if parts.path:
                found = (path.parent / unquote(parts.path)).resolve()
                assert found.is_relative_to(site.resolve()), (path, target)
                assert found.is_file(), (path, target)


def test_every_page_forbids_what_it_does_not_need(made: Made) -> None:
    for path in pages_of(made.site):
        if path.name == FORM:
            continue  # one file that holds its script, with a policy of its own
        text = path.read_text(encoding="utf-8")
        policy = re.search(r'Content-Security-Policy" content="([^"]+)"', text)
        assert policy, path
        assert policy[1].startswith(
            "default-src 'none'; style-src 'self' file:; script-src 'self' file:"
        ), path
        assert "unsafe" not in policy[1]


def test_the_site_can_be_read_without_a_script(made: Made) -> None:
    ranked = [
        row["applicant"]
        for row in pl.read_parquet(made.site / "data/results.parquet").iter_rows(named=True)
        if row["rank"] is not None
    ]
    found = set()
    for path in (made.site / "zh/ranking").glob("*.html"):
        found |= {
            name for name in ranked if f"applicant/{name}.html" in path.read_text(encoding="utf-8")
        }
    assert found == set(ranked)
    assert len(list((made.site / "zh/ranking").glob("*.html"))) == 2
    page = (made.site / "zh/ranking/index.html").read_text(encoding="utf-8")
    assert 'class="finder" hidden' in page
    assert 'rel="next" href="2.html"' in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_an_applicant_says_what_the_run_says(language: str, made: Made) -> None:
    results = pl.read_parquet(made.run / "results.parquet")
    row = results.filter(pl.col("applicant") == CODE).row(0, named=True)
    text = "".join(read(made.site / language / "applicant" / f"{CODE}.html").text)
    for said in (row["name"], str(row["score"]), CODE, "2026-11-23", "2025-11-20"):
        assert said in text
    assert ("有组织" if language == "zh" else "Organised") in text
    assert ("居民户数" if language == "zh" else "Households") in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_not_listed_is_not_published(language: str, made: Made) -> None:
    everything = b"".join((made.site / path).read_bytes() for path in files_below(made.site))
    assert "王主任".encode() not in everything
    assert b"applicants.csv" not in everything
    text = "".join(read(made.site / language / "applicant" / f"{CODE}.html").text)
    assert ("联系人" if language == "zh" else "Contact person") not in text


def test_reasons_tell_no_answer_that_is_not_published(
    made: Made, tmp_path: Path, call: Call
) -> None:
    """The gate asks for 100 households: without that answer being public its number is not told."""
    (tmp_path / "closed.yaml").write_text("publish: {answers: []}", encoding="utf-8")
    result = call(
        "publish", made.run, "-o", tmp_path / "site", "--settings", tmp_path / "closed.yaml"
    )
    assert result.code == 0, result.err
    open_, closed = (
        pl.read_parquet(site / "data/results.parquet").filter(pl.col("outcome") == "refused")
        for site in (made.site, tmp_path / "site")
    )
    assert open_.height
    assert all(re.search(r"现为 \d+", text) for text in open_["reasons_zh"])
    assert not any(re.search(r"现为 \d+", text) for text in closed["reasons_zh"])
    assert all("不少于100户" in text for text in closed["reasons_zh"])
    assert not (tmp_path / "site/data/answers.csv").exists()


@pytest.mark.parametrize("which", ["made", "hostile"])
def test_the_three_formats_of_a_table_say_the_same(
    which: str, made: Made, hostile_site: Path
) -> None:
    site = made.site if which == "made" else hostile_site
    for name in ("results", "criteria", "answers", *(["evidence"] if which == "hostile" else [])):
        parquet = pl.read_parquet(site / f"data/{name}.parquet")
        as_csv = csv_.read(site / f"data/{name}.csv")
        as_json = json.loads((site / f"data/{name}.json").read_text(encoding="utf-8"))
        assert parquet.height == as_csv.height == len(as_json) > 0
        for column in parquet.columns:
            if parquet.schema[column] == pl.Decimal:
                numbers = parquet[column].to_list()
                assert [None if t == "" else float(t) for t in as_csv[column]] == [
                    None if n is None else float(n) for n in numbers
                ]
                assert [None if r[column] is None else float(r[column]) for r in as_json] == [
                    None if n is None else float(n) for n in numbers
                ]
            else:
                texts = parquet[column].cast(pl.String).fill_null("").to_list()
                assert as_csv[column].to_list() == texts
                assert [row[column] for row in as_json] == parquet[column].to_list()


def test_the_dictionary_tells_every_column(made: Made) -> None:
    told = json.loads((made.site / "data/dictionary.json").read_text(encoding="utf-8"))
    known = {(row["table"], row["column"]) for row in told}
    for name in ("results", "criteria", "answers", "evidence"):
        columns = pl.read_parquet(made.site / f"data/{name}.parquet").columns
        assert {(name, column) for column in columns} <= known
    assert all(row["zh"] and row["en"] for row in told)


def test_the_standard_is_published_as_it_was_used(made: Made) -> None:
    assert (made.site / "data/standard.yaml").read_text(encoding="utf-8") == STANDARD
    assert (made.site / "data/earlier/2025-11-20/standard.yaml").is_file()
    text = "".join(read(made.site / "en/standard.html").text)
    for said in (
        "Model compounds",
        "At least 100 households",
        "Waste sorting",
        "every part is at least 60%",
    ):
        assert said in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_feed_is_atom_with_days_and_no_clock(language: str, made: Made) -> None:
    feed = ET.parse(made.site / language / "feed.xml").getroot()  # noqa: S314 - a file of our own
    atom = "{http://www.w3.org/2005/Atom}"
    entries = feed.findall(f"{atom}entry")
    days = {entry.findtext(f"{atom}updated") for entry in entries}
    assert days == {
        "2026-11-24T00:00:00+08:00",
        "2026-11-23T00:00:00+08:00",
        "2025-11-20T00:00:00+08:00",
    }
    ids = [entry.findtext(f"{atom}id") or "" for entry in entries]
    assert len(set(ids)) == len(ids) > 3
    assert all(id_.startswith("urn:uuid:") for id_ in ids)
    for link in feed.iter(f"{atom}link"):
        path = link.attrib["href"].removeprefix("https://example.org/dabiao/")
        assert (made.site / unquote(path)).is_file(), link.attrib


def test_a_badge_tells_its_words_to_those_who_cannot_see_it(made: Made) -> None:
    results = pl.read_parquet(made.site / "data/results.parquet")
    best = results.filter(pl.col("grade") == "excellent").row(0, named=True)
    svg = ET.parse(made.site / "badges/zh" / f"{best['applicant']}.svg").getroot()  # noqa: S314 - ours
    title = svg.find("{http://www.w3.org/2000/svg}title")
    assert title is not None
    assert svg.attrib["role"] == "img"
    assert svg.attrib["aria-labelledby"] == title.attrib["id"]
    assert title.text == f"{best['name']}：示范小区创建标准，达标 · 优秀，评定日 2026-11-23"


def test_the_notice_period_is_told_with_its_days(made: Made) -> None:
    for language, home in (("zh", "index.html"), ("en", "en/index.html")):
        for page in (home, f"{language}/notice.html"):
            text = "".join(read(made.site / page).text)
            assert "2026-11-24" in text, page
            assert "2026-12-03" in text, page


def test_changes_since_the_year_before_are_told(made: Made) -> None:
    now, then = (
        dict(pl.read_parquet(made.site / f).select("applicant", "outcome").iter_rows())
        for f in ("data/results.parquet", "data/earlier/2025-11-20/results.parquet")
    )
    gained = [code for code in now if now[code] == "named" != then.get(code, "named")]
    text = "".join("".join(read(path).text) for path in (made.site / "en/changes").glob("*.html"))
    assert text.count("Now up to standard") == len(gained) > 0
    assert text.count("New\n") == 20
    assert (made.site / "zh/year/2025-11-20/ranking/index.html").is_file()
    assert (made.site / "zh/year/2025-11-20/district/东城/index.html").is_file()


# -- hostile names


def test_hostile_names_leave_the_folder_nowhere(hostile_site: Path) -> None:
    outside = {path.name for path in hostile_site.parent.parent.iterdir()}
    assert outside == {"run", "inner"}
    assert [path.name for path in hostile_site.parent.iterdir()] == ["site"]
    pages = list((hostile_site / "zh/applicant").iterdir())
    assert len(pages) == len(NASTY)
    assert all(path.is_file() and len(path.name.encode()) < 120 for path in pages)


def test_hostile_names_are_text_and_nothing_else(hostile_site: Path) -> None:
    for path in pages_of(hostile_site):
        raw = path.read_text(encoding="utf-8")
        assert "<script>alert" not in raw, path
        assert "<img src=x" not in raw, path
        assert "\x1b" not in raw, path
        assert "\u202e" not in raw, path
    for path in [*hostile_site.rglob("*.svg"), *hostile_site.rglob("*.xml")]:
        ET.parse(path)  # noqa: S314 - a file of our own, which must be XML


def test_tables_of_hostile_names_run_nothing_in_a_spreadsheet(hostile_site: Path) -> None:
    for path in hostile_site.glob("data/*.csv"):
        raw = pl.read_csv(BytesIO(path.read_bytes()), infer_schema=False)
        for column in raw.columns:
            assert not [t for t in raw[column].drop_nulls() if t[:1] in "=+-@\t\r\n" and t], path
