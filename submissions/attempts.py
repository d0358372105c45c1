"""Attempts at files: each gives a result or a sentence; risky ones are made in worker processes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from submissions.problems import UnreadableError, say
from submissions.workers import TOGETHER, Lost, spread

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Failed:
    """In place of a result: why the file is not read, in both languages."""

    sentence: str


def attempt(act: Callable[[Path], Result], path: Path) -> Result | Failed:
    """What an act gives for a file, or why it gives nothing."""
    try:
        return act(path)
    except UnreadableError as error:
        return Failed(str(error))
    except OSError as error:
        reason = error.strerror or str(error)
        return Failed(say(f"文件打不开（{reason}）", f"the file does not open ({reason})"))


def attempts(
    prepare: Callable[[], Callable[[Path], Result]],
    paths: Sequence[Path],
    *,
    together: int = TOGETHER,
) -> Iterator[tuple[Path, Result | Failed]]:
    """The same for many files in worker processes, in order.

    `prepare` makes the act, once in every worker; it is a function of a module or a partial of one.
    """
    works: Iterator[tuple[list[Path], list[Result | Failed] | Lost]]
    works = spread(partial(_prepared, prepare), paths, together=together)
    for items, results in works:
        if isinstance(results, Lost):
            yield items[0], Failed(results.sentence)
        else:
            yield from zip(items, results, strict=True)


def _prepared(
    prepare: Callable[[], Callable[[Path], Result]],
) -> Callable[[list[Path]], list[Result | Failed]]:
    act = prepare()
    return lambda paths: [attempt(act, path) for path in paths]
