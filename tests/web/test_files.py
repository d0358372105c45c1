"""Saving, loading, exporting, drafts; what is hostile stays text and loses nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator
from selenium import webdriver
from selenium.webdriver.common.by import By

from dabiao.cli import dabiao
from engine.compile import compile_named
from standards.load import bundled
from standards.numbers import points_text
from submissions.schema import schema
from tests.submissions import demo
from tests.web.browsing import (
    GREEN,
    PHONE,
    ask,
    document,
    find,
    load,
    message,
    needs_browser,
    open_,
    pick,
    put,
    resize,
    saved,
    text_of,
    type_,
)
from tests.web.harness import chromium

pytestmark = needs_browser


@pytest.mark.parametrize("name", bundled())
def test_what_is_saved_is_scored_by_check_to_what_was_shown(
    name: str, browser: webdriver.Chrome, folder: Path
) -> None:
    program = compile_named(name)
    open_(browser, folder / f"{name}.html")
    given = document(name)
    load(browser, put(folder, "given.json", given))
    page_shows = ask(browser, SHOWN)
    day = find(browser, "day").get_attribute("value") or ""
    code = given["applicant"]["code"]
    file = saved(browser, folder, "do-save", f"{name}-{code}.json")
    validator = Draft202012Validator(schema(program))
    if validator.is_valid(given):  # some generated applicants wrote what cannot be read
        validator.validate(json.loads(file.read_text(encoding="utf-8")))
    found = checked(file, "--as-of", day)
    decimals = program.standard.decimals
    assert page_shows["score"] == f"{float(found['score']):.{decimals}f}"
    assert page_shows["coverage"] == f"{float(found['coverage']) * 100:g}%"
    assert page_shows["outcome"] == found["outcome"]
    assert page_shows["grade"] == found["grade"]
    assert page_shows["parts"] == {
        p["id"]: p["exact"] for p in found["parts"] if p["id"] in page_shows["parts"]
    }
    for criterion in found["criteria"]:
        shown = page_shows["criteria"][criterion["id"]]
        assert (shown["exact"], shown["state"]) == (criterion["exact"], criterion["state"]), (
            criterion
        )
        assert points_text(shown["gain"]) == criterion["gain"], criterion


SHOWN = """(() => {
  const data = JSON.parse(document.getElementById("form").textContent);
  const text = (selector) => document.querySelector(selector).textContent;
  const number = (selector) => Math.round(Number(text(selector)) * 10000);
  const words = Object.fromEntries(data.states.map((name) => [data.words[name][0], name]));
  const gap = (id) => [...document.querySelectorAll(".gaps tbody tr")].find((row) => row.querySelector("a").hash === `#criterion-${id}`);
  const decision = text("#decision span:last-child").split(" · ").at(-1);
  return {
    score: text("#score"),
    coverage: text(".verdict .small b"),
    outcome: document.getElementById("decision").dataset.outcome,
    grade: data.grades.find(({ name }) => decision === [name].flat()[0])?.id ?? null,
    parts: Object.fromEntries(data.parts.map(({ id }, place) => [id, number(`.bars li:nth-child(${place + 1}) b`)])),
    criteria: Object.fromEntries(Object.keys(data.criteria).map((id) => {
      const box = document.getElementById(`criterion-${id}`);
      const row = gap(id);
      return [id, {
        exact: Math.round(Math.abs(Number(box.querySelector(".earned b").textContent.replace("−", "-"))) * 10000),
        state: words[box.querySelector(".state").textContent],
        gain: row ? Math.round(Number(row.querySelector(".gain b").textContent || 0) * 10000) : 0,
      }];
    })),
  };
})()"""


def checked(file: Path, *words: str) -> Any:
    """What `dabiao check --json` prints."""
    ran = CliRunner().invoke(dabiao, ["check", str(file), "--json", *words], standalone_mode=False)
    assert ran.exception is None
    return json.loads(ran.stdout)


def test_the_table_is_scored_as_the_form(browser: webdriver.Chrome, folder: Path) -> None:
    open_(browser, folder / f"{GREEN}.html")
    given = document(GREEN, 5)
    load(browser, put(folder, "given.json", given))
    shown = text_of(browser, "score")
    file = saved(browser, folder, "do-export", f"{GREEN}-{given['applicant']['code']}.csv")
    found = checked(file, "--as-of", find(browser, "day").get_attribute("value") or "")
    assert shown == f"{float(found['score']):.1f}"
    assert found["applicant"]["name"] == given["applicant"]["name"]


HOSTILE = {
    "no JSON": "{",
    "another standard": {"standard": "<script>alert(1)</script>", "answers": {}},
    "another thing": {"a": 1},
    "several": [{"answers": {}}, {"answers": {}}],
    "a type that does not fit": {"answers": "x"},
    "huge": "x" * (6 * 2**20),
}


def test_what_cannot_be_loaded_is_told_and_loses_nothing(
    browser: webdriver.Chrome, folder: Path
) -> None:
    open_(browser, folder / f"{GREEN}.html")
    type_(browser, "answer-households", "812")
    pick(browser, "1.3", "complete")
    score = text_of(browser, "score")
    for name, said in HOSTILE.items():
        told = load(browser, put(folder, "hostile.json", said))
        assert told.startswith("没有载入 hostile.json"), name
        assert told.endswith("原来的填报未变。"), name
        assert find(browser, "answer-households").get_attribute("value") == "812"
        assert text_of(browser, "score") == score


NASTY = [
    "<img src=x onerror=\"document.title='run'\">", "</script><script>document.title='run'</script>", "=HYPERLINK(1)",
    "\u202egnp.exe", "a\x00b\x1b[31m", "x" * 10_000, "{{7*7}}", "__proto__",
]  # fmt: skip


@pytest.mark.parametrize("text", NASTY, ids=range(len(NASTY)))
def test_what_is_written_stays_text(text: str, browser: webdriver.Chrome, folder: Path) -> None:
    open_(browser, folder / "demo.html")
    said = {
        "standard": "demo", "edition": "2026.1", "applicant": {"code": "a1", "name": text, "district": text},
        "answers": {"remark": text, "households": text, "1.3": {"answer": text}, "opened": text, text: 1},
        "not_applicable": {"1.5": text, text: "x"}, "evidence": {"1.1": [text]},
    }  # fmt: skip
    before = ask(browser, "document.querySelectorAll('img, script, iframe, object').length")
    resize(browser, PHONE)
    load(browser, put(folder, "nasty.json", said))
    assert ask(browser, "document.title") == "示范 · 自评表"
    assert ask(browser, "document.querySelectorAll('img, script, iframe, object').length") == before
    assert ask(browser, "document.getElementById('answer-remark').value") == text.replace(
        "\x00", "\x00"
    )
    assert ask(browser, "document.documentElement.scrollWidth") <= PHONE
    browser.execute_script("window.dispatchEvent(new Event('beforeprint'))")
    assert ask(browser, "document.title") == "示范 · 自评表"
    file = saved(browser, folder, "do-save", "demo-a1.json")
    again = json.loads(file.read_text(encoding="utf-8"))
    assert again["answers"]["remark"] == text
    assert again["applicant"]["name"] == text
    assert (
        checked(file, "-s", str(put(folder, "demo.yaml", demo.TEXT)))["applicant"]["code"] == "a1"
    )


BREAK_OUT = """
const done = arguments[0], script = document.createElement("script"), frame = document.createElement("iframe");
script.textContent = "window.ran = true";
frame.src = "https://example.invalid/";
const box = document.createElement("div");
box.setAttribute("onclick", "window.ran = true");
document.body.append(script, frame, box);
box.click();
const image = new Image();
image.src = "https://example.invalid/x.png";
fetch("https://example.invalid/").then(() => done("fetched"), () => done(window.ran ? "ran" : "refused"));
"""


def test_the_policy_stops_what_an_injected_text_could_do(
    browser: webdriver.Chrome, folder: Path
) -> None:
    open_(browser, folder / "demo.html")
    assert browser.execute_async_script(BREAK_OUT) == "refused"
    log: Any = browser.get_log("browser")  # type: ignore[no-untyped-call]  # selenium has no types for it
    assert log
    assert all("Content Security Policy" in line["message"] for line in log)


def test_loading_can_be_undone(browser: webdriver.Chrome, folder: Path) -> None:
    open_(browser, folder / f"{GREEN}.html")
    type_(browser, "answer-households", "812")
    load(browser, put(folder, "given.json", document(GREEN)))
    assert find(browser, "answer-households").get_attribute("value") != "812"
    browser.find_element(By.CSS_SELECTOR, ".message button").click()
    assert find(browser, "answer-households").get_attribute("value") == "812"


def test_a_draft_survives_and_can_be_deleted(browser: webdriver.Chrome, folder: Path) -> None:
    file = folder / f"{GREEN}.html"
    open_(browser, file)
    type_(browser, "answer-households", "很多")
    type_(browser, "person-name", "东街")
    pick(browser, "1.3", "complete")
    open_(browser, file, draft=True)
    assert "已恢复本机草稿，共 2 项回答" in message(browser)
    assert find(browser, "answer-households").get_attribute("value") == "很多"
    assert find(browser, "fault-households").is_displayed()
    assert find(browser, "person-name").get_attribute("value") == "东街"
    assert text_of(browser, "score") == "4.0"
    find(browser, "do-clear").click()
    assert find(browser, "person-name").get_attribute("value") == ""
    open_(browser, file, draft=True)
    assert message(browser) == ""
    assert text_of(browser, "score") == "0.0"


def test_a_broken_draft_harms_nothing(browser: webdriver.Chrome, folder: Path) -> None:
    file = folder / f"{GREEN}.html"
    open_(browser, file)
    for broken in (
        "{",
        "null",
        "[]",
        '{"said": 1}',
        '{"applicant": [], "said": [["__proto__", 1], [1]], "claims": [["1.1", "x"]], "evidence": []}',
    ):
        browser.execute_script(
            f"localStorage.setItem('dabiao:{GREEN}:2026.1', arguments[0])", broken
        )
        browser.execute_script(
            "window.addEventListener('pagehide', (e) => e.stopImmediatePropagation(), true)"
        )
        open_(browser, file, draft=True)
        assert text_of(browser, "score") == "0.0"


def test_where_no_draft_can_be_kept_the_page_says_so(folder: Path, tmp_path: Path) -> None:
    with chromium(tmp_path) as browser:
        forbid = "Object.defineProperty(window, 'localStorage', { get() { throw new Error('forbidden'); } })"
        browser.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": forbid})
        browser.get((folder / f"{GREEN}.html").as_uri())
        assert "浏览器不允许保存草稿" in browser.find_element(By.CSS_SELECTOR, "header .fault").text
        pick(browser, "1.3", "complete")
        assert text_of(browser, "score") == "4.0"
        log: Any = browser.get_log("browser")  # type: ignore[no-untyped-call]  # selenium has no types for it
        assert log == []
