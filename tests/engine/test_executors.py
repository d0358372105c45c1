"""Every executor gives what plain reckoning gives, to the last ten-thousandth."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from engine.compile import compile_named
from engine.executors.javascript import javascript
from engine.executors.polars_ import evaluate
from engine.executors.sql import sql
from engine.score import parameters
from standards.load import bundled
from tests.engine import strategies
from tests.engine.agreement import DAY, Duck, chunks, compared
from tests.engine.oracle import calculate

every_standard = pytest.mark.parametrize("name", bundled())
COUNT = int(os.environ.get("AGREE_APPLICANTS", "100"))
"""Applicants per standard that are reckoned one by one; `make agree` takes more."""
MANY = int(os.environ.get("AGREE_MANY", "1000"))
"""Applicants per standard in frames; `make agree` takes more."""

NODE = shutil.which("node")
RUNNER = """
const rows = JSON.parse(require("fs").readFileSync(0, "utf8"));
console.log(JSON.stringify(rows.map((row) => dabiao(row, PARAMETERS))));
"""


@pytest.mark.skipif(NODE is None, reason="node is not installed")
@every_standard
def test_javascript(name: str) -> None:
    program = compile_named(name)
    fixed = parameters(program, DAY)
    rows = strategies.random_rows(program, COUNT)
    source = javascript(program) + RUNNER.replace("PARAMETERS", json.dumps(fixed))
    ran = subprocess.run(
        [str(NODE), "-e", source],
        input=json.dumps(rows),
        capture_output=True,
        text=True,
        check=True,
    )
    for row, found in zip(rows, json.loads(ran.stdout), strict=True):
        assert found == calculate(program, row, fixed)


@every_standard
def test_duckdb(name: str, tmp_path: Path) -> None:
    program = compile_named(name)
    duck = Duck(program, parameters(program, DAY), tmp_path)
    count = sum(
        compared(program, given, duck.run(given)) for given in chunks(program, MANY, 20_000)
    )
    print(f"{name}, DuckDB: {MANY:,} applicants, {count:,} numbers, 0 differ")  # noqa: T201 - what was compared


@every_standard
def test_spark_can_read_it(name: str) -> None:
    """The other dialects are run, in databases of their own; Spark only for one standard."""
    import sqlglot

    program = compile_named(name)
    query = sql(program, parameters(program, DAY), list(program.definitions), dialect="spark")
    assert len(sqlglot.parse(query, dialect="spark")) == 1


@every_standard
def test_the_same_program_gives_the_same_text(name: str) -> None:
    program = compile_named(name)
    assert javascript(program) == javascript(program)
    assert program.digest in javascript(program)


@every_standard
def test_polars(name: str) -> None:
    program = compile_named(name)
    fixed = parameters(program, DAY)
    rows = strategies.random_rows(program, COUNT)
    found = evaluate(
        program, strategies.answers(program, rows).values, list(program.definitions), fixed
    )
    for row, result in zip(rows, found.iter_rows(named=True), strict=True):
        assert result == calculate(program, row, fixed)
