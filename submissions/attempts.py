"""Attempts at files: each gives a result, or a sentence that says why not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from submissions.problems import UnreadableError, say
from submissions.workers import Lost, spread

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


def attempt_apart(
    act: Callable[[Path], Result], path: Path, *, lost: str | None = None
) -> Result | Failed:
    """The same in a worker process, which the file may break; `act` is a function of a module.

    `lost` is the sentence for a file that did.
    """
    _, found = next(spread(partial(_prepared, act), [path], together=1))
    return Failed(lost or found.sentence) if isinstance(found, Lost) else found


def _prepared(act: Callable[[Path], Result]) -> Callable[[list[Path]], Result | Failed]:
    return lambda paths: attempt(act, paths[0])
