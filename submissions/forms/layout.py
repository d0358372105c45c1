"""Which cell of the form workbook holds what: the one plan that writing and reading share.

Every sheet with answers has a hidden first row and hidden first columns. The first cell holds the
form's mark (standard, edition, digest, version of the form); the other cells of that row name what
their column holds (`CRITERION`, `ANSWER`, `CLAIM`, `EVIDENCE`). Below the mark stands, in every row
with an answer, the id of its field; below `CRITERION` the id of the row's criterion. A reader
follows these words, not places, so rows and columns may move.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any, Literal

from engine.program import Program
from standards.criterion import Criterion
from standards.expression import fields_of
from standards.field import Field
from standards.model import Part
from standards.numbers import plain
from standards.text import Language, Phrase
from submissions.forms import words
from submissions.quantities import word_key

VERSION = 1
"""Of the form: counts up when older readers would misread it."""
MARK = "dabiao-form"
_MARK_START = f'{{"{MARK}"'
CRITERION, ANSWER, CLAIM, EVIDENCE = "criterion", "answer", "claim", "evidence"
PERSON = "applicant."
"""Before `code`, `name`, `district`, `category` in the column of field ids."""

COLUMNS = (
    *("field", CRITERION, "number", "title", "points", "rule", "check"),
    *(ANSWER, "unit", "score", "note", CLAIM, EVIDENCE, "state", "fault"),
)
"""The columns of a part's sheet, from the left; the first two and the last two are hidden."""
COVER_COLUMNS = ("field", CRITERION, "title", ANSWER, "unit", "hint", "fault")
HIDDEN = frozenset({"field", CRITERION, "state", "fault"})
READ_COLUMNS = frozenset(
    columns.index(name)
    for columns in (COLUMNS, COVER_COLUMNS)
    for name in ("field", CRITERION, ANSWER, CLAIM, EVIDENCE)
    if name in columns
)
"""The places of the columns that are read back, on any sheet."""
TITLE_ROW, HEAD_ROW, FIRST_ROW = 1, 2, 3
"""Rows of a part's sheet, from 0; row 0 is hidden."""
STANDING_ROW = 3
"""Row of the cover that tells the score."""

_LONGEST_NAME = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


@dataclass(frozen=True, slots=True)
class Line:
    """One row: a heading, an instruction, or something asked."""

    row: int
    kind: Literal["heading", "say", "person", "shared", "criterion", "question"]
    text: Phrase
    number: str = ""
    points: str = ""
    field: Field | None = None
    criterion: Criterion | None = None
    person: str = ""

    @property
    def id(self) -> str:
        """What the hidden first column holds."""
        return PERSON + self.person if self.person else self.field.id if self.field else ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name, its title, its columns from the left and its rows from the top."""

    name: str
    title: Phrase
    columns: tuple[str, ...]
    lines: tuple[Line, ...]

    def column(self, name: str) -> int:
        """The place of a column, from 0."""
        return self.columns.index(name)

    def has(self, column: str) -> bool:
        """Whether any row has something to write in a column of claims or evidence."""
        criteria = [line.criterion for line in self.lines if line.criterion]
        return any(c.not_applicable if column == CLAIM else c.evidence for c in criteria)


@dataclass(frozen=True)
class Layout:
    """The workbook: its sheets with answers, the cover first."""

    program: Program
    language: Language

    @cached_property
    def mark(self) -> str:
        """What the first cell of every sheet holds."""
        standard = self.program.standard
        mark = {MARK: VERSION, "standard": standard.standard, "edition": standard.edition}
        return json.dumps({**mark, "digest": self.program.digest}, ensure_ascii=False)

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        """The cover, a sheet for every top part, and the blocks outside the base."""
        standard = self.program.standard
        titles, lines = [words.COVER], [tuple(self._cover())]
        for part in standard.parts:
            titles.append(_with_number(part.id, part.title))
            lines.append(_placed(_part(part, self.language)))
        for title, block in ((words.BONUS, standard.bonus), (words.PENALTY, standard.penalty)):
            if block:
                titles.append(title)
                own = [line for c in block.criteria for line in _criterion(c, self.language)]
                lines.append(_placed(iter(own)))
        names = _names([title.in_(self.language) for title in titles])
        columns = [COVER_COLUMNS, *[COLUMNS] * (len(titles) - 1)]
        return tuple(map(Sheet, names, titles, columns, lines))

    @cached_property
    def cells(self) -> dict[str, tuple[Sheet, int, int]]:
        """Sheet, row and column of the answer to every field, from 0, by the field's id."""
        return {
            line.field.id: (sheet, line.row, sheet.column(ANSWER))
            for sheet in self.sheets
            for line in sheet.lines
            if line.field
        }

    def _cover(self) -> Iterator[Line]:
        row = STANDING_ROW + 2
        for text in words.HOW:
            yield Line(row, "say", text)
            row += 1
        yield Line(row + 1, "heading", words.APPLICANT)
        row += 2
        for key, (name, _) in words.PEOPLE.items():
            yield Line(row, "person", name, person=key)
            row += 1
        for heading, fields in self._shared():
            yield Line(row + 1, "heading", heading)
            row += 2
            for asked in fields:
                yield Line(row, "shared", asked.ask, field=asked)
                row += 1

    def _shared(self) -> list[tuple[Phrase, list[Field]]]:
        """The fields asked once, those of one part only under that part's title."""
        standard = self.program.standard
        used: dict[str, set[str]] = {}
        for part in standard.parts:
            for criterion in _criteria(part):
                for id_ in self.program.by_criterion[criterion.id].asks:
                    used.setdefault(id_, set()).add(part.id)
        for gate in standard.gates:
            for id_ in fields_of(self.program.definitions[f"gate:{gate.id}"].expr):
                used.setdefault(id_, set()).add("")
        groups: dict[str, list[Field]] = {"": [], **{part.id: [] for part in standard.parts}}
        for id_, asked in standard.fields.items():
            parts = used.get(id_, set())
            groups[next(iter(parts)) if len(parts) == 1 else ""].append(asked)
        titles = {part.id: _with_number(part.id, part.title) for part in standard.parts}
        return [(titles.get(key, words.SHARED), group) for key, group in groups.items() if group]


