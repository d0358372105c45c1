"""The numbers of some applicants, worked out together and then read one by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import polars as pl

from engine.answers import Answers, completed
from engine.judgement import Weigher
from engine.score import Scores
from engine.trace import Tracer
from reports.clean import clean
from reports.findings.answered import Value
from reports.findings.measures import VALUE_DECIMALS

Column = list[Value]
_SAID: tuple[()] = ()


class Beside:
    """What was said beside the values of all applicants, by row; rows without it are absent.

    `written`: field -> what could not be read. `claims`, `papers`: by criterion. `problems`: lines
    of `engine.answers.PROBLEM` by applicant code.
    """

    def __init__(self, answers: Answers) -> None:
        self.problems: dict[str, list[dict[str, Any]]] = {}
        for line in answers.problems.iter_rows(named=True):
            self.problems.setdefault(line["applicant"] or "", []).append(line)
        codes = answers.applicants["applicant"].to_list()
        self.written: dict[int, dict[str, str]] = {}
        for row, field in answers.invalid.select("row", "field").iter_rows():
            lines = self.problems.get(codes[row] or "", [])
            found = next((x["found"] for x in lines if x["field"] == field), None)
            self.written.setdefault(row, {})[field] = clean(found or "")
        self.claims: dict[str, dict[int, str]] = {}
        for row, criterion, text in _said(answers.claims):
            self.claims.setdefault(criterion, {})[row] = clean(text)
        self.papers: dict[str, dict[int, tuple[str, ...]]] = {}
        for row, criterion, text in _said(answers.evidence):
            papers = self.papers.setdefault(criterion, {})
            papers[row] = (*papers.get(row, ()), clean(text))


def _said(frame: pl.DataFrame) -> Iterator[tuple[int, str, str]]:
    for row, criterion, text in frame.select("row", "criterion", "text").iter_rows():
        yield row, criterion, text or ""


class Batch:
    """Some rows of scores as columns of Python values.

    `columns` holds every definition of the program, every field, what `engine.trace` adds and,
    once it was weighed, what `engine.judgement` does;
    `value:<criterion>` is a worked-out value with VALUE_DECIMALS decimals, cut off. None: nothing
    said, or no value. `states`: a column a criterion. `applicants`: a mapping a row.
    """

    def __init__(
        self,
        scores: Scores,
        tracer: Tracer,
        states: pl.DataFrame,
        beside: Beside,
        rows: Sequence[int],
    ) -> None:
        self.rows = rows
        self._beside = beside
        program, answers = scores.program, scores.answers
        traced = tracer.run(scores, rows)
        values = completed(program, answers.values)[list(rows)]
        self.columns: dict[str, Column] = {
            name: frame[name].to_list()
            for frame in (traced.frame, values)
            for name in frame.columns
        }
        self.states = {series.name: series.to_list() for series in states[list(rows)]}
        self.applicants = answers.applicants[list(rows)].to_dicts()
        for id_ in program.standard.figures:
            known, figure = self.columns[f"figure_known:{id_}"], self.columns[f"figure:{id_}"]
            self.columns[f"figure:{id_}"] = [
                value if is_known else None for value, is_known in zip(figure, known, strict=True)
            ]
        for id_, decimals in traced.values.items():
            tops, bottoms = self.columns[f"top:{id_}"], self.columns[f"bottom:{id_}"]
            self.columns[f"value:{id_}"] = [
                _quotient(top, bottom, decimals) for top, bottom in zip(tops, bottoms, strict=True)
            ]

    def weigh(self, weigher: Weigher, scores: Scores) -> None:
        """Add the columns that tell how much is certain."""
        weighed = weigher.run(scores, self.rows)
        self.columns |= {name: weighed[name].to_list() for name in weighed.columns}

    def spoken(self, criterion: str, fields: Sequence[str]) -> Iterator[Iterator[Any]]:
        """Three columns: what could not be read (field and text), the claim, the papers named."""
        written = self._beside.written
        yield (
            tuple((field, written[row][field]) for field in fields if field in written[row])
            if row in written
            else _SAID
            for row in self.rows
        )
        claims = self._beside.claims.get(criterion, {})
        yield (claims.get(row, "") for row in self.rows)
        papers = self._beside.papers.get(criterion, {})
        yield (papers.get(row, _SAID) for row in self.rows)


def _quotient(top: Value, bottom: Value, decimals: int) -> int | None:
    """A fraction of whole numbers with VALUE_DECIMALS decimals, towards 0."""
    if not isinstance(top, int) or not isinstance(bottom, int) or bottom <= 0:
        return None
    whole: int = abs(top) * 10**VALUE_DECIMALS // (bottom * 10**decimals)
    return whole if top >= 0 else -whole


class OneOf:
    """One row of a batch, as `reports.findings.telling` reads it."""

    __slots__ = ("_columns", "_place")

    def __init__(self, batch: Batch, place: int) -> None:
        self._columns = batch.columns
        self._place = place

    def value(self, column: str) -> int | None:
        """A whole number of this applicant; None: nothing said, or there is none."""
        value = self._columns[column][self._place]
        return value if isinstance(value, int) else None
