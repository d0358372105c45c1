"""The forms of every bundled standard, and one browser for all tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from selenium import webdriver

from engine.compile import compile_named
from reports.embed import faces
from standards.load import bundled
from submissions.forms.web import page
from tests.submissions import demo
from tests.web.browsing import GREEN, asked_for
from tests.web.harness import chromium, page_of


@pytest.fixture(scope="session")
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


@pytest.fixture(scope="session")
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
