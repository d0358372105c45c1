"""Forms -> batches: read and typed one by one, many of them in worker processes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import cast

from engine.program import Program
from submissions.attempts import Failed, attempt
from submissions.batch import Batch
from submissions.gather import batch_of
from submissions.interpret import Interpreter, Row
from submissions.readers import FormReader, reader_of
from submissions.workers import Lost, spread

MANY = 60
"""Forms from which worker processes are worth their start, 0.4 s."""
_TOGETHER = 32

Placed = tuple[int, Path]
"""A file, and its place among all files that are read."""


@dataclass(frozen=True, slots=True)
class FormsRead:
    """What some forms gave: a batch of those read, and why others are not, by place."""

    count: int
    batch: Batch
    failed: list[tuple[int, Failed]]


def read_forms(forms: Sequence[Placed], program: Program) -> Iterator[FormsRead]:
    """What the forms gave, some of them at a time."""
    prepare = partial(_prepared, program)
    if len(forms) < MANY and all(is_safe(path) for _, path in forms):
        work = prepare()
        yield from (work([form]) for form in forms)
        return
    for some, found in spread(prepare, forms, together=_TOGETHER):
        if isinstance(found, Lost):
            failed = [(place, Failed(found.sentence)) for place, _ in some]
            yield FormsRead(len(some), batch_of(program, []), failed)
        else:
            yield found


def is_safe(form: Path) -> bool:
    """Whether reading a form cannot harm the process."""
    return attempt(_reader(form).is_safe, form) is True


def _reader(form: Path) -> FormReader:
    return cast("FormReader", reader_of(form))


def _prepared(program: Program) -> Callable[[list[Placed]], FormsRead]:
    return partial(_read, Interpreter(program))


def _read(interpreter: Interpreter, forms: list[Placed]) -> FormsRead:
    rows: list[Row] = []
    places: list[int] = []
    failed: list[tuple[int, Failed]] = []
    for place, path in forms:
        found = attempt(partial(_rows, interpreter), path)
        if isinstance(found, Failed):
            failed.append((place, found))
        else:
            rows += found
            places += [place] * len(found)
    return FormsRead(len(forms), batch_of(interpreter.program, rows, places=places), failed)


def _rows(interpreter: Interpreter, path: Path) -> list[Row]:
    raws = _reader(path).read(path, interpreter.program)
    return [interpreter.interpret(raw) for raw in raws]
