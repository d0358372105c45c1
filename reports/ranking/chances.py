"""How stable a place in a ranking is, as people read it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from engine.robustness import Robustness
from reports.words import Words
from standards.numbers import plain, unscaled


@dataclass(frozen=True, slots=True)
class Chances:
    """Of one applicant: ranks of the draws, None where there never is one.

    `ranked`, `title` and `within`: in how many of all `draws` there is a rank, the title, a place
    in the quota (None: not asked).
    """

    draws: int
    low: int | None
    median: int | None
    high: int | None
    ranked: int
    title: int | None
    within: int | None

    @property
    def interval(self) -> str:
        """`3–7`; one number where they are the same."""
        if self.low is None:
            return "–"
        return f"{self.low}–{self.high}" if self.low != self.high else f"{self.low}"

    def chance(self, count: int | None) -> str:
        """A share of the draws in percent; only what was always so is 100%, only never is 0%."""
        if count is None:
            return "–"
        if 0 < count < self.draws:
            tenths = min(max((2_000 * count + self.draws) // (2 * self.draws), 1), 999)
            return f"{tenths // 10}.{tenths % 10}%"
        return "100%" if count else "0%"

    def share(self, count: int | None) -> str | None:
        """A share of the draws as a decimal text with four places, cut off; null: not asked."""
        return None if count is None else f"{unscaled(count * 10_000 // self.draws, 4):.4f}"

    def plain_data(self) -> dict[str, Any]:
        """For programs: ranks, and shares of the draws as texts."""
        return {
            "rank_low": self.low,
            "rank_median": self.median,
            "rank_high": self.high,
            "ranked_share": self.share(self.ranked),
            "title_share": self.share(self.title),
            "quota_share": self.share(self.within),
        }


def chances(found: Robustness) -> list[Chances]:
    """One an applicant, in the order of the answers."""
    columns = ("low", "median", "high", "ranked", "title", "within")
    return [Chances(found.moves.draws, *row) for row in found.frame.select(columns).iter_rows()]


def notes(found: Robustness, say: Words) -> list[str]:
    """What was drawn, and what moved: the seed first."""
    moves = found.moves
    told = [say.say("robust_line", draws=f"{moves.draws:,}", seed=moves.seed)]
    if found.parts:
        told.append(say.say("robust_weights", share=f"{plain(unscaled(moves.spread, 1))}%"))
    else:
        told.append(say["robust_weights_none"])
    if moves.judgement == "none":
        told.append(say["robust_none"])
    elif found.criteria:
        count = len(found.criteria)
        items = say.listed(list(found.criteria))
        told.append(say.count(f"robust_{moves.judgement}", count, items=items))
    else:
        told.append(say["robust_no_judgement"])
    return told
