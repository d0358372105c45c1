"""Task lists for programs and spreadsheets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import polars as pl

from reports.tasks import TaskList
from standards.numbers import points_text

COLUMNS = {
    "department": pl.String,
    "person": pl.String,
    "contact": pl.String,
    "deadline": pl.Date,
    "days_left": pl.Int64,
    "applicant": pl.String,
    "name": pl.String,
    "district": pl.String,
    "criterion": pl.String,
    "title": pl.String,
    "state": pl.String,
    "gain": pl.String,
    "gain_exact": pl.Int64,
    "found": pl.String,
    "why": pl.String,
    "advice": pl.String,
}
"""One row a task; `gain` in points as text, `gain_exact` in ten-thousandths; `deadline` and
`days_left` null where there is none."""


def frame(lists: Sequence[TaskList]) -> pl.DataFrame:
    """The tasks of all departments, with columns `COLUMNS`."""
    rows = [
        (
            tasks.department,
            task.person,
            task.contact,
            task.deadline,
            task.days_left,
            task.applicant.code,
            task.applicant.name,
            task.applicant.district,
            task.line.id,
            task.line.title,
            task.state,
            points_text(task.gain),
            task.gain,
            task.found,
            task.why,
            task.advice,
        )
        for tasks in lists
        for task in tasks.tasks
    ]
    return pl.DataFrame(rows, schema=COLUMNS, orient="row")


def document(lists: Sequence[TaskList]) -> list[dict[str, Any]]:
    """An object a department."""
    return [
        {
            "department": tasks.department or None,
            "tasks": [
                {
                    "applicant": {"code": task.applicant.code, "name": task.applicant.name},
                    "criterion": task.line.id,
                    "title": task.line.title,
                    "state": task.state,
                    "gain": points_text(task.gain),
                    "exact": task.gain,
                    "why": task.why,
                    "advice": task.advice,
                    "person": task.person or None,
                    "contact": task.contact or None,
                    "deadline": task.deadline.isoformat() if task.deadline else None,
                    "days_left": task.days_left,
                }
                for task in tasks.tasks
            ],
        }
        for tasks in lists
    ]
