"""Whether an answer to one question is an answer to another: the same question in two editions.

What does not surely fit is not bent: it becomes invalid, with a sentence.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from engine.answers import column_type
from standards.field import NUMBERS, Field
from standards.numbers import plain, unscaled
from standards.replaces import Target
from standards.text import Phrase
from submissions.problems import say

_WIDER = {("count", "measure")}
"""Types of number whose every answer is one of the other type."""
TYPES = {
    "yes_no": Phrase(zh="是否", en="yes or no"),
    "count": Phrase(zh="数量", en="count"),
    "rate": Phrase(zh="比率", en="rate"),
    "measure": Phrase(zh="量值", en="measure"),
    "money": Phrase(zh="金额", en="money"),
    "choice": Phrase(zh="选项", en="choice"),
    "date": Phrase(zh="日期", en="date"),
    "text": Phrase(zh="文字", en="text"),
}


@dataclass(frozen=True, slots=True)
class Fitted:
    """A column of old answers as answers to the new question.

    `values` is null where nothing was said or nothing fits; `bad` is true where something was said
    that does not fit, for the reason `why`; `rounded` where decimals were lost.
    """

    values: pl.Series
    bad: pl.Series
    why: str
    rounded: pl.Series


def fitted(column: pl.Series, old: Field, new: Field, target: Target) -> Fitted:
    """The answers to an old question as answers to the new one."""
    never = pl.repeat(False, column.len(), dtype=pl.Boolean, eager=True)
    if _has_choices(old) and _has_choices(new) and (old.type == "choice" or target.choices):
        return _chosen(column, old, new, target)
    if old.type in NUMBERS and new.type in NUMBERS:
        if old.type != new.type and (old.type, new.type) not in _WIDER:
            return _none(column, new, _other_type(old, new))
        if not target.same_unit and _unit(old) != _unit(new):
            return _none(column, new, _other_unit(old, new))
        return _number(column, old, new)
    if old.type != new.type:
        return _none(column, new, _other_type(old, new))
    return Fitted(column.alias(new.id), never, "", never)


def _has_choices(asked: Field) -> bool:
    return asked.type in ("yes_no", "choice")


def _none(column: pl.Series, new: Field, why: str) -> Fitted:
    empty = pl.repeat(None, column.len(), dtype=column_type(new), eager=True).alias(new.id)
    never = pl.repeat(False, column.len(), dtype=pl.Boolean, eager=True)
    return Fitted(empty, column.is_not_null(), why, never)


def _chosen(column: pl.Series, old: Field, new: Field, target: Target) -> Fitted:
    """By the key of the choice, as the id map says or where both have it."""
    before, after = _codes(old), _codes(new)
    known = {
        code: after[key]
        for name, code in before.items()
        if (key := target.choices.get(name, name if old.type == new.type else "")) in after
    }
    codes = column.cast(pl.Int64)
    values = codes.replace_strict(known, default=None, return_dtype=pl.Int64)
    bad = codes.is_not_null() & values.is_null()
    labels = new.choices or {"yes": Phrase(zh="是", en="yes"), "no": Phrase(zh="否", en="no")}
    zh = "、".join(f"{label.zh}（{key}）" for key, label in labels.items())
    en = ", ".join(f"{label.in_('en')} ({key})" for key, label in labels.items())
    why = say(f"新版没有对应的选项；可选：{zh}", f"no such choice in the new edition; one of: {en}")
    never = pl.repeat(False, column.len(), dtype=pl.Boolean, eager=True)
    return Fitted(values.cast(column_type(new)).alias(new.id), bad, why, never)


def _codes(asked: Field) -> dict[str, int]:
    return {"no": 0, "yes": 1} if asked.type == "yes_no" else asked.codes


def _number(column: pl.Series, old: Field, new: Field) -> Fitted:
    """With the decimals that the new question holds, within its range."""
    shift = new.places - old.places
    if shift >= 0:
        values = column * 10**shift
        rounded = pl.repeat(False, column.len(), dtype=pl.Boolean, eager=True)
    else:
        unit = 10**-shift
        size = (column.abs() + unit // 2) // unit
        values = pl.select(pl.when(column < 0).then(-size).otherwise(size)).to_series()
        rounded = ((column % unit) != 0).fill_null(value=False)
    low, high = new.range
    bad = (~values.is_between(low, high)).fill_null(value=False)
    least, most = (plain(unscaled(end, new.places)) for end in (low, high))
    zh, en = f"新版只允许 {least} 至 {most}", f"the new edition allows {least} to {most}"
    if new.step_units is not None and new.step is not None:
        bad |= (((values - low) % new.step_units) != 0).fill_null(value=False)
        step = plain(new.step)
        zh, en = f"{zh}，每档 {step}", f"{en}, in steps of {step}"
    why = say(zh, en)
    kept = pl.select(pl.when(~bad).then(values)).to_series()
    return Fitted(kept.cast(pl.Int64).alias(new.id), bad, why, rounded & ~bad)


def _unit(asked: Field) -> str:
    return asked.unit_text.zh if asked.unit_text else ""


def _other_type(old: Field, new: Field) -> str:
    before, after = TYPES[old.type], TYPES[new.type]
    return say(
        f"原题填{before.zh}，新版此题填{after.zh}，旧答案不能带入；请重新填写",
        f"the old question was a {before.en}, the new one is a {after.en}; please answer anew",
    )


def _other_unit(old: Field, new: Field) -> str:
    before, after = (
        old.unit_text or Phrase(zh="无", en="none"),
        new.unit_text or Phrase(zh="无", en="none"),
    )
    return say(
        f"原题单位为{before.zh}，新版为{after.zh}，旧答案不能带入；请重新填写",
        f"the unit was {before.in_('en')} and is {after.in_('en')} now; please answer anew",
    )
