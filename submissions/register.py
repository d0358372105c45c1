"""The register: who may apply. It gives names, and shows who handed in nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import polars as pl

from engine.answers import PROBLEM, Answers
from submissions.heads import PEOPLE, head_of
from submissions.identity import EDGES, code_of
from submissions.paths import not_read
from submissions.problems import UnreadableError, say, shown
from submissions.raw import Problem
from submissions.readers import csv_

_NO_CODES = say("需有 applicant（代码）一列的 CSV 名册", "a CSV with a column `applicant` (codes)")
_NOTHING = say("名册中有，但没有收到填报", "in the register, but nothing was handed in")
_STRANGER = say("名册中没有这个代码，请核对", "the register has no such code; please check")
_TWICE = say("名册中代码重复，以第一行为准", "twice in the register; the first counts")


def registered(answers: Answers, path: Path) -> Answers:
    """Answers with the register's names, and a row without answers for who handed in nothing.

    What the register says of a name, district or category counts; where a submission says
    something else, that is noted. A register that cannot be read is a problem, nothing more.
    """
    try:
        known, told = _register(path)
    except (UnreadableError, OSError) as error:
        said = str(error) if isinstance(error, UnreadableError) else _NO_CODES
        return _with_problems(answers, [not_read(path.as_posix(), "", said)])
    told += _differences(answers.applicants, known, path)
    return _with_absent(_with_problems(_named(answers, known), told), known)


def _register(path: Path) -> tuple[pl.DataFrame, list[Problem]]:
    """`APPLICANT`, each code once; and the problems of its rows."""
    frame = csv_.read_columns(path)
    columns = {head_of(column): column for column in reversed(frame.columns)}
    if "applicant" not in columns:
        raise UnreadableError(_NO_CODES)
    blank = pl.lit(None, dtype=pl.String)
    table = frame.select(
        (pl.col(columns[name]).str.strip_chars(EDGES) if name in columns else blank).alias(name)
        for name in PEOPLE
    ).with_columns(pl.col(PEOPLE).replace("", None))
    told: list[Problem] = []
    codes: list[str | None] = []
    seen: set[str] = set()
    for line, found in enumerate(table["applicant"], 2):
        said = code_of(found or "")
        code = said.code or None
        if said.effect:
            told.append(_problem(path, line, found, said.allowed, said.effect))
        elif code is not None and code in seen:
            told.append(_problem(path, line, found, _TWICE, "ignored"))
        codes.append(code)
        seen.add(said.code)
    known = table.with_columns(pl.Series("applicant", codes, dtype=pl.String))
    known = known.filter(pl.col("applicant").is_not_null())
    return known.unique("applicant", keep="first", maintain_order=True), told


def _named(answers: Answers, known: pl.DataFrame) -> Answers:
    order = answers.applicants.columns
    applicants = answers.applicants.join(known, on="applicant", how="left", maintain_order="left")
    filled = [pl.coalesce(f"{name}_right", name).alias(name) for name in PEOPLE[1:]]
    return replace(answers, applicants=applicants.with_columns(filled).select(order))


def _with_absent(answers: Answers, known: pl.DataFrame) -> Answers:
    absent = known.join(answers.applicants, on="applicant", how="anti", maintain_order="left")
    if not absent.height:
        return answers
    applicants = pl.concat([answers.applicants, absent], how="diagonal")
    flags = [name for name in answers.values.columns if ":" in name]
    nothing = answers.values.clear(absent.height).with_columns(pl.col(flags).fill_null(False))
    told = [Problem("", "", "", code, "", "", _NOTHING, "note") for code in absent["applicant"]]
    whole = replace(answers, applicants=applicants, values=pl.concat([answers.values, nothing]))
    return _with_problems(whole, told)


def _differences(sent: pl.DataFrame, known: pl.DataFrame, path: Path) -> list[Problem]:
    """Who is not in the register, and who says another name than it."""
    strangers = sent.join(known, on="applicant", how="anti", maintain_order="left")["applicant"]
    told = [_at(path, code, "applicant", code, _STRANGER, "question") for code in strangers]
    both = sent.join(known, on="applicant", how="inner", maintain_order="left")
    for name in PEOPLE[1:]:
        other = both.filter(pl.col(name) != pl.col(f"{name}_right"))
        for code, found, counts in other.select("applicant", name, f"{name}_right").iter_rows():
            allowed = say(f"以名册为准：{counts}", f"the register counts: {counts}")
            told.append(_at(path, code, name, found, allowed, "note"))
    return told


def _at(path: Path, code: str, *said: str) -> Problem:
    name, found, allowed, effect = said
    return Problem(path.as_posix(), "", "", code, name, shown(found), allowed, effect)


def _problem(path: Path, line: int, found: object, allowed: str, effect: str) -> Problem:
    where = (path.as_posix(), "", f"row {line}, column applicant", "", "applicant")
    return Problem(*where, shown(found), allowed, effect)


def _with_problems(answers: Answers, told: list[Problem]) -> Answers:
    rows = [[getattr(problem, name) for name in PROBLEM] for problem in told]
    more = pl.DataFrame(rows, schema=PROBLEM, orient="row")
    return replace(answers, problems=pl.concat([answers.problems, more]))
