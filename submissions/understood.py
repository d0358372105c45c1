"""What one cell was understood as."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Value = bool | int | str
"""Truth for yes_no; a scaled number, code of a choice or day since 1970; a text."""

NOT_APPLICABLE = frozenset(
    {"不适用", "不涉及", "n/a", "na", "-", "--", "—", "——", "/", "\\", "无", "没有", "暂无", "none"}
)
"""Keys (see `quantities.word_key`) of what people write where they have nothing to write."""


@dataclass(frozen=True, slots=True)
class Understood:
    """The value of a cell; None with effect `invalid`: not readable, otherwise: nothing said.

    `allowed` says in both languages what is allowed, where there is an effect. `away`: a word such
    as 不适用, which is no answer but no nonsense either beside a claim.
    """

    value: Value | None
    effect: Literal["", "invalid", "question", "note"] = ""
    allowed: str = ""
    away: bool = False


NOTHING = Understood(None)


def invalid(allowed: str, *, away: bool = False) -> Understood:
    """A cell that cannot be read."""
    return Understood(None, "invalid", allowed, away)
