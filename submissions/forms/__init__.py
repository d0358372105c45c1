"""The forms that applicants fill in, one format a file, found by listing this folder.

A form says in `SUFFIX` how its files end, in lower case with the dot, and has `write`. Modules
without `SUFFIX` are no forms.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Protocol, runtime_checkable

from engine.program import Program
from standards.text import Language


@runtime_checkable
class Form(Protocol):
    """Writes the blank form of a standard."""

    SUFFIX: str

    def write(self, program: Program, path: Path, language: Language) -> None:
        """The form as a file; one that is there already is replaced once the new one is whole."""
        ...


@runtime_checkable
class Dated(Form, Protocol):
    """A form that scores itself as on a day of judgement, which it holds as a constant."""

    def write_on(self, program: Program, path: Path, language: Language, as_of: date) -> None:
        """The form as a file, as by `write`."""
        ...


@runtime_checkable
class Page(Form, Protocol):
    """A form that is a page; whoever writes it may hand in the fonts."""

    def page(self, program: Program, language: Language, faces: Callable[[str], str] | None) -> str:
        """The page; `faces` gives the `@font-face` rules of a page that shows a text."""
        ...


@lru_cache(maxsize=1)
def forms() -> dict[str, Form]:
    """Suffix -> form."""
    found: dict[str, Form] = {}
    for entry in iter_modules(__path__):
        module = import_module(f"{__name__}.{entry.name}")
        if hasattr(module, "SUFFIX"):
            assert isinstance(module, Form)  # noqa: S101 - a promise of the folder
            found[module.SUFFIX] = module
    return dict(sorted(found.items()))
