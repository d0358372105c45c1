"""A self-check: some submissions, each judged by the standard that it names, or all by one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path

import polars as pl

from engine.cohort import supply
from engine.compile import compile_named
from engine.program import Program
from engine.score import score
from reports.clean import clean
from reports.findings import findings, problem
from reports.findings.finding import Finding, ProblemLine
from reports.words import words
from standards.load import bundled
from standards.text import Language
from submissions.paths import files_of
from submissions.problems import UnreadableError, in_language
from submissions.read import read, standard_of


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found, in the order of the files, those of one standard together; every problem.

    `unread` says that some file could not be judged at all.
    """

    findings: tuple[Finding, ...]
    problems: tuple[ProblemLine, ...]

    @property
    def unread(self) -> bool:
        """Whether some file could not be judged at all."""
        return any(line.effect == "not_read" for line in self.problems)


def check(
    paths: Iterable[str | Path],
    program: Program | None,
    as_of: date,
    language: Language,
    *,
    cohort: pl.DataFrame | None = None,
) -> Checked:
    """Judge files, folders and patterns as of a day, by one program or by what each file names.

    `cohort` are the figures of a batch judged before (`engine.cohort.COHORT`).

    A submission may name a bundled standard; any other has to be given. Nothing that a file holds
    raises; what is not judged is among the problems.
    """
    found: list[Finding] = []
    told: list[ProblemLine] = []
    given: list[str | Path] = list(paths)
    groups = {"": given} if program is not None else _by_standard(given, told, language)
    for name, files in groups.items():
        one = program if program is not None else compile_named(name)
        answers = read(files, one)
        if cohort is not None:
            answers = supply(one, answers, cohort)
        told += [problem(line, language) for line in answers.problems.iter_rows(named=True)]
        found += findings(score(one, answers, as_of), None, language)
    return Checked(tuple(found), tuple(told))


def _by_standard(
    paths: Iterable[str | Path], told: list[ProblemLine], language: Language
) -> dict[str, list[str | Path]]:
    """Bundled standard -> the files that name it; files that name none become problems."""
    files, missing = files_of(paths)
    told += [
        ProblemLine(clean(p.file), "", clean(p.found), in_language(p.allowed, language), p.effect)
        for p in missing
    ]
    groups: dict[str, list[str | Path]] = {}
    for file in files:
        try:
            name = standard_of(file)
        except UnreadableError as error:
            reason = in_language(str(error), language)
            told.append(ProblemLine(clean(file.as_posix()), "", file.suffix, reason, "not_read"))
            continue
        if name in bundled():
            groups.setdefault(name, []).append(file)
        else:
            told.append(_unnamed(file, name, language))
    return groups


def _unnamed(file: Path, name: str | None, language: Language) -> ProblemLine:
    """The problem of a file that names no standard, or one that is not bundled."""
    near = get_close_matches(name or "", bundled(), n=1)
    hint = near[0] if near else "STANDARD"
    allowed = words(language).say("check_which_standard", hint=hint, list=", ".join(bundled()))
    return ProblemLine(clean(file.as_posix()), "standard", clean(name or ""), allowed, "not_read")
