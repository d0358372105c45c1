"""Read: files, folders and patterns in any mixture of formats -> answers.

One bad file among ten thousand is a problem, and the others are read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import polars as pl

from engine.answers import PROBLEM, Answers
from engine.program import Program
from submissions.attempts import Failed, attempt, attempt_apart
from submissions.batch import Batch
from submissions.form_files import is_safe, read_forms
from submissions.former import Former, brought_over
from submissions.join import joined
from submissions.paths import files_of, not_read
from submissions.problems import UnreadableError, say
from submissions.readers import FormReader, FragileReader, TableReader, reader_of, readers, sort_of
from submissions.register import registered

Progress = Callable[[int, int], None]
"""Called with the number of files done and of all."""

_DAMAGED = say("文件已损坏，读不出来", "the file is damaged and cannot be read")


def read(  # noqa: PLR0913 - all but two are seldom given, and by name
    paths: Iterable[str | Path],
    program: Program,
    *,
    register: Path | None = None,
    progress: Progress | None = None,
    origin: str = "self",
    former: Former | None = None,
) -> Answers:
    """The answers in some files, folders and patterns, in the order of the paths.

    Of one applicant the first submission counts. `register` is a CSV of those who may apply;
    `origin` is who speaks in these files (`self`, `inspection`, `survey`, ...). Submissions to the
    `former` edition are read by it, and carried to that of the program. Nothing that a file holds
    raises; what is not read is in `problems`. Many forms, workbooks that are not plain and Parquet
    files are looked at in worker processes: a script that calls this needs
    `if __name__ == "__main__":` around what it does.
    """
    files, problems = files_of(paths)
    batches: list[Batch] = []
    failed: list[tuple[int, Failed]] = []
    done = 0
    for count, batch, refused in _outcomes(files, program):
        batches += [batch] if batch is not None and (batch.count or batch.problems.height) else []
        failed += refused
        done += count
        if progress is not None:
            progress(done, len(files))
    for place, why in sorted(failed, key=lambda pair: pair[0]):
        file = files[place]
        problems.append(not_read(file.as_posix(), file.suffix, why.sentence))
    answers = joined(batches, program)
    if former is not None:
        answers = brought_over(answers, program, former, read)
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
    fragile = isinstance(reader_of(file), FragileReader)
    safe = is_safe(file) if sort_of(file) == "form" else not fragile
    found = attempt(_named, file) if safe else attempt_apart(_named, file)
    if isinstance(found, Failed):
        raise UnreadableError(found.sentence)
    return found


def _named(path: Path) -> str | None:
    match reader_of(path):
        case TableReader() as reader:
            return reader.standard_of(path)
        case FormReader() as reader:
            return next((raw.standard for raw in reader.read(path, None) if raw.standard), None)
        case None:
            raise UnreadableError(_other_format())


_Outcome = tuple[int, Batch | None, list[tuple[int, Failed]]]


def _outcomes(files: Sequence[Path], program: Program) -> Iterator[_Outcome]:
    """What some files gave: their number, what was read of them, and which are not read and why."""
    forms: list[tuple[int, Path]] = []
    for place, file in enumerate(files):
        sort = sort_of(file)
        if sort == "form":
            forms.append((place, file))
            continue
        found = Failed(_other_format()) if sort is None else _table(file, program)
        if isinstance(found, Failed):
            yield 1, None, [(place, found)]
        else:
            yield 1, found.placed(place), []
    for some in read_forms(forms, program):
        yield some.count, some.batch, some.failed


def _table(file: Path, program: Program) -> Batch | Failed:
    reader = reader_of(file)
    assert isinstance(reader, TableReader)  # noqa: S101 - asked of tables only
    if isinstance(reader, FragileReader):
        probed = attempt_apart(reader.probe, file, lost=_DAMAGED)
        if isinstance(probed, Failed):
            return probed
    return attempt(lambda path: reader.read_batch(path, program), file)


def _other_format() -> str:
    known = " ".join(readers())
    return say(
        f"不能读这种文件；可读：{known}", f"files of this sort are not read; these are: {known}"
    )
