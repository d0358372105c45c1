"""The SQL of a program, run by the databases it is written for, gives what plain reckoning gives."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from engine.compile import compile_named
from engine.executors.sql import sql
from engine.program import Program
from engine.score import parameters
from standards.load import bundled
from tests.engine import strategies
from tests.engine.oracle import calculate

DAY = date(2026, 11, 23)
COUNT = int(os.environ.get("AGREE_DATABASE_APPLICANTS", "40"))
"""Applicants per standard; `make agree` takes more."""
every_standard = pytest.mark.parametrize("name", bundled())


def drawn(program: Program) -> tuple[pl.DataFrame, list[dict[str, int]]]:
    """Random applicants as a table, and what plain reckoning gives them."""
    rows = strategies.random_rows(program, COUNT, seed=11)
    fixed = parameters(program, DAY)
    frame = strategies.answers(program, rows).values.with_row_index("applicant")
    kept = [name for name, dtype in frame.schema.items() if dtype != pl.String]
    return frame.select(kept), [calculate(program, row, fixed) for row in rows]


def same(found: Sequence[dict[str, Any]], expected: Sequence[dict[str, int]]) -> None:
    assert len(found) == len(expected)
    for one, other in zip(found, expected, strict=True):
        assert {name: one[name] for name in other} == other


def _program(name: str) -> str | None:
    places = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return shutil.which(name) or (str(places[-1]) if places else None)


def _as_postgres(*words: str) -> list[str]:
    """A server does not run as root."""
    return ["runuser", "-u", "postgres", "--", *words] if os.geteuid() == 0 else list(words)


@pytest.fixture(scope="module")
def postgres() -> Iterator[Any]:
    """A connection to a server of its own, on a socket in a folder, without a port."""
    psycopg = pytest.importorskip("psycopg", reason="psycopg is not installed")
    initdb, pg_ctl = _program("initdb"), _program("pg_ctl")
    if initdb is None or pg_ctl is None:
        pytest.skip("PostgreSQL is not installed")
    with tempfile.TemporaryDirectory(prefix="pg") as folder:
        if os.geteuid() == 0:
            user = pwd.getpwnam("postgres")
            os.chown(folder, user.pw_uid, user.pw_gid)
        data = f"{folder}/data"
        quiet: dict[str, Any] = {"capture_output": True, "cwd": folder}
        subprocess.run(
            _as_postgres(initdb, "-D", data, "-A", "trust", "-U", "dabiao"), check=True, **quiet
        )
        options = f"-k {folder} -c listen_addresses='' -c fsync=off"
        start = (pg_ctl, "-D", data, "-l", f"{folder}/log", "-w", "-o", options, "start")
        subprocess.run(_as_postgres(*start), check=True, cwd=folder, stdout=subprocess.DEVNULL)
        try:
            with psycopg.connect(host=folder, user="dabiao", dbname="postgres") as connection:
                yield connection
        finally:
            subprocess.run(
                _as_postgres(pg_ctl, "-D", data, "-m", "immediate", "stop"), check=True, **quiet
            )


@every_standard
def test_postgres(name: str, postgres: Any) -> None:
    program = compile_named(name)
    frame, expected = drawn(program)
    columns = ", ".join(
        f'"{column}" {"BOOLEAN" if dtype == pl.Boolean else "BIGINT"}'
        for column, dtype in frame.schema.items()
    )
    query = sql(program, parameters(program, DAY), list(program.definitions), dialect="postgres")
    with postgres.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS answers")
        cursor.execute(f"CREATE TEMPORARY TABLE answers ({columns})")
        marks = ", ".join(["%s"] * frame.width)
        insert = f"INSERT INTO answers VALUES ({marks})"  # noqa: S608 - question marks only
        cursor.executemany(insert, frame.rows())
        cursor.execute(f'{query} ORDER BY "applicant"')
        heads = [column.name for column in cursor.description]
        same([dict(zip(heads, row, strict=True)) for row in cursor.fetchall()], expected)


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    """A session on this machine."""
    sessions = pytest.importorskip("pyspark.sql", reason="pyspark is not installed")
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java, which is not installed")
    session = (
        sessions.SparkSession.builder.master("local[1]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "1")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("OFF")
    yield session
    session.stop()


@pytest.mark.filterwarnings("ignore")
def test_spark(spark: Any) -> None:
    """One standard: Spark takes long to plan a query of so many columns."""
    program = compile_named("longmen-settlements")
    frame, expected = drawn(program)
    types = {pl.Boolean: "boolean"}
    schema = ", ".join(f"`{c}` {types.get(d, 'bigint')}" for c, d in frame.schema.items())  # type: ignore[call-overload] # polars classes as keys
    spark.createDataFrame(frame.rows(), schema).createOrReplaceTempView("answers")
    query = sql(program, parameters(program, DAY), list(program.definitions), dialect="spark")
    found = sorted(spark.sql(query).collect(), key=lambda row: row["applicant"])
    same([row.asDict() for row in found], expected)
