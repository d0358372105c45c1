"""Not-applicable claims and evidence: what is said, and which claims count.

A claim counts only where the standard allows one, with a reason, and with no answer beside it: an
answer is never hidden by a claim.
"""

from __future__ import annotations

import re
from dataclasses import replace

import polars as pl

from engine.program import Program, claim_of
from submissions.batch import TOLD, Batch
from submissions.problems import say, written
from submissions.quantities import word_key
from submissions.understood import NOT_APPLICABLE
from submissions.words import NO, YES, is_blank

CLAIMING = frozenset({"不适用", "不涉及", "n/a", "na"})
SPLIT = re.compile(r"[;；\r\n]")
NO_PAPER = NO | NOT_APPLICABLE

FORBIDDEN = say("此项不得以“不适用”处理", "this criterion may not be claimed as not applicable")
NO_REASON = say("写明不适用的理由", "a claim needs its reason in words")
ANSWERED = say("已作答，以答案为准", "there is an answer, and the answer counts")


def claim_in(found: object) -> tuple[bool, str | None]:
    """Whether something written claims 'not applicable', and its reason (None: none in words)."""
    if is_blank(found) or isinstance(found, list | dict):
        return bool(found) and not is_blank(found), None
    if isinstance(found, bool):
        return found, None
    text = written(found).strip()
    key = word_key(text)
    if key in CLAIMING or key in YES:
        return True, None
    if key in NO or key in NOT_APPLICABLE:
        return False, None
    return True, text if any(c.isalpha() for c in text) else None


def papers_in(found: object) -> tuple[bool, list[str]]:
    """Whether evidence is given, and the papers named; names are parted by `;` or lines."""
    if isinstance(found, list | tuple):
        parts = [papers_in(item) for item in found]
        return any(given for given, _ in parts), [name for _, names in parts for name in names]
    if isinstance(found, bool):
        return found, []
    words = [word.strip() for word in SPLIT.split(written(found)) if not is_blank(word)]
    spoken = [word for word in words if word_key(word) not in NO_PAPER]
    return bool(spoken), [word for word in spoken if word_key(word) not in YES]


def judged(batch: Batch, program: Program) -> Batch:
    """The claims that count, as columns `na:<criterion>`; the others are ignored, each a problem.

    A word such as 不适用 in the cell of a question whose claim counts is no longer at fault.
    """
    claims = batch.claims
    if not claims.height:
        return batch
    allowed = pl.col("criterion").is_in(program.claims)
    said = _answered(batch, program).with_columns(pl.lit(True).alias("said"))
    marked = claims.join(said, on=["row", "criterion"], how="left", maintain_order="left")
    fault = (
        pl.when(~allowed)
        .then(pl.lit(FORBIDDEN))
        .when(pl.col("reason").is_null())
        .then(pl.lit(NO_REASON))
        .when(pl.col("said"))
        .then(pl.lit(ANSWERED))
    )
    marked = marked.with_columns(fault.alias("fault"))
    kept = marked.filter(pl.col("fault").is_null())
    return replace(
        batch,
        values=_with_columns(batch, kept),
        claims=kept.select(claims.columns),
        unread=_without_words(batch.unread, kept, program),
        problems=pl.concat([batch.problems, _problems(batch, marked)]),
    )


def own_fields(program: Program, id: str) -> tuple[tuple[str, ...], bool]:
    """The fields that answer a criterion, and whether all of them together make an answer."""
    lowered = program.by_criterion[id]
    own = tuple(field.id for field in lowered.criterion.questions)
    return (own, False) if own else (lowered.asks, True)


def _answered(batch: Batch, program: Program) -> pl.DataFrame:
    """Row and criterion of every claim beside an answer, readable or not."""
    spoken = batch.unread.filter(~pl.col("away"))
    found: list[pl.DataFrame] = []
    for (id_,), group in batch.claims.group_by("criterion", maintain_order=True):
        if id_ not in program.claims:
            continue
        fields, together = own_fields(program, str(id_))
        rows = group["row"].unique(maintain_order=True)
        answered = [f for f in fields if f in batch.values.columns]
        numbered = batch.values.select(
            pl.int_range(pl.len(), dtype=pl.Int64).alias("row"), *answered
        )
        known = [pl.col(name).is_not_null() for name in answered]
        if together:
            whole = len(known) == len(fields) and fields != ()
            said = pl.all_horizontal(known) if whole else pl.lit(False)
        else:
            said = pl.any_horizontal(known) if known else pl.lit(False)
        beside = spoken.filter(pl.col("field").is_in(fields))["row"].implode()
        here = numbered[rows].filter(said | pl.col("row").is_in(beside) if not together else said)
        found.append(here.select("row", pl.lit(id_, pl.String).alias("criterion")))
    if not found:
        return batch.claims.select("row", "criterion").clear()
    return pl.concat(found)


def _with_columns(batch: Batch, kept: pl.DataFrame) -> pl.DataFrame:
    columns: list[pl.Series] = []
    for (id_,), group in kept.group_by("criterion", maintain_order=True):
        flags = pl.repeat(False, batch.count, dtype=pl.Boolean, eager=True)
        columns.append(flags.scatter(group["row"], True).alias(claim_of(str(id_))))
    return batch.values.with_columns(columns)


def _without_words(unread: pl.DataFrame, kept: pl.DataFrame, program: Program) -> pl.DataFrame:
    if not unread.height or not kept.height:
        return unread
    criteria = {f: c for c in program.claims for f in own_fields(program, c)[0]}
    owner = pl.col("field").replace_strict(criteria, default=None, return_dtype=pl.String)
    told = kept.select("row", "criterion", pl.lit(True).alias("told")).unique(["row", "criterion"])
    return (
        unread.with_columns(owner.alias("criterion"))
        .join(told, on=["row", "criterion"], how="left", maintain_order="left")
        .filter(~(pl.col("away") & pl.col("told").fill_null(False)))
        .select(unread.columns)
    )


def _problems(batch: Batch, marked: pl.DataFrame) -> pl.DataFrame:
    files = batch.sent.select(pl.int_range(pl.len()).alias("row"), "file")
    return (
        marked.filter(pl.col("fault").is_not_null())
        .join(files, on="row", how="left", maintain_order="left")
        .select(
            "row",
            "file",
            "sheet",
            "cell",
            pl.lit("").alias("applicant"),
            pl.col("criterion").alias("field"),
            pl.col("reason").fill_null("").alias("found"),
            pl.col("fault").alias("allowed"),
            pl.lit("ignored").alias("effect"),
        )
        .select(list(TOLD))
    )
