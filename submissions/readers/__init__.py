"""The readers, one format a file, found by listing this folder.

A reader says in `SUFFIXES` which files it reads, in lower case with the dot, and is of one of two
sorts. A *form reader* has `read`: a file of one submission (or a few) becomes what was written,
place by place; files that are not `is_safe`, and many files, are read in worker processes. A *table
reader* has `read_batch`: a table with a row an applicant is typed by columns, since a million rows
must not be walked one by one; one whose library may break on a bad file has `probe` besides, which
is called in a worker process first. Modules without `SUFFIXES` are no readers.
"""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Literal, Protocol, runtime_checkable

from engine.program import Program
from submissions.batch import Batch
from submissions.raw import Raw


@runtime_checkable
class FormReader(Protocol):
    """Reads a file of one or a few submissions."""

    SUFFIXES: tuple[str, ...]

    def is_safe(self, path: Path) -> bool:
        """Whether reading the file cannot harm the process."""
        ...

    def read(self, path: Path, program: Program | None) -> list[Raw]:
        """What was written. Raises UnreadableError where the file cannot be read at all.

        Without a program only what the file says of itself is sure: its standard and edition.
        """
        ...


@runtime_checkable
class TableReader(Protocol):
    """Reads a table with a row an applicant."""

    SUFFIXES: tuple[str, ...]

    def read_batch(self, path: Path, program: Program) -> Batch:
        """The typed table. Raises UnreadableError where the file cannot be read at all."""
        ...

    def standard_of(self, path: Path) -> str | None:
        """The standard that the table names in its column `standard`, if any."""
        ...


@runtime_checkable
class FragileReader(TableReader, Protocol):
    """A table reader whose library may take the process with it."""

    def probe(self, path: Path) -> None:
        """Decode the whole file and keep nothing. Raises UnreadableError."""
        ...


Reader = FormReader | TableReader


@lru_cache(maxsize=1)
def readers() -> dict[str, Reader]:
    """Suffix -> reader."""
    found: dict[str, Reader] = {}
    for entry in iter_modules(__path__):
        module = import_module(f"{__name__}.{entry.name}")
        if hasattr(module, "SUFFIXES"):
            assert isinstance(module, FormReader | TableReader)  # noqa: S101 - a promise of the folder
            found |= dict.fromkeys(module.SUFFIXES, module)
    return dict(sorted(found.items()))


def reader_of(path: Path) -> Reader | None:
    """The reader of a file by its suffix; None where there is none."""
    return readers().get(path.suffix.lower())


@lru_cache(maxsize=1)
def _sorts() -> dict[str, Literal["form", "table"]]:
    return {
        suffix: "table" if isinstance(reader, TableReader) else "form"
        for suffix, reader in readers().items()
    }


def sort_of(path: Path) -> Literal["form", "table"] | None:
    """Whether a file is a form or a table, by its suffix; None where there is no reader."""
    return _sorts().get(path.suffix.lower())
