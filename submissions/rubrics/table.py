"""A standard's tree as the rows of its sheets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from standards.canonical import Tree, normal
from standards.text import Language
from submissions.rubrics.cells import Terms, write_text
from submissions.rubrics.layout import (
    CRITERIA,
    HEAD,
    INSIDE,
    PARTS,
    TEXT,
    Column,
    Sheet,
    blocks,
    sheets,
    terms_of,
)
from submissions.rubrics.rows import write_row

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet with its rows: column name -> cell. The head sheet has one row, written across."""

    sheet: Sheet
    rows: tuple[Row, ...]

    def used(self) -> list[Column]:
        """The columns that any row has something in."""
        return [c for c in self.sheet.columns if any(c.name in row for row in self.rows)]


def tables(tree: Tree, language: Language) -> list[Table]:
    """Every sheet of a standard, from a tree that has been validated."""
    tree = normal(tree)
    terms = Terms(*terms_of(tree))
    made = []
    for sheet in sheets():
        rows = _rows(sheet, tree, terms, language)
        made.append(Table(sheet, tuple(rows)))
    return made


def _rows(sheet: Sheet, tree: Tree, terms: Terms, language: Language) -> Iterator[Row]:
    if sheet.key == HEAD:
        yield write_row(sheet.columns, _without_criteria(tree), terms, language)
    elif sheet.key == PARTS:
        for inside, part in _parts(tree["parts"], ""):
            yield _row(sheet, part, terms, language, {"inside": inside} if inside else {})
    elif sheet.key == CRITERIA:
        for inside, criterion in _criteria(tree, language):
            yield _row(sheet, criterion, terms, language, {"part": inside})
    elif sheet.keyed:
        for key, value in tree.get(sheet.key, {}).items():
            entry = {TEXT: value} if sheet.is_texts else value
            yield _row(sheet, entry, terms, language, {"key": write_text(key)})
    else:
        for entry in tree.get(sheet.key, []):
            yield _row(sheet, entry, terms, language, {})


def _row(sheet: Sheet, entry: Tree, terms: Terms, language: Language, more: Row) -> Row:
    return {**more, **write_row(sheet.columns, entry, terms, language)}


def _without_criteria(tree: Tree) -> Tree:
    made = dict(tree)
    for key in blocks():
        if isinstance(made.get(key), dict):
            made[key] = {k: v for k, v in made[key].items() if k != CRITERIA}
    return made


def _parts(parts: list[Any], inside: str) -> Iterator[tuple[str, Tree]]:
    for part in parts:
        yield inside, part
        yield from _parts(part.get("parts", []), part["id"])


def _criteria(tree: Tree, language: Language) -> Iterator[tuple[str, Tree]]:
    for _, part in _parts(tree["parts"], ""):
        for criterion in part.get("criteria", []):
            yield part["id"], criterion
    for key in blocks():
        for criterion in tree.get(key, {}).get("criteria", []):
            yield INSIDE[key].in_(language) if key in INSIDE else f"({key})", criterion
