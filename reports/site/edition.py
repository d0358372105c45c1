"""An edition: what is published of one run, as tables."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

import polars as pl

from engine.program import Program
from reports.safe_names import safe_names
from reports.site.settings import Settings

CRITERIA: dict[str, type[pl.DataType]] = {
    "applicant": pl.String,
    "criterion": pl.String,
    "exact": pl.Int64,
    "of": pl.Int64,
    "state": pl.String,
    "counts": pl.Boolean,
}
ANSWERS: dict[str, type[pl.DataType]] = {
    "applicant": pl.String,
    "field": pl.String,
    "exact": pl.Int64,
    "value": pl.String,
}
EVIDENCE: dict[str, type[pl.DataType]] = {
    "applicant": pl.String,
    "criterion": pl.String,
    "paper": pl.String,
}


@dataclass(frozen=True)
class Edition:
    """What is published of one run; see `reports.site.dictionary` for every column.

    `record` is the public one (see `reports.site.publication`). `results` has one row an
    applicant, by code. `criteria` (criterion after criterion, in each the applicants in the order
    of the results), `answers` and `evidence` are empty where nothing of them is published.
    """

    program: Program
    record: dict[str, Any]
    results: pl.DataFrame
    criteria: pl.DataFrame
    answers: pl.DataFrame
    evidence: pl.DataFrame

    @property
    def as_of(self) -> date:
        """The day of judgement; it also tells the editions of a site apart."""
        return date.fromisoformat(self.record["as_of"])

    @cached_property
    def codes(self) -> list[str]:
        """The codes of the applicants."""
        return self.results["applicant"].to_list()

    @cached_property
    def files(self) -> list[str]:
        """A file name for each applicant, without ending."""
        return safe_names(self.codes)

    @cached_property
    def districts(self) -> dict[str, str]:
        """The districts in order, each with the name of its folder; empty where not published."""
        if "district" not in self.results.columns:
            return {}
        found = sorted(self.results["district"].drop_nulls().unique().to_list())
        return dict(zip(found, safe_names(found), strict=True))

    def has(self, column: str) -> bool:
        """Whether a column of the results is published."""
        return column in self.results.columns

    def as_earlier(self) -> Edition:
        """What a later site keeps of it: the results alone."""
        return replace(
            self,
            criteria=self.criteria.clear(),
            answers=self.answers.clear(),
            evidence=self.evidence.clear(),
        )


@dataclass(frozen=True)
class Site:
    """All that a site is made from; `earlier` editions are the newest first."""

    settings: Settings
    edition: Edition
    earlier: tuple[Edition, ...] = ()

    @property
    def editions(self) -> tuple[Edition, ...]:
        """Every edition, the newest first."""
        return (self.edition, *self.earlier)
