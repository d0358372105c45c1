"""Judging: from the submissions to their scores; the one way for `score` and for `verify`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from engine.answers import Answers
from engine.cohort import fill
from engine.program import Program
from engine.score import Scores, score
from reports.run import RECORD, RunError
from reports.run import write as run_write
from reports.run.answers import ordered
from reports.run.inputs import digest, inputs_of
from reports.run.reasons import run_reasons
from reports.run.summary import unread
from standards.editions import not_in_force
from submissions.former import Former, former_at_hand
from submissions.problems import say
from submissions.read import read


class NobodyError(Exception):
    """Nobody could be read; `lines` say why, one a file."""

    def __init__(self, lines: tuple[str, ...]) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


@dataclass(frozen=True)
class Inputs:
    """What was handed in: files, folders, patterns; the register, if there was one.

    `former` is the edition before, whose answers are carried; None: none is at hand.
    """

    paths: tuple[str, ...]
    register: Path | None = None
    former: Former | None = None


def judge(
    program: Program,
    inputs: Inputs,
    as_of: date,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[Scores, run_write.Files]:
    """Read and score all of them. Raises NobodyError where nobody can be read."""
    found = inputs_of(inputs.paths)
    read_ = read(
        found.paths, program, register=inputs.register, progress=progress, former=inputs.former
    )
    answers = _with_term(ordered(found.named(read_)), program, as_of)
    if not answers.count:
        raise NobodyError(tuple(unread(answers)))
    answers, _ = fill(program, answers, as_of)
    scores = score(program, answers, as_of)
    register = digest(inputs.register) if inputs.register else None
    return scores, run_write.Files(found.digests(), register)


def again(
    program: Program,
    inputs: Inputs,
    as_of: date,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[Scores, run_write.Files]:
    """Judge once more what was judged before. Raises RunError where nobody can be read."""
    try:
        with_former = replace(inputs, former=inputs.former or former_at_hand(program))
        return judge(program, with_former, as_of, progress)
    except NobodyError as error:
        told = ["--inputs: nobody could be read from them", *error.lines]
        raise RunError("\n".join(told)) from error


def _with_term(answers: Answers, program: Program, as_of: date) -> Answers:
    """With a problem where the day of judgement is outside the term of the edition."""
    told = not_in_force(program.standard, as_of)
    if told is None:
        return answers
    allowed = say(told.zh, told.in_("en"))
    line = ("", "", "", "", "edition", program.standard.edition, allowed, "question")
    more = pl.DataFrame([line], schema=answers.problems.schema, orient="row")
    return replace(answers, problems=pl.concat([more, answers.problems]))


def rewrite(folder: Path, scores: Scores, files: run_write.Files) -> dict[str, Any]:
    """Write the run that these scores make; returns its record."""
    return run_write.write(folder, scores, run_reasons(scores), files)


def files_of(record: dict[str, Any]) -> run_write.Files:
    """The inputs as the record of a run states them, where they are not read again."""
    try:
        listed = {str(line["file"]): line["digest"] for line in record["inputs"]}
        return run_write.Files(listed, record["register"])
    except (KeyError, TypeError) as error:
        raise RunError(f"{RECORD}: the list of inputs is damaged ({error!r})") from error
