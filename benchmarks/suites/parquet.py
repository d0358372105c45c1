"""From the bytes of a Parquet file to scores, beside reading those bytes alone."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import polars as pl
from polars.testing import assert_frame_equal

from benchmarks import data, hand_polars
from benchmarks.measure import Row, Scale, Side, compare
from engine.score import Scores, score
from submissions.digest import LARGEST
from submissions.readers.parquet import read_table

TITLE = "Scoring a Parquet table"
ABOUT = (
    "One million applicants x `green-community` as bytes in memory: a row an applicant, a column "
    "for every question, claim and piece of evidence. Ours reads them, checks the codes and every "
    "cell (types, ranges, claims and their reasons, doubles) and scores; reading alone is "
    "`polars.read_parquet` of the same bytes; by hand is that, the few casts that this table needs "
    "without any check, and the rubric by hand."
)
_COUNT = 1_000_000


def run(scale: Scale) -> Iterator[Row]:
    """Numbers with decimals as exact decimals, and as binary floats."""
    # Up to `LARGEST` every applicant gets a digest of its own, which is another work.
    answers = data.answers(max(scale.count(_COUNT), LARGEST + 1))
    yield from _rows(scale, answers.values, _bytes(data.submitted(answers)), "decimals")
    handed_in = data.submitted(answers, floats=True)
    yield from _rows(scale, answers.values, _bytes(handed_in), "floats")


def _rows(scale: Scale, values: pl.DataFrame, table: bytes, kind: str) -> Iterator[Row]:
    program = data.program()

    def from_bytes() -> Scores:
        return score(program, read_table(pl.read_parquet(BytesIO(table)), program), data.DAY)

    scored = from_bytes()
    assert not scored.answers.problems.height
    assert_frame_equal(scored.answers.values, values, check_column_order=False)
    ours = Side(f"bytes to scores, {kind}", from_bytes)
    alone = Side("reading alone", lambda: pl.read_parquet(BytesIO(table)))
    yield compare(ours, alone, most=3, runs=scale.runs(9))
    if kind == "decimals":
        by_hand = hand_polars.typed(pl.read_parquet(BytesIO(table))).select(values.columns)
        assert_frame_equal(by_hand, values)
        hand = Side(
            "reading, and by hand in polars",
            lambda: hand_polars.score(hand_polars.typed(pl.read_parquet(BytesIO(table)))),
        )
        yield compare(ours, hand, most=1.3, runs=scale.runs(9))


def _bytes(table: pl.DataFrame) -> bytes:
    written = BytesIO()
    table.write_parquet(written)
    return written.getvalue()
