"""Every executor gives what plain reckoning gives, to the last ten-thousandth."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from datetime import date
from typing import Any

import polars as pl
import pytest

from engine.compile import compile_named
from engine.executors.javascript import javascript
from engine.executors.polars_ import evaluate
from engine.executors.sql import DIALECTS, sql
from engine.program import Program
from engine.score import parameters
from standards.load import bundled
from tests.engine import strategies
from tests.engine.oracle import calculate

DAY = date(2026, 11, 23)
every_standard = pytest.mark.parametrize("name", bundled())
WANTED = ("points:", "part:", "score", "published", "coverage", "grade", "outcome", "figure")

COUNT = int(os.environ.get("AGREE_APPLICANTS", "100"))
"""Applicants per standard; `make agree` takes more."""

NODE = shutil.which("node")
RUNNER = """
const rows = JSON.parse(require("fs").readFileSync(0, "utf8"));
console.log(JSON.stringify(rows.map((row) => dabiao(row, PARAMETERS))));
"""


def wanted(program: Program) -> list[str]:
    return [name for name in program.definitions if name.startswith(WANTED)]


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
def test_duckdb(name: str) -> None:
    duckdb = pytest.importorskip("duckdb", reason="duckdb is not installed")
    program = compile_named(name)
    fixed = parameters(program, DAY)
    rows = strategies.random_rows(program, COUNT)
    names = wanted(program)
    frame = strategies.answers(program, rows).values.with_row_index("applicant")
    found = _queried(duckdb, sql(program, fixed, names), frame)
    for row, result in zip(rows, found, strict=True):
        expected = calculate(program, row, fixed)
        assert {n: result[n] for n in names} == {n: expected[n] for n in names}


def _queried(duckdb: Any, query: str, frame: pl.DataFrame) -> list[dict[str, Any]]:
    """Rows of a query over the table `answers`, in the order of its applicants."""
    with duckdb.connect() as connection:
        columns = ", ".join(
            f'"{name}" {"BOOLEAN" if dtype == pl.Boolean else "BIGINT"}'
            for name, dtype in frame.schema.items()
            if dtype != pl.String
        )
        kept = [name for name, dtype in frame.schema.items() if dtype != pl.String]
        connection.execute(f"CREATE TABLE answers ({columns})")
        marks = ", ".join("?" * len(kept))
        insert = f"INSERT INTO answers VALUES ({marks})"  # noqa: S608 - question marks only
        connection.executemany(insert, frame.select(kept).rows())
        cursor = connection.execute(f'{query} ORDER BY "applicant"')
        heads = [column[0] for column in cursor.description]
        return [dict(zip(heads, row, strict=True)) for row in cursor.fetchall()]


@every_standard
@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_dialect_is_well_formed(name: str, dialect: str) -> None:
    import sqlglot

    program = compile_named(name)
    query = sql(program, parameters(program, DAY), wanted(program), dialect=dialect)
    assert len(sqlglot.parse(query, dialect=dialect)) == 1


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
