"""Batches -> answers: one row an applicant in the order of the paths, each code once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from engine.answers import INVALID, PROBLEM, Answers, schema_of
from engine.program import Program
from submissions.batch import SENT, TOLD, Batch
from submissions.claims import judged
from submissions.digest import LARGEST, digests
from submissions.problems import SEPARATOR, shown

_LONG = ("unread", "claims", "evidence", "origin")
_WHERE = pl.concat_str(
    "first_file", pl.concat_str(pl.lit("!row "), "first_line").fill_null("")
).alias("where")


def joined(batches: Sequence[Batch], program: Program) -> Answers:
    """The answers of some batches; of one code the first in the order of places counts.

    Digests are worked out for up to `LARGEST` applicants, else null.
    """
    whole = judged(_concatenated(batches, program), program)
    ordered = _ordered(whole.sent)
    whole = replace(whole, sent=ordered.sort("row").drop("row"))
    first = _is_first(ordered["applicant"])
    kept = ordered["row"].filter(first)
    told = pl.concat([whole.problems, _unread(whole)])
    if not first.all():
        told = told.filter(pl.col("row").is_null() | pl.col("row").is_in(kept.implode()))
    problems = _problems(pl.concat([told, _doubles(ordered, first)]), ordered)
    whole = _picked(whole, kept)
    people = whole.sent.select("applicant", "name", "district", "category")
    digest = (
        digests(whole, program)
        if whole.count <= LARGEST
        else pl.repeat(None, whole.count, dtype=pl.String, eager=True)
    )
    return Answers(
        applicants=people.with_columns(digest.alias("digest")),
        values=whole.values,
        invalid=whole.unread.select(list(INVALID)),
        claims=whole.claims.select("row", "criterion", pl.col("reason").alias("text")),
        evidence=whole.evidence,
        origin=whole.origin,
        problems=problems,
    )


def _concatenated(batches: Sequence[Batch], program: Program) -> Batch:
    schema = schema_of(program)
    if not batches:
        return Batch(sent=pl.DataFrame(schema=dict(SENT)), values=pl.DataFrame(schema=schema))
    if len(batches) == 1:
        return replace(batches[0], values=_completed(batches[0], schema))
    offsets = [0]
    for batch in batches[:-1]:
        offsets.append(offsets[-1] + batch.count)
    pairs = list(zip(batches, offsets, strict=True))

    def long(name: str) -> pl.DataFrame:
        frames: list[pl.DataFrame] = [
            getattr(batch, name).with_columns(pl.col("row") + offset) for batch, offset in pairs
        ]
        return pl.concat(frames)

    return Batch(
        sent=pl.concat([batch.sent for batch in batches]),
        values=pl.concat([_completed(batch, schema) for batch in batches]),
        problems=long("problems"),
        **{name: long(name) for name in _LONG},
    )


def _completed(batch: Batch, schema: dict[str, type[pl.DataType]]) -> pl.DataFrame:
    """Every column of the schema, in its order: missing answers null, missing flags false."""
    return pl.DataFrame(
        [
            batch.values[name]
            if name in batch.values.columns
            else pl.repeat(
                False if ":" in name else None, batch.count, dtype=dtype, eager=True
            ).alias(name)
            for name, dtype in schema.items()
        ]
    )


def _ordered(sent: pl.DataFrame) -> pl.DataFrame:
    """With `row`, in the order of places; made codes that are taken get a number of their own."""
    ordered = sent.with_row_index("row").with_columns(pl.col("row").cast(pl.Int64))
    if not ordered["place"].is_sorted():
        ordered = ordered.sort("place", maintain_order=True)
    if not ordered["made"].any():
        return ordered
    taken = set(ordered.filter(~pl.col("made"))["applicant"])
    codes: list[str] = []
    for code, made in ordered.select("applicant", "made").iter_rows():
        own = code
        number = 2
        while made and own in taken:
            own = f"{code}-{number}"
            number += 1
        taken.add(own)
        codes.append(own)
    return ordered.with_columns(pl.Series("applicant", codes, dtype=pl.String))


def _is_first(codes: pl.Series) -> pl.Series:
    """Whether a code occurs for the first time; to see that all differ is much the faster."""
    rising = (codes.shift(1) < codes)[1:].all(ignore_nulls=False)
    if rising or codes.n_unique() == codes.len():
        return pl.repeat(True, codes.len(), dtype=pl.Boolean, eager=True)
    return codes.is_first_distinct()


def _unread(whole: Batch) -> pl.DataFrame:
    """A problem for every cell that cannot be read."""
    files = whole.sent.select(pl.int_range(pl.len()).alias("row"), "file")
    return (
        whole.unread.join(files, on="row", how="left", maintain_order="left")
        .with_columns(
            pl.lit("").alias("applicant"),
            pl.lit("invalid").alias("effect"),
            pl.Series("found", map(shown, whole.unread["found"]), dtype=pl.String),
        )
        .select(list(TOLD))
    )


def _doubles(ordered: pl.DataFrame, first: pl.Series) -> pl.DataFrame:
    """A problem for every further submission of one code."""
    if first.all():
        return pl.DataFrame(schema=dict(TOLD))
    sources = ordered.filter(first).select(
        "applicant", pl.col("file").alias("first_file"), pl.col("line").alias("first_line")
    )
    zh, en = "同一代码只计第一份：", "of one code the first counts: "
    return (
        ordered.filter(~first)
        .join(sources, on="applicant", how="left", maintain_order="left")
        .with_columns(_WHERE)
        .select(
            "row",
            "file",
            pl.lit("").alias("sheet"),
            pl.concat_str(pl.lit("row "), "line").fill_null("").alias("cell"),
            pl.lit("").alias("applicant"),
            pl.lit("applicant").alias("field"),
            pl.col("applicant").alias("found"),
            pl.concat_str(pl.lit(zh), "where", pl.lit(SEPARATOR + en), "where").alias("allowed"),
            pl.lit("ignored").alias("effect"),
        )
    )


def _problems(told: pl.DataFrame, ordered: pl.DataFrame) -> pl.DataFrame:
    """With the applicants' codes, in the order of the applicants; those of whole files first."""
    codes = ordered.select("row", pl.col("applicant").alias("code")).with_row_index("at")
    codes = codes.filter(pl.col("row").is_in(told["row"].implode()))
    return (
        told.join(codes, on="row", how="left", maintain_order="left")
        .sort("at", maintain_order=True, nulls_last=False)
        .with_columns(pl.coalesce("code", "applicant").alias("applicant"))
        .select(list(PROBLEM))
    )


def _picked(whole: Batch, kept: pl.Series) -> Batch:
    """Some rows of a batch, renumbered."""
    if kept.len() == whole.count and kept.is_sorted():
        return whole
    places = pl.DataFrame({"row": kept}).with_row_index("new")

    def long(frame: pl.DataFrame) -> pl.DataFrame:
        return (
            frame.join(places, on="row", maintain_order="left")
            .sort("new", maintain_order=True)
            .with_columns(pl.col("new").cast(pl.Int64).alias("row"))
            .drop("new")
        )

    return Batch(
        sent=whole.sent[kept],
        values=whole.values[kept],
        problems=whole.problems,
        **{name: long(getattr(whole, name)) for name in _LONG},
    )
