"""The form filled in: the score follows, wrong answers are told, the day of judgement counts."""

from __future__ import annotations

from pathlib import Path

from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from tests.web.browsing import (
    GREEN,
    ask,
    document,
    find,
    load,
    needs_browser,
    open_,
    pick,
    put,
    text_of,
    type_,
)

pytestmark = needs_browser


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
