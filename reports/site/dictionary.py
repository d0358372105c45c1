"""The data dictionary: every column of every published table, in Chinese and English."""

from __future__ import annotations

import polars as pl

from engine.program import OUTCOMES
from engine.states import STATES
from reports.site.edition import Edition, Site
from reports.words import words
from standards.text import Language

_COLUMNS = ("table", "column", "type", "zh", "en", "values_zh", "values_en")
_TYPES = ((pl.String, "text"), (pl.Boolean, "true or false"), (pl.Decimal, "decimal"))
_PART = "part:"


def dictionary(site: Site, names: list[str]) -> pl.DataFrame:
    """One row a column: what it means, and the words of its codes, in both languages."""
    rows = []
    for name in names:
        table: pl.DataFrame = getattr(site.edition, name)
        for column, dtype in table.schema.items():
            rows.append(
                (
                    name,
                    column,
                    next((said for kind, said in _TYPES if dtype == kind), "whole number"),
                    _meaning(site.edition, name, column, "zh"),
                    _meaning(site.edition, name, column, "en"),
                    _codes(site.edition, column, "zh"),
                    _codes(site.edition, column, "en"),
                )
            )
    return pl.DataFrame(rows, schema=dict.fromkeys(_COLUMNS, pl.String), orient="row")


def _meaning(edition: Edition, table: str, column: str, language: Language) -> str:
    say = words(language)
    if not column.startswith(_PART):
        return say[f"data_{table}_{column}"]
    parts = {part.id: part.title for _, part in edition.program.standard.walk_parts()}
    title = parts[column.removeprefix(_PART)].in_(language)
    return say.say("data_results_part", part=title)


def _codes(edition: Edition, column: str, language: Language) -> str:
    """`named 达标；conditional 限期整改`; empty where a column holds no codes."""
    say = words(language)
    match column:
        case "outcome":
            pairs = [(name, say[f"outcome_{name}"]) for name in OUTCOMES]
        case "state":
            pairs = [(name, say[name]) for name in STATES]
        case "grade":
            grades = edition.program.standard.grades
            pairs = [(grade.id, grade.name.in_(language)) for grade in grades]
        case _:
            return ""
    return say.sentence([f"{code} {text}" for code, text in pairs])
