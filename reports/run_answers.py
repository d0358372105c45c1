"""The answers of a run as one long table, and back."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from engine.answers import APPLICANT, INVALID, ORIGIN, SAID, Answers, completed, schema_of
from engine.program import Program, claim_of, evidence_of
from standards.field import NUMBERS, Field

LONG = {
    "row": pl.Int64,
    "applicant": pl.String,
    "kind": pl.String,
    "field": pl.String,
    "exact": pl.Int64,
    "value": pl.String,
    "origin": pl.String,
    "file": pl.String,
    "sheet": pl.String,
    "cell": pl.String,
    "found": pl.String,
}
"""Columns of `answers.parquet`. `row` is the place in `results`; `kind` says what a line holds:

    applicant        `field` is a column of the applicants, `value` its text
    answer           `value` is the answer as text; `exact` the whole number it is held as
                     (truth as 0 and 1, numbers scaled by the field's decimals, a choice's place,
                     days since 1970), null for texts
    invalid          something was written there that cannot be read
    not_applicable   `field` is a criterion, `value` the reason; `exact` 1 where the claim is allowed
    evidence         `field` is a criterion, `value` a paper; `exact` 1 where evidence counts
    said             said of the field, though it is no answer

`origin` (who said it), `file`, `sheet`, `cell` and `found` (as written) are null where not kept.
"""

_PLACE = ("origin", "file", "sheet", "cell", "found")


def long(program: Program, answers: Answers) -> pl.DataFrame:
    """All that was read, with columns `LONG`; an answer that several gave has a line for each."""
    values = completed(program, answers.values).with_row_index("row")
    values = values.with_columns(pl.col("row").cast(pl.Int64))
    said = [_answers(values, asked) for asked in program.standard.asked.values()]
    said.append(answers.invalid.select("row", "field", kind=pl.lit("invalid")))
    read = pl.concat(said, how="diagonal").with_columns(pl.col("field").cast(pl.String))
    origin = answers.origin.select(ORIGIN)
    placed = read.join(origin, on=["row", "field"], how="left", maintain_order="left_right")
    rest = origin.join(read, on=["row", "field"], how="anti", maintain_order="left")
    lines = [
        _applicants(answers),
        placed,
        _marks(values, answers.claims, "not_applicable", claim_of, program.claims),
        _marks(values, answers.evidence, "evidence", evidence_of, program.evidenced),
        rest.with_columns(kind=pl.lit("said")),
    ]
    codes = answers.applicants.select("applicant").with_row_index("row")
    table = pl.concat(lines, how="diagonal")
    codes = codes.with_columns(pl.col("row").cast(pl.Int64))
    missing = [pl.lit(None, dtype).alias(n) for n, dtype in LONG.items() if n not in table.columns]
    return (
        table.with_columns(m for m in missing if m.meta.output_name() != "applicant")
        .join(codes, on="row", how="left", maintain_order="left")
        .select(LONG)
    )
