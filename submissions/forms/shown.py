"""A formula of the form together with what it gives now, so that no cell waits to be calculated."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from standards.numbers import POINT, plain

Value = bool | int | float | str

_LONGEST = 255
"""Characters that a text inside a formula may have."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The text of a formula, without its `=`, and its value for the answers at hand."""

    text: str
    value: Value


def words(text: str) -> Shown:
    """A text; a long one must stand in a cell of its own."""
    assert len(text) <= _LONGEST  # noqa: S101 - our own words and names, never an author's text
    quoted = text.replace('"', '""')
    return Shown(f'"{quoted}"', text)


def number(value: int) -> Shown:
    """A whole number."""
    return Shown(str(value), value)


def same(one: Shown, other: Shown) -> Shown:
    """Whether two are equal."""
    return Shown(f"{one.text}={other.text}", one.value == other.value)


def is_above(one: Shown, limit: int) -> Shown:
    """Whether a number is above another."""
    assert not isinstance(one.value, str)  # noqa: S101 - a number
    return Shown(f"{one.text}>{limit}", one.value > limit)


def every(*conditions: Shown) -> Shown:
    """Whether all of some conditions hold."""
    text = ",".join(one.text for one in conditions)
    return Shown(f"AND({text})", all(one.value for one in conditions))


def pick(condition: Shown, then: Shown, otherwise: Shown) -> Shown:
    """One of two."""
    value = then.value if condition.value else otherwise.value
    return Shown(f"IF({condition.text},{then.text},{otherwise.text})", value)


def first(*cases: tuple[Shown, Shown], otherwise: Shown) -> Shown:
    """What belongs to the first condition that holds."""
    found = otherwise
    for condition, then in reversed(cases):
        found = pick(condition, then, found)
    return found


def joined(*parts: Shown) -> Shown:
    """Texts and numbers in a row."""
    value = "".join(_said(part.value) for part in parts)
    return Shown("&".join(part.text for part in parts), value)


def in_points(whole: Shown) -> Shown:
    """Ten-thousandths of a point as points."""
    return scaled(whole, POINT)


def scaled(whole: Shown, unit: int) -> Shown:
    """A whole number divided by a power of ten."""
    assert not isinstance(whole.value, str)  # noqa: S101 - a number
    return Shown(f"{whole.text}/{unit}", whole.value / unit)


def share(part: Shown, whole: int) -> Shown:
    """A part of something in percent, to a tenth, never rounded up."""
    assert isinstance(part.value, int)  # noqa: S101 - ten-thousandths
    return Shown(f"INT({part.text}*1000/{whole})/10", part.value * 1000 // whole / 10)


def _said(value: Value) -> str:
    return value if isinstance(value, str) else plain(Decimal(str(value)))
