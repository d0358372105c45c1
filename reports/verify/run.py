"""Verifying a run: it is judged again and written again, and the two folders are compared."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl

from engine.answers import PROBLEM
from engine.score import score
from reports.formats import csv_
from reports.run import (
    ANSWERS,
    CRITERIA,
    FILES,
    PROBLEMS,
    RECORD,
    RESULTS,
    RESULTS_CSV,
    STANDARD,
    RunError,
)
from reports.run import read as run_read
from reports.run.inputs import digest
from reports.verify import Difference, Verdict
from reports.verify.folders import unlike_files
from reports.verify.judging import Inputs, files_of, judge, rewrite
from reports.verify.tables import differences
from reports.whole_folder import contents

_KEYS = {
    RESULTS: ["applicant"],
    RESULTS_CSV: ["applicant"],
    CRITERIA: ["applicant", "criterion"],
    ANSWERS: ["applicant", "kind", "field"],
    PROBLEMS: ["applicant", "field"],
}


def verify_run(
    folder: Path, inputs: Inputs | None, progress: Callable[[int, int], None] | None = None
) -> Verdict:
    """What differs between a run and the same run made again.

    From the inputs where they are given, else from the answers that the run holds. Raises RunError
    where the record or the standard cannot be read, so that nothing can be judged.
    """
    verdict = Verdict("run", str(folder))
    record = run_read.record_of(folder)
    program = run_read.program_of(folder)
    as_of = run_read.day_of(folder, record)
    stated, found = record["standard"]["digest"], digest(folder / STANDARD)
    unlike = [Difference(STANDARD, "changed", "", "digest", str(found), str(stated))]
    verdict.add("standard", unlike if stated != found else [], 1)
    if inputs is None:
        verdict.skip("inputs", "no inputs given")
        try:
            answers = run_read.answers_in(folder, program)
        except RunError as error:
            verdict.add("answers", [Difference(ANSWERS, "damaged", item=str(error))], 1)
            return verdict
        scores, files = score(program, answers, as_of), files_of(record)
    else:
        scores, files = judge(program, inputs, as_of, progress)
        verdict.add("inputs", _inputs(record, files.inputs, files.register), len(files.inputs))
    with TemporaryDirectory() as place:
        new = Path(place) / "run"
        rewrite(new, scores, files)
        extra = contents(folder) - set(FILES)
        told = unlike_files(folder, new, but=extra)
        for one in told:
            verdict.differences += [x for x in _values(folder, new, one) if x not in verdict.differences]
        verdict.add("files", told, len(FILES))
    verdict.add("extra", [Difference(name, "extra") for name in sorted(extra)], len(extra))
    return verdict


def _inputs(
    record: dict[str, Any], now: Any, register: str | None  # noqa: ANN401 - a mapping
) -> list[Difference]:
    """Files that were not handed in then, or are not handed in now, or were changed since."""
    then = {line["file"]: line["digest"] for line in record["inputs"]}
    found = [
        Difference(name, "missing" if name not in now else "extra" if name not in then else "changed",
                   "", "input", str(then.get(name, "–")), str(now.get(name, "–")))
        for name in sorted(then.keys() | now.keys())
        if then.get(name, "–") != now.get(name, "–")
    ]
    if record.get("register") != register:
        values = (str(record.get("register") or "–"), register or "–")
        found.append(Difference(RECORD, "value", "", "register", *values))
    return found


def _values(folder: Path, new: Path, told: Difference) -> list[Difference]:
    """What a changed file says that the new one does not."""
    if told.kind != "changed":
        return []
    try:
        if told.file == RECORD:
            return list(record_differences(RECORD, *(_json(at / RECORD) for at in (folder, new))))
        if told.file in _KEYS:
            tables = (_table(at / told.file) for at in (folder, new))
            return differences(told.file, *tables, _KEYS[told.file])
    except (OSError, ValueError, pl.exceptions.PolarsError) as error:
        first = (str(error).splitlines() or [""])[0]
        return [Difference(told.file, "damaged", item=first)]
    return []


def _json(path: Path) -> Any:  # noqa: ANN401 - whatever the file holds
    return json.loads(path.read_text(encoding="utf-8"))


def _table(path: Path) -> pl.DataFrame:
    if path.suffix == ".csv":
        table = csv_.read(path)
        return table.select(*PROBLEM) if path.name == PROBLEMS else table
    return pl.read_parquet(BytesIO(path.read_bytes()))


def record_differences(file: str, old: Any, new: Any, key: str = "") -> list[Difference]:  # noqa: ANN401 - JSON
    """The keys of two records whose values differ."""
    if isinstance(old, dict) and isinstance(new, dict):
        return [
            found
            for name in dict.fromkeys((*old, *new))
            for found in record_differences(
                file, old.get(name, "–"), new.get(name, "–"), f"{key}.{name}" if key else name
            )
        ]
    if old == new:
        return []
    return [Difference(file, "value", "", key, _short(old), _short(new))]


def _short(value: Any) -> str:  # noqa: ANN401 - JSON
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 200 else f"{text[:199]}…"
