"""Words of one cell -> a typed value, by the type of its field; Chinese habits are understood.

是/否, √/×, full-width digits, units, labels of choices, days in several ways. What could mean two
things is not guessed: it is `invalid`, with a sentence that says how to write either.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from engine.program import Program
from standards.field import NUMBERS, Field
from submissions.days import understand_day
from submissions.problems import SEPARATOR, say, written
from submissions.quantities import quantity, word_key
from submissions.understood import NOT_APPLICABLE, NOTHING, Understood, Value, invalid

YES = frozenset({*"是有对√✓✔☑✅yt1", "yes", "true", "1.0"})
NO = frozenset({*"否无错×✗✘☒❌nf0", "没有", "不是", "no", "false", "0.0"})
BLANK = r"[\s\x1c-\x1f\u200b-\u200d\u2060\ufeff]*"
"""A text of which only this is left says nothing (Python and polars read it alike)."""

_BLANK = re.compile(BLANK)
_TRUTH = say("是 或 否", "yes or no")
ONE_VALUE = say("只填一个值", "one value, no list")
_MOST_CHOICES = 12
_MOST_KEPT = 200_000


def understand(asked: Field, found: object) -> Understood:
    """What a cell says of a field."""
    return words_of(asked)(found)


def is_blank(found: object) -> bool:
    """Whether nothing was said."""
    return found is None or (isinstance(found, str) and _BLANK.fullmatch(found) is not None)


def words_of(asked: Field) -> Callable[[object], Understood]:
    """The words of one field, prepared for many cells."""
    inner = _by_type(asked)

    def read(found: object) -> Understood:
        if is_blank(found):
            return NOTHING
        if isinstance(found, list | dict | tuple) and asked.type != "text":
            return invalid(ONE_VALUE)
        understood = inner(found)
        if understood.away:
            return invalid(_with_advice(understood.allowed), away=True)
        return understood

    return read


def _with_advice(allowed: str) -> str:
    zh, _, en = allowed.partition(SEPARATOR)
    return say(
        f"{zh}；未统计的留空，不适用的在“不适用”处写明理由",
        f"{en}; leave it empty if not known; what does not apply is claimed with a reason",
    )


class Vocabulary:
    """The words of all fields of a program; remembers what it has understood."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self._words = {asked.id: words_of(asked) for asked in program.standard.asked.values()}
        self._known: dict[tuple[str, type, object], Understood] = {}

    def understand(self, field: str, found: object) -> Understood:
        """What a cell says of a field, by the field's id."""
        if isinstance(found, list | dict | tuple):
            return self._words[field](found)
        key = (field, type(found), found)
        known = self._known.get(key)
        if known is None:
            if len(self._known) >= _MOST_KEPT:
                self._known.clear()
            known = self._known[key] = self._words[field](found)
        return known


def _by_type(asked: Field) -> Callable[[object], Understood]:
    if asked.type in NUMBERS:
        return quantity(asked).understand
    match asked.type:
        case "yes_no":
            return _truth
        case "choice":
            return _choice(asked)
        case "date":
            return understand_day
        case _:
            return _text


def _truth(found: object) -> Understood:
    if isinstance(found, bool):
        return Understood(found)
    if isinstance(found, int | float | Decimal):
        return Understood(bool(found)) if found in {0, 1} else invalid(_TRUTH)
    if not isinstance(found, str):
        return invalid(_TRUTH)
    key = word_key(found)
    if key in YES or key in NO:
        return Understood(key in YES)
    return invalid(_TRUTH, away=key in NOT_APPLICABLE)


def _text(found: object) -> Understood:
    return Understood(written(found))


def _choice(asked: Field) -> Callable[[object], Understood]:
    codes = asked.codes
    labels = labels_of(asked)
    allowed = _choices_in_words(asked)

    def read(found: object) -> Understood:
        if isinstance(found, bool | date):
            return invalid(allowed)
        text = written(found).strip().removesuffix(".0" if isinstance(found, float) else "")
        code: Value | None = codes.get(text, labels.get(word_key(text)))
        if code is None:
            return invalid(allowed, away=word_key(text) in NOT_APPLICABLE)
        return Understood(code)

    return read


def labels_of(asked: Field) -> dict[str, int]:
    """Key of a word -> code; what stands for two choices stands for none."""
    meant: dict[str, set[int]] = {}
    for code, (key, label) in enumerate((asked.choices or {}).items()):
        for text in (key, label.zh, label.en):
            if text:
                meant.setdefault(word_key(text), set()).add(code)
    return {word: next(iter(codes)) for word, codes in meant.items() if len(codes) == 1}


def _choices_in_words(asked: Field) -> str:
    choices = list((asked.choices or {}).items())
    more = "…" if len(choices) > _MOST_CHOICES else ""
    zh = "、".join(f"{label.zh}（{key}）" for key, label in choices[:_MOST_CHOICES])
    en = ", ".join(f"{key} ({label.in_('en')})" for key, label in choices[:_MOST_CHOICES])
    return say(f"其中之一：{zh}{more}", f"one of: {en}{more}")
