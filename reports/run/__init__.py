"""A RUN folder: what a batch was judged by, what was read, and what came out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from engine.score import Scores

RECORD = "run.json"
RESULTS = "results.parquet"
RESULTS_CSV = "results.csv"
CRITERIA = "criteria.parquet"
ANSWERS = "answers.parquet"
PROBLEMS = "problems.csv"
STANDARD = "standard.yaml"
FILES = (RECORD, RESULTS, RESULTS_CSV, CRITERIA, ANSWERS, PROBLEMS, STANDARD)
"""The files of a RUN; see `reports.run.results` and `reports.run.answers` for their columns."""

FORMAT = 1
"""Under `run` in the record; a folder is a RUN when its record bears it."""


class RunError(Exception):
    """A folder that cannot be used as a RUN; a sentence with the place."""


@dataclass(frozen=True)
class Run:
    """A RUN that was read back and scored again.

    `record` is run.json; `scores` are new, from the answers and the standard of the folder;
    `results` are the stored ones (columns as in `reports.run.results.results`).
    """

    folder: Path
    record: dict[str, Any]
    scores: Scores
    results: pl.DataFrame
