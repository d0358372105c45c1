"""From a run to an edition: only what the settings list leaves the run."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import polars as pl

from engine.rank import rank
from engine.score import Scores
from reports.run import FILES, Run
from reports.run.answers import long
from reports.run.inputs import digest
from reports.run.results import criteria, results
from reports.site import FORMAT, SiteError
from reports.site.edition import ANSWERS, CRITERIA, EVIDENCE, Edition
from reports.site.public_reasons import public_reasons
from reports.site.settings import Publish, Settings
from standards.text import Language

_LANGUAGES: tuple[Language, ...] = ("zh", "en")


def edition_of(run: Run, settings: Settings) -> Edition:
    """What is published of a run. Raises SiteError where two applicants bear one code."""
    record = public_record(run.record, run_digest(run.folder))
    return publication(run.scores, record, settings)


def publication(scores: Scores, record: dict[str, Any], settings: Settings) -> Edition:
    """What is published of scores; `record` is the public one."""
    publish = settings.publish
    codes = scores.answers.applicants["applicant"].fill_null("")
    twice = codes.filter(codes.is_duplicated())
    if twice.len():
        raise SiteError(f"the applicant {twice[0]!r} stands in the run {twice.len()} times")
    table = long(scores.program, scores.answers).with_columns(pl.col("applicant").fill_null(""))
    return Edition(
        program=scores.program,
        record=record,
        results=_results(scores, publish),
        criteria=_criteria(scores) if "criteria" in publish.results else _empty(CRITERIA),
        answers=_lines(table, "answer", publish.answers, ANSWERS),
        evidence=_papers(table, publish.evidence),
    )


def public_record(record: Mapping[str, Any], digest_of_run: str) -> dict[str, Any]:
    """The record of a run for everybody: the inputs by their digests, not by their names."""
    inputs = sorted(line["digest"] or "" for line in record["inputs"])
    return {"site": FORMAT, **record, "inputs": inputs, "run_digest": digest_of_run}


def run_digest(folder: Path) -> str:
    """One digest for a whole run: sha256 of a line `<sha256>  <name>` for each of its files."""
    lines = [f"{(digest(folder / name) or '').removeprefix('sha256:')}  {name}\n" for name in FILES]
    return f"sha256:{sha256(''.join(sorted(lines)).encode()).hexdigest()}"


def _results(scores: Scores, publish: Publish) -> pl.DataFrame:
    """The results of a run with ties, ranks within the district, reasons in both languages."""
    table = results(scores, pl.Series([""] * scores.answers.count, dtype=pl.String))
    within = rank(scores, by="district")["rank"].alias("district_rank")
    tied = (pl.len().over("rank") > 1) & pl.col("rank").is_not_null()
    reasons = []
    if "reasons" in publish.results:
        reasons = [
            public_reasons(scores, language, publish.answers).alias(f"reasons_{language}")
            for language in _LANGUAGES
        ]
    digests = scores.answers.applicants["digest"].alias("submission")
    table = table.with_columns(pl.col("applicant").fill_null(""), tied.alias("tied"))
    parts = [name for name in table.columns if name.startswith("part:")]
    kept = [
        "applicant",
        *publish.applicant,
        *("score", "of", "exact"),
        *(["coverage"] if "coverage" in publish.results else []),
        *("grade", "outcome", "rank", "tied"),
    ]
    named = table.select(kept)
    if "district" in publish.applicant:
        named = named.with_columns(within)
    more = table.select(parts) if "parts" in publish.results else pl.DataFrame()
    return pl.concat([named, more, pl.DataFrame([*reasons, digests])], how="horizontal")


def _criteria(scores: Scores) -> pl.DataFrame:
    """The points of every criterion; `counts` is false where it left the base."""
    table = criteria(scores).with_columns(pl.col("applicant").fill_null(""))
    ids = [lowered.criterion.id for lowered in scores.program.lowered]
    flags = [
        scores.frame[name].cast(pl.Boolean)
        if (name := f"applies:{id_}") in scores.frame.columns
        else pl.repeat(value=True, n=scores.frame.height, dtype=pl.Boolean, eager=True)
        for id_ in ids
    ]
    counts = pl.concat(flags).alias("counts") if flags else pl.Series("counts", [], pl.Boolean)
    return table.with_columns(counts).select(*CRITERIA)


def _lines(
    table: pl.DataFrame, kind: str, ids: tuple[str, ...], schema: Mapping[str, type[pl.DataType]]
) -> pl.DataFrame:
    """The lines of a kind about the listed fields; an answer that several gave stands once."""
    kept = table.filter((pl.col("kind") == kind) & pl.col("field").is_in(list(ids)))
    return kept.select(*schema).unique(maintain_order=True)


def _papers(table: pl.DataFrame, ids: tuple[str, ...]) -> pl.DataFrame:
    renamed = table.rename({"value": "paper"}).with_columns(pl.col("field").alias("criterion"))
    kept = renamed.filter((pl.col("kind") == "evidence") & pl.col("field").is_in(list(ids)))
    return kept.drop_nulls("paper").select(*EVIDENCE).unique(maintain_order=True)


def _empty(schema: Mapping[str, type[pl.DataType]]) -> pl.DataFrame:
    return pl.DataFrame(schema=schema)
