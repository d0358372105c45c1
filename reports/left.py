"""Days left to a deadline, in words."""

from __future__ import annotations

from reports.words import Words


def left(days: int, say: Words) -> str:
    """`还有 12 天`, `今天到期`, `已逾期 3 天`; days from the day of judgement."""
    if days < 0:
        return say.count("days_over", -days)
    return say["due_today"] if days == 0 else say.count("days_left", days)
