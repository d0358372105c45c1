"""The reasons of a run: for every applicant, in one text, why the outcome is what it is."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from engine.program import OUTCOMES
from engine.score import Scores
from engine.states import states
from engine.trace import Tracer
from reports.batch import Batch, Beside, OneOf
from reports.findings.reasons import Reasons
from reports.standing import HOLDING, JUDGED
from reports.words import words

_CHUNK = 5_000
"""Applicants whose numbers are held as Python values at a time."""


def run_reasons(scores: Scores, progress: Callable[[int, int], None] | None = None) -> pl.Series:
    """A text an applicant, empty where the best grade was reached; always Chinese.

    Of those who are refused or not judged only what keeps them from it, not every grade missed.
    The words of a run do not hang on the language of whoever started it. `progress` is told how
    many applicants are done, and of how many.
    """
    return told(scores, Reasons(scores.program, words("zh")), progress)


def told(
    scores: Scores, reasons: Reasons, progress: Callable[[int, int], None] | None = None
) -> pl.Series:
    """The same in the words of some reasons."""
    say = reasons.words
    tracer, beside, state = Tracer(scores.program), Beside(scores.answers), states(scores)
    best = pl.col("grade") == 0
    open_ = scores.frame.with_row_index("row").filter(~best)["row"].to_list()
    outcomes = [OUTCOMES[place] for place in scores.frame["outcome"]]
    texts = [""] * scores.frame.height
    for start in range(0, len(open_), _CHUNK):
        rows = open_[start : start + _CHUNK]
        batch = Batch(scores, tracer, state, beside, rows)
        for place, row in enumerate(rows):
            kept = reasons.of(OneOf(batch, place))
            if outcomes[row] not in JUDGED:
                kept = tuple(reason for reason in kept if reason.kind in HOLDING)
            texts[row] = "".join(say.say("run_reason", text=reason.text) for reason in kept)
        if progress:
            progress(start + len(rows), len(open_))
    return pl.Series("reasons", texts, dtype=pl.String)
