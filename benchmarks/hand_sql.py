"""The rubric of green-community written by hand in SQL (`hand.sql`), run by DuckDB."""

from __future__ import annotations

from pathlib import Path
from string import Template
from typing import Any

import duckdb
import polars as pl

from benchmarks import hand_rubric as rubric

_TEXT = (Path(__file__).parent / "hand.sql").read_text(encoding="utf-8")


def prepared(frame: pl.DataFrame) -> Any:  # noqa: ANN401 - duckdb is not installed everywhere
    """A database in memory that holds the answers as its own table."""
    connection = duckdb.connect()
    connection.register("given", frame.to_arrow())
    connection.execute("CREATE TABLE answers AS SELECT * FROM given")
    connection.unregister("given")
    return connection


def score(connection: Any) -> Any:  # noqa: ANN401 - duckdb is not installed everywhere
    """What the engine gives, as an Arrow table: points, parts, score, coverage, grade, outcome."""
    return connection.sql(query()).to_arrow_table()


def query() -> str:
    """The query, with the long sum of the coverage written out."""
    counted = [_known(name, weight) for name, weight in rubric.weights().items()]
    counted += [_known("1.3", 240_000)]
    counted += ["""(CASE WHEN "1.3.award" IS NOT NULL OR "1.3" <> 1 THEN 240000 ELSE 0 END)"""]
    for id_, worth in rubric.EXCLUDED.items():
        asked = rubric.QUESTIONS[id_]
        known = " + ".join(_known(name, worth * 12 // len(asked)) for name in asked)
        counted.append(f'(CASE WHEN "base:{id_}" > 0 THEN {known} ELSE 0 END)')
    return Template(_TEXT).substitute(covered="\n    + ".join(counted))


def _known(name: str, weight: int) -> str:
    return f'(CASE WHEN "{name}" IS NULL THEN 0 ELSE {weight} END)'
