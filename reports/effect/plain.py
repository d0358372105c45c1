"""The effect of a change of edition for programs and spreadsheets."""

from __future__ import annotations

from typing import Any

import polars as pl

from engine.program import OUTCOMES, Program
from reports.effect import VERDICTS, WHO, Effect
from reports.effect.groups import Group
from standards.numbers import points_text


def document(effect: Effect) -> dict[str, Any]:
    """The effect as plain values: points as texts and as whole ten-thousandths (`exact`)."""
    return {
        "as_of": effect.as_of.isoformat(),
        "applicants": effect.applicants.height,
        "carried": effect.carried,
        "no_place": effect.lost,
        "invalid": effect.invalid,
        "new_questions": list(effect.ids.new_fields),
        "verdicts": {key: effect.count(key) for key in VERDICTS},
        "parts": [_group(group) for group in effect.groups if group.kind == "part"],
        "criteria": [_group(group) for group in effect.groups if group.kind == "criterion"],
        "list": [_applicant(effect, row) for row in effect.applicants.iter_rows(named=True)],
    }


def _group(group: Group) -> dict[str, Any]:
    return {
        "old_ids": list(group.old_ids),
        "new_ids": list(group.new_ids),
        "title": {"zh": group.title.zh, "en": group.title.en},
        "old_of": _points(group.old_of),
        "new_of": _points(group.new_of),
        "sum_old_exact": group.old,
        "sum_least_exact": group.least,
        "sum_most_exact": group.most,
        "gain": group.gain,
        "lose": group.lose,
    }


def _applicant(effect: Effect, row: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {
        "applicant": {
            "code": row["applicant"],
            "name": row["name"],
            "district": row["district"],
            "category": row["category"],
        }
    }
    for name, program in (("old", effect.old), ("least", effect.new), ("most", effect.new)):
        found[name] = {
            "score": _points(row[name]),
            "exact": row[name],
            "grade": _grade(program, row[f"{name}_grade"]),
            "outcome": OUTCOMES[row[f"{name}_outcome"]],
        }
    return {**found, "verdict": row["verdict"]}


def _points(whole: int | None) -> str | None:
    return None if whole is None else points_text(whole)


def _grade(program: Program, place: int) -> str | None:
    grades = program.standard.grades
    return grades[place].id if place < len(grades) else None


def frame(effect: Effect) -> pl.DataFrame:
    """One row an applicant.

    applicant, name, district, category; old, least, most (scores as texts, empty where none);
    change_least, change_most; old_grade, least_grade, most_grade (ids); old_outcome, ...; verdict
    """
    rows = [_applicant(effect, row) for row in effect.applicants.iter_rows(named=True)]
    table: dict[str, list[Any]] = {
        name: [row["applicant"][key] for row in rows]
        for name, key in zip(WHO, ("code", "name", "district", "category"), strict=True)
    }
    for name in ("old", "least", "most"):
        table[name] = [row[name]["score"] for row in rows]
    for name in ("least", "most"):
        table[f"change_{name}"] = [_change(row["old"], row[name]) for row in rows]
    for key in ("grade", "outcome"):
        for name in ("old", "least", "most"):
            table[f"{name}_{key}"] = [row[name][key] for row in rows]
    table["verdict"] = [row["verdict"] for row in rows]
    return pl.DataFrame(table, schema=dict.fromkeys(table, pl.String), strict=False)


def _change(old: dict[str, Any], new: dict[str, Any]) -> str | None:
    if old["exact"] is None or new["exact"] is None:
        return None
    return points_text(new["exact"] - old["exact"])
