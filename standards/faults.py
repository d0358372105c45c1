"""Faults of a standard: where, what was found, what is allowed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

Path = tuple[str | int, ...]
"""The way to a place in the document: keys and positions."""


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing that is wrong with a standard, or, as a `note`, one that its reader should know."""

    line: int
    column: int
    message: str
    file: str = ""
    weight: Literal["error", "note"] = "error"

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.message}"


class StandardError(Exception):
    """A standard that cannot be used; holds every fault found, each a sentence with its place."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))


class ExpressionError(ValueError):
    """Text that is not in the language; says what was found and what is allowed."""


def unknown(what: str, found: object, allowed: Iterable[str]) -> str:
    """The sentence for a name that does not exist, with the nearest that does."""
    names = sorted(allowed)
    near = get_close_matches(str(found), names, n=1)
    hint = f"did you mean '{near[0]}'? " if near else ""
    return f"no {what} '{found}'; {hint}there are: {', '.join(names)}"
