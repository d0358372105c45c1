"""The function in Node, and as it sits in the page in Chromium, gives what polars gives."""

from __future__ import annotations

import base64
import json
import os
import subprocess
from pathlib import Path

import polars as pl
import pytest

from engine.compile import compile_named
from engine.executors.javascript import javascript
from engine.live import live
from engine.program import Program
from engine.score import parameters
from standards.load import bundled
from tests.engine.agreement import DAY, chunks, compared
from tests.web.harness import CHROMIUM, DRIVER, NODE, chromium, columns, page_of

COUNT = int(os.environ.get("AGREE_MANY", "200"))
"""Applicants per standard; `make agree` takes more."""
every_standard = pytest.mark.parametrize("name", bundled())

RUNNER = """
const NAMES = %s, PARAMETERS = %s;
function run(given) {
  const ids = Object.keys(given), count = given[ids[0]].length;
  const found = new Float64Array(NAMES.length * count);
  for (let row = 0; row < count; row += 1) {
    const answers = {};
    for (const id of ids) answers[id] = given[id][row];
    const d = dabiao(answers, PARAMETERS);
    NAMES.forEach((name, place) => { found[place * count + row] = d[name]; });
  }
  return new Uint8Array(found.buffer);
}
"""
LINES = """
const { createInterface } = require("readline");
const { writeSync } = require("fs");
createInterface({ input: process.stdin }).on("line", (line) => {
  const bytes = run(JSON.parse(line));
  for (let start = 0; start < bytes.length;) start += writeSync(1, bytes, start);
});
"""
IN_PAGE = """
const bytes = run(arguments[0]);
let text = "";
for (let start = 0; start < bytes.length; start += 32768) {
  text += String.fromCharCode.apply(null, bytes.subarray(start, start + 32768));
}
return btoa(text);
"""


def runner(program: Program) -> tuple[list[str], str]:
    """Every definition that is shown, and the script that works them out for columns."""
    names = [name for name in program.definitions if "@" not in name]
    fixed = parameters(program, DAY)
    return names, RUNNER % (json.dumps(names), json.dumps(fixed))


def lists(given: pl.DataFrame) -> dict[str, list[object]]:
    return given.to_dict(as_series=False)


@pytest.mark.skipif(NODE is None, reason="node is not installed")
@every_standard
def test_node(name: str, tmp_path: Path) -> None:
    program = live(compile_named(name)).program
    names, script = runner(program)
    path = tmp_path / "agree.cjs"
    path.write_text(javascript(program) + script + LINES, encoding="utf-8")
    with subprocess.Popen([str(NODE), path], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as node:
        assert node.stdin
        assert node.stdout
        count = 0
        for given in chunks(program, COUNT):
            node.stdin.write(json.dumps(lists(given)).encode() + b"\n")
            node.stdin.flush()
            held = node.stdout.read(8 * len(names) * given.height)
            count += compared(program, given, columns(names, given.height, held))
        node.stdin.close()
        assert node.wait() == 0
    print(f"{name}, Node: {COUNT:,} applicants, {count:,} numbers, 0 differ")  # noqa: T201 - what was compared


@pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="no browser on this machine")
def test_the_function_in_the_page(tmp_path: Path) -> None:
    with chromium(tmp_path) as browser:
        for name in bundled():
            file = tmp_path / f"{name}.html"
            file.write_text(page_of(name), encoding="utf-8")
            browser.get(file.as_uri())
            whole = live(compile_named(name)).program
            names, script = runner(whole)
            count = 0
            for given in chunks(whole, COUNT):
                text = browser.execute_script(script + IN_PAGE, lists(given))
                count += compared(
                    whole, given, columns(names, given.height, base64.b64decode(text))
                )
            print(f"{name}, page: {COUNT:,} applicants, {count:,} numbers, 0 differ")  # noqa: T201 - what was compared
