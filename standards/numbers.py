"""Exact numbers: points are whole ten-thousandths, measured values are scaled whole numbers."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

POINT_DECIMALS = 4
POINT = 10**POINT_DECIMALS
"""Ten-thousandths in one point."""
SHARE_DECIMALS = 4
"""Decimals that a share in percent may have."""


def scaled(number: Decimal | int, decimals: int) -> int:
    """A decimal as a whole number of its last place; half away from zero where it holds more."""
    exact = Decimal(number).scaleb(decimals)
    return int(exact.to_integral_value(rounding=ROUND_HALF_UP))


def is_exact(number: Decimal, decimals: int) -> bool:
    """Whether a decimal has no more than so many decimals."""
    exponent = number.normalize().as_tuple().exponent
    return isinstance(exponent, int) and -exponent <= decimals


def unscaled(whole: int, decimals: int) -> Decimal:
    """The decimal that a scaled whole number stands for."""
    return Decimal(whole).scaleb(-decimals)


def plain(number: Decimal) -> str:
    """A decimal without exponent and without idle zeros: `87.5`, `100`, `-2`."""
    text = f"{number:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def points_text(whole: int) -> str:
    """Ten-thousandths of a point as an exact decimal text: 875000 -> `87.5`."""
    return plain(unscaled(whole, POINT_DECIMALS))


def half_up(numerator: int, denominator: int) -> int:
    """Whole division that rounds halves up; the divisor is above 0."""
    return (2 * numerator + denominator) // (2 * denominator)
