"""Blemishes of generated answers: what is left out, claimed not to apply, or cannot be read."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.random import Generator
from numpy.typing import NDArray

from engine.answers import column_type
from engine.program import Program
from standards.field import Field
from submissions.batch import CLAIMED, UNREAD, frame_of
from submissions.words import Vocabulary

_WRONG_SHARE = 0.0015
_CLAIM_SHARE = 0.06
_WRONG = {
    "yes_no": ("部分", "基本符合", "正在办理", "√×"),
    "choice": ("其他", "见附件", "待定"),
    "date": ("去年", "2025年", "3月1日"),
    "numbers": ("若干", "不详", "约80", "见附件", "较多"),
    "rate": ("0.92", "0.855", "九成以上", "1"),
}

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(slots=True)
class Draft:
    """Answers being drawn: values and whether they are said, by field."""

    values: dict[str, Ints]
    said: dict[str, Flags]

    def series(self, asked: Field) -> pl.Series:
        """A column as answers hold it."""
        column = pl.Series(asked.id, self.values[asked.id])
        silent = pl.Series(~self.said[asked.id])
        return (column.set(silent, None) if silent.any() else column).cast(column_type(asked))


def leave_out(draft: Draft, rng: Generator, count: int) -> None:
    """Most leave out little, a few much."""
    missing = rng.choice(np.array([0.008, 0.05, 0.35]), count, p=[0.86, 0.12, 0.02])
    for id_ in draft.said:
        draft.said[id_] &= rng.random(count) >= missing


def claimed(program: Program, draft: Draft, rng: Generator, count: int) -> pl.DataFrame:
    """`CLAIMED`: some claims, with nothing answered beside them."""
    frames = [pl.DataFrame(schema=dict(CLAIMED))]
    for id_ in program.claims:
        criterion = program.by_criterion[id_].criterion
        allowed = criterion.not_applicable
        assert allowed is not None  # noqa: S101 - `claims` are those that allow one
        away = rng.random(count) < _CLAIM_SHARE
        own = [asked.id for asked in criterion.questions] or program.by_criterion[id_].asks[-1:]
        for field in own:
            if field in draft.said:
                draft.said[field] &= ~away
        rows = pl.Series("row", np.flatnonzero(away))
        words = [pl.lit(id_), pl.lit(""), pl.lit(""), pl.lit(allowed.when.zh)]
        names = ["criterion", "sheet", "cell", "reason"]
        named = [word.alias(name) for word, name in zip(words, names, strict=True)]
        frames.append(rows.cast(pl.Int64).to_frame().with_columns(named))
    return pl.concat(frames)


def spoilt(program: Program, draft: Draft, rng: Generator, count: int) -> pl.DataFrame:
    """`UNREAD`: some answers of the first so many become what cannot be read."""
    vocabulary = Vocabulary(program)
    frames = [pl.DataFrame(schema=dict(UNREAD))]
    for id_, said in draft.said.items():
        asked = program.standard.asked[id_]
        understood = {
            text: vocabulary.understand(id_, text)
            for text in _WRONG.get(asked.type, _WRONG["numbers"])
        }
        texts = [text for text, words in understood.items() if words.effect == "invalid"]
        rows = np.flatnonzero(said[:count] & (rng.random(count) < _WRONG_SHARE))
        if not texts or not rows.size:
            continue
        said[rows] = False
        picked = [texts[n] for n in rng.integers(0, len(texts), rows.size)]
        unread = [
            (row, id_, "", "", text, understood[text].allowed, False)
            for row, text in zip(rows.tolist(), picked, strict=True)
        ]
        frames.append(frame_of(UNREAD, unread))
    return pl.concat(frames)
