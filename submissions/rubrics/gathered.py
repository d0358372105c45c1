"""Sheets of cells -> the tree of a standard with the place of everything, and what is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from standards.canonical import Tree, normal
from standards.faults import Path, unknown
from submissions.quantities import half_width, word_key
from submissions.rubrics.cells import Terms, read_text
from submissions.rubrics.grid import Grid
from submissions.rubrics.headed import Line, lines_of, tell_wrong
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
from submissions.rubrics.places import CellDocument, Place
from submissions.rubrics.rows import read_row

_GUIDES = frozenset(map(word_key, ("说明", "Guide")))


def gather(grids: list[Grid], name: str) -> CellDocument:
    """The document in a workbook; what is wrong with its cells is in `faults`."""
    document = CellDocument(name, [grid.name for grid in grids])
    return _Gathering(grids, document).run()


class _Gathering:
    """The sheets of one workbook on their way into a tree."""

    def __init__(self, grids: list[Grid], document: CellDocument) -> None:
        self.document = document
        self.found: dict[str, tuple[int, Grid]] = {}
        self.terms = Terms()
        for number, grid in enumerate(grids):
            self._recognise(number, grid)

    def run(self) -> CellDocument:
        """Read every sheet: departments and ways of checking first, as others name them."""
        document = self.document
        tree: Tree = {}
        by_key = {sheet.key: sheet for sheet in sheets()}
        if CRITERIA not in self.found:
            names = ", ".join(f"{s.title.zh} ({s.title.in_('en')})" for s in sheets())
            document.tell((0, 0, 0), f"no sheet of criteria; the sheets are: {names}")
        for key in sorted(by_key, key=lambda key: not by_key[key].is_texts):
            if key in self.found and key not in {HEAD, PARTS, CRITERIA}:
                tree[key] = self._entries(by_key[key])
                self.terms = Terms(*terms_of(tree))
        head = self._head(by_key[HEAD])
        tree = {**head, **tree}
        self._rubric(tree, by_key[PARTS], by_key[CRITERIA])
        document.value = normal(tree)
        return document

    def _recognise(self, number: int, grid: Grid) -> None:
        key = word_key(grid.name)
        if key in _GUIDES or key.startswith("#") or not (grid.cells or grid.wrong):
            return
        place = (number, 0, 0)
        for sheet in sheets():
            if key in sheet.keys:
                if sheet.key in self.found:
                    message = (
                        f"a second sheet of {sheet.title.in_('en').lower()}; write it all in one"
                    )
                    self.document.tell(place, message)
                else:
                    self.found[sheet.key] = (number, grid)
                return
        names = [n for s in sheets() for n in (s.title.zh, s.title.in_("en"))]
        known = unknown("sheet", grid.name, names)
        message = f"{known}; a sheet of your own has a name that begins with #"
        self.document.tell(place, message)

    # -- the sheets

    def _entries(self, sheet: Sheet) -> Any:  # noqa: ANN401 - a plain tree
        """The entries of a sheet: a list, or a mapping by their keys."""
        if not sheet.keyed:
            made: list[Tree] = []
            for line in self._lines(sheet):
                path: Path = (sheet.key, len(made))
                made.append(self._entry(sheet, line, path))
            return made
        keyed: Tree = {}
        for line in self._lines(sheet):
            key = read_text(line.cells.get("key", ""))
            key = half_width(key) if half_width(key).isascii() else key
            if not key:
                self.document.tell(line.places.get("key", line.first), "'key' is missing here")
            elif key in keyed:
                message = f"'{key}' is written twice here; each key may stand once"
                self.document.tell(line.places["key"], message)
            else:
                entry = self._entry(sheet, line, (sheet.key, key))
                keyed[key] = entry.get(TEXT) if sheet.is_texts else entry
        return keyed

    def _head(self, sheet: Sheet) -> Tree:
        """The head: one entry, written downwards."""
        if HEAD not in self.found:
            return {}
        number, grid = self.found[HEAD]
        tell_wrong(self.document, number, grid)
        cells: dict[str, str] = {}
        places: dict[str, Place] = {}
        by_word = {key: column for column in sheet.columns for key in column.keys}
        rows = sorted({row for row, _ in grid.cells})
        for row in rows:
            word = grid.cells.get((row, 0), "")
            column = by_word.get(word_key(word))
            if column is None:
                if word and not word.startswith("#") and row > 0:
                    allowed = [c.head.zh for c in sheet.columns if c.what != "en"]
                    self.document.tell((number, row, 0), unknown("item", word, allowed))
                continue
            for name, place in ((column.name, 1), (f"{column.name}.en", 2)):
                if place == 2 and column.what != "zh":
                    if (row, 2) in grid.cells:
                        message = f"'{column.name}' has no English of its own"
                        self.document.tell((number, row, 2), message)
                    continue
                if name in places and (row, place) in grid.cells:
                    message = f"'{word}' is written twice here; each key may stand once"
                    self.document.tell((number, row, 0), message)
                    continue
                places.setdefault(name, (number, row, place))
                if (row, place) in grid.cells:
                    cells[name] = grid.cells[row, place]
        return self._entry(sheet, Line(cells, places, (number, 0, 0)), ())

    def _rubric(self, tree: Tree, parts: Sheet, criteria: Sheet) -> None:
        """Parts inside parts, and the criteria in them."""
        made: list[Tree] = []
        holders: dict[str, tuple[Tree, Path]] = {}
        for line in self._lines(parts):
            inside = _id(line.cells.get("inside", ""))
            path: Path = ("parts",)
            siblings = made
            if inside and inside not in holders:
                self.document.tell(line.places["inside"], unknown("part", inside, holders))
            elif inside:
                holder, above = holders[inside]
                siblings, path = holder.setdefault("parts", []), (*above, "parts")
            here: Path = (*path, len(siblings))
            part = self._entry(parts, line, here)
            siblings.append(part)
            holders[str(part.get("id", ""))] = (part, here)
        for key, word in INSIDE.items():
            if key in blocks():
                holder = tree.get(key, {})
                for name in (word.zh, word.in_("en"), key):
                    holders.setdefault(name, (holder, (key,)))
        before: tuple[Tree, Path] | None = None
        for line in self._lines(criteria):
            inside = _id(line.cells.get("part", ""))
            if inside and inside not in holders:
                allowed = [name for name in holders if name not in {*INSIDE, ""}]
                message = unknown("part", inside, allowed)
                self.document.tell(line.places["part"], message)
                before = None
            elif inside:
                before = holders[inside]
            elif before is None:
                place = line.places.get("part", line.first)
                self.document.tell(place, "'part' is missing here: in which part does it stand?")
            holder, where = before or ({}, ("criteria",))
            siblings = holder.setdefault("criteria", [])
            path = (*where, "criteria", len(siblings))
            siblings.append(self._entry(criteria, line, path))
            if where in {(key,) for key in blocks()}:
                tree[str(where[0])] = holder
        tree["parts"] = made

    # -- rows

    def _lines(self, sheet: Sheet) -> Iterator[Line]:
        if sheet.key not in self.found:
            return iter(())
        return lines_of(self.document, sheet, *self.found[sheet.key])

    def _entry(self, sheet: Sheet, line: Line, path: Path) -> Tree:
        entry, wrong = read_row(sheet.columns, line.cells, self.terms)
        document = self.document
        if path and path not in document.places:
            document.put(path, line.first)
        for column in sheet.columns:
            place = line.places.get(column.name)
            if place is None:
                continue
            if column.name in line.wrong:
                document.hush((*path, *column.path))
            for below in _paths(column, entry):
                where = (*path, *below) if column.path != (TEXT,) else (*path, *below[1:])
                if not (where in document.places and column.name not in line.cells):
                    document.put(where, place)
        for name, message in wrong.items():
            column = next(c for c in sheet.columns if c.name == name)
            document.tell(line.places[name], message, (*path, *column.path))
        return entry


def _id(text: str) -> str:
    """An id in a cell, in half width where it is one."""
    plain = half_width(read_text(text)).strip()
    return plain if plain.isascii() else text.strip()


def _paths(column: Column, entry: Tree) -> Iterator[Path]:
    """The paths below an entry that a column's cell stands for."""
    path: Path = column.path
    match column.what:
        case "zh":
            yield path
            yield (*path, "zh")
        case "en":
            yield (*path, "en")
        case "body":
            rule = entry.get(column.path[0])
            if isinstance(rule, dict) and len(rule) == 1:
                yield (*path, next(iter(rule)))
        case "key" | "inside":
            return
        case _:
            yield path
