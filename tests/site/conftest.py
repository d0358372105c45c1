"""Runs and sites of some applicants, made once: two years, hostile names, a browser."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service

from dabiao.cli import dabiao
from dabiao.console import run
from engine.answers import Answers
from engine.score import score
from reports.run import read as run_read
from reports.run import write as run_write
from reports.run.answers import ordered
from reports.run.reasons import run_reasons
from reports.site import settings
from reports.site.publish import publish, site_of
from submissions.write import write as write_submissions
from tests.batch.samples import DAY, STANDARD, drawn, program, said
from tests.calling import Call, caller

SETTINGS = """
site: 1
title: {zh: 示范小区评定, en: Model compounds judged}
office: {zh: 创建办公室, en: Creation office}
contact: {zh: 电话 000-0000000, en: Telephone 000-0000000}
address: https://example.org/dabiao
notice: {from: 2026-11-24, to: 2026-12-03}
publish: {answers: [households, "1.2"], evidence: ["1.1"]}
"""
BEFORE = date(2025, 11, 20)
COUNT = 260
"""More than one page of a ranking holds."""


@dataclass(frozen=True)
class Made:
    """A site with what it was made from."""

    inputs: Path
    run: Path
    earlier: Path
    settings: Path
    site: Path


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    return caller(monkeypatch, capsys, locale="en_GB.UTF-8")


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """A site of two years, made by the commands' own functions from files that were handed in."""
    return make(tmp_path_factory.mktemp("published"), COUNT, SETTINGS)


def make(folder: Path, count: int, chosen: str) -> Made:
    """Forms, two runs and a site in a folder."""
    standard = folder / "demo.yaml"
    standard.write_text(STANDARD, encoding="utf-8")
    inputs = folder / "applicants.csv"
    write_submissions(drawn(program(), count), program(), inputs)
    before = folder / "before.csv"
    write_submissions(drawn(program(), count - 20, seed=7), program(), before)
    for name, file, day in (("run", inputs, DAY), ("earlier", before, BEFORE)):
        words = ("score", file, "-s", standard, "-o", folder / name, "--as-of", day)
        sys.argv = ["dabiao", *map(str, words)]
        assert run(dabiao) in (0, 1)
    (folder / "site.yaml").write_text(chosen, encoding="utf-8")
    found = Made(inputs, folder / "run", folder / "earlier", folder / "site.yaml", folder / "site")
    runs = [run_read.read(path) for path in (found.run, found.earlier)]
    publish(found.site, site_of(runs[0], runs[1:], settings.load(found.settings)))
    return found


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The same of fewer applicants in one language, which is made again many times."""
    return make(tmp_path_factory.mktemp("small"), 30, f"{SETTINGS}languages: [zh]\n")


@pytest.fixture
def copied(small: Made, tmp_path: Path) -> Path:
    """A copy of the small site that may be changed."""
    return shutil.copytree(small.site, tmp_path / "site")


NASTY = (
    "<script>alert(1)</script>",
    "=cmd|' /C calc'!A0",
    "../../../etc/passwd",
    "..\\..\\windows\\system32",
    "x" * 300,
    "控制\x07\x1b[31m\x00字符",
    "\u202egnp.exe",
    '"><img src=x onerror=alert(1)>',
    "con",
    "index",
    "{{ 7 * 7 }}",
    "?a=1#b%2F",
    "a\nb\tc",
    "@SUM(1+1)",
    "]]>&lt;/title>",
    "'; DROP TABLE x; --",
)


def hostile() -> Answers:
    """Applicants whose codes, names, districts and answers are all such."""
    answers = drawn(program(), len(NASTY), seed=3)
    nasty = pl.Series(NASTY)
    return replace(
        said(answers),
        applicants=answers.applicants.with_columns(
            applicant=nasty, name=nasty, district=nasty.reverse(), category=nasty
        ),
        values=answers.values.with_columns(contact=nasty),
        evidence=pl.DataFrame(
            {"row": range(len(NASTY)), "criterion": "1.1", "text": NASTY},
            schema_overrides={"row": pl.Int64},
        ),
    )


@pytest.fixture(scope="session")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of hostile names, in which even the contacts are published."""
    folder = tmp_path_factory.mktemp("hostile")
    scores = score(program(), ordered(hostile()), DAY)
    files = run_write.Files({"<b>.csv": "sha256:1"})
    run_write.write(folder / "run", scores, run_reasons(scores), files)
    chosen = settings.loads('publish: {answers: [contact, households], evidence: ["1.1"]}', "s")
    publish(folder / "inner" / "site", site_of(run_read.read(folder / "run"), [], chosen))
    return folder / "inner" / "site"


CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
DRIVER = shutil.which("chromedriver")
FLAGS = [
    *("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    "--hide-scrollbars",
]


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    if not (CHROMIUM and DRIVER):
        pytest.skip("no browser on this machine")
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for flag in [*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('browser')}"]:
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(service=Service(DRIVER), options=options)
    yield driver
    driver.quit()
