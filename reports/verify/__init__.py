"""Verifying: what was published is worked out again, and whatever differs is named."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from typing import Any, Literal

State = Literal["equal", "different", "not_checked"]
Kind = Literal["changed", "missing", "extra", "value", "damaged"]


A_ROW, A_COLUMN, NONE = "a row", "a column", "–"
"""What a table has where another has none, as the two values of a difference."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as it should be.

    `kind`: a file was changed, is missing, is extra, cannot be read (damaged), or holds another
    value. `applicant`, `item` (a criterion, field, key or column) and the two values are empty
    where a whole file is spoken of.
    """

    file: str
    kind: Kind
    applicant: str = ""
    item: str = ""
    published: str = ""
    recomputed: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at; `count` says how many files, rows or inputs; `why` not."""

    name: str
    state: State
    count: int = 0
    why: str = ""


@dataclass
class Verdict:
    """What verifying found; `what` is run or site."""

    what: str
    folder: str
    checks: list[Check] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)

    def add(self, name: str, found: list[Difference], count: int) -> None:
        """Take note of a check that was made; what was told already is not told twice."""
        self.checks.append(Check(name, "different" if found else "equal", count))
        self.differences += [one for one in found if one not in self.differences]

    def skip(self, name: str, why: str) -> None:
        """Take note of a check that could not be made."""
        self.checks.append(Check(name, "not_checked", why=why))

    def again(self, name: str, as_: str) -> None:
        """Take note of a check that finds what another one found."""
        same = next(one for one in self.checks if one.name == as_)
        self.checks.append(replace(same, name=name))

    @property
    def is_equal(self) -> bool:
        """Whether nothing differs."""
        return not self.differences

    @property
    def is_empty(self) -> bool:
        """Whether nothing could be verified."""
        return not self.differences and all(c.state == "not_checked" for c in self.checks)

    def plain(self) -> dict[str, Any]:
        """For programs."""
        return {
            "what": self.what,
            "folder": self.folder,
            "equal": self.is_equal and not self.is_empty,
            "checks": [asdict(one) for one in self.checks],
            "differences": [asdict(one) for one in self.differences],
        }
