"""Answers: what was read of all applicants, in the frames that a program runs on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from engine.program import Program
from standards.field import Field

APPLICANT = {
    "applicant": pl.String,
    "name": pl.String,
    "district": pl.String,
    "category": pl.String,
}
"""Columns of every table of applicants; `applicant` is the code, always text."""

PROBLEM = {
    "file": pl.String,
    "sheet": pl.String,
    "cell": pl.String,
    "applicant": pl.String,
    "field": pl.String,
    "found": pl.String,
    "allowed": pl.String,
    "effect": pl.String,
}
INVALID = {"row": pl.Int64, "field": pl.String}
SAID = {"row": pl.Int64, "criterion": pl.String, "text": pl.String}
ORIGIN = {
    "row": pl.Int64,
    "field": pl.String,
    "origin": pl.String,
    "file": pl.String,
    "sheet": pl.String,
    "cell": pl.String,
    "found": pl.String,
}


def empty(schema: Mapping[str, type[pl.DataType]]) -> pl.DataFrame:
    """A frame without rows."""
    return pl.DataFrame(schema=schema)


@dataclass(frozen=True)
class Answers:
    """One row an applicant, in the same order in `applicants` and `values`.

    applicants  `APPLICANT`, and `digest` (sha256 of what was read, null where not worked out)
    values      a column per field: Boolean (yes_no), String (text), else Int64 (numbers scaled by
                the field's decimals, codes of choices, days since 1970); null = nothing said.
                Boolean columns `na:<criterion>` and `ev:<criterion>`, without nulls, for criteria
                that allow a claim or require evidence
    invalid     `INVALID`: row and field where something was written that cannot be read
    claims      `SAID`: the reasons of not-applicable claims
    evidence    `SAID`: the papers named
    origin      `ORIGIN`: who said a value, where; may be empty for large tables
    problems    `PROBLEM`
    """

    applicants: pl.DataFrame
    values: pl.DataFrame
    invalid: pl.DataFrame = field(default_factory=lambda: empty(INVALID))
    claims: pl.DataFrame = field(default_factory=lambda: empty(SAID))
    evidence: pl.DataFrame = field(default_factory=lambda: empty(SAID))
    origin: pl.DataFrame = field(default_factory=lambda: empty(ORIGIN))
    problems: pl.DataFrame = field(default_factory=lambda: empty(PROBLEM))

    @property
    def count(self) -> int:
        """How many applicants."""
        return self.applicants.height


def column_type(asked: Field) -> type[pl.DataType]:
    """The column type of a field in `Answers.values`."""
    match asked.type:
        case "yes_no":
            return pl.Boolean
        case "text":
            return pl.String
        case _:
            return pl.Int64


def schema_of(program: Program) -> dict[str, type[pl.DataType]]:
    """The columns of `Answers.values` for a program."""
    columns: dict[str, type[pl.DataType]] = {
        asked.id: column_type(asked) for asked in program.standard.asked.values()
    }
    columns |= {f"na:{id_}": pl.Boolean for id_ in program.claims}
    columns |= {f"ev:{id_}": pl.Boolean for id_ in program.evidenced}
    return columns


def completed(program: Program, values: pl.DataFrame) -> pl.DataFrame:
    """A frame with every column of the schema: missing answers null, missing claims false."""
    missing = [
        pl.lit(None if ":" not in name else False, dtype=dtype).alias(name)
        for name, dtype in schema_of(program).items()
        if name not in values.columns
    ]
    return values.with_columns(missing)
