"""Whether published tables are such as pages can be made of: what somebody changed may not be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import polars as pl

from engine.program import OUTCOMES
from engine.states import STATES
from reports.site.edition import ANSWERS, CRITERIA, EVIDENCE, Edition

_RESULTS: dict[str, type[pl.DataType]] = {
    "applicant": pl.String,
    "score": pl.Decimal,
    "of": pl.Decimal,
    "exact": pl.Int64,
    "grade": pl.String,
    "outcome": pl.String,
    "rank": pl.Int64,
    "tied": pl.Boolean,
    "submission": pl.String,
}
_OPTIONAL: dict[str, type[pl.DataType]] = {
    "name": pl.String,
    "district": pl.String,
    "category": pl.String,
    "coverage": pl.Decimal,
    "district_rank": pl.Int64,
    "reasons_zh": pl.String,
    "reasons_en": pl.String,
}


@dataclass(frozen=True, slots=True)
class TableFault:
    """What is wrong with a table."""

    table: str
    text: str


def faults(edition: Edition) -> Iterator[TableFault]:
    """Everything for which pages could not be made, the first of each kind."""
    results, standard = edition.results, edition.program.standard
    optional = {name: kind for name, kind in _OPTIONAL.items() if edition.has(name)}
    names = [name for name in results.columns if name.startswith("part:")]
    parts: dict[str, type[pl.DataType]] = dict.fromkeys(names, pl.Decimal)
    wanted = {**_RESULTS, **optional, **parts}
    yield from _columns("results", results, wanted)
    for name, schema in (("criteria", CRITERIA), ("answers", ANSWERS), ("evidence", EVIDENCE)):
        yield from _columns(name, getattr(edition, name), schema)
    known = {f"part:{part.id}" for _, part in standard.walk_parts()}
    yield from _codes("results", "columns", parts, known)
    yield from _codes("results", "outcome", results["outcome"], OUTCOMES)
    yield from _codes(
        "results", "grade", results["grade"].drop_nulls(), [g.id for g in standard.grades]
    )
    if results["applicant"].is_duplicated().any() or results["applicant"].null_count():
        yield TableFault("results", "applicants are missing or stand in it twice")
    yield from _criteria(edition)
    yield from _codes("answers", "field", edition.answers["field"], standard.asked)
    ids = [criterion.id for criterion in standard.criteria]
    yield from _codes("evidence", "criterion", edition.evidence["criterion"], ids)


def _columns(
    name: str, table: pl.DataFrame, schema: Mapping[str, type[pl.DataType]]
) -> Iterator[TableFault]:
    for column, kind in schema.items():
        if column not in table.columns or table.schema[column] != kind:
            found = table.schema.get(column)
            yield TableFault(name, f"column {column!r}: found {found}; allowed: {kind.__name__}")
    for column in table.columns:
        if column not in schema:
            yield TableFault(name, f"column {column!r} is none of its columns")


def _codes(
    table: str, column: str, found: Iterable[str | None], allowed: Iterable[str]
) -> Iterator[TableFault]:
    kept = set(allowed)
    bad = next((one for one in dict.fromkeys(found) if one not in kept), kept)
    if bad is not kept:
        yield TableFault(table, f"{column}: found {bad!r}, which the standard does not know")


def _criteria(edition: Edition) -> Iterator[TableFault]:
    """Criterion after criterion, in each the applicants in the order of the results."""
    table, count = edition.criteria, edition.results.height
    if table.is_empty():
        return
    ids = [lowered.criterion.id for lowered in edition.program.lowered]
    codes = pl.concat([edition.results["applicant"]] * len(ids))
    named = pl.Series(ids).repeat_by(count).explode() if count else pl.Series([], dtype=pl.String)
    if table.height != codes.len() or not table["applicant"].equals(codes):
        yield TableFault("criteria", "its applicants are not those of the results")
    elif not table["criterion"].equals(named):
        yield TableFault("criteria", "its criteria are not those of the standard")
    elif table["exact"].null_count() or table["counts"].null_count():
        yield TableFault("criteria", "points are missing")
    yield from _codes("criteria", "state", table["state"], STATES)
