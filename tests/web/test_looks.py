"""The form on a desk, on a phone, on paper, with the keyboard alone, for everybody."""

from __future__ import annotations

import base64
import io
from importlib.util import find_spec
from pathlib import Path

import pytest
from pypdf import PdfReader
from selenium import webdriver
from selenium.webdriver.common.keys import Keys

from engine.compile import compile_named
from standards.load import bundled
from tests.web.browsing import (
    DESK,
    GREEN,
    PHONE,
    ask,
    document,
    find,
    load,
    needs_browser,
    open_,
    pick,
    put,
    resize,
    text_of,
    type_,
    until,
)

pytestmark = needs_browser


@pytest.mark.parametrize("name", bundled())
def test_nothing_scrolls_sideways(name: str, browser: webdriver.Chrome, folder: Path) -> None:
    open_(browser, folder / f"{name}.html", width=PHONE)
    load(browser, put(folder, "given.json", document(name)))
    for width in (PHONE, DESK):
        resize(browser, width)
        for _ in ("zh", "en"):
            assert ask(browser, "document.documentElement.scrollWidth") <= width
            assert ask(browser, BEYOND) == []
            browser.execute_script("document.getElementById('do-language').click()")


BEYOND = """[...document.querySelectorAll("main *, aside *, header *")]
  .filter((e) => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest(".unseen, thead"))
  .map((e) => e.outerHTML.slice(0, 100))"""


def test_the_font_is_in_the_page(browser: webdriver.Chrome, folder: Path) -> None:
    open_(browser, folder / f"{GREEN}.html")
    browser.execute_async_script("document.fonts.ready.then(arguments[0])")
    fonts = ask(browser, "[...document.fonts].map(font => font.weight + font.status)")
    assert sorted(fonts) == ["400loaded", "700loaded"]


def test_the_printed_form_is_complete(browser: webdriver.Chrome, folder: Path) -> None:
    open_(browser, folder / f"{GREEN}.html")
    given = document(GREEN)
    load(browser, put(folder, "given.json", given))
    printed = browser.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})
    pages = PdfReader(io.BytesIO(base64.b64decode(printed["data"]))).pages
    assert {tuple(round(float(side)) for side in p.mediabox[2:]) for p in pages} == {(595, 842)}
    text = "".join("".join(p.extract_text().split()) for p in pages)
    standard = compile_named(GREEN).standard
    for words in [
        *(c.title.zh for c in standard.criteria),
        *(f.ask.zh for f in standard.asked.values()),
        "差距与改进",
    ]:
        assert "".join(words.split()) in text, words
    assert str(given["answers"]["households"]) in text
    assert text.count("绿色社区七部分评分标准") >= len(pages)
    assert "保存填报" not in text


def test_the_other_language_is_in_the_same_file(browser: webdriver.Chrome, folder: Path) -> None:
    open_(browser, folder / f"{GREEN}.html")
    type_(browser, "answer-households", "很多" + Keys.TAB)
    pick(browser, "1.3", "complete")
    find(browser, "do-language").click()
    assert ask(browser, "document.documentElement.lang") == "en"
    assert (
        ask(browser, "document.title")
        == "Green community, seven-part rubric · Self-assessment form"
    )
    assert text_of(browser, "score") == "4.0"
    assert "cannot be read. Allowed: a number from 0 to 50,000 households" in text_of(
        browser, "fault-households"
    )
    find(browser, "answer-households").clear()
    visible = ask(browser, "document.querySelector('main').innerText")
    assert not any("\u4e00" <= sign <= "\u9fff" for sign in visible)


def test_it_is_filled_in_with_the_keyboard_alone(browser: webdriver.Chrome, folder: Path) -> None:
    open_(browser, folder / f"{GREEN}.html")
    keys = browser.switch_to.active_element
    keys.send_keys(Keys.TAB)
    skip = browser.switch_to.active_element
    assert skip.get_attribute("href").endswith("#questions")  # type: ignore[union-attr]  # it is a link
    assert skip.rect["y"] >= 0
    skip.send_keys(Keys.ENTER)
    seen: list[str] = []
    for _ in range(14):
        browser.switch_to.active_element.send_keys(Keys.TAB)
        now = browser.switch_to.active_element
        seen.append(now.get_attribute("id") or now.get_attribute("name") or "")
        if now.get_attribute("type") == "radio":
            now.send_keys(Keys.ARROW_LEFT, Keys.ARROW_LEFT)
        elif now.get_attribute("id") == "answer-households":
            now.send_keys("812")
        outline = "getComputedStyle(document.activeElement).outlineStyle"
        assert ask(browser, outline) == "solid"
    assert seen[:4] == ["person-code", "person-name", "person-district", "person-category"]
    asked = list(compile_named(GREEN).standard.fields)
    assert [one.removeprefix("answer-") for one in seen[4:8]] == asked[:4]
    known = (
        "[...document.querySelectorAll('input:checked')].filter((e) => e.value === 'true').length"
    )
    assert ask(browser, known) >= 2
    assert find(browser, "answer-households").get_attribute("value") == "812"


def test_the_score_is_read_out(browser: webdriver.Chrome, folder: Path) -> None:
    open_(browser, folder / f"{GREEN}.html")
    pick(browser, "1.3", "complete")
    said = until(lambda: ask(browser, "document.getElementById('announced').textContent"), bool)
    assert said.startswith("得分 4.0")
    assert find(browser, "announced").get_attribute("aria-live") == "polite"


AXE = find_spec("axe_playwright_python")
RUN_AXE = """
const done = arguments[0];
axe.run(document, { resultTypes: ["violations"] }).then(({ violations, passes }) => done({ passes: passes.length, found: violations.map(
  ({ id, impact, nodes }) => [impact, id, nodes.length, nodes[0].html.slice(0, 200)]) }));
"""


@pytest.mark.skipif(
    AXE is None, reason="axe-playwright-python, which holds axe-core, is not installed"
)
@pytest.mark.parametrize(("language", "width"), [("zh", DESK), ("en", PHONE)])
def test_axe_finds_nothing(
    language: str, width: int, browser: webdriver.Chrome, folder: Path
) -> None:
    assert AXE
    assert AXE.origin
    source = (Path(AXE.origin).parent / "axe.min.js").read_text(encoding="utf-8")
    open_(browser, folder / f"{GREEN}.html", width=width)
    given = document(GREEN)
    given["answers"]["households"] = "很多"
    load(browser, put(folder, "given.json", given))
    if language == "en":
        browser.execute_script("document.getElementById('do-language').click()")
    browser.execute_script(
        "document.querySelectorAll('details').forEach((e) => { e.open = true; })"
    )
    browser.execute_script(source)
    result = browser.execute_async_script(RUN_AXE)
    assert result["passes"] > 20
    assert result["found"] == []
