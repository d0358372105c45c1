"""The site in a real browser: sorting, filtering, searching, a phone, accessibility, no request."""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import polars as pl
import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select

from tests.site.conftest import COUNT, Made

DESK, PHONE = 1200, 390
CODE = "441900-0001"
PAGES = [
    *("ranking/index.html", "ranking/2.html", "apart/index.html", f"applicant/{CODE}.html"),
    *("standard.html", "notice.html", "data.html", "district/index.html"),
    *("district/东城/index.html", "changes/index.html", "year/index.html"),
    "year/2025-11-20/ranking/index.html",
]
ALL = [
    "index.html",
    "en/index.html",
    *(f"{lang}/{page}" for lang in ("zh", "en") for page in PAGES),
]


def open_(browser: webdriver.Chrome, page: Path, width: int = DESK) -> None:
    screen = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width == PHONE}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)
    browser.get(page.as_uri())
    browser.execute_async_script("document.fonts.ready.then(arguments[0])")


def ask(browser: webdriver.Chrome, script: str) -> Any:
    return browser.execute_script(f"return {script}")


def shown(browser: webdriver.Chrome, cell: str) -> list[str]:
    cells = f"[...document.querySelectorAll('#ranking tbody {cell}')].map(c => c.innerText.trim())"
    found: list[str] = ask(browser, cells)
    return found


def results(made: Made) -> pl.DataFrame:
    return pl.read_parquet(made.site / "data/results.parquet")


@pytest.mark.parametrize("width", [DESK, PHONE], ids=["desk", "phone"])
def test_every_page_fits_and_asks_nothing_of_the_world(
    width: int, browser: webdriver.Chrome, made: Made
) -> None:
    for log in ("browser", "performance"):
        browser.get_log(log)  # type: ignore[no-untyped-call]  # what came before; it has no types
    for name in ALL:
        open_(browser, made.site / name, width)
        assert ask(browser, "document.documentElement.scrollWidth") <= width, name
    said: Any = browser.get_log("browser")  # type: ignore[no-untyped-call]  # the same
    assert said == []
    events: Any = browser.get_log("performance")  # type: ignore[no-untyped-call]  # the same
    messages = [json.loads(event["message"])["message"] for event in events]
    asked = [
        message["params"]["request"]["url"]
        for message in messages
        if message["method"] == "Network.requestWillBeSent"
        and not message["params"]["documentURL"].startswith("chrome://")  # the tab it opens first
    ]
    assert len(asked) > len(ALL)
    for url in asked:
        assert url.startswith("file://"), url
        path = Path(unquote(urlsplit(url).path))
        assert path.is_relative_to(made.site), url


AXE = find_spec("axe_playwright_python")


CHECKED = [
    *("index.html", "en/index.html"),
    *(
        f"{language}/{page}"
        for language in ("zh", "en")
        for page in ("ranking/2.html", f"applicant/{CODE}.html", "standard.html")
    ),
    *("zh/data.html", "en/notice.html", "zh/changes/index.html", "en/district/index.html"),
]


@pytest.mark.parametrize(
    ("width", "pages"), [(DESK, CHECKED), (PHONE, CHECKED[:4])], ids=["desk", "phone"]
)
def test_a_checker_of_accessibility_finds_no_fault(
    width: int, pages: list[str], browser: webdriver.Chrome, made: Made
) -> None:
    if AXE is None or AXE.submodule_search_locations is None:
        pytest.skip("axe-playwright-python is not installed")
    axe = Path(AXE.submodule_search_locations[0], "axe.min.js").read_text(encoding="utf-8")
    for name in pages:
        open_(browser, made.site / name, width)
        browser.execute_script(axe)
        found = browser.execute_async_script("axe.run().then(r => arguments[0](r.violations))")
        assert [(f["id"], f["impact"], f["nodes"][0]["html"][:200]) for f in found] == [], name


def test_the_columns_sort_both_ways_over_all_pages(browser: webdriver.Chrome, made: Made) -> None:
    open_(browser, made.site / "zh/ranking/index.html")
    ranked = results(made).filter(pl.col("rank").is_not_null())
    button = "#ranking th[data-sort=score] button"
    browser.find_element(By.CSS_SELECTOR, button).send_keys(Keys.ENTER)
    best = [float(text) for text in shown(browser, ".score")]
    assert best == sorted(best, reverse=True)
    assert best[0] == float(ranked["score"].max())  # type: ignore[arg-type]  # a decimal
    browser.find_element(By.CSS_SELECTOR, button).send_keys(Keys.ENTER)
    assert ask(browser, "document.querySelector('th[data-sort=score]').ariaSort") == "descending"
    scores = [0.0 if text == "–" else float(text) for text in shown(browser, ".score")]
    assert scores == sorted(scores)
    assert len(scores) == 200
    assert str(COUNT) in ask(browser, "document.getElementById('found').innerText")
    browser.find_element(By.CSS_SELECTOR, "p.pager button:last-child").click()
    assert len(shown(browser, ".score")) == COUNT - 200
    browser.find_element(By.CSS_SELECTOR, "#ranking th[data-sort=name] button").click()
    assert shown(browser, ".name")[0] != ""


