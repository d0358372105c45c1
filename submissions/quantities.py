"""Numbers in words, `1,300`, `９５％`, `3.5万元` -> a whole number of the field's last place.

Exact throughout: a binary float goes through its shortest text, never through arithmetic.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Context, Decimal, localcontext
from unicodedata import normalize

from standards.field import Field
from standards.numbers import is_exact, plain, scaled
from standards.wording import amount
from submissions.problems import SEPARATOR, say
from submissions.understood import NOT_APPLICABLE, Understood, invalid

NUMBER = re.compile(
    r"[+-]?(?:(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]*)?|\.[0-9]+)(?:e[+-]?[0-9]{1,3})?",
    re.IGNORECASE,
)
LONGEST = 80
"""Characters of a text that can be a number with its unit."""

FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0x2212: 0x2D}
"""Full-width signs and the minus sign -> ASCII. Not NFKC, which would make 10² a 102."""

_COUNTERS = frozenset("个次处件项条场所家")
"""Counting words that say nothing of the thing: right behind a count without a unit."""
MULTIPLES = {"万": 4, "亿": 8}


def half_width(text: str) -> str:
    """Full-width letters, digits and signs as ASCII; all else as it is."""
    return text if text.isascii() else text.translate(FULL_WIDTH)


def word_key(text: str) -> str:
    """The key under which words are compared: NFKC, without case and blanks."""
    return "".join(normalize("NFKC", text).casefold().split())


_SAME: tuple[frozenset[str], ...] = tuple(
    frozenset(map(word_key, words.split("|")))
    for words in (
        "%|percent|per cent",
        "元|圆|块|yuan|rmb|cny|¥",
        "m2|平方米|平米|平方|sqm|square metres|square meters",
        "m|米|metres|meters",
        "km|公里|千米",
        "人|名|位|persons|people|residents",
        "户|households",
        "天|日|days",
        "分钟|min|minutes",
        "分|points|point",
        "年|years",
        "个月|月|months",
    )
)


PERCENT = _SAME[0]
"""Keys of the words behind a percentage."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """How numbers of one field are written."""

    places: int
    least: Decimal
    greatest: Decimal
    units: frozenset[str]
    multiples: bool
    may_be_share: bool
    is_money: bool
    allowed: str
    """The range in words, both languages."""
    step: Decimal | None = None

    def understand(self, found: object) -> Understood:
        """A number; bool, dates, lists and non-finite numbers are none."""
        match found:
            case bool():
                return invalid(self.allowed)
            case int():
                return self._held(Decimal(found), as_percent=False)
            case float():
                number = Decimal(repr(found))
                return self._held(number, as_percent=False)
            case Decimal():
                return self._held(found, as_percent=False)
            case str():
                return self._text(half_width(found).strip())
            case _:
                return invalid(self.allowed)

    def _text(self, text: str) -> Understood:
        if word_key(text) in NOT_APPLICABLE:
            return invalid(_or_zero(self.allowed), away=True)
        if self.is_money:
            text = text.removeprefix("¥").removeprefix("￥").lstrip()
        match = NUMBER.match(text) if len(text) <= LONGEST else None
        if match is None:
            return invalid(self.allowed)
        number = Decimal(match[0].replace(",", ""))
        unit = word_key(text[match.end() :])
        if not unit:
            return self._held(number, as_percent=False)
        if unit in self.units:
            return self._held(number, as_percent=unit in PERCENT)
        if self.multiples and unit[0] in MULTIPLES and unit[1:] in {"", *self.units}:
            with localcontext(_wide(number)):
                return self._held(number.scaleb(MULTIPLES[unit[0]]), as_percent=False)
        return invalid(self._other_unit() if unit[0].isalpha() or unit[0] in "%‰" else self.allowed)

    def _other_unit(self) -> str:
        zh, _, en = self.allowed.partition(SEPARATOR)
        return say(f"单位不符；{zh}", f"another unit; {en}")

    def _held(self, number: Decimal, *, as_percent: bool) -> Understood:
        if not number.is_finite() or not self.least <= number <= self.greatest:
            return invalid(self.allowed)
        if self.may_be_share and not as_percent and 0 < abs(number) <= 1:
            return invalid(share_or_percent(plain(number * 100), plain(number)))
        if self.step is not None and (number - self.least) % self.step:
            return invalid(self.allowed)
        if len(number.as_tuple().digits) <= 20:
            whole, exact = scaled(number, self.places), is_exact(number, self.places)
        else:
            with localcontext(_wide(number)):
                whole, exact = scaled(number, self.places), is_exact(number, self.places)
        if exact:
            return Understood(whole)
        return Understood(whole, "note", more_decimals(self.places))


def quantity(asked: Field) -> Quantity:
    """How numbers of a field are written."""
    unit = asked.unit_text
    names = {word_key(text) for text in (unit.zh, unit.en) if text} if unit else set()
    if asked.type == "rate":
        names |= PERCENT
    units = names.union(*(group for group in _SAME if group & names))
    if unit is None and asked.type == "count":
        units = set(_COUNTERS)
    low, high = f"{asked.least:,}", amount(f"{asked.greatest:,}", unit)
    allowed = say(f"数字，{low} 至 {high.zh}", f"a number from {low} to {high.in_('en')}")
    if asked.step is not None:
        step = plain(asked.step)
        allowed = say(
            f"数字，{low} 至 {high.zh}，每档 {step}",
            f"a number from {low} to {high.in_('en')}, in steps of {step}",
        )
    return Quantity(
        places=asked.places,
        least=asked.least,
        greatest=asked.greatest,
        units=frozenset(units),
        multiples=not any(name[0] in MULTIPLES for name in names),
        may_be_share=asked.may_be_share,
        is_money=asked.type == "money",
        allowed=allowed,
        step=asked.step,
    )


def _wide(number: Decimal) -> Context:
    """A context in which a long number is scaled and rounded once only."""
    return Context(prec=len(number.as_tuple().digits) + 20)


def more_decimals(places: int) -> str:
    """The sentence for a number of more decimals than its field holds."""
    if places == 0:
        return say("只取整数，已四舍五入", "whole numbers only; rounded")
    return say(f"最多 {places} 位小数，已四舍五入", f"at most {places} decimals; rounded")


def share_or_percent(as_percent: str, as_written: str) -> str:
    """The sentence for a number that may be a share of 1 or a small percentage."""
    return say(
        f"如指 {as_percent}%，请写 {as_percent}；如确为 {as_written}%，请连百分号写 {as_written}%",
        f"write {as_percent} for {as_percent} %; or {as_written}% (with the sign) if it really is"
        f" {'one percent' if as_written == '1' else 'below one percent'}",
    )


def _or_zero(allowed: str) -> str:
    zh, _, en = allowed.partition(SEPARATOR)
    return say(f"{zh}；没有的填 0", f"{en}; 0 if there is none")
