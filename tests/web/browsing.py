"""What one does with the form in a browser."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement

from engine.compile import compile_named
from submissions.simulate import simulate
from submissions.write import documents
from tests.web.harness import CHROMIUM, DRIVER

DESK, PHONE = 1200, 390
GREEN = "green-community"
PATIENCE = 10
needs_browser = pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="no browser on this machine")


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