def mark_in(cell: str | None) -> dict[str, Any] | None:
    """The form's mark, where a cell holds one: `dabiao-form`, `standard`, `edition`, `digest`."""
    return _mark(cell) if cell is not None and cell.startswith(_MARK_START) else None


@lru_cache(maxsize=100)
def _mark(cell: str) -> dict[str, Any] | None:
    try:
        mark = json.loads(cell)
    except ValueError:
        return None
    return mark if isinstance(mark, dict) else None


def labels(asked: Field, language: Language) -> tuple[str, ...]:
    """The words of a drop-down by the number they are held as; empty where there is none.

    A label that stands for two choices, or reads as the key of another, gives way to the key.
    """
    if asked.type == "yes_no":
        return tuple(word.in_(language) for word in words.YES_NO)
    choices = asked.choices or {}
    shown = [label.in_(language) for label in choices.values()]
    keys = [word_key(key) for key in choices]
    every = [{word_key(label.zh), word_key(label.in_("en"))} for label in choices.values()]
    clear = []
    for place, (key, label) in enumerate(zip(choices, shown, strict=True)):
        others = {word for n, own in enumerate(every) if n != place for word in (*own, keys[n])}
        clear.append(key if word_key(label) in others else label)
    return tuple(clear)


def _part(part: Part, language: Language) -> Iterator[Line]:
    for inner in part.parts:
        yield Line(0, "heading", inner.title, inner.id, plain(inner.points))
        yield from _part(inner, language)
    for criterion in part.criteria:
        yield from _criterion(criterion, language)


def _criterion(criterion: Criterion, language: Language) -> Iterator[Line]:
    """The criterion's own row, with its question, and a row each for further ones.

    Of several questions the first stands in the criterion's row only where it says the same.
    """
    asked = list(criterion.questions)
    title = criterion.title
    is_same = bool(asked) and asked[0].ask.in_(language) == title.in_(language)
    first = asked.pop(0) if is_same or len(asked) == 1 else None
    points = plain(criterion.points)
    yield Line(0, "criterion", title, criterion.id, points, field=first, criterion=criterion)
    for field in asked:
        yield Line(0, "question", field.ask, field=field)


def _placed(lines: Iterator[Line]) -> tuple[Line, ...]:
    return tuple(replace(line, row=row) for row, line in enumerate(lines, FIRST_ROW))


def _criteria(part: Part) -> Iterator[Criterion]:
    yield from part.criteria
    for inner in part.parts:
        yield from _criteria(inner)


def _with_number(id: str, title: Phrase) -> Phrase:
    return Phrase(zh=f"{id} {title.zh}", en=f"{id} {title.in_('en')}")


def _names(titles: list[str]) -> list[str]:
    """Names that a workbook takes: short, without signs it forbids, each once whatever the case."""
    taken = {name.casefold() for name in words.OWN_SHEETS} | {"history"}
    names: list[str] = []
    for title in titles:
        clean = " ".join(_FORBIDDEN.sub(" ", title).split()).strip("' ") or "-"
        name = clean[:_LONGEST_NAME].rstrip("' ")
        number = 2
        while name.casefold() in taken:
            end = f" {number}"
            name = clean[: _LONGEST_NAME - len(end)] + end
            number += 1
        taken.add(name.casefold())
        names.append(name)
    return names
