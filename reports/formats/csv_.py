"""CSV for spreadsheets: UTF-8 with a mark, and no cell that a spreadsheet would run."""

from __future__ import annotations

from pathlib import Path

import polars as pl

_STARTERS = r"=+\-@\t\r\n＝＋－＠"
"""A cell that begins with one of these may be run; the wide ones are typed in China."""


def write(frame: pl.DataFrame, path: Path) -> None:
    """Write a table; text that would be run as a formula bears a `'` in front (see `defused`).

    Null is an empty cell. The same frame gives the same bytes.
    """
    defused(frame).write_csv(path, include_bom=True, null_value="")


def text(frame: pl.DataFrame) -> str:
    """The table as text, without the mark of UTF-8."""
    return defused(frame).write_csv(null_value="")


def read(path: Path) -> pl.DataFrame:
    """What `write` wrote: every column as text, an empty cell as an empty text."""
    frame = pl.read_csv(path.read_bytes(), infer_schema=False)
    restored = pl.col(pl.String).str.replace(rf"^'('*[{_STARTERS}])", "${1}")
    return frame.with_columns(restored.fill_null(""))


def defused(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with a `'` before every text and every heading that a spreadsheet would run.

    Numbers stay as they are. A text that already bears the sign gets another, so that taking one
    away restores what was written.
    """
    written = pl.when(pl.col(pl.String) != "").then(pl.col(pl.String))
    signed = frame.with_columns(written.str.replace(rf"^('*[{_STARTERS}])", "'${1}"))
    return signed.rename(_heading)


def _heading(name: str) -> str:
    return f"'{name}" if name and name[0] in "=+-@\t\r\n＝＋－＠" else name
