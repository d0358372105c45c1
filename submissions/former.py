"""Submissions to the edition before: read by that edition, carried to the present one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl

from engine.answers import Answers
from engine.compile import compile
from engine.picking import picked, put_together
from engine.program import Program
from standards.editions import replaced_edition
from standards.id_map import IdMap, id_map
from submissions.carry import carried
from submissions.problems import say
from submissions.readers import sort_of

_MIXED = say(
    "一个表格中有几个版本的填报，不能带入新版；请按版本分成几个文件",
    "a table of several editions is not carried; make a file for each edition",
)


@dataclass(frozen=True)
class Former:
    """The edition before, and what became of its ids."""

    program: Program
    ids: IdMap

    @property
    def edition(self) -> str:
        """What submissions to it say."""
        return self.program.standard.edition


def former_at_hand(program: Program) -> Former | None:
    """The edition that a program's standard replaces, where it is at hand. Raises StandardError."""
    found = replaced_edition(program.loaded)
    if found is None:
        return None
    old = compile(found)
    return Former(old, id_map(old.standard, program.standard, program.standard.replaces))


ReadAgain = Callable[[Sequence[Path], Program], Answers]
"""Reads some files by another program."""


def brought_over(
    answers: Answers, program: Program, former: Former, read_again: ReadAgain
) -> Answers:
    """The answers, with those of the former edition read by it and carried.

    Which they are is known from the problems: a submission that names another edition was told.
    """
    said = answers.problems.filter(
        (pl.col("field") == "edition")
        & (pl.col("found") == former.edition)
        & (pl.col("effect") == "question")
    )
    if said.is_empty():
        return answers
    files = said["file"].unique(maintain_order=True).to_list()
    old = read_again([Path(file) for file in files], former.program)
    codes, mixed = _former_codes(answers, old, files, former.edition)
    places = {code: row for row, code in enumerate(old.applicants["applicant"])}
    rows = [places[code] for code in codes if code in places]
    if not rows:
        return _told_mixed(answers, mixed)
    moved = carried(picked(old, rows), former.program, program, former.ids)
    return _told_mixed(_merged(answers, moved, files), mixed)


def _former_codes(
    answers: Answers, old: Answers, files: Sequence[str], edition: str
) -> tuple[list[str], list[str]]:
    """Applicants whose counted submission is of the former edition; tables of several editions."""
    told = answers.problems
    named = told.filter((pl.col("field") == "edition") & (pl.col("found") == edition))
    codes = dict.fromkeys(code for code in named["applicant"] if code)
    mixed: list[str] = []
    again = old.problems.filter(pl.col("field") == "edition")
    for file in files:
        if sort_of(Path(file)) != "table":
            continue
        if file in again["file"].to_list():
            mixed.append(file)
            continue
        codes |= dict.fromkeys(_of_table(answers, old, file))
    return list(codes), mixed


def _of_table(answers: Answers, old: Answers, file: str) -> list[str]:
    """The applicants of a table, but those whose first submission stands in another file."""
    ignored = answers.problems.filter(
        (pl.col("file") == file)
        & (pl.col("field") == "applicant")
        & (pl.col("effect") == "ignored")
    )
    again = set(ignored["applicant"])
    here = old.origin.filter(pl.col("file") == file)["row"].unique(maintain_order=True)
    rows = here.to_list() if here.len() else range(old.count)
    codes = old.applicants["applicant"].to_list()
    return [codes[row] for row in rows if codes[row] not in again]


def _merged(answers: Answers, moved: Answers, files: Sequence[str]) -> Answers:
    """The carried applicants in the places of those first read, with their problems."""
    codes = answers.applicants["applicant"].to_list()
    gone = set(moved.applicants["applicant"])
    staying = picked(answers, [row for row, code in enumerate(codes) if code not in gone])
    both = put_together(staying, moved)
    places = {code: row for row, code in enumerate(both.applicants["applicant"])}
    tables = [file for file in files if sort_of(Path(file)) == "table"]
    kept = answers.problems.filter(
        ~pl.col("applicant").is_in(gone)
        & ~((pl.col("applicant") == "") & pl.col("file").is_in(tables))
    )
    again = picked(both, [places[code] for code in codes])
    return replace(again, problems=pl.concat([kept, moved.problems]))


def _told_mixed(answers: Answers, mixed: Sequence[str]) -> Answers:
    if not mixed:
        return answers
    lines = [(file, "", "", "", "edition", "", _MIXED, "question") for file in mixed]
    told = pl.DataFrame(lines, schema=answers.problems.schema, orient="row")
    return replace(answers, problems=pl.concat([answers.problems, told]))
