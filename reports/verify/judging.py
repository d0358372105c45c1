"""Judging again: from the submissions themselves to the folder of a run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from engine.cohort import fill
from engine.program import Program
from engine.score import Scores, score
from reports.run import RECORD, RunError
from reports.run import write as run_write
from reports.run.answers import ordered
from reports.run.inputs import digest, inputs_of
from reports.run.reasons import run_reasons
from reports.run.summary import unread
from submissions.read import read


@dataclass(frozen=True)
class Inputs:
    """What was handed in: files, folders, patterns; and the register, if there was one."""

    paths: tuple[str, ...]
    register: Path | None = None


def judge(
    program: Program,
    inputs: Inputs,
    as_of: date,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[Scores, run_write.Files]:
    """Read and score all of them, in the same way as `dabiao score`."""
    found = inputs_of(inputs.paths)
    read_ = read(found.paths, program, register=inputs.register, progress=progress)
    answers = ordered(found.named(read_))
    if not answers.count:
        told = ["--inputs: nobody could be read from them", *unread(answers)]
        raise RunError("\n".join(told))
    answers, _ = fill(program, answers, as_of)
    scores = score(program, answers, as_of)
    register = digest(inputs.register) if inputs.register else None
    return scores, run_write.Files(found.digests(), register)


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
