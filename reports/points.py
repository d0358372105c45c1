"""Points as tables print them: with the standard's decimals, exact where they say more."""

from __future__ import annotations

from functools import lru_cache

from reports.findings.finding import CriterionFinding
from standards.numbers import POINT_DECIMALS, plain, unscaled


@lru_cache(maxsize=65_536)
def in_table(whole: int, decimals: int) -> str:
    """Ten-thousandths as points: 180000 -> `18.0` with one decimal, 46667 -> `4.6667`."""
    exact = unscaled(whole, POINT_DECIMALS)
    if whole % 10 ** (POINT_DECIMALS - decimals):
        return plain(exact)
    return f"{exact:.{decimals}f}"


def of_criterion(criterion: CriterionFinding, decimals: int) -> str:
    """What a criterion earned; what a penalty takes bears a minus."""
    points = in_table(criterion.points, decimals)
    return f"−{points}" if criterion.line.block == "penalty" and criterion.points else points


def percent(share: int) -> str:
    """Ten-thousandths of 1 as a percentage: 9425 -> `94.25%`."""
    return f"{plain(unscaled(share, 2))}%"
