"""Typed columns -> what one would write: texts for CSV and JSON, typed columns for Parquet."""

from __future__ import annotations

from decimal import Decimal

import polars as pl

from engine.answers import Answers
from engine.program import Program, evidence_of
from standards.field import NUMBERS, Field
from submissions.words import understand


def texts(asked: Field, column: pl.Series) -> pl.Series:
    """The answers as texts that read back to the same values."""
    cell = pl.col(column.name)
    match asked.type:
        case "yes_no":
            text = cell.cast(pl.String)
        case "choice":
            text = pl.lit(pl.Series(list(asked.codes), dtype=pl.String)).gather(cell)
        case "date":
            text = cell.cast(pl.Int32).cast(pl.Date).cast(pl.String)
        case "text":
            text = cell
        case _:
            text = _number(asked, cell)
    return column.to_frame().select(text.alias(column.name)).to_series()


def typed(asked: Field, column: pl.Series) -> pl.Series:
    """The answers as a typed column; rates up to one percent make it a column of texts."""
    if asked.type == "choice":
        return texts(asked, column).cast(pl.Enum(list(asked.codes)))
    if asked.type == "date":
        return column.cast(pl.Int32).cast(pl.Date)
    if asked.type not in NUMBERS:
        return column
    if asked.type == "rate" and _small(asked, column).any():
        return texts(asked, column)
    if not asked.places:
        return column
    last = pl.lit(Decimal(1).scaleb(-asked.places))
    exact = column.cast(pl.Decimal(38, asked.places)).to_frame().select(pl.all() * last)
    return exact.to_series().cast(pl.Decimal(18, asked.places))


def with_unread(
    asked: Field, column: pl.Series, held: pl.Series, unread: pl.DataFrame
) -> pl.Series:
    """The column as texts, with those that could not be read, if there are any."""
    mine = unread.filter(pl.col("field") == asked.id)
    if not mine.height:
        return column
    return texts(asked, held).scatter(
        mine["row"], [_unreadable(asked, text) for text in mine["found"]]
    )


def unread_of(answers: Answers) -> pl.DataFrame:
    """Row, field and text of every cell that could not be read."""
    found = answers.origin.select("row", "field", "found").unique(["row", "field"], keep="first")
    joined = answers.invalid.join(found, on=["row", "field"], how="left", maintain_order="left")
    return joined.select("row", "field", pl.col("found").fill_null("?"))


def reasons(answers: Answers, id: str) -> pl.Series:
    """The reasons of the claims of a criterion, null where there is none."""
    mine = answers.claims.filter(pl.col("criterion") == id)
    column = pl.repeat(None, answers.count, dtype=pl.String, eager=True).alias(f"na:{id}")
    return column.scatter(mine["row"], mine["text"])


def papers(answers: Answers, id: str, *, as_text: bool = True) -> pl.Series:
    """The papers for a criterion, parted by `; `; `true` where they bear no name, null for none.

    Where none bears a name they may stay a column of truth.
    """
    mine = answers.evidence.filter(pl.col("criterion") == id)
    if not as_text and not mine.height:
        return answers.values[evidence_of(id)]
    named = mine.group_by("row", maintain_order=True).agg(pl.col("text").str.join("; "))
    name = evidence_of(id)
    column = pl.repeat(None, answers.count, dtype=pl.String, eager=True).alias(name)
    if name in answers.values.columns:
        column = column.scatter(answers.values[name].arg_true(), "true")
    return column.scatter(named["row"], named["text"])


def evidence_criteria(answers: Answers, program: Program) -> list[str]:
    """The criteria that need evidence, and those for which some was named anyway."""
    named = set(answers.evidence["criterion"])
    needed = set(program.evidenced)
    return [c.id for c in program.standard.criteria if c.id in needed | named]


def _number(asked: Field, cell: pl.Expr) -> pl.Expr:
    unit = 10**asked.places
    size = cell.abs()
    text = (size // unit).cast(pl.String)
    if asked.places:
        last = (size % unit).cast(pl.String).str.zfill(asked.places)
        text = pl.concat_str(text, pl.lit("."), last).str.strip_chars_end("0")
        text = text.str.strip_chars_end(".")
    signed = pl.when(cell < 0).then(pl.concat_str(pl.lit("-"), text)).otherwise(text)
    if asked.type != "rate":
        return signed
    small = (size > 0) & (size <= unit)
    return pl.when(small).then(pl.concat_str(signed, pl.lit("%"))).otherwise(signed)


def _small(asked: Field, column: pl.Series) -> pl.Series:
    return (column != 0) & column.abs().is_between(0, 10**asked.places)


def _unreadable(asked: Field, text: str) -> str:
    """A text that is not read either, even where what stood there was of another shape."""
    return text if understand(asked, text).effect == "invalid" else f"({text})"
