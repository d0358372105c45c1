"""On every shape of rule, and on scoring systems from elsewhere, executors and plain reckoning agree."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from engine.compile import compile_named
from engine.executors.javascript import javascript
from engine.executors.polars_ import evaluate
from engine.program import Program
from engine.score import parameters
from tests.engine import strategies
from tests.engine.agreement import Duck
from tests.engine.oracle import calculate
from tests.standards.shapes import program, shapes
from tests.standards.test_systems import SYSTEMS

DAY = date(2026, 7, 31)
COUNT = 60
NODE = shutil.which("node")
RUBRICS: dict[str, Callable[[], Program]] = {
    **{f"shape {shape['shape']}": partial(program, shape) for shape in shapes()},
    **{path.stem: partial(compile_named, str(path)) for path in SYSTEMS},
}
by_rubric = pytest.mark.parametrize("name", RUBRICS)


def drawn(made: Program) -> tuple[list[dict[str, Any]], list[dict[str, int]]]:
    """Random applicants, and what plain reckoning gives them."""
    rows = strategies.random_rows(made, COUNT, seed=5)
    fixed = parameters(made, DAY)
    return rows, [calculate(made, row, fixed) for row in rows]


@by_rubric
def test_polars(name: str) -> None:
    made = RUBRICS[name]()
    rows, expected = drawn(made)
    values = strategies.answers(made, rows).values
    found = evaluate(made, values, list(made.definitions), parameters(made, DAY))
    assert found.to_dicts() == expected


@by_rubric
def test_duckdb(name: str, tmp_path: Path) -> None:
    made = RUBRICS[name]()
    rows, expected = drawn(made)
    duck = Duck(made, parameters(made, DAY), tmp_path)
    assert duck.run(strategies.answers(made, rows).values).to_dicts() == expected


@pytest.mark.skipif(NODE is None, reason="node is not installed")
def test_javascript() -> None:
    source, wanted = [], {}
    for name, making in RUBRICS.items():
        made = making()
        rows, wanted[name] = drawn(made)
        fixed = json.dumps(parameters(made, DAY))
        source.append(f"out[{json.dumps(name)}] = (() => {{ {javascript(made)}")
        source.append(f"return {json.dumps(rows)}.map((row) => dabiao(row, {fixed})); }})();")
    script = "const out = {};\n" + "\n".join(source) + "\nconsole.log(JSON.stringify(out));"
    ran = subprocess.run([str(NODE), "-"], input=script, capture_output=True, text=True, check=True)
    assert json.loads(ran.stdout) == wanted
