"""One row of a rubric <-> one entry of the standard's tree."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from standards.canonical import Tree, slot_value
from standards.keys import values_of
from standards.rules import kinds
from standards.shape import Slot, rule_slot
from standards.text import Language
from submissions.quantities import word_key
from submissions.rubrics.cells import (
    CellError,
    Terms,
    named,
    read_text,
    same,
    visible,
    write_text,
    yaml,
)
from submissions.rubrics.cells import read as read_cell
from submissions.rubrics.cells import write as write_cell
from submissions.rubrics.layout import Column
from submissions.rubrics.lines import read_lines, write_lines

Cells = Mapping[str, str]
"""Column name -> what its cell says; columns with blank cells are absent."""


def read_row(
    columns: tuple[Column, ...], cells: Cells, terms: Terms
) -> tuple[Tree, dict[str, str]]:
    """The entry that a row says, and what is wrong with its cells, by the names of the columns.

    It is not in normal form yet: a text of which only the Chinese is given is a mapping still.
    """
    found: Tree = {}
    wrong: dict[str, str] = {}
    for column in columns:
        text = cells.get(column.name)
        if text is None or column.slot is None:
            continue
        try:
            _read(found, column, text, cells, terms)
        except CellError as error:
            wrong[column.name] = str(error)
    return found, wrong


def write_row(
    columns: tuple[Column, ...], entry: Tree, terms: Terms, language: Language
) -> dict[str, str]:
    """The cells that read back as the entry, by the names of the columns."""
    cells: dict[str, str] = {}
    for column in columns:
        value = _at(entry, column.path)
        if value is None or column.slot is None:
            continue
        below = tuple(c for c in columns if len(c.path) > 1 and c.path[0] == column.path[0])
        if len(column.path) == 1 and below and column.what == "value":
            plain = write_row(below, {column.slot.key: value}, terms, language)
            said = read_row(below, plain, terms)[0].get(column.slot.key)
            if not same(slot_value(column.slot, said), value):
                cells[column.name] = _whole(column.slot, value, terms, language)
        elif len(column.path) == 1 or column.path[0] not in cells:
            cells |= _written(column, value, terms, language)
    return cells


def kind_of(text: str) -> str:
    """The rule kind that a word names; the word itself where it names none."""
    sought = word_key(text)
    for kind in kinds():
        words = values_of("rule").get(kind)
        names = (kind, *((words.zh, words.in_("en")) if words else ()))
        if sought in map(word_key, names):
            return kind
    return text.strip()


def kind_name(kind: str, language: Language) -> str:
    """What people call a rule kind."""
    words = values_of("rule").get(kind)
    return words.in_(language) if words else kind


# -- reading


def _read(found: Tree, column: Column, text: str, cells: Cells, terms: Terms) -> None:
    slot = column.slot
    assert slot is not None  # noqa: S101 - `read_row` has looked
    target: Tree = found
    for key in column.path[:-1]:
        inner = target.setdefault(key, {})
        if not isinstance(inner, dict):
            message = f"the column '{key}' says it all already; leave one of the two blank"
            raise CellError(message)
        target = inner
    key = column.path[-1]
    match column.what:
        case "zh":
            target[key] = _read_text(slot, text, terms)
        case "en":
            said = target.get(key)
            if isinstance(said, str):
                message = f"'{said}' has no English of its own"
                raise CellError(message)
            target[key] = {**(said or {}), "en": read_text(text)}
        case "kind":
            target[key] = _rule(text, cells.get(f"{column.name}.body"), terms)
        case "body":
            _check_body(column, text, cells, terms)
        case _ if slot.form in {"entry", "map"}:
            target[key] = _whole_value(slot, text, terms)
        case _:
            target[key] = read_cell(slot, text, terms)


def _read_text(slot: Slot, text: str, terms: Terms) -> Any:  # noqa: ANN401 - a plain tree
    word = named(slot, text.strip(), terms) if slot.words else None
    return {"zh": read_text(text)} if word is None else word


def _whole_value(slot: Slot, text: str, terms: Terms) -> Any:  # noqa: ANN401 - a plain tree
    if text.strip().startswith(("{", "[")):
        return yaml(text)
    if slot.form == "map" or ":" in text or "：" in text:
        return read_lines(slot, text, terms)
    return read_cell(slot, text, terms)


def _rule(text: str, body: str | None, terms: Terms) -> Any:  # noqa: ANN401 - a plain tree
    if text.strip().startswith("{"):
        return yaml(text)
    kind = kind_of(text)
    if body is None or kind not in kinds():
        return kind
    try:
        return {kind: read_lines(rule_slot(kind), body, terms)}
    except CellError:
        return kind  # it is told of the cell with the body


def _check_body(column: Column, text: str, cells: Cells, terms: Terms) -> None:
    """Tell what is wrong with the body of a rule; the column of its kind has read it."""
    key = column.name.removesuffix(".body")
    kind = cells.get(key)
    if kind is None:
        message = f"no rule kind beside it; there are: {', '.join(kinds())}"
        raise CellError(message)
    if kind.strip().startswith("{"):
        message = f"the column '{key}' says it all already; leave one of the two blank"
        raise CellError(message)
    if kind_of(kind) in kinds():
        read_lines(rule_slot(kind_of(kind)), text, terms)


# -- writing


def _written(column: Column, value: Any, terms: Terms, language: Language) -> dict[str, str]:  # noqa: ANN401 - a plain tree
    slot = column.slot
    assert slot is not None  # noqa: S101 - `write_row` has looked
    match column.what:
        case "zh":
            if isinstance(value, str) and value in slot.words:
                return {column.name: write_cell(slot, value, terms, language)}
            said = value if isinstance(value, str) else value.get("zh")
            quoted = said in slot.words
            return {column.name: visible(said) if quoted else write_text(said)} if said else {}
        case "en":
            said = value.get("en") if isinstance(value, dict) else None
            return {column.name: write_text(said)} if said is not None else {}
        case "kind":
            return {column.name: kind_name(_kind(value), language)}
        case "body":
            body = value[_kind(value)] if isinstance(value, dict) else None
            if body is None:
                return {}
            return {column.name: _whole(rule_slot(_kind(value)), body, terms, language)}
        case _ if slot.form in {"entry", "map"}:
            return {column.name: _whole(slot, value, terms, language)}
        case _:
            return {column.name: write_cell(slot, value, terms, language)}


def _whole(slot: Slot, value: Any, terms: Terms, language: Language) -> str:  # noqa: ANN401 - a plain tree
    """A mapping in one cell: as lines, or as YAML."""
    lines = write_lines(slot, value, terms, language)
    return lines if lines is not None else write_cell(slot, value, terms, language)


def _kind(rule: Any) -> str:  # noqa: ANN401 - a plain tree
    return next(iter(rule)) if isinstance(rule, dict) else str(rule)


def _at(entry: Tree, path: tuple[str, ...]) -> Any:  # noqa: ANN401 - a plain tree
    """What stands at a path; None where there is nothing."""
    found: Any = entry
    for key in path:
        found = found.get(key) if isinstance(found, dict) else None
    return found
