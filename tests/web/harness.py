"""The page's scripts in Node, and the page in Chromium."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from selenium import webdriver
from selenium.webdriver.chrome.service import Service

from engine.compile import compile_named
from engine.executors.javascript import javascript
from engine.live import live
from engine.program import Program
from submissions.forms.web import page
from submissions.forms.web.assemble import scripts
from submissions.forms.web.contents import contents

NODE = shutil.which("node")
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
DRIVER = shutil.which("chromedriver")
FLAGS = [
    *("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    "--hide-scrollbars",
]
WITHOUT_PAGE = ("texts", "decimals", "understand", "claims", "submission", "table", "judge")
"""The scripts that make no element."""


def in_node(program: Program, body: str, given: Any) -> Any:
    """What the body of a function of `input` returns, run beside the scripts of the page."""
    whole = live(program)
    held = json.dumps(contents(whole, "zh"), ensure_ascii=False)
    source = (
        f"{javascript(whole.program)}\n"
        f'const input = JSON.parse(require("fs").readFileSync(0, "utf8"));\n'
        f"const output = ((FORM) => {{\n{scripts(*WITHOUT_PAGE)}\n{body}\n}})(input.form);\n"
        f"process.stdout.write(JSON.stringify(output));\n"
    )
    said = json.dumps({"form": json.loads(held), "given": given}, ensure_ascii=False)
    return json.loads(_run(source, said))


def _run(source: str, said: str) -> str:
    # The source goes through a file: a command line holds too little.
    assert NODE
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "script.cjs"
        path.write_text(source, encoding="utf-8")
        ran = subprocess.run(
            [NODE, str(path)], input=said, capture_output=True, encoding="utf-8", check=False
        )
    assert ran.returncode == 0, ran.stderr[-3000:]
    return ran.stdout


@lru_cache(maxsize=8)
def page_of(name: str) -> str:
    """The page of a bundled standard, without fonts."""
    return page(compile_named(name), "zh")


@contextmanager
def chromium(folder: Path, *flags: str) -> Iterator[webdriver.Chrome]:
    """A browser whose downloads go to `folder`; it keeps a log of the console and the network."""
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM or ""
    for flag in [*FLAGS, f"--user-data-dir={folder / 'browser'}", *flags]:
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(service=Service(DRIVER), options=options)
    saved = {"behavior": "allow", "downloadPath": str(folder)}
    driver.execute_cdp_cmd("Browser.setDownloadBehavior", saved)
    try:
        yield driver
    finally:
        driver.quit()


def columns(names: Sequence[str], rows: int, held: bytes) -> pl.DataFrame:
    """Doubles as they lie in memory, a column after the other -> whole numbers by name."""
    found = np.frombuffer(held, dtype="<f8").reshape(len(names), rows)
    assert (found == np.round(found)).all()
    return pl.DataFrame({name: found[place].astype(np.int64) for place, name in enumerate(names)})
