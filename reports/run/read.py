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
from engine.cohort import COHORT
from engine.compile import compile
from engine.program import Program
from engine.score import score
from reports.formats import csv_
from reports.run import ANSWERS, FORMAT, PROBLEMS, RECORD, RESULTS, STANDARD, Run, RunError
from reports.run.answers import answers_of
from reports.run.results import results
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
    as_of = _part(folder / RECORD, lambda: _day(about))
    stored = _part(folder / RESULTS, lambda: _table(folder / RESULTS))
    return Run(folder, about, score(program, answers, as_of), stored)


def cohort_of(folder: Path) -> pl.DataFrame:
    """The cohort figures of a RUN (`engine.cohort.COHORT`). Raises RunError."""
    about = _record(folder)
    rows = about.get("cohort", [])
    return _part(folder / RECORD, lambda: pl.DataFrame(rows, schema=COHORT, orient="row"))


def differences(run: Run) -> pl.DataFrame:
    """Where what is stored and what comes out now differ, with columns `DIFFERENCE`.

    An applicant that only one of them knows differs in the column `applicant`; a standard that is
    not the one of the record in the column `standard`, of no applicant. Reasons are words, and are
    not compared.
    """
    now = results(run.scores, pl.Series([""] * run.scores.answers.count, dtype=pl.String))
    stored, now = _keyed(run.results), _keyed(now)
    found = [_standard(run)]
    if not stored.equals(now):
        found.append(_missing(stored, now))
        both = stored.join(now, on=_KEY, suffix=" now", maintain_order="left")
        found += [
            _lines(both, name, pl.col("applicant"), pl.col(name), pl.col(f"{name} now"))
            for name in stored.columns
            if f"{name} now" in both.columns
        ]
    return pl.concat(found)


_KEY = ["applicant", "nth"]


def _keyed(table: pl.DataFrame) -> pl.DataFrame:
    """Every cell as text, with a key that is unique even where a code is not."""
    texts = table.drop("reasons", strict=False).select(pl.all().cast(pl.String))
    texts = texts.with_columns(pl.col("applicant").fill_null(""))
    return texts.with_columns(nth=pl.int_range(pl.len()).over("applicant"))


def _missing(stored: pl.DataFrame, now: pl.DataFrame) -> pl.DataFrame:
    """Applicants that only one of two tables knows, and columns that only one of them has."""
    code, none = pl.col("applicant"), pl.lit(None, pl.String)
    gone = stored.join(now, on=_KEY, how="anti", maintain_order="left")
    come = now.join(stored, on=_KEY, how="anti", maintain_order="left")
    columns = [
        (None, "column", *(name if name in table.columns else None for table in (stored, now)))
        for name in dict.fromkeys((*stored.columns, *now.columns))
        if (name in stored.columns) != (name in now.columns)
    ]
    return pl.concat(
        [
            _lines(gone, "applicant", code, code, none),
            _lines(come, "applicant", code, none, code),
            pl.DataFrame(columns, schema=DIFFERENCE, orient="row"),
        ]
    )


def _standard(run: Run) -> pl.DataFrame:
    """A line where the standard was changed after judging."""
    stored, now = run.record["standard"]["digest"], run.scores.program.digest
    lines = [(None, "standard", stored, now)] if stored != now else []
    return pl.DataFrame(lines, schema=DIFFERENCE, orient="row")


def _lines(
    table: pl.DataFrame, name: str, code: pl.Expr, stored: pl.Expr, now: pl.Expr
) -> pl.DataFrame:
    """A line for every row in which two cells differ."""
    unlike = table.filter(stored.ne_missing(now))
    return unlike.select(applicant=code, column=pl.lit(name), stored=stored, now=now)


def _record(folder: Path) -> dict[str, Any]:
    path = folder / RECORD
    if not path.is_file():
        raise RunError(f"{folder}: there is no {RECORD} in it; name a folder that `score` wrote")
    about = _part(path, lambda: json.loads(path.read_text(encoding="utf-8")))
    if not isinstance(about, dict) or about.get("run") != FORMAT:
        found = about.get("run") if isinstance(about, dict) else about
        raise RunError(f"{path}: found run {found!r}; this program reads run {FORMAT}")
    return about


def _day(about: dict[str, Any]) -> date:
    """The day of judgement; fails where the record lacks it or names no standard."""
    str(about["standard"]["digest"])
    return date.fromisoformat(about["as_of"])


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
    try:
        return pl.read_parquet(BytesIO(path.read_bytes()))
    except pl.exceptions.PanicException as error:  # some damage ends so, and not in an Exception
        raise ValueError(str(error)) from error


def _part(path: Path, read_it: Callable[[], _Found]) -> _Found:
    """What a reading gives; a sentence where the file is missing or damaged."""
    try:
        return read_it()
    except FileNotFoundError as error:
        raise RunError(f"{path}: this part of the run is missing; score again") from error
    except (OSError, ValueError, KeyError, TypeError, pl.exceptions.PolarsError) as error:
        first = (str(error).splitlines() or [type(error).__name__])[0]
        raise RunError(f"{path}: this part of the run is damaged ({first}); score again") from error
