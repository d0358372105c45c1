"""What ranks follow, how many titles there are, and who loses one."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, model_validator
from pydantic import Field as Key

from standards.amounts import Share

GroupBy = Literal["district", "category"]
Rounding = Literal["up", "down", "half_up"]
AtTheEdge = Literal["all", "none"]

_MOST_PLACES = 1_000_000


def _places(value: Any) -> Any:  # noqa: ANN401 - the parsing edge
    """Names of groups that look like numbers are names."""
    return {str(k): v for k, v in value.items()} if isinstance(value, dict) else value


Places = Annotated[int, Key(ge=0, le=_MOST_PLACES, strict=True)]


class Quota(BaseModel):
    """How many may hold the title: a share, or a number of places; of all, or of each group.

    `of` says who takes places and is counted for a share: `passed` (outcome `named`), or all who
    are `ranked`. `ties_at_the_edge` says what becomes of those who share the last place when there
    are not enough places for them: `all` of them are within the quota, or `none`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    share: Share | None = None
    round: Rounding | None = None
    places: Annotated[Places | dict[str, Places] | None, BeforeValidator(_places)] = None
    by: GroupBy | None = None
    of: Literal["passed", "ranked"] = "passed"
    ties_at_the_edge: AtTheEdge | None = None

    @model_validator(mode="after")
    def _one(self) -> Quota:
        if (self.share is None) == (self.places is None):
            message = "a quota is either a `share`, such as 10%, or a number of `places`"
            raise ValueError(message)
        if self.round is not None and self.share is None:
            message = "`round` belongs to a `share`; places are whole numbers"
            raise ValueError(message)
        if isinstance(self.places, dict) and self.by is None:
            message = "places by group need `by: district` or `by: category`"
            raise ValueError(message)
        return self

    @property
    def rounding(self) -> Rounding:
        """How a share becomes whole places; where nothing is said, a part of a place is none."""
        return self.round or "down"

    @property
    def edge(self) -> AtTheEdge:
        """What becomes of a tie at the last place; where nothing is said, nobody is left out."""
        return self.ties_at_the_edge or "all"


class Relegation(BaseModel):
    """Who is among the `last` of so many rankings in a row loses the title.

    Who shares a rank with somebody who is not among the last is `spared`, or `counted` with them.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    last: int = Key(ge=1, le=_MOST_PLACES, strict=True)
    times: int = Key(2, ge=1, le=20, strict=True)
    by: GroupBy | None = None
    ties_at_the_edge: Literal["spared", "counted"] | None = None

    @property
    def spares_ties(self) -> bool:
        """Whether a tie that not all can be among the last of spares them all; said or not."""
        return self.ties_at_the_edge != "counted"


class Ranking(BaseModel):
    """What ranks follow, the declared tie-breakers in order, the quota, and who loses a title."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    by: Literal["grade", "score"] = "score"
    ties: tuple[str, ...] = ()
    quota: Quota | None = None
    relegation: Relegation | None = None
