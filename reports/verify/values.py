"""What a changed file of data says, beside what it should say."""

from __future__ import annotations

import json
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import polars as pl

from reports.formats import csv_
from reports.verify import Difference
from reports.verify.tables import differences

KEYS = {
    "results": ["applicant"],
    "criteria": ["applicant", "criterion"],
    "answers": ["applicant", "field"],
    "evidence": ["applicant", "criterion"],
    "problems": ["applicant", "field"],
    "dictionary": ["table", "column"],
}
"""What tells the rows of a table apart, by the name of its file."""
_RECORD = "run.json"


def unlike_values(file: str, published: Path, recomputed: Path) -> list[Difference]:
    """The values of a file of data that differ; empty for a file of another kind."""
    name, _, ending = file.rpartition("/")[2].rpartition(".")
    try:
        if file.endswith(_RECORD):
            return record_differences(file, _json(published), _json(recomputed))
        if name in KEYS and ending in _READERS:
            old, new = (_READERS[ending](path) for path in (published, recomputed))
            return differences(file, old, new, _keys(name, (old, new)))
    except (OSError, ValueError, TypeError, pl.exceptions.PolarsError) as error:
        first = (str(error).splitlines() or [type(error).__name__])[0]
        return [Difference(file, "damaged", item=first)]
    except pl.exceptions.PanicException as error:  # some damage ends so, and not in an Exception
        return [Difference(file, "damaged", item=str(error))]
    return []


def _keys(name: str, tables: Sequence[pl.DataFrame]) -> list[str]:
    """The answers of a run hold lines of several kinds."""
    kinds = ["kind"] if all("kind" in table.columns for table in tables) else []
    return [KEYS[name][0], *kinds, *KEYS[name][1:]]


def _json(path: Path) -> Any:  # noqa: ANN401 - whatever the file holds
    return json.loads(path.read_text(encoding="utf-8"))


def _csv(path: Path) -> pl.DataFrame:
    return csv_.read(path)


def _objects(path: Path) -> pl.DataFrame:
    """A list of objects; every value as text, as in JSON."""
    rows = [
        {key: None if value is None else _text(value) for key, value in row.items()}
        for row in _json(path)
    ]
    names = dict.fromkeys(key for row in rows for key in row)
    return pl.DataFrame(rows, schema=dict.fromkeys(names, pl.String), orient="row")


def _parquet(path: Path) -> pl.DataFrame:
    return pl.read_parquet(BytesIO(path.read_bytes()))


_READERS = {"csv": _csv, "json": _objects, "parquet": _parquet}


def record_differences(file: str, old: Any, new: Any, key: str = "") -> list[Difference]:  # noqa: ANN401 - JSON
    """The keys of two records whose values differ."""
    if isinstance(old, dict) and isinstance(new, dict):
        return [
            found
            for name in dict.fromkeys((*old, *new))
            for found in record_differences(
                file, old.get(name, "–"), new.get(name, "–"), f"{key}.{name}" if key else str(name)
            )
        ]
    if old == new:
        return []
    return [Difference(file, "value", "", key, _plain(old), _plain(new))]


def _text(value: Any) -> str:  # noqa: ANN401 - JSON
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _plain(value: Any) -> str:  # noqa: ANN401 - JSON
    text = _text(value)
    return text if len(text) <= 200 else f"{text[:199]}…"
