"""Numbers, limits and units in words, Chinese and English."""

from __future__ import annotations

from decimal import Decimal

from standards.expression import Relation
from standards.numbers import plain
from standards.text import Phrase, phrase

_RELATIONS: dict[Relation, tuple[str, str]] = {
    ">=": ("不低于", "at least"),
    ">": ("高于", "more than"),
    "<=": ("不超过", "at most"),
    "<": ("低于", "less than"),
    "==": ("等于", "exactly"),
    "!=": ("不等于", "other than"),
}
_TIGHT = ("%", "‰", "℃")


def amount(value: Decimal | str | Phrase, unit: Phrase | None) -> Phrase:
    """A number with its unit; something said in words stays as it is."""
    if isinstance(value, Phrase):
        return value
    text = value if isinstance(value, str) else plain(value)
    if unit is None:
        return phrase(text, text)
    zh, en = unit.zh, unit.in_("en")
    gap = "" if en in _TIGHT else " "
    return phrase(f"{text}{zh if zh in _TIGHT else ' ' + zh}", f"{text}{gap}{en}")


def relation_words(relation: Relation) -> tuple[str, str]:
    """A relation in Chinese and English: 不低于 / at least."""
    return _RELATIONS[relation]


def limit(relation: Relation, value: Decimal | str | Phrase, unit: Phrase | None) -> Phrase:
    """A limit: `不低于 85%` / `at least 85%`."""
    zh, en = _RELATIONS[relation]
    shown = amount(value, unit)
    return phrase(f"{zh} {shown.zh}", f"{en} {shown.in_('en')}")


def points(value: Decimal) -> Phrase:
    """Points in words: `2 分` / `2 points`."""
    text = plain(value)
    return phrase(f"{text} 分", f"{text} point" if value == 1 else f"{text} points")