@pytest.mark.parametrize("language", ["zh", "en"])
def test_districts_and_decisions_filter(
    language: str, browser: webdriver.Chrome, made: Made
) -> None:
    open_(browser, made.site / language / "ranking/index.html")
    east = results(made).filter(pl.col("district") == "东城")
    Select(browser.find_element(By.ID, "district")).select_by_visible_text("东城")
    assert set(shown(browser, ".district")) == {"东城"}
    assert len(shown(browser, ".name")) == east.height
    named = {"zh": "达标 · 优秀", "en": "Up to standard · Excellent"}[language]
    Select(browser.find_element(By.ID, "decision")).select_by_visible_text(named)
    assert set(shown(browser, ".decision")) == {named}
    assert len(shown(browser, ".name")) == east.filter(pl.col("grade") == "excellent").height > 0
    browser.find_element(By.CSS_SELECTOR, "form.finder button[type=reset]").click()
    browser.execute_async_script("setTimeout(arguments[0], 50)")
    assert len(shown(browser, ".name")) == 200
    assert ask(browser, "document.getElementById('found').innerText") == ""


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("441900-0007", "441900-0007"),
        ("４４１９００－０００７", "441900-0007"),
        ("7号小区", "441900-0007"),
    ],
    ids=["code", "wide figures", "name"],
)
def test_searching_finds_whoever_is_meant(
    typed: str, code: str, browser: webdriver.Chrome, made: Made
) -> None:
    open_(browser, made.site / "zh/ranking/index.html")
    browser.find_element(By.ID, "find").send_keys(typed)
    found = shown(browser, ".name")
    assert any(code in text for text in found)
    wanted = results(made).filter(
        pl.col("name").str.contains("7号小区", literal=True)
        if typed == "7号小区"
        else pl.col("applicant") == code
    )
    assert len(found) == wanted.height
    browser.get(browser.find_element(By.PARTIAL_LINK_TEXT, "7号小区").get_attribute("href") or "")
    assert "7号小区" in browser.title


def test_a_district_page_searches_its_district_alone(browser: webdriver.Chrome, made: Made) -> None:
    open_(browser, made.site / "zh/district/东城/index.html")
    browser.find_element(By.CSS_SELECTOR, "#ranking th[data-sort=name] button").click()
    east = results(made).filter(pl.col("district") == "东城")
    assert len(shown(browser, ".name")) == east.height
    ranks = {int(text) for text in shown(browser, ".rank") if text != "–"}
    assert ranks == set(east["district_rank"].drop_nulls())


def test_rows_that_the_script_makes_look_like_printed_ones(
    browser: webdriver.Chrome, made: Made
) -> None:
    open_(browser, made.site / "zh/ranking/index.html")
    rows = "[...document.querySelectorAll('#ranking tbody tr')].slice(0, 5).map(r => [...r.children].map(c => c.innerText.trim().replace(/\\s+/g, ' ') + [...c.querySelectorAll('a')].map(a => a.href) + [...c.querySelectorAll('svg *')].map(e => [...e.attributes].map(a => a.value) + e.textContent)))"
    printed = ask(browser, rows)
    browser.find_element(By.ID, "find").send_keys("号")
    assert ask(browser, rows) == printed


def test_without_a_script_nothing_is_offered_that_does_nothing(
    browser: webdriver.Chrome, made: Made
) -> None:
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        browser.get((made.site / "zh/ranking/index.html").as_uri())
        assert not browser.find_element(By.CSS_SELECTOR, "form.finder").is_displayed()
        assert len(browser.find_elements(By.CSS_SELECTOR, "#ranking tbody tr")) == 200
        browser.get(
            browser.find_element(By.CSS_SELECTOR, "a[rel=next]").get_attribute("href") or ""
        )
        assert browser.find_elements(By.CSS_SELECTOR, "a[rel=prev]")
    finally:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_hostile_names_run_nothing_and_can_be_found(
    browser: webdriver.Chrome, hostile_site: Path
) -> None:
    browser.get_log("browser")  # type: ignore[no-untyped-call]  # what came before
    pages = sorted((hostile_site / "zh/applicant").iterdir())
    for path in [hostile_site / "index.html", *pages]:
        open_(browser, path, PHONE)
        assert ask(browser, "document.documentElement.scrollWidth") <= PHONE, path
    open_(browser, hostile_site / "zh/ranking/index.html")
    browser.find_element(By.ID, "find").send_keys("alert(1)")
    assert any("<script>alert(1)</script>" in text for text in shown(browser, ".name"))
    assert ask(browser, "document.querySelectorAll('#ranking script, #ranking img').length") == 0
    log: Any = browser.get_log("browser")  # type: ignore[no-untyped-call]  # selenium has no types for it
    assert log == []


def test_the_keyboard_reaches_the_content_first(browser: webdriver.Chrome, made: Made) -> None:
    open_(browser, made.site / "en/ranking/index.html")
    browser.find_element(By.TAG_NAME, "body").send_keys(Keys.TAB)
    assert browser.switch_to.active_element.text == "Skip to the content"
