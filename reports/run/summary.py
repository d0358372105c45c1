"""A run in a few lines: how many, how they fared, and where to look."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl

from engine.answers import Answers
from reports.clean import clean
from reports.run import PROBLEMS, RESULTS_CSV
from reports.words import words
from standards.model import Standard
from standards.text import Language

_WITHOUT_GRADE = ("failed", "refused", "not_judged")


def summary(record: dict[str, Any], standard: Standard, folder: Path, language: Language) -> str:
    """The lines that follow a run."""
    say, counts = words(language), record["counts"]
    head = f"{standard.title.in_(language)}  {standard.standard} {standard.edition}"
    day = say.say("ranking_day", day=record["as_of"])
    fared = [
        *((grade.name.in_(language), counts["grades"][grade.id]) for grade in standard.grades),
        *((say[f"outcome_{name}"], counts["outcomes"][name]) for name in _WITHOUT_GRADE),
    ]
    lines = [
        f"{head}  {day}",
        say.count("overview_count", counts["applicants"]),
        "  " + " · ".join(f"{name} {count}" for name, count in fared),
    ]
    if counts["problems"]:
        problems = say.count("overview_problems", counts["problems"])
        if counts["not_read"]:
            told = say.count("score_not_read", counts["not_read"])
            problems = say.say("aside", what=problems, aside=told)
        lines.append(f"{problems}{say['colon']}{folder / PROBLEMS}")
    lines.append(f"{say['score_results']}{say['colon']}{folder / RESULTS_CSV}")
    return "\n".join(lines)


def unread(answers: Answers) -> Iterator[str]:
    """A line for every file that could not be read."""
    problems = answers.problems.filter(pl.col("effect") == "not_read")
    for file, found, allowed in problems.select("file", "found", "allowed").iter_rows():
        told = [clean(text) for text in (found, allowed) if text]
        yield f"{clean(file)}: {'; '.join(told)}"


def exit_code(record: dict[str, Any]) -> int:
    """0: all are judged; 1: some applicants could not be judged, or some files not read."""
    counts = record["counts"]
    return 1 if counts["outcomes"]["not_judged"] or counts["not_read"] else 0
