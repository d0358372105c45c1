"""One difference between two editions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from standards.text import Phrase

Section = Literal[
    "head", "criteria", "points", "rules", "wording", "fields", "gates", "grades", "procedure"
]
SECTIONS: tuple[Section, ...] = (
    "criteria",
    "points",
    "rules",
    "wording",
    "fields",
    "gates",
    "grades",
    "procedure",
    "head",
)
"""In the order in which they are told."""

Kind = Literal[
    "added",
    "removed",
    "renamed",  # another id
    "moved",  # to another part
    "split",
    "merged",
    "changed",
    "reworded",  # other words; scores the same
    "rewritten",  # written in another way; the steps are equal
]


@dataclass(frozen=True, slots=True)
class Change:
    """What is different in one thing, such as a criterion or a grade.

    `what` is the sort of thing: standard, part, criterion, field, gate, grade, figure, check,
    exemption, stage or duty. `old_id` and `new_id` are empty where it has no place; of a split
    `new_id` lists several ids. `key` is what of it differs: a key of the format, such as `points`
    or `rule`. `old` and `new` are in words, None where there is nothing. `line` is the place in the
    new document (the old one's where it was removed), 0 where none is known.
    """

    section: Section
    kind: Kind
    what: str
    old_id: str
    new_id: str
    title: Phrase
    key: str = ""
    old: Phrase | None = None
    new: Phrase | None = None
    line: int = 0

    @property
    def id(self) -> str:
        """The new id; the old one where there is none."""
        return self.new_id or self.old_id
