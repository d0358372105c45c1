"""Read: files, folders and patterns in any mixture of formats -> answers.

One bad file among ten thousand is a problem, and the others are read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import polars as pl

from engine.answers import PROBLEM, Answers
from engine.program import Program
from submissions.attempts import Failed, attempt, attempts
from submissions.batch import Batch
from submissions.gather import batch_of
from submissions.interpret import Interpreter, Row
from submissions.join import joined
from submissions.paths import files_of, not_read
from submissions.problems import UnreadableError, say
from submissions.readers import FormReader, FragileReader, TableReader, reader_of, readers
from submissions.register import registered

Progress = Callable[[int, int], None]
"""Called with the number of files done and of all."""

_Outcome = list[Row] | Batch | Failed

_DAMAGED = say("文件已损坏，读不出来", "the file is damaged and cannot be read")


def read(
    paths: Iterable[str | Path],
    program: Program,
    *,
    register: Path | None = None,
    progress: Progress | None = None,
    origin: str = "self",
) -> Answers:
    """The answers in some files, folders and patterns, in the order of the paths.

    Of one applicant the first submission counts. `register` is a CSV of those who may apply;
    `origin` is who speaks in these files (`self`, `inspection`, `survey`, ...). Nothing that a file
    holds raises; what is not read is in `problems`.
    """
    files, problems = files_of(paths)
    found: dict[Path, _Outcome] = {}
    for path, outcome in _outcomes(files, program):
        found[path] = outcome
        if progress is not None:
            progress(len(found), len(files))
    for file in files:
        outcome = found[file]
        if isinstance(outcome, Failed):
            problems.append(not_read(file.as_posix(), file.suffix, outcome.sentence))
    answers = joined(_batches([found[file] for file in files], program), program)
    lines = [[getattr(problem, name) for name in PROBLEM] for problem in problems]
    told = [pl.DataFrame(lines, schema=PROBLEM, orient="row"), answers.problems]
    spoken = answers.origin.with_columns(pl.lit(origin).alias("origin"))
    answers = replace(answers, origin=spoken, problems=pl.concat(told))
    return answers if register is None else registered(answers, register)


def standard_of(path: str | Path) -> str | None:
    """The standard that a submission names itself; None where it names none.

    Raises UnreadableError where the file cannot be read.
    """
    file = Path(path)
    if _is_risky(file):
        _, found = next(attempts(_naming, [file], together=1))
    else:
        found = attempt(_named, file)
    if isinstance(found, Failed):
        raise UnreadableError(found.sentence)
    return found


def _naming() -> Callable[[Path], str | None]:
    return _named


def _named(path: Path) -> str | None:
    match reader_of(path):
        case TableReader() as reader:
            return reader.standard_of(path)
        case FormReader() as reader:
            return next((raw.standard for raw in reader.read(path, None) if raw.standard), None)
        case None:
            raise UnreadableError(_other_format())


def _is_risky(path: Path) -> bool:
    """Whether only a worker process should read the file."""
    reader = reader_of(path)
    if isinstance(reader, TableReader):
        return isinstance(reader, FragileReader)
    return reader is not None and not getattr(reader, "IN_PROCESS", False)


def _outcomes(files: Sequence[Path], program: Program) -> Iterator[tuple[Path, _Outcome]]:
    """What every file gave: rows of forms, a table's batch, or why it is not read."""
    forms: list[Path] = []
    interpreter = Interpreter(program)
    for file in files:
        reader = reader_of(file)
        if isinstance(reader, TableReader):
            yield file, _table(reader, file, program)
        elif reader is None or not _is_risky(file):
            yield file, attempt(partial(_rows, interpreter), file)
        else:
            forms.append(file)
    yield from attempts(partial(_interpreting, program), forms)


def _table(reader: TableReader, file: Path, program: Program) -> Batch | Failed:
    if isinstance(reader, FragileReader):
        _, probed = next(attempts(partial(_probing, reader.probe), [file], together=1))
        if isinstance(probed, Failed):
            return Failed(_DAMAGED)
    return attempt(lambda path: reader.read_batch(path, program), file)


def _probing(probe: Callable[[Path], None]) -> Callable[[Path], None]:
    return probe


def _interpreting(program: Program) -> Callable[[Path], list[Row]]:
    return partial(_rows, Interpreter(program))


def _rows(interpreter: Interpreter, path: Path) -> list[Row]:
    reader = reader_of(path)
    if not isinstance(reader, FormReader):
        raise UnreadableError(_other_format())
    return [interpreter.interpret(raw) for raw in reader.read(path, interpreter.program)]


def _other_format() -> str:
    known = " ".join(readers())
    return say(
        f"不能读这种文件；可读：{known}", f"files of this sort are not read; these are: {known}"
    )


def _batches(outcomes: Sequence[_Outcome], program: Program) -> list[Batch]:
    """A batch for all forms together, and one for every table."""
    rows: list[Row] = []
    places: list[int] = []
    batches: list[Batch] = []
    for place, outcome in enumerate(outcomes):
        if isinstance(outcome, Batch):
            batches.append(outcome.placed(place))
        elif not isinstance(outcome, Failed):
            rows += outcome
            places += [place] * len(outcome)
    if rows:
        batches.insert(0, batch_of(program, rows, places=places))
    return batches
