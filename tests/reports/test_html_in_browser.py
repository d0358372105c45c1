"""The report in a real browser: on a desk, on a phone, on paper. Skipped where there is none."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service

from engine.compile import compile_named
from engine.score import score
from reports.findings import findings
from reports.fonts import WOFF2
from reports.formats import html
from standards.load import bundled, load
from tests.reports import demo
from tests.reports.test_formats import mixed
from tests.standards import small

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
DRIVER = shutil.which("chromedriver")
pytestmark = pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="no browser on this machine")
FLAGS = [
    *("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    "--hide-scrollbars",
]
DESK, PHONE = 1200, 390


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM or ""
    for flag in [*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('browser')}"]:
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(service=Service(DRIVER), options=options)
    yield driver
    driver.quit()


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Reports of every bundled standard with nothing answered, and the demo with a bit of all."""
    folder = tmp_path_factory.mktemp("pages")
    (folder / "fonts").mkdir()
    for font in WOFF2.values():
        shutil.copy(font, folder / "fonts")
    for language in ("zh", "en"):
        write(folder / f"demo-{language}.html", html.render(mixed(language)))
        for name in bundled():
            program = compile_named(name)
            scores = score(program, small.answers(program, [{}]), demo.DAY)
            (finding,) = findings(scores, None, language)
            write(folder / f"{name}-{language}.html", html.render(finding, font="beside"))
    return folder


def write(path: Path, page: str) -> None:
    path.write_text(page, encoding="utf-8", newline="\n")


def open_(browser: webdriver.Chrome, page: Path, width: int) -> None:
    screen = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width == PHONE}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)
    browser.get(page.as_uri())
    browser.execute_async_script("document.fonts.ready.then(arguments[0])")


def ask(browser: webdriver.Chrome, script: str) -> Any:
    return browser.execute_script(f"return {script}")


NAMES = [f"{name}-{language}" for name in ["demo", *bundled()] for language in ("zh", "en")]


@pytest.mark.parametrize("width", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("name", NAMES)
def test_nothing_scrolls_sideways_and_the_font_is_there(
    name: str, width: int, browser: webdriver.Chrome, pages: Path
) -> None:
    open_(browser, pages / f"{name}.html", width)
    assert ask(browser, "document.documentElement.scrollWidth") <= width
    fonts = ask(browser, "[...document.fonts].map(font => font.weight + font.status)")
    assert sorted(fonts) == ["400loaded", "700loaded"]
    log: Any = browser.get_log("browser")  # type: ignore[no-untyped-call]  # selenium has no types for it
    assert log == []


WITH_A_RADAR = [name for name in bundled() if len(load(name).standard.parts) > 2]
"""A radar has three corners at least."""
OVERLAPS = """(() => {
  const boxes = [...document.querySelectorAll('.radar text')].map(e => e.getBoundingClientRect());
  const cut = document.querySelector('.radar').getBoundingClientRect();
  const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  return boxes.flatMap((a, i) => boxes.slice(i + 1).filter(b => meet(a, b))).length
    + boxes.filter(a => a.left < cut.left || a.right > cut.right || a.bottom > cut.bottom).length;
})()"""


@pytest.mark.parametrize(
    "name", [f"{name}-{language}" for name in WITH_A_RADAR for language in ("zh", "en")]
)
def test_labels_of_the_radar_neither_meet_nor_leave_the_chart(
    name: str, browser: webdriver.Chrome, pages: Path
) -> None:
    open_(browser, pages / f"{name}.html", DESK)
    assert ask(browser, OVERLAPS) == 0


SHOWN = "getComputedStyle(document.querySelector('.settled table')).display"


def test_full_rows_are_folded_on_screen_and_complete_on_paper(
    browser: webdriver.Chrome, pages: Path
) -> None:
    open_(browser, pages / "demo-zh.html", DESK)
    assert ask(browser, SHOWN) == "none"
    browser.execute_script("document.querySelector('.settled input').click()")
    assert ask(browser, SHOWN) == "table"
    open_(browser, pages / "demo-zh.html", DESK)
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    assert ask(browser, SHOWN) == "table"
    details = "document.querySelector('details ul').getBoundingClientRect().height"
    assert ask(browser, details) > 0
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


def test_a_phone_shows_cards_with_labels(browser: webdriver.Chrome, pages: Path) -> None:
    open_(browser, pages / "demo-zh.html", PHONE)
    row = "document.querySelector('.gaps tbody tr')"
    assert ask(browser, f"getComputedStyle({row}).display") == "block"
    label = f"getComputedStyle({row}.querySelector('td'), '::before').content"
    assert ask(browser, label) == '"填报情况"'
