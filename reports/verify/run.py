"""Verifying a run: it is judged again and written again, and the two folders are compared."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from engine.score import score
from reports.judging import Inputs, again, files_of, rewrite
from reports.run import ANSWERS, FILES, RECORD, STANDARD, RunError
from reports.run import read as run_read
from reports.run.inputs import digest
from reports.verify import Difference, Kind, Verdict
from reports.verify.folders import unlike_files
from reports.verify.known import NOTHING, Known
from reports.verify.values import unlike_values
from reports.whole_folder import contents


def verify_run(
    folder: Path,
    inputs: Inputs | None,
    known: Known = NOTHING,
    progress: Callable[[int, int], None] | None = None,
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
    known.check_standard(verdict, STANDARD, str(found))
    if inputs is None:
        verdict.skip("inputs", "no inputs given")
        try:
            answers = run_read.answers_in(folder, program)
        except RunError as error:
            verdict.add("answers", [Difference(ANSWERS, "damaged", item=str(error))], 1)
            return verdict
        scores, files = score(program, answers, as_of), files_of(record)
    else:
        scores, files = again(program, inputs, as_of, progress)
        verdict.add("inputs", _inputs(record, files.inputs, files.register), len(files.inputs))
    with TemporaryDirectory() as place:
        new = Path(place) / "run"
        rewrite(new, scores, files)
        extra = contents(folder) - set(FILES)
        told = unlike_files(folder, new, but=extra)
        values = [
            value
            for one in told
            if one.kind == "changed"
            for value in unlike_values(one.file, folder / one.file, new / one.file)
        ]
        verdict.add("files", [*told, *values], len(FILES))
    verdict.add("extra", [Difference(name, "extra") for name in sorted(extra)], len(extra))
    return verdict


def _inputs(
    record: dict[str, Any], now: Mapping[str, str | None], register: str | None
) -> list[Difference]:
    """Files that were not handed in then, or are not handed in now, or were changed since."""
    then = {line["file"]: line["digest"] for line in record["inputs"]}
    found = []
    for name in sorted(then.keys() | now.keys()):
        values = then.get(name, "–"), now.get(name, "–")
        if values[0] != values[1]:
            kind: Kind = "missing" if name not in now else "changed" if name in then else "extra"
            found.append(Difference(name, kind, "", "input", *map(str, values)))
    if record.get("register") != register:
        stated = str(record.get("register") or "–")
        found.append(Difference(RECORD, "value", "", "register", stated, register or "–"))
    return found
