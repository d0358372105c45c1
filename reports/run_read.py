"""Reading a RUN back, and scoring it again."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any, TypeVar

import polars as pl

from engine.answers import PROBLEM, Answers
from engine.compile import compile
from engine.program import Program
from engine.score import score
from reports.formats import csv_
from reports.run import ANSWERS, FORMAT, PROBLEMS, RECORD, RESULTS, STANDARD, Run, RunError
from reports.run_answers import answers_of
from reports.run_results import results
from standards.faults import StandardError
from standards.load import loads

DIFFERENCE = {
    "applicant": pl.String,
    "column": pl.String,
    "stored": pl.String,
    "now": pl.String,
}

_Found = TypeVar("_Found")


def read(folder: Path) -> Run:
    """A RUN with its scores worked out anew. Raises RunError with what is wrong with it."""
    about = _record(folder)
    program = _program(folder)
    answers = _answers(folder, program)
    as_of = _part(folder / RECORD, lambda: date.fromisoformat(about["as_of"]))
    stored = _part(folder / RESULTS, lambda: _table(folder / RESULTS))
    return Run(folder, about, score(program, answers, as_of), stored)


def differences(run: Run) -> pl.DataFrame:
    """Where the stored results and those worked out now differ, with columns `DIFFERENCE`.

    An applicant that only one of them knows differs in the column `applicant`. Reasons are words,
    and are not compared.
    """
    now = results(run.scores, pl.Series([""] * run.scores.answers.count, dtype=pl.String))
    stored, now = (_as_text(table) for table in (run.results, now))
    if stored.equals(now):
        return pl.DataFrame(schema=DIFFERENCE)
    columns = [name for name in dict.fromkeys((*stored.columns, *now.columns)) if name != "row"]
    both = stored.join(now, on="row", how="full", coalesce=True, suffix=" now").sort("row")
    missing = [
        pl.lit(None, pl.String).alias(name)
        for name in (*columns, *(f"{name} now" for name in columns))
        if name not in both.columns
    ]
    both = both.with_columns(missing)
    lines = [
        both.filter(pl.col(name).ne_missing(pl.col(f"{name} now"))).select(
            applicant=pl.coalesce("applicant now", "applicant"),
            column=pl.lit(name),
            stored=name,
            now=f"{name} now",
        )
        for name in columns
    ]
    return pl.concat([pl.DataFrame(schema=DIFFERENCE), *lines])


def _as_text(table: pl.DataFrame) -> pl.DataFrame:
    texts = table.drop("reasons", strict=False).select(pl.all().cast(pl.String))
    return texts.with_row_index("row")


def _record(folder: Path) -> dict[str, Any]:
    path = folder / RECORD
    if not path.is_file():
        raise RunError(f"{folder}: there is no {RECORD} in it; name a folder that `score` wrote")
    about = _part(path, lambda: json.loads(path.read_text(encoding="utf-8")))
    if not isinstance(about, dict) or about.get("run") != FORMAT:
        found = about.get("run") if isinstance(about, dict) else about
        raise RunError(f"{path}: found run {found!r}; this program reads run {FORMAT}")
    return about


def _program(folder: Path) -> Program:
    path = folder / STANDARD
    try:
        return compile(loads(_part(path, path.read_bytes), str(path)))
    except StandardError as error:
        raise RunError(str(error)) from error


def _answers(folder: Path, program: Program) -> Answers:
    problems = _part(folder / PROBLEMS, lambda: csv_.read(folder / PROBLEMS).select(*PROBLEM))
    return _part(folder / ANSWERS, lambda: answers_of(program, _table(folder / ANSWERS), problems))


def _table(path: Path) -> pl.DataFrame:
    """A Parquet file; by its bytes, so that nothing in its path is taken for a pattern."""
    return pl.read_parquet(BytesIO(path.read_bytes()))


def _part(path: Path, read_it: Callable[[], _Found]) -> _Found:
    """What a reading gives; a sentence where the file is missing or damaged."""
    try:
        return read_it()
    except FileNotFoundError as error:
        raise RunError(f"{path}: this part of the run is missing; score again") from error
    except (OSError, ValueError, KeyError, TypeError, pl.exceptions.PolarsError) as error:
        first = (str(error).splitlines() or [type(error).__name__])[0]
        raise RunError(f"{path}: this part of the run is damaged ({first}); score again") from error
