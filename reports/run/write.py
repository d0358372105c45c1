"""Writing a RUN: whole or not at all, and the same bytes for the same inputs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

import polars as pl

from engine.answers import PROBLEM
from engine.cohort import fill
from engine.program import OUTCOMES
from engine.score import Scores, parameters
from reports.formats import csv_
from reports.run import (
    ANSWERS,
    CRITERIA,
    FILES,
    FORMAT,
    PROBLEMS,
    RECORD,
    RESULTS,
    RESULTS_CSV,
    STANDARD,
    RunError,
)
from reports.run.answers import long
from reports.run.results import criteria, for_spreadsheets, results
from reports.whole_folder import contents, whole
from standards.load import Loaded


@dataclass(frozen=True, slots=True)
class Files:
    """What was read: the digest of every file by a name that hangs on no machine or folder.

    A digest is None where the file could not be read. `register` is the digest of the register,
    None where there was none.
    """

    inputs: Mapping[str, str | None]
    register: str | None = None


def write(folder: Path, scores: Scores, reasons: pl.Series, files: Files) -> dict[str, Any]:
    """Write a RUN and return its record.

    `reasons` holds a text an applicant. Raises RunError where the folder holds something else.
    """
    table = results(scores, reasons)
    about = record(scores, table, files)
    check(folder)
    with whole(folder) as new:
        _json(new / RECORD, about)
        table.write_parquet(new / RESULTS)
        csv_.write(for_spreadsheets(table), new / RESULTS_CSV)
        criteria(scores).write_parquet(new / CRITERIA)
        long(scores.program, scores.answers).write_parquet(new / ANSWERS)
        csv_.write(scores.answers.problems.select(*PROBLEM), new / PROBLEMS)
        (new / STANDARD).write_bytes(_bytes(scores.program.loaded))
    return about


def record(scores: Scores, table: pl.DataFrame, files: Files) -> dict[str, Any]:
    """What was judged, by what, when, and how much of it."""
    standard, problems = scores.program.standard, scores.answers.problems
    grades = dict(table["grade"].value_counts().iter_rows())
    outcomes = dict(table["outcome"].value_counts().iter_rows())
    return {
        "run": FORMAT,
        "program": {"name": "dabiao", "version": version("dabiao")},
        "standard": {
            "id": standard.standard,
            "edition": standard.edition,
            "digest": scores.program.digest,
        },
        "as_of": scores.as_of.isoformat(),
        "parameters": dict(sorted(parameters(scores.program, scores.as_of).items())),
        "cohort": fill(scores.program, scores.answers, scores.as_of)[1].to_dicts(),
        "inputs": [{"file": name, "digest": read} for name, read in sorted(files.inputs.items())],
        "register": files.register,
        "counts": {
            "applicants": table.height,
            "outcomes": {name: outcomes.get(name, 0) for name in OUTCOMES},
            "grades": {grade.id: grades.get(grade.id, 0) for grade in standard.grades},
            "problems": problems.height,
            "not_read": problems.filter(pl.col("effect") == "not_read").height,
        },
    }


def _json(path: Path, value: object) -> None:
    text = json.dumps(value, ensure_ascii=False, indent=2)
    path.write_text(f"{text}\n", encoding="utf-8", newline="\n")


def _bytes(loaded: Loaded) -> bytes:
    """The document's bytes; reading drops the mark of UTF-8 that some editors write in front."""
    plain = loaded.text.encode()
    if f"sha256:{sha256(plain).hexdigest()}" == loaded.digest:
        return plain
    return b"\xef\xbb\xbf" + plain


def check(folder: Path) -> None:
    """Raise RunError unless a run may be written there: a new or empty folder, or an old run."""
    if not folder.exists():
        return
    if not folder.is_dir():
        raise RunError(f"{folder}: this is a file; a run is written to a new folder")
    found = contents(folder)
    foreign = sorted(found - set(FILES))
    if foreign:
        raise RunError(
            f"{folder}: holds {foreign[0]!r}, which is no part of a run; "
            "name a new or empty folder, or a run to be replaced"
        )
    if found and not is_run(folder):
        raise RunError(f"{folder}: this is not a run; name a new or empty folder, or a run")


def is_run(folder: Path) -> bool:
    """Whether the folder holds the record of a run."""
    try:
        about = json.loads((folder / RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(about, dict) and "run" in about
