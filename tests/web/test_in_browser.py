"""The form in a real browser, from a file: filled, saved, loaded, printed. Skipped where there is none."""

from __future__ import annotations

import base64
import io
import json
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator
from pypdf import PdfReader
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement

from dabiao.cli import dabiao
from engine.compile import compile_named
from reports.embed import faces
from standards.load import bundled
from standards.numbers import points_text
from submissions.forms.web import page
from submissions.schema import schema
from submissions.simulate import simulate
from submissions.write import documents
from tests.submissions import demo
from tests.web.harness import CHROMIUM, DRIVER, chromium, page_of

pytestmark = pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="no browser on this machine")
DESK, PHONE = 1200, 390
GREEN = "green-community"
PATIENCE = 10


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The forms of every bundled standard, and where the browser saves."""
    made = tmp_path_factory.mktemp("forms")
    (made / "empty.html").write_text("<!doctype html><title>empty</title>", encoding="utf-8")
    for name in bundled():
        (made / f"{name}.html").write_text(page_of(name), encoding="utf-8", newline="\n")
    with_fonts = page(compile_named(GREEN), "zh", lambda shown: faces("embedded", shown))
    (made / f"{GREEN}.html").write_text(with_fonts, encoding="utf-8", newline="\n")
    (made / "demo.html").write_text(page(demo.program(), "zh"), encoding="utf-8", newline="\n")
    return made


@pytest.fixture(scope="module")
def running(folder: Path) -> Iterator[webdriver.Chrome]:
    with chromium(folder) as browser:
        browser.get("about:blank")
        browser.get_log("performance")  # type: ignore[no-untyped-call]  # selenium has no types for it
        yield browser


@pytest.fixture
def browser(running: webdriver.Chrome) -> Iterator[webdriver.Chrome]:
    """The browser; afterwards no error on the console, and nothing was asked of the network."""
    yield running
    log: Any = running.get_log("browser")  # type: ignore[no-untyped-call]  # selenium has no types for it
    assert log == []
    asked = asked_for(running)
    assert "file" in asked
    assert asked <= {"file", "data", "blob"}


def asked_for(browser: webdriver.Chrome) -> set[str]:
    """The schemes of all addresses that were asked for, but for those that the policy stopped."""
    entries: Any = browser.get_log("performance")  # type: ignore[no-untyped-call]  # selenium has no types for it
    messages = [json.loads(entry["message"])["message"] for entry in entries]
    sent = [m["params"] for m in messages if m["method"] == "Network.requestWillBeSent"]
    failed = [m["params"] for m in messages if m["method"] == "Network.loadingFailed"]
    stopped = {one["requestId"] for one in failed if one.get("blockedReason") == "csp"}
    kept = [one for one in sent if one["requestId"] not in stopped]
    return {one["request"]["url"].partition(":")[0] for one in kept}


def open_(browser: webdriver.Chrome, file: Path, *, width: int = DESK, draft: bool = False) -> None:
    resize(browser, width)
    browser.get((file.parent / "empty.html").as_uri())
    if not draft:
        browser.execute_script("localStorage.clear()")
    browser.get(file.as_uri())


def resize(browser: webdriver.Chrome, width: int) -> None:
    screen = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width == PHONE}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)


def find(browser: webdriver.Chrome, id: str) -> WebElement:
    return browser.find_element(By.ID, id)


def text_of(browser: webdriver.Chrome, id: str) -> str:
    return find(browser, id).text


def ask(browser: webdriver.Chrome, script: str) -> Any:
    return browser.execute_script(f"return {script}")


def pick(browser: webdriver.Chrome, field: str, value: str) -> None:
    """Choose one of several by a click."""
    name = f'input[name="answer-{field}"][value="{value}"]'
    browser.execute_script("arguments[0].click()", browser.find_element(By.CSS_SELECTOR, name))


def type_(browser: webdriver.Chrome, id: str, text: str) -> None:
    entry = find(browser, id)
    entry.clear()
    entry.send_keys(text)


def load(browser: webdriver.Chrome, file: Path) -> str:
    """Load a file; returns what the page says of it."""
    before = browser.execute_script(
        "const p = document.querySelector('.message p'); p.hidden = true; p.firstChild.textContent = '';"
        "return p.firstChild.textContent"
    )
    find(browser, "file").send_keys(str(file))
    return str(until(lambda: message(browser), lambda said: said != before))


def message(browser: webdriver.Chrome) -> str:
    said: str = ask(browser, "document.querySelector('.message p span').textContent")
    return said


def until(get: Callable[[], Any], holds: Callable[[Any], bool]) -> Any:
    """What `get` gives as soon as it holds."""
    end = time.monotonic() + PATIENCE
    while True:
        found = get()
        if holds(found):
            return found
        assert time.monotonic() < end, f"still {found!r}"
        time.sleep(0.02)


def saved(browser: webdriver.Chrome, folder: Path, button: str, name: str) -> Path:
    """The file that a button saves."""
    path = folder / name
    path.unlink(missing_ok=True)
    browser.execute_script("arguments[0].click()", find(browser, button))
    until(path.exists, bool)
    return path


def document(name: str, place: int = 3) -> dict[str, Any]:
    """A generated submission."""
    program = compile_named(name)
    return list(documents(simulate(program, 12, 5), program))[place]


def put(folder: Path, name: str, said: object) -> Path:
    path = folder / name
    path.write_text(said if isinstance(said, str) else json.dumps(said), encoding="utf-8")
    return path


# -- filling in


def test_the_score_follows_what_is_typed(browser: webdriver.Chrome, folder: Path) -> None:
    open_(browser, folder / f"{GREEN}.html")
    assert text_of(browser, "score") == "0.0"
    pick(browser, "1.1", "true")
    assert "无佐证" in text_of(browser, "criterion-1.1")
    type_(browser, "papers-1.1", "minutes.pdf")
    assert text_of(browser, "score") == "4.0"
    assert "达到 4.0 / 4.0" in text_of(browser, "criterion-1.1")
    pick(browser, "1.1", "false")
    assert text_of(browser, "score") == "0.0"
    assert "未达到" in text_of(browser, "criterion-1.1")
    pick(browser, "1.1", "")
    assert "未回答" in text_of(browser, "criterion-1.1")


REFUSED = {
    "a word": ("很多", "写为“很多”，无法读取。应为：数字，0 至 50,000 户"),
    "too many": ("50001", "写为“50001”，无法读取。应为：数字，0 至 50,000 户"),
    "another unit": ("500人", "单位不符"),
    "a fraction": ("500.5", "只取整数，已四舍五入"),
    "markup": ("<b>1</b>", "写为“<b>1</b>”"),
}
TAKEN = {
    "full width": "８１２",
    "with its unit": "812 户",
    "grouped": "1,812",
    "a plain number": "812",
}


def test_a_wrong_answer_is_told_with_a_sentence_that_is_tied_to_it(
    browser: webdriver.Chrome, folder: Path
) -> None:
    open_(browser, folder / f"{GREEN}.html")
    entry, fault = find(browser, "answer-households"), find(browser, "fault-households")
    assert "fault-households" in (entry.get_attribute("aria-describedby") or "").split()
    for name, (typed, said) in REFUSED.items():
        type_(browser, "answer-households", typed + Keys.TAB)
        assert said in fault.text, name
        invalid = "true" if name != "a fraction" else None
        assert entry.get_attribute("aria-invalid") == invalid, name
        type_(browser, "answer-households", "812")
        assert not fault.is_displayed(), name


def test_the_words_of_the_readers_are_taken(browser: webdriver.Chrome, folder: Path) -> None:
    open_(browser, folder / f"{GREEN}.html")
    for name, typed in TAKEN.items():
        type_(browser, "answer-households", typed + Keys.TAB)
        assert not find(browser, "fault-households").is_displayed(), name


def test_a_question_under_a_condition_comes_and_goes(
    browser: webdriver.Chrome, folder: Path
) -> None:
    open_(browser, folder / f"{GREEN}.html")
    pick(browser, "1.3", "complete")
    assert not find(browser, "field-1.3.award").is_displayed()
    pick(browser, "1.3", "incomplete")
    assert find(browser, "field-1.3.award").is_displayed()
    type_(browser, "answer-1.3.award", "2.5")
    pick(browser, "1.3", "complete")
    assert "不用填" in text_of(browser, "field-1.3.award")
    find(browser, "answer-1.3.award").clear()
    pick(browser, "1.3", "complete")
    assert not find(browser, "field-1.3.award").is_displayed()


def test_a_claim_needs_a_reason_and_no_answer(browser: webdriver.Chrome, folder: Path) -> None:
    open_(browser, folder / f"{GREEN}.html")
    browser.execute_script("document.getElementById('claim-4.6').click()")
    assert "写明不适用的理由" in text_of(browser, "criterion-4.6")
    type_(browser, "reason-4.6", "由市政管网直供")
    assert "不适用" in text_of(browser, "criterion-4.6").splitlines()[0:2][-1]
    own = ask(
        browser, "JSON.parse(document.getElementById('form').textContent).criteria['4.6'].fields[0]"
    )
    pick(browser, own, "true")
    assert "已作答" in text_of(browser, "criterion-4.6")


def test_the_gap_list_begins_with_the_greatest_gain(
    browser: webdriver.Chrome, folder: Path
) -> None:
    open_(browser, folder / f"{GREEN}.html")
    given = document(GREEN)
    given["answers"] = dict(list(given["answers"].items())[:30])
    load(browser, put(folder, "given.json", given))
    gains = ask(
        browser,
        "[...document.querySelectorAll('.gaps tbody .gain')].map((e) => Number(e.textContent || 0))",
    )
    assert gains == sorted(gains, reverse=True)
    assert gains[0] > gains[-1]
    shown = "[...document.querySelectorAll('.gaps tbody tr')].filter((e) => e.offsetParent).map((e) => e.dataset.state)"
    assert "unanswered" in ask(browser, shown)
    browser.execute_script("document.getElementById('show-open').click()")
    assert "unanswered" not in ask(browser, shown)


# -- files and drafts


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
    Draft202012Validator(schema(program)).validate(json.loads(file.read_text(encoding="utf-8")))
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


def test_another_day_of_judgement_is_seen(browser: webdriver.Chrome, folder: Path) -> None:
    """An event of 2025-06-01 is a veto within twelve months, and none afterwards."""
    open_(browser, folder / "civilized-county.html")
    data = "JSON.parse(document.getElementById('form').textContent)"
    criterion = ask(browser, f"Object.entries({data}.criteria).find(([, c]) => c.vetoes.length)[0]")
    pick(browser, criterion, "true")
    type_(browser, "answer-leader_breach_date", "2025-06-01" + Keys.TAB)
    for day, is_veto in (("2026-05-31", True), ("2026-06-02", False), ("2026年5月1日", True)):
        type_(browser, "day", day + Keys.TAB)
        assert (
            "一票否决（" in browser.find_element(By.CSS_SELECTOR, ".reasons").text
        ) is is_veto, day
    type_(browser, "day", "2150-01-01" + Keys.TAB)
    assert find(browser, "day-fault").is_displayed()


# -- looks


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


# -- for everybody


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
