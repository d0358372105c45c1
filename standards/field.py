"""Fields: what is asked, of which type, within which range."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, model_validator
from pydantic import Field as Key

from standards.amounts import Amount, Number
from standards.numbers import is_exact, scaled
from standards.text import Phrase, Text

FieldType = Literal["yes_no", "count", "rate", "measure", "money", "choice", "date", "text"]

FIRST_DAY, LAST_DAY = -25_567, 73_048
"""1900-01-01 and 2169-12-31 as days since 1970-01-01: the days a date field may hold."""

_DEFAULTS: dict[str, tuple[int, int, int]] = {  # decimals, least, greatest
    "count": (0, 0, 1_000_000),
    "rate": (4, 0, 100),
    "measure": (4, 0, 1_000_000),
    "money": (2, 0, 1_000_000_000),
}
NUMBERS = frozenset(_DEFAULTS)


class Question(BaseModel):
    """How a field is asked: type, unit, range, choices. Numbers are in the field's unit."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    type: FieldType
    unit: Text | None = None
    min: Number | None = None
    max: Number | None = None
    decimals: int | None = Key(None, ge=0, le=6)
    step: Number | None = None
    choices: dict[str, Text] | None = None
    help: Text | None = None
    asked_if: str | None = None

    @model_validator(mode="after")
    def _fits(self) -> Question:
        if (self.type == "choice") != (self.choices is not None):
            message = "'choices' belongs to the type choice, and the type choice needs it"
            raise ValueError(message)
        if self.type not in NUMBERS:
            keys = ("min", "max", "decimals", "step")
            given = [key for key in keys if getattr(self, key) is not None]
            if given:
                message = f"'{given[0]}' fits numbers only, not the type {self.type}"
                raise ValueError(message)
        for key in ("min", "max", "step"):
            limit = getattr(self, key)
            if limit is not None and not is_exact(limit, self.places):
                message = f"'{key}' has more decimals than the field holds ({self.places})"
                raise ValueError(message)
        if self.type in NUMBERS and self.least > self.greatest:
            message = f"'min' {self.least} is above 'max' {self.greatest}"
            raise ValueError(message)
        if self.step is not None and self.step <= 0:
            message = f"'step' {self.step} must be above 0"
            raise ValueError(message)
        return self

    @property
    def places(self) -> int:
        """Decimals held: answers are whole numbers of the last of them."""
        if self.decimals is not None:
            return self.decimals
        return _DEFAULTS[self.type][0] if self.type in NUMBERS else 0

    @property
    def least(self) -> Decimal:
        """The smallest number allowed (numbers only)."""
        return self.min if self.min is not None else Decimal(_DEFAULTS[self.type][1])

    @property
    def greatest(self) -> Decimal:
        """The largest number allowed (numbers only)."""
        return self.max if self.max is not None else Decimal(_DEFAULTS[self.type][2])

    @property
    def range(self) -> tuple[int, int]:
        """Least and greatest scaled whole number that an answer may be held as."""
        if self.type in NUMBERS:
            return scaled(self.least, self.places), scaled(self.greatest, self.places)
        if self.type == "date":
            return FIRST_DAY, LAST_DAY
        return 0, max(len(self.choices or {}), 2) - 1

    @property
    def step_units(self) -> int | None:
        """The step as a whole number of the last place; answers lie so many of it above `least`."""
        return None if self.step is None else scaled(self.step, self.places)

    @property
    def may_be_share(self) -> bool:
        """Whether a bare number up to 1 may be meant as a share of 1, and is not taken for that."""
        return self.type == "rate" and self.greatest > 1

    @property
    def codes(self) -> dict[str, int]:
        """Choice key -> the whole number it is held as, in the order written."""
        return {key: code for code, key in enumerate(self.choices or {})}

    @property
    def unit_text(self) -> Phrase | None:
        """The unit shown behind a number; percent for rates, yuan for money."""
        if self.unit is not None:
            return self.unit
        return {"rate": Phrase(zh="%"), "money": Phrase(zh="元", en="yuan")}.get(self.type)


class Cohort(BaseModel):
    """A figure of all applicants judged together: `take` of the amount `of`, within a group.

    `of` is an expression over the answers of each applicant; who did not answer it does not count.
    A mean or median is rounded half-up to the decimals of the field that bears it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    take: Literal["mean", "median", "lowest", "greatest", "total", "count"]
    of: str
    within: Literal["district", "category"] | None = None


class Field(Question):
    """A field: a question with its id and its words.

    A field with a `cohort` is not asked of the applicant: judging a batch fills it in; for a single
    form it is a constant that the office supplies.
    """

    id: str
    ask: Text
    cohort: Cohort | None = None

    @model_validator(mode="after")
    def _countable(self) -> Field:
        if self.cohort is not None and self.type not in NUMBERS:
            message = f"a cohort figure is a number, not a {self.type}"
            raise ValueError(message)
        return self


class Ask(Question):
    """A criterion's single question; without words it is asked by the criterion's title."""

    type: FieldType = "count"
    zh: str | None = None
    en: str | None = None
    sample_at_least: Amount | None = None

    def field(self, id: str, title: Phrase) -> Field:
        """The field it becomes."""
        given: dict[str, Any] = {key: getattr(self, key) for key in Question.model_fields}
        return Field(id=id, ask=Phrase(zh=self.zh, en=self.en) if self.zh else title, **given)

    def fields(self, id: str, title: Phrase) -> tuple[Field, ...]:
        """The field, and the size of the sample where a least one is demanded."""
        own = self.field(id, title)
        if self.sample_at_least is None:
            return (own,)
        zh, en = own.ask.zh, own.ask.in_("en")
        ask = Phrase(zh=f"{zh}：样本数", en=f"{en}: size of the sample")
        most = Decimal(_DEFAULTS["count"][2])
        return own, Field(id=f"{id}.sample", ask=ask, type="count", max=most)
