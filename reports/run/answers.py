"""The answers of a run as one long table, and back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

import polars as pl

from engine import picking
from engine.answers import APPLICANT, INVALID, ORIGIN, SAID, Answers, completed, empty, schema_of
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
    not_applicable   `field` is a criterion, `value` the reason; `exact` 1 where the claim counts
    evidence         `field` is a criterion, `value` a paper; `exact` 1 where evidence counts
    said             said of the field, though it is no answer

`origin` (who said it), `file`, `sheet`, `cell` and `found` (as written) are null where not kept.
"""

_PLACE = ("origin", "file", "sheet", "cell", "found")
_Frames = dict[str, pl.DataFrame]


def long(program: Program, answers: Answers) -> pl.DataFrame:
    """All that was read, with columns `LONG`; an answer that several gave has a line for each."""
    values = completed(program, answers.values).with_row_index("row")
    values = values.with_columns(pl.col("row").cast(pl.Int64))
    asked = program.standard.asked
    invalid, origin = _by_field(answers.invalid), _by_field(answers.origin)
    lines = [empty(LONG), *_applicants(answers)]
    for id_ in dict.fromkeys((*asked, *invalid, *origin)):
        given = [_answered(values, asked[id_])] if id_ in asked else []
        bad = invalid.get(id_, empty(INVALID)).select("row", kind=pl.lit("invalid"))
        lines += _placed(pl.concat([*given, bad], how="diagonal"), origin.get(id_), id_)
    lines += _marks(values, answers.claims, "not_applicable", claim_of, program.claims)
    lines += _marks(values, answers.evidence, "evidence", evidence_of, program.evidenced)
    table = pl.concat(lines, how="diagonal")
    codes = answers.applicants["applicant"]
    return table.with_columns(applicant=codes.gather(table["row"])).select(*LONG)


def _by_field(frame: pl.DataFrame) -> _Frames:
    """The rows of each field, under its id."""
    parts = frame.partition_by("field", as_dict=True, maintain_order=True)
    return {str(key[0]): part for key, part in parts.items()}


def _applicants(answers: Answers) -> list[pl.DataFrame]:
    """A line for each thing known of an applicant; the code is a line of its own, always."""
    rows = pl.Series("row", range(answers.count), pl.Int64)
    return [
        pl.select(row=rows, kind=pl.lit("applicant"), field=pl.lit(column.name), value=column)
        .filter(pl.col("value").is_not_null())
        .select("row", "kind", "field", "value")
        for column in answers.applicants
    ]


def _answered(values: pl.DataFrame, asked: Field) -> pl.DataFrame:
    """The rows in which a field was answered, with `exact` and `value`."""
    column = pl.col(asked.id)
    exact = pl.lit(None, pl.Int64) if asked.type == "text" else column.cast(pl.Int64)
    return (
        values.lazy()
        .filter(column.is_not_null())
        .select("row", kind=pl.lit("answer"), exact=exact, value=_in_words(asked, column))
        .collect()
    )


def _in_words(asked: Field, column: pl.Expr) -> pl.Expr:
    """The answer as a submission in JSON would say it."""
    match asked.type:
        case "yes_no" | "text":
            return column.cast(pl.String)
        case "choice":
            codes = {code: key for key, code in asked.codes.items()}
            return column.replace_strict(codes, return_dtype=pl.String, default=None)
        case "date":
            return column.cast(pl.Int32).cast(pl.Date).cast(pl.String)
        case _ if asked.type in NUMBERS and asked.places:
            unit = pl.lit(Decimal(1).scaleb(-asked.places))
            return (column.cast(pl.Decimal(38, 0)) * unit).cast(pl.String)
        case _:
            return column.cast(pl.String)


def _placed(read: pl.DataFrame, origin: pl.DataFrame | None, id_: str) -> list[pl.DataFrame]:
    """The lines of a field with those who said them; then what was said beside."""
    named = pl.lit(id_).alias("field")
    if origin is None:
        return [read.with_columns(named)]
    said = origin.select("row", *_PLACE)
    beside = said.join(read, on="row", how="anti", maintain_order="left")
    return [
        read.join(said, on="row", how="left", maintain_order="left_right").with_columns(named),
        beside.with_columns(named, kind=pl.lit("said")),
    ]


