"""Digests: the same content gives the same digest, whatever file it came in.

The digest of a submission is the sha256 of this JSON in UTF-8, keys sorted, without blanks:

    {"answers": {"1.1": true, "2.3": 925000, "5.1": null, ...}, "applicant": {"category": null,
     "code": "...", "district": null, "name": "..."}, "evidence": ["1.1", "1.2=minutes.pdf"],
     "invalid": ["4.1=about 80"], "not_applicable": ["6.2=no canteen"]}

with every field of the standard, as held: truth, scaled whole number, code of a choice, day since
1970, text; null where nothing was said or could be read. The lists are sorted.
"""

from __future__ import annotations

from hashlib import sha256

import polars as pl

from engine.program import Program, evidence_of
from submissions.batch import Batch

LARGEST = 100_000
"""Applicants up to which digests are worked out; longer tables are known by their file's digest."""


def digests(batch: Batch, program: Program) -> pl.Series:
    """`sha256:...` of every row."""
    fields = sorted(program.standard.asked)
    lists = pl.DataFrame(
        [
            _lines(batch.count, _given(batch, program), "evidence"),
            _lines(batch.count, _paired(batch.unread, "field", "found"), "invalid"),
            _lines(batch.count, _paired(batch.claims, "criterion", "reason"), "not_applicable"),
        ]
    )
    people = batch.sent.select("category", pl.col("applicant").alias("code"), "district", "name")
    columns = [
        batch.values.select(pl.struct(fields).alias("answers")),
        people.select(pl.struct(pl.all()).alias("applicant")),
        lists,
    ]
    texts = pl.concat(columns, how="horizontal").select(pl.struct(pl.all()).struct.json_encode())
    made = [f"sha256:{sha256(text.encode()).hexdigest()}" for text in texts.to_series()]
    return pl.Series("digest", made, dtype=pl.String)


def _paired(frame: pl.DataFrame, key: str, text: str) -> pl.DataFrame:
    return frame.select("row", pl.concat_str(key, pl.lit("="), text).alias("line"))


def _given(batch: Batch, program: Program) -> pl.DataFrame:
    """A line for every paper, and for evidence that is given without a name."""
    named = batch.evidence.select(
        "row", pl.concat_str("criterion", pl.lit("="), "text").alias("line")
    )
    have = batch.evidence.select("row", "criterion").unique()
    bare: list[pl.DataFrame] = [named]
    for id_ in program.evidenced:
        flags = batch.values[evidence_of(id_)]
        rows = flags.arg_true().cast(pl.Int64).alias("row").to_frame()
        rows = rows.join(have.filter(pl.col("criterion") == id_), on="row", how="anti")
        bare.append(rows.select("row", pl.lit(id_).alias("line")))
    return pl.concat(bare)


def _lines(count: int, lines: pl.DataFrame, name: str) -> pl.Series:
    """The sorted lines of every row."""
    grouped = lines.group_by("row").agg(pl.col("line").sort())
    rows = pl.select(pl.int_range(count, dtype=pl.Int64).alias("row"))
    joined = rows.join(grouped, on="row", how="left", maintain_order="left")["line"]
    return joined.fill_null(pl.Series([[]], dtype=pl.List(pl.String))).alias(name)
