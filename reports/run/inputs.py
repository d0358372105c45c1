"""The files of a run, by names that hang neither on the machine nor on the present folder."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from hashlib import file_digest, sha256
from pathlib import Path

import polars as pl

from engine.answers import Answers
from submissions.paths import files_of


@dataclass(frozen=True, slots=True)
class Inputs:
    """Files and their short names: the paths below the innermost folder that holds them all.

    `paths` are to be read in this order, that of the names: in which order somebody listed the
    files is all one. `files` are those of them that exist. `folder` ends with a separator.
    """

    paths: tuple[Path, ...]
    files: tuple[Path, ...]
    folder: str

    def name(self, path: Path) -> str:
        """The short name of a file."""
        return path.as_posix().removeprefix(self.folder)

    def digests(self) -> Mapping[str, str | None]:
        """sha256 of every file by its short name; None where it cannot be read."""
        return {self.name(path): digest(path) for path in self.files}

    def named(self, answers: Answers) -> Answers:
        """The answers with the short names of the files in them."""
        file = pl.col("file").str.strip_prefix(self.folder)
        told = pl.col("allowed")
        if self.folder != "/":  # of files that share no folder the paths are told whole
            told = told.str.replace_all(self.folder, "", literal=True)
        return replace(
            answers,
            origin=answers.origin.with_columns(file),
            problems=answers.problems.with_columns(file, told),
        )


def inputs_of(paths: Iterable[str | Path]) -> Inputs:
    """The files below some paths, folders and patterns, and those paths that give none."""
    given = [Path(os.path.abspath(path)) for path in paths]  # noqa: PTH100 - keeps a link's name
    files, missing = files_of(given)
    everything = [*files, *(Path(problem.file) for problem in missing)]
    folder = os.path.commonpath([path.parent for path in everything]) if everything else ""
    prefix = f"{Path(folder).as_posix().rstrip('/')}/"
    in_order = sorted(everything, key=lambda path: path.as_posix().removeprefix(prefix).split("/"))
    return Inputs(tuple(in_order), tuple(files), prefix)


def digest(path: Path) -> str | None:
    """sha256 of a file; None where it cannot be read."""
    try:
        with path.open("rb") as file:
            return f"sha256:{file_digest(file, 'sha256').hexdigest()}"
    except OSError:
        return None


def digest_of(folder: Path, names: Iterable[str]) -> str:
    """sha256 over some files of a folder, each by its name and digest; empty where one is missing.

    Names one state of a RUN: whatever is made from it is made from these bytes.
    """
    found = {name: digest(folder / name) for name in sorted(names)}
    if None in found.values():
        return ""
    text = "".join(f"{name} {one}\n" for name, one in found.items())
    return f"sha256:{sha256(text.encode()).hexdigest()}"