def _marks(
    values: pl.DataFrame,
    said: pl.DataFrame,
    kind: str,
    name: Callable[[str], str],
    criteria: Sequence[str],
) -> list[pl.DataFrame]:
    """Lines for what was claimed or shown of a criterion, in words or by a mark alone."""
    lines = []
    spoken = {str(k[0]): part for k, part in said.partition_by("criterion", as_dict=True).items()}
    for id_ in dict.fromkeys((*criteria, *spoken)):
        flag = pl.col(name(id_)) if id_ in criteria else pl.lit(value=False)
        marked = values.select("row", exact=flag.cast(pl.Int64))
        texts = spoken.get(id_, empty(SAID)).select("row", value="text")
        words = texts.join(marked, on="row", how="left", maintain_order="left")
        bare = marked.filter(pl.col("exact") == 1).join(texts, on="row", how="anti")
        both = pl.concat([words, bare.sort("row")], how="diagonal")
        lines.append(both.with_columns(kind=pl.lit(kind), field=pl.lit(id_)))
    return lines


def answers_of(program: Program, table: pl.DataFrame, problems: pl.DataFrame) -> Answers:
    """The answers that `long` made a table of; `problems` are kept beside it."""
    nobody = table.clear()
    known = _by_field(_of(table, "applicant", "row", "field", "value"))
    rows = known["applicant"].select("row") if known else empty({"row": pl.Int64})
    people = dict.fromkeys((*APPLICANT, "digest", *known))
    applicants = _joined(rows, {name: (known.get(name, nobody), "value") for name in people})
    given = _by_field(_of(table, "answer", "row", "field", "exact", "value"))
    columns = {
        id_: (given[id_], "value" if asked.type == "text" else "exact")
        for id_, asked in program.standard.asked.items()
        if id_ in given
    }
    claims = _of(table, "not_applicable", "row", "field", "exact", "value")
    evidence = _of(table, "evidence", "row", "field", "exact", "value")
    for said, name in ((claims, claim_of), (evidence, evidence_of)):
        columns |= {name(id_): (part, "exact") for id_, part in _by_field(said).items()}
    schema = schema_of(program)
    wide = _joined(rows, {name: column for name, column in columns.items() if name in schema})
    values = completed(program, wide).select(
        pl.col(name).cast(dtype).fill_null(value=False) if ":" in name else pl.col(name).cast(dtype)
        for name, dtype in schema.items()
    )
    placed = table.filter(pl.any_horizontal(pl.col(_PLACE).is_not_null()))
    return Answers(
        applicants=applicants.drop("row"),
        values=values,
        invalid=_of(table, "invalid", *INVALID).unique(maintain_order=True),
        claims=_said(claims),
        evidence=_said(evidence),
        origin=placed.select(*ORIGIN).unique(maintain_order=True),
        problems=problems,
    )


def _of(table: pl.DataFrame, kind: str, *columns: str) -> pl.DataFrame:
    """Some columns of the lines of a kind."""
    return table.lazy().filter(pl.col("kind") == kind).select(*columns).collect()


def _said(lines: pl.DataFrame) -> pl.DataFrame:
    renamed = lines.drop_nulls("value").rename({"field": "criterion", "value": "text"})
    return renamed.select(*SAID)


def _joined(rows: pl.DataFrame, columns: dict[str, tuple[pl.DataFrame, str]]) -> pl.DataFrame:
    """A column for each of some lines, beside the rows; null where they say nothing."""
    wide = rows
    for name, (part, source) in columns.items():
        once = part.select("row", pl.col(source).alias(name)).unique("row", keep="first")
        wide = wide.join(once, on="row", how="left", maintain_order="left")
    return wide


picked = picking.picked


def ordered(answers: Answers) -> Answers:
    """The answers sorted by the applicants' codes, so that the order of the files is all one."""
    codes = answers.applicants.with_row_index("row").sort("applicant", maintain_order=True)
    inner = picked(answers, codes["row"].to_list())
    sorted_ = {
        name: frame.sort(frame.columns)
        for name in ("invalid", "claims", "evidence", "origin")
        for frame in (getattr(inner, name),)
    }
    problems = answers.problems.sort(answers.problems.columns)
    return replace(inner, **sorted_, problems=problems)
